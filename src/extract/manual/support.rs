//! What is supported and what is not, what is deprecated and what is not.

use super::question;
use super::scene::Scene;
use super::switch::{SYSTEM, polarity};
use super::thing::{numbered, thing};
use crate::extract::words::Words;
use crate::lexicon::manuals::Family;
use crate::model::{Aspect, Polarity, Term};
use crate::text::TokenKind;
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
        "available" if words.tokens.get(at + 1).is_none_or(|next| !next.is_word()) => (SUPPORT, true),
        "deprecated" => (DEPRECATED, true),
        "recommended" => (DEPRECATED, false),
        _ => return Vec::new(),
    };
    let mut clause = words.clause(at);
    // "Excel files (XLSX) are supported."
    let closed = clause.start.checked_sub(1).filter(|&mark| words.tokens[mark].is_mark(')'));
    if let Some(open) = closed.and_then(|closed| (0..closed).rev().find(|&at| words.tokens[at].is_mark('('))) {
        clause.start = open.checked_sub(1).map_or(open, |before| words.clause(before).start);
    }
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
    let tail = tail(words, at + 1);
    // "It is the recommended way."
    let noun = usize::from(matches!(words.lower(at + 1), "way" | "method" | "choice" | "option" | "command" | "api"));
    let next = tail + noun;
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
    let told = |range: Range<usize>| {
        let (found, subject) = named(words, range.clone());
        polarity(words, range.start..at + 1, if axis == SUPPORT { found } else { axis }, on, subject)
    };
    let members = listed(words, clause.start..copula);
    let fully = axis == SUPPORT && on && gap.contains(&"fully");
    let current = members
        .clone()
        .into_iter()
        .filter(|_| fully)
        .filter_map(|range| polarity(words, range.start..at + 1, DEPRECATED, false, thing(words, range)));
    members.into_iter().filter_map(told).chain(current).collect()
}

/// "Tarn also runs on Bun", "it does not run on Bun or Deno": a program on another.
pub(super) fn runs(words: &Words<'_>, at: usize) -> Vec<Polarity> {
    let clause = words.clause(at);
    let (on, agent) = match words.lower(at) {
        "runs" | "works" if words.lower(at + 1) == "on" => (true, clause.start..at),
        "run" | "work"
            if words.lower(at + 1) == "on"
                && at >= 2
                && words.lower(at - 1) == "not"
                && words.lower(at - 2) == "does" =>
        {
            (false, clause.start..at - 2)
        }
        _ => return Vec::new(),
    };
    if clause.start != 0 || !question::agent(words, agent) {
        return Vec::new();
    }
    let end = (at + 2..clause.end)
        .find(|&at| words.tokens[at].is_mark('.') || words.tokens[at].is_mark(';'))
        .unwrap_or(clause.end);
    let members = parted(words, at + 2..end, &["and", "or"]);
    let named = |range: &Range<usize>| {
        range.len() == 1 && words.tokens[range.start].is_capital() && !Family::Systems.has(words.lower(range.start))
    };
    members
        .into_iter()
        .filter(named)
        .filter_map(|range| polarity(words, clause.start..range.end, SYSTEM, on, thing(words, range)))
        .collect()
}

/// The members of a list, parted by commas and `links`.
fn parted(words: &Words<'_>, range: Range<usize>, links: &[&str]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = range.start;
    for at in range.clone() {
        if words.tokens[at].is_mark(',') || links.contains(&words.lower(at)) {
            out.push(start..at);
            start = at + 1;
        }
    }
    out.push(start..range.end);
    out.retain(|member| !member.is_empty());
    out
}

/// The token behind words that add nothing: "supported yet", "supported out of the box".
fn tail(words: &Words<'_>, at: usize) -> usize {
    let light = |at: usize| {
        matches!(
            words.lower(at),
            "yet" | "anymore" | "any" | "longer" | "today" | "natively" | "out" | "of" | "the" | "box" | "here"
        )
    };
    (at..words.len()).find(|&at| !light(at)).unwrap_or(words.len())
}

