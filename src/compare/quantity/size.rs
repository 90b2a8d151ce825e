//! The extent of one thing: "a 280-metre bridge" here, "the bridge is 310 metres long" there.
//!
//! A story has one bridge of which it tells how long it is, or tells several lengths: each article must give one.

use super::super::gates;
use super::apart::{knows, names_apart};
use super::{Pair, conflict, contrast, rate};
use crate::align::story::Kin;
use crate::model::{Claim, Dimension, Number, Phase, Quantity, Size, Term};

/// Numbers further apart than this factor are of other things of a kind.
const FACTOR: i64 = 4;
/// Lighter nouns ("part", "time") name no thing by themselves; thousandths of a nat.
const THING: u16 = 1500;

/// Whether two numbers that conflict are the extent of one thing in the news of one day.
pub(super) fn one_size(pair: &Pair<'_>, left: &Quantity, right: &Quantity) -> bool {
    let (Some(a), Some(b)) = (&left.counted.of, &right.counted.of) else { return false };
    let noun = |quantity: &Quantity| quantity.counted.terms.last().map(|term| term.hash);
    let counted = |quantity: &Quantity| quantity.dimension == Dimension::Count;
    pair.kin == Kin::Event
        && !pair.same_article()
        && gates::one_day(pair)
        && left.dimension == right.dimension
        && rate(left) == rate(right)
        && (!counted(left) || noun(left).is_some() && noun(left) == noun(right))
        && one_thing(pair, a, b)
        && (a.ahead == b.ahead || a.ahead.is_none() || b.ahead.is_none() || is_fixed(left))
        && conflict(left, right)
        && near(left, right)
        && pair.measures[0].one_size(left)
        && pair.measures[1].one_size(right)
        && !knows(pair.left, left, right)
        && !knows(pair.right, right, left)
        && !names_apart(pair, left, right)
}

/// Whether what a number measures of a thing is a part of it: its parts, its length, its mass; no price, no duration.
pub(super) fn is_fixed(quantity: &Quantity) -> bool {
    matches!(quantity.dimension, Dimension::Count | Dimension::Length | Dimension::Area | Dimension::Mass)
}

/// A lighter verb ("made", "paid") is used of many amounts in one story; thousandths of a nat.
const VERB: u16 = 2200;

/// Whether two amounts stand behind one telling verb, of which each article gives one: "insured for 24 million".
pub(super) fn one_amount(pair: &Pair<'_>, left: &Quantity, right: &Quantity) -> bool {
    let amount = |claim: &Claim, quantity: &Quantity| {
        claim.events.iter().find_map(|event| {
            let own = event.amounts.iter().find(|amount| amount.span == quantity.span)?;
            let so = event.holds == Some(true) && event.predicate.weight >= VERB;
            so.then_some((event.predicate.hash, own.lead, event.phase >= Phase::UnderWay))
        })
    };
    let (Some(a), Some(b)) = (amount(pair.left, left), amount(pair.right, right)) else { return false };
    a == b
        && pair.kin == Kin::Event
        && !pair.same_article()
        && gates::one_day(pair)
        && left.dimension == right.dimension
        && left.dimension != Dimension::Share
        && rate(left) == rate(right)
        && conflict(left, right)
        && near(left, right)
        && pair.measures[0].one_amount(a.0, a.1, left)
        && pair.measures[1].one_amount(b.0, b.1, right)
        && !knows(pair.left, left, right)
        && !knows(pair.right, right, left)
        && !names_apart(pair, left, right)
}

/// Whether both things have one noun, and nothing tells one from the other.
fn one_thing(pair: &Pair<'_>, left: &Size, right: &Size) -> bool {
    let own = |terms: &[Term]| -> Vec<u64> {
        terms.iter().map(|term| term.hash).filter(|hash| *hash != left.head.hash).collect()
    };
    let (a, b) = (own(&left.terms), own(&right.terms));
    left.head.hash == right.head.hash
        && left.head.weight >= THING
        && (left.way == right.way || left.way.is_empty() || right.way.is_empty())
        && (a.is_empty() || b.is_empty() || a.iter().any(|term| b.contains(term)))
        && !contrast::contrasted(pair, &left.terms, &right.terms)
}

/// Whether one is no more than some times the other.
pub(super) fn near(left: &Quantity, right: &Quantity) -> bool {
    let (Some(a), Some(b)) = (left.range.low.or(left.range.high), right.range.low.or(right.range.high)) else {
        return false;
    };
    let (less, more) = if a < b { (a, b) } else { (b, a) };
    less.times(Number::whole(FACTOR)).is_some_and(|most| more <= most)
}
