//! `crosscheck extract`

use super::work::WorkArgs;
use clap::Args;
use std::path::PathBuf;

pub(super) const EXAMPLES: &str = "\
Examples:
  crosscheck extract articles/ -o claims.csv
      Write the table. The columns verdict, note and reviewer are yours: they
      are kept when it is written again.
  crosscheck extract articles/ --check claims.csv
      Tell whether the table is current, and what changed if it is not.

Exit status: 0 written or current, 1 stale, 2 something could not be checked.";

#[derive(Debug, Args)]
pub(crate) struct ExtractArgs {
    #[command(flatten)]
    pub(crate) work: WorkArgs,
    /// Write the table to FILE [default: standard output]
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,
    /// Write nothing; exit with 1 when the generated columns of FILE are stale
    #[arg(long, value_name = "FILE", conflicts_with = "output", help_heading = "Output")]
    pub(crate) check: Option<PathBuf>,
    /// Begin the table with a byte order mark, by which Excel knows UTF-8
    #[arg(long, help_heading = "Output")]
    pub(crate) bom: bool,
}
