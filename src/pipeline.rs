//! The pipeline: articles in, report out.

use crate::align::cluster::Sets;
use crate::align::score::{Features, Score, score, with_context};
use crate::align::story::{self, Profile};
use crate::align::terms::{Counts, Weigh};
use crate::compare::{self, Batch, CHECKS, Compared, Outcome, Pair};
use crate::config::Config;
use crate::lexicon::{self, Lexicon};
use crate::model::{Article, Claim, Report, Term};
use crate::text;
use crate::{extract, origin, read};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::Range;

/// Score from which two claims are one group, in thousandths.
const ALIGNED: u16 = 430;
/// Effective weight two claims must share to be looked at, in thousandths of a nat: one telling word, or several plain
/// ones.
const SHARED_WEIGHT: u32 = 1500;

/// Weight of a shared name skeleton: enough by itself.
const NAME_WEIGHT: u16 = 9000;

/// What a pair of texts came to.
#[derive(Debug, Clone)]
pub struct PairOutcome {
    /// How alike the two are, in thousandths.
    pub similarity: u16,
    /// Whether they speak of one thing.
    pub aligned: bool,
    /// The findings between them.
    pub report: Report,
}

/// Reads the claims of `articles`, aligns them and reports where they disagree.
///
/// The same articles in any order, on any number of threads, give the same report.
pub fn check(mut articles: Vec<Article>, config: &Config) -> Report {
    articles.sort_by(|left, right| left.id.cmp(&right.id));
    let lexicon = lexicon::english();
    let t = std::time::Instant::now();
    let (claims, ranges) = extract_all(&articles, &lexicon);
    eprintln!("extract {:?}", t.elapsed());
    let counts: Vec<Counts> = ranges.par_iter().map(|range| Counts::of(&claims[range.clone()])).collect();
    let profiles: Vec<Profile> = (0..articles.len())
        .into_par_iter()
        .map(|at| profile(&articles[at], &claims[ranges[at].clone()], &counts[at]))
        .collect();
    let (pairs, _capped) = story::pairs(&profiles);
    align_and_compare(articles, claims, &ranges, &counts, &pairs, config)
}

fn profile(article: &Article, claims: &[Claim], counts: &Counts) -> Profile {
    let profile = Profile::new(counts, article.date());
    if extract::manual::is_manual(article) { profile.of_manual(claims) } else { profile }
}

/// Reads the claims of `articles` as of one story, whatever they are about, and reports where they disagree.
///
/// For articles that are known to belong together: a text and its translation, a draft and its sources.
pub fn check_as_one_story(articles: Vec<Article>, config: &Config) -> Report {
    one_story(articles, config).1
}

/// Compares two texts as one story, whatever they are about.
pub fn check_pair(left: &str, right: &str, config: &Config) -> PairOutcome {
    let articles = vec![read::plain_text("left", left), read::plain_text("right", right)];
    let (similarity, report) = one_story(articles, config);
    PairOutcome { similarity, aligned: similarity >= ALIGNED, report }
}

/// The best score between the first two articles, and the report on all, each told with each.
fn one_story(mut articles: Vec<Article>, config: &Config) -> (u16, Report) {
    articles.sort_by(|left, right| left.id.cmp(&right.id));
    let lexicon = lexicon::english();
    let (claims, ranges) = extract_all(&articles, &lexicon);
    let similarity = text_similarity(&articles, &claims, &ranges);
    let counts: Vec<Counts> = ranges.iter().map(|range| Counts::of(&claims[range.clone()])).collect();
    let last = index(articles.len());
    let pairs: Vec<(u32, u32)> = (0..last).flat_map(|left| (left + 1..last).map(move |right| (left, right))).collect();
    (similarity, align_and_compare(articles, claims, &ranges, &counts, &pairs, config))
}

