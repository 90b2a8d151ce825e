//! Which answers hang together, pair of articles by pair of articles.

use super::{Answer, answers, index, one_topic};
use crate::model::{Claim, Span};
use std::ops::Range;

/// The answers on one topic that two articles give, or one that gives several, each with its place; `ranges` are those of
/// their claims.
pub(crate) fn links(claims: &[Claim], ranges: [Range<usize>; 2]) -> Vec<[(u32, Span); 2]> {
    let [left, right] = ranges.map(|range| {
        let start = index(range.start);
        let mut answers = answers(&claims[range]);
        answers.iter_mut().for_each(|answer| answer.index += start);
        answers
    });
    let place = |answer: &Answer<'_>| (answer.index, answer.quantity.span);
    let pairs = left.iter().flat_map(|one| right.iter().map(move |other| [one, other]));
    pairs
        .filter(|[one, other]| place(one) != place(other) && one_topic(one, other).is_some())
        .map(|pair| pair.map(place))
        .collect()
}
