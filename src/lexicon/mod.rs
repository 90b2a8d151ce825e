//! The words: data files per language, built in, and the tables made of them once.
//!
//! Concept ids (`death`, `president`, `rise-fall`) are free of language, so that another language is another folder of
//! data files.

pub(crate) mod abbreviations;
pub(crate) mod agencies;
pub(crate) mod amounts;
pub(crate) mod calendar;
mod contrasts;
pub(crate) mod data;
mod forms;
pub(crate) mod frequency;
pub(crate) mod furniture;
pub(crate) mod irregular;
mod kinds;
pub mod language;
pub(crate) mod manuals;
mod measures;
pub(crate) mod phrases;
pub(crate) mod places;
pub(crate) mod polls;
mod roles;
pub(crate) mod stages;
mod table;
pub(crate) mod units;
pub(crate) mod verbs;

use crate::Config;
use crate::config::LexiconAdditions;
use crate::model::{DegreeScope, Direction, Span, Standing, Term};
use crate::text::{self, fold, hash, stem};
use data::{Axes, Concepts, Degrees, Families, Offices, Places, Standings};
use forms::Forms;
use phrases::{Phrases, Slot};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use table::Table;
use units::Units;

pub(crate) use contrasts::{bodies, contrasts, sets_of, siblings};
pub(crate) use forms::Stem;
pub(crate) use kinds::{anybody, calamities, gauges, occasions, rooms, sites};
pub(crate) use measures::{measures, measures_by_verb};
pub(crate) use roles::{Correcting, Mood, NameWord, Negation};
pub(crate) use table::{Wordings, Words};

/// The words of one language, ready to be asked.
#[derive(Debug)]
pub struct Lexicon {
    /// Index into `concept_ids` of a word or phrase.
    pub(crate) concepts: Phrases<u16>,
    /// Hashes of the concepts' terms.
    concept_terms: Vec<Term>,
    /// Axis index and end of a word or phrase.
    pub(crate) axes: Phrases<(u16, Direction)>,
    /// Ids of the axes.
    pub(crate) axis_ids: Vec<String>,
    /// Index into `office_ids` of a title.
    pub(crate) offices: Phrases<u16>,
    /// Ids of the offices.
    pub(crate) office_ids: Vec<String>,
    /// What the words around a title and the verbs after a name say of the standing.
    pub(crate) standings: StandingWords,
    /// Superlatives, by index into `scale_ids`.
    pub(crate) scales: Phrases<u16>,
    /// Ids of the scales.
    pub(crate) scale_ids: Vec<String>,
    /// Phrases that name the set over which something is the extreme.
    pub(crate) scopes: Phrases<DegreeScope>,
    /// Country or people of an adjective.
    pub(crate) places: Phrases<u16>,
    /// Terms of the places.
    place_terms: Vec<Term>,
    /// Grammar words.
    function: Table<()>,
    /// Verbs of saying; `true` for those that turn a statement down.
    pub(crate) speech: Phrases<bool>,
    /// Phrases that name a source.
    pub(crate) sources: Phrases<()>,
    /// Verbs that give somebody's words where they stand beside a quotation, and tell of something else elsewhere.
    pub(crate) manner: Phrases<()>,
    /// Negation.
    pub(crate) negation: Phrases<Negation>,
    /// How a sentence is meant.
    pub(crate) mood: Phrases<Mood>,
    /// How a sentence puts something right.
    pub(crate) corrections: Phrases<Correcting>,
    /// Kinds of words in and before names.
    pub(crate) name_words: Table<NameWord>,
    /// Units of measure.
    pub(crate) units: Units,
    /// The words met so far.
    forms: Forms,
}

/// Words by which a standing is told.
#[derive(Debug)]
pub(crate) struct StandingWords {
    /// Before a title: "former".
    pub(crate) before: Phrases<Standing>,
    /// After a title: "elect".
    pub(crate) after: Phrases<Standing>,
    /// What a person does: "resigned".
    pub(crate) verbs: Phrases<Standing>,
    /// What is done to a person: "was suspended".
    pub(crate) passive: Phrases<Standing>,
    /// What becomes of a thing: "deprecated".
    pub(crate) things: Phrases<Standing>,
    /// What a thing with a name is or remains: "grounded", "cleared to fly".
    pub(crate) permits: Phrases<Standing>,
    /// What it is where nothing follows: "closed", but not "closed on Mondays".
    pub(crate) states: Phrases<Standing>,
    /// "back in office".
    pub(crate) in_office: Phrases<Standing>,
}

