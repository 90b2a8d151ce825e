//! Hedges: what "about", "at least" or "give or take" make of a number.
//!
//! Directions are in the lexicon. The widths of "about" follow from roundness, as speakers' do (M. Krifka, "Approximate
//! interpretation of number words", 2007; S. Ferson et al., "Natural language of uncertainty: numeric hedge words",
//! Int. J. Approximate Reasoning 57, 2015): half the worth of the last digit, within bounds of our own choice.

use super::amount::Amount;
use crate::extract::cursor::Cursor;
use crate::extract::number::{Beside, numeral};
use crate::lexicon::amounts::{self, Effect};
use crate::model::{Number, Qualifier, Range};

/// Least and greatest width of "about" to either side, and the width of "nearly" and "just over", in percent of the number.
const ABOUT_LEAST: i64 = 5;
const ABOUT_MOST: i64 = 15;
const ONE_SIDED: i64 = 10;

/// The hedge that ends before `end`, and where it starts.
pub(super) fn before(c: Cursor<'_, '_>, end: usize, floor: usize) -> Option<(Effect, usize)> {
    if let Some((&effect, start)) = c.wording_before(end, floor, &amounts::get().hedges_before) {
        return Some((effect, start));
    }
    // "between 10 and 12" and "an increase of between 3 and 5" start with their preposition.
    (end > floor && c.lower_back(end, 1) == "between").then(|| (Effect::Exact, end - 1))
}

/// The hedge at `at`, and the place after it.
pub(super) fn after(c: Cursor<'_, '_>, at: usize) -> Option<(Effect, usize)> {
    let compound = c.is_hyphen(at);
    let (&effect, end) = c.wording(c.past_hyphen(at), &amounts::get().hedges_after)?;
    let needs_hyphen = matches!(c.lower(c.past_hyphen(at)), "plus" | "odd");
    let touching = !c.is_mark(at, '+') || c.joined_back(at);
    (compound == needs_hyphen && touching).then_some((effect, end))
}

/// ", give or take 4,000": the width and the place after it.
pub(super) fn give_or_take(c: Cursor<'_, '_>, at: usize) -> Option<(Number, usize)> {
    let at = if c.is_mark(at, ',') { at + 1 } else { at };
    if c.is_mark(at, '±') {
        return numeral(c, at + 1, Beside::Nothing).map(|width| (width.value, width.end));
    }
    let width = c.reads(at, &["give", "or", "take"]).then(|| numeral(c, at + 3, Beside::Nothing))??;
    Some((width.value, width.end))
}

/// What a hedge makes of an amount.
pub(super) fn apply(effect: Effect, amount: &Amount) -> Option<(Range, Qualifier)> {
    let Range { low: Some(low), high: Some(high), .. } = amount.range else { return None };
    let share = |percent| magnitude(high)?.times(Number::fraction(percent, 100)?);
    let below = |value| Range { low: None, high: Some(value), low_open: false, high_open: false };
    let above = |value| Range { low: Some(value), high: None, low_open: false, high_open: false };
    Some(match effect {
        Effect::Exact => (amount.range, amount.qualifier),
        Effect::About => {
            let half = amount.grain.over(Number::whole(2))?;
            let width = half.max(share(i128::from(ABOUT_LEAST))?).min(share(i128::from(ABOUT_MOST))?);
            (amount.range.widened(width), Qualifier::About)
        }
        Effect::Nearly => {
            let low = low.minus(share(i128::from(ONE_SIDED))?)?;
            (Range { high_open: true, ..Range::between(low, high) }, Qualifier::About)
        }
        Effect::JustOver => {
            let high = high.plus(share(i128::from(ONE_SIDED))?)?;
            (Range { low_open: true, ..Range::between(low, high) }, Qualifier::About)
        }
        Effect::AtLeast => (above(low), Qualifier::AtLeast),
        Effect::MoreThan => (Range { low_open: true, ..above(low) }, Qualifier::MoreThan),
        Effect::AtMost => (below(high), Qualifier::AtMost),
        Effect::LessThan => (Range { high_open: true, ..below(high) }, Qualifier::LessThan),
    })
}

fn magnitude(number: Number) -> Option<Number> {
    if number < Number::ZERO { Number::ZERO.minus(number) } else { Some(number) }
}
