//! Words that say what a number measures.

use super::{data, english};
use crate::text::hash;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A measure that a word names.
#[derive(Debug, Clone)]
pub(crate) struct MeasureWord {
    /// Hash of the measure's name.
    pub(crate) name: u64,
    /// The kinds of amount in which it is given, as in `measures.toml`.
    pub(crate) of: &'static [String],
    /// Whether it is measured again and again.
    pub(crate) series: bool,
}

/// The measures by the terms of the words that name them.
pub(crate) fn measures() -> &'static BTreeMap<u64, MeasureWord> {
    static MEASURES: LazyLock<BTreeMap<u64, MeasureWord>> = LazyLock::new(|| {
        let lexicon = english();
        let mut out = BTreeMap::new();
        for family in families() {
            let measure =
                MeasureWord { name: hash(&format!("measure:{}", family.id)), of: &family.of, series: family.series };
            for word in &family.words {
                // A word that an earlier concept has taken is met under that concept's term.
                let word = word.trim_start_matches('=');
                let found = lexicon.concept_hash(word);
                out.entry(found.unwrap_or_else(|| super::concept_hash(&family.id))).or_insert(measure.clone());
            }
        }
        out
    });
    &MEASURES
}

/// A measure that a verb names.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MeasureVerb {
    /// Hash of the measure's name.
    pub(crate) name: u64,
    /// Whether those are counted who do it.
    pub(crate) by: bool,
    /// Whether those are counted to whom it is done.
    pub(crate) to: bool,
}

/// The measures by the hashes of the families of verbs that name them.
pub(crate) fn measures_by_verb() -> &'static BTreeMap<u64, MeasureVerb> {
    static MEASURES: LazyLock<BTreeMap<u64, MeasureVerb>> = LazyLock::new(|| {
        let mut out = BTreeMap::new();
        for family in families() {
            let name = hash(&format!("measure:{}", family.id));
            let verbs = family.by.iter().map(|id| (id, true)).chain(family.to.iter().map(|id| (id, false)));
            for (id, by) in verbs {
                let entry = out.entry(super::verbs::hash_of(id));
                let entry: &mut MeasureVerb = entry.or_insert(MeasureVerb { name, by: false, to: false });
                if by { entry.by = true } else { entry.to = true }
            }
        }
        out
    });
    &MEASURES
}

pub(super) fn families() -> &'static [data::MeasureFamily] {
    &file().measure
}

pub(super) fn file() -> &'static data::MeasureFamilies {
    static FILE: LazyLock<data::MeasureFamilies> =
        LazyLock::new(|| data::load("measures.toml", include_str!("en/measures.toml")));
    &FILE
}
