//! What multiplies a numeral, and the fraction of it that follows.

use super::fraction::fraction;
use super::{Beside, Numeral, is_plural};
use crate::extract::cursor::Cursor;
use crate::lexicon::amounts;
use crate::model::Number;

/// "two and a half", "2-and-a-half".
pub(super) fn and_a_half(c: Cursor<'_, '_>, numeral: Numeral) -> Option<Numeral> {
    let at = c.past_hyphen(numeral.end);
    let part = c.past_hyphen(at + 1);
    if c.lower(at) != "and" || !numeral.value.is_whole() {
        return Some(numeral);
    }
    match fraction(c, part).or_else(|| fraction(c, c.past_hyphen(part + 1)).filter(|_| c.lower(part) == "a")) {
        Some((half, end)) if c.lower(part) == "a" || c.lower(part) == "three" => {
            let (half, grain) = (half.times(numeral.magnitude)?, numeral.magnitude.over(Number::whole(2))?);
            Some(Numeral { value: numeral.value.plus(half)?, grain, end, ..numeral })
        }
        _ => Some(numeral),
    }
}

/// "3 hundred and 21", "4 thousand 3 hundred": what is left over after a magnitude in words. Millions are rounded rather
/// than counted on.
pub(super) fn and_smaller(c: Cursor<'_, '_>, numeral: Numeral) -> Option<Numeral> {
    if !matches!(c.lower(numeral.end - 1), "hundred" | "thousand") {
        return None;
    }
    let next = numeral.end + usize::from(c.lower(numeral.end) == "and");
    let rest = super::numeral(c, next, Beside::Nothing)
        .filter(|rest| rest.value < numeral.magnitude && rest.value >= Number::ONE)?;
    Some(Numeral { value: numeral.value.plus(rest.value)?, grain: rest.grain, end: rest.end, ..numeral })
}

/// Multiplies by the magnitudes that follow: "3 million", "five hundred thousand", "10k".
pub(super) fn with_magnitudes(c: Cursor<'_, '_>, mut numeral: Numeral, beside: Beside) -> Option<Numeral> {
    while let Some((factor, end)) = magnitude(c, numeral, beside) {
        let factor = Number::whole(factor);
        numeral = Numeral {
            value: numeral.value.times(factor)?,
            grain: numeral.grain.times(factor)?,
            magnitude: numeral.magnitude.times(factor)?,
            end,
            ..numeral
        };
    }
    Some(numeral)
}

/// The magnitude after a numeral, and the place after it.
fn magnitude(c: Cursor<'_, '_>, numeral: Numeral, beside: Beside) -> Option<(i64, usize)> {
    let tables = amounts::get();
    let at = c.past_hyphen(numeral.end);
    let word = c.lower(at);
    if let Some(&factor) = tables.magnitudes.get(word) {
        return Some((factor, at + 1));
    }
    let factor = *tables.letters.get(c.raw(at))?;
    let bound = c.joined_back(at) && at == numeral.end && numeral.magnitude == Number::ONE;
    let free = !(c.joined(at) && (c.is_word(at + 1) || c.is_number(at + 1)));
    let counts = word == "k" || beside == Beside::Money || (word == "m" && is_plural(c.lower(at + 1)));
    (bound && free && numeral.digits && counts).then_some((factor, at + 1))
}
