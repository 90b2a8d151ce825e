//! A yes against a no, a rise against a fall.

use super::gates::{self, Voices};
use super::{Check, Compare, Comparison, Outcome, Pair, thing};
use crate::align::story::days_between;
use crate::extract::manual::switch::{DEFAULT, HEED, SYSTEM};
use crate::model::{Assertion, Axis, Claim, Facet, Gate, Occurrence, Polarity, Reason, Severity, Span, Term};

pub(super) const CHECK: Check = Check {
    id: "polarity",
    summary: "One source affirms what another denies, or they go opposite ways",
    lead: "Opposite statements",
    help: include_str!("../../tests/checks/polarity.md"),
    severity: Severity::High,
    compare: Compare::Claims(compare),
};

/// Share of the lighter clause's weight that both clauses must have beside the opposites themselves, in thousandths.
const SAME_CLAUSE: u16 = 500;
/// Score of two sentences from which a bare negation in one of them tells, in thousandths.
const SAME_SENTENCE: u16 = 430;
/// The same for two places of one article, whose author seldom contradicts himself.
const SAME_SENTENCE_STRICT: u16 = 700;
/// Share of both clauses' weight that they must have in common, in thousandths.
const ALL_CLAUSE: u16 = 350;

fn compare(pair: &Pair<'_>) -> Vec<Comparison> {
    if gates::one_sentence(pair.left, pair.right) {
        return Vec::new();
    }
    let mut out = opposites(pair);
    if out.is_empty() {
        out.extend(negation(pair));
    }
    out
}

/// Words from the two ends of one axis.
fn opposites(pair: &Pair<'_>) -> Vec<Comparison> {
    let mut out = Vec::new();
    for (left, mood) in polarities(pair.left) {
        for (right, other) in polarities(pair.right) {
            if left.axis != right.axis {
                continue;
            }
            let outcome = axis(pair, (left, mood), (right, other));
            if outcome != Outcome::Unrelated {
                out.push(Comparison { spans: [left.span, right.span], outcome });
            }
        }
    }
    out
}

fn polarities(claim: &Claim) -> impl Iterator<Item = (&Polarity, Assertion)> {
    claim.facets.iter().zip(&claim.moods).filter_map(|(facet, &mood)| match facet {
        Facet::Polarity(polarity) => Some((polarity, mood)),
        _ => None,
    })
}

fn axis(pair: &Pair<'_>, left: (&Polarity, Assertion), right: (&Polarity, Assertion)) -> Outcome {
    let around = |polarity: &Polarity| {
        crate::text::sorted(polarity.subject.iter().chain(&polarity.object).copied().collect::<Vec<Term>>())
    };
    let words = gates::around(pair, &around(left.0), &around(right.0));
    if matches!(&left.0.axis, Axis::Opposites(id) if [DEFAULT, HEED, SYSTEM].contains(&id.as_str())) {
        return switch(pair, left, right);
    }
    let alike = if pair.same_article() { SAME_SENTENCE_STRICT } else { SAME_SENTENCE };
    let close = words.containment() >= SAME_CLAUSE && words.jaccard() >= ALL_CLAUSE && pair.score.total >= alike;
    if !close || words.count < 1 {
        return Outcome::Unrelated;
    }
    if left.0.direction == right.0.direction {
        return Outcome::Agree;
    }
    let Axis::Opposites(_) = &left.0.axis else { return Outcome::Unrelated };
    finish(pair, [left.0.span, right.0.span], [left.1, right.1], words.containment())
}

/// What is on or off by default, heeded or ignored: told of one thing.
fn switch(pair: &Pair<'_>, left: (&Polarity, Assertion), right: (&Polarity, Assertion)) -> Outcome {
    if !thing::same(&left.0.subject, &right.0.subject) {
        Outcome::Unrelated
    } else if left.0.direction == right.0.direction {
        Outcome::Agree
    } else {
        let gate = gates::first_shut(&[
            (Gate::Asserted, gates::unasserted([left.1, right.1])),
            (Gate::Time, gates::different_times((pair.left, left.0.span), (pair.right, right.0.span))),
        ]);
        gate.map_or_else(
            || {
                Outcome::Conflict(Reason {
                    severity: gates::severity(gates::voices(pair.left, pair.right), Severity::High),
                    confidence: 850,
                    because: "both tell what one thing does unless it is changed".to_owned(),
                })
            },
            Outcome::NotComparable,
        )
    }
}

/// One predicate, denied in one sentence and affirmed in a like one.
fn negation(pair: &Pair<'_>) -> Option<Comparison> {
    let alike = if pair.same_article() { SAME_SENTENCE_STRICT } else { SAME_SENTENCE };
    if pair.score.total < alike {
        return None;
    }
    let (a, b) = first_differing(pair.left, pair.right)?;
    let clause = |claim: &Claim, word: &Occurrence| {
        crate::text::sorted(
            claim
                .occurrences
                .iter()
                .filter(|other| other.clause == word.clause && other.term != word.term)
                .map(|other| other.term)
                .collect(),
        )
    };
    let words = gates::around(pair, &clause(pair.left, a), &clause(pair.right, b));
    if words.count < 1 || words.containment() < SAME_CLAUSE || words.jaccard() < ALL_CLAUSE {
        return None;
    }
    let moods = [whole_mood(pair.left), whole_mood(pair.right)];
    let outcome = finish(pair, [a.span, b.span], moods, words.containment());
    Some(Comparison { spans: [negated_span(pair.left, a), negated_span(pair.right, b)], outcome })
}

/// The first word that both claims hold, negated in one and plain in the other; none where other words of theirs are
/// negated too and would turn it round again.
fn first_differing<'p>(left: &'p Claim, right: &'p Claim) -> Option<(&'p Occurrence, &'p Occurrence)> {
    let count = |claim: &Claim| claim.occurrences.iter().filter(|word| word.negated == Some(true)).count();
    if (count(left) == 0) == (count(right) == 0) {
        return None;
    }
    left.occurrences.iter().find_map(|a| {
        let b = right.occurrences.iter().find(|b| b.term.hash == a.term.hash)?;
        matches!((a.negated, b.negated), (Some(x), Some(y)) if x != y).then_some((a, b))
    })
}

fn whole_mood(claim: &Claim) -> Assertion {
    claim.assertion
}

fn negated_span(_claim: &Claim, word: &Occurrence) -> Span {
    word.span
}

fn finish(pair: &Pair<'_>, spans: [Span; 2], moods: [Assertion; 2], containment: u16) -> Outcome {
    let shut = gates::first_shut(&[
        (Gate::Asserted, gates::unasserted(moods)),
        (Gate::Time, gates::different_times((pair.left, spans[0]), (pair.right, spans[1])) || update(pair)),
    ]);
    if let Some(gate) = shut {
        return Outcome::NotComparable(gate);
    }
    let voices = gates::voices(pair.left, pair.right);
    Outcome::Conflict(Reason {
        severity: gates::severity(voices, Severity::High),
        confidence: 600 + (containment / 5).min(200) + if voices == Voices::Same { 50 } else { 0 },
        because: "both speak of the same thing and go opposite ways".to_owned(),
    })
}

/// Days between two articles beyond which a change of direction is news rather than a contradiction.
const SAME_NEWS_DAYS: i32 = 3;

/// Articles of different days: things change.
fn update(pair: &Pair<'_>) -> bool {
    matches!((pair.left.published, pair.right.published), (Some(a), Some(b)) if days_between(a, b) > SAME_NEWS_DAYS)
}
