//! Undecided, planned, under way, done: one event said to be at two stages.

use super::event::{self, Relation, Telling};
use super::{Check, Compare, Comparison, Events, Outcome, Pair};
use super::{date, gates};
use crate::align::story::{Kin, days_between};
use crate::lexicon::stages;
use crate::model::{Claim, Facet, FacetKind, Gate, Modality, Phase, Precision, Reason, Severity, Span, Term};

pub(super) const CHECK: Check = Check {
    id: "modality",
    summary: "Two sources differ on whether something is planned, possible or done",
    lead: "Stages of one event differ",
    help: include_str!("../../tests/checks/modality.md"),
    severity: Severity::Medium,
    asks: Kin::Event,
    compare: Compare::Facets(FacetKind::Modality, compare),
    events: Events::Same(events),
};

/// Share of the lighter clause's weight that both clauses must have beside the event itself, in thousandths.
const SAME_CLAUSE: u16 = 450;
/// The same where one clause does not name what the event happens to.
const SAME_CLAUSE_OPEN: u16 = 500;
/// The same where they share one word, and a story seldom holds two events of this kind.
const SAME_CLAUSE_SINGLE: u16 = 800;
/// A done event that lies further before its own article is another one than an event still planned, in days.
const LONG_AGO_DAYS: i32 = 45;

/// How far behind the words of an event the number of what it happens to may stand, in bytes.
const NUMBER_REACH: u32 = 6;

/// Stages by number, see [`Modality::STAGES`].
const UNDECIDED: u8 = 0;
const PLANNED: u8 = 1;
const SETTLED: u8 = 2;
const UNDER_WAY: u8 = 3;
const DONE: u8 = 4;

fn compare(pair: &Pair<'_>, left: &Facet, right: &Facet) -> Outcome {
    let (Facet::Modality(left), Facet::Modality(right)) = (left, right) else { return Outcome::Unrelated };
    if left.predicate != right.predicate {
        return Outcome::Unrelated;
    }
    let Some(closeness) = closeness(pair, left, right) else { return Outcome::Unrelated };
    if left.stage == right.stage {
        return Outcome::Agree;
    }
    let shut = gates::first_shut(&[
        (Gate::Contrast, gates::one_sentence(pair.left, pair.right)),
        (Gate::Subject, themes_apart(left, right, pair) || actors_apart(pair, left, right)),
        (Gate::Measure, numbers_apart(pair, left, right)),
        (Gate::Time, progress(pair, [(pair.left, left.span, left.stage), (pair.right, right.span, right.stage)])),
        (Gate::Compatible, !exclusive(left.stage.min(right.stage), left.stage.max(right.stage))),
    ]);
    if let Some(gate) = shut {
        return Outcome::NotComparable(gate);
    }
    let voices = gates::voices(pair.left, pair.right);
    let (severity, confidence) = match (left.stage.min(right.stage), left.stage.max(right.stage)) {
        (UNDER_WAY, _) => (Severity::Low, 560),
        (UNDECIDED, PLANNED | SETTLED) => (Severity::Medium, 620),
        _ => (Severity::High, 700),
    };
    Outcome::Conflict(Reason {
        severity: gates::severity(voices, severity),
        confidence: confidence + closeness / 8,
        because: "both speak of one event and set it at different stages".to_owned(),
    })
}

