// The bar, near misses, coverage, what was left out, and the help.
const option = (value, label, chosen) => { const node = h('option', { value }, label); node.selected = value === chosen; return node; };
const select = (id, label, options, change) => h('label', { for: id }, h('span', {}, label), h('select', { id, change: (event) => change(event.target.value) }, options));

const buildBar = () => {
  let wait = 0;
  const search = h('input', { type: 'search', id: 'search', placeholder: 'Words, names, sources', autocomplete: 'off', spellcheck: 'false', input: (event) => {
    clearTimeout(wait);
    wait = setTimeout(() => look({ q: event.target.value.trim(), at: '' }), list.length > 2000 ? 120 : 0);
  } });
  const who = h('input', { type: 'text', id: 'reviewer', autocomplete: 'name', placeholder: 'Your name', change: (event) => rename(event.target.value.trim()) });
  who.value = reviewer() || '';
  fill($('bar'), [
    h('div.filters', {},
      h('label', { for: 'search' }, h('span', {}, 'Search'), search),
      select('show', 'Show', Object.entries(SHOWS).map(([id, label]) => option(id, label)), (value) => look({ show: value, at: '' })),
      sources.length > 1 && select('source', 'Source', [option('', 'any'), ...sources.map((source) => option(source, shortened(source, 40)))], (value) => look({ source: value, at: '' })),
      many && data.stories.length <= 500 && select('story', 'Story', [option('', 'any'), ...data.stories.map((story, at) => option(String(at), shortened(story.title, 60)))], (value) => look({ story: value, at: '' })),
      select('sort', 'Order', Object.entries(SORTS).map(([id, label]) => option(id, label)), (value) => look({ sort: value }))),
    h('div.progress', {}, h('p', { id: 'count', role: 'status' }), h('div.meter', { id: 'meter', role: 'progressbar', 'aria-label': 'Findings reviewed', 'aria-valuemin': 0, 'aria-valuemax': data.findings.length }, h('span.fill', { id: 'done' })),
      h('p', { id: 'reviewed' }), button('Next to review', nextOpen, { id: 'next' }), button('Clear filters', () => look({ ...fresh(), sort: view.sort }), { id: 'clear' }),
      h('label.who-am-i', { for: 'reviewer' }, h('span', {}, 'Reviewer'), who))]);
  if (!data.findings.length) $('bar').hidden = true;
};

const syncBar = () => {
  const put = (id, value) => { const node = $(id); if (node && document.activeElement !== node) node.value = value; };
  put('search', view.q); put('show', view.show); put('source', view.source); put('story', view.story); put('sort', view.sort);
  $('clear').hidden = !isFiltered();
  $('count').textContent = list.length === data.findings.length ? plural(list.length, 'finding') : `${list.length.toLocaleString('en')} of ${plural(data.findings.length, 'finding')}`;
  progress();
};

const progress = () => {
  const done = data.findings.filter(isReviewed).length;
  const total = data.findings.length;
  $('done').style.width = `${total ? 100 * done / total : 0}%`;
  $('meter').setAttribute('aria-valuenow', String(done));
  $('reviewed').textContent = done === total && total ? 'all reviewed' : `${done.toLocaleString('en')} of ${total.toLocaleString('en')} reviewed`;
  $('next').hidden = done === total;
  $('next').textContent = done ? 'Resume review' : 'Start review';
};

// The first open finding after the one in hand, else the first of all.
const nextOpen = () => {
  const isOpen = (at) => !isReviewed(data.findings[at]);
  let at = list.findIndex((one, place) => place > current && isOpen(one));
  if (at < 0) at = list.findIndex(isOpen);
  if (at < 0) { announce('Nothing here is left to review.'); return; }
  open(data.findings[list[at]].id);
};

const gateWhy = {
  story: 'the articles do not tell the same story', time: 'the two speak of different times', measure: 'what is measured is not the same',
  scope: 'the two speak of different places, groups or versions', subject: 'the two speak of different people or things',
  asserted: 'one side does not assert it', compatible: 'both can be true', contrast: 'the sentence itself sets the two side by side',
};
let nearShown = 0;
const growNear = () => {
  const ol = $('near').querySelector('ol');
  const upto = Math.min(data.near.length, nearShown + 25);
  for (; nearShown < upto; nearShown += 1) {
    const miss = data.near[nearShown];
    ol.append(h('li', {}, h('p.topic', {}, h('b', {}, miss.kind), ` · stopped by ${miss.gate}: ${gateWhy[miss.gate] || miss.gate}`),
      h('div.sides', {}, miss.sides.map((one) => h('section.side', {}, quotation(one, 5))))));
  }
  const next = $('near').querySelector('.more');
  next.hidden = nearShown >= data.near.length;
  next.textContent = `Show more: ${nearShown.toLocaleString('en')} of ${plural(data.near.length, 'near miss')} are on the page`;
};

