//! What a program or its reader needs and what not: "no database is needed", "a password is required", "Do I need a key? No."

use super::question::agent;
use super::support::short;
use super::switch::polarity;
use super::thing::thing;
use crate::extract::words::Words;
use crate::model::Polarity;
use std::ops::Range;

/// Axis of what is needed.
pub(crate) const NEEDED: &str = "needed-not";

/// What the predicate at `at` says is needed, or is not.
pub(super) fn needs(words: &Words<'_>, at: usize) -> Vec<Polarity> {
    let clause = words.clause(at);
    // What holds for a part only, or on a condition, is neither yes nor no.
    let open = |at: usize| {
        matches!(
            words.lower(at),
            "if" | "when"
                | "only"
                | "unless"
                | "may"
                | "might"
                | "can"
                | "will"
                | "was"
                | "were"
                | "than"
                | "more"
                | "on"
                | "in"
                | "with"
                | "to"
                | "until"
                | "longer"
        )
    };
    // "For this call", "for every request": for all of them.
    let whole = |at: usize| matches!(words.lower(at + 1), "this" | "every" | "all" | "each");
    let part = |at: usize| open(at) || words.lower(at) == "for" && !whole(at);
    if (0..words.len()).any(part) || words.tokens.last().is_some_and(|mark| mark.is_mark('?')) {
        return Vec::new();
    }
    let end = (at + 1..clause.end).find(|&at| words.tokens[at].is_mark('.')).unwrap_or(clause.end);
    match words.lower(at) {
        // "A password is required by default", "no database is needed", "the key is optional".
        "required" | "needed" | "necessary" | "mandatory" | "optional" => {
            let by_default = words.lower(at + 1) == "by" && words.lower(at + 2) == "default";
            let for_all = words.lower(at + 1) == "for" && at + 4 == end;
            if at + 1 + 2 * usize::from(by_default) + 3 * usize::from(for_all) != end {
                return Vec::new();
            }
            let copula = (clause.start..at).rev().find(|&at| matches!(words.lower(at), "is" | "are"));
            let gap: Vec<&str> = (copula.map_or(at, |copula| copula + 1)..at).map(|at| words.lower(at)).collect();
            let (denied, none) = (gap.contains(&"not"), words.lower(clause.start) == "no");
            // "Optional" by itself names nothing.
            if !gap.iter().all(|word| matches!(*word, "not" | "always" | "also")) || copula.is_none() && !none {
                return Vec::new();
            }
            let subject = clause.start + usize::from(none)..copula.unwrap_or(at);
            let on = (words.lower(at) != "optional") != (denied != none);
            named(words, subject, clause.start..at + 1, on)
        }
        // "It needs no database", "it does not require a key".
        "needs" | "requires" if words.lower(at + 1) == "no" && agent(words, clause.start..at) => {
            named(words, at + 2..end, at..end, false)
        }
        "need" | "require"
            if at >= 2
                && words.lower(at - 1) == "not"
                && matches!(words.lower(at - 2), "does" | "do")
                && agent(words, clause.start..at - 2) =>
        {
            named(words, at + 1..end, at - 2..end, false)
        }
        "needs" | "requires" if agent(words, clause.start..at) => named(words, at + 1..end, at..end, true),
        _ => Vec::new(),
    }
}

/// What "yes" would say to "Do I need X?" and "Is X required?"
pub(super) fn asked(words: &Words<'_>) -> Vec<Polarity> {
    let end = words.len() - 1;
    let passive = (1..end).find(|&at| matches!(words.lower(at), "required" | "needed" | "necessary" | "mandatory"));
    if let Some(at) = passive {
        let plain = matches!(words.lower(0), "is" | "are") && at + 1 == end;
        return if plain { named(words, 1..at, 0..end, true) } else { Vec::new() };
    }
    match (1..end).find(|&at| matches!(words.lower(at), "need" | "require")) {
        Some(verb) if matches!(words.lower(0), "do" | "does") && agent(words, 1..verb) => {
            named(words, verb + 1..end, 0..end, true)
        }
        _ => Vec::new(),
    }
}

/// What is said of a thing with a short name: a longer one says more than that it is needed.
fn named(words: &Words<'_>, range: Range<usize>, shown: Range<usize>, on: bool) -> Vec<Polarity> {
    let members = short(words, range).unwrap_or_default();
    match members.as_slice() {
        [one] => polarity(words, shown, NEEDED, on, thing(words, one.clone())).into_iter().collect(),
        _ => Vec::new(),
    }
}
