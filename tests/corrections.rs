//! The table of `tests/corrections.md`, row by row, in every format that has paragraphs.

use crosscheck::extract::claims;
use crosscheck::lexicon::english;
use crosscheck::model::{Assertion, Dimension, Facet};
use crosscheck::read::article;
use std::fmt::Write as _;

/// The numbers that an article claims.
fn claimed(format: &str, text: &str) -> Vec<String> {
    let article = article("a", format, text.as_bytes()).expect("it can be read").remove(0);
    let mut out = Vec::new();
    for claim in claims(0, &article, &english()) {
        for (facet, mood) in claim.facets.iter().zip(&claim.moods) {
            let Facet::Quantity(quantity) = facet else { continue };
            // "Version 2" counts nothing.
            if *mood == Assertion::Stated && quantity.dimension != Dimension::Label {
                let end = quantity.counted.span.map_or(quantity.span.end, |head| head.end.max(quantity.span.end));
                out.push(article.words()[quantity.span.start as usize..end as usize].to_owned());
            }
        }
    }
    out
}

#[test]
fn what_is_taken_back_is_not_claimed() {
    let ledger = include_str!("corrections.md");
    let rows = ledger.lines().enumerate().filter(|(_, line)| line.starts_with('|')).skip(2);
    let mut failures = String::new();
    let mut count = 0;
    for (at, line) in rows {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [text, expected] = cells[..] else { panic!("corrections.md:{}: not two cells", at + 1) };
        let expected: Vec<&str> = expected.split(", ").filter(|number| !number.is_empty()).collect();
        let paragraphs: Vec<&str> = text.split(" // ").collect();
        let page: String = paragraphs.iter().map(|paragraph| format!("<p>{paragraph}</p>\n")).collect();
        for (format, text) in [("txt", paragraphs.join("\n\n")), ("md", paragraphs.join("\n\n")), ("html", page)] {
            let found = claimed(format, &text);
            if found != expected {
                let _ = writeln!(failures, "corrections.md:{}, {format}: {found:?}\n    {line}", at + 1);
            }
        }
        count += 1;
    }
    assert!(failures.is_empty(), "\n{failures}");
    assert_eq!(count, 30, "rows");
}
