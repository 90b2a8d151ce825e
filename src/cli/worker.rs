//! `crosscheck worker`

use super::work::RunArgs;
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, Subcommand};
use crosscheck::worker::STAGES;
use std::path::PathBuf;

pub(super) const EXAMPLES: &str = "\
Examples:
  crosscheck worker plan --config crosscheck.toml > plan.json
      Write what all stages of a run are told: configuration, columns, limits.
  crosscheck worker stage extract --plan plan.json < records.arrow > articles.arrow
      Run a stage: an Arrow stream in, an Arrow stream out.

Python's crosscheck-spark runs them on a cluster; docs/distributed.md tells how.

Exit status: 0 done, 2 something could not be done.";

#[derive(Debug, Args)]
pub(crate) struct WorkerArgs {
    #[command(subcommand)]
    pub(crate) command: WorkerCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum WorkerCommand {
    /// Print the plan of a run
    Plan(PlanArgs),
    /// Run one stage, from standard input to standard output
    Stage(StageArgs),
}

#[derive(Debug, Args)]
pub(crate) struct PlanArgs {
    #[command(flatten)]
    pub(crate) run: RunArgs,
}

#[derive(Debug, Args)]
pub(crate) struct StageArgs {
    /// Which one
    #[arg(value_name = "STAGE", value_parser = stages())]
    pub(crate) stage: String,
    /// The plan of the run
    #[arg(long, value_name = "FILE")]
    pub(crate) plan: PathBuf,
}

fn stages() -> PossibleValuesParser {
    PossibleValuesParser::new(STAGES.iter().map(|stage| PossibleValue::new(stage.name)))
}
