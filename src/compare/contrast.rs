//! One of several things of a kind: the first match and the second, the free plan and the paid one.

use super::Pair;
use crate::lexicon;
use crate::model::{Claim, Dimension, Facet, Range, Term};

/// Whether the words around two stretches pick out different things: by different words of one set of the lexicon, or by
/// different numbers of one kind of label ("version 2", "version 3").
pub(crate) fn contrasted(pair: &Pair<'_>, left: &[Term], right: &[Term]) -> bool {
    sets_differ(left, right) || labels_differ(pair)
}

/// Whether the words hold different ones of a set of the lexicon.
pub(crate) fn sets_differ(left: &[Term], right: &[Term]) -> bool {
    let (a, b) = (picks(left), picks(right));
    a.iter().any(|&(_, set)| {
        let mut others = b.iter().filter(|&&(_, other)| other == set).peekable();
        others.peek().is_some() && !others.any(|pick| a.contains(pick))
    })
}

/// The words among `terms` that pick out one of several things, with the numbers of their sets.
fn picks(terms: &[Term]) -> Vec<(u64, u16)> {
    let of = |hash: u64| lexicon::sets_of(lexicon::contrasts(), hash).map(move |set| (hash, set));
    terms.iter().flat_map(|term| of(term.hash)).collect()
}

/// Whether both claims number a thing of one kind, and differently.
fn labels_differ(pair: &Pair<'_>) -> bool {
    fn labels(claim: &Claim) -> impl Iterator<Item = (&str, Range)> {
        claim.facets.iter().filter_map(|facet| match facet {
            Facet::Quantity(label) if label.dimension == Dimension::Label => {
                Some((label.counted.head.as_str(), label.range))
            }
            _ => None,
        })
    }
    let differ = |(head, range): (&str, Range)| {
        let mut others = labels(pair.right).filter(|(other, _)| other.eq_ignore_ascii_case(head)).peekable();
        others.peek().is_some() && !others.any(|(_, other)| other == range)
    };
    labels(pair.left).any(differ)
}
