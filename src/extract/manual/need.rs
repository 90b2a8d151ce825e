//! What a program or its reader needs and what not: "no database is needed", "a password is required", "Do I need a key? No."

use super::phrase::{asks, by_default};
use super::question::agent;
use super::scene::Scene;
use super::support::short;
use super::switch::polarity;
use super::table;
use super::thing::{few, plain_term, thing};
use crate::extract::words::Words;
use crate::lexicon::manuals::Family;
use crate::model::{Polarity, Term};
use crate::text;
use std::ops::Range;

/// Axis of what is needed.
pub(crate) const NEEDED: &str = "needed-not";

/// Content terms beyond which the words behind "of" are no name of what takes an argument.
const WHOLE: usize = 2;

/// What the predicate at `at` says is needed, or is not.
pub(super) fn needs(words: &Words<'_>, at: usize, scene: &Scene) -> Vec<Polarity> {
    let clause = words.clause(at);
    if let Some(found) = must_have(words, at) {
        return found;
    }
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
    if (0..words.len()).any(part) || asks(words) {
        return Vec::new();
    }
    let end = (at + 1..clause.end).find(|&at| words.tokens[at].is_mark('.')).unwrap_or(clause.end);
    match words.lower(at) {
        // "A password is required by default", "no database is needed", "the key is optional".
        "required" | "needed" | "necessary" | "mandatory" | "optional" => {
            let by_default = by_default(words, at + 1);
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
            if let Some(argument) = part_of(words, subject.clone()) {
                return polarity(words, clause.start..at + 1, NEEDED, on, argument).into_iter().collect();
            }
            if let Some(kind) = subject.end.checked_sub(1).filter(|&kind| is_argument(words.lower(kind))) {
                // "The `end` parameter is optional": that of what the section is about.
                let subject = argument(words, subject.start..kind, &scene.lent);
                return polarity(words, clause.start..at + 1, NEEDED, on, subject).into_iter().collect();
            }
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

/// What a row says of an argument: "height | required", "yes" under "Required".
pub(super) fn row(words: &Words<'_>, scene: &Scene) -> Vec<Polarity> {
    table::told(words, scene.columns.as_ref(), |column, label, cell| {
        let on = match words.lower(cell.start) {
            "required" | "mandatory" => true,
            "optional" => false,
            "yes" if column.required => true,
            "no" if column.required => false,
            _ => return None,
        };
        if cell.len() != 1 || column.old {
            return None;
        }
        polarity(words, label.start..cell.end, NEEDED, on, argument(words, label.clone(), &scene.lent))
    })
}

/// "You must have an account to set it up."
fn must_have(words: &Words<'_>, at: usize) -> Option<Vec<Polarity>> {
    let must = words.lower(at) == "must" && words.lower(at + 1) == "have" && at > 0 && words.lower(at - 1) == "you";
    let open =
        |at: usize| matches!(words.lower(at), "if" | "when" | "unless" | "or" | "at" | "least" | "on" | "in" | "with");
    if !must || (0..words.len()).any(open) {
        return None;
    }
    let start = at + 2;
    let ends = |at: &usize| !words.tokens[*at].is_word() || matches!(words.lower(*at), "to" | "before" | "for");
    let end = (start..words.len()).find(ends).unwrap_or(words.len());
    Some(named(words, start..end, at..end, true))
}

fn is_argument(lower: &str) -> bool {
    matches!(lower, "argument" | "parameter" | "field")
}

/// Terms of an argument and of what has it. A name that is a plain word elsewhere ("end") is one here.
fn argument(words: &Words<'_>, name: Range<usize>, of: &[Term]) -> Vec<Term> {
    let mut own = thing(words, name.clone());
    if own.is_empty() {
        let plain = |at: &usize| words.tokens[*at].is_word() && !matches!(words.lower(*at), "the" | "a" | "an");
        own = name.filter(plain).map(|at| plain_term(words.lower(at))).collect();
    }
    text::sorted(own.into_iter().chain(of.iter().copied()).collect())
}

/// "The `height` argument of `resize` is optional": what is said of a part of something that is named.
fn part_of(words: &Words<'_>, subject: Range<usize>) -> Option<Vec<Term>> {
    let of = subject.clone().find(|&at| matches!(words.lower(at), "of" | "to" | "in" | "for"))?;
    let kind = of.checked_sub(1).filter(|&kind| Family::Grammar.has(words.lower(kind)))?;
    let whole = few(thing(words, of + 1..subject.end), WHOLE)?;
    Some(argument(words, subject.start..kind, &whole))
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
