//! Nouns told by what they are: disasters, people of no particular kind, steps of a scale, places without a name.

use super::data::{self, Degrees};
use super::english;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Terms of the disasters of `degree.toml`.
pub(crate) fn calamities() -> &'static BTreeSet<u64> {
    static CALAMITIES: LazyLock<BTreeSet<u64>> = LazyLock::new(|| {
        let degrees: Degrees = data::load("degree.toml", include_str!("en/degree.toml"));
        hashes(&degrees.calamity.words)
    });
    &CALAMITIES
}

/// Terms of the words of `measures.toml` for people of whom nothing more is said.
pub(crate) fn anybody() -> &'static BTreeSet<u64> {
    static ANYBODY: LazyLock<BTreeSet<u64>> = LazyLock::new(|| hashes(&super::measures::file().anybody.words));
    &ANYBODY
}

/// Terms of the words of `measures.toml` for steps of a scale.
pub(crate) fn gauges() -> &'static BTreeSet<u64> {
    static GAUGES: LazyLock<BTreeSet<u64>> = LazyLock::new(|| hashes(&super::measures::file().gauge.words));
    &GAUGES
}

/// Terms of the nouns of `direction.toml` for places that are told without a name.
pub(crate) fn sites() -> &'static BTreeSet<u64> {
    static SITES: LazyLock<BTreeSet<u64>> = LazyLock::new(|| hashes(&super::places::sites()));
    &SITES
}

/// Hashes of the nouns for the parts of a house.
pub(crate) fn rooms() -> &'static BTreeSet<u64> {
    static ROOMS: LazyLock<BTreeSet<u64>> = LazyLock::new(|| hashes(&super::places::rooms()));
    &ROOMS
}

/// Hashes of the nouns for occasions.
pub(crate) fn occasions() -> &'static BTreeSet<u64> {
    static OCCASIONS: LazyLock<BTreeSet<u64>> = LazyLock::new(|| hashes(&super::verbs::occasions()));
    &OCCASIONS
}

fn hashes(words: &[String]) -> BTreeSet<u64> {
    let lexicon = english();
    words.iter().map(|word| lexicon.word_hash(word)).collect()
}
