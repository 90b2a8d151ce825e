//! Values of options, from the registries or checked as they are parsed.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use crosscheck::compare::CHECKS;
use crosscheck::config::{FailOn, thousandths};
use crosscheck::read::READERS;
use crosscheck::report::WRITERS;
use crosscheck::{agreement, diff, inventory};
use jiff::civil::Date;

/// The names of a registry, each with what it stands for.
fn listed(entries: impl Iterator<Item = (&'static str, &'static str)>) -> PossibleValuesParser {
    PossibleValuesParser::new(entries.map(|(name, summary)| PossibleValue::new(name).help(summary)))
}

pub(super) fn formats() -> PossibleValuesParser {
    listed(WRITERS.iter().map(|writer| (writer.id, writer.summary)))
}

pub(super) fn readers() -> PossibleValuesParser {
    PossibleValuesParser::new(READERS.iter().map(|reader| reader.id))
}

pub(super) fn inventory_formats() -> PossibleValuesParser {
    listed(inventory::FORMATS.iter().map(|format| (format.id, format.summary)))
}

pub(super) fn diff_formats() -> PossibleValuesParser {
    listed(diff::FORMATS.iter().map(|format| (format.id, format.summary)))
}

pub(super) fn day(printed: &str) -> Result<Date, String> {
    printed.parse().map_err(|_| "not a day such as 2026-03-01".to_owned())
}

pub(super) fn agreement_formats() -> PossibleValuesParser {
    listed(agreement::FORMATS.iter().map(|format| (format.id, format.summary)))
}

pub(super) fn kinds() -> PossibleValuesParser {
    PossibleValuesParser::new(CHECKS.iter().map(|check| PossibleValue::new(check.id)))
}

pub(super) fn levels() -> impl TypedValueParser<Value = FailOn> {
    PossibleValuesParser::new(FailOn::ALL.map(FailOn::id)).map(|name| {
        let level = FailOn::ALL.into_iter().find(|level| level.id() == name);
        level.expect("only names of levels pass the parser")
    })
}

pub(super) fn threads(printed: &str) -> Result<usize, String> {
    printed.parse().ok().filter(|count| *count > 0).ok_or_else(|| "not a number of threads, from 1".to_owned())
}

pub(super) fn confidence(printed: &str) -> Result<u16, String> {
    printed.parse().map_err(|_| "not a number from 0 to 1".to_owned()).and_then(thousandths)
}
