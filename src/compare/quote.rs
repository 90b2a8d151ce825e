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

/// Words of the shorter quotation that may be changed, left out or put in, in thousandths of its length, for the two to be
/// one utterance of one speaker. More is another sentence.
const CHANGED: usize = 340;
/// The same where the text does not say that it is one speaker, and inside one article.
const CHANGED_UNKNOWN: usize = 230;
/// Shorter quotations resemble one another by chance, in words.
const SHORTEST: usize = 6;
/// The same inside one article, where a speaker takes up his own words.
const SHORTEST_WITHIN: usize = 10;

fn compare(pair: &Pair<'_>, left: &Facet, right: &Facet) -> Outcome {
    let (Facet::Quote(left), Facet::Quote(right)) = (left, right) else { return Outcome::Unrelated };
    let same = match (&left.speaker, &right.speaker) {
        (Some(a), Some(b)) if !a.terms.is_empty() && !b.terms.is_empty() => Some(gates::same_speaker(a, b)),
        _ => None,
    };
    let (short, long) = if spoken(left) <= spoken(right) { (left, right) } else { (right, left) };
    let changed = changes(&short.words, &long.words) * 1000;
    let length = spoken(short);
    let allowed = if same == Some(true) && !pair.same_article() { CHANGED } else { CHANGED_UNKNOWN };
    let shortest = if pair.same_article() { SHORTEST_WITHIN } else { SHORTEST };
    if length < shortest || changed > length * allowed {
        return Outcome::Unrelated;
    }
    if part_of(&left.words, &right.words) || part_of(&right.words, &left.words) {
        return if same == Some(false) { Outcome::NotComparable(Gate::Subject) } else { Outcome::Agree };
    }
    // Two people may well say much the same.
    if same == Some(false) {
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

/// Least number of words to change, drop or add so that `part` stands in `whole` somewhere (Sellers' approximate matching
/// over words), gaps left out.
fn changes(part: &[String], whole: &[String]) -> usize {
    let whole: Vec<&String> = whole.iter().filter(|word| !word.is_empty()).collect();
    let mut row = vec![0_usize; whole.len() + 1];
    for (index, word) in part.iter().filter(|word| !word.is_empty()).enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for (at, other) in whole.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = (diagonal + usize::from(word != *other)).min(above + 1).min(row[at] + 1);
            diagonal = above;
        }
    }
    row.into_iter().min().unwrap_or(0)
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
        let whole = words("we heard the hill roar and then the bridge was down");
        assert!(part_of(&words("we heard the hill roar …"), &whole));
        assert!(part_of(&words("we heard … the bridge was down"), &whole));
        assert!(!part_of(&words("we heard the bridge"), &whole));
    }

    #[test]
    fn changes_are_counted_where_the_part_fits_best() {
        assert_eq!(changes(&words("the old road is shut"), &words("he said that the old bridge is shut for good")), 1);
        assert_eq!(changes(&words("a b c"), &words("x y z")), 3);
    }
}
