use super::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

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
    /// What the article itself says may disagree, in order of the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
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
                let (start, line, column, _) = run(runs, offset);
                let before = Span { start: start.min(offset), end: offset }.of(&self.text);
                Place { line, column: column + count(before.chars().count()), byte: None }
            }
            Places::Record(line) => Place { line: *line, column: 1, byte: None },
        }
    }

    /// The column of the byte at `offset`, from 1 and in UTF-16 code units, as editors' protocols and SARIF count; `None`
    /// where only the line is known.
    pub fn column_utf16(&self, offset: u32) -> Option<u32> {
        let units = |start: u32| {
            let before = Span { start: start.min(offset), end: offset }.of(&self.text);
            count(before.encode_utf16().count())
        };
        match &self.places {
            Places::File { lines, .. } => {
                let line = lines.partition_point(|&start| start <= offset).max(1);
                Some(1 + units(lines.get(line - 1).copied().unwrap_or(0)))
            }
            Places::Runs(runs) => {
                let (start, _, _, column) = run(runs, offset);
                Some(column + units(start))
            }
            Places::Record(_) => None,
        }
    }

    /// The path of the file that the article was read from: its id, without the record's.
    pub fn file(&self) -> &str {
        let Places::Record(_) = self.places else { return &self.id };
        let mut ends = self.id.match_indices('#').map(|(at, _)| &self.id[..at]);
        let of_records = |path: &&str| {
            [".jsonl", ".ndjson", ".toml"].iter().any(|ending| path.to_ascii_lowercase().ends_with(ending))
        };
        ends.clone().find(of_records).or_else(|| ends.next_back()).unwrap_or(&self.id)
    }

    /// Whether the article is no article but a house fact of the configuration.
    pub fn is_fact(&self) -> bool {
        self.format == Self::FACT
    }

    /// [`Article::format`] of house facts.
    pub const FACT: &str = "fact";

    /// The day of publication, where it is known and plausible.
    pub fn date(&self) -> Option<Date> {
        self.meta.date.as_ref().map(|field| field.value)
    }

    /// The entry of a live page in which the byte at `offset` of the text stands.
    pub fn entry(&self, offset: u32) -> Option<&Entry> {
        let after = self.meta.entries.partition_point(|entry| entry.start <= offset);
        self.meta.entries.get(after.checked_sub(1)?)
    }

    /// The day as of which the words at `offset` speak: that of their entry, else that of publication.
    pub fn day_at(&self, offset: u32) -> Option<Date> {
        self.entry(offset).and_then(|entry| entry.day).or_else(|| self.date())
    }
}

/// A comment in an article that lets what follows it disagree with others: `crosscheck-ignore KIND: reason`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// What it covers, in the article's text.
    pub span: Span,
    /// Ids of the checks that it speaks of.
    pub kinds: Vec<String>,
    /// Why, as given.
    pub reason: String,
    /// Line of the comment in the file, from 1.
    pub line: u32,
}

/// How an article is read where its words do not decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Register {
    /// As news: what happened.
    News,
    /// As a manual: what holds.
    Docs,
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
    /// The entries of a live page, in order of the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<Entry>,
    /// How the configuration wants the article read; `None` leaves it to the words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub register: Option<Register>,
}

/// An entry of a live page: what stands from `start` up to the next one, as of a time of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Offset of its first byte in the article's text.
    pub start: u32,
    /// Its day, where it is given; else that of the article.
    pub day: Option<Date>,
    /// Its time, in minutes after midnight as printed.
    pub minute: u16,
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(day) = self.day {
            write!(f, "{day} ")?;
        }
        write!(f, "{:02}:{:02}", self.minute / 60, self.minute % 60)
    }
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
    /// The text was taken out of markup: runs in order of `offset`, each (offset in the text, line, column in characters,
    /// column in UTF-16 code units).
    Runs(Vec<(u32, u32, u32, u32)>),
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

/// The run that holds `offset`.
fn run(runs: &[(u32, u32, u32, u32)], offset: u32) -> (u32, u32, u32, u32) {
    let after = runs.partition_point(|run| run.0 <= offset);
    runs.get(after.saturating_sub(1)).copied().unwrap_or((0, 1, 1, 1))
}

fn count(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
