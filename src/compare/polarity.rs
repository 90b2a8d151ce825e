//! A yes against a no, a rise against a fall.

use super::event::{self as telling, Relation, Telling};
use super::gates::{self, Voices};
use super::retold::{self, Retold};
use super::turn::{self, Turn};
use super::{Check, Compare, Comparison, Events, Outcome, Pair, contrast, denial, thing};
use crate::align::story::{Kin, days_between};
use crate::extract::manual::switch::{is_need, is_support, is_switch};
use crate::model::{
    Assertion, Axis, BlockKind, Claim, Dimension, Facet, FacetKind, Gate, Occurrence, Polarity, Reason, Severity, Span,
    Term,
};

pub(super) const CHECK: Check = Check {
    id: "polarity",
    summary: "One source affirms what another denies, or they go opposite ways",
    lead: "Opposite statements",
    help: include_str!("../../tests/checks/polarity.md"),
    severity: Severity::High,
    asks: Kin::Event,
    compare: Compare::Claims(compare),
    events: Events::Sole(events),
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
    let [left, right] = pair.kinds;
    let (denied, opposed) = (left.denies(right) || right.denies(left), pair.both_have(FacetKind::Polarity));
    let negated = left.negates_apart(right);
    if !(denied || opposed || negated) {
        return retold::siblings(pair).into_iter().collect();
    }
    let label = pair.kin == Kin::Product && [pair.left, pair.right].iter().any(|claim| is_label(claim));
    if let Some(comparison) = if denied && !label { denial(pair) } else { None } {
        return vec![comparison];
    }
    let mut out = if opposed { opposites(pair) } else { Vec::new() };
    if negated && !label && out.is_empty() {
        out.extend(negation(pair));
    }
    if out.is_empty() {
        out.extend(retold::siblings(pair));
    }
    out
}

/// One event that came about by one account and did not by the other.
fn events(pair: &Pair<'_>, telling: &Telling<'_>) -> Option<Comparison> {
    let signs = [telling.left.holds?, telling.right.holds? != telling.opposed];
    // Many sign a pledge.
    let doer = telling.opposed || matches!(telling.agents, Relation::Same(_));
    if telling.sole && !(telling.pointed(pair) && doer) {
        return None;
    }
    // What one verb denies its opposite need not affirm: who was not praised was not criticised for it.
    if telling.opposed && telling.left.holds != telling.right.holds {
        return None;
    }
    // What a product supports is read with its platforms and versions, see `opposites`.
    let supports = |claim: &Claim| polarities(claim).any(|(one, _)| is_support(&one.axis));
    if pair.kin == Kin::Product && (supports(pair.left) || supports(pair.right)) {
        return None;
    }
    let stages = telling.both_done() || telling.left.phase == telling.right.phase || turn::called_off(pair, telling);
    if signs[0] == signs[1] || !stages || telling.agents == Relation::Apart {
        return None;
    }
    // How things stand is a matter of status.
    if Turn::of(pair, telling).is_some() {
        return None;
    }
    if telling.opposed && (!signs[0] || !matches!(telling.patients, Relation::Same(_))) {
        return None;
    }
    let (denied, affirmed) =
        if signs[0] { ((pair.right, telling.right), pair.left) } else { ((pair.left, telling.left), pair.right) };
    // "did not sail to the island" leaves it open whether the ferry sailed.
    let narrower = if signs[0] { (telling.right, pair.left) } else { (telling.left, pair.right) };
    let narrowed = narrower
        .0
        .adjuncts
        .iter()
        .filter_map(|adjunct| adjunct.party.head)
        .any(|head| !narrower.1.terms.iter().any(|term| term.hash == head.hash));
    // What has not come about by the day of one article may have by that of the next.
    let since = denied.1.perfect && telling::later(denied.0, affirmed);
    Some(telling.conflict(
        pair,
        telling.spans(),
        Severity::High,
        "one says that it came about, the other that it did not",
        &[
            (Gate::Time, telling.times_apart(pair) || since),
            (Gate::Scope, narrowed && !telling.opposed || telling.adjuncts_apart()),
        ],
    ))
}

/// What one claim denies and the other affirms.
fn denial(pair: &Pair<'_>) -> Option<Comparison> {
    let manual = pair.kin == Kin::Product && !pair.score.reaches(SAME_SENTENCE_DENIED);
    if manual || pair.same_article() && !pair.score.reaches(SAME_SENTENCE_STRICT) {
        return None;
    }
    let found = denial::denied(pair)?;
    // What has not come about by a day has its time in it.
    let clauses = [gates::clause_terms(pair.left, found.spans[0]), gates::clause_terms(pair.right, found.spans[1])];
    let outcome = match found.pending {
        _ if contrast::sets_differ(&clauses[0], &clauses[1]) => Outcome::NotComparable(Gate::Scope),
        true if gates::unasserted(found.moods) => Outcome::NotComparable(Gate::Asserted),
        true => conflict(pair, ALL),
        false => finish(pair, found.spans, found.moods, ALL),
    };
    Some(Comparison { spans: found.spans, outcome })
}

