//! Numerals spelled out.

use super::magnitude::{and_a_half, with_magnitudes};
use super::{Beside, Numeral};
use crate::extract::cursor::Cursor;
use crate::lexicon::amounts;
use crate::model::Number;

/// What the words so far allow next.
#[derive(Clone, Copy, PartialEq)]
enum Last {
    Nothing,
    Small,
    Tens,
    Hundred,
    Magnitude,
}

/// The numeral at `at`, spelled out.
pub(super) fn read(c: Cursor<'_, '_>, at: usize) -> Option<Numeral> {
    let tables = amounts::get();
    let cardinal = |at| tables.cardinals.get(c.lower(at)).copied();
    let magnitude = |at| tables.magnitudes.get(c.lower(at)).copied();
    let (mut total, mut current, mut factor) = (0_i64, 0_i64, 1_i64);
    let (mut last, mut end, mut next) = (Last::Nothing, at, at);
    if matches!(c.lower(at), "a" | "an") {
        magnitude(at + 1)?;
        (last, current, next) = (Last::Small, 1, at + 1);
    }
    // "hundred thousand": one hundred of them.
    if c.lower(at) == "hundred" && magnitude(at + 1).is_some_and(|by| by >= 1_000) {
        (last, current, next) = (Last::Hundred, 100, at + 1);
    }
    loop {
        if let Some(value) = cardinal(next) {
            match last {
                Last::Nothing | Last::Hundred | Last::Magnitude => {}
                Last::Tens if (1..10).contains(&value) => {}
                _ => break,
            }
            last = if value >= 20 { Last::Tens } else { Last::Small };
            current = current.checked_add(value)?;
            factor = 1;
        } else if c.lower(next) == "hundred" && (1..100).contains(&current) {
            current *= 100;
            last = Last::Hundred;
            factor = 100;
        } else if let Some(by) = magnitude(next).filter(|&by| by != 100 && last != Last::Nothing) {
            if last == Last::Magnitude {
                total = total.checked_mul(by)?;
            } else if by < 100 && current > 100 {
                // "three hundred and two dozen": only the two are dozens.
                total = total.checked_add(current - current % 100 + (current % 100).checked_mul(by)?)?;
            } else {
                total = total.checked_add(current.checked_mul(by)?)?;
            }
            current = 0;
            last = Last::Magnitude;
            factor = by;
        } else {
            break;
        }
        end = next + 1;
        let after = c.past_hyphen(end);
        let joins = matches!(last, Last::Hundred | Last::Magnitude) && c.lower(end) == "and";
        next = if joins && cardinal(end + 1).is_some() { end + 1 } else { after };
    }
    if end == at {
        return None;
    }
    let value = Number::whole(total.checked_add(current)?);
    let numeral = Numeral { value, grain: value.grain(), magnitude: Number::whole(factor), digits: false, end };
    if last != Last::Magnitude
        && let Some(decimal) = spoken_decimal(c, numeral)
    {
        return with_magnitudes(c, decimal, Beside::Nothing);
    }
    let halved = and_a_half(c, numeral)?;
    if halved == numeral || last == Last::Magnitude {
        Some(halved)
    } else {
        with_magnitudes(c, halved, Beside::Nothing)
    }
}

/// "two point one five", "nought point eleven".
fn spoken_decimal(c: Cursor<'_, '_>, numeral: Numeral) -> Option<Numeral> {
    let cardinal = |at| amounts::get().cardinals.get(c.lower(at)).copied();
    if c.lower(numeral.end) != "point" {
        return None;
    }
    let (mut value, mut grain, mut end) = (numeral.value, Number::ONE, numeral.end + 1);
    while let Some(next) = cardinal(end) {
        end += 1;
        let mut digits = next;
        let places = if next < 10 { 10 } else { 100 };
        let unit = c.past_hyphen(end);
        if let Some(unit_value) = cardinal(unit).filter(|unit| next >= 20 && (1..10).contains(unit)) {
            (digits, end) = (next + unit_value, unit + 1);
        }
        grain = grain.times(Number::fraction(1, places)?)?;
        value = value.plus(Number::whole(digits).times(grain)?)?;
    }
    (end > numeral.end + 1).then_some(Numeral { value, grain, end, ..numeral })
}
