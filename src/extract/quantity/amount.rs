//! Bare amounts, before any unit: numerals, fractions, vague words, ranges, and shares such as "one in ten".

use crate::extract::cursor::Cursor;
use crate::extract::number::{Beside, Numeral, fraction, is_plural, numeral, of_magnitude};
use crate::lexicon::amounts;
use crate::model::{Number, Qualifier, Range};

/// An amount in units not yet known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Amount {
    /// First token.
    pub(super) start: usize,
    /// One past the last token.
    pub(super) end: usize,
    /// What it can be.
    pub(super) range: Range,
    /// The worth of its last digit.
    pub(super) grain: Number,
    /// How it is written.
    pub(super) shape: Shape,
    /// Exact, between or vague; hedges come later.
    pub(super) qualifier: Qualifier,
    /// Whether it is written in digits.
    pub(super) digits: bool,
    /// The noun inside it: "one worker in ten".
    pub(super) head: Option<usize>,
}

impl Amount {
    /// So many times as much.
    pub(super) fn times(self, factor: Number) -> Option<Self> {
        let scaled = |end: Option<Number>| match end {
            Some(end) => end.times(factor).map(Some),
            None => Some(None),
        };
        let range = Range { low: scaled(self.range.low)?, high: scaled(self.range.high)?, ..self.range };
        Some(Self { range, grain: self.grain.times(factor)?, ..self })
    }
}

/// How an amount is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A numeral, or a vague word that stands for one.
    Number,
    /// A part of one: "half", "one in ten", "most".
    Fraction,
}

/// Denominators that "in" takes when it names a share: "three in ten" is one, "three in 24" hardly ever.
const SHARE_DENOMINATORS: [i64; 17] = [2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 25, 50, 100, 1_000, 10_000, 100_000, 1_000_000];

/// How far a fraction in words lies from the figure it stands for, as a share of the whole. Speakers call 65 percent two
/// thirds and 31 percent nearly a third: two points is our choice.
fn fraction_grain() -> Option<Number> {
    Number::fraction(4, 100)
}

/// The amount at `at`.
pub(super) fn amount(c: Cursor<'_, '_>, at: usize, beside: Beside) -> Option<Amount> {
    ratio(c, at)
        .or_else(|| majority(c, at))
        .or_else(|| vague(c, at))
        .or_else(|| parted(c, at))
        .or_else(|| ranged(c, at, beside))
}

fn flat(start: usize, end: usize, value: Number, grain: Number, shape: Shape, digits: bool) -> Amount {
    let (range, qualifier) = (Range::point(value), Qualifier::Exact);
    Amount { start, end, range, grain, shape, qualifier, digits, head: None }
}

/// "one in ten", "seven out of ten", "three out of every five", "one worker in ten".
fn ratio(c: Cursor<'_, '_>, at: usize) -> Option<Amount> {
    let part = numeral(c, at, Beside::Nothing)?;
    let noun = (c.is_plain_word(part.end) && !is_function(c.lower(part.end))).then_some(part.end);
    let mut next = part.end + usize::from(noun.is_some());
    if c.reads(next, &["out", "of"]) {
        next += 2;
    } else if c.lower(next) == "in" {
        next += 1;
    } else {
        return None;
    }
    if c.lower(next) == "every" {
        next += 1;
    }
    let whole = numeral(c, next, Beside::Nothing)?;
    let (count, _) = whole.value.parts();
    let known = SHARE_DENOMINATORS.iter().any(|&of| i128::from(of) == count);
    let unit = tail_unit(c, whole.end);
    if !known || part.value >= whole.value || unit || part.value == Number::ZERO {
        return None;
    }
    let value = part.value.over(whole.value)?;
    Some(Amount { head: noun, ..flat(at, whole.end, value, fraction_grain()?, Shape::Fraction, part.digits) })
}

/// Whether a unit of measure follows, as in "three in ten days".
fn tail_unit(c: Cursor<'_, '_>, at: usize) -> bool {
    c.unit(c.past_hyphen(at)).is_some()
}

fn is_function(word: &str) -> bool {
    amounts::get().words.function.contains(word)
}

/// "a majority of", "most voters": more than half, up to all.
fn majority(c: Cursor<'_, '_>, at: usize) -> Option<Amount> {
    let end = match c.lower(at) {
        "majority" if c.lower(at + 1) == "of" => at + 1,
        "most" => {
            let of = c.lower(at + 1) == "of" && c.lower(at + 2) != "all";
            let superlative =
                matches!(c.lower_back(at, 1), "the" | "at" | "a" | "his" | "her" | "its" | "their" | "'s" | "of");
            if superlative || !(of || (c.is_word(at + 1) && is_plural(c.lower(at + 1)))) {
                return None;
            }
            at + 1
        }
        _ => return None,
    };
    let half = Number::fraction(1, 2)?;
    let range = Range { low: Some(half), high: Some(Number::ONE), low_open: true, high_open: false };
    let flat = flat(at, end, half, fraction_grain()?, Shape::Fraction, false);
    Some(Amount { range, qualifier: Qualifier::Vague, ..flat })
}

