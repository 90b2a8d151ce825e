use super::Settings;
use crate::model::{DateField, Field, Meta, MetaOrigin};
use jiff::civil::Date;
use std::path::PathBuf;

/// How files are read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// A CSV file with the columns `path`, `source`, `date`, `title`, `url`, which wins over everything else.
    pub table: Option<PathBuf>,
    /// What the configuration says about files and folders; later entries win.
    pub overrides: Vec<Override>,
    /// What is left out of folders, in the syntax of `.gitignore`.
    pub exclude: Vec<String>,
    /// The folder that these patterns are seen from; empty for the working folder.
    pub base: PathBuf,
    /// Whether `.gitignore` and `.ignore` count.
    pub ignore: Ignore,
    /// Files of the run that are no articles, wherever they lie: tables of sources, verdicts, baselines.
    pub apart: Vec<PathBuf>,
    /// The format of standard input; `None` leaves it to the bytes.
    pub stdin_format: Option<String>,
    /// What readers are told.
    pub settings: Settings,
}

/// Whether files in folders can be hidden from a run by `.gitignore` and `.ignore`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Ignore {
    /// They can.
    #[default]
    Respected,
    /// All files are read.
    Disregarded,
}

/// What the configuration says about a file or about all files of a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Override {
    /// An article's id, or a folder that it lies in; `/` parts the names.
    pub path: String,
    /// The publication.
    pub source: Option<String>,
    /// The day of publication.
    pub date: Option<Date>,
}

impl Override {
    /// Whether this is about the article of that id.
    fn covers(&self, id: &str) -> bool {
        let path = self.path.trim_start_matches("./").trim_end_matches('/');
        match id.strip_prefix(path) {
            Some(rest) => rest.is_empty() || rest.starts_with(['/', '#']) || path.is_empty(),
            None => false,
        }
    }
}

impl Options {
    /// Puts into `meta` what the configuration says about the article of that id.
    pub(super) fn apply(&self, id: &str, meta: &mut Meta) {
        for entry in self.overrides.iter().filter(|entry| entry.covers(id)) {
            let origin = MetaOrigin::Config;
            if let Some(source) = &entry.source {
                meta.source = Some(Field { value: source.clone(), origin });
            }
            if let Some(value) = entry.date {
                meta.date = Some(DateField::day(value, origin));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_override_covers_a_file_its_records_and_a_folder() {
        let entry = |path: &str| Override { path: path.to_owned(), source: Some("The Lantern".to_owned()), date: None };
        for (path, id, covers) in [
            ("docs/a.txt", "docs/a.txt", true),
            ("docs/a.jsonl", "docs/a.jsonl#7", true),
            ("./docs/", "docs/a.txt", true),
            ("doc", "docs/a.txt", false),
            ("docs/a.txt", "docs/a.txt.md", false),
        ] {
            let mut meta = Meta::default();
            Options { overrides: vec![entry(path)], ..Options::default() }.apply(id, &mut meta);
            assert_eq!(meta.source.is_some(), covers, "{path} {id}");
        }
    }
}
