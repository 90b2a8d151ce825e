//! Sentences of a whole batch that are alike, wherever they stand: a set-similarity join.
//!
//! Two sentences are alike whose words have a TF-IDF cosine or a Jaccard similarity of a half and more. Rare words come
//! first, and only sentences that share one of their first words are held against one another: a pair that shares none
//! cannot be that much alike (R. Bayardo, Y. Ma and R. Srikant, "Scaling up all pairs similarity search", WWW 2007;
//! C. Xiao et al., "Efficient similarity joins for near-duplicate detection", WWW 2008).

use crate::text::{self, TokenKind};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Sentences under one word beyond which the word finds nobody: what it would find is found by rarer words, or is lost and
/// counted.
const BUCKET: usize = 1_000;
/// Sentences that one task of a thread takes on.
const BATCH: usize = 4_096;

/// A sentence's words that are its own: no more are held against another's.
const LONGEST: usize = 400;

/// What a join came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Joined {
    /// Pairs of places of sentences that are alike and not equal word for word, the smaller first; sorted. Of equal
    /// sentences only the first takes part.
    pub pairs: Vec<(u32, u32)>,
    /// Sentences that differ from all before them.
    pub distinct: usize,
    /// Pairs that shared a word among their rarest.
    pub candidates: usize,
    /// Those whose similarity had to be worked out.
    pub scored: usize,
    /// Words that were not looked up because too many sentences hold them.
    pub capped: usize,
}

/// Finds the pairs of `sentences` that are alike.
pub fn alike<S: AsRef<str> + Sync>(sentences: &[S]) -> Joined {
    let index = Index::new(sentences);
    let starts: Vec<usize> = (0..index.len()).step_by(BATCH).collect();
    let found: Vec<Found> = starts
        .par_iter()
        .map_init(
            || vec![0_u64; index.len()],
            |shared, &start| index.found(start..index.len().min(start + BATCH), shared),
        )
        .collect();
    let mut out = Joined { distinct: index.len(), capped: index.capped, ..Joined::default() };
    for found in found {
        out.candidates += found.candidates;
        out.scored += found.scored;
        out.pairs.extend(found.pairs);
    }
    out.pairs.sort_unstable();
    out
}

/// A word of a sentence.
#[derive(Debug, Clone, Copy)]
struct Word {
    /// By how many sentences hold it, the rarest first.
    rank: u32,
    /// Times its weight in hundredths of a nat.
    weight: u32,
}

/// How much a sentence's words weigh together.
#[derive(Debug, Clone, Copy)]
struct Norm {
    /// Sum of the squares of the weights.
    square: u64,
    /// Its root, rounded up; and that of the words behind the prefix.
    root: u64,
    rest: u64,
}

/// Distinct sentences with what finds and scores their pairs.
struct Index {
    /// Where each sentence stood.
    places: Vec<u32>,
    /// The words of all sentences, the rarest first within each.
    words: Vec<Word>,
    /// Where the words of each sentence begin, and where the last end.
    starts: Vec<usize>,
    /// Words of each sentence of which another one must hold one to be alike.
    prefixes: Vec<u32>,
    norms: Vec<Norm>,
    /// Sentences by the words of their prefixes: where those of each word begin, and the sentences with their weights.
    buckets: Vec<usize>,
    postings: Vec<(u32, u32)>,
    capped: usize,
}

#[derive(Default)]
struct Found {
    pairs: Vec<(u32, u32)>,
    candidates: usize,
    scored: usize,
}

impl Index {
    fn new<S: AsRef<str> + Sync>(sentences: &[S]) -> Self {
        let (places, counted) = interned(sentences);
        let mut holders: Vec<u32> = Vec::new();
        for &(word, _) in counted.iter().flatten() {
            let word = word as usize;
            holders.resize(holders.len().max(word + 1), 0);
            holders[word] += 1;
        }
        let mut order: Vec<u32> = (0..number(holders.len())).collect();
        order.sort_unstable_by_key(|&word| (holders[word as usize], word));
        let mut ranks = vec![0; order.len()];
        (0..).zip(&order).for_each(|(rank, &word)| ranks[word as usize] = rank);
        let weights: Vec<u32> = holders.iter().map(|&holders| weight(places.len(), holders)).collect();
        let mut out = Self {
            words: Vec::with_capacity(counted.iter().map(Vec::len).sum()),
            starts: vec![0],
            prefixes: Vec::with_capacity(places.len()),
            norms: Vec::with_capacity(places.len()),
            buckets: Vec::new(),
            postings: Vec::new(),
            capped: 0,
            places,
        };
        for counted in counted {
            out.push(counted.iter().map(|&(word, times)| Word {
                rank: ranks[word as usize],
                weight: weights[word as usize].saturating_mul(times),
            }));
        }
        out.fill(order.len());
        out
    }

