//! What is supported and what is not, what is deprecated and what is not.

use super::switch::{SYSTEM, polarity};
use super::thing::{numbered, thing};
use crate::extract::words::Words;
use crate::lexicon::manuals;
use crate::model::Polarity;
use std::ops::Range;

/// Axis of what is supported.
pub(crate) const SUPPORT: &str = "supported-not";
/// Axis of what is deprecated.
pub(crate) const DEPRECATED: &str = "deprecated-not";

/// What the predicate at `at` says is supported or deprecated, and what is not: "X and Y are supported", "X is not
/// deprecated". What is fully supported or recommended is not deprecated; what is just supported may be. What holds for a part only ("on Linux", "until May", "by the driver") says nothing of the whole.
pub(super) fn supports(words: &Words<'_>, at: usize) -> Vec<Polarity> {
    let (axis, plain) = match words.lower(at) {
        "supported" => (SUPPORT, true),
        "unsupported" => (SUPPORT, false),
        "deprecated" => (DEPRECATED, true),
        "recommended" => (DEPRECATED, false),
        _ => return Vec::new(),
    };
    let clause = words.clause(at);
    let copula = (clause.start..at).rev().find(|&at| matches!(words.lower(at), "is" | "are"));
    let Some(copula) = copula.filter(|&copula| copula > clause.start) else { return Vec::new() };
    let gap: Vec<&str> = (copula + 1..at).map(|at| words.lower(at)).collect();
    let light = |word: &&str| {
        matches!(
            *word,
            "not"
                | "no"
                | "longer"
                | "now"
                | "still"
                | "also"
                | "fully"
                | "officially"
                | "currently"
                | "the"
                | "strongly"
        )
    };
    // "It is the recommended way."
    let noun = usize::from(matches!(words.lower(at + 1), "way" | "method" | "choice" | "option" | "command" | "api"));
    let next = at + 1 + noun;
    let ends = words.tokens.get(next).is_none_or(|next| !next.is_word())
        || matches!(words.lower(next), "and" | "but" | "since" | "because");
    if !gap.iter().all(light) || gap.contains(&"the") != (noun == 1) || !ends {
        return Vec::new();
    }
    // What one advises against need not be deprecated.
    if words.lower(at) == "recommended" && gap.iter().any(|word| matches!(*word, "not" | "no")) {
        return Vec::new();
    }
    let on = plain != gap.iter().any(|word| matches!(*word, "not" | "no"));
    let named = |range: Range<usize>| {
        let system = range.clone().find(|&at| manuals::get().systems.has(words.lower(at)));
        let axis = if system.is_some() && axis == SUPPORT { SYSTEM } else { axis };
        let subject = numbered(words, range.clone()).map_or_else(|| thing(words, range.clone()), |name| vec![name]);
        polarity(words, range.start..at + 1, axis, on, subject)
    };
    let members = listed(words, clause.start..copula);
    let fully = axis == SUPPORT && on && gap.contains(&"fully");
    let current = members
        .clone()
        .into_iter()
        .filter(|_| fully)
        .filter_map(|range| polarity(words, range.start..at + 1, DEPRECATED, false, thing(words, range)));
    members.into_iter().filter_map(named).chain(current).collect()
}

/// The members of a list of names: "Linux, macOS and Windows".
fn listed(words: &Words<'_>, range: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = range.start;
    for at in range.clone() {
        if words.tokens[at].is_mark(',') || matches!(words.lower(at), "and" | "both") {
            out.push(start..at);
            start = at + 1;
        }
    }
    out.push(start..range.end);
    out.retain(|member| !member.is_empty());
    // "On Windows, links are not supported": what is said holds there only.
    let confined =
        out.iter().any(|member| matches!(words.lower(member.start), "on" | "in" | "for" | "with" | "under" | "by"));
    if confined { Vec::new() } else { out }
}
