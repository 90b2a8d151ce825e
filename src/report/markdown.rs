//! Markdown, for issues, pull requests and wikis (CommonMark with GitHub's tables).

use super::html::is_web;
use super::view::{self, Counts, Shown, decimal, plural};
use super::{Context, Detail, NearMisses, excerpt, percent, visible};
use crate::model::{Finding, Mention, Places, Report, Severity};
use std::fmt::Write as _;
use std::io;

pub(super) fn write(report: &Report, context: &Context<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut page = format!("# Where the sources disagree\n\n{}.\n", Counts::of(report).summary());
    overview(report, &mut page);
    for story in view::stories(report) {
        line(&mut page, format_args!("\n## {} ({})", escaped(story.title), plural(story.articles, "article")));
        for finding in story.findings {
            one(report, context, finding, &mut page);
        }
    }
    if context.near_misses == NearMisses::Shown {
        near_misses(report, &mut page);
    }
    if context.detail == Detail::Full {
        settled(report, &mut page);
    }
    languages(report, &mut page);
    out.write_all(page.as_bytes())
}

/// Appends a line. Writing to a string does not fail.
fn line(page: &mut String, words: std::fmt::Arguments<'_>) {
    page.write_fmt(words).expect("writing to a string does not fail");
    page.push('\n');
}

/// The articles that are copies, and those that are not checked in full.
fn languages(report: &Report, page: &mut String) {
    let lines = view::languages(report);
    if lines.is_empty() {
        return;
    }
    let count = plural(lines.len(), "article");
    line(page, format_args!("\n<details><summary>{count} not checked in full, or a copy of another</summary>\n"));
    for (article, words) in lines {
        line(page, format_args!("- {}: {}", escaped(&article.id), escaped(&words)));
    }
    line(page, format_args!("\n</details>"));
}

/// How many of each kind and severity.
fn overview(report: &Report, page: &mut String) {
    let mut kinds: Vec<&str> = view::open(report).map(|finding| finding.kind).collect();
    if kinds.is_empty() {
        return;
    }
    kinds.sort_unstable();
    kinds.dedup();
    line(page, format_args!("\n| kind | high | medium | low | note |\n|---|--:|--:|--:|--:|"));
    for kind in kinds {
        let of = |level: Severity| view::open(report).filter(|f| f.kind == kind && f.severity == level).count();
        let [note, low, medium, high] = Severity::ALL.map(of);
        line(page, format_args!("| {kind} | {high} | {medium} | {low} | {note} |"));
    }
}

fn one(report: &Report, context: &Context<'_>, finding: &Finding, page: &mut String) {
    let message = escaped(&finding.message);
    line(page, format_args!("\n### {} {}: {message}", finding.severity.id(), finding.kind));
    for value in &finding.values {
        let copies = view::copies(report, value).map(|copies| format!(" ({copies})")).unwrap_or_default();
        line(page, format_args!("\n**{}**{copies}", escaped(&value.value)));
        let shown = context.detail.mentions().max(1);
        for item in value.mentions.iter().take(shown) {
            mention(report, item, page);
        }
        if let Some(more) = value.mentions.get(shown..).filter(|more| !more.is_empty()) {
            line(page, format_args!("\n<details><summary>and {} more</summary>", more.len()));
            more.iter().for_each(|item| mention(report, item, page));
            line(page, format_args!("\n</details>"));
        }
    }
    let within = if finding.within_article { ", within one article" } else { "" };
    let confidence = decimal(finding.confidence);
    line(page, format_args!("\n<details><summary>confidence {confidence}{within}</summary>\n"));
    line(page, format_args!("- Why comparable: {}", escaped(&finding.because)));
    if !finding.score.is_empty() {
        let parts: Vec<String> =
            finding.score.iter().map(|part| format!("{} {}", part.name, decimal(part.value))).collect();
        line(page, format_args!("- Alignment: {}", escaped(&parts.join(", "))));
    }
    line(page, format_args!("- For `[[allow]]`: `{}`\n\n</details>", view::id_list(report, finding)));
}

/// The source, linked to its address on the web where it gives one.
fn source(shown: &Shown<'_>) -> String {
    let words = escaped(&shown.source());
    match shown.article.meta.url.as_ref().filter(|url| is_web(&url.value)) {
        Some(url) => format!("[{words}]({})", encoded(&url.value)),
        None => words,
    }
}

