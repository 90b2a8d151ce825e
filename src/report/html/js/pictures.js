// Pictures on an axis: ranges of numbers, days, and the standing of somebody by the day of each article.
const DRAWN = 24; // rows; the sentences have the rest

const dayNumber = (iso) => Date.parse(`${iso}T00:00:00Z`) / 864e5;
const fromNumber = (number) => new Date(number * 864e5).toISOString().slice(0, 10);
const figureOf = (value, unit) => {
  const shown = value.toLocaleString('en', { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 1 });
  if (!unit) return shown;
  return /^[A-Z]{3}$/.test(unit) ? `${unit} ${shown}` : unit === '%' ? `${shown}%` : `${shown} ${unit}`;
};

// rows: {at, who, told, under, low, high}; an end that is null is open.
const chart = (caption, rows, [from, to], print) => {
  const share = (value) => Math.min(100, Math.max(0, to === from ? 50 : 100 * (value - from) / (to - from)));
  const line = ({ at, who, told, under, low, high }) => {
    const [start, end] = [low === null ? 0 : share(low), high === null ? 100 : share(high)];
    const mark = h('span', { class: `mark v${at % 6}${low === null ? ' open-low' : ''}${high === null ? ' open-high' : ''}${low === high ? ' dot' : ''}` });
    mark.style.left = `${start}%`;
    mark.style.width = `${Math.max(0, end - start)}%`;
    return h('li', {}, h('span.teller', {}, letter(at), h('bdi', {}, shortened(who, 48))), h('span.axis', { 'aria-hidden': 'true' }, mark),
      h('span.told', {}, told), under && h('span.under', {}, under));
  };
  const middle = to === from || [print(from), print(to)].includes(print((from + to) / 2)) ? [] : [h('span', {}, print((from + to) / 2))];
  return h('figure.chart', {}, h('figcaption', {}, caption), h('ol', {}, rows.slice(0, DRAWN).map(line)),
    h('p.scale', { 'aria-hidden': 'true' }, h('span', {}, print(from)), middle, to === from ? null : h('span', {}, print(to))),
    rows.length > DRAWN && h('p.small', {}, `and ${rows.length - DRAWN} more`));
};

const eachMention = (finding, call) => finding.values.flatMap((value, at) => value.mentions.map((mention) => call(mention, at)).filter(Boolean));

const strip = (finding) => {
  if (finding.unit === undefined) return null;
  const seen = new Set();
  const rows = eachMention(finding, (mention, at) => {
    const range = mention.fact?.range;
    const who = tellers.get(articleOf(mention));
    const told = wordsOf(mention);
    const key = `${at}\n${who}\n${told}`;
    if (!range || (range.low === null && range.high === null) || seen.has(key)) return null;
    seen.add(key);
    const { poll } = range;
    const under = poll && `${poll.house || 'Unnamed poll'}: ${shortened(poll.asked, 160)}`;
    return { at, who, told, under, low: range.low, high: range.high };
  });
  const ends = rows.flatMap((row) => [row.low, row.high]).filter((end) => end !== null);
  if (rows.length < 2) return null;
  let [from, to] = [Math.min(...ends), Math.max(...ends)];
  if (finding.unit === '%' && from >= 0 && to <= 100) [from, to] = [0, 100];
  else {
    const room = (to - from || Math.abs(to) || 1) * 0.12;
    from = from >= 0 && from < to * 0.6 ? 0 : from >= 0 ? Math.max(0, from - room) : from - room;
    to += room;
    const grain = 10 ** Math.floor(Math.log10(Math.max(to - from, 1e-9)) - 1);
    [from, to] = [Math.floor(from / grain) * grain, Math.ceil(to / grain) * grain];
  }
  const caption = isProfile(finding) ? 'The polls side by side, each with its question' : 'On one scale: a dot is a plain number, a bar what the words leave open';
  return chart(caption, rows, [from, to], (value) => figureOf(value, finding.unit));
};

const onDays = (caption, rows) => {
  const ends = rows.flatMap((row) => [row.low, row.high]);
  // One day for all tells nothing.
  if (rows.length < 2 || Math.min(...ends) === Math.max(...ends)) return null;
  return chart(caption, rows, [Math.min(...ends), Math.max(...ends)], (value) => day(fromNumber(Math.round(value))));
};

const dates = (finding) => finding.kind !== 'date' ? null : onDays('On the calendar', eachMention(finding, (mention, at) => {
  const span = mention.fact?.days;
  return span && { at, who: tellers.get(articleOf(mention)), told: wordsOf(mention), low: dayNumber(span[0]), high: dayNumber(span[1]) };
}));

const standings = (finding) => finding.kind !== 'status' ? null : onDays('By the day of each article', eachMention(finding, (mention, at) => {
  const article = articleOf(mention);
  const { date } = article;
  return date && { at, who: tellers.get(article), told: `${bare(finding.values[at].value)}, ${day(date)}`, low: dayNumber(date), high: dayNumber(date) };
}).sort((a, b) => a.low - b.low));

const picturesOf = (finding) => [strip(finding), dates(finding), standings(finding),
  ['quote'].includes(finding.kind) ? diffPicture(finding) : null].filter(Boolean);
