use super::{ClaimId, Severity};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What is known of a report's findings beyond what each says of itself (see [`Settled`](super::Settled)).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settlement {
    /// The findings that stand in the baseline, by id, settled by it or otherwise; `None` where there is no baseline.
    pub known: Option<BTreeSet<ClaimId>>,
    /// The findings that say more than they did in the baseline, by id: they have a value that it does not know.
    pub changed: BTreeSet<ClaimId>,
    /// What stands in the baseline and is not found any more.
    pub absent: Vec<Absent>,
    /// Exceptions that are past their date or match nothing.
    pub stale: Vec<Stale>,
    /// What had a say besides the articles and the configuration.
    pub consulted: Vec<Consulted>,
}

/// An entry of the baseline that no finding matches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absent {
    /// The id that the finding had.
    pub id: ClaimId,
    /// Id of its check.
    pub kind: String,
    /// How much it mattered.
    pub severity: Severity,
    /// What it said.
    pub message: String,
    /// The files that it was found in, sorted.
    pub files: Vec<String>,
}

/// An exception or a house fact that does nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stale {
    /// The file in which it stands.
    pub file: String,
    /// Its line, from 1.
    pub line: u32,
    /// What it is, why it does nothing, and what to do.
    pub why: String,
}

/// A file or a value that had a say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consulted {
    /// What it is: `baseline`, `today`.
    pub what: &'static str,
    /// Its value, or the BLAKE3 hash of its bytes.
    pub value: String,
}
