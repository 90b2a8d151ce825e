//! What is still there and what is gone: "the purge command is deprecated" against "removed: the purge command".

use super::name::parts;
use super::scene::Scene;
use super::support::SUPPORT;
use super::switch::polarity;
use super::table::cells;
use super::thing::thing;
use crate::extract::words::Words;
use crate::model::{Axis, BlockKind, Direction, Polarity, Term};
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
        return (!(start..end).any(open)).then(|| told(words, 0..end, false, named(words, start..end)))?;
    }
    let (at, on) = (0..words.len()).find_map(|at| match words.lower(at) {
        "removed" | "dropped" => Some((at, false)),
        "deprecated" => Some((at, true)),
        "works" if at > 0 && words.lower(at - 1) == "still" => Some((at, true)),
        _ => None,
    })?;
    // "Deprecated since 3.0" below the heading of what is.
    if at == 0 && on {
        return told(words, 0..1, true, Some(scene.lent.clone()).filter(|lent| (1..=NAME).contains(&lent.len())));
    }
    let clause = words.clause(at);
    let copula =
        (clause.start..at).find(|&at| matches!(words.lower(at), "is" | "are" | "was" | "were" | "has" | "have"));
    let gap = |from: usize| {
        (from..at).all(|at| {
            matches!(
                words.lower(at),
                "is" | "are" | "was" | "were" | "has" | "have" | "been" | "now" | "still" | "also"
            )
        })
    };
    let from = copula.unwrap_or(at.saturating_sub(1));
    // "VPN: PPTP has been removed."
    let opens = clause.start == 0 || words.tokens[clause.start - 1].is_mark(':');
    if !gap(from) || (0..stop(at)).any(open) || from == clause.start || !opens {
        return None;
    }
    let subject = clause.start..from;
    let pointed = matches!(words.lower(subject.start), "it" | "this" | "the")
        && subject.clone().all(|at| words.terms[at].is_none() || is_kind(words.lower(at)));
    // "The endpoint still works" below its heading.
    let lent = || Some(scene.lent.clone()).filter(|lent| (1..=NAME).contains(&lent.len()));
    let subject = if pointed { lent() } else { named(words, subject) };
    told(words, clause.start..at + 1, on, subject)
}

/// What a table gives a default of is there.
pub(super) fn listed(words: &Words<'_>, scene: &Scene) -> Option<Polarity> {
    let label = cells(words).first()?.clone();
    let made = label.len() == 1 && parts(words.tokens[label.start].raw).len() > 1;
    let option = scene.columns.as_ref()?.fitted(cells(words).len()).has_defaults();
    (made && option && scene.release.is_none())
        .then(|| polarity(words, label.clone(), THERE, true, thing(words, label)))?
}

/// What is gone is no longer supported.
pub(super) fn unsupported(gone: &Polarity) -> Option<Polarity> {
    let short = gone.subject.len() == 1 && gone.direction == Direction::Negative;
    short.then(|| Polarity { axis: Axis::Opposites(SUPPORT.to_owned()), ..gone.clone() })
}

fn told(words: &Words<'_>, shown: Range<usize>, on: bool, subject: Option<Vec<Term>>) -> Option<Polarity> {
    polarity(words, shown, THERE, on, subject?)
}

/// Whether a name ends before the token.
fn ends(words: &Words<'_>, at: usize) -> bool {
    words.tokens[at].is_mark('.')
        || words.tokens[at].is_mark(',')
        || matches!(words.lower(at), "and" | "because" | "use")
}

/// Terms of the name of a thing, but for the words that only say what kind of thing it is.
fn named(words: &Words<'_>, range: Range<usize>) -> Option<Vec<Term>> {
    let terms = crate::text::sorted(
        range.filter(|&at| !is_kind(words.lower(at))).flat_map(|at| thing(words, at..at + 1)).collect(),
    );
    (1..=NAME).contains(&terms.len()).then_some(terms)
}

/// Whether a word only says what kind of thing a name is of.
fn is_kind(lower: &str) -> bool {
    matches!(
        lower,
        "command"
            | "subcommand"
            | "method"
            | "function"
            | "option"
            | "flag"
            | "setting"
            | "endpoint"
            | "parameter"
            | "old"
            | "older"
            | "class"
    )
}
