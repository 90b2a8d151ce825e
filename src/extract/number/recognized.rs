//! Every number of a text, whatever it is for: years, labels and telephone numbers too. Claims are read more strictly, by
//! [`crate::extract::quantity`]; both stand on the same numerals.

use super::fraction::{fraction, of_magnitude, quotient};
use super::{Beside, Numeral, numeral};
use crate::extract::cursor::Cursor;
use crate::lexicon::Lexicon;
use crate::lexicon::amounts;
use crate::model::{Number, Span};
use crate::text::{Token, TokenKind};

/// Greatest power of ten that is read: "1.3e6".
const MOST_TENS: u32 = 18;

/// A number and the place after it.
type Found = (Number, usize);

/// The numbers among the tokens, in order and without overlaps: digits with their magnitudes ("2.5m"), spelled numbers,
/// fractions, shares ("two out of five") and powers of ten, with their signs.
pub fn numerals(tokens: &[Token<'_>], lexicon: &Lexicon) -> Vec<(Span, Number)> {
    let tokens = without_loose_hyphens(tokens);
    let c = Cursor::new(&tokens, &lexicon.units);
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(token) = c.get(at) {
        if let Some((value, end)) = signed(c, at).or_else(|| number(c, at)) {
            out.push((token.span.join(tokens[end - 1].span), value));
            at = end.max(at + 1);
            continue;
        }
        if token.kind == TokenKind::Number && !measured(c, at) {
            listed(token, &mut out);
        }
        at += 1;
    }
    out
}

/// Number words are hyphenated with spaces too: "fifty - two".
fn without_loose_hyphens<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    let tables = amounts::get();
    let spelled = |token: &Token<'_>| {
        let word: &str = &token.lower;
        tables.cardinals.contains_key(word) || tables.magnitudes.contains_key(word) || ending(word).is_some()
    };
    let loose = |at: usize| {
        tokens[at].is_mark('-') && at > 0 && tokens.get(at + 1).is_some_and(spelled) && spelled(&tokens[at - 1])
    };
    (0..tokens.len()).filter(|&at| !loose(at)).map(|at| tokens[at].clone()).collect()
}

/// "-5", "- 1 4/5", "minus one"; a sign after a number or word is a hyphen or a subtraction.
fn signed(c: Cursor<'_, '_>, at: usize) -> Option<Found> {
    let word = matches!(c.lower(at), "minus" | "negative");
    let mark = (c.is_mark(at, '-') || c.is_mark(at, '−')) && !(at > 0 && (c.is_number(at - 1) || c.is_word(at - 1)));
    let (value, end) = (word || mark).then(|| number(c, at + 1))??;
    Some((Number::ZERO.minus(value)?, end))
}

fn number(c: Cursor<'_, '_>, at: usize) -> Option<Found> {
    if measured(c, at) {
        return scientific(c, at);
    }
    let slashed = |at| {
        let (numerator, denominator, end) = quotient(c, at)?;
        Some((Number::fraction(numerator, denominator)?, end))
    };
    if pronoun(c, at) {
        return None;
    }
    ratio(c, at).or_else(|| of_magnitude(c, at)).or_else(|| of_words(c, at)).or_else(|| slashed(at)).or_else(|| {
        let found = counted(c, at);
        // "half", "½"; "10 1/2" has its fraction already.
        let found = found.or_else(|| fraction(c, at))?;
        let mixed = slashed(found.1).filter(|(part, _)| c.is_number(at) && found.0.is_whole() && *part < Number::ONE);
        mixed.map_or(Some(found), |(part, end)| Some((found.0.plus(part)?, end)))
    })
}

/// Whether the digits at `at` run into a word: a unit, an ordinal, a name ("180ml", "4th").
fn measured(c: Cursor<'_, '_>, at: usize) -> bool {
    let digits = if c.is_mark(at, '.') { at + 1 } else { at };
    c.is_number(digits)
        && c.joined(digits)
        && c.is_word(digits + 1)
        && !(amounts::get().letters.contains_key(c.raw(digits + 1)) && c.raw(digits + 1) != "m")
        && !amounts::get().magnitudes.contains_key(c.lower(digits + 1))
}

/// "which one", "the one that": no number.
fn pronoun(c: Cursor<'_, '_>, at: usize) -> bool {
    c.lower(at) == "one"
        && matches!(c.lower_back(at, 1), "the" | "this" | "that" | "which" | "no" | "any" | "each" | "every")
}

