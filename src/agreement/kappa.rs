//! Cohen's kappa.

use crate::settle::Verdict;
use num_rational::Ratio;
use num_traits::Zero;

/// The verdicts.
const CATEGORIES: usize = Verdict::ALL.len();

/// How often each verdict of the one met each of the other.
///
/// Kappa is the agreement beyond chance, (po - pe) / (1 - pe): po is the share of findings with equal verdicts, pe the share
/// to be expected if both gave their verdicts at random, each as often as they did (J. Cohen, "A coefficient of agreement
/// for nominal scales", Educational and Psychological Measurement 20, 1960).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Kappa {
    counts: [[u32; CATEGORIES]; CATEGORIES],
}

impl Kappa {
    /// Counts a finding.
    pub(super) fn add(&mut self, [left, right]: [Verdict; 2]) {
        self.counts[left as usize][right as usize] += 1;
    }

    /// Findings that both judged.
    pub fn n(&self) -> u32 {
        self.counts.iter().flatten().sum()
    }

    /// Observed agreement, po, in thousandths; `None` without findings.
    pub fn observed(&self) -> Option<i32> {
        self.po().map(thousandths)
    }

    /// Agreement expected by chance, pe, in thousandths; `None` without findings.
    pub fn expected(&self) -> Option<i32> {
        self.pe().map(thousandths)
    }

    /// Kappa in thousandths, from -1000 to 1000; `None` where it is not defined: without findings, and where both gave one
    /// and the same verdict to all.
    pub fn kappa(&self) -> Option<i32> {
        let (po, pe) = (self.po()?, self.pe()?);
        let room = Ratio::from_integer(1) - pe;
        (!room.is_zero()).then(|| thousandths((po - pe) / room))
    }

    fn po(&self) -> Option<Ratio<i128>> {
        let equal: u32 = (0..CATEGORIES).map(|at| self.counts[at][at]).sum();
        self.share(i128::from(equal), i128::from(self.n()))
    }

    fn pe(&self) -> Option<Ratio<i128>> {
        let product = |at: usize| {
            let row: u32 = self.counts[at].iter().sum();
            let column: u32 = self.counts.iter().map(|row| row[at]).sum();
            i128::from(row) * i128::from(column)
        };
        self.share((0..CATEGORIES).map(product).sum(), i128::from(self.n()) * i128::from(self.n()))
    }

    fn share(&self, part: i128, whole: i128) -> Option<Ratio<i128>> {
        (whole > 0).then(|| Ratio::new(part, whole))
    }
}

/// Rounded, halves away from zero. Shares lie between -1 and 1.
fn thousandths(share: Ratio<i128>) -> i32 {
    let rounded = (share * Ratio::from_integer(1000)).round().to_integer();
    i32::try_from(rounded).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Verdict::{Confirm, Dismiss, Unsure, Update};

    fn kappa(counts: &[([Verdict; 2], u32)]) -> Kappa {
        let mut out = Kappa::default();
        for (pair, count) in counts {
            (0..*count).for_each(|_| out.add(*pair));
        }
        out
    }

    #[test]
    fn textbook_values() {
        // 50 applications, 20 times both yes, 15 times both no, 5 and 10 split: po 0.7, pe 0.5, kappa 0.4.
        let both =
            [([Confirm, Confirm], 20), ([Dismiss, Dismiss], 15), ([Confirm, Dismiss], 5), ([Dismiss, Confirm], 10)];
        let table = kappa(&both);
        assert_eq!(
            (table.n(), table.observed(), table.expected(), table.kappa()),
            (50, Some(700), Some(500), Some(400))
        );
        // Cohen 1960, table 1 (three categories, 200 cases): po 0.70, pe 0.41, kappa 0.492.
        let three = [
            ([Confirm, Confirm], 88),
            ([Confirm, Dismiss], 14),
            ([Confirm, Update], 18),
            ([Dismiss, Confirm], 10),
            ([Dismiss, Dismiss], 40),
            ([Dismiss, Update], 10),
            ([Update, Confirm], 2),
            ([Update, Dismiss], 6),
            ([Update, Update], 12),
        ];
        let table = kappa(&three);
        assert_eq!((table.observed(), table.expected(), table.kappa()), (Some(700), Some(410), Some(492)));
    }

    #[test]
    fn no_kappa_where_chance_leaves_no_room() {
        assert_eq!(kappa(&[]).kappa(), None);
        let same = kappa(&[([Unsure, Unsure], 7)]);
        assert_eq!((same.observed(), same.expected(), same.kappa()), (Some(1000), Some(1000), None));
        let opposed = kappa(&[([Confirm, Dismiss], 1), ([Dismiss, Confirm], 1)]);
        assert_eq!(opposed.kappa(), Some(-1000));
    }
}
