//! The `--meta` table: what a person says about the articles.

use super::day;
use crate::Error;
use crate::model::{Article, DateField, Field, Meta, MetaOrigin, Skipped};
use std::collections::BTreeMap;
use std::path::Path;

/// The columns that a table may have.
const COLUMNS: &[&str] = &["path", "source", "date", "title", "url"];

/// A table that was read.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: BTreeMap<String, Row>,
    /// The table's own path, for messages.
    path: String,
    /// The folder of the table, as ids have it, with a `/` at the end; empty where that is the current one.
    folder: String,
}

#[derive(Debug, Default)]
struct Row {
    meta: Meta,
    line: u64,
    used: bool,
}

impl Table {
    /// Reads the table at `path`.
    pub(super) fn read(path: &Path) -> Result<Self, Error> {
        let bytes = std::fs::read(path).map_err(|error| Error::io("read", path, error))?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.map(|folder| format!("{}/", super::walk::id(folder))).unwrap_or_default();
        Self::parse(path, &bytes, folder)
    }

    fn parse(path: &Path, bytes: &[u8], folder: String) -> Result<Self, Error> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
        let fault = |error: csv::Error| {
            let place = error.position().map(|position| (position.line(), 1));
            Error::malformed(path, place, format!("not a CSV table in UTF-8: {error}"))
        };
        let header = reader.headers().map_err(fault)?.clone();
        let unknown: Vec<&str> = header.iter().filter(|name| !COLUMNS.contains(name)).collect();
        if !unknown.is_empty() || !header.iter().any(|name| name == "path") {
            let message = match unknown.is_empty() {
                true => "has no column \"path\"".to_owned(),
                false => format!("unknown column \"{}\"", unknown.join("\", \"")),
            };
            return Err(Error::malformed(path, Some((1, 1)), format!("{message}; known are {}", COLUMNS.join(", "))));
        }
        let mut rows = BTreeMap::new();
        for record in reader.records() {
            let record = record.map_err(fault)?;
            let line = record.position().map_or(0, csv::Position::line);
            let cell = |name: &str| {
                let at = header.iter().position(|column| column == name)?;
                record.get(at).filter(|value| !value.is_empty())
            };
            let Some(key) = cell("path") else {
                return Err(Error::malformed(path, Some((line, 1)), "the row has no path"));
            };
            let origin = MetaOrigin::Table;
            let field = |name: &str| cell(name).map(|value| Field { value: value.to_owned(), origin });
            let date = match cell("date") {
                Some(value) => {
                    let day = day::parse(value).ok_or_else(|| {
                        Error::malformed(path, Some((line, 1)), format!("\"{value}\" is no date; write 2025-08-31"))
                    })?;
                    Some(DateField::day(day, origin))
                }
                None => None,
            };
            let meta =
                Meta { source: field("source"), title: field("title"), url: field("url"), date, ..Meta::default() };
            rows.insert(super::walk::written(key), Row { meta, line, used: false });
        }
        Ok(Self { rows, path: super::walk::id(path), folder })
    }

    /// Puts into the article what its row says. The path of a row is as given on the command line or as seen from the
    /// table; a row for a file of records is for all of them.
    pub(super) fn apply(&mut self, article: &mut Article) {
        let file = article.id.split('#').next().unwrap_or_default();
        let keys = [article.id.as_str(), file];
        let seen = keys.iter().filter_map(|key| key.strip_prefix(self.folder.as_str()));
        let Some(key) = keys.iter().copied().chain(seen).find(|key| self.rows.contains_key(*key)) else { return };
        let Some(row) = self.rows.get_mut(key) else { return };
        row.used = true;
        let said = row.meta.clone();
        let meta = &mut article.meta;
        meta.source = said.source.or(meta.source.take());
        meta.title = said.title.or(meta.title.take());
        meta.url = said.url.or(meta.url.take());
        meta.date = said.date.or(meta.date.take());
    }

    /// Rows that no article has asked for.
    pub(super) fn unused(&self) -> Vec<Skipped> {
        let warn = |(path, row): (&String, &Row)| Skipped {
            what: format!("{}:{}", self.path, row.line),
            why: format!("no article has the path \"{path}\""),
            fatal: false,
        };
        self.rows.iter().filter(|(_, row)| !row.used).map(warn).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Result<Table, Error> {
        Table::parse(Path::new("lists/meta.csv"), text.as_bytes(), "lists/".to_owned())
    }

    #[test]
    fn a_row_wins_and_an_unused_one_is_named() {
        let mut table = table("path,source,date\n./a.txt,The Lantern,2025-03-04\nb.txt,,\n").expect("a table");
        let mut article = super::super::plain_text("lists/a.txt", "One.");
        article.meta.source = Some(Field { value: "Else".to_owned(), origin: MetaOrigin::Record });
        table.apply(&mut article);
        assert_eq!(article.meta.source.map(|field| field.value).as_deref(), Some("The Lantern"));
        assert_eq!(article.meta.date.map(|field| field.origin), Some(MetaOrigin::Table));
        let unused = table.unused();
        assert_eq!(unused.len(), 1);
        assert_eq!(unused[0].what, "lists/meta.csv:3");
    }

    #[test]
    fn faults_are_named() {
        for (text, part) in [
            ("path,outlet\n", "unknown column \"outlet\""),
            ("source\nx\n", "no column \"path\""),
            ("path,date\na.txt,soon\n", "meta.csv:2:1: \"soon\" is no date"),
        ] {
            let message = table(text).map(|_| ()).map_err(|error| error.to_string());
            assert!(message.as_ref().is_err_and(|message| message.contains(part)), "{message:?}");
        }
    }
}
