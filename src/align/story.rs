//! Which articles tell one story.

use super::terms::Counts;
use crate::lexicon::frequency;
use crate::model::{BlockKind, Claim, Product, Term};
use jiff::civil::Date;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Terms kept of an article, heaviest first.
const PROFILE: usize = 40;
/// Heaviest terms under which an article is looked up.
const KEYS: usize = 16;
/// Articles under one key beyond which the key tells nothing; counted in the report.
pub(crate) const BUCKET: usize = 400;
/// Cosine of two profiles from which they tell one story, in thousandths.
const SAME_STORY: u32 = 170;
/// The same for articles whose days of publication lie apart.
const SAME_STORY_LATER: u32 = 330;
/// The same for articles that share names which the table of word counts does not know.
const SAME_STORY_NAMED: u32 = 80;
/// How many such names.
const SAME_NAMES: usize = 3;
/// The same where one of them has no day.
const SAME_NAMES_UNDATED: usize = 5;
/// The same for two manuals that name one product.
const SAME_PRODUCT: u32 = 60;
/// Days between two articles that may be one day's news.
const CLOSE_DAYS: i32 = 4;
/// Days between two articles beyond which they are different news, however alike.
pub(crate) const FAR_DAYS: i32 = 45;

/// Days between two articles that may tell one event as of one time: what a week has changed is news.
const EVENT_DAYS: i32 = 7;
/// Cosine of two profiles from which they tell one event though days lie between them, in thousandths.
const SAME_EVENT_LATER: u32 = 700;
/// The same where one of them has no day.
const SAME_EVENT_UNDATED: u32 = 450;

/// What two articles are to one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kin {
    /// They speak of the same people and things; what is quoted and how names are spelt can be held against one another.
    Topic,
    /// They tell one event as of one time: everything can be.
    Event,
    /// They describe one product, whatever their days.
    Product,
}

/// What an article is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Profile {
    /// Heaviest terms with their weights (idf times root of count), sorted by hash.
    terms: Vec<(u64, u32)>,
    /// The heaviest of them; sorted.
    keys: Vec<u64>,
    norm: u64,
    date: Option<Date>,
    /// Words that the table of word counts does not know; sorted.
    rare: Vec<u64>,
    /// Names that no word list knows, where the article is a manual: those of its product; sorted.
    products: Vec<u64>,
    /// Such words of its title and headings; sorted.
    titles: Vec<u64>,
    /// Whether it belongs to one set of manuals with all others that do.
    of_set: bool,
    /// Which of several products or releases it describes; asked of manuals only.
    product: Option<Product>,
}

impl Profile {
    /// The profile of a manual, which tells of its product whatever the day. `claims` are the article's.
    pub(crate) fn of_manual(mut self, claims: &[Claim]) -> Self {
        let named = claims.iter().flat_map(|claim| &claim.names).flat_map(|name| &name.terms);
        self.products = unknown(named.copied());
        let heads = |claim: &&Claim| matches!(claim.block, BlockKind::Title | BlockKind::Heading(_));
        let titles = claims.iter().take(1).chain(claims.iter().filter(heads)).flat_map(|claim| &claim.terms);
        self.titles = unknown(titles.copied());
        self.keys.extend(self.products.iter().chain(&self.titles));
        self.keys.sort_unstable();
        self.keys.dedup();
        self
    }

    /// The profile of a page of a set of manuals that is known to be one: each is told with each that shares a word, or
    /// what stands between the lines of both ("3.2 (4 March)" and "was released on"). `claims` are the page's.
    pub(crate) fn of_set(mut self, claims: &[Claim]) -> Self {
        self.of_set = true;
        self.keys
            .extend(claims.iter().flat_map(|claim| claim.terms.iter().chain(&claim.context)).map(|term| term.hash));
        self.keys.sort_unstable();
        self.keys.dedup();
        self
    }

    /// The profile of an article with these counts and this day of publication.
    pub(crate) fn new(counts: &Counts, date: Option<Date>, product: Option<Product>) -> Self {
        let weigh = |term: Term, count: u16| u32::from(term.weight) * (u32::from(count) * 100).isqrt() / 10;
        let mut terms: Vec<(u32, u64)> = counts.iter().map(|(term, count)| (weigh(term, count), term.hash)).collect();
        terms.sort_unstable_by(|left, right| right.0.cmp(&left.0).then(left.1.cmp(&right.1)));
        terms.truncate(PROFILE);
        terms.shrink_to_fit();
        // One stem may have two weights, those of its words.
        let keys = BTreeSet::from_iter(terms.iter().take(KEYS).map(|term| term.1)).into_iter().collect();
        let mut terms: Vec<(u64, u32)> = terms.into_iter().map(|(weight, hash)| (hash, weight)).collect();
        terms.sort_unstable();
        let norm = terms.iter().map(|&(_, weight)| u64::from(weight).pow(2)).sum();
        let rare = unknown(counts.iter().map(|(term, _)| term));
        Self { terms, keys, norm, date, rare, products: Vec::new(), titles: Vec::new(), of_set: false, product }
    }
}

impl Profile {
    /// Whether it is that of a manual, which tells of no day.
    fn is_manual(&self) -> bool {
        self.of_set || !self.products.is_empty() || !self.titles.is_empty()
    }
}

#[cfg(any(feature = "archive", test))]
impl Profile {
    /// The words under which the article is looked up.
    pub(crate) fn keys(&self) -> &[u64] {
        &self.keys
    }

    /// The day by which it is told or not told with others, counted from 1970; `None` where the day says nothing.
    pub(crate) fn day(&self) -> Option<i32> {
        let date = self.date.filter(|_| !self.is_manual())?;
        Date::constant(1970, 1, 1).until(date).ok().map(|span| span.get_days())
    }
}

