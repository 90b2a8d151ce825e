//! The entries of a live page, each with its own time.

use super::day;
use crate::model::{Block, BlockKind, Entry};
use jiff::civil::Date;

/// Fewest entries by which a page is known as a live one; where it says so itself, two are enough.
const ENTRIES: usize = 3;

/// A time that is printed on a page, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    /// Offset in the text of what it stands above or before.
    pub at: usize,
    /// The day, where it is printed too.
    pub day: Option<Date>,
    /// Minutes after midnight.
    pub minute: u16,
}

/// What makes a page a live one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// It says so in its data.
    Told,
    /// Nothing but the times that it prints.
    Stamps,
}

/// The entries that begin at the stamps, where there are several, in order of time one way or the other, with words below
/// each.
pub(super) fn entries(text: &str, blocks: &[Block], stamps: &[Stamp], sign: Sign) -> Vec<Entry> {
    let claims = |from: usize, to: usize| {
        let inside = |block: &&Block| block.kind.makes_claims() && (from..to).contains(&(block.span.start as usize));
        blocks.iter().filter(inside).any(|block| !matches!(block.kind, BlockKind::Title | BlockKind::Heading(_)))
    };
    let mut starts: Vec<Stamp> = Vec::new();
    for (at, stamp) in stamps.iter().enumerate() {
        let next = stamps.get(at + 1).map_or(text.len(), |next| next.at);
        if claims(stamp.at, next) {
            starts.push(*stamp);
        }
    }
    let time = |stamp: &Stamp| (stamp.day, stamp.minute);
    let ordered = starts.is_sorted_by_key(time) || starts.iter().rev().is_sorted_by_key(&time);
    let mut times: Vec<_> = starts.iter().map(time).collect();
    times.sort_unstable();
    times.dedup();
    let fewest = if sign == Sign::Told { 2 } else { ENTRIES };
    if !ordered || times.len() < fewest {
        return Vec::new();
    }
    let start = |stamp: &Stamp| {
        // A time below the heading of its entry.
        let above = blocks.iter().take_while(|block| block.span.end as usize <= stamp.at).last();
        let heading = above.filter(|block| matches!(block.kind, BlockKind::Heading(_)));
        u32::try_from(heading.map_or(stamp.at, |heading| heading.span.start as usize)).unwrap_or(u32::MAX)
    };
    starts.iter().map(|stamp| Entry { start: start(stamp), day: stamp.day, minute: stamp.minute }).collect()
}

/// The times that stand alone in a block or begin one: "14:05", "14.05 GMT", "[14:05] The ferry ...", "2:31 p.m.".
pub(super) fn printed(text: &str, blocks: &[Block]) -> Vec<Stamp> {
    let stamp = |block: &Block| {
        let (minute, rest) = leading_time(block.span.of(text))?;
        let alone = rest.is_empty();
        Some(Stamp { at: block.span.start as usize, day: None, minute }).filter(|_| alone || block.kind.makes_claims())
    };
    blocks.iter().filter_map(stamp).collect()
}

/// The time of a metadata value: "2025-08-08T10:00:00Z", as it is printed there.
pub(super) fn parse(value: &str) -> Option<(Date, u16)> {
    let (_, time) = value.split_once(['T', ' '])?;
    let (hour, rest) = time.split_at_checked(2)?;
    Some((day::parse(value)?, clock(hour, rest.strip_prefix(':')?.get(..2)?)?))
}

/// Names of time zones, and halves of the day, in lower case.
const ZONES: &[&str] = &["gmt", "bst", "utc", "cet", "cest", "et", "est", "edt", "pt", "pst", "pdt", "ct", "ist"];

