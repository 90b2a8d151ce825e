//! How far along an event is: the built-in words behind modality.

use super::data::load;
use super::phrases::{Phrases, Slot};
use crate::model::Modality;
use serde::Deserialize;
use std::sync::LazyLock;

/// The words by which events and their stages are told.
pub(crate) struct Stages {
    /// Phrases before a verb.
    pub(crate) before_verb: Phrases<u8>,
    /// Phrases before a noun.
    pub(crate) before_noun: Phrases<u8>,
    /// Phrases after a noun.
    pub(crate) sequels: Phrases<u8>,
    /// Verbs that carry an event's noun, with the stage of the event once the verb is done.
    pub(crate) carriers: Phrases<u8>,
    /// Verbs of events, in any form, by index into `ids`.
    pub(crate) verbs: Phrases<u16>,
    /// Past forms and participles of verbs of events.
    pub(crate) past: Phrases<u16>,
    /// Past forms and participles of carriers.
    pub(crate) carrier_past: Phrases<u16>,
    /// Nouns of events.
    pub(crate) nouns: Phrases<u16>,
    /// What is so once the event is done: "open", "available".
    pub(crate) states: Phrases<u16>,
    /// Ids of the events.
    pub(crate) ids: Vec<String>,
    /// Ids of the events of which a story seldom holds two.
    single: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    marker: Vec<Marker>,
    carrier: Vec<Carrier>,
    sequel: Vec<Sequel>,
    action: Vec<Action>,
}

#[derive(Deserialize)]
struct Marker {
    stage: String,
    verb: Vec<String>,
    noun: Vec<String>,
}

#[derive(Deserialize)]
struct Carrier {
    done: String,
    words: Vec<String>,
    past: Vec<String>,
}

#[derive(Deserialize)]
struct Sequel {
    stage: String,
    words: Vec<String>,
}

#[derive(Deserialize)]
struct Action {
    id: String,
    verbs: Vec<String>,
    past: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    states: Vec<String>,
    #[serde(default)]
    single: bool,
}

/// The tables of the language.
pub(crate) fn get() -> &'static Stages {
    static STAGES: LazyLock<Stages> =
        LazyLock::new(|| Stages::new(&load("modality.toml", include_str!("en/modality.toml"))));
    &STAGES
}

impl Stages {
    /// Whether a story seldom holds two events of this id.
    pub(crate) fn is_single(&self, id: &str) -> bool {
        self.single.iter().any(|single| single == id)
    }

    fn new(file: &File) -> Self {
        let actions = |slot, pick: fn(&Action) -> &Vec<String>| table(slot, file.action.iter().map(pick));
        Self {
            before_verb: staged(Slot::StageBeforeVerb, file.marker.iter().map(|marker| (&marker.stage, &marker.verb))),
            before_noun: staged(Slot::StageBeforeNoun, file.marker.iter().map(|marker| (&marker.stage, &marker.noun))),
            sequels: staged(Slot::StageSequels, file.sequel.iter().map(|sequel| (&sequel.stage, &sequel.words))),
            carriers: carriers(&file.carrier),
            verbs: actions(Slot::StageVerbs, |action| &action.verbs),
            past: exact(Slot::StagePast, file.action.iter().map(|action| &action.past)),
            carrier_past: exact(Slot::StageCarrierPast, file.carrier.iter().map(|carrier| &carrier.past)),
            nouns: actions(Slot::StageNouns, |action| &action.nouns),
            states: actions(Slot::StageStates, |action| &action.states),
            single: file.action.iter().filter(|action| action.single).map(|action| action.id.clone()).collect(),
            ids: file.action.iter().map(|action| action.id.clone()).collect(),
        }
    }
}

/// The number of a stage named in the data file, which is built in.
fn stage(name: &str) -> u8 {
    let at = Modality::STAGES.iter().position(|stage| *stage == name).expect("modality.toml names known stages");
    u8::try_from(at).expect("there are five stages")
}

fn staged<'f>(slot: Slot, lists: impl Iterator<Item = (&'f String, &'f Vec<String>)>) -> Phrases<u8> {
    Phrases::new(
        slot,
        lists.flat_map(|(name, words)| {
            let stage = stage(name);
            words.iter().map(move |word| (word.as_str(), stage))
        }),
    )
}

/// Carriers in any form, the irregular ones included.
fn carriers(list: &[Carrier]) -> Phrases<u8> {
    let words: Vec<(String, u8)> = list
        .iter()
        .flat_map(|carrier| {
            let forms = carrier.words.iter().cloned().chain(carrier.past.iter().map(|form| format!("={form}")));
            forms.map(|form| (form, stage(&carrier.done)))
        })
        .collect();
    Phrases::new(Slot::StageCarriers, words.iter().map(|(word, stage)| (word.as_str(), *stage)))
}

fn table<'f>(slot: Slot, lists: impl Iterator<Item = &'f Vec<String>>) -> Phrases<u16> {
    Phrases::new(slot, (0..).zip(lists).flat_map(|(index, words)| words.iter().map(move |word| (word.as_str(), index))))
}

/// The first word in its exact form, so that "shut" but not "shuts" is past.
fn exact<'f>(slot: Slot, lists: impl Iterator<Item = &'f Vec<String>>) -> Phrases<u16> {
    let words: Vec<(String, u16)> =
        (0..).zip(lists).flat_map(|(index, words)| words.iter().map(move |word| (format!("={word}"), index))).collect();
    Phrases::new(slot, words.iter().map(|(word, index)| (word.as_str(), *index)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_and_forms_are_told_apart() {
        let stages = get();
        assert_eq!(stages.before_verb.word("will", "will"), Some(1));
        assert_eq!(stages.past.word("opened", "open").map(|id| stages.ids[usize::from(id)].as_str()), Some("open"));
        assert_eq!(stages.past.word("opens", "open"), None);
        assert_eq!(stages.carriers.word("order", "order"), Some(2));
    }
}
