//! Runs of words: what copies of one text share.

use crate::model::{Article, BlockKind, Claim, Facet, Occurrence, Span};
use serde::{Deserialize, Serialize};

/// Content words of a run. Four of them are eight words of a text, more than two writers choose alike by chance; a changed
/// word spoils four runs.
const RUN: usize = 4;
/// Runs of an article's opening, as a part of all.
const OPENING: usize = 4;
/// Runs of an opening at the most, ten sentences: a quarter of a long page reaches into what stands under every page.
const OPENING_RUNS: usize = 120;
/// Content words of a sentence that are looked at: what has more is a list (the countries of a form, the members of a house).
const SENTENCE: usize = 60;

/// The runs of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Runs {
    opening: Vec<u64>,
    all: Vec<u64>,
}

impl Runs {
    /// Of an article with these claims.
    pub(crate) fn of(claims: &[Claim]) -> Self {
        let mut all: Vec<u64> = claims.iter().flat_map(|claim| runs_of(claim).map(|(run, _)| run)).collect();
        let opening = all[..all.len().div_ceil(OPENING).min(OPENING_RUNS)].to_vec();
        all.sort_unstable();
        all.dedup();
        Self { opening, all }
    }

    /// Those of its opening, in order.
    pub(super) fn opening(&self) -> &[u64] {
        &self.opening
    }

    /// Those of all its sentences, sorted, each once.
    pub(crate) fn all(&self) -> &[u64] {
        &self.all
    }

    /// How many all are.
    pub(crate) fn count(&self) -> u32 {
        super::count(self.all.len())
    }
}

/// The runs of a sentence, each with its words.
fn runs_of(claim: &Claim) -> impl Iterator<Item = (u64, &[Occurrence])> {
    let words = &claim.occurrences[..claim.occurrences.len().min(SENTENCE)];
    // The order of the words counts: each is turned before the next is added.
    let hash = |hash: u64, word: &Occurrence| hash.rotate_left(13).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ word.hash;
    words.windows(RUN).map(move |run| (run.iter().fold(0, hash), run))
}

/// The runs that an article quotes, sorted: in marks, set off, or as a post with the name of the account behind it.
pub(super) fn quoted_runs(article: &Article, claims: &[Claim]) -> Vec<u64> {
    let said = quoted(article, claims);
    let inside = |span: Span| {
        let before = said.partition_point(|quoted| quoted.start <= span.start);
        before.checked_sub(1).is_some_and(|at| said[at].contains(span))
    };
    let quoted = |run: &[Occurrence]| run.iter().all(|word| inside(word.span));
    let mut out: Vec<u64> =
        claims.iter().flat_map(runs_of).filter(|(_, run)| quoted(run)).map(|(run, _)| run).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// What an article quotes: stretches that do not overlap, in order.
fn quoted(article: &Article, claims: &[Claim]) -> Vec<Span> {
    let set_off = article
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Quotation || is_post(block.span.of(article.words())));
    // A quotation of several sentences is a facet of one of them.
    let marked = claims.iter().flat_map(|claim| &claim.facets).filter_map(|facet| match facet {
        Facet::Quote(quote) if quote.marked => Some(quote.span),
        _ => None,
    });
    let mut all: Vec<Span> = set_off.map(|block| block.span).chain(marked).collect();
    all.sort_unstable_by_key(|span| (span.start, span.end));
    all.dedup_by(|next, last| {
        let joins = next.start <= last.end;
        last.end = if joins { last.end.max(next.end) } else { last.end };
        joins
    });
    all
}

/// Whether a paragraph names the account of a post: "(@harbour_news)".
fn is_post(text: &str) -> bool {
    text.split("(@").skip(1).any(|rest| {
        let name = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '.');
        name.is_some_and(|end| end > 0 && rest[end..].starts_with(')'))
    })
}

#[cfg(test)]
mod tests {
    use super::is_post;

    #[test]
    fn a_post_names_its_account() {
        assert!(is_post("The bridge will stand. — Ida Lund (@ida_lund) May 6, 2031"));
        assert!(!is_post("write to us (@ the desk)") && !is_post("ida@example.org (@)") && !is_post("(@ida"));
    }
}
