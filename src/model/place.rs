use super::{Article, Span};
use serde::{Deserialize, Serialize};

/// Where a byte of an article's text is found by a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Places {
    /// The text is the file, decoded.
    File {
        /// Offsets of the first byte of each line; the first is 0.
        lines: Vec<u32>,
        /// Bytes of the file before the text (a byte order mark); `None` where the text is not the file's own bytes, since
        /// they were compressed or in another encoding.
        base: Option<u32>,
    },
    /// The text was taken out of markup: runs in order of `offset`, each (offset in the text, line, column in characters,
    /// column in UTF-16 code units).
    Runs(Vec<(u32, u32, u32, u32)>),
    /// The text is a field of a record.
    Record(Record),
    /// The text was taken out of a document that has no lines: offsets at which its pages or paragraphs begin, with their
    /// numbers, in order; and offsets at which the lines of the text begin.
    Parts {
        /// What is numbered.
        unit: Unit,
        /// Offset and number, from 1.
        starts: Vec<(u32, u32)>,
        /// Offsets of the first byte of each line; the first is 0.
        lines: Vec<u32>,
    },
}

/// Which record of a file, and which field of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The line on which it begins, from 1.
    pub line: u32,
    /// Which of the file's records it is, from 1; `None` where they are not counted.
    pub number: Option<u32>,
    /// The field that holds the text.
    pub field: Option<String>,
    /// Bytes of the article's id that are the path of the file; `None` leaves it to the `#`.
    pub path: Option<u32>,
}

impl Record {
    /// What begins on that line.
    pub fn on_line(line: u32) -> Self {
        Self { line, number: None, field: None, path: None }
    }
}

/// What a document without lines is counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Pages; lines are counted within each.
    Page,
    /// Paragraphs that have words; rows of tables count as one each.
    Paragraph,
}

/// A place in a file, counted from 1; columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Place {
    /// Line: of the file, or of the page. In a document of paragraphs the number of the paragraph.
    pub line: u32,
    /// Column, in characters.
    pub column: u32,
    /// Byte offset in the file as it lies on disk, where the format allows.
    pub byte: Option<u32>,
    /// Page of a document that has pages.
    pub page: Option<u32>,
    /// Paragraph of a document that has neither lines nor pages.
    pub paragraph: Option<u32>,
    /// Record of a file that holds several.
    pub record: Option<u32>,
}

impl Article {
    /// Where the byte at `offset` of the text is found in the file.
    pub fn place(&self, offset: u32) -> Place {
        let chars_from = |start: u32| {
            let before = Span { start: start.min(offset), end: offset }.of(&self.text);
            count(before.chars().count())
        };
        match &self.places {
            Places::File { lines, base } => {
                let (line, start) = line(lines, offset);
                let byte = base.map(|base| offset + base);
                Place { line: count(line), column: 1 + chars_from(start), byte, ..Place::default() }
            }
            Places::Runs(runs) => {
                let (start, line, column, _) = run(runs, offset);
                Place { line, column: column + chars_from(start), ..Place::default() }
            }
            Places::Record(record) => Place { line: record.line, column: 1, record: record.number, ..Place::default() },
            Places::Parts { unit, starts, lines } => {
                let after = starts.partition_point(|&(start, _)| start <= offset);
                let (from, number) = starts.get(after.saturating_sub(1)).copied().unwrap_or((0, 1));
                let (number_of_line, start) = line(lines, offset);
                match unit {
                    Unit::Page => {
                        let before = lines.partition_point(|&start| start <= from).max(1);
                        let line = count((number_of_line + 1).saturating_sub(before).max(1));
                        let column = 1 + chars_from(start.max(from));
                        Place { line, column, page: Some(number), ..Place::default() }
                    }
                    Unit::Paragraph => {
                        let column = 1 + chars_from(from);
                        Place { line: number, column, paragraph: Some(number), ..Place::default() }
                    }
                }
            }
        }
    }

