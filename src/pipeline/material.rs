//! What comparisons of articles draw on, and what each comes to.

use super::{COMPARISONS, index};
use crate::align::candidates::{self, Postings};
use crate::align::group::{self, Link};
use crate::align::link::{self, Linked};
use crate::align::score::{Features, Scored};
use crate::align::story::Kin;
use crate::align::terms::{Counts, Weigh};
use crate::align::value;
use crate::compare::measure::Measures;
use crate::compare::{self, CHECKS, Check, Compared, Kinds, Pair};
use crate::config::Config;
use crate::fault;
use crate::gloss::Gloss;
use crate::lexicon::language::{self, Spoken};
use crate::model::{Article, Claim, Skipped, Term};
use crate::origin::Origins;
use crate::segment::read_part;
use rayon::prelude::*;
use std::ops::Range;

/// What the comparison of two articles came to.
#[derive(Default)]
pub(super) struct Bundle {
    pub(super) compared: Vec<Compared>,
    /// Pairs of claims that are one claim.
    pub(super) links: Vec<Link>,
    pub(super) claim_pairs: usize,
    pub(super) scored: usize,
    /// What is to be said where the program failed on the two.
    pub(super) fault: Option<Skipped>,
}

/// What comparisons draw on besides the claims: made once for each article, of a batch that may grow.
#[derive(Default)]
pub(super) struct Material {
    /// By claim.
    kinds: Vec<Kinds>,
    values: Vec<Vec<Term>>,
    origins: Origins,
    /// By article.
    figures: Vec<Counts>,
    measures: Vec<Measures>,
    postings: Vec<Postings>,
    spoken: Vec<Spoken>,
}

impl Material {
    /// Adds what the articles need that are not yet in it; `ranges` tells the claims of all.
    pub(super) fn extend(&mut self, articles: &[Article], claims: &[Claim], ranges: &[Range<usize>]) {
        self.spoken.par_extend(articles[self.spoken.len()..].par_iter().map(language::of));
        let (fresh, ranges) = (&claims[self.kinds.len()..], &ranges[self.measures.len()..]);
        self.kinds.par_extend(fresh.par_iter().map(Kinds::of));
        self.values.par_extend(fresh.par_iter().map(value::values));
        self.origins.extend(fresh);
        self.measures.par_extend(ranges.par_iter().map(|range| Measures::of(&claims[range.clone()])));
        let figures = |range: &Range<usize>| Counts::of_terms(self.values[range.clone()].concat());
        self.figures.par_extend(ranges.par_iter().map(figures));
        self.postings.par_extend(ranges.par_iter().map(|range| Postings::new(claims, range)));
    }

    /// What the comparisons of these pairs come to.
    pub(super) fn compare(
        &self,
        (articles, claims): (&[Article], &[Claim]),
        counts: &[Counts],
        pairs: &[((u32, u32), Kin)],
        config: &Config,
    ) -> Vec<Bundle> {
        let checks: Vec<(usize, &Check)> =
            CHECKS.iter().enumerate().filter(|(_, check)| config.wants(check.id)).collect();
        let gloss = |claim: &Claim| Gloss::of_claim(articles, claim, self.spoken[claim.article as usize]);
        let glosses: Vec<Option<Gloss>> = claims.par_iter().map(gloss).collect();
        let features: Vec<Features<'_>> =
            claims.par_iter().zip(&glosses).map(|(claim, gloss)| feature(articles, claim, gloss.as_ref())).collect();
        let input = Input {
            claims,
            counts,
            values: &self.values,
            figures: &self.figures,
            features: &features,
            kinds: &self.kinds,
            measures: &self.measures,
            postings: &self.postings,
            origins: self.origins.as_slice(),
            spoken: &self.spoken,
            checks: &checks,
        };
        let one = |&((left, right), kin): &((u32, u32), Kin)| {
            let [left, right] = [left as usize, right as usize];
            let ids = [left, right].map(|at| articles[at].id.as_str());
            let compared = fault::caught(|| {
                ids.iter().for_each(|id| fault::provoked("compare", id));
                input.compare(left, right, kin)
            });
            compared.unwrap_or_else(|fault| {
                let what = if left == right { ids[0].to_owned() } else { format!("{} with {}", ids[0], ids[1]) };
                Bundle { fault: Some(fault.of(&what)), ..Bundle::default() }
            })
        };
        pairs.par_iter().map(one).collect()
    }
}

