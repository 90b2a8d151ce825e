//! Findings as they are held against one another across runs: all that is said, and nothing that counts the company.

use crosscheck::model::{Article, Finding, Mention, Register, Report};
use crosscheck::read;
use std::collections::BTreeSet;
use std::path::Path;

/// Articles whose disputes hang together in chains.
pub(crate) fn chain() -> Vec<Article> {
    let texts = [
        "At least 12 people died when the ferry Aurora sank off Larkspur Point on Monday, the coast guard said.",
        "Nine people died when the ferry Aurora sank off Larkspur Point on Monday. The port of Wendover is closed.",
        "Fourteen people died when the ferry Aurora sank off Larkspur Point on Monday, said the coast guard.",
        "The ferry Aurora sank off Larkspur Point on Tuesday, and nine people died.",
        "President Ana Brennick visited Larkspur Point. The ferry Aurora was insured, its owner said.",
        "Former President Ana Brennick visited Larkspur Point. The ferry Aurora was not insured, its owner said.",
        "In an Ostmark poll 60 percent of islanders support a bridge to Larkspur Point; the ferry Aurora sank on Monday.",
        "Some 31 percent of islanders support a bridge to Larkspur Point by 2030, a poll for the port of Wendover found.",
    ];
    texts.iter().zip('a'..).map(|(text, id)| read::plain_text(&id.to_string(), text)).collect()
}

/// The articles of a folder of the project.
pub(crate) fn folder(name: &str) -> Vec<Article> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    read::load(&[folder], &read::Options::default()).expect("it can be read").articles
}

/// Pages of a manual, read as such.
pub(crate) fn manual() -> Vec<Article> {
    let mut pages = folder("docs/ci/manual");
    pages.iter_mut().for_each(|page| page.meta.register = Some(Register::Docs));
    pages
}

/// Everything that a report says of each of its findings but the number of its story.
pub(crate) fn findings(report: &Report) -> BTreeSet<String> {
    report.findings.iter().map(|finding| told(report, finding)).collect()
}

/// The same of the findings in which one of these articles has a part.
pub(crate) fn of(report: &Report, ids: &[&str]) -> BTreeSet<String> {
    let mentions = |finding: &&Finding| {
        let mut mentions = finding.values.iter().flat_map(|value| &value.mentions);
        mentions.any(|mention| ids.contains(&report.article(mention).id.as_str()))
    };
    report.findings.iter().filter(mentions).map(|finding| told(report, finding)).collect()
}

fn told(report: &Report, finding: &Finding) -> String {
    let place = |mention: &Mention| {
        let article = &report.article(mention).id;
        (article.clone(), report.place(mention), report.quote(mention).to_owned(), mention.speaker.clone())
    };
    let values: Vec<_> = finding
        .values
        .iter()
        .map(|value| (&value.value, value.mentions.iter().map(place).collect::<Vec<_>>()))
        .collect();
    let Finding { id, kind, severity, confidence, message, because, score, within_article, .. } = finding;
    format!("{id} {kind} {severity:?} {confidence} {message} {because} {score:?} {within_article} {values:#?}")
}
