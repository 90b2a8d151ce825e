//! Options that several commands take.

use super::values::{confidence, day, kinds, readers, threads};
use clap::{ArgAction, Args};
use jiff::civil::Date;
use std::path::PathBuf;

/// What every command takes that reads articles.
#[derive(Debug, Args)]
pub(crate) struct WorkArgs {
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
    #[command(flatten)]
    pub(crate) run: RunArgs,
    #[command(flatten)]
    pub(crate) verbosity: VerbosityArgs,
}

/// What is read.
#[derive(Debug, Args)]
pub(crate) struct ReadingArgs {
    /// Files, folders and patterns to read, `-` for standard input [default: `inputs` of crosscheck.toml]
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Also read the files listed in FILE, one a line; `-` is standard input
    #[arg(long, value_name = "FILE", help_heading = "Reading")]
    pub(crate) files_from: Option<PathBuf>,
    /// Also read what .gitignore and .ignore leave out
    #[arg(long, help_heading = "Reading")]
    pub(crate) no_ignore: bool,
    /// Format of standard input [default: told by its bytes]
    #[arg(long, value_name = "NAME", value_parser = readers(), help_heading = "Reading")]
    pub(crate) format_of_stdin: Option<String>,
    /// Table of what is known about articles: path, source, date, title, url
    #[arg(long, value_name = "CSV", help_heading = "Reading")]
    pub(crate) meta: Option<PathBuf>,
}

/// How the work is done.
#[derive(Debug, Args)]
pub(crate) struct RunArgs {
    /// Kinds to look for [default: all]
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = kinds(), help_heading = "Findings")]
    pub(crate) kinds: Option<Vec<String>>,
    /// Leave out findings less sure than this, 0 to 1
    #[arg(long, value_name = "NUMBER", value_parser = confidence, help_heading = "Findings")]
    pub(crate) min_confidence: Option<u16>,
    #[command(flatten)]
    pub(crate) file: ConfigFileArgs,
    /// Threads to use [default: one a core]
    #[arg(long, value_name = "N", value_parser = threads, help_heading = "Run")]
    pub(crate) threads: Option<usize>,
}

/// Where the configuration comes from.
#[derive(Debug, Args)]
pub(crate) struct ConfigFileArgs {
    /// Configuration file [default: crosscheck.toml in this folder or above]
    #[arg(long, value_name = "FILE", help_heading = "Run")]
    pub(crate) config: Option<PathBuf>,
    /// Use no configuration file
    #[arg(long, conflicts_with = "config", help_heading = "Run")]
    pub(crate) no_config: bool,
}

/// What is known of findings already.
#[derive(Debug, Args)]
pub(crate) struct SettleArgs {
    /// File of known findings; only new ones fail
    #[arg(long, value_name = "FILE", help_heading = "Findings")]
    pub(crate) baseline: Option<PathBuf>,
    /// The day on which `until` of the configuration is judged [default: today, in UTC]
    #[arg(long, value_name = "DATE", value_parser = day, help_heading = "Findings")]
    pub(crate) today: Option<Date>,
}

/// How much is said.
#[derive(Debug, Args)]
pub(crate) struct VerbosityArgs {
    /// Say as little as will do: one line a finding, no warnings, no progress
    #[arg(short, long, action = ArgAction::SetTrue, help_heading = "Output")]
    pub(crate) quiet: bool,
    /// Say more: all mentions, whole sentences, scores, ids, each file that was left out
    #[arg(short, long, conflicts_with = "quiet", help_heading = "Output")]
    pub(crate) verbose: bool,
}