    fn len(&self) -> usize {
        self.places.len()
    }

    /// The words of a sentence.
    fn words(&self, at: usize) -> &[Word] {
        &self.words[self.starts[at]..self.starts[at + 1]]
    }

    /// Those of its prefix.
    fn prefix(&self, at: usize) -> &[Word] {
        &self.words(at)[..self.prefixes[at] as usize]
    }

    fn push(&mut self, words: impl Iterator<Item = Word>) {
        let start = self.words.len();
        self.words.extend(words);
        let words = &mut self.words[start..];
        words.sort_unstable_by_key(|word| word.rank);
        let square = |words: &[Word]| words.iter().map(|word| u64::from(word.weight).pow(2)).sum::<u64>();
        let all = square(words);
        // A cosine of a half needs a word before which half of the length still lies; a Jaccard similarity of a half, a word
        // of the first half.
        let mut rest = all;
        let weighty = words.iter().take_while(|word| {
            let within = rest * 4 >= all;
            rest -= u64::from(word.weight).pow(2);
            within
        });
        let prefix = weighty.count().max(words.len() / 2 + 1).min(words.len());
        let root = |square: u64| square.isqrt() + 1;
        self.norms.push(Norm { square: all, root: root(all), rest: root(square(&words[prefix..])) });
        self.prefixes.push(number(prefix));
        self.starts.push(self.words.len());
    }

    /// Sorts the sentences into the buckets of their prefixes, and empties those that are too large.
    fn fill(&mut self, ranks: usize) {
        let mut sizes = vec![0; ranks];
        for at in 0..self.len() {
            self.prefix(at).iter().for_each(|word| sizes[word.rank as usize] += 1);
        }
        for size in sizes.iter_mut().filter(|size| **size > BUCKET) {
            *size = 0;
            self.capped += 1;
        }
        let mut ends: Vec<usize> = Vec::with_capacity(ranks + 1);
        ends.push(0);
        for size in &sizes {
            ends.push(ends[ends.len() - 1] + size);
        }
        let mut next = ends.clone();
        let mut postings = vec![(0, 0); ends[ranks]];
        for at in 0..self.len() {
            for word in self.prefix(at).iter().filter(|word| sizes[word.rank as usize] > 0) {
                let next = &mut next[word.rank as usize];
                postings[*next] = (number(at), word.weight);
                *next += 1;
            }
        }
        (self.buckets, self.postings) = (ends, postings);
    }

    /// The pairs of the sentences in `range` with later ones. `shared` is all zeros, and is so again afterwards.
    fn found(&self, range: Range<usize>, shared: &mut [u64]) -> Found {
        let mut out = Found::default();
        let mut touched: Vec<u32> = Vec::new();
        for at in range {
            for word in self.prefix(at) {
                let bucket = &self.postings[self.buckets[word.rank as usize]..self.buckets[word.rank as usize + 1]];
                let later = bucket.partition_point(|&(other, _)| other as usize <= at);
                for &(other, weight) in &bucket[later..] {
                    let cell = &mut shared[other as usize];
                    if *cell == 0 {
                        touched.push(other);
                    }
                    *cell += u64::from(word.weight) * u64::from(weight);
                }
            }
            out.candidates += touched.len();
            for other in touched.drain(..) {
                let so_far = std::mem::take(&mut shared[other as usize]);
                if self.may_be_alike(at, other as usize, so_far) {
                    out.scored += 1;
                    if self.are_alike(at, other as usize) {
                        out.pairs.push((self.places[at], self.places[other as usize]));
                    }
                }
            }
        }
        out
    }

    /// Whether two sentences can be alike whose prefixes share so much.
    fn may_be_alike(&self, left: usize, right: usize, shared: u64) -> bool {
        let (l, r) = (self.norms[left], self.norms[right]);
        // What only one of the prefixes holds may stand behind the other's.
        let most = shared + l.root * r.rest + r.root * l.rest;
        let (few, many) = (self.words(left).len(), self.words(right).len());
        let (few, many) = (few.min(many), few.max(many));
        u128::from(most).pow(2) * 4 >= u128::from(l.square) * u128::from(r.square) || few * 2 >= many
    }

