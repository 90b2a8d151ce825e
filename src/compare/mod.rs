//! TEMPORARY: the registry as the command line needs it.

use crate::model::Severity;

/// A kind of disagreement.
pub struct Check {
    /// Name.
    pub id: &'static str,
    /// One line.
    pub summary: &'static str,
    /// Markdown.
    pub help: &'static str,
    /// Default severity.
    pub severity: Severity,
}

macro_rules! checks {
    ($($id:literal $summary:literal)*) => {
        /// All checks.
        pub const CHECKS: &[Check] = &[$(Check { id: $id, summary: $summary, severity: Severity::Medium,
            help: "## What\n\nText.\n\n## Why\n\nText.\n\n## Example\n\nText.\n\n## What it does not flag\n\nText.\n" }),*];
    };
}

checks! {
    "status" "Former, acting, elect, suspended: where somebody or something stands"
    "quantity" "Numbers that cannot both be true of the same thing"
    "date" "Days on which the same thing is said to have happened"
    "polarity" "What one source affirms and another denies"
    "quote" "The same words of one speaker in two wordings"
    "degree" "Superlatives over different sets: on record, in years"
}
