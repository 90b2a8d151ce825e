//! What keeps two numbers of one measure apart: another day, another place, another event.

use super::{Pair, gates, shared};
use crate::extract::quantity::vote::VOTE;
use crate::lexicon::{self, verbs};
use crate::model::{Claim, Dimension, Facet, Party, Precision, Quantity, Term};

/// Whether both numbers are told of days that lie apart.
pub(super) fn both_dated_apart(pair: &Pair<'_>, left: &Quantity, right: &Quantity) -> bool {
    let times = [gates::stated_time(pair.left, left.span), gates::stated_time(pair.right, right.span)];
    matches!(times, [Some(a), Some(b)] if a.disjoint(b))
}

/// Whether each number is what one verb is done to or by, and the verbs tell two events: "received 240,000 doses", "used
/// 71,000 doses".
pub(super) fn of_other_events(pair: &Pair<'_>, left: &Quantity, right: &Quantity) -> bool {
    let event = |claim: &Claim, quantity: &Quantity| {
        let holds = |party: &&Party| party.span.contains(quantity.span);
        claim
            .events
            .iter()
            .find(|event| event.agent.iter().chain(&event.patient).any(|party| holds(&party)))
            .map(|event| event.predicate)
    };
    match (event(pair.left, left), event(pair.right, right)) {
        (Some(a), Some(b)) => {
            let told = |claim: &Claim, predicate: Term| {
                claim.events.iter().any(|event| event.predicate.hash == predicate.hash)
            };
            a.hash != b.hash
                && !told(pair.left, b)
                && !told(pair.right, a)
                && verbs::get().family(a).is_some()
                && verbs::get().family(b).is_some()
        }
        _ => false,
    }
}

/// Whether each is the extent of what is done to a thing, and the things are two: "cut the risk by 78 percent", "cut the
/// cost by 52 percent".
pub(super) fn of_other_things(pair: &Pair<'_>, left: &Quantity, right: &Quantity) -> bool {
    let thing = |claim: &Claim, quantity: &Quantity| {
        let own = claim.events.iter().find(|event| event.amounts.iter().any(|amount| amount.span == quantity.span));
        own.and_then(|event| event.patient.as_ref()?.head)
    };
    let holds = |claim: &Claim, head: Term| claim.terms.iter().any(|term| term.hash == head.hash);
    match (thing(pair.left, left), thing(pair.right, right)) {
        (Some(a), Some(b)) => a.hash != b.hash && !holds(pair.right, a) && !holds(pair.left, b),
        _ => false,
    }
}

/// Whether the sentence of a number gives the other's value as well, of the same kind: it knows of two measures.
pub(super) fn knows(claim: &Claim, own: &Quantity, other: &Quantity) -> bool {
    claim.facets.iter().any(|facet| {
        matches!(facet, Facet::Quantity(known) if known.span != own.span
            && known.dimension == other.dimension
            && known.unit == other.unit
            && known.range == other.range
            && (known.dimension != Dimension::Count || shared(&known.counted.terms, &other.counted.terms).next().is_some()))
    })
}

/// A figure of one hour of the day against the figure of the whole day.
pub(super) fn one_hour(pair: &Pair<'_>, left: &Quantity, right: &Quantity) -> bool {
    let hour = |claim: &Claim, quantity: &Quantity| {
        gates::nearest_date(claim, quantity.span).is_some_and(|date| date.precision == Precision::Minute)
    };
    let minute = |claim: &Claim, quantity: &Quantity| {
        gates::nearest_date(claim, quantity.span).and_then(|date| date.stated.minute)
    };
    hour(pair.left, left) != hour(pair.right, right) || minute(pair.left, left) != minute(pair.right, right)
}

