//! Tables with a column of texts.

use super::record::{self, At, Said};
use super::{Loaded, Names, Parse, Reader, TextFile};
use crate::Error;
use crate::model::{MetaOrigin, Skipped};
use crate::sheet::{CLAIMS, FINDINGS};
use std::path::Path;

pub(super) const READER: Reader = Reader {
    id: "csv",
    summary: "tables with a column of texts, one article a row",
    extensions: &["csv", "tsv"],
    parse: Parse::Text(parse),
};

/// What parts the cells, the usual one first: of those the one is taken that the header has most of.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

fn parse(file: &TextFile<'_>) -> Result<Loaded, Error> {
    let path = Path::new(file.id);
    let header = file.text.lines().next().unwrap_or_default();
    let count = |separator: u8| header.bytes().filter(|&byte| byte == separator).count();
    let separator = SEPARATORS.into_iter().rev().max_by_key(|&separator| count(separator)).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .trim(csv::Trim::Headers)
        .from_reader(file.text.as_bytes());
    let header = reader.headers().map_err(|error| Error::table(path, &error))?.clone();
    let columns = Columns::of(file, &header);
    let skipped = |why: String| Loaded {
        articles: Vec::new(),
        skipped: vec![Skipped { what: file.id.to_owned(), why, fatal: false }],
    };
    if [&CLAIMS, &FINDINGS].iter().any(|own| own.columns.iter().all(|name| header.iter().any(|column| column == *name)))
    {
        return Ok(skipped("a table that crosscheck wrote; it is no article".to_owned()));
    }
    if columns.text.is_none() {
        let has: Vec<&str> = header.iter().collect();
        return Ok(skipped(format!(
            "no column {} (it has: {}); name the column in [fields] of crosscheck.toml",
            file.settings.fields.text.listed(),
            has.join(", ")
        )));
    }
    let mut out = Loaded::default();
    for (row, number) in reader.records().zip(1..) {
        let row = row.map_err(|error| Error::table(path, &error))?;
        let line = row.position().map_or(1, |position| u32::try_from(position.line()).unwrap_or(u32::MAX));
        let read = if row.len() == header.len() {
            record::article(file, READER.id, MetaOrigin::Record, (At { line, number }, number), columns.said(&row))
        } else {
            let cure = "quote cells that hold separators";
            Err(format!("the row has {} cells where the header has {}; {cure}", row.len(), header.len()))
        };
        out.append(read.unwrap_or_else(|why| record::broken(file, line, why)));
    }
    if out.articles.is_empty() && out.skipped.is_empty() {
        out.skipped.push(super::load::empty(file.id.to_owned()));
    }
    Ok(out)
}

/// Which columns hold what.
struct Columns {
    id: Option<usize>,
    title: Option<usize>,
    source: Option<usize>,
    author: Option<usize>,
    date: Option<usize>,
    updated: Option<usize>,
    url: Option<usize>,
    language: Option<usize>,
    text: Option<(usize, String)>,
}

impl Columns {
    /// By name, in any case.
    fn of(file: &TextFile<'_>, header: &csv::StringRecord) -> Self {
        let fields = &file.settings.fields;
        let find = |names: &Names| {
            names.iter().find_map(|name| header.iter().position(|column| column.eq_ignore_ascii_case(name)))
        };
        Self {
            id: find(&fields.id),
            title: find(&fields.title),
            source: find(&fields.source),
            author: find(&fields.author),
            date: find(&fields.date),
            updated: find(&fields.updated),
            url: find(&fields.url),
            language: find(&fields.language),
            text: find(&fields.text).map(|at| (at, header.get(at).unwrap_or_default().to_owned())),
        }
    }

    fn said(&self, row: &csv::StringRecord) -> Said {
        let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).map(str::to_owned);
        Said {
            id: cell(self.id),
            title: cell(self.title),
            source: cell(self.source),
            author: cell(self.author),
            date: cell(self.date),
            updated: cell(self.updated),
            url: cell(self.url),
            language: cell(self.language),
            text: self.text.as_ref().and_then(|(at, name)| Some((name.clone(), cell(Some(*at))?))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Input;
    use super::*;

    fn read(text: &str) -> Loaded {
        READER.read(&Input::plain("a.csv", text.as_bytes())).expect("read")
    }

    #[test]
    fn rows_become_articles() {
        let text = "Id;Headline;Text;Date\r\n7;Ferry sinks;\"It sank,\r\nthey said.\";2025-05-03\r\n;Mayor quits;He quit.;\r\n";
        let loaded = read(text);
        let [first, second] = &loaded.articles[..] else { panic!("two articles: {loaded:?}") };
        assert_eq!((first.id.as_str(), first.text.as_str()), ("a.csv#7", "Ferry sinks\n\nIt sank,\r\nthey said."));
        assert_eq!(first.date().map(|date| date.to_string()).as_deref(), Some("2025-05-03"));
        let place = second.place(0);
        assert_eq!(
            (second.id.as_str(), place.record, place.line, second.field()),
            ("a.csv#2", Some(2), 4, Some("Text"))
        );
        assert_eq!(second.file(), "a.csv");
    }

    #[test]
    fn tables_without_texts_and_rows_of_another_length_are_named() {
        let why = |text: &str| read(text).skipped.remove(0).why;
        assert!(why("path,source\na.txt,Post\n").starts_with("no column text, body"));
        let claims = format!("{}\n", CLAIMS.columns.join(","));
        assert!(why(&claims).contains("crosscheck wrote"));
        assert!(why("id,text\n").contains("no text"));
        let loaded = read("id,text\n1,One.\n2,Two, and three.\n");
        assert_eq!((loaded.articles.len(), loaded.skipped[0].what.as_str()), (1, "a.csv:3"));
    }
}
