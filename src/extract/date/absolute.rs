//! Dates that name their fields: days, months, years, decades, quarters, seasons.

use super::days::{self, Part, Unit};
use super::reader::Reader;
use super::{Found, Lead, PartialDate, Precision};
use crate::model::Interval;
use crate::text::Token;
use jiff::ToSpan;
use jiff::civil::Date;

/// Months behind the anchor from which on a date without a year, in a sentence that looks ahead, is left open.
const LONG_PAST_MONTHS: i32 = 4;

/// Round counts ("a crowd of 2000") are years only where a stronger word leads them.
const ROUND: i16 = 50;

/// Tokens before "of 2008" among which "the" must stand: "the financial crisis of 2008".
const ARTICLE_REACH: usize = 4;

impl Reader<'_> {
    /// What stands at `at`, finest first.
    pub(super) fn absolute(&self, at: usize, lead: Lead) -> Option<Found> {
        let found = self.dated(at, lead).or_else(|| self.period(at, lead))?;
        // Words that look ahead: "before November", written in March, is no November of last year.
        let onwards = self.ahead() || matches!(self.word_before(at), "before" | "until" | "till" | "by");
        let long_past = found.interval.zip(self.anchor).is_some_and(|(span, anchor)| {
            span.end.checked_add(LONG_PAST_MONTHS.months()).is_ok_and(|then| then < anchor)
        });
        let open =
            !self.is_likely() && found.stated.year.is_none() && found.stated.month.is_some() && onwards && long_past;
        Some(Found { interval: found.interval.filter(|_| !open), ..found })
    }

    /// A period that names its fields.
    fn period(&self, at: usize, lead: Lead) -> Option<Found> {
        self.month_of_year(at, lead)
            .or_else(|| self.quarter(at))
            .or_else(|| self.half(at))
            .or_else(|| self.season(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.bare_year(at, lead))
    }

    /// A day with its month, and its weekday before it: "Tuesday, 17 June 2025".
    pub(super) fn dated(&self, at: usize, lead: Lead) -> Option<Found> {
        if lead == Lead::Context && self.glued_before(at) {
            return None;
        }
        if let Some((weekday, end)) = self.weekday(at) {
            let next = self.skip_word(self.skip_mark(end, ','), &["the"]);
            let mut found = self.day_and_month(next).or_else(|| self.month_and_day(next))?;
            found.stated.weekday = Some(weekday);
            return Some(found);
        }
        self.figures_of_day(at).or_else(|| self.day_and_month(at))
    }

    /// "2025-06-17", "17/06/2025", "17.06.2025"; a day and month that could be swapped are left out.
    fn figures_of_day(&self, at: usize) -> Option<Found> {
        if let Some((day_month, year)) = self.token(at)?.raw.rsplit_once('.') {
            let (day, month) = day_month.split_once('.')?;
            let stated = PartialDate {
                year: Some(year.parse().ok().filter(|year| year_like(*year))?),
                month: Some(month.parse().ok()?),
                day: Some(day.parse().ok()?),
                ..PartialDate::default()
            };
            return self.resolved(at + 1, stated);
        }
        ['-', '/'].into_iter().find(|&mark| self.mark(at + 1, mark) && self.mark(at + 3, mark))?;
        if !(0..4).all(|step| self.glued(at + step)) {
            return None;
        }
        let second = match self.digits(at + 2) {
            Some((second, _)) => i8::try_from(second).ok()?,
            // "05-Aug-2016".
            None => {
                let (month, _) = self.month(at + 2)?;
                let year = self.year(at).or_else(|| self.year(at + 4));
                let day = self.day(at).or_else(|| self.day(at + 4)).map(|(day, _)| day);
                return self.resolved(
                    at + 5,
                    PartialDate { year: Some(year?), month: Some(month), day: Some(day?), ..PartialDate::default() },
                );
            }
        };
        if let (Some(year), Some((day, 2))) = (self.year(at), self.digits(at + 4)) {
            let stated = PartialDate {
                year: Some(year),
                month: Some(second),
                day: i8::try_from(day).ok(),
                ..PartialDate::default()
            };
            return self.resolved(at + 5, stated);
        }
        let year = self.year(at + 4)?;
        let first = i8::try_from(self.digits(at)?.0).ok()?;
        let (day, month) = match (first, second) {
            (13..=31, 1..=12) => (Some(first), Some(second)),
            (1..=12, 13..=31) => (Some(second), Some(first)),
            (1..=12, 1..=12) if first == second => (Some(first), Some(first)),
            (1..=12, 1..=12) if self.is_likely() => (Some(second), Some(first)),
            (1..=12, 1..=12) => (None, None),
            _ => return None,
        };
        self.resolved(at + 5, PartialDate { year: Some(year), month, day, ..PartialDate::default() })
    }

    /// "June 17, 2025", "17 June", "the 17th of June".
    fn day_and_month(&self, at: usize) -> Option<Found> {
        if let Some((month, end)) = self.month(at) {
            // "June the 28th".
            let end = if self.digits(end).is_none() { self.skip_word(end, &["the"]) } else { end };
            if self.digits(end).is_none() && !self.is_likely() {
                return None;
            }
            let (day, end) = self.day(end)?;
            let ordinal = self.digits(end - 1).is_none();
            let (year, after) = self.year_behind(end);
            if year.is_none() && !ordinal && self.counts(end) {
                return None;
            }
            return self
                .resolved(after, PartialDate { year, month: Some(month), day: Some(day), ..PartialDate::default() });
        }
        let (day, end) = self.day(at)?;
        let end = if self.word(end) == "day" && self.word(end + 1) == "of" { end + 1 } else { end };
        let of = self.skip_word(end, &["of"]);
        // "second March" alone is an ordinal before a name.
        if self.digits(at).is_none() && of == end {
            return None;
        }
        let (month, end) = self.month(of)?;
        let (year, after) = self.year_behind(end);
        self.resolved(after, PartialDate { year, month: Some(month), day: Some(day), ..PartialDate::default() })
    }

    /// The year behind a month or day, "2025", ", 2025" or "last year", and the index behind it.
    pub(super) fn year_behind(&self, at: usize) -> (Option<i16>, usize) {
        let of = self.skip_word(self.skip_mark(at, ','), &["of"]);
        // "June in 2017"
        let next = if self.word(of) == "in" && self.year(of + 1).is_some() { of + 1 } else { of };
        // "In May, 2000 people …" counts; "the May 2000 elections" does not.
        let comma = self.mark(at, ',');
        if let Some(year) = self.year(next).filter(|_| !(comma && self.counts(next + 1))) {
            return (Some(year), next + 1);
        }
        let step = match self.word(at) {
            "last" => -1,
            "this" => 0,
            "next" => 1,
            _ => return (None, at),
        };
        match (self.word(at + 1), self.anchor) {
            ("year", Some(anchor)) => (Some(anchor.year() + step), at + 2),
            _ => (None, at),
        }
    }

    /// "June 2021", or a month alone where the words around it make it one.
    fn month_of_year(&self, at: usize, lead: Lead) -> Option<Found> {
        if let (Some(year), Some((month @ 1..=12, 2))) = (self.year(at), self.digits(at + 2)) {
            // "2025-06", a month of the international standard.
            let dash = self.mark(at + 1, '-') && self.glued(at) && self.glued(at + 1) && !self.glued_before(at);
            let month = i8::try_from(month).ok();
            return self.resolved(at + 3, PartialDate { year: Some(year), month, ..PartialDate::default() }).filter(
                |_| {
                    dash && (self.is_year(at, year) || self.is_likely())
                        && !(self.glued(at + 2) && self.mark(at + 3, '-'))
                        && !self.counts(at + 3)
                },
            );
        }
        let (month, mut end) = self.month(at)?;
        if self.year(end + 1).is_some() && (self.mark(end, '-') || self.mark(end, '/')) && self.glued(end) {
            end += 1;
        }
        let (year, after) = self.year_behind(end);
        let vouched = year.is_some() || (lead == Lead::Given && !self.names_person(at)) || self.is_month(at, end);
        if !vouched || (lead == Lead::Context && self.glued_before(at)) {
            return None;
        }
        self.resolved(after, PartialDate { year, month: Some(month), ..PartialDate::default() })
    }

    /// Whether the months that are names are followed as a name is: "in March Madness", "May's cabinet".
    fn names_person(&self, at: usize) -> bool {
        self.calendar.lists.names.has(self.word(at))
            && (self.token(at + 1).is_some_and(Token::is_capital) || self.word(at + 1) == "'s")
    }

    /// Whether a month without a year stands as one.
    fn is_month(&self, at: usize, end: usize) -> bool {
        let (word, before) = (self.word(at), self.word_before(at));
        let lists = &self.calendar.lists;
        if !self.calendar.ranked.months.is_full(word) && !self.is_likely() {
            return false;
        }
        let capital_follows = self.token(end).is_some_and(Token::is_capital);
        if lists.names.has(word) {
            // "by May" and "of June" may speak of people; "in May" does not.
            let led = match word {
                "may" => matches!(before, "in" | "since" | "until" | "till" | "during" | "through" | "throughout"),
                _ => lists.leads.has(before) || matches!(before, "by" | "from" | "of"),
            };
            return led && !self.names_person(at);
        }
        let name_before = at > 0 && self.token(at - 1).is_some_and(Token::is_capital) && !lists.leads.has(before);
        !name_before && !capital_follows
    }

    /// "Q3 2025", "third quarter of last year", "the third quarter".
    fn quarter(&self, at: usize) -> Option<Found> {
        if let Some(year) = self.year(at).filter(|_| !self.glued_before(at)) {
            // "2019 Q1".
            let short = self.skip_mark(at + 1, '-');
            let quarter = self
                .word(short)
                .strip_prefix('q')
                .and_then(|digit| digit.parse().ok())
                .filter(|quarter| (1..=4).contains(quarter))?;
            return Some(Found {
                end: short + 1,
                stated: PartialDate { year: Some(year), ..PartialDate::default() },
                interval: days::quarter(year, quarter),
                precision: Precision::Quarter,
                relative: false,
            });
        }
        let numbered = self.day(at).filter(|(_, end)| self.word(*end) == "quarter");
        let (quarter, end, short) = match self.word(at) {
            "q1" => (1, at + 1, true),
            "q2" => (2, at + 1, true),
            "q3" => (3, at + 1, true),
            "q4" => (4, at + 1, true),
            _ => numbered.map(|(quarter, end)| (quarter, end + 1, false))?,
        };
        if !(1..=4).contains(&quarter) {
            return None;
        }
        let (year, after) = self.year_behind(self.skip_mark(self.skip_word(end, &["of"]), '-'));
        if year.is_none() && (self.word(end) == "of" || !(short || self.word_before(at) == "the")) {
            return None;
        }
        let nearest = self.anchor.map(|anchor| days::year_near(anchor, quarter * 3 - 2));
        Some(Found {
            end: if year.is_some() { after } else { end },
            stated: PartialDate { year, ..PartialDate::default() },
            interval: year.or(nearest).and_then(|year| days::quarter(year, quarter)),
            precision: Precision::Quarter,
            relative: year.is_none(),
        })
    }

    /// "H2 2024", "2019 H1": half a business year, said with its year.
    fn half(&self, at: usize) -> Option<Found> {
        let half = |at: usize| match self.word(at) {
            "h1" => Some(Part::FirstHalf),
            "h2" => Some(Part::SecondHalf),
            _ => None,
        };
        let (part, year, end) = match self.year(at).filter(|_| !self.glued_before(at)) {
            Some(year) => {
                let next = self.skip_mark(at + 1, '-');
                (half(next)?, year, next + 1)
            }
            None => {
                let (year, end) = self.year_behind(self.skip_mark(at + 1, '-'));
                (half(at)?, year?, end)
            }
        };
        part.of(self.resolved(end, PartialDate { year: Some(year), ..PartialDate::default() })?)
    }

    /// "spring 2021", "the summer of 2025", "in the spring".
    fn season(&self, at: usize) -> Option<Found> {
        let season = self.calendar.ranked.seasons.value(self.word(at))?;
        let (year, after) = self.year_behind(at + 1);
        let before = self.word_before(at);
        let led =
            before == "in" || (before == "the" && at > 1 && matches!(self.word(at - 2), "in" | "during" | "since"));
        if year.is_none() && (!led || self.word(at + 1) == "of") {
            return None;
        }
        let nearest = self.anchor.map(|anchor| days::year_near(anchor, season * 3));
        Some(Found {
            end: if year.is_some() { after } else { at + 1 },
            stated: PartialDate { year, ..PartialDate::default() },
            interval: year.or(nearest).and_then(|year| days::season(year, season)),
            precision: Precision::Quarter,
            relative: year.is_none(),
        })
    }

    /// "1990s", "1990's".
    fn decade(&self, at: usize) -> Option<Found> {
        let year = self.year(at).filter(|year| year % 10 == 0 && self.glued(at))?;
        if !matches!(self.word(at + 1), "s" | "'s") || self.glued_before(at) {
            return None;
        }
        let unit = if year % 100 == 0 { Unit::Century } else { Unit::Decade };
        // "the 1900s" is the century or its first decade: the wider is never wrong.
        let first = Date::new(year, 1, 1).ok()?;
        let interval = Interval { start: first, end: unit.shift(first, 1)?.yesterday().ok()? };
        Some(Found {
            end: at + 2,
            stated: PartialDate::default(),
            interval: Some(interval),
            precision: Precision::Decade,
            relative: false,
        })
    }

    /// "2006" where the words around it make it a year.
    fn bare_year(&self, at: usize, lead: Lead) -> Option<Found> {
        let year = self.year(at)?;
        let joined = self.glued(at) && ['-', '/', '–'].iter().any(|&mark| self.mark(at + 1, mark));
        let split = lead == Lead::Context && self.glued_before(at) && !self.mark_before(at, '=');
        let vouched = lead == Lead::Given || self.is_likely() || self.is_year(at, year);
        if split || self.counts(at + 1) || joined || !vouched {
            return None;
        }
        self.resolved(at + 1, PartialDate { year: Some(year), ..PartialDate::default() })
    }

    /// Whether the words around four digits make them a year.
    pub(super) fn is_year(&self, at: usize, year: i16) -> bool {
        let before = self.word_before(at);
        let lists = &self.calendar.lists;
        let two_before = at.checked_sub(2).map_or("", |two| self.word(two));
        if self.mark_before(at, '(') {
            return self.mark(at + 1, ')') || self.mark(at + 1, ',');
        }
        if lists.leads.has(before) {
            return true;
        }
        if matches!(before, "and" | "or") {
            return at > 2 && self.year(at - 2).is_some() && lists.leads.has(self.word(at - 3));
        }
        let goes_on = match self.token(at + 1) {
            Some(next) => !next.is_word() || next.is_capital() || lists.function.has(&next.lower) || next.lower == "'s",
            None => true,
        };
        if !lists.weak.has(before) || !(goes_on || before == "of") || lists.change.has(two_before) {
            return false;
        }
        match before {
            "of" => {
                year % ROUND != 0 && (2..=ARTICLE_REACH + 1).any(|back| back <= at && self.word(at - back) == "the")
            }
            "by" => true,
            "from" => year % ROUND != 0,
            "to" => false,
            _ => true,
        }
    }

    /// The days that fields mean; `None` where the calendar has no such day.
    pub(super) fn resolved(&self, end: usize, stated: PartialDate) -> Option<Found> {
        let PartialDate { year, month, day, .. } = stated;
        // A leap year, so that 29 February passes without a year.
        const LEAP: i16 = 2000;
        let any = year.unwrap_or(LEAP);
        let precision = match (month, day) {
            (Some(month), Some(day)) => Date::new(any, month, day).ok().map(|_| Precision::Day)?,
            (Some(month), None) => Date::new(any, month, 1).ok().map(|_| Precision::Month)?,
            _ => Precision::Year,
        };
        let near = year.or_else(|| {
            let near = days::year_near(self.anchor?, month?);
            // 29 February is in the last leap year.
            let leap = month == Some(2) && day == Some(29);
            Some(if leap { near - near.rem_euclid(4) } else { near })
        });
        let interval = near.and_then(|year| match (month, day) {
            (Some(month), Some(day)) => Date::new(year, month, day).ok().map(days::day),
            (Some(month), None) => days::month(year, month),
            _ => days::year(year),
        });
        Some(Found { end, stated, interval, precision, relative: year.is_none() })
    }
}

fn year_like(year: i16) -> bool {
    days::YEARS.contains(&year)
}
