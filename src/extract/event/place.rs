//! Places by name in what a preposition leads.

use super::super::words::Words;
use super::party::{DETERMINERS, timely};
use crate::text;
use std::ops::Range;

/// The name of which a noun phrase consists, but for what only says what or where it is ("the Hungarian town of", "southern");
/// empty where it is none.
pub(super) fn printed(words: &Words<'_>, range: Range<usize>) -> String {
    let mut start = range.start + usize::from(DETERMINERS.contains(&words.lower(range.start)));
    // "the port city of Skarv"
    if let Some(of) = (start..range.end).find(|&at| words.lower(at) == "of")
        && of > start
        && SETTLEMENTS.contains(&words.lower(of - 1))
        && !words.tokens[of - 1].is_capital()
    {
        start = of + 1;
    }
    while start + 1 < range.end && (QUARTERS.contains(&words.lower(start)) || words.tokens[start].is_mark('-')) {
        start += 1;
    }
    let whole = (start..range.end)
        .all(|at| (words.tokens[at].is_capital() || words.lower(at) == "of") && !timely(words.lower(at)));
    let parts = (start..range.end).map(|at| text::fold(words.lower(at)).into_owned());
    if whole { parts.collect::<Vec<_>>().join(" ") } else { String::new() }
}

/// Nouns between which and a name "of" stands, so that the name is the place's.
const SETTLEMENTS: [&str; 14] = [
    "town", "city", "village", "port", "resort", "capital", "suburb", "district", "province", "region", "state",
    "county", "island", "hamlet",
];
/// Words before a name that tell which part of the place it is, or how far from here.
const QUARTERS: [&str; 14] = [
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "north",
    "south",
    "east",
    "west",
    "downtown",
    "nearby",
    "neighbouring",
    "neighboring",
    "upper",
];
