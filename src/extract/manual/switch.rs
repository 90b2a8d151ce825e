//! What is on or off unless somebody changes it, and what is heeded or ignored.

use super::scene::Scene;
use super::support::supports;
use super::thing::thing;
use crate::extract::words::Words;
use crate::lexicon::{Lexicon, manuals};
use crate::model::{Assertion, Axis, Direction, Polarity, Term};
use crate::text::TokenKind;
use std::ops::Range;

/// Axis of what holds where nothing is set.
pub(crate) const DEFAULT: &str = "default-on-off";
/// Axis of what a program heeds.
pub(crate) const HEED: &str = "heed-ignore";
/// Content terms beyond which the words beside a predicate are no name of a thing.
const NAME: usize = 5;

/// Axis of the systems on which a program runs.
pub(crate) const SYSTEM: &str = "runs-on";

/// The switches of a sentence, with their mood where it is not the sentence's.
pub(super) fn switches(words: &Words<'_>, scene: &Scene, lexicon: &Lexicon) -> Vec<(Polarity, Option<Assertion>)> {
    let mut out = Vec::new();
    for at in 0..words.len() {
        // The condition is what makes it a default.
        out.extend(unasked(words, at).map(|found| (found, Some(Assertion::Stated))));
        out.extend(supports(words, at).into_iter().map(|found| (found, None)));
        out.extend(by_default(words, at, scene).or_else(|| heeded(words, at)).map(|found| (found, None)));
    }
    out.extend(systems(words, scene, lexicon).into_iter().map(|found| (found, None)));
    out
}

/// "runs on Linux and Windows", "no plans for a Windows server".
fn systems(words: &Words<'_>, scene: &Scene, lexicon: &Lexicon) -> Vec<Polarity> {
    let negated = crate::extract::mood::negated(words, lexicon);
    let has = |list: &[&str]| words.tokens.iter().any(|token| list.contains(&token.lower.as_ref()));
    let reads = |at: usize, list: &[&str]| list.contains(&words.lower(at));
    // What holds for a part only, or from another day on, is neither yes nor no.
    let partly =
        ["only", "development", "experimental", "will", "if", "preview", "beta", "client", "clients", "was", "were"];
    if has(&partly) {
        return Vec::new();
    }
    let listed =
        (0..words.len()).any(|at| reads(at, &["runs", "run", "available", "works"]) && reads(at + 1, &["on", "for"]));
    let denied = has(&["not", "no", "without", "except", "unsupported"]);
    let sign = |at: usize| {
        let builds = ["server", "build", "builds", "version", "installer", "package", "packages", "support"];
        let refused = reads(at + 1, &builds)
            && (at.saturating_sub(5)..at).any(|no| reads(no, &["no"]) && (reads(no + 1, &["plans"]) || no + 1 == at));
        if refused {
            Some(false)
        } else {
            ((scene.systems || listed) && !denied && negated[at] == Some(false)).then_some(true)
        }
    };
    // "Windows 7" is one of them, and "supported" is read by itself.
    let alone = |at: usize| words.tokens.get(at + 1).is_none_or(|next| next.kind != TokenKind::Number);
    (0..words.len())
        .filter(|&at| manuals::get().systems.has(words.lower(at)) && words.tokens[at].raw.contains(char::is_uppercase))
        .filter(|&at| alone(at) && !words.clause(at).any(|at| reads(at, &["supported", "unsupported"])))
        .filter_map(|at| {
            let on = sign(at)?;
            // The words that tell the sign: up to the name where it is in a list, from the name where it is turned down.
            let shown = if on { words.clause(at).start..at + 1 } else { at..words.len().min(at + 4) };
            polarity(words, shown, SYSTEM, on, words.terms_in(at..at + 1))
        })
        .collect()
}

pub(super) fn polarity(
    words: &Words<'_>,
    shown: Range<usize>,
    axis: &str,
    on: bool,
    subject: Vec<Term>,
) -> Option<Polarity> {
    let direction = if on { Direction::Positive } else { Direction::Negative };
    let named = (1..=NAME).contains(&subject.len());
    named.then(|| Polarity {
        heads: Vec::new(),
        span: words.span(shown),
        axis: Axis::Opposites(axis.to_owned()),
        direction,
        subject,
        object: Vec::new(),
    })
}

