//! Words of one kind that exclude one another: those that pick out one of several things ("northern" and "southern"), and
//! those of which a sentence has room for one ("farmer" and "nurse").

use super::data::{self, Contrasts};
use super::english;
use std::sync::LazyLock;

/// Terms and the numbers of the sets in which they stand, sorted.
pub(crate) type Sets = Vec<(u64, u16)>;

/// Terms that pick out one of several things of a kind.
pub(crate) fn contrasts() -> &'static [(u64, u16)] {
    static CONTRASTS: LazyLock<Sets> = LazyLock::new(|| numbered("contrasts.toml", include_str!("en/contrasts.toml")));
    &CONTRASTS
}

/// Terms of things of one kind that are not one another.
pub(crate) fn siblings() -> &'static [(u64, u16)] {
    static SIBLINGS: LazyLock<Sets> = LazyLock::new(|| numbered("siblings.toml", include_str!("en/siblings.toml")));
    &SIBLINGS
}

/// Words for a body that votes and for its members.
pub(crate) fn bodies() -> &'static [(u64, u16)] {
    static BODIES: LazyLock<Sets> = LazyLock::new(|| numbered("bodies.toml", include_str!("en/bodies.toml")));
    &BODIES
}

/// The numbers of the sets, sorted by term, in which this term stands.
pub(crate) fn sets_of(sets: &'static [(u64, u16)], hash: u64) -> impl Iterator<Item = u16> {
    let from = sets.partition_point(|&(other, _)| other < hash);
    sets[from..].iter().take_while(move |&&(other, _)| other == hash).map(|&(_, set)| set)
}

fn numbered(file: &str, text: &str) -> Sets {
    let lexicon = english();
    let sets: Contrasts = data::load(file, text);
    let mut out: Sets = (0..)
        .zip(&sets.set)
        .flat_map(|(number, set)| set.words.iter().map(move |word| (number, word)))
        .map(|(number, word)| (lexicon.word_hash(word.trim_start_matches('=')), number))
        .collect();
    out.sort_unstable();
    out.dedup();
    out
}
