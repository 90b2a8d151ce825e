//! Bytes to [`Article`](crate::Article)s: one file a format.
//!
//! Every reader finds the same things: the text that people read, its layout as blocks (so that captions, credits and
//! navigation make no claims), what the text says about itself (title, source, date), and a way back from each byte of
//! the text to a place in the file.

mod byline;
mod dateline;
mod day;
#[cfg(feature = "cli")]
mod exclude;
mod frontmatter;
mod furniture;
mod header;
mod html;
mod input;
mod jsonl;
mod layout;
mod lines;
mod live;
mod load;
mod mark;
mod md;
#[cfg(feature = "cli")]
mod options;
mod piece;
#[cfg(feature = "cli")]
mod table;
mod txt;
#[cfg(feature = "cli")]
mod walk;

pub use input::Input;
pub use load::{Loaded, article, plain_text};
#[cfg(feature = "cli")]
pub use options::{Options, Override};
#[cfg(feature = "archive")]
pub(crate) use walk::id;
#[cfg(feature = "cli")]
pub use walk::load;

use crate::Error;

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
    pub parse: fn(&Input<'_>) -> Result<Loaded, Error>,
}

/// All formats that can be read.
pub const READERS: &[Reader] = &[txt::READER, md::READER, html::READER, jsonl::READER];

/// The reader for files with this ending; case does not matter.
pub fn reader_for(extension: &str) -> Option<&'static Reader> {
    READERS.iter().find(|reader| reader.extensions.iter().any(|known| known.eq_ignore_ascii_case(extension)))
}

/// The known endings, for messages: ".txt, .md, ...".
#[cfg(feature = "cli")]
fn known_extensions() -> String {
    let all: Vec<String> =
        READERS.iter().flat_map(|reader| reader.extensions).map(|extension| format!(".{extension}")).collect();
    all.join(", ")
}
