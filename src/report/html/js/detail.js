// One finding opened: both sides with their sentences, the picture, why the two are comparable, and the verdict.
const marked = (mention, at) => {
  const { text } = sentenceOf(mention);
  if (!mention.mark) return h('mark', { class: `v${at % 6}` }, text);
  const [start, end] = mention.mark;
  return [text.slice(0, start), h('mark', { class: `v${at % 6}` }, text.slice(start, end)), text.slice(end)];
};

const quotation = (mention, at) => {
  const article = articleOf(mention);
  const [lead, trail] = [before(mention.s), after(mention.s)];
  return h('figure.mention', {},
    h('figcaption', {}, h('b.source', {}, h('bdi', {}, article.source)), article.date ? [', ', h('time', { datetime: article.date }, day(article.date))] : ', undated',
      mention.entry && [', entry of ', mention.entry],
      mention.by && [', quoting ', h('bdi', {}, mention.by)]),
    h('blockquote', { dir: 'auto' }, lead && [h('span.around', { dir: 'auto' }, lead), ' '], marked(mention, at), trail && [' ', h('span.around', { dir: 'auto' }, trail)]),
    h('p.place', {}, h('code', {}, placeOf(mention)),
      article.url && [' · ', h('a', { href: article.url, rel: 'noopener noreferrer', target: '_blank' }, 'article')]));
};

const MENTIONS = 4; // shown of each value before the rest is asked for
const side = (value, at) => {
  const rest = value.mentions.slice(MENTIONS);
  const more = rest.length ? h('details', {}, h('summary', {}, plural(rest.length, 'more place')), rest.map((mention) => quotation(mention, at))) : null;
  return h('section.side', {}, h('h4', { dir: 'auto' }, letter(at), ' ', shortened(bare(value.value), 240)),
    value.mentions.slice(0, MENTIONS).map((mention) => quotation(mention, at)), more);
};

const decimal = (thousandths) => (thousandths / 1000).toFixed(2);
const bar = (name, value) => {
  const fill = h('span.fill');
  fill.style.width = `${value / 10}%`;
  return h('li', {}, h('span', {}, name), h('span.meter', { 'aria-hidden': 'true' }, fill), h('span.number', {}, decimal(value)));
};

const why = (finding) => h('section.why', {}, h('h4', {}, 'Why these are comparable'),
  h('p', {}, `${finding.because.charAt(0).toUpperCase()}${finding.because.slice(1)}.`),
  h('ul.bars', {}, bar('confidence', finding.confidence), finding.score.map(([name, value]) => bar(name === 'confidence' ? name : `alike in ${name}`, value))),
  !isProfile(finding) && h('details', {}, h('summary', {}, `${data.gates.length} gates passed`),
    h('ul.gates', {}, data.gates.map(([id, passed]) => h('li', {}, h('b', {}, id), ` ${passed}`)))),
  meaning(finding.kind));

// The explanation of a kind, written in Markdown of the plainest sort.
const meaning = (kind) => {
  const { summary, help } = kindOf.get(kind) || { summary: kind, help: '' };
  const blocks = help.split(/\n\s*\n/).map((block) => {
    const text = block.trim().replaceAll('`', '').replaceAll('**', '');
    if (text.startsWith('#')) return h('h5', {}, text.replace(/^#+\s*/, ''));
    if (text.startsWith('- ')) return h('ul', {}, text.split(/\n(?=- )/).map((item) => h('li', {}, item.slice(2))));
    if (text.startsWith('>')) return h('blockquote', {}, text.replace(/^>\s?/gm, ''));
    return text ? h('p', {}, text) : null;
  });
  return h('details.meaning', {}, h('summary', {}, `What “${kind}” means`), h('p', {}, `${summary}.`), blocks);
};

// A letter to the desk, ready to be copied.
const correction = (finding) => {
  const lines = [`Correction request: ${topicOf(finding)}`, ''];
  finding.values.forEach((value, at) => {
    lines.push(`${letterOf(at)}. “${bare(value.value)}”`);
    for (const mention of value.mentions.slice(0, 6)) {
      const article = articleOf(mention);
      const sentence = sentenceOf(mention);
      lines.push(`   ${article.source}, ${article.date ? day(article.date) : 'undated'}${mention.by ? `, quoting ${mention.by}` : ''} (${placeOf(mention)}${article.url ? `, ${article.url}` : ''})`);
      lines.push(`   “${sentence.text}”`);
    }
    if (value.mentions.length > 6) lines.push(`   and ${plural(value.mentions.length - 6, 'more place')}`);
    lines.push('');
  });
  lines.push(`Why they are comparable: ${finding.because}.`, 'Both cannot be right. Please check which one is, and correct or clarify the other.');
  if (finding.severity === 'note') lines[lines.length - 1] = 'These need not contradict one another. Please check whether readers are told what sets them apart.';
  return lines.join('\n');
};

const copied = async (text, done) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = h('textarea', { class: 'unseen', 'aria-hidden': 'true' });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
  announce(done);
};

const copier = (label, text, done) => {
  const node = button(label, async () => {
    await copied(text(), done);
    node.textContent = 'Copied';
    setTimeout(() => { node.textContent = label; }, 1500);
  });
  return node;
};

const review = (finding) => {
  const note = h('textarea', { rows: 2, id: `note-${finding.id}`, change: (event) => change(finding, { note: event.target.value.trim() }) });
  note.value = noteOf(finding);
  const letterText = () => correction(finding);
  const request = h('textarea', { rows: 8, readonly: true, 'aria-label': 'Correction request' });
  return h('section.review', {}, h('h4', {}, 'Your verdict'),
    h('div.verdicts', { role: 'group', 'aria-label': 'Verdict' }, Object.entries(VERDICTS).map(([id, { label, mark, help }], at) =>
      button([h('span.glyph', { 'aria-hidden': 'true' }, mark), label, h('kbd', {}, String(at + 1))],
        () => judge(finding, id), { 'data-verdict': id, title: help, 'aria-pressed': String(verdictOf(finding) === id) }))),
    h('label', { for: `note-${finding.id}` }, 'Note'), note,
    h('div.acts', {}, copier('Copy correction request', letterText, 'The correction request is copied.'),
      copier('Copy link', () => `${location.href.split('#')[0]}${address({ ...fresh(), at: finding.id })}`, 'The link is copied.')),
    h('details', { toggle: (event) => { if (event.target.open) request.value = letterText(); } }, h('summary', {}, 'Read the correction request'), request));
};

const detail = (finding) => h('div.body', { id: `body-${finding.id}` },
  finding.settled && h('p.settled', {}, `${finding.settled[0].charAt(0).toUpperCase()}${finding.settled[0].slice(1)}${finding.settled[1] ? `: ${finding.settled[1]}` : ''}. It fails no gate.`),
  h('div.sides', {}, finding.values.map(side)), picturesOf(finding),
  h('div.foot', {}, why(finding), review(finding)));
