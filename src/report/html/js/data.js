// The report, and what is asked of it often.
const data = JSON.parse($('data').textContent);
$('data').textContent = '';

const SEVERITIES = ['high', 'medium', 'low', 'note'];
const kindOf = new Map(data.kinds.map((kind) => [kind.id, kind]));
const byId = new Map(data.findings.map((finding, at) => [finding.id, at]));
const sources = [...new Set(data.articles.map((article) => article.source))].sort((a, b) => a.localeCompare(b, 'en'));
const many = new Set(data.articles.map((article) => article.story)).size > 1;

// Who says it: the source; in a story of one source, as a manual is, the file.
const tellers = new Map();
{
  const seen = new Map();
  for (const { story, source } of data.articles) {
    const known = seen.get(story) || { sources: new Set(), articles: 0 };
    known.sources.add(source);
    known.articles += 1;
    seen.set(story, known);
  }
  data.articles.forEach((article) => {
    const { sources: from, articles } = seen.get(article.story);
    tellers.set(article, from.size === 1 && articles > 1 ? article.id.split('/').at(-1) : article.source);
  });
}

const sentenceOf = (mention) => data.sentences[mention.s];
const articleOf = (mention) => data.articles[sentenceOf(mention).a];
const before = (at) => data.sentences[at].follows ? data.sentences[at - 1].text : '';
const after = (at) => data.sentences[at + 1]?.follows ? data.sentences[at + 1].text : '';
const wordsOf = (mention) => {
  const { text } = sentenceOf(mention);
  return mention.mark ? text.slice(...mention.mark) : text;
};
const placeOf = (mention) => mention.place ? `${articleOf(mention).id}, ${mention.place}` : `${articleOf(mention).id}:${mention.line}:${mention.column}`;
const place = (sentence) => sentence.place ? `${data.articles[sentence.a].id}, ${sentence.place}` : `${data.articles[sentence.a].id}:${sentence.line}`;
const tellersOf = (value) => [...new Set(value.mentions.map((mention) => tellers.get(articleOf(mention))))];
const bare = (value) => value.replace(/^[“”"]+|[“”",.]+$/gu, '');
const isProfile = (finding) => finding.values.some((value) => value.mentions.some((one) => one.fact?.range?.poll));

// What is in dispute: the message up to the values.
const topicOf = (finding) => finding.message.split(': “', 1)[0];

// The values against one another: what a headline has room for.
const headline = (finding) => {
  const values = finding.values.slice(0, 3).map((value) => `“${shortened(bare(value.value), 80)}”`);
  const more = finding.values.length - values.length;
  const word = finding.severity === 'note' ? ' beside ' : ' against ';
  return values.join(word) + (more ? ` and ${more} more` : '');
};

// All that a search looks at, in lower case: made when it is asked for, or before, when the browser has nothing to do.
const texts = [];
const textOf = (at) => {
  if (texts[at] !== undefined) return texts[at];
  const finding = data.findings[at];
  const parts = [finding.message, finding.kind, finding.because, data.stories[finding.story].title];
  for (const value of finding.values) {
    parts.push(value.value);
    for (const mention of value.mentions) {
      const article = articleOf(mention);
      parts.push(sentenceOf(mention).text, article.source, article.id, mention.by || '');
    }
  }
  texts[at] = parts.join('\n').toLowerCase();
  return texts[at];
};

const later = window.requestIdleCallback || ((call) => setTimeout(() => call({ timeRemaining: () => 8 }), 50));
const index = (at = 0) => later((idle) => {
  let next = at;
  while (next < data.findings.length && idle.timeRemaining() > 1) { textOf(next); next += 1; }
  if (next < data.findings.length) index(next); else document.documentElement.dataset.indexed = '';
});
