//! Quantities: every amount a sentence states, as an exact range in base units, with what it counts and what it does.
//!
//! A hand-written grammar over tokens. At each place the readings are tried from the most to the least particular
//! (age, label, ordinal, factor, scale, amount with or without a unit); `exclude` names what is no quantity.

mod amount;
mod counted;
mod exclude;
mod hedge;
mod lean;
mod measure;
mod role;
mod special;
#[cfg(test)]
mod tests;
pub(crate) mod vote;

use super::cursor::Cursor;
use super::number::{Beside, vulgar};
use crate::lexicon::amounts::{self, Effect};
use crate::lexicon::units::Unit;
use crate::lexicon::{Lexicon, Stem};
use crate::model::{Counted, Dimension, Number, Qualifier, Quantity, Range, Span};
use crate::text::{Token, TokenKind};
use amount::{Amount, Shape};

/// Greatest slack of a whole number that ends in zeros, in percent of the number: "200 km" is not a range of 100 km.
const SLACK_MOST: i64 = 5;

/// Numbers below it take a magnitude behind their currency.
const THOUSAND: i64 = 1_000;

/// A quantity by its tokens.
#[derive(Debug, Clone)]
struct Draft {
    /// First token, hedge included.
    start: usize,
    /// One past the last token, unit included.
    end: usize,
    /// In base units.
    range: Range,
    qualifier: Qualifier,
    /// In base units.
    slack: Number,
    dimension: Dimension,
    unit: String,
    /// The token of the noun that is counted.
    head: Option<usize>,
    /// A number without unit or noun, which may lean on its neighbour's ("from 40 minutes to 14").
    bare: bool,
    /// Hundredths of a currency that the words do not name.
    cents: bool,
    /// Whether "about" and the like can stand before it.
    hedgeable: bool,
    /// The worth of the last digit, in base units.
    grain: Number,
}

