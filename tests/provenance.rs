//! Where each value of an article's metadata came from, which dates count as none, and where a claim stands: one case a
//! source, one a format.

#![allow(missing_docs)]
#![cfg(feature = "formats")]

use crosscheck::model::{DateField, Field, Meta, MetaOrigin};
use crosscheck::{Article, read};

const WORDS: &str =
    "Nine people died when the bridge at Wendover fell on Monday, and two days later the county said so.";

fn articles(format: &str, text: &str) -> Vec<Article> {
    read::article(&format!("a.{format}"), format, text.as_bytes()).expect("it can be read")
}

fn page(head: &str, body: &str) -> String {
    format!(
        "<html><head>{head}</head><body><article><h1>Bridge falls</h1>{body}<p>{WORDS}</p><p>{WORDS}</p></article></body></html>"
    )
}

fn feed(channel: &str, item: &str) -> String {
    format!(
        "<rss version=\"2.0\"><channel>{channel}<item>{item}<description>{WORDS}</description></item></channel></rss>"
    )
}

/// Source, author, date and title with the place of each.
fn told(meta: &Meta) -> Vec<(&'static str, String, &'static str)> {
    let field = |name, field: &Option<Field>| field.as_ref().map(|f| (name, f.value.clone(), f.origin.id()));
    let date = |name, field: &Option<DateField>| field.as_ref().map(|f| (name, f.value.to_string(), f.origin.id()));
    let all = [
        field("title", &meta.title),
        field("source", &meta.source),
        field("author", &meta.author),
        date("date", &meta.date),
        date("updated", &meta.updated),
        field("url", &meta.url),
        field("language", &meta.language),
    ];
    all.into_iter().flatten().collect()
}

fn assert_told(format: &str, text: &str, expected: &[(&str, &str, &str)]) {
    let read = articles(format, text);
    let told = told(&read[0].meta);
    for (name, value, origin) in expected {
        let found = told.iter().find(|(other, ..)| other == name);
        let found = found.map(|(_, value, origin)| (value.as_str(), *origin));
        assert_eq!(found, Some((*value, *origin)), "{name} of {text}");
    }
}

#[test]
fn every_value_says_where_it_came_from() {
    let front = MetaOrigin::FrontMatter.id();
    assert_told(
        "md",
        &format!(
            "---\ntitle: Bridge falls\nsource: The Lantern\nauthor: Ana Ruiz\ndate: 2025-05-05\nupdated: 2025-05-06\nurl: https://a.example/b\nlang: en\n---\n\n{WORDS}\n"
        ),
        &[
            ("title", "Bridge falls", front),
            ("source", "The Lantern", front),
            ("author", "Ana Ruiz", front),
            ("date", "2025-05-05", front),
            ("updated", "2025-05-06", front),
            ("url", "https://a.example/b", front),
            ("language", "en", front),
        ],
    );
    let linked = r#"{"@type":"NewsArticle","headline":"Bridge falls","author":{"@type":"Person","name":"Ana Ruiz"},"publisher":{"@type":"Organization","name":"The Lantern"},"datePublished":"2025-05-05T10:00:00+02:00","dateModified":"2025-05-06","inLanguage":"en"}"#;
    let ld = MetaOrigin::JsonLd.id();
    let expected = [
        ("title", "Bridge falls", ld),
        ("source", "The Lantern", ld),
        ("author", "Ana Ruiz", ld),
        ("date", "2025-05-05", ld),
        ("updated", "2025-05-06", ld),
    ];
    for data in [linked.to_owned(), format!("{{\"@graph\":[{{\"@type\":\"WebSite\",\"name\":\"x\"}},{linked}]}}")] {
        let head = format!("<script type=\"application/ld+json\">{data}</script>");
        assert_told("html", &page(&head, ""), &expected);
    }
    let element = MetaOrigin::MetaElement.id();
    let graph = "<meta property=\"og:title\" content=\"Bridge falls\"><meta property=\"og:site_name\" content=\"The Lantern\">\
        <meta property=\"article:published_time\" content=\"2025-05-05T10:00:00Z\"><meta property=\"article:modified_time\" \
        content=\"2025-05-06T10:00:00Z\"><meta property=\"og:url\" content=\"https://a.example/b\"><meta name=\"author\" content=\"Ana Ruiz\">";
    let expected = [
        ("source", "The Lantern", element),
        ("author", "Ana Ruiz", element),
        ("date", "2025-05-05", element),
        ("updated", "2025-05-06", element),
        ("url", "https://a.example/b", element),
    ];
    assert_told("html", &page(graph, ""), &expected);
    assert_told("html", &page("<meta name=\"date\" content=\"2025-05-05\">", ""), &[("date", "2025-05-05", element)]);
    let item = "<title>Bridge falls</title><author>Ana Ruiz</author><pubDate>Mon, 05 May 2025 10:00:00 GMT</pubDate><link>https://a.example/b</link>";
    assert_told(
        "feed",
        &feed("<title>The Lantern</title><language>en</language>", item),
        &[
            ("title", "Bridge falls", "item"),
            ("author", "Ana Ruiz", "item"),
            ("date", "2025-05-05", "item"),
            ("url", "https://a.example/b", "item"),
            ("source", "The Lantern", "feed"),
            ("language", "en", "feed"),
        ],
    );
    assert_told(
        "jsonl",
        &format!(
            "{{\"title\":\"Bridge falls\",\"outlet\":\"The Lantern\",\"published\":\"2025-05-05\",\"text\":\"{WORDS}\"}}"
        ),
        &[("title", "Bridge falls", "record"), ("source", "The Lantern", "record"), ("date", "2025-05-05", "record")],
    );
    assert_told(
        "txt",
        &format!("Bridge falls\n\nBy Ana Ruiz | The Lantern | 5 May 2025\n\nWENDOVER (Lantern) - {WORDS}\n\n{WORDS}\n"),
        &[("title", "Bridge falls", "text"), ("author", "Ana Ruiz", "text"), ("date", "2025-05-05", "text")],
    );
    let dateline = articles("txt", &format!("WENDOVER, May 5, 2025 (Reuters) - {WORDS}\n\n{WORDS}\n")).remove(0).meta;
    assert_eq!(dateline.dateline.map(|field| field.origin.id()), Some("text"));
    assert_eq!(
        dateline.date.map(|date| (date.value.to_string(), date.origin.id())),
        Some(("2025-05-05".to_owned(), "text"))
    );
    let address = format!("---\nurl: https://a.example/2025/05/05/bridge\n---\n\n{WORDS}\n");
    assert_told("md", &address, &[("date", "2025-05-05", "address")]);
}

