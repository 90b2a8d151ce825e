//! The words of manuals of software.

use super::calendar::Words;
use super::data;
use crate::text::stem;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What tells a manual, and what in it names no thing.
pub(crate) struct Manuals {
    /// Words that manuals use all the time.
    pub(crate) vocabulary: Words,
    /// Systems that programs run on.
    pub(crate) systems: Words,
    /// Stems of words that tell the measure or the grammar of a setting.
    generic: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    vocabulary: Words,
    generic: Family,
    systems: Words,
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
        let File { vocabulary, generic, systems } = data::load("manuals.toml", include_str!("en/manuals.toml"));
        let generic = generic.words.iter().map(|word| stem(word).into_owned()).collect();
        Manuals { vocabulary, systems, generic }
    });
    &MANUALS
}

impl Manuals {
    /// Whether a lower-case word tells the measure or the grammar of a setting rather than the thing.
    pub(crate) fn is_generic(&self, lower: &str) -> bool {
        self.generic.contains(stem(lower).as_ref())
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
