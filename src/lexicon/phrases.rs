//! Words and phrases of the lexicon, looked up along a sentence.

use super::forms::Stem;
use super::table::Table;
use crate::text::{Token, stem};

/// The tables that are looked up along sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slot {
    Concepts,
    Axes,
    Offices,
    StandingsBefore,
    StandingsAfter,
    StandingVerbs,
    StandingPassive,
    StandingThings,
    InOffice,
    Scales,
    Scopes,
    Places,
    Speech,
    Sources,
    Negation,
    Mood,
    PollCues,
    Pollsters,
    PollPeople,
    PollAsides,
    PollStances,
    PollBack,
    StageBeforeVerb,
    StageBeforeNoun,
    StageSequels,
    StageCarriers,
    StageVerbs,
    StagePast,
    StageCarrierPast,
    StageNouns,
    StageStates,
    Directions,
    Ranks,
    Hosting,
}

/// A set of tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Opened(u64);

impl Opened {
    fn one(slot: Slot) -> Self {
        Self(1 << slot as u64)
    }

    fn has(self, slot: Slot) -> bool {
        self.0 & Self::one(slot).0 != 0
    }

    /// The tables of both sets.
    pub(super) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Entries of one or more words, each with a value; the longest entry that begins at a token wins.
///
/// A single word matches by stem, `=word` by its exact lower-case form, a phrase by the stems of its words in a row.
#[derive(Debug)]
pub(crate) struct Phrases<T> {
    slot: Slot,
    /// By the stem of the first word; longest entries first.
    by_stem: Table<Vec<Entry<T>>>,
    /// By the exact form of the first word, for entries that begin with `=`.
    by_form: Table<Vec<Entry<T>>>,
}

#[derive(Debug)]
struct Entry<T> {
    rest: Vec<String>,
    value: T,
}

/// An entry found at a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Match<T> {
    /// Number of tokens it covers.
    pub(crate) len: usize,
    /// Its value.
    pub(crate) value: T,
}

impl<T: Copy> Phrases<T> {
    /// The table of `entries`; on equal words the earlier entry wins.
    pub(crate) fn new<'w>(slot: Slot, entries: impl IntoIterator<Item = (&'w str, T)>) -> Self {
        let (mut by_stem, mut by_form) = (Table::default(), Table::default());
        for (words, value) in entries {
            let mut parts = words.split([' ', '-']).filter(|part| !part.is_empty()).map(key);
            let Some(first) = parts.next() else { continue };
            let rest = parts.collect();
            let entries: &mut Vec<Entry<T>> = match first.strip_prefix('=') {
                Some(form) => by_form.entry(form, Vec::new),
                None => by_stem.entry(&first, Vec::new),
            };
            entries.push(Entry { rest, value });
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.rest.len()));
        }
        Self { slot, by_stem, by_form }
    }

    /// This table alone where an entry begins with the word, else none.
    pub(super) fn opened(&self, lower: &str, stem: &str) -> Opened {
        let opens = self.by_form.get(lower).is_some() || self.by_stem.get(stem).is_some();
        if opens { Opened::one(self.slot) } else { Opened::default() }
    }

    /// The longest entry that begins at token `at`. `stems` runs parallel to `tokens`; hyphens between words are passed
    /// over.
    pub(crate) fn at(&self, tokens: &[Token<'_>], stems: &[Stem], at: usize) -> Option<Match<T>> {
        let token = tokens.get(at)?;
        if !stems[at].opened().has(self.slot) {
            debug_assert_eq!(self.opened(&token.lower, &stems[at]), Opened::default(), "{:?} is opened", self.slot);
            return None;
        }
        let longest = |entries: &Vec<Entry<T>>| {
            entries.iter().find_map(|entry| {
                let len = follow(&entry.rest, tokens, stems, at + 1)? - at;
                Some(Match { len, value: entry.value })
            })
        };
        let form = self.by_form.get(token.lower.as_ref()).and_then(longest);
        let stem = self.by_stem.get(stems[at].as_ref()).and_then(longest);
        // Of equal length the form is the closer match.
        match (form, stem) {
            (Some(form), Some(stem)) if stem.len > form.len => Some(stem),
            (form, stem) => form.or(stem),
        }
    }

    /// The value of a single word.
    pub(crate) fn word(&self, lower: &str, stem: &str) -> Option<T> {
        let single =
            |entries: &Vec<Entry<T>>| entries.iter().find(|entry| entry.rest.is_empty()).map(|entry| entry.value);
        self.by_form.get(lower).and_then(single).or_else(|| self.by_stem.get(stem).and_then(single))
    }
}

/// Where the words of `rest` end when they stand in a row from token `at` on.
fn follow(rest: &[String], tokens: &[Token<'_>], stems: &[Stem], mut at: usize) -> Option<usize> {
    for word in rest {
        if tokens.get(at)?.is_mark('-') {
            at += 1;
        }
        let token = tokens.get(at)?;
        let matches = match word.strip_prefix('=') {
            Some(exact) => token.lower == exact,
            None => stems[at].as_ref() == word,
        };
        if !matches {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// How a word of the data files is kept: `=form` as it is, else its stem. Initials ("u.s.") and marks have no stem.
fn key(word: &str) -> String {
    if word.starts_with('=') { word.to_owned() } else { stem(word).into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::text::tokens;

    fn found(table: &Phrases<u8>, text: &str) -> Vec<(usize, usize, u8)> {
        let tokens = tokens(text, Span::new(0, text.len()));
        let stems = crate::lexicon::english().stems(&tokens);
        (0..tokens.len())
            .filter_map(|at| table.at(&tokens, &stems, at).map(|found| (at, found.len, found.value)))
            .collect()
    }

    #[test]
    fn the_longest_entry_wins() {
        let table = Phrases::new([("step", 1), ("step down", 2), ("=left", 3), ("vice president", 4)]);
        assert_eq!(found(&table, "She stepped down"), [(1, 2, 2)]);
        assert_eq!(found(&table, "two steps up"), [(1, 1, 1)]);
        assert_eq!(found(&table, "He left, she leaves"), [(1, 1, 3)]);
        assert_eq!(found(&table, "the vice-president"), [(1, 3, 4)]);
    }

    #[test]
    fn a_short_form_hides_no_longer_entry() {
        let table = Phrases::new([("=left", 1), ("left behind", 2), ("left", 3)]);
        assert_eq!(found(&table, "He left them behind"), [(1, 1, 1)]);
        assert_eq!(found(&table, "She was left behind"), [(2, 2, 2)]);
    }
}