/// The time with which a line begins, in minutes after midnight, and what follows it.
fn leading_time(line: &str) -> Option<(u16, &str)> {
    let line = line.strip_prefix('[').unwrap_or(line);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mark = line.as_bytes().get(digits).copied().filter(|mark| matches!(mark, b':' | b'.' | b'h'))?;
    if !(1..=2).contains(&digits) {
        return None;
    }
    let (minutes, mut rest) = line[digits + 1..].split_at_checked(2)?;
    let mut minute = clock(&line[..digits], minutes)?;
    let mut half = false;
    rest = rest.trim_start_matches(']');
    loop {
        let next = rest.trim_start();
        let end = next.find(|c: char| !c.is_alphanumeric() && c != '.').unwrap_or(next.len());
        let word = next[..end].to_lowercase().replace('.', "");
        if !half && matches!(word.as_str(), "am" | "pm") {
            half = true;
            minute = minute % 720 + if word == "pm" { 720 } else { 0 };
        } else if !ZONES.contains(&word.as_str()) {
            break;
        }
        rest = &next[end..];
    }
    let parted = rest.is_empty() || rest.starts_with([' ', '\t', ':', '\u{a0}', '\n', '\r']);
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—' | '|'));
    // "14.05 metres" is no time; a point makes one only where it stands alone.
    (parted && (mark == b':' || rest.is_empty())).then_some((minute, rest))
}

fn clock(hour: &str, minute: &str) -> Option<u16> {
    let number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<u16>().ok())?;
    let (hour, minute) = (number(hour)?, number(minute)?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::article;

    fn times(format: &str, text: &str) -> Vec<String> {
        let article = article("a", format, text.as_bytes()).expect("read").remove(0);
        article.meta.entries.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn lines_without_a_time() {
        for line in ["14.05 metres of rope", "24:10 Nobody", "3 dead", "12:5", "1050 people", "2:1 in the final"] {
            assert_eq!(leading_time(line), None, "{line}");
        }
    }

    #[test]
    fn lines_with_a_time() {
        for (line, expected) in [
            ("14:05", (845, "")),
            ("14.05 GMT", (845, "")),
            ("2:31 p.m. ET", (871, "")),
            ("[09:10] The ferry sank.", (550, "The ferry sank.")),
            ("12:10 am – All are safe.", (10, "All are safe.")),
        ] {
            assert_eq!(leading_time(line), Some(expected), "{line}");
        }
        assert_eq!(parse("2024-01-22T14:31:00.000Z").map(|(_, minute)| minute), Some(871));
    }

    #[test]
    fn two_times_or_times_out_of_order_make_no_live_page() {
        let line = |time: &str| format!("{time} The brigade says that one more boat has gone out to the ferry.\n\n");
        assert_eq!(times("txt", &[line("09:10"), line("09:40")].concat()), [""; 0]);
        assert_eq!(times("txt", &[line("09:10"), line("11:00"), line("09:40")].concat()), [""; 0]);
        assert_eq!(times("txt", &[line("11:10"), line("10:00"), line("09:40")].concat()), ["11:10", "10:00", "09:40"]);
    }

    #[test]
    fn entries_of_pages() {
        let entry = |time: &str, words: &str| {
            format!(
                "<div><time datetime='{time}'>{}</time><h2>{words}</h2><p>It is said that {words}.</p></div>",
                &time[11..16]
            )
        };
        let page = format!(
            "<h1>Ferry sinks</h1>{}{}{}",
            entry("2025-05-03T14:31:00Z", "forty were saved"),
            entry("2025-05-03T12:05:00Z", "thirty were saved"),
            entry("2025-05-02T23:58:00Z", "a ferry is missing"),
        );
        assert_eq!(times("html", &page), ["2025-05-03 14:31", "2025-05-03 12:05", "2025-05-02 23:58"]);
        let told = r#"<script type="application/ld+json">{"@type":"LiveBlogPosting","liveBlogUpdate":[
            {"headline":"Forty saved","datePublished":"2025-05-03T14:31:00Z"},
            {"datePublished":"2025-05-03T12:05:00Z","articleBody":"Thirty people have been saved so far."}]}</script>
            <h1>Ferry sinks</h1><h2>Forty saved</h2><p>Forty people have been saved.</p><p>Thirty people have been saved so far.</p>"#;
        assert_eq!(times("html", told), ["2025-05-03 14:31", "2025-05-03 12:05"]);
    }
}
