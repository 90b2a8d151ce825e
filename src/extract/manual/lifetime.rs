//! The day on which a version comes out, and that on which its support or service ends.

use super::scene::Scene;
use super::table::cells;
use super::thing::{thing, trimmed, version, version_term};
use crate::extract::words::Words;
use crate::model::{Assertion, BlockKind, Bound, Claim, End, Facet, Lifetime, Term};
use crate::text::{self, TokenKind};
use std::ops::Range;

/// Weight of the term of an end, in thousandths of a nat: as telling as a rare word.
const WEIGHT: u16 = 5000;

/// Tokens before a date in which "end of life" is its event.
const NEAR: usize = 6;

impl End {
    /// The term under which claims of such an end are found.
    fn term(self) -> Term {
        let id = match self {
            Self::Release => "lifetime:release",
            Self::Support => "lifetime:support",
            Self::Service => "lifetime:service",
            Self::Life => "lifetime:life",
        };
        Term { hash: text::hash(id), weight: WEIGHT }
    }
}

/// Terms under which the end of a lifetime is to be found: those of what ends and of its end.
pub(super) fn keys(lifetime: &Lifetime) -> Vec<Term> {
    std::iter::once(lifetime.end.term()).chain(lifetime.of.iter().copied()).collect()
}

/// Marks the dates of a claim that end a lifetime.
pub(super) fn mark(claim: &mut Claim, words: &Words<'_>, scene: &Scene) {
    if claim.assertion == Assertion::Question {
        return;
    }
    for (facet, mood) in claim.facets.iter_mut().zip(&mut claim.moods) {
        let Facet::Date(date) = facet else { continue };
        let own = words.inside(date.span);
        if own.is_empty() {
            continue;
        }
        let heads = matches!(claim.block, BlockKind::Heading(_));
        let released =
            || Some((End::Release, if heads { headed(words, &own)? } else { released(words, &own, scene)? }));
        let Some((end, subject)) = released().or_else(|| ending(words, &own, date.bound, scene)) else { continue };
        // "If you are still on 2.x: it is supported until May": the condition is not the promise's.
        *mood = Assertion::Stated;
        date.bound = Bound::On;
        // What stands beside the date is how its end is worded; the thing tells it from other dates.
        date.near.clone_from(&subject);
        date.lifetime = Some(Box::new(Lifetime { end, of: subject }));
    }
}

/// Marks the dates in the columns "End of life" and "Supported until" of a table of versions.
pub(super) fn mark_row(claim: &mut Claim, words: &Words<'_>, scene: &Scene) {
    let Some(columns) = scene.columns.as_ref().filter(|_| claim.block == BlockKind::TableRow) else { return };
    let cells = cells(words);
    let Some(label) = cells.first().cloned().filter(|label| !label.is_empty()) else { return };
    let number =
        columns.get(0).is_some_and(|column| column.versions) && words.tokens[label.start].kind == TokenKind::Number;
    let of = match number {
        true => vec![version_term(&trimmed(words.tokens[label.start].raw))],
        false => numbered_name(words, label.clone()).unwrap_or_else(|| numbered_thing(words, label)),
    };
    for facet in &mut claim.facets {
        let Facet::Date(date) = facet else { continue };
        let own = words.inside(date.span);
        let inside = |cell: &Range<usize>| cell.start <= own.start && own.end <= cell.end;
        let dated = |at: usize| columns.get(at).filter(|column| number && column.date).map(|_| End::Release);
        let end = cells.iter().position(inside).and_then(|at| columns.get(at)?.end.or_else(|| dated(at)));
        if let Some(end) = end.filter(|_| !of.is_empty()) {
            date.bound = Bound::On;
            date.near.clone_from(&of);
            date.lifetime = Some(Box::new(Lifetime { end, of: of.clone() }));
        }
    }
}

