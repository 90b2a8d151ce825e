//! `crosscheck agreement`

use super::values::agreement_formats;
use clap::Args;
use std::path::PathBuf;

pub(super) const EXAMPLES: &str = "\
Examples:
  crosscheck agreement anna.csv ben.csv
      Cohen's kappa by kind and overall, and the findings to adjudicate.
  crosscheck agreement anna.csv ben.csv -o adjudicate.csv
      Write these as a table of verdicts to be filled in.

Each file is a verdicts.csv or a findings.csv.

Exit status: 0 no verdicts differ, 1 some do, 2 they could not be compared.";

#[derive(Debug, Args)]
pub(crate) struct AgreementArgs {
    /// One reviewer's verdicts.csv or findings.csv
    #[arg(value_name = "A")]
    pub(crate) left: PathBuf,
    /// The other's
    #[arg(value_name = "B")]
    pub(crate) right: PathBuf,
    /// Write to FILE, in the format of its ending [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Format of standard output
    #[arg(long, value_name = "NAME", value_parser = agreement_formats())]
    pub(crate) format: Option<String>,
}
