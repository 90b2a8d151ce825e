//! Counts that change while a story goes on: what one day or hour says is no disagreement with what a later one says.

use super::measure::measure;
use super::{Pair, gates};
use crate::model::{Claim, Quantity};
use std::sync::LazyLock;

/// Tallies that grow while a story goes on: the later article's count is an update.
pub(super) fn later_count(pair: &Pair<'_>, left: &Quantity, right: &Quantity) -> bool {
    let measures = [measure(pair.left, left), measure(pair.right, right)];
    if !measures.iter().flatten().any(|measure| measure.counts()) {
        return false;
    }
    // Weeks after the event nothing is counted any more.
    let closed = measures.iter().zip(pair.measures).any(|(of, known)| of.is_some_and(|of| known.closed(of)));
    if closed {
        return false;
    }
    let of_left = measures[0].map(|measure| measure.name);
    // The dead and the injured do not become fewer; of the missing and the arrested nothing is known without a day.
    let grows = of_left.is_some_and(|of| tallies()[..GROWING].contains(&of));
    let (Some(a), Some(b)) = (gates::day_of(pair.left, left.span), gates::day_of(pair.right, right.span)) else {
        let weekday =
            |claim, quantity: &Quantity| gates::nearest_date(claim, quantity.span).and_then(|date| date.stated.weekday);
        let (a, b) = (weekday(pair.left, left), weekday(pair.right, right));
        return !grows && (a.is_none() || a != b);
    };
    let (earlier, later) = if a.end < b.start { (left, right) } else { (right, left) };
    if a.disjoint(b) { !grows || more(earlier, later) } else { later_hour(pair, [left, right], grows) }
}

/// Whether a later count is no smaller.
fn more(earlier: &Quantity, later: &Quantity) -> bool {
    later.range.high.is_none_or(|high| earlier.range.low.is_none_or(|low| low <= high))
}

/// The same on one day, where one of the two is an entry of a live page, whose counts go by the hour. Times are taken as
/// printed: papers that follow one story hour by hour mostly share a zone.
fn later_hour(pair: &Pair<'_>, [left, right]: [&Quantity; 2], grows: bool) -> bool {
    if pair.left.moment.is_none() && pair.right.moment.is_none() {
        return false;
    }
    let time = |claim: &Claim| claim.minute.map(|minute| (claim.published, minute));
    // Who does not say when may have counted earlier or later.
    let (Some(a), Some(b)) = (time(pair.left), time(pair.right)) else { return true };
    let (earlier, later) = if a <= b { (left, right) } else { (right, left) };
    a != b && (!grows || more(earlier, later))
}

/// How many of the tallies, from the first, can only grow.
const GROWING: usize = 2;

/// Concepts whose counts change while a story goes on.
pub(super) fn tallies() -> &'static [u64] {
    static TALLIES: LazyLock<Vec<u64>> = LazyLock::new(|| {
        let ids = [
            "death",
            "injury",
            "missing",
            "arrest",
            "evacuate",
            "displaced",
            "rescue",
            "infection",
            "patient",
            "damage",
            "aftershock",
            "refugee",
        ];
        ids.iter().map(|id| crate::lexicon::concept_hash(id)).collect()
    });
    &TALLIES
}
