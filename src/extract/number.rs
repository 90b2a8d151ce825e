//! Numerals: digits, number words, magnitudes and fractions, as exact numbers.

use super::cursor::Cursor;
use crate::lexicon::amounts;
use crate::model::Number;

/// A number as the text writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Numeral {
    /// What it is worth.
    pub(crate) value: Number,
    /// The worth of its last digit that carries information.
    pub(crate) grain: Number,
    /// The product of its magnitude words: a million in "3 million".
    pub(crate) magnitude: Number,
    /// Whether it is written in digits.
    pub(crate) digits: bool,
    /// One past its last token.
    pub(crate) end: usize,
}

/// What stands beside a numeral, which decides what a letter after it means: "$5m" and "5m people" are millions,
/// "a 5m wall" is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beside {
    /// A currency sign.
    Money,
    /// Nothing that tells.
    Nothing,
}

/// Longest stretch of digits that is looked at: beyond it no number is kept anyway.
const LONGEST_DIGITS: usize = 30;

/// The numeral at `at`.
pub(crate) fn numeral(c: Cursor<'_, '_>, at: usize, beside: Beside) -> Option<Numeral> {
    if c.is_number(at) || (c.is_mark(at, '.') && c.joined(at) && c.is_number(at + 1) && !c.joined_back(at)) {
        return in_digits(c, at, beside);
    }
    in_words(c, at)
}

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

fn vulgar(raw: &str) -> Option<Number> {
    let (numerator, denominator) = match raw {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅛" => (1, 8),
        _ => return None,
    };
    Number::fraction(numerator, denominator)
}

/// "1/2": only the denominators of everyday fractions, since "9/11" and "24/7" are none.
fn slashed(c: Cursor<'_, '_>, at: usize) -> Option<(Number, usize)> {
    let parts = c.is_number(at) && c.joined(at) && c.is_mark(at + 1, '/') && c.joined(at + 1) && c.is_number(at + 2);
    let alone = !c.joined_back(at) && !(c.joined(at + 2) && (c.is_mark(at + 3, '/') || c.is_word(at + 3)));
    if !(parts && alone && c.raw(at).len() == 1) {
        return None;
    }
    let numerator: i128 = c.raw(at).parse().ok()?;
    let denominator: i128 = match c.raw(at + 2) {
        "2" => 2,
        "3" => 3,
        "4" => 4,
        "8" => 8,
        _ => return None,
    };
    (0 < numerator && numerator < denominator).then_some((Number::fraction(numerator, denominator)?, at + 3))
}

fn in_digits(c: Cursor<'_, '_>, at: usize, beside: Beside) -> Option<Numeral> {
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
    and_a_half(c, with_magnitudes(c, and_a_half(c, numeral)?, beside)?)
}

