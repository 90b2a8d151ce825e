//! What is known of findings already: a finding that is settled is shown, counted, and fails no gate.
//!
//! Each way of settling is one file here: it reads what is known and marks the findings of a report. All of them key on
//! [`keys`], which neither moved text, nor a renamed file, nor an edited neighbour changes.

use crate::model::{ClaimId, Finding, Report, Value};

/// The keys of one pair of values of a finding: one for each pair of their mentions, sorted, each once.
pub type PairKeys = Vec<ClaimId>;

/// The keys of `finding`, for each pair of its values: hashes of the kind and the two fingerprints, in either order.
///
/// A pair of values is known when one of its keys is, so that one more mention of a known value reopens nothing; a finding
/// is known when all its pairs are ([`is_known`]).
pub fn keys(report: &Report, finding: &Finding) -> Vec<PairKeys> {
    let fingerprint = |claim: u32| report.claims[claim as usize].fingerprint;
    let pair = |left: &Value, right: &Value| {
        let mentions =
            |value: &Value| value.mentions.iter().map(|mention| fingerprint(mention.claim)).collect::<Vec<_>>();
        let right = mentions(right);
        let all = mentions(left).into_iter().flat_map(|l| right.iter().map(move |&r| key(finding.kind, l, r)));
        let mut keys: PairKeys = all.collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    };
    let values = &finding.values;
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
        let twelve = "At least 12 people died when the bridge at Wendover fell on Monday.";
        let nine = "Nine people died when the bridge at Wendover fell on Monday.";
        let first = keyed(&[twelve, nine]);
        assert_eq!(first, keyed(&[nine, twelve]));
        assert_eq!(first, keyed(&[twelve, &format!("{nine} The weather stayed dry.")]));
        let more = keyed(&[twelve, nine, "Nine people died on Monday when the bridge at Wendover fell."]);
        assert!(more[0].len() > first[0].len());
        assert!(is_known(&more, |key| first[0].contains(&key)));
        assert!(!is_known(&more, |_| false));
    }
}
