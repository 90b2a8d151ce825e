//! Numerals that state no amount: dates, clock times, section and telephone numbers, scores, "one" the pronoun.

use super::amount;
use crate::extract::cursor::Cursor;
use crate::extract::number::{Beside, fraction, is_plural, numeral};
use crate::lexicon::amounts;

/// Four bare digits in this span are a year unless a unit or a hedge says otherwise.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2100;
/// Four bare digits in this span are a year after a preposition of time.
const OLD_YEARS: std::ops::Range<u32> = 1000..1900;

/// Where reading goes on, if the numeral at `at` is no quantity.
pub(super) fn skip(c: Cursor<'_, '_>, at: usize) -> Option<usize> {
    if c.is_number(at) {
        return list_marker(c, at)
            .or_else(|| glued(c, at))
            .or_else(|| clock(c, at))
            .or_else(|| date(c, at))
            .or_else(|| year(c, at))
            .or_else(|| place_in_text(c, at))
            .or_else(|| street(c, at));
    }
    spelled(c, at)
}

/// "1. Price": a number that only counts the paragraph.
fn list_marker(c: Cursor<'_, '_>, at: usize) -> Option<usize> {
    (at == 0 && c.joined(0) && (c.is_mark(1, '.') || c.is_mark(1, ')')) && c.raw(0).len() <= 2).then_some(2)
}

/// Numbers that are part of a longer string: identifiers, paths, scores, telephone numbers, "9/11", "24/7", "1990s".
fn glued(c: Cursor<'_, '_>, at: usize) -> Option<usize> {
    let glue = |at: usize| {
        ['/', '_', '=', '`', '&', '?', '#', '@', ':', '\\', '\'', '’', '*'].iter().any(|&mark| c.is_mark(at, mark))
    };
    let tables = amounts::get();
    if c.joined_back(at)
        && (glue(at - 1)
            || c.is_mark(at - 1, '%')
            || c.is_word(at - 1)
            || c.is_mark(at - 1, '.')
            || c.is_number(at - 1))
    {
        return Some(at + 1);
    }
    if c.joined_back(at) && c.is_dash(at - 1) && c.joined_back(at - 1) && (c.is_word(at - 2) || c.is_number(at - 2)) {
        return Some(at + 1);
    }
    if !c.joined(at) || fraction(c, at).is_some() {
        return None;
    }
    let next = at + 1;
    if c.is_dash(next) && c.joined(next) && c.is_number(next + 1) {
        let mut end = next + 2;
        while c.joined_back(end) && c.is_dash(end) && c.joined(end) && c.is_number(end + 1) {
            end += 2;
        }
        let range = end == next + 2 && amount::amount(c, at, Beside::Nothing).is_some_and(|found| found.end > next);
        return if range && year_like(c, at).is_none() { None } else { Some(end) };
    }
    if c.is_mark(next, '(') {
        return Some(next + 1);
    }
    if c.is_mark(next, '.') && c.joined(next) && c.is_word(next + 1) {
        return Some(next + 2);
    }
    // "a 2-to-1 margin"
    if c.is_hyphen(next) && c.reads(next + 1, &["to", "-"]) {
        return Some(next + 4);
    }
    if glue(next) && c.joined(next) && !c.is_mark(next, '/') {
        return Some(next + 2);
    }
    if c.is_mark(next, '/') && c.joined(next) {
        let rate = c.units.symbol(c.raw(next + 1)).is_some() || c.units.unit(c.lower(next + 1)).is_some();
        return if rate { None } else { Some(next + 2) };
    }
    if !c.is_word(next) {
        return None;
    }
    let word = c.lower(next);
    let decade = word == "s" && c.raw(at).ends_with('0');
    let known = c.units.symbol(c.raw(next)).is_some()
        || (c.raw(next).len() > 1 && c.units.unit(word).is_some())
        || tables.letters.contains_key(c.raw(next))
        || tables.magnitudes.contains_key(word)
        || fraction(c, next).is_some();
    (decade || !known).then_some(next + 1)
}

