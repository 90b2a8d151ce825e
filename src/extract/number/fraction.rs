//! Fractions in words, signs and digits.

use crate::extract::cursor::Cursor;
use crate::lexicon::amounts;
use crate::model::Number;

/// The fraction at `at` and the place after it: "half", "a third", "two-thirds", "3/4", "½".
pub(crate) fn fraction(c: Cursor<'_, '_>, at: usize) -> Option<(Number, usize)> {
    let tables = amounts::get();
    if let Some(value) = vulgar(c.raw(at)) {
        return Some((value, at + 1));
    }
    if let Some(found) = slashed(c, at) {
        return Some(found);
    }
    if c.lower(at) == "half" {
        return Some((Number::fraction(1, 2)?, at + 1));
    }
    let count = match c.lower(at) {
        "a" => 1,
        word => *tables.cardinals.get(word).filter(|&&count| (1..20).contains(&count))?,
    };
    let next = c.past_hyphen(at + 1);
    let word = c.lower(next);
    // "Two quarters" are half a year, and "two halves" a match.
    if count == 2 && tables.denominators.contains_key(word) {
        return None;
    }
    let denominator = if count == 1 {
        denominator(word)
    } else {
        denominator(word.strip_suffix('s').unwrap_or_default()).or_else(|| tables.denominators.get(word).copied())
    }?;
    Some((Number::fraction(i128::from(count), i128::from(denominator))?, next + 1))
}

/// The denominator that a singular word names.
fn denominator(word: &str) -> Option<i64> {
    let tables = amounts::get();
    tables.denominators.get(word).or_else(|| tables.ordinals.get(word).filter(|&&nth| nth > 2)).copied()
}

/// A fraction in one sign.
pub(crate) fn vulgar(raw: &str) -> Option<Number> {
    let (numerator, denominator) = match raw {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅖" => (2, 5),
        "⅗" => (3, 5),
        "⅘" => (4, 5),
        "⅙" => (1, 6),
        "⅚" => (5, 6),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        _ => return None,
    };
    Number::fraction(numerator, denominator)
}

/// "1/2": only the denominators of everyday fractions, since "9/11" and "24/7" are none.
fn slashed(c: Cursor<'_, '_>, at: usize) -> Option<(Number, usize)> {
    let (numerator, denominator, end) = quotient(c, at)?;
    let everyday = matches!(denominator, 2 | 3 | 4 | 8) && (1..10).contains(&numerator);
    (everyday && numerator < denominator).then_some((Number::fraction(numerator, denominator)?, end))
}

/// Two numbers of at most two digits on the sides of a slash that belongs to nothing longer, and the place after them.
pub(super) fn quotient(c: Cursor<'_, '_>, at: usize) -> Option<(i128, i128, usize)> {
    let parts = c.is_number(at) && c.joined(at) && c.is_mark(at + 1, '/') && c.joined(at + 1) && c.is_number(at + 2);
    let before = c.joined_back(at) && (c.is_mark(at - 1, '/') || c.is_word(at - 1) || c.is_hyphen(at - 1));
    let alone = !before && !(c.joined(at + 2) && (c.is_mark(at + 3, '/') || c.is_word(at + 3)));
    if !(parts && alone && c.raw(at).len() <= 2 && c.raw(at + 2).len() <= 2) {
        return None;
    }
    Some((c.raw(at).parse().ok()?, c.raw(at + 2).parse().ok()?, at + 3))
}

/// A fraction of a magnitude, which is a number and no share: "half a million", "a quarter of a billion", "half million".
pub(crate) fn of_magnitude(c: Cursor<'_, '_>, at: usize) -> Option<(Number, usize)> {
    let magnitudes = &amounts::get().magnitudes;
    let (value, end) = match c.lower(at) {
        "quarter" => (Number::fraction(1, 4)?, at + 1),
        _ => fraction(c, at)?,
    };
    let next = if c.lower(end) == "of" { end + 1 } else { end };
    if let (true, Some(&factor)) = (matches!(c.lower(next), "a" | "an"), magnitudes.get(c.lower(next + 1))) {
        return Some((value.times(Number::whole(factor))?, next + 2));
    }
    // "half dozen" counts, "half hundred" nobody says.
    let next = c.past_hyphen(end);
    let factor = magnitudes.get(c.lower(next)).filter(|&&factor| factor > 1_000)?;
    Some((value.times(Number::whole(*factor))?, next + 1))
}