/// The quantities of a sentence, in order, without overlaps. `counted.terms` and `counted.around` are left to the caller.
pub fn quantities(tokens: &[Token<'_>], lexicon: &Lexicon) -> Vec<Quantity> {
    read_all(tokens, lexicon, |at| amounts::get().opens(&tokens[at].lower))
}

/// As [`quantities`], for tokens whose stems are known.
pub(crate) fn quantities_of(tokens: &[Token<'_>], stems: &[Stem], lexicon: &Lexicon) -> Vec<Quantity> {
    read_all(tokens, lexicon, |at| stems[at].opens_amount())
}

/// `opens` tells whether an amount can begin with the word at a place.
fn read_all(tokens: &[Token<'_>], lexicon: &Lexicon, opens: impl Fn(usize) -> bool) -> Vec<Quantity> {
    let c = Cursor::new(tokens, &lexicon.units);
    let mut drafts: Vec<Draft> = Vec::new();
    let (mut at, mut floor) = (0, 0);
    while at < tokens.len() {
        if !may_start(c, at, || opens(at)) {
            debug_assert!(read(c, at, floor).is_none(), "an amount starts with {}", tokens[at].raw);
            at += 1;
            continue;
        }
        if let Some(mut draft) = read(c, at, floor) {
            // A cue such as "aged" may belong to the number before already.
            draft.start = draft.start.max(floor);
            at = draft.end.max(at + 1);
            floor = at;
            drafts.push(draft);
            continue;
        }
        at = exclude::skip(c, at).map_or(at + 1, |end| end.max(at + 1));
    }
    lean::lean(c, &mut drafts);
    let ends: Vec<(usize, usize)> = drafts.iter().map(|draft| (draft.start, draft.end)).collect();
    let mut out = Vec::with_capacity(drafts.len());
    for (index, draft) in drafts.into_iter().enumerate() {
        let floor = index.checked_sub(1).map_or(0, |before| ends[before].1);
        let next = ends.get(index + 1).map_or(tokens.len(), |next| next.0);
        out.push(finish(c, draft, floor, next));
    }
    out
}

/// Whether a quantity can start here: most words can be passed by at once.
fn may_start(c: Cursor<'_, '_>, at: usize, opens: impl FnOnce() -> bool) -> bool {
    let Some(token) = c.get(at) else { return false };
    match token.kind {
        TokenKind::Number => true,
        TokenKind::Mark => token.is_mark('.') || c.units.currency_before(token.raw).is_some(),
        TokenKind::Word => {
            opens()
                || (token.is_capital() && token.raw.ends_with(|last: char| last.is_ascii_digit()))
                || token.lower.ends_with("fold")
                || vulgar(token.raw).is_some()
                // "EUR 5", "HK$5"
                || (token.is_capital() && (c.joined(at) || c.units.currency_before(token.raw).is_some()))
        }
    }
}

/// The quantity at `at`; hedges before it reach back to `floor` at most.
fn read(c: Cursor<'_, '_>, at: usize, floor: usize) -> Option<Draft> {
    // A zero-width character is a mark that reads as nothing.
    if c.lower(at).is_empty() {
        return None;
    }
    if let Some(mut draft) = special::age(c, at)
        .or_else(|| special::label(c, at))
        .or_else(|| special::ordinal(c, at))
        .or_else(|| special::factor(c, at))
        .or_else(|| special::scale(c, at))
        .or_else(|| vote::vote(c, at))
        .or_else(|| special::priced(c, at))
    {
        if draft.hedgeable {
            rehedge(c, &mut draft, floor)?;
        }
        return Some(draft);
    }
    let signed = measure::sign(c, at);
    if signed.is_none() && exclude::skip(c, at).is_some() {
        return None;
    }
    let (first, beside) = signed.map_or((at, Beside::Nothing), |(_, next)| (next, Beside::Money));
    let amount = Amount { start: at, ..amount::amount(c, first, beside)? };
    measured(c, negated(c, amount, floor)?, signed.map(|(unit, _)| unit), floor)
}

/// "-5°C", "minus 5 percent": a sign before the number that joins it to nothing.
fn negated(c: Cursor<'_, '_>, amount: Amount, floor: usize) -> Option<Amount> {
    let Some(sign) = amount.start.checked_sub(1).filter(|&sign| sign >= floor) else { return Some(amount) };
    // "75 -300 mm" spans a range.
    if c.is_number(sign.wrapping_sub(1)) {
        return Some(amount);
    }
    let word = matches!(c.lower(sign), "minus" | "negative");
    let mark = (c.is_mark(sign, '-') || c.is_mark(sign, '−')) && c.joined(sign) && !c.joined_back(sign);
    let (Some(value), true) = (amount.range.low, word || mark) else { return Some(amount) };
    let range = Range::point(Number::ZERO.minus(value)?);
    Some(if amount.qualifier == Qualifier::Exact { Amount { start: sign, range, ..amount } } else { amount })
}

/// Hedges of a quantity that has its unit already.
fn rehedge(c: Cursor<'_, '_>, draft: &mut Draft, floor: usize) -> Option<()> {
    if let Some((effect, start)) = hedge::before(c, draft.start, floor) {
        let amount = Amount {
            start,
            end: draft.end,
            range: draft.range,
            grain: draft.grain,
            shape: Shape::Number,
            qualifier: draft.qualifier,
            digits: true,
            head: None,
        };
        (draft.range, draft.qualifier) = hedge::apply(effect, &amount)?;
        draft.start = start;
    }
    Some(())
}

/// An amount with its hedges, its unit and what it counts.
fn measured(c: Cursor<'_, '_>, amount: Amount, sign: Option<&Unit>, floor: usize) -> Option<Draft> {
    let mut amount = amount;
    let mut hedge = hedge::before(c, amount.start, floor).map(|(effect, start)| (effect, start, amount.end));
    if hedge.is_none()
        && let Some((effect, end)) = hedge::after(c, amount.end)
    {
        hedge = Some((effect, amount.start, end));
    }
    let number_end = hedge.map_or(amount.end, |(.., end)| end);
    let found = if sign.is_some() { None } else { measure::after(c, &amount, number_end) };
    let unit = sign.or(found.map(|(unit, _)| unit)).or_else(|| measure::before(c, amount.start, number_end));
    let mut end = found.map_or(number_end, |(_, end)| end);
    // "75 USD million"
    if let Some(&factor) = amounts::get().magnitudes.get(c.lower(end))
        && found.is_some_and(|(unit, _)| matches!(unit.dimension, Dimension::Money(_)))
        && amount.range.high < Some(Number::whole(THOUSAND))
    {
        amount = amount.times(Number::whole(factor))?;
        end += 1;
    }
    // "$5 million dollars" says it twice.
    if sign.is_some() && matches!(c.lower(end), "dollars" | "euros") {
        end += 1;
    }
    if let Some((high, after)) = found.and_then(|(unit, end)| upper(c, &amount, unit, end)) {
        amount.range = Range::between(amount.range.low?, high);
        amount.qualifier = Qualifier::Between;
        end = after;
    }
    let mut extra = None;
    if let Some(unit) = unit
        && let Some((more, grain, after)) = measure::compound(c, unit, end)
    {
        let whole = more.over(unit.factor)?;
        amount.range = Range::point(amount.range.low?.plus(whole)?);
        amount.grain = grain.over(unit.factor)?;
        extra = Some(());
        end = after;
    } else if let Some(unit) = unit.filter(|_| c.reads(end, &["and", "a", "half"])) {
        let half = Number::fraction(1, 2)?;
        let duration = unit.dimension == Dimension::Duration;
        if duration {
            amount.range = Range::point(amount.range.low?.plus(half)?);
            end += 3;
        }
    }
    if unit.is_some() && c.lower(end) == "ago" {
        return None;
    }
    let slack = slack(&amount, extra.is_some())?;
    if hedge.is_none()
        && let Some((effect, after)) = hedge::after(c, end)
    {
        hedge = Some((effect, amount.start, after));
        end = after;
    }
    let start = hedge.map_or(amount.start, |(_, start, _)| start);
    let (mut range, mut qualifier) = match hedge {
        Some((effect, ..)) => hedge::apply(settle(effect, unit), &amount)?,
        None => (amount.range, amount.qualifier),
    };
    if let Some((width, after)) = hedge::give_or_take(c, end) {
        (range, qualifier, end) = (amount.range.widened(width), Qualifier::About, after);
    }
    let mut draft = match unit {
        Some(unit) => in_unit(unit, range, slack, amount.range.high?)?,
        None => plain(c, &amount, hedge.is_some(), range, slack, end)?,
    };
    (draft.start, draft.end, draft.qualifier, draft.grain) = (start, end, qualifier, amount.grain);
    if unit.is_some() {
        draft.head = amount.head;
    }
    rate(c, &mut draft)?;
    if unit.is_some() && draft.head.is_none() {
        draft.head = counted::noun_of_measure(c, &draft.dimension, draft.end);
    }
    draft.head = draft.head.or_else(|| counted::subject(c, start));
    draft.bare &= draft.head.is_none();
    Some(draft)
}

/// The upper end after a unit: "between 5 percent and 7 percent", "5 km to 7 km"; and the place after it.
fn upper(c: Cursor<'_, '_>, low: &Amount, unit: &Unit, at: usize) -> Option<(Number, usize)> {
    let before = c.lower_back(low.start, 1);
    let joined = match c.lower(at) {
        "and" => before == "between",
        "to" => !amount::starts_change(before),
        _ => false,
    };
    if !joined || low.qualifier != Qualifier::Exact || low.shape == Shape::Fraction {
        return None;
    }
    let high = amount::amount(c, at + 1, Beside::Nothing).filter(|high| high.qualifier == Qualifier::Exact)?;
    let (other, end) = measure::after(c, &high, high.end)?;
    let above = high.range.high > low.range.low;
    (other.id == unit.id && above).then_some((high.range.high?, end))
}

/// "over two years" may mean "in the course of", "within" only bounds what is measured.
fn settle(effect: Effect, unit: Option<&Unit>) -> Effect {
    let duration = unit.is_some_and(|unit| unit.dimension == Dimension::Duration);
    if effect == Effect::MoreThan && duration { Effect::AtLeast } else { effect }
}

/// Half the worth of the last digit, in the amount's own unit.
fn slack(amount: &Amount, compound: bool) -> Option<Number> {
    let half = amount.grain.over(Number::whole(2))?;
    if compound || amount.shape == Shape::Fraction {
        return Some(half);
    }
    let most = amount.range.high?.times(Number::fraction(i128::from(SLACK_MOST), 100)?)?;
    let least = Number::fraction(1, 2)?;
    Some(if amount.grain > Number::ONE { half.min(most.max(least)) } else { half })
}

/// A range in base units. The greatest value tells how far a second reading of the unit would lie off.
fn in_unit(unit: &Unit, range: Range, slack: Number, greatest: Number) -> Option<Draft> {
    let scale = |value: Option<Number>| match value {
        Some(value) => value.times(unit.factor)?.plus(unit.offset).map(Some),
        None => Some(None),
    };
    let range = Range { low: scale(range.low)?, high: scale(range.high)?, ..range };
    let mut slack = slack.times(unit.factor)?;
    if let Some(alternative) = unit.alternative {
        slack = slack.plus(alternative.minus(unit.factor)?.times(greatest)?)?;
    }
    let draft = Draft::point(0, 0, Number::ZERO, Number::ZERO, unit.dimension.clone(), &unit.id);
    Some(Draft { range, slack, cents: unit.cents, ..draft })
}

/// An amount without a unit: a share, or things counted. `None` where the words may mean something else.
fn plain(c: Cursor<'_, '_>, amount: &Amount, hedged: bool, range: Range, slack: Number, end: usize) -> Option<Draft> {
    let share = amount.shape == Shape::Fraction;
    let dimension = if share { Dimension::Share } else { Dimension::Count };
    let head = amount.head.or_else(|| counted::noun(c, end));
    let words = &amounts::get().words;
    if share {
        let before = c.lower_back(amount.start, 1);
        let part =
            matches!(before, "first" | "second" | "latter" | "other" | "better" | "each" | "the" | "every" | "last");
        let next = c.past_hyphen(end);
        let broken = words.half_parts.contains(c.lower(next));
        let ends = !c.is_word(end) || words.function.contains(c.lower(end)) || is_plural_at(c, end) || hedged;
        let quarter = c.lower(end - 1) == "quarter" && !(c.lower(end) == "of" || hedged);
        let glued = c.is_hyphen(end) && !matches!(c.lower(next), "majority");
        let ratio = c.lower(amount.start) != "half" && amount.end > amount.start + 2;
        let year = c.lower(end) == "of"
            && (exclude::year_like(c, end + 1).is_some() || c.is_hyphen(amount.start.wrapping_sub(1)));
        if !ratio && (part || broken || !ends || quarter || glued || year) {
            return None;
        }
    } else if head.is_none() {
        let before = c.lower_back(amount.start, 1);
        let pronoun = matches!(
            before,
            "the" | "those" | "these" | "both" | "first" | "last" | "next" | "other" | "all" | "his" | "her"
        );
        let of_them = c.lower(end) == "of" && !amount.digits;
        let compound = c.is_hyphen(end);
        // "in 4.1": a version.
        let version = before == "in" && amount.digits && !amount.range.low?.is_whole();
        if !amount.digits && !hedged && (pronoun || of_them) || compound || version {
            return None;
        }
    }
    let way = c.is_hyphen(end)
        && matches!(c.lower(end + 1), "way" | "time" | "sided" | "dimensional" | "tolerance" | "on" | "off");
    if way || c.is_hyphen(amount.start.wrapping_sub(1)) && !amount.digits {
        return None;
    }
    let draft = Draft::point(0, 0, Number::ZERO, Number::ZERO, dimension, "");
    Some(Draft { range, slack, head, bare: !share && head.is_none(), ..draft })
}

fn is_plural_at(c: Cursor<'_, '_>, at: usize) -> bool {
    c.is_word(at) && super::number::is_plural(c.lower(at))
}

/// Divides by the rate's denominator, if one follows the unit or the counted noun.
fn rate(c: Cursor<'_, '_>, draft: &mut Draft) -> Option<()> {
    let counted = draft.dimension == Dimension::Count;
    let at = match draft.head {
        Some(head) if counted => head + 1,
        _ => draft.end,
    };
    let Some(per) = measure::per(c, &draft.dimension, at) else { return Some(()) };
    let divide = |value: Option<Number>| match value {
        Some(value) => value.over(per.factor).map(Some),
        None => Some(None),
    };
    draft.range = Range { low: divide(draft.range.low)?, high: divide(draft.range.high)?, ..draft.range };
    draft.slack = draft.slack.over(per.factor)?;
    if draft.dimension == Dimension::Length && per.time {
        draft.dimension = Dimension::Speed;
        draft.unit = format!("{}/{}", draft.unit, per.unit);
    } else {
        draft.unit = format!("{}/{}", draft.unit, per.name);
    }
    draft.bare = false;
    if !counted || at == draft.end {
        draft.end = per.end;
    }
    Some(())
}

fn finish(c: Cursor<'_, '_>, draft: Draft, floor: usize, next: usize) -> Quantity {
    let role = role::role(c, &draft, floor, next);
    let span_of = |at: usize| c.get(at).map_or(Span::default(), |token| token.span);
    let span = span_of(draft.start).join(span_of(draft.end - 1));
    let head = draft.head.and_then(|at| c.get(at));
    let counted = Counted {
        head: head.map_or_else(String::new, |token| token.raw.to_owned()),
        span: head.map(|token| token.span),
        ..Counted::default()
    };
    let Draft { range, qualifier, dimension, unit, slack, .. } = draft;
    Quantity { span, range, qualifier, dimension, unit, slack, role, counted, poll: None }
}