/// "X is on by default", "X is disabled by default", "X is opt-in".
fn by_default(words: &Words<'_>, at: usize, scene: &Scene) -> Option<Polarity> {
    let by = |at: usize| words.lower(at) == "by" && words.lower(at + 1) == "default";
    let (on, end) = match words.lower(at) {
        "on" | "enabled" | "active" | "activated" if by(at + 1) => (true, at + 3),
        "off" | "disabled" | "inactive" if by(at + 1) => (false, at + 3),
        "opt" if words.lower(at + 2) == "in" => (false, at + 3),
        "opt" if words.lower(at + 2) == "out" => (true, at + 3),
        _ => return None,
    };
    let clause = words.clause(at);
    let copula = (clause.start..at)
        .rev()
        .find(|&at| matches!(words.lower(at), "is" | "are" | "stays" | "remains" | "comes" | "ships"))?;
    let gap: Vec<&str> = (copula + 1..at).map(|at| words.lower(at)).collect();
    let flipped = gap.contains(&"not");
    let plain =
        gap.iter().all(|word| matches!(*word, "now" | "still" | "not" | "turned" | "switched" | "always" | "strictly"));
    if !plain || words.tokens[clause.start].lower == "if" {
        return None;
    }
    let named = clause.start..copula;
    let pronoun = named.len() == 1 && matches!(words.lower(named.start), "it" | "this" | "that" | "they");
    let subject = if pronoun { scene.lent.clone() } else { thing(words, named.clone()) };
    polarity(words, named.start..end.min(words.len()), DEFAULT, on != flipped, subject)
}

/// "does not send X unless you ask it to".
fn unasked(words: &Words<'_>, at: usize) -> Option<Polarity> {
    let negated = matches!(words.lower(at), "not" | "never") || words.lower(at).ends_with("n't");
    let verb = at + 1;
    if !negated
        || !matches!(
            words.lower(verb),
            "send"
                | "sends"
                | "collect"
                | "collects"
                | "share"
                | "enable"
                | "report"
                | "record"
                | "transmit"
                | "gather"
        )
    {
        return None;
    }
    let unless = (verb..words.len().min(verb + 9)).find(|&at| matches!(words.lower(at), "unless" | "until"))?;
    let agreed = (unless..words.len().min(unless + 8)).any(|at| {
        matches!(
            words.lower(at),
            "ask" | "enable" | "agree" | "opt" | "turn" | "switch" | "allow" | "consent" | "want" | "request"
        )
    });
    if !agreed {
        return None;
    }
    polarity(words, at..unless, DEFAULT, false, thing(words, verb + 1..unless))
}

/// "X is ignored", "the call honours X".
fn heeded(words: &Words<'_>, at: usize) -> Option<Polarity> {
    let clause = words.clause(at);
    let (on, active) = match words.lower(at) {
        "honours" | "honors" | "respects" | "obeys" => (true, true),
        "ignores" | "disregards" => (false, true),
        "honoured" | "honored" | "respected" | "obeyed" => (true, false),
        "ignored" | "disregarded" => (false, false),
        _ => return None,
    };
    if active {
        let end = (at + 1..clause.end)
            .find(|&at| {
                words.tokens[at].is_mark(',')
                    || words.tokens[at].is_mark('.')
                    || matches!(words.lower(at), "when" | "in" | "on" | "if" | "for")
            })
            .unwrap_or(clause.end);
        return polarity(words, at..end, HEED, on, thing(words, at + 1..end));
    }
    let copula = (clause.start..at).rev().find(|&at| matches!(words.lower(at), "is" | "are"))?;
    let gap: Vec<&str> = (copula + 1..at).map(|at| words.lower(at)).collect();
    let flipped = gap.contains(&"not");
    if !gap.iter().all(|word| matches!(*word, "not" | "now" | "always" | "never" | "silently" | "simply"))
        || gap.contains(&"never")
    {
        return None;
    }
    polarity(words, clause.start..at + 1, HEED, on != flipped, thing(words, clause.start..copula))
}