const nearMisses = () => {
  const section = $('near');
  if (!data.nears) return;
  section.hidden = false;
  if (!section.firstChild) {
    fill(section, [h('h2', { id: 'near-title' }, 'Near misses'), h('p', {}, `${plural(data.nears, 'pair')} looked alike and ${data.nears === 1 ? 'was' : 'were'} not compared further: a gate stopped each. They are no findings.${data.nears > data.near.length ? ` The first ${data.near.length.toLocaleString('en')} are here; the JSON report has all.` : ''}`),
      button('', () => look({ near: !view.near }), { class: 'toggle', id: 'near-toggle', 'aria-expanded': 'false' }),
      h('div', { id: 'near-list', hidden: true }, h('ol', {}), button('', growNear, { class: 'more' }))]);
  }
  $('near-toggle').textContent = view.near ? 'Hide near misses' : 'Show near misses';
  $('near-toggle').setAttribute('aria-expanded', String(view.near));
  $('near-list').hidden = !view.near;
  if (view.near && !nearShown) growNear();
};

const coverage = () => {
  const { counts, single, singles, shared, shares } = data.coverage;
  if (!data.articles.length) { $('coverage').hidden = true; return; }
  const line = (at, extra) => {
    const sentence = data.sentences[at];
    return h('li', {}, h('q', { dir: 'auto' }, sentence.text), h('span.small', {}, ' ', h('bdi', {}, data.articles[sentence.a].source), `, ${place(sentence)}${extra}`));
  };
  const folded = (label, items) => items.length ? h('details', {}, h('summary', {}, label), h('ul.claims', {}, items)) : null;
  const table = h('details', {}, h('summary', {}, 'Articles read'), h('div.matrix', { tabindex: '0', role: 'region', 'aria-label': 'Articles read' }, h('table', {},
    h('thead', {}, h('tr', {}, ['Source', 'Date', 'Title', 'File', 'Claims', 'Only here'].map((name) => h('th', { scope: 'col' }, name)))),
    h('tbody', {}, data.articles.slice(0, 500).map((article, at) => h('tr', {}, h('th', { scope: 'row' }, article.source), h('td', {}, article.date ? day(article.date) : 'undated'),
      h('td', { dir: 'auto' }, article.title || ''), h('td', {}, h('code', {}, article.id), article.checked && h('div.small', {}, article.checked)), h('td.number', {}, String(counts[at][1])), h('td.number', {}, String(counts[at][0]))))))),
    data.articles.length > 500 && h('p.small', {}, `and ${plural(data.articles.length - 500, 'article')} more`));
  fill($('coverage'), [h('h2', { id: 'coverage-title' }, 'Coverage'),
    h('p', {}, singles || shares ? `Of the stories that several sources tell, ${plural(shares, 'claim')} with something to compare ${shares === 1 ? 'stands' : 'stand'} in more than one source, and ${plural(singles, 'claim')} in one alone.` : 'No story here is told by several sources.'),
    folded(`In several sources, with independent origins (${Math.min(shares, shared.length)})`, shared.map(([at, from, origins]) => line(at, `: ${plural(from, 'source')}, ${plural(origins, 'independent origin')}`))),
    folded(`In one source only (${Math.min(singles, single.length)}${singles > single.length ? ` of ${singles.toLocaleString('en')}` : ''})`, single.map((at) => line(at, ''))), table]);
};

const skippedList = () => {
  if (!data.skipped.length) return;
  $('skipped').hidden = false;
  fill($('skipped'), [h('h2', { id: 'skipped-title' }, 'Not checked'), h('ul.claims', {}, data.skipped.slice(0, 200).map(([what, reason]) => h('li', {}, h('code', {}, what), ` ${reason}`)))]);
};

const KEYS = [['j / k', 'next, previous finding'], ['Enter or o', 'open or close it'], ['1 2 3 4', 'confirm, dismiss, update, unsure; again takes it back'], ['u', 'undo'], ['n', 'write a note'],
  ['r', 'next finding to review'], ['/', 'search'], ['m', 'near misses'], ['e', 'export verdicts'], ['c', 'copy the correction request'], ['d', 'light or dark'], ['Esc', 'leave a field, close this'], ['?', 'this help']];
const help = () => {
  const box = h('input', { type: 'checkbox', id: 'letters', change: (event) => stored.set('crosscheck:letters', event.target.checked ? 'on' : 'off') });
  box.checked = stored.get('crosscheck:letters') !== 'off';
  fill($('help'), [h('h2', { id: 'help-title' }, 'Reading and reviewing'),
    h('p', {}, 'Each finding sets side by side what two or more places say and cannot both be true. Open one to see the sentences, why they are comparable, and to give your verdict.'),
    h('p', {}, token ? 'Verdicts are written to disk as you give them.' : 'Verdicts stay in this browser. “Export verdicts” saves them as verdicts.csv; “Import verdicts” brings such a file in.'),
    h('ul.legend', {}, [['high', 'likely a fault'], ['medium', 'worth a look'], ['low', 'a small matter'], ['note', 'a difference, not a fault']].map(([severity, meaning]) => h('li', {}, shape(severity), h('span', {}, h('b', {}, severity), ` ${meaning}`)))),
    h('dl', {}, KEYS.map(([key, does]) => h('div', {}, h('dt', {}, h('kbd', {}, key)), h('dd', {}, does)))),
    h('p', {}, h('label', { for: 'letters' }, box, ' Single-letter keys are on')),
    h('p', {}, 'The address holds search, filters and order: copy it to show somebody the same view.'),
    button('Close', () => $('help').close(), { autofocus: true })]);
};
