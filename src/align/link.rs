//! Which two claims are one claim told twice.

use super::likeness::Likeness;
use super::score::{Features, Scored};
use super::terms::{Weigh, overlap};
use crate::model::Term;

/// Evidence that two claims are one, values included, from which they may be linked, in thousandths of a nat. Below 0, for
/// the pairs it was fitted to were chosen for being alike, and those of a story are told in other words.
const LIKELY: i32 = -2000;
/// Weight of words and values that they must share then, in thousandths of a nat: fragments are alike by accident.
const SHARED: u32 = 5000;
/// Weight of shared values that links by itself, in thousandths of a nat: a number of three digits.
const TELLING_VALUES: u32 = 4500;
/// Weight of shared values that links where the words below are shared too: a number of two digits.
const PLAIN_VALUES: u32 = 2200;
/// Weight of these words.
const PLAIN_WORDS: u32 = 1500;
/// Quick score below which nothing is likely, in thousandths: no need to look closer.
const NEAR: u16 = 220;

/// A claim as it is linked.
pub(crate) struct Linked<'a> {
    /// For the likeness.
    pub(crate) features: &'a Features,
    /// Its content words.
    pub(crate) terms: &'a [Term],
    /// Its figures, see [`super::value`].
    pub(crate) values: &'a [Term],
}

/// How strongly two claims are linked, in thousandths of a nat; `None` where they are not. `words` and `values` weigh what
/// both articles say all the time less.
pub(crate) fn strength(
    (left, right): (&Linked<'_>, &Linked<'_>),
    score: &Scored<'_>,
    (words, values): (Weigh<'_>, Weigh<'_>),
) -> Option<i32> {
    let figures = overlap(left.values, right.values, |term| values.weight(term)).shared;
    let near = score.reaches(NEAR);
    if !near && figures < PLAIN_VALUES {
        return None;
    }
    let shared = overlap(left.terms, right.terms, |term| words.weight(term)).shared;
    let bonus = i32::try_from(figures).unwrap_or(i32::MAX);
    let by_values = figures >= TELLING_VALUES || figures >= PLAIN_VALUES && shared >= PLAIN_WORDS;
    if !by_values && (!near || shared + figures < SHARED) {
        return None;
    }
    let evidence = Likeness::of(left.features, right.features).evidence().saturating_add(bonus);
    (by_values || evidence >= LIKELY).then_some(evidence)
}
