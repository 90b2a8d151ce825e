//! Scores the sentence splitter on texts with their sentences.

use super::figures::{Figures, ratio};
use super::{Run, Scored};
use crate::Result;
use crosscheck::model::Span;
use crosscheck::segment;
use serde::Deserialize;
use std::path::Path;

#[derive(Deserialize)]
struct Sample {
    text: String,
    sentences: Vec<String>,
}

/// Splits every text of a JSON Lines file (`text`, `sentences`); a sample is right when all its sentences are.
pub(super) fn score(_: &Run<'_>, name: &str, path: &Path) -> Result<Scored> {
    let (mut samples, mut right, mut listing) = (0, 0, String::new());
    for line in std::fs::read_to_string(path)?.lines() {
        let sample: Sample = serde_json::from_str(line).map_err(|error| format!("{}: {error}", path.display()))?;
        let spans = segment::split(&sample.text, Span::new(0, sample.text.len()));
        let found: Vec<&str> = spans.iter().map(|span| span.of(&sample.text).trim()).collect();
        samples += 1;
        if found == sample.sentences.iter().map(|sentence| sentence.trim()).collect::<Vec<_>>() {
            right += 1;
        } else {
            listing += &format!("WRONG    {}\nexpected {}\n\n", found.join(" ‖ "), sample.sentences.join(" ‖ "));
        }
    }
    let figures =
        [("samples", Some(samples as f64)), ("right", Some(right as f64)), ("accuracy", ratio(right, samples))];
    Ok(Scored { figures: Figures::from([(name.to_owned(), figures.into())]), listing })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_is_right_as_a_whole() -> Result<()> {
        let folder = tempfile::TempDir::new()?;
        let path = folder.path().join("samples.jsonl");
        let right = r#"{"text": "Nobody was hurt.", "sentences": ["Nobody was hurt."]}"#;
        let wrong = r#"{"text": "Nobody was hurt.", "sentences": ["Nobody was", "hurt."]}"#;
        std::fs::write(&path, format!("{right}\n{wrong}\n"))?;
        let scored = score(&Run { checker: &path, scratch: folder.path() }, "samples", &path)?;
        assert_eq!(scored.figures["samples"]["accuracy"], Some(0.5));
        assert!(scored.listing.contains("Nobody was ‖ hurt."));
        Ok(())
    }
}
