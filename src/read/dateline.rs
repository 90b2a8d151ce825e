//! Datelines: "NEW HARBOUR, May 3 (Lantern) — The ferry ...".

use super::{byline, day};
use jiff::civil::Date;

/// Longest dateline, in bytes.
const LONGEST: usize = 120;

/// Words in capitals that open a text and are no place.
const NO_PLACES: &[&str] = &[
    "UPDATE",
    "BREAKING",
    "EXCLUSIVE",
    "CORRECTION",
    "LIVE",
    "OPINION",
    "ANALYSIS",
    "TRANSCRIPT",
    "WATCH",
    "VIDEO",
    "NOTE",
    "WARNING",
    "REVIEW",
    "FILE",
    "PHOTO",
    "PHOTOS",
    "FACTBOX",
    "EXPLAINER",
    "INTERVIEW",
];

/// Agencies whose datelines print the place in small letters: "Washington (CNN) ...".
const AGENCIES: &[&str] =
    &["CNN", "Reuters", "AP", "AFP", "UPI", "Bloomberg", "Xinhua", "dpa", "DPA", "EFE", "ANSA", "PA"];

/// What a dateline says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Dateline<'a> {
    /// Bytes up to the first word of the report.
    pub len: usize,
    /// The place, as printed.
    pub place: Option<&'a str>,
    /// The agency or paper.
    pub source: Option<&'a str>,
    /// The day, where it stands there in full.
    pub date: Option<Date>,
    /// Its month and day where the year is left out.
    pub day: Option<(i8, i8)>,
}

/// The dateline with which a paragraph begins.
pub(super) fn find(paragraph: &str) -> Option<Dateline<'_>> {
    let head = &paragraph[..paragraph.floor_char_boundary(LONGEST)];
    if let Some(close) = head.find(')')
        && let Some(len) = separator_or_blank(&head[close + 1..])
        && let Some((before, source)) = head[..close].split_once('(').filter(|(_, name)| byline::is_source(name))
    {
        // "THE CHAIR (Ana Ruiz): Good morning." is a transcript.
        let labels = head[close + 1..].starts_with(':') && !before.contains(|c: char| c.is_ascii_digit());
        let capitals = if AGENCIES.contains(&source) || before.trim().is_empty() {
            Capitals::Optional
        } else {
            Capitals::Required
        };
        let (place, date) = (!labels).then(|| place_and_day(before.trim(), capitals)).flatten()?;
        return whole(paragraph, close + 1 + len, place, Some(source), date);
    }
    let (at, len) = head.char_indices().filter(|(_, c)| matches!(c, '—' | '–' | '-')).find_map(|(at, _)| {
        let from = head[..at].trim_end().len();
        separator(&head[from..]).map(|len| (from, len))
    })?;
    let (place, date) = place_and_day(head[..at].trim(), Capitals::Required)?;
    place?;
    whole(paragraph, at + len, place, None, date)
}

/// Whether a place must be printed in capitals: without an agency in parentheses nothing else tells it from a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Capitals {
    Required,
    Optional,
}

/// The report must begin with a capital, a quotation mark or a digit: "NATO — the alliance — said" is no dateline.
fn whole<'a>(
    text: &str,
    len: usize,
    place: Option<&'a str>,
    source: Option<&'a str>,
    date: Option<Date>,
) -> Option<Dateline<'a>> {
    let next = text[len..].chars().next()?;
    let day = if date.is_none() { day::of_year(&text[..len]) } else { None };
    (!next.is_lowercase()).then_some(Dateline { len, place, source, date, day })
}

/// Bytes of the dash or colon, with the blanks around it, between the dateline and the report. `rest` begins right after
/// the dateline.
fn separator(rest: &str) -> Option<usize> {
    let trimmed = rest.trim_start();
    let dash = ["—", "–", "--", "- ", ": "].into_iter().find(|dash| trimmed.starts_with(dash))?;
    let spaced = trimmed.len() < rest.len() || matches!(dash, "—" | ": ");
    spaced.then(|| rest.len() - trimmed[dash.len()..].trim_start().len())
}

