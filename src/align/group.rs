//! Links to groups, by average linkage: two groups become one only where enough of their members are linked, so that a
//! sentence that tells two things does not make one group of all that is told of either.

use super::cluster::Sets;

/// Share of the pairs across two groups that must be linked before they become one, in thousandths. Agreeing pairs of the
/// labelled corpora are found as often at 300 as with none at all; above 400 they come apart.
const LINKED: usize = 300;

/// Two claims that are one, by index, and how strongly they are linked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Link {
    /// The two, the smaller first.
    pub(crate) claims: (u32, u32),
    /// In thousandths of a nat.
    pub(crate) strength: i32,
}

/// A link between copies: nothing is stronger.
pub(crate) const COPY: i32 = i32::MAX;

/// The group of each of `claims` claims, named by its first member; `None` where a claim stands alone.
///
/// The strongest links come first; links of equal strength in the order of their claims.
pub(crate) fn groups(claims: usize, mut links: Vec<Link>) -> Vec<Option<u32>> {
    links.sort_unstable_by_key(|link| (std::cmp::Reverse(link.strength), link.claims));
    links.dedup();
    let neighbours = Neighbours::new(claims, &links);
    let mut sets = Sets::new(claims);
    let mut members: Vec<Vec<u32>> = (0..claims).map(|claim| vec![u32::try_from(claim).unwrap_or(u32::MAX)]).collect();
    for Link { claims: (left, right), strength } in links {
        let (left, right) = (sets.find(left), sets.find(right));
        if left == right {
            continue;
        }
        let (few, many) = match members[left as usize].len() <= members[right as usize].len() {
            true => (left, right),
            false => (right, left),
        };
        let across = members[few as usize].len() * members[many as usize].len();
        let linked = |sets: &mut Sets| {
            let ends = members[few as usize].iter().flat_map(|&member| neighbours.of(member));
            ends.filter(|&&end| sets.find(end) == many).count()
        };
        if strength < COPY && linked(&mut sets) * 1000 < across * LINKED {
            continue;
        }
        sets.join(left, right);
        let (kept, lost) = (left.min(right), left.max(right));
        let moved = std::mem::take(&mut members[lost as usize]);
        members[kept as usize].extend(moved);
    }
    (0..claims)
        .map(|claim| {
            let group = sets.find(u32::try_from(claim).unwrap_or(u32::MAX));
            (members[group as usize].len() > 1).then_some(group)
        })
        .collect()
}

/// The other ends of each claim's links.
struct Neighbours {
    /// Where each claim's ends begin.
    starts: Vec<usize>,
    ends: Vec<u32>,
}

impl Neighbours {
    fn new(claims: usize, links: &[Link]) -> Self {
        let mut both: Vec<(u32, u32)> =
            links.iter().flat_map(|link| [link.claims, (link.claims.1, link.claims.0)]).collect();
        both.sort_unstable();
        both.dedup();
        let starts = (0..=claims).map(|claim| both.partition_point(|&(from, _)| (from as usize) < claim)).collect();
        Self { starts, ends: both.into_iter().map(|(_, to)| to).collect() }
    }

    fn of(&self, claim: u32) -> &[u32] {
        &self.ends[self.starts[claim as usize]..self.starts[claim as usize + 1]]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(left: u32, right: u32, strength: i32) -> Link {
        Link { claims: (left, right), strength }
    }

    #[test]
    fn a_chain_is_no_group() {
        // 0-1-2-3-4-5: neighbours are linked, and nothing else.
        let chain = (0..5).map(|at| link(at, at + 1, 100 - at as i32)).collect();
        assert_eq!(groups(6, chain), [Some(0), Some(0), Some(0), Some(0), Some(4), Some(4)]);
    }

    #[test]
    fn what_hangs_together_is_one_group() {
        let mut links = vec![link(1, 2, 5), link(2, 3, 4), link(1, 3, 3), link(3, 4, 2), link(2, 4, 1)];
        assert_eq!(groups(6, links.clone()), [None, Some(1), Some(1), Some(1), Some(1), None]);
        links.reverse();
        assert_eq!(groups(6, links), [None, Some(1), Some(1), Some(1), Some(1), None]);
    }

    #[test]
    fn copies_are_one_whatever_else_is_linked() {
        let copies = (0..5).map(|at| link(at, at + 1, COPY)).collect();
        assert_eq!(groups(6, copies), [Some(0); 6]);
        assert_eq!(groups(0, Vec::new()), []);
    }
}