/// One event that is told as possible or planned here, and as come about there.
fn events(pair: &Pair<'_>, telling: &Telling<'_>) -> Option<Comparison> {
    let stage = |phase: Phase| match phase {
        Phase::Possible => UNDECIDED,
        Phase::Planned => PLANNED,
        Phase::UnderWay => UNDER_WAY,
        Phase::Done => DONE,
    };
    let (left, right) = (stage(telling.left.phase), stage(telling.right.phase));
    // What goes on may be a habit: it is at odds with nothing but what is merely possible.
    let told = left != right && left.min(right) <= PLANNED && left.max(right) != UNDER_WAY;
    let told = told && !telling.left.told_back && !telling.right.told_back;
    if !told || telling.once || !telling.both_hold() || telling.agents == Relation::Apart {
        return None;
    }
    // "began on Saturday" and "begins on Saturday" were printed before and after.
    let days = event::date_of(pair.left, telling.left).zip(event::date_of(pair.right, telling.right));
    if left.min(right) == PLANNED && days.is_some_and(|(one, other)| !date::disjoint(one, other)) {
        return None;
    }
    let sides = [(pair.left, telling.left.span, left), (pair.right, telling.right.span, right)];
    // Without both days nobody can tell whether the plan came first.
    let undated = pair.kin == Kin::Event && (pair.left.published.is_none() || pair.right.published.is_none());
    // What one speaker holds possible another may know.
    let severity = if gates::voices(pair.left, pair.right) != gates::Voices::Same {
        Severity::Note
    } else if left.max(right) > UNDER_WAY {
        Severity::High
    } else {
        Severity::Medium
    };
    Some(telling.conflict(
        pair,
        telling.spans(),
        severity,
        "both speak of one event and set it at different stages",
        &[(Gate::Time, telling.times_apart(pair) || progress(pair, sides) || undated)],
    ))
}

/// Whether one event cannot be at both stages at once. What is settled may be done as well: whoever orders a closure
/// often closes.
fn exclusive(lower: u8, higher: u8) -> bool {
    match lower {
        UNDECIDED => true,
        PLANNED => higher >= UNDER_WAY,
        SETTLED => false,
        _ => true,
    }
}

/// "expelled 60 diplomats" and "will expel 13 diplomats" are two events.
fn numbers_apart(pair: &Pair<'_>, left: &Modality, right: &Modality) -> bool {
    let number = |claim: &Claim, facet: &Modality| {
        claim.facets.iter().find_map(|other| match other {
            Facet::Quantity(quantity)
                if quantity.span.start >= facet.span.end && quantity.span.start - facet.span.end <= NUMBER_REACH =>
            {
                Some(quantity.range)
            }
            _ => None,
        })
    };
    matches!((number(pair.left, left), number(pair.right, right)), (Some(a), Some(b)) if a.disjoint(b))
}

/// How much the two clauses share, in thousandths; `None` where it is not enough.
fn closeness(pair: &Pair<'_>, left: &Modality, right: &Modality) -> Option<u16> {
    let words = gates::around(pair, &left.around, &right.around);
    let named = !left.theme.is_empty() && !right.theme.is_empty();
    let heads = matches!((left.theme.last(), right.theme.last()), (Some(a), Some(b)) if a.hash == b.hash);
    let lone = left.around.len().min(right.around.len()) <= 1;
    let close = if named {
        heads && words.containment() >= SAME_CLAUSE && (words.count >= 2 || lone)
    } else {
        words.count >= 2 && words.containment() >= SAME_CLAUSE_OPEN
            || words.count == 1 && words.containment() >= SAME_CLAUSE_SINGLE && stages::get().is_single(&left.predicate)
    };
    let close = close || same_theme(left, right);
    close.then(|| words.containment())
}

/// Whether the words for what the event happens to are the same two or more, or all stand in the other clause where that
/// has only a pronoun.
fn same_theme(left: &Modality, right: &Modality) -> bool {
    let inside = |inner: &[Term], outer: &[Term]| {
        inner.len() >= 2 && inner.iter().all(|term| outer.iter().any(|other| other.hash == term.hash))
    };
    let open = |theme: &Modality, other: &Modality| other.theme.is_empty() && inside(&theme.theme, &other.around);
    let heads = matches!((left.theme.last(), right.theme.last()), (Some(a), Some(b)) if a.hash == b.hash);
    heads && (inside(&left.theme, &right.theme) || inside(&right.theme, &left.theme))
        || open(left, right)
        || open(right, left)
}

