//! Days of publication as they are printed in headers, bylines and metadata.

use crate::model::{DateField, MetaOrigin, Span};
use jiff::civil::Date;

/// The months by their first three letters.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/// The months in full.
pub(super) const LONG_MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
/// Days of the week by their first three letters.
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/// Years that a publication can bear; anything else is a slip (0001-01-01, 1900-01-00) or a number that is no year.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;
/// How far into a text a day is looked for, in bytes: header lines are short.
const REACH: usize = 400;

/// The first full day (year, month and day) in `text`, and where it stands, a leading day of the week included.
pub(super) fn find(text: &str) -> Option<(Date, Span)> {
    let text = &text[..text.floor_char_boundary(REACH)];
    let words = words(text);
    for (at, &(start, word)) in words.iter().enumerate() {
        let Some((date, used)) = iso(word).map(|date| (date, 1)).or_else(|| spelled(&words[at..])) else { continue };
        let from = match at.checked_sub(1).map(|before| words[before]) {
            Some((weekday, word)) if is_weekday(word) => weekday,
            _ => start,
        };
        let (last, word) = words[at + used - 1];
        return Some((date, Span::new(from, last + word.len())));
    }
    None
}

/// The day of a metadata value: "2025-08-08T10:00:00Z", "8 August 2025".
pub(super) fn parse(value: &str) -> Option<Date> {
    find(value).map(|(date, _)| date)
}

/// Month and day of the first day without a year: "May 3", "3 May".
pub(super) fn of_year(text: &str) -> Option<(i8, i8)> {
    let words = words(text);
    let pair = |pair: &[(usize, &str)]| {
        let &[(_, first), (_, second)] = pair else { return None };
        month(first).zip(day(second)).or_else(|| Some((month(second)?, day(first)?)))
    };
    // February has a 29th in some years only.
    words.windows(2).find_map(pair).filter(|&(month, day)| Date::new(2000, month, day).is_ok())
}

/// The day of a metadata value, and the time of day with its zone where both are given: `10:00:00+02:00`.
pub(super) fn field(value: &str, origin: MetaOrigin) -> Option<DateField> {
    let (day, span) = find(value)?;
    // A time follows its day, in the same word ("T10:00") or the next.
    let from = value[span.range()].find('T').map_or(span.end as usize, |at| span.start as usize + at + 1);
    Some(DateField { value: day, time: time(&value[from..]), origin })
}

/// `10:00`, `10:00:00.000Z`, `10:00:00 +0200`, `10:00 GMT`; without a zone nothing is sure enough to be kept.
fn time(rest: &str) -> Option<String> {
    let rest = rest.trim_start_matches([' ', ',', 'T']);
    let end = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.')).unwrap_or(rest.len());
    let (clock, zone) = rest.split_at(end);
    let clock = clock.split('.').next()?;
    let parts: Vec<u8> = clock.split(':').map(|part| part.parse().unwrap_or(u8::MAX)).collect();
    let fits = matches!(parts.as_slice(), [0..=23, 0..=59] | [0..=23, 0..=59, 0..=60]);
    let zone = zone.trim_start();
    let zone = match zone.get(..3) {
        Some("GMT" | "UTC") => "Z".to_owned(),
        _ if zone.starts_with(['Z', 'z']) => "Z".to_owned(),
        _ if zone.starts_with(['+', '-']) => {
            let digits: String = zone[1..].chars().filter(|c| *c != ':').take(4).collect();
            let whole = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
            whole.then(|| format!("{}{}:{}", &zone[..1], &digits[..2], &digits[2..]))?
        }
        _ => return None,
    };
    fits.then(|| format!("{clock}{zone}"))
}

/// The day in the path of an address: `/2025/08/08/`, `/2025/aug/08/`, `2025-08-08`, `/20250808`.
pub(super) fn in_address(address: &str) -> Option<Date> {
    let (_, rest) = address.split_once("://")?;
    let path = rest.split(['?', '#']).next().unwrap_or(rest);
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let triple = |parts: &[&str]| {
        let &[first, second, third] = parts else { return None };
        let month = match second.len() {
            2 => second.parse().ok(),
            _ => month(second),
        }?;
        date(year(first)?, month, (third.len() == 2).then(|| third.parse().ok())??)
    };
    let single = |part: &&str| {
        let head = part.get(..10).filter(|head| head.as_bytes()[4] == b'-').and_then(iso);
        let last = || {
            let tail = part.len().checked_sub(10).and_then(|at| part.get(at..))?;
            (tail.as_bytes()[4] == b'-').then(|| iso(tail))?
        };
        let digits = || (part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| iso(part))?;
        head.or_else(last).or_else(digits)
    };
    parts.windows(3).find_map(triple).or_else(|| parts.iter().find_map(single))
}

/// Runs of letters, digits and the signs that hold a numeric date together.
fn words(text: &str) -> Vec<(usize, &str)> {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '/' | ':' | '+');
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (inside(c), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let word = text[from..at].trim_end_matches(['.', ':', '-']);
                if !word.is_empty() {
                    out.push((from, word));
                }
                start = None;
            }
            _ => {}
        }
    }
    out
}

