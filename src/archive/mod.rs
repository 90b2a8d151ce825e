//! An archive: articles that were read once, kept on disk with their claims, for drafts to be held against.
//!
//! A draft finds the articles that tell its story by the same key words and the same gate as articles of one batch, so that
//! its findings are those of a batch over archive and draft. The archive is one SQLite database in a folder of its own: a
//! change is there whole or not at all, and who reads meanwhile sees it as it was.

mod against;
mod errors;
pub(crate) mod record;
mod store;
mod verify;
mod writer;

pub use against::check;
pub use verify::{Fault, Verified, verify};

use crate::config::Config;
use crate::lexicon::Lexicon;
use crate::model::{Article, Claim, Skipped};
use crate::{Error, extract, fault, read};
use jiff::civil::Date;
use rayon::prelude::*;
use record::Record;
use std::path::{Path, PathBuf};
use store::Reader;
use writer::Writer;

/// Articles that are read at a time.
const BATCH: usize = 256;

/// What a change of an archive did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Changes {
    /// Articles that are new.
    pub added: usize,
    /// Articles that took the place of one of the same id.
    pub replaced: usize,
    /// Articles that were there already, word for word.
    pub unchanged: usize,
    /// Articles on which the program failed, and which are not in the archive as they were given.
    pub faults: Vec<Skipped>,
}

/// What is in an archive.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Stats {
    /// Number of articles.
    pub articles: u64,
    /// Number of claims.
    pub claims: u64,
    /// Number of sources that have a name.
    pub sources: u64,
    /// First and last day of publication, where any is known.
    pub days: Option<(Date, Date)>,
    /// Bytes on disk.
    pub bytes: u64,
}

/// Puts articles into the archive in `folder`, which is made where it is missing: all of them or, on an error, none.
///
/// An article takes the place of the one that has its id; where it is the same word for word, nothing is done.
pub fn add(folder: &Path, articles: Vec<Article>, config: &Config) -> Result<Changes, Error> {
    let lexicon = Lexicon::of(config);
    let mut writer = Writer::create(folder)?;
    if !writer.is_empty()? {
        writer.fits(config)?;
    }
    let mut changes = Changes::default();
    let mut articles = articles.into_iter();
    loop {
        let batch: Vec<Article> = articles.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            break;
        }
        let digests: Vec<[u8; 16]> = batch.par_iter().map(record::digest).collect();
        let mut fresh: Vec<(&Article, [u8; 16], Option<i64>)> = Vec::new();
        for (article, digest) in batch.iter().zip(digests) {
            match writer.find(&article.id)? {
                Some((_, before)) if before == digest => changes.unchanged += 1,
                earlier => fresh.push((article, digest, earlier.map(|(number, _)| number))),
            }
        }
        let record = |(article, digest, _): &(&Article, [u8; 16], Option<i64>)| {
            fault::caught(|| Record::of(article, *digest, &lexicon)).map_err(|fault| fault.of(&article.id))
        };
        let records: Vec<Result<Record, Skipped>> = fresh.par_iter().map(record).collect();
        for ((_, _, earlier), record) in fresh.into_iter().zip(records) {
            let record = match record {
                Ok(record) => record,
                Err(fault) => {
                    changes.faults.push(fault);
                    continue;
                }
            };
            match earlier {
                Some(number) => {
                    writer.remove(number)?;
                    changes.replaced += 1;
                }
                None => changes.added += 1,
            }
            writer.insert(&record)?;
        }
    }
    if changes.added + changes.replaced > 0 {
        writer.stamp(config)?;
        writer.commit()?;
    }
    Ok(changes)
}

/// Takes articles out of the archive in `folder`: those of these ids, and all that were read from these files and folders.
/// How many they were; a path that meets none is an error, and nothing is taken out.
pub fn remove(folder: &Path, paths: &[PathBuf]) -> Result<usize, Error> {
    let mut writer = Writer::open(folder)?;
    let mut removed = 0;
    let found: Vec<Vec<i64>> = paths.iter().map(|path| writer.under(&read::id(path))).collect::<Result<_, _>>()?;
    for (path, numbers) in paths.iter().zip(found) {
        if numbers.is_empty() {
            let message = format!(
                "{} is not in the archive {}: name it as it was when it was added; nothing was removed",
                path.display(),
                folder.display()
            );
            return Err(Error::usage(message));
        }
        for number in numbers {
            removed += usize::from(writer.remove(number)?);
        }
    }
    writer.commit()?;
    Ok(removed)
}

/// Reads all articles of the archive anew, from the texts that it keeps: after the words of the configuration have changed,
/// or crosscheck itself. How many they were.
pub fn rebuild(folder: &Path, config: &Config) -> Result<usize, Error> {
    let lexicon = Lexicon::of(config);
    let mut writer = Writer::open(folder)?;
    let numbers = writer.numbers()?;
    for batch in numbers.chunks(BATCH) {
        let mut articles = batch.iter().map(|&number| writer.article(number)).collect::<Result<Vec<_>, _>>()?;
        let records: Vec<Record> = articles
            .par_iter_mut()
            .map(|article| {
                config.annotate(article);
                Record::of(article, record::digest(article), &lexicon)
            })
            .collect();
        for (&number, record) in batch.iter().zip(&records) {
            writer.remove(number)?;
            writer.insert(record)?;
        }
    }
    writer.stamp(config)?;
    writer.commit()?;
    Ok(numbers.len())
}

/// What is in the archive in `folder`.
pub fn stats(folder: &Path) -> Result<Stats, Error> {
    Reader::open(folder)?.stats()
}

/// The claims of an article as it is kept; their index in a batch is for others to give.
fn claims(article: &Article, lexicon: &Lexicon) -> Vec<Claim> {
    fault::provoked("extract", &article.id);
    extract::claims(0, article, lexicon)
}
