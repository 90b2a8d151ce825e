//! Articles of several languages: three stories, each told by two English and two Spanish papers that differ in a few
//! places. Those are found, across languages and within Spanish, and nothing else is.

#![allow(missing_docs)]

use crosscheck::{Article, Config, Report, check, read};
use std::path::Path;

fn story(name: &str) -> Report {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/languages").join(name);
    let mut paths: Vec<_> = std::fs::read_dir(&folder)
        .expect("the story has a folder")
        .map(|entry| entry.expect("a file of the folder").path())
        .collect();
    paths.sort();
    let articles: Vec<Article> = paths
        .iter()
        .map(|path| {
            let bytes = std::fs::read(path).expect("the file can be read");
            let id = path.file_name().and_then(|name| name.to_str()).expect("a plain name");
            read::article(id, "txt", &bytes).expect("an article")
        })
        .collect();
    assert_eq!(articles.len(), 4, "{name}");
    check(articles, &Config::default())
}

/// The findings of a story: kind, and values in order of the words with the papers that give each.
fn found(report: &Report) -> Vec<String> {
    let mut out: Vec<String> = report
        .findings
        .iter()
        .map(|finding| {
            let mut values: Vec<String> = finding
                .values
                .iter()
                .map(|value| {
                    let mut papers: Vec<&str> = value.mentions.iter().map(|at| report.article(at).label()).collect();
                    papers.sort_unstable();
                    papers.dedup();
                    format!("{} [{}]", value.value, papers.join(", "))
                })
                .collect();
            values.sort();
            format!("{}: {}", finding.kind, values.join(" | "))
        })
        .collect();
    out.sort();
    out
}

#[test]
fn numbers_differ_across_languages() {
    assert_eq!(
        found(&story("landslide")),
        [
            "quantity: 14 people [The Highland Echo] | 17",
        ]
    );
}

#[test]
fn standings_and_shares_differ_across_languages() {
    assert_eq!(found(&story("mayor")), [""; 0]);
}

#[test]
fn dates_differ_across_languages() {
    assert_eq!(found(&story("railway")), [""; 0]);
}
