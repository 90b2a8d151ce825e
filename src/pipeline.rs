//! The pipeline: articles in, report out.

pub(crate) mod involving;
mod left_out;
mod narrow;
mod one_story;

pub use involving::check_involving;
pub(crate) use left_out::too_common;
use left_out::{too_long, too_much};
pub use one_story::{PairOutcome, check_as_one_story, check_pair};

use crate::align::candidates::{self, Postings};
use crate::align::cluster::Sets;
use crate::align::group::{self, Link};
use crate::align::link::{self, Linked};
use crate::align::score::{Features, Scored};
use crate::align::story::{self, Kin, Profile};
use crate::align::terms::{Counts, Weigh};
use crate::align::value;
use crate::compare::measure::Measures;
use crate::compare::{self, Batch, CHECKS, Check, Compared, Kinds, Pair, drift};
use crate::config::Config;
use crate::extract;
use crate::gloss::Gloss;
use crate::lexicon::Lexicon;
use crate::lexicon::language::{self, Spoken};
use crate::model::{Article, Claim, Register, Report, Settlement, Skipped, Term};
use crate::origin::{self, Origins};
use crate::segment::read_part;
use crate::settle::fact;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::Range;
use std::time::{Duration, Instant};

/// Comparisons of two articles that are kept: two lists of the same thousand measures have as many that matter.
const COMPARISONS: usize = 100_000;

/// What a check took. Never part of a report: the same articles give the same report.
#[derive(Debug, Clone, Copy, Default)]
#[non_exhaustive]
pub struct Timings {
    /// Sentences, names and facets.
    pub extract: Duration,
    /// Which articles tell one story.
    pub stories: Duration,
    /// Aligning and comparing claims.
    pub compare: Duration,
    /// Comparisons to findings.
    pub collect: Duration,
    /// Pairs of articles compared, each article with itself among them.
    pub article_pairs: usize,
    /// Pairs of claims that shared enough words to be compared.
    pub claim_pairs: usize,
    /// Those whose score had to be worked out in full.
    pub scored: usize,
}

/// Tells stages apart by the clock.
struct Watch(Instant);

impl Watch {
    fn start() -> Self {
        Self(Instant::now())
    }

    /// The time since the start or the last lap.
    fn lap(&mut self) -> Duration {
        let now = Instant::now();
        now - std::mem::replace(&mut self.0, now)
    }
}

/// Reads the claims of `articles`, aligns them and reports where they disagree.
///
/// The same articles in any order, on any number of threads, give the same report.
pub fn check(articles: Vec<Article>, config: &Config) -> Report {
    check_timed(articles, config).0
}

/// As [`check`], with what its stages took.
pub fn check_timed(mut articles: Vec<Article>, config: &Config) -> (Report, Timings) {
    let mut watch = Watch::start();
    let mut timings = Timings::default();
    articles.sort_by(|left, right| rank(left).cmp(&rank(right)));
    let lexicon = Lexicon::of(config);
    let (claims, ranges) = extract_all(&articles, &lexicon);
    timings.extract = watch.lap();
    let counts: Vec<Counts> = ranges.par_iter().map(|range| Counts::of(&claims[range.clone()])).collect();
    let story::Pairs { pairs, kins, capped } = paired(&articles, &claims, &ranges, &counts);
    timings.stories = watch.lap();
    let mut report = align_and_compare(articles, claims, &ranges, &counts, (&pairs, &kins), config, &mut timings);
    report.skipped.extend(too_common(capped));
    (report, timings)
}

/// Where an article stands in a report. House facts come last, so that findings stand with the story of an article.
fn rank(article: &Article) -> (bool, &str) {
    (article.is_fact(), &article.id)
}

/// The pairs of articles that tell one story.
fn paired(articles: &[Article], claims: &[Claim], ranges: &[Range<usize>], counts: &[Counts]) -> story::Pairs {
    let profiles: Vec<Profile> = (0..articles.len())
        .into_par_iter()
        .map(|at| profile(&articles[at], &claims[ranges[at].clone()], &counts[at]))
        .collect();
    fact::paired(articles, story::pairs(&profiles))
}

/// What an article is about.
pub(crate) fn profile(article: &Article, claims: &[Claim], counts: &Counts) -> Profile {
    let profile = Profile::new(counts, article.date());
    match article.meta.register {
        Some(Register::Docs) => profile.of_manual(claims).of_set(counts),
        _ if extract::manual::is_manual(article) => profile.of_manual(claims),
        _ => profile,
    }
}

fn feature<'a>(articles: &'a [Article], claim: &'a Claim, gloss: Option<&'a Gloss>) -> Features<'a> {
    let words = articles[claim.article as usize].words();
    Features::new(claim, gloss.map_or_else(|| read_part(words, claim.span).of(words), |gloss| &gloss.text))
}

/// All claims, and which of them are each article's.
fn extract_all(articles: &[Article], lexicon: &Lexicon) -> (Vec<Claim>, Vec<Range<usize>>) {
    let by_article: Vec<Vec<Claim>> = articles
        .par_iter()
        .enumerate()
        .map(|(index, article)| extract::claims(u32::try_from(index).unwrap_or(u32::MAX), article, lexicon))
        .collect();
    let mut claims = Vec::with_capacity(by_article.iter().map(Vec::len).sum());
    let mut ranges = Vec::with_capacity(by_article.len());
    for list in by_article {
        ranges.push(claims.len()..claims.len() + list.len());
        claims.extend(list);
    }
    (claims, ranges)
}

