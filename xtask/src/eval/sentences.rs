//! Scores the sentence splitter on texts with their sentences.

use super::pairs::ratio;
use crate::Result;
use crosscheck::model::Span;
use crosscheck::segment;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Deserialize)]
struct Sample {
    text: String,
    sentences: Vec<String>,
}

/// What came out of one file of samples.
pub(super) struct Outcome {
    samples: usize,
    right: usize,
    /// The samples that were split wrongly: what came out, what was expected.
    pub(super) wrong: String,
}

/// Splits every text of a JSON Lines file (`text`, `sentences`); a sample is right when all its sentences are.
pub(super) fn score(path: &Path) -> Result<Outcome> {
    let mut outcome = Outcome { samples: 0, right: 0, wrong: String::new() };
    for line in std::fs::read_to_string(path)?.lines() {
        let sample: Sample = serde_json::from_str(line).map_err(|error| format!("{}: {error}", path.display()))?;
        let spans = segment::split(&sample.text, Span::new(0, sample.text.len()));
        let found: Vec<&str> = spans.iter().map(|span| span.of(&sample.text).trim()).collect();
        outcome.samples += 1;
        if found == sample.sentences.iter().map(|sentence| sentence.trim()).collect::<Vec<_>>() {
            outcome.right += 1;
        } else {
            outcome.wrong += &format!("WRONG    {}\nexpected {}\n\n", found.join(" ‖ "), sample.sentences.join(" ‖ "));
        }
    }
    Ok(outcome)
}

impl Outcome {
    /// For the tables.
    pub(super) fn figures(&self) -> BTreeMap<&'static str, Option<f64>> {
        BTreeMap::from([
            ("samples", Some(self.samples as f64)),
            ("right", Some(self.right as f64)),
            ("accuracy", ratio(self.right, self.samples)),
        ])
    }
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
        let outcome = score(&path)?;
        assert_eq!((outcome.samples, outcome.right), (2, 1));
        assert!(outcome.wrong.contains("Nobody was ‖ hurt."));
        Ok(())
    }
}
