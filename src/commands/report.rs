//! `crosscheck report --from DIR`

use super::check::{finish, lay_over, outputs, vetted};
use super::settle::Terms;
use super::{Outcome, input, sheets};
use crate::cli::ReportArgs;
use crosscheck::Error;
use crosscheck::settle::Scope;
use crosscheck::worker::Tables;

pub(crate) fn run(args: &ReportArgs) -> Result<Outcome, Error> {
    let outputs = outputs(&args.output)?;
    let detail = input::detail(&args.verbosity);
    let tables = Tables::open(&args.from)?;
    let mut config = tables.config().clone();
    lay_over(&mut config, args.fail_on, &args.settle, &args.verdicts);
    let mut terms = Terms::of(&args.settle, &config, Scope::Whole)?;
    let files = vetted(&args.output, &outputs, [&config.baseline, &config.verdicts].into_iter().flatten())?;
    terms.read_baseline(&config)?;
    let verdicts = config.verdicts.as_deref().map(sheets::verdicts).transpose()?;
    let mut report = tables.report()?;
    input::complain(&report.skipped, detail);
    terms.apply(&mut report, &config, detail);
    verdicts.inspect(|verdicts| verdicts.apply(&mut report));
    finish(&args.output, detail, &config, &report, (&outputs, &files))
}