/// What came out on the date at the tokens `own`: "version 3.2 was released on 4 March".
fn released(words: &Words<'_>, own: &Range<usize>, scene: &Scene) -> Option<Vec<Term>> {
    let before = own.start.checked_sub(1)?;
    if words.lower(0) == "release" && words.lower(1) == "date" && own.start <= 3 && !scene.draft {
        return of_section(scene);
    }
    if let Some(number) = beside(words, own) {
        return numbered_name(words, number..number + 1);
    }
    let verb = before.checked_sub(usize::from(matches!(words.lower(before), "on" | "in")))?;
    // "Released on 4 March" below the heading of a version.
    if verb == 0 && !scene.draft && matches!(words.lower(verb), "released" | "published") {
        return of_section(scene);
    }
    let clause = words.clause(verb);
    // "Was released on", "came out on", "Tarn 3.2, released on".
    let out = words.lower(verb) == "out" && verb > 0 && words.lower(verb - 1) == "came";
    let copula = verb.checked_sub(1).filter(|&at| {
        clause.contains(&at) && (out || matches!(words.lower(at), "was" | "were") || words.tokens[at].is_mark(','))
    })?;
    let named = clause.start..copula;
    // Before a version there are drafts of it, and for each system it may have a day of its own.
    let draft = |at: usize| {
        matches!(
            words.lower(at),
            "beta"
                | "alpha"
                | "preview"
                | "candidate"
                | "rc"
                | "draft"
                | "snapshot"
                | "for"
                | "on"
                | "not"
                | "if"
                | "of"
        )
    };
    if !out && !matches!(words.lower(verb), "released" | "published") || (clause.start..verb).any(draft) {
        return None;
    }
    match numbered_name(words, named.clone()) {
        Some(name) => Some(name),
        None if named.len() == 1 && words.lower(named.start) == "it" => {
            (!scene.version.is_empty()).then(|| scene.version.clone())
        }
        None => None,
    }
}

/// The version in front of a date in brackets: "Latest release: 3.2 (4 March 2025)".
fn beside(words: &Words<'_>, own: &Range<usize>) -> Option<usize> {
    let bracket = |at: usize, mark: char| words.tokens.get(at).is_some_and(|token| token.is_mark(mark));
    let bracketed = own.start.checked_sub(1).filter(|&at| bracket(at, '(') && bracket(own.end, ')'));
    // "The current firmware is 3.2, released on 4 March."
    let apposed = || {
        let on = own.start.checked_sub(1)?;
        let verb = on.checked_sub(usize::from(matches!(words.lower(on), "on" | "in")))?;
        verb.checked_sub(1).filter(|&at| words.lower(verb) == "released" && bracket(at, ','))
    };
    let open = bracketed.or_else(apposed)?;
    let number = (0..open).rev().find(|&at| words.tokens[at].kind != TokenKind::Mark)?;
    let told =
        |at: usize| matches!(words.lower(at), "release" | "version" | "current" | "latest" | "newest" | "stable");
    let named = (number.saturating_sub(4)..number).any(told);
    (named && words.tokens[number].kind == TokenKind::Number && words.tokens[number].raw.contains('.'))
        .then_some(number)
}

/// The version that a heading of a list of changes names beside the date at the tokens `own`: "3.2 (4 March 2025)".
fn headed(words: &Words<'_>, own: &Range<usize>) -> Option<Vec<Term>> {
    let light = |at: usize| !words.tokens[at].is_word() || matches!(words.lower(at), "released" | "on");
    let end = (0..own.start).rev().find(|&at| !light(at) || words.tokens[at].kind == TokenKind::Number)? + 1;
    let start = usize::from(words.tokens[0].is_mark('['));
    (own.end..words.len()).all(light).then(|| numbered_name(words, start..end)).flatten()
}

/// Terms of a name that ends in a version, and no more: "Version 3.2", "Tarn 3.2", "3.2".
fn numbered_name(words: &Words<'_>, range: Range<usize>) -> Option<Vec<Term>> {
    let last = range.end.checked_sub(1).filter(|last| range.contains(last))?;
    let number = &words.tokens[last];
    let named: Vec<usize> = (range.start..last).filter(|&at| words.lower(at) != "the").collect();
    let name =
        named.iter().all(|&at| words.tokens[at].is_capital() || matches!(words.lower(at), "version" | "release"));
    let digits = number.lower.trim_start_matches('v');
    let version = digits.starts_with(|c: char| c.is_ascii_digit()) && !digits.contains(',');
    if !version || !name || named.len() > 2 || named.is_empty() && !digits.contains('.') {
        return None;
    }
    let product = named.into_iter().filter(|&at| !matches!(words.lower(at), "version" | "release"));
    Some(text::sorted(product.filter_map(|at| words.terms[at]).chain([version_term(&trimmed(digits))]).collect()))
}

