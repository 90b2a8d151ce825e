//! Tables as spreadsheets save them: whatever separator, line end, order of columns and mark of encoding they chose.

use crate::Error;
use crate::report::{restored, shielded};
use std::io;
use std::path::Path;

/// Separators that spreadsheets write, the usual one first.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// UTF-8's byte order mark, by which Excel knows UTF-8.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Dialect {
    /// Between cells.
    pub separator: u8,
    /// Whether it begins with a byte order mark.
    pub bom: bool,
    /// Whether lines end with carriage return and line feed.
    pub crlf: bool,
}

impl Default for Dialect {
    /// Commas, line feeds, no mark.
    fn default() -> Self {
        Self { separator: SEPARATORS[0], bom: false, crlf: false }
    }
}

/// A table that was read: cells as they were before they were shielded from spreadsheets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// How it was written.
    pub dialect: Dialect,
    /// Names of the columns, without white space around them.
    pub header: Vec<String>,
    /// The rows that hold something.
    pub rows: Vec<Line>,
    /// Whether a last row was cut off before its end, as a killed or interrupted writer leaves it. It is not among the rows.
    pub torn: bool,
    /// Whether the last line is ended, so that another may follow.
    pub ended: bool,
}

/// A row and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Line in the file, from 1.
    pub number: u64,
    /// As many as the header has.
    pub cells: Vec<String>,
}

impl Table {
    /// Reads a table; `path` is named in errors, with `what` it should be. Of the separators the one is taken by which the
    /// header holds most of the `expected` columns; one that holds none of them is no such table.
    pub fn read(path: &Path, bytes: &[u8], what: &str, expected: &[&str]) -> Result<Self, Error> {
        let (text, marked) = decoded(path, bytes)?;
        let (declared, body, skipped) = declaration(&text);
        let separator = declared.unwrap_or_else(|| separator(body, expected));
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator)
            .flexible(true)
            .has_headers(false)
            .from_reader(body.as_bytes());
        let mut header = None;
        let mut rows = Vec::new();
        let mut torn = false;
        let mut last = 0;
        let mut records = reader.records().peekable();
        while let Some(record) = records.next() {
            let record = record.map_err(|error| Error::table(path, &error))?;
            last = record.position().map_or(0, csv::Position::byte);
            let number = record.position().map_or(1, csv::Position::line) + skipped;
            let cells: Vec<String> = record.iter().map(|cell| lines(restored(cell))).collect();
            let Some(header) = &header else {
                let names = names(path, &cells)?;
                if let Some(first) = expected.first()
                    && !expected.iter().any(|name| names.iter().any(|column| column == name))
                {
                    return Err(missing(path, first, what, &names));
                }
                header = Some(names);
                continue;
            };
            if cells.iter().all(String::is_empty) {
                continue;
            }
            if cells.len() < header.len() && records.peek().is_none() && !is_ended(body, last) {
                torn = true;
                continue;
            }
            rows.push(Line { number, cells: fitted(path, number, cells, header, separator)? });
        }
        let dialect = Dialect { separator, bom: marked, crlf: body.lines().next().is_some_and(|_| ends_crlf(body)) };
        let ended = is_ended(body, last);
        Ok(Self { dialect, header: header.unwrap_or_default(), rows, torn, ended })
    }

    /// The place of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|column| column == name)
    }

    /// The place of a column without which the file is not `what` it should be.
    pub fn needed(&self, path: &Path, name: &str, what: &str) -> Result<usize, Error> {
        self.column(name).ok_or_else(|| missing(path, name, what, &self.header))
    }
}

/// Writes rows as a table whose cells no spreadsheet runs.
pub struct TableWriter<W: io::Write> {
    table: csv::Writer<W>,
}

impl<W: io::Write> TableWriter<W> {
    /// A table with this header.
    pub fn new<'a>(mut out: W, dialect: Dialect, header: impl IntoIterator<Item = &'a str>) -> io::Result<Self> {
        if dialect.bom {
            out.write_all(BOM)?;
        }
        let mut writer = Self::rows(out, dialect);
        writer.row(header)?;
        Ok(writer)
    }

    /// More rows of a table that is there.
    pub fn rows(out: W, dialect: Dialect) -> Self {
        let end = if dialect.crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        Self {
            table: csv::WriterBuilder::new()
                .delimiter(dialect.separator)
                .terminator(end)
                .flexible(true)
                .from_writer(out),
        }
    }

    /// A row.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) -> io::Result<()> {
        for cell in cells {
            self.table.write_field(shielded(cell).as_bytes())?;
        }
        Ok(self.table.write_record(None::<&[u8]>)?)
    }

    /// Ends the table.
    pub fn finish(mut self) -> io::Result<()> {
        self.table.flush()
    }
}

