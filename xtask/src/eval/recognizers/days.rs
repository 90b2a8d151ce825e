//! Resolutions of dates, and when a date that was read is the expected one.

use crosscheck::model::{Bound, DateFacet, Interval, Precision};
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::Value;

/// One alternative of a resolution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stretch {
    Day(Date),
    /// From a day to the day before another; either end may be open. `last` is the length of the period that the end's first
    /// day stands for: "2014 to 2018" is resolved to 1 January 2018, whether or not that year is meant.
    Days {
        from: Option<Date>,
        to: Option<Date>,
        last: Period,
    },
}

/// The unit in which a resolution counts the length of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Period {
    Day,
    Week,
    Month,
    Year,
    /// The range is one period of the calendar, with nothing to add.
    Whole,
}

impl Stretch {
    pub(super) fn read(value: &Value) -> Option<Self> {
        let day = |name: &str| -> Option<Date> { value.get(name)?.as_str()?.parse().ok() };
        if let Some(single) = day("value") {
            return Some(Self::Day(single));
        }
        let (from, to) = (day("start"), day("end"));
        // "(2014-01-01,2018-01-01,P4Y)"
        let timex = value.get("timex").and_then(Value::as_str).unwrap_or_default();
        let last = match timex.contains(",P").then(|| timex.trim_end_matches(')').chars().next_back()).flatten() {
            Some('D') => Period::Day,
            Some('W') => Period::Week,
            Some('M') => Period::Month,
            Some('Y') => Period::Year,
            _ => Period::Whole,
        };
        (from.is_some() || to.is_some()).then_some(Self::Days { from, to, last })
    }

    /// Whether the date says the same.
    pub(super) fn fits(self, date: &DateFacet) -> bool {
        let Some(read) = date.interval else { return false };
        match self {
            Self::Day(day) => read == Interval { start: day, end: day },
            Self::Days { from: Some(from), to: Some(to), last } => {
                let loose = date.precision == Precision::Week && wide(read, from, to);
                loose || (starts(read.start, from, date.relative) && last.ends(read.end, to))
            }
            Self::Days { from: Some(from), .. } => match date.bound {
                Bound::After => read.start == from || read.end.tomorrow().is_ok_and(|next| next == from),
                _ => read.start == from,
            },
            Self::Days { to: Some(to), .. } => match date.bound {
                Bound::Before => read.start == to,
                _ => read.end == to || read.end.tomorrow().is_ok_and(|next| next == to),
            },
            Self::Days { .. } => false,
        }
    }
}

impl Period {
    /// Whether a last day is the end of a range that ends before `to`, or of the period that begins on it.
    fn ends(self, last: Date, to: Date) -> bool {
        let after = match self {
            Self::Whole => Some(to),
            Self::Day => to.tomorrow().ok(),
            Self::Week => to.checked_add(1.weeks()).ok(),
            // The length of quarters is counted in months too.
            Self::Month if last.since(to).is_ok_and(|past| past.get_days() > 31) => to.checked_add(3.months()).ok(),
            Self::Month => to.checked_add(1.months()).ok(),
            Self::Year => to.checked_add(1.years()).ok(),
        };
        last == to || last.tomorrow().is_ok_and(|next| next == to || Some(next) == after)
    }
}

/// Whether a first day is the expected one: a range that leans on the day of writing may hold that day or begin behind it.
fn starts(first: Date, from: Date, relative: bool) -> bool {
    first == from || (relative && first.tomorrow().is_ok_and(|next| next == from))
}

/// Whether the expected days lie in a range of weeks that reaches less than a week further: weeks begin on Mondays for
/// some and on the period's first day for others.
fn wide(read: Interval, from: Date, to: Date) -> bool {
    let extra = |span: jiff::Span| span.get_days().abs() < 7;
    let inside = read.start <= from && to.yesterday().is_ok_and(|last| last <= read.end);
    inside && from.since(read.start).is_ok_and(extra) && read.end.since(to).is_ok_and(extra)
}

/// A date for the listing.
pub(super) fn shown(date: &DateFacet) -> String {
    date.interval.map_or("?".to_owned(), |days| format!("{}..{} {:?}", days.start, days.end, date.bound))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn fits(resolution: &Value, start: &str, end: &str, bound: Bound) -> bool {
        let interval = Interval { start: start.parse().expect("a day"), end: end.parse().expect("a day") };
        let date = DateFacet {
            span: crosscheck::model::Span::new(0, 1),
            stated: crosscheck::model::PartialDate::default(),
            interval: Some(interval),
            precision: Precision::Year,
            bound,
            near: Vec::new(),
            lifetime: None,
            relative: false,
        };
        Stretch::read(resolution).is_some_and(|stretch| stretch.fits(&date))
    }

    #[test]
    fn ends_of_date_ranges_are_left_out_or_begin_the_last_period() {
        let year = json!({"start": "2009-01-01", "end": "2010-01-01", "timex": "2009"});
        assert!(fits(&year, "2009-01-01", "2009-12-31", Bound::On));
        assert!(!fits(&year, "2009-01-01", "2010-12-31", Bound::On));
        let years = json!({"start": "2014-01-01", "end": "2018-01-01", "timex": "(2014-01-01,2018-01-01,P4Y)"});
        assert!(fits(&years, "2014-01-01", "2018-12-31", Bound::On));
        assert!(!fits(&years, "2014-01-01", "2018-01-31", Bound::On));
    }

    #[test]
    fn open_ends_are_bounds() {
        let after = json!({"start": "2017-01-01", "timex": "2016"});
        assert!(fits(&after, "2016-01-01", "2016-12-31", Bound::After));
        assert!(!fits(&after, "2016-01-01", "2016-12-31", Bound::Since));
        let before = json!({"end": "2018-01-01", "timex": "2018"});
        assert!(fits(&before, "2018-01-01", "2018-12-31", Bound::Before));
        assert!(!fits(&before, "2018-01-01", "2018-12-31", Bound::Until));
        assert_eq!(Stretch::read(&json!({"value": "not resolved"})), None);
    }
}
