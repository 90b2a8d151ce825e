//! `crosscheck completions SHELL`

use super::{Outcome, output};
use crate::cli::{Cli, CompletionsArgs};
use clap::CommandFactory;
use crosscheck::Error;

pub(crate) fn run(args: &CompletionsArgs) -> Result<Outcome, Error> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "crosscheck", &mut script);
    output::stdout(&script)?;
    Ok(Outcome::Clean)
}
