//! Times of day.

use super::reader::Reader;
use super::{Found, PartialDate, Precision};

/// Minutes of half a day.
const HALF_DAY: u16 = 12 * 60;

impl Reader<'_> {
    /// A time of day in minutes since midnight, and the index behind it.
    pub(super) fn clock(&self, at: usize) -> Option<(u16, usize)> {
        self.named(at).or_else(|| self.past(at)).or_else(|| self.figures(at))
    }

    /// "noon", "midnight"; not "noon prayers" as an adjective before a noun is still the time, "Midnight" in a name is not.
    fn named(&self, at: usize) -> Option<(u16, usize)> {
        let minute = match self.word(at) {
            "noon" | "midday" => HALF_DAY,
            "midnight" => 0,
            _ => return None,
        };
        let led = self.calendar.lists.clock_leads.has(self.word_before(at));
        (led && !self.token(at)?.is_capital()).then_some((minute, at + 1))
    }

    /// "half past nine", "quarter to eleven".
    fn past(&self, at: usize) -> Option<(u16, usize)> {
        let head = self.skip_word(at, &["a"]);
        let quarter = match self.word(head) {
            "half" => 30,
            "quarter" => 15,
            _ => return None,
        };
        let hour = u16::try_from(self.count(head + 2)?).ok().filter(|hour| (1..=12).contains(hour))?;
        let minute = match self.word(head + 1) {
            "past" => hour % 12 * 60 + quarter,
            "to" if quarter == 15 => (hour % 12 * 60 + HALF_DAY - quarter) % HALF_DAY,
            _ => return None,
        };
        Some(self.halved(minute, hour, head + 3).unwrap_or((minute, head + 3)))
    }

    /// "11:15 p.m.", "9 p.m.", "23:15"; without a half of the day only where the word before makes it a time.
    fn figures(&self, at: usize) -> Option<(u16, usize)> {
        if self.glued_before(at) {
            return None;
        }
        let (hour, minute, end, padded) = match self.digits(at) {
            Some((hour, length @ (1 | 2))) => match self.digits(at + 2) {
                Some((minute @ 0..60, 2)) if self.mark(at + 1, ':') && self.glued(at) && self.glued(at + 1) => {
                    (hour, minute, at + 3, length == 2)
                }
                _ => (hour, -1, at + 1, false),
            },
            // British style: "9.30pm" is one token.
            _ => {
                let (hour, minute) = self.token(at)?.raw.split_once('.')?;
                let minute = minute.parse().ok().filter(|_| minute.len() == 2 && hour.len() <= 2)?;
                let end = at + 1;
                self.halved(0, 1, end)?;
                (hour.parse().ok()?, minute, end, false)
            }
        };
        let hour = u16::try_from(hour).ok().filter(|&hour| hour < 24)?;
        let whole = minute < 0;
        let time = hour * 60 + u16::try_from(minute.max(0)).ok().filter(|&minute| minute < 60)?;
        if let Some(halved) = self.halved(time, hour, end) {
            return Some(halved);
        }
        // A second colon makes it a duration or a clock of seconds.
        let more = self.mark(end, ':') && self.glued(end - 1);
        let led = self.calendar.lists.clock_leads.has(self.word_before(at));
        let hours = self.word(end) == "hours";
        (!whole && !more && (led || (padded && hours))).then_some((time, end + usize::from(hours)))
    }

    /// The half of the day behind a time of the twelve-hour clock.
    fn halved(&self, minute: u16, hour: u16, at: usize) -> Option<(u16, usize)> {
        if !(1..=12).contains(&hour) {
            return None;
        }
        let morning = minute % HALF_DAY;
        let half = |afternoon: bool| if afternoon { morning + HALF_DAY } else { morning };
        match (self.word(at), self.word(at + 1), self.word(at + 2)) {
            ("a.m." | "am", ..) => Some((half(false), at + 1)),
            ("p.m." | "pm", ..) => Some((half(true), at + 1)),
            ("in", "the", "morning") => Some((half(false), at + 3)),
            ("in", "the", "afternoon" | "evening") => Some((half(true), at + 3)),
            ("at", "night", _) => Some((half(hour > 5 && hour < 12), at + 2)),
            _ => None,
        }
    }
}

/// A time, on its own or on a day that ends behind or before it.
pub(super) fn timed(minute: u16, end: usize, day: Option<Found>) -> Found {
    match day {
        Some(day) => Found {
            end: end.max(day.end),
            stated: PartialDate { minute: Some(minute), ..day.stated },
            precision: Precision::Minute,
            ..day
        },
        None => Found {
            end,
            stated: PartialDate { minute: Some(minute), ..PartialDate::default() },
            interval: None,
            precision: Precision::Minute,
            relative: true,
        },
    }
}
