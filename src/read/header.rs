//! Lines above (and below) an article that say where it comes from: "The Lantern, 8 October 2025".

use super::piece::one_line;
use super::{byline, day};
use crate::model::{Block, BlockKind, DateField, Field, Meta, MetaOrigin};
use jiff::civil::Date;

/// Longest header line, in bytes.
const LONGEST: usize = 160;
/// Most words that a header line has beside its date and byline.
const SPARE_WORDS: usize = 12;

/// Words before a date that make it part of a sentence.
const PREPOSITIONS: &[&str] = &[
    "of", "since", "until", "till", "before", "after", "by", "from", "in", "to", "between", "through", "than", "is",
    "was",
];

/// How a header line says what its date is, in lower case.
const LABELS: &[&str] = &[
    "for immediate release",
    "last updated",
    "last modified",
    "published",
    "updated",
    "released",
    "posted",
    "issued",
    "date",
];

/// What one header line says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Header {
    /// The day.
    pub date: Option<Date>,
    /// What the day is that of.
    pub role: Role,
    /// Author, as printed.
    pub author: Option<String>,
    /// Publication.
    pub source: Option<String>,
}

/// What a day in a header is that of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Role {
    #[default]
    Publication,
    Change,
}

/// Labels of days on which something was changed.
const CHANGES: &[&str] = &["last updated", "last modified", "updated"];

/// What a line says about its article, where it says nothing else.
pub(super) fn read(line: &str) -> Option<Header> {
    if line.len() > LONGEST {
        return None;
    }
    if let Some(value) = labelled(line, "source:") {
        return (value.split_whitespace().count() <= 8)
            .then(|| Header { source: Some(value.to_owned()), ..Header::default() });
    }
    if let Some(value) = labelled(line, "author:") {
        return Some(Header { author: Some(value.to_owned()), ..Header::default() });
    }
    let Some((date, span)) = day::find(line) else {
        // Without a date only a bare byline is sure enough: "By the way" and "By Monday" are not.
        let byline = byline::parse(line).filter(|_| !line.ends_with(['.', '?', '!', ':']))?;
        return Some(Header { author: Some(byline.author), source: byline.source, ..Header::default() });
    };
    let mut start = span.start as usize;
    if line[..start].trim_end().ends_with(" on") {
        // "Lantern on Sunday, 15 March 2026": the weekday belongs to the name.
        start += line[start..].find(|c: char| !c.is_alphabetic()).unwrap_or(0);
    }
    let (before, after) = (line[..start].trim(), line[span.end as usize..].trim());
    // "3.4.0 - 19 March 2025" heads what changed in a release, "Latest release: 3.4.0 (19 March 2025)" tells of one.
    if before.split_whitespace().any(is_version) {
        return None;
    }
    let last = before.rsplit(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    let rest = unlabel(before);
    let leading = before.starts_with("By ") || before.starts_with("by ");
    let last = last.to_lowercase();
    // "Support ends on 30 June 2027." is a sentence, "Published on 30 June 2027" is not.
    let sentence = last == "on" && line.ends_with('.');
    if !leading && rest == before && (sentence || PREPOSITIONS.contains(&last.as_str())) {
        return None;
    }
    let after = after.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '(');
    let spare = rest.split_whitespace().count() + after.split_whitespace().count();
    if spare > SPARE_WORDS || after.contains(". ") || after.ends_with(['?', '!']) || rest.contains(['?', '!', ';']) {
        return None;
    }
    let byline = byline::parse(rest).or_else(|| byline::parse(after));
    let source = match &byline {
        Some(byline) => byline.source.clone(),
        None => parts(rest).find(|part| byline::is_source(part)).map(str::to_owned),
    };
    let changed = CHANGES.iter().any(|label| labelled(before, label).is_some() || before.eq_ignore_ascii_case(label));
    let role = if changed { Role::Change } else { Role::Publication };
    Some(Header { date: Some(date), role, author: byline.map(|byline| byline.author), source })
}

