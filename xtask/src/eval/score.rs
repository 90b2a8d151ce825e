//! Scores a report against the labels of its corpus.
//!
//! A labelled discrepancy is *found* when one finding shows, under two different values, one mention on either side. A
//! finding is *right* when it finds something that no earlier finding of its kind has found (one disagreement, one
//! finding), at least half of its cross-value pairs of mentions fit a discrepancy, and none lies on a trap or an
//! agreeing pair instead. Labels that a note suffices for are found by notes too; otherwise notes do not count,
//! neither way.

use super::documents::{Documents, Gold, Label, Located};
use crate::Result;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The fields of the JSON report that are scored.
#[derive(Deserialize)]
pub(super) struct Findings {
    pub(super) discrepancies: Vec<Finding>,
}

#[derive(Deserialize)]
pub(super) struct Finding {
    pub(super) kind: String,
    severity: String,
    pub(super) confidence: Option<f64>,
    #[serde(default)]
    pub(super) message: String,
    pub(super) values: Vec<Value>,
}

#[derive(Deserialize)]
pub(super) struct Value {
    pub(super) value: String,
    pub(super) mentions: Vec<Mention>,
}

#[derive(Deserialize)]
pub(super) struct Mention {
    pub(super) article: String,
    quote: Option<String>,
    pub(super) sentence: String,
}

/// One row of `claims.csv`, as far as it is scored.
#[derive(Deserialize)]
struct ClaimRow {
    group: String,
    article: String,
    text: String,
}

/// What the labels say about one corpus's report.
pub(super) struct Score {
    pub(super) gold: Vec<Gold>,
    /// Labelled discrepancies found: id and the kind of the first finding that did.
    pub(super) found: BTreeSet<String>,
    /// Of these, found by a finding of the labelled kind.
    pub(super) kind_right: BTreeSet<String>,
    /// One for each finding that is not a note.
    pub(super) verdicts: Vec<Verdict>,
    /// Mentions whose words are not in their document.
    pub(super) unplaced: usize,
    /// Agreeing pairs that share a group of `claims.csv`.
    pub(super) aligned: usize,
}

/// The judgement on one finding.
pub(super) struct Verdict {
    pub(super) right: bool,
    /// An earlier finding of its kind has shown all of it.
    pub(super) again: bool,
    /// Traps and agreeing pairs that it lies on.
    pub(super) alarms: BTreeSet<String>,
    /// Part of its cross-value pairs that fit a discrepancy.
    pub(super) share: f64,
    pub(super) finding: Finding,
}

impl Score {
    pub(super) fn discrepancies(&self) -> impl Iterator<Item = &Gold> {
        self.gold.iter().filter(|row| row.label == Label::Discrepancy)
    }

    /// How many labels of this sort were wrongly reported, and how many there are.
    pub(super) fn alarms(&self, label: Label) -> (usize, usize) {
        let hit: BTreeSet<&String> = self.verdicts.iter().flat_map(|verdict| &verdict.alarms).collect();
        let rows = || self.gold.iter().filter(move |row| row.label == label);
        (rows().filter(|row| hit.contains(&row.id)).count(), rows().count())
    }
}

/// Scores the findings and, by their groups, the claims.
pub(super) fn score(documents: &Documents, gold: Vec<Gold>, findings: Findings, claims: &Path) -> Result<Score> {
    let mut score = Score {
        found: BTreeSet::new(),
        kind_right: BTreeSet::new(),
        verdicts: Vec::new(),
        unplaced: 0,
        aligned: aligned(documents, &gold, claims)?,
        gold,
    };
    let mut credited: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for finding in findings.discrepancies {
        judge(documents, finding, &mut score, &mut credited);
    }
    Ok(score)
}

