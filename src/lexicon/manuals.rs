//! The words of manuals of software.

use super::data;
use super::table::{self, Table};
use crate::text::{hash, stem};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Words that a manual uses in one way; `manuals.toml` tells each family's reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Family {
    /// What manuals use all the time.
    Vocabulary,
    /// Systems that programs run on.
    Systems,
    /// Licences by their short names.
    Licences,
    /// Names of plans.
    Plans,
    /// Those who may do something, in the singular ("admin").
    People,
    /// What kind of thing a name is of ("command").
    Kinds,
    /// What kind of argument a name is of ("flag").
    Arguments,
    /// Verbs in front of a command ("run").
    Running,
    /// Verbs in front of a flag ("use").
    Passing,
    /// More verbs in front of a flag, which may name commands ("show").
    Choosing,
    /// Words of a sentence in front of a command ("with").
    Prose,
    /// What a program does with what is on ("writes").
    Doing,
    /// What a program does only when it is asked to ("collect").
    Sending,
    /// What a program keeps doing in spite of a fault ("running").
    Serving,
    /// What is done to a switch ("turn").
    Switching,
    /// What one does who wants a thing that is off ("agree").
    Agreeing,
    /// What is done to a setting ("configure").
    Changing,
    /// What is not done to a setting that nobody gives ("specified").
    Giving,
    /// Verbs behind a name under which something is read ("holds").
    Holding,
    /// Verbs in front of a name under which something is read ("reads").
    Reading,
    /// Words beside the address of a page ("browser").
    Visiting,
    /// Verbs with which a sentence begins that tells what a value stands for ("indicates").
    Meaning,
    /// What the reader has before him, and what the manual as a whole is of ("page", "version").
    Pages,
    /// Words for what is to come ("soon").
    Coming,
    /// How a thing is paid ("billed").
    Billing,
    /// How long something is kept ("retained").
    Keeping,
    /// How much is allowed ("holds").
    Allowing,
    /// What is done to what is too large, or not done to it ("rejected").
    Refusing,
    /// The measure or the grammar of a setting rather than the thing ("maximum").
    Generic,
    /// That something is a setting ("option", "default").
    Grammar,
    /// What a section is for ("reference").
    Sections,
    /// One of several parts with settings of the same names ("client").
    Sides,
    /// That something goes wrong ("cannot").
    Faults,
    /// What a program does that goes on ("skip").
    GoingOn,
    /// What a program does that stops ("abort").
    Stopping,
}

impl Family {
    /// Whether a lower-case word is one of them.
    pub(crate) fn has(self, lower: &str) -> bool {
        let manuals = get();
        let found = match manuals.stemmed & self.bit() {
            0 => manuals.forms.get(lower),
            _ => manuals.stems.get(&stem(lower)),
        };
        found.is_some_and(|families| families & self.bit() != 0)
    }

    fn bit(self) -> u64 {
        1 << self as u32
    }
}

/// What tells a manual, and what in it names no thing.
pub(crate) struct Manuals {
    /// The families of a word in this form, a bit each.
    forms: Table<u64>,
    /// The families of the words with this stem, a bit each.
    stems: Table<u64>,
    /// The families that are matched by stem, a bit each.
    stemmed: u64,
    /// Hashes of the terms that name the program as a whole.
    programs: BTreeSet<u64>,
    /// By the hash of a term, the purpose of a file that it tells.
    paths: BTreeMap<u64, usize>,
    /// Hashes of the terms of words that do not tell which file it is.
    places: BTreeSet<u64>,
    /// By a word for it, the time for which something is paid.
    periods: Table<String>,
    /// By the stem of a verb, the axis of what it does, and whether it does that or its opposite.
    acts: Table<(String, bool)>,
    /// The axes of all acts.
    axes: table::Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    forms: BTreeMap<Family, List>,
    stems: BTreeMap<Family, List>,
    programs: List,
    paths: List,
    places: List,
    periods: List,
    /// Verbs of one act, and those of its opposite.
    acts: List<(String, String)>,
}

/// Words, or families of words parted by blanks.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List<W = String> {
    #[serde(rename = "reason")]
    _reason: String,
    #[serde(alias = "families")]
    words: Vec<W>,
}

fn file() -> File {
    data::load("manuals.toml", include_str!("en/manuals.toml"))
}

