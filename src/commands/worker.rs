//! `crosscheck worker plan|stage`

use super::{Outcome, input, output};
use crate::cli::{PlanArgs, StageArgs, WorkerCommand};
use crosscheck::Error;
use crosscheck::report::Detail;
use crosscheck::worker::{self, Plan};
use std::io::{self, BufReader, BufWriter};

pub(crate) fn run(command: &WorkerCommand) -> Result<Outcome, Error> {
    match command {
        WorkerCommand::Plan(args) => plan(args),
        WorkerCommand::Stage(args) => stage(args),
    }
}

fn plan(args: &PlanArgs) -> Result<Outcome, Error> {
    let config = input::configure(&args.run, Detail::Brief)?;
    output::stdout(Plan::of(&config)?.print()?.as_bytes())?;
    Ok(Outcome::Clean)
}

/// On one thread: a cluster runs as many workers as it has cores.
fn stage(args: &StageArgs) -> Result<Outcome, Error> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build_global();
    pool.map_err(|error| Error::usage(format!("cannot start a thread: {error}")))?;
    let plan = Plan::read(&args.plan)?;
    let (stdin, stdout) = (io::stdin().lock(), io::stdout().lock());
    worker::run(
        &args.stage,
        &plan,
        BufReader::with_capacity(1 << 20, stdin),
        BufWriter::with_capacity(1 << 20, stdout),
    )?;
    Ok(Outcome::Clean)
}
