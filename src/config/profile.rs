//! Profiles: what a run takes for granted where neither the configuration nor the command line says otherwise.

use super::FailOn;
use crate::model::{Register, Severity};
use serde::{Deserialize, Serialize};

/// What the articles are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// Each article by its own words.
    #[default]
    Auto,
    /// News: what happened, as of a day.
    News,
    /// Documentation of one product: what holds, as of a version. All pages are one story.
    Docs,
}

/// What a profile stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Defaults {
    /// Its name on the command line and in the file.
    pub id: &'static str,
    /// The way in which articles are read; `None` goes by their words.
    pub register: Option<Register>,
    /// Kinds to look for; empty means all.
    pub kinds: &'static [&'static str],
    /// Severities in place of the checks' own.
    pub severity: &'static [(&'static str, Severity)],
    /// The mildest severity that fails a run.
    pub fail_on: FailOn,
}

const AUTO: Defaults = Defaults { id: "auto", register: None, kinds: &[], severity: &[], fail_on: FailOn::Medium };

const NEWS: Defaults = Defaults { id: "news", register: Some(Register::News), ..AUTO };

// What customers and makers are quoted for stands on several pages; praise ("the fastest") is no fault of a manual.
const DOCS: Defaults =
    Defaults { id: "docs", register: Some(Register::Docs), severity: &[("degree", Severity::Low)], ..AUTO };

impl Profile {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Auto, Self::News, Self::Docs];

    /// What it stands for.
    pub fn defaults(self) -> &'static Defaults {
        match self {
            Self::Auto => &AUTO,
            Self::News => &NEWS,
            Self::Docs => &DOCS,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::CHECKS;

    #[test]
    fn profiles_name_kinds_that_there_are() {
        for Defaults { kinds, severity, id, .. } in Profile::ALL.map(Profile::defaults) {
            let named = kinds.iter().copied().chain(severity.iter().map(|(kind, _)| *kind));
            assert!(named.clone().all(|kind| CHECKS.iter().any(|check| check.id == kind)), "{id}");
        }
    }

    #[test]
    fn names_are_those_of_the_file() {
        for profile in Profile::ALL {
            let written = toml::Value::try_from(profile).unwrap();
            assert_eq!(written.as_str(), Some(profile.defaults().id));
        }
    }
}
