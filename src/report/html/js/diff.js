// Which words of one quotation the other lacks: the longest common run of words, in order.
const LONGEST = 600;

const wordsIn = (text) => text.split(/\s+/).filter(Boolean);
const folded = (word) => word.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

// For each side its words with whether the other side lacks them; null where they are too long to compare.
const differences = (left, right) => {
  const sides = [wordsIn(left), wordsIn(right)];
  if (sides.some((side) => side.length > LONGEST)) return null;
  const [a, b] = sides.map((side) => side.map(folded));
  const wide = b.length + 1;
  const table = new Uint16Array((a.length + 1) * wide);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      table[i * wide + j] = a[i] === b[j] ? table[(i + 1) * wide + j + 1] + 1
        : Math.max(table[(i + 1) * wide + j], table[i * wide + j + 1]);
    }
  }
  const out = [[], []];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      out[0].push([sides[0][i], false]);
      out[1].push([sides[1][j], false]);
      i += 1; j += 1;
    } else if (j >= b.length || (i < a.length && table[(i + 1) * wide + j] >= table[i * wide + j + 1])) {
      out[0].push([sides[0][i], true]);
      i += 1;
    } else {
      out[1].push([sides[1][j], true]);
      j += 1;
    }
  }
  return out;
};

const diffLine = (at, words, name) => {
  const runs = [];
  for (const [word, only] of words) {
    if (runs.length && runs.at(-1)[1] === only) runs.at(-1)[0].push(word);
    else runs.push([[word], only]);
  }
  return h('p', {}, letter(at), ' ', runs.map(([run, only]) => [only ? h(name, {}, run.join(' ')) : run.join(' '), ' ']));
};

const diffPicture = (finding) => {
  const [first, ...others] = finding.values;
  const parts = others.map((value, at) => {
    const sides = differences(bare(first.value), bare(value.value));
    return sides && h('div.pair', {}, diffLine(0, sides[0], 'del'), diffLine(at + 1, sides[1], 'ins'));
  }).filter(Boolean);
  return parts.length ? h('figure.diff', {}, h('figcaption', {}, 'Word by word: struck words stand only in the first wording, underlined ones only in the other'), parts) : null;
};
