//! The shapes of the data files.

use crate::model::Standing;
use serde::Deserialize;

/// `concepts.toml`
#[derive(Deserialize)]
pub(super) struct Concepts {
    pub(super) concept: Vec<WordFamily>,
}

/// `offices.toml`
#[derive(Deserialize)]
pub(super) struct Offices {
    pub(super) office: Vec<WordFamily>,
}

/// `demonyms.toml`
#[derive(Deserialize)]
pub(super) struct Places {
    pub(super) place: Vec<WordFamily>,
}

/// `contrasts.toml`
#[derive(Deserialize)]
pub(super) struct Contrasts {
    pub(super) set: Vec<ContrastSet>,
}

/// Words that pick out different things of one kind.
#[derive(Deserialize)]
pub(super) struct ContrastSet {
    pub(super) words: Vec<String>,
}

/// `measures.toml`
#[derive(Deserialize)]
pub(super) struct MeasureFamilies {
    pub(super) measure: Vec<MeasureFamily>,
    pub(super) anybody: WordList,
    pub(super) gauge: WordList,
}

/// Nouns that name one measure.
#[derive(Deserialize)]
pub(super) struct MeasureFamily {
    pub(super) id: String,
    pub(super) of: Vec<String>,
    #[serde(default)]
    pub(super) series: bool,
    #[serde(default)]
    pub(super) by: Vec<String>,
    #[serde(default)]
    pub(super) to: Vec<String>,
    pub(super) words: Vec<String>,
}

/// Words that mean one thing.
#[derive(Deserialize)]
pub(super) struct WordFamily {
    pub(super) id: String,
    pub(super) words: Vec<String>,
}

/// `opposites.toml`
#[derive(Deserialize)]
pub(super) struct Axes {
    pub(super) axis: Vec<AxisFamily>,
}

/// Words at the two ends of one axis.
#[derive(Deserialize)]
pub(super) struct AxisFamily {
    pub(super) id: String,
    pub(super) positive: Vec<String>,
    pub(super) negative: Vec<String>,
}

/// `standings.toml`
#[derive(Deserialize)]
pub(super) struct Standings {
    pub(super) standing: Vec<StandingFamily>,
}

/// Words by which one standing is told.
#[derive(Deserialize)]
#[serde(default)]
pub(super) struct StandingFamily {
    pub(super) standing: Standing,
    pub(super) before: Vec<String>,
    pub(super) after: Vec<String>,
    pub(super) verbs: Vec<String>,
    pub(super) passive: Vec<String>,
    pub(super) thing: Vec<String>,
    pub(super) permit: Vec<String>,
    pub(super) state: Vec<String>,
    pub(super) in_office: Vec<String>,
}

impl Default for StandingFamily {
    fn default() -> Self {
        Self {
            standing: Standing::Sitting,
            before: Vec::new(),
            after: Vec::new(),
            verbs: Vec::new(),
            passive: Vec::new(),
            thing: Vec::new(),
            permit: Vec::new(),
            state: Vec::new(),
            in_office: Vec::new(),
        }
    }
}

/// `degree.toml`
#[derive(Deserialize)]
pub(super) struct Degrees {
    pub(super) scale: Vec<WordFamily>,
    pub(super) scope: Vec<ScopeFamily>,
    pub(super) calamity: WordList,
}

/// Words of one kind.
#[derive(Deserialize)]
pub(super) struct WordList {
    pub(super) words: Vec<String>,
}

/// Phrases that name one set.
#[derive(Deserialize)]
pub(super) struct ScopeFamily {
    pub(super) id: String,
    pub(super) phrases: Vec<String>,
}

/// Files of plain families.
#[derive(Deserialize)]
pub(super) struct Families {
    pub(super) family: Vec<Family>,
}

/// Words of one role in grammar.
#[derive(Deserialize)]
pub(super) struct Family {
    pub(super) id: String,
    #[serde(default)]
    pub(super) words: Vec<String>,
    #[serde(default)]
    pub(super) verbs: Vec<String>,
    #[serde(default)]
    pub(super) phrases: Vec<String>,
}

/// A data file; the files are built in, so a malformed one is a bug that every run and test meets.
pub(crate) fn load<T: serde::de::DeserializeOwned>(name: &str, text: &str) -> T {
    toml::from_str(text).unwrap_or_else(|error| panic!("built-in lexicon file {name}: {error}"))
}
