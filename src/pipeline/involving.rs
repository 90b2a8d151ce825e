//! A run that asks only for the findings in which some articles have a part.
//!
//! A finding bundles all comparisons that hang together, so those of the articles asked for are not enough: what they are
//! held against may be disputed elsewhere. The run therefore goes on from place to place, along disagreements and from
//! disputed places along agreements too, and compares each article that it reaches with all that tell its story. Where it
//! ends, the bundles are those of a run over everything.

use super::kept::{Kept, strip};
use super::left_out::{too_common, too_far, too_much};
use super::material::Material;
use super::{Found, conclude, index, own_kin, rank};
use crate::align::story::{self, Kin};
use crate::compare::{CHECKS, Compared, Outcome, poll_links};
use crate::config::Config;
use crate::lexicon::Lexicon;
use crate::model::{Article, Claim, Report, Span};
use crate::origin::{self, Origins, Runs};
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::ops::Range;

/// Articles reached beyond which no further one is compared with all of its story; told in the report. Days full of one
/// subject would lead on to all articles of a season, and a draft is to be answered at once.
const REACH: usize = 150;

/// Two articles of one story by index, and what they are to one another.
pub(crate) type Told = ((u32, u32), Kin);

/// As [`check`](super::check), but only what the articles have a part in of which `asked` holds true, with the articles of their stories.
/// The findings are those that [`check`](super::check) has of them.
pub fn check_involving(mut articles: Vec<Article>, asked: impl Fn(&Article) -> bool, config: &Config) -> Report {
    articles.sort_by(|left, right| rank(left).cmp(&rank(right)));
    let lexicon = Lexicon::of(config);
    let super::Extracted { claims, ranges, faults } = super::extract_all(&articles, &lexicon);
    let story::Pairs { pairs, kins, capped } = super::paired(&articles, &claims, &ranges);
    let told: Vec<Told> = pairs.into_iter().zip(kins).collect();
    let asked = (0..).zip(&articles).filter(|(_, article)| asked(article)).map(|(at, _)| at).collect();
    let pool = Pool::new((articles, claims, ranges), config);
    let Ok(mut report) = involving(pool, &asked, |_, reached: &[u32]| {
        let has = |at: &u32| reached.binary_search(at).is_ok();
        Ok::<_, Infallible>(told.iter().filter(|((left, right), _)| has(left) || has(right)).copied().collect())
    });
    report.skipped.extend(too_common(capped).into_iter().chain(faults));
    report
}

/// Articles that have been read, and what comparing them draws on. It grows as a run reaches more of them.
pub(crate) struct Pool<'c> {
    config: &'c Config,
    articles: Vec<Article>,
    claims: Vec<Claim>,
    ranges: Vec<Range<usize>>,
    origins: Origins,
}

impl<'c> Pool<'c> {
    /// A pool of these articles, whose claims are `claims` at `ranges`.
    pub(crate) fn new(
        (articles, claims, ranges): (Vec<Article>, Vec<Claim>, Vec<Range<usize>>),
        config: &'c Config,
    ) -> Self {
        Self { config, articles, claims, ranges, origins: Origins::default() }
    }

    /// The order of two articles in a report.
    fn ordered(&self, (left, right): (u32, u32)) -> (u32, u32) {
        let key = |at: u32| rank(&self.articles[at as usize]);
        if key(left) <= key(right) { (left, right) } else { (right, left) }
    }

    /// Compares the pairs that are not yet `done`.
    fn compare(&mut self, pairs: Vec<Told>, done: &mut BTreeMap<(u32, u32), Kin>) -> Vec<(Told, super::Bundle)> {
        let ordered = pairs.into_iter().map(|(pair, kin)| (self.ordered(pair), kin)).collect::<BTreeMap<_, _>>();
        let fresh: Vec<Told> = ordered.into_iter().filter(|(pair, _)| !done.contains_key(pair)).collect();
        done.extend(fresh.iter().copied());
        let known = self.origins.as_slice().len();
        self.origins.extend(self.claims[known..].iter().map(|claim| claim.wording));
        let origins = self.origins.as_slice();
        let claims = Kept::Open(&self.claims, &self.ranges);
        let bundles = Material { articles: &self.articles, claims, origins }.compare(&fresh, self.config);
        fresh.into_iter().zip(bundles).collect()
    }
}

