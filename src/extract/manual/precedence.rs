//! Which of two ways to set something wins: "flags override environment variables".

use super::switch::polarity;
use super::thing::{few, thing};
use crate::extract::words::Words;
use crate::model::{Polarity, Term};
use crate::text;

/// Axis of which of two goes first.
pub(crate) const PRECEDENCE: &str = "goes-before";

/// Content terms beyond which the words are no name of a way to set something.
const NAME: usize = 3;

/// What the verb at `at` says goes before what.
///
/// The two are one subject, told in the order of their heaviest terms, so that the other way round is the other direction.
pub(super) fn precedence(words: &Words<'_>, at: usize) -> Option<Polarity> {
    let reads = |at: usize, list: &[&str]| list.contains(&words.lower(at));
    let behind = match words.lower(at) {
        "override" | "overrides" => at + 1,
        "takes" | "take" | "has" | "have" if reads(at + 1, &["precedence", "priority"]) && reads(at + 2, &["over"]) => {
            at + 3
        }
        "wins" | "win" if reads(at + 1, &["over"]) => at + 2,
        _ => return None,
    };
    let clause = words.clause(at);
    let bound = |at: usize| words.tokens[at].is_mark(',') || words.tokens[at].is_mark('.') || words.lower(at) == "and";
    let start = (clause.start..at).rev().find(|&at| bound(at)).map_or(clause.start, |at| at + 1);
    let end = (behind..words.len()).find(|&at| bound(at)).unwrap_or(words.len());
    let open =
        |at: usize| matches!(words.lower(at), "not" | "never" | "can" | "may" | "to" | "cannot" | "will" | "only");
    if (start..at).any(open) {
        return None;
    }
    let (first, second) = (few(thing(words, start..at), NAME)?, few(thing(words, behind..end), NAME)?);
    let heaviest = |terms: &[Term]| terms.iter().max_by_key(|term| (term.weight, term.hash)).map(|term| term.hash);
    let (a, b) = (heaviest(&first)?, heaviest(&second)?);
    if a == b {
        return None;
    }
    let both = text::sorted(first.into_iter().chain(second).collect());
    polarity(words, start..end, PRECEDENCE, a < b, both)
}
