//! What a program does when something goes wrong: "if a file cannot be read, it stops" against "it skips files it cannot read".

use super::phrase::asks;
use super::switch::polarity;
use super::thing::plain_term;
use crate::extract::words::Words;
use crate::lexicon::{Lexicon, manuals::Family};
use crate::model::{Polarity, Term};
use crate::text;
use std::ops::Range;

/// Axis of what goes on in spite of a fault.
pub(crate) const GOES_ON: &str = "goes-on-stops";

/// Tokens of what it does that are shown at most.
const SHOWN: usize = 5;

/// What a sentence says a program does at a fault.
pub(super) fn outcome(words: &Words<'_>, lexicon: &Lexicon) -> Option<Polarity> {
    if asks(words) {
        return None;
    }
    let (condition, told) = parts(words)?;
    let goes = |at: usize| reaction(words, at);
    let mut found = told.filter_map(|at| Some((at, goes(at)?)));
    let (at, on) = found.next()?;
    // "It logs the error, skips the file and stops": neither.
    if found.any(|(_, other)| other != on) {
        return None;
    }
    let open = |at: usize| {
        matches!(words.lower(at), "may" | "might" | "can" | "could" | "unless" | "until" | "was" | "were" | "used")
    };
    if words.clause(at).any(open) {
        return None;
    }
    let ends = |at: &usize| !words.tokens[*at].is_word() || matches!(words.lower(*at), "and" | "if" | "when");
    let end = (at + 1..words.len().min(at + SHOWN)).find(ends).unwrap_or(words.len().min(at + SHOWN));
    polarity(words, at..end, GOES_ON, on, subject(words, condition, lexicon))
}

/// The tokens of the condition that tells the fault, and those of what is done about it.
fn parts(words: &Words<'_>) -> Option<(Range<usize>, Range<usize>)> {
    let is_fault = |range: Range<usize>| range.into_iter().any(|at| Family::Faults.has(words.lower(at)));
    let end = words.len();
    match (0..end).find(|&at| matches!(words.lower(at), "if" | "when" | "whenever")) {
        Some(0) => {
            let comma = (1..end).find(|&at| words.tokens[at].is_mark(','))?;
            is_fault(1..comma).then_some((1..comma, comma + 1..end))
        }
        Some(at) => is_fault(at + 1..end).then_some((at + 1..end, 0..at)),
        // "It skips files that it cannot read", "invalid lines are skipped".
        None => {
            let verb = (0..end).find(|&at| reaction(words, at).is_some())?;
            let passive = verb > 0 && matches!(words.lower(verb - 1), "is" | "are" | "not");
            let stop =
                (verb + 1..end).find(|&at| words.tokens[at].is_mark(',') || words.lower(at) == "and").unwrap_or(end);
            let condition = if passive { 0..verb - 1 } else { verb + 1..stop };
            is_fault(condition.clone()).then_some((condition, verb..verb + 1))
        }
    }
}

/// Whether the verb at `at` says that the program goes on, or that it stops.
fn reaction(words: &Words<'_>, at: usize) -> Option<bool> {
    let before = at.checked_sub(1).map_or("", |before| words.lower(before));
    let denied = matches!(before, "not" | "never") || before.ends_with("n't") || before.ends_with("n’t");
    let kept = matches!(words.lower(at), "keeps" | "keep") && Family::Serving.has(words.lower(at + 1));
    let refuses = matches!(words.lower(at), "refuses")
        && words.lower(at + 1) == "to"
        && matches!(words.lower(at + 2), "start" | "run");
    if !words.tokens[at].is_word() {
        None
    } else if kept || words.lower(at) == "goes" && words.lower(at + 1) == "on" || Family::GoingOn.has(words.lower(at)) {
        Some(!denied)
    } else if refuses || Family::Stopping.has(words.lower(at)) {
        Some(denied)
    } else {
        None
    }
}

/// What the fault befalls: the words of the condition that are no grammar, which "cannot be read" shares with "it cannot read".
fn subject(words: &Words<'_>, condition: Range<usize>, lexicon: &Lexicon) -> Vec<Term> {
    let told = |at: &usize| {
        let lower = words.lower(*at);
        words.tokens[*at].is_word() && !lexicon.is_function(lower) && lower != "cannot" && !Family::Generic.has(lower)
    };
    text::sorted(
        condition.filter(told).map(|at| words.terms[at].unwrap_or_else(|| plain_term(words.lower(at)))).collect(),
    )
}
