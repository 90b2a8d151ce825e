// The first screen: what was checked, how much disagrees, by kind and severity.
const NUMBERS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve'];
const spelt = (count, noun) => count < NUMBERS.length ? plural(count, noun).replace(/^\d+/, NUMBERS[count]) : plural(count, noun);

const overview = () => {
  const stories = new Set(data.articles.map((article) => article.story)).size;
  const notes = data.findings.filter((finding) => finding.severity === 'note').length;
  const faults = data.findings.length - notes;
  const settled = data.findings.filter((finding) => finding.settled).length;
  $('edition').textContent = [plural(data.articles.length, 'article'), plural(sources.length, 'source'),
    ...(stories > 1 ? [plural(stories, 'story')] : []), plural(data.claims, 'claim')].join(' · ');
  const who = spelt(sources.length, 'source');
  $('headline').textContent = !data.articles.length ? 'Nothing was read'
    : data.articles.length === 1 ? (faults ? `One article contradicts itself in ${plural(faults, 'place')}` : 'One article, and no contradiction in it')
    : faults ? `${who} disagree in ${plural(faults, 'place')}` : `${who}, and no disagreement found`;
  const dates = data.articles.map((article) => article.date).filter(Boolean).sort();
  const days = dates.length ? (dates[0] === dates.at(-1) ? `, dated ${day(dates[0])}` : `, dated ${day(dates[0])} to ${day(dates.at(-1))}`) : '';
  const extra = [
    notes && `${plural(notes, 'note')} show${notes === 1 ? 's' : ''} a difference that need not be a fault.`,
    settled && `${plural(settled, 'finding')} ${settled === 1 ? 'is' : 'are'} settled already.`,
    data.nears && `${plural(data.nears, 'pair')} looked alike and ${data.nears === 1 ? 'was' : 'were'} left alone.`,
  ].filter(Boolean);
  $('deck').textContent = data.articles.length
    ? `${plural(data.claims, 'claim')} in ${plural(data.articles.length, 'article')}${stories > 1 ? ` on ${plural(stories, 'story')}` : ''}${days} ${data.claims === 1 ? 'was' : 'were'} compared. ${extra.join(' ')}`
    : 'The report holds no article. Give the files or the folder to check.';
  document.title = `${$('headline').textContent}: crosscheck`;
  picture();
};

const UNITS = 10; // a row of fewer findings is shorter than the picture: one finding must not look like a wall

// Kinds as rows, severities as stretches of each row; a click filters.
const picture = () => {
  if (!data.findings.length) return $('picture').remove();
  const count = new Map();
  for (const { kind, severity } of data.findings) {
    const key = `${kind} ${severity}`;
    count.set(key, (count.get(key) || 0) + 1);
  }
  const of = (kind, severity) => count.get(`${kind} ${severity}`) || 0;
  const total = (kind) => SEVERITIES.reduce((sum, severity) => sum + of(kind, severity), 0);
  const kinds = data.kinds.map((kind) => kind.id).filter(total).sort((a, b) => total(b) - total(a));
  const most = Math.max(...kinds.map(total));
  const press = (properties, label, part) => button(label, () => look({ ...part(), at: '' }), properties);
  const legend = SEVERITIES.map((severity) => {
    const sum = kinds.reduce((all, kind) => all + of(kind, severity), 0);
    return sum ? h('li', {}, press({ class: 'key', 'data-sev': severity, 'aria-pressed': 'false' },
      [shape(severity), h('span', {}, h('b', {}, sum.toLocaleString('en')), ` ${severity}`)],
      () => ({ sev: toggled(view.sev, severity) }))) : null;
  });
  const row = (kind) => {
    const stretches = SEVERITIES.filter((severity) => of(kind, severity)).map((severity) => {
      const sum = of(kind, severity);
      const node = press({
        class: `stretch ${severity}`, 'data-kind': kind, 'data-sev': severity, 'aria-pressed': 'false',
        'aria-label': `${sum} ${kind}, ${severity}`, title: `${sum} ${kind}, ${severity}`,
      }, [shape(severity), sum.toLocaleString('en')], () => view.kind.size === 1 && view.kind.has(kind) && view.sev.size === 1 && view.sev.has(severity)
        ? { kind: new Set(), sev: new Set() } : { kind: new Set([kind]), sev: new Set([severity]) });
      node.style.flexGrow = String(sum);
      return node;
    });
    const track = h('div.track', {}, stretches);
    track.style.setProperty('--share', `${100 * total(kind) / Math.max(most, UNITS)}%`);
    return h('li', {}, press({ class: 'kind', 'data-kind': kind, 'aria-pressed': 'false', title: kindOf.get(kind)?.summary },
      kind, () => ({ kind: toggled(view.kind, kind) })), track);
  };
  fill($('picture'), [h('ul.legend', { 'aria-label': 'By severity' }, legend), h('ul.rows', { 'aria-label': 'By kind and severity' }, kinds.map(row))]);
};

// Which parts of the picture the filters name.
const press = () => {
  for (const node of document.querySelectorAll('#picture button')) {
    const { kind, sev } = node.dataset;
    const on = kind && sev ? view.kind.has(kind) && view.sev.has(sev) : kind ? view.kind.has(kind) : view.sev.has(sev);
    const out = (kind && view.kind.size && !view.kind.has(kind)) || (sev && view.sev.size && !view.sev.has(sev));
    node.setAttribute('aria-pressed', String(on));
    node.classList.toggle('out', Boolean(out));
  }
};

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const day = (iso) => {
  const [, year, month, date] = /^(-?\d+)-(\d\d)-(\d\d)$/.exec(iso) || [];
  return year ? `${Number(date)} ${MONTHS[Number(month) - 1]} ${Number(year)}` : iso;
};
