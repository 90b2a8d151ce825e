//! The pipeline: articles in, report out.

use crate::align::candidates::{self, LONGEST_ARTICLE, Postings};
use crate::align::cluster::Sets;
use crate::align::group::{self, Link};
use crate::align::likeness::Likeness;
use crate::align::link::{self, Linked};
use crate::align::score::{Features, Scored};
use crate::align::story::{self, Kin, Profile};
use crate::align::terms::{Counts, Weigh};
use crate::align::value;
use crate::compare::measure::Measures;
use crate::compare::{self, Batch, CHECKS, Check, Compared, Kinds, Pair, drift};
use crate::config::Config;
use crate::gloss::Gloss;
use crate::lexicon::Lexicon;
use crate::lexicon::language::{self, Spoken};
use crate::model::{Article, Claim, Register, Report, ScorePart, Settlement, Skipped, Term};
use crate::segment::read_part;
use crate::settle::fact;
use crate::{extract, origin, read};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::Range;
use std::time::{Duration, Instant};

/// Comparisons of two articles that are kept: two lists of the same thousand measures have as many that matter.
const COMPARISONS: usize = 100_000;

/// What a pair of texts came to.
#[derive(Debug, Clone)]
pub struct PairOutcome {
    /// How alike the two are as a reader would grade them, in thousandths.
    pub similarity: u16,
    /// What the similarity is made of, each part 0 to 1000.
    pub parts: Vec<ScorePart>,
    /// Whether they make one claim, as far as their words tell.
    pub aligned: bool,
    /// The findings between them.
    pub report: Report,
}

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
    // House facts come last, so that findings stand with the story of an article.
    articles.sort_by(|left, right| (left.is_fact(), &left.id).cmp(&(right.is_fact(), &right.id)));
    let lexicon = Lexicon::of(config);
    let (claims, ranges) = extract_all(&articles, &lexicon);
    timings.extract = watch.lap();
    let counts: Vec<Counts> = ranges.par_iter().map(|range| Counts::of(&claims[range.clone()])).collect();
    let profiles: Vec<Profile> = (0..articles.len())
        .into_par_iter()
        .map(|at| profile(&articles[at], &claims[ranges[at].clone()], &counts[at]))
        .collect();
    let story::Pairs { pairs, kins, capped } = fact::paired(&articles, story::pairs(&profiles));
    drop(profiles);
    timings.stories = watch.lap();
    let mut report = align_and_compare(articles, claims, &ranges, &counts, (&pairs, &kins), config, &mut timings);
    if capped > 0 {
        report.skipped.push(Skipped {
            what: format!("{capped} key words"),
            why: "each is a key word of too many articles to find stories by; other words were used".to_owned(),
            fatal: false,
        });
    }
    (report, timings)
}

fn profile(article: &Article, claims: &[Claim], counts: &Counts) -> Profile {
    let profile = Profile::new(counts, article.date());
    match article.meta.register {
        Some(Register::Docs) => profile.of_manual(claims).of_set(counts),
        _ if extract::manual::is_manual(article) => profile.of_manual(claims),
        _ => profile,
    }
}

/// Reads the claims of `articles` as of one story, whatever they are about, and reports where they disagree.
///
/// For articles that are known to belong together: a text and its translation, a draft and its sources.
pub fn check_as_one_story(articles: Vec<Article>, config: &Config) -> Report {
    one_story(articles, config)
}

/// Compares two texts as one story, whatever they are about.
pub fn check_pair(left: &str, right: &str, config: &Config) -> PairOutcome {
    let mut sides = vec![read::plain_text("left", left), read::plain_text("right", right)];
    sides.iter_mut().for_each(|side| side.meta.register = config.profile.defaults().register);
    let report = one_story(sides, config);
    let text = |at: u32| {
        let claims: Vec<Claim> = report.claims.iter().filter(|claim| claim.article == at).cloned().collect();
        Features::of_text(&claims, report.articles[at as usize].words())
    };
    let likeness = Likeness::of(&text(0), &text(1));
    PairOutcome {
        similarity: likeness.similarity(),
        parts: likeness.parts(),
        aligned: likeness.evidence() >= 0,
        report,
    }
}

