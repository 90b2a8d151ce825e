//! What one claim denies and the other affirms.
//!
//! A denial is at odds with a claim that holds all of what it denies: who swims in the sea does swim. It is not at odds
//! with one that holds less: who does not swim in the sea may swim in a lake.

use super::{Pair, gates};
use crate::model::{Assertion, Axis, Claim, Facet, Occurrence, Polarity, Precision, Span, Term};

/// Weight of what is denied from which it tells one thing by itself, in thousandths of a nat: a plain noun and a plain verb.
const TELLING: u32 = 3000;
/// Share of the affirming clause's weight that the denial must hold, in thousandths.
const CLAUSE: u32 = 350;

/// Weight of a word that tells who has not done a thing as yet, in thousandths of a nat: "government", "council".
const DOER: u16 = 1000;
/// Weight of a word that tells where or of what there is none: "dam", "reservoir".
const SCENE: u16 = 2500;

/// Words that may stand before the one who does it, where nobody is said to: "a lone old sailor".
const ATTRIBUTES: usize = 2;

/// A denial with the words that affirm what it denies.
pub(super) struct Denied {
    /// The deciding words of the left and of the right claim.
    pub(super) spans: [Span; 2],
    /// How the two are meant.
    pub(super) moods: [Assertion; 2],
    /// Whether it is denied as of a day, before which it is said to have come about.
    pub(super) pending: bool,
}

/// The first denial of either claim that the other one contradicts.
pub(super) fn denied(pair: &Pair<'_>) -> Option<Denied> {
    let one_way = |denier: &Claim, affirmer: &Claim| {
        denials(denier).find_map(|(denial, mood)| {
            // What the other denies too would turn it round again; a day tells what has come about whatever else is denied.
            if affirmer.negates && !denial.is_pending() {
                return None;
            }
            let word = affirmed(pair, denial, affirmer)?;
            if denial.is_pending() && !before(affirmer, denier) {
                return None;
            }
            let moods = [mood, gates::clause_mood(affirmer, word)];
            Some(Denied { spans: [denial.span, word.span], moods, pending: denial.is_pending() })
        })
    };
    one_way(pair.left, pair.right).or_else(|| {
        let mut found = one_way(pair.right, pair.left)?;
        found.spans.reverse();
        found.moods.reverse();
        Some(found)
    })
}

/// Whether `affirmer` gives a day, and each day it gives lies before the one on which `denier` says that it has not
/// happened yet.
fn before(affirmer: &Claim, denier: &Claim) -> bool {
    let Some(published) = denier.published else { return false };
    let mut days = affirmer.facets.iter().filter_map(|facet| match facet {
        Facet::Date(date) if date.precision <= Precision::Day => date.interval,
        _ => None,
    });
    days.next().is_some_and(|first| first.end < published) && days.all(|day| day.end < published)
}

pub(super) fn denials(claim: &Claim) -> impl Iterator<Item = (&Polarity, Assertion)> {
    claim.facets.iter().zip(&claim.moods).filter_map(|(facet, &mood)| match facet {
        Facet::Polarity(polarity) if !matches!(polarity.axis, Axis::Opposites(_)) => Some((polarity, mood)),
        _ => None,
    })
}

/// The word of `claim` that affirms what `denial` denies, where one clause of it holds all that is denied.
fn affirmed<'c>(pair: &Pair<'_>, denial: &Polarity, claim: &'c Claim) -> Option<&'c Occurrence> {
    let head = denial.heads.first()?;
    let affirmed = |word: &Occurrence| word.hash == head.hash && word.negated == Some(false);
    if !claim.occurrences.iter().any(affirmed) {
        return None;
    }
    let pending = denial.is_pending();
    // Who did it may stand in another clause than what was done: "the council, which had waited, asked for help".
    let apart = matches!(denial.axis, Axis::Absence(_)) || pending;
    let telling = if pending { DOER } else { SCENE };
    if apart && !denial.subject.iter().any(|term| term.weight >= telling && has(&claim.terms, *term)) {
        return None;
    }
    let asked: &[Term] = if apart { &[] } else { &denial.subject };
    let all = crate::text::sorted(asked.iter().chain(&denial.object).copied().collect());
    let weight = |terms: &[Term]| terms.iter().map(|term| pair.weigh.weight(*term)).sum::<u32>();
    if all.len() < 2 || weight(&all) < TELLING {
        return None;
    }
    let mut words = claim.occurrences.iter().enumerate();
    words.find_map(|(at, word)| {
        if !affirmed(word) {
            return None;
        }
        let clause: Vec<&Occurrence> = claim.occurrences.iter().filter(|other| other.clause == word.clause).collect();
        let terms = crate::text::sorted(clause.iter().map(|word| word.term()).collect());
        let held = gates::around(pair, &all, &terms);
        let same_clause = |other: &&Occurrence| other.clause == word.clause;
        // One who does it, or what is done by one of the kind: the word beside the head is what the denial has there.
        let beside = if apart {
            true
        } else if denial.subject.is_empty() {
            let early = clause.iter().take_while(|other| other.span.start < word.span.start).count() <= ATTRIBUTES;
            early
                && claim.occurrences.get(at + 1).filter(same_clause).is_none_or(|next| has(&denial.object, next.term()))
        } else {
            let before = at.checked_sub(1).and_then(|before| claim.occurrences.get(before)).filter(same_clause);
            before.is_some_and(|before| has(&denial.subject, before.term()))
        };
        let holds = held.count as usize == all.len() && held.shared * 1000 >= held.right * CLAUSE;
        (holds && beside && in_order(&denial.heads, &claim.occurrences[at..])).then_some(word)
    })
}

fn has(terms: &[Term], wanted: Term) -> bool {
    terms.iter().any(|term| term.hash == wanted.hash)
}

/// Whether the words come in this order, whatever stands between.
fn in_order(terms: &[Term], words: &[Occurrence]) -> bool {
    let mut rest = words.iter();
    terms.iter().all(|term| rest.any(|word| word.hash == term.hash))
}
