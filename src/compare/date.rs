//! One event on two days.

use super::gates;
use super::{Check, Compare, Outcome, Pair};
use crate::model::{DateFacet, Facet, FacetKind, Gate, Precision, Reason, Severity};

pub(super) const CHECK: Check = Check {
    id: "date",
    summary: "One event is given two dates",
    lead: "Dates differ",
    help: include_str!("../../tests/checks/date.md"),
    severity: Severity::High,
    compare: Compare::Facets(FacetKind::Date, compare),
};

/// Share of the lighter clause's weight that both clauses must have, in thousandths.
const SAME_EVENT: u16 = 600;

fn compare(pair: &Pair<'_>, left: &Facet, right: &Facet) -> Outcome {
    let (Facet::Date(left), Facet::Date(right)) = (left, right) else { return Outcome::Unrelated };
    let clauses = [gates::clause_terms(pair.left, left.span), gates::clause_terms(pair.right, right.span)];
    let words = gates::around(pair, &clauses[0], &clauses[1]);
    if words.count < 2 || words.containment() < SAME_EVENT || pair.score.total < 250 {
        return Outcome::Unrelated;
    }
    if !disjoint(left, right) {
        return Outcome::Agree;
    }
    let other_dates =
        |claim: &crate::model::Claim| claim.facets.iter().filter(|facet| matches!(facet, Facet::Date(_))).count();
    let shut = gates::first_shut(&[
        (Gate::Contrast, gates::one_sentence(pair.left, pair.right)),
        // With several dates in a sentence it is not certain which one belongs to the event.
        (Gate::Measure, other_dates(pair.left) > 2 || other_dates(pair.right) > 2),
    ]);
    if let Some(gate) = shut {
        return Outcome::NotComparable(gate);
    }
    let voices = gates::voices(pair.left, pair.right);
    Outcome::Conflict(Reason {
        severity: gates::severity(
            voices,
            if left.precision <= Precision::Month { Severity::High } else { Severity::Medium },
        ),
        confidence: 700 + words.containment() / 5,
        because: "both date the same event".to_owned(),
    })
}

/// Whether the two cannot be one date: resolved and apart, or with fields that differ.
fn disjoint(left: &DateFacet, right: &DateFacet) -> bool {
    if let (Some(a), Some(b)) = (left.interval, right.interval) {
        return a.disjoint(b);
    }
    let differ = |a: Option<i64>, b: Option<i64>| matches!((a, b), (Some(a), Some(b)) if a != b);
    let (l, r) = (&left.stated, &right.stated);
    differ(l.year.map(i64::from), r.year.map(i64::from))
        || differ(l.month.map(i64::from), r.month.map(i64::from))
        || differ(l.day.map(i64::from), r.day.map(i64::from))
        || (l.day.is_none() || r.day.is_none()) && matches!((l.weekday, r.weekday), (Some(a), Some(b)) if a != b)
}
