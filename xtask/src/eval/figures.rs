//! Sums the scores of corpora, by corpus, kind and confidence.

use super::documents::{Gold, Label};
use super::score::Score;
use super::table;
use std::collections::BTreeMap;

/// Figures by row and name, as written to JSON and compared with the floors.
pub(super) type Figures = BTreeMap<String, BTreeMap<&'static str, Option<f64>>>;

/// The part of a whole; `None` where there is nothing to divide.
pub(super) fn ratio(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// The corpus of real articles, which is summed apart from those written for labelling.
const SEEDS: &str = "seeds";

/// What is counted over one corpus or several.
#[derive(Default, Clone)]
pub(super) struct Counts {
    pub(super) gold: usize,
    pub(super) found: usize,
    pub(super) kind_right: usize,
    pub(super) reported: usize,
    pub(super) right: usize,
    pub(super) repeated: usize,
    pub(super) unplaced: usize,
    /// Hit and in all.
    pub(super) traps: (usize, usize),
    /// Hit and in all.
    pub(super) agreeing: (usize, usize),
    pub(super) aligned: usize,
    /// Found and in all, where labels have tiers.
    pub(super) must: (usize, usize),
    /// Sum over the findings of the part of their pairs that is right.
    share: f64,
}

impl Counts {
    fn of(score: &Score) -> Self {
        let must = |row: &&Gold| row.tier.as_deref() == Some("must");
        Self {
            gold: score.discrepancies().count(),
            found: score.found.len(),
            kind_right: score.kind_right.len(),
            reported: score.verdicts.len(),
            right: score.verdicts.iter().filter(|verdict| verdict.right).count(),
            repeated: score.verdicts.iter().filter(|verdict| verdict.again).count(),
            unplaced: score.unplaced,
            traps: score.alarms(Label::Trap),
            agreeing: score.alarms(Label::Agree),
            aligned: score.aligned,
            must: (
                score.discrepancies().filter(must).filter(|row| score.found.contains(&row.id)).count(),
                score.discrepancies().filter(must).count(),
            ),
            share: score.verdicts.iter().map(|verdict| verdict.share).sum(),
        }
    }

    fn add(&mut self, other: &Self) {
        self.gold += other.gold;
        self.found += other.found;
        self.kind_right += other.kind_right;
        self.reported += other.reported;
        self.right += other.right;
        self.repeated += other.repeated;
        self.unplaced += other.unplaced;
        self.traps = (self.traps.0 + other.traps.0, self.traps.1 + other.traps.1);
        self.agreeing = (self.agreeing.0 + other.agreeing.0, self.agreeing.1 + other.agreeing.1);
        self.aligned += other.aligned;
        self.must = (self.must.0 + other.must.0, self.must.1 + other.must.1);
        self.share += other.share;
    }

    pub(super) fn recall(&self) -> Option<f64> {
        ratio(self.found, self.gold)
    }

    pub(super) fn precision(&self) -> Option<f64> {
        ratio(self.right, self.reported)
    }

    fn figures(&self) -> BTreeMap<&'static str, Option<f64>> {
        let whole = |value: usize| Some(value as f64);
        BTreeMap::from([
            ("gold", whole(self.gold)),
            ("found", whole(self.found)),
            ("recall", self.recall()),
            ("kind_right", whole(self.kind_right)),
            ("reported", whole(self.reported)),
            ("right", whole(self.right)),
            ("precision", self.precision()),
            ("pair_precision", (self.reported > 0).then(|| self.share / self.reported as f64)),
            ("repeated", whole(self.repeated)),
            ("unplaced", whole(self.unplaced)),
            ("traps_hit", whole(self.traps.0)),
            ("agreeing_hit", whole(self.agreeing.0)),
            ("aligned", whole(self.aligned)),
            ("must_found", whole(self.must.0)),
        ])
    }
}

/// The scores of all corpora.
#[derive(Default)]
pub(super) struct Tally {
    corpora: Vec<(String, Counts)>,
    /// By kind: what was labelled as it and found, what was reported as it and right.
    pub(super) kinds: BTreeMap<String, Counts>,
    /// By tenth of confidence: reported and right.
    pub(super) bands: BTreeMap<usize, (usize, usize)>,
}

impl Tally {
    /// Adds the score of the corpus `name`.
    pub(super) fn add(&mut self, name: &str, score: &Score) {
        self.corpora.push((name.to_owned(), Counts::of(score)));
        for row in score.discrepancies() {
            let counts = self.kinds.entry(row.kind.clone()).or_default();
            counts.gold += 1;
            counts.found += usize::from(score.found.contains(&row.id));
            counts.kind_right += usize::from(score.kind_right.contains(&row.id));
        }
        for verdict in &score.verdicts {
            let counts = self.kinds.entry(verdict.finding.kind.clone()).or_default();
            counts.reported += 1;
            counts.right += usize::from(verdict.right);
            counts.repeated += usize::from(verdict.again);
            if let Some(confidence) = verdict.finding.confidence {
                let band = self.bands.entry(band(confidence)).or_default();
                *band = (band.0 + 1, band.1 + usize::from(verdict.right));
            }
        }
    }

    /// The corpora, the seeds first, and their sums.
    pub(super) fn rows(&self) -> Vec<(String, Counts)> {
        let sum = |name: &str, wanted: &dyn Fn(&str, &Counts) -> bool| {
            let mut sum = Counts::default();
            let parts: Vec<_> = self.corpora.iter().filter(|(name, counts)| wanted(name, counts)).collect();
            parts.iter().for_each(|(_, counts)| sum.add(counts));
            (parts.len() > 1).then(|| (name.to_owned(), sum))
        };
        let mut rows = self.corpora.clone();
        rows.sort_by_key(|(name, _)| (name != SEEDS, name.clone()));
        rows.extend(sum("= all but seeds", &|name, _| name != SEEDS));
        rows.extend(sum("= quiet", &|_, counts| counts.gold == 0));
        rows
    }

    /// Everything, for JSON and the floors.
    pub(super) fn figures(&self) -> Figures {
        let named = |name: &str| name.trim_start_matches("= ").replace(' ', "-");
        let mut figures: Figures = self.rows().iter().map(|(name, counts)| (named(name), counts.figures())).collect();
        for (kind, counts) in &self.kinds {
            let wanted = ["gold", "found", "recall", "kind_right", "reported", "right", "precision", "repeated"];
            let counted = counts.figures().into_iter().filter(|(name, _)| wanted.contains(name)).collect();
            figures.insert(format!("kind-{kind}"), counted);
        }
        for (band, &(reported, right)) in &self.bands {
            let counted = BTreeMap::from([
                ("reported", Some(reported as f64)),
                ("right", Some(right as f64)),
                ("precision", ratio(right, reported)),
            ]);
            figures.insert(format!("confidence-0.{band}"), counted);
        }
        figures
    }

    /// Everything, for people.
    pub(super) fn tables(&self) -> String {
        if self.corpora.is_empty() {
            return String::new();
        }
        [table::corpora(&self.rows()), table::kinds(&self.kinds), table::bands(&self.bands)].concat()
    }
}

/// The tenth that a confidence lies in; 1 counts to the last.
fn band(confidence: f64) -> usize {
    ((confidence * 10.0 + 1e-9) as usize).min(9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_are_half_open_but_the_last() {
        assert_eq!([0.0, 0.5, 0.599, 0.6, 0.7, 0.9, 1.0].map(band), [0, 5, 5, 6, 7, 9, 9]);
    }
}
