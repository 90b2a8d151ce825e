//! Numerals in digits.

use super::fraction::{fraction, vulgar};
use super::magnitude::{and_a_half, and_smaller, with_magnitudes};
use super::{Beside, Numeral};
use crate::extract::cursor::Cursor;
use crate::model::Number;

/// Longest stretch of digits that is looked at: beyond it no number is kept anyway.
const LONGEST_DIGITS: usize = 30;

pub(super) fn read(c: Cursor<'_, '_>, at: usize, beside: Beside) -> Option<Numeral> {
    let point_first = c.is_mark(at, '.');
    let first = if point_first { at + 1 } else { at };
    let mut printed = c.raw(first).to_owned();
    let mut end = first + 1;
    if point_first {
        printed.insert_str(0, "0.");
    } else {
        while (1..=3).contains(&c.raw(first).len()) && grouped(c, end) && printed.len() < LONGEST_DIGITS {
            printed.push_str(c.raw(end));
            end += 1;
        }
    }
    let (value, grain) = digits(&printed)?;
    let numeral = Numeral { value, grain, magnitude: Number::ONE, digits: true, end };
    if let Some((part, next)) = fraction(c, end).filter(|_| !c.is_word(end) || vulgar(c.raw(end)).is_some()) {
        return Some(Numeral { value: value.plus(part)?, grain: Number::fraction(1, 8)?, end: next, ..numeral });
    }
    let scaled = with_magnitudes(c, and_a_half(c, numeral)?, beside)?;
    and_a_half(c, and_smaller(c, scaled).unwrap_or(scaled))
}

/// Whether the token at `at` continues digits parted by spaces: three digits after a space of its own kind (no-break,
/// thin: two or three bytes), or three digits that could not stand alone ("10 000").
fn grouped(c: Cursor<'_, '_>, at: usize) -> bool {
    let (Some(token), Some(before)) = (c.get(at), c.back(at, 1)) else { return false };
    // The words of a gloss may share a place.
    let gap = token.span.start.saturating_sub(before.span.end);
    c.is_number(at)
        && token.raw.split('.').next().is_some_and(|whole| whole.len() == 3 && !whole.contains(','))
        && ((2..=3).contains(&gap) || (gap == 1 && (token.raw.starts_with('0') || runs_on(c, at))))
}

/// Whether another group of three digits stands before or after the one at `at`, parted by one space: "1 234 567".
fn runs_on(c: Cursor<'_, '_>, at: usize) -> bool {
    let group = |at: usize| c.is_number(at) && c.raw(at).len() == 3 && c.raw(at).bytes().all(|b| b.is_ascii_digit());
    let spaced =
        |at: usize| matches!((c.get(at), c.get(at + 1)), (Some(one), Some(two)) if two.span.start == one.span.end + 1);
    (group(at + 1) && spaced(at)) || (at >= 2 && group(at - 1) && spaced(at - 2) && c.is_number(at - 2))
}

/// Digits as printed: value and grain. Leading zeros and groups of a wrong size belong to identifiers.
fn digits(printed: &str) -> Option<(Number, Number)> {
    if printed.len() > LONGEST_DIGITS {
        return None;
    }
    let (whole, decimals) = printed.split_once('.').unwrap_or((printed, ""));
    if decimals.contains(['.', ',']) || (whole.len() > 1 && whole.starts_with('0')) {
        return None;
    }
    let mut groups = whole.split(',').rev();
    let last = groups.next()?;
    let inner: Vec<&str> = groups.collect();
    if let Some((first, between)) = inner.split_last() {
        let western = last.len() == 3 && between.iter().all(|group| group.len() == 3) && first.len() <= 3;
        let indian = last.len() == 3 && between.iter().all(|group| group.len() == 2) && first.len() <= 2;
        if !western && !indian {
            return None;
        }
    }
    let value = Number::decimal(&printed.replace(',', ""))?;
    let grain = if decimals.is_empty() {
        value.grain()
    } else {
        Number::fraction(1, 10_i128.pow(u32::try_from(decimals.len()).ok()?))?
    };
    Some((value, grain))
}
