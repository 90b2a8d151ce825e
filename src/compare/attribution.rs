//! The same words from different mouths.

use super::event::{Relation, Telling};
use super::quote::part_of;
use super::{Check, Compare, Comparison, Events, Outcome, Pair, gates};
use crate::align::story::Kin;
use crate::model::{Claim, Facet, FacetKind, Gate, Party, Phase, Quote, Reason, Severity, Speaker};

pub(super) const CHECK: Check = Check {
    id: "attribution",
    summary: "The same words are given to different speakers",
    lead: "The same words from different speakers",
    help: include_str!("../../tests/checks/attribution.md"),
    severity: Severity::Medium,
    asks: Kin::Topic,
    compare: Compare::Facets(FacetKind::Quote, compare),
    events: Events::Same(events),
};

/// Shorter quotations are said by many.
const WORDS: usize = 5;
/// The same for two that are equal word for word.
const WORDS_EQUAL: usize = 4;

fn compare(pair: &Pair<'_>, left: &Facet, right: &Facet) -> Outcome {
    let (Facet::Quote(left), Facet::Quote(right)) = (left, right) else { return Outcome::Unrelated };
    let (Some(a), Some(b)) = (&left.speaker, &right.speaker) else { return Outcome::Unrelated };
    let spoken = |quote: &Quote| quote.words.iter().filter(|word| !word.is_empty()).count();
    let enough = if left.words == right.words { WORDS_EQUAL } else { WORDS };
    if spoken(left).min(spoken(right)) < enough
        || !(part_of(&left.words, &right.words) || part_of(&right.words, &left.words))
    {
        return Outcome::Unrelated;
    }
    // In one article two people may take up one another's words; "officials said" against a named official is compatible: only names can differ.
    if !person(a) || !person(b) || pair.same_article() {
        return Outcome::Unrelated;
    }
    // "Alexandra Lund" and "Alexandra Lundh" are one speaker whose name is spelled in two ways.
    if gates::one_person((&a.label, &a.terms), (&b.label, &b.terms)) || super::name::alike(&a.label, &b.label) {
        return Outcome::Agree;
    }
    // Who names the other's speaker beside the words knows of both: a spokeswoman and her company, a reporter and his source.
    if names_speaker(pair.left, b) || names_speaker(pair.right, a) {
        return Outcome::NotComparable(Gate::Subject);
    }
    // A title or a word of the sentence taken for a name shares a word with the other label.
    if a.terms.iter().any(|term| b.terms.iter().any(|other| other.hash == term.hash)) {
        return Outcome::Unrelated;
    }
    Outcome::Conflict(Reason {
        severity: Severity::Medium,
        confidence: 900,
        because: "the same words inside quotation marks".to_owned(),
    })
}

/// One deed of two doers.
fn events(pair: &Pair<'_>, telling: &Telling<'_>) -> Option<Comparison> {
    let (left, right) = (telling.left, telling.right);
    if !left.single
        || !telling.both_hold()
        || !telling.both_done()
        || telling.agents != Relation::Apart
        || !matches!(telling.patients, Relation::Same(_))
        || left.phase != Phase::Done
        || right.phase != Phase::Done
    {
        return None;
    }
    let (Some(a), Some(b)) = (&left.agent, &right.agent) else { return None };
    // Whoever names both knows that there are two: one may act for the other.
    let knows = |claim: &Claim, party: &Party| {
        party.name.last().is_some_and(|last| claim.terms.iter().any(|term| term.hash == last.hash))
    };
    // "MBS" may be anybody.
    if a.name.len() < 2 || b.name.len() < 2 {
        return None;
    }
    Some(telling.conflict(
        pair,
        [a.span, b.span],
        Severity::Medium,
        "both tell who did the same thing",
        &[(Gate::Time, telling.times_apart(pair)), (Gate::Subject, knows(pair.left, b) || knows(pair.right, a))],
    ))
}

/// Whether a speaker is a person by first and last name.
fn person(speaker: &Speaker) -> bool {
    speaker.named && speaker.terms.len() >= 2
}

/// Whether a claim holds the last word of a speaker's name.
fn names_speaker(claim: &Claim, speaker: &Speaker) -> bool {
    let Some(last) = speaker.terms.last() else { return false };
    claim.names.iter().flat_map(|name| &name.terms).any(|term| term.hash == last.hash)
}
