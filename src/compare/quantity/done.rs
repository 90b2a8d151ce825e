//! To how many one thing was done: "helicopters lifted 46 campers" against "38 campers were lifted".

use super::super::event::{Relation, Telling, date_of};
use super::super::measure::counted;
use super::super::{Comparison, Outcome, Pair, gates};
use super::apart::{elsewhere, knows, names_apart};
use super::{conflict, severity, tally};
use crate::model::{Gate, Phase, Qualifier, QuantityRole, Reason};

/// Two numbers of those to whom, or by whom, one thing was done.
pub(super) fn events(pair: &Pair<'_>, telling: &Telling<'_>) -> Option<Comparison> {
    if !telling.both_hold() || !telling.both_done() || telling.agents == Relation::Apart {
        return None;
    }
    let (a, b) = telling.counted_parties(pair)?;
    let (left, right) = (counted(pair.left, a)?, counted(pair.right, b)?);
    let plain = [left, right]
        .iter()
        .all(|quantity| quantity.role == QuantityRole::Level && quantity.qualifier != Qualifier::Vague);
    if !plain || !conflict(left, right) {
        return None;
    }
    let [of_left, of_right] = pair.measures;
    let one = of_left.one_count(telling.left, a) && of_right.one_count(telling.right, b);
    let own = [
        (Gate::Asserted, telling.unasserted()),
        (Gate::Contrast, pair.same_article()),
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
    let outcome = match gates::first_shut(&own) {
        Some(gate) => Outcome::NotComparable(gate),
        None => Outcome::Conflict(Reason {
            severity: gates::severity(gates::voices(pair.left, pair.right), severity(left, right)),
            confidence: telling.confidence(),
            because: "both count those to whom the same thing happened".to_owned(),
        }),
    };
    Some(Comparison { spans: [left.span, right.span], outcome })
}

/// Whether both numbers are of one time: both give the day, and it is one, or all of it had come about when both were
/// printed, and neither was days behind the other, so that more may have followed.
fn one_time(pair: &Pair<'_>, telling: &Telling<'_>) -> bool {
    let time = |claim, event| date_of(claim, event)?.interval;
    match (time(pair.left, telling.left), time(pair.right, telling.right)) {
        (Some(a), Some(b)) => !a.disjoint(b),
        _ => {
            let over = [telling.left, telling.right].iter().all(|event| event.phase == Phase::Done);
            over && gates::one_day(pair)
        }
    }
}
