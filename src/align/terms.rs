//! Lists of terms held against one another.

use crate::model::{Claim, Term};

/// How often each term stands in an article.
#[derive(Debug, Clone, Default)]
pub(crate) struct Counts {
    /// Sorted by hash, then weight.
    entries: Vec<Counted>,
    /// Open addressing by the low bits of the hash: place in `entries` plus one, 0 where empty. A power of two long.
    slots: Vec<u32>,
}

impl Counts {
    /// The counts of an article's claims.
    pub(crate) fn of(claims: &[Claim]) -> Self {
        Self::of_terms(claims.iter().flat_map(|claim| &claim.terms).copied().collect())
    }

    /// The counts of these terms.
    pub(crate) fn of_terms(mut terms: Vec<Term>) -> Self {
        terms.sort_unstable();
        let counted = |run: &[Term]| Counted {
            hash: run[0].hash,
            weight: run[0].weight,
            times: u16::try_from(run.len()).unwrap_or(u16::MAX),
        };
        let mut entries: Vec<Counted> = terms.chunk_by(|left, right| left == right).map(counted).collect();
        entries.shrink_to_fit();
        let mut slots = vec![0; (entries.len() * 2).next_power_of_two()];
        for run in entries.chunk_by(|left, right| left.hash == right.hash) {
            let hash = run[0].hash;
            let Ok(at) = entries.binary_search_by_key(&hash, |entry| entry.hash) else { continue };
            let mut slot = place(hash, slots.len());
            while slots[slot] != 0 {
                slot = (slot + 1) & (slots.len() - 1);
            }
            slots[slot] = u32::try_from(at + 1).unwrap_or(u32::MAX);
        }
        Self { entries, slots }
    }

    /// Number of claims of the article that hold a term.
    pub(crate) fn get(&self, hash: u64) -> u16 {
        let mut slot = place(hash, self.slots.len());
        while let Some(at) = self.slots.get(slot).and_then(|&at| (at as usize).checked_sub(1)) {
            let entry = self.entries[at];
            if entry.hash == hash {
                return entry.times;
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        0
    }

    /// Terms and counts.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Term, u16)> {
        self.entries.iter().map(|entry| (Term { hash: entry.hash, weight: entry.weight }, entry.times))
    }
}

/// A [`Term`] with the number of its claims, in the room of a term.
#[derive(Debug, Clone, Copy)]
struct Counted {
    hash: u64,
    weight: u16,
    times: u16,
}

/// The first slot of a hash among `slots`, a power of two.
fn place(hash: u64, slots: usize) -> usize {
    hash as usize & slots.saturating_sub(1)
}

/// Ten is the scale at which an integer root keeps a digit: 10 * sqrt(count / 2) = sqrt(50 * count).
const fn root(count: u32) -> u32 {
    let root = (count * 50).isqrt();
    if root < 10 { 10 } else { root }
}

/// The roots of the counts that are met all the time.
const ROOTS: [u32; 64] = {
    let mut roots = [0; 64];
    let mut count = 0;
    while count < roots.len() {
        roots[count] = root(count as u32);
        count += 1;
    }
    roots
};

/// Weighs terms for two articles: what both speak of all the time tells little about one claim.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Weigh<'a> {
    left: &'a Counts,
    right: &'a Counts,
}

impl<'a> Weigh<'a> {
    /// Weights for claims of these two articles.
    pub(crate) fn new(left: &'a Counts, right: &'a Counts) -> Self {
        Self { left, right }
    }

    /// Whether both articles hold the term.
    pub(crate) fn both(self, hash: u64) -> bool {
        self.left.get(hash) > 0 && self.right.get(hash) > 0
    }

    /// The term's weight, divided by the root of how often an article says it.
    pub(crate) fn weight(self, term: Term) -> u32 {
        let count = u32::from(self.left.get(term.hash)) + u32::from(self.right.get(term.hash));
        u32::from(term.weight) * 10 / ROOTS.get(count as usize).copied().unwrap_or_else(|| root(count))
    }
}

/// What two lists of terms share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Overlap {
    /// Weight of the shared terms.
    pub(crate) shared: u32,
    /// Number of the shared terms.
    pub(crate) count: u32,
    /// Weight of the left list.
    pub(crate) left: u32,
    /// Weight of the right list.
    pub(crate) right: u32,
}

impl Overlap {
    /// Shared weight over the lighter side's, in thousandths: 1000 when one list holds the other.
    pub(crate) fn containment(self) -> u16 {
        ratio(self.shared, self.left.min(self.right))
    }

    /// Shared weight over all weight (Jaccard), in thousandths.
    pub(crate) fn jaccard(self) -> u16 {
        ratio(self.shared, self.left + self.right - self.shared)
    }
}

fn ratio(part: u32, whole: u32) -> u16 {
    if whole == 0 { 0 } else { u16::try_from(u64::from(part) * 1000 / u64::from(whole)).unwrap_or(1000) }
}

/// The overlap of two lists sorted by hash.
pub(crate) fn overlap(left: &[Term], right: &[Term], weight: impl Fn(Term) -> u32) -> Overlap {
    let sum = |terms: &[Term]| terms.iter().map(|term| weight(*term)).sum();
    let mut out = Overlap { left: sum(left), right: sum(right), ..Overlap::default() };
    each_shared(left, right, |term| {
        out.shared += weight(term);
        out.count += 1;
    });
    // Weighed in the other's form, words may come to more than their side has.
    out.shared = out.shared.min(out.left).min(out.right);
    out
}

/// The weight that two lists sorted by hash share.
pub(crate) fn shared(left: &[Term], right: &[Term], weight: impl Fn(Term) -> u32) -> u32 {
    let mut shared = 0;
    each_shared(left, right, |term| shared += weight(term));
    shared
}

/// Calls `found` with each term that stands in both.
///
/// A term weighs otherwise in the form that the other side has ("vote", "votes"); it counts as the heavier of the two, so
/// that it is the same from either side.
fn each_shared(left: &[Term], right: &[Term], mut found: impl FnMut(Term)) {
    let (mut l, mut r) = (0, 0);
    // Without a branch on the order of the two, which is a toss-up.
    while l < left.len() && r < right.len() {
        let (a, b) = (left[l], right[r]);
        if a.hash == b.hash {
            found(Term { hash: a.hash, weight: a.weight.max(b.weight) });
        }
        l += usize::from(a.hash <= b.hash);
        r += usize::from(b.hash <= a.hash);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn containment_and_jaccard() {
        let term = |hash| Term { hash, weight: 1000 };
        let plain = |term: Term| u32::from(term.weight);
        let found = overlap(&[term(1), term(2)], &[term(2), term(3), term(4)], plain);
        assert_eq!((found.count, found.containment(), found.jaccard()), (1, 500, 250));
        assert_eq!(overlap(&[], &[], plain).jaccard(), 0);
    }

    #[test]
    fn a_word_weighs_the_same_from_either_side() {
        let [vote, votes, ferry] = [(1, 5200), (1, 5900), (2, 7000)].map(|(hash, weight)| Term { hash, weight });
        let plain = |term: Term| u32::from(term.weight);
        let (there, back) = (overlap(&[vote, ferry], &[votes], plain), overlap(&[votes], &[vote, ferry], plain));
        assert_eq!((there.shared, there.containment(), there.jaccard()), (5900, 1000, 483));
        assert_eq!((back.shared, back.containment(), back.jaccard()), (5900, 1000, 483));
        assert_eq!(shared(&[votes], &[vote], plain), shared(&[vote], &[votes], plain));
    }
}
