//! What it takes to know whether two reports come from the same work: equal manifests, equal bytes. Every format for
//! programs that has room for it carries one.

use super::view::Counts;
use crate::config::Config;
use crate::model::{Article, Report, Skipped};
use serde::Serialize;

/// Number of the schema of JSON reports; raised when a field changes its meaning or goes away, not when one is added.
pub(super) const SCHEMA: u8 = 1;

#[derive(Serialize)]
pub(super) struct Manifest<'a> {
    pub(super) tool: &'static str,
    pub(super) version: &'static str,
    pub(super) schema: u8,
    /// Hash of the configuration with the command line's choices.
    pub(super) config: String,
    pub(super) inputs: Vec<Input<'a>>,
    pub(super) consulted: Vec<Consulted<'a>>,
    pub(super) counts: JsonCounts,
    pub(super) skipped: Vec<JsonSkipped<'a>>,
}

/// An article: the hash of its text, which for plain text and Markdown is the file, and that of all that was read of it:
/// layout, places, source and date.
#[derive(Serialize)]
pub(super) struct Input<'a> {
    pub(super) article: &'a str,
    pub(super) blake3: String,
    pub(super) read: String,
}

/// What had a say besides: the baseline, the day.
#[derive(Serialize)]
pub(super) struct Consulted<'a> {
    pub(super) what: &'a str,
    pub(super) value: &'a str,
}

/// What was left out or cut short, and why.
#[derive(Serialize)]
pub(super) struct JsonSkipped<'a> {
    pub(super) what: &'a str,
    pub(super) why: &'a str,
    pub(super) fatal: bool,
}

/// Findings are counted by severity while they are open, else by what settled them.
#[derive(Serialize)]
pub(super) struct JsonCounts {
    articles: usize,
    claims: usize,
    stories: usize,
    origins: usize,
    high: usize,
    medium: usize,
    low: usize,
    note: usize,
    known: usize,
    allowed: usize,
    dismissed: usize,
    absent: usize,
    near_misses: usize,
    skipped: usize,
}

impl<'a> Manifest<'a> {
    pub(super) fn of(report: &'a Report, config: &Config) -> Self {
        Self {
            tool: "crosscheck",
            version: env!("CARGO_PKG_VERSION"),
            schema: SCHEMA,
            config: config.hash(),
            inputs: report.articles.iter().map(Input::of).collect(),
            consulted: report
                .settlement
                .consulted
                .iter()
                .map(|consulted| Consulted { what: consulted.what, value: &consulted.value })
                .collect(),
            counts: JsonCounts::of(report),
            skipped: skipped(report),
        }
    }

    /// On one line.
    pub(super) fn line(&self) -> String {
        serde_json::to_string(self).expect("strings and numbers have a JSON form")
    }
}

/// The manifest of a run by itself, as JSON: for formats that have no room for one.
pub fn manifest(report: &Report, config: &Config) -> String {
    let json = serde_json::to_string_pretty(&Manifest::of(report, config));
    json.expect("strings and numbers have a JSON form") + "\n"
}

/// What was left out of a report.
pub(super) fn skipped(report: &Report) -> Vec<JsonSkipped<'_>> {
    let all = report.skipped.iter();
    all.map(|Skipped { what, why, fatal }| JsonSkipped { what, why, fatal: *fatal }).collect()
}

impl<'a> Input<'a> {
    fn of(article: &'a Article) -> Self {
        let hash = |bytes: &[u8]| blake3::hash(bytes).to_hex().to_string();
        let read = serde_json::to_vec(article).expect("strings, numbers and lists have a JSON form");
        Self { article: &article.id, blake3: hash(article.text.as_bytes()), read: hash(&read) }
    }
}

impl JsonCounts {
    fn of(report: &Report) -> Self {
        let counts = Counts::of(report);
        let [note, low, medium, high] = counts.findings;
        let Counts {
            articles, claims, stories, origins, known, allowed, dismissed, absent, near_misses, skipped, ..
        } = counts;
        Self {
            articles,
            claims,
            stories,
            origins,
            high,
            medium,
            low,
            note,
            known,
            allowed,
            dismissed,
            absent,
            near_misses,
            skipped,
        }
    }
}
