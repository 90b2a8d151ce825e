//! A check in parts comes to what a check of the whole comes to.

use super::*;
use crate::align::cluster::Sets;
use crate::lexicon::Lexicon;
use crate::model::Report;
use crate::origin::{self, Print, Runs, Shared};
use crate::pipeline::{claims_of, profile, rank};
use crate::{check, read};
use std::collections::{BTreeMap, BTreeSet};

/// The demo articles, with copies of which some words were changed.
fn articles() -> Vec<Article> {
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut all = read::load(&[corpus], &read::Options::default()).expect("the demo articles").articles;
    let copies = all.iter().take(40).cloned().map(|mut copy| {
        copy.id.insert_str(0, "copies/");
        copy.text = changed(&copy.text);
        copy.plain = copy.plain.as_deref().map(changed);
        copy
    });
    let copies: Vec<Article> = copies.collect();
    all.extend(copies);
    all.sort_by(|left, right| rank(left).cmp(&rank(right)));
    all
}

/// The text with other numbers and days, as long as it was: the layout stays.
fn changed(text: &str) -> String {
    text.replace('6', "7").replace("Monday", "Sunday")
}

/// The findings by the stages, each part of them by itself.
fn in_parts(articles: &[Article], config: &Config) -> (Vec<Finding>, usize) {
    let lexicon = Lexicon::of(config);
    let read: Vec<(Article, Vec<Claim>)> =
        articles.iter().map(|article| (article.clone(), claims_of(0, article, &lexicon).expect("no fault"))).collect();
    let pairs = paired(&read);
    let (origins, copies) = origins(&read, &pairs);
    let mut asked: BTreeMap<(u32, u32), Told> =
        (0..articles.len() as u32).map(|at| ((at, at), Told { pair: (at, at), kin: None, copy: false })).collect();
    asked.extend(pairs.iter().map(|&(pair, kin)| (pair, Told { pair, kin: Some(kin), copy: false })));
    for pair in copies {
        asked.entry(pair).or_insert(Told { pair, kin: None, copy: true }).copy = true;
    }
    // Each comparison is a part of its own.
    let mut bundles = Sets::new(articles.len());
    let mut rows: Vec<((u32, u32), Compared)> = Vec::new();
    for told in asked.values() {
        let (left, right) = told.pair;
        let mut ends = vec![left, right];
        ends.dedup();
        let part = Part::new(ends.iter().map(|&at| read[at as usize].clone()).collect());
        let last = ends.len() as u32 - 1;
        let scored = score(&part, &[Told { pair: (0, last), ..*told }], config).remove(0);
        assert!(scored.skipped.is_empty());
        if scored.polls {
            bundles.join(left, right);
        }
        for mut one in scored.compared {
            bundles.join(left, right);
            // By article and number until the places in the bundles are known.
            one.sides = one.sides.map(|(claim, span)| (part.place(claim).1, span));
            rows.push((told.pair, one));
        }
    }
    for (at, &origin) in (0..).zip(&origins) {
        bundles.join(at, origin);
    }
    let mut stories = Sets::new(articles.len());
    pairs.iter().for_each(|&((left, right), _)| stories.join(left, right));
    let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    (0..articles.len() as u32).for_each(|at| members.entry(bundles.find(at)).or_default().push(at));
    let mut found = Vec::new();
    for members in members.values() {
        let part = Part::new(members.iter().map(|&at| read[at as usize].clone()).collect());
        let place = |at: u32| members.binary_search(&at).ok().map(|at| at as u32);
        let inside = |pair: (u32, u32)| Some((place(pair.0)?, place(pair.1)?));
        let told: Vec<(u32, u32)> = pairs.iter().filter_map(|&(pair, _)| inside(pair)).collect();
        let compared = rows.iter().filter_map(|(pair, one)| {
            let (left, right) = inside(*pair)?;
            let mut one = one.clone();
            one.sides[0].0 = part.claim(left, one.sides[0].0);
            one.sides[1].0 = part.claim(right, one.sides[1].0);
            Some(one)
        });
        let of = |list: &[u32]| members.iter().map(|&at| list[at as usize]).collect::<Vec<u32>>();
        let named: Vec<u32> = members.iter().map(|&at| stories.find(at)).collect();
        found.extend(classify(&part, &told, compared.collect(), (of(&origins), &named), config).0);
    }
    (found, rows.iter().filter(|(_, one)| matches!(one.outcome, Outcome::NotComparable(_))).count())
}

