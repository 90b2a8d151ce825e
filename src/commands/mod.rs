//! One file a command, and what they share.

pub(crate) mod agreement;
pub(crate) mod archive;
pub(crate) mod articles;
pub(crate) mod baseline;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod config;
pub(crate) mod diff;
pub(crate) mod explain;
mod extent;
pub(crate) mod extract;
pub(crate) mod init;
mod input;
pub(crate) mod man;
pub(crate) mod output;
pub(crate) mod pairs;
mod progress;
#[cfg(feature = "cluster")]
pub(crate) mod report;
pub(crate) mod review;
mod settle;
mod sheets;
#[cfg(feature = "cluster")]
pub(crate) mod worker;

use std::fmt::Display;
use std::io::Write as _;
use std::process::ExitCode;

/// How a run ended; the same in every command and format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The sources agree, the table is current, the work is done.
    Clean,
    /// The sources disagree, the table is stale.
    Found,
    /// Something could not be checked.
    Unchecked,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Clean => Self::SUCCESS,
            Outcome::Found => Self::from(1),
            Outcome::Unchecked => Self::from(2),
        }
    }
}

/// One line on standard error. A closed standard error is nobody's concern.
pub(crate) fn say(message: &dyn Display) {
    let line = crosscheck::report::visible(&message.to_string()).into_owned();
    let _ = writeln!(std::io::stderr().lock(), "crosscheck: {line}");
}

/// Help and version as clap has them; what was typed wrongly in one line like every other error.
pub(crate) fn usage(error: &clap::Error) -> ExitCode {
    use clap::error::ErrorKind::{DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand, DisplayVersion};
    match error.kind() {
        DisplayHelp | DisplayVersion => {
            // Nothing to be done about a closed standard output.
            let _ = error.print();
            Outcome::Clean.into()
        }
        DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = error.print();
            Outcome::Unchecked.into()
        }
        _ => {
            let printed = error.to_string();
            let lines = printed.lines().take_while(|line| !line.starts_with("Usage:") && !line.starts_with("For more"));
            let words = lines.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
            say(&words.strip_prefix("error: ").unwrap_or(&words).replace(" tip: ", "; "));
            Outcome::Unchecked.into()
        }
    }
}