/// The English lexicon as shipped.
pub fn english() -> Arc<Lexicon> {
    static ENGLISH: LazyLock<Arc<Lexicon>> = LazyLock::new(|| Arc::new(Lexicon::build(&LexiconAdditions::default())));
    ENGLISH.clone()
}

impl Lexicon {
    /// The English lexicon with what the configuration adds.
    ///
    /// The last one that was built is kept: a run asks for the same words again and again.
    pub fn of(config: &Config) -> Arc<Self> {
        static LAST: Mutex<Option<(LexiconAdditions, Arc<Lexicon>)>> = Mutex::new(None);
        if config.lexicon == LexiconAdditions::default() {
            return english();
        }
        let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
        match &*last {
            Some((additions, lexicon)) if *additions == config.lexicon => lexicon.clone(),
            _ => {
                let lexicon = Arc::new(Self::build(&config.lexicon));
                *last = Some((config.lexicon.clone(), lexicon.clone()));
                lexicon
            }
        }
    }

    /// The shipped tables with `additions`: their synonyms come first, each list one concept, so that a field's own use
    /// of a word prevails.
    fn build(additions: &LexiconAdditions) -> Self {
        let concepts: Concepts = data::load("concepts.toml", include_str!("en/concepts.toml"));
        let axes: Axes = data::load("opposites.toml", include_str!("en/opposites.toml"));
        let offices: Offices = data::load("offices.toml", include_str!("en/offices.toml"));
        let standings: Standings = data::load("standings.toml", include_str!("en/standings.toml"));
        let degrees: Degrees = data::load("degree.toml", include_str!("en/degree.toml"));
        let places: Places = data::load("demonyms.toml", include_str!("en/demonyms.toml"));
        let function: Families = data::load("function.toml", include_str!("en/function.toml"));
        let speech: Families = data::load("speech.toml", include_str!("en/speech.toml"));
        let negation: Families = data::load("negation.toml", include_str!("en/negation.toml"));
        let mood: Families = data::load("mood.toml", include_str!("en/mood.toml"));
        let corrections: Families = data::load("corrections.toml", include_str!("en/corrections.toml"));
        let names: Families = data::load("names.toml", include_str!("en/names.toml"));

        let synonyms: Vec<Vec<String>> = additions.synonyms.iter().map(|words| lowered(words)).collect();
        let titles: Vec<Vec<String>> = lowered(&additions.titles).into_iter().map(|title| vec![title]).collect();
        let mut units = units::shipped().clone();
        for (name, definition) in &additions.units {
            units
                .extend(name, definition.amount(), definition.unit())
                .expect("a definition is of a known unit: it was checked when it was read");
        }
        let own = synonyms.iter().map(|words| (words.first().map_or("", String::as_str), words));
        let shipped = concepts.concept.iter().map(|family| (family.id.as_str(), &family.words));
        let measured = measures::families().iter().map(|family| (family.id.as_str(), &family.words));
        let all: Vec<_> = own.chain(shipped).chain(measured).collect();
        let standing_words = |slot, pick: fn(&data::StandingFamily) -> &Vec<String>| {
            Phrases::new(
                slot,
                standings
                    .standing
                    .iter()
                    .flat_map(|family| pick(family).iter().map(|word| (word.as_str(), family.standing))),
            )
        };
        Self {
            concepts: indexed(Slot::Concepts, all.iter().map(|(_, words)| words.as_slice())),
            concept_terms: all.iter().map(|(id, words)| concept_term(id, words)).collect(),
            axes: Phrases::new(
                Slot::Axes,
                (0..)
                    .zip(&axes.axis)
                    .flat_map(|(index, axis)| {
                        let side = move |words: &'_ [String], end| {
                            words.iter().map(|word| (word.clone(), (index, end))).collect::<Vec<_>>()
                        };
                        let mut both = side(&axis.positive, Direction::Positive);
                        both.extend(side(&axis.negative, Direction::Negative));
                        both
                    })
                    .collect::<Vec<_>>()
                    .iter()
                    .map(|(word, value)| (word.as_str(), *value)),
            ),
            axis_ids: axes.axis.iter().map(|axis| axis.id.clone()).collect(),
            offices: indexed(
                Slot::Offices,
                offices.office.iter().map(|family| &family.words).chain(&titles).map(Vec::as_slice),
            ),
            office_ids: offices
                .office
                .iter()
                .map(|family| &family.id)
                .chain(titles.iter().flatten())
                .cloned()
                .collect(),
            standings: StandingWords {
                before: standing_words(Slot::StandingsBefore, |family| &family.before),
                after: standing_words(Slot::StandingsAfter, |family| &family.after),
                verbs: standing_words(Slot::StandingVerbs, |family| &family.verbs),
                passive: standing_words(Slot::StandingPassive, |family| &family.passive),
                things: standing_words(Slot::StandingThings, |family| &family.thing),
                permits: standing_words(Slot::StandingPermits, |family| &family.permit),
                states: standing_words(Slot::StandingStates, |family| &family.state),
                in_office: standing_words(Slot::InOffice, |family| &family.in_office),
            },
            scales: indexed(Slot::Scales, degrees.scale.iter().map(|family| family.words.as_slice())),
            scale_ids: degrees.scale.iter().map(|family| family.id.clone()).collect(),
            scopes: Phrases::new(
                Slot::Scopes,
                degrees.scope.iter().flat_map(|family| {
                    let scope = if family.id == "ever" { DegreeScope::Ever } else { DegreeScope::Years };
                    family.phrases.iter().map(move |phrase| (phrase.as_str(), scope))
                }),
            ),
            places: indexed(Slot::Places, places.place.iter().map(|family| family.words.as_slice())),
            place_terms: places.place.iter().map(|family| place_term(&family.id)).collect(),
            function: function.family.iter().flat_map(|family| family.words.iter().map(|word| (word, ()))).collect(),
            speech: Phrases::new(
                Slot::Speech,
                speech
                    .family
                    .iter()
                    .flat_map(|family| family.verbs.iter().map(|verb| (verb.as_str(), family.id == "deny"))),
            ),
            sources: Phrases::new(
                Slot::Sources,
                speech.family.iter().flat_map(|family| family.phrases.iter().map(|phrase| (phrase.as_str(), ()))),
            ),
            manner: Phrases::new(
                Slot::Manner,
                speech.family.iter().flat_map(|family| family.words.iter().map(|word| (word.as_str(), ()))),
            ),
            negation: Phrases::new(
                Slot::Negation,
                negation.family.iter().flat_map(|family| {
                    let role = match family.id.as_str() {
                        "negators" => Negation::Negates,
                        "negative-verbs" => Negation::Denies,
                        "double" => Negation::Double,
                        _ => Negation::Neutral,
                    };
                    family.words.iter().map(move |word| (word.as_str(), role))
                }),
            ),
            mood: Phrases::new(
                Slot::Mood,
                mood.family.iter().flat_map(|family| {
                    let mood = match family.id.as_str() {
                        "conditional" => Mood::Conditional,
                        "wish" => Mood::Wish,
                        "past-frame" => Mood::PastFrame,
                        _ => Mood::Imagined,
                    };
                    family.words.iter().map(move |word| (word.as_str(), mood))
                }),
            ),
            corrections: Phrases::new(
                Slot::Corrections,
                corrections.family.iter().flat_map(|family| {
                    let role = match family.id.as_str() {
                        "label" => Correcting::Label,
                        "withdrawn" => Correcting::Withdrawn,
                        "own" => Correcting::Own,
                        "right" => Correcting::Right,
                        _ => Correcting::Instead,
                    };
                    family.words.iter().map(move |word| (word.as_str(), role))
                }),
            ),
            name_words: names
                .family
                .iter()
                .flat_map(|family| {
                    let role = match family.id.as_str() {
                        "courtesy" => NameWord::Courtesy,
                        "organisation" => NameWord::Organisation,
                        "place" => NameWord::Place,
                        _ => NameWord::NotName,
                    };
                    family.words.iter().map(move |word| (word.clone(), role))
                })
                .collect(),
            units,
            forms: Forms::default(),
        }
    }

    /// The term of a concept of this lexicon.
    pub(crate) fn concept_term(&self, concept: u16) -> Term {
        self.concept_terms[usize::from(concept)]
    }

    /// Hash of the term of a lower-case word or phrase: its concept's, else its stem's.
    pub(crate) fn word_hash(&self, word: &str) -> u64 {
        self.concept_hash(word).unwrap_or_else(|| hash(&stem(word)))
    }

    /// Hash of the concept of a lower-case word or phrase.
    pub(crate) fn concept_hash(&self, phrase: &str) -> Option<u64> {
        let tokens = text::tokens(phrase, Span::new(0, phrase.len()));
        let found = self.concepts.at(&tokens, &self.stems(&tokens), 0).filter(|found| found.len == tokens.len())?;
        Some(self.concept_term(found.value).hash)
    }

    /// The term of a place of this lexicon.
    pub(crate) fn place_term(&self, place: u16) -> Term {
        self.place_terms[usize::from(place)]
    }

    /// Whether a lower-case word carries grammar rather than content.
    pub(crate) fn is_function(&self, lower: &str) -> bool {
        self.function.get(lower).is_some()
    }
}