/// The text without its byte order mark, and whether it had one.
fn decoded(path: &Path, bytes: &[u8]) -> Result<(String, bool), Error> {
    let refused = |place, why: &str| Err(Error::malformed(path, place, why.to_owned()));
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16(&units).ok().filter(|_| bytes.len().is_multiple_of(2))
    };
    let wide = match bytes {
        [0xff, 0xfe, rest @ ..] => Some(utf16(rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => Some(utf16(rest, u16::from_be_bytes)),
        _ => None,
    };
    match wide {
        Some(Some(text)) => return Ok((text, true)),
        Some(None) => return refused(None, "begins as UTF-16 and is not; save the table as UTF-8"),
        None => {}
    }
    let bare = bytes.strip_prefix(BOM).unwrap_or(bytes);
    match std::str::from_utf8(bare) {
        Ok(text) => Ok((text.to_owned(), bare.len() < bytes.len())),
        Err(error) => {
            let line = bare[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
            refused(Some((line, 1)), "not UTF-8; save the table as UTF-8 (Excel: \"CSV UTF-8\")")
        }
    }
}

/// The separator that a first line `sep=;` declares for Excel, what comes after, and the lines before that.
fn declaration(text: &str) -> (Option<u8>, &str, u64) {
    let first = text.lines().next().unwrap_or_default();
    let declared = first.trim_matches('"').strip_prefix("sep=").map(str::as_bytes);
    match declared {
        Some([separator]) => (Some(*separator), text[first.len()..].trim_start_matches(['\r', '\n']), 1),
        _ => (None, text, 0),
    }
}

/// The separator by which the header holds most of the expected columns.
fn separator(text: &str, expected: &[&str]) -> u8 {
    let found = |separator: u8| {
        let mut reader = csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(text.as_bytes());
        let header = reader.headers().cloned().unwrap_or_default();
        expected.iter().filter(|name| header.iter().any(|column| column.trim() == **name)).count()
    };
    // Of equals the last is taken, and the usual one should be.
    SEPARATORS.into_iter().rev().max_by_key(|&separator| found(separator)).unwrap_or(SEPARATORS[0])
}

/// Most of a header that is shown, in characters.
const SHOWN: usize = 120;

fn missing(path: &Path, name: &str, what: &str, header: &[String]) -> Error {
    let mut columns = header.join(", ");
    if let Some((end, _)) = columns.char_indices().nth(SHOWN) {
        columns.replace_range(end.., "…");
    }
    let message = format!("no column `{name}`, so this is not {what} (it has: {columns})");
    Error::malformed(path, Some((1, 1)), message)
}

/// The header's names, of which none may stand twice.
fn names(path: &Path, cells: &[String]) -> Result<Vec<String>, Error> {
    let mut names: Vec<String> = cells.iter().map(|cell| cell.trim().to_owned()).collect();
    while names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    for (at, name) in names.iter().enumerate() {
        if !name.is_empty() && names[..at].contains(name) {
            let message = format!("there are two columns `{name}`; rename one of them");
            return Err(Error::malformed(path, Some((1, 1)), message));
        }
    }
    Ok(names)
}

/// The cells of a row without the empty ones that some programs add at its end.
fn fitted(
    path: &Path,
    number: u64,
    mut cells: Vec<String>,
    header: &[String],
    separator: u8,
) -> Result<Vec<String>, Error> {
    while cells.len() > header.len() && cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
    if cells.len() == header.len() {
        return Ok(cells);
    }
    let hint = match separator {
        b',' => "commas".to_owned(),
        b'\t' => "tabs".to_owned(),
        other => format!("`{}`", char::from(other)),
    };
    let (have, want) = (cells.len(), header.len());
    let message = format!("the row has {have} cells where the header has {want}; quote cells that hold {hint}");
    Err(Error::malformed(path, Some((number, 1)), message))
}

/// Line ends inside a cell as line feeds, since spreadsheets change them to their taste.
pub(super) fn lines(cell: &str) -> String {
    if cell.contains('\r') { cell.replace("\r\n", "\n").replace('\r', "\n") } else { cell.to_owned() }
}

/// Whether the record that begins at byte `start` has a line end after it that stands in no quotes.
fn is_ended(body: &str, start: u64) -> bool {
    let record = usize::try_from(start).ok().and_then(|start| body.get(start..)).unwrap_or(body);
    record.ends_with(['\n', '\r']) && record.matches('"').count().is_multiple_of(2)
}

fn ends_crlf(body: &str) -> bool {
    body.find('\n').is_some_and(|at| body[..at].ends_with('\r'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [&str; 3] = ["id", "verdict", "note"];

    fn read(text: &str) -> Result<Table, String> {
        bytes(text.as_bytes())
    }

    fn bytes(bytes: &[u8]) -> Result<Table, String> {
        Table::read(Path::new("t.csv"), bytes, "a table", &COLUMNS).map_err(|error| error.to_string())
    }

    fn cells(table: &Table) -> Vec<Vec<&str>> {
        table.rows.iter().map(|row| row.cells.iter().map(String::as_str).collect()).collect()
    }

    #[test]
    fn a_table_is_the_same_in_every_dialect() {
        let plain = read("id,verdict,note\n1,dismiss,\"a, b; c\"\n").unwrap();
        let wanted = [["1", "dismiss", "a, b; c"]];
        for text in [
            "id;verdict;note\r\n1;dismiss;\"a, b; c\"\r\n",
            "id\tverdict\tnote\r1\tdismiss\ta, b; c\r",
            "\u{feff}\"id\",\"verdict\",\"note\"\n\"1\",\"dismiss\",\"a, b; c\"",
            "sep=;\nid;verdict;note\n1;dismiss;\"a, b; c\"\n",
            "id,verdict,note,,\n1,dismiss,\"a, b; c\",,\n,,,,\n\n",
        ] {
            let table = read(text).unwrap();
            assert_eq!((cells(&table), &table.header), (cells(&plain), &plain.header), "{text}");
        }
        assert_eq!(cells(&plain), wanted);
        let wide: Vec<u8> = "\u{feff}id\tverdict\n1\tdiß\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(cells(&bytes(&wide).unwrap()), [["1", "diß"]]);
    }

    #[test]
    fn what_is_written_is_read_back_in_the_same_dialect() {
        let cells = [["=1", "'=1", " two\nlines "], ["a;b", "c,d", "\"q\"\t"], ["é", "", "-"]];
        for separator in SEPARATORS {
            for (bom, crlf) in [(false, false), (true, true)] {
                let dialect = Dialect { separator, bom, crlf };
                let mut out = Vec::new();
                let mut writer = TableWriter::new(&mut out, dialect, COLUMNS).unwrap();
                cells.iter().for_each(|row| writer.row(row.iter().copied()).unwrap());
                writer.finish().unwrap();
                let table = bytes(&out).unwrap();
                assert_eq!((super::tests::cells(&table), table.dialect), (cells.map(Vec::from).to_vec(), dialect));
            }
        }
    }

    #[test]
    fn a_row_that_was_cut_off_is_told_from_one_that_is_wrong() {
        let table = read("id,verdict,note\n1,dismiss,x\n2,\"con").unwrap();
        assert_eq!((table.torn, table.rows.len()), (true, 1));
        let inside = read("id,verdict,note\n1,dismiss,x\n2,\"con\n").unwrap();
        assert_eq!((inside.torn, inside.ended, inside.rows.len()), (true, false, 1));
        let unended = read("id,verdict,note\n1,dismiss,x").unwrap();
        assert_eq!((unended.torn, unended.rows.len()), (false, 1));
        assert_eq!(
            read("id;verdict;note\n1;x\n").unwrap_err(),
            "t.csv:2:1: the row has 2 cells where the header has 3; quote cells that hold `;`"
        );
        assert!(read("id,verdict,note\n1,a,b,c\n").unwrap_err().contains("4 cells"));
    }

    #[test]
    fn other_encodings_and_twin_columns_are_refused() {
        assert!(bytes(b"id,note\n1,caf\xe9\n").unwrap_err().starts_with("t.csv:2:1: not UTF-8"));
        assert!(bytes(b"\xff\xfei\0d").unwrap_err().contains("UTF-16"));
        assert!(read("id,note,note\n").unwrap_err().contains("two columns `note`"));
    }
}
