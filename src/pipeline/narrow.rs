//! A report to the part of it that concerns some of its articles.

use crate::model::{Mention, Report};
use std::collections::{BTreeMap, BTreeSet};

/// What of `report` involves one of the articles `asked`, with those articles, those `near` them, and the ones that the
/// findings name. Indices are those of the new report.
pub(super) fn narrow(mut report: Report, asked: &BTreeSet<u32>, near: &BTreeSet<u32>) -> Report {
    let claims = std::mem::take(&mut report.claims);
    let owner = |mention: &Mention| claims[mention.claim as usize].article;
    let is_asked = |mention: &Mention| asked.contains(&owner(mention));
    report.findings.retain(|finding| finding.values.iter().flat_map(|value| &value.mentions).any(is_asked));
    report.near_misses.retain(|miss| miss.sides.iter().any(is_asked));
    report.agreements.retain(|agreement| agreement.sides.iter().any(is_asked));
    let named = report.findings.iter().flat_map(|finding| &finding.values).flat_map(|value| &value.mentions);
    let kept: BTreeSet<u32> = named.map(owner).chain(asked.iter().chain(near).copied()).collect();

    let articles = numbers(kept.iter().copied());
    let new_claims = numbers((0..).zip(&claims).filter(|(_, claim)| kept.contains(&claim.article)).map(|(at, _)| at));
    let stories: Vec<u32> = kept.iter().map(|&at| report.stories[at as usize]).collect();
    let mut in_order: Vec<u32> = Vec::new();
    stories.iter().for_each(|story| {
        if !in_order.contains(story) {
            in_order.push(*story);
        }
    });
    let story_numbers = numbers(in_order.into_iter());
    report.origins = origins(&report.origins, &articles);

    let mut at = 0;
    report.articles.retain(|_| {
        at += 1;
        kept.contains(&(at - 1))
    });
    report.stories = stories.iter().map(|story| story_numbers[story]).collect();
    let move_mention = |mention: &mut Mention| mention.claim = new_claims[&mention.claim];
    for finding in &mut report.findings {
        finding.story = story_numbers[&finding.story];
        finding.values.iter_mut().flat_map(|value| &mut value.mentions).for_each(move_mention);
    }
    report.near_misses.iter_mut().flat_map(|miss| &mut miss.sides).for_each(move_mention);
    report.agreements.iter_mut().flat_map(|agreement| &mut agreement.sides).for_each(move_mention);
    report.groups = groups(&report.groups, &new_claims);
    report.claims = claims.into_iter().filter(|claim| kept.contains(&claim.article)).collect();
    report.claims.iter_mut().for_each(|claim| claim.article = articles[&claim.article]);
    report
}

/// New numbers, counted from 0, by the old ones in order.
fn numbers(old: impl Iterator<Item = u32>) -> BTreeMap<u32, u32> {
    old.zip(0..).collect()
}

/// The origins of the articles that are kept; where the origin is not among them, the first of its copies stands for it.
fn origins(old: &[u32], kept: &BTreeMap<u32, u32>) -> Vec<u32> {
    let mut standing: BTreeMap<u32, u32> = BTreeMap::new();
    let of = |(&at, &number): (&u32, &u32)| {
        let origin = old[at as usize];
        kept.get(&origin).copied().unwrap_or_else(|| *standing.entry(origin).or_insert(number))
    };
    kept.iter().map(of).collect()
}

/// The groups of the claims that are kept, each named by the first of them.
fn groups(old: &[Option<u32>], kept: &BTreeMap<u32, u32>) -> Vec<Option<u32>> {
    let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (claim, &number) in kept {
        if let Some(group) = old[*claim as usize] {
            members.entry(group).or_default().push(number);
        }
    }
    let mut out = vec![None; kept.len()];
    for members in members.values().filter(|members| members.len() > 1) {
        for &member in members {
            out[member as usize] = Some(members[0]);
        }
    }
    out
}
