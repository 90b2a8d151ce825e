//! How things stand by one account ("is still under way"), and by the other what put an end to that ("has ended").

use super::event::{self, Relation, Telling};
use super::polarity::SAME_NEWS_DAYS;
use super::{Comparison, Pair, gates};
use crate::align::story::days_between;
use crate::lexicon::verbs;
use crate::model::{Claim, Event, Gate, Phase, Severity};

/// A state and the change that excludes it.
pub(super) struct Turn<'a> {
    state: &'a Claim,
    change: &'a Claim,
    /// The change.
    event: &'a Event,
}

/// Days between two articles that tell how things stand where they may have changed back.
const ONE_TIME: i32 = 1;
/// The same where they can't have, or the day of the change is told.
const ONE_NEWS: i32 = 7;

impl<'a> Turn<'a> {
    /// Of two events that exclude one another.
    pub(super) fn of(pair: &Pair<'a>, telling: &Telling<'a>) -> Option<Self> {
        let is_state = |event: &Event| {
            event.phase == Phase::UnderWay && verbs::get().family(event.predicate).is_some_and(|family| family.state)
        };
        if !telling.opposed || !telling.both_done() {
            return None;
        }
        match (is_state(telling.left), is_state(telling.right)) {
            (true, false) => Some(Self { state: pair.left, change: pair.right, event: telling.right }),
            (false, true) => Some(Self { state: pair.right, change: pair.left, event: telling.left }),
            _ => None,
        }
    }

    /// Whether the change came first, so that things cannot stand as they are said to: it has a day before the other's
    /// publication, or was printed before.
    fn came_first(&self) -> bool {
        let printed =
            self.state.published.zip(self.change.published).map(|(state, change)| (state - change).get_days());
        let told = event::date_of(self.change, self.event).and_then(|date| date.interval);
        match (printed, told, self.state.published) {
            (Some(days), Some(told), Some(state)) => told.end < state && days.abs() <= ONE_NEWS,
            (Some(days), None, _) => {
                let reversible = verbs::get().family(self.event.predicate).is_some_and(|family| family.reversible);
                (0..=if reversible { ONE_TIME } else { ONE_NEWS }).contains(&days)
            }
            _ => false,
        }
    }
}

/// Whether something was called off by one account, and is still to come by another that was not printed before.
pub(super) fn called_off(pair: &Pair<'_>, telling: &Telling<'_>) -> bool {
    let void =
        |event: &Event| event.phase == Phase::Done && verbs::get().family(event.predicate).is_some_and(|of| of.voids);
    let (off, on, plan) = match (void(telling.left), void(telling.right)) {
        (true, false) => (pair.left, pair.right, telling.right),
        (false, true) => (pair.right, pair.left, telling.left),
        _ => return false,
    };
    telling.opposed
        && plan.phase == Phase::Planned
        && matches!((off.published, on.published), (Some(off), Some(on)) if off <= on && days_between(off, on) <= SAME_NEWS_DAYS)
}

/// A state that by the other account is over.
pub(super) fn events(pair: &Pair<'_>, telling: &Telling<'_>) -> Option<Comparison> {
    let turn = Turn::of(pair, telling)?;
    let both_hold = telling.left.holds == Some(true) && telling.right.holds == Some(true);
    if !both_hold || !matches!(telling.patients, Relation::Same(_)) || telling.agents == Relation::Apart {
        return None;
    }
    let (Some(a), Some(b)) = (&telling.left.patient, &telling.right.patient) else { return None };
    // "the permit for the weir" and "the permit for the boathouse" share their noun alone.
    if a.terms.len() > 1 && b.terms.len() > 1 && gates::around(pair, &a.terms, &b.terms).count < 2 {
        return None;
    }
    // A state has no time but that of its article.
    let own = [(Gate::Time, !turn.came_first())];
    let because = "by one account this is so, by the other it was over";
    Some(telling.conflict(pair, telling.spans(), Severity::High, because, &own))
}
