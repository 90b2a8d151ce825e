//! What is known of findings already: baseline, exceptions, house facts, and the day they are held against.

use super::say;
use crate::cli::{ReadingArgs, RunArgs, SettleArgs};
use crosscheck::model::{Article, Consulted, Report};
use crosscheck::report::Detail;
use crosscheck::settle::{self, Baseline, Scope};
use crosscheck::{Config, Error};
use jiff::civil::Date;
use std::io;
use std::path::Path;

/// What findings are settled by, besides the configuration.
pub(super) struct Terms {
    today: Date,
    scope: Scope,
    pub(super) baseline: Option<Baseline>,
    consulted: Vec<Consulted>,
}

impl Terms {
    /// Of a run over what `scope` says. The clock is asked only where something has a date and the command line names no day.
    pub(super) fn of(args: &SettleArgs, config: &Config, scope: Scope) -> Result<Self, Error> {
        let mut consulted = Vec::new();
        let dated = config.allow.iter().any(|allow| allow.until.is_some())
            || config.fact.iter().any(|fact| fact.until.is_some());
        let today = match args.today {
            Some(today) => today,
            None if dated => jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date(),
            None => Date::MIN,
        };
        if dated {
            consulted.push(Consulted { what: "today", value: today.to_string() });
        }
        Ok(Self { today, scope, baseline: None, consulted })
    }

    /// Reads the baseline, if the configuration or the command line names one.
    pub(super) fn read_baseline(&mut self, config: &Config) -> Result<(), Error> {
        let Some(path) = &config.baseline else { return Ok(()) };
        let text = read(path)?.ok_or_else(|| {
            let cure = format!("`crosscheck baseline update PATH... --baseline {}` makes it", path.display());
            Error::usage(format!("cannot read the baseline {}: no such file; {cure}", path.display()))
        })?;
        self.consulted.push(Consulted { what: "baseline", value: blake3::hash(text.as_bytes()).to_hex().to_string() });
        self.baseline = Some(Baseline::parse(path, &text)?);
        Ok(())
    }

    /// The house facts that hold, as articles to be checked with the others.
    pub(super) fn facts(&self, config: &Config, articles: &[Article]) -> Result<Vec<Article>, Error> {
        settle::fact::articles(config, articles, self.today)
    }

    /// Marks what is settled, and says which exceptions do nothing.
    pub(super) fn apply(&self, report: &mut Report, config: &Config, detail: Detail) {
        settle::apply(report, config, self.baseline.as_ref(), self.today, self.scope);
        report.settlement.consulted.clone_from(&self.consulted);
        if detail != Detail::Brief {
            for stale in &report.settlement.stale {
                say(&format_args!("warning: {}:{}: {}", stale.file, stale.line, stale.why));
            }
        }
    }
}

/// Whether the command line narrows what the configuration speaks of.
pub(super) fn scope(run: &RunArgs, reading: &ReadingArgs, config: &Config) -> Scope {
    let narrowed = run.kinds.is_some()
        || run.file.profile.is_some()
        || run.min_confidence.is_some()
        || (!reading.paths.is_empty() && !config.inputs.is_empty() && reading.paths != config.inputs);
    if narrowed { Scope::Part } else { Scope::Whole }
}

/// The text of a file, if there is one.
pub(super) fn read(path: &Path) -> Result<Option<String>, Error> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io("read", path, error)),
    }
}
