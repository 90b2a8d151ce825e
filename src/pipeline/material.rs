//! What comparisons of articles draw on, and what each comes to.

use super::kept::Kept;
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
use rayon::prelude::*;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::sync::OnceLock;

/// Pairs of articles that are compared before what they drew on is looked through for what no pair asks for any more.
const STRETCH: usize = 4096;

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

/// Articles that have been read.
#[derive(Clone, Copy)]
pub(super) struct Material<'a> {
    pub(super) articles: &'a [Article],
    pub(super) claims: Kept<'a>,
    /// By claim.
    pub(super) origins: &'a [u32],
}

impl<'a> Material<'a> {
    /// What the comparisons of these pairs come to, in their order.
    ///
    /// What comparisons draw on is half as large as the claims themselves. It is made for an article when its first pair is
    /// compared and dropped after its last, and pairs are taken by date, since what tells one story lies close together.
    pub(super) fn compare(self, pairs: &[((u32, u32), Kin)], config: &Config) -> Vec<Bundle> {
        let checks: Vec<(usize, &Check)> =
            CHECKS.iter().enumerate().filter(|(_, check)| config.wants(check.id)).collect();
        let date = |at: u32| self.articles[at as usize].date();
        let mut order: Vec<usize> = (0..pairs.len()).collect();
        order.sort_by_key(|&at| {
            let (left, right) = pairs[at].0;
            date(left).max(date(right))
        });
        let mut last_asked = vec![0; self.articles.len()];
        for (stretch, at) in order.chunks(STRETCH).enumerate().flat_map(|(n, ats)| ats.iter().map(move |at| (n, at))) {
            let (left, right) = pairs[*at].0;
            (last_asked[left as usize], last_asked[right as usize]) = (stretch, stretch);
        }
        let mut shelf: Vec<OnceLock<Drawn<'a>>> = (0..self.articles.len()).map(|_| OnceLock::new()).collect();
        let mut bundles: Vec<(usize, Bundle)> = Vec::with_capacity(pairs.len());
        for (stretch, ats) in order.chunks(STRETCH).enumerate() {
            bundles.par_extend(ats.par_iter().map(|&at| (at, self.bundle(pairs[at], &shelf, &checks))));
            for (left, right) in ats.iter().map(|&at| pairs[at].0) {
                for article in [left as usize, right as usize].into_iter().filter(|&at| last_asked[at] == stretch) {
                    shelf[article].take();
                }
            }
        }
        bundles.sort_unstable_by_key(|(at, _)| *at);
        bundles.into_iter().map(|(_, bundle)| bundle).collect()
    }

    /// What the comparison of two articles comes to, or the row that tells that the program failed on them.
    fn bundle(
        self,
        ((left, right), kin): ((u32, u32), Kin),
        shelf: &[OnceLock<Drawn<'a>>],
        checks: &[(usize, &Check)],
    ) -> Bundle {
        let sides = [left as usize, right as usize];
        let ids = sides.map(|at| self.articles[at].id.as_str());
        let compared = fault::caught(|| {
            ids.iter().for_each(|id| fault::provoked("compare", id));
            let [left, right] = sides.map(|at| shelf[at].get_or_init(|| Drawn::of(self, at)));
            Input { origins: self.origins, left, right, kin, checks }.compare()
        });
        compared.unwrap_or_else(|fault| {
            let what = if left == right { ids[0].to_owned() } else { format!("{} with {}", ids[0], ids[1]) };
            Bundle { fault: Some(fault.of(&what)), ..Bundle::default() }
        })
    }
}

/// What the comparisons of an article draw on.
struct Drawn<'a> {
    claims: Cow<'a, [Claim]>,
    /// Index of the first of them.
    start: usize,
    spoken: Spoken,
    /// How often it says each word, and each figure.
    counts: Counts,
    figures: Counts,
    measures: Measures,
    postings: Postings,
    /// By claim, and each by itself: most pairs of claims ask for no more than their kinds.
    kinds: Vec<Kinds>,
    /// The figures of each.
    values: Vec<Vec<Term>>,
    features: Vec<Features<'a>>,
}

impl<'a> Drawn<'a> {
    fn of(material: Material<'a>, at: usize) -> Self {
        let (article, claims) = (&material.articles[at], material.claims.of(at));
        let own = &*claims;
        let start = material.claims.range(at).start;
        let spoken = language::of(article);
        let features = |claim: &Claim| Features::new(claim, Gloss::sentence(article, claim, spoken));
        let values: Vec<Vec<Term>> = own.iter().map(value::values).collect();
        Self {
            spoken,
            counts: Counts::of(own),
            figures: Counts::of_terms(values.concat()),
            measures: Measures::of(own),
            postings: Postings::new(own, start),
            kinds: own.iter().map(Kinds::of).collect(),
            values,
            features: own.iter().map(features).collect(),
            start,
            claims,
        }
    }

    /// The claim of this number in the article as it is linked.
    fn linked(&self, number: usize) -> Linked<'_> {
        Linked { claim: &self.claims[number], features: &self.features[number], values: &self.values[number] }
    }
}

/// What the comparison of two articles draws on.
struct Input<'a> {
    origins: &'a [u32],
    left: &'a Drawn<'a>,
    right: &'a Drawn<'a>,
    kin: Kin,
    /// Those wanted, with their places in [`CHECKS`].
    checks: &'a [(usize, &'a Check)],
}

impl Input<'_> {
    /// Whether it is an article held against itself.
    fn is_own(&self) -> bool {
        std::ptr::eq(self.left, self.right)
    }

    /// The origins of which both articles hold a copy, sorted.
    fn copied(&self) -> Vec<u32> {
        let said = |article: &Drawn<'_>| article.postings.claims().map(|claim| self.origins[claim]);
        if self.is_own() {
            return Vec::new();
        }
        let mut first: Vec<u32> = said(self.left).collect();
        first.sort_unstable();
        let mut both: Vec<u32> = said(self.right).filter(|origin| first.binary_search(origin).is_ok()).collect();
        both.sort_unstable();
        both
    }

    fn compare(&self) -> Bundle {
        let Self { left, right, .. } = *self;
        let weigh = Weigh::new(&left.counts, &right.counts);
        let mut bundle = Bundle::default();
        let copied = self.copied();
        let figures = Weigh::new(&left.figures, &right.figures);
        candidates::each(&left.postings, &right.postings, weigh, |l, r, most| {
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
                // Their numbers in their articles.
                let (one, other) = (l - left.start, r - right.start);
                let pair = Pair {
                    left: &left.claims[one],
                    right: &right.claims[other],
                    score: Scored::new(&left.features[one], &right.features[other]),
                    kinds: [left.kinds[one], right.kinds[other]],
                    weigh,
                    kin: self.kin,
                    measures: [&left.measures, &right.measures],
                    extent: left.spoken.language.extent().min(right.spoken.language.extent()),
                    tellings: Vec::new(),
                    retelling: OnceCell::new(),
                }
                .with_tellings();
                self.run_checks(&pair, (l, r), &mut bundle.compared);
                // Who says a thing twice agrees with nobody but himself.
                let strength = match self.is_own() {
                    true => None,
                    false => {
                        let linked = (&left.linked(one), &right.linked(other));
                        link::strength(linked, &pair.score, (weigh, figures), most)
                            .or_else(|| link::of_events(&pair.tellings))
                    }
                };
                bundle.scored += usize::from(pair.score.is_exact());
                strength
            };
            bundle.links.extend(strength.map(|strength| Link { claims: (index(l), index(r)), strength }));
        });
        bundle
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
