// verdicts.csv: RFC 4180 with a header; cells that a spreadsheet would run are guarded, and restored on reading.
const COLUMNS = ['id', 'kind', 'keys', 'verdict', 'note', 'reviewer', 'message'];

const guard = (cell) => /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
const unguard = (cell) => /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
const quoted = (cell) => /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

const toCsv = (rows) => {
  const line = (cells) => `${cells.map((cell) => quoted(guard(cell))).join(',')}\r\n`;
  return line(COLUMNS) + rows.map((row) =>
    line(COLUMNS.map((name) => name === 'keys' ? row.keys.join(' ') : row[name] || ''))).join('');
};

// Records of a table with whatever separator its header uses: spreadsheets change it.
const records = (text) => {
  const clean = text.replace(/^\ufeff/, '');
  const head = clean.split(/\r?\n|\r/, 1)[0];
  const count = (separator) => head.split(separator).length;
  const separator = [',', ';', '\t'].reduce((best, one) => count(one) > count(best) ? one : best);
  const out = [];
  let [record, cell, inside] = [[], '', false];
  const end = () => { record.push(cell); cell = ''; };
  const close = () => { end(); if (record.length > 1 || record[0]) out.push(record); record = []; };
  for (let at = 0; at < clean.length; at += 1) {
    const c = clean[at];
    if (inside) {
      if (c !== '"') cell += c;
      else if (clean[at + 1] === '"') { cell += '"'; at += 1; } else inside = false;
    } else if (c === '"' && cell === '') inside = true;
    else if (c === separator) end();
    else if (c === '\n' || c === '\r') { if (c === '\r' && clean[at + 1] === '\n') at += 1; close(); }
    else cell += c;
  }
  if (inside) throw new Error('a quotation mark is opened and never closed');
  close();
  return out;
};

const fromCsv = (text) => {
  const [head, ...body] = records(text);
  const names = (head || []).map((name) => name.trim().toLowerCase());
  const missing = ['id', 'verdict'].filter((name) => !names.includes(name));
  if (missing.length) throw new Error(`the column ${missing.join(' and ')} is missing; choose a verdicts.csv that was exported here`);
  return body.map((cells, at) => {
    const row = Object.fromEntries(COLUMNS.map((name) => [name, unguard(cells[names.indexOf(name)] ?? '')]));
    row.keys = row.keys.split(/\s+/).filter(Boolean);
    row.verdict = row.verdict.trim().toLowerCase();
    if (row.verdict && !(row.verdict in VERDICTS)) {
      throw new Error(`row ${at + 2}: “${shortened(row.verdict, 30)}” is no verdict; use ${Object.keys(VERDICTS).join(', ')}`);
    }
    return row;
  });
};