#[test]
fn implausible_days_count_as_none() {
    for day in ["0001-01-01", "2987-05-05", "1812-05-05", "2025-13-40", "0000-00-00"] {
        for (format, text) in [
            ("md", format!("---\ndate: {day}\n---\n\n{WORDS}\n")),
            (
                "html",
                page(
                    &format!(
                        "<script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"headline\":\"Bridge\",\"datePublished\":\"{day}T00:00:00Z\"}}</script>"
                    ),
                    "",
                ),
            ),
            ("html", page(&format!("<meta property=\"article:published_time\" content=\"{day}T00:00:00Z\">"), "")),
            ("feed", feed("<title>L</title>", &format!("<title>B</title><pubDate>{day}</pubDate>"))),
            ("jsonl", format!("{{\"date\":\"{day}\",\"text\":\"{WORDS}\"}}")),
            ("csv", format!("date,text\n{day},\"{WORDS}\"\n")),
            ("md", format!("---\nurl: https://a.example/{}/bridge\n---\n\n{WORDS}\n", day.replace('-', "/"))),
        ] {
            assert_eq!(articles(format, &text)[0].meta.date, None, "{format} {day}");
        }
    }
    // The next best counts, and is no rival of a slip.
    let slip = format!("---\ndate: 0001-01-01\nurl: https://a.example/2025/05/05/bridge\n---\n\n{WORDS}\n");
    let meta = articles("md", &slip).remove(0).meta;
    assert_eq!(meta.date.map(|date| date.origin.id()), Some("address"));
    assert!(meta.rival_dates.is_empty());
}

#[test]
fn a_claim_stands_where_a_person_finds_it() {
    for (format, text, expected) in [
        ("txt", format!("Bridge falls\n\nThe county said so. {WORDS}\n"), "3:21"),
        ("md", format!("---\ntitle: x\n---\n\n# Bridge falls\n\nThe *county* said so. {WORDS}\n"), "7:23"),
        (
            "html",
            format!(
                "<html><body><h1>Bridge falls</h1>\n<p>The <b>county</b> said so early.</p>\n <p>{WORDS}</p></body></html>"
            ),
            "3:5",
        ),
        (
            "jsonl",
            format!("{{\"text\":\"Cars are banned there.\"}}\n\n{{\"story\":1,\"text\":\"{WORDS}\"}}\n"),
            "record 2, line 3, field text",
        ),
        (
            "json",
            format!("[\n{{\"body\":\"Cars are banned there.\"}},\n{{\"body\":\"{WORDS}\"}}\n]"),
            "record 2, line 3, field body",
        ),
        ("csv", format!("id,text\n1,\"Cars are\nbanned there.\"\n2,\"{WORDS}\"\n"), "record 2, line 4, field text"),
        (
            "feed",
            format!(
                "<rss version=\"2.0\"><channel><title>L</title>\n<item><title>A</title><description>Cars.</description></item>\n<item><title>B</title>\n<description>{WORDS}</description></item></channel></rss>"
            ),
            "record 2, line 3, field description",
        ),
    ] {
        let read = articles(format, &text);
        let article = read.last().expect("an article");
        let at = u32::try_from(article.text.find("Nine people").expect("its words")).expect("small");
        let place = article.place(at);
        let told = article.place_in_words(at).unwrap_or_else(|| format!("{}:{}", place.line, place.column));
        assert_eq!(told, expected, "{format}");
    }
}
