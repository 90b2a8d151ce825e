//! Words with values, asked for at every token of every sentence.

use rustc_hash::FxHashMap;

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

    fn insert(&mut self, word: &str, value: V) {
        self.mark(word);
        self.entries.insert(word.to_owned(), value);
    }

    fn mark(&mut self, word: &str) {
        let first = word.as_bytes().first().copied().unwrap_or_default();
        self.lengths[usize::from(first % 32)] |= length(word);
    }
}

impl<W: AsRef<str>, V> FromIterator<(W, V)> for Table<V> {
    /// On equal words the later value wins, as in a map.
    fn from_iter<I: IntoIterator<Item = (W, V)>>(words: I) -> Self {
        let mut table = Self::default();
        for (word, value) in words {
            table.insert(word.as_ref(), value);
        }
        table
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
    fn the_later_value_wins() {
        let table: Table<u8> = [("may", 5), ("may", 6)].into_iter().collect();
        assert_eq!(table.get("may"), Some(&6));
    }
}
