//! Dates that lean on the day of writing.

use super::days::{self, Unit, leaning};
use super::reader::Reader;
use super::{Found, Lead, PartialDate, Precision};
use crate::model::Interval;
use crate::text::Token;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Words before "last" that make a verb of it.
const LASTING: [&str; 16] = [
    "will", "would", "to", "could", "may", "might", "can", "should", "must", "not", "cannot", "won't", "didn't", "did",
    "doesn't", "shall",
];

/// Which way a word points from the day of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Last,
    This,
    Next,
}

impl Way {
    fn step(self) -> i32 {
        match self {
            Self::Last => -1,
            Self::This => 0,
            Self::Next => 1,
        }
    }
}

impl Reader<'_> {
    /// What stands at `at`.
    pub(super) fn relative(&self, at: usize) -> Option<Found> {
        self.named_day(at)
            .or_else(|| self.within(at))
            .or_else(|| self.pointed(at))
            .or_else(|| self.counted(at))
            .or_else(|| self.lone_weekday(at))
            .or_else(|| self.lone_weekend(at))
    }

    /// The day `offset` days from the anchor.
    fn offset(&self, end: usize, offset: i32) -> Found {
        let interval = self.anchor.and_then(|anchor| Unit::Day.shift(anchor, offset)).map(days::day);
        leaning(end, interval, Precision::Day)
    }

    /// "yesterday", "tonight", "this morning", "last night", "the day after tomorrow".
    fn named_day(&self, at: usize) -> Option<Found> {
        match (self.word(at), self.word(at + 1), self.word(at + 2)) {
            ("day", "before", "yesterday") => Some(self.offset(at + 3, -2)),
            ("day", "after", "tomorrow") => Some(self.offset(at + 3, 2)),
            // "USA TODAY", "Entertainment Tonight".
            ("today" | "tonight", ..)
                if [at.checked_sub(1), Some(at)]
                    .iter()
                    .all(|&at| at.and_then(|at| self.token(at)).is_some_and(Token::is_capital)) =>
            {
                None
            }
            ("today" | "tonight", ..) => Some(self.offset(at + 1, 0)),
            ("yesterday", ..) => Some(self.offset(at + 1, -1)),
            ("tomorrow", ..) => Some(self.offset(at + 1, 1)),
            ("this", "morning" | "afternoon" | "evening", _) => Some(self.offset(at + 2, 0)),
            ("last", "night", _) => {
                // A night has two days.
                let night = self.anchor.and_then(|end| Some(Interval { start: end.yesterday().ok()?, end }));
                Some(leaning(at + 2, night, Precision::Day))
            }
            _ => None,
        }
    }

    /// "earlier this month", "later in the year", "earlier in the week".
    fn within(&self, at: usize) -> Option<Found> {
        let past = match self.word(at) {
            "earlier" => true,
            "later" => false,
            _ => return None,
        };
        let unit_at = match (self.word(at + 1), self.word(at + 2)) {
            ("this", _) => at + 2,
            ("in", "the") => at + 3,
            _ => return None,
        };
        let unit = self.unit(unit_at).filter(|unit| *unit > Unit::Day)?;
        let interval = self.anchor.and_then(|anchor| {
            let whole = unit.around(anchor)?;
            Some(if past { Interval { end: anchor, ..whole } } else { Interval { start: anchor, ..whole } })
        });
        Some(leaning(unit_at + 1, interval, unit.precision()))
    }

    /// "last month", "next Friday", "this summer", "the past three weeks".
    fn pointed(&self, at: usize) -> Option<Found> {
        let article = self.word_before(at) == "the";
        let (way, rolling) = match self.word(at) {
            "last" => (Way::Last, article),
            "past" => (Way::Last, true),
            // In a story told in order they count from the day before told of.
            "previous" | "preceding" if self.is_likely() => (Way::Last, false),
            "coming" | "upcoming" | "following" if self.is_likely() => (Way::Next, false),
            "this" | "current" => (Way::This, false),
            "next" => (Way::Next, article),
            _ => return None,
        };
        let next = at + 1;
        // "The strike will last two days."
        if self.word(at) == "last" && LASTING.contains(&self.word_before(at)) {
            return None;
        }
        if way != Way::This
            && let Some((count, unit)) = self.count(next).zip(self.unit(next + 1))
        {
            return Some(self.rolled(next + 2, way, count, unit));
        }
        if way != Way::This && self.is_likely() && self.word(next) == "fortnight" {
            return Some(self.rolled(next + 1, way, 2, Unit::Week));
        }
        if let Some(unit) = self
            .unit(next)
            .filter(|unit| *unit > Unit::Day && !self.word(next).ends_with('s') && self.word(next + 1) != "of")
        {
            // Companies count whole quarters.
            let rolling = rolling && unit != Unit::Quarter && !(self.is_likely() && unit == Unit::Decade);
            return match (rolling, way) {
                // "the next week" follows whatever was told before.
                (true, Way::Next) => None,
                (true, _) if article => Some(self.rolled(next + 1, way, 1, unit)),
                (true, _) => None,
                (false, _) => {
                    if let Some(found) = self.weekday_behind(next + 1, way, unit) {
                        return Some(found);
                    }
                    let day = self.anchor.and_then(|anchor| unit.shift(unit.around(anchor)?.start, way.step()));
                    Some(leaning(next + 1, day.and_then(|day| unit.around(day)), unit.precision()))
                }
            };
        }
        if rolling {
            return None;
        }
        if self.word(next) == "weekend" {
            return Some(leaning(next + 1, self.weekend(way), Precision::Week));
        }
        if let Some((weekday, end)) = self.weekday(next) {
            let mut found = leaning(end, self.pointed_weekday(way, weekday).map(days::day), Precision::Day);
            found.stated.weekday = Some(weekday);
            return Some(found);
        }
        if let Some(season) = self.calendar.ranked.seasons.value(self.word(next)) {
            let interval = self.anchor.and_then(|anchor| pointed_season(anchor, way, season));
            return Some(leaning(next + 1, interval, Precision::Quarter));
        }
        let (month, end) = self.month(next)?;
        let usual = |anchor: Date| self.is_likely().then(|| days::year_near(anchor, month));
        let year = |anchor| pointed_year(anchor, way, month).or_else(|| usual(anchor));
        let interval = self.anchor.and_then(|anchor| days::month(year(anchor)?, month));
        let stated = PartialDate { month: Some(month), ..PartialDate::default() };
        Some(Found { stated, ..leaning(end, interval, Precision::Month) })
    }

    /// "next week Wednesday", "previous week - Monday".
    fn weekday_behind(&self, at: usize, way: Way, unit: Unit) -> Option<Found> {
        let at = if self.is_likely() && unit == Unit::Week { self.skip_mark(at, '-') } else { return None };
        let (weekday, end) = self.weekday(at)?;
        let day = self.anchor.and_then(|anchor| days::weekday_of_week(anchor, weekday, way.step()));
        Some(leaning(end, day.map(days::day), Precision::Day))
    }

    /// So many units up to the anchor, or from it on.
    fn rolled(&self, end: usize, way: Way, count: i32, unit: Unit) -> Found {
        let interval = self.anchor.and_then(|anchor| {
            if unit == Unit::Quarter || (self.is_likely() && unit == Unit::Decade) {
                return days::whole(unit, anchor, count.checked_mul(way.step())?);
            }
            let other = unit.shift(anchor, count.checked_mul(way.step())?)?;
            Some(Interval { start: anchor.min(other), end: anchor.max(other) })
        });
        leaning(end, interval, unit.precision())
    }

    /// The weekday that "last", "this" or "next" points at; none where usage is divided: said on a Wednesday, "next
    /// Friday" is in two days for some and in nine for others.
    fn pointed_weekday(&self, way: Way, weekday: Weekday) -> Option<Date> {
        let anchor = self.anchor?;
        let here = days::weekday_of_week(anchor, weekday, 0)?;
        match way {
            // Said on a Sunday, "this Friday" is five days ahead, or two behind.
            Way::This if here >= anchor || self.is_likely() => Some(here),
            Way::Last if here >= anchor || self.is_likely() => days::weekday_of_week(anchor, weekday, -1),
            Way::Next if here <= anchor || self.is_likely() => days::weekday_of_week(anchor, weekday, 1),
            _ => None,
        }
    }

    /// "two days ago", "a year ago", "three weeks from now", "two days after 5 May".
    fn counted(&self, at: usize) -> Option<Found> {
        if self.glued_before(at) {
            return None;
        }
        let (count, unit) = match (self.is_likely(), self.word(at + 1)) {
            (true, "fortnight" | "fortnights") => (self.count(at)?.checked_mul(2)?, Unit::Week),
            _ => self.count(at).zip(self.unit(at + 1))?,
        };
        let end = at + 3;
        let step = match (self.word(at + 2), self.word(end)) {
            ("ago", _) => -count,
            ("from", "now") => return Some(self.about(end + 1, count, unit)),
            ("after" | "from", _) => count,
            ("before", _) => -count,
            ("later", _) if self.is_likely() => return Some(self.about(at + 3, count, unit)),
            _ if self.is_likely() && self.word_before(at) == "in" => return Some(self.about(at + 2, count, unit)),
            _ => return None,
        };
        if self.word(at + 2) == "ago" {
            return Some(self.about(end, step, unit));
        }
        let from = self.days(end, Lead::Context).filter(|from| from.precision == Precision::Day)?;
        let interval = from.interval.and_then(|from| unit.shift(from.start, step)).map(days::day);
        Some(Found { stated: PartialDate::default(), interval, ..from })
    }

    /// The day so many units away, as loose as the unit: "two months ago" is not to the day.
    fn about(&self, end: usize, count: i32, unit: Unit) -> Found {
        let interval = self.anchor.and_then(|anchor| {
            let day = unit.shift(anchor, count)?;
            let slack = match unit {
                _ if self.is_likely() => 0.days(),
                Unit::Day => 0.days(),
                Unit::Week => 3.days(),
                Unit::Month => 15.days(),
                Unit::Quarter => 45.days(),
                Unit::Year => 6.months(),
                Unit::Decade => 5.years(),
                Unit::Century => 50.years(),
            };
            Some(Interval { start: day.checked_sub(slack).ok()?, end: day.checked_add(slack).ok()? })
        });
        leaning(end, interval, unit.precision())
    }

    /// "on Tuesday", "Friday of last week". News speaks of the week behind it; where the sentence looks ahead it may be
    /// either week, and only the weekday is given.
    fn lone_weekday(&self, at: usize) -> Option<Found> {
        let token = self.token(at)?;
        let (weekday, end) = self.weekday(at)?;
        let before = self.word_before(at);
        let lists = &self.calendar.lists;
        let full = self.calendar.ranked.weekdays.is_full(&token.lower);
        let indefinite =
            !self.is_likely() && matches!(before, "a" | "every" | "each" | "any" | "one" | "some" | "most" | "per");
        // "Black Friday", "the Sunday Times".
        let named = lists.feasts.has(before);
        let title = before == "the" && token.is_capital() && self.token(end).is_some_and(Token::is_capital);
        if !full || indefinite || named || title || self.glued_before(at) || self.word(end) == "week" {
            return None;
        }
        let stated = PartialDate { weekday: Some(weekday), ..PartialDate::default() };
        let of = self.skip_word(self.skip_word(end, &["of"]), if self.is_likely() { &["the"] } else { &[] });
        let week = match (self.word(of), self.word(of + 1)) {
            ("last", "week") => Some(-1),
            ("this", "week") => Some(0),
            ("next", "week") => Some(1),
            ("following", "week") if self.is_likely() => Some(1),
            _ => None,
        };
        let verb = if before == "on" { at.checked_sub(2).map_or("", |verb| self.word(verb)) } else { before };
        let past = lists.saying.has(verb) || !(self.ahead() || matches!(before, "by" | "until" | "from"));
        let day = self.anchor.and_then(|anchor| match week {
            Some(weeks) => days::weekday_of_week(anchor, weekday, weeks),
            None if past => days::weekday_before(anchor, weekday),
            // The next one, today included.
            None if self.is_likely() => days::weekday_before(anchor.checked_add(6.days()).ok()?, weekday),
            None => None,
        });
        let end = if week.is_some() { of + 2 } else { end };
        Some(Found { stated, ..leaning(end, day.map(days::day), Precision::Day) })
    }

    /// "over the weekend".
    fn lone_weekend(&self, at: usize) -> Option<Found> {
        if self.word(at) != "weekend" || self.word_before(at) != "the" || self.word(at + 1) == "of" {
            return None;
        }
        let interval = if self.ahead() { None } else { self.weekend(Way::Last) };
        Some(leaning(at + 1, interval, Precision::Week))
    }

    /// Saturday and Sunday; on those days themselves "the weekend" is the running one.
    fn weekend(&self, way: Way) -> Option<Interval> {
        let anchor = self.anchor?;
        let running = matches!(anchor.weekday(), Weekday::Saturday | Weekday::Sunday);
        let weeks = match way {
            // Said on a Monday, "this weekend" looks either way.
            Way::This if anchor.weekday() == Weekday::Monday => return None,
            Way::This => 0,
            Way::Last if running => return None,
            Way::Last => -1,
            Way::Next => 1,
        };
        let start = days::weekday_of_week(anchor, Weekday::Saturday, weeks)?;
        Some(Interval { start, end: start.tomorrow().ok()? })
    }
}

/// The year of "last March" or "next March"; none where usage is divided, as with weekdays.
fn pointed_year(anchor: Date, way: Way, month: i8) -> Option<i16> {
    match way {
        Way::This => Some(anchor.year()),
        Way::Last => (month >= anchor.month()).then(|| anchor.year() - 1),
        Way::Next => (month <= anchor.month()).then(|| anchor.year() + 1),
    }
}

/// The last season that is over, the one of this year, or the next to begin.
fn pointed_season(anchor: Date, way: Way, season: i8) -> Option<Interval> {
    let years = [anchor.year() - 1, anchor.year(), anchor.year() + 1];
    let mut seasons = years.into_iter().filter_map(|year| days::season(year, season));
    match way {
        Way::This => days::season(anchor.year(), season),
        Way::Last => seasons.rfind(|span| span.end < anchor),
        Way::Next => seasons.find(|span| span.start > anchor),
    }
}