/// Whether articles of these [`Profile::day`]s are of no kin, whatever they say.
#[cfg(feature = "archive")]
pub(crate) fn far_apart(left: Option<i32>, right: Option<i32>) -> bool {
    left.zip(right).is_some_and(|(left, right)| (left - right).abs() > FAR_DAYS)
}

/// What two articles that tell one story are to one another, `None` where they tell different ones: a function of the two
/// alone.
pub(crate) fn kin(left: &Profile, right: &Profile) -> Option<Kin> {
    let apart = matches!((&left.product, &right.product), (Some(a), Some(b)) if a.is_apart(b));
    if apart && (left.is_manual() || right.is_manual()) {
        return None;
    }
    if left.of_set && right.of_set {
        return Some(Kin::Product);
    }
    let alike = cosine(left, right);
    if alike >= SAME_PRODUCT && (names_product(left, right) || names_product(right, left)) {
        return Some(Kin::Product);
    }
    let (story, event) = match (left.date, right.date) {
        (Some(a), Some(b)) => match days_between(a, b) {
            days if days <= CLOSE_DAYS => (SAME_STORY, SAME_STORY),
            days if days <= EVENT_DAYS => (SAME_STORY_LATER, SAME_STORY_LATER),
            days if days <= FAR_DAYS => (SAME_STORY_LATER, SAME_EVENT_LATER),
            _ => return None,
        },
        _ => (SAME_STORY, SAME_EVENT_UNDATED),
    };
    // Names that hardly any article holds are those of one event, however differently it is told.
    let names = shared(&left.rare, &right.rare);
    let close = left.date.zip(right.date).map(|(a, b)| days_between(a, b) <= EVENT_DAYS);
    let named = alike >= SAME_STORY_NAMED && names >= if close.is_some() { SAME_NAMES } else { SAME_NAMES_UNDATED };
    let (story, event) =
        if named && close != Some(false) { (story.min(alike), event.min(alike)) } else { (story, event) };
    (alike >= story).then_some(if alike >= event { Kin::Event } else { Kin::Topic })
}

/// How many of the hashes of one sorted list stand in the other.
fn shared(left: &[u64], right: &[u64]) -> usize {
    left.iter().filter(|hash| right.binary_search(hash).is_ok()).count()
}

/// Whether `one` names a product that the other names as well or has in its headings.
fn names_product(one: &Profile, other: &Profile) -> bool {
    let holds = |list: &[u64], product: &u64| list.binary_search(product).is_ok();
    one.products.iter().any(|product| holds(&other.products, product) || holds(&other.titles, product))
}

/// The words that the table of word counts does not know; sorted.
fn unknown(terms: impl Iterator<Item = Term>) -> Vec<u64> {
    let mut out: Vec<u64> = terms.filter(|term| term.weight >= frequency::NAME).map(|term| term.hash).collect();
    out.sort_unstable();
    out.dedup();
    out.shrink_to_fit();
    out
}

/// Days between two dates, never negative.
pub(crate) fn days_between(left: Date, right: Date) -> i32 {
    left.until(right).map_or(i32::MAX, |span| span.get_days().abs())
}

fn cosine(left: &Profile, right: &Profile) -> u32 {
    let (mut l, mut r, mut shared) = (0, 0, 0_u64);
    while l < left.terms.len() && r < right.terms.len() {
        match left.terms[l].0.cmp(&right.terms[r].0) {
            std::cmp::Ordering::Less => l += 1,
            std::cmp::Ordering::Greater => r += 1,
            std::cmp::Ordering::Equal => {
                shared += u64::from(left.terms[l].1) * u64::from(right.terms[r].1);
                l += 1;
                r += 1;
            }
        }
    }
    let norm = (u128::from(left.norm) * u128::from(right.norm)).isqrt();
    let ratio = (u128::from(shared) * 1000).checked_div(norm);
    ratio.map_or(0, |ratio| u32::try_from(ratio).unwrap_or(1000))
}

/// The pairs of articles that tell one story.
pub(crate) struct Pairs {
    /// By index, sorted.
    pub(crate) pairs: Vec<(u32, u32)>,
    /// What the two of each pair are to one another.
    pub(crate) kins: Vec<Kin>,
    /// How many keys were left out because too many articles share them.
    pub(crate) capped: usize,
}

/// The pairs of articles that tell one story.
pub(crate) fn pairs(profiles: &[Profile]) -> Pairs {
    let mut buckets: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
    for (index, profile) in (0..).zip(profiles) {
        for key in &profile.keys {
            buckets.entry(*key).or_default().push(index);
        }
    }
    let before = buckets.len();
    buckets.retain(|_, bucket| bucket.len() <= BUCKET);
    let capped = before - buckets.len();
    // Article by article, so that the candidates of one are all that is held at a time.
    let rights = |left: usize| {
        let mut rights: Vec<u32> = Vec::new();
        for bucket in profiles[left].keys.iter().filter_map(|key| buckets.get(key)) {
            let later = bucket.partition_point(|&other| other as usize <= left);
            rights.extend_from_slice(&bucket[later..]);
        }
        rights.sort_unstable();
        rights.dedup();
        let told = rights.into_iter().filter_map(|right| {
            let kin = kin(&profiles[left], &profiles[right as usize])?;
            Some(((u32::try_from(left).unwrap_or(u32::MAX), right), kin))
        });
        told.collect::<Vec<_>>()
    };
    let told: Vec<Vec<((u32, u32), Kin)>> = (0..profiles.len()).into_par_iter().map(rights).collect();
    let (pairs, kins) = told.into_iter().flatten().unzip();
    Pairs { pairs, kins, capped }
}
