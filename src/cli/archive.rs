//! `crosscheck archive`

use super::values::threads;
use super::work::{ConfigFileArgs, ReadingArgs, VerbosityArgs};
use clap::{Args, Subcommand};
use std::path::PathBuf;

pub(super) const EXAMPLES: &str = "\
Examples:
  crosscheck archive add articles/ --archive published
      Read the articles and keep them with their claims in the folder published.
  crosscheck check draft.md --against published
      Show where a draft disagrees with what is kept there.
  crosscheck archive remove articles/retracted.md --archive published
      Take an article out, or all that were read from a file or folder.
  crosscheck archive rebuild --archive published
      Read all of it anew, after an update of crosscheck or with other words.

Exit status: 0 done, 2 something could not be done, and nothing was changed.";

#[derive(Debug, Args)]
pub(crate) struct ArchiveArgs {
    #[command(subcommand)]
    pub(crate) command: ArchiveCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ArchiveCommand {
    /// Put articles into an archive, which is made where it is missing
    Add(AddArgs),
    /// Take articles out
    Remove(RemoveArgs),
    /// Tell what is in an archive
    Stats(FolderArgs),
    /// Look whether an archive is whole
    Verify(FolderArgs),
    /// Read all articles of an archive anew, from the texts that it keeps
    Rebuild(RebuildArgs),
}

#[derive(Debug, Args)]
pub(crate) struct AddArgs {
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
    #[command(flatten)]
    pub(crate) folder: FolderArgs,
    #[command(flatten)]
    pub(crate) run: ReadByArgs,
    #[command(flatten)]
    pub(crate) verbosity: VerbosityArgs,
}

#[derive(Debug, Args)]
pub(crate) struct RemoveArgs {
    /// Articles, as they are called in reports, or files and folders they were read from
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) folder: FolderArgs,
}

#[derive(Debug, Args)]
pub(crate) struct RebuildArgs {
    #[command(flatten)]
    pub(crate) folder: FolderArgs,
    #[command(flatten)]
    pub(crate) run: ReadByArgs,
}

/// Which archive.
#[derive(Debug, Args)]
pub(crate) struct FolderArgs {
    /// Folder of the archive
    #[arg(long, value_name = "DIR")]
    pub(crate) archive: PathBuf,
}

/// How articles are read.
#[derive(Debug, Args)]
pub(crate) struct ReadByArgs {
    #[command(flatten)]
    pub(crate) file: ConfigFileArgs,
    /// Threads to use [default: one a core]
    #[arg(long, value_name = "N", value_parser = threads, help_heading = "Run")]
    pub(crate) threads: Option<usize>,
}
