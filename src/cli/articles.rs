//! `crosscheck articles`

use super::values::inventory_formats;
use super::work::WorkArgs;
use clap::Args;
use std::path::PathBuf;

pub(super) const EXAMPLES: &str = "\
Examples:
  crosscheck articles articles/
      What was read, and what was not: formats, sources and dates, with the place
      where each was found, words, claims, stories.
  crosscheck articles articles/ --format json | jq '.articles[] | select(.claims == 0)'
      The articles in which nothing was found to check.
  curl -s https://paper.example/feed | crosscheck articles - -o articles.csv
      Read standard input, and write a table.

Exit status: 0 listed, 2 something could not be read.";

#[derive(Debug, Args)]
pub(crate) struct ArticlesArgs {
    #[command(flatten)]
    pub(crate) work: WorkArgs,
    /// Write to FILE, in the format of its ending [default: standard output]
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,
    /// Format, whatever the ending
    #[arg(long, value_name = "NAME", value_parser = inventory_formats(), help_heading = "Output")]
    pub(crate) format: Option<String>,
}