/// Whether two votes are those of two bodies: a committee's and the council's.
pub(super) fn bodies_apart(pair: &Pair<'_>, vote: &Quantity) -> bool {
    let bodies = |claim: &Claim| -> Vec<u64> {
        claim.events.iter().filter_map(|event| Some(event.agent.as_ref()?.head?.hash)).collect()
    };
    let (left, right) = (bodies(pair.left), bodies(pair.right));
    let of_vote = matches!(&vote.dimension, Dimension::Scale(scale) if scale == VOTE);
    let sets = |heads: &[u64]| -> Vec<u16> {
        heads.iter().flat_map(|&head| lexicon::sets_of(lexicon::bodies(), head)).collect()
    };
    // The council's vote is that of the councillors.
    let members = || sets(&left).iter().any(|set| sets(&right).contains(set));
    of_vote && !left.is_empty() && !right.is_empty() && !left.iter().any(|body| right.contains(body)) && !members()
}

/// Different groups or versions beside the numbers.
pub(super) fn versions_differ(pair: &Pair<'_>, left: &Quantity, right: &Quantity) -> bool {
    let labels = |claim: &Claim, own: &Quantity| -> Vec<(String, crate::model::Range)> {
        claim
            .facets
            .iter()
            .filter_map(|facet| match facet {
                Facet::Quantity(other) if other.dimension == Dimension::Label && other.span != own.span => {
                    Some((other.counted.head.to_lowercase(), other.range))
                }
                _ => None,
            })
            .collect()
    };
    let (a, b) = (labels(pair.left, left), labels(pair.right, right));
    a.iter().any(|(head, range)| b.iter().any(|(other, value)| head == other && range != value))
}

/// Whether the clause of a number names somebody or some place of whom the other article does not speak at all.
pub(super) fn elsewhere(pair: &Pair<'_>, claim: &Claim, quantity: &Quantity) -> bool {
    let clause = gates::clause_terms(claim, quantity.span);
    let speaker = claim.speaker.as_ref().map_or("", |speaker| speaker.label.as_str());
    let mut names = claim.names.iter().filter(|name| name.full != speaker);
    names.any(|name| {
        let inside = name.terms.iter().any(|term| clause.iter().any(|word| word.hash == term.hash));
        inside && !name.terms.iter().any(|term| pair.weigh.both(term.hash))
    })
}

/// One number or the other stands nearest to a name that the other sentence does not hold: other people, other places.
pub(super) fn names_apart(pair: &Pair<'_>, left: &Quantity, right: &Quantity) -> bool {
    nearest_known(pair, left, right).is_some_and(|known| known.contains(&false))
}

/// Both do.
pub(super) fn all_names_apart(pair: &Pair<'_>, left: &Quantity, right: &Quantity) -> bool {
    nearest_known(pair, left, right) == Some([false; 2])
}

/// Whether the other sentence holds the name that stands nearest to each number, where two names do.
fn nearest_known(pair: &Pair<'_>, left: &Quantity, right: &Quantity) -> Option<[bool; 2]> {
    let nearest = |claim: &Claim, quantity: &Quantity| -> Option<u64> {
        let clause = gates::clause_terms(claim, quantity.span);
        let gap = |name: &crate::model::NameMention| {
            name.span.start.saturating_sub(quantity.span.end).max(quantity.span.start.saturating_sub(name.span.end))
        };
        let speaker = claim.speaker.as_ref().map_or("", |speaker| speaker.label.as_str());
        let names = claim.names.iter().filter(|name| name.full != speaker);
        let last = |name: &crate::model::NameMention| name.terms.last().map(|term| term.hash);
        let inside = names.filter(|name| clause.iter().any(|term| Some(term.hash) == last(name)));
        // "Lund was jailed for seven years and Holm was given four": whoever has a number of his own behind him is not the
        // one before.
        let has_own = |name: &crate::model::NameMention| {
            let follows = |facet: &Facet| match facet {
                Facet::Quantity(other) => other.span.start >= name.span.end && other.dimension == quantity.dimension,
                _ => false,
            };
            name.span.start >= quantity.span.end && claim.facets.iter().any(follows)
        };
        last(inside.min_by_key(|name| (has_own(name), gap(name), name.span))?)
    };
    let holds = |claim: &Claim, hash: u64| claim.terms.iter().any(|term| term.hash == hash);
    let (a, b) = (nearest(pair.left, left)?, nearest(pair.right, right)?);
    (a != b).then(|| [holds(pair.right, a), holds(pair.left, b)])
}
