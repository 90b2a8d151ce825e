//! Units: what stands after (or, for currencies, before) an amount, compounds of units, and rates.

use super::amount::{Amount, Shape};
use crate::extract::cursor::Cursor;
use crate::extract::number::{Beside, numeral};
use crate::lexicon::amounts;
use crate::lexicon::units::Unit;
use crate::model::{Dimension, Number, Qualifier};

/// First parts of a currency's sign are no longer, in bytes: "HK" of "HK$".
const LONGEST_SIGN: usize = 4;

/// The currency sign or code at `at` and the place after it: "$", "US$", "EUR".
pub(super) fn sign<'t>(c: Cursor<'t, '_>, at: usize) -> Option<(&'t Unit, usize)> {
    let two = || {
        let joined = c.joined(at) && c.raw(at).len() <= LONGEST_SIGN;
        joined.then(|| c.units.currency_before(&format!("{}{}", c.raw(at), c.raw(at + 1)))).flatten()
    };
    let (unit, end) = match two() {
        Some(unit) => (unit, at + 2),
        None => (c.units.currency_before(c.raw(at))?, at + 1),
    };
    (c.is_number(end) || c.is_mark(end, '.')).then_some((unit, end))
}

/// The unit after an amount and the place after it.
pub(super) fn after<'t>(c: Cursor<'t, '_>, amount: &Amount, at: usize) -> Option<(&'t Unit, usize)> {
    if amount.shape == Shape::Fraction {
        let next = if c.lower(at) == "of" && matches!(c.lower(at + 1), "a" | "an") { at + 1 } else { at };
        let next = if matches!(c.lower(next), "a" | "an") { next + 1 } else { c.past_hyphen(at) };
        return c.unit(next).filter(|(unit, _)| unit.dimension != Dimension::Share);
    }
    // "millions of dollars", "tens of miles"
    if amount.qualifier == Qualifier::Vague && c.lower(at) == "of" {
        return c.unit(at + 1).filter(|(unit, _)| unit.dimension != Dimension::Share);
    }
    let next = c.past_hyphen(at);
    if amount.digits
        && let Some(found) = symbol(c, next).or_else(|| bracketed(c, at))
    {
        return Some(found);
    }
    let (mut unit, end) = c.unit(next)?;
    // Millions of pounds are money unless they are pounds of something.
    if unit.id == "lb" && amount.range.low >= Some(Number::whole(1_000_000)) && c.lower(end) != "of" {
        unit = c.units.unit_named("GBP")?;
    }
    // "6 points" are counted; only parts of a point and "percentage points" are differences between percentages.
    let point = unit.id == "points" && end == next + 1;
    let glued = c.joined_back(next) && next == at && amount.digits && c.is_word(next) && c.raw(next).len() == 1;
    (!point && !glued).then_some((unit, end))
}

/// A unit in brackets, as tables have it: "20 (kg)".
fn bracketed<'t>(c: Cursor<'t, '_>, at: usize) -> Option<(&'t Unit, usize)> {
    let pairs = [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>')];
    let bracketed = pairs.iter().any(|&(open, close)| c.is_mark(at, open) && c.is_mark(at + 2, close));
    bracketed.then(|| c.units.symbol(c.raw(at + 1)).map(|unit| (unit, at + 3)))?
}

/// The unit before a bare number that ends its phrase: "a percentage of 10."; "50 percent of 10" has its number already.
pub(super) fn before<'t>(c: Cursor<'t, '_>, start: usize, end: usize) -> Option<&'t Unit> {
    if c.lower_back(start, 1) != "of" || c.is_word(end) {
        return None;
    }
    let (unit, first) = c.unit_before(start - 1)?;
    let asked = matches!(c.lower_back(first, 1), "what" | "which");
    let counted = first > 0 && (c.is_number(first - 1) || amounts::get().cardinals.contains_key(c.lower(first - 1)));
    (unit.dimension == Dimension::Share && !asked && !counted).then_some(unit)
}

/// A unit symbol as printed, of one or two tokens ("km", "°C"); "in" is too common a word to be inches by itself.
fn symbol<'t>(c: Cursor<'t, '_>, at: usize) -> Option<(&'t Unit, usize)> {
    let spaced = format!("{}{}{}", c.raw(at), if c.joined(at) { "" } else { " " }, c.raw(at + 1));
    let (unit, end) = match c.units.symbol(&spaced) {
        Some(unit) => (unit, at + 2),
        None => (c.units.symbol(c.raw(at))?, at + 1),
    };
    let whole = !(c.joined(end - 1) && (c.is_word(end) || c.is_number(end)));
    let inches = unit.id == "in" && c.lower(at) == "in";
    let letter = c.raw(at).len() == 1 && c.is_word(at);
    // One letter after a space is a unit only where no word follows that could make it an initial or a label.
    let free =
        !letter || c.joined_back(at) || c.is_hyphen(at.wrapping_sub(1)) || !c.is_word(end) || c.is_plain_word(end);
    (whole && !inches && free).then_some((unit, end))
}