/// The pairs that tell one story, each from its smallest key.
fn paired(read: &[(Article, Vec<Claim>)]) -> Vec<((u32, u32), Kin)> {
    let profiles = read.iter().map(|(article, claims)| profile(article, claims));
    let keys = |profile: &Profile| {
        let mut keys: Vec<i64> = profile.keys().iter().map(|key| key.cast_signed()).collect();
        keys.sort_unstable();
        keys
    };
    let mut buckets: BTreeMap<i64, Vec<Member>> = BTreeMap::new();
    for (article, profile) in (0..).zip(profiles) {
        for key in keys(&profile) {
            let member = Member { article, keys: keys(&profile), profile: profile.clone() };
            buckets.entry(key).or_default().push(member);
        }
    }
    assert!(buckets.values().all(|bucket| bucket.len() <= story::BUCKET));
    let pairs = buckets.iter().flat_map(|(key, members)| told(*key, members));
    let all: Vec<((u32, u32), Kin)> = pairs.map(|(left, right, kin)| ((left as u32, right as u32), kin)).collect();
    let each_once: BTreeMap<(u32, u32), Kin> = all.iter().copied().collect();
    assert_eq!(all.len(), each_once.len());
    each_once.into_iter().collect()
}

/// The origin of each article, and the pairs of a copy and its origin, from the pairs that share runs alone.
fn origins(read: &[(Article, Vec<Claim>)], pairs: &[((u32, u32), Kin)]) -> (Vec<u32>, Vec<(u32, u32)>) {
    let prints: Vec<Print> = read.iter().map(|(article, claims)| Print::of(article, claims)).collect();
    let runs: Vec<Runs> = read.iter().map(|(_, claims)| Runs::of(claims)).collect();
    let sets: Vec<BTreeSet<u64>> = runs.iter().map(|runs| runs.all().iter().copied().collect()).collect();
    let sizes: Vec<u32> = runs.iter().map(Runs::count).collect();
    let mut edges = Vec::new();
    for right in 0..read.len() {
        for left in 0..right {
            let count = sets[left].intersection(&sets[right]).count() as u32;
            if origin::is_copy(count, [&runs[left], &runs[right]], [&prints[left], &prints[right]]) {
                edges.push(Shared { articles: [left as u32, right as u32], count });
            }
        }
    }
    let told: Vec<(u32, u32)> = pairs.iter().map(|&(pair, _)| pair).collect();
    let copies = origin::group(&edges, &sizes, &told);
    (copies.origins, copies.pairs)
}

#[test]
fn parts_come_to_what_the_whole_comes_to() {
    let config = Config::default();
    let all = articles();
    let Report { findings, near_misses, stories, articles, .. } = check(all.clone(), &config);
    let (found, apart) = in_parts(&all, &config);
    assert!(articles.iter().map(|article| &article.id).eq(all.iter().map(|article| &article.id)));
    assert!(findings.len() > 5 && findings.iter().any(|finding| finding.copy_drift));
    assert_eq!(near_misses.len(), apart);
    // What tells a finding apart from all others, without the numbers of claims and stories, which are those of the part.
    let told = |finding: &Finding| {
        let values: Vec<(String, usize)> =
            finding.values.iter().map(|value| (value.value.clone(), value.mentions.len())).collect();
        (finding.id, finding.message.clone(), finding.severity, finding.confidence, format!("{values:?}"))
    };
    let sorted = |findings: &[Finding]| {
        let mut all: Vec<_> = findings.iter().map(told).collect();
        all.sort();
        all
    };
    assert_eq!(sorted(&found), sorted(&findings));
    assert!(found.iter().all(|finding| stories[finding.story as usize] < stories.len() as u32));
}
