//! The sentences of a join as numbered words, the rarest first.

use crate::model::Span;
use crate::text::{self, TokenKind};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// The length of a sentence: weights are parts of it, in ten-thousandths.
pub(super) const LENGTH: u32 = 10_000;

/// A sentence's words that are its own: no more are held against another's.
const LONGEST: usize = 400;
/// Sentences that one task of a thread cuts into words.
const BATCH: usize = 8_192;

/// A word of a sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// By how many sentences hold it, the rarest first.
    pub(super) rank: u32,
    /// Its part of the sentence's length.
    pub(super) own: u16,
    /// That of the words behind it together, rounded up.
    pub(super) behind: u16,
}

impl Word {
    /// The square of the length of this word and all behind it.
    pub(super) fn remaining(self) -> u32 {
        u32::from(self.own).pow(2) + u32::from(self.behind).pow(2)
    }
}

/// Lists one behind the other.
struct Lists<T> {
    items: Vec<T>,
    /// Where each list ends.
    ends: Vec<usize>,
}

impl<T> Lists<T> {
    fn new() -> Self {
        Self { items: Vec::new(), ends: Vec::new() }
    }

    fn range(&self, at: usize) -> Range<usize> {
        at.checked_sub(1).map_or(0, |before| self.ends[before])..self.ends[at]
    }

    fn get(&self, at: usize) -> &[T] {
        &self.items[self.range(at)]
    }

    /// Ends the list of the items that were pushed last.
    fn close(&mut self) {
        self.ends.push(self.items.len());
    }

    fn append<U>(&mut self, other: Lists<U>, item: impl FnMut(U) -> T) {
        let before = self.items.len();
        self.items.extend(other.items.into_iter().map(item));
        self.ends.extend(other.ends.into_iter().map(|end| before + end));
    }
}

/// Distinct sentences.
pub(super) struct Index {
    /// Where each sentence stood.
    pub(super) places: Vec<u32>,
    /// The words of each sentence, the rarest first.
    words: Lists<Word>,
}

impl Index {
    pub(super) fn new<S: AsRef<str> + Sync>(sentences: &[S]) -> Self {
        let Numbered { mut ids, numbers } = Numbered::of(sentences);
        let mut seen = FxHashSet::default();
        let fresh = |&at: &usize| !ids.get(at).is_empty() && seen.insert(ids.get(at));
        let places: Vec<usize> = (0..sentences.len()).filter(fresh).collect();
        drop(seen);
        let mut holders = vec![0_u32; numbers];
        for &at in &places {
            let range = ids.range(at);
            let words = &mut ids.items[range];
            words.sort_unstable();
            words.chunk_by(|a, b| a == b).for_each(|run| holders[run[0] as usize] += 1);
        }
        let mut order: Vec<u32> = (0..number(numbers)).collect();
        order.par_sort_unstable_by_key(|&word| (holders[word as usize], word));
        let mut ranks = vec![0; numbers];
        (0..).zip(&order).for_each(|(rank, &word)| ranks[word as usize] = rank);
        let weights: Vec<u32> = holders.iter().map(|&holders| weight(places.len(), holders)).collect();
        let weighed = |run: &[u32]| {
            let word = run[0] as usize;
            (ranks[word], u64::from(weights[word]) * run.len() as u64)
        };
        let batches: Vec<Lists<Word>> = places
            .par_chunks(BATCH)
            .map(|places| {
                let mut words = Lists::new();
                for &at in places {
                    push(&mut words.items, ids.get(at).chunk_by(|a, b| a == b).map(weighed).collect());
                    words.close();
                }
                words
            })
            .collect();
        let mut words = Lists::new();
        batches.into_iter().for_each(|batch| words.append(batch, |word| word));
        Self { places: places.into_iter().map(number).collect(), words }
    }

    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// The words of a sentence.
    pub(super) fn words(&self, at: usize) -> &[Word] {
        self.words.get(at)
    }
}

/// Adds the words of a sentence, given by rank with their weights.
fn push(words: &mut Vec<Word>, mut counted: Vec<(u32, u64)>) {
    counted.sort_unstable();
    let length = counted.iter().map(|(_, weight)| weight.pow(2)).sum::<u64>().isqrt().max(1);
    let start = words.len();
    words.extend(counted.into_iter().map(|(rank, weight)| {
        let own = (weight * u64::from(LENGTH) + length / 2) / length;
        Word { rank, own: u16::try_from(own).unwrap_or(u16::MAX), behind: 0 }
    }));
    let mut square = 0_u32;
    for word in words[start..].iter_mut().rev() {
        word.behind = root(square);
        square += u32::from(word.own).pow(2);
    }
}

/// Sentences as numbers of their words, in order.
struct Numbered {
    ids: Lists<u32>,
    /// How many different words there are.
    numbers: usize,
}

impl Numbered {
    /// Each batch numbers its own words first, so that only its different words are looked up among all.
    fn of<S: AsRef<str> + Sync>(sentences: &[S]) -> Self {
        let batches: Vec<Batch> = sentences.par_chunks(BATCH).map(Batch::of).collect();
        let mut numbers: FxHashMap<Box<str>, u32> = FxHashMap::default();
        let mut ids = Lists::new();
        for batch in batches {
            let known = batch.words.into_iter().map(|word| {
                let next = number(numbers.len());
                *numbers.entry(word).or_insert(next)
            });
            let known: Vec<u32> = known.collect();
            ids.append(batch.ids, |id| known[id as usize]);
        }
        Self { ids, numbers: numbers.len() }
    }
}

/// Some sentences with numbers of their own for their words.
struct Batch {
    ids: Lists<u32>,
    /// The words by their numbers.
    words: Vec<Box<str>>,
}

impl Batch {
    fn of<S: AsRef<str>>(sentences: &[S]) -> Self {
        let mut ids = Lists::new();
        let mut numbers: FxHashMap<Box<str>, u32> = FxHashMap::default();
        for sentence in sentences {
            let sentence = sentence.as_ref();
            let tokens = text::tokens(sentence, Span::new(0, sentence.len()));
            for token in tokens.iter().filter(|token| token.kind != TokenKind::Mark).take(LONGEST) {
                let next = number(numbers.len());
                let known = numbers.get(token.lower.as_ref()).copied();
                ids.items.push(known.unwrap_or_else(|| *numbers.entry(token.lower.as_ref().into()).or_insert(next)));
            }
            ids.close();
        }
        let mut words: Vec<(Box<str>, u32)> = numbers.into_iter().collect();
        words.sort_unstable_by_key(|(_, id)| *id);
        Self { ids, words: words.into_iter().map(|(word, _)| word).collect() }
    }
}

/// Smoothed inverse document frequency, in hundredths of a nat.
fn weight(sentences: usize, holders: u32) -> u32 {
    let nats = ((1.0 + sentences as f64) / (1.0 + f64::from(holders))).ln() + 1.0;
    (nats * 100.0).round() as u32
}

/// The root, rounded up.
pub(super) fn root(square: u32) -> u16 {
    let root = square.isqrt();
    u16::try_from(root + u32::from(root * root < square)).unwrap_or(u16::MAX)
}

pub(super) fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
