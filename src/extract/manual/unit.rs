//! The unit of a bare number in a table: in the head of its column, in its label, in a cell of its own.

use super::name::{parts, suffix};
use super::table::Fitted;
use crate::extract::words::Words;
use crate::lexicon::{Lexicon, units::Unit};
use crate::model::{Dimension, Number, Quantity, Range as Values};
use std::ops::Range;

/// Gives a bare number in the cell `at` the unit that the table tells.
pub(super) fn united(
    quantity: &mut Quantity,
    words: &Words<'_>,
    cells: &[Range<usize>],
    at: usize,
    columns: Fitted<'_>,
    lexicon: &Lexicon,
) {
    let cell = &cells[at];
    let timed = |at: usize| {
        parts(words.tokens[at].raw).iter().any(|part| {
            matches!(
                part.as_str(),
                "duration" | "interval" | "timeout" | "ttl" | "time" | "period" | "delay" | "age" | "retention"
            )
        })
    };
    if let Some(minute) = lexicon
        .units
        .unit_named("min")
        .filter(|_| quantity.dimension == Dimension::Length && quantity.unit == "m" && (0..words.len()).any(timed))
    {
        // "5m" of an interval.
        return give(quantity, minute);
    }
    if quantity.dimension != Dimension::Count || cell.len() != 1 {
        return;
    }
    let time = columns.get(at).and_then(|column| column.rate.as_deref()).and_then(|word| lexicon.units.unit(word));
    if let Some(time) = time.filter(|unit| unit.dimension == Dimension::Duration) {
        return over(quantity, time);
    }
    let label = cells.first().cloned().unwrap_or_default();
    let own = || (0..cells.len()).find(|&other| columns.get(other).is_some_and(|column| column.units));
    let unit = columns
        .get(at)
        .and_then(|column| column.unit.as_deref())
        .and_then(|printed| known(printed, lexicon))
        .or_else(|| bracketed(words, label.clone()).and_then(|printed| known(&printed, lexicon)))
        .or_else(|| {
            own()
                .filter(|&other| cells[other].len() == 1)
                .and_then(|other| known(words.tokens[cells[other].start].raw, lexicon))
        })
        .or_else(|| label.clone().find_map(|at| of_identifier(words.tokens[at].raw, lexicon)));
    if let Some(unit) = unit {
        give(quantity, unit);
    }
}

/// What a bracket at the end of a head or label holds: "(seconds)", "[MB]", "(in ms)".
pub(super) fn bracketed(words: &Words<'_>, cell: Range<usize>) -> Option<String> {
    let open = cell.clone().find(|&at| words.tokens[at].is_mark('(') || words.tokens[at].is_mark('['))?;
    let first = open + 1 + usize::from(words.lower(open + 1) == "in");
    let closed = words.tokens.get(first + 1).is_some_and(|mark| mark.is_mark(')') || mark.is_mark(']'));
    (first + 2 <= cell.end && closed).then(|| words.tokens[first].raw.to_owned())
}

/// The unit of which this is a word or a symbol.
pub(super) fn known<'l>(printed: &str, lexicon: &'l Lexicon) -> Option<&'l Unit> {
    lexicon.units.symbol(printed).or_else(|| lexicon.units.unit(&printed.to_lowercase()))
}

fn of_identifier<'l>(raw: &str, lexicon: &'l Lexicon) -> Option<&'l Unit> {
    let parts = parts(raw);
    parts.last().filter(|_| parts.len() > 1).and_then(|last| suffix(last, lexicon))
}

/// Makes a count one in a time: under "Requests per minute".
pub(super) fn over(quantity: &mut Quantity, time: &Unit) {
    let part = |value: Option<Number>| value.and_then(|value| value.over(time.factor));
    quantity.range = Values { low: part(quantity.range.low), high: part(quantity.range.high), ..quantity.range };
    quantity.slack = Number::ZERO;
    quantity.unit = format!("{}/{}", quantity.unit, time.base);
}

/// Gives a bare number this unit.
pub(super) fn give(quantity: &mut Quantity, unit: &Unit) {
    let scaled = |value: Option<Number>| value.and_then(|value| value.times(unit.factor));
    let most = quantity.range.high.or(quantity.range.low);
    // A name that is used both ways leaves as much room as the two differ.
    let slack =
        unit.alternative.and_then(|other| other.minus(unit.factor)).zip(most).and_then(|(gap, most)| gap.times(most));
    quantity.range = Values { low: scaled(quantity.range.low), high: scaled(quantity.range.high), ..quantity.range };
    quantity.slack = slack.unwrap_or(Number::ZERO);
    (quantity.dimension, quantity.unit) = (unit.dimension.clone(), unit.id.clone());
    quantity.counted.head.clear();
}
