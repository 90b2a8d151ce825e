//! The command line's shape: clap structs and nothing else.

mod archive;

pub(crate) use archive::{AddArgs, ArchiveArgs, ArchiveCommand, FolderArgs, ReadByArgs, RebuildArgs, RemoveArgs};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args, ColorChoice, Parser, Subcommand};
use crosscheck::compare::CHECKS;
use crosscheck::config::{FailOn, thousandths};
use crosscheck::report::WRITERS;
use crosscheck::{agreement, diff};
use jiff::civil::Date;
use std::path::PathBuf;
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

const CHECK_EXAMPLES: &str = "\
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

const UPDATE_EXAMPLES: &str = "\
Examples:
  crosscheck baseline update articles/ --baseline known.json
      Accept what is there today; `check --baseline known.json` fails on what is new.

Entries whose finding is gone are dropped, unless this run could not have found
it: because of --kinds or --min-confidence, or because its files were not read.

Exit status: 0 written, 2 something could not be checked, and nothing is written.";

const DIFF_EXAMPLES: &str = "\
Examples:
  crosscheck check before/ -o old.json; crosscheck check after/ -o new.json
  crosscheck diff old.json new.json
      Show what opened, closed and changed between the two.
  crosscheck diff old.json new.json -o changes.md
      Write it for a pull request.

Moved text and renamed files change nothing.

Exit status: 0 nothing got worse, 1 a disagreement at or above --fail-on opened,
was reopened or gained a value, 2 something could not be read.";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  source <(crosscheck completions bash)
  crosscheck completions zsh > ~/.zfunc/_crosscheck
  crosscheck completions fish > ~/.config/fish/completions/crosscheck.fish";

const MAN_EXAMPLES: &str = "\
Examples:
  crosscheck man > crosscheck.1
  crosscheck man check > crosscheck-check.1";

/// The version, with those of what is written for programs.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let schemas = crosscheck::report::schemas().map(|(name, number)| format!("{name} {number}"));
    format!("{} ({})", env!("CARGO_PKG_VERSION"), schemas.join(", "))
});

const EXTRACT_EXAMPLES: &str = "\
Examples:
  crosscheck extract articles/ -o claims.csv
      Write the table. The columns verdict, note and reviewer are yours: they
      are kept when it is written again.
  crosscheck extract articles/ --check claims.csv
      Tell whether the table is current, and what changed if it is not.

Exit status: 0 written or current, 1 stale, 2 something could not be checked.";

const REVIEW_EXAMPLES: &str = "\
Examples:
  crosscheck review articles/ --verdicts verdicts.csv
      Open the address that is printed. Each verdict is in the file before the page
      says so; Ctrl-C ends, and the same command goes on where you left off.
  crosscheck check articles/ --verdicts verdicts.csv
      Use what was decided.

The page is served on this computer only, and only to who has the address.

Exit status: 0 ended by Ctrl-C, 2 it could not be served.";

const AGREEMENT_EXAMPLES: &str = "\
Examples:
  crosscheck agreement anna.csv ben.csv
      Cohen's kappa by kind and overall, and the findings to adjudicate.
  crosscheck agreement anna.csv ben.csv -o adjudicate.csv
      Write these as a table of verdicts to be filled in.

Each file is a verdicts.csv or a findings.csv.

Exit status: 0 no verdicts differ, 1 some do, 2 they could not be compared.";

const PAIRS_EXAMPLES: &str = "\
Examples:
  crosscheck pairs summaries.csv -o checked.csv
      Compare the columns `left` and `right` of each row.
  crosscheck pairs translations.csv --left source --right target -o checked.csv
      Compare two other columns.

Each pair is taken as two accounts of one story. Four columns are added:
  similarity  0 to 1
  aligned     whether the two speak of the same thing: true or false
  kinds       of their disagreements, joined by `;`
  message     what the two disagree on";

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
    #[command(after_help = CHECK_EXAMPLES)]
    Check(CheckArgs),
    /// List every claim, with its group and state
    #[command(after_help = EXTRACT_EXAMPLES)]
    Extract(ExtractArgs),
    /// Judge the findings in the browser, each verdict kept in a file
    #[command(after_help = REVIEW_EXAMPLES)]
    Review(ReviewArgs),
    /// Tell how far two reviewers agree, and where they differ
    #[command(after_help = AGREEMENT_EXAMPLES)]
    Agreement(AgreementArgs),
    /// Check pairs of texts in a table
    #[command(after_help = PAIRS_EXAMPLES)]
    Pairs(PairsArgs),
    /// Say what a kind of finding means; without KIND, list them
    Explain(ExplainArgs),
    /// Show which disagreements opened, closed and changed between two runs
    #[command(after_help = DIFF_EXAMPLES)]
    Diff(DiffArgs),
    /// Keep a file of the findings that are known
    Baseline(BaselineArgs),
    /// Keep published articles, for drafts to be checked against
    #[command(after_help = archive::EXAMPLES)]
    Archive(ArchiveArgs),
    /// Write a commented crosscheck.toml into this folder
    Init,
    /// Print the configuration that is in force
    Config(ConfigArgs),
    /// Print the completions of a shell
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions(CompletionsArgs),
    /// Print the manual page, of the program or of one command
    #[command(after_help = MAN_EXAMPLES)]
    Man(ManArgs),
}

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
    #[command(flatten)]
    pub(crate) run: RunArgs,
    #[command(flatten)]
    pub(crate) verbosity: VerbosityArgs,
    /// Write the report to FILE, in the format of its ending; repeatable, `-` is standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub(crate) output: Vec<PathBuf>,
    /// Format of standard output
    #[arg(long, value_name = "NAME", value_parser = formats(), help_heading = "Output")]
    pub(crate) format: Option<String>,
    /// Also show near misses: what looks alike and was not flagged, and the gate that stopped it
    #[arg(long, help_heading = "Output")]
    pub(crate) why_not: bool,
    /// When to use colour
    #[arg(long, value_name = "WHEN", default_value = "auto", help_heading = "Output")]
    pub(crate) color: ColorChoice,
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
    /// Begin CSV files with a byte order mark, by which Excel knows UTF-8
    #[arg(long, help_heading = "Output")]
    pub(crate) bom: bool,
    #[command(flatten)]
    pub(crate) settle: SettleArgs,
}

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
    pub(crate) reading: ReadingArgs,
    #[command(flatten)]
    pub(crate) run: RunArgs,
    #[command(flatten)]
    pub(crate) verbosity: VerbosityArgs,
    #[command(flatten)]
    pub(crate) settle: SettleArgs,
}

