//! How a sentence is meant, clause by clause.

use super::words::Words;
use crate::lexicon::{Lexicon, Mood, Negation};
use crate::model::Assertion;

/// The assertion of each clause, by clause number.
pub(crate) fn assertions(words: &Words<'_>, lexicon: &Lexicon) -> Vec<Assertion> {
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
        let Some(found) = lexicon.mood.at(&words.tokens, &words.stems, at) else {
            at += 1;
            continue;
        };
        let clause = usize::from(words.clauses[at]);
        match found.value {
            // The consequence of a condition is as imagined as the condition.
            Mood::Conditional => spreads = Some(Assertion::Hypothetical),
            Mood::Correction => spreads = Some(Assertion::Correction),
            Mood::Imagined | Mood::Wish if !asks => out[clause] = Assertion::Hypothetical,
            Mood::Imagined | Mood::Wish | Mood::PastFrame => {}
        }
        at += found.len;
    }
    if let Some(assertion) = spreads {
        out.fill(assertion);
    }
    out
}

/// Which tokens stand under a negation; `None` where two negations make the sign unsafe.
pub(crate) fn negated(words: &Words<'_>, lexicon: &Lexicon) -> Vec<Option<bool>> {
    let mut out = vec![Some(false); words.len()];
    let mut at = 0;
    while at < words.len() {
        let Some(found) = lexicon.negation.at(&words.tokens, &words.stems, at) else {
            at += 1;
            continue;
        };
        let end = words.clause(at).end;
        let scope = at + found.len..scope_end(words, at + found.len, end);
        match found.value {
            Negation::Neutral => {}
            Negation::Double => out[at..scope.end].fill(None),
            Negation::Negates | Negation::Denies => {
                for sign in &mut out[scope] {
                    *sign = sign.map(|negated| !negated);
                }
            }
        }
        at += found.len;
    }
    out
}

/// A negation reaches to the end of its clause, or to the next comma or subordinate clause before that.
fn scope_end(words: &Words<'_>, start: usize, end: usize) -> usize {
    (start..end)
        .find(|&at| {
            words.tokens[at].is_mark(',') || matches!(words.lower(at), "that" | "because" | "until" | "unless" | "when")
        })
        .unwrap_or(end)
}