/// What the comparison of two articles came to.
#[derive(Default)]
struct Bundle {
    compared: Vec<Compared>,
    /// Pairs of claims that are one claim.
    links: Vec<Link>,
    claim_pairs: usize,
    scored: usize,
}

fn align_and_compare(
    articles: Vec<Article>,
    claims: Vec<Claim>,
    ranges: &[Range<usize>],
    counts: &[Counts],
    (pairs, kins): (&[(u32, u32)], &[Kin]),
    config: &Config,
    timings: &mut Timings,
) -> Report {
    let mut watch = Watch::start();
    let mut material = Material::default();
    material.extend(&articles, &claims, ranges);
    // Each article is told with itself, too.
    let own = (0..).zip(&articles).map(|(at, article)| ((at, at), own_kin(article)));
    let all: Vec<((u32, u32), Kin)> = own.chain(pairs.iter().copied().zip(kins.iter().copied())).collect();
    let bundles = material.compare((&articles, &claims), counts, &all, config);
    timings.compare = watch.lap();
    timings.article_pairs = all.len();

    let mut skipped = too_long(&articles, ranges);
    let mut links = Vec::new();
    let mut compared = Vec::new();
    for (bundle, &((left, right), _)) in bundles.into_iter().zip(&all) {
        timings.claim_pairs += bundle.claim_pairs;
        timings.scored += bundle.scored;
        links.extend(bundle.links);
        if bundle.compared.len() >= COMPARISONS {
            skipped.push(too_much(&articles[left as usize], &articles[right as usize]));
        }
        compared.extend(bundle.compared);
    }
    let found = Found { links, compared, skipped };
    let report = conclude(articles, claims, pairs, found, config);
    timings.collect = watch.lap();
    report
}

/// What all comparisons came to.
struct Found {
    links: Vec<Link>,
    compared: Vec<Compared>,
    skipped: Vec<Skipped>,
}

/// The report on what was found in articles of which these pairs tell one story.
fn conclude(
    articles: Vec<Article>,
    claims: Vec<Claim>,
    pairs: &[(u32, u32)],
    Found { links, mut compared, skipped }: Found,
    config: &Config,
) -> Report {
    let ranges = ranges(articles.len(), &claims);
    let copies = origin::copies(&articles, &claims, &ranges, pairs);
    let batch = drift::Batch { articles: &articles, claims: &claims, ranges: &ranges };
    let mut changes: Vec<Compared> =
        copies.pairs.par_iter().flat_map_iter(|&pair| drift::changes(batch, pair)).collect();
    changes.retain(|change| config.wants(CHECKS[change.check].id));
    drift::merge(&mut compared, changes);
    let groups = group::groups(claims.len(), links);
    let stories = stories(&articles, pairs);
    let batch = Batch { articles: &articles, claims: &claims, stories: &stories };
    let mut collected = compare::collect(batch, pairs, compared);
    drift::mark(&mut collected.findings, &claims, &copies);
    collected.findings.retain(|finding| config.admits(finding.kind, finding.confidence));
    for finding in &mut collected.findings {
        finding.severity = config.severity_of(finding.kind, finding.severity);
    }
    Report {
        stories,
        origins: copies.origins,
        groups,
        findings: collected.findings,
        near_misses: collected.near_misses,
        agreements: collected.agreements,
        skipped,
        settlement: Settlement::default(),
        articles,
        claims,
    }
}

/// Which claims are each article's, where they stand article by article.
fn ranges(articles: usize, claims: &[Claim]) -> Vec<Range<usize>> {
    let start = |article: usize| claims.partition_point(|claim| (claim.article as usize) < article);
    (0..articles).map(|article| start(article)..start(article + 1)).collect()
}

/// What comparisons draw on besides the claims: made once for each article, of a batch that may grow.
#[derive(Default)]
struct Material {
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
    fn extend(&mut self, articles: &[Article], claims: &[Claim], ranges: &[Range<usize>]) {
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
    fn compare(
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
        pairs.par_iter().map(|&((left, right), kin)| input.compare(left as usize, right as usize, kin)).collect()
    }
}

/// What an article is to itself.
fn own_kin(article: &Article) -> Kin {
    if extract::manual::is_manual(article) { Kin::Product } else { Kin::Event }
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
                };
                self.run_checks(&pair, (l, r), &mut bundle.compared);
                // Who says a thing twice agrees with nobody but himself.
                let strength = match left == right {
                    true => None,
                    false => link::strength((&self.linked(l), &self.linked(r)), &pair.score, (weigh, figures), most),
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

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The story of each article, numbered in order of the first article. A house fact ties no stories together.
fn stories(articles: &[Article], pairs: &[(u32, u32)]) -> Vec<u32> {
    let mut sets = Sets::new(articles.len());
    for &(left, right) in
        pairs.iter().filter(|(left, right)| [left, right].iter().all(|&&at| !articles[at as usize].is_fact()))
    {
        sets.join(left, right);
    }
    let mut numbers: BTreeMap<u32, u32> = BTreeMap::new();
    (0..articles.len())
        .map(|article| {
            let next = index(numbers.len());
            *numbers.entry(sets.find(index(article))).or_insert(next)
        })
        .collect()
}
