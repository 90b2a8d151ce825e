//! How alike two texts are, and whether they make one claim: named parts under fitted weights.
//!
//! [`score`](super::score) is quick and finds what may be compared; this looks closer, at the order of the words, at what
//! only one side says, at numbers and negation. It groups claims and rates pairs, and never decides a comparison.

use super::score::{self, Features, common, root_ratio};
use crate::model::{ScorePart, Span};
use crate::text::{self, TokenKind};

/// A part of the likeness: what it measures, and what it weighs in thousandths.
struct Part {
    name: &'static str,
    /// 0 to 1000.
    measure: fn(&Features<'_>, &Features<'_>) -> u16,
    /// In the similarity, which runs from 0 to 1000.
    similarity: i32,
    /// In the evidence that both make one claim, which is in thousandths of a nat.
    same_claim: i32,
}

/// The parts with their weights, fitted by `cargo xtask calibrate`: least squares on 1,332 headline pairs (Pearson .778 on
/// the 667 held back), logistic regression on 2,717 pairs of news sentences (accuracy .738 and F1 .804 on the 1,359 held
/// back).
const PARTS: [Part; 10] = [
    Part { name: "words", measure: words, similarity: 389, same_claim: 249 },
    Part { name: "4-grams", measure: grams, similarity: 352, same_claim: 1862 },
    Part { name: "covered", measure: covered, similarity: 603, same_claim: 7623 },
    Part { name: "order", measure: order, similarity: -40, same_claim: 4451 },
    Part { name: "nearby", measure: nearby, similarity: -238, same_claim: -5502 },
    Part { name: "alone", measure: alone, similarity: 225, same_claim: -1271 },
    Part { name: "numbers", measure: numbers, similarity: -136, same_claim: 93 },
    Part { name: "same numbers", measure: same_numbers, similarity: 262, same_claim: 537 },
    Part { name: "negation", measure: negation, similarity: -63, same_claim: -1116 },
    Part { name: "length", measure: length, similarity: -238, same_claim: 1529 },
];

/// What the similarity begins with, in thousandths.
const SIMILARITY_BASE: i32 = 12;
/// What a text comes to beside itself, which is made 1000: all parts but "alone" and "negation" are whole.
const SIMILARITY_OF_EQUALS: i32 = 966;
/// What the evidence begins with, in thousandths of a nat.
const SAME_CLAIM_BASE: i32 = -6848;

/// Distance within which two words make a pair.
const NEARBY: usize = 4;
/// Words beyond which the rest of a text is left out of its order: the work grows with their product.
const LONGEST: usize = 400;
/// Weight of words on one side alone that counts as 1000, in thousandths of a nat: some ten telling words.
const ALONE: u64 = 50_000;

/// The words of a text in order, and what else a closer look needs.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wording {
    /// Hashes of the stems of all words and numbers, in order.
    stems: Vec<u32>,
    /// The same, sorted.
    sorted: Vec<u32>,
    /// Hashes of the pairs of words that stand near one another, in their order; sorted, each once.
    nearby: Vec<u64>,
    /// Hashes of the numbers, sorted, each once.
    numbers: Vec<u32>,
}

impl Wording {
    /// The wording of `text`.
    pub(super) fn new(text: &str) -> Self {
        let tokens = text::tokens(text, Span::new(0, text.len()));
        let mut out = Self::default();
        for token in &tokens {
            match token.kind {
                TokenKind::Word => out.stems.push(short(text::stem_hash(&token.lower))),
                TokenKind::Number => {
                    let hash = short(text::hash(token.raw));
                    out.stems.push(hash);
                    out.numbers.push(hash);
                }
                TokenKind::Mark => {}
            }
        }
        out.stems.truncate(LONGEST);
        out.sorted = sorted(out.stems.clone());
        out.nearby = neighbours(&out.stems);
        out.numbers.sort_unstable();
        out.numbers.dedup();
        out
    }
}

/// The lower half of a word's hash: two words of one pair of texts hardly ever share it.
fn short(hash: u64) -> u32 {
    hash as u32
}

/// How alike two texts are, part by part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Likeness([u16; PARTS.len()]);

impl Likeness {
    /// The likeness of two texts.
    pub(crate) fn of(left: &Features<'_>, right: &Features<'_>) -> Self {
        Self(PARTS.each_ref().map(|part| (part.measure)(left, right)))
    }

    /// How alike the two are as a reader would grade them, 0 to 1000.
    pub(crate) fn similarity(self) -> u16 {
        let similarity = (SIMILARITY_BASE + self.weighed(|part| part.similarity)) * 1000 / SIMILARITY_OF_EQUALS;
        u16::try_from(similarity.clamp(0, 1000)).unwrap_or(0)
    }

    /// Evidence that the two make one claim, in thousandths of a nat; above 0 it is likelier than not.
    pub(crate) fn evidence(self) -> i32 {
        SAME_CLAIM_BASE + self.weighed(|part| part.same_claim)
    }

    fn weighed(self, weight: fn(&Part) -> i32) -> i32 {
        PARTS.iter().zip(self.0).map(|(part, value)| weight(part) * i32::from(value)).sum::<i32>() / 1000
    }

    /// The parts by name.
    pub(crate) fn parts(self) -> Vec<ScorePart> {
        PARTS.iter().zip(self.0).map(|(part, value)| ScorePart { name: part.name, value }).collect()
    }
}

/// Cosine of the weighted content words.
fn words(left: &Features<'_>, right: &Features<'_>) -> u16 {
    score::cosine(left, right)
}

