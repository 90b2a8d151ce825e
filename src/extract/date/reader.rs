//! The sentence under the grammar: tokens by index, and the words of the calendar among them.

use super::days::{Part, Unit, YEARS};
use super::{Found, Lead, Reading};
use crate::lexicon::calendar::{self, Calendar};
use crate::text::{Token, TokenKind};
use jiff::civil::{Date, Weekday};
use std::cell::OnceCell;

pub(super) struct Reader<'t> {
    tokens: &'t [Token<'t>],
    pub(super) anchor: Option<Date>,
    pub(super) calendar: &'static Calendar,
    pub(super) reading: Reading,
    ahead: OnceCell<bool>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(tokens: &'t [Token<'t>], anchor: Option<Date>, reading: Reading) -> Self {
        Self { tokens, anchor, calendar: calendar::get(), reading, ahead: OnceCell::new() }
    }

    /// Whether the sentence speaks of what is to come.
    pub(super) fn ahead(&self) -> bool {
        let future = |token: &Token<'_>| self.calendar.lists.future.has(&token.lower) || token.lower.ends_with("'ll");
        *self.ahead.get_or_init(|| self.tokens.iter().any(future))
    }

    /// Whether every phrase that can be a date counts.
    pub(super) fn is_likely(&self) -> bool {
        self.reading == Reading::Likely
    }

    pub(super) fn token(&self, at: usize) -> Option<&'t Token<'t>> {
        self.tokens.get(at)
    }

    /// The word at `at` in lower case, empty where there is none.
    pub(super) fn word(&self, at: usize) -> &'t str {
        self.token(at).filter(|token| token.is_word()).map_or("", |token| &token.lower)
    }

    /// The word before `at`.
    pub(super) fn word_before(&self, at: usize) -> &'t str {
        at.checked_sub(1).map_or("", |before| self.word(before))
    }

    pub(super) fn mark(&self, at: usize, mark: char) -> bool {
        self.token(at).is_some_and(|token| token.is_mark(mark))
    }

    pub(super) fn mark_before(&self, at: usize, mark: char) -> bool {
        at.checked_sub(1).is_some_and(|before| self.mark(before, mark))
    }

    /// Whether nothing stands between the token and the next.
    pub(super) fn glued(&self, at: usize) -> bool {
        matches!((self.token(at), self.token(at + 1)), (Some(a), Some(b)) if a.touches(b))
    }

    /// Whether the token is preceded without a space by a mark that makes it part of something else: "$2000", "v-2000".
    pub(super) fn glued_before(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            self.glued(before) && !['(', '[', '“', '"', '‘', '\'', '—'].iter().any(|&mark| self.mark(before, mark))
        })
    }

    /// Index behind `at` where one of the words stands there, else `at` itself.
    pub(super) fn skip_word(&self, at: usize, words: &[&str]) -> usize {
        if words.contains(&self.word(at)) { at + 1 } else { at }
    }

    pub(super) fn skip_mark(&self, at: usize, mark: char) -> usize {
        if self.mark(at, mark) { at + 1 } else { at }
    }

    /// Digits without separators, with how many there are.
    pub(super) fn digits(&self, at: usize) -> Option<(i32, usize)> {
        let token = self.token(at).filter(|token| token.kind == TokenKind::Number)?;
        let plain = token.raw.len() <= 4 && token.raw.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| token.raw.parse().ok().map(|value| (value, token.raw.len())))?
    }

    /// A year of four digits.
    pub(super) fn year(&self, at: usize) -> Option<i16> {
        let (value, 4) = self.digits(at)? else { return None };
        let year = i16::try_from(value).ok()?;
        YEARS.contains(&year).then_some(year)
    }

    /// A day of the month, "12", "12th" or "twelfth", and the index behind it.
    pub(super) fn day(&self, at: usize) -> Option<(i8, usize)> {
        let tens = match self.word(at) {
            "twenty" => 20,
            "thirty" => 30,
            _ => 0,
        };
        // "twenty-third": of 31 days.
        let unit = self.skip_mark(at + 1, '-');
        if let Some(day) = self.calendar.ranked.ordinals.value(self.word(unit)).filter(|day| tens > 0 && *day < 10)
            && tens + day <= 31
        {
            return Some((tens + day, unit + 1));
        }
        if let Some(day) = self.calendar.ranked.ordinals.value(self.word(at)) {
            // "twenty-third" is not the third.
            let tens = if self.mark_before(at, '-') {
                at.checked_sub(2).map_or("", |two| self.word(two))
            } else {
                self.word_before(at)
            };
            return (!matches!(tens, "twenty" | "thirty")).then_some((day, at + 1));
        }
        let (value, 1 | 2) = self.digits(at)? else { return None };
        let day = i8::try_from(value).ok().filter(|day| (1..=31).contains(day))?;
        if !self.glued(at) {
            return Some((day, at + 1));
        }
        match self.word(at + 1) {
            "st" | "nd" | "rd" | "th" => Some((day, at + 2)),
            "" if ![':', '%', '/'].iter().any(|&mark| self.mark(at + 1, mark)) => Some((day, at + 1)),
            _ => None,
        }
    }

    /// A month's name and the index behind it and its dot; lower case only for full names that are nothing else.
    pub(super) fn month(&self, at: usize) -> Option<(i8, usize)> {
        let word = self.word(at);
        let months = &self.calendar.ranked.months;
        let month = months.value(word)?;
        let full = months.is_full(word);
        let capital = self.token(at).is_some_and(Token::is_capital);
        if !capital && !full && !self.is_likely() {
            return None;
        }
        // In lower case "march", "may" and "august" are words, unless a year follows.
        let before = self.word_before(at);
        let led = self.is_likely()
            && (self.calendar.lists.leads.has(before) || matches!(before, "between" | "from" | "and" | "to"));
        if !capital && matches!(word, "march" | "may" | "august") && self.year(at + 1).is_none() && !led {
            return None;
        }
        let dot = !full && self.mark(at + 1, '.') && self.glued(at);
        Some((month, at + 1 + usize::from(dot)))
    }

    /// A day of the week and the index behind it; cuts only with a capital, for use beside a date.
    pub(super) fn weekday(&self, at: usize) -> Option<(Weekday, usize)> {
        let word = self.word(at);
        let weekdays = &self.calendar.ranked.weekdays;
        let weekday = Weekday::from_monday_one_offset(weekdays.value(word)?).ok()?;
        let full = weekdays.is_full(word);
        if !full && !self.token(at).is_some_and(Token::is_capital) {
            return None;
        }
        let dot = !full && self.mark(at + 1, '.') && self.glued(at);
        Some((weekday, at + 1 + usize::from(dot)))
    }

    /// A unit of the calendar in the singular or plural.
    pub(super) fn unit(&self, at: usize) -> Option<Unit> {
        self.calendar.ranked.units.value(self.word(at)).and_then(Unit::from_rank)
    }

    /// A count in digits or words.
    pub(super) fn count(&self, at: usize) -> Option<i32> {
        match self.digits(at) {
            Some((value, _)) => Some(value),
            None => self.calendar.ranked.numbers.value(self.word(at)).map(i32::from),
        }
    }

    /// Whether the number that ends before `at` counts what stands there: "2000 troops", "5 percent".
    pub(super) fn counts(&self, at: usize) -> bool {
        let word = self.word(at);
        let lists = &self.calendar.lists;
        let capital = self.token(at).is_some_and(Token::is_capital);
        let plural = word.ends_with('s') && !word.ends_with("ss") && word.len() > 2 && !lists.not_plural.has(word);
        let joined = (self.mark(at, '-') || self.mark(at, '‑')) && self.glued(at) && at > 0 && self.glued(at - 1);
        (plural && !capital)
            || lists.counted.has(word)
            || self.mark(at, '%')
            || (joined && !self.word(at + 1).is_empty() && self.month(at + 1).is_none())
    }

    /// A point in time: a period or day, with a time of day before or behind it.
    pub(super) fn point(&self, at: usize, lead: Lead) -> Option<Found> {
        if let Some((minute, end)) = self.clock(at) {
            let next = self.skip_word(self.skip_mark(end, ','), &["on", "of"]);
            let day = self.days(next, lead).filter(|day| day.precision <= super::Precision::Day);
            return Some(super::clock::timed(minute, end, day));
        }
        let mut found = self.days(at, lead)?;
        if found.precision != super::Precision::Day {
            return Some(found);
        }
        if self.calendar.lists.day_parts.has(self.word(found.end)) {
            found.end += 1;
        }
        let next = self.skip_word(self.skip_mark(found.end, ','), &["at", "around"]);
        match self.clock(next) {
            Some((minute, end)) => Some(super::clock::timed(minute, end, Some(Found { end, ..found }))),
            None => Some(found),
        }
    }

    /// A period or day without a time of day.
    pub(super) fn days(&self, at: usize, lead: Lead) -> Option<Found> {
        self.part(at)
            .or_else(|| self.ordinal(at))
            .or_else(|| self.weekday(at).and_then(|_| self.dated(at, lead)))
            .or_else(|| self.relative(at))
            .or_else(|| self.feast(at))
            .or_else(|| self.likely(at))
            .or_else(|| self.absolute(at, lead))
    }

    /// "the first week of 2015", "the last four months of 2021", "the 15th day of next month".
    fn ordinal(&self, at: usize) -> Option<Found> {
        let (rank, next) = match self.word(at) {
            "last" => (-1, at + 1),
            _ => self
                .day(at)
                .filter(|(_, end)| self.digits(end - 1).is_none())
                .map(|(rank, end)| (i32::from(rank), end))?,
        };
        let (count, next) = match self.count(next) {
            Some(count) if rank == 1 || rank == -1 => (count, next + 1),
            Some(_) => return None,
            None => (1, next),
        };
        let unit = self.unit(next).filter(|unit| *unit <= Unit::Month)?;
        if self.word(next + 1) != "of" {
            return None;
        }
        let inner = self.skip_word(next + 2, &["the"]);
        let whole =
            self.relative(inner).or_else(|| self.running(next + 2)).or_else(|| self.absolute(inner, Lead::Given))?;
        if whole.precision <= super::Precision::Day {
            return None;
        }
        let interval = whole.interval.and_then(|span| match self.is_likely() && unit == Unit::Week {
            true => super::days::nth_week(span, rank, count),
            false => super::days::nth(span, unit, rank, count),
        });
        Some(Found { interval, precision: unit.precision(), ..whole })
    }

    /// A part of a period: "early March", "mid-November", "by the end of June", "the second half of 2024".
    fn part(&self, at: usize) -> Option<Found> {
        let start = if self.word(at) == "by" && self.word(at + 1) == "the" { at + 1 } else { at };
        let head = self.skip_word(start, &["the"]);
        let part = match self.word(head) {
            "early" if start == head => Part::Early,
            "mid" if start == head => Part::Middle,
            "late" if start == head => Part::Late,
            "end" | "close" => Part::End,
            "beginning" | "start" => Part::Start,
            "middle" => Part::Middle,
            "first" if self.word(head + 1) == "half" => Part::FirstHalf,
            "second" | "latter" if self.word(head + 1) == "half" => Part::SecondHalf,
            _ => return None,
        };
        let bare = matches!(self.word(head), "early" | "mid" | "late");
        let half = matches!(part, Part::FirstHalf | Part::SecondHalf);
        // "by the end of" only: the other prepositions stay outside.
        if start != at && (bare || part != Part::End) {
            return None;
        }
        let inner = match bare {
            true => self.skip_mark(head + 1, '-'),
            false if self.word(head + 1 + usize::from(half)) == "of" => head + 2 + usize::from(half),
            false => return None,
        };
        // "the end of the year" is the running one.
        let whole = match (bare, self.word(inner), self.unit(inner + 1)) {
            (false, "the", Some(unit)) if unit > Unit::Day => {
                let interval = self.anchor.and_then(|anchor| unit.around(anchor));
                super::days::leaning(inner + 2, interval, unit.precision())
            }
            _ => self.relative(inner).or_else(|| self.absolute(inner, Lead::Given))?,
        };
        // "mid-2019" is the middle third to some and the middle half to others.
        let part = if self.is_likely() && part == Part::Middle { Part::MiddleThird } else { part };
        part.of(whole)
    }
}
