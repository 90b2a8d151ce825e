//! `crosscheck baseline`

use super::work::{SettleArgs, WorkArgs};
use clap::{Args, Subcommand};

const UPDATE_EXAMPLES: &str = "\
Examples:
  crosscheck baseline update articles/ --baseline known.json
      Accept what is there today; `check --baseline known.json` fails on what is new.

Entries whose finding is gone are dropped, unless this run could not have found
it: because of --kinds or --min-confidence, or because its files were not read.

Exit status: 0 written, 2 something could not be checked, and nothing is written.";

#[derive(Debug, Args)]
pub(crate) struct BaselineArgs {
    #[command(subcommand)]
    pub(crate) command: BaselineCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BaselineCommand {
    /// Write what is found now as known
    #[command(after_help = UPDATE_EXAMPLES)]
    Update(UpdateArgs),
}

#[derive(Debug, Args)]
pub(crate) struct UpdateArgs {
    #[command(flatten)]
    pub(crate) work: WorkArgs,
    #[command(flatten)]
    pub(crate) settle: SettleArgs,
}