/// The best score of a claim of the first article with one of the second.
fn text_similarity(articles: &[Article], claims: &[Claim], ranges: &[Range<usize>]) -> u16 {
    let features = |range: &Range<usize>| -> Vec<Features> {
        claims[range.clone()].iter().map(|claim| feature(articles, claim)).collect()
    };
    let [left, right, ..] = ranges else { return 0 };
    let (left, right) = (features(left), features(right));
    left.iter().flat_map(|l| right.iter().map(move |r| score(l, r).total)).max().unwrap_or(0)
}

fn feature(articles: &[Article], claim: &Claim) -> Features {
    Features::new(claim, claim.span.of(articles[claim.article as usize].words()))
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
    aligned: Vec<(u32, u32)>,
}

fn align_and_compare(
    articles: Vec<Article>,
    claims: Vec<Claim>,
    ranges: &[Range<usize>],
    counts: &[Counts],
    pairs: &[(u32, u32)],
    config: &Config,
) -> Report {
    let features: Vec<Features> = claims.par_iter().map(|claim| feature(&articles, claim)).collect();
    let origins = origin::origins(&claims);
    let mut all: Vec<(u32, u32)> = (0..u32::try_from(articles.len()).unwrap_or(u32::MAX)).map(|at| (at, at)).collect();
    all.extend_from_slice(pairs);
    let postings: Vec<_> = ranges.par_iter().map(|range| postings(&claims, range)).collect();
    let input =
        Input { claims: &claims, ranges, counts, features: &features, postings: &postings, origins: &origins, config };
    let t = std::time::Instant::now();
    let bundles: Vec<Bundle> =
        all.par_iter().map(|&(left, right)| input.compare(left as usize, right as usize)).collect();

    eprintln!(
        "pairs {} compare {:?} compared {}",
        all.len(),
        t.elapsed(),
        bundles.iter().map(|b| b.compared.len()).sum::<usize>()
    );
    let mut sets = Sets::new(claims.len());
    let mut compared = Vec::new();
    for bundle in bundles {
        for (left, right) in bundle.aligned {
            sets.join(left, right);
        }
        compared.extend(bundle.compared);
    }
    let groups = groups(sets, claims.len());
    let stories = stories(articles.len(), pairs);
    let batch = Batch { articles: &articles, claims: &claims, stories: &stories };
    eprintln!("before collect {:?}", t.elapsed());
    let mut collected = compare::collect(batch, pairs, compared);
    eprintln!("after collect {:?}", t.elapsed());
    collected.findings.retain(|finding| config.admits(finding.kind, finding.confidence));
    for finding in &mut collected.findings {
        finding.severity = config.severity_of(finding.kind, finding.severity);
    }
    Report {
        stories,
        groups,
        findings: collected.findings,
        near_misses: collected.near_misses,
        agreements: collected.agreements,
        skipped: Vec::new(),
        articles,
        claims,
    }
}

/// What the comparison of two articles draws on.
struct Input<'a> {
    claims: &'a [Claim],
    ranges: &'a [Range<usize>],
    counts: &'a [Counts],
    features: &'a [Features],
    postings: &'a [Vec<(Term, u32)>],
    origins: &'a [u32],
    config: &'a Config,
}