/// The place, linked to the line of the file: from the folder in which the check was run, as repositories show it.
fn place(shown: &Shown<'_>) -> String {
    let words = escaped(&shown.location());
    let file = matches!(shown.article.places, Places::File { .. } | Places::Runs(_));
    if !file || shown.article.id.starts_with('/') || shown.article.id.contains(':') {
        return words;
    }
    format!("[{words}]({}#L{})", encoded(&shown.article.id.replace('%', "%25")), shown.place.line)
}

/// An address as the target of a link: what RFC 3986 does not allow there, and brackets, as percent signs.
fn encoded(address: &str) -> String {
    percent::encoded(address, b":?#&=%+,;@")
}

/// Source and place, then the sentence as a quotation with the deciding words in bold.
fn mention(report: &Report, mention: &Mention, page: &mut String) {
    let shown = Shown::of(report, mention);
    let speaker = shown.speaker.map(|speaker| format!(", quoting {}", escaped(speaker))).unwrap_or_default();
    let [before, quote, after] = shown.parts;
    let (before, after) = if quote.is_empty() {
        (before.to_owned(), after.to_owned())
    } else {
        (excerpt::before(before), excerpt::after(after))
    };
    let lead = if before.ends_with(char::is_whitespace) { " " } else { "" };
    let trail = if after.starts_with(char::is_whitespace) { " " } else { "" };
    let bold = if quote.is_empty() { String::new() } else { format!("<b>{}</b>", escaped(quote)) };
    line(page, format_args!("\n{}{speaker} ({})\n", source(&shown), place(&shown)));
    line(page, format_args!("> {}{lead}{bold}{trail}{}", escaped(&before), escaped(&after)));
}

/// A line for each finding that fails nothing, and for each that is gone.
fn settled(report: &Report, page: &mut String) {
    let mut lines: Vec<String> = Vec::new();
    for (finding, by) in view::settled(report) {
        lines.push(format!("- {}: {} ({})", finding.kind, escaped(&finding.message), escaped(&by)));
    }
    for absent in &report.settlement.absent {
        lines.push(format!("- {}: {} (gone)", escaped(&absent.kind), escaped(&absent.message)));
    }
    if !lines.is_empty() {
        line(page, format_args!("\n## Settled\n\n{}", lines.join("\n")));
    }
}

fn near_misses(report: &Report, page: &mut String) {
    if report.near_misses.is_empty() {
        return;
    }
    let count = plural(report.near_misses.len(), "near miss");
    line(page, format_args!("\n## Near misses: alike, and not compared\n\n<details><summary>{count}</summary>"));
    for miss in &report.near_misses {
        line(page, format_args!("\n### {} ({}): {}", miss.kind, miss.gate.id(), miss.gate.meaning()));
        miss.sides.iter().for_each(|side| mention(report, side, page));
    }
    line(page, format_args!("\n</details>"));
}

/// Text of an article as Markdown that shows it letter by letter: no markup, no HTML, no links, nobody notified.
pub(crate) fn escaped(text: &str) -> String {
    let text = visible(text);
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // GitHub notifies whom a word with this sign names, and links bare addresses.
            '@' => out.push_str("&#64;"),
            ':' if text[at..].starts_with("://") => out.push_str("&#58;"),
            '.' if text[..at].ends_with("www") => out.push_str("&#46;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '$' | '!' => out.extend(['\\', c]),
            // Only at the beginning: lists, rules and headings.
            '-' | '+' | '=' if at == 0 => out.extend(['\\', c]),
            '.' | ')' if at > 0 && text[..at].bytes().all(|b| b.is_ascii_digit()) => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{encoded, escaped};

    #[test]
    fn no_address_ends_its_link() {
        assert_eq!(encoded("https://a.example/x) [y](z"), "https://a.example/x%29%20%5By%5D%28z");
        assert_eq!(encoded("news/böse artikel.md"), "news/b%C3%B6se%20artikel.md");
    }

    #[test]
    fn text_stays_text() {
        assert_eq!(escaped("<img src=x> & *bold* [a](b)"), "&lt;img src=x&gt; &amp; \\*bold\\* \\[a\\](b)");
        assert_eq!(escaped("- 5 % at 1. May"), "\\- 5 % at 1. May");
        assert_eq!(escaped("1. May"), "1\\. May");
        assert_eq!(escaped("@post at https://a.example | x"), "&#64;post at https&#58;//a.example \\| x");
    }
}
