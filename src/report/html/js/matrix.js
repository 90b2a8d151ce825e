// The disagreement matrix of a story: what is disputed or agreed, against who says what.
const DISPUTES = 60; // rows of a matrix; the list below it has all

const tellersIn = (number) => [...new Set(data.articles.filter((article) => article.story === number).map((article) => tellers.get(article)))];

const matrix = (number, columns = tellersIn(number)) => {
  const story = data.stories[number];
  const disputes = data.findings.filter((finding) => finding.story === number);
  const cell = (column, said) => h('td', { class: said.length ? null : 'silent' }, said.length ? said : [h('span', { 'aria-hidden': 'true' }, '·'), h('span.unseen', {}, `${column}: silent`)]);
  const dispute = (finding) => h('tr.dispute', {},
    h('th', { scope: 'row' }, button([shape(finding.severity), h('span', {}, h('b', {}, finding.kind), ` ${topicOf(finding)}`)], () => open(finding.id), { class: 'row', title: finding.message })),
    columns.map((column) => cell(column, finding.values.flatMap((value, at) => tellersOf(value).includes(column)
      ? [h(`span.cell.v${at % 6}`, { dir: 'auto' }, letter(at), ' ', shortened(bare(value.value), 60))] : []))));
  const agreed = (row) => h('tr.agreed', {},
    h('th', { scope: 'row' }, h('span.row', {}, h('span.same', { 'aria-hidden': 'true' }, '='), h('span', {}, h('b', {}, row.kind), ' agreed'))),
    columns.map((column) => {
      const cells = row.cells.filter((one) => tellers.get(data.articles[one.a]) === column);
      const words = [...new Set(cells.map((one) => shortened(bare(one.words), 60)))];
      return cell(column, words.slice(0, 3).map((word) => h('span.cell', { dir: 'auto', title: cells.map((one) => `${data.articles[one.a].id}:${one.line}`).join(', ') }, word)));
    }));
  const left = Math.max(0, disputes.length - DISPUTES);
  const more = [left && `${plural(left, 'disputed row')} more`, story.more && `${plural(story.more, 'agreed row')} more`].filter(Boolean);
  return h('div.matrix', { tabindex: '0', role: 'region', 'aria-label': `Matrix of ${story.title}` },
    h('table', {}, h('caption', {}, 'Letters tell conflicting values apart; = is said alike; · is silent.'),
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'What is at issue'), columns.map((column) => h('th', { scope: 'col', title: column, dir: 'auto' }, shortened(column, 36))))),
      h('tbody', {}, disputes.slice(0, DISPUTES).map(dispute), story.agreed.map(agreed))),
    more.length ? h('p.small', {}, `Not shown: ${more.join(', ')}.`) : null);
};

// On paper a table cannot be scrolled: its columns come in as many tables as they need.
const ON_PAPER = 6;
const paperMatrices = () => {
  for (const grid of document.querySelectorAll('.grid[open]')) {
    const number = Number(grid.dataset.story);
    const columns = tellersIn(number);
    for (let at = 0; at < columns.length; at += ON_PAPER) {
      const part = matrix(number, columns.slice(at, at + ON_PAPER));
      part.classList.add('paper');
      grid.append(part);
    }
  }
};

const STORIES_OPEN = 3; // with more stories than this, matrices wait to be asked for

const storyHead = (number) => {
  const story = data.stories[number];
  const articles = data.articles.filter((article) => article.story === number);
  const from = new Set(articles.map((article) => article.source));
  const dates = articles.map((article) => article.date).filter(Boolean).sort();
  const days = dates.length ? (dates[0] === dates.at(-1) ? day(dates[0]) : `${day(dates[0])} to ${day(dates.at(-1))}`) : 'undated';
  const within = h('details.grid', { 'data-story': number, toggle: (event) => {
    if (event.target.open && !event.target.querySelector('.matrix')) event.target.append(matrix(number));
  } }, h('summary', {}, 'Who says what'));
  const several = tellersIn(number).length > 1;
  if (several && data.stories.length <= STORIES_OPEN) within.open = true;
  return h('header.story', {}, h('h2', { dir: 'auto' }, story.title),
    h('p', {}, [plural(articles.length, 'article'), plural(from.size, 'source'), days].join(' · ')), several ? within : null);
};