    fn are_alike(&self, left: usize, right: usize) -> bool {
        let (l, r) = (self.words(left), self.words(right));
        let (mut dot, mut both) = (0_u64, 0_usize);
        let (mut i, mut j) = (0, 0);
        while i < l.len() && j < r.len() {
            let (a, b) = (l[i], r[j]);
            if a.rank == b.rank {
                dot += u64::from(a.weight) * u64::from(b.weight);
                both += 1;
            }
            i += usize::from(a.rank <= b.rank);
            j += usize::from(b.rank <= a.rank);
        }
        let squares = u128::from(self.norms[left].square) * u128::from(self.norms[right].square);
        u128::from(dot).pow(2) * 4 >= squares || both * 2 >= l.len() + r.len() - both
    }
}

/// The places of the distinct sentences, and their words by number with how often each stands there.
fn interned<S: AsRef<str> + Sync>(sentences: &[S]) -> (Vec<u32>, Vec<Vec<(u32, u32)>>) {
    let cut: Vec<Vec<Box<str>>> = sentences.par_iter().map(|sentence| words_of(sentence.as_ref())).collect();
    let mut numbers: FxHashMap<Box<str>, u32> = FxHashMap::default();
    let mut seen: FxHashMap<Vec<u32>, ()> = FxHashMap::default();
    let (mut places, mut out) = (Vec::new(), Vec::new());
    for (place, words) in (0..).zip(cut) {
        let mut ids: Vec<u32> = Vec::with_capacity(words.len());
        for word in words {
            let next = number(numbers.len());
            ids.push(*numbers.entry(word).or_insert(next));
        }
        if ids.is_empty() || seen.insert(ids.clone(), ()).is_some() {
            continue;
        }
        ids.sort_unstable();
        places.push(place);
        out.push(ids.chunk_by(|a, b| a == b).map(|run| (run[0], number(run.len()))).collect());
    }
    (places, out)
}

fn words_of(sentence: &str) -> Vec<Box<str>> {
    let tokens = text::tokens(sentence, crate::model::Span::new(0, sentence.len()));
    let words = tokens.iter().filter(|token| token.kind != TokenKind::Mark);
    words.take(LONGEST).map(|token| token.lower.as_ref().into()).collect()
}

/// Smoothed inverse document frequency, in hundredths of a nat.
fn weight(sentences: usize, holders: u32) -> u32 {
    let nats = ((1.0 + sentences as f64) / (1.0 + f64::from(holders))).ln() + 1.0;
    (nats * 100.0).round() as u32
}

fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences over a small vocabulary, always the same.
    fn made(count: u32) -> Vec<String> {
        let mut state = 7_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 16
        };
        let sentence = |next: &mut dyn FnMut() -> u32| {
            let words = (0..8 + next() % 8).map(|_| {
                // Squares make low numbers frequent.
                let word = (next() % 12) * (next() % 12);
                format!("w{word}")
            });
            words.collect::<Vec<_>>().join(" ")
        };
        (0..count).map(|_| sentence(&mut next)).collect()
    }

    #[test]
    fn the_pairs_are_those_of_an_exact_join() {
        let sentences = made(300);
        let index = Index::new(&sentences);
        let all = (0..index.len()).flat_map(|left| (left + 1..index.len()).map(move |right| (left, right)));
        let exact: Vec<(u32, u32)> = all
            .filter(|&(left, right)| index.are_alike(left, right))
            .map(|(left, right)| (index.places[left], index.places[right]))
            .collect();
        let found = alike(&sentences);
        assert!(exact.len() > 20, "{}", exact.len());
        assert_eq!(found.pairs, exact);
        assert_eq!(found.capped, 0);
    }

    #[test]
    fn copies_collapse_to_their_first() {
        let mut sentences = vec!["The mill at Orsted burned down on Tuesday night."; 2_001];
        sentences.push("The mill at Orsted burned down on Tuesday.");
        let found = alike(&sentences);
        assert_eq!((found.distinct, found.pairs), (2, vec![(0, 2_001)]));
    }

    #[test]
    fn a_word_in_too_many_sentences_is_counted() {
        let sentences: Vec<String> = (0..BUCKET + 10).map(|at| format!("Alder {at}")).collect();
        let found = alike(&sentences);
        assert_eq!(found.capped, 1);
        assert_eq!(alike::<&str>(&[]), Joined::default());
    }
}
