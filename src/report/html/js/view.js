// What is shown: search, filters and sort. It lives in the address, so that a link shows the same view.
const SORTS = { story: 'by story', severity: 'worst first', confidence: 'surest first', kind: 'by kind' };
const SHOWS = { all: 'all', open: 'to review', reviewed: 'reviewed', confirm: 'confirmed', dismiss: 'dismissed', update: 'updates', unsure: 'unsure', noted: 'with a note' };
const fresh = () => ({ q: '', kind: new Set(), sev: new Set(), source: '', story: '', show: 'all', sort: 'story', near: false, at: '' });
let view = fresh();
let list = []; // places of the findings shown, in order

const parsed = (hash) => {
  const read = new URLSearchParams(hash.replace(/^#/, ''));
  const some = (name, allowed) => new Set((read.get(name) || '').split(',').filter((one) => allowed.includes(one)));
  const one = (name, allowed, other) => allowed.includes(read.get(name)) ? read.get(name) : other;
  return {
    q: read.get('q') || '',
    kind: some('kind', data.kinds.map((kind) => kind.id)),
    sev: some('sev', SEVERITIES),
    source: one('source', sources, ''),
    story: data.stories[Number(read.get('story') || NaN)] ? read.get('story') : '',
    show: one('show', Object.keys(SHOWS), 'all'),
    sort: one('sort', Object.keys(SORTS), 'story'),
    near: read.get('near') === '1',
    at: byId.has(read.get('at')) ? read.get('at') : '',
  };
};

const address = (shown) => {
  const write = new URLSearchParams();
  const put = (name, value, usual) => { if (value !== usual) write.set(name, value); };
  put('q', shown.q, '');
  put('kind', [...shown.kind].join(','), '');
  put('sev', [...shown.sev].join(','), '');
  put('source', shown.source, '');
  put('story', shown.story, '');
  put('show', shown.show, 'all');
  put('sort', shown.sort, 'story');
  put('near', shown.near ? '1' : '', '');
  put('at', shown.at, '');
  return `#${write}`;
};

const shows = (finding) => {
  switch (view.show) {
    case 'all': return true;
    case 'open': return !isReviewed(finding);
    case 'reviewed': return isReviewed(finding);
    case 'noted': return Boolean(noteOf(finding));
    default: return verdictOf(finding) === view.show;
  }
};

const ORDERS = {
  severity: (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || b.confidence - a.confidence,
  confidence: (a, b) => b.confidence - a.confidence,
  kind: (a, b) => KINDS_AT.get(a.kind) - KINDS_AT.get(b.kind),
};
const KINDS_AT = new Map(data.kinds.map((kind, at) => [kind.id, at]));

const compute = () => {
  const words = view.q.toLowerCase().split(/\s+/).filter(Boolean);
  const told = (finding) => finding.values.some((value) => value.mentions.some((one) => articleOf(one).source === view.source));
  list = [];
  data.findings.forEach((finding, at) => {
    if (view.kind.size && !view.kind.has(finding.kind)) return;
    if (view.sev.size && !view.sev.has(finding.severity)) return;
    if (view.story !== '' && String(finding.story) !== view.story) return;
    if (!shows(finding)) return;
    if (view.source && !told(finding)) return;
    if (words.length && !words.every((word) => textOf(at).includes(word))) return;
    list.push(at);
  });
  const order = ORDERS[view.sort];
  if (order) list.sort((a, b) => order(data.findings[a], data.findings[b]) || a - b);
};

const isFiltered = () => Boolean(view.q || view.kind.size || view.sev.size || view.source || view.story !== '' || view.show !== 'all');

// Changes the view, and the address with it.
const look = (part) => {
  view = { ...view, ...part };
  history.replaceState(null, '', address(view));
  refresh();
};

const toggled = (set, item) => {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
};
