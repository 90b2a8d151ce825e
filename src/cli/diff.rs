//! `crosscheck diff`

use super::values::{diff_formats, levels};
use clap::Args;
use crosscheck::config::FailOn;
use std::path::PathBuf;

pub(super) const EXAMPLES: &str = "\
Examples:
  crosscheck check before/ -o old.json; crosscheck check after/ -o new.json
  crosscheck diff old.json new.json
      Show what opened, closed and changed between the two.
  crosscheck diff old.json new.json -o changes.md
      Write it for a pull request.

Moved text and renamed files change nothing.

Exit status: 0 nothing got worse, 1 a disagreement at or above --fail-on opened,
was reopened or gained a value, 2 something could not be read.";

#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    /// JSON report of the earlier run
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    /// JSON report of the later run
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,
    /// Write to FILE, in the format of its ending [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Format, whatever the ending
    #[arg(long, value_name = "NAME", value_parser = diff_formats())]
    pub(crate) format: Option<String>,
    /// The mildest severity that makes the exit status 1 [default: medium]
    #[arg(long, value_name = "LEVEL", value_parser = levels())]
    pub(crate) fail_on: Option<FailOn>,
}
