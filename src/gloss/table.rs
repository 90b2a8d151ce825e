//! The Spanish words of `src/lexicon/es/` with their English glosses, in all their forms.

use super::inflect::{self, Tense};
use crate::lexicon::data::load;
use crate::model::Span;
use crate::text;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::sync::LazyLock;

/// Every file of the Spanish table, by name.
const FILES: [(&str, &str); 7] = [
    ("grammar.toml", include_str!("../lexicon/es/grammar.toml")),
    ("numbers.toml", include_str!("../lexicon/es/numbers.toml")),
    ("calendar.toml", include_str!("../lexicon/es/calendar.toml")),
    ("standings.toml", include_str!("../lexicon/es/standings.toml")),
    ("speech.toml", include_str!("../lexicon/es/speech.toml")),
    ("measures.toml", include_str!("../lexicon/es/measures.toml")),
    ("news.toml", include_str!("../lexicon/es/news.toml")),
];

/// What kind of words a family holds, and so which forms follow from the one given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    /// As given, and nothing else.
    Fixed,
    /// A noun with its plural.
    Noun,
    /// A noun for people, with feminine and plurals.
    Person,
    /// As `Person`: a title that stands before a name.
    Office,
    /// An adjective with feminine and plurals; its gloss has one form.
    Adjective,
    /// An adjective or participle that says how an office is held; it goes before the title in English.
    Standing,
    /// The infinitive of a regular verb.
    Verb,
    /// Forms of an irregular verb in a past tense; the gloss is given as for a verb.
    Past,
    /// The same in the present.
    Present,
    /// A number word.
    Number,
    /// A month or a day of the week.
    Month,
    /// A day of the week.
    Weekday,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    family: Vec<Family>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    #[serde(rename = "id")]
    _id: String,
    #[serde(rename = "reason")]
    _reason: String,
    kind: Kind,
    /// Whether its words are glossed where they have a capital inside a sentence, as in the names of ministries.
    #[serde(default)]
    names: bool,
    /// "muerto = dead": a word or phrase and its gloss; irregular English forms follow behind bars ("find|found").
    words: Vec<String>,
}

/// A word or phrase with its gloss.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) gloss: String,
    /// The base of a verb, which follows "did not".
    pub(super) base: String,
    pub(super) kind: Kind,
    pub(super) tense: Tense,
    pub(super) names: bool,
}

/// The words of the language.
pub(super) struct Table {
    /// By the lower-case tokens of the words, parted by single spaces.
    entries: FxHashMap<String, Entry>,
    /// Tokens of the longest phrase.
    pub(super) longest: usize,
}

impl Table {
    /// The words and phrases whose tokens are these.
    pub(super) fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.get(key)
    }
}

/// The Spanish table.
pub(super) fn spanish() -> &'static Table {
    static TABLE: LazyLock<Table> = LazyLock::new(|| {
        let mut table = Table { entries: FxHashMap::default(), longest: 1 };
        let files: Vec<File> = FILES.iter().map(|(name, text)| load(name, text)).collect();
        let families = || files.iter().flat_map(|file| &file.family);
        // What is given as it stands comes before what only follows from a rule.
        for fixed in [true, false] {
            for family in families() {
                for line in &family.words {
                    let (words, gloss) = line.split_once('=').unwrap_or_else(|| panic!("no gloss in {line:?}"));
                    let (words, gloss) = (words.trim(), gloss.trim());
                    for (form, entry) in forms(family, words, gloss) {
                        if (form == words) == fixed {
                            table.add(&form, entry);
                        }
                    }
                }
            }
        }
        table
    });
    &TABLE
}

impl Table {
    fn add(&mut self, words: &str, entry: Entry) {
        let tokens = text::tokens(words, Span::new(0, words.len()));
        let key: Vec<&str> = tokens.iter().map(|token| token.lower.as_ref()).collect();
        self.longest = self.longest.max(key.len());
        self.entries.entry(key.join(" ")).or_insert(entry);
    }
}

/// All forms of a word with their entries.
fn forms(family: &Family, words: &str, gloss: &str) -> Vec<(String, Entry)> {
    let kind = family.kind;
    let entry =
        |gloss: String, base: &str, tense| Entry { gloss, base: base.to_owned(), kind, tense, names: family.names };
    let plain = |gloss: &str| entry(gloss.to_owned(), "", Tense::None);
    let singular = gloss.split('|').next().unwrap_or(gloss);
    let own = words.to_owned();
    match kind {
        Kind::Noun => vec![(own, plain(singular)), (inflect::plural(words), plain(&inflect::english_plural(gloss)))],
        Kind::Person | Kind::Office => {
            let all = inflect::english_plural(gloss);
            let mut out = vec![(inflect::plural(words), plain(&all)), (own, plain(singular))];
            if let Some(woman) = inflect::feminine(words) {
                out.push((inflect::plural(&woman), plain(&all)));
                out.push((woman, plain(singular)));
            }
            out
        }
        Kind::Adjective | Kind::Standing => {
            let mut out = vec![(inflect::plural(words), plain(gloss)), (own, plain(gloss))];
            if let Some(woman) = inflect::feminine(words) {
                out.push((inflect::plural(&woman), plain(gloss)));
                out.push((woman, plain(gloss)));
            }
            out
        }
        Kind::Verb => {
            let [base, ..] = inflect::parts(gloss);
            inflect::verb(words, gloss)
                .into_iter()
                .map(|(form, gloss, tense)| (form, entry(gloss, &base, tense)))
                .collect()
        }
        Kind::Past | Kind::Present => {
            let [base, past, _] = inflect::parts(gloss);
            let (gloss, tense) = match kind {
                Kind::Past => (past, Tense::Past),
                _ => (base.clone(), Tense::Present),
            };
            vec![(own, entry(gloss, &base, tense))]
        }
        Kind::Fixed | Kind::Number | Kind::Month | Kind::Weekday => vec![(own, plain(gloss))],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_has_a_gloss() {
        let table = spanish();
        let gloss = |key: &str| table.get(key).map(|entry| entry.gloss.as_str());
        assert_eq!(gloss("muertos"), Some("dead"));
        assert_eq!(gloss("alcaldesa"), Some("mayor"));
        assert_eq!(gloss("viviendas"), Some("homes"));
        assert_eq!(gloss("evacuadas"), Some("evacuated"));
        assert_eq!(gloss("al menos"), Some("at least"));
        assert_eq!(gloss("mayo"), Some("May"));
        assert!(table.longest >= 4);
    }
}
