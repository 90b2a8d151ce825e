//! The pipeline: articles in, report out.

pub(crate) mod involving;
mod kept;
mod left_out;
mod lookalike;
mod material;
mod narrow;
mod one_story;
#[cfg(any(feature = "cluster", test))]
pub(crate) mod stages;

pub use involving::check_involving;
use kept::{Gathered, Kept, Packed};
pub(crate) use left_out::too_common;
use left_out::{too_long, too_many_answers, too_much};
use material::{Bundle, Material};
pub use one_story::{PairOutcome, check_as_one_story, check_pair};

use crate::align::cluster::Sets;
use crate::align::group::{self, Link};
use crate::align::story::{self, Kin, Profile};
use crate::align::terms::Counts;
use crate::compare::{self, Batch, Collected, Compared, drift};
use crate::config::Config;
use crate::extract;
use crate::fault;
use crate::lexicon::Lexicon;
use crate::model::{Article, Claim, ClaimId, Register, Report, Settlement, Skipped};
use crate::origin::{self, Copies, Runs};
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
    let Gathered { packed, profiles, runs, wordings, faults } = Gathered::of(&articles, &lexicon);
    timings.extract = watch.lap();
    let story::Pairs { pairs, kins, capped } = fact::paired(&articles, story::pairs(&profiles));
    drop(profiles);
    timings.stories = watch.lap();
    let mut report = align_and_compare(articles, (packed, runs, wordings), (&pairs, &kins), config, &mut timings);
    report.skipped.extend(too_common(capped).into_iter().chain(faults));
    (report, timings)
}

/// Where an article stands in a report. House facts come last, so that findings stand with the story of an article.
fn rank(article: &Article) -> (bool, &str) {
    (article.is_fact(), &article.id)
}

/// The pairs of articles that tell one story.
fn paired(articles: &[Article], claims: &[Claim], ranges: &[Range<usize>]) -> story::Pairs {
    let profiles: Vec<Profile> =
        (0..articles.len()).into_par_iter().map(|at| profile(&articles[at], &claims[ranges[at].clone()])).collect();
    fact::paired(articles, story::pairs(&profiles))
}

/// What an article is about.
pub(crate) fn profile(article: &Article, claims: &[Claim]) -> Profile {
    let counts = Counts::of(claims);
    let profile = Profile::new(&counts, article.date(), article.meta.product.clone());
    match article.meta.register {
        Some(Register::Docs) => profile.of_manual(claims).of_set(claims),
        _ if extract::manual::is_manual(article) => profile.of_manual(claims),
        _ => profile,
    }
}

/// What articles claim.
struct Extracted {
    claims: Vec<Claim>,
    /// Which of them are each article's.
    ranges: Vec<Range<usize>>,
    /// Articles that could not be read for claims.
    faults: Vec<Skipped>,
}

fn extract_all(articles: &[Article], lexicon: &Lexicon) -> Extracted {
    let one = |(at, article): (usize, &Article)| claims_of(index(at), article, lexicon);
    let by_article: Vec<Result<Vec<Claim>, Skipped>> = articles.par_iter().enumerate().map(one).collect();
    let count = by_article.iter().flatten().map(Vec::len).sum();
    let (mut claims, mut ranges, mut faults) =
        (Vec::with_capacity(count), Vec::with_capacity(articles.len()), Vec::new());
    for outcome in by_article {
        let list = outcome.unwrap_or_else(|fault| {
            faults.push(fault);
            Vec::new()
        });
        ranges.push(claims.len()..claims.len() + list.len());
        claims.extend(list);
    }
    Extracted { claims, ranges, faults }
}

/// The claims of an article, or the row that tells on which article the program failed.
pub(crate) fn claims_of(at: u32, article: &Article, lexicon: &Lexicon) -> Result<Vec<Claim>, Skipped> {
    let read = || {
        fault::provoked("extract", &article.id);
        extract::claims(at, article, lexicon)
    };
    fault::caught(read).map_err(|fault| fault.of(&article.id))
}

