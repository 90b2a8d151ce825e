//! The stages of a check one by one, each over a part of the articles: for programs that spread them over machines.
//!
//! What [`check`](super::check) does to all articles is done here to those that hang together, by the same functions. A part
//! stands in the order of the report, so that indices within it are ordered as those of the whole.

use super::kept::Kept;
use super::left_out::too_much;
#[cfg(feature = "cluster")]
use super::left_out::{too_long, too_many_answers};
#[cfg(feature = "cluster")]
use super::lookalike;
use super::material::{Bundle, Material};
use super::{COMPARISONS, collect, own_kin};
use crate::align::group::Link;
use crate::align::story::{self, Kin, Profile};
use crate::compare::{Batch, Compared, Outcome, drift, poll_links};
use crate::config::Config;
use crate::model::{Agreement, Article, Claim, Finding, Skipped};
use crate::origin::{self, Copies};
use std::ops::Range;

#[cfg(test)]
mod tests;

/// Some articles with their claims.
pub(crate) struct Part {
    articles: Vec<Article>,
    claims: Vec<Claim>,
    /// The claims of each article.
    ranges: Vec<Range<usize>>,
}

impl Part {
    /// A part of these articles with the claims of each.
    pub(crate) fn new(read: Vec<(Article, Vec<Claim>)>) -> Self {
        let mut part = Self { articles: Vec::new(), claims: Vec::new(), ranges: Vec::new() };
        for (at, (article, mut claims)) in (0..).zip(read) {
            claims.iter_mut().for_each(|claim| claim.article = at);
            part.ranges.push(part.claims.len()..part.claims.len() + claims.len());
            part.claims.extend(claims);
            part.articles.push(article);
        }
        part
    }

    /// The article and the number in it of the claim of this index.
    pub(crate) fn place(&self, claim: u32) -> (u32, u32) {
        let article = self.claims[claim as usize].article;
        (article, claim - super::index(self.ranges[article as usize].start))
    }

    /// The index of an article's claim.
    pub(crate) fn claim(&self, article: u32, number: u32) -> u32 {
        super::index(self.ranges[article as usize].start) + number
    }
}

#[cfg(feature = "cluster")]
/// What is left out of articles by themselves, with the number of the step that leaves it out: the order of a report.
pub(crate) fn left_out(part: &Part) -> Vec<(u8, Skipped)> {
    let Part { articles, claims, ranges, .. } = part;
    let steps = [
        too_long(articles, ranges),
        too_many_answers(articles, claims, ranges),
        lookalike::lookalikes(articles, claims, ranges),
    ];
    (1..).zip(steps).flat_map(|(step, skipped)| skipped.into_iter().map(move |one| (step, one))).collect()
}

/// An article among those that share a key.
pub(crate) struct Member {
    /// Its place in the order of the report.
    pub(crate) article: i64,
    /// Its keys that are not too common, sorted.
    pub(crate) keys: Vec<i64>,
    pub(crate) profile: Profile,
}

/// The pairs of articles that tell one story, of those that share `key`. A pair belongs to the smallest key that the two
/// share, so that it comes from one key only. `members` are sorted.
pub(crate) fn told(key: i64, members: &[Member]) -> Vec<(i64, i64, Kin)> {
    let smallest = |left: &Member, right: &Member| {
        let mut shared = left.keys.iter().filter(|key| right.keys.binary_search(key).is_ok());
        shared.next() == Some(&key)
    };
    let rights = |at: usize| members[at + 1..].iter().map(move |right| (&members[at], right));
    let pairs = (0..members.len()).flat_map(rights).filter(|(left, right)| smallest(left, right));
    pairs
        .filter_map(|(left, right)| Some((left.article, right.article, story::kin(&left.profile, &right.profile)?)))
        .collect()
}

/// Two articles of a part to be compared, or one with itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told {
    pub(crate) pair: (u32, u32),
    /// What they are to one another; `None` for an article with itself, and for copies that tell no one story.
    pub(crate) kin: Option<Kin>,
    /// Whether one is a copy of the other.
    pub(crate) copy: bool,
}

/// What the comparison of two articles came to, with what a copy changed.
#[derive(Default)]
pub(crate) struct Scored {
    pub(crate) compared: Vec<Compared>,
    pub(crate) links: Vec<Link>,
    /// Whether both answer polls on one topic.
    pub(crate) polls: bool,
    pub(crate) skipped: Vec<Skipped>,
}

/// What these comparisons come to, one by one.
pub(crate) fn score(part: &Part, told: &[Told], config: &Config) -> Vec<Scored> {
    let Part { articles, claims, ranges } = part;
    let origins = origin::origins(claims.iter().map(|claim| claim.wording));
    let material = Material { articles, claims: Kept::Open(claims, ranges), origins: &origins };
    let kin = |one: &Told| match one.pair {
        (left, right) if left == right => Some(own_kin(&articles[left as usize])),
        _ => one.kin,
    };
    let asked: Vec<((u32, u32), Kin)> = told.iter().filter_map(|one| Some((one.pair, kin(one)?))).collect();
    let mut bundles = material.compare(&asked, config).into_iter();
    let batch = drift::Batch { articles, claims, ranges };
    let one = |one: &Told| {
        let (left, right) = one.pair;
        let mut scored = Scored::default();
        if kin(one).is_some() {
            let Bundle { compared, links, fault, .. } = bundles.next().unwrap_or_default();
            scored.skipped.extend(fault);
            if compared.len() >= COMPARISONS {
                scored.skipped.push(too_much(&articles[left as usize], &articles[right as usize]));
            }
            let sides = [left, right].map(|at| ranges[at as usize].clone());
            scored.polls = !poll_links(claims, sides).is_empty();
            scored.compared = compared;
            scored.links = links;
        }
        if one.copy {
            drift::settle(&mut scored.compared, drift::changes(batch, one.pair, config));
        }
        scored.compared.retain(|one| one.outcome != Outcome::Unrelated);
        scored
    };
    told.iter().map(one).collect()
}

/// What the comparisons of articles come to that hang together by them: the findings, and the agreements between places at
/// which copies changed a name. `pairs` tell one story, sorted; `origins` and `stories` are those of each article.
pub(crate) fn classify(
    part: &Part,
    pairs: &[(u32, u32)],
    mut compared: Vec<Compared>,
    (origins, stories): (Vec<u32>, &[u32]),
    config: &Config,
) -> (Vec<Finding>, Vec<Agreement>) {
    let Part { articles, claims, ranges, .. } = part;
    let agreed = |compared: &[Compared]| compared.iter().filter(|one| one.outcome == Outcome::Agree).count();
    let before = agreed(&compared);
    drift::tie(drift::Batch { articles, claims, ranges }, &origins, &mut compared);
    let tied = agreed(&compared) - before;
    let batch = Batch { articles, claims, stories };
    let added = compared[compared.len() - tied..].iter().map(|one| crate::compare::agreement(batch, one)).collect();
    let copies = Copies { origins, pairs: Vec::new() };
    (collect(batch, pairs, &copies, compared, config).findings, added)
}