/// Cosine of the sets of character 4-grams.
fn grams(left: &Features<'_>, right: &Features<'_>) -> u16 {
    score::gram_cosine(left, right)
}

/// Shared words over those of the longer side, grammar words too.
fn covered(left: &Features<'_>, right: &Features<'_>) -> u16 {
    let (l, r) = (&left.wording().sorted, &right.wording().sorted);
    thousandths(common(l, r), l.len().max(r.len()) as u64)
}

/// Longest common subsequence of the words over the root of both lengths.
fn order(left: &Features<'_>, right: &Features<'_>) -> u16 {
    let (l, r) = (&left.wording().stems, &right.wording().stems);
    root_ratio(subsequence(l, r), l.len() as u64, r.len() as u64)
}

/// Cosine of the pairs of words that stand near one another.
fn nearby(left: &Features<'_>, right: &Features<'_>) -> u16 {
    let (l, r) = (&left.wording().nearby, &right.wording().nearby);
    root_ratio(common(l, r), l.len() as u64, r.len() as u64)
}

/// Weight of the content words that only one side has, the greater of the two.
fn alone(left: &Features<'_>, right: &Features<'_>) -> u16 {
    thousandths(left.weight_beside(right).max(right.weight_beside(left)).min(ALONE), ALONE)
}

/// Overlap of the numbers; 1000 where there are none.
fn numbers(left: &Features<'_>, right: &Features<'_>) -> u16 {
    let (l, r) = (&left.wording().numbers, &right.wording().numbers);
    let shared = common(l, r);
    let all = l.len() as u64 + r.len() as u64 - shared;
    if all == 0 { 1000 } else { thousandths(shared, all) }
}

/// 1000 where both have the same numbers.
fn same_numbers(left: &Features<'_>, right: &Features<'_>) -> u16 {
    if left.wording().numbers == right.wording().numbers { 1000 } else { 0 }
}

/// 1000 where only one side negates.
fn negation(left: &Features<'_>, right: &Features<'_>) -> u16 {
    if left.negates == right.negates { 0 } else { 1000 }
}

/// Words of the shorter side over those of the longer.
fn length(left: &Features<'_>, right: &Features<'_>) -> u16 {
    let (l, r) = (left.wording().stems.len() as u64, right.wording().stems.len() as u64);
    thousandths(l.min(r), l.max(r))
}

fn thousandths(part: u64, whole: u64) -> u16 {
    (part * 1000).checked_div(whole).map_or(0, |ratio| u16::try_from(ratio).unwrap_or(1000))
}

fn sorted<T: Ord>(mut list: Vec<T>) -> Vec<T> {
    list.sort_unstable();
    list
}

/// Hashes of the pairs of words that stand near one another, in their order; sorted, each once.
fn neighbours(stems: &[u32]) -> Vec<u64> {
    let pairs = (0..stems.len()).flat_map(|at| (at + 1..stems.len().min(at + 1 + NEARBY)).map(move |next| (at, next)));
    let mut out = sorted(pairs.map(|(at, next)| mix(u64::from(stems[at]), stems[next])).collect());
    out.dedup();
    out
}

fn mix(hash: u64, stem: u32) -> u64 {
    // Fibonacci hashing: 2^64 over the golden ratio.
    (hash.rotate_left(5) ^ u64::from(stem)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Length of the longest common subsequence.
fn subsequence(left: &[u32], right: &[u32]) -> u64 {
    let mut row = vec![0_u64; right.len() + 1];
    for l in left {
        let mut diagonal = 0;
        for (at, r) in right.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if l == r { diagonal + 1 } else { above.max(row[at]) };
            diagonal = above;
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Article, extract, lexicon, read};

    fn likeness(left: &str, right: &str) -> Likeness {
        let [left, right] = [left, right].map(|text| read::plain_text("a", text));
        fn features(article: &Article) -> Features<'_> {
            Features::of_text(&extract::claims(0, article, &lexicon::english()), article.words())
        }
        Likeness::of(&features(&left), &features(&right))
    }

    fn part(likeness: Likeness, name: &str) -> u16 {
        likeness.parts().iter().find(|part| part.name == name).map_or(u16::MAX, |part| part.value)
    }

    #[test]
    fn the_same_text_is_wholly_alike() {
        let text = "The mill at Orsted burned down on Tuesday, and 14 looms were lost.";
        let same = likeness(text, text);
        assert!(same.similarity() == 1000 && same.evidence() > 0, "{same:?}");
        assert_eq!((part(same, "covered"), part(same, "order"), part(same, "alone")), (1000, 1000, 0));
    }

    #[test]
    fn what_one_side_says_alone_counts_against_one_claim() {
        let mill = "The mill at Orsted burned down on Tuesday.";
        let told = likeness(mill, "On Tuesday the mill at Orsted burned down.");
        let more = likeness(mill, "The mill at Orsted, which Ida Lund had sold to a brewery, reopens with 14 looms.");
        assert!(told.evidence() > more.evidence() && told.similarity() > more.similarity(), "{told:?} {more:?}");
        assert!(told.evidence() > 0 && more.evidence() < 0, "{told:?} {more:?}");
    }

    #[test]
    fn parts_of_one_side() {
        let found = likeness("The ferry did not sail.", "“The ferry sailed with 12 guests.”");
        assert_eq!((part(found, "negation"), part(found, "numbers"), part(found, "same numbers")), (1000, 0, 0));
        assert_eq!(subsequence(&[1, 2, 3, 4], &[2, 9, 4]), 2);
        assert_eq!(likeness("", "").parts().len(), PARTS.len());
    }
}
