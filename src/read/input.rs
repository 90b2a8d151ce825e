use crate::Error;
use crate::model::{Article, Block, Meta, Places};
use std::path::Path;

/// Longest text of one article, in bytes: offsets are 32 bits wide, and no article comes near it.
const MAX_TEXT: usize = 2 << 30;

/// The UTF-8 byte order mark.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// A file to be read.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The id of the article or, for a file of records, what theirs begin with.
    pub id: &'a str,
    /// The file as it lies on disk.
    pub bytes: &'a [u8],
}

impl<'a> Input<'a> {
    /// The bytes after the byte order mark, and how many were before.
    pub(super) fn body(&self) -> (&'a [u8], u32) {
        match self.bytes.strip_prefix(BOM) {
            Some(rest) => (rest, 3),
            None => (self.bytes, 0),
        }
    }

    /// The decoded file without its byte order mark, and the length of that mark.
    pub(super) fn text(&self) -> Result<(&'a str, u32), Error> {
        let path = Path::new(self.id);
        let (body, base) = self.body();
        if body.len() > MAX_TEXT {
            return Err(Error::malformed(path, None, "is longer than 2 GiB; split it, or give it as .jsonl"));
        }
        let text = std::str::from_utf8(body).map_err(|error| {
            let good = &body[..error.valid_up_to()];
            let line = good.iter().filter(|&&byte| byte == b'\n').count() + 1;
            let column =
                good.iter().rev().take_while(|&&byte| byte != b'\n').filter(|&&byte| byte & 0xc0 != 0x80).count() + 1;
            let what = match body {
                [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "is UTF-16, not UTF-8",
                _ if body.contains(&0) => "is not text",
                _ => "is not UTF-8",
            };
            Error::malformed(path, Some((line as u64, column as u64)), format!("{what}; convert it (iconv -t UTF-8)"))
        })?;
        Ok((text, base))
    }
}

/// An article whose text is the file itself.
pub(super) fn file_article(
    input: &Input<'_>,
    format: &str,
    text: &str,
    base: u32,
    blocks: Vec<Block>,
    meta: Meta,
) -> Article {
    Article {
        id: input.id.to_owned(),
        format: format.to_owned(),
        text: text.to_owned(),
        plain: None,
        blocks,
        meta,
        places: Places::File { lines: super::lines::starts(text), base },
        marks: Vec::new(),
    }
}
