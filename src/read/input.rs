use super::{Loaded, Reader, Settings, decode, sniff};
use crate::Error;
use crate::model::{Article, Block, Meta, Places};
use std::path::Path;

/// Longest text of one file, in bytes: offsets are 32 bits wide, and no article comes near it.
const MAX_TEXT: usize = 2 << 30;

/// A file to be read.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The id of the article or, for a file of records, what theirs begin with.
    pub id: &'a str,
    /// The file, unpacked.
    pub bytes: &'a [u8],
    /// Whether these are the bytes of the file on disk.
    pub storage: Storage,
    /// What else readers are told.
    pub settings: &'a Settings,
}

/// Whether the bytes of an input are those of the file on disk, so that offsets into them are offsets into the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Storage {
    /// They are.
    Plain,
    /// They were compressed.
    Packed,
}

/// A file of text, decoded.
#[derive(Debug, Clone, Copy)]
pub struct TextFile<'a> {
    /// As in [`Input`].
    pub id: &'a str,
    /// The text without a byte order mark.
    pub text: &'a str,
    /// Bytes of the file before the text; `None` where the text is not the file's own bytes.
    pub base: Option<u32>,
    /// What else readers are told.
    pub settings: &'a Settings,
}

/// How a format is read.
#[derive(Debug, Clone, Copy)]
pub enum Parse {
    /// From text, whatever its encoding was.
    Text(fn(&TextFile<'_>) -> Result<Loaded, Error>),
    /// From the bytes.
    Bytes(fn(&Input<'_>) -> Result<Loaded, Error>),
}

impl Reader {
    /// Reads one file.
    pub fn read(&self, input: &Input<'_>) -> Result<Loaded, Error> {
        let parse = match self.parse {
            Parse::Bytes(parse) => return parse(input),
            Parse::Text(parse) => parse,
        };
        let path = Path::new(input.id);
        if input.bytes.len() > MAX_TEXT {
            return Err(Error::malformed(path, None, "is longer than 2 GiB; split it"));
        }
        if let Some((_, name)) = sniff::sign(input.bytes) {
            return Err(input.disguised(name));
        }
        let decoded = decode::decode(input.id, input.bytes)
            .ok_or_else(|| Error::malformed(path, None, "is not text; leave it out, or save it as text"))?;
        let base = decoded.base.filter(|_| input.storage == Storage::Plain);
        let mut loaded = parse(&TextFile { id: input.id, text: &decoded.text, base, settings: input.settings })?;
        for article in &mut loaded.articles {
            article.meta.encoding.clone_from(&decoded.encoding);
        }
        loaded.skipped.extend(decoded.fault);
        Ok(loaded)
    }
}

impl<'a> Input<'a> {
    /// A file as it lies on disk, read as usual.
    #[cfg(test)]
    pub(super) fn plain(id: &'a str, bytes: &'a [u8]) -> Self {
        static USUAL: std::sync::LazyLock<Settings> = std::sync::LazyLock::new(Settings::default);
        Self { id, bytes, storage: Storage::Plain, settings: &USUAL }
    }

    /// The error about a file that is something else than its name says.
    pub(super) fn disguised(&self, name: &str) -> Error {
        Error::malformed(Path::new(self.id), None, format!("is not what its name says: it is {name}"))
    }
}

/// An article whose text is the file itself.
pub(super) fn file_article(file: &TextFile<'_>, format: &str, blocks: Vec<Block>, meta: Meta) -> Article {
    Article {
        id: file.id.to_owned(),
        format: format.to_owned(),
        text: file.text.to_owned(),
        plain: None,
        blocks,
        meta,
        places: Places::File { lines: super::lines::starts(file.text), base: file.base },
        marks: Vec::new(),
    }
}
