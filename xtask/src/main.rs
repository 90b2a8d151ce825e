//! The project's own chores: `cargo xtask test`, `cargo xtask eval`, `cargo xtask bench`.

mod eval;
mod process;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Whatever goes wrong here ends as one line on standard error.
type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The project's own chores.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Score the checker on labelled data and print the whole table.
    Eval(eval::Options),
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().chore {
        Chore::Eval(options) => eval::run(&options),
    };
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}
