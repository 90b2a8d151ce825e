//! `crosscheck report --from DIR`

use super::check::{outcome, outputs, vetted, write};
use super::settle::Terms;
use super::{Outcome, input, output, say, sheets};
use crate::cli::ReportArgs;
use crosscheck::report::{Counts, Detail};
use crosscheck::settle::Scope;
use crosscheck::worker::Tables;
use crosscheck::{Config, Error};
use std::path::PathBuf;

pub(crate) fn run(args: &ReportArgs) -> Result<Outcome, Error> {
    let outputs = outputs(&args.output)?;
    let detail = input::detail(&args.verbosity);
    let tables = Tables::open(&args.from)?;
    let mut config = tables.config().clone();
    lay_over(&mut config, args);
    let mut terms = Terms::of(&args.settle, &config, Scope::Whole)?;
    let files = vetted(&args.output, &outputs, [&config.baseline, &config.verdicts].into_iter().flatten())?;
    terms.read_baseline(&config)?;
    let verdicts = config.verdicts.as_deref().map(sheets::verdicts).transpose()?;
    let mut report = tables.report()?;
    input::complain(&report.skipped, detail);
    terms.apply(&mut report, &config, detail);
    verdicts.inspect(|verdicts| verdicts.apply(&mut report));
    write(&args.output, detail, &config, &report, &outputs)?;
    if detail != Detail::Brief && !files.iter().any(|file| output::is_stdout(file)) {
        let names: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
        say(&format_args!("{}; written to {}", Counts::of(&report).summary(), names.join(", ")));
    }
    Ok(outcome(&report, &config))
}

/// The command line's choices, which say nothing of what is found.
fn lay_over(config: &mut Config, args: &ReportArgs) {
    config.fail_on = args.fail_on.unwrap_or(config.fail_on);
    let chosen = |own: &Option<PathBuf>, named: &Option<PathBuf>| named.clone().or_else(|| own.clone());
    config.baseline = chosen(&config.baseline, &args.settle.baseline);
    config.verdicts = chosen(&config.verdicts, &args.verdicts);
}
