// The report, and what is asked of it often.
const data = JSON.parse($('data').textContent);
$('data').textContent = '';

const SEVERITIES = ['high', 'medium', 'low', 'note'];
const kindOf = new Map(data.kinds.map((kind) => [kind.id, kind]));
const byId = new Map(data.findings.map((finding, at) => [finding.id, at]));
const sources = [...new Set(data.articles.map((article) => article.source))].sort((a, b) => a.localeCompare(b, 'en'));
const many = new Set(data.articles.map((article) => article.story)).size > 1;

const sentenceOf = (mention) => data.sentences[mention.s];
const articleOf = (mention) => data.articles[sentenceOf(mention).a];
const before = (at) => data.sentences[at].follows ? data.sentences[at - 1].text : '';
const after = (at) => data.sentences[at + 1]?.follows ? data.sentences[at + 1].text : '';
const wordsOf = (mention) => {
  const { text } = sentenceOf(mention);
  return mention.mark ? text.slice(...mention.mark) : text;
};
const placeOf = (mention) => `${articleOf(mention).id}:${mention.line}:${mention.column}`;
const place = (sentence) => `${data.articles[sentence.a].id}:${sentence.line}`;
const sourcesOf = (value) => [...new Set(value.mentions.map((mention) => articleOf(mention).source))];
const bare = (value) => value.replace(/^[“”"]+|[“”",.]+$/gu, '');
const isProfile = (finding) => finding.values.some((value) => value.mentions.some((one) => one.fact?.range?.poll));

// The values against one another: what a headline has room for.
const headline = (finding) => {
  const values = finding.values.slice(0, 3).map((value) => `“${shortened(bare(value.value), 80)}”`);
  const more = finding.values.length - values.length;
  const word = finding.severity === 'note' ? ' beside ' : ' against ';
  return values.join(word) + (more ? ` and ${more} more` : '');
};

// All that a search looks at, built at the first search.
let texts = null;
const textOf = (at) => {
  texts ??= data.findings.map((finding) => {
    const parts = [finding.message, finding.kind, finding.because, data.stories[finding.story].title];
    for (const value of finding.values) {
      parts.push(value.value);
      for (const mention of value.mentions) {
        const article = articleOf(mention);
        parts.push(sentenceOf(mention).text, article.source, article.id, mention.by || '');
      }
    }
    return parts.join('\n').toLowerCase();
  });
  return texts[at];
};
