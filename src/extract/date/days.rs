//! Arithmetic on intervals of days.

use super::{Found, PartialDate, Precision};
use crate::model::Interval;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};

/// First and last year that bare digits can mean.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 1500..=2100;

/// A stretch of the calendar, shortest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    pub(super) fn from_rank(rank: i8) -> Option<Self> {
        [Self::Day, Self::Week, Self::Month, Self::Quarter, Self::Year, Self::Decade, Self::Century]
            .get(usize::try_from(rank).ok()?.checked_sub(1)?)
            .copied()
    }

    pub(super) fn precision(self) -> Precision {
        match self {
            Self::Day => Precision::Day,
            Self::Week => Precision::Week,
            Self::Month => Precision::Month,
            Self::Quarter => Precision::Quarter,
            Self::Year => Precision::Year,
            Self::Decade | Self::Century => Precision::Decade,
        }
    }

    /// `day` moved by `count` units.
    pub(super) fn shift(self, day: Date, count: i32) -> Option<Date> {
        let by = match self {
            Self::Day => count.days(),
            Self::Week => count.weeks(),
            Self::Month => count.months(),
            Self::Quarter => count.checked_mul(3)?.months(),
            Self::Year => count.years(),
            Self::Decade => count.checked_mul(10)?.years(),
            Self::Century => count.checked_mul(100)?.years(),
        };
        day.checked_add(by).ok()
    }

    /// The unit of the calendar around `day`; weeks begin on Monday.
    pub(super) fn around(self, day: Date) -> Option<Interval> {
        let start = match self {
            Self::Day => day,
            Self::Week => day.checked_sub(i32::from(day.weekday().to_monday_zero_offset()).days()).ok()?,
            Self::Month => day.first_of_month(),
            Self::Quarter => date(day.year(), (day.month() - 1) / 3 * 3 + 1, 1),
            Self::Year => day.first_of_year(),
            Self::Decade => date(day.year() / 10 * 10, 1, 1),
            Self::Century => date(((day.year() - 1) / 100 * 100 + 1).max(1), 1, 1),
        };
        until(start, self.shift(start, 1)?)
    }
}

/// Days from `start` up to the day before `end`.
fn until(start: Date, end: Date) -> Option<Interval> {
    Some(Interval { start, end: end.yesterday().ok()? })
}

pub(super) fn day(start: Date) -> Interval {
    Interval { start, end: start }
}

pub(super) fn year(year: i16) -> Option<Interval> {
    Unit::Year.around(Date::new(year, 1, 1).ok()?)
}

pub(super) fn month(year: i16, month: i8) -> Option<Interval> {
    Unit::Month.around(Date::new(year, month, 1).ok()?)
}

/// Quarter 1 to 4.
pub(super) fn quarter(year: i16, quarter: i8) -> Option<Interval> {
    Unit::Quarter.around(Date::new(year, quarter * 3 - 2, 1).ok()?)
}

/// Season 1 (spring) to 4 (winter, into the next year).
pub(super) fn season(year: i16, season: i8) -> Option<Interval> {
    let start = Date::new(year, season * 3, 1).ok()?;
    until(start, start.checked_add(3.months()).ok()?)
}

/// The year in which a month lies when none is said: news looks back further than ahead, so the window is the
/// eight months before the anchor's month, that month, and three after, which is one year and leaves one choice.
pub(super) fn year_near(anchor: Date, month: i8) -> i16 {
    const AHEAD: i8 = 3;
    match month - anchor.month() {
        ahead if ahead > AHEAD => anchor.year() - 1,
        behind if behind < AHEAD - 11 => anchor.year() + 1,
        _ => anchor.year(),
    }
}

/// The last such weekday up to and including the anchor.
pub(super) fn weekday_before(anchor: Date, weekday: Weekday) -> Option<Date> {
    anchor.checked_sub(i32::from(anchor.weekday().since(weekday)).days()).ok()
}

/// Such a weekday in the anchor's week moved by `weeks`.
pub(super) fn weekday_of_week(anchor: Date, weekday: Weekday, weeks: i32) -> Option<Date> {
    let monday = Unit::Week.shift(Unit::Week.around(anchor)?.start, weeks)?;
    monday.checked_add(i32::from(weekday.to_monday_zero_offset()).days()).ok()
}

