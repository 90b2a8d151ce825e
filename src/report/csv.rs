//! One row a mention, for spreadsheets. Cells that a spreadsheet would run are guarded, see [`guarded`].

use super::view::{self, Shown, decimal};
use super::{Context, guarded};
use crate::model::Report;
use std::io;

/// The columns; the last three are for the person who reads it.
const COLUMNS: [&str; 17] = [
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
    "verdict",
    "note",
    "reviewer",
];

pub(super) fn write(report: &Report, _: &Context<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut table = ::csv::Writer::from_writer(out);
    table.write_record(COLUMNS)?;
    for finding in &report.findings {
        let (id, confidence) = (finding.id.to_string(), decimal(finding.confidence));
        for value in &finding.values {
            for mention in &value.mentions {
                let shown = Shown::of(report, mention);
                let date = shown.article.date().map(|date| date.to_string()).unwrap_or_default();
                let (line, column) = (shown.place.line.to_string(), shown.place.column.to_string());
                let cells: [&str; COLUMNS.len()] = [
                    &id,
                    finding.kind,
                    finding.severity.id(),
                    &confidence,
                    &finding.message,
                    &value.value,
                    &shown.article.id,
                    view::source(shown.article).unwrap_or_default(),
                    &date,
                    &line,
                    &column,
                    shown.quote,
                    shown.sentence,
                    shown.speaker.unwrap_or_default(),
                    "",
                    "",
                    "",
                ];
                table.write_record(cells.map(guarded).iter().map(|cell| cell.as_bytes()))?;
            }
        }
    }
    table.flush()
}
