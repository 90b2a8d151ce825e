//! Scores the telling of copies: articles are cut, reordered, retitled and edited, and held against all others.
//!
//! What is changed where follows from the article's words alone, so that the figures are the same in every run.

use super::figures::{Figures, ratio};
use super::{Run, Scored};
use crate::Result;
use crosscheck::{Article, Config, check, read};
use flate2::read::GzDecoder;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// Originals that are copied.
const ORIGINALS: usize = 400;
/// Words of the shortest article that is copied: a note of three sentences has no copy but itself.
const SHORTEST: usize = 120;
/// Every so many words one is dropped, and one replaced, in an edited copy.
const DROPPED: usize = 16;
const REPLACED: usize = 24;

/// A way to make a copy, by its name, of an article's paragraphs.
type Way = (&'static str, fn(&[&str]) -> String);

/// The ways in which copies are made.
const WAYS: [Way; 5] = [
    ("cut", |paragraphs| paragraphs[..(paragraphs.len() * 3).div_ceil(5)].join("\n\n")),
    ("reordered", |paragraphs| paragraphs.iter().rev().copied().collect::<Vec<_>>().join("\n\n")),
    ("retitled", |paragraphs| {
        format!("What is known so far\n\n{}", paragraphs[paragraphs.len().min(2) - 1..].join("\n\n"))
    }),
    ("edited", |paragraphs| edited(&paragraphs.join("\n\n"))),
    ("all", |paragraphs| {
        let kept = &paragraphs[..(paragraphs.len() * 4).div_ceil(5)];
        edited(&kept.iter().rev().copied().collect::<Vec<_>>().join("\n\n"))
    }),
];

#[derive(Deserialize)]
struct Record {
    text: String,
}

/// Copies the articles of a folder, or of a compressed JSON Lines file (`text`), and counts the copies that are told to be
/// of their original's origin, and the originals that are merged with others.
pub(super) fn score(_: &Run<'_>, name: &str, path: &Path) -> Result<Scored> {
    let texts = if path.is_dir() { folder(path)? } else { records(path)? };
    let long: Vec<String> = texts.into_iter().filter(|text| text.split_whitespace().count() >= SHORTEST).collect();
    let step = long.len().div_ceil(ORIGINALS).max(1);
    let originals: Vec<&String> = long.iter().step_by(step).collect();
    let mut articles: Vec<Article> = Vec::new();
    for (at, text) in originals.iter().enumerate() {
        articles.push(read::plain_text(&id(at, "original"), text));
        let paragraphs: Vec<&str> = text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect();
        let paragraphs = if paragraphs.len() < 4 { sentences(text) } else { paragraphs };
        articles.extend(WAYS.iter().map(|(way, copy)| read::plain_text(&id(at, way), &copy(&paragraphs))));
    }
    let report = check(articles, &Config::default());
    let origins: BTreeMap<&str, u32> =
        report.articles.iter().zip(&report.origins).map(|(article, origin)| (article.id.as_str(), *origin)).collect();
    let (mut told, mut listing) = (BTreeMap::<&str, usize>::new(), String::new());
    let mut first: BTreeMap<u32, usize> = BTreeMap::new();
    let mut merged = 0;
    for at in 0..originals.len() {
        let own = origins[id(at, "original").as_str()];
        if let Some(other) = first.insert(own, at) {
            merged += 1;
            listing += &format!("MERGED   {at} and {other}\n{:.200}\n{:.200}\n\n", originals[at], originals[other]);
        }
        for (way, _) in WAYS {
            if origins[id(at, way).as_str()] == own {
                *told.entry(way).or_default() += 1;
            } else {
                listing += &format!("MISSED   {at} {way}\n{:.200}\n\n", originals[at]);
            }
        }
    }
    let copies = originals.len() * WAYS.len();
    let mut figures = BTreeMap::from([
        ("originals", Some(originals.len() as f64)),
        ("copies", Some(copies as f64)),
        ("recall", ratio(told.values().sum(), copies)),
        ("merged", Some(merged as f64)),
    ]);
    for (way, _) in WAYS {
        figures.insert(way, ratio(told.get(way).copied().unwrap_or(0), originals.len()));
    }
    Ok(Scored { figures: Figures::from([(name.to_owned(), figures)]), listing })
}

fn id(at: usize, way: &str) -> String {
    format!("{at:05}-{way}")
}

/// The texts of a folder's articles.
fn folder(path: &Path) -> Result<Vec<String>> {
    let mut out = Vec::new();
    let mut entries = std::fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    entries.sort();
    for entry in entries {
        let ending = entry.extension().unwrap_or_default().to_string_lossy().into_owned();
        if entry.is_dir() {
            out.extend(folder(&entry)?);
        } else if matches!(ending.as_str(), "txt" | "md" | "html") {
            let bytes = std::fs::read(&entry)?;
            let articles = read::article(&entry.to_string_lossy(), &ending, &bytes)?;
            out.extend(articles.into_iter().map(|article| article.text));
        }
    }
    Ok(out)
}

/// The texts of a compressed JSON Lines file.
fn records(path: &Path) -> Result<Vec<String>> {
    let lines = BufReader::new(GzDecoder::new(std::fs::File::open(path)?)).lines();
    let record = |line: std::io::Result<String>| -> Result<String> {
        let record: Record = serde_json::from_str(&line?).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(record.text)
    };
    lines.map(record).collect()
}

fn sentences(text: &str) -> Vec<&str> {
    text.split_inclusive(". ").map(str::trim).filter(|sentence| !sentence.is_empty()).collect()
}

/// With a word dropped here and another put there: nothing with a capital or a digit, so that no fact changes.
fn edited(text: &str) -> String {
    let plain = |word: &str| word.len() > 3 && word.bytes().all(|b| b.is_ascii_lowercase());
    let spare = ["indeed", "largely", "again", "mostly", "rather"];
    let mut count = 0;
    let line = |line: &str| {
        let mut words: Vec<&str> = Vec::new();
        for word in line.split(' ') {
            count += 1;
            match () {
                () if plain(word) && count % DROPPED == 0 => {}
                () if plain(word) && count % REPLACED == 1 => words.push(spare[count / REPLACED % spare.len()]),
                () => words.push(word),
            }
        }
        words.join(" ")
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_leaves_facts_alone() {
        let text =
            "Nine people died when the old bridge at Quellmark fell into the river on Monday, 3 May 2031. ".repeat(9);
        let edited = edited(&text);
        assert_ne!(edited, text);
        assert_eq!(edited.matches("Quellmark").count(), 9);
        assert_eq!(edited.matches("2031").count(), 9);
    }
}
