//! Bytes to [`Article`](crate::Article)s: one file a format.
//!
//! Every reader finds the same things: the text that people read, its layout as blocks (so that captions, credits and
//! navigation make no claims), what the text says about itself (title, source, date), and a way back from each byte of
//! the text to a place in the file.

#[cfg(feature = "cli")]
mod budget;
mod byline;
mod csv;
mod dateline;
mod day;
mod decode;
#[cfg(feature = "formats")]
mod docx;
#[cfg(feature = "cli")]
mod exclude;
#[cfg(feature = "formats")]
mod feed;
mod fields;
#[cfg(feature = "cli")]
mod folder;
mod frontmatter;
mod furniture;
mod header;
mod html;
mod input;
mod json;
mod jsonl;
mod layout;
mod lines;
#[cfg(feature = "cli")]
mod list;
mod live;
mod load;
mod mark;
mod md;
#[cfg(feature = "cli")]
mod open;
#[cfg(feature = "cli")]
mod options;
#[cfg(feature = "cli")]
mod package;
#[cfg(feature = "formats")]
mod pdf;
mod piece;
mod record;
mod settings;
mod sniff;
#[cfg(feature = "cli")]
mod table;
mod txt;
#[cfg(feature = "formats")]
mod unpack;
#[cfg(feature = "cli")]
mod walk;
#[cfg(feature = "formats")]
mod xml;
#[cfg(feature = "cli")]
mod years;

pub use fields::{Fields, Names};
pub use input::{Input, Parse, Storage, TextFile};
#[cfg(feature = "cluster")]
pub(crate) use jsonl::{RecordLine, record_line};
#[cfg(feature = "cli")]
pub use list::named_in;
pub use load::{Loaded, article, plain_text};
#[cfg(feature = "cli")]
pub use options::{Ignore, Options, Override};
pub use settings::{ARTICLE_LIMIT, EXPAND_LIMIT_MIB, FILE_LIMIT_MIB, Settings, TOTAL_LIMIT_MIB};
#[cfg(feature = "archive")]
pub(crate) use walk::id;
#[cfg(feature = "cli")]
pub use walk::{load, path_of};

/// A format that can be read.
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    /// The name of the format.
    pub id: &'static str,
    /// What it is, in a few words.
    pub summary: &'static str,
    /// The endings of its files, in lower case and without the dot.
    pub extensions: &'static [&'static str],
    /// Reads one file.
    pub parse: Parse,
}

/// All formats that can be read.
pub const READERS: &[Reader] = &[
    txt::READER,
    md::READER,
    html::READER,
    jsonl::READER,
    json::READER,
    csv::READER,
    #[cfg(feature = "formats")]
    feed::READER,
    #[cfg(feature = "formats")]
    docx::READER,
    #[cfg(feature = "formats")]
    pdf::READER,
];

/// The reader for files with this ending; case does not matter.
pub fn reader_for(extension: &str) -> Option<&'static Reader> {
    READERS.iter().find(|reader| reader.extensions.iter().any(|known| known.eq_ignore_ascii_case(extension)))
}

/// The known endings, for messages: ".txt, .md, ...".
#[cfg(feature = "cli")]
pub fn known_extensions() -> String {
    let all = READERS.iter().flat_map(|reader| reader.extensions);
    let all: Vec<String> = all.map(|extension| format!(".{extension}")).collect();
    format!("{}; each also with .gz or .zst", all.join(", "))
}