/// "dozens", "tens of thousands", "a few hundred".
fn vague(c: Cursor<'_, '_>, at: usize) -> Option<Amount> {
    let tables = amounts::get();
    let (&vague, mut end) = c.wording(at, &tables.vague)?;
    let (mut low, mut high) = (Number::whole(vague.low), Number::whole(vague.high));
    let mut range = Range::between(low, high);
    if c.lower(at) == "scores" && c.lower(end) != "of" {
        return None;
    }
    if vague.multiplies {
        let magnitude = tables.magnitudes.get(c.lower(end)).map(|&by| Number::whole(by));
        if let Some(by) = magnitude {
            low = low.times(by)?;
            high = high.plus(Number::ONE)?.times(by)?;
            range = Range { high_open: true, ..Range::between(low, high) };
            end += 1;
        } else if !c.is_word(end) || is_function(c.lower(end)) && c.lower(end) != "of" || c.lower(end) == "times" {
            return None;
        }
    } else if matches!(c.lower_back(at, 1), "the" | "these" | "those") {
        return None;
    }
    let flat = flat(at, end, low, low.grain(), Shape::Number, false);
    Some(Amount { range, qualifier: Qualifier::Vague, ..flat })
}

/// Fractions: of a magnitude ("half a million", "a quarter of a billion") a number, else a share.
fn parted(c: Cursor<'_, '_>, at: usize) -> Option<Amount> {
    if let Some((value, end)) = of_magnitude(c, at) {
        return Some(flat(at, end, value, value.over(Number::whole(10))?, Shape::Number, false));
    }
    let (value, end) = fraction(c, at)?;
    Some(flat(at, end, value, fraction_grain()?, Shape::Fraction, c.is_number(at)))
}

/// A numeral, or two that span a range: "10 to 12", "2-3 million", "two or three", "between 10 and 12".
fn ranged(c: Cursor<'_, '_>, at: usize, beside: Beside) -> Option<Amount> {
    let low = numeral(c, at, beside)?;
    let single = flat(at, low.end, low.value, low.grain, Shape::Number, low.digits);
    let Some(high) = upper(c, at, low, beside) else { return Some(single) };
    let scaled =
        low.value.times(high.magnitude).filter(|_| low.magnitude == Number::ONE && high.magnitude > Number::ONE);
    let bottom = match scaled {
        Some(scaled) if scaled < high.value => scaled,
        _ => low.value,
    };
    if bottom >= high.value {
        return Some(single);
    }
    let (range, qualifier) = (Range::between(bottom, high.value), Qualifier::Between);
    Some(Amount { range, qualifier, end: high.end, grain: high.grain, ..single })
}

/// The upper end of a range, where the numeral is its lower one.
fn upper(c: Cursor<'_, '_>, at: usize, low: Numeral, beside: Beside) -> Option<Numeral> {
    let before = c.lower_back(at, if beside == Beside::Money { 2 } else { 1 });
    let ranging = matches!(c.lower_back(at, 2), "ranging" | "ranged" | "range" | "ranges" | "anywhere" | "varying");
    let joint = low.end;
    let next = match c.lower(joint) {
        "to" if ranging || !starts_change(before) => joint + 1,
        "or" => joint + 1,
        "and" if before == "between" => joint + 1,
        _ if c.is_dash(joint) && c.joined_back(joint) && c.joined(joint) => joint + 1,
        _ => return None,
    };
    // A sign repeated before the second number: "$10-$12".
    let next = if beside == Beside::Money && !c.is_number(next) && !c.is_word(next) { next + 1 } else { next };
    let high = numeral(c, next, beside)?;
    let close = high.value <= low.value.times(Number::whole(3))?;
    match c.lower(joint) {
        "or" if !close || high.value <= low.value => None,
        "to" | "or" | "and" => Some(high),
        // "3-1" is a score, "1-2" may be one: a bare hyphen needs something counted after it.
        _ => (c.is_plain_word(high.end)
            || c.is_mark(high.end, '%')
            || high.magnitude > Number::ONE
            || beside == Beside::Money)
            .then_some(high)
            .filter(|_| !is_outcome(c.lower(high.end))),
    }
}

/// Words after which "to" leads to a new level rather than to the upper end: "from 25 to 50", "rose by 14 to 126".
pub(super) fn starts_change(word: &str) -> bool {
    let tables = amounts::get();
    matches!(word, "from" | "by") || tables.rise.direct.contains(word) || tables.fall.direct.contains(word)
}

/// Words after a score.
fn is_outcome(word: &str) -> bool {
    is_function(word)
        || matches!(
            word,
            "win"
                | "victory"
                | "defeat"
                | "loss"
                | "draw"
                | "vote"
                | "lead"
                | "decision"
                | "record"
                | "season"
                | "score"
        )
}
