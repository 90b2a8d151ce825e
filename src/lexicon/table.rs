//! Words with values, asked for at every token of every sentence.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;

/// Longer words are told apart by hashing alone, in bytes.
const LONGEST: usize = 31;

/// A map from words. What no entry resembles in first letter and length, as most words of a text, is turned away before
/// it is hashed.
#[derive(Debug, Clone)]
pub(crate) struct Table<V> {
    /// The lengths of the entries, as bits, by the low bits of their first byte.
    lengths: [u32; 32],
    entries: FxHashMap<String, V>,
}

impl<V> Default for Table<V> {
    fn default() -> Self {
        Self { lengths: [0; 32], entries: FxHashMap::default() }
    }
}

impl<V> Table<V> {
    /// The value of a word.
    pub(crate) fn get(&self, word: &str) -> Option<&V> {
        let first = *word.as_bytes().first()?;
        if self.lengths[usize::from(first % 32)] & length(word) == 0 { None } else { self.entries.get(word) }
    }

    /// The value of a word, made by `new` where it has none. An empty word is never found.
    pub(crate) fn entry(&mut self, word: &str, new: impl FnOnce() -> V) -> &mut V {
        self.mark(word);
        self.entries.entry(word.to_owned()).or_insert_with(new)
    }

    /// Whether a word has a value.
    pub(crate) fn contains_key(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    fn insert(&mut self, word: &str, value: V) {
        self.mark(word);
        self.entries.insert(word.to_owned(), value);
    }

    fn mark(&mut self, word: &str) {
        let first = word.as_bytes().first().copied().unwrap_or_default();
        self.lengths[usize::from(first % 32)] |= length(word);
    }
}

impl<W: AsRef<str>, V> Extend<(W, V)> for Table<V> {
    /// On equal words the later value wins, as in a map.
    fn extend<I: IntoIterator<Item = (W, V)>>(&mut self, words: I) {
        for (word, value) in words {
            self.insert(word.as_ref(), value);
        }
    }
}

impl<W: AsRef<str>, V> FromIterator<(W, V)> for Table<V> {
    fn from_iter<I: IntoIterator<Item = (W, V)>>(words: I) -> Self {
        let mut table = Self::default();
        table.extend(words);
        table
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Table<V> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(BTreeMap::<String, V>::deserialize(from)?.into_iter().collect())
    }
}

/// Words.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(crate) struct Words(Table<()>);

impl Words {
    /// Whether a word is one of them.
    pub(crate) fn contains(&self, word: &str) -> bool {
        self.0.contains_key(word)
    }
}

impl<W: AsRef<str>> FromIterator<W> for Words {
    fn from_iter<I: IntoIterator<Item = W>>(words: I) -> Self {
        Self(words.into_iter().map(|word| (word, ())).collect())
    }
}

impl From<Vec<String>> for Words {
    fn from(words: Vec<String>) -> Self {
        words.iter().collect()
    }
}

/// Words and phrases with values, in lower case and parted by single spaces; their first and last words tell soon where
/// none stands.
#[derive(Debug, Clone)]
pub(crate) struct Wordings<V> {
    whole: Table<V>,
    first: Table<()>,
    last: Table<()>,
}

impl<V> Default for Wordings<V> {
    fn default() -> Self {
        Self { whole: Table::default(), first: Table::default(), last: Table::default() }
    }
}

impl<V> Wordings<V> {
    /// The value of a word or phrase.
    pub(crate) fn get(&self, words: &str) -> Option<&V> {
        self.whole.get(words)
    }

    /// Whether a word or phrase has a value.
    pub(crate) fn contains_key(&self, words: &str) -> bool {
        self.whole.contains_key(words)
    }

    /// Whether one begins with the word.
    pub(crate) fn opens(&self, word: &str) -> bool {
        self.first.contains_key(word)
    }

    /// Whether one ends with the word.
    pub(crate) fn closes(&self, word: &str) -> bool {
        self.last.contains_key(word)
    }
}

impl<W: AsRef<str>, V> Extend<(W, V)> for Wordings<V> {
    fn extend<I: IntoIterator<Item = (W, V)>>(&mut self, wordings: I) {
        for (words, value) in wordings {
            let words = words.as_ref();
            for (table, end) in [(&mut self.first, words.split(' ').next()), (&mut self.last, words.rsplit(' ').next())]
            {
                table.insert(end.unwrap_or_default(), ());
            }
            self.whole.insert(words, value);
        }
    }
}

impl<W: AsRef<str>, V> FromIterator<(W, V)> for Wordings<V> {
    fn from_iter<I: IntoIterator<Item = (W, V)>>(wordings: I) -> Self {
        let mut out = Self::default();
        out.extend(wordings);
        out
    }
}

impl<'de> Deserialize<'de> for Wordings<()> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Vec::<String>::deserialize(from)?.into_iter().map(|words| (words, ())).collect())
    }
}

fn length(word: &str) -> u32 {
    1 << word.len().min(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_their_letters() {
        let words = ["may", "écluse", "1,000", "a", "a-word-of-more-than-one-and-thirty-letters", "MAY"];
        let table: Table<usize> = words.iter().zip(0..).collect();
        for (place, word) in words.iter().enumerate() {
            assert_eq!(table.get(word), Some(&place), "{word}");
        }
        for other in ["", "mai", "m", "b", "a-word-of-more-than-two-and-thirty-letters"] {
            assert_eq!(table.get(other), None, "{other}");
        }
    }

    #[test]
    fn wordings_are_told_by_their_ends() {
        let wordings: Wordings<u8> = [("a couple of", 1), ("some", 2)].into_iter().collect();
        assert_eq!((wordings.get("a couple of"), wordings.get("some"), wordings.get("a")), (Some(&1), Some(&2), None));
        assert!(wordings.opens("a") && wordings.closes("of") && wordings.opens("some") && wordings.closes("some"));
        assert!(!wordings.opens("couple") && !wordings.closes("couple"));
    }

    #[test]
    fn the_later_value_wins() {
        let table: Table<u8> = [("may", 5), ("may", 6)].into_iter().collect();
        assert_eq!(table.get("may"), Some(&6));
    }
}
