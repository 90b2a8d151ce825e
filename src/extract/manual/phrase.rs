//! Turns of phrase that several of the files beside this one listen for.

use crate::extract::words::Words;
use crate::lexicon::manuals::Family;

/// Whether "by default" stands at the token.
pub(super) fn by_default(words: &Words<'_>, at: usize) -> bool {
    words.lower(at) == "by" && words.lower(at + 1) == "default"
}

/// Where a sentence says "by default".
pub(super) fn find_by_default(words: &Words<'_>) -> Option<usize> {
    (0..words.len()).find(|&at| by_default(words, at))
}

/// Whether a sentence is a question.
pub(super) fn asks(words: &Words<'_>) -> bool {
    words.tokens.last().is_some_and(|mark| mark.is_mark('?'))
}

/// Whether a word of `family` stands among the first `reach` tokens behind `at`.
pub(super) fn soon(words: &Words<'_>, at: usize, reach: usize, family: Family) -> bool {
    (at + 1..words.len().min(at + 1 + reach)).any(|at| family.has(words.lower(at)))
}
