//! The baseline: findings that a team knows of and lives with, in a file beside the articles.

use super::{PairKeys, is_known, pair_keys};
use crate::Error;
use crate::config::Config;
use crate::model::{Absent, ClaimId, Finding, Report, Settled, Severity};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::Path;

/// Number of the file's schema; raised when a field changes its meaning or goes away.
pub const SCHEMA: u8 = 1;

/// Findings that are known. They are told by the words that disagree (see [`keys`](super::keys)), never by files or lines.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    schema: u8,
    findings: Vec<Entry>,
}

/// A finding as it is remembered. All but `kind` and `values` is for people, and for telling what is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: ClaimId,
    kind: String,
    severity: Severity,
    /// Thousandths.
    confidence: u16,
    message: String,
    /// Sorted.
    files: Vec<String>,
    /// For each value the fingerprints of the sentences that state it, sorted.
    values: Vec<Vec<ClaimId>>,
}

impl Entry {
    fn of(report: &Report, finding: &Finding) -> Self {
        let mentions = finding.values.iter().flat_map(|value| &value.mentions);
        let mut files: Vec<String> = mentions.map(|mention| report.article(mention).file().to_owned()).collect();
        files.sort_unstable();
        files.dedup();
        Self {
            id: finding.id,
            kind: finding.kind.to_owned(),
            severity: finding.severity,
            confidence: finding.confidence,
            message: finding.message.clone(),
            files,
            values: super::fingerprints(report, finding),
        }
    }

    fn keys(&self) -> Vec<PairKeys> {
        pair_keys(&self.kind, &self.values)
    }
}

/// What an update did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Changes {
    /// Findings that are new in the file.
    pub added: usize,
    /// Findings that were in it and still are.
    pub kept: usize,
    /// Entries whose finding is gone.
    pub dropped: usize,
}

impl Baseline {
    /// Reads the file's text; `path` is named in errors.
    pub fn parse(path: &Path, text: &str) -> Result<Self, Error> {
        let baseline: Self = serde_json::from_str(text)
            .map_err(|error| Error::json(path, &error, "a baseline", "`crosscheck baseline update` writes one"))?;
        if baseline.schema != SCHEMA {
            let message = format!(
                "this baseline has schema {}, and this version knows {SCHEMA}; write it anew with `crosscheck baseline update`",
                baseline.schema
            );
            return Err(Error::malformed(path, None, message));
        }
        Ok(baseline)
    }

    /// The file's text: the same for the same findings, in whatever order they were met.
    pub fn text(&self) -> String {
        let text = serde_json::to_string_pretty(self).expect("strings and numbers have a JSON form");
        text + "\n"
    }

    /// This baseline brought up to date: the findings of `report` that no exception settles, and those entries that this
    /// run could not have found again, because their kind was not looked for or a file of theirs was not read though it is
    /// `there`.
    pub fn updated(&self, report: &Report, config: &Config, there: impl Fn(&str) -> bool) -> (Self, Changes) {
        let open = |finding: &&Finding| matches!(finding.settled, None | Some(Settled::Known));
        let mut findings: Vec<Entry> =
            report.findings.iter().filter(open).map(|finding| Entry::of(report, finding)).collect();
        let before = self.known();
        let kept = findings.iter().filter(|entry| is_known(&entry.keys(), |key| before.contains(&key))).count();
        let added = findings.len() - kept;
        let now: BTreeSet<ClaimId> = findings.iter().flat_map(Entry::keys).flatten().collect();
        let read: BTreeSet<&str> = report.articles.iter().map(|article| article.file()).collect();
        let unseen = |entry: &&Entry| {
            !config.admits(&entry.kind, entry.confidence)
                || entry.files.iter().any(|file| !read.contains(file.as_str()) && there(file))
        };
        let gone: Vec<&Entry> = self.findings.iter().filter(|entry| !meets(entry, &now)).collect();
        let carried: Vec<Entry> = gone.iter().copied().filter(unseen).cloned().collect();
        let changes = Changes { added, kept: kept + carried.len(), dropped: gone.len() - carried.len() };
        findings.extend(carried);
        findings
            .sort_by(|left, right| (&left.kind, left.id, &left.values).cmp(&(&right.kind, right.id, &right.values)));
        (Self { schema: SCHEMA, findings }, changes)
    }

