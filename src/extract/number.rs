//! Numerals: digits, number words, magnitudes and fractions, as exact numbers.

mod digits;
mod fraction;
mod magnitude;
mod recognized;
mod words;

use super::cursor::Cursor;
use crate::lexicon::amounts;
use crate::model::Number;

pub(crate) use fraction::{fraction, of_magnitude, vulgar};
pub use recognized::numerals;

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

/// The numeral at `at`.
pub(crate) fn numeral(c: Cursor<'_, '_>, at: usize, beside: Beside) -> Option<Numeral> {
    if c.is_number(at) || (c.is_mark(at, '.') && c.joined(at) && c.is_number(at + 1) && !c.joined_back(at)) {
        return digits::read(c, at, beside);
    }
    words::read(c, at)
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
            ("1 234 567 people", "1234567 ±1 +1"),
            ("hundred thousand dollars", "100000 ±100000 +1"),
            ("three hundred and two dozen", "324 ±1 +0"),
            ("two hundred point seventy-one", "200.71 ±0.01 +0"),
            ("4 thousand 3 hundred and 21", "4321 ±1 +0"),
            ("5 million and 3 boats", "5000000 ±1000000 +3"),
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