/// "4:12", "9 p.m.", "7 o'clock", "at 9".
fn clock(c: Cursor<'_, '_>, at: usize) -> Option<usize> {
    let next = c.lower(at + 1);
    if matches!(
        next,
        "am" | "pm" | "a.m." | "p.m." | "a.m" | "p.m" | "o'clock" | "hrs" | "gmt" | "utc" | "et" | "est" | "noon"
    ) {
        return Some(at + 2);
    }
    let (hour, minute) = c.raw(at).split_once('.').unwrap_or((c.raw(at), "00"));
    let bare = hour.len() <= 2 && minute.len() == 2 && hour.parse::<u32>().is_ok_and(|hour| hour <= 24);
    (bare && c.lower_back(at, 1) == "at" && ends_phrase(c, at + 1)).then_some(at + 1)
}

/// Whether nothing that could be counted or measured stands at `at`.
fn ends_phrase(c: Cursor<'_, '_>, at: usize) -> bool {
    let words = &amounts::get().words;
    !c.is_mark(at, '%')
        && !c.is_mark(at, '°')
        && (!c.is_word(at) || words.function.contains(c.lower(at)) || is_weekday(c, at))
}

fn is_weekday(c: Cursor<'_, '_>, at: usize) -> bool {
    amounts::get().words.weekday.contains(c.lower(at))
}

/// Whether a month is named at `at`; months are written with a capital.
pub(super) fn is_month(c: Cursor<'_, '_>, at: usize) -> bool {
    c.get(at).is_some_and(crate::text::Token::is_capital) && amounts::get().words.month.contains(c.lower(at))
}

/// "November 15", "15 November", "Nov. 15-17", "June 5 and 6", "the 4th of July".
fn date(c: Cursor<'_, '_>, at: usize) -> Option<usize> {
    let short = |at: usize| c.is_number(at) && c.raw(at).len() <= 2;
    let suffix = |at: usize| usize::from(c.joined_back(at) && matches!(c.lower(at), "st" | "nd" | "rd" | "th"));
    let between = |at: usize| {
        c.is_dash(at) || c.is_mark(at, ',') || matches!(c.lower(at), "and" | "to" | "or" | "through" | "until")
    };
    let year = |at: usize| usize::from(year_like(c, at).is_some());
    let day = |at: usize| at + 1 + suffix(at + 1);
    let before = if c.is_mark(at.wrapping_sub(1), '.') && at > 1 { at - 2 } else { at.wrapping_sub(1) };
    if is_month(c, before) && (short(at) || year_like(c, at).is_some()) {
        let mut end = day(at);
        while between(end) && short(end + 1) && !c.is_plain_word(day(end + 1)) && !is_month(c, day(end + 1)) {
            end = day(end + 1);
        }
        let comma = usize::from(c.is_mark(end, ','));
        return Some(end + (comma + 1) * year(end + comma));
    }
    if !short(at) {
        return None;
    }
    let mut end = day(at);
    while between(end) && short(end + 1) {
        end = day(end + 1);
    }
    let month = if c.reads(end, &["of"]) { end + 1 } else { end };
    is_month(c, month).then(|| month + 1 + year(month + 1))
}

/// The year that bare four digits would be.
pub(super) fn year_like(c: Cursor<'_, '_>, at: usize) -> Option<u32> {
    let raw = c.raw(at);
    let year: u32 = if raw.len() == 4 { raw.parse().ok()? } else { return None };
    (YEARS.contains(&year) || OLD_YEARS.contains(&year)).then_some(year)
}

fn year(c: Cursor<'_, '_>, at: usize) -> Option<usize> {
    let year = year_like(c, at)?;
    let tables = amounts::get();
    let next = c.past_hyphen(at + 1);
    let unit = c.units.symbol(c.raw(next)).is_some()
        || c.unit(next).is_some()
        || tables.magnitudes.contains_key(c.lower(next));
    if unit {
        return None;
    }
    let plural = c.is_plain_word(at + 1) && is_plural(c.lower(at + 1));
    let before = c.lower_back(at, 1);
    let of_time = matches!(
        before,
        "in" | "since"
            | "of"
            | "from"
            | "until"
            | "till"
            | "by"
            | "circa"
            | "year"
            | "between"
            | "to"
            | "before"
            | "after"
            | "dated"
            | "during"
            | "early"
            | "late"
            | "the"
            | "this"
            | "and"
            | "for"
            | "mid"
            | "a"
            | "'s"
            | ""
    );
    let counted = plural && (!of_time || super::hedge::before(c, at, 0).is_some());
    let stated = YEARS.contains(&year) || (of_time && !plural);
    (stated && !counted).then_some(at + 1)
}

