//! Tables with a column of texts.

use super::load::Omission;
use super::record::{self, At, Said};
use super::{Fields, Loaded, Names, Parse, Reader, TextFile, lines};
use crate::Error;
use crate::model::MetaOrigin;
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
    let fields = &file.settings.fields;
    let header = file.text.lines().next().unwrap_or_default();
    let count = |separator: u8| header.bytes().filter(|&byte| byte == separator).count();
    let separator = SEPARATORS.into_iter().rev().max_by_key(|&separator| count(separator)).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .trim(csv::Trim::Headers)
        .from_reader(file.text.as_bytes());
    let header = reader.headers().map_err(|error| Error::table(path, &error))?.clone();
    let skipped = |why: String| Loaded::without(file.id, why, Omission::Passed);
    if [&CLAIMS, &FINDINGS].iter().any(|own| own.columns.iter().all(|name| header.iter().any(|column| column == *name)))
    {
        return Ok(skipped("a table that crosscheck wrote; it is no article".to_owned()));
    }
    if column(&header, &fields.text).is_none() {
        let has: Vec<&str> = header.iter().collect();
        return Ok(skipped(format!(
            "no column {} (it has: {}); name the column in [fields] of crosscheck.toml",
            fields.text.listed(),
            has.join(", ")
        )));
    }
    let starts = lines::starts(file.text);
    let mut out = Loaded::default();
    for (row, number) in reader.records().zip(1..) {
        let row = row.map_err(|error| Error::table(path, &error))?;
        file.settings.vet_records(file.id, number as usize)?;
        let line = line(&starts, file.text, row.position());
        let read = if row.len() == header.len() {
            record::article(
                file,
                READER.id,
                MetaOrigin::Record,
                (At { line, number }, number),
                said(fields, &header, &row),
            )
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

/// The line on which a row begins. The table's reader stands before the line end of the row above.
fn line(starts: &[u32], text: &str, position: Option<&csv::Position>) -> u32 {
    let before = position.and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(0);
    let rest = text.get(before..).unwrap_or_default();
    let at = before + (rest.len() - rest.trim_start_matches(['\r', '\n']).len());
    u32::try_from(starts.partition_point(|&start| start as usize <= at)).unwrap_or(u32::MAX)
}

/// The column of one of these names, in any case.
fn column(header: &csv::StringRecord, names: &Names) -> Option<usize> {
    names.iter().find_map(|name| header.iter().position(|column| column.eq_ignore_ascii_case(name)))
}

fn said(fields: &Fields, header: &csv::StringRecord, row: &csv::StringRecord) -> Said {
    let cell = |names: &Names| row.get(column(header, names)?).map(str::to_owned);
    let text = column(header, &fields.text).and_then(|at| Some((header.get(at)?.to_owned(), row.get(at)?.to_owned())));
    Said::of(fields, cell, cell, text)
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