fn lowered(words: &[String]) -> Vec<String> {
    words.iter().map(|word| word.to_lowercase()).collect()
}

/// Lists of words as one table, each word with the index of its list.
fn indexed<'w>(slot: Slot, lists: impl Iterator<Item = &'w [String]>) -> Phrases<u16> {
    Phrases::new(slot, (0..).zip(lists).flat_map(|(index, words)| words.iter().map(move |word| (word.as_str(), index))))
}

/// The term of a place: that of its name.
fn place_term(id: &str) -> Term {
    Term { hash: hash(&stem(id)), weight: frequency::weight(&fold(id)) }
}

/// The term of a concept: its id hashed apart from plain stems, weighing as much as its most frequent single word.
fn concept_term(id: &str, words: &[String]) -> Term {
    let weight = words
        .iter()
        .filter(|word| !word.contains(' '))
        .map(|word| frequency::weight(&fold(word.trim_start_matches('='))))
        .min()
        .unwrap_or_else(|| frequency::weight(""));
    Term { hash: concept_hash(id), weight }
}

/// Hash of the term of the concept with this id.
pub(crate) fn concept_hash(id: &str) -> u64 {
    hash(&format!("concept:{id}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Facet, Finding};
    use crate::{check_as_one_story, config, read};
    use std::path::Path;

    fn findings(config: &str, texts: [&str; 2]) -> Vec<Finding> {
        let config = config::parse(Path::new("crosscheck.toml"), config).unwrap();
        let articles = vec![read::plain_text("left", texts[0]), read::plain_text("right", texts[1])];
        check_as_one_story(articles, &config).findings
    }

    #[test]
    fn a_word_around_names_has_one_role() {
        let file: Families = data::load("names.toml", include_str!("en/names.toml"));
        let mut words: Vec<&String> = file.family.iter().flat_map(|family| &family.words).collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all);
    }

    #[test]
    fn a_synonym_aligns_what_is_worded_differently() {
        let texts = ["The snurfle was repaired on 3 May 2024.", "The grobnik was repaired on 9 May 2024."];
        assert_eq!(findings("", texts), []);
        let own = findings("lexicon.synonyms = [[\"Snurfle\", \"grobnik\"]]", texts);
        assert_eq!(own.iter().map(|finding| finding.kind).collect::<Vec<_>>(), ["date"]);
    }

    #[test]
    fn a_title_makes_a_standing() {
        let statuses = |config: &str| {
            let config = config::parse(Path::new("crosscheck.toml"), config).unwrap();
            let article = read::plain_text("a", "Former Zorbmaster Ana Brennick opened the fair.");
            let claims = crate::extract::claims(0, &article, &Lexicon::of(&config));
            claims.iter().flat_map(|claim| &claim.facets).filter(|facet| matches!(facet, Facet::Status(_))).count()
        };
        assert_eq!(statuses("lexicon.titles = [\"Zorbmaster\"]"), 1);
        assert_eq!(statuses(""), 0);
    }

    #[test]
    fn a_unit_is_told_in_a_known_one() {
        let texts = ["The bridge carries loads of 40 quintals.", "The bridge carries loads of 4,000 kilograms."];
        let other = ["The bridge carries loads of 40 quintals.", "The bridge carries loads of 9,000 kilograms."];
        let own = "lexicon.units = { quintal = \"100 kg\" }";
        assert_eq!(findings(own, texts), []);
        let found = findings(own, other);
        assert_eq!(found.iter().map(|finding| finding.kind).collect::<Vec<_>>(), ["quantity"]);
        assert_eq!(findings("", other), []);
    }
}
