//! Report to bytes: one file a format, all listed in [`WRITERS`].

pub(crate) mod csv;
mod disarmed;
mod excerpt;
mod github;
mod guard;
pub mod html;
mod json;
mod junit;
mod manifest;
mod markdown;
mod paint;
mod percent;
mod region;
mod sarif;
mod text;
mod view;
mod visible;
mod wrap;

pub(crate) use disarmed::write_json;
pub use guard::{guarded, restored, shielded};

pub use manifest::manifest;
pub(crate) use markdown::escaped;
pub use view::Counts;
pub(crate) use visible::unarmed;
pub use visible::visible;

use crate::config::Config;
use crate::model::Report;
use std::io;

/// A format that a report can be written in.
pub struct Writer {
    /// Name on the command line.
    pub id: &'static str,
    /// Ending of files in this format, without the dot; empty for a format of logs, which is written to no file by its
    /// ending.
    pub extension: &'static str,
    /// What it is for, in one line.
    pub summary: &'static str,
    /// Writes the whole report.
    pub write: fn(&Report, &Context<'_>, &mut dyn io::Write) -> io::Result<()>,
}

/// All formats; the first is the one for the terminal.
pub const WRITERS: &[Writer] = &[
    Writer { id: "text", extension: "txt", summary: "for people, grouped and wrapped", write: text::write },
    Writer { id: "json", extension: "json", summary: "everything, for programs (schema 1)", write: json::write },
    Writer { id: "csv", extension: "csv", summary: "one row a mention, for spreadsheets", write: csv::write },
    Writer { id: "html", extension: "html", summary: "one page to read and review in a browser", write: html::write },
    Writer { id: "sarif", extension: "sarif", summary: "SARIF 2.1.0, for code scanning", write: sarif::write },
    Writer { id: "junit", extension: "xml", summary: "JUnit XML, for test reports", write: junit::write },
    Writer { id: "github", extension: "", summary: "annotations for the log of GitHub Actions", write: github::write },
    Writer { id: "md", extension: "md", summary: "Markdown, for issues and pull requests", write: markdown::write },
];

/// The format of this name.
pub fn writer(id: &str) -> Option<&'static Writer> {
    WRITERS.iter().find(|writer| writer.id == id)
}

/// The format of files with this ending, in either case.
pub fn writer_for(extension: &str) -> Option<&'static Writer> {
    let mut writers = WRITERS.iter().filter(|writer| !writer.extension.is_empty());
    writers.find(|writer| writer.extension.eq_ignore_ascii_case(extension))
}

/// Name and number of the schemas of what is written for programs.
pub fn schemas() -> [(&'static str, String); 5] {
    [
        ("report schema", manifest::SCHEMA.to_string()),
        ("baseline schema", crate::settle::SCHEMA.to_string()),
        ("diff schema", crate::diff::SCHEMA.to_string()),
        ("articles schema", crate::inventory::SCHEMA.to_string()),
        ("SARIF", sarif::VERSION.to_owned()),
    ]
}

/// How a report is to be shown.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Context<'a> {
    /// The configuration of the run.
    pub config: &'a Config,
    /// Columns to wrap at, for formats that people read as they are.
    pub width: usize,
    /// How words are set off.
    pub colour: Colour,
    /// How much is shown.
    pub detail: Detail,
    /// Whether near misses are shown by formats for people; formats for programs always hold them.
    pub near_misses: NearMisses,
}

impl<'a> Context<'a> {
    /// Widest lines that still read well, in columns (typographers' 45 to 90 for prose, and room for the margin).
    pub const WIDEST: usize = 100;

    /// Plain, at full width, with the usual detail and without near misses.
    pub fn new(config: &'a Config) -> Self {
        Self {
            config,
            width: Self::WIDEST,
            colour: Colour::Plain,
            detail: Detail::Usual,
            near_misses: NearMisses::Hidden,
        }
    }
}

/// How words are set off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// By marks: the deciding words stand in «guillemets».
    Plain,
    /// By ANSI escape sequences.
    Ansi,
}

/// How much is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// One line a finding.
    Brief,
    /// Each value with its first mentions.
    Usual,
    /// All mentions, whole sentences, scores and ids.
    Full,
}

impl Detail {
    /// Mentions shown of each value.
    fn mentions(self) -> usize {
        match self {
            Self::Brief => 0,
            Self::Usual => 3,
            Self::Full => usize::MAX,
        }
    }
}

/// Whether near misses are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NearMisses {
    /// Counted only.
    Hidden,
    /// Listed with the gate that stopped each.
    Shown,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_endings_are_told_apart() {
        for (index, one) in WRITERS.iter().enumerate() {
            let twins =
                WRITERS[index + 1..].iter().filter(|other| other.id == one.id || other.extension == one.extension);
            assert_eq!(twins.count(), 0, "{}", one.id);
        }
        assert_eq!(writer_for("JSON").map(|writer| writer.id), Some("json"));
        assert!(writer_for("").is_none());
    }
}
