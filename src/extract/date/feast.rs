//! Days known by name: "Christmas Eve", "Easter".

use super::days::{self, leaning};
use super::reader::Reader;
use super::{Found, PartialDate, Precision};
use crate::lexicon::calendar::Day;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

impl Reader<'_> {
    /// "Christmas Day 2019", "New Year's Eve"; "Christmas" alone is a season to some, so it is only likely a day.
    pub(super) fn feast(&self, at: usize) -> Option<Found> {
        let step = match self.word(at) {
            "last" | "previous" => -1,
            "next" | "following" => 1,
            _ => 0,
        };
        let head = if step != 0 && self.is_likely() { at + 1 } else { at };
        let (feast, end) = self.calendar.feasts.at(|step| self.word(head + step))?;
        let capital = self.token(head).is_some_and(crate::text::Token::is_capital);
        if !self.is_likely() && (feast.is_loose() || !capital) {
            return None;
        }
        let (year, after) = self.year_behind(head + end);
        if year.is_none() && self.counts(head + end) {
            return None;
        }
        let on = |year| day_of(feast.day(), year);
        let interval = match (year, self.anchor) {
            (Some(year), _) => on(year),
            (None, Some(anchor)) if head > at => {
                let mut near = (anchor.year() - 1..=anchor.year() + 1).filter_map(on);
                if step < 0 { near.rfind(|day| *day < anchor) } else { near.find(|day| *day > anchor) }
            }
            (None, Some(anchor)) => on(anchor.year()).and_then(|day| on(days::year_near(anchor, day.month()))),
            (None, None) => None,
        };
        let found = leaning(if year.is_some() { after } else { head + end }, interval.map(days::day), Precision::Day);
        Some(Found { stated: PartialDate { year, ..PartialDate::default() }, relative: year.is_none(), ..found })
    }
}

fn day_of(day: Day, year: i16) -> Option<Date> {
    match day {
        Day::Fixed { month, day } => Date::new(year, month, day).ok(),
        Day::Nth { month, nth, weekday } => {
            let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
            Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()
        }
        Day::Easter { days } => easter(year)?.checked_add(i32::from(days).days()).ok(),
    }
}

/// Western Easter: the Gregorian computus ("A New York correspondent", Nature, 20 April 1876).
fn easter(year: i16) -> Option<Date> {
    let year_in = i32::from(year);
    let (a, b, c) = (year_in % 19, year_in / 100, year_in % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let of_march = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(of_march / 31).ok()?, i8::try_from(of_march % 31 + 1).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn easter_moves() {
        for day in [date(2018, 4, 1), date(2019, 4, 21), date(2024, 3, 31), date(2025, 4, 20), date(2038, 4, 25)] {
            assert_eq!(easter(day.year()), Some(day));
        }
    }

    #[test]
    fn feasts_by_rule() {
        assert_eq!(day_of(Day::Nth { month: 11, nth: 4, weekday: 4 }, 2024), Some(date(2024, 11, 28)));
        assert_eq!(day_of(Day::Fixed { month: 12, day: 31 }, 2024), Some(date(2024, 12, 31)));
        assert_eq!(day_of(Day::Easter { days: -2 }, 2024), Some(date(2024, 3, 29)));
    }
}
