//! One quotation in two wordings.

use super::{Check, Compare, Outcome, Pair, gates};
use crate::model::{Facet, FacetKind, Gate, Quote, Reason, Severity};

pub(super) const CHECK: Check = Check {
    id: "quote",
    summary: "One quotation is printed in two wordings",
    lead: "One quotation in two wordings",
    help: include_str!("../../tests/checks/quote.md"),
    severity: Severity::Medium,
    compare: Compare::Facets(FacetKind::Quote, compare),
};

/// Share of the shorter quotation's words that must stand in the other in the same order, in thousandths, for the two to be
/// one utterance: half the words changed is another sentence.
const SAME_UTTERANCE: usize = 620;
/// The same where the text does not say that it is one speaker.
const SAME_UTTERANCE_UNKNOWN: usize = 700;
/// Fewer words in common tell nothing.
const COMMON_WORDS: usize = 4;
/// With fewer words than this in common the speaker does not help: a speech repeats its beginnings.
const MANY_WORDS: usize = 5;

fn compare(pair: &Pair<'_>, left: &Facet, right: &Facet) -> Outcome {
    let (Facet::Quote(left), Facet::Quote(right)) = (left, right) else { return Outcome::Unrelated };
    let same = match (&left.speaker, &right.speaker) {
        (Some(a), Some(b)) if !a.terms.is_empty() && !b.terms.is_empty() => Some(gates::same_speaker(a, b)),
        _ => None,
    };
    let common = common_words(&left.words, &right.words);
    let shorter = spoken(left).min(spoken(right));
    let threshold = if same == Some(true) && common >= MANY_WORDS { SAME_UTTERANCE } else { SAME_UTTERANCE_UNKNOWN };
    if common < COMMON_WORDS || common * 1000 < shorter * threshold {
        return Outcome::Unrelated;
    }
    if part_of(&left.words, &right.words) || part_of(&right.words, &left.words) {
        return if same == Some(false) { Outcome::NotComparable(Gate::Subject) } else { Outcome::Agree };
    }
    // The speakers are known and differ: two people may well say much the same.
    if same == Some(false) && common * 1000 < spoken(left).max(spoken(right)) * 850 {
        return Outcome::NotComparable(Gate::Subject);
    }
    let shut = gates::first_shut(&[(Gate::Contrast, gates::one_sentence(pair.left, pair.right))]);
    if let Some(gate) = shut {
        return Outcome::NotComparable(gate);
    }
    Outcome::Conflict(Reason {
        severity: Severity::Medium,
        confidence: if same == Some(true) { 920 } else { 820 },
        because: match same {
            Some(true) => "one speaker, and nearly the same words inside quotation marks".to_owned(),
            _ => "nearly the same words inside quotation marks".to_owned(),
        },
    })
}

fn spoken(quote: &Quote) -> usize {
    quote.words.iter().filter(|word| !word.is_empty()).count()
}

/// Length of the longest common subsequence of two lists of words, gaps left out.
pub(super) fn common_words(left: &[String], right: &[String]) -> usize {
    let right: Vec<&String> = right.iter().filter(|word| !word.is_empty()).collect();
    let mut row = vec![0_usize; right.len() + 1];
    for word in left.iter().filter(|word| !word.is_empty()) {
        let mut diagonal = 0;
        for (at, other) in right.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if word == *other { diagonal + 1 } else { above.max(row[at]) };
            diagonal = above;
        }
    }
    row[right.len()]
}

/// Whether `part` stands in `whole` word for word, with leaps only where `part` has a gap.
pub(super) fn part_of(part: &[String], whole: &[String]) -> bool {
    let mut from = 0;
    part.split(|word| word.is_empty()).filter(|run| !run.is_empty()).all(|run| {
        let found = whole[from.min(whole.len())..].windows(run.len()).position(|window| window == run);
        found.is_some_and(|at| {
            from += at + run.len();
            true
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(|word| if word == "…" { String::new() } else { word.to_owned() }).collect()
    }

    #[test]
    fn a_cut_is_no_drift() {
        let whole = words("we heard the hill groan and then the street was gone");
        assert!(part_of(&words("we heard the hill groan …"), &whole));
        assert!(part_of(&words("we heard … the street was gone"), &whole));
        assert!(!part_of(&words("we heard the street"), &whole));
    }

    #[test]
    fn common_words_keep_their_order() {
        assert_eq!(common_words(&words("a b c d"), &words("b a c d")), 3);
    }
}
