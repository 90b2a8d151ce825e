//! Findings as they are held against one another across runs: all that is said, and nothing that counts the company.

use crosscheck::model::{Finding, Mention, Report};
use std::collections::BTreeSet;

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