/// The `count` units of `whole` from the `rank`th on, or its last ones where `rank` is negative. A week may begin on the
/// period's first day or on its first Monday, so weeks reach a few days further.
pub(super) fn nth(whole: Interval, unit: Unit, rank: i32, count: i32) -> Option<Interval> {
    let loose = if unit == Unit::Week { 6.days() } else { 0.days() };
    let after = whole.end.tomorrow().ok()?;
    let (start, end) = if rank < 0 {
        (unit.shift(after, -count)?.checked_sub(loose).ok()?, after)
    } else {
        let start = unit.shift(whole.start, rank - 1)?;
        (start, unit.shift(start, count)?.checked_add(loose).ok()?)
    };
    until(start, end).filter(|span| span.start <= whole.end && span.start <= span.end)
}

/// `count` whole units before the one around `anchor`, or behind it where positive.
pub(super) fn whole(unit: Unit, anchor: Date, count: i32) -> Option<Interval> {
    let start = unit.around(anchor)?.start;
    match count {
        ..0 => until(unit.shift(start, count)?, start),
        _ => until(unit.shift(start, 1)?, unit.shift(start, count.checked_add(1)?)?),
    }
}

/// Like [`nth`] for weeks of the international standard, which belong to the period that holds their Thursday (ISO 8601).
pub(super) fn nth_week(whole: Interval, rank: i32, count: i32) -> Option<Interval> {
    let thursday = |day: Date| weekday_of_week(day, Weekday::Thursday, 0);
    let monday = |day: Date| weekday_of_week(day, Weekday::Monday, 0);
    let start = if rank < 0 {
        let last = Some(whole.end).filter(|&end| thursday(end).is_some_and(|day| day <= whole.end));
        let last = monday(last.or_else(|| Unit::Week.shift(whole.end, -1))?)?;
        Unit::Week.shift(last, 1 - count)?
    } else {
        let first = Some(whole.start).filter(|&start| thursday(start).is_some_and(|day| day >= whole.start));
        let first = monday(first.or_else(|| Unit::Week.shift(whole.start, 1))?)?;
        Unit::Week.shift(first, rank - 1)?
    };
    until(start, Unit::Week.shift(start, count)?)
}

/// A part of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Early,
    Middle,
    MiddleThird,
    Late,
    Start,
    End,
    FirstHalf,
    SecondHalf,
}

impl Part {
    /// Twelfths of the period, generous at the edges since the words are loose.
    fn twelfths(self) -> (i32, i32) {
        match self {
            Self::Early | Self::FirstHalf => (0, 6),
            Self::Middle => (3, 9),
            Self::MiddleThird => (4, 8),
            Self::Late | Self::SecondHalf => (6, 12),
            Self::Start => (0, 4),
            Self::End => (8, 12),
        }
    }

    /// The part of a period that has been read; `None` for a day, which has no such parts here.
    pub(super) fn of(self, whole: Found) -> Option<Found> {
        let precision = match whole.precision {
            Precision::Minute | Precision::Day => return None,
            Precision::Year => Precision::Quarter,
            Precision::Quarter => Precision::Month,
            other => other,
        };
        let (from, to) = self.twelfths();
        let interval = whole.interval.and_then(|Interval { start, end }| {
            let after = end.tomorrow().ok()?;
            if whole.precision == Precision::Year {
                return until(start.checked_add(from.months()).ok()?, start.checked_add(to.months()).ok()?);
            }
            let days = start.until(after).ok()?.get_days();
            // At least a day, and rounded outwards.
            let last = (days * to + 11) / 12;
            until(start.checked_add((days * from / 12).days()).ok()?, start.checked_add(last.max(1).days()).ok()?)
        });
        Some(Found { interval, precision, ..whole })
    }
}

/// A reading without fields of its own.
pub(super) fn leaning(end: usize, interval: Option<Interval>, precision: Precision) -> Found {
    Found { end, stated: PartialDate::default(), interval, precision, relative: true }
}