/// "2025-08-08", with or without a time after it; "2025/08/08"; "20250808"; "08.08.2025".
fn iso(word: &str) -> Option<Date> {
    let day = word.split_once('T').map_or(word, |(day, _)| day);
    if day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit()) {
        return date(day[..4].parse().ok()?, day[4..6].parse().ok()?, day[6..].parse().ok()?);
    }
    let mut parts = day.splitn(3, ['-', '/', '.']);
    let [first, month, last] = [parts.next()?, parts.next()?, parts.next()?];
    if first.len() == 4 {
        let digits = last.bytes().take_while(u8::is_ascii_digit).count().min(2);
        return date(first.parse().ok()?, month.parse().ok()?, last[..digits].parse().ok()?);
    }
    // Days before months: only with dots, since slashes mean either order.
    (day.contains('.') && last.len() == 4).then_some(())?;
    date(last.parse().ok()?, month.parse().ok()?, first.parse().ok()?)
}

/// "8 August 2025", "8th of August, 2025", "August 8, 2025", "Aug. 8 2025"; the number of words used.
fn spelled(words: &[(usize, &str)]) -> Option<(Date, usize)> {
    let word = |at: usize| words.get(at).map(|&(_, word)| word);
    if let Some(month) = month(word(0)?) {
        return Some((date(year(word(2)?)?, month, day(word(1)?)?)?, 3));
    }
    let first = day(word(0)?)?;
    let of = usize::from(word(1)? == "of");
    let month = month(word(1 + of)?)?;
    Some((date(year(word(2 + of)?)?, month, first)?, 3 + of))
}

fn month(word: &str) -> Option<i8> {
    let lower = word.trim_end_matches('.').to_ascii_lowercase();
    let at = match lower.as_str() {
        "sept" => Some(8),
        word if word.len() == 3 => MONTHS.iter().position(|month| *month == word),
        word => LONG_MONTHS.iter().position(|month| *month == word),
    }?;
    i8::try_from(at + 1).ok()
}

fn day(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    matches!(&word[digits.len()..], "" | "st" | "nd" | "rd" | "th").then_some(())?;
    (digits.len() <= 2).then(|| digits.parse().ok()).flatten()
}

fn year(word: &str) -> Option<i16> {
    (word.len() == 4).then(|| word.parse().ok()).flatten()
}

fn date(year: i16, month: i8, day: i8) -> Option<Date> {
    YEARS.contains(&year).then(|| Date::new(year, month, day).ok()).flatten()
}

/// "Tuesday", "Tue".
pub(super) fn is_weekday(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    lower.get(..3).is_some_and(|head| WEEKDAYS.contains(&head)) && (lower.len() == 3 || lower.ends_with("day"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_day() {
        for text in [
            "2025-08-08",
            "2025-08-08T23:30:00+02:00",
            "date 2025/08/08 By Ana Ruiz",
            "20250808",
            "8.8.2025",
            "8 August 2025",
            "8th of August 2025",
            "Friday, August 8, 2025",
            "Aug. 8, 2025",
            "FRIDAY 8 AUGUST 2025",
        ] {
            assert_eq!(parse(text), Date::new(2025, 8, 8).ok(), "{text}");
        }
    }

    #[test]
    fn times_have_a_zone() {
        let seen = |value: &str| field(value, MetaOrigin::Record).and_then(|field| field.time);
        for (value, time) in [
            ("2025-08-08T23:30:00+02:00", "23:30:00+02:00"),
            ("2025-08-08T23:30:00.123Z", "23:30:00Z"),
            ("Fri, 08 Aug 2025 23:30:00 +0200", "23:30:00+02:00"),
            ("Fri, 08 Aug 2025 23:30 GMT", "23:30Z"),
        ] {
            assert_eq!(seen(value).as_deref(), Some(time), "{value}");
        }
        for value in ["2025-08-08", "2025-08-08T23:30:00", "2025-08-08 25:30Z", "2025-08-08T10:00:00+2"] {
            assert_eq!(seen(value), None, "{value}");
        }
    }

    #[test]
    fn days_in_addresses() {
        for address in [
            "https://a.example/2025/08/08/ferry-sinks",
            "https://a.example/news/2025/aug/08/ferry",
            "https://a.example/2025-08-08-ferry",
            "https://a.example/ferry-2025-08-08",
            "https://a.example/ferry/20250808/",
        ] {
            assert_eq!(in_address(address), Date::new(2025, 8, 8).ok(), "{address}");
        }
        for address in ["https://a.example/2025/08/ferry", "https://a.example/12345678", "a.example/2025/08/08", ""] {
            assert_eq!(in_address(address), None, "{address}");
        }
    }

    #[test]
    fn no_day() {
        for text in
            ["", "August 2025", "8 August", "0001-01-01", "1.2.3", "2025-13-40", "version 4.2.19", "31 June 2025"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_span_holds_the_weekday() {
        let text = "The Lantern, Tuesday, 17 June 2025, late edition";
        let (_, span) = find(text).expect("a day");
        assert_eq!(span.of(text), "Tuesday, 17 June 2025");
    }
}