/// What ends on the date at the tokens `own`, and of what.
fn ending(words: &Words<'_>, own: &Range<usize>, bound: Bound, scene: &Scene) -> Option<(End, Vec<Term>)> {
    let clause = words.clause(own.start);
    // "Until and including May 3", "until the end of March".
    let up_to = bound == Bound::Until
        || (own.start.saturating_sub(4)..own.start).any(|at| matches!(words.lower(at), "including" | "until"));
    let before = clause.start..own.start;
    let at_word = |list: &[&str]| before.clone().find(|&at| list.contains(&words.lower(at)));
    if before.clone().any(|at| matches!(words.lower(at), "not" | "may" | "might" | "if" | "was" | "were" | "first")) {
        return None;
    }
    if let Some(end) = end_of_life(words, own) {
        return Some((End::Life, subject(words, 0..end, scene)?));
    }
    let support = at_word(&["support", "supported", "fixes", "maintained", "maintenance", "updates", "patches"]);
    if let Some(word) = support {
        let ends = at_word(&["ends", "end", "ended", "expires", "stops"]);
        if up_to || ends.is_some() {
            let named =
                if words.lower(word + 1) == "for" { word + 2..ends.unwrap_or(own.start) } else { before.start..word };
            return Some((End::Support, subject(words, named, scene)?));
        }
        return None;
    }
    if up_to {
        let works = before.clone().find(|&at| {
            matches!(
                words.lower(at),
                "keeps" | "continues" | "works" | "remains" | "stays" | "keep" | "continue" | "remain"
            )
        })?;
        return Some((End::Service, subject(words, before.start..works, scene)?));
    }
    let stop = before.clone().find(|&at| {
        let next = |list: &[&str]| list.contains(&words.lower(at + 1));
        matches!(words.lower(at), "stops" | "stop") && next(&["answering", "working", "responding", "serving"])
            || words.lower(at) == "shut" && next(&["down"])
            || matches!(words.lower(at), "switched" | "turned") && next(&["off"])
            || matches!(words.lower(at), "retired" | "removed" | "decommissioned" | "discontinued" | "sunset")
    })?;
    let verb =
        (before.start..=stop).find(|&at| matches!(words.lower(at), "will" | "is" | "are" | "and")).unwrap_or(stop);
    Some((End::Service, subject(words, before.start..verb, scene)?))
}

/// Where "end of life" stands in front of a date: "reaches its end of life on", "End of life: ".
fn end_of_life(words: &Words<'_>, own: &Range<usize>) -> Option<usize> {
    let from = own.start.saturating_sub(NEAR);
    (from..own.start).find(|&at| {
        words.lower(at) == "eol"
            || at + 2 < own.start
                && words.lower(at) == "end"
                && words.lower(at + 1) == "of"
                && words.lower(at + 2) == "life"
    })
}

/// The version of the section, where it is of one alone.
fn of_section(scene: &Scene) -> Option<Vec<Term>> {
    let number: Vec<String> = scene.sections.one()?.iter().map(u32::to_string).collect();
    Some(vec![version_term(&trimmed(&number.join(".")))])
}

/// What the tokens name, with the numbers that tell it from others: "Desktop app 6".
fn numbered_thing(words: &Words<'_>, range: Range<usize>) -> Vec<Term> {
    let numbers = range.clone().filter(|&at| words.tokens[at].kind == TokenKind::Number && at > range.start);
    let numbers: Vec<Term> = numbers.map(|at| version_term(&trimmed(words.tokens[at].raw))).collect();
    text::sorted(thing(words, range).into_iter().chain(numbers).collect())
}

/// The thing named by the tokens, or lent where they are a pronoun. A version names it by itself.
fn subject(words: &Words<'_>, named: Range<usize>, scene: &Scene) -> Option<Vec<Term>> {
    let version_in = |mut range: Range<usize>| range.find_map(|at| Some(thing(words, at..version(words, at)?.1)));
    // "2.6 receives fixes until": nothing else that ends is a number.
    let number = || {
        let dotted = |&at: &usize| words.tokens[at].kind == TokenKind::Number && words.tokens[at].raw.contains('.');
        Some(vec![version_term(&trimmed(words.tokens[named.clone().find(dotted)?].raw))])
    };
    let found = version_in(named.clone()).or_else(number).unwrap_or_else(|| numbered_thing(words, named.clone()));
    // "It gets fixes until" below the heading of a version.
    let lent = || match scene.version.is_empty() {
        true => of_section(scene).unwrap_or_else(|| scene.lent.clone()),
        false => scene.version.clone(),
    };
    let pronoun = named.clone().find(|&at| words.tokens[at].is_word()).is_some_and(|at| words.lower(at) == "it");
    let found = if found.is_empty() || pronoun { version_in(0..words.len()).unwrap_or_else(lent) } else { found };
    (!found.is_empty() && found.len() <= 5).then_some(found)
}
