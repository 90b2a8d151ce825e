//! Prices: what one of many costs.

use crate::extract::words::Words;
use crate::model::{Dimension, Number, Quantity, Range as Values};
use crate::text;
use std::ops::Range;

/// "Six euros for a thousand pages", "a thousand pages cost four euros": the price of one page.
pub(super) fn priced(quantity: &mut Quantity, words: &Words<'_>, own: &Range<usize>) {
    if !matches!(quantity.dimension, Dimension::Money(_)) || quantity.unit.contains('/') {
        return;
    }
    let behind = matches!(words.lower(own.end), "for" | "per").then(|| many(words, own.end + 1)).flatten();
    let before = || {
        let verb = own.start.checked_sub(1).filter(|&at| matches!(words.lower(at), "cost" | "costs"))?;
        (words.clause(verb).start..verb).find_map(|at| many(words, at))
    };
    let Some((number, unit)) = behind.or_else(before) else { return };
    divide(quantity, number, &unit);
}

/// "a thousand pages", "1,000 pages": how many of what.
fn many(words: &Words<'_>, at: usize) -> Option<(Number, String)> {
    let article = usize::from(matches!(words.lower(at), "a" | "one" | "every"));
    let (number, next) = match words.lower(at + article) {
        "thousand" => (Number::whole(1000), at + article + 1),
        "million" => (Number::whole(1_000_000), at + article + 1),
        "hundred" => (Number::whole(100), at + article + 1),
        digits => (Number::decimal(&digits.replace(',', ""))?, at + 1),
    };
    let noun = words.tokens.get(next).filter(|noun| noun.is_word() && words.terms[next].is_some())?;
    (number > Number::ZERO).then(|| (number, text::stem(&noun.lower).into_owned()))
}

/// Makes an amount one for each of `number` units.
pub(super) fn divide(quantity: &mut Quantity, number: Number, unit: &str) {
    let over = |value: Option<Number>| value.and_then(|value| value.over(number));
    quantity.range = Values { low: over(quantity.range.low), high: over(quantity.range.high), ..quantity.range };
    quantity.slack = quantity.slack.over(number).unwrap_or(Number::ZERO);
    quantity.unit = format!("{}/{unit}", quantity.unit);
}
