//! What every plan or system has: "available on all plans" against "only available on the Business plan".

use super::scene::Scene;
use super::switch::polarity;
use super::table::{self, cells};
use super::thing::thing;
use crate::extract::words::Words;
use crate::lexicon::manuals::Family;
use crate::model::Polarity;
use std::ops::Range;

/// Axis of what is part of every plan.
pub(crate) const EVERY_PLAN: &str = "every-plan";
/// Axis of what works on every system.
pub(crate) const EVERY_SYSTEM: &str = "every-system";

/// Words between "on" and the noun of a plan at most: "on the Business plan".
const REACH: usize = 4;

/// What the predicate at `at` says of all plans or systems, or denies of one: one without it is not every one.
pub(super) fn everywhere(words: &Words<'_>, at: usize) -> Option<Polarity> {
    if !matches!(words.lower(at), "available" | "supported" | "included" | "offered" | "works" | "runs") {
        return None;
    }
    let clause = words.clause(at);
    let verb = matches!(words.lower(at), "works" | "runs");
    let copula = match verb {
        true => at,
        false => (clause.start..at).rev().find(|&at| matches!(words.lower(at), "is" | "are"))?,
    };
    let gap: Vec<&str> = (copula + usize::from(!verb)..at).map(|at| words.lower(at)).collect();
    if !gap.iter().all(|word| matches!(*word, "not" | "only" | "now" | "also" | "currently")) {
        return None;
    }
    let only = gap.contains(&"only") || words.lower(at + 1) == "only";
    let on = at + 1 + usize::from(words.lower(at + 1) == "only");
    if !matches!(words.lower(on), "on" | "in" | "with" | "for") {
        return None;
    }
    let (noun, axis) = (on + 1..words.len().min(on + 1 + REACH)).find_map(|at| Some((at, kind(words.lower(at))?)))?;
    let every = every(words, on + 1..noun);
    let one = (on + 1..=noun).any(|at| words.tokens[at].is_capital());
    let positive = match (every, gap.contains(&"not"), only) {
        (true, false, false) => true,
        (true, true, false) => false,
        (false, denied, only) if one && denied != only => false,
        _ => return None,
    };
    // What is said of every plan but one, or from a day on, is said of no every plan.
    let open =
        |at: usize| matches!(words.lower(at), "except" | "but" | "if" | "when" | "unless" | "until" | "will" | "was");
    if (clause.start..words.len()).any(open) {
        return None;
    }
    polarity(words, clause.start..noun + 1, axis, positive, thing(words, clause.start..copula))
}

/// What a row says comes with every plan, where the columns are plans: "yes" under each, or "no" under one.
pub(super) fn row(words: &Words<'_>, scene: &Scene) -> Option<Polarity> {
    let label = cells(words).first()?.clone();
    let told = table::told(words, scene.columns.as_ref(), |column, _, cell| {
        column.plan?;
        Some(match words.lower(cell.start) {
            "yes" | "included" | "✓" | "✔" => Some(true),
            "no" | "✗" | "✘" | "–" | "-" | "—" => Some(false),
            _ => None,
        })
    });
    let on = told.iter().copied().collect::<Option<Vec<bool>>>().filter(|told| told.len() > 1)?;
    polarity(words, 0..words.len(), EVERY_PLAN, on.into_iter().all(|on| on), thing(words, label))
}

/// The axis that a noun tells of.
fn kind(lower: &str) -> Option<&'static str> {
    match lower {
        "plan" | "plans" | "tier" | "tiers" | "edition" | "editions" => Some(EVERY_PLAN),
        "platform" | "platforms" => Some(EVERY_SYSTEM),
        _ if Family::Systems.has(lower) => Some(EVERY_SYSTEM),
        _ => None,
    }
}

/// Whether the words before the noun say "all", and of no part of them.
fn every(words: &Words<'_>, range: Range<usize>) -> bool {
    let mut words = range.map(|at| words.lower(at));
    words.next().is_some_and(|first| matches!(first, "all" | "every" | "each" | "any"))
        && words.all(|word| matches!(word, "our" | "the" | "of" | "three" | "four" | "supported"))
}
