use super::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One article as read: its words, its layout and where both came from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// The path as given, with `/`; `path#record` for a record of a JSON Lines file.
    pub id: String,
    /// Name of the format it was read as: `txt`, `md`, `html`, `jsonl`.
    pub format: String,
    /// What people read. For txt and md this is the decoded file itself, byte for byte, line ends included.
    pub text: String,
    /// `text` with the bytes of inline markup blanked to spaces (same length), where the format has markup.
    pub plain: Option<String>,
    /// The layout, in order of the text and without overlaps.
    pub blocks: Vec<Block>,
    /// Title, source, date and the like, each with its origin.
    pub meta: Meta,
    /// From bytes of `text` to a place that a person finds.
    pub places: Places,
}

impl Article {
    /// The text to analyse: `plain` where there is markup, else `text`. Offsets are the same in both.
    pub fn words(&self) -> &str {
        self.plain.as_deref().unwrap_or(&self.text)
    }

    /// The name a reader knows the article by: its source, else the last part of its id.
    pub fn label(&self) -> &str {
        match &self.meta.source {
            Some(source) => &source.value,
            None => self.id.rsplit('/').next().unwrap_or(&self.id),
        }
    }

    /// Where the byte at `offset` of the text is found in the file.
    pub fn place(&self, offset: u32) -> Place {
        match &self.places {
            Places::File { lines, base } => {
                let line = lines.partition_point(|&start| start <= offset).max(1);
                let start = lines.get(line - 1).copied().unwrap_or(0);
                let before = Span { start, end: offset }.of(&self.text);
                Place { line: count(line), column: count(before.chars().count() + 1), byte: Some(offset + base) }
            }
            Places::Runs(runs) => {
                let after = runs.partition_point(|run| run.0 <= offset);
                let (start, line, column) = runs.get(after.saturating_sub(1)).copied().unwrap_or((0, 1, 1));
                let before = Span { start: start.min(offset), end: offset }.of(&self.text);
                Place { line, column: column + count(before.chars().count()), byte: None }
            }
            Places::Record(line) => Place { line: *line, column: 1, byte: None },
        }
    }

    /// The day of publication, where it is known and plausible.
    pub fn date(&self) -> Option<Date> {
        self.meta.date.as_ref().map(|field| field.value)
    }
}

/// A piece of layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What the layout says it is.
    pub kind: BlockKind,
    /// Where it lies in the article's text.
    pub span: Span,
}

/// What a block is, and so whether it makes claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// The article's title or headline.
    Title,
    /// A heading inside the article, with its level (1 to 6).
    Heading(u8),
    /// Running text.
    Paragraph,
    /// One item of a list.
    ListItem,
    /// One row of a table; its cells are parted by `|` or a tab.
    TableRow,
    /// The first row of a table, where it names the columns.
    TableHead,
    /// A quotation set apart (blockquote, pull quote).
    Quotation,
    /// Preformatted code: examples, not claims.
    Code,
    /// Caption of a picture: not a claim of the article.
    Caption,
    /// Credits, bylines, datelines, "Read more", navigation, legal lines: not claims.
    Furniture,
}

impl BlockKind {
    /// Whether sentences of such a block assert something in the article's name.
    pub fn makes_claims(self) -> bool {
        !matches!(self, Self::Code | Self::Caption | Self::Furniture)
    }
}

/// Title, source and the like.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Meta {
    /// Headline.
    pub title: Option<Field>,
    /// Publication, as readers know it.
    pub source: Option<Field>,
    /// Author or authors, as printed.
    pub author: Option<Field>,
    /// Day of publication.
    pub date: Option<DateField>,
    /// Address.
    pub url: Option<Field>,
    /// Place of the dateline, as printed.
    pub dateline: Option<Field>,
}

/// A value of the metadata and where it was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// The value, trimmed.
    pub value: String,
    /// Where it was found.
    pub origin: MetaOrigin,
}

/// A day of the metadata and where it was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateField {
    /// The day.
    pub value: Date,
    /// Where it was found.
    pub origin: MetaOrigin,
}

/// Where a metadata value came from, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MetaOrigin {
    /// A row of the `--meta` table.
    Table,
    /// The configuration.
    Config,
    /// Front matter of a Markdown file.
    FrontMatter,
    /// JSON-LD in a page.
    JsonLd,
    /// A meta element of a page (OpenGraph, article:published_time and the like).
    MetaElement,
    /// A field of the record.
    Record,
    /// A byline, dateline or heading in the text.
    Text,
}

/// Where a byte of an article's text is found by a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Places {
    /// The text is the file: `lines` holds the offset at which each line begins, `base` what precedes the text in the
    /// file (a byte order mark).
    File {
        /// Offsets of the first byte of each line; the first is 0.
        lines: Vec<u32>,
        /// Bytes of the file before the text.
        base: u32,
    },
    /// The text was taken out of markup: runs in order of `offset`, each (offset in the text, line, column).
    Runs(Vec<(u32, u32, u32)>),
    /// The text is a field of the record on this line.
    Record(u32),
}

/// A place in a file, counted from 1; columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Line.
    pub line: u32,
    /// Column, in characters.
    pub column: u32,
    /// Byte offset in the file as it lies on disk, where the format allows.
    pub byte: Option<u32>,
}

fn count(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