    /// Marks the findings that stand in the baseline, and adds to the report what stands in it and is not found any more.
    pub(super) fn apply(&self, report: &mut Report, config: &Config) {
        let before = self.known();
        let mut known = BTreeSet::new();
        let mut now = BTreeSet::new();
        for at in 0..report.findings.len() {
            let keys = super::keys(report, &report.findings[at]);
            let finding = &mut report.findings[at];
            if is_known(&keys, |key| before.contains(&key)) {
                known.insert(finding.id);
                finding.settled.get_or_insert(Settled::Known);
            }
            now.extend(keys.into_iter().flatten());
        }
        report.settlement.known = Some(known);
        let absent = self.findings.iter().filter(|entry| config.admits(&entry.kind, entry.confidence));
        report.settlement.absent = absent.filter(|entry| !meets(entry, &now)).map(Absent::from).collect();
    }

    fn known(&self) -> BTreeSet<ClaimId> {
        self.findings.iter().flat_map(Entry::keys).flatten().collect()
    }
}

/// Whether a finding with one of these keys is the entry's, in part at least.
fn meets(entry: &Entry, keys: &BTreeSet<ClaimId>) -> bool {
    entry.keys().iter().flatten().any(|key| keys.contains(key))
}

impl From<&Entry> for Absent {
    fn from(entry: &Entry) -> Self {
        let Entry { id, kind, severity, message, files, .. } = entry.clone();
        Self { id, kind, severity, message, files }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settle::sample::{EIGHT, NINE, NINE_AGAIN, TWELVE, report};

    fn baseline(texts: &[(&str, &str)]) -> Baseline {
        let (baseline, _) = Baseline::default().updated(&report(texts), &Config::default(), |_| false);
        Baseline::parse(Path::new("b.json"), &baseline.text()).unwrap()
    }

    fn marked(baseline: &Baseline, texts: &[(&str, &str)]) -> Report {
        let mut report = report(texts);
        baseline.apply(&mut report, &Config::default());
        report
    }

    #[test]
    fn moved_text_renamed_files_and_edited_neighbours_reopen_nothing() {
        let known = baseline(&[("a.txt", TWELVE), ("b.txt", NINE)]);
        for texts in [
            [("a.txt", TWELVE), ("b.txt", NINE)],
            [("zz/renamed.txt", TWELVE), ("b.txt", NINE)],
            [
                (
                    "a.txt",
                    "At  least 12 people died   when the bridge at Wendover fell on Monday. The weather stayed dry.",
                ),
                ("b.txt", NINE),
            ],
        ] {
            let report = marked(&known, &texts);
            assert_eq!(report.findings.len(), 1);
            assert_eq!(report.findings[0].settled, Some(Settled::Known), "{texts:?}");
            assert!(report.settlement.absent.is_empty());
        }
    }

    #[test]
    fn a_new_value_is_new_and_one_more_mention_is_not() {
        let known = baseline(&[("a.txt", TWELVE), ("b.txt", NINE)]);
        let more = marked(&known, &[("a.txt", TWELVE), ("b.txt", NINE), ("c.txt", NINE_AGAIN)]);
        assert_eq!(more.findings[0].settled, Some(Settled::Known));
        let third = marked(&known, &[("a.txt", TWELVE), ("b.txt", NINE), ("c.txt", EIGHT)]);
        assert!(third.findings.iter().any(|finding| finding.settled.is_none()));
        assert!(third.settlement.absent.is_empty());
    }

    #[test]
    fn what_is_gone_is_told_and_dropped_unless_it_was_not_looked_at() {
        let known = baseline(&[("a.txt", TWELVE), ("b.txt", NINE)]);
        let agreed = report(&[("a.txt", NINE), ("b.txt", NINE)]);
        let now = marked(&known, &[("a.txt", NINE), ("b.txt", NINE)]);
        assert_eq!((now.findings.len(), now.settlement.absent.len()), (0, 1));
        assert_eq!(now.settlement.absent[0].files, ["a.txt", "b.txt"]);

        let changes = |report: &Report, config: &Config, there: bool| known.updated(report, config, |_| there).1;
        let dropped = Changes { added: 0, kept: 0, dropped: 1 };
        let kept = Changes { added: 0, kept: 1, dropped: 0 };
        assert_eq!(changes(&agreed, &Config::default(), true), dropped);
        let dates = Config { kinds: vec!["date".into()], ..Config::default() };
        assert_eq!(changes(&agreed, &dates, true), kept);
        let part = report(&[("a.txt", TWELVE)]);
        assert_eq!(changes(&part, &Config::default(), true), kept, "b.txt was not read");
        assert_eq!(changes(&part, &Config::default(), false), dropped, "b.txt is no more");
    }

    #[test]
    fn other_files_are_refused() {
        let error = |text: &str| Baseline::parse(Path::new("b.json"), text).unwrap_err().to_string();
        assert!(error("[]").contains("not a baseline"));
        assert!(error("{\"schema\": 9, \"findings\": []}").contains("has schema 9"));
        assert!(!error("{\n\"schema\": 1,\n\"x\": 2}").contains('\n'));
    }
}
