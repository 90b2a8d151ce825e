//! What is known of findings already: a finding that is settled is shown, counted, and fails no gate.
//!
//! Each way of settling is one file here: it reads what is known and marks the findings of a report. All of them key on
//! [`keys`], which neither moved text, nor a renamed file, nor an edited neighbour changes.

mod allow;
mod baseline;
pub mod fact;
#[cfg(test)]
pub(crate) mod sample;
mod verdicts;

pub use baseline::{Baseline, Changes, SCHEMA};
pub use verdicts::{Entry, Verdict, Verdicts, flattened};

use crate::config::Config;
use crate::model::{ClaimId, Finding, Report};
use jiff::civil::Date;

/// How much of what the configuration speaks of was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All of it.
    Whole,
    /// Some articles or kinds only: that an exception matches nothing tells nothing.
    Part,
}

/// Marks what the exceptions of configuration and articles and the baseline settle, in this order, says where house facts
/// have a part, and notes which of them do nothing. `today` is compared with the dates to which they hold.
pub fn apply(report: &mut Report, config: &Config, baseline: Option<&Baseline>, today: Date, scope: Scope) {
    fact::apply(report, config, today, scope);
    allow::apply(report, config, today, scope);
    if let Some(baseline) = baseline {
        baseline.apply(report, config);
    }
}

/// The keys of one pair of values of a finding: one for each pair of their mentions, sorted, each once.
pub type PairKeys = Vec<ClaimId>;

/// The keys of `finding`, for each pair of its values: hashes of the kind and the two fingerprints, in either order.
///
/// A pair of values is known when one of its keys is, so that one more mention of a known value reopens nothing; a finding
/// is known when all its pairs are ([`is_known`]).
pub fn keys(report: &Report, finding: &Finding) -> Vec<PairKeys> {
    pair_keys(finding.kind, &fingerprints(report, finding))
}

/// The fingerprints of the sentences that state each value, sorted.
fn fingerprints(report: &Report, finding: &Finding) -> Vec<Vec<ClaimId>> {
    let of_value = |value: &crate::model::Value| {
        distinct(value.mentions.iter().map(|mention| report.claims[mention.claim as usize].fingerprint))
    };
    finding.values.iter().map(of_value).collect()
}

/// Each once, sorted.
pub(crate) fn distinct(ids: impl Iterator<Item = ClaimId>) -> Vec<ClaimId> {
    let mut all: Vec<ClaimId> = ids.collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The keys of a finding of this kind whose values are stated by sentences of these fingerprints.
pub(crate) fn pair_keys(kind: &str, values: &[Vec<ClaimId>]) -> Vec<PairKeys> {
    let pair = |left: &[ClaimId], right: &[ClaimId]| {
        distinct(left.iter().flat_map(|&l| right.iter().map(move |&r| key(kind, l, r))))
    };
    let pairs =
        values.iter().enumerate().flat_map(|(at, left)| values[at + 1..].iter().map(move |right| (left, right)));
    pairs.map(|(left, right)| pair(left, right)).collect()
}

/// Whether each pair of values has a key of which `known` holds true.
pub fn is_known(keys: &[PairKeys], known: impl Fn(ClaimId) -> bool) -> bool {
    !keys.is_empty() && keys.iter().all(|pair| pair.iter().any(|&key| known(key)))
}

fn key(kind: &str, left: ClaimId, right: ClaimId) -> ClaimId {
    let (first, second) = (left.min(right), left.max(right));
    ClaimId::of([kind.as_bytes(), &first.0.to_be_bytes(), &second.0.to_be_bytes()])
}

#[cfg(test)]
mod tests {
    use super::sample::{NINE, NINE_AGAIN, TWELVE};
    use super::*;
    use crate::{Config, check, read};

    fn keyed(texts: &[&str]) -> Vec<PairKeys> {
        let articles =
            texts.iter().enumerate().map(|(at, text)| read::plain_text(&format!("paper{at}"), text)).collect();
        let report = check(articles, &Config::default());
        assert_eq!(report.findings.len(), 1, "{:?}", report.findings);
        keys(&report, &report.findings[0])
    }

    #[test]
    fn order_and_neighbours_change_no_key_and_one_more_mention_reopens_nothing() {
        let first = keyed(&[TWELVE, NINE]);
        assert_eq!(first, keyed(&[NINE, TWELVE]));
        assert_eq!(first, keyed(&[TWELVE, &format!("{NINE} The weather stayed dry.")]));
        let more = keyed(&[TWELVE, NINE, NINE_AGAIN]);
        assert!(more[0].len() > first[0].len());
        assert!(is_known(&more, |key| first[0].contains(&key)));
        assert!(!is_known(&more, |_| false));
    }
}
