// Elements. Whatever is shown goes in as text; nothing here parses markup.
const $ = (id) => document.getElementById(id);

const fill = (node, children) => {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false && child !== '') node.append(child);
  }
  return node;
};

// h('p.note', {title: '…'}, 'text', child): a function as a property is a listener.
const h = (name, properties, ...children) => {
  const [tag, ...classes] = name.split('.');
  const node = document.createElement(tag);
  if (classes.length) node.className = classes.join(' ');
  for (const [key, value] of Object.entries(properties || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') node.addEventListener(key, value);
    else node.setAttribute(key, value === true ? '' : value);
  }
  return fill(node, children);
};

const svg = (name, properties, ...children) => {
  const node = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(properties)) node.setAttribute(key, value);
  return fill(node, children);
};

const button = (label, click, properties) => h('button', { type: 'button', click, ...properties }, label);

const plural = (count, noun) => {
  const ending = count === 1 ? '' : noun.endsWith('s') ? 'es' : 's';
  return `${count.toLocaleString('en')} ${noun.endsWith('y') && count !== 1 ? `${noun.slice(0, -1)}ies` : noun + ending}`;
};

// "a, b and c", each name in its own direction of writing.
const listed = (words) => words.map((word, at) => [at === 0 ? '' : at === words.length - 1 ? ' and ' : ', ', h('bdi', {}, word)]);

const shortened = (text, most) => {
  if (text.length <= most) return text;
  const cut = text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
  const space = cut.lastIndexOf(' ');
  return `${space > most / 2 ? cut.slice(0, space) : cut}…`;
};

// Told to screen readers, without a change to what is seen.
const announce = (words) => { $('said').textContent = words; };

// A mark of each severity's own shape, so that colour is never alone.
const SHAPES = {
  high: [['path', { d: 'M6 .4 11.6 6 6 11.6 .4 6z', class: 'full' }]],
  medium: [['circle', { cx: 6, cy: 6, r: 5, class: 'full' }]],
  low: [['circle', { cx: 6, cy: 6, r: 4.2, class: 'line' }]],
  note: [['path', { d: 'M1 6h10', class: 'line' }]],
};
const shape = (severity) => svg('svg', { viewBox: '0 0 12 12', class: `shape ${severity}`, 'aria-hidden': 'true' },
  SHAPES[severity].map(([name, properties]) => svg(name, properties)));

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const letterOf = (at) => at < 26 ? LETTERS[at] : `${LETTERS[Math.floor(at / 26) % 26 - 1] || 'Z'}${LETTERS[at % 26]}`;
const letter = (at) => h(`span.letter.v${at % 6}`, {}, letterOf(at));
