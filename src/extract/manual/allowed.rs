//! Who may do something: "only admins can create keys" against "any member can create a key".

use super::phrase::asks;
use super::switch::polarity;
use super::thing::thing;
use crate::extract::words::Words;
use crate::lexicon::manuals::Family;
use crate::model::Polarity;

/// Axis of what everybody may do.
pub(crate) const EVERYBODY: &str = "everybody-may";

/// What the sentence says that everybody may do, or that only some may.
pub(super) fn allowed(words: &Words<'_>, at: usize) -> Option<Polarity> {
    if !matches!(words.lower(at), "can" | "may") {
        return None;
    }
    let clause = words.clause(at);
    let first = (clause.start..at).find(|&at| words.tokens[at].is_word())?;
    let named = (first..at).any(|at| Family::People.has(words.lower(at).trim_end_matches('s')));
    let every = match words.lower(first) {
        "everyone" | "everybody" | "anyone" | "anybody" => true,
        "any" | "all" | "every" | "each" if named => true,
        "only" if named => false,
        _ => return None,
    };
    // "Every member of the group of admins": some.
    let narrowed =
        (first + 1..at).any(|at| matches!(words.lower(at), "with" | "who" | "whose" | "not" | "except" | "on"));
    let open = |at: usize| matches!(words.lower(at), "if" | "unless" | "except" | "only" | "not" | "own" | "when");
    if narrowed && !every || (at..words.len()).any(open) || asks(words) {
        return None;
    }
    let ends = |at: &usize| !words.tokens[*at].is_word() || matches!(words.lower(*at), "for" | "in" | "from" | "under");
    let end = (at + 1..words.len()).find(ends).unwrap_or(words.len());
    polarity(words, first..end, EVERYBODY, every, thing(words, at + 1..end))
}
