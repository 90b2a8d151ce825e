//! Annotations of GitHub Actions: one workflow command a finding, printed to the log of a step.

use super::manifest::Manifest;
use super::region::Region;
use super::view::{self, Counts, Shown};
use super::visible::unarmed_json;
use super::{Context, visible};
use crate::model::{Finding, Report, Severity};
use std::cmp::Reverse;
use std::io;

pub(super) fn write(report: &Report, context: &Context<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    // GitHub shows the first ten errors and the first ten warnings of a step.
    let mut open: Vec<&Finding> = view::open(report).collect();
    open.sort_by_key(|finding| Reverse((finding.severity, finding.confidence)));
    for finding in open {
        annotation(report, context, finding, out)?;
    }
    for skipped in &report.skipped {
        let level = if skipped.fatal { "error" } else { "notice" };
        let message = format!("{}: {}", visible(&skipped.what), visible(&skipped.why));
        writeln!(out, "::{level} title=crosscheck left out::{}", data(&message))?;
    }
    for stale in &report.settlement.stale {
        let (file, line) = (property(&visible(&stale.file)), stale.line);
        let why = data(&visible(&stale.why));
        writeln!(out, "::warning file={file},line={line},title=crosscheck stale::{why}")?;
    }
    // Shown only where the workflow asks for debugging.
    let manifest = unarmed_json(&Manifest::of(report, context.config).line());
    writeln!(out, "::debug::crosscheck manifest {}", data(&manifest))?;
    writeln!(out, "{}", Counts::of(report).summary())
}

/// What fails the run is an error; what does not is a warning or a notice.
fn annotation(report: &Report, context: &Context<'_>, finding: &Finding, out: &mut dyn io::Write) -> io::Result<()> {
    let level = match finding.severity {
        severity if context.config.fail_on.fails(severity) => "error",
        Severity::Note => "notice",
        _ => "warning",
    };
    let mut mentions =
        finding.values.iter().flat_map(|value| value.mentions.iter().map(move |mention| (value, mention)));
    let Some((_, first)) = mentions.next() else { return Ok(()) };
    let region = Region::of(report, first);
    let file = property(&visible(report.article(first).file()));
    write!(out, "::{level} file={file}")?;
    // The first line of a document without lines is as good as any: annotations without one are shown nowhere.
    let lines = if report.article(first).has_lines() { (region.line, region.end_line) } else { (1, 1) };
    write!(out, ",line={},endLine={}", lines.0, lines.1)?;
    // Columns are taken within one line only.
    if let Some((start, end)) = region.columns.filter(|_| region.line == region.end_line) {
        write!(out, ",col={start},endColumn={end}")?;
    }
    let mut message = visible(&finding.message).into_owned();
    if let Some(words) = &Shown::of(report, first).words {
        message.push_str(&format!("\nHere: {}", visible(words)));
    }
    for (value, mention) in mentions {
        let shown = Shown::of(report, mention);
        message.push_str(&format!("\n“{}”: {} ({})", visible(&value.value), shown.source(), shown.location()));
    }
    let title = format!("{} {}", finding.severity.id(), finding.kind);
    writeln!(out, ",title={}::{}", property(&title), data(&message))
}

/// The escapes of the toolkit that GitHub's own actions use (`@actions/core`).
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
