//! Articles made from the demo corpus: as many as wanted, always the same.
//!
//! Each round over the corpus is a story of its own: its names and numbers are changed, its date is another. Within a round
//! the articles disagree where the originals do.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Days between one story and the next, so that they are told apart by their dates as well.
const DAYS_BETWEEN_STORIES: usize = 40;

/// Words with a capital that mean the same in every story.
const KEPT: [&str; 20] = [
    "January",
    "February",
    "March",
    "April",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "President",
    "American",
];

/// A JSON Lines file of so many articles, made from the .txt, .md and .jsonl files under `corpus`.
pub(crate) fn jsonl(corpus: &Path, articles: usize) -> io::Result<String> {
    let mut bases = Vec::new();
    for path in files(corpus)? {
        let text = fs::read_to_string(&path)?;
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("txt") => bases.push(text),
            Some("md") => bases.push(text.splitn(3, "---\n").last().unwrap_or_default().to_owned()),
            Some("jsonl") => {
                for line in text.lines() {
                    let record: serde_json::Value = serde_json::from_str(line)?;
                    bases.extend(record["text"].as_str().map(str::to_owned));
                }
            }
            _ => {}
        }
    }
    assert!(!bases.is_empty(), "no articles in {}", corpus.display());
    let mut out = String::new();
    for index in 0..articles {
        let (story, base) = (index / bases.len(), index % bases.len());
        let day = story * DAYS_BETWEEN_STORIES;
        let record = serde_json::json!({
            "id": format!("{story}-{base}"),
            "source": format!("Outlet {base}"),
            "date": format!("{}-{:02}-{:02}", 1990 + day / 336 % 35, day / 28 % 12 + 1, day % 28 + 1),
            "text": retold(&bases[base], story),
        });
        out += &record.to_string();
        out.push('\n');
    }
    Ok(out)
}

/// Every file under `folder`, sorted by path.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { out.extend(files(&path)?) } else { out.push(path) }
    }
    out.sort();
    Ok(out)
}

/// The text with its numbers moved and its names renamed, both by the story alone.
fn retold(text: &str, story: usize) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut inside_sentence = false;
    for piece in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        let first = word.chars().next();
        match first {
            Some(c) if c.is_ascii_digit() => out += &moved(word, story),
            Some(c) if c.is_uppercase() && inside_sentence && word.len() > 3 && !KEPT.contains(&word) => {
                out += word;
                out += renamed(word, story);
            }
            _ => out += word,
        }
        out += &piece[word.len()..];
        inside_sentence = match piece.chars().next_back() {
            Some('.' | '!' | '?' | '\n' | '"') => false,
            Some(c) if c.is_whitespace() => inside_sentence || first.is_some(),
            _ => inside_sentence,
        };
    }
    out
}

/// The number moved on, with as many digits as before; years stay.
fn moved(number: &str, story: usize) -> String {
    let Ok(value) = number.parse::<u64>() else { return number.to_owned() };
    if (1800..2100).contains(&value) {
        return number.to_owned();
    }
    let width = number.len();
    let limit = 10_u64.pow(u32::try_from(width.min(18)).unwrap_or(18));
    format!("{:0width$}", (value + story as u64 * 7) % limit)
}

/// An ending that the name takes in this story.
fn renamed(name: &str, story: usize) -> &'static str {
    const ENDINGS: [&str; 11] = ["", "ton", "berg", "field", "ova", "mere", "holt", "wick", "stad", "dal", "ling"];
    let spread = name.bytes().fold(story, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
    ENDINGS[if story == 0 { 0 } else { spread % ENDINGS.len() }]
}
