//! Readings that a sentence seldom vouches for: they are dates only where every possible one is asked for.

use super::days::{self, Unit, leaning};
use super::reader::Reader;
use super::{Found, Lead, PartialDate, Precision};
use jiff::civil::{Date, ISOWeekDate, Weekday};

impl Reader<'_> {
    /// What may stand at `at`; nothing unless every possible date is asked for.
    pub(super) fn likely(&self, at: usize) -> Option<Found> {
        if !self.is_likely() {
            return None;
        }
        self.in_figures(at)
            .or_else(|| self.neighbour(at))
            .or_else(|| self.running(at))
            .or_else(|| self.week(at))
            .or_else(|| self.counted_way(at))
            .or_else(|| self.short_decade(at))
            .or_else(|| self.now(at))
    }

    /// "the year", "the month": the running one.
    pub(super) fn running(&self, at: usize) -> Option<Found> {
        let unit = self.unit(at + 1).filter(|_| self.is_likely() && self.word(at) == "the")?;
        let singular = !self.word(at + 1).ends_with('s') && self.digits(at + 2).is_none();
        // "the week after next"
        let after_next = self.word(at + 2) == "after" && self.word(at + 3) == "next";
        let steps = if after_next { 2 } else { 0 };
        let interval = self.anchor.and_then(|anchor| unit.around(unit.shift(unit.around(anchor)?.start, steps)?));
        singular.then(|| leaning(if after_next { at + 4 } else { at + 2 }, interval, unit.precision()))
    }

    /// "the day before", "the day after".
    fn neighbour(&self, at: usize) -> Option<Found> {
        let offset = match (self.word(at), self.word(at + 1), self.word(at + 2)) {
            ("the", "day", "before") => -1,
            ("the", "day", "after") => 1,
            _ => return None,
        };
        let day = self.anchor.and_then(|anchor| Unit::Day.shift(anchor, offset));
        self.word(at + 3).is_empty().then(|| leaning(at + 3, day.map(days::day), Precision::Day))
    }

    /// "5 upcoming years", "two past weeks".
    fn counted_way(&self, at: usize) -> Option<Found> {
        let count = self.count(at)?;
        let step = match self.word(at + 1) {
            "past" | "last" | "previous" => -count,
            "upcoming" | "coming" | "next" | "following" => count,
            _ => return None,
        };
        // "only 3 next week" counts no weeks.
        let unit = self.unit(at + 2).filter(|_| count == 1 || self.word(at + 2).ends_with('s'))?;
        let interval = self.anchor.and_then(|anchor| {
            let other = unit.shift(anchor, step)?;
            Some(crate::model::Interval { start: anchor.min(other), end: anchor.max(other) })
        });
        Some(leaning(at + 3, interval, unit.precision()))
    }

    /// "week 31", "week 3 of 2027": of the international standard.
    fn week(&self, at: usize) -> Option<Found> {
        let week = (self.word(at) == "week").then(|| self.digits(at + 1)).flatten()?.0;
        let of = (self.word(at + 2) == "of")
            .then(|| self.relative(at + 3).or_else(|| self.absolute(at + 3, Lead::Given)))
            .flatten()
            .filter(|whole| whole.precision == Precision::Year);
        let year = of.and_then(|whole| whole.interval).map(|year| year.start.year());
        let year = year.or_else(|| self.anchor.map(|anchor| anchor.year()));
        let interval = year.and_then(|year| {
            let monday = ISOWeekDate::new(year, i8::try_from(week).ok()?, Weekday::Monday).ok()?;
            Unit::Week.around(monday.date())
        });
        Some(leaning(of.map_or(at + 2, |whole| whole.end), interval, Precision::Week))
    }

    /// "nineties", "90s", "90 s".
    fn short_decade(&self, at: usize) -> Option<Found> {
        let (year, end) = match (self.word(at), self.digits(at), self.word(at + 1)) {
            (_, Some((tens, 2)), "s") if tens % 10 == 0 => (1900 + i16::try_from(tens).ok()?, at + 2),
            (_, Some((year, 4)), "s") if year % 10 == 0 => (i16::try_from(year).ok()?, at + 2),
            (word, ..) => {
                let place =
                    ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"]
                        .iter()
                        .position(|decade| *decade == word)?;
                (1920 + 10 * i16::try_from(place).ok()?, at + 1)
            }
        };
        let interval = Unit::Decade.around(Date::new(year, 1, 1).ok()?);
        Some(leaning(end, interval, Precision::Decade))
    }

    /// "now" as an end: "between Jan 2019 and now".
    fn now(&self, at: usize) -> Option<Found> {
        let led = matches!(self.word_before(at), "and" | "to" | "till" | "until");
        let now = self.word(at) == "now" && led;
        now.then(|| leaning(at + 1, self.anchor.map(days::day), Precision::Day))
    }

    /// Dates in figures: "5/12", "12-2015", "20170302", "2016 10 16", and those of file names.
    fn in_figures(&self, at: usize) -> Option<Found> {
        self.month_and_day(at)
            .or_else(|| self.month_and_year(at))
            .or_else(|| self.compact(at))
            .or_else(|| self.embedded(at))
    }

    /// "5/12", "5.12", month first.
    pub(super) fn month_and_day(&self, at: usize) -> Option<Found> {
        if !self.is_likely() {
            return None;
        }
        let slashed = self.mark(at + 1, '/') && self.glued(at) && self.glued(at + 1);
        let (month, day, end) = match slashed {
            true => (self.digits(at)?.0, self.digits(at + 2)?.0, at + 3),
            false => {
                let (month, day) = self.token(at)?.raw.split_once('.').filter(|_| self.word_before(at) == "on")?;
                (month.parse().ok()?, day.parse().ok()?, at + 1)
            }
        };
        if slashed && self.mark(end, '/') && self.glued(end - 1) {
            return None;
        }
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        self.resolved(end, PartialDate { month: Some(month), day: Some(day), ..PartialDate::default() })
    }

    /// "12-2015".
    fn month_and_year(&self, at: usize) -> Option<Found> {
        let (month, 2) = self.digits(at)? else { return None };
        let joined = self.mark(at + 1, '-') && self.glued(at) && self.glued(at + 1) && !self.glued_before(at);
        let year = self.year(at + 2).filter(|_| joined)?;
        let month = i8::try_from(month).ok();
        self.resolved(at + 3, PartialDate { year: Some(year), month, ..PartialDate::default() })
    }

    /// "20170302".
    fn compact(&self, at: usize) -> Option<Found> {
        let raw = self.token(at)?.raw;
        let digits = raw.len() == 8 && raw.bytes().all(|b| b.is_ascii_digit());
        let part = |range: std::ops::Range<usize>| raw.get(range).filter(|_| digits);
        self.fields(at + 1, part(0..4)?.parse().ok()?, part(4..6)?.parse().ok()?, part(6..8)?.parse().ok()?)
    }

    /// Year, month and day inside a longer name, or parted by spaces: "report-2018-09-23-page", "2016 10 16".
    fn embedded(&self, at: usize) -> Option<Found> {
        let year = self.year(at)?;
        let dashed = self.mark(at + 1, '-') && self.mark(at + 3, '-');
        let step = if dashed { 2 } else { 1 };
        let (Some((month, 2)), Some((day, 2))) = (self.digits(at + step), self.digits(at + 2 * step)) else {
            return None;
        };
        self.fields(at + 2 * step + 1, year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
    }

    fn fields(&self, end: usize, year: i16, month: i8, day: i8) -> Option<Found> {
        let stated = PartialDate { year: Some(year), month: Some(month), day: Some(day), ..PartialDate::default() };
        self.resolved(end, stated).filter(|_| days::YEARS.contains(&year))
    }
}
