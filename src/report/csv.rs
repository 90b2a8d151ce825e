//! One row a mention, for spreadsheets: the review sheet of [`crate::sheet::findings()`].

use super::Context;
use super::view::{self, Shown, decimal};
use super::visible::unarmed;
use crate::model::Report;
use crate::sheet;
use std::io;

/// The generated columns.
pub(crate) const COLUMNS: [&str; 17] = [
    "finding",
    "kind",
    "severity",
    "confidence",
    "message",
    "value",
    "article",
    "source",
    "date",
    "line",
    "column",
    "quote",
    "sentence",
    "speaker",
    "fingerprint",
    "state",
    "place",
];

pub(super) fn write(report: &Report, _: &Context<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    sheet::findings(report).write(out)
}

/// The cells of [`COLUMNS`] for each mention.
pub(crate) fn rows(report: &Report) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for finding in &report.findings {
        let state = finding.settled.as_ref().map_or("open", |settled| settled.id());
        for value in &finding.values {
            for mention in &value.mentions {
                let shown = Shown::of(report, mention);
                let cells: [&str; COLUMNS.len()] = [
                    &finding.id.to_string(),
                    finding.kind,
                    finding.severity.id(),
                    &decimal(finding.confidence),
                    &finding.message,
                    &value.value,
                    &shown.article.id,
                    view::source(shown.article).unwrap_or_default(),
                    &shown.article.date().map(|date| date.to_string()).unwrap_or_default(),
                    &shown.place.line.to_string(),
                    &shown.place.column.to_string(),
                    shown.quote,
                    shown.sentence,
                    shown.speaker.unwrap_or_default(),
                    &report.claims[mention.claim as usize].fingerprint.to_string(),
                    state,
                    shown.words.as_deref().unwrap_or_default(),
                ];
                rows.push(cells.map(|cell| unarmed(cell).into_owned()).to_vec());
            }
        }
    }
    rows
}
