//! Agreement to bytes.

use super::{Agreement, Kappa};
use crate::report::visible;
use crate::settle::{Entry, Verdict};
use crate::sheet::{Dialect, TableWriter};
use serde::Serialize;
use std::fmt::Write as _;
use std::io;

/// A format that agreement can be written in.
pub struct Format {
    /// Name on the command line.
    pub id: &'static str,
    /// Ending of files in this format, without the dot.
    pub extension: &'static str,
    /// What it is for, in one line.
    pub summary: &'static str,
    /// Writes it.
    pub write: fn(&Agreement, &mut dyn io::Write) -> io::Result<()>,
}

/// All formats; the first is the one for the terminal.
pub const FORMATS: &[Format] = &[
    Format { id: "text", extension: "txt", summary: "for people", write: text },
    Format { id: "json", extension: "json", summary: "everything, for programs (schema 1)", write: json },
    Format { id: "csv", extension: "csv", summary: "the findings to adjudicate, as a table of verdicts", write: csv },
];

/// Number of the JSON's schema; raised when a field changes its meaning or goes away.
const SCHEMA: u8 = 1;

fn text(agreement: &Agreement, out: &mut dyn io::Write) -> io::Result<()> {
    let mut page = String::new();
    let width = agreement.kinds.keys().map(|kind| visible(kind).chars().count()).max().unwrap_or(0).max("all".len());
    let mut row = |name: &str, kappa: &Kappa| {
        let [po, pe, kappa, n] = cells(kappa);
        let name = visible(name);
        // Writing to a string cannot fail.
        let _ = writeln!(page, "{name:width$}  {n:>6}  {po:>6}  {pe:>6}  {kappa:>6}");
    };
    agreement.kinds.iter().for_each(|(kind, kappa)| row(kind, kappa));
    row("all", &agreement.overall);
    let head = format!("{:width$}  {:>6}  {:>6}  {:>6}  {:>6}\n", "", "n", "po", "pe", "kappa");
    let mut end = String::new();
    let [left, right] = agreement.names.each_ref().map(|name| visible(name));
    if agreement.alone != [0, 0] {
        let [first, second] = agreement.alone;
        let _ = writeln!(end, "\nnot counted: {first} judged in {left} only, {second} in {right} only");
    }
    if !agreement.disputed.is_empty() {
        let _ = writeln!(end, "\nto adjudicate: {}", agreement.disputed.len());
    }
    for pair in &agreement.disputed {
        let [first, second] = pair;
        let _ = writeln!(end, "\n{}: {} · id {}", visible(&first.kind), visible(&first.message), first.id);
        for (name, entry) in [(&left, first), (&right, second)] {
            let reviewer = visible(&entry.reviewer);
            let by = if reviewer.is_empty() { String::new() } else { format!(" ({reviewer})") };
            let note = visible(&entry.note);
            let note = if note.is_empty() { String::new() } else { format!(": {note}") };
            let _ = writeln!(end, "  {name}{by}: {}{note}", entry.verdict.map_or("", Verdict::id));
        }
    }
    out.write_all(format!("{head}{page}{end}").as_bytes())
}

/// po, pe, kappa and n as printed.
fn cells(kappa: &Kappa) -> [String; 4] {
    let share = |value: Option<i32>| value.map_or_else(|| "-".to_owned(), decimal);
    [share(kappa.observed()), share(kappa.expected()), share(kappa.kappa()), kappa.n().to_string()]
}

/// Thousandths with three decimals.
fn decimal(thousandths: i32) -> String {
    let sign = if thousandths < 0 { "-" } else { "" };
    let size = thousandths.unsigned_abs();
    format!("{sign}{}.{:03}", size / 1000, size % 1000)
}

#[derive(Serialize)]
struct JsonAgreement<'a> {
    schema: u8,
    files: &'a [String; 2],
    overall: JsonKappa<'a>,
    kinds: Vec<JsonKappa<'a>>,
    alone: [usize; 2],
    disputed: Vec<JsonDispute<'a>>,
}

#[derive(Serialize)]
struct JsonKappa<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'a str>,
    n: u32,
    po: Option<f64>,
    pe: Option<f64>,
    kappa: Option<f64>,
}

#[derive(Serialize)]
struct JsonDispute<'a> {
    id: String,
    kind: &'a str,
    message: &'a str,
    verdicts: [JsonVerdict<'a>; 2],
}

#[derive(Serialize)]
struct JsonVerdict<'a> {
    verdict: &'a str,
    note: &'a str,
    reviewer: &'a str,
}

impl<'a> JsonKappa<'a> {
    fn of(kind: Option<&'a str>, kappa: &Kappa) -> Self {
        // The nearest double of a number of three decimals prints as just these decimals.
        let share = |value: Option<i32>| value.map(|thousandths| f64::from(thousandths) / 1000.0);
        let (po, pe) = (share(kappa.observed()), share(kappa.expected()));
        Self { kind, n: kappa.n(), po, pe, kappa: share(kappa.kappa()) }
    }
}

impl<'a> JsonVerdict<'a> {
    fn of(entry: &'a Entry) -> Self {
        Self { verdict: entry.verdict.map_or("", Verdict::id), note: &entry.note, reviewer: &entry.reviewer }
    }
}

fn json(agreement: &Agreement, out: &mut dyn io::Write) -> io::Result<()> {
    let disputed = agreement.disputed.iter().map(|pair| JsonDispute {
        id: pair[0].id.to_string(),
        kind: &pair[0].kind,
        message: &pair[0].message,
        verdicts: pair.each_ref().map(JsonVerdict::of),
    });
    let report = JsonAgreement {
        schema: SCHEMA,
        files: &agreement.names,
        overall: JsonKappa::of(None, &agreement.overall),
        kinds: agreement.kinds.iter().map(|(kind, kappa)| JsonKappa::of(Some(kind), kappa)).collect(),
        alone: agreement.alone,
        disputed: disputed.collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    writeln!(out)
}

/// What each of the two said, beside the columns of a verdict that is to be filled in.
const SIDES: [&str; 6] = ["verdict a", "note a", "reviewer a", "verdict b", "note b", "reviewer b"];

fn csv(agreement: &Agreement, out: &mut dyn io::Write) -> io::Result<()> {
    let mut table = TableWriter::new(out, Dialect::default(), Entry::COLUMNS.into_iter().chain(SIDES))?;
    for pair in &agreement.disputed {
        let mut keys = pair.each_ref().map(|entry| entry.keys.clone()).concat();
        keys.sort_unstable();
        keys.dedup();
        let (note, reviewer) = (String::new(), String::new());
        let open = Entry { keys, verdict: None, note, reviewer, ..pair[0].clone() }.cells();
        let said = pair.each_ref().map(|entry| [entry.verdict.map_or("", Verdict::id), &entry.note, &entry.reviewer]);
        table.row(open.iter().map(String::as_str).chain(said.concat()))?;
    }
    table.finish()
}
