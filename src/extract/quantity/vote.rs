//! How a vote or a match went: "voted 7-2", "a 5-4 ruling", "by 52 votes to 48", "won 3-1", "a 2-0 defeat".

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

/// The scale on which the result of a match is told.
pub(crate) const RESULT: &str = "result";
/// Words before the result of a match.
const PLAYED: [&str; 24] = [
    "won",
    "win",
    "wins",
    "winning",
    "beat",
    "beats",
    "beating",
    "lost",
    "lose",
    "losing",
    "drew",
    "draw",
    "defeated",
    "defeat",
    "defeats",
    "thrashed",
    "edged",
    "routed",
    "downed",
    "crushed",
    "victory",
    "defeating",
    "drawn",
    "beaten",
];
/// Words behind it.
const OUTCOMES: [&str; 10] =
    ["win", "victory", "defeat", "loss", "draw", "triumph", "thrashing", "rout", "drubbing", "stalemate"];
/// Words behind a result that is not that of the match alone.
const OTHERWISE: [&str; 8] =
    ["penalties", "aggregate", "half-time", "halftime", "shootout", "interval", "break", "half"];
/// Words before a result among which the verb stands ("won the cup semi-final 4-1"), and of which part of a match it is.
const PART_REACH: usize = 8;
/// More is scored in no match.
const MOST_SCORED: i64 = 200;

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
    let scale = if beside || before || counted {
        VOTE
    } else if hyphen && played(c, at, behind) && first.0.max(second.0) < Number::whole(MOST_SCORED) {
        RESULT
    } else {
        return None;
    };
    let (more, less) = if first.0 < second.0 { (second, first) } else { (first, second) };
    let value = more.0.plus(less.0.times(Number::fraction(1, i128::from(PARTS))?)?)?;
    Some(Draft {
        hedgeable: false,
        ..Draft::point(at, end, value, Number::ZERO, Dimension::Scale(scale.to_owned()), scale)
    })
}

/// Whether two numbers with a hyphen are the result of a match: "beat Lesk 3-1", "a 3-1 win". One set of several, a shootout
/// and the two legs of a tie are none.
fn played(c: Cursor<'_, '_>, at: usize, behind: usize) -> bool {
    let before = (1..=PART_REACH).any(|by| PLAYED.contains(&c.lower_back(at, by)));
    let series = c.is_number(behind + 1) && (c.is_mark(behind, ',') || c.lower(behind) == "and")
        || c.is_number(at.wrapping_sub(2)) && (c.is_mark(at - 1, ',') || c.lower(at - 1) == "and");
    let otherwise = (behind..behind + 3).any(|at| OTHERWISE.contains(&c.lower(at)));
    let part = (1..=PART_REACH).any(|by| matches!(c.lower_back(at, by), "leg" | "half" | "set" | "quarter" | "period"));
    !part && (before || OUTCOMES.contains(&c.lower(behind))) && !series && !otherwise
}

/// The votes of one side, with the place behind them. "One" is a number here.
fn side(c: Cursor<'_, '_>, at: usize) -> Option<(Number, usize)> {
    if c.lower(at) == "one" {
        return Some((Number::ONE, at + 1));
    }
    let found = numeral(c, at, Beside::Nothing)?;
    (found.value.is_whole() && found.value < Number::whole(PARTS)).then_some((found.value, found.end))
}
