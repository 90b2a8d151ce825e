//! The command line's shape: clap structs and nothing else, one file a command.

mod agreement;
mod archive;
mod articles;
mod baseline;
mod check;
mod config;
mod diff;
mod explain;
mod extract;
mod pairs;
#[cfg(feature = "cluster")]
mod report;
mod review;
mod shell;
mod values;
mod work;
#[cfg(feature = "cluster")]
mod worker;

pub(crate) use agreement::AgreementArgs;
pub(crate) use archive::{AddArgs, ArchiveArgs, ArchiveCommand, FolderArgs, ReadByArgs, RebuildArgs, RemoveArgs};
pub(crate) use articles::ArticlesArgs;
pub(crate) use baseline::{BaselineArgs, BaselineCommand, UpdateArgs};
pub(crate) use check::{CheckArgs, OutputArgs};
pub(crate) use config::ConfigArgs;
pub(crate) use diff::DiffArgs;
pub(crate) use explain::ExplainArgs;
pub(crate) use extract::ExtractArgs;
pub(crate) use pairs::PairsArgs;
#[cfg(feature = "cluster")]
pub(crate) use report::ReportArgs;
pub(crate) use review::ReviewArgs;
pub(crate) use shell::{CompletionsArgs, ManArgs};
pub(crate) use work::{ConfigFileArgs, ReadingArgs, RunArgs, SettleArgs, VerbosityArgs};
#[cfg(feature = "cluster")]
pub(crate) use worker::{PlanArgs, StageArgs, WorkerArgs, WorkerCommand};

use clap::{Parser, Subcommand};
use std::sync::LazyLock;

const EXAMPLES: &str = "\
Examples:
  crosscheck check articles/                      show where the articles disagree
  crosscheck check a.txt b.html -o findings.json  write the findings to a file
  crosscheck extract articles/ -o claims.csv      list every claim, with room for a verdict
  crosscheck pairs summaries.csv -o checked.csv   check pairs of texts in a table
  crosscheck review articles/ --verdicts verdicts.csv
                                                  judge the findings in the browser
  crosscheck agreement a.csv b.csv                compare two reviewers' verdicts
  crosscheck explain quantity                     say what a kind of finding means
  crosscheck baseline update articles/ --baseline known.json
                                                  accept what is there; new findings fail
  crosscheck diff old.json new.json               show what opened and closed between two runs

Exit status: 0 the sources agree, 1 they disagree, 2 something could not be checked.";

/// The version, with those of what is written for programs.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let schemas = crosscheck::report::schemas().map(|(name, number)| format!("{name} {number}"));
    format!("{} ({})", env!("CARGO_PKG_VERSION"), schemas.join(", "))
});

/// Reads articles about the same events and shows where they disagree.
#[derive(Debug, Parser)]
#[command(version = VERSION.as_str(), about, after_help = EXAMPLES, max_term_width = 100, disable_help_subcommand = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Show where articles disagree
    #[command(after_help = check::EXAMPLES)]
    Check(CheckArgs),
    /// List every claim, with its group and state
    #[command(after_help = extract::EXAMPLES)]
    Extract(ExtractArgs),
    /// List what was read: formats, sources, dates, and why something was not checked
    #[command(after_help = articles::EXAMPLES)]
    Articles(ArticlesArgs),
    /// Judge the findings in the browser, each verdict kept in a file
    #[command(after_help = review::EXAMPLES)]
    Review(ReviewArgs),
    /// Tell how far two reviewers agree, and where they differ
    #[command(after_help = agreement::EXAMPLES)]
    Agreement(AgreementArgs),
    /// Check pairs of texts in a table
    #[command(after_help = pairs::EXAMPLES)]
    Pairs(PairsArgs),
    /// Say what a kind of finding means; without KIND, list them
    Explain(ExplainArgs),
    /// Show which disagreements opened, closed and changed between two runs
    #[command(after_help = diff::EXAMPLES)]
    Diff(DiffArgs),
    /// Keep a file of the findings that are known
    Baseline(BaselineArgs),
    /// Keep published articles, for drafts to be checked against
    #[command(after_help = archive::EXAMPLES)]
    Archive(ArchiveArgs),
    /// Run a stage of a check for a cluster, or print the plan of a run
    #[cfg(feature = "cluster")]
    #[command(after_help = worker::EXAMPLES)]
    Worker(WorkerArgs),
    /// Make reports from the tables of a run on a cluster
    #[cfg(feature = "cluster")]
    #[command(after_help = report::EXAMPLES)]
    Report(ReportArgs),
    /// Write a commented crosscheck.toml into this folder
    Init,
    /// Print the configuration that is in force
    Config(ConfigArgs),
    /// Print the completions of a shell
    #[command(after_help = shell::COMPLETIONS)]
    Completions(CompletionsArgs),
    /// Print the manual page, of the program or of one command
    #[command(after_help = shell::MAN)]
    Man(ManArgs),
}
