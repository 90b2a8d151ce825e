//! First, largest, on record: how far something is said to go.

use super::gates;
use super::{Check, Compare, Outcome, Pair};
use crate::model::{Degree, DegreeScope, Facet, FacetKind, Gate, Reason, Severity};

pub(super) const CHECK: Check = Check {
    id: "degree",
    summary: "Two sources say differently how far something goes",
    lead: "Differs in degree",
    help: include_str!("../../tests/checks/degree.md"),
    severity: Severity::Medium,
    compare: Compare::Facets(FacetKind::Degree, compare),
};

/// Share of the lighter side's weight that what is ranked must have in common, in thousandths.
const SAME_THING: u16 = 450;
/// The same for the two sentences, where what is ranked is not named beside the superlative.
const SAME_SENTENCE: u16 = 350;

fn compare(pair: &Pair<'_>, left: &Facet, right: &Facet) -> Outcome {
    let (Facet::Degree(left), Facet::Degree(right)) = (left, right) else { return Outcome::Unrelated };
    if left.scale != right.scale {
        return Outcome::Unrelated;
    }
    let of = gates::around(pair, &left.of, &right.of);
    let same = of.count > 0
        && (of.jaccard() >= SAME_THING || of.containment() >= SAME_THING && pair.score.total >= SAME_SENTENCE);
    // "the first crash" and "the second crash" tell two apart; "the second woman to" against "the first woman to" ranks one.
    let counted = left.rank != right.rank
        && (of.jaccard() < SAME_THING || pair.score.total < SAME_SENTENCE || pair.same_article());
    if !same || counted {
        return Outcome::Unrelated;
    }
    if left.rank == right.rank && compatible(pair, left, right) {
        return if left.scope == right.scope { Outcome::Agree } else { Outcome::NotComparable(Gate::Compatible) };
    }
    let shut = gates::first_shut(&[
        (Gate::Contrast, gates::one_sentence(pair.left, pair.right)),
        (Gate::Compatible, left.among || right.among),
        (
            Gate::Time,
            gates::different_times((pair.left, left.span), (pair.right, right.span)) && left.scope == right.scope,
        ),
    ]);
    if let Some(gate) = shut {
        return Outcome::NotComparable(gate);
    }
    let voices = gates::voices(pair.left, pair.right);
    Outcome::Conflict(Reason {
        severity: gates::severity(voices, Severity::Medium),
        confidence: 780 + (of.containment() / 10),
        because: "both rank the same thing".to_owned(),
    })
}

/// Whether two sets can both be meant: an open one says nothing of the other.
fn compatible(pair: &Pair<'_>, left: &Degree, right: &Degree) -> bool {
    use DegreeScope::{Open, Since, Span};
    let years = |years: u16, since: i16, claim: &crate::model::Claim| {
        let published = claim.published.map(jiff::civil::Date::year);
        published.is_none_or(|year| (i32::from(year) - i32::from(years) - i32::from(since)).abs() <= 1)
    };
    match (left.scope, right.scope) {
        (Open, _) | (_, Open) => true,
        (Span(back), Since(since)) => years(back, since, pair.left),
        (Since(since), Span(back)) => years(back, since, pair.right),
        (a, b) => a == b,
    }
}