/// The report on articles of which each is told with each.
fn one_story(mut articles: Vec<Article>, config: &Config) -> Report {
    articles.sort_by(|left, right| left.id.cmp(&right.id));
    let lexicon = Lexicon::of(config);
    let (claims, ranges) = extract_all(&articles, &lexicon);
    let counts: Vec<Counts> = ranges.iter().map(|range| Counts::of(&claims[range.clone()])).collect();
    let last = index(articles.len());
    let pairs: Vec<(u32, u32)> = (0..last).flat_map(|left| (left + 1..last).map(move |right| (left, right))).collect();
    let kins = vec![Kin::Event; pairs.len()];
    let told = (pairs.as_slice(), kins.as_slice());
    align_and_compare(articles, claims, &ranges, &counts, told, config, &mut Timings::default())
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
    let spoken: Vec<Spoken> = articles.par_iter().map(language::of).collect();
    let gloss = |claim: &Claim| {
        let words = articles[claim.article as usize].words();
        Gloss::of(words, read_part(words, claim.span), spoken[claim.article as usize])
    };
    let glosses: Vec<Option<Gloss>> = claims.par_iter().map(gloss).collect();
    let features: Vec<Features<'_>> =
        claims.par_iter().zip(&glosses).map(|(claim, gloss)| feature(&articles, claim, gloss.as_ref())).collect();
    let measures: Vec<Measures> = ranges.par_iter().map(|range| Measures::of(&claims[range.clone()])).collect();
    let kinds: Vec<Kinds> = claims.par_iter().map(Kinds::of).collect();
    let origins = origin::origins(&claims);
    let values: Vec<Vec<Term>> = claims.par_iter().map(value::values).collect();
    let figures: Vec<Counts> =
        ranges.par_iter().map(|range| Counts::of_terms(values[range.clone()].concat())).collect();
    // Each article is told with itself, too.
    let kin_of = |article| if extract::manual::is_manual(article) { Kin::Product } else { Kin::Event };
    let own = (0..).zip(&articles).map(|(at, article)| ((at, at), kin_of(article)));
    let all: Vec<((u32, u32), Kin)> = own.chain(pairs.iter().copied().zip(kins.iter().copied())).collect();
    let postings: Vec<Postings> = ranges.par_iter().map(|range| Postings::new(&claims, range)).collect();
    let checks: Vec<(usize, &Check)> = CHECKS.iter().enumerate().filter(|(_, check)| config.wants(check.id)).collect();
    let input = Input {
        claims: &claims,
        counts,
        values: &values,
        figures: &figures,
        features: &features,
        kinds: &kinds,
        measures: &measures,
        postings: &postings,
        origins: &origins,
        spoken: &spoken,
        checks: &checks,
    };
    let bundles: Vec<Bundle> =
        all.par_iter().map(|&((left, right), kin)| input.compare(left as usize, right as usize, kin)).collect();
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
    let copies = origin::copies(&articles, &claims, ranges, pairs);
    let batch = drift::Batch { articles: &articles, claims: &claims, ranges };
    let mut changes: Vec<Compared> =
        copies.pairs.par_iter().flat_map_iter(|&pair| drift::changes(batch, pair)).collect();
    changes.retain(|change| checks.iter().any(|&(check, _)| check == change.check));
    drift::merge(&mut compared, changes);
    let groups = group::groups(claims.len(), links);
    let stories = stories(&articles, pairs);
    let batch = Batch { articles: &articles, claims: &claims, features: &features, stories: &stories };
    let mut collected = compare::collect(batch, pairs, compared);
    drift::mark(&mut collected.findings, &claims, &copies);
    collected.findings.retain(|finding| config.admits(finding.kind, finding.confidence));
    for finding in &mut collected.findings {
        finding.severity = config.severity_of(finding.kind, finding.severity);
    }
    timings.collect = watch.lap();
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

/// Articles of which the end is not compared.
fn too_long(articles: &[Article], ranges: &[Range<usize>]) -> Vec<Skipped> {
    let long = articles.iter().zip(ranges).filter(|(_, range)| range.len() > LONGEST_ARTICLE);
    long.map(|(article, range)| Skipped {
        what: article.id.clone(),
        why: format!(
            "of its {} sentences only the first {LONGEST_ARTICLE} are compared; split it to have all compared",
            range.len()
        ),
        fatal: false,
    })
    .collect()
}

/// Two articles that have more to compare than is kept.
fn too_much(left: &Article, right: &Article) -> Skipped {
    let with = if left.id == right.id { "itself".to_owned() } else { right.id.clone() };
    let why = format!("compared with {with} only for the first {COMPARISONS} places that look alike");
    Skipped { what: left.id.clone(), why, fatal: false }
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
