//! Two dates joined: "from March to June", "1-2 November", "2014–2018".

use super::days::YEARS;
use super::reader::Reader;
use super::{Found, Lead, PartialDate, Precision};
use crate::model::Interval;
use jiff::ToSpan;

/// Years of a range of two round numbers need a word before them: "1500-2000" may be an amount.
const ROUND: i16 = 50;

/// How the two ends are held together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Frame {
    Between,
    From,
    /// No word before the first.
    Bare,
}

impl Reader<'_> {
    /// A range that begins at `at`.
    pub(super) fn range(&self, at: usize) -> Option<Found> {
        let (frame, first) = match self.word(at) {
            "between" => (Frame::Between, at + 1),
            "from" => (Frame::From, at + 1),
            _ => (Frame::Bare, at),
        };
        let first = if frame == Frame::Bare { first } else { self.skip_word(first, &["the"]) };
        if self.glued_before(first) {
            return None;
        }
        self.days_of_month(first, frame)
            .or_else(|| self.month_days(first, frame))
            .or_else(|| self.years(first, frame))
            .or_else(|| self.ends(first, frame))
    }

    /// Index behind the word or dash that joins the ends.
    fn joint(&self, at: usize, frame: Frame) -> Option<usize> {
        let joins = match self.word(at) {
            "and" => frame == Frame::Between,
            "to" | "until" | "till" | "through" => true,
            _ => ['-', '–', '—', '~'].iter().any(|&mark| self.mark(at, mark)),
        };
        joins.then(|| self.skip_word(at + 1, &["the"]))
    }

    /// "3 and 5 May", "1 to 2 November 2025".
    fn days_of_month(&self, at: usize, frame: Frame) -> Option<Found> {
        let month_before = at.checked_sub(1).is_some_and(|before| self.month(before).is_some());
        let (day, end) = self.day(at).filter(|_| !month_before)?;
        let second = self.dated(self.joint(end, frame)?, Lead::Given)?;
        second.stated.day.filter(|last| day < *last)?;
        let first = self.resolved(end, PartialDate { day: Some(day), weekday: None, ..second.stated })?;
        Some(joined(first, second))
    }

    /// "May 3 to 5", "November 1-2, 2025".
    fn month_days(&self, at: usize, frame: Frame) -> Option<Found> {
        let (month, end) = self.month(at)?;
        let (first, end) = self.day(end).filter(|_| self.digits(end).is_some())?;
        let (last, end) = self.day(self.joint(end, frame)?)?;
        if first >= last || self.month(end).is_some() || self.counts(end) {
            return None;
        }
        let next = self.skip_mark(end, ',');
        let year = self.year(next).filter(|_| !self.counts(next + 1));
        let end = if year.is_some() { next + 1 } else { end };
        let on = |day| {
            self.resolved(end, PartialDate { year, month: Some(month), day: Some(day), ..PartialDate::default() })
        };
        Some(joined(on(first)?, on(last)?))
    }

    /// "2014-2018", "2011-12", "from 2007 to 2009".
    fn years(&self, at: usize, frame: Frame) -> Option<Found> {
        let first = self.year(at)?;
        let next = self.joint(at + 1, frame)?;
        let dash = self.word(at + 1).is_empty();
        let last = match self.digits(next)? {
            // "2011-12" is the season over two years, and as a month of 2011 lies inside it.
            (short, 2) if dash && self.glued(at) && short == i32::from(first + 1) % 100 => first + 1,
            _ => self.year(next)?,
        };
        let vouched = match frame {
            _ if self.is_likely() => true,
            Frame::Bare => (dash && (first % ROUND != 0 || last % ROUND != 0)) || self.is_year(at, first),
            // "rose from 1800 to 1950" changes an amount.
            Frame::From | Frame::Between => {
                let verb = at.checked_sub(2).map_or("", |verb| self.word(verb));
                let far = at.checked_sub(3).map_or("", |verb| self.word(verb));
                let change = &self.calendar.lists.change;
                !change.has(verb) && !change.has(far) && (first % ROUND != 0 || last % ROUND != 0)
            }
        };
        let more = self.glued(next) && self.mark(next + 1, '-');
        if first >= last || !YEARS.contains(&last) || !vouched || more || self.counts(next + 1) {
            return None;
        }
        let on = |year| self.resolved(next + 1, PartialDate { year: Some(year), ..PartialDate::default() });
        Some(joined(on(first)?, on(last)?))
    }

    /// Any two other dates: "from March to the end of June", "July to September 2025".
    fn ends(&self, at: usize, frame: Frame) -> Option<Found> {
        let lead = if frame == Frame::Bare { Lead::Context } else { Lead::Given };
        let first = match self.days(at, lead) {
            Some(first) => first,
            // "July to September" stands alone, since both are months.
            None => self.absolute(at, Lead::Given).filter(|first| first.stated.month.is_some())?,
        };
        let next = self.joint(first.end, frame)?;
        let second = self.days(next, Lead::Given)?;
        if first.precision == Precision::Year && second.precision == Precision::Year && second.stated.year.is_some() {
            return None;
        }
        let bare_month = |found: Found| found.stated.month.is_some() && found.stated.day.is_none();
        let lone_weekday = |found: Found| found.stated.weekday.is_some() && found.stated.day.is_none();
        // "Monday to Friday" is every week's, "last year to 2026" joins nothing.
        if lone_weekday(first)
            || lone_weekday(second)
            || (first.stated.month.is_some() && second.stated.month.is_none() && frame == Frame::Bare)
            || (first.stated.month.is_none() && second.stated.month.is_some() && second.stated.year.is_none())
        {
            return None;
        }
        if frame == Frame::Bare && bare_month(first) && !bare_month(second) {
            return None;
        }
        let (first, second) = match (first.stated.year, second.stated.year) {
            (None, Some(year)) if first.stated.month.is_some() => {
                let year = if first.stated.month > second.stated.month { year - 1 } else { year };
                (self.in_year(first, year)?, second)
            }
            (Some(year), None) if second.stated.month.is_some() => {
                let year = if second.stated.month < first.stated.month { year + 1 } else { year };
                (first, self.in_year(second, year)?)
            }
            _ => (first, second),
        };
        let found = joined(first, second);
        // Months without a year that run over its end: "from November to March".
        if let (Some(a), Some(b)) = (first.interval, second.interval)
            && a.start > b.end
        {
            let start =
                a.start.checked_sub(1.year()).ok().filter(|_| first.relative && first.stated.month.is_some())?;
            return Some(Found { interval: Some(Interval { start, end: b.end }), ..found });
        }
        Some(found)
    }

    /// The same words in the year that the other end names; parts of months keep the days they have there.
    fn in_year(&self, found: Found, year: i16) -> Option<Found> {
        let plain = self.resolved(found.end, PartialDate { year: Some(year), ..found.stated })?;
        let moved = found.interval.and_then(|Interval { start, end }| {
            let by = i32::from(year - start.year());
            Some(Interval { start: start.checked_add(by.years()).ok()?, end: end.checked_add(by.years()).ok()? })
        });
        Some(Found { interval: moved.or(plain.interval), ..plain })
    }
}

/// From the first day of one to the last of the other, as fine as it is long; the fields they share.
fn joined(first: Found, second: Found) -> Found {
    let interval = first
        .interval
        .zip(second.interval)
        .and_then(|(a, b)| (a.start <= b.end).then_some(Interval { start: a.start, end: b.end }));
    let length = interval.and_then(|span| span.start.until(span.end).ok()).map_or(0, |span| span.get_days());
    let wide = match length {
        0..=10 => Precision::Week,
        11..=31 => Precision::Month,
        32..=92 => Precision::Quarter,
        93..=366 => Precision::Year,
        _ => Precision::Decade,
    };
    let shared = |a: Option<i16>, b: Option<i16>| a.filter(|_| a == b);
    Found {
        end: second.end,
        stated: PartialDate {
            year: shared(first.stated.year, second.stated.year),
            month: first.stated.month.filter(|_| first.stated.month == second.stated.month),
            ..PartialDate::default()
        },
        interval,
        precision: wide.max(first.precision).max(second.precision),
        relative: first.relative || second.relative,
    }
}