fn judge(
    documents: &Documents,
    finding: Finding,
    score: &mut Score,
    credited: &mut BTreeMap<String, BTreeSet<String>>,
) {
    let is_note = finding.severity == "note";
    let values: Vec<Vec<Located>> = finding
        .values
        .iter()
        .map(|value| {
            let locate = |mention: &Mention| {
                let words = mention.quote.as_deref().filter(|quote| !quote.is_empty()).unwrap_or(&mention.sentence);
                documents.locate(&mention.article, words, Some(&mention.sentence))
            };
            value.mentions.iter().map(locate).collect()
        })
        .collect();
    score.unplaced += values.iter().flatten().filter(|mention| mention.places.is_empty()).count();

    let (mut pairs, mut right_pairs) = (0_usize, 0_usize);
    let (mut hits, mut alarms) = (BTreeSet::new(), BTreeSet::new());
    for (left, right) in cross_pairs(&values) {
        pairs += 1;
        let fitting = |row: &&Gold| row.fits(left, right);
        let good: Vec<&Gold> = score
            .gold
            .iter()
            .filter(|row| row.label == Label::Discrepancy)
            .filter(|row| !is_note || row.suffices.as_deref() == Some("note"))
            .filter(fitting)
            .collect();
        if good.is_empty() {
            let quiet = score.gold.iter().filter(|row| row.label != Label::Discrepancy);
            alarms.extend(quiet.filter(fitting).map(|row| row.id.clone()));
        } else {
            right_pairs += 1;
            hits.extend(good.iter().map(|row| row.id.clone()));
        }
    }
    for row in score.gold.iter().filter(|row| hits.contains(&row.id)) {
        score.found.insert(row.id.clone());
        if row.kind == finding.kind {
            score.kind_right.insert(row.id.clone());
        }
    }
    if is_note {
        return;
    }
    let known = credited.entry(finding.kind.clone()).or_default();
    let again = !hits.is_empty() && hits.is_subset(known);
    let share = right_pairs as f64 / pairs.max(1) as f64;
    let right = !hits.is_empty() && !again && alarms.is_empty() && share >= 0.5;
    known.extend(hits);
    score.verdicts.push(Verdict { right, again, alarms, share, finding });
}

/// Every pair of mentions that stand under two different values.
fn cross_pairs(values: &[Vec<Located>]) -> impl Iterator<Item = (&Located, &Located)> {
    values.iter().enumerate().flat_map(move |(index, lefts)| {
        let rights = values[index + 1..].iter().flatten();
        rights.flat_map(move |right| lefts.iter().map(move |left| (left, right)))
    })
}

/// How many agreeing pairs lie together in one group.
fn aligned(documents: &Documents, gold: &[Gold], claims: &Path) -> Result<usize> {
    let mut groups: BTreeMap<String, Vec<Located>> = BTreeMap::new();
    let mut reader = csv::Reader::from_path(claims)?;
    for row in reader.deserialize() {
        let row: ClaimRow = row?;
        if !row.group.is_empty() {
            groups.entry(row.group).or_default().push(documents.locate(&row.article, &row.text, None));
        }
    }
    let together = |row: &Gold| {
        groups.values().any(|members| {
            members
                .iter()
                .enumerate()
                .any(|(index, left)| members[index + 1..].iter().any(|right| row.fits(left, right)))
        })
    };
    Ok(gold.iter().filter(|row| row.label == Label::Agree).filter(|row| together(row)).count())
}

/// Lists what was missed and what was wrong.
pub(super) fn list(score: &Score) -> String {
    let mut out = String::new();
    for row in score.discrepancies().filter(|row| !score.found.contains(&row.id)) {
        out += &format!(
            "MISSED {} [{}/{}/{}] {}\n   a {}: {}\n   b {}: {}\n",
            row.id,
            row.kind,
            row.severity,
            row.tier.as_deref().unwrap_or_default(),
            row.why,
            row.a.doc,
            row.a.text,
            row.b.doc,
            row.b.text
        );
    }
    for verdict in score.verdicts.iter().filter(|verdict| !verdict.right) {
        let fault = if !verdict.alarms.is_empty() {
            let alarms: Vec<&str> = verdict.alarms.iter().map(String::as_str).collect();
            format!("ALARM on {}", alarms.join(", "))
        } else if verdict.again {
            "REPEATED".to_owned()
        } else if verdict.share > 0.0 {
            format!("MIXED (share of right pairs {:.2})", verdict.share)
        } else {
            "UNLISTED (look before you call it wrong)".to_owned()
        };
        out += &format!("{fault}: {} {}\n", verdict.finding.kind, verdict.finding.message);
        for value in &verdict.finding.values {
            for mention in value.mentions.iter().take(2) {
                let sentence: String = mention.sentence.chars().take(160).collect();
                out += &format!("   {} | {}: {sentence}\n", value.value, mention.article);
            }
        }
    }
    out
}
