//! `crosscheck report`

use super::check::OutputArgs;
use super::values::levels;
use super::work::{SettleArgs, VerbosityArgs};
use clap::Args;
use crosscheck::config::FailOn;
use std::path::PathBuf;

pub(super) const EXAMPLES: &str = "\
Examples:
  crosscheck report --from tables/ -o report.html -o report.json
      Make the reports that `check` makes, from the tables of a run on a cluster.

Exit status: as that of check.";

#[derive(Debug, Args)]
pub(crate) struct ReportArgs {
    /// Folder of the tables that crosscheck-spark wrote
    #[arg(long, value_name = "DIR")]
    pub(crate) from: PathBuf,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    /// The mildest severity that makes the exit status 1 [default: that of the run]
    #[arg(long, value_name = "LEVEL", value_parser = levels(), help_heading = "Findings")]
    pub(crate) fail_on: Option<FailOn>,
    /// What reviewers decided (verdicts.csv or findings.csv): what they dismissed fails no run
    #[arg(long, value_name = "CSV", help_heading = "Findings")]
    pub(crate) verdicts: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) settle: SettleArgs,
    #[command(flatten)]
    pub(crate) verbosity: VerbosityArgs,
}
