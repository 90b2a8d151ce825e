//! The same words from different mouths.

use super::quote::part_of;
use super::{Check, Compare, Outcome, Pair, gates};
use crate::model::{Facet, FacetKind, Quote, Reason, Severity};

pub(super) const CHECK: Check = Check {
    id: "attribution",
    summary: "The same words are given to different speakers",
    lead: "The same words from different speakers",
    help: include_str!("../../tests/checks/attribution.md"),
    severity: Severity::Medium,
    compare: Compare::Facets(FacetKind::Quote, compare),
};

/// Shorter quotations are said by many.
const WORDS: usize = 4;

fn compare(pair: &Pair<'_>, left: &Facet, right: &Facet) -> Outcome {
    let (Facet::Quote(left), Facet::Quote(right)) = (left, right) else { return Outcome::Unrelated };
    let (Some(a), Some(b)) = (&left.speaker, &right.speaker) else { return Outcome::Unrelated };
    let spoken = |quote: &Quote| quote.words.iter().filter(|word| !word.is_empty()).count();
    if spoken(left).min(spoken(right)) < WORDS
        || !(part_of(&left.words, &right.words) || part_of(&right.words, &left.words))
    {
        return Outcome::Unrelated;
    }
    // In one article two people may take up one another's words; "officials said" against a named official is compatible: only names can differ.
    if !a.named || !b.named || a.terms.len() < 2 || b.terms.len() < 2 || pair.same_article() {
        return Outcome::Unrelated;
    }
    if gates::same_bearer(&a.terms, &b.terms) {
        return Outcome::Agree;
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
