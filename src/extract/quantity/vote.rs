//! How a vote went: "voted 7-2", "a 5-4 ruling", "by 52 votes to 48", "eight to one".

use super::Draft;
use crate::extract::cursor::Cursor;
use crate::extract::number::{Beside, numeral};
use crate::model::{Dimension, Number};

/// The scale on which the outcome of a vote is told.
pub(crate) const VOTE: &str = "vote";
/// The losing side counts in so many parts of a vote, so that one number tells both sides.
const PARTS: i64 = 10_000;
/// Words between the verb and the numbers: "voted late on Tuesday by 7-2".
const REACH: usize = 4;

/// The outcome at `at`, the larger side first, whichever is printed first.
pub(super) fn vote(c: Cursor<'_, '_>, at: usize) -> Option<Draft> {
    let first = side(c, at)?;
    let counted = c.lower(first.1) == "votes";
    let between = first.1 + usize::from(counted);
    let hyphen = !counted && c.past_hyphen(between) > between;
    let joined = if hyphen { c.past_hyphen(between) } else { between + 1 };
    if !hyphen && c.lower(between) != "to" {
        return None;
    }
    let second = side(c, joined)?;
    // "voted 7-2 on Monday", "a 7-2 vote"; "to" needs to stand right beside the word.
    let end = second.1 + usize::from(c.lower(second.1) == "votes");
    let behind = c.past_hyphen(end);
    let beside = matches!(c.lower(behind), "vote" | "ruling" | "decision" | "majority" | "split" | "tally");
    let before = (1..=if hyphen { REACH } else { 2 }).any(|by| {
        matches!(c.lower_back(at, by), "voted" | "vote" | "votes" | "ruled" | "rejected" | "approved" | "passed")
    });
    if !(beside || before || counted) {
        return None;
    }
    let (more, less) = if first.0 < second.0 { (second, first) } else { (first, second) };
    let value = more.0.plus(less.0.times(Number::fraction(1, i128::from(PARTS))?)?)?;
    Some(Draft {
        hedgeable: false,
        ..Draft::point(at, end, value, Number::ZERO, Dimension::Scale(VOTE.to_owned()), VOTE)
    })
}

/// The votes of one side, with the place behind them. "One" is a number here.
fn side(c: Cursor<'_, '_>, at: usize) -> Option<(Number, usize)> {
    if c.lower(at) == "one" {
        return Some((Number::ONE, at + 1));
    }
    let found = numeral(c, at, Beside::Nothing)?;
    (found.value.is_whole() && found.value < Number::whole(PARTS)).then_some((found.value, found.end))
}
