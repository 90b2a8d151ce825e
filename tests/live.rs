//! Live pages against other papers of the same day: a count that rises with the hours is no disagreement, one that falls is.

#![allow(missing_docs)]

use crosscheck::{Article, Config, check, read};
use std::fmt::Write as _;

/// A live page, latest entry first.
fn live(source: &str, entries: &[(&str, &str)]) -> String {
    let mut out = format!(
        "<!doctype html><html lang=\"en\"><head><title>Port Ellery landslide live | {source}</title>\
         <meta property=\"og:site_name\" content=\"{source}\"><script type=\"application/ld+json\">{{\"@type\": \
         \"LiveBlogPosting\", \"headline\": \"Port Ellery landslide live\", \"datePublished\": \"2031-03-14T07:00:00Z\", \
         \"dateModified\": \"2031-03-14T15:00:00Z\"}}</script></head><body><header><nav><a href=\"/\">Home</a> \
         <a href=\"/sport\">Sport</a></nav></header><main><h1>Port Ellery landslide live</h1>"
    );
    for (time, words) in entries {
        write!(
            out,
            "<article class=\"block\"><p><time datetime=\"2031-03-14T{time}:00Z\">{time}</time></p>\
             <p>{words}</p></article>"
        )
        .expect("a string");
    }
    out + "</main><footer>© 2031 News</footer></body></html>"
}

/// An article of one time; `published` is a day with or without one.
fn story(source: &str, published: &str, words: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><title>Landslide at Port Ellery | {source}</title>\
         <meta property=\"og:site_name\" content=\"{source}\"><meta property=\"article:published_time\" \
         content=\"{published}\"></head><body><main><article><h1>Landslide at Port Ellery</h1><p>{words}</p><p>The road \
         between Port Ellery and Brandvik has been closed since the hillside gave way, and the county has opened the \
         school for those who cannot go home.</p></article></main></body></html>"
    )
}

fn dead(count: &str) -> String {
    format!("{count} people have died in the landslide at Port Ellery, the police say.")
}

fn corrow() -> String {
    live(
        "The Corrow Standard",
        &[
            ("11:00", &format!("{} Rescuers are digging with their hands in the lower street.", dead("Seven"))),
            ("10:20", "The school of Port Ellery has been opened for people who cannot return to their houses."),
            ("09:00", &format!("{} Two houses at the foot of the hill were buried.", dead("Three"))),
        ],
    )
}

fn found(pages: &[String]) -> Vec<String> {
    let articles: Vec<Article> = pages
        .iter()
        .enumerate()
        .flat_map(|(at, page)| read::article(&format!("{at}.html"), "html", page.as_bytes()).expect("a page"))
        .collect();
    assert_eq!(articles[0].meta.entries.len(), 3, "the first is a live page");
    let report = check(articles, &Config::default());
    let told = report.findings.iter().map(|finding| {
        let values: Vec<&str> = finding.values.iter().map(|value| value.value.as_str()).collect();
        format!("{}: {}", finding.kind, values.join(" | "))
    });
    told.collect()
}

#[test]
fn a_count_that_rises_with_the_hours_is_no_disagreement() {
    assert_eq!(found(&[corrow()]), [""; 0], "a live page against itself");
    for (time, count) in [
        ("2031-03-14T10:00:00Z", "Five"),
        ("2031-03-14T10:00:00Z", "Three"),
        ("2031-03-14T12:10:00Z", "Nine"),
        ("2031-03-14T08:10:00Z", "Two"),
        ("2031-03-15T08:00:00Z", "Nine"),
        // Without an hour it may be of the morning or of the evening.
        ("2031-03-14", "Five"),
        ("2031-03-14", "Nine"),
    ] {
        assert_eq!(found(&[corrow(), story("Brandvik Post", time, &dead(count))]), [""; 0], "{time} {count}");
    }
    let other = live(
        "Isle Live",
        &[
            ("12:30", &dead("Nine")),
            ("11:10", "The road to Brandvik has been closed since the morning, and buses go by way of the coast."),
            ("10:05", &dead("Five")),
        ],
    );
    assert_eq!(found(&[corrow(), other]), [""; 0], "two live pages");
}

#[test]
fn a_count_that_falls_with_the_hours_is_one() {
    for (time, count) in
        [("2031-03-14T12:10:00Z", "Three"), ("2031-03-14T09:30:00Z", "Nine"), ("2031-03-15T08:00:00Z", "Four")]
    {
        let told = found(&[corrow(), story("Brandvik Post", time, &dead(count))]);
        assert_eq!(told.len(), 1, "{time} {count}: {told:?}");
        assert!(told[0].starts_with("quantity") && told[0].contains(&format!("{count} people")), "{told:?}");
    }
    let other = live(
        "Isle Live",
        &[
            ("12:30", &dead("Three")),
            ("11:10", "The road to Brandvik has been closed since the morning, and buses go by way of the coast."),
            ("08:40", "A hillside has come down on Port Ellery, and the county has called for help from Brandvik."),
        ],
    );
    let told = found(&[corrow(), other]);
    assert_eq!(told.len(), 1, "two live pages: {told:?}");
}
