//! The words of manuals of software.

use super::calendar::Words;
use super::data;
use crate::text::{hash, stem};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// What tells a manual, and what in it names no thing.
pub(crate) struct Manuals {
    /// Words that manuals use all the time.
    pub(crate) vocabulary: Words,
    /// Systems that programs run on.
    pub(crate) systems: Words,
    /// Licences by their short names.
    pub(crate) licences: Words,
    /// Stems of words that tell the measure or the grammar of a setting.
    generic: BTreeSet<String>,
    /// Stems of words that say that something is a setting.
    grammar: BTreeSet<String>,
    /// Stems of words that tell what a section is for.
    sections: BTreeSet<String>,
    /// Stems of parts that have settings of the same names.
    sides: BTreeSet<String>,
    /// Hashes of the terms that name the program as a whole.
    programs: BTreeSet<u64>,
    /// Names of plans.
    pub(crate) plans: Words,
    /// By the hash of a term, the purpose of a file that it tells.
    paths: BTreeMap<u64, usize>,
    /// Hashes of the terms of words that do not tell which file it is.
    places: BTreeSet<u64>,
    /// Stems of words that tell that something goes wrong.
    faults: BTreeSet<String>,
    /// Stems of verbs of a program that goes on in spite of it.
    going_on: BTreeSet<String>,
    /// Stems of verbs of a program that stops.
    stopping: BTreeSet<String>,
    /// By the stem of a verb, the family of what it does, and whether it does that or its opposite.
    acts: BTreeMap<String, (String, bool)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    vocabulary: Words,
    generic: Family,
    systems: Words,
    licences: Words,
    grammar: Family,
    sections: Family,
    sides: Family,
    programs: Family,
    faults: Family,
    #[serde(rename = "going-on")]
    going_on: Family,
    stopping: Family,
    acts: Acts,
    plans: Words,
    paths: Families,
    places: Family,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Families {
    #[serde(rename = "reason")]
    _reason: String,
    /// Words of one meaning, parted by blanks.
    families: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Acts {
    #[serde(rename = "reason")]
    _reason: String,
    /// Verbs of one act and those of its opposite, parted by blanks.
    families: Vec<(String, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    #[serde(rename = "reason")]
    _reason: String,
    words: Vec<String>,
}

/// The built-in words for English.
pub(crate) fn get() -> &'static Manuals {
    static MANUALS: LazyLock<Manuals> = LazyLock::new(|| {
        let file: File = data::load("manuals.toml", include_str!("en/manuals.toml"));
        let stems = |family: &Family| family.words.iter().map(|word| stem(word).into_owned()).collect();
        // As a word, and as the concept that it has in a sentence.
        let english = super::english();
        let hashes = |word: &str| [hash(&stem(word)), english.word_hash(word)];
        let purpose = |(id, words): (usize, &String)| -> Vec<(u64, usize)> {
            words.split(' ').flat_map(hashes).map(|hash| (hash, id)).collect()
        };
        Manuals {
            generic: stems(&file.generic),
            grammar: stems(&file.grammar),
            sections: stems(&file.sections),
            sides: stems(&file.sides),
            // A word stands for itself, or for the concept of its name.
            programs: file
                .programs
                .words
                .iter()
                .flat_map(|word| [hash(&stem(word)), super::concept_hash(word)])
                .collect(),
            paths: file.paths.families.iter().enumerate().flat_map(purpose).collect(),
            places: file.places.words.iter().flat_map(|word| hashes(word)).collect(),
            plans: file.plans,
            faults: stems(&file.faults),
            going_on: stems(&file.going_on),
            stopping: stems(&file.stopping),
            acts: acts(&file.acts),
            vocabulary: file.vocabulary,
            systems: file.systems,
            licences: file.licences,
        }
    });
    &MANUALS
}

/// The verbs of each act by their stems; an act is named by its first verb.
fn acts(acts: &Acts) -> BTreeMap<String, (String, bool)> {
    let mut out = BTreeMap::new();
    for (verbs, opposites) in &acts.families {
        let id = format!("by-default-{}", verbs.split(' ').next().unwrap_or_default());
        for (list, act) in [(verbs, true), (opposites, false)] {
            out.extend(list.split_whitespace().map(|verb| (stem(verb).into_owned(), (id.clone(), act))));
        }
    }
    out
}

impl Manuals {
    /// The axis of what the verb in this form does, and whether it does it or its opposite.
    pub(crate) fn act(&self, lower: &str) -> Option<&(String, bool)> {
        self.acts.get(stem(lower).as_ref())
    }

    /// Whether an axis tells what is done by default.
    pub(crate) fn is_act(&self, axis: &str) -> bool {
        self.acts.values().any(|(id, _)| id == axis)
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

    /// Whether a lower-case word tells that something goes wrong.
    pub(crate) fn is_fault(&self, lower: &str) -> bool {
        self.faults.contains(stem(lower).as_ref())
    }

    /// Whether a lower-case verb says that a program goes on.
    pub(crate) fn goes_on(&self, lower: &str) -> bool {
        self.going_on.contains(stem(lower).as_ref())
    }

    /// Whether a lower-case verb says that a program stops.
    pub(crate) fn stops(&self, lower: &str) -> bool {
        self.stopping.contains(stem(lower).as_ref())
    }

    /// Whether a lower-case word tells the measure or the grammar of a setting rather than the thing.
    pub(crate) fn is_generic(&self, lower: &str) -> bool {
        self.generic.contains(stem(lower).as_ref())
    }

    /// Whether a lower-case word only says that something is a setting ("option", "default").
    pub(crate) fn is_grammar(&self, lower: &str) -> bool {
        self.grammar.contains(stem(lower).as_ref())
    }

    /// Whether a lower-case word of a heading tells what a section is for ("reference").
    pub(crate) fn is_section(&self, lower: &str) -> bool {
        self.sections.contains(stem(lower).as_ref())
    }

    /// Whether the term of this hash names the program as a whole ("server").
    pub(crate) fn is_program(&self, hash: u64) -> bool {
        self.programs.contains(&hash)
    }

    /// Whether a lower-case word names one of several parts with settings of the same names ("client").
    pub(crate) fn is_side(&self, lower: &str) -> bool {
        self.sides.contains(stem(lower).as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_form_is_generic() {
        assert!(get().is_generic("supported"));
        assert!(!get().is_generic("bucket"));
    }
}