/// The same after "(Agency)", where a blank alone will do.
fn separator_or_blank(rest: &str) -> Option<usize> {
    separator(rest).or_else(|| rest.starts_with(' ').then(|| rest.len() - rest.trim_start().len()))
}

/// "NEW HARBOUR, Westland, May 3, 2025" as place and day.
fn place_and_day(head: &str, capitals: Capitals) -> Option<(Option<&str>, Option<Date>)> {
    if head.is_empty() {
        return Some((None, None));
    }
    let date = day::find(head).map(|(date, _)| date);
    let mut parts = head.split(',').map(str::trim);
    let place = parts.next()?;
    let words: Vec<&str> = place.split_whitespace().collect();
    let word_fits = |word: &&str| {
        let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
        let caps = letters.iter().all(|c| c.is_uppercase());
        let first = letters.first().is_some_and(|c| c.is_uppercase());
        !letters.is_empty() && first && (caps || capitals == Capitals::Optional)
    };
    let fits = (1..=4).contains(&words.len())
        && words.iter().all(word_fits)
        && !NO_PLACES.contains(&words[0])
        && !place.contains(|c: char| c.is_ascii_digit() || matches!(c, '"' | '“' | ':' | '?' | '!'))
        && place.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    // What follows the place is a region or a day: capitals and digits, no running text.
    let short = parts.all(|part| {
        part.split_whitespace().count() <= 4
            && part.split_whitespace().all(|word| word.chars().next().is_some_and(|c| !c.is_lowercase()))
    });
    (fits && short).then_some((Some(place), date))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Option<(Option<&str>, Option<&str>, &str)> {
        find(text).map(|dateline| (dateline.place, dateline.source, &text[dateline.len..]))
    }

    #[test]
    fn sentences_without_a_dateline() {
        for text in [
            "NATO — the alliance of 32 — met.",
            "The ferry - Europe's largest - sank.",
            "Ana Ruiz — a poet — said so.",
            "HARBOUR folk are cross.",
            "It ended (again) in tears.",
            "UPDATE — Two are dead.",
            "THE CHAIR (Ana Ruiz): Good morning.",
            "Harbour Master (HM) Ana Ruiz left.",
            "We-She disagree.",
        ] {
            assert_eq!(seen(text), None, "{text}");
        }
    }

    #[test]
    fn datelines() {
        let report = "The ferry sank.";
        for (head, place, source) in [
            ("NEW HARBOUR — ", Some("NEW HARBOUR"), None),
            ("NEW HARBOUR, Westland — ", Some("NEW HARBOUR"), None),
            ("NEW HARBOUR – ", Some("NEW HARBOUR"), None),
            ("NEW HARBOUR, Oct 6 2025 (Lantern) - ", Some("NEW HARBOUR"), Some("Lantern")),
            ("NEW HARBOUR, Jan. 22, 2026 (North Lantern) -- ", Some("NEW HARBOUR"), Some("North Lantern")),
            ("PORT ESK, Feb 13, 2026 (Lantern): ", Some("PORT ESK"), Some("Lantern")),
            ("Washington (CNN) ", Some("Washington"), Some("CNN")),
            ("(CNN) ", None, Some("CNN")),
        ] {
            assert_eq!(seen(&format!("{head}{report}")), Some((place, source, report)), "{head}");
        }
        let dated = find("NEW HARBOUR, Oct 6 2025 (Lantern) - The ferry sank.").and_then(|dateline| dateline.date);
        assert_eq!(dated, Date::new(2025, 10, 6).ok());
        for head in ["NEW HARBOUR, Oct 6 (Lantern) - ", "NEW HARBOUR, 6 October (Lantern) - ", "NEW HARBOUR, Oct. 6 — "]
        {
            let day = find(&format!("{head}{report}")).and_then(|dateline| dateline.day);
            assert_eq!(day, Some((10, 6)), "{head}");
        }
    }
}