/// All of one side's weight, in thousandths.
const ALL: u16 = 1000;

/// Words from the two ends of one axis.
fn opposites(pair: &Pair<'_>) -> Vec<Comparison> {
    let mut out = Vec::new();
    for (left, mood) in polarities(pair.left) {
        for (right, other) in polarities(pair.right) {
            if left.axis != right.axis {
                continue;
            }
            // Who tells of both ends sets them side by side himself.
            if both_ends(pair.left, left) || both_ends(pair.right, right) {
                continue;
            }
            // "57 percent oppose it": a part of the people, and the rest may go the other way.
            if in_part(pair.left, left) || in_part(pair.right, right) {
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

/// Whether a share of the people is said to take this side.
fn in_part(claim: &Claim, polarity: &Polarity) -> bool {
    let stance = matches!(&polarity.axis, Axis::Opposites(id) if STANCES.contains(&id.as_str()));
    let share = |facet: &Facet| matches!(facet, Facet::Quantity(quantity) if quantity.dimension == Dimension::Share);
    stance && claim.facets.iter().any(share)
}

/// Axes of which each takes a side by himself.
const STANCES: [&str; 3] = ["support-oppose", "accept-reject", "love-hate"];

/// Whether one clause tells of both ends of this axis.
fn both_ends(claim: &Claim, of: &Polarity) -> bool {
    let clause = |span: Span| claim.occurrences.iter().find(|word| word.span.end > span.start).map(|word| word.clause);
    let other_end = |other: &Polarity| other.axis == of.axis && other.direction != of.direction;
    polarities(claim).any(|(other, _)| other_end(other) && clause(other.span) == clause(of.span))
}

fn axis(pair: &Pair<'_>, left: (&Polarity, Assertion), right: (&Polarity, Assertion)) -> Outcome {
    let around = |polarity: &Polarity| {
        crate::text::sorted(polarity.subject.iter().chain(&polarity.object).copied().collect::<Vec<Term>>())
    };
    let words = gates::around(pair, &around(left.0), &around(right.0));
    if is_switch(&left.0.axis) {
        return switch(pair, left, right);
    }
    if pair.kin == Kin::Product && (pair.same_article() || [pair.left, pair.right].iter().any(|claim| is_label(claim)))
    {
        return Outcome::Unrelated;
    }
    // A manual says in like words of many calls and options what they do and do not.
    let strict = pair.same_article() || pair.kin == Kin::Product;
    let alike = if strict { SAME_SENTENCE_STRICT } else { SAME_SENTENCE };
    let close = words.containment() >= SAME_CLAUSE
        && words.jaccard() >= ALL_CLAUSE
        && (pair.score.reaches(alike) || closely(pair));
    let Axis::Opposites(name) = &left.0.axis else { return Outcome::Unrelated };
    let shared = |l: &[Term], r: &[Term]| gates::around(pair, l, r).count > 0;
    let open = |l: &[Term], r: &[Term]| l.is_empty() || r.is_empty();
    let subjects = shared(&left.0.subject, &right.0.subject);
    // Where all the rest is the same, "safe for bathing" and "unsafe for bathers" have one object.
    let objects = shared(&left.0.object, &right.0.object) || open(&left.0.object, &right.0.object) || closely(pair);
    // The one who is said to do it must be the same; what happens one after the other is no contradiction.
    let roles = (subjects || open(&left.0.subject, &right.0.subject)) && objects && !SEQUENCES.contains(&name.as_str());
    if left.0.direction != right.0.direction && subjects && !close && note_worthy(pair, left.0, right.0) {
        return finish(pair, [left.0.span, right.0.span], [left.1, right.1], words.containment());
    }
    // Where a negation makes the difference, it must be of one and the same doer: the one named right before it.
    let doers = pair.left.negates == pair.right.negates || same_doers(left.0, right.0);
    if !close || words.count < 1 || !roles || !doers {
        return Outcome::Unrelated;
    }
    if left.0.direction == right.0.direction {
        return Outcome::Agree;
    }
    if contrast::sets_differ(&around(left.0), &around(right.0)) {
        return Outcome::NotComparable(Gate::Scope);
    }
    finish(pair, [left.0.span, right.0.span], [left.1, right.1], words.containment())
}

/// Whether both say the same but for what is opposite.
fn closely(pair: &Pair<'_>) -> bool {
    pair.retold() == Retold::Closely && !retold::names_differ(pair)
}

/// Whether a claim of a manual names something rather than says something of it: a heading, a link to another page.
fn is_label(claim: &Claim) -> bool {
    claim.terms.len() < STATEMENT
        || matches!(claim.block, BlockKind::Title | BlockKind::Heading(_) | BlockKind::TableHead)
}

/// Content terms below which a line of a manual is a name.
const STATEMENT: usize = 4;

/// Whether the word right before each predicate stands before the other one too.
fn same_doers(left: &Polarity, right: &Polarity) -> bool {
    let before = |one: &Polarity, other: &Polarity| match one.heads.first() {
        Some(head) => other.subject.is_empty() || other.subject.iter().any(|term| term.hash == head.hash),
        None => true,
    };
    before(left, right) && before(right, left)
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
const SEQUENCES: [&str; 21] = [
    "keep-delete",
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
    // "No longer supported" and "still supported" are standings, and told as such.
    let standing = |claim: &Claim, of: &Polarity| {
        is_support(&of.axis)
            && claim.facets.iter().any(|facet| matches!(facet, Facet::Status(status) if status.span.overlaps(of.span)))
    };
    // The arguments that a table lists are as many things.
    let listed = pair.same_article() && is_need(&left.0.axis);
    if listed
        || !thing::same(&left.0.subject, &right.0.subject)
        || standing(pair.left, left.0) && standing(pair.right, right.0)
    {
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
    let strict = pair.same_article() || pair.kin == Kin::Product;
    let alike = if strict { SAME_SENTENCE_STRICT } else { SAME_SENTENCE_DENIED };
    let (a, b) = first_differing(pair.left, pair.right)?;
    if !pair.score.reaches(alike) || !same_doer(pair, a, b) {
        return None;
    }
    let clause = |claim: &Claim, word: &Occurrence| {
        crate::text::sorted(
            claim
                .occurrences
                .iter()
                .filter(|other| other.clause == word.clause && other.term() != word.term())
                .map(|other| other.term())
                .collect(),
        )
    };
    let words = gates::around(pair, &clause(pair.left, a), &clause(pair.right, b));
    if words.count < 1 || words.containment() < SAME_CLAUSE || words.jaccard() < ALL_CLAUSE {
        return None;
    }
    let moods = [gates::clause_mood(pair.left, a), gates::clause_mood(pair.right, b)];
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
        let b = right.occurrences.iter().find(|b| b.hash == a.hash)?;
        matches!((a.negated, b.negated), (Some(x), Some(y)) if x != y).then_some((a, b))
    })
}

/// Whether the word right before each predicate stands before the other one too, in its clause.
fn same_doer(pair: &Pair<'_>, left: &Occurrence, right: &Occurrence) -> bool {
    let before = |claim: &Claim, word: &Occurrence| -> Vec<u64> {
        let words = claim.occurrences.iter().filter(|other| other.clause == word.clause);
        words.take_while(|other| other.span.start < word.span.start).map(|other| other.hash).collect()
    };
    let (left, right) = (before(pair.left, left), before(pair.right, right));
    match (left.last(), right.last()) {
        (Some(l), Some(r)) => right.contains(l) && left.contains(r),
        _ => true,
    }
}

fn finish(pair: &Pair<'_>, spans: [Span; 2], moods: [Assertion; 2], containment: u16) -> Outcome {
    let shut = gates::first_shut(&[
        (Gate::Asserted, gates::unasserted(moods)),
        (Gate::Time, gates::different_times((pair.left, spans[0]), (pair.right, spans[1])) || update(pair)),
    ]);
    if let Some(gate) = shut {
        return Outcome::NotComparable(gate);
    }
    conflict(pair, containment)
}

fn conflict(pair: &Pair<'_>, containment: u16) -> Outcome {
    let voices = gates::voices(pair.left, pair.right);
    Outcome::Conflict(Reason {
        severity: gates::severity(voices, Severity::High),
        confidence: 550 + (containment / 4).min(250) + if voices == Voices::Same { 50 } else { 0 },
        because: "both speak of the same thing and go opposite ways".to_owned(),
    })
}

/// Days between two articles beyond which a change of direction is news rather than a contradiction.
pub(super) const SAME_NEWS_DAYS: i32 = 3;

/// Articles of different days: things change.
fn update(pair: &Pair<'_>) -> bool {
    matches!((pair.left.published, pair.right.published), (Some(a), Some(b)) if days_between(a, b) > SAME_NEWS_DAYS)
}
