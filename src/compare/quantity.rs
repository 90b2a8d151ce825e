//! Numbers of one measure that cannot both be true.

use super::gates::{self, Voices};
use super::{Check, Compare, Outcome, Pair};
use crate::align::terms::Overlap;
use crate::model::{
    Claim, Dimension, Facet, FacetKind, Gate, Qualifier, Quantity, QuantityRole, Reason, Severity, Term,
};

pub(super) const CHECK: Check = Check {
    id: "quantity",
    summary: "Two numbers of one measure cannot both be true",
    lead: "Numbers differ",
    help: include_str!("../../tests/checks/quantity.md"),
    severity: Severity::High,
    compare: Compare::Facets(FacetKind::Quantity, compare),
};

/// Share of the lighter clause's weight that both clauses must have, in thousandths, where what is counted has one name.
const SAME_CLAUSE_HEAD: u16 = 400;
/// The same where the name of what is measured is not told.
const SAME_CLAUSE: u16 = 600;
/// Sides further apart than this factor are seldom one measure misprinted: another measure is likelier.
const FAR_APART: i64 = 50;

fn compare(pair: &Pair<'_>, left: &Facet, right: &Facet) -> Outcome {
    let (Facet::Quantity(left), Facet::Quantity(right)) = (left, right) else { return Outcome::Unrelated };
    if left.dimension != right.dimension
        || matches!(left.dimension, Dimension::Ordinal | Dimension::Factor)
        || rate(left) != rate(right)
        || left.role != right.role
        || !matches!(left.role, QuantityRole::Level | QuantityRole::Rise | QuantityRole::Fall)
    {
        return Outcome::Unrelated;
    }
    let measure = Measure::of(pair, left, right);
    if !measure.alike() {
        return Outcome::Unrelated;
    }
    if !conflict(left, right) {
        return if measure.same() { Outcome::Agree } else { Outcome::Unrelated };
    }
    let shut = gates::first_shut(&[
        (Gate::Contrast, gates::one_sentence(pair.left, pair.right)),
        (Gate::Measure, !measure.same() || far_apart(left, right)),
        (
            Gate::Time,
            gates::different_times((pair.left, left.span), (pair.right, right.span)) || later_count(pair, left, right),
        ),
        (Gate::Scope, scopes_differ(pair, left, right)),
    ]);
    if let Some(gate) = shut {
        return Outcome::NotComparable(gate);
    }
    let voices = gates::voices(pair.left, pair.right);
    Outcome::Conflict(Reason {
        severity: gates::severity(voices, severity(left, right)),
        confidence: measure.confidence(voices),
        because: measure.because(),
    })
}

/// The per-unit of a rate: "300 requests a minute" is not 300 requests.
fn rate(quantity: &Quantity) -> Option<&str> {
    quantity.unit.split_once('/').map(|(_, per)| per)
}

/// How alike two measures are.
struct Measure {
    head: bool,
    words: Overlap,
    clause: u16,
    sentence: u16,
    subjects: bool,
}

impl Measure {
    fn of(pair: &Pair<'_>, left: &Quantity, right: &Quantity) -> Self {
        let head =
            left.counted.terms.iter().any(|term| right.counted.terms.iter().any(|other| other.hash == term.hash));
        let words = gates::around(pair, &with_context(pair.left, left), &with_context(pair.right, right));
        let clause = gates::around(pair, &left.counted.around, &right.counted.around).containment();
        let subjects = left.counted.terms.is_empty() == right.counted.terms.is_empty();
        Self { head, words, clause: clause.min(words.containment().max(clause)), sentence: pair.score.total, subjects }
    }

    /// Worth a word in the ledger.
    fn alike(&self) -> bool {
        self.head && self.clause >= SAME_CLAUSE_HEAD / 2 || self.clause >= SAME_CLAUSE * 2 / 3 && self.words.count >= 2
    }

    /// Comparable.
    fn same(&self) -> bool {
        let best = self.clause.max(self.words.containment());
        if self.head {
            best >= SAME_CLAUSE_HEAD && self.words.count >= 2
        } else {
            self.subjects && best >= SAME_CLAUSE && self.words.count >= 2 && self.sentence >= 250
        }
    }

    fn confidence(&self, voices: Voices) -> u16 {
        let base: u16 = if self.head { 820 } else { 740 };
        let words = (self.clause / 8).min(100);
        base + words - if voices == Voices::Same { 0 } else { 40 }
    }

