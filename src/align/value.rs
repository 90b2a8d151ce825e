//! What a claim states in figures, as terms: two sentences that give 7.84 metres speak of one thing, whatever their words.

use crate::model::{Claim, DateFacet, Dimension, Facet, Number, Precision, Quantity, QuantityRole, Term};
use crate::text;

/// Weight of a number by its significant digits, in thousandths of a nat: that two sentences of a story share a single
/// digit tells nearly nothing, that they share four tells as much as a rare name.
const DIGITS: [u16; 4] = [1000, 2500, 5000, 7000];
/// What a unit adds to that.
const UNIT: u16 = 500;
/// Weight of a time of day.
const CLOCK: u16 = 5000;
/// Weight of a day: much in a story happens on it.
const DAY: u16 = 1500;
/// Bounds further apart than this part of the upper one are no one figure.
const VAGUE: i64 = 5;

/// The figures of a claim as terms, sorted by hash, each once.
pub(crate) fn values(claim: &Claim) -> Vec<Term> {
    let values = claim.facets.iter().flat_map(|facet| match facet {
        Facet::Quantity(quantity) => [number(quantity), None],
        Facet::Date(date) => [day(date), clock(date)],
        _ => [None, None],
    });
    text::sorted(values.flatten().collect())
}

fn number(quantity: &Quantity) -> Option<Term> {
    if quantity.role == QuantityRole::Withdrawn {
        return None;
    }
    let value = match (quantity.range.low, quantity.range.high) {
        (Some(low), Some(high)) => middle(low, high)?,
        (one, other) => one.or(other)?,
    };
    let (printed, unit) = match quantity.dimension {
        Dimension::Count => (value, 0),
        Dimension::Share => (value.times(Number::whole(100))?, UNIT),
        _ => (value, UNIT),
    };
    let digits = significant(value, quantity.slack);
    let weight = DIGITS[digits.clamp(1, DIGITS.len()) - 1] + unit;
    Some(Term { hash: text::hash(&format!("value:{printed}")), weight })
}

/// The middle of two bounds that lie close together: "about 1,100" is 1,100.
fn middle(low: Number, high: Number) -> Option<Number> {
    let apart = high.minus(low)?.times(Number::whole(VAGUE))?;
    let middle = low.plus(high)?.times(Number::fraction(1, 2)?)?;
    (apart <= high || low == high).then_some(middle)
}

/// Number of the digits that carry information, where `slack` is half of what the last one is worth: two for 1,500, three
/// for 7.84, one for six months.
fn significant(value: Number, slack: Number) -> usize {
    let digits = |last: Number| {
        let (numerator, denominator) = value.over(last).map_or((0, 1), Number::parts);
        (numerator.unsigned_abs() / denominator.unsigned_abs()).checked_ilog10().map_or(1, |tens| tens as usize + 1)
    };
    let stated = slack.plus(slack).filter(|last| *last > Number::ZERO);
    stated.map_or(usize::MAX, digits).min(digits(value.grain()))
}

fn day(date: &DateFacet) -> Option<Term> {
    let interval = date.interval.filter(|_| date.precision <= Precision::Day)?;
    Some(Term { hash: text::hash(&format!("day:{}", interval.start)), weight: DAY })
}

fn clock(date: &DateFacet) -> Option<Term> {
    Some(Term { hash: text::hash(&format!("clock:{}", date.stated.minute?)), weight: CLOCK })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{extract, lexicon, read};

    fn found(text: &str) -> Vec<Term> {
        let article = read::plain_text("a", text);
        extract::claims(0, &article, &lexicon::english()).iter().flat_map(values).collect()
    }

    #[test]
    fn one_figure_in_two_wordings_is_one_term() {
        for (left, right) in [
            ("It holds 41 boats.", "Forty-one boats lie there."),
            ("It is 96 percent full.", "It was 96 per cent full."),
            ("About 1,100 slept there.", "1,100 slept there."),
            ("The tide turned at 5:40 a.m.", "The tide turned at 05:40."),
        ] {
            assert_eq!(found(left), found(right), "{left} {right}");
            assert!(!found(left).is_empty(), "{left}");
        }
        assert_ne!(found("It holds 41 boats."), found("It holds 42 boats."));
    }

    #[test]
    fn more_digits_tell_more() {
        let weight = |text: &str| found(text)[0].weight;
        assert!(weight("It holds 4 boats.") < weight("It holds 41 boats."));
        assert!(weight("It holds 41 boats.") < weight("It holds 1,412 boats."));
        assert_eq!(weight("It holds 4,000 boats."), weight("It holds 4 boats."));
        assert!(weight("It lasted six months.") < weight("It holds 41 boats."));
    }
}