/// "the north terminal" and "the south terminal": both heads carry words of their own, and share none.
fn themes_apart(left: &Modality, right: &Modality, pair: &Pair<'_>) -> bool {
    let own = |theme: &[Term], other: &Claim| -> usize {
        let (_, before) = theme.split_last().map_or((None, &[][..]), |(head, before)| (Some(head), before));
        before.iter().filter(|term| !other.terms.iter().any(|known| known.hash == term.hash)).count()
    };
    own(&left.theme, pair.right) > 0 && own(&right.theme, pair.left) > 0
}

/// The named actors differ, or both clauses name somebody or some place, and neither's names stand in the other sentence.
fn actors_apart(pair: &Pair<'_>, left: &Modality, right: &Modality) -> bool {
    let near = |claim: &Claim, facet: &Modality| -> Vec<u64> {
        let ends = claim.names.iter().filter_map(|name| name.terms.last());
        ends.filter(|term| facet.around.iter().any(|other| other.hash == term.hash)).map(|term| term.hash).collect()
    };
    let known = |claim: &Claim, hash: &u64| claim.terms.iter().any(|term| term.hash == *hash);
    let acts = |claim: &Claim, actor: &[Term]| actor.iter().any(|term| known(claim, &term.hash));
    if !left.actor.is_empty()
        && !right.actor.is_empty()
        && !acts(pair.right, &left.actor)
        && !acts(pair.left, &right.actor)
    {
        return true;
    }
    let (a, b) = (near(pair.left, left), near(pair.right, right));
    !a.is_empty()
        && !b.is_empty()
        && !a.iter().any(|hash| known(pair.right, hash))
        && !b.iter().any(|hash| known(pair.left, hash))
}

/// Whether time may have moved the event on from the lower stage to the higher, or the two are two occasions.
fn progress(pair: &Pair<'_>, mut sides: [(&Claim, Span, u8); 2]) -> bool {
    sides.sort_by_key(|side| side.2);
    let [lower, higher] = sides;
    // One article tells a story: what was planned in its first paragraph may be done in its last.
    if pair.same_article() {
        return true;
    }
    let stated = |(claim, span, _): (&Claim, Span, u8)| gates::stated_time(claim, span);
    let day = |(claim, span, _): (&Claim, Span, u8)| {
        gates::nearest_date(claim, span).filter(|date| date.precision <= Precision::Day)?.interval
    };
    // "offered to resign on Thursday" and "resigned on Thursday" tell of one day, whenever they were printed.
    if matches!((day(lower), day(higher)), (Some(open), Some(done)) if !open.disjoint(done)) {
        return false;
    }
    let days = (lower.0.published, higher.0.published);
    if let (Some(planned), Some(done)) = days
        && (planned < done || days_between(done, planned) > LONG_AGO_DAYS)
    {
        return true;
    }
    // With one date missing nobody can tell which article is the later one; only what is flatly open against what is
    // settled is worth a look.
    if days.0.is_some() != days.1.is_some() && lower.2 > UNDECIDED {
        return true;
    }
    let (planned, done) = (stated(lower), stated(higher));
    // What is still to come by both has not moved on.
    let after_plan = higher.2 >= UNDER_WAY && matches!((done, days.0), (Some(done), Some(day)) if day < done.start);
    let long_ago = matches!((done, days.1), (Some(done), Some(day)) if days_between(done.end, day) > LONG_AGO_DAYS && done.end < day);
    let apart = matches!((planned, done), (Some(planned), Some(done))
        if planned.disjoint(done) && days_between(done.end, planned.start).abs() > 2 * LONG_AGO_DAYS && done.end < planned.start);
    after_plan || long_ago || apart
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_ordered_may_be_done() {
        assert!(!exclusive(SETTLED, DONE));
        assert!(!exclusive(PLANNED, SETTLED));
        assert!(exclusive(UNDECIDED, SETTLED));
        assert!(exclusive(PLANNED, UNDER_WAY));
    }
}
