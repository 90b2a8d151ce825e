//! What a run is told: the configuration file's contents and the command line's choices.

use serde::{Deserialize, Serialize};

/// The configuration of a run.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[non_exhaustive]
pub struct Config {
    /// Kinds to look for; empty means all.
    pub kinds: Vec<String>,
}
