//! A run, as its JSON report tells it.

use crate::Error;
use crate::model::{ClaimId, Severity};
use crate::settle;
use serde::Deserialize;
use std::path::Path;

/// Number of the schema of reports that are read.
const SCHEMA: u8 = 1;

/// What of a run is compared.
#[derive(Debug)]
#[non_exhaustive]
pub struct Run {
    /// Version of the program that wrote it.
    pub version: String,
    /// Hash of its configuration.
    pub config: String,
    /// What its articles disagree on, worst first.
    pub disagreements: Vec<Disagreement>,
}

/// A disagreement of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Disagreement {
    /// Its id.
    pub id: ClaimId,
    /// Id of its check.
    pub kind: String,
    /// How much it matters.
    pub severity: Severity,
    /// What it says.
    pub message: String,
    /// What settles it ("known", "allowed: two calendars"); `None` while it is open.
    pub settled: Option<String>,
    /// Its values.
    pub values: Vec<Side>,
}

impl Disagreement {
    pub(super) fn fingerprints(&self) -> Vec<Vec<ClaimId>> {
        self.values.iter().map(|side| side.fingerprints.clone()).collect()
    }
}

/// A value of a disagreement.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Side {
    /// As a reader would say it.
    pub value: String,
    /// Where it is stated: `path:line:column`.
    pub places: Vec<String>,
    /// Of the sentences that state it, sorted.
    pub(super) fingerprints: Vec<ClaimId>,
}

impl Run {
    /// Reads the text of a JSON report; `path` is named in errors.
    pub fn parse(path: &Path, text: &str) -> Result<Self, Error> {
        let report: JsonReport = serde_json::from_str(text).map_err(|error| {
            Error::json(path, &error, "a report of crosscheck", "write one with `crosscheck check ... -o FILE.json`")
        })?;
        if report.schema != SCHEMA {
            let message = format!("this report has schema {}, and this version knows {SCHEMA}", report.schema);
            return Err(Error::malformed(path, None, message));
        }
        Ok(Self {
            version: report.manifest.version,
            config: report.manifest.config,
            disagreements: report.discrepancies.into_iter().map(Disagreement::from).collect(),
        })
    }
}

#[derive(Deserialize)]
struct JsonReport {
    schema: u8,
    discrepancies: Vec<JsonFinding>,
    manifest: JsonManifest,
}

#[derive(Deserialize)]
struct JsonManifest {
    version: String,
    config: String,
}

#[derive(Deserialize)]
struct JsonFinding {
    id: ClaimId,
    kind: String,
    severity: Severity,
    message: String,
    settled: Option<JsonSettled>,
    values: Vec<JsonValue>,
}

#[derive(Deserialize)]
struct JsonSettled {
    by: String,
    reason: Option<String>,
}

#[derive(Deserialize)]
struct JsonValue {
    value: String,
    mentions: Vec<JsonMention>,
}

#[derive(Deserialize)]
struct JsonMention {
    article: String,
    line: u32,
    column: u32,
    fingerprint: ClaimId,
}

impl From<JsonFinding> for Disagreement {
    fn from(finding: JsonFinding) -> Self {
        let JsonFinding { id, kind, severity, message, settled, values } = finding;
        let settled = settled.map(|JsonSettled { by, reason }| match reason {
            Some(reason) => format!("{by}: {reason}"),
            None => by,
        });
        Self { id, kind, severity, message, settled, values: values.into_iter().map(Side::from).collect() }
    }
}

impl From<JsonValue> for Side {
    fn from(value: JsonValue) -> Self {
        let fingerprints = settle::distinct(value.mentions.iter().map(|mention| mention.fingerprint));
        let place = |mention: &JsonMention| format!("{}:{}:{}", mention.article, mention.line, mention.column);
        Self { value: value.value, places: value.mentions.iter().map(place).collect(), fingerprints }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_files_are_refused_in_one_line() {
        let error = |text: &str| Run::parse(Path::new("r.json"), text).unwrap_err().to_string();
        assert!(
            error("{}").starts_with("r.json:1:2: not a report of crosscheck (missing field `schema`)"),
            "{}",
            error("{}")
        );
        let newer = "{\"schema\": 2, \"discrepancies\": [], \"manifest\": {\"version\": \"9\", \"config\": \"\"}}";
        assert_eq!(error(newer), "r.json: this report has schema 2, and this version knows 1");
    }
}
