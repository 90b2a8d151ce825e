//! `crosscheck check`

use super::values::{formats, levels};
use super::work::{SettleArgs, WorkArgs};
use clap::{Args, ColorChoice};
use crosscheck::config::FailOn;
use std::path::PathBuf;

pub(super) const EXAMPLES: &str = "\
Examples:
  crosscheck check articles/
      Read every article in a folder and print the findings, worst first.
  crosscheck check articles/ wire.jsonl --kinds quantity,date --min-confidence 0.8
      Look for two kinds only, and show what is rather sure.
  crosscheck check articles/ -o findings.json -o findings.md -o -
      Write two files and print the findings as well.
  crosscheck check articles/ --format csv > findings.csv
      Send another format to standard output.
  crosscheck check articles/ --why-not
      Also show what looks alike and was not flagged, and why.
  crosscheck check articles/ --baseline known.json -o findings.sarif -o findings.xml
      Fail on new findings only; write SARIF for code scanning and JUnit for CI.
  crosscheck check articles/ -o findings.csv
      Write a table whose columns verdict, note and reviewer are yours: they are
      kept when it is written again.
  crosscheck check articles/ --verdicts verdicts.csv
      Count what reviewers dismissed as dismissed; it fails no run.
  crosscheck check docs/ --changed docs/install.md
      Show the findings in which that file has a part.
  crosscheck check draft.md --against published
      Check a draft against an archive; `crosscheck archive add` makes one.

Exit status: 0 the sources agree, 1 they disagree at or above --fail-on,
2 something could not be checked. Findings in the baseline, allowed by the
configuration or by a comment are counted and fail nothing.";

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) work: WorkArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    /// The mildest severity that makes the exit status 1 [default: medium]
    #[arg(long, value_name = "LEVEL", value_parser = levels(), help_heading = "Findings")]
    pub(crate) fail_on: Option<FailOn>,
    /// What reviewers decided (verdicts.csv or findings.csv): what they dismissed fails no run
    #[arg(long, value_name = "CSV", help_heading = "Findings")]
    pub(crate) verdicts: Option<PathBuf>,
    /// Only findings in which FILE, one of those read, has a part; repeatable
    #[arg(long, value_name = "FILE", help_heading = "Findings")]
    pub(crate) changed: Vec<PathBuf>,
    /// Only findings in which the articles read have a part, against the archive in DIR
    #[arg(long, value_name = "DIR", conflicts_with = "changed", help_heading = "Findings")]
    pub(crate) against: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) settle: SettleArgs,
}

/// Where reports go, and how they look.
#[derive(Debug, Args)]
pub(crate) struct OutputArgs {
    /// Write the report to FILE, in the format of its ending; repeatable, `-` is standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub(crate) output: Vec<PathBuf>,
    /// Also write what the run was made of to FILE, as JSON: version, configuration, inputs with their hashes, counts
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub(crate) manifest: Option<PathBuf>,
    /// Format of standard output
    #[arg(long, value_name = "NAME", value_parser = formats(), help_heading = "Output")]
    pub(crate) format: Option<String>,
    /// Also show near misses: what looks alike and was not flagged, and the gate that stopped it
    #[arg(long, help_heading = "Output")]
    pub(crate) why_not: bool,
    /// When to use colour
    #[arg(long, value_name = "WHEN", default_value = "auto", help_heading = "Output")]
    pub(crate) color: ColorChoice,
    /// Begin CSV files with a byte order mark, by which Excel knows UTF-8
    #[arg(long, help_heading = "Output")]
    pub(crate) bom: bool,
}