/// Whether the token at `at` continues digits parted by spaces: three digits after a space of its own kind (no-break,
/// thin: two or three bytes), or three digits that could not stand alone ("10 000").
fn grouped(c: Cursor<'_, '_>, at: usize) -> bool {
    let (Some(token), Some(before)) = (c.get(at), c.back(at, 1)) else { return false };
    let gap = token.span.start - before.span.end;
    c.is_number(at)
        && token.raw.split('.').next().is_some_and(|whole| whole.len() == 3 && !whole.contains(','))
        && ((2..=3).contains(&gap) || (gap == 1 && token.raw.starts_with('0')))
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

/// "two and a half", "2-and-a-half".
fn and_a_half(c: Cursor<'_, '_>, numeral: Numeral) -> Option<Numeral> {
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

/// Multiplies by the magnitudes that follow: "3 million", "five hundred thousand", "10k".
fn with_magnitudes(c: Cursor<'_, '_>, mut numeral: Numeral, beside: Beside) -> Option<Numeral> {
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

/// Whether a word looks like a plural noun.
pub(crate) fn is_plural(word: &str) -> bool {
    let words = &amounts::get().words;
    words.plural.contains(word)
        || (word.len() > 2
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !word.ends_with("us")
            && !word.ends_with("is")
            && !words.singular.contains(word)
            && !words.function.contains(word))
}

/// What the words so far allow next.
#[derive(Clone, Copy, PartialEq)]
enum Last {
    Nothing,
    Small,
    Tens,
    Hundred,
    Magnitude,
}

fn in_words(c: Cursor<'_, '_>, at: usize) -> Option<Numeral> {
    let tables = amounts::get();
    let cardinal = |at| tables.cardinals.get(c.lower(at)).copied();
    let magnitude = |at| tables.magnitudes.get(c.lower(at)).copied();
    let (mut total, mut current, mut factor) = (0_i64, 0_i64, 1_i64);
    let (mut last, mut end, mut next) = (Last::Nothing, at, at);
    if matches!(c.lower(at), "a" | "an") {
        magnitude(at + 1)?;
        (last, current, next) = (Last::Small, 1, at + 1);
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
    if last == Last::Small
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

/// "two point one five".
fn spoken_decimal(c: Cursor<'_, '_>, numeral: Numeral) -> Option<Numeral> {
    let digit = |at| amounts::get().cardinals.get(c.lower(at)).copied().filter(|&digit| digit < 10);
    if c.lower(numeral.end) != "point" {
        return None;
    }
    let (mut value, mut grain, mut end) = (numeral.value, Number::ONE, numeral.end + 1);
    while let Some(next) = digit(end) {
        grain = grain.times(Number::fraction(1, 10)?)?;
        value = value.plus(Number::whole(next).times(grain)?)?;
        end += 1;
    }
    (end > numeral.end + 1).then_some(Numeral { value, grain, end, ..numeral })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::units;
    use crate::model::Span;
    use crate::text::tokens;

    fn read(text: &str) -> Option<String> {
        let tokens = tokens(text, Span::new(0, text.len()));
        numeral(Cursor::new(&tokens, units::shipped()), 0, Beside::Nothing)
            .map(|found| format!("{} ±{} +{}", found.value, found.grain, tokens.len() - found.end))
    }

    #[test]
    fn identifiers_are_no_numerals() {
        for text in ["007", "4.2.1", "22,24,26", "1,23", "million", "a house", "and five", &"9".repeat(100_000)] {
            assert_eq!(read(text), None, "{text:.20}");
        }
    }

    #[test]
    fn numerals_with_their_grain_and_what_is_left_over() {
        for (text, expected) in [
            ("10,000 troops", "10000 ±10000 +1"),
            ("12,34,567", "1234567 ±1 +0"),
            ("10 000 troops", "10000 ±10000 +1"),
            ("16\u{202f}384", "16384 ±1 +0"),
            ("20 100", "20 ±10 +1"),
            ("6.50", "6.5 ±0.01 +0"),
            (".5", "0.5 ±0.1 +0"),
            ("1.84 billion", "1840000000 ±10000000 +0"),
            ("5k", "5000 ±1000 +0"),
            ("9.5m people", "9500000 ±100000 +1"),
            ("5m wall", "5 ±1 +2"),
            ("thirty-five", "35 ±1 +0"),
            ("a hundred", "100 ±100 +0"),
            ("two dozen", "24 ±1 +0"),
            ("fourteen thousand", "14000 ±1000 +0"),
            ("two hundred and seventy-six million crowns", "276000000 ±1000000 +1"),
            ("one and a half", "1.5 ±0.5 +0"),
            ("two-and-a-half million", "2500000 ±500000 +0"),
            ("10 1/2 miles", "10.5 ±0.125 +1"),
            ("two point one five billion", "2150000000 ±10000000 +0"),
            ("two and three", "2 ±1 +2"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn fractions_and_what_only_looks_like_one() {
        let read = |text: &str| {
            let tokens = tokens(text, Span::new(0, text.len()));
            fraction(Cursor::new(&tokens, units::shipped()), 0).map(|(value, _)| value.to_string())
        };
        for (text, expected) in [
            ("9/11", None),
            ("24/7", None),
            ("a second", None),
            ("two seconds", None),
            ("two quarters", None),
            ("half", Some("0.5")),
            ("a third", Some("1/3")),
            ("two-thirds", Some("2/3")),
            ("three quarters", Some("0.75")),
            ("1/4", Some("0.25")),
            ("½", Some("0.5")),
        ] {
            assert_eq!(read(text).as_deref(), expected, "{text}");
        }
    }
}
