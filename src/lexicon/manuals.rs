//! The words of manuals of software.

use super::calendar::Words;
use super::data;
use crate::text::{hash, stem};
use serde::Deserialize;
use std::collections::BTreeSet;
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
            vocabulary: file.vocabulary,
            systems: file.systems,
            licences: file.licences,
        }
    });
    &MANUALS
}

impl Manuals {
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