/// "page 14", "Section 4.2".
fn place_in_text(c: Cursor<'_, '_>, at: usize) -> Option<usize> {
    let places = &amounts::get().words.place;
    let dotted = format!("{}.", c.lower_back(at, 2));
    let named =
        places.contains(c.lower_back(at, 1)) || (c.is_mark(at.wrapping_sub(1), '.') && places.contains(&dotted));
    let counted = c.is_plain_word(at + 1) && is_plural(c.lower(at + 1));
    let measured = c.is_mark(at + 1, '%') || c.units.unit(c.lower(at + 1)).is_some();
    (named && !counted && !measured).then_some(at + 1)
}

/// "14 Linden Street".
fn street(c: Cursor<'_, '_>, at: usize) -> Option<usize> {
    let capital = |at| c.get(at).is_some_and(crate::text::Token::is_capital);
    let kind = |at| {
        matches!(
            c.lower(at),
            "street"
                | "st"
                | "avenue"
                | "ave"
                | "road"
                | "rd"
                | "boulevard"
                | "blvd"
                | "drive"
                | "lane"
                | "square"
                | "place"
        )
    };
    (capital(at + 1) && (2..=3).any(|gap| capital(at + gap) && kind(at + gap))).then_some(at + 1)
}

/// Spelled numerals: times ("eight fifty-one", "half past"), names ("Big Ten"), "one" the pronoun.
fn spelled(c: Cursor<'_, '_>, at: usize) -> Option<usize> {
    let tables = amounts::get();
    let word = c.lower(at);
    if matches!(word, "half" | "quarter") && matches!(c.lower(at + 1), "past" | "to") {
        return Some(at + 2);
    }
    if !tables.cardinals.contains_key(word) {
        return None;
    }
    if at > 0
        && c.get(at).is_some_and(crate::text::Token::is_capital)
        && c.back(at, 1).is_some_and(crate::text::Token::is_word)
    {
        return Some(at + 1);
    }
    let first = numeral(c, at, Beside::Nothing)?;
    if let Some(second) = numeral(c, first.end, Beside::Nothing).filter(|second| !second.digits) {
        return Some(second.end);
    }
    let past = c.lower(first.end) == "past" || c.lower_back(at, 1) == "past";
    let to_hour = c.lower_back(at, 1) == "to" && matches!(c.lower_back(at, 2), "minutes" | "quarter");
    if past || to_hour {
        return Some(first.end);
    }
    if matches!(c.lower(first.end), "o'clock" | "a.m." | "p.m." | "am" | "pm") {
        return Some(first.end + 1);
    }
    let hour = first.value <= crate::model::Number::whole(12);
    if hour && c.lower_back(at, 1) == "at" && ends_phrase(c, first.end) {
        return Some(first.end);
    }
    if let Some(end) = place_in_text(c, at).filter(|_| hour) {
        return Some(end);
    }
    (word == "one" && first.end == at + 1 && is_pronoun(c, at)).then_some(at + 1)
}

/// "one of the largest", "no one", "one day", "the one who": "one" counts only before a noun or a unit.
fn is_pronoun(c: Cursor<'_, '_>, at: usize) -> bool {
    let tables = amounts::get();
    if fraction(c, at).is_some() || amount::amount(c, at, Beside::Nothing).is_some_and(|found| found.end > at + 1) {
        return false;
    }
    let next = c.past_hyphen(at + 1);
    let before = matches!(
        c.lower_back(at, 1),
        "no" | "the" | "this" | "that" | "any" | "each" | "every" | "some" | "another" | "which" | "day" | "only" | "a"
    ) || (at > 0 && c.is_hyphen(at - 1));
    let unit = c.unit(next).is_some();
    let noun = c.is_plain_word(next)
        && !tables.words.function.contains(c.lower(next))
        && !c.lower(next).ends_with("ed")
        && next == at + 1;
    let idiom =
        matches!(c.lower(next), "day" | "another" | "thing" | "another's" | "point" | "reason" | "way" | "time");
    // "that one mile" counts miles.
    let pointed = matches!(c.lower_back(at, 1), "this" | "that") && unit && !idiom;
    (before && !pointed) || idiom || !(unit || noun)
}
