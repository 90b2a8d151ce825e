//! What is still there and what is gone: "the purge command is deprecated" against "removed: the purge command".

use super::name::parts;
use super::scene::Scene;
use super::support::SUPPORT;
use super::switch::polarity;
use super::table::cells;
use super::thing::{few, thing};
use crate::extract::words::Words;
use crate::lexicon::manuals::Family;
use crate::model::{Axis, BlockKind, Direction, Polarity, Term};
use crate::text;
use std::ops::Range;

/// Axis of what is still there.
pub(crate) const THERE: &str = "there-gone";

/// Content terms beyond which the words are no name of a thing.
const NAME: usize = 3;

/// What a sentence says is gone, or deprecated and so still there.
pub(super) fn there(words: &Words<'_>, scene: &Scene, block: BlockKind) -> Option<Polarity> {
    let open = |at: usize| {
        matches!(words.lower(at), "if" | "will" | "may" | "not" | "would" | "until" | "unless" | "from" | "support")
    };
    let stop = |from: usize| (from..words.len()).find(|&at| ends(words, at)).unwrap_or(words.len());
    if block == BlockKind::ListItem && words.lower(0) == "removed" {
        let start = 1 + usize::from(words.tokens.get(1).is_some_and(|mark| mark.is_mark(':')));
        let end = stop(start);
        let subject = named(words, start..end).filter(|_| !(start..end).any(open))?;
        return polarity(words, 0..end, THERE, false, subject);
    }
    let (at, on) = (0..words.len()).find_map(|at| match words.lower(at) {
        "removed" | "dropped" => Some((at, false)),
        "deprecated" => Some((at, true)),
        "works" if at > 0 && words.lower(at - 1) == "still" => Some((at, true)),
        _ => None,
    })?;
    let lent = || few(scene.lent.clone(), NAME);
    // "Deprecated since 3.0" below the heading of what is.
    if at == 0 && on {
        return polarity(words, 0..1, THERE, true, lent()?);
    }
    let clause = words.clause(at);
    let copula = |at: usize| matches!(words.lower(at), "is" | "are" | "was" | "were" | "has" | "have");
    let light = |at: usize| copula(at) || matches!(words.lower(at), "been" | "now" | "still" | "also");
    let from = (clause.start..at).find(|&at| copula(at)).unwrap_or(at.saturating_sub(1));
    // "VPN: PPTP has been removed."
    let opens = clause.start == 0 || words.tokens[clause.start - 1].is_mark(':');
    if !(from..at).all(light) || (0..stop(at)).any(open) || from == clause.start || !opens {
        return None;
    }
    let subject = clause.start..from;
    let pointed = matches!(words.lower(subject.start), "it" | "this" | "the")
        && subject.clone().all(|at| words.terms[at].is_none() || is_kind(words.lower(at)));
    // "The endpoint still works" below its heading.
    let subject = if pointed { lent() } else { named(words, subject) };
    polarity(words, clause.start..at + 1, THERE, on, subject?)
}

/// What a table gives a default of is there.
pub(super) fn listed(words: &Words<'_>, scene: &Scene) -> Option<Polarity> {
    let label = cells(words).first()?.clone();
    let made = label.len() == 1 && parts(words.tokens[label.start].raw).len() > 1;
    if !made || !scene.columns.as_ref()?.has_defaults() || scene.release.is_some() {
        return None;
    }
    polarity(words, label.clone(), THERE, true, thing(words, label))
}

/// What is gone is no longer supported.
pub(super) fn unsupported(gone: &Polarity) -> Option<Polarity> {
    let short = gone.subject.len() == 1 && gone.direction == Direction::Negative;
    short.then(|| Polarity { axis: Axis::Opposites(SUPPORT.to_owned()), ..gone.clone() })
}

/// Whether a name ends before the token.
fn ends(words: &Words<'_>, at: usize) -> bool {
    words.tokens[at].is_mark('.')
        || words.tokens[at].is_mark(',')
        || matches!(words.lower(at), "and" | "because" | "use")
}

/// Terms of the name of a thing, but for the words that only say what kind of thing it is.
fn named(words: &Words<'_>, range: Range<usize>) -> Option<Vec<Term>> {
    let own = range.filter(|&at| !is_kind(words.lower(at)));
    few(text::sorted(own.flat_map(|at| thing(words, at..at + 1)).collect()), NAME)
}

/// Whether a word only says what kind of thing a name is of.
fn is_kind(lower: &str) -> bool {
    Family::Kinds.has(lower) || matches!(lower, "option" | "flag" | "setting" | "parameter" | "old" | "older")
}
