//! Which way it goes: words of the lexicon's axes of opposites, with negation taken into account.

use super::words::Words;
use crate::lexicon::Lexicon;
use crate::model::{Axis, Polarity};

/// Content words before a predicate among which its subject's noun is looked for.
const HEADS: usize = 3;

/// The opposites of a sentence. `negated` comes from [`super::mood::negated`].
pub(crate) fn polarities(words: &Words<'_>, negated: &[Option<bool>], lexicon: &Lexicon) -> Vec<Polarity> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some(found) = lexicon.axes.at(&words.tokens, &words.stems, at).filter(|_| lower_case(words, at)) else {
            at += 1;
            continue;
        };
        let (axis, end) = found.value;
        if let Some(flip) = negated[at] {
            let clause = words.clause(at);
            let start = sign_start(words, at, clause.start, flip);
            out.push(Polarity {
                span: words.span(start..at + found.len),
                axis: Axis::Opposites(lexicon.axis_ids[usize::from(axis)].clone()),
                direction: if flip { end.flipped() } else { end },
                heads: (clause.start..at).rev().filter_map(|before| words.terms[before]).take(HEADS).collect(),
                subject: words.terms_in(clause.start..at),
                object: words.terms_in(at + found.len..clause.end.max(at + found.len)),
            });
        }
        at += found.len;
    }
    out
}

/// Capitals inside a sentence are names: "Lower Casing" says nothing of height.
fn lower_case(words: &Words<'_>, at: usize) -> bool {
    let capital_next = words.tokens.get(at + 1).is_some_and(crate::text::Token::is_capital);
    // "the ban", "a rise": a noun names the thing and says nothing of which way it went.
    let noun = at > 0
        && matches!(
            words.lower(at - 1),
            "the" | "a" | "an" | "'s" | "’s" | "of" | "this" | "that" | "his" | "her" | "their" | "its"
        );
    let hyphen = |at: Option<usize>| at.and_then(|at| words.tokens.get(at)).is_some_and(|token| token.is_mark('-'));
    let compound = hyphen(at.checked_sub(1)) || hyphen(at.checked_add(1));
    !noun && !compound && words.tokens[at].is_word() && (!words.tokens[at].is_capital() || at == 0 && !capital_next)
}

/// Where the words that carry the sign begin: at the nearest negation, so that it is shown.
fn sign_start(words: &Words<'_>, at: usize, floor: usize, flip: bool) -> usize {
    if !flip {
        return at;
    }
    (floor..at)
        .rev()
        .take(5)
        .find(|&before| {
            matches!(words.lower(before), "not" | "no" | "never" | "nobody" | "none")
                || words.lower(before).ends_with("n't")
        })
        .unwrap_or(at)
}