/// "3.4.0". "09.41" is a time of day.
fn is_version(word: &str) -> bool {
    let number = word.trim_matches(|c: char| !c.is_ascii_alphanumeric()).trim_start_matches('v');
    let parts: Vec<&str> = number.split('.').collect();
    let digits = |part: &&str| !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    let time = parts.len() == 2 && parts.iter().all(|part| part.len() <= 2) && parts[1].len() == 2;
    parts.len() > 1 && parts.iter().all(digits) && !time
}

/// The value after `label` (in lower case).
fn labelled<'a>(line: &'a str, label: &str) -> Option<&'a str> {
    let head = line.get(..label.len())?;
    let value = line[label.len()..].trim();
    (head.eq_ignore_ascii_case(label) && !value.is_empty()).then_some(value)
}

/// `before` without the words that only say what the date is.
fn unlabel(before: &str) -> &str {
    LABELS
        .iter()
        .find_map(|label| {
            before.get(..label.len()).filter(|head| head.eq_ignore_ascii_case(label)).map(|_| label.len())
        })
        .map_or(before, |cut| before[cut..].trim_start_matches([':', ' ']).trim_start_matches("on "))
}

fn parts(rest: &str) -> impl Iterator<Item = &str> {
    rest.split([',', '|', '·', '•'])
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| part.split(" – "))
        .flat_map(|part| part.split(" — "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

/// The publication that a closing line names: "This article originally appeared in The Lantern."
pub(super) fn appeared_in(line: &str) -> Option<&str> {
    let line = line.get(..LONGEST).unwrap_or(line);
    let phrases = [
        "originally appeared in ",
        "originally appeared on ",
        "first appeared in ",
        "originally published in ",
        "originally published by ",
        "originally published on ",
    ];
    let at = phrases.iter().find_map(|phrase| line.find(phrase).map(|at| at + phrase.len()))?;
    let name = line[at..].split(['.', ',', ';']).next()?.trim();
    byline::is_source(name).then_some(name)
}

/// The day of a line that begins by saying when the page was last put right, whatever follows.
pub(super) fn updated(line: &str) -> Option<Date> {
    let head = &line[..line.floor_char_boundary(80)];
    let rest = unlabel(head);
    (rest.len() < head.len())
        .then(|| day::find(rest))
        .flatten()
        .filter(|(_, span)| span.start == 0)
        .map(|(date, _)| date)
}

impl Header {
    /// Fills what `meta` does not know yet.
    pub(super) fn fill(self, meta: &mut Meta) {
        set(&mut meta.author, self.author);
        set(&mut meta.source, self.source);
        match self.role {
            Role::Publication => set_date(meta, self.date),
            Role::Change => set_updated(meta, self.date),
        }
    }
}

/// Blocks at the top that are looked at for a byline and a day.
const HEADER_BLOCKS: usize = 5;

/// Reads bylines and days among the first blocks of a laid out text, and marks them as such.
pub(super) fn read_blocks(text: &str, blocks: &mut [Block], meta: &mut Meta) {
    for block in blocks.iter_mut().take(HEADER_BLOCKS) {
        let line = block.span.of(text);
        match block.kind {
            BlockKind::Title => set(&mut meta.title, Some(one_line(line))),
            BlockKind::Paragraph | BlockKind::Furniture => {
                if let Some(found) = read(line) {
                    // The first words of such a line are as often the author as the publication.
                    Header { source: None, ..found }.fill(meta);
                    block.kind = BlockKind::Furniture;
                } else {
                    set_updated(meta, updated(line));
                }
            }
            _ => {}
        }
    }
}

/// Sets a field that is still empty to a value found in the text.
pub(super) fn set(field: &mut Option<Field>, value: Option<String>) {
    if field.is_none() {
        *field = value.map(|value| Field { value, origin: MetaOrigin::Text });
    }
}

/// Sets a day that is still unknown to one found in the text.
pub(super) fn set_date(meta: &mut Meta, value: Option<Date>) {
    if let Some(value) = value {
        offer_date(meta, DateField::day(value, MetaOrigin::Text));
    }
}

/// Sets the day of the last change, and that of publication where nothing else is known.
pub(super) fn set_updated(meta: &mut Meta, value: Option<Date>) {
    let Some(value) = value else { return };
    let field = DateField::day(value, MetaOrigin::Text);
    if meta.date.is_none() {
        meta.date = Some(field.clone());
    }
    meta.updated.get_or_insert(field);
}

/// Takes a day of publication, or keeps it as a rival of another that is known already.
pub(super) fn offer_date(meta: &mut Meta, field: DateField) {
    match &meta.date {
        None => meta.date = Some(field),
        Some(known) if known.value == field.value => {}
        Some(_) => {
            if !meta.rival_dates.iter().any(|rival| rival.value == field.value) {
                meta.rival_dates.push(field);
            }
        }
    }
}

/// Takes the day that the address tells: where nothing else does, or as a rival.
pub(super) fn offer_address(meta: &mut Meta) {
    let day = meta.url.as_ref().and_then(|url| day::in_address(&url.value));
    if let Some(day) = day {
        offer_date(meta, DateField::day(day, MetaOrigin::Address));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(line: &str) -> Option<(Option<String>, Option<String>, Option<String>)> {
        read(line).map(|header| (header.date.map(|date| date.to_string()), header.author, header.source))
    }

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn sentences_are_no_headers() {
        for line in [
            "The bridge was opened on a wet morning of 4 March 2019",
            "Deaths as of 12 March 2025: 41",
            "By Friday the number stood at 12",
            "Was it ready by 4 March 2019?",
        ] {
            assert_eq!(seen(line), None, "{line}");
        }
    }

    #[test]
    fn headers() {
        let date = some("2025-10-08");
        assert_eq!(seen("The Lantern, 8 October 2025"), Some((date.clone(), None, some("The Lantern"))));
        assert_eq!(
            seen("date 2025-10-08 By Ana Ruiz New Harbour Times"),
            Some((date.clone(), some("Ana Ruiz"), some("New Harbour Times")))
        );
        assert_eq!(seen("By Ana Ruiz | Wednesday 8 October 2025"), Some((date.clone(), some("Ana Ruiz"), None)));
        assert_eq!(seen("Published: October 8, 2025, 09:00"), Some((date.clone(), None, None)));
        assert_eq!(seen("HARBOUR RADIO - \"NOON\" - 8 OCTOBER 2025, 11:00"), Some((date, None, some("HARBOUR RADIO"))));
        assert_eq!(
            seen("By Ana Ruiz, Lantern on Sunday, 8 October 2025").and_then(|seen| seen.2),
            some("Lantern on Sunday")
        );
        assert_eq!(seen("Source: The Lantern"), Some((None, None, some("The Lantern"))));
        assert_eq!(appeared_in("This article originally appeared in The Lantern."), Some("The Lantern"));
        assert_eq!(read("Updated: October 8, 2025").map(|header| header.role), Some(Role::Change));
        assert_eq!(updated("Last updated 8 October 2025. Applies to 3."), Date::new(2025, 10, 8).ok());
    }

    #[test]
    fn days_that_differ_are_kept_as_rivals() {
        let day = |day| Date::new(2025, 10, day).expect("a day");
        let mut meta = Meta::default();
        [8, 8, 9, 9].into_iter().for_each(|at| set_date(&mut meta, Some(day(at))));
        meta.url = Some(Field { value: "https://a.example/2025/10/07/ferry".to_owned(), origin: MetaOrigin::Text });
        offer_address(&mut meta);
        assert_eq!(meta.date, Some(DateField::day(day(8), MetaOrigin::Text)));
        let rivals: Vec<(i8, MetaOrigin)> =
            meta.rival_dates.iter().map(|rival| (rival.value.day(), rival.origin)).collect();
        assert_eq!(rivals, [(9, MetaOrigin::Text), (7, MetaOrigin::Address)]);
    }
}
