//! The project's own chores: `cargo xtask test`, `eval`, `calibrate`, `bench`, `browser`, `page` and `refresh`.

mod bench;
mod browser;
mod calibrate;
mod debian;
mod eval;
mod hostile;
mod measure;
mod page;
mod process;
mod refresh;
mod soak;
mod spark;
mod synthetic;
mod test;

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
    /// Run all tests, installing what they need; stop at the first that fails.
    Test(test::Options),
    /// Score the checker on labelled data and print the whole table.
    Eval(eval::Options),
    /// Fit the weights of the likeness of two texts to labelled pairs and print them.
    Calibrate(calibrate::Options),
    /// Measure how fast the checker is.
    Bench(bench::Options),
    /// Measure what inputs that are made to hurt cost as they grow.
    Hostile(hostile::Options),
    /// Add, check, remove and review in a loop, and plot memory and open files.
    Soak(soak::Options),
    /// Test the job on Spark against one machine, installing what that needs.
    Spark(spark::Options),
    /// Test the HTML report in a real Chromium, installing what that needs.
    Browser(browser::Options),
    /// Make an HTML report of any size.
    Page(page::Options),
    /// Take anew all that is generated and committed: claims.csv, snapshots, the README's tables and excerpt.
    Refresh,
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().chore {
        Chore::Test(options) => test::run(&options),
        Chore::Eval(options) => eval::run(&options),
        Chore::Calibrate(options) => calibrate::run(&options),
        Chore::Bench(options) => bench::run(&options),
        Chore::Hostile(options) => hostile::run(&options),
        Chore::Soak(options) => soak::run(&options),
        Chore::Spark(options) => spark::run(&options),
        Chore::Browser(options) => browser::run(&options),
        Chore::Page(options) => page::run(&options),
        Chore::Refresh => refresh::run(),
    };
    match outcome {
        Ok(code) => code,
        Err(error) if is_closed_pipe(&*error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Whether the reader of our output has had enough (`| head`).
fn is_closed_pipe(error: &(dyn std::error::Error + 'static)) -> bool {
    let io = error.downcast_ref::<std::io::Error>();
    io.is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}
