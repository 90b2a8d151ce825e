// The findings in a list that grows as it is read: twenty thousand are never on the page at once.
const CHUNK = 30;
let shown = 0; // how many of `list` are on the page
let current = -1; // place in `list` of the one in hand
let watcher = null;
const opened = new Set(); // ids

const verdictBadge = (finding) => {
  const verdict = VERDICTS[verdictOf(finding)];
  if (verdict) return [h('span.glyph', { 'aria-hidden': 'true' }, verdict.mark), ` ${verdict.done}`];
  return finding.settled ? [h('span.glyph', { 'aria-hidden': 'true' }, '–'), ` ${finding.settled[0]}`] : null;
};

const row = (finding) => {
  const head = h('button', { type: 'button', class: 'head', 'aria-expanded': 'false', dir: 'auto', click: () => toggle(finding.id) }, headline(finding));
  const node = h(`article.finding.${finding.severity}`, { id: `f-${finding.id}`, 'aria-labelledby': `h-${finding.id}` },
    h('div.kicker', {}, h('span.severity', {}, shape(finding.severity), finding.severity), h('span.kind', {}, finding.kind),
      h('span.number', { title: 'confidence' }, decimal(finding.confidence))),
    h('div.main', {}, h('p.topic', {}, topicOf(finding), finding.within && h('span.within', {}, ' within one article')),
      h('h3', { id: `h-${finding.id}` }, head),
      h('ul.who', {}, finding.values.slice(0, 6).map((value, at) => {
        const from = tellersOf(value);
        return h('li', {}, letter(at), ' ', listed([...from.slice(0, 4).map((source) => shortened(source, 60)), ...(from.length > 4 ? [`${from.length - 4} more`] : [])]));
      }), finding.values.length > 6 ? h('li', {}, `and ${finding.values.length - 6} more`) : null),
      view.sort !== 'story' && many ? h('p.small', {}, data.stories[finding.story].title) : null),
    h('p.badge', {}, verdictBadge(finding)));
  node.classList.toggle('reviewed', isReviewed(finding));
  if (opened.has(finding.id)) expand(node, finding);
  return node;
};

const expand = (node, finding) => {
  node.querySelector('.head').setAttribute('aria-expanded', 'true');
  node.classList.add('opened');
  node.append(detail(finding));
};

const collapse = (node) => {
  node.querySelector('.head').setAttribute('aria-expanded', 'false');
  node.classList.remove('opened');
  node.querySelector('.body')?.remove();
};

// Puts the next chunk on the page, and all up to `least`.
const grow = (least = 0) => {
  const section = $('findings');
  const upto = Math.min(list.length, Math.max(shown + CHUNK, least));
  const bundle = document.createDocumentFragment();
  for (; shown < upto; shown += 1) {
    const finding = data.findings[list[shown]];
    const above = shown ? data.findings[list[shown - 1]].story : -1;
    if (view.sort === 'story' && finding.story !== above) bundle.append(storyHead(finding.story));
    bundle.append(row(finding));
  }
  section.querySelector('.more')?.remove();
  section.append(bundle);
  if (shown < list.length) {
    const next = button(`Show more: ${shown.toLocaleString('en')} of ${plural(list.length, 'finding')} are on the page`, () => grow(), { class: 'more' });
    section.append(next);
    watcher?.observe(next);
  }
};

if ('IntersectionObserver' in window) {
  watcher = new IntersectionObserver((entries) => {
    if (entries.some((one) => one.isIntersecting)) grow();
  }, { rootMargin: '800px' });
}

const empty = () => {
  const none = data.findings.length === 0;
  const words = none
    ? (data.articles.length ? 'Nothing here contradicts anything else, as far as crosscheck can tell. Near misses and coverage are below.' : 'There is nothing to show.')
    : 'No finding fits these filters.';
  return h('div.empty', {}, h('p', {}, words), !none && button('Clear all filters', () => look(fresh())));
};

const renderList = () => {
  watcher?.disconnect();
  shown = 0;
  current = -1;
  $('findings').replaceChildren();
  if (list.length) grow(); else $('findings').append(empty());
};

const nodeOf = (finding) => $(`f-${finding.id}`);
const inHand = () => current >= 0 ? data.findings[list[current]] : null;

const take = (at, { focus = true } = {}) => {
  if (!list.length) return;
  const old = inHand();
  if (old) nodeOf(old)?.classList.remove('current');
  current = Math.min(list.length - 1, Math.max(0, at));
  if (current >= shown) grow(current + CHUNK);
  const node = nodeOf(inHand());
  node.classList.add('current');
  if (focus) node.querySelector('.head').focus({ preventScroll: true });
  node.scrollIntoView({ block: node.classList.contains('opened') ? 'start' : 'center', behavior: 'instant' });
};

const toggle = (id) => {
  const finding = data.findings[byId.get(id)];
  const node = nodeOf(finding);
  if (opened.delete(id)) collapse(node);
  else {
    opened.add(id);
    expand(node, finding);
  }
  const at = list.indexOf(byId.get(id));
  if (at !== current) {
    const old = inHand();
    if (old) nodeOf(old)?.classList.remove('current');
    current = at;
    node.classList.add('current');
  }
  view.at = opened.has(id) ? id : '';
  history.replaceState(null, '', address(view));
};

// Shows a finding wherever it is, dropping filters that hide it.
const open = (id) => {
  const at = byId.get(id);
  if (!list.includes(at)) look({ ...fresh(), sort: view.sort, near: view.near });
  opened.add(id);
  view.at = id;
  history.replaceState(null, '', address(view));
  const place = list.indexOf(at);
  if (place >= shown) grow(place + CHUNK);
  const finding = data.findings[at];
  const node = nodeOf(finding);
  if (!node.classList.contains('opened')) expand(node, finding);
  take(place);
};

// A verdict changes its own row, never the list under the reader's eyes.
const repaint = (at) => {
  if (at === null) {
    list.slice(0, shown).forEach(repaint);
    return;
  }
  const finding = data.findings[at];
  const node = nodeOf(finding);
  if (!node) return;
  node.classList.toggle('reviewed', isReviewed(finding));
  node.querySelector('.badge').replaceChildren(...[verdictBadge(finding)].flat().filter(Boolean));
  for (const one of node.querySelectorAll('[data-verdict]')) one.setAttribute('aria-pressed', String(one.dataset.verdict === verdictOf(finding)));
  const note = node.querySelector('.review textarea');
  if (note && document.activeElement !== note) note.value = noteOf(finding);
};

const judge = (finding, verdict) => {
  const same = verdictOf(finding) === verdict;
  change(finding, { verdict: same ? '' : verdict });
  announce(same ? 'Verdict taken back.' : `${VERDICTS[verdict].label}. Press u to undo.`);
};
