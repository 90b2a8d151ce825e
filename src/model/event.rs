use super::{Assertion, Span, Term};
use serde::{Deserialize, Serialize};

/// What a clause tells by its verb: who does what to whom, whether it is so, and how far along it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// The verb with its auxiliaries: "had not yet switched off".
    pub span: Span,
    /// The family of the verb, or the verb's own stem where the lexicon has none.
    pub predicate: Term,
    /// Whether a thing has one who does this to it.
    pub single: bool,
    /// Whether it is done to one thing many times: visits, attacks, publications.
    pub often: bool,
    /// Whether it is so; `None` where two negations make the sign unsafe.
    pub holds: Option<bool>,
    /// Whether it is told as of the moment of writing: "has not asked".
    pub perfect: bool,
    /// Whether it was to come when it was said, and may have come since: "said it would close".
    #[serde(default)]
    pub told_back: bool,
    /// How far along it is; where it is denied, what is denied.
    pub phase: Phase,
    /// Number of its clause in the sentence, from 0.
    pub clause: u16,
    /// The date that its own words give it.
    pub when: Option<Span>,
    /// How it is meant.
    pub mood: Assertion,
    /// Who does it.
    pub agent: Option<Party>,
    /// Whom or what it is done to.
    pub patient: Option<Party>,
    /// What its prepositions lead: "in the harbour", "with a knife".
    pub adjuncts: Vec<Adjunct>,
    /// The amounts that its own words give it, things counted left out: "by 78 percent", "for seven years".
    #[serde(default)]
    pub amounts: Vec<Amount>,
}

/// A number behind a verb, by what leads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// What leads it.
    pub lead: Lead,
    /// The quantity.
    pub span: Span,
}

/// What leads an amount behind a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lead {
    /// Nothing, or a word of another kind: "lasted three hours".
    Plain,
    /// "by", "by more than".
    By,
    /// "to".
    To,
    /// "for".
    For,
}

impl Event {
    /// Whom or what it befalls: whom it is done to, else who does it.
    pub(crate) fn whom(&self) -> Option<&Party> {
        self.patient.as_ref().or(self.agent.as_ref())
    }

    /// Who does it and whom it is done to, as far as told.
    pub(crate) fn parties(&self) -> impl Iterator<Item = &Party> {
        self.agent.iter().chain(&self.patient)
    }
}

/// How far along an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// It may come about.
    Possible,
    /// It is to come about.
    Planned,
    /// It is going on, or is so in general.
    UnderWay,
    /// It has come about.
    Done,
}

/// Somebody or something that takes part in an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The noun phrase.
    pub span: Span,
    /// Its content terms, sorted.
    pub terms: Vec<Term>,
    /// Its head noun; of a name, the last word.
    pub head: Option<Term>,
    /// The terms of its name in full, in order; empty where it is no name. A pronoun has the name of whom it means.
    pub name: Vec<Term>,
    /// Whether the name is known to be a person's.
    pub person: bool,
    /// Whether the phrase points to a thing that the reader knows: "the shotgun", "its request".
    #[serde(default)]
    pub definite: bool,
    /// Whether it is one beside another: "another library", "a second airport".
    pub more: bool,
    /// How many of them, where a word tells it: "all", "most", "some".
    pub share: Option<Share>,
}

/// How many of a number of people or things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Share {
    /// "none of the".
    None,
    /// "few", "hardly any".
    Few,
    /// "only some of": not all of them.
    Some,
    /// "half of".
    Half,
    /// "most".
    Most,
    /// "all", "every", "each".
    All,
}

/// A prepositional phrase beside a verb.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adjunct {
    /// The preposition, in lower case.
    pub preposition: String,
    /// What it leads.
    pub party: Party,
    /// Its printed name, folded, where it is one; empty otherwise.
    pub place: String,
}
