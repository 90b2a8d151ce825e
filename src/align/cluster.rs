//! Pairs to groups: union-find.

/// Disjoint sets over `0..n`; the representative of a set is its smallest member, so that names are stable.
#[derive(Debug, Clone)]
pub(crate) struct Sets(Vec<u32>);

impl Sets {
    /// `n` sets of one member each.
    pub(crate) fn new(n: usize) -> Self {
        Self((0..u32::try_from(n).unwrap_or(u32::MAX)).collect())
    }

    /// The smallest member of the set that holds `member`.
    pub(crate) fn find(&mut self, member: u32) -> u32 {
        let mut root = member;
        while self.0[root as usize] != root {
            root = self.0[root as usize];
        }
        let mut at = member;
        while self.0[at as usize] != root {
            at = std::mem::replace(&mut self.0[at as usize], root);
        }
        root
    }

    /// Makes one set of the two that hold these members.
    pub(crate) fn join(&mut self, left: u32, right: u32) {
        let (left, right) = (self.find(left), self.find(right));
        self.0[left.max(right) as usize] = left.min(right);
    }
}

#[cfg(test)]
mod tests {
    use super::Sets;

    #[test]
    fn the_smallest_member_names_the_set() {
        let mut sets = Sets::new(5);
        sets.join(4, 2);
        sets.join(3, 4);
        assert_eq!([0, 1, 2, 3, 4].map(|member| sets.find(member)), [0, 1, 2, 2, 2]);
    }
}
