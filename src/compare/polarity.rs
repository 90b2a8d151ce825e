//! A yes against a no, a rise against a fall.

use super::gates::{self, Voices};
use super::{Check, Compare, Comparison, Outcome, Pair, thing};
use crate::align::story::{Kin, days_between};
use crate::extract::manual::switch::{DEFAULT, HEED, SYSTEM};
use crate::model::{Assertion, Axis, Claim, Facet, Gate, Occurrence, Polarity, Reason, Severity, Span, Term};

pub(super) const CHECK: Check = Check {
    id: "polarity",
    summary: "One source affirms what another denies, or they go opposite ways",
    lead: "Opposite statements",
    help: include_str!("../../tests/checks/polarity.md"),
    severity: Severity::High,
    asks: Kin::Event,
    compare: Compare::Claims(compare),
};

/// Share of the lighter clause's weight that both clauses must have beside the opposites themselves, in thousandths.
const SAME_CLAUSE: u16 = 500;
/// Score of two sentences from which a bare negation in one of them tells, in thousandths.
const SAME_SENTENCE: u16 = 430;
/// The same where one of them denies a word of the other: more of the rest must be alike.
const SAME_SENTENCE_DENIED: u16 = 520;
/// The same for two places of one article, whose author seldom contradicts himself.
const SAME_SENTENCE_STRICT: u16 = 850;
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
    let close = words.containment() >= SAME_CLAUSE && words.jaccard() >= ALL_CLAUSE && pair.score.reaches(alike);
    let Axis::Opposites(name) = &left.0.axis else { return Outcome::Unrelated };
    let shared = |l: &[Term], r: &[Term]| gates::around(pair, l, r).count > 0;
    let open = |l: &[Term], r: &[Term]| l.is_empty() || r.is_empty();
    let subjects = shared(&left.0.subject, &right.0.subject);
    let objects = shared(&left.0.object, &right.0.object) || open(&left.0.object, &right.0.object);
    // The one who is said to do it must be the same; what happens one after the other is no contradiction.
    let roles = (subjects || open(&left.0.subject, &right.0.subject)) && objects && !SEQUENCES.contains(&name.as_str());
    if left.0.direction != right.0.direction && subjects && !close && note_worthy(pair, left.0, right.0) {
        return finish(pair, [left.0.span, right.0.span], [left.1, right.1], words.containment());
    }
    if !close || words.count < 1 || !roles {
        return Outcome::Unrelated;
    }
    if left.0.direction == right.0.direction {
        return Outcome::Agree;
    }
    finish(pair, [left.0.span, right.0.span], [left.1, right.1], words.containment())
}

/// Two speakers who say of one subject, named right before the predicate, that it goes opposite ways: a note.
fn note_worthy(pair: &Pair<'_>, left: &Polarity, right: &Polarity) -> bool {
    let Axis::Opposites(name) = &left.axis else { return false };
    let heads = shared_head(left, right);
    gates::voices(pair.left, pair.right) == Voices::Different
        && JUDGEMENTS.contains(&name.as_str())
        && heads
        && !pair.same_article()
}

fn shared_head(left: &Polarity, right: &Polarity) -> bool {
    left.heads.iter().any(|head| head.weight >= HEAD && right.heads.iter().any(|other| other.hash == head.hash))
}

/// A lighter noun before a predicate names no subject of a dispute; thousandths of a nat.
const HEAD: u16 = 2500;

/// Axes on which speakers judge how something fares.
const JUDGEMENTS: [&str; 9] = [
    "strengthen-weaken",
    "solvent-bankrupt",
    "improve-worsen",
    "escalate-deescalate",
    "safe-dangerous",
    "succeed-fail",
    "stable-unstable",
    "rise-fall",
    "expand-shrink",
];

/// Axes whose two ends follow one another, so that both can be told of one thing.
const SEQUENCES: [&str; 20] = [
    "begin-end",
    "continue-stop",
    "resume-suspend",
    "open-close",
    "arrive-leave",
    "enter-exit",
    "advance-retreat",
    "capture-release",
    "capture-escape",
    "take-retake",
    "find-lose",
    "hire-fire",
    "appoint-dismiss",
    "join-leave",
    "visible-hidden",
    "up-down",
    "near-far",
    "early-late",
    "install-uninstall",
    "connect-disconnect",
];

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
    let alike = if pair.same_article() { SAME_SENTENCE_STRICT } else { SAME_SENTENCE_DENIED };
    let (a, b) = first_differing(pair.left, pair.right)?;
    // Somebody by name who does a telling thing in one and refuses it in the other: no more need be alike.
    let own_voice = pair.left.speaker.is_none() && pair.right.speaker.is_none();
    let named = !pair.same_article() && own_voice && a.term.weight >= TELLING && same_doer(pair, a, b);
    if named {
        let moods = [pair.left.assertion, pair.right.assertion];
        return Some(Comparison {
            spans: [a.span, b.span],
            outcome: finish(pair, [a.span, b.span], moods, SAME_CLAUSE),
        });
    }
    if !pair.score.reaches(alike) {
        return None;
    }
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
    let moods = [pair.left.assertion, pair.right.assertion];
    let outcome = finish(pair, [a.span, b.span], moods, words.containment());
    Some(Comparison { spans: [a.span, b.span], outcome })
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

/// Whether the name nearest before the predicate is one bearer's in both claims.
fn same_doer(pair: &Pair<'_>, left: &Occurrence, right: &Occurrence) -> bool {
    let doer = |claim: &'_ Claim, word: &Occurrence| {
        let names = claim
            .names
            .iter()
            .filter(|name| name.span.end <= word.span.start && word.span.start - name.span.end <= DOER);
        names.max_by_key(|name| name.span.end).map(|name| name.terms.clone())
    };
    matches!((doer(pair.left, left), doer(pair.right, right)), (Some(a), Some(b)) if gates::same_bearer(&a, &b))
}

/// How far before its verb a doer may stand, in bytes.
const DOER: u32 = 24;

/// A predicate of this weight tells one event by itself ("concede", not "say"); thousandths of a nat.
const TELLING: u16 = 3500;

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
        confidence: 550 + (containment / 4).min(250) + if voices == Voices::Same { 50 } else { 0 },
        because: "both speak of the same thing and go opposite ways".to_owned(),
    })
}

/// Days between two articles beyond which a change of direction is news rather than a contradiction.
const SAME_NEWS_DAYS: i32 = 3;

/// Articles of different days: things change.
fn update(pair: &Pair<'_>) -> bool {
    matches!((pair.left.published, pair.right.published), (Some(a), Some(b)) if days_between(a, b) > SAME_NEWS_DAYS)
}
