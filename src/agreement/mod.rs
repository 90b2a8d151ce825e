//! How far two reviewers agree: Cohen's kappa, and the findings on which they differ.

mod kappa;
mod write;

pub use kappa::Kappa;
pub use write::{FORMATS, Format};

use crate::model::ClaimId;
use crate::settle::{Entry, Verdict, Verdicts};
use std::collections::{BTreeMap, BTreeSet};

/// What two reviewers' verdicts come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// The names of the two, as shown.
    pub names: [String; 2],
    /// Over all findings that both judged.
    pub overall: Kappa,
    /// By kind, in the order of their names.
    pub kinds: BTreeMap<String, Kappa>,
    /// Findings to which the two gave different verdicts, in the order of the first file.
    pub disputed: Vec<[Entry; 2]>,
    /// Findings that only the one or only the other judged.
    pub alone: [usize; 2],
}

/// Compares two reviewers' verdicts on the findings that both judged: those of one id, or that share a key.
pub fn agreement(names: [String; 2], left: &Verdicts, right: &Verdicts) -> Agreement {
    let pairs = pairs(left, right);
    let mut out = Agreement {
        names,
        overall: Kappa::default(),
        kinds: BTreeMap::new(),
        disputed: Vec::new(),
        alone: [left, right].map(|side| judged(side).count() - pairs.len()),
    };
    for (left, right, verdicts) in pairs {
        out.overall.add(verdicts);
        out.kinds.entry(left.kind.clone()).or_default().add(verdicts);
        if verdicts[0] != verdicts[1] {
            out.disputed.push([left.clone(), right.clone()]);
        }
    }
    out
}

/// The entries that hold a verdict.
fn judged(verdicts: &Verdicts) -> impl Iterator<Item = (&Entry, Verdict)> {
    verdicts.entries.iter().filter_map(|entry| Some((entry, entry.verdict?)))
}

/// The entries of both that speak of one finding, each at most once.
fn pairs<'a>(left: &'a Verdicts, right: &'a Verdicts) -> Vec<(&'a Entry, &'a Entry, [Verdict; 2])> {
    let ids: BTreeSet<ClaimId> = judged(left).map(|(entry, _)| entry.id).collect();
    let by_id: BTreeMap<ClaimId, (&Entry, Verdict)> = judged(right).map(|both| (both.0.id, both)).collect();
    // By key only where the id is not the other's: a finding that one saw with a mention more.
    let mut by_key: BTreeMap<ClaimId, (&Entry, Verdict)> = BTreeMap::new();
    for both in judged(right).filter(|(entry, _)| !ids.contains(&entry.id)) {
        by_key.extend(both.0.keys.iter().map(|&key| (key, both)));
    }
    let mut taken: BTreeSet<ClaimId> = BTreeSet::new();
    let pair = |(entry, verdict): (&'a Entry, Verdict)| {
        let near = || entry.keys.iter().find_map(|key| by_key.get(key).filter(|(near, _)| near.kind == entry.kind));
        let (other, theirs) = by_id.get(&entry.id).or_else(near)?;
        taken.insert(other.id).then_some((entry, *other, [verdict, *theirs]))
    };
    judged(left).filter_map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: u128, keys: &[u128], verdict: Option<Verdict>) -> Entry {
        Entry {
            id: ClaimId(id),
            kind: "date".into(),
            keys: keys.iter().copied().map(ClaimId).collect(),
            verdict,
            note: String::new(),
            reviewer: String::new(),
            message: format!("finding {id}"),
        }
    }

    fn verdicts(entries: Vec<Entry>) -> Verdicts {
        Verdicts { entries, torn: false }
    }

    #[test]
    fn only_what_both_judged_counts() {
        use Verdict::{Confirm, Dismiss, Update};
        let left = verdicts(vec![
            entry(1, &[11], Some(Confirm)),
            entry(2, &[12], Some(Dismiss)),
            entry(3, &[13, 14], Some(Update)),
            entry(4, &[15], None),
            entry(5, &[16], Some(Confirm)),
        ]);
        let right = verdicts(vec![
            entry(2, &[12], Some(Confirm)),
            entry(30, &[14, 17], Some(Update)),
            entry(1, &[11], Some(Confirm)),
            entry(4, &[15], Some(Confirm)),
        ]);
        let found = agreement(["a".into(), "b".into()], &left, &right);
        assert_eq!((found.overall.n(), found.kinds.len(), found.alone), (3, 1, [1, 1]));
        let disputed: Vec<u128> = found.disputed.iter().map(|pair| pair[0].id.0).collect();
        assert_eq!(disputed, [2]);
    }
}