    fn because(&self) -> String {
        if self.head {
            "both count the same thing in the same event"
        } else {
            "both measure the same thing in the same words"
        }
        .to_owned()
    }
}

/// The terms around a number and those that its heading or question lends.
fn with_context(claim: &Claim, quantity: &Quantity) -> Vec<Term> {
    crate::text::sorted(quantity.counted.around.iter().chain(&claim.context).copied().collect())
}

/// Whether no value fits both, roundings and conversions allowed for.
fn conflict(left: &Quantity, right: &Quantity) -> bool {
    let widened = |quantity: &Quantity, other: &Quantity| {
        let converted = quantity.unit != other.unit;
        let round = rounded(quantity);
        if converted || round { quantity.range.widened(quantity.slack) } else { quantity.range }
    };
    widened(left, right).disjoint(widened(right, left))
}

/// Whether a flat number reads as a round one: 14,000, not 14,200 beside it.
fn rounded(quantity: &Quantity) -> bool {
    let Some(value) = quantity.range.low.filter(|_| quantity.qualifier == Qualifier::Exact) else { return true };
    let grain = value.grain();
    quantity.dimension == Dimension::Count
        && crate::model::Number::whole(100) <= grain
        && value >= crate::model::Number::whole(1000)
}

fn far_apart(left: &Quantity, right: &Quantity) -> bool {
    let (Some(a), Some(b)) = (left.range.low.or(left.range.high), right.range.low.or(right.range.high)) else {
        return false;
    };
    let (small, large) = if a <= b { (a, b) } else { (b, a) };
    small.times(crate::model::Number::whole(FAR_APART)).is_some_and(|limit| limit < large)
}

/// Counts that grow while a story goes on: the later article's higher count is an update.
fn later_count(pair: &Pair<'_>, left: &Quantity, right: &Quantity) -> bool {
    if left.dimension != Dimension::Count && !matches!(left.dimension, Dimension::Money(_) | Dimension::Share) {
        return false;
    }
    match (gates::day_of(pair.left, left.span), gates::day_of(pair.right, right.span)) {
        (Some(a), Some(b)) => a.disjoint(b),
        _ => false,
    }
}

/// Different places, groups or versions named beside the numbers.
fn scopes_differ(pair: &Pair<'_>, left: &Quantity, right: &Quantity) -> bool {
    let labels = |claim: &Claim, own: &Quantity| -> Vec<(String, crate::model::Range)> {
        claim
            .facets
            .iter()
            .filter_map(|facet| match facet {
                Facet::Quantity(other) if other.dimension == Dimension::Label && other.span != own.span => {
                    Some((other.counted.head.to_lowercase(), other.range))
                }
                _ => None,
            })
            .collect()
    };
    let (a, b) = (labels(pair.left, left), labels(pair.right, right));
    let versions = a.iter().any(|(head, range)| b.iter().any(|(other, value)| head == other && range != value));
    versions || names_apart(pair, left, right)
}

/// Both clauses name somebody or some place, and none is named by both sentences.
fn names_apart(pair: &Pair<'_>, left: &Quantity, right: &Quantity) -> bool {
    let near = |claim: &Claim, quantity: &Quantity| -> Vec<u64> {
        let terms = gates::clause_terms(claim, quantity.span);
        claim
            .names
            .iter()
            .filter_map(|name| name.terms.last())
            .filter(|term| terms.iter().any(|other| other.hash == term.hash))
            .map(|term| term.hash)
            .collect()
    };
    let (a, b) = (near(pair.left, left), near(pair.right, right));
    let all = |claim: &Claim| -> Vec<u64> { claim.terms.iter().map(|term| term.hash).collect() };
    let (left_all, right_all) = (all(pair.left), all(pair.right));
    !a.is_empty()
        && !b.is_empty()
        && !a.iter().any(|hash| right_all.contains(hash))
        && !b.iter().any(|hash| left_all.contains(hash))
}

fn severity(left: &Quantity, right: &Quantity) -> Severity {
    let hedged = |quantity: &Quantity| quantity.qualifier != Qualifier::Exact;
    match (hedged(left), hedged(right)) {
        (true, true) => Severity::Medium,
        _ => Severity::High,
    }
}