#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    /// JSON report of the earlier run
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    /// JSON report of the later run
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,
    /// Write to FILE, in the format of its ending [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Format, whatever the ending
    #[arg(long, value_name = "NAME", value_parser = diff_formats())]
    pub(crate) format: Option<String>,
    /// The mildest severity that makes the exit status 1 [default: medium]
    #[arg(long, value_name = "LEVEL", value_parser = levels())]
    pub(crate) fail_on: Option<FailOn>,
}

#[derive(Debug, Args)]
pub(crate) struct ConfigArgs {
    /// Configuration file [default: crosscheck.toml in this folder or above]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Use no configuration file: print the defaults
    #[arg(long, conflicts_with = "config")]
    pub(crate) no_config: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    /// A command
    #[arg(value_name = "COMMAND")]
    pub(crate) command: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ExtractArgs {
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
    #[command(flatten)]
    pub(crate) run: RunArgs,
    #[command(flatten)]
    pub(crate) verbosity: VerbosityArgs,
    /// Write the table to FILE [default: standard output]
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,
    /// Write nothing; exit with 1 when the generated columns of FILE are stale
    #[arg(long, value_name = "FILE", conflicts_with = "output", help_heading = "Output")]
    pub(crate) check: Option<PathBuf>,
    /// Begin the table with a byte order mark, by which Excel knows UTF-8
    #[arg(long, help_heading = "Output")]
    pub(crate) bom: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ReviewArgs {
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
    #[command(flatten)]
    pub(crate) run: RunArgs,
    #[command(flatten)]
    pub(crate) verbosity: VerbosityArgs,
    /// The file that keeps the verdicts; it is made where it is missing [default: `verdicts` of crosscheck.toml]
    #[arg(long, value_name = "CSV", help_heading = "Review")]
    pub(crate) verdicts: Option<PathBuf>,
    /// The port to serve on [default: any that is free]
    #[arg(long, value_name = "N", help_heading = "Review")]
    pub(crate) port: Option<u16>,
}

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

#[derive(Debug, Args)]
pub(crate) struct PairsArgs {
    /// Table with a header (CSV)
    #[arg(value_name = "TABLE")]
    pub(crate) table: PathBuf,
    #[command(flatten)]
    pub(crate) run: RunArgs,
    /// Write the table to FILE [default: standard output]
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,
    /// Column of the first text
    #[arg(long, value_name = "NAME", default_value = "left")]
    pub(crate) left: String,
    /// Column of the second text
    #[arg(long, value_name = "NAME", default_value = "right")]
    pub(crate) right: String,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// A kind of finding
    #[arg(value_parser = kinds())]
    pub(crate) kind: Option<String>,
}

/// What is read.
#[derive(Debug, Args)]
pub(crate) struct ReadingArgs {
    /// Files and folders to read [default: `inputs` of crosscheck.toml]
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
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
    /// Configuration file [default: crosscheck.toml in this folder or above]
    #[arg(long, value_name = "FILE", help_heading = "Run")]
    pub(crate) config: Option<PathBuf>,
    /// Use no configuration file
    #[arg(long, conflicts_with = "config", help_heading = "Run")]
    pub(crate) no_config: bool,
    /// Threads to use [default: one a core]
    #[arg(long, value_name = "N", value_parser = threads, help_heading = "Run")]
    pub(crate) threads: Option<usize>,
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

fn formats() -> PossibleValuesParser {
    PossibleValuesParser::new(WRITERS.iter().map(|writer| PossibleValue::new(writer.id).help(writer.summary)))
}

fn diff_formats() -> PossibleValuesParser {
    PossibleValuesParser::new(diff::FORMATS.iter().map(|format| PossibleValue::new(format.id).help(format.summary)))
}

fn day(printed: &str) -> Result<Date, String> {
    printed.parse().map_err(|_| "not a day such as 2026-03-01".to_owned())
}

fn agreement_formats() -> PossibleValuesParser {
    PossibleValuesParser::new(
        agreement::FORMATS.iter().map(|format| PossibleValue::new(format.id).help(format.summary)),
    )
}

fn kinds() -> PossibleValuesParser {
    PossibleValuesParser::new(CHECKS.iter().map(|check| PossibleValue::new(check.id)))
}

fn levels() -> impl TypedValueParser<Value = FailOn> {
    PossibleValuesParser::new(FailOn::ALL.map(FailOn::id)).map(|name| {
        let level = FailOn::ALL.into_iter().find(|level| level.id() == name);
        level.expect("only names of levels pass the parser")
    })
}

fn threads(printed: &str) -> Result<usize, String> {
    printed.parse().ok().filter(|count| *count > 0).ok_or_else(|| "not a number of threads, from 1".to_owned())
}

fn confidence(printed: &str) -> Result<u16, String> {
    printed.parse().map_err(|_| "not a number from 0 to 1".to_owned()).and_then(thousandths)
}
