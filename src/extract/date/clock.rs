//! Times of day.

use super::reader::Reader;
use super::{Found, PartialDate, Precision};

/// Minutes of half a day.
const HALF_DAY: u16 = 12 * 60;

impl Reader<'_> {
    /// A time of day in minutes since midnight, and the index behind it.
    pub(super) fn clock(&self, at: usize) -> Option<(u16, usize)> {
        self.named(at).or_else(|| self.past(at)).or_else(|| self.figures(at)).or_else(|| self.hour(at))
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

    /// "half past nine", "quarter to eleven", "ten past two".
    fn past(&self, at: usize) -> Option<(u16, usize)> {
        let head = self.skip_word(at, &["a"]);
        let part = match self.word(head) {
            "half" => 30,
            "quarter" => 15,
            _ => self.small(head, 29)?,
        };
        let told = self.skip_word(head + 1, &["minutes"]);
        let hour = self.small(told + 1, 12)?;
        let minute = match self.word(told) {
            "past" => hour % 12 * 60 + part,
            "to" if part < 30 => (hour % 12 * 60 + HALF_DAY - part) % HALF_DAY,
            _ => return None,
        };
        let halved = self.halved(minute, hour, told + 2);
        // "rose from ten to twelve"
        let clock = halved.is_some() || matches!(self.word(head), "half" | "quarter") || self.word(told) == "past";
        clock.then(|| halved.unwrap_or((minute, told + 2)))
    }

    /// "seven in the evening", "nine o'clock on Saturday morning": an hour where the half of the day is told.
    fn hour(&self, at: usize) -> Option<(u16, usize)> {
        let hour = self.small(at, 12)?;
        let end = self.skip_word(at + 1, &["o'clock", "o’clock"]);
        let led = end > at + 1 || self.calendar.lists.clock_leads.has(self.word_before(at));
        self.halved(hour % 12 * 60, hour, end).filter(|_| led)
    }

    /// A number from 1 to `most`.
    fn small(&self, at: usize, most: u16) -> Option<u16> {
        u16::try_from(self.count(at)?).ok().filter(|number| (1..=most).contains(number))
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
            ("yesterday" | "this" | "that" | "tomorrow", part, _) => Some((self.half_of(part, half)?, at)),
            ("on", ..) => {
                let (_, end) = self.weekday(at + 1)?;
                Some((self.half_of(self.word(end), half)?, at))
            }
            _ => None,
        }
    }

    /// The time in the part of a day that a day is named with: "on Saturday afternoon".
    fn half_of(&self, part: &str, half: impl Fn(bool) -> u16) -> Option<u16> {
        match part {
            "morning" => Some(half(false)),
            "afternoon" | "evening" => Some(half(true)),
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
