//! One proposition told twice: two sentences that say the same but for what differs.
//!
//! Where nearly all that two sentences of one day tell is the same, in whatever order and construction, what they give in
//! one place of it is given of the same thing: the one number, the one date, the one noun of a kind.

use super::{Comparison, Outcome, Pair, contrast, gates};
use crate::lexicon;
use crate::model::{Claim, Facet, FacetKind, Gate, Occurrence, Reason, Severity, Span, Term};
use crate::text;

/// How far two sentences say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Retold {
    /// They do not.
    No,
    /// In the main: enough where what differs excludes the other by itself.
    Roughly,
    /// But for their values.
    Closely,
}

/// What two sentences must share of their words.
struct Shares {
    /// Weight, in thousandths of a nat.
    weight: u32,
    /// Number.
    count: u32,
    /// Share of the lighter sentence's weight, in thousandths.
    of_one: u16,
    /// Share of all that both say, in thousandths.
    of_both: u16,
}

/// Some three telling words.
const CLOSELY: Shares = Shares { weight: 8000, count: 3, of_one: 620, of_both: 400 };
const ROUGHLY: Shares = Shares { weight: 6000, count: 2, of_one: 560, of_both: 280 };

/// How far two sentences say the same but for their values.
pub(super) fn retold(pair: &Pair<'_>) -> Retold {
    if pair.same_article() || !gates::one_day(pair) || pair.left.negates != pair.right.negates {
        return Retold::No;
    }
    let (left, right) = (words(pair.left, pair.right), words(pair.right, pair.left));
    let shared = gates::around(pair, &left, &right);
    let fits = |least: &Shares| {
        shared.shared >= least.weight
            && shared.count >= least.count
            && shared.containment() >= least.of_one
            && shared.jaccard() >= least.of_both
    };
    if !fits(&ROUGHLY) || contrast::sets_differ(&left, &right) {
        return Retold::No;
    }
    if fits(&CLOSELY) { Retold::Closely } else { Retold::Roughly }
}

/// The content words of a claim, those of values aside that the other does not give, sorted.
fn words(claim: &Claim, other: &Claim) -> Vec<Term> {
    let given = |own: &Facet| {
        other.facets.iter().any(|facet| match (own, facet) {
            (Facet::Quantity(a), Facet::Quantity(b)) => a.dimension == b.dimension && a.range == b.range,
            (Facet::Date(a), Facet::Date(b)) => a.interval.is_some() && a.interval == b.interval,
            _ => false,
        })
    };
    let values: Vec<&Facet> = claim
        .facets
        .iter()
        .filter(|facet| matches!(facet.kind(), FacetKind::Quantity | FacetKind::Date) && !given(facet))
        .collect();
    let value = |word: &Occurrence| values.iter().any(|facet| facet.span().overlaps(word.span));
    text::sorted(claim.occurrences.iter().filter(|word| !value(word)).map(|word| word.term()).collect())
}

/// Whether each sentence names somebody or some place that the other does not: then they may tell of two.
pub(super) fn names_differ(pair: &Pair<'_>) -> bool {
    let own = |one: &Claim, other: &Claim| {
        one.names
            .iter()
            .any(|name| !name.terms.iter().any(|term| other.terms.iter().any(|held| held.hash == term.hash)))
    };
    own(pair.left, pair.right) && own(pair.right, pair.left)
}

/// The one noun of a kind that one sentence has where the other has another: "a farmer found the boy", "the boy was found
/// by a nurse".
pub(super) fn siblings(pair: &Pair<'_>) -> Option<Comparison> {
    let [a, b] = pair.kinds.map(|kinds| kinds.siblings);
    if a & b == 0 || pair.retold() < Retold::Roughly || names_differ(pair) {
        return None;
    }
    let (lefts, rights) = (picks(pair.left), picks(pair.right));
    let sole = |picks: &[(&Occurrence, u16)], set: u16| {
        let first = picks.iter().find(|(_, other)| *other == set)?.0;
        picks.iter().all(|(word, other)| *other != set || word.hash == first.hash).then_some((first.hash, first.span))
    };
    let (left, right) = lefts.iter().find_map(|&(_, set)| {
        let (one, other) = (sole(&lefts, set)?, sole(&rights, set)?);
        (one.0 != other.0).then_some((one.1, other.1))
    })?;
    Some(Comparison { spans: [left, right], outcome: outcome(pair, [left, right]) })
}

/// The words of a claim that have siblings, each with the number of its set.
fn picks(claim: &Claim) -> Vec<(&Occurrence, u16)> {
    let of = |word: &'_ Occurrence| lexicon::sets_of(lexicon::siblings(), word.hash).collect::<Vec<_>>();
    claim.occurrences.iter().flat_map(|word| of(word).into_iter().map(move |set| (word, set))).collect()
}

/// The bits of the sets of which a claim has a word: two claims without a common bit have no siblings.
pub(super) fn bits(claim: &Claim) -> u64 {
    picks(claim).iter().fold(0, |bits, (_, set)| bits | 1 << (set % 64))
}

fn outcome(pair: &Pair<'_>, spans: [Span; 2]) -> Outcome {
    let moods = [pair.left.assertion, pair.right.assertion];
    let shut = gates::first_shut(&[
        (Gate::Contrast, gates::one_sentence(pair.left, pair.right)),
        (Gate::Asserted, gates::unasserted(moods)),
        (Gate::Time, gates::different_times((pair.left, spans[0]), (pair.right, spans[1]))),
    ]);
    if let Some(gate) = shut {
        return Outcome::NotComparable(gate);
    }
    Outcome::Conflict(Reason {
        severity: gates::severity(gates::voices(pair.left, pair.right), Severity::Medium),
        confidence: 720,
        because: "both tell the same, but for a word that excludes the other".to_owned(),
    })
}

/// Whether this is the only facet of its kind, as `alike` has it, in the claim.
pub(super) fn is_sole(claim: &Claim, span: Span, alike: impl Fn(&Facet) -> bool) -> bool {
    claim.facets.iter().all(|facet| facet.span() == span || !alike(facet))
}
