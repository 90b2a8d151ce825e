//! Who tells what: claims that only one source has, and how many independent origins the others have.

use super::sentence::Pool;
use crate::align::cluster::Sets;
use crate::model::Report;
use crate::origin;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Claims listed of each sort, in the whole report: a list to read, not an archive; claims.csv has them all.
const LISTED: usize = 300;

/// Which claims are listed, before the page's sentences are numbered.
pub(super) struct Coverage {
    /// By article: claims that no other source has, and claims in all.
    counts: Vec<[usize; 2]>,
    single: Vec<u32>,
    singles: usize,
    shared: Vec<Shared>,
    shares: usize,
}

/// A claim of several sources.
struct Shared {
    /// Its first sentence.
    claim: u32,
    sources: usize,
    origins: usize,
}

/// As the page has it.
#[derive(Serialize)]
pub(super) struct Shown {
    counts: Vec<[usize; 2]>,
    /// Sentences that only one source has.
    single: Vec<usize>,
    singles: usize,
    /// Sentence, sources, independent origins.
    shared: Vec<[usize; 3]>,
    shares: usize,
}

impl Coverage {
    /// Counts claims that carry something comparable, in stories that more than one source tells.
    pub(super) fn of(report: &Report) -> Self {
        let source = |claim: usize| report.articles[report.claims[claim].article as usize].label();
        let mut tellers: BTreeMap<u32, BTreeSet<&str>> = BTreeMap::new();
        for (article, story) in report.articles.iter().zip(&report.stories) {
            tellers.entry(*story).or_default().insert(article.label());
        }
        let mut groups: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (claim, group) in report.groups.iter().enumerate() {
            groups.entry(group.unwrap_or_else(|| index(claim))).or_default().push(claim);
        }
        let origins = origin::origins(report.claims.iter().map(|claim| claim.wording));
        let mut out =
            Self { counts: vec![[0, 0]; report.articles.len()], single: vec![], singles: 0, shared: vec![], shares: 0 };
        for claims in groups.values() {
            let sources: BTreeSet<&str> = claims.iter().map(|&claim| source(claim)).collect();
            for &claim in claims {
                let count = &mut out.counts[report.claims[claim].article as usize];
                count[0] += usize::from(sources.len() == 1);
                count[1] += 1;
            }
            let first = &report.claims[claims[0]];
            let told = report.stories.get(first.article as usize).and_then(|story| tellers.get(story));
            if first.facets.is_empty() || told.is_none_or(|sources| sources.len() < 2) {
                continue;
            }
            if sources.len() == 1 {
                out.single.push(index(claims[0]));
            } else {
                let origins = independent(claims, &origins, |claim| told_by(report, claim));
                out.shared.push(Shared { claim: index(claims[0]), sources: sources.len(), origins });
            }
        }
        (out.singles, out.shares) = (out.single.len(), out.shared.len());
        out.shared.sort_by_key(|shared| (Reverse((shared.origins, shared.sources)), shared.claim));
        out.single.truncate(LISTED);
        out.shared.truncate(LISTED);
        out
    }

    /// The claims that are listed.
    pub(super) fn claims(&self) -> impl Iterator<Item = u32> + '_ {
        self.single.iter().copied().chain(self.shared.iter().map(|shared| shared.claim))
    }

    /// The same with the numbers of the page's sentences.
    pub(super) fn shown(self, pool: &Pool<'_>) -> Shown {
        Shown {
            single: self.single.iter().map(|&claim| pool.index(claim)).collect(),
            shared: self
                .shared
                .iter()
                .map(|shared| [pool.index(shared.claim), shared.sources, shared.origins])
                .collect(),
            counts: self.counts,
            singles: self.singles,
            shares: self.shares,
        }
    }
}

/// The source of a claim's article, or of that of which the article is a copy.
fn told_by(report: &Report, claim: usize) -> &str {
    let article = report.claims[claim].article;
    let origin = report.origins.get(article as usize).copied().unwrap_or(article);
    report.articles[origin as usize].label()
}

/// How many of the sources behind `claims` did not copy one another: sources with one sentence in common are one origin.
fn independent<S: Ord>(claims: &[usize], origins: &[u32], source: impl Fn(usize) -> S) -> usize {
    let sources: Vec<S> = claims.iter().map(|&claim| source(claim)).collect::<BTreeSet<_>>().into_iter().collect();
    let at = |claim: usize| index(sources.partition_point(|other| *other < source(claim)));
    let mut sets = Sets::new(sources.len());
    let mut first: BTreeMap<u32, u32> = BTreeMap::new();
    for &claim in claims {
        let holder = *first.entry(origins[claim]).or_insert(at(claim));
        sets.join(holder, at(claim));
    }
    (0..index(sources.len())).map(|source| sets.find(source)).collect::<BTreeSet<_>>().len()
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_one_origin() {
        // Claims 0 to 3 of sources 0 to 3; the first two are copies.
        assert_eq!(independent(&[0, 1, 2, 3], &[0, 0, 2, 3], index), 3);
        assert_eq!(independent(&[0, 1], &[0, 0], index), 1);
        // One source that says it twice is one.
        assert_eq!(independent(&[0, 1, 2], &[0, 1, 2], |claim| claim / 2), 2);
    }
}
