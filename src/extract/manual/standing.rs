//! The standing of a feature, a setting or a version: in preview, released, deprecated, ended.

use super::scene::Scene;
use super::thing::{few, thing, version};
use crate::extract::{date, words::Words};
use crate::lexicon::Lexicon;
use crate::model::{Interval, Standing, Status, Term};
use std::ops::Range;

/// Content terms beyond which the words before a predicate are no name of a thing.
const NAME: usize = 4;

/// The standings that a sentence tells of things.
pub(super) fn statuses(words: &Words<'_>, scene: &Scene, lexicon: &Lexicon) -> Vec<Status> {
    let negated = crate::extract::mood::negated(words, lexicon);
    let mut out: Vec<Status> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some(found) = lexicon.standings.things.at(&words.tokens, &words.stems, at) else {
            at += 1;
            continue;
        };
        let end = at + found.len;
        if negated[at] == Some(false)
            && let Some((shown, subject)) = subject(words, at, end, scene)
        {
            let named = words.tokens[shown.clone()].iter().map(|token| token.raw).collect::<Vec<_>>().join(" ");
            let status = Status::of_thing(words.span(shown.start..end), named, subject, found.value);
            out.push(Status { as_of: until(words, found.value), ..status });
        }
        at = end;
    }
    out
}

/// The thing of which the predicate at the tokens `at..end` speaks, with the tokens to show.
fn subject(words: &Words<'_>, at: usize, end: usize, scene: &Scene) -> Option<(Range<usize>, Vec<Term>)> {
    let clause = words.clause(at);
    let open = |at: usize| {
        matches!(
            words.lower(at),
            "will"
                | "would"
                | "may"
                | "can"
                | "should"
                | "could"
                | "to"
                | "if"
                | "when"
                | "until"
                | "before"
                | "was"
                | "were"
                | "not"
                | "no"
                | "must"
                | "once"
                | "after"
                | "with"
                | "had"
        )
    };
    if (clause.start..at).any(open) {
        return None;
    }
    // "Vector search (preview)."
    let closes = |at: usize| words.tokens.get(at).is_some_and(|mark| mark.is_mark(')') || mark.is_mark(','));
    let bracket = at > 0 && words.tokens[at - 1].is_mark('(') && closes(end);
    if bracket {
        return Some((0..at - 1, few(thing(words, 0..at - 1), NAME)?));
    }
    let light = |at: &usize| {
        matches!(
            words.lower(*at),
            "now"
                | "its"
                | "reached"
                | "still"
                | "already"
                | "currently"
                | "fully"
                | "also"
                | "a"
                | "an"
                | "the"
                | "in"
                | "as"
                | "public"
        )
    };
    let mut copula = at;
    while copula > clause.start && light(&(copula - 1)) {
        copula -= 1;
    }
    let mut verb = copula;
    while verb > clause.start
        && matches!(words.lower(verb - 1), "is" | "are" | "has" | "have" | "been" | "remains" | "remain" | "be" | "'s")
    {
        verb -= 1;
    }
    let own_verb = matches!(
        words.lower(at),
        "keeps" | "keep" | "continues" | "continue" | "remains" | "remain" | "works" | "has" | "have"
    );
    if verb == copula && !own_verb {
        // "Now generally available."
        let goes_on = words.tokens.get(end).is_none_or(|next| {
            !next.is_word()
                || matches!(next.lower.as_ref(), "and" | "since" | "on" | "in" | "for" | "with" | "to" | "from")
        });
        let opens = copula == clause.start && clause.start == 0 && goes_on;
        return (opens && !scene.lent.is_empty()).then(|| (copula..at, scene.lent.clone()));
    }
    let named = clause.start..verb;
    let lent = if scene.version.is_empty() { &scene.lent } else { &scene.version };
    let pronoun = named.len() == 1 && matches!(words.lower(named.start), "it" | "this" | "that" | "they" | "these")
        || named.is_empty();
    if pronoun {
        return (!lent.is_empty()).then(|| (clause.start..at, lent.clone()));
    }
    let terms = few(thing(words, named.clone()), NAME)?;
    let sold = named.clone().any(|at| version(words, at).is_some() && at > named.start && words.lower(at - 1) == "in");
    (!sold).then_some((named, terms))
}

/// The day until which the words promise the standing.
fn until(words: &Words<'_>, standing: Standing) -> Option<Interval> {
    if !matches!(standing, Standing::InForce | Standing::Deprecated) {
        return None;
    }
    date::dates_of(&words.tokens, &words.stems, None).into_iter().find_map(|date| date.interval)
}
