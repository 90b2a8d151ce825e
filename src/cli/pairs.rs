//! `crosscheck pairs`

use super::work::RunArgs;
use clap::Args;
use std::path::PathBuf;

pub(super) const EXAMPLES: &str = "\
Examples:
  crosscheck pairs summaries.csv -o checked.csv
      Compare the columns `left` and `right` of each row.
  crosscheck pairs translations.csv --left source --right target -o checked.csv
      Compare two other columns.

Each pair is taken as two accounts of one story. Four columns are added:
  similarity  0 to 1
  aligned     whether the two speak of the same thing: true or false
  kinds       of their disagreements, joined by `;`
  message     what the two disagree on";

#[derive(Debug, Args)]
pub(crate) struct PairsArgs {
    /// Table with a header (CSV)
    #[arg(value_name = "TABLE")]
    pub(crate) table: PathBuf,
    #[command(flatten)]
    pub(crate) run: RunArgs,
    /// Write the table to FILE [default: standard output]
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,
    /// Column of the first text
    #[arg(long, value_name = "NAME", default_value = "left")]
    pub(crate) left: String,
    /// Column of the second text
    #[arg(long, value_name = "NAME", default_value = "right")]
    pub(crate) right: String,
}