/// The built-in words for English.
pub(crate) fn get() -> &'static Manuals {
    static MANUALS: LazyLock<Manuals> = LazyLock::new(|| {
        let file = file();
        // As a word, and as the concept that it has in a sentence.
        let english = super::english();
        let hashes = |word: &str| [hash(&stem(word)), english.word_hash(word)];
        let purpose = |(id, words): (usize, &String)| -> Vec<(u64, usize)> {
            words.split(' ').flat_map(hashes).map(|hash| (hash, id)).collect()
        };
        let acts = acts(&file.acts);
        Manuals {
            forms: families(&file.forms, str::to_owned),
            stems: families(&file.stems, |word| stem(word).into_owned()),
            stemmed: file.stems.keys().fold(0, |all, family| all | family.bit()),
            // A word stands for itself, or for the concept of its name.
            programs: file
                .programs
                .words
                .iter()
                .flat_map(|word| [hash(&stem(word)), super::concept_hash(word)])
                .collect(),
            paths: file.paths.words.iter().enumerate().flat_map(purpose).collect(),
            places: file.places.words.iter().flat_map(|word| hashes(word)).collect(),
            periods: file.periods.words.iter().flat_map(|words| named(words)).collect(),
            axes: acts.iter().map(|(_, (axis, _))| axis).collect(),
            acts: acts.into_iter().collect(),
        }
    });
    &MANUALS
}

/// The families of each word, told by its `key`.
fn families(lists: &BTreeMap<Family, List>, key: impl Fn(&str) -> String) -> Table<u64> {
    let mut out = Table::default();
    for (family, list) in lists {
        for word in &list.words {
            *out.entry(&key(word), || 0) |= family.bit();
        }
    }
    out
}

/// The words of a family that the first one names.
fn named(words: &str) -> impl Iterator<Item = (&str, String)> {
    let name = words.split(' ').next().unwrap_or_default();
    words.split(' ').map(|word| (word, name.to_owned()))
}

/// The verbs of each act by their stems; an act is named by its first verb.
fn acts(acts: &List<(String, String)>) -> Vec<(String, (String, bool))> {
    let mut out = Vec::new();
    for (verbs, opposites) in &acts.words {
        let axis = format!("by-default-{}", verbs.split(' ').next().unwrap_or_default());
        for (list, act) in [(verbs, true), (opposites, false)] {
            out.extend(list.split_whitespace().map(|verb| (stem(verb).into_owned(), (axis.clone(), act))));
        }
    }
    out
}

impl Manuals {
    /// The axis of what the verb in this form does, and whether it does it or its opposite.
    pub(crate) fn act(&self, lower: &str) -> Option<(&str, bool)> {
        self.acts.get(&stem(lower)).map(|(axis, act)| (axis.as_str(), *act))
    }

    /// Whether an axis tells what is done by default.
    pub(crate) fn is_act(&self, axis: &str) -> bool {
        self.axes.contains(axis)
    }

    /// The time for which something is paid that a lower-case word names: "monthly" names the month.
    pub(crate) fn period(&self, lower: &str) -> Option<&str> {
        self.periods.get(lower).map(String::as_str)
    }

    /// What a file is for by the term of this hash: the number of its purpose.
    pub(crate) fn purpose(&self, of: u64) -> Option<usize> {
        self.paths.get(&of).copied()
    }

    /// The purpose of a file that configures a program.
    pub(crate) fn configuring(&self) -> Option<usize> {
        self.purpose(hash(&stem("configuration")))
    }

    /// Whether the term of this hash stands beside paths without telling which file it is.
    pub(crate) fn is_place(&self, of: u64) -> bool {
        self.places.contains(&of)
    }

    /// Whether the term of this hash names the program as a whole ("server").
    pub(crate) fn is_program(&self, of: u64) -> bool {
        self.programs.contains(&of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_are_matched_in_any_form() {
        assert!(Family::Generic.has("supported") && Family::Systems.has("linux"));
        assert!(!Family::Generic.has("bucket") && !Family::Systems.has("linuxes"));
    }

    #[test]
    fn each_family_has_its_words_once() {
        let File { forms, stems, .. } = file();
        let mut found: Vec<Family> = forms.keys().chain(stems.keys()).copied().collect();
        found.sort_unstable();
        assert_eq!(found.last(), Some(&Family::Stopping));
        assert!(found.iter().zip(0..).all(|(family, place)| *family as u32 == place), "{found:?}");
    }

    #[test]
    fn an_act_is_named_by_its_first_verb() {
        assert_eq!(get().act("retained"), Some(("by-default-keep", true)));
        assert_eq!(get().act("stripped"), Some(("by-default-keep", false)));
        assert!(get().is_act("by-default-keep") && !get().is_act("by-default-remove"));
    }
}
