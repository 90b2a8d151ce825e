//! The dates a sentence states, as intervals of days.
//!
//! A grammar over tokens: `absolute` reads what stands alone ("7 June 2021"), `relative` what leans on the day of writing
//! ("last month"), `clock` times of day, `range` two of them joined. A wrong date makes a false alarm and a missed one costs
//! little, so each rule asks for the context that makes its words a date: a bare year needs its preposition, "may" its capital.

mod absolute;
mod clock;
mod days;
mod feast;
mod likely;
mod range;
mod reader;
mod relative;

use crate::lexicon::{Stem, calendar};
use crate::model::{Bound, DateFacet, Interval, PartialDate, Precision};
use crate::text::{Token, TokenKind};
use jiff::civil::Date;
use reader::Reader;
use std::cell::LazyCell;

/// The dates among the tokens of a sentence, in order and without overlaps. `anchor` is the article's day: without it,
/// words that lean on it ("yesterday", "15 November") give their fields and no interval.
///
/// Prepositions stay outside the span ("since", "until"), but for those that join a range ("from March to June") and
/// "by the end of". A time with neither a.m. nor p.m. gives its minutes as printed.
pub fn dates(tokens: &[Token<'_>], anchor: Option<Date>) -> Vec<DateFacet> {
    read(tokens, anchor, Reading::Certain, |at| calendar::get().opens(&tokens[at].lower))
}

/// As [`dates`], for tokens whose stems are known.
pub(crate) fn dates_of(tokens: &[Token<'_>], stems: &[Stem], anchor: Option<Date>) -> Vec<DateFacet> {
    read(tokens, anchor, Reading::Certain, |at| stems[at].opens_date())
}

/// Every phrase among the tokens that can be a date, by its most usual reading: what [`dates`] leaves open or passes by
/// because its words mean something else too. Not for comparing claims.
pub fn likely(tokens: &[Token<'_>], anchor: Option<Date>) -> Vec<DateFacet> {
    read(tokens, anchor, Reading::Likely, |_| true)
}

/// How much is asked of the words around a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// The context makes it a date, and usage is not divided on which.
    Certain,
    /// It can be a date.
    Likely,
}

/// `opens` tells whether a date can begin with the word at a place.
fn read(tokens: &[Token<'_>], anchor: Option<Date>, reading: Reading, opens: impl Fn(usize) -> bool) -> Vec<DateFacet> {
    let mut out = Vec::new();
    let mut at = 0;
    // Made where it is needed: most sentences hold no date.
    let reader = LazyCell::new(|| Reader::new(tokens, anchor, reading));
    let find = |at| reader.range(at).or_else(|| reader.point(at, Lead::Context));
    while at < tokens.len() {
        if reading == Reading::Certain && !may_begin(tokens, at, &opens) {
            debug_assert!(find(at).is_none(), "a date begins with {}", tokens[at].raw);
            at += 1;
            continue;
        }
        let found = find(at);
        let Some(found) = found else {
            at += 1;
            continue;
        };
        out.push(DateFacet {
            span: tokens[at].span.join(tokens[found.end - 1].span),
            stated: found.stated,
            interval: found.interval,
            precision: found.precision,
            bound: bound(tokens, at),
            near: Vec::new(),
            lifetime: None,
            relative: found.relative,
        });
        at = found.end;
    }
    out
}

/// Whether a date can begin at `at`, by this word and the next: nearly all can be passed by at once.
fn may_begin(tokens: &[Token<'_>], at: usize, opens: impl Fn(usize) -> bool) -> bool {
    let opens = |at: usize| match tokens.get(at).map(|token| token.kind) {
        Some(TokenKind::Number) => true,
        Some(TokenKind::Word) => opens(at),
        Some(TokenKind::Mark) | None => false,
    };
    if !opens(at) {
        return false;
    }
    let word = |at: usize| tokens.get(at).filter(|token| token.is_word()).map_or("", |token| &token.lower);
    match word(at) {
        "the" => {
            matches!(word(at + 1), "end" | "close" | "start" | "beginning" | "middle" | "first" | "second" | "latter")
        }
        "by" => word(at + 1) == "the",
        "from" | "between" => opens(if word(at + 1) == "the" { at + 2 } else { at + 1 }),
        // "One o'clock" begins with any number's word.
        "a" | "an" => {
            let next = word(at + 1);
            matches!(next, "half" | "quarter") || calendar::get().ranked.units.value(next).is_some()
        }
        _ => true,
    }
}

/// How the word before the date bounds the event.
fn bound(tokens: &[Token<'_>], at: usize) -> Bound {
    let word = |back: usize| at.checked_sub(back).map_or("", |at| tokens[at].lower.as_ref());
    match (word(3), word(2), word(1)) {
        ("no" | "not", "later", "than") | (_, "<", "=") => return Bound::By,
        (_, "later" | "greater", "than") => return Bound::After,
        (_, "earlier", "than") | (_, "prior", "to") => return Bound::Before,
        (_, ">", "=") => return Bound::Since,
        _ => {}
    }
    match at.checked_sub(1).map_or("", |before| tokens[before].lower.as_ref()) {
        "since" | "from" => Bound::Since,
        "until" | "till" | "through" => Bound::Until,
        "by" => Bound::By,
        "before" => Bound::Before,
        "after" => Bound::After,
        _ if tokens[at].lower == "by" => Bound::By,
        _ => Bound::On,
    }
}

/// What the grammar has read.
#[derive(Debug, Clone, Copy)]
struct Found {
    /// Index of the token behind it.
    end: usize,
    stated: PartialDate,
    interval: Option<Interval>,
    precision: Precision,
    relative: bool,
}

/// Whether a bare month or year must be vouched for by the words before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// Look at the words before.
    Context,
    /// The phrase around it has made it a date: "the end of …", "from … to …".
    Given,
}

#[cfg(test)]
mod tests;
