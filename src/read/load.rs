use super::layout;
use super::{Input, READERS, Settings, Storage, lines};
use crate::Error;
use crate::model::{Article, Meta, Places, Skipped};
use std::path::Path;

/// What was read.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Sorted by id.
    pub articles: Vec<Article>,
    /// What was left out, and why.
    pub skipped: Vec<Skipped>,
}

impl Loaded {
    /// One article, or a warning where it has nothing to read.
    pub(super) fn of(article: Article) -> Self {
        if article.blocks.is_empty() {
            return Self { articles: Vec::new(), skipped: vec![empty(article.id)] };
        }
        Self { articles: vec![article], skipped: Vec::new() }
    }

    /// Nothing, and why.
    pub(super) fn without(what: &str, why: String, severity: Omission) -> Self {
        let skipped = Skipped { what: what.to_owned(), why, fatal: severity == Omission::Fault };
        Self { articles: Vec::new(), skipped: vec![skipped] }
    }

    /// Adds what `other` has.
    pub(super) fn append(&mut self, mut other: Self) {
        self.articles.append(&mut other.articles);
        self.skipped.append(&mut other.skipped);
    }
}

/// Whether something that was not read should have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Omission {
    /// It holds nothing to read.
    Passed,
    /// It could not be read.
    Fault,
}

/// The warning about an article without words.
pub(super) fn empty(id: String) -> Skipped {
    Skipped { what: id, why: "there is no text in it".to_owned(), fatal: false }
}

/// Reads one file that is already in memory. `format` is the id of one of [`READERS`].
///
/// Nothing is left out silently: a broken record is an error. A page without words gives no article.
pub fn article(id: &str, format: &str, bytes: &[u8]) -> Result<Vec<Article>, Error> {
    let loaded = read(&Input { id, bytes, storage: Storage::Plain, settings: &Settings::default() }, format)?;
    match loaded.skipped.into_iter().find(|skipped| skipped.fatal) {
        Some(broken) => Err(Error::malformed(Path::new(&broken.what), None, broken.why)),
        None => Ok(loaded.articles),
    }
}

/// Reads a file by the name of its format.
pub(super) fn read(input: &Input<'_>, format: &str) -> Result<Loaded, Error> {
    let Some(reader) = READERS.iter().find(|reader| reader.id == format) else {
        let known: Vec<&str> = READERS.iter().map(|reader| reader.id).collect();
        let known = known.join(", ");
        return Err(Error::usage(format!("{}: unknown format \"{format}\"; known are {known}", input.id)));
    };
    reader.read(input)
}

/// A text as an article of its own: one block a paragraph, no title, no metadata.
pub fn plain_text(id: &str, text: &str) -> Article {
    Article {
        id: id.to_owned(),
        format: "txt".to_owned(),
        text: text.to_owned(),
        plain: None,
        blocks: layout::paragraphs(text),
        meta: Meta::default(),
        places: Places::File { lines: lines::starts(text), base: Some(0) },
        marks: Vec::new(),
    }
}
