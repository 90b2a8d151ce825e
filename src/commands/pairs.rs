//! `crosscheck pairs TABLE -o FILE`

use super::progress::{Audience, Progress};
use super::{Outcome, input, output};
use crate::cli::PairsArgs;
use crosscheck::compare::CHECKS;
use crosscheck::model::Severity;
use crosscheck::report::{Detail, guarded};
use crosscheck::{Config, Error};
use csv::StringRecord;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// What is added to each row.
const ADDED: [&str; 4] = ["similarity", "aligned", "kinds", "message"];

/// Rows checked between two steps of the progress bar.
const BATCH: usize = 1024;

pub(crate) fn run(args: &PairsArgs) -> Result<Outcome, Error> {
    let config = input::configure(&args.run, Detail::Usual)?;
    let target = args.output.clone().unwrap_or_else(|| PathBuf::from("-"));
    output::vet(
        std::slice::from_ref(&target),
        [args.table.as_path()].into_iter().chain(args.run.file.config.as_deref()),
    )?;
    let table = Table::read(args)?;
    let written = |error: csv::Error| Error::usage(format!("cannot write {}: {error}", target.display()));

    let progress = Progress::new(Audience::Terminal, Some(table.rows.len() as u64));
    progress.stage("checking pairs");
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(table.header.iter().chain(ADDED)).map_err(written)?;
    for batch in table.rows.chunks(BATCH) {
        let checked: Vec<_> = batch.par_iter().map(|row| check(row, &table, &config)).collect();
        for (row, added) in batch.iter().zip(&checked) {
            out.write_record(row.iter().chain(added.iter().map(String::as_str))).map_err(written)?;
        }
        progress.advance(batch.len() as u64);
    }
    progress.finish();
    let bytes = out.into_inner().map_err(|error| written(error.into_error().into()))?;
    output::write(&target, &bytes)?;
    Ok(Outcome::Clean)
}

struct Table {
    header: StringRecord,
    rows: Vec<StringRecord>,
    /// Places of the two texts in a row.
    left: usize,
    right: usize,
}

impl Table {
    fn read(args: &PairsArgs) -> Result<Self, Error> {
        let path = args.table.as_path();
        let file = std::fs::File::open(path).map_err(|source| Error::io("read", path, source))?;
        let mut reader = csv::Reader::from_reader(file);
        let header = reader.headers().map_err(|error| Error::table(path, &error))?.clone();
        if let Some(twin) = ADDED.iter().find(|added| header.iter().any(|column| column == **added)) {
            let message = format!("there is a column `{twin}` already, which would be added; rename it");
            return Err(Error::malformed(path, Some((1, 1)), message));
        }
        let (left, right) = (column(path, &header, "left", &args.left)?, column(path, &header, "right", &args.right)?);
        let rows = reader.records().collect::<Result<_, _>>().map_err(|error| Error::table(path, &error))?;
        Ok(Self { header, rows, left, right })
    }
}

/// The place of a column.
fn column(path: &Path, header: &StringRecord, option: &str, name: &str) -> Result<usize, Error> {
    let found = header.iter().position(|column| column.trim_start_matches('\u{feff}') == name);
    found.ok_or_else(|| {
        let columns = header.iter().collect::<Vec<_>>().join(", ");
        let message = format!("no column `{name}` (it has: {columns}); name it with --{option}");
        Error::malformed(path, Some((1, 1)), message)
    })
}

/// The cells that are added to a row.
fn check(row: &StringRecord, table: &Table, config: &Config) -> [String; ADDED.len()] {
    let text = |at: usize| row.get(at).unwrap_or_default();
    let outcome = crosscheck::check_pair(text(table.left), text(table.right), config);
    let findings: Vec<_> = outcome.report.findings.iter().filter(|f| f.severity > Severity::Note).collect();
    let kinds: Vec<&str> =
        CHECKS.iter().map(|check| check.id).filter(|id| findings.iter().any(|f| f.kind == *id)).collect();
    let messages: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
    [
        format!("{}.{:03}", outcome.similarity / 1000, outcome.similarity % 1000),
        outcome.aligned.to_string(),
        kinds.join(";"),
        guarded(&messages.join("; ")).into_owned(),
    ]
}
