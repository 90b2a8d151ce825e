//! `crosscheck review`

use super::work::WorkArgs;
use clap::Args;
use std::path::PathBuf;

pub(super) const EXAMPLES: &str = "\
Examples:
  crosscheck review articles/ --verdicts verdicts.csv
      Open the address that is printed. Each verdict is in the file before the page
      says so; Ctrl-C ends, and the same command goes on where you left off.
  crosscheck check articles/ --verdicts verdicts.csv
      Use what was decided.

The page is served on this computer only, and only to who has the address.

Exit status: 0 ended by Ctrl-C, 2 it could not be served.";

#[derive(Debug, Args)]
pub(crate) struct ReviewArgs {
    #[command(flatten)]
    pub(crate) work: WorkArgs,
    /// The file that keeps the verdicts; it is made where it is missing [default: `verdicts` of crosscheck.toml]
    #[arg(long, value_name = "CSV", help_heading = "Review")]
    pub(crate) verdicts: Option<PathBuf>,
    /// The port to serve on [default: any that is free]
    #[arg(long, value_name = "N", help_heading = "Review")]
    pub(crate) port: Option<u16>,
}