    /// The place in words, where a line and a column of the file would not do: "page 3, line 12", "line 7, field body".
    pub fn place_in_words(&self, offset: u32) -> Option<String> {
        let place = self.place(offset);
        match &self.places {
            Places::File { .. } | Places::Runs(_) => None,
            Places::Record(record) => {
                let number = record.number.filter(|&number| number != record.line);
                let number = number.map(|number| format!("record {number}, ")).unwrap_or_default();
                let field = record.field.as_deref().map(|field| format!(", field {field}")).unwrap_or_default();
                Some(format!("{number}line {}{field}", record.line))
            }
            Places::Parts { unit: Unit::Page, .. } => {
                Some(format!("page {}, line {}", place.page.unwrap_or(1), place.line))
            }
            Places::Parts { unit: Unit::Paragraph, .. } => Some(format!("paragraph {}", place.line)),
        }
    }

    /// The field of the record that the text was taken from.
    pub fn field(&self) -> Option<&str> {
        match &self.places {
            Places::Record(record) => record.field.as_deref(),
            _ => None,
        }
    }

    /// Whether the file has lines that programs can point at.
    pub fn has_lines(&self) -> bool {
        !matches!(self.places, Places::Parts { .. })
    }

    /// The column of the byte at `offset`, from 1 and in UTF-16 code units, as editors' protocols and SARIF count; `None`
    /// where only the line is known.
    pub fn column_utf16(&self, offset: u32) -> Option<u32> {
        let units = |start: u32| {
            let before = Span { start: start.min(offset), end: offset }.of(&self.text);
            count(before.encode_utf16().count())
        };
        match &self.places {
            Places::File { lines, .. } => Some(1 + units(line(lines, offset).1)),
            Places::Runs(runs) => {
                let (start, _, _, column) = run(runs, offset);
                Some(column + units(start))
            }
            Places::Record(_) | Places::Parts { .. } => None,
        }
    }

    /// The path of the file that the article was read from: its id, without the record's.
    pub fn file(&self) -> &str {
        let Places::Record(record) = &self.places else { return &self.id };
        let told = record.path.and_then(|end| self.id.get(..end as usize));
        told.or_else(|| self.id.rsplit_once('#').map(|(path, _)| path)).unwrap_or(&self.id)
    }
}

/// The line that holds `offset`, from 1, and where it begins.
fn line(lines: &[u32], offset: u32) -> (usize, u32) {
    let line = lines.partition_point(|&start| start <= offset).max(1);
    (line, lines.get(line - 1).copied().unwrap_or(0))
}

/// The run that holds `offset`.
fn run(runs: &[(u32, u32, u32, u32)], offset: u32) -> (u32, u32, u32, u32) {
    let after = runs.partition_point(|run| run.0 <= offset);
    runs.get(after.saturating_sub(1)).copied().unwrap_or((0, 1, 1, 1))
}

fn count(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, BlockKind, Meta};

    fn article(id: &str, text: &str, places: Places) -> Article {
        Article {
            id: id.to_owned(),
            format: "x".to_owned(),
            text: text.to_owned(),
            plain: None,
            blocks: vec![Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) }],
            meta: Meta::default(),
            places,
            marks: Vec::new(),
        }
    }

    #[test]
    fn lines_are_those_of_the_page() {
        let places = Places::Parts { unit: Unit::Page, starts: vec![(0, 1), (6, 3)], lines: vec![0, 3, 6, 9] };
        let article = article("a.pdf", "aa\nbb\ncc\ndé d", places);
        let at = article.place(12);
        assert_eq!((at.page, at.line, at.column, at.byte), (Some(3), 2, 3, None));
        assert_eq!(article.place_in_words(4).as_deref(), Some("page 1, line 2"));
    }

    #[test]
    fn paragraphs_and_records_say_where_they_are() {
        let places = Places::Parts { unit: Unit::Paragraph, starts: vec![(0, 1), (4, 2)], lines: vec![0] };
        let document = article("a.docx", "aa\n\nbb", places);
        assert_eq!((document.place(5).paragraph, document.place(5).column), (Some(2), 2));
        let record = Record { line: 9, number: Some(2), field: Some("body".to_owned()), path: Some(7) };
        let row = article("a#b.csv#7#8", "aa", Places::Record(record));
        assert_eq!(row.file(), "a#b.csv");
        assert_eq!(row.place_in_words(0).as_deref(), Some("record 2, line 9, field body"));
    }
}