impl Input<'_> {
    fn compare(&self, left: usize, right: usize) -> Bundle {
        let weigh = Weigh::new(&self.counts[left], &self.counts[right]);
        let mut bundle = Bundle::default();
        for (l, r) in self.candidates(left, right, weigh) {
            if self.origins[l] == self.origins[r] {
                bundle.aligned.push((index(l), index(r)));
                continue;
            }
            let score = score(&self.features[l], &self.features[r]);
            let pair = Pair { left: &self.claims[l], right: &self.claims[r], score, weigh };
            let before = bundle.compared.len();
            self.run_checks(&pair, (l, r), score, &mut bundle);
            let agrees = bundle.compared[before..]
                .iter()
                .any(|one| matches!(one.outcome, Outcome::Agree | Outcome::Conflict(_)));
            if score.total >= ALIGNED || agrees {
                bundle.aligned.push((index(l), index(r)));
            }
        }
        bundle
    }

    fn run_checks(&self, pair: &Pair<'_>, (l, r): (usize, usize), score: Score, bundle: &mut Bundle) {
        for (check, entry) in CHECKS.iter().enumerate() {
            if !self.config.wants(entry.id) {
                continue;
            }
            for comparison in compare::compare(entry, pair) {
                let sides = [(index(l), comparison.spans[0]), (index(r), comparison.spans[1])];
                bundle.compared.push(Compared { check, sides, outcome: comparison.outcome, score });
            }
        }
    }

    /// Pairs of claims of two articles that share enough to be looked at, in order.
    ///
    /// The postings of the two articles are merged, and the weight of each shared term is added to the pairs of claims
    /// that hold it, in a dense table: articles have tens of claims, so the table is small.
    fn candidates(&self, left: usize, right: usize, weigh: Weigh<'_>) -> Vec<(usize, usize)> {
        let (rows, columns) = (&self.ranges[left], &self.ranges[right]);
        let mut shared = vec![0_u32; rows.len() * columns.len()];
        let (mut ls, mut rs) = (&self.postings[left][..], &self.postings[right][..]);
        while let (Some(l), Some(r)) = (ls.first(), rs.first()) {
            if l.0.hash != r.0.hash {
                if l.0.hash < r.0.hash {
                    ls = &ls[1..]
                } else {
                    rs = &rs[1..]
                }
                continue;
            }
            let run = |list: &[(Term, u32)]| list.iter().take_while(|posting| posting.0.hash == l.0.hash).count();
            let (l_run, r_run) = (run(ls), run(rs));
            let weight = weigh.weight(l.0);
            for &(_, row) in &ls[..l_run] {
                for &(_, column) in &rs[..r_run] {
                    shared[(row as usize - rows.start) * columns.len() + column as usize - columns.start] += weight;
                }
            }
            (ls, rs) = (&ls[l_run..], &rs[r_run..]);
        }
        let pair = |at: usize| (rows.start + at / columns.len(), columns.start + at % columns.len());
        let enough = shared.iter().enumerate().filter(|&(_, &weight)| weight >= SHARED_WEIGHT);
        enough.map(|(at, _)| pair(at)).filter(|&(l, r)| left != right || l < r).collect()
    }
}

/// The blocking terms of an article's claims with the claims that hold them, sorted.
fn postings(claims: &[Claim], range: &Range<usize>) -> Vec<(Term, u32)> {
    let mut out: Vec<(Term, u32)> = range
        .clone()
        .flat_map(|claim| blocking_terms(&claims[claim]).into_iter().map(move |term| (term, index(claim))))
        .collect();
    out.sort_unstable();
    out
}

/// Terms under which a claim is looked up: its own, those its heading lends, and the skeletons of full names, so that two
/// spellings of one name meet.
fn blocking_terms(claim: &Claim) -> Vec<Term> {
    let names = claim.names.iter().filter(|name| name.terms.len() >= 2);
    let mut terms = with_context(claim);
    terms.extend(names.map(|name| Term {
        hash: text::hash(&format!("name:{}", extract::skeleton(&name.full))),
        weight: NAME_WEIGHT,
    }));
    text::sorted(terms)
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The group of each claim, named by its first member; `None` where a claim stands alone.
fn groups(mut sets: Sets, claims: usize) -> Vec<Option<u32>> {
    let mut sizes = vec![0_u32; claims];
    for claim in 0..claims {
        sizes[sets.find(index(claim)) as usize] += 1;
    }
    (0..claims)
        .map(|claim| {
            let group = sets.find(index(claim));
            (sizes[group as usize] > 1).then_some(group)
        })
        .collect()
}

/// The story of each article, numbered in order of the first article.
fn stories(articles: usize, pairs: &[(u32, u32)]) -> Vec<u32> {
    let mut sets = Sets::new(articles);
    for &(left, right) in pairs {
        sets.join(left, right);
    }
    let mut numbers: BTreeMap<u32, u32> = BTreeMap::new();
    (0..articles)
        .map(|article| {
            let next = index(numbers.len());
            *numbers.entry(sets.find(index(article))).or_insert(next)
        })
        .collect()
}