/// "It supports X and Y", "it does not support X", "there is no support for X": what it says of each.
pub(super) fn active(words: &Words<'_>, at: usize) -> Vec<Polarity> {
    let clause = words.clause(at);
    let denied = |at: usize| matches!(words.lower(at), "not" | "no");
    let (on, agent, behind) = match words.lower(at) {
        "supports" => (true, clause.start..at, at + 1),
        "support" if words.lower(at + 1) == "for" && at > clause.start && denied(at - 1) => {
            let verb = (clause.start..at - 1).rev().find(|&at| matches!(words.lower(at), "is" | "has" | "offers"));
            match verb {
                Some(verb) if verb + 2 == at => (false, clause.start..verb, at + 2),
                _ => return Vec::new(),
            }
        }
        "support" if at >= 2 && denied(at - 1) && matches!(words.lower(at - 2), "does" | "do") => {
            (false, clause.start..at - 2, at + 1)
        }
        _ => return Vec::new(),
    };
    let there = agent.len() == 1 && words.lower(agent.start) == "there";
    let end = (behind..clause.end).find(|&at| words.tokens[at].is_mark('.')).unwrap_or(clause.end);
    if clause.start != 0 || !there && !question::agent(words, agent) {
        return Vec::new();
    }
    each(words, behind..end, on)
}

/// "Support for X" in a list of what a version added, "X support" among what it removed.
pub(super) fn changed(words: &Words<'_>, scene: &Scene) -> Vec<Polarity> {
    let (on, start) = match (words.lower(0), scene.change) {
        _ if scene.sections.current().is_none() => return Vec::new(),
        ("added", _) => (true, 1),
        ("removed" | "dropped", _) => (false, 1),
        (_, Some(Aspect::Added)) => (true, 0),
        (_, Some(Aspect::Removed)) => (false, 0),
        _ => return Vec::new(),
    };
    let end = (start..words.len()).find(|&at| words.tokens[at].is_mark('.')).unwrap_or(words.len());
    let range = match words.lower(start) {
        "support" if words.lower(start + 1) == "for" => start + 2..end,
        _ if end > start + 1 && words.lower(end - 1) == "support" => start..end - 1,
        _ => return Vec::new(),
    };
    each(words, range, on)
}

/// The names of a list, each as supported or not.
pub(super) fn each(words: &Words<'_>, range: Range<usize>, on: bool) -> Vec<Polarity> {
    let told = |member: Range<usize>| {
        let (axis, subject) = named(words, member.clone());
        polarity(words, member, axis, on, subject)
    };
    short(words, range).unwrap_or_default().into_iter().filter_map(told).collect()
}

/// What the tokens name, with the axis on which it is supported: a system or a thing.
pub(super) fn named(words: &Words<'_>, range: Range<usize>) -> (&'static str, Vec<Term>) {
    let system = range.clone().any(|at| Family::Systems.has(words.lower(at)));
    let subject = numbered(words, range.clone()).map_or_else(|| thing(words, range), |name| vec![name]);
    (if system { SYSTEM } else { SUPPORT }, subject)
}

/// Words of which a member of a list has at most so many to be a name.
const NAME: usize = 3;

/// The members of a list of short names that is all that the tokens hold, a version since when aside.
pub(super) fn short(words: &Words<'_>, range: Range<usize>) -> Option<Vec<Range<usize>>> {
    let mut range = range;
    while range.end > range.start && words.tokens[range.end - 1].kind == TokenKind::Mark {
        range.end -= 1;
    }
    if let Some(since) = range.clone().find(|&at| words.lower(at) == "since") {
        range.end = since;
    }
    let inside = |at: &usize| words.tokens[*at].is_word() && words.terms[*at].is_none();
    let plain = |at: usize| matches!(words.lower(at), "and" | "or" | "the" | "both" | "files" | "a");
    if range.is_empty() || range.clone().filter(inside).any(|at| !plain(at)) {
        return None;
    }
    let members = listed(words, range);
    let name =
        |member: &Range<usize>| (1..=NAME).contains(&member.clone().filter(|&at| words.tokens[at].is_word()).count());
    (!members.is_empty() && members.iter().all(name)).then_some(members)
}

/// The members of a list of names: "Linux, macOS and Windows".
fn listed(words: &Words<'_>, range: Range<usize>) -> Vec<Range<usize>> {
    let members = parted(words, range, &["and", "both"]);
    // "On Windows, links are not supported": what is said holds there only.
    let confined =
        members.iter().any(|member| matches!(words.lower(member.start), "on" | "in" | "for" | "with" | "under" | "by"));
    if confined { Vec::new() } else { members }
}
