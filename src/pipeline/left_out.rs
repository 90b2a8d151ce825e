//! What a run leaves out, in words.

use super::COMPARISONS;
use crate::align::candidates::LONGEST_ARTICLE;
use crate::compare::ANSWERS;
use crate::model::{Article, Claim, Facet, Skipped};
use crate::segment::{self, SENTENCES};
use std::ops::Range;

/// What is to be said of key words that were left out.
pub(crate) fn too_common(words: usize) -> Option<Skipped> {
    (words > 0).then(|| Skipped {
        what: format!("{words} key words"),
        why: "each is a key word of too many articles to find stories by; other words were used".to_owned(),
        fatal: false,
    })
}

/// Articles of which the end is not compared.
pub(super) fn too_long(articles: &[Article], ranges: &[Range<usize>]) -> Vec<Skipped> {
    let long = articles.iter().zip(ranges).filter(|(_, range)| range.len() > LONGEST_ARTICLE);
    let row = |(article, range): (&Article, &Range<usize>)| {
        let why = too_many(article).unwrap_or_else(|| {
            format!(
                "of its {} sentences only the first {LONGEST_ARTICLE} are compared; split it to have all compared",
                range.len()
            )
        });
        Skipped { what: article.id.clone(), why, fatal: false }
    };
    long.map(row).collect()
}

/// What is to be said of an article that has more sentences than are searched for claims.
fn too_many(article: &Article) -> Option<String> {
    // A sentence has two bytes and one between it and the next at the least.
    let count = if article.words().len() / 3 < SENTENCES { 0 } else { segment::sentences(article).len() };
    (count > SENTENCES).then(|| {
        format!(
            "of its {count} sentences only the first {SENTENCES} are read, and the first {LONGEST_ARTICLE} compared; \
             split it to have all compared"
        )
    })
}

/// Articles with more answers to polls than are set side by side.
pub(super) fn too_many_answers(articles: &[Article], claims: &[Claim], ranges: &[Range<usize>]) -> Vec<Skipped> {
    let is_answer = |facet: &&Facet| matches!(facet, Facet::Quantity(quantity) if quantity.poll.is_some());
    let count =
        |range: &Range<usize>| claims[range.clone()].iter().flat_map(|claim| &claim.facets).filter(is_answer).count();
    let many = articles.iter().zip(ranges).map(|(article, range)| (article, count(range)));
    many.filter(|(_, count)| *count > ANSWERS)
        .map(|(article, count)| Skipped {
            what: article.id.clone(),
            why: format!("of its {count} answers to polls the first {ANSWERS} are set beside others as a profile"),
            fatal: false,
        })
        .collect()
}

/// Two articles that have more to compare than is kept.
pub(super) fn too_much(left: &Article, right: &Article) -> Skipped {
    let with = if left.id == right.id { "itself".to_owned() } else { right.id.clone() };
    let why = format!("compared with {with} only for the first {COMPARISONS} places that look alike");
    Skipped { what: left.id.clone(), why, fatal: false }
}

/// Articles that disputes lead to and that were not held against all of their own stories; `reach` of them were.
pub(super) fn too_far(count: usize, reach: usize) -> Skipped {
    let why = format!(
        "disputes lead on to more than {reach} articles; these were not held against all of their own stories, so that a \
         finding may lack a source or be told as two"
    );
    Skipped { what: format!("{count} articles"), why, fatal: false }
}
