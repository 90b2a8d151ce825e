//! Whether one article is a copy of another: what is asked of the two, once it is known what they share.

use super::count;
use super::runs::{Runs, quoted_runs};
use crate::align::value;
use crate::lexicon::agencies;
use crate::model::{Article, BlockKind, Claim};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Runs that a copy shares with its original at the least: three sentences. Fewer are a quotation.
pub(crate) const LEAST: u32 = 12;
/// Share of the shorter article's runs that stand in the longer one, from which it is a copy, in thousandths; see
/// docs/evaluation.md for what was measured.
const COPY: u32 = 500;
/// The same for two articles that credit one agency.
const CREDITED: u32 = 400;
/// How much of the opening of either must stand in the other, in thousandths. A copy may be cut, turned round or begun anew,
/// but two stories of one outlet that share what it appends to every page (a gallery, a panel's members, what else to read)
/// open each in words of their own.
const OPENED: u32 = 150;
/// Of what two articles do not both quote, how much of the shorter one a copy shares, in thousandths: two reports on one
/// speech, letter or post have its words in common, and none of their own. See docs/evaluation.md for what was measured.
const OWN: u32 = 250;
/// Days within which a wire story is printed. What is the same later is an archive's box, unless it is nearly all.
const PRINTED: i32 = 30;
const REPRINTED: u32 = 800;
/// Names and figures of the shorter article from which they tell it from another that fills in the same form, and how many
/// of them a copy keeps, in thousandths: it may change one, a form changes them all.
const MARKS: usize = 4;
const MARKED: u32 = 400;

/// What of an article tells whether it is another's copy, beside its runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Print {
    day: Option<Date>,
    /// The agency it credits.
    credit: Option<String>,
    /// Whether it is a house fact.
    fact: bool,
    /// The runs that it quotes, sorted, each once.
    quoted: Vec<u64>,
    /// Its names and figures, sorted, each once.
    marks: Vec<u64>,
}

impl Print {
    /// Of an article and its claims.
    pub(crate) fn of(article: &Article, claims: &[Claim]) -> Self {
        Self {
            day: article.date(),
            credit: credit(article).map(str::to_owned),
            fact: article.is_fact(),
            quoted: quoted_runs(article, claims),
            marks: marks(claims),
        }
    }
}

/// Whether two articles that share so many runs may be copies, whatever else is in them.
pub(super) fn enough(shared: u32, runs: [&Runs; 2]) -> bool {
    shared >= LEAST && share(shared, runs) >= CREDITED
}

/// Whether two articles that share so many runs are copies.
pub(crate) fn is_copy(shared: u32, runs: [&Runs; 2], prints: [&Print; 2]) -> bool {
    let [left, right] = runs;
    alike(shared, runs, prints)
        && in_own_words(shared, runs, prints)
        && (opened(left.opening(), right.all()) || opened(right.opening(), left.all()))
        && !filled_in(prints)
}

/// What of the shorter article's runs stands in the longer one, in thousandths.
fn share(shared: u32, runs: [&Runs; 2]) -> u32 {
    shared * 1000 / shorter(runs).max(1)
}

/// The runs of the shorter article.
fn shorter([left, right]: [&Runs; 2]) -> u32 {
    left.count().min(right.count())
}

/// Whether so much of the shorter of two articles stands in the longer that it is a copy, for when they were printed.
fn alike(shared: u32, runs: [&Runs; 2], [left, right]: [&Print; 2]) -> bool {
    if !enough(shared, runs) || left.fact || right.fact {
        return false;
    }
    let share = share(shared, runs);
    let later = matches!((left.day, right.day), (Some(one), Some(other)) if (one - other).get_days().abs() > PRINTED);
    let credited = left.credit.is_some() && left.credit == right.credit;
    share >= REPRINTED || !later && (share >= COPY || credited)
}

/// Whether two articles share words of their own, beside what both quote.
fn in_own_words(shared: u32, runs: [&Runs; 2], [left, right]: [&Print; 2]) -> bool {
    let both = count(left.quoted.iter().filter(|run| right.quoted.binary_search(run).is_ok()).count());
    let (own, shared) = (shorter(runs).saturating_sub(both), shared.saturating_sub(both));
    // Of a transcript nothing else is left.
    own < LEAST || shared * 1000 >= own * OWN
}

/// Whether enough of an article's opening stands in another, whose runs are sorted.
fn opened(opening: &[u64], other: &[u64]) -> bool {
    let kept = opening.iter().filter(|run| other.binary_search(run).is_ok()).count();
    count(kept) * 1000 >= count(opening.len()) * OPENED
}

/// Whether two articles are one form with other names and figures in it: "Ida Lund, 34, of Brandvik was found in Elm Street".
fn filled_in([left, right]: [&Print; 2]) -> bool {
    let (small, large) =
        if left.marks.len() <= right.marks.len() { (&left.marks, &right.marks) } else { (&right.marks, &left.marks) };
    let kept = small.iter().filter(|mark| large.binary_search(mark).is_ok()).count();
    small.len() >= MARKS && count(kept) * 1000 < count(small.len()) * MARKED
}

/// The names and figures of an article, sorted, each once.
fn marks(claims: &[Claim]) -> Vec<u64> {
    let names = claims.iter().flat_map(|claim| &claim.names).filter_map(|name| name.terms.last()).map(|term| term.hash);
    let figures = claims.iter().flat_map(value::values).map(|term| term.hash);
    let mut out: Vec<u64> = names.chain(figures).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// The agency that an article credits: in its byline, its source, its dateline, or a line of credits around the text.
fn credit(article: &Article) -> Option<&'static str> {
    let meta = &article.meta;
    let fields = [&meta.author, &meta.source, &meta.dateline].into_iter().flatten().map(|field| field.value.as_str());
    let furniture = article.blocks.iter().filter(|block| block.kind == BlockKind::Furniture);
    let lines = furniture.map(|block| block.span.of(article.words()));
    fields.chain(lines).find_map(agencies::credited)
}
