//! `crosscheck explain [KIND]`

use super::{Outcome, output};
use crate::cli::ExplainArgs;
use crosscheck::Error;
use crosscheck::compare::{CHECKS, Check};

pub(crate) fn run(args: &ExplainArgs) -> Result<Outcome, Error> {
    let named = args.kind.as_ref().and_then(|kind| CHECKS.iter().find(|check| check.id == kind));
    let text = named.map_or_else(list, page);
    output::stdout(text.as_bytes())?;
    Ok(Outcome::Clean)
}

fn page(check: &Check) -> String {
    let severity = check.severity.id();
    let id = check.id;
    format!("# {id}\n\n{}. Severity: {severity} by default.\n\n{}\n", check.summary, check.prose())
}

fn list() -> String {
    let width = CHECKS.iter().map(|check| check.id.len()).max().unwrap_or(0);
    let line = |check: &Check| format!("{:width$}  {}\n", check.id, check.summary);
    CHECKS.iter().map(line).chain(["\ncrosscheck explain KIND says more.\n".to_owned()]).collect()
}
