//! The one number that each of two articles gives of a rare noun: "46 campers" here and "38 campers" there.
//!
//! A story that counts such things counts them once, whatever verb it uses for what befell them. Numbers that are small or lie
//! far apart count other things of the kind.

use super::super::gates;
use super::Pair;
use crate::model::{Number, Quantity};

/// Smaller numbers count other things of one kind.
const SMALLEST: i64 = 10;
/// Numbers further apart than this factor count other things of one kind.
const FACTOR: i64 = 2;

/// Whether each article gives one number of what both count, on one day, and the two are of a size.
pub(super) fn one_count(pair: &Pair<'_>, left: &Quantity, right: &Quantity) -> bool {
    let (Some(a), Some(b)) = (left.range.low.or(left.range.high), right.range.low.or(right.range.high)) else {
        return false;
    };
    let (less, more) = if a < b { (a, b) } else { (b, a) };
    gates::one_day(pair)
        && less >= Number::whole(SMALLEST)
        && less.times(Number::whole(FACTOR)).is_some_and(|most| more <= most)
        && !pair.same_article()
        && pair.measures[0].one_of_a_kind(left)
        && pair.measures[1].one_of_a_kind(right)
}