fn align_and_compare(
    articles: Vec<Article>,
    (packed, runs, wordings): (Packed, Vec<Runs>, Vec<ClaimId>),
    (pairs, kins): (&[(u32, u32)], &[Kin]),
    config: &Config,
    timings: &mut Timings,
) -> Report {
    let mut watch = Watch::start();
    let origins = origin::origins(wordings);
    let kept = Kept::Packed(&packed);
    let copies = origin::copies(&articles, &runs, |at| kept.of(at), pairs);
    drop(runs);
    let material = Material { articles: &articles, claims: kept, origins: &origins };
    // Each article is told with itself, too.
    let own = (0..).zip(&articles).map(|(at, article)| ((at, at), own_kin(article)));
    let all: Vec<((u32, u32), Kin)> = own.chain(pairs.iter().copied().zip(kins.iter().copied())).collect();
    let bundles = material.compare(&all, config);
    timings.compare = watch.lap();
    timings.article_pairs = all.len();

    let mut skipped = too_long(&articles, packed.ranges());
    let claims = packed.into_claims();
    let ranges = ranges(articles.len(), &claims);
    skipped.extend(too_many_answers(&articles, &claims, &ranges));
    skipped.extend(lookalike::lookalikes(&articles, &claims, &ranges));
    let mut links = Vec::new();
    let mut compared = Vec::new();
    for (bundle, &((left, right), _)) in bundles.into_iter().zip(&all) {
        timings.claim_pairs += bundle.claim_pairs;
        timings.scored += bundle.scored;
        links.extend(bundle.links);
        skipped.extend(bundle.fault);
        if bundle.compared.len() >= COMPARISONS {
            skipped.push(too_much(&articles[left as usize], &articles[right as usize]));
        }
        compared.extend(bundle.compared);
    }
    let found = Found { links, compared, skipped };
    let report = conclude(articles, claims, copies, pairs, found, config);
    timings.collect = watch.lap();
    report
}

/// What all comparisons came to.
struct Found {
    links: Vec<Link>,
    compared: Vec<Compared>,
    skipped: Vec<Skipped>,
}

/// The report on what was found in articles of which these pairs tell one story. The claims are without what only comparisons
/// ask for.
fn conclude(
    articles: Vec<Article>,
    claims: Vec<Claim>,
    copies: Copies,
    pairs: &[(u32, u32)],
    Found { links, mut compared, skipped }: Found,
    config: &Config,
) -> Report {
    let ranges = ranges(articles.len(), &claims);
    let batch = drift::Batch { articles: &articles, claims: &claims, ranges: &ranges };
    let changes: Vec<Compared> =
        copies.pairs.par_iter().flat_map_iter(|&pair| drift::changes(batch, pair, config)).collect();
    drift::settle(&mut compared, changes);
    drift::tie(batch, &copies.origins, &mut compared);
    let groups = group::groups(claims.len(), links);
    let stories = stories(&articles, pairs);
    let collected =
        collect(Batch { articles: &articles, claims: &claims, stories: &stories }, pairs, &copies, compared, config);
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

/// What comparisons come to, as far as the configuration admits it. `copies` are the articles by their origins.
fn collect(
    batch: Batch<'_>,
    pairs: &[(u32, u32)],
    copies: &Copies,
    compared: Vec<Compared>,
    config: &Config,
) -> Collected {
    let mut collected = compare::collect(batch, pairs, compared);
    drift::mark(&mut collected.findings, batch.claims, copies);
    collected.findings.retain(|finding| config.admits(finding.kind, finding.confidence));
    for finding in &mut collected.findings {
        finding.severity = config.severity_of(finding.kind, finding.severity);
    }
    collected
}

/// Which claims are each article's, where they stand article by article.
fn ranges(articles: usize, claims: &[Claim]) -> Vec<Range<usize>> {
    let start = |article: usize| claims.partition_point(|claim| (claim.article as usize) < article);
    (0..articles).map(|article| start(article)..start(article + 1)).collect()
}

/// What an article is to itself.
fn own_kin(article: &Article) -> Kin {
    if extract::manual::is_manual(article) { Kin::Product } else { Kin::Event }
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