fn feature<'a>(articles: &'a [Article], claim: &'a Claim, gloss: Option<&'a Gloss>) -> Features<'a> {
    let words = articles[claim.article as usize].words();
    Features::new(claim, gloss.map_or_else(|| read_part(words, claim.span).of(words), |gloss| &gloss.text))
}

/// What the comparison of two articles draws on.
struct Input<'a> {
    claims: &'a [Claim],
    counts: &'a [Counts],
    /// The figures of each claim, and how often each article gives them.
    values: &'a [Vec<Term>],
    figures: &'a [Counts],
    features: &'a [Features<'a>],
    kinds: &'a [Kinds],
    /// By article.
    measures: &'a [Measures],
    postings: &'a [Postings],
    origins: &'a [u32],
    /// By article.
    spoken: &'a [Spoken],
    /// Those wanted, with their places in [`CHECKS`].
    checks: &'a [(usize, &'a Check)],
}

impl Input<'_> {
    /// The origins of which both articles hold a copy, sorted.
    fn copied(&self, left: usize, right: usize) -> Vec<u32> {
        let said = |article: usize| self.postings[article].claims().map(|claim| self.origins[claim]);
        if left == right {
            return Vec::new();
        }
        let mut first: Vec<u32> = said(left).collect();
        first.sort_unstable();
        let mut both: Vec<u32> = said(right).filter(|origin| first.binary_search(origin).is_ok()).collect();
        both.sort_unstable();
        both
    }

    fn compare(&self, left: usize, right: usize, kin: Kin) -> Bundle {
        let weigh = Weigh::new(&self.counts[left], &self.counts[right]);
        let mut bundle = Bundle::default();
        let copied = self.copied(left, right);
        let figures = Weigh::new(&self.figures[left], &self.figures[right]);
        candidates::each(&self.postings[left], &self.postings[right], weigh, |l, r, most| {
            // What both articles say in the same words is judged within each of them.
            if [l, r].iter().all(|&claim| copied.binary_search(&self.origins[claim]).is_ok())
                && self.origins[l] != self.origins[r]
            {
                return;
            }
            bundle.claim_pairs += 1;
            let strength = if self.origins[l] == self.origins[r] {
                Some(group::COPY)
            } else {
                let pair = Pair {
                    left: &self.claims[l],
                    right: &self.claims[r],
                    score: Scored::new(&self.features[l], &self.features[r]),
                    kinds: [self.kinds[l], self.kinds[r]],
                    weigh,
                    kin,
                    measures: [&self.measures[left], &self.measures[right]],
                    extent: self.spoken[left].language.extent().min(self.spoken[right].language.extent()),
                    tellings: Vec::new(),
                }
                .with_tellings();
                self.run_checks(&pair, (l, r), &mut bundle.compared);
                // Who says a thing twice agrees with nobody but himself.
                let strength = match left == right {
                    true => None,
                    false => link::strength((&self.linked(l), &self.linked(r)), &pair.score, (weigh, figures), most)
                        .or_else(|| link::of_events(&pair.tellings)),
                };
                bundle.scored += usize::from(pair.score.is_exact());
                strength
            };
            bundle.links.extend(strength.map(|strength| Link { claims: (index(l), index(r)), strength }));
        });
        bundle
    }

    fn linked(&self, claim: usize) -> Linked<'_> {
        Linked { claim: &self.claims[claim], features: &self.features[claim], values: &self.values[claim] }
    }

    /// Adds what the checks make of a pair.
    fn run_checks(&self, pair: &Pair<'_>, (l, r): (usize, usize), compared: &mut Vec<Compared>) {
        for &(check, entry) in self.checks {
            if !compare::may_tell(entry, pair) {
                continue;
            }
            for comparison in compare::compare(entry, pair) {
                if compared.len() < COMPARISONS {
                    let sides = [(index(l), comparison.spans[0]), (index(r), comparison.spans[1])];
                    compared.push(Compared { check, sides, outcome: comparison.outcome });
                }
            }
        }
    }
}