/// Further parts of a compound measure: "2 hours 14 minutes", "6 ft 2 in". Their sum in base units, the worth of the last
/// digit in base units, and the place after them.
pub(super) fn compound(c: Cursor<'_, '_>, unit: &Unit, at: usize) -> Option<(Number, Number, usize)> {
    if !matches!(unit.dimension, Dimension::Length | Dimension::Duration | Dimension::Mass | Dimension::Money(_)) {
        return None;
    }
    let next = if c.lower(at) == "and" || c.is_mark(at, ',') { at + 1 } else { at };
    let part = numeral(c, next, Beside::Nothing)?;
    let amount_end = c.past_hyphen(part.end);
    let found = if part.digits { symbol(c, amount_end) } else { None };
    let inches = || (unit.id == "ft" && part.digits && c.lower(amount_end) == "in").then_some(());
    let smaller = match found.or_else(|| c.unit(amount_end)) {
        Some(found) => found,
        None => inches().and_then(|()| c.units.symbol("in")).map(|inch| (inch, amount_end + 1))?,
    };
    let (small, end) = smaller;
    let cents = small.cents && matches!(unit.dimension, Dimension::Money(_));
    // "30 MUSD, 75 USD" are two amounts.
    let own = matches!(small.dimension, Dimension::Money(_)) && small.factor == Number::ONE;
    if !(cents || small.dimension == unit.dimension) || small.factor >= unit.factor || own {
        return None;
    }
    let (mut value, mut grain) = (part.value.times(small.factor)?, part.grain.min(Number::ONE).times(small.factor)?);
    let mut last = end;
    if let Some((rest, finer, end)) = compound(c, small, end) {
        (value, grain, last) = (value.plus(rest)?, finer, end);
    }
    Some((value, grain, last))
}

/// A rate's denominator.
pub(super) struct Per {
    /// What the amount is divided by, in base units.
    pub(super) factor: Number,
    /// What it is called behind the slash: "s", "g", "share".
    pub(super) name: String,
    /// The unit as printed: "h" where `name` is "s".
    pub(super) unit: String,
    /// Whether it is a time.
    pub(super) time: bool,
    /// One past its last token.
    pub(super) end: usize,
}

impl Per {
    fn of(unit: &Unit, end: usize) -> Self {
        Self { factor: unit.factor, name: unit.base.clone(), unit: unit.id.clone(), time: is_time(unit), end }
    }
}

/// The denominator at `at`: "a minute", "per kilogram", "/h", "a share" for money.
pub(super) fn per(c: Cursor<'_, '_>, of: &Dimension, at: usize) -> Option<Per> {
    if matches!(of, Dimension::Share | Dimension::Points | Dimension::Temperature | Dimension::Age) {
        return None;
    }
    let tables = amounts::get();
    let slash = c.is_mark(at, '/') && c.joined_back(at) && c.joined(at);
    let word = c.lower(at);
    if !slash && !matches!(word, "a" | "an" | "per" | "every" | "each") {
        return None;
    }
    if slash && let Some((unit, end)) = symbol(c, at + 1) {
        return Some(Per::of(unit, end));
    }
    if let Some((unit, end)) = c.unit(at + 1) {
        // "A day after" and "a day or two" are times, "per day" never is.
        let relative = word != "per"
            && matches!(c.lower(end), "ago" | "after" | "earlier" | "later" | "before" | "from" | "and" | "or");
        let ordinal =
            c.lower(at + 1) == "second" && c.is_plain_word(end) && !tables.words.function.contains(c.lower(end));
        let wanted = is_time(unit) || word == "per" || slash || tables.words.apiece.contains(c.lower(at + 1));
        let itself = unit.dimension == *of;
        let money = matches!(unit.dimension, Dimension::Money(_) | Dimension::Share);
        if relative || ordinal || !wanted || itself || money || c.is_hyphen(end) {
            return None;
        }
        return Some(Per::of(unit, end));
    }
    let noun = c.lower(at + 1);
    let named = c.is_plain_word(at + 1)
        && (word == "per" || (matches!(of, Dimension::Money(_)) && tables.words.apiece.contains(noun)));
    (named || slash && c.is_plain_word(at + 1) && tables.words.apiece.contains(noun)).then(|| Per {
        factor: Number::ONE,
        name: noun.to_owned(),
        unit: noun.to_owned(),
        time: false,
        end: at + 2,
    })
}

fn is_time(unit: &Unit) -> bool {
    unit.dimension == Dimension::Duration
}