/// A numeral, with a letter of magnitude after a space where nothing follows it ("2.33 k").
fn counted(c: Cursor<'_, '_>, at: usize) -> Option<Found> {
    // "1m" are metres as likely as millions.
    let beside = if c.raw(at + 1) == "m" { Beside::Nothing } else { Beside::Money };
    let Numeral { value, magnitude, digits, end, .. } = numeral(c, at, beside)?;
    let letter = amounts::get().letters.get(c.raw(end)).filter(|_| digits && magnitude == Number::ONE);
    let lone = !c.is_word(end + 1) && !c.is_number(end + 1);
    Some(match letter.filter(|_| lone) {
        Some(&factor) => (value.times(Number::whole(factor))?, end + 1),
        None => (value, end),
    })
}

/// "1.3e6", "12.32e+14", "6.23x10^-4".
fn scientific(c: Cursor<'_, '_>, at: usize) -> Option<Found> {
    let mantissa = Number::decimal(c.raw(at))?;
    let word = c.lower(at + 1);
    if let Some(exponent) = word.strip_prefix('e').and_then(|digits| digits.parse().ok()) {
        return Some((shifted(mantissa, exponent, false)?, at + 2));
    }
    let mut next = match (word, c.joined(at + 1)) {
        ("e", true) => at + 2,
        ("x10", true) if c.is_mark(at + 2, '^') => at + 3,
        _ => return None,
    };
    let below = c.is_mark(next, '-') || c.is_mark(next, '−');
    next += usize::from(below || c.is_mark(next, '+'));
    let exponent = c.is_number(next).then(|| c.raw(next).parse().ok())??;
    Some((shifted(mantissa, exponent, below)?, next + 1))
}

fn shifted(mantissa: Number, exponent: u32, below: bool) -> Option<Number> {
    let power = 10_i128.checked_pow(exponent).filter(|_| exponent <= MOST_TENS)?;
    mantissa.times(if below { Number::fraction(1, power)? } else { Number::fraction(power, 1)? })
}

/// "two out of five hundred", "1 in twenty-one", "one over three".
fn ratio(c: Cursor<'_, '_>, at: usize) -> Option<Found> {
    let part = numeral(c, at, Beside::Nothing)?;
    let (next, needs_end) = match (c.lower(part.end), c.lower(part.end + 1)) {
        ("out", "of") => (part.end + 2, false),
        ("in" | "over", _) => (part.end + 1, true),
        _ => return None,
    };
    let whole = numeral(c, next, Beside::Nothing)?;
    // "2000 over 3 years", "10,000 in 2019".
    let ends = !needs_end || !c.is_word(whole.end);
    let share = c.lower(part.end) == "over" || part.value < whole.value;
    let year = needs_end && whole.digits && c.raw(next).len() == 4;
    (ends && share && !year).then_some((part.value.over(whole.value)?, whole.end))
}

/// Fractions in words, mixed or improper: "three and one fourth", "twenty-three fifths", "two million and three fifths".
fn of_words(c: Cursor<'_, '_>, at: usize) -> Option<Found> {
    if c.is_number(at) || c.joined_back(at) {
        return None;
    }
    let end = numeral(c, at, Beside::Nothing).map_or(at, |whole| whole.end);
    mixed(c, at, end).or_else(|| simple(c, at)).filter(|found| found.1 > end)
}

/// A number and a fraction behind an "and", the last one before or at `end`. "Two hundred and fifty-four hundredths": the words
/// behind "and" are the numerator if that leaves less than one.
fn mixed(c: Cursor<'_, '_>, at: usize, end: usize) -> Option<Found> {
    let and = (at + 1..=end).rev().find(|&and| c.lower(and) == "and")?;
    let first = exactly(c, at, and)?;
    if let Some((part, end)) = of_magnitude(c, and + 1) {
        return Some((first.value.plus(part)?, end));
    }
    let (part, end) = simple(c, and + 1).or_else(|| fraction(c, and + 1)).filter(|(part, _)| *part < Number::ONE)?;
    // "Two million and three fifths" are 2,600,000.
    let large = first.magnitude >= Number::whole(1_000_000);
    Some((first.value.plus(if large { part.times(first.magnitude)? } else { part })?, end))
}

/// Numerator and denominator in words. The denominator takes as many of them as make an ordinal: "one hundred thirty
/// fifths" are a hundred thirty-fifths, "one hundred and thirty fifths" are 26.
fn simple(c: Cursor<'_, '_>, at: usize) -> Option<Found> {
    if matches!(c.lower(at), "a" | "an")
        && let Some((denominator, end)) = ordinal(c, at + 1)
    {
        return Some((Number::fraction(1, i128::from(denominator))?, end));
    }
    let whole = numeral(c, at, Beside::Nothing)?.end;
    (at + 1..=whole).find_map(|split| {
        let numerator = exactly(c, at, split)?;
        let (denominator, end) = ordinal(c, c.past_hyphen(split)).filter(|(_, end)| *end > whole)?;
        Some((numerator.value.over(Number::whole(denominator))?, end))
    })
}

