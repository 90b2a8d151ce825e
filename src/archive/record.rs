//! An article as an archive keeps it.
//!
//! The article itself is kept as JSON, which later versions can read; its claims, which they read anew, in a compact form
//! that only the same code understands. Both are compressed and begin with a hash of what follows.

use crate::align::story::Profile;
use crate::lexicon::Lexicon;
use crate::model::{Article, Claim};
use crate::pipeline;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Bytes of the hash before a packed value.
const HASH: usize = 8;

/// An article with what was read of it, packed.
pub(super) struct Record {
    pub(super) id: String,
    /// Hash of all that the article says of itself.
    pub(super) digest: [u8; 16],
    pub(super) source: Option<String>,
    pub(super) day: Option<String>,
    pub(super) claims: usize,
    pub(super) article: Vec<u8>,
    pub(super) read: Vec<u8>,
    pub(super) profile: Vec<u8>,
    /// Key words with the day on which they are looked for, counted from 1970; none for what has no time.
    pub(super) keys: Vec<u64>,
    pub(super) key_day: Option<i32>,
}

impl Record {
    /// The record of an article whose [`digest`] this is.
    pub(super) fn of(article: &Article, digest: [u8; 16], lexicon: &Lexicon) -> Self {
        let claims = super::claims(article, lexicon);
        let profile = pipeline::profile(article, &claims);
        Self {
            id: article.id.clone(),
            digest,
            source: article.meta.source.as_ref().map(|field| field.value.clone()),
            day: article.date().map(|day| day.to_string()),
            claims: claims.len(),
            article: packed(&json(article)),
            read: packed(&compact(&claims)),
            profile: packed(&compact(&profile)),
            keys: profile.keys().to_vec(),
            key_day: profile.day(),
        }
    }
}

/// The hash by which an article that is there already is known.
pub(super) fn digest(article: &Article) -> [u8; 16] {
    let mut out = [0; 16];
    out.copy_from_slice(&blake3::hash(&json(article)).as_bytes()[..16]);
    out
}

pub(crate) fn json(article: &Article) -> Vec<u8> {
    serde_json::to_vec(article).expect("strings, numbers and lists have a JSON form")
}

pub(crate) fn compact<T: Serialize>(value: &T) -> Vec<u8> {
    postcard::to_stdvec(value).expect("lists of known length and plain data have a compact form")
}

/// The article of a packed record; `None` where it is damaged.
pub(super) fn article(bytes: &[u8]) -> Option<Article> {
    serde_json::from_slice(&unwrapped(bytes)?).ok()
}

/// An article and its claims, of their packed records; `None` where one is damaged.
pub(crate) fn unpacked((text, read): &(Vec<u8>, Vec<u8>)) -> Option<(Article, Vec<Claim>)> {
    Some((article(text)?, compact_value(read)?))
}

/// The profile of a packed record; `None` where it is damaged.
pub(crate) fn profile(bytes: &[u8]) -> Option<Profile> {
    compact_value(bytes)
}

/// The value of a record packed by [`compact`]; `None` where it is damaged.
pub(crate) fn compact_value<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(&unwrapped(bytes)?).ok()
}

pub(crate) fn packed(bytes: &[u8]) -> Vec<u8> {
    let compressed = lz4_flex::compress_prepend_size(bytes);
    let mut out = hash(&compressed).to_vec();
    out.extend(compressed);
    out
}

fn unwrapped(bytes: &[u8]) -> Option<Vec<u8>> {
    let (expected, compressed) = bytes.split_at_checked(HASH)?;
    if hash(compressed) != expected {
        return None;
    }
    lz4_flex::decompress_size_prepended(compressed).ok()
}

fn hash(bytes: &[u8]) -> [u8; HASH] {
    let mut out = [0; HASH];
    out.copy_from_slice(&blake3::hash(bytes).as_bytes()[..HASH]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{lexicon, read};

    #[test]
    fn what_is_unpacked_is_what_was_packed() {
        let manual = include_bytes!("../../docs/ci/manual/faq.md");
        let news =
            "Former President Ana Brennick said on Monday that 12 of 40 ferries, a third, would be “sold by June 3”.";
        let mut articles = read::article("faq.md", "md", manual).unwrap();
        articles.push(read::plain_text("news", news));
        for article in &articles {
            let expected = super::super::claims(article, &lexicon::english());
            let record = Record::of(article, digest(article), &lexicon::english());
            assert_eq!(unpacked(&(record.article, record.read)), Some((article.clone(), expected)));
            assert!(!record.keys.is_empty() && profile(&record.profile).is_some());
        }
    }

    #[test]
    fn a_changed_byte_is_noticed() {
        let bytes = packed(b"The ferry sank on Monday.");
        assert!(unwrapped(&bytes).is_some());
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 4;
            assert_eq!(unwrapped(&damaged), None, "byte {at}");
        }
        assert_eq!(unwrapped(&bytes[..5]), None);
    }
}
