//! Words that pick out different things of one kind: "northern" and "southern".

use super::data::{self, Contrasts};
use super::english;
use std::sync::LazyLock;

/// Terms that pick out one of several things of a kind, with the number of their set; sorted.
pub(crate) fn contrasts() -> &'static [(u64, u16)] {
    static CONTRASTS: LazyLock<Vec<(u64, u16)>> = LazyLock::new(|| {
        let lexicon = english();
        let sets: Contrasts = data::load("contrasts.toml", include_str!("en/contrasts.toml"));
        let mut out: Vec<(u64, u16)> = (0..)
            .zip(&sets.set)
            .flat_map(|(number, set)| set.words.iter().map(move |word| (number, word)))
            .map(|(number, word)| (lexicon.word_hash(word), number))
            .collect();
        out.sort_unstable();
        out.dedup();
        out
    });
    &CONTRASTS
}
