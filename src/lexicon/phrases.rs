//! Words and phrases of the lexicon, looked up along a sentence.

use super::calendar;
use super::forms::Stem;
use super::table::Table;
use crate::text::{Token, hash, stem};

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
    StandingPermits,
    StandingStates,
    InOffice,
    Scales,
    Scopes,
    Places,
    Speech,
    Sources,
    Manner,
    Negation,
    Mood,
    Corrections,
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

/// Which tables have entries that begin with a word, and where.
#[derive(Debug, Default)]
pub(crate) struct Opened {
    /// The tables, as bits: most questions are answered here.
    slots: u64,
    places: Vec<Places>,
}

/// Where a table has the entries that begin with a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Places {
    slot: Slot,
    form: Option<u16>,
    stem: Option<u16>,
}

impl Opened {
    fn has(&self, slot: Slot) -> bool {
        self.slots & (1 << slot as u64) != 0
    }

    fn places(&self, slot: Slot) -> Option<&Places> {
        if !self.has(slot) {
            return None;
        }
        self.places.iter().find(|places| places.slot == slot)
    }
}

impl FromIterator<Places> for Opened {
    fn from_iter<I: IntoIterator<Item = Places>>(tables: I) -> Self {
        let places: Vec<Places> = tables.into_iter().collect();
        Self { slots: places.iter().fold(0, |slots, places| slots | 1 << places.slot as u64), places }
    }
}

/// Entries of one or more words, each with a value; the longest entry that begins at a token wins.
///
/// A single word matches by stem, `=word` by its exact lower-case form, a phrase by the stems of its words in a row.
#[derive(Debug)]
pub(crate) struct Phrases<T> {
    slot: Slot,
    /// Entries that begin with one word each, longest first.
    lists: Vec<Vec<Entry<T>>>,
    /// The list of a first word's stem.
    by_stem: Table<u16>,
    /// The list of a first word's exact form, for entries that begin with `=`.
    by_form: Table<u16>,
}

#[derive(Debug)]
struct Entry<T> {
    rest: Vec<Next>,
    value: T,
}

/// A word behind the first of an entry.
#[derive(Debug)]
enum Next {
    /// By its exact form.
    Form(String),
    /// By its stem, of which the hash is told first.
    Stem(String, u64),
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
        let (mut lists, mut by_stem, mut by_form) = (Vec::new(), Table::default(), Table::default());
        for (words, value) in entries {
            let mut parts = words.split([' ', '-']).filter(|part| !part.is_empty()).map(key);
            let Some(first) = parts.next() else { continue };
            let rest = parts.map(Next::new).collect();
            let new = || {
                lists.push(Vec::new());
                u16::try_from(lists.len() - 1).expect("a table has fewer first words")
            };
            let list = *match first.strip_prefix('=') {
                Some(form) => by_form.entry(form, new),
                None => by_stem.entry(&first, new),
            };
            let entries: &mut Vec<Entry<T>> = &mut lists[usize::from(list)];
            entries.push(Entry { rest, value });
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.rest.len()));
        }
        Self { slot, lists, by_stem, by_form }
    }

    /// Where this table has entries that begin with the word.
    pub(super) fn opened(&self, lower: &str, stem: &str) -> Option<Places> {
        let (form, stem) = (self.by_form.get(lower).copied(), self.by_stem.get(stem).copied());
        (form.is_some() || stem.is_some()).then_some(Places { slot: self.slot, form, stem })
    }

    /// The longest entry that begins at token `at`. `stems` runs parallel to `tokens`; hyphens between words are passed
    /// over.
    pub(crate) fn at(&self, tokens: &[Token<'_>], stems: &[Stem], at: usize) -> Option<Match<T>> {
        let places = stems.get(at)?.opened().places(self.slot);
        debug_assert_eq!(places.copied(), self.opened(&tokens[at].lower, &stems[at]), "{:?} is opened", self.slot);
        let Places { form, stem, .. } = *places?;
        let longest = |list: u16| {
            self.lists[usize::from(list)].iter().find_map(|entry| {
                let end = follow(&entry.rest, tokens, stems, at + 1)?;
                // "signed in April" is no "sign in".
                let time = !entry.rest.is_empty() && {
                    let lower = |at: usize| tokens.get(at).map_or("", |token| &*token.lower);
                    calendar::leads_time(lower(end - 1), lower(end), lower(end + 1))
                };
                (!time).then_some(Match { len: end - at, value: entry.value })
            })
        };
        let form = form.and_then(longest);
        let stem = stem.and_then(longest);
        // Of equal length the form is the closer match.
        match (form, stem) {
            (Some(form), Some(stem)) if stem.len > form.len => Some(stem),
            (form, stem) => form.or(stem),
        }
    }

    /// The value of a single word.
    pub(crate) fn word(&self, lower: &str, stem: &str) -> Option<T> {
        let single = |&list: &u16| {
            self.lists[usize::from(list)].iter().find(|entry| entry.rest.is_empty()).map(|entry| entry.value)
        };
        self.by_form.get(lower).and_then(single).or_else(|| self.by_stem.get(stem).and_then(single))
    }
}

impl Next {
    fn new(key: String) -> Self {
        match key.strip_prefix('=') {
            Some(form) => Self::Form(form.to_owned()),
            None => {
                let hash = hash(&key);
                Self::Stem(key, hash)
            }
        }
    }

    fn is(&self, token: &Token<'_>, stem: &Stem) -> bool {
        match self {
            Self::Form(form) => token.lower == form.as_str(),
            Self::Stem(word, hash) => stem.term().hash == *hash && **stem == **word,
        }
    }
}

/// Where the words of `rest` end when they stand in a row from token `at` on.
fn follow(rest: &[Next], tokens: &[Token<'_>], stems: &[Stem], mut at: usize) -> Option<usize> {
    for next in rest {
        if tokens.get(at)?.is_mark('-') {
            at += 1;
        }
        if !next.is(tokens.get(at)?, &stems[at]) {
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
        let lexicon = crate::lexicon::english();
        let opened = |lower: &str, stem: &str| table.opened(lower, stem).into_iter().collect();
        let stems: Vec<Stem> = tokens.iter().map(|token| Stem::new(token, &lexicon, opened)).collect();
        (0..tokens.len())
            .filter_map(|at| table.at(&tokens, &stems, at).map(|found| (at, found.len, found.value)))
            .collect()
    }

    #[test]
    fn the_longest_entry_wins() {
        let table = Phrases::new(Slot::Axes, [("step", 1), ("step down", 2), ("=left", 3), ("vice president", 4)]);
        assert_eq!(found(&table, "She stepped down"), [(1, 2, 2)]);
        assert_eq!(found(&table, "two steps up"), [(1, 1, 1)]);
        assert_eq!(found(&table, "He left, she leaves"), [(1, 1, 3)]);
        assert_eq!(found(&table, "the vice-president"), [(1, 3, 4)]);
    }

    #[test]
    fn a_short_form_hides_no_longer_entry() {
        let table = Phrases::new(Slot::Axes, [("=left", 1), ("left behind", 2), ("left", 3)]);
        assert_eq!(found(&table, "He left them behind"), [(1, 1, 1)]);
        assert_eq!(found(&table, "She was left behind"), [(2, 2, 2)]);
    }
}