#[cfg(feature = "archive")]
impl Pool<'_> {
    /// Adds an article with its claims, and gives its index.
    pub(crate) fn add(&mut self, article: Article, mut claims: Vec<Claim>) -> u32 {
        let at = index(self.articles.len());
        claims.iter_mut().for_each(|claim| claim.article = at);
        self.ranges.push(self.claims.len()..self.claims.len() + claims.len());
        self.claims.extend(claims);
        self.articles.push(article);
        at
    }

    /// The articles, by index.
    pub(crate) fn articles(&self) -> &[Article] {
        &self.articles
    }
}

/// The findings, near misses and agreements in which the articles `asked` have a part. `near` gives, for articles of the
/// pool, the pairs that each makes with all that tell its story, and adds those to the pool that are not yet in it.
pub(crate) fn involving<E>(
    mut pool: Pool<'_>,
    asked: &BTreeSet<u32>,
    mut near: impl FnMut(&mut Pool<'_>, &[u32]) -> Result<Vec<Told>, E>,
) -> Result<Report, E> {
    let mut done: BTreeMap<(u32, u32), Kin> = BTreeMap::new();
    let mut found = Found { links: Vec::new(), compared: Vec::new(), skipped: Vec::new() };
    let mut web = Web::default();
    let mut reached: BTreeSet<u32> = BTreeSet::new();
    let mut frontier: Vec<u32> = asked.iter().copied().collect();
    while !frontier.is_empty() {
        let mut pairs = near(&mut pool, &frontier)?;
        pairs.extend(frontier.iter().map(|&at| ((at, at), own_kin(&pool.articles[at as usize]))));
        for (((left, right), _), bundle) in pool.compare(pairs, &mut done) {
            web.add(&bundle.compared);
            let ranges = [left, right].map(|at| pool.ranges[at as usize].clone());
            web.add_polls(poll_links(&pool.claims, ranges));
            found.links.extend(bundle.links);
            found.skipped.extend(bundle.fault);
            if bundle.compared.len() >= super::COMPARISONS {
                let [left, right] = [left, right].map(|at| &pool.articles[at as usize]);
                found.skipped.push(too_much(left, right));
            }
            found.compared.extend(bundle.compared);
        }
        reached.extend(&frontier);
        let all = web.reached(|claim| pool.claims[claim as usize].article, asked);
        frontier = all.into_iter().filter(|at| !reached.contains(at)).collect();
        let room = (REACH + asked.len()).saturating_sub(reached.len());
        if frontier.len() > room {
            found.skipped.push(too_far(frontier.len() - room, REACH));
            frontier.truncate(room);
        }
    }
    let near: BTreeSet<u32> = done
        .keys()
        .filter(|(left, right)| asked.contains(left) || asked.contains(right))
        .flat_map(|&(left, right)| [left, right])
        .collect();
    let (report, places) = in_order(pool, done.keys().copied(), found);
    let placed = |indices: &BTreeSet<u32>| indices.iter().map(|&at| places[at as usize]).collect();
    Ok(super::narrow::narrow(report, &placed(asked), &placed(&near)))
}

/// The report on all that was compared, as if the articles had been read in order; with the place of each in it.
fn in_order(pool: Pool<'_>, pairs: impl Iterator<Item = (u32, u32)>, mut found: Found) -> (Report, Vec<u32>) {
    let Pool { config, articles, claims, ranges, .. } = pool;
    let mut order: Vec<usize> = (0..articles.len()).collect();
    order.sort_by(|&left, &right| rank(&articles[left]).cmp(&rank(&articles[right])));
    let by_claim: Vec<usize> = order.iter().flat_map(|&at| ranges[at].clone()).collect();
    let places = inverse(&order);
    let claim_places = inverse(&by_claim);
    let mut sorted = permuted(claims, &by_claim);
    sorted.iter_mut().for_each(|claim| claim.article = places[claim.article as usize]);
    for compared in &mut found.compared {
        compared.sides = compared.sides.map(|(claim, span)| (claim_places[claim as usize], span));
    }
    for link in &mut found.links {
        let [left, right] = [link.claims.0, link.claims.1].map(|claim| claim_places[claim as usize]);
        link.claims = (left.min(right), left.max(right));
    }
    let mut pairs: Vec<(u32, u32)> = pairs
        .filter(|(left, right)| left != right)
        .map(|(left, right)| (places[left as usize], places[right as usize]))
        .collect();
    pairs.sort_unstable();
    let articles = permuted(articles, &order);
    let ranges = super::ranges(articles.len(), &sorted);
    let runs: Vec<Runs> = ranges.iter().map(|range| Runs::of(&sorted[range.clone()])).collect();
    let copies = origin::copies(&articles, &runs, |at| Kept::Open(&sorted, &ranges).of(at), &pairs);
    strip(&mut sorted);
    (conclude(articles, sorted, copies, &pairs, found, config), places)
}

/// `items` in the order of these indices, each of which stands there once.
fn permuted<T>(items: Vec<T>, order: &[usize]) -> Vec<T> {
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    order.iter().filter_map(|&at| items[at].take()).collect()
}

/// Where each index stands in `order`.
fn inverse(order: &[usize]) -> Vec<u32> {
    let mut places = vec![0; order.len()];
    for (place, &at) in order.iter().enumerate() {
        places[at] = index(place);
    }
    places
}

/// A place that a check has compared: the check's index in [`CHECKS`], or [`POLL`], with claim and words.
type Node = (usize, u32, Span);

/// [`Node`] of an answer to a poll: profiles are no check's.
const POLL: usize = CHECKS.len();

/// Places and what they were compared with.
#[derive(Default)]
struct Web {
    edges: BTreeMap<Node, Vec<Node>>,
    disputed: BTreeSet<Node>,
}

impl Web {
    fn add(&mut self, compared: &[Compared]) {
        for one in compared {
            let [left, right] = one.sides.map(|(claim, span)| (one.check, claim, span));
            match one.outcome {
                Outcome::Conflict(_) => self.disputed.extend([left, right]),
                Outcome::Agree => {}
                Outcome::NotComparable(_) | Outcome::Unrelated => continue,
            }
            self.tie(left, right);
        }
    }

    /// Answers on one topic hang together whatever they are.
    fn add_polls(&mut self, links: Vec<[(u32, Span); 2]>) {
        for link in links {
            let [left, right] = link.map(|(claim, span)| (POLL, claim, span));
            self.disputed.extend([left, right]);
            self.tie(left, right);
        }
    }

    fn tie(&mut self, left: Node, right: Node) {
        self.edges.entry(left).or_default().push(right);
        self.edges.entry(right).or_default().push(left);
    }

    /// The articles with a place that may belong to one bundle with one of the articles `asked`. `owner` tells the article
    /// of a claim.
    fn reached(&self, owner: impl Fn(u32) -> u32, asked: &BTreeSet<u32>) -> BTreeSet<u32> {
        let is_asked = |node: &Node| asked.contains(&owner(node.1));
        let mut open: Vec<Node> = self.edges.keys().filter(|node| is_asked(node)).copied().collect();
        let mut seen: BTreeSet<Node> = open.iter().copied().collect();
        while let Some(node) = open.pop() {
            // An agreement with a place that nobody disputes leads no further.
            if !self.disputed.contains(&node) && !is_asked(&node) {
                continue;
            }
            let ends = self.edges.get(&node).into_iter().flatten();
            open.extend(ends.copied().filter(|end| seen.insert(*end)));
        }
        seen.iter().map(|node| owner(node.1)).collect()
    }
}
