use super::{Places, Product, Span};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One article as read: its words, its layout and where both came from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// The path as given, with `/`; `path#record` for a record of a file that holds several.
    pub id: String,
    /// Name of the format it was read as: `txt`, `md`, `html`, `jsonl` and so on.
    pub format: String,
    /// What people read. For txt and md this is the decoded file itself, line ends included.
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

    /// The time as of which they speak, in minutes after midnight as printed: that of their entry. An article without
    /// entries that nobody has changed since speaks as of its publication.
    pub fn minute_at(&self, offset: u32) -> Option<u16> {
        if !self.meta.entries.is_empty() {
            return self.entry(offset).map(|entry| entry.minute);
        }
        let date = self.meta.date.as_ref()?;
        let changed = self
            .meta
            .updated
            .as_ref()
            .is_some_and(|updated| (updated.value, &updated.time) != (date.value, &date.time));
        let (hour, rest) = date.time.as_deref().filter(|_| !changed)?.split_once(':')?;
        Some(hour.parse::<u16>().ok()? * 60 + rest.get(..2)?.parse::<u16>().ok()?)
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
    /// Day on which it was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<DateField>,
    /// Language, as a tag such as `en` or `es-MX`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Field>,
    /// Encoding of the file where it is not UTF-8, by its name on the web (`windows-1252`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<Field>,
    /// Days that other places of the same article give for its publication.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rival_dates: Vec<DateField>,
    /// Address.
    pub url: Option<Field>,
    /// Place of the dateline, as printed.
    pub dateline: Option<Field>,
    /// Month and day of a dateline without a year.
    #[serde(skip)]
    pub dateline_day: Option<(i8, i8)>,
    /// The entries of a live page, in order of the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<Entry>,
    /// Which product a page of documentation describes; `None` where nothing tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<Product>,
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
    /// The day, in the zone in which it was given.
    pub value: Date,
    /// The time of day where it is given, with its zone: `23:30:00+02:00`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// Where it was found.
    pub origin: MetaOrigin,
}

impl DateField {
    /// A day without a time.
    pub fn day(value: Date, origin: MetaOrigin) -> Self {
        Self { value, time: None, origin }
    }
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
    /// The item of a feed.
    Item,
    /// What a feed says about all of its items.
    Feed,
    /// A byline, dateline or heading in the text.
    Text,
    /// The text but for the year, which is that of the articles it was read with.
    Others,
    /// The folder in which the file lies.
    Folder,
    /// The address.
    Address,
    /// The properties of a document.
    Properties,
    /// The byte order mark of the file.
    ByteOrderMark,
    /// What the file says about its own encoding.
    Declaration,
    /// The bytes themselves.
    Bytes,
}

impl MetaOrigin {
    /// The name of the place, as listings have it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Config => "configuration",
            Self::FrontMatter => "front matter",
            Self::JsonLd => "JSON-LD",
            Self::MetaElement => "meta element",
            Self::Record => "record",
            Self::Item => "item",
            Self::Feed => "feed",
            Self::Text => "text",
            Self::Others => "text, with the year of the other articles",
            Self::Folder => "folder",
            Self::Address => "address",
            Self::Properties => "properties",
            Self::ByteOrderMark => "byte order mark",
            Self::Declaration => "declaration",
            Self::Bytes => "bytes",
        }
    }
}