/// The number that the words from `at` up to `end` spell.
fn exactly(c: Cursor<'_, '_>, at: usize, end: usize) -> Option<Numeral> {
    numeral(c.until(end), at, Beside::Nothing).filter(|found| found.end == end)
}

/// The denominator at `at`: "fifths", "twenty-fifth", "trillionths", "half".
fn ordinal(c: Cursor<'_, '_>, at: usize) -> Option<(i64, usize)> {
    let tens = amounts::get().cardinals.get(c.lower(at)).copied().filter(|tens| (20..100).contains(tens));
    if let Some(tens) = tens {
        let next = c.past_hyphen(at + 1);
        return ending(c.lower(next)).filter(|unit| (1..10).contains(unit)).map(|unit| (tens + unit, next + 1));
    }
    // "Two seconds" are a time, "two firsts" are prizes.
    ending(c.lower(at)).filter(|&nth| nth > 2 || c.lower(at).starts_with("hal")).map(|nth| (nth, at + 1))
}

/// What a last word of an ordinal is worth, in the singular or plural.
fn ending(word: &str) -> Option<i64> {
    let tables = amounts::get();
    let known = |word: &str| {
        let plain = tables.denominators.get(word).or_else(|| tables.ordinals.get(word));
        plain.or_else(|| tables.magnitudes.get(word.strip_suffix("th")?)).copied()
    };
    known(word).or_else(|| known(word.strip_suffix('s')?))
}

/// The numbers inside a token whose groups make no number by themselves: a list ("22,24,26"), or a decimal comma ("1,3").
fn listed(token: &Token<'_>, out: &mut Vec<(Span, Number)>) {
    let raw = token.raw;
    if let Some((whole, decimals)) = raw.split_once(',')
        && !decimals.contains([',', '.'])
        && decimals.len() != 3
        && let Some(value) = Number::decimal(&format!("{whole}.{decimals}"))
    {
        out.push((token.span, value));
        return;
    }
    let mut start = token.span.start as usize;
    for part in raw.split([',', '.']) {
        if let Some(value) = Number::decimal(part) {
            out.push((Span::new(start, start + part.len()), value));
        }
        start += part.len() + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::english;
    use crate::text::tokens;

    fn all(text: &str) -> String {
        let tokens = tokens(text, Span::new(0, text.len()));
        let shown = |(span, value): (Span, Number)| format!("{}={value}", span.of(text));
        numerals(&tokens, &english()).into_iter().map(shown).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn what_is_no_number() {
        for text in ["the 20ml bottle", "a 40km road", "the 4th of July", "million"] {
            assert_eq!(all(text), "", "{text}");
        }
    }

    #[test]
    fn numbers_that_are_no_quantities_count_too() {
        for (text, expected) in [
            ("on 5/17/2018", "5=5; 17=17; 2018=2018"),
            ("Nos. 22,24,26", "22=22; 24=24; 26=26"),
            ("1,3 and 0000", "1,3=1.3; 0000=0"),
            ("a population of 1 414 021 100.", "1 414 021 100=1414021100"),
            ("$2000 over 3 years", "2000=2000; 3=3"),
            ("one last time", "one=1"),
        ] {
            assert_eq!(all(text), expected, "{text}");
        }
    }

    #[test]
    fn fractions_in_words() {
        for (text, expected) in [
            ("twenty-three fifths", "4.6"),
            ("three and one fourth", "3.25"),
            ("one hundred and thirty fifths", "26"),
            ("one hundred thirty fifths", "20/7"),
            ("two hundred and fifty-four hundredths", "200.54"),
            ("two million and three fifths", "2600000"),
            ("one billion and a half million", "1000500000"),
            ("a twenty-first", "1/21"),
            ("a trillionth", "1/1000000000000"),
            ("one - fourth", "0.25"),
            ("one over 20", "0.05"),
            ("two out of five hundred", "0.004"),
        ] {
            assert_eq!(all(text), format!("{text}={expected}"), "{text}");
        }
    }

    #[test]
    fn signs_powers_and_letters() {
        for (text, expected) in [
            ("-4/5", "-0.8"),
            ("- 1 4/5", "-1.8"),
            ("minus one", "-1"),
            ("1.3e6", "1300000"),
            ("12.3e+3", "12300"),
            ("6.23x10^-4", "0.000623"),
            ("2.33 k", "2330"),
            ("10M", "10000000"),
            ("3 hundred and 21", "321"),
        ] {
            assert_eq!(all(text), format!("{text}={expected}"), "{text}");
        }
    }
}
