//! The command line: parse, call the library, print, exit code.

mod cli;
mod commands;
mod review;

use clap::Parser;
use cli::Command;
use crosscheck::fault;
use std::process::ExitCode;

/// Claims are millions of small pieces.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    fault::hush();
    let command = match cli::Cli::try_parse() {
        Ok(cli) => cli.command,
        Err(error) => return commands::usage(&error),
    };
    // What one article brings out is told with its article; all else ends here, and nothing is half-written.
    match fault::caught(|| run(&command)) {
        Ok(Ok(outcome)) => outcome.into(),
        Ok(Err(error)) => {
            commands::say(&error);
            commands::Outcome::Unchecked.into()
        }
        Err(fault) => {
            commands::say(&format_args!("a fault of the program; nothing was checked: {}", fault.reason()));
            commands::Outcome::Unchecked.into()
        }
    }
}

fn run(command: &Command) -> Result<commands::Outcome, crosscheck::Error> {
    match command {
        Command::Check(args) => commands::check::run(args),
        Command::Extract(args) => commands::extract::run(args),
        Command::Articles(args) => commands::articles::run(args),
        Command::Review(args) => commands::review::run(args),
        Command::Agreement(args) => commands::agreement::run(args),
        Command::Pairs(args) => commands::pairs::run(args),
        Command::Explain(args) => commands::explain::run(args),
        Command::Diff(args) => commands::diff::run(args),
        Command::Baseline(args) => commands::baseline::run(&args.command),
        Command::Archive(args) => commands::archive::run(&args.command),
        #[cfg(feature = "cluster")]
        Command::Worker(args) => commands::worker::run(&args.command),
        #[cfg(feature = "cluster")]
        Command::Report(args) => commands::report::run(args),
        Command::Init => commands::init::run(),
        Command::Config(args) => commands::config::run(args),
        Command::Completions(args) => commands::completions::run(args),
        Command::Man(args) => commands::man::run(args),
    }
}
