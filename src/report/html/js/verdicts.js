// What the reviewer said of each finding. Kept in this browser, or by the server that sent the page.
const VERDICTS = {
  confirm: { label: 'Confirm', done: 'confirmed', mark: '✓', help: 'the sources do disagree' },
  dismiss: { label: 'Dismiss', done: 'dismissed', mark: '✕', help: 'no disagreement' },
  update: { label: 'Update', done: 'update', mark: '↻', help: 'a true change over time' },
  unsure: { label: 'Unsure', done: 'unsure', mark: '?', help: 'somebody else should look' },
};
const PREFIX = 'crosscheck:verdicts:';
const NAME = 'crosscheck:reviewer';
const token = document.querySelector('meta[name="crosscheck-review"]')?.content || null;

const rows = new Map(); // by id of the finding here
let strangers = []; // rows whose finding is not in this report: kept, and exported again
const undone = []; // earlier rows, newest last
const changed = new Set(); // called with the finding's place, or null for all

// Storage can be switched off, full, or closed to files.
const stored = {
  get(key) { try { return localStorage.getItem(key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(key, value); return true; } catch { return false; } },
  keys() { try { return Object.keys(localStorage); } catch { return []; } },
};

const verdictOf = (finding) => rows.get(finding.id)?.verdict || '';
const noteOf = (finding) => rows.get(finding.id)?.note || '';
const isReviewed = (finding) => Boolean(verdictOf(finding) || finding.settled);
const reviewer = () => stored.get(NAME) || session.reviewer;
const session = { reviewer: '' };
const rename = (name) => { session.reviewer = name; stored.set(NAME, name); };
const allRows = () => [...rows.values(), ...strangers];

// Whether every pair of values has a key among `known`.
const knows = (finding, known) => finding.keys.length > 0 && (finding.pairs?.length
  ? finding.pairs.every((pair) => pair.some((at) => known.has(finding.keys[at])))
  : finding.keys.some((key) => known.has(key)));

// Takes rows in: by id, else by keys; of two for one finding the later stands. Returns how many fit.
const adopt = (list) => {
  const own = new Map(list.filter((row) => byId.has(row.id)).map((row) => [row.id, row]));
  const others = list.filter((row) => !byId.has(row.id));
  for (const [id, row] of own) rows.set(id, entry(data.findings[byId.get(id)], row));
  const used = new Set();
  if (others.length) {
    const holders = new Map();
    others.forEach((row) => row.keys.forEach((key) => holders.set(key, row)));
    for (const finding of data.findings) {
      if (rows.has(finding.id) || !knows(finding, holders)) continue;
      const row = holders.get(finding.keys.find((key) => holders.has(key)));
      rows.set(finding.id, entry(finding, row));
      used.add(row);
    }
  }
  const kept = new Map(strangers.map((row) => [row.id, row]));
  others.filter((row) => !used.has(row)).forEach((row) => kept.set(row.id, row));
  strangers = [...kept.values()];
  return own.size + used.size;
};

const entry = (finding, { verdict, note, reviewer: who }) => ({
  id: finding.id, kind: finding.kind, keys: finding.keys, verdict: verdict || '', note: note || '', reviewer: who || '', message: finding.message,
});

const keep = () => {
  if (token) return;
  if (!stored.set(PREFIX + data.run, JSON.stringify(allRows()))) {
    warn('This browser does not keep what you enter here. Export your verdicts before you close the page.');
  }
};

const touched = new Set(); // ids that were changed on this page

const put = (row) => {
  touched.add(row.id);
  rows.set(row.id, row);
  keep();
  send(row);
  changed.forEach((call) => call(byId.get(row.id)));
};

// A change the reviewer makes, which can be undone.
const change = (finding, part) => {
  const old = rows.get(finding.id) || entry(finding, {});
  const row = { ...old, ...part, reviewer: reviewer() };
  if (row.verdict === old.verdict && row.note === old.note) return;
  undone.push(old);
  put(row);
};

const undo = () => {
  const old = undone.pop();
  if (old) put(old);
  return old;
};

const restore = () => {
  if (token) return;
  const parsed = (key) => { try { return JSON.parse(stored.get(key)) || []; } catch { return []; } };
  const fits = (row) => row && typeof row.id === 'string' && Array.isArray(row.keys);
  // Another run of these articles had other findings: what was said of those that are the same still stands.
  const keys = new Set(data.findings.flatMap((finding) => finding.keys));
  const here = (row) => byId.has(row.id) || row.keys.some((key) => keys.has(key));
  for (const key of stored.keys().sort()) {
    if (key.startsWith(PREFIX) && key !== PREFIX + data.run) adopt(parsed(key).filter(fits).filter(here));
  }
  strangers = [];
  adopt(parsed(PREFIX + data.run).filter(fits));
};
