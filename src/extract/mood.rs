//! How a sentence is meant, clause by clause.

use super::event;
use super::words::Words;
use crate::lexicon::{Lexicon, Mood, Negation};
use crate::model::Assertion;
use crate::text::TokenKind;
use std::ops::Range;

/// The assertion of each clause, by clause number.
pub(crate) fn assertions(words: &Words<'_>, right: Option<&Range<usize>>, lexicon: &Lexicon) -> Vec<Assertion> {
    let clauses = words.clauses.last().map_or(0, |&last| usize::from(last) + 1);
    let asks = words
        .tokens
        .iter()
        .rev()
        .find(|token| !matches!(token.raw, "”" | "\"" | "’" | ")"))
        .is_some_and(|token| token.is_mark('?'));
    let mut out = vec![if asks { Assertion::Question } else { Assertion::Stated }; clauses];
    let mut at = 0;
    let mut spreads = None;
    while at < words.len() {
        let Some(found) = lexicon.mood.at(&words.tokens, &words.stems, at).filter(|_| !is_month(words, at)) else {
            at += 1;
            continue;
        };
        let clause = usize::from(words.clauses[at]);
        match found.value {
            // The consequence of a condition is as imagined as the condition.
            Mood::Conditional => spreads = Some(Assertion::Hypothetical),
            Mood::Imagined | Mood::Wish if !asks => out[clause] = Assertion::Hypothetical,
            Mood::Imagined | Mood::Wish | Mood::PastFrame => {}
        }
        at += found.len;
    }
    if let Some(assertion) = spreads {
        out.fill(assertion);
    }
    if let Some(right) = right {
        for (clause, assertion) in (0..).zip(&mut out) {
            let start = words.clauses.partition_point(|&other| other < clause);
            if !right.contains(&start) {
                *assertion = Assertion::Correction;
            }
        }
    }
    out
}

/// Whether nothing that makes a fancy or a wish of its clause stands before the token `at`, nor a condition anywhere: "was
/// cleared in May and wants to go home" says that somebody was cleared.
pub(super) fn holds_before(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    let clause = words.clause(at);
    (0..words.len()).all(|place| match lexicon.mood.at(&words.tokens, &words.stems, place) {
        Some(found) => match found.value {
            Mood::Conditional => false,
            Mood::Imagined | Mood::Wish => !(clause.start..at).contains(&place),
            Mood::PastFrame => true,
        },
        None => true,
    })
}

/// Whether the word at `at` is the month of May: beside a number, or behind a preposition or a word such as "last".
fn is_month(words: &Words<'_>, at: usize) -> bool {
    if words.lower(at) != "may" || !words.tokens[at].is_capital() {
        return false;
    }
    let number = |at: usize| words.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number);
    let before = at.checked_sub(1);
    let leads = before.map_or("", |before| words.lower(before));
    number(at + 1)
        || before.is_some_and(number)
        || matches!(
            leads,
            "in" | "of"
                | "since"
                | "until"
                | "till"
                | "by"
                | "before"
                | "after"
                | "during"
                | "from"
                | "to"
                | "for"
                | "last"
                | "next"
                | "this"
                | "early"
                | "late"
                | "mid"
                | "every"
                | "and"
                | "or"
                | "between"
        )
}

/// Which tokens stand under a negation; `None` where two negations make the sign unsafe.
pub(crate) fn negated(words: &Words<'_>, lexicon: &Lexicon) -> Vec<Option<bool>> {
    let mut out = vec![Some(false); words.len()];
    negations(words, lexicon, |scope, safe| {
        for sign in &mut out[scope] {
            *sign = if safe { sign.map(|negated| !negated) } else { None };
        }
    });
    out
}

/// Whether anything in the sentence is negated.
pub(crate) fn negates(words: &Words<'_>, lexicon: &Lexicon) -> bool {
    let mut found = false;
    negations(words, lexicon, |scope, _| found |= !scope.is_empty());
    found
}

/// Which tokens a negation denies itself: the first content word that it governs. A name and a part of a compound
/// ("president-elect") are never the target, which `None` says.
pub(crate) fn targets(words: &Words<'_>, lexicon: &Lexicon) -> Vec<Option<bool>> {
    // What somebody is to do is neither affirmed nor denied by it.
    let open = |at: usize| name_part(words, at) || at > 0 && words.lower(at - 1) == "to";
    let mut out: Vec<Option<bool>> = (0..words.len()).map(|at| (!open(at)).then_some(false)).collect();
    negations(words, lexicon, |mut scope, safe| {
        // "not guilty" is one concept: its "not" is part of it.
        let before = scope.start.checked_sub(1).and_then(|at| words.terms[at]);
        let target = scope.find(|&at| words.terms[at].is_some());
        if let Some(target) = target.filter(|&at| before.is_none() || words.terms[at] != before) {
            let sign = if name_part(words, target) { None } else { Some(!out[target].unwrap_or(false)) };
            out[target] = sign.filter(|_| safe);
        }
    });
    out
}

fn name_part(words: &Words<'_>, at: usize) -> bool {
    let hyphen = |at: Option<usize>| at.and_then(|at| words.tokens.get(at)).is_some_and(|token| token.is_mark('-'));
    words.tokens[at].is_capital() && at > 0 || hyphen(at.checked_sub(1)) || hyphen(at.checked_add(1))
}

/// Calls `mark` with the scope of each negation and whether its sign is safe.
fn negations(words: &Words<'_>, lexicon: &Lexicon, mut mark: impl FnMut(std::ops::Range<usize>, bool)) {
    let mut at = 0;
    while at < words.len() {
        let Some(found) = lexicon.negation.at(&words.tokens, &words.stems, at) else {
            at += 1;
            continue;
        };
        let end = joined_end(words, at);
        let scope = at + found.len..scope_end(words, at + found.len, end);
        match found.value {
            Negation::Neutral => {}
            Negation::Double => mark(at..scope.end, false),
            // "Nothing is saved until the page is left": it is then.
            Negation::Negates | Negation::Denies => {
                let bounded = (scope.end..words.clause(at).end).any(|at| matches!(words.lower(at), "until" | "unless"));
                let told = !event::commands(words, words.clause(at).start) && !event::doubted(words, at);
                mark(scope, told && !bounded);
            }
        }
        at += found.len;
    }
}

/// Where the clause of a negation ends, with those that "or" and "nor" join to it: "will not sign, or read, it".
fn joined_end(words: &Words<'_>, at: usize) -> usize {
    let mut end = words.clause(at).end;
    while matches!(words.lower(end), "or" | "nor") {
        end = words.clause(end).end;
    }
    end
}

/// A negation reaches to the end of its clause, or to the next comma or subordinate clause before that.
pub(super) fn scope_end(words: &Words<'_>, start: usize, end: usize) -> usize {
    // "did not sign, or read, the treaty": the second verb is negated with the first.
    let comma = |at: usize| {
        words.tokens.get(at).is_some_and(|token| token.is_mark(',')) && !matches!(words.lower(at + 1), "or" | "nor")
    };
    // "does not, however, allow": what stands between two commas is passed over.
    let aside = comma(start).then(|| (start + 1..end.min(start + 5)).find(|&at| comma(at))).flatten();
    (aside.map_or(start, |at| at + 1)..end)
        .find(|&at| {
            comma(at)
                || matches!(words.lower(at), "that" | "because" | "until" | "unless" | "when")
                // "no call was received before it crashed", but "not before Monday"
                || at > start && matches!(words.lower(at), "before" | "after")
        })
        .unwrap_or(end)
}
