//! A name that a copy changed is one finding, with all its mentions: wherever it stands, it is the one change.

use super::drift::Batch;
use super::findings::Compared;
use super::{CHECKS, Outcome};
use crate::model::{Claim, Facet, NameMention, Span};
use std::collections::{BTreeMap, BTreeSet};

/// A place: a claim and words of it.
type Node = (u32, Span);

/// The origin in whose copies a name was changed, and its two spellings in order.
type Change = (u32, [String; 2]);

/// Ties the changes of one name in the copies of one story to one another, and to the other mentions of it there.
/// `origins` gives the origin of each article.
pub(super) fn tie(batch: Batch<'_>, origins: &[u32], compared: &mut Vec<Compared>) {
    let Some(check) = CHECKS.iter().position(|check| check.id == "name") else { return };
    let mut changed: BTreeMap<Change, [BTreeSet<Node>; 2]> = BTreeMap::new();
    let conflicts = |one: &&Compared| one.check == check && matches!(one.outcome, Outcome::Conflict(_));
    for one in compared.iter().filter(conflicts) {
        let articles = one.sides.map(|(claim, _)| batch.claims[claim as usize].article);
        let origin = origins[articles[0] as usize];
        if articles[0] == articles[1] || origin != origins[articles[1] as usize] {
            continue;
        }
        let [a, b] = shortened(one.sides.map(|side| spelling(batch, side)));
        let mut told = [(a, one.sides[0]), (b, one.sides[1])];
        told.sort();
        let [(a, left), (b, right)] = told;
        let ends = changed.entry((origin, [a, b])).or_default();
        ends[0].insert(left);
        ends[1].insert(right);
    }
    // Who speaks under the changed name is no second speaker.
    let quoted = CHECKS.iter().position(|check| check.id == "attribution");
    compared.retain(|one| {
        let renamed = || {
            let mut names = shortened(one.sides.map(|side| speaker(batch, side)));
            names.sort();
            let origin = origins[batch.claims[one.sides[0].0 as usize].article as usize];
            changed.contains_key(&(origin, names))
        };
        Some(one.check) != quoted || !matches!(one.outcome, Outcome::Conflict(_)) || !renamed()
    });
    for ((_, spellings), ends) in &changed {
        let articles: BTreeSet<u32> =
            ends.iter().flatten().map(|(claim, _)| batch.claims[*claim as usize].article).collect();
        for (spelling, disputed) in spellings.iter().zip(ends) {
            let Some(&first) = disputed.first() else { continue };
            let others = articles.iter().flat_map(|&article| mentions(batch, article, spelling));
            // A mention that overlaps a disputed one is that one.
            let fresh = others.filter(|(claim, span)| {
                !ends.iter().flatten().any(|(other, place)| other == claim && place.overlaps(*span))
            });
            let others: BTreeSet<Node> = disputed.iter().skip(1).copied().chain(fresh).collect();
            compared.extend(others.into_iter().map(|other| {
                let sides = [first.min(other), first.max(other)];
                Compared { check, sides, outcome: Outcome::Agree }
            }));
        }
    }
}

/// The name that a stretch stands in, as printed.
fn spelling(batch: Batch<'_>, (claim, span): Node) -> String {
    let claim = &batch.claims[claim as usize];
    let words = batch.articles[claim.article as usize].words();
    bare(named(claim, span).map_or(span, |name| name.span).of(words)).to_owned()
}

/// Who says the words of a place.
fn speaker(batch: Batch<'_>, (claim, span): Node) -> String {
    let claim = &batch.claims[claim as usize];
    let quoted = claim.facets.iter().find_map(|facet| match facet {
        Facet::Quote(quote) if quote.span == span => quote.speaker.as_ref(),
        _ => None,
    });
    quoted.or(claim.speaker.as_ref()).map(|speaker| speaker.label.clone()).unwrap_or_default()
}

/// The mention of a name that holds a stretch.
pub(super) fn named(claim: &Claim, span: Span) -> Option<&NameMention> {
    claim.names.iter().find(|name| name.span.contains(span))
}

/// Two spellings by their last words, where these tell them apart: whoever is "Ida Lund" is "Lund" further below.
fn shortened(names: [String; 2]) -> [String; 2] {
    let last = names.each_ref().map(|name| name.rsplit(' ').next().unwrap_or(name).to_owned());
    if last[0] == last[1] { names } else { last }
}

/// A name without the ending of its genitive.
pub(super) fn bare(name: &str) -> &str {
    name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name)
}

/// Where an article mentions a name that ends so, or is so.
fn mentions(batch: Batch<'_>, article: u32, spelling: &str) -> Vec<Node> {
    let words = batch.articles[article as usize].words();
    let range = batch.ranges[article as usize].clone();
    let ends = |name: &NameMention| {
        let name = bare(name.span.of(words));
        name == spelling || name.strip_suffix(spelling).is_some_and(|before| before.ends_with(' '))
    };
    let of_claim = |at: usize| {
        let claim = u32::try_from(at).unwrap_or(u32::MAX);
        batch.claims[at].names.iter().filter(|name| ends(name)).map(move |name| (claim, name.span))
    };
    range.flat_map(of_claim).collect()
}
