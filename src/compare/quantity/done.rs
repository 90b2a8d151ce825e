//! To how many one thing was done: "helicopters lifted 46 campers" against "38 campers were lifted".

use super::super::event::{Relation, Telling, date_of};
use super::super::measure::counted;
use super::super::{Comparison, Pair, gates};
use super::apart::{elsewhere, knows, names_apart};
use super::{conflict, far_apart, lapsed, rate, severity, tally};
use crate::model::{Claim, Dimension, Event, Facet, Gate, Lead, Phase, Qualifier, Quantity, QuantityRole, Span};

/// Two numbers of those to whom, or by whom, one thing was done.
pub(super) fn counts(pair: &Pair<'_>, telling: &Telling<'_>) -> Option<Comparison> {
    let one_phase = telling.both_done() || telling.left.phase == telling.right.phase;
    if !telling.both_hold() || !one_phase || telling.agents == Relation::Apart {
        return None;
    }
    let (a, b) = telling.counted_parties(pair)?;
    let (left, right) = (counted(pair.left, a)?, counted(pair.right, b)?);
    let plain = [left, right]
        .iter()
        .all(|quantity| quantity.role == QuantityRole::Level && quantity.qualifier != Qualifier::Vague);
    if !plain || left.dimension != right.dimension || rate(left) != rate(right) || !conflict(left, right) {
        return None;
    }
    let [of_left, of_right] = pair.measures;
    let one = of_left.one_count(telling.left, a) && of_right.one_count(telling.right, b);
    let own = [
        (Gate::Measure, !one || knows(pair.left, left, right) || knows(pair.right, right, left)),
        (Gate::Time, !one_time(pair, telling) || telling.times_apart(pair) || tally::later_count(pair, left, right)),
        (
            Gate::Scope,
            names_apart(pair, left, right)
                || elsewhere(pair, pair.left, left)
                || elsewhere(pair, pair.right, right)
                || telling.places_apart(),
        ),
    ];
    let because = "both count those to whom the same thing happened";
    Some(telling.conflict(pair, [left.span, right.span], severity(left, right), because, &own))
}

/// Two amounts of what was done to one thing: "cut the risk by 78 percent", "lowered the risk by 87 percent".
pub(super) fn amounts(pair: &Pair<'_>, telling: &Telling<'_>) -> Option<Comparison> {
    if !telling.both_hold() || telling.left.phase != telling.right.phase || telling.agents == Relation::Apart {
        return None;
    }
    // "the risk of a stroke", "the cost of a stroke"
    let head = |event: &Event| event.patient.as_ref().and_then(|party| party.head).map(|head| head.hash);
    if head(telling.left) != head(telling.right) {
        return None;
    }
    let (lefts, rights) = (of_event(pair.left, telling.left), of_event(pair.right, telling.right));
    let sole = |side: &[(Lead, &Quantity)], one: &Quantity| {
        side.iter().filter(|(_, other)| other.dimension == one.dimension).count() == 1
    };
    let (left, right) = lefts.iter().find_map(|&(lead, left)| {
        let fits = |&&(other, right): &&(Lead, &Quantity)| {
            left.dimension == right.dimension && (lead == other || left.dimension == Dimension::Duration)
        };
        let &(_, right) = rights.iter().find(fits)?;
        (sole(&lefts, left) && sole(&rights, right)).then_some((left, right))
    })?;
    let plain = [left, right].iter().all(|quantity| {
        quantity.qualifier != Qualifier::Vague && quantity.counted.setting.is_none() && quantity.poll.is_none()
    });
    if !plain || left.role != right.role || rate(left) != rate(right) || !conflict(left, right) {
        return None;
    }
    let own = [
        (Gate::Measure, knows(pair.left, left, right) || knows(pair.right, right, left) || far_apart(left, right)),
        (
            Gate::Time,
            !one_time(pair, telling)
                || telling.times_apart(pair)
                || telling.often()
                || lapsed(pair.left, left) != lapsed(pair.right, right),
        ),
        (Gate::Scope, names_apart(pair, left, right) || telling.places_apart() || telling.adjuncts_apart()),
    ];
    let because = "both tell the extent of the same thing done";
    Some(telling.conflict(pair, [left.span, right.span], severity(left, right), because, &own))
}

/// The amounts of an event, each with what leads it.
fn of_event<'c>(claim: &'c Claim, event: &Event) -> Vec<(Lead, &'c Quantity)> {
    let quantity = |span: Span| {
        claim.facets.iter().find_map(|facet| match facet {
            Facet::Quantity(quantity) if quantity.span == span => Some(&**quantity),
            _ => None,
        })
    };
    event.amounts.iter().filter_map(|amount| Some((amount.lead, quantity(amount.span)?))).collect()
}

/// Whether both numbers are of one time: both give the day, and it is one, or all of it had come about when both were
/// printed, and neither was days behind the other, so that more may have followed.
fn one_time(pair: &Pair<'_>, telling: &Telling<'_>) -> bool {
    let time = |claim, event| date_of(claim, event)?.interval;
    match (time(pair.left, telling.left), time(pair.right, telling.right)) {
        (Some(a), Some(b)) => !a.disjoint(b),
        _ => {
            let over = [telling.left, telling.right].iter().all(|event| event.phase != Phase::UnderWay);
            over && gates::one_day(pair)
        }
    }
}
