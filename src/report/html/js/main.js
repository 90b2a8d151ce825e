// Start, and what happens when the view, the address or the verdicts change.
const refresh = () => {
  compute();
  press();
  syncBar();
  renderList();
  nearMisses();
};

const exportRows = () => {
  const bytes = new Blob([toCsv(allRows().filter((row) => row.verdict || row.note))], { type: 'text/csv;charset=utf-8' });
  const link = h('a', { href: URL.createObjectURL(bytes), download: 'verdicts.csv' });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  announce('Exported to verdicts.csv.');
};

const importRows = async (file) => {
  try {
    const list = fromCsv(await file.text());
    const fit = adopt(list);
    keep();
    if (token) rows.forEach((row) => send(row));
    refresh();
    warn(`${plural(list.length, 'row')} of ${file.name} read: ${fit} for findings of this report${list.length > fit ? `, ${list.length - fit} for others, which are kept for the next export` : ''}.`,
      button('Close', () => warn('')));
  } catch (error) {
    warn(`${file.name} was not imported: ${error.message}.`, button('Close', () => warn('')));
  }
};

const THEME = 'crosscheck:theme';
const isDark = () => (document.documentElement.dataset.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
const paint = () => { $('theme').textContent = isDark() ? 'Light' : 'Dark'; };
const turn = () => {
  document.documentElement.dataset.theme = isDark() ? 'light' : 'dark';
  stored.set(THEME, document.documentElement.dataset.theme);
  paint();
};

const PRINTED = 400; // findings put on paper
const PRINTED_OPEN = 40; // up to here with their sentences

const start = () => {
  const theme = stored.get(THEME);
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
  paint();
  restore();
  overview();
  buildBar();
  help();
  coverage();
  skippedList();
  changed.add(repaint);
  changed.add(progress);
  view = parsed(location.hash);
  refresh();
  if (view.at) open(view.at);
  $('colophon').textContent = `Made by crosscheck ${data.version}. It compares what is written and does not know which side is right.`;
  $('theme').addEventListener('click', turn);
  $('help-open').addEventListener('click', () => $('help').showModal());
  $('export').addEventListener('click', exportRows);
  $('import').addEventListener('click', () => $('file').click());
  $('file').addEventListener('change', async (event) => {
    if (event.target.files[0]) await importRows(event.target.files[0]);
    event.target.value = '';
  });
  // The address holds the view: a jump inside the page must not replace it.
  $('skip').addEventListener('click', (event) => { event.preventDefault(); $('findings').focus(); });
  window.addEventListener('hashchange', () => {
    view = parsed(location.hash);
    refresh();
    if (view.at) open(view.at);
  });
  // The same report in another tab.
  window.addEventListener('storage', (event) => {
    if (event.key !== PREFIX + data.run || token) return;
    rows.clear();
    restore();
    changed.forEach((call) => call(null));
  });
  window.addEventListener('beforeprint', () => {
    grow(Math.min(list.length, PRINTED));
    paperMatrices();
    if (list.length > PRINTED_OPEN) return;
    for (const at of list) {
      const finding = data.findings[at];
      const node = nodeOf(finding);
      if (!node.classList.contains('opened')) { expand(node, finding); node.dataset.printed = ''; }
      node.querySelectorAll('.side details').forEach((more) => { more.open = true; });
    }
  });
  window.addEventListener('afterprint', () => {
    document.querySelectorAll('.paper').forEach((node) => node.remove());
    document.querySelectorAll('[data-printed]').forEach((node) => { delete node.dataset.printed; collapse(node); });
  });
  fetched();
  index();
  document.documentElement.dataset.ready = String(Math.round(performance.now()));
};

start();
