//! What a program does to a thing unless it is told otherwise: "metadata is kept by default", "by default it strips metadata".

use super::phrase::{asks, find_by_default};
use super::switch::{DEFAULT, polarity};
use super::thing::thing;
use crate::extract::words::Words;
use crate::lexicon::manuals::{self, Family};
use crate::model::Polarity;
use std::ops::Range;

/// What the verb at `at` says is done by default, or is not.
pub(super) fn usual(words: &Words<'_>, at: usize) -> Option<Polarity> {
    let (axis, act) = match manuals::get().act(words.lower(at)) {
        Some(found) => found,
        // "Builds write source maps by default": what is written is on.
        None if Family::Doing.has(words.lower(at)) => (DEFAULT, true),
        None => return None,
    };
    let by = find_by_default(words)?;
    let open = |at: usize| {
        matches!(words.lower(at), "if" | "unless" | "when" | "only" | "was" | "were" | "can" | "may" | "will" | "to")
    };
    // "Kept by default in 2.x, removed since 3.0" tells of two.
    let acts = (0..words.len()).filter(|&at| manuals::get().act(words.lower(at)).is_some()).count();
    if acts > 1 || (0..words.len()).any(open) || asks(words) {
        return None;
    }
    let clause = words.clause(at);
    let start = if by == clause.start { by + 2 } else { clause.start };
    let start = start + usize::from(words.tokens.get(start).is_some_and(|mark| mark.is_mark(',')));
    let denied = (start..at).any(|at| matches!(words.lower(at), "not" | "never") || words.lower(at).ends_with("n't"));
    let copula = (start..at).rev().find(|&at| matches!(words.lower(at), "is" | "are"));
    let named: Range<usize> = match copula {
        Some(copula) => start..copula,
        None => {
            let ends = |at: usize| {
                words.tokens[at].is_mark('.')
                    || words.tokens[at].is_mark(',')
                    || at == by
                    || is_preposition(words.lower(at))
            };
            at + 1..(at + 1..clause.end).find(|&at| ends(at)).unwrap_or(clause.end)
        }
    };
    polarity(words, start.min(at)..at + 1, axis, act != denied, thing(words, named))
}

fn is_preposition(lower: &str) -> bool {
    matches!(lower, "in" | "from" | "to" | "on" | "with" | "for" | "before" | "after")
}
