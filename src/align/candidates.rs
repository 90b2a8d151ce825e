//! Which claims of two articles share enough to be looked at.

use super::score::with_context;
use super::terms::Weigh;
use crate::lexicon::{self, verbs};
use crate::model::{Claim, Event, Facet, Term};
use crate::{extract, text};
use std::ops::Range;

/// Effective weight two claims must share to be looked at, in thousandths of a nat: one telling word, or several plain
/// ones.
const SHARED_WEIGHT: u32 = 1500;
/// Weight of a shared event and of the thing that it befalls: enough by itself.
const EVENT_WEIGHT: u16 = 1500;
/// Weight of a shared name skeleton: enough by itself.
const NAME_WEIGHT: u16 = 9000;
/// Words of a run by which a quotation is looked up.
const QUOTED: usize = 4;
/// Of so many runs one is kept.
const ONE_IN: u64 = 4;
/// Cells of the table of shared weights that are held at a time: 4 MB. Articles of a thousand sentences fit.
const CELLS: usize = 1 << 20;
/// Claims of an article that are aligned; a book has as many. The work grows with their square.
pub(crate) const LONGEST_ARTICLE: usize = 5000;

/// The blocking terms of an article's claims with the claims that hold them, sorted.
#[derive(Debug)]
pub(crate) struct Postings {
    claims: Range<usize>,
    terms: Vec<Posting>,
    /// By how much the words that each claim shares with another can weigh more than they are counted with here, in
    /// thousandths of a nat: what a heading lends may be lighter than the claim's own word.
    slack: Vec<u32>,
}

/// A term of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Posting {
    hash: u64,
    weight: u16,
    claim: u32,
}

impl Postings {
    /// The postings of an article's claims, the first of which has the index `start`, or of as many as are aligned.
    pub(crate) fn new(claims: &[Claim], start: usize) -> Self {
        let claims = &claims[..claims.len().min(LONGEST_ARTICLE)];
        let number = |at: usize| u32::try_from(start + at).unwrap_or(u32::MAX);
        let of = |(at, claim): (usize, &Claim)| {
            let posting = move |Term { hash, weight }| Posting { hash, weight, claim: number(at) };
            blocking_terms(claim).into_iter().map(posting)
        };
        let mut terms: Vec<Posting> = claims.iter().enumerate().flat_map(of).collect();
        terms.sort_unstable();
        let lent = |claim: &Claim| if claim.context.is_empty() { 0 } else { u32::MAX };
        Self { claims: start..start + claims.len(), terms, slack: claims.iter().map(lent).collect() }
    }

    /// Number of the article's claims that are aligned.
    pub(crate) fn claims(&self) -> Range<usize> {
        self.claims.clone()
    }
}

/// Terms under which a claim is looked up: its own, those its heading lends, the skeletons of full names, so that two
/// spellings of one name meet, runs of words of quotations, and its events by what they befall.
fn blocking_terms(claim: &Claim) -> Vec<Term> {
    let named = claim.names.iter().filter(|name| name.terms.len() >= 2).map(|name| name.full.as_str());
    // Whom a pronoun means, where the sentence tells that person's standing.
    let meant = claim.facets.iter().filter_map(|facet| match facet {
        Facet::Status(status) if status.subject_terms.len() >= 2 => Some(status.subject.as_str()),
        _ => None,
    });
    let mut terms = with_context(claim);
    terms.extend(claim.facets.iter().flat_map(|facet| match facet {
        Facet::Quote(quote) => quoted_runs(&quote.words),
        _ => Vec::new(),
    }));
    terms.extend(claim.events.iter().flat_map(befallen));
    terms.extend(
        named
            .chain(meant)
            .map(|full| Term { hash: text::hash(&format!("name:{}", extract::skeleton(full))), weight: NAME_WEIGHT }),
    );
    text::sorted(terms)
}

/// Terms for an event together with the noun that it befalls, under its family and those it excludes: "the road reopened"
/// meets "the road remains closed", which share one plain word.
fn befallen(event: &Event) -> Vec<Term> {
    let verbs = verbs::get();
    // Much befalls people.
    let telling = |head: &Term| !lexicon::anybody().contains(&head.hash);
    let Some(head) = event.whom().and_then(|party| party.head).filter(telling) else { return Vec::new() };
    let families = std::iter::once(&event.predicate).chain(verbs.opposites(event.predicate));
    let known = families.filter(|family| verbs.family(**family).is_some());
    let key = |family: &Term| text::hash(&format!("befalls:{}:{}", family.hash, head.hash));
    known.map(|family| Term { hash: key(family), weight: EVENT_WEIGHT }).collect()
}

/// Terms for the words of a quotation: its first and its last run of four words, and one in four of those between, by their
/// hashes, so that two quotations choose the same (winnowing, Schleimer et al. 2003). "The money was never there" is in
/// plain words, and yet hardly said twice by chance; and a quotation of three sentences stands with the first of them only.
fn quoted_runs(words: &[String]) -> Vec<Term> {
    let hash = |run: &[String]| text::hash(&format!("quote:{}", run.join(" ")));
    let last = words.len().saturating_sub(QUOTED);
    let runs = words.windows(QUOTED).enumerate().map(|(at, run)| (at, hash(run)));
    let kept = runs.filter(|&(at, hash)| at == 0 || at == last || hash % ONE_IN == 0);
    kept.map(|(_, hash)| Term { hash, weight: NAME_WEIGHT }).collect()
}

/// Calls `found` with each pair of claims that share enough to be looked at, in order, and what the content words that they
/// share weigh at most; within one article each pair once.
///
/// The postings of the two articles are merged, and the weight of each shared term is added to the pairs of claims that
/// hold it, in a dense table. Large tables are made a strip of rows at a time.
pub(crate) fn each(left: &Postings, right: &Postings, weigh: Weigh<'_>, mut found: impl FnMut(usize, usize, u32)) {
    let (rows, columns) = (left.claims.clone(), right.claims.clone());
    if columns.is_empty() {
        return;
    }
    let height = (CELLS / columns.len()).max(1).min(rows.len());
    let mut shared = vec![0_u32; height * columns.len()];
    let same = left.claims == right.claims;
    for start in rows.clone().step_by(height.max(1)) {
        let strip = start..(start + height).min(rows.end);
        shared.fill(0);
        fill(&mut shared, (&strip, &left.terms), (&columns, &right.terms), weigh);
        for (row, cells) in strip.zip(shared.chunks_exact(columns.len())) {
            let slack = left.slack[row - rows.start];
            let enough = cells.iter().enumerate().filter(|&(_, &weight)| weight >= SHARED_WEIGHT);
            for (at, &weight) in enough.filter(|(at, _)| !same || row < columns.start + at) {
                found(row, columns.start + at, weight.saturating_add(slack).saturating_add(right.slack[at]));
            }
        }
    }
}

/// Claims of an article and the sorted postings of all of them.
type Side<'a> = (&'a Range<usize>, &'a [Posting]);

/// Adds the weight of each shared term to the cells of the pairs of claims that hold it.
fn fill(shared: &mut [u32], (rows, mut ls): Side<'_>, (columns, mut rs): Side<'_>, weigh: Weigh<'_>) {
    let width = columns.len();
    while let (Some(l), Some(r)) = (ls.first(), rs.first()) {
        if l.hash != r.hash {
            if l.hash < r.hash {
                ls = &ls[1..];
            } else {
                rs = &rs[1..];
            }
            continue;
        }
        let run = |list: &[Posting]| list.iter().take_while(|posting| posting.hash == l.hash).count();
        let (l_run, r_run) = (run(ls), run(rs));
        // The forms of one word weigh differently: the heaviest is counted, so that no pair weighs more, from either side.
        let heaviest = Term { hash: l.hash, weight: ls[l_run - 1].weight.max(rs[r_run - 1].weight) };
        let weight = weigh.weight(heaviest);
        for row in ls[..l_run].iter().map(|posting| posting.claim as usize).filter(|row| rows.contains(row)) {
            let cells = &mut shared[(row - rows.start) * width..][..width];
            for posting in &rs[..r_run] {
                let cell = &mut cells[posting.claim as usize - columns.start];
                *cell = cell.saturating_add(weight);
            }
        }
        (ls, rs) = (&ls[l_run..], &rs[r_run..]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::terms::Counts;

    /// Postings of claims `from..` that hold one term each.
    fn postings(from: usize, hashes: &[u64]) -> Postings {
        let posting = |(&hash, claim)| Posting { hash, weight: 9000, claim };
        let mut terms: Vec<Posting> = hashes.iter().zip(from as u32..).map(posting).collect();
        terms.sort_unstable();
        Postings { claims: from..from + hashes.len(), terms, slack: vec![0; hashes.len()] }
    }

    fn pairs(left: &Postings, right: &Postings) -> Vec<(usize, usize)> {
        let (one, other) = (Counts::default(), Counts::default());
        let mut out = Vec::new();
        each(left, right, Weigh::new(&one, &other), |l, r, _| out.push((l, r)));
        out
    }

    #[test]
    fn claims_that_share_a_term_meet_in_order() {
        let (left, right) = (postings(0, &[1, 2, 1]), postings(3, &[2, 1, 3]));
        assert_eq!(pairs(&left, &right), [(0, 4), (1, 3), (2, 4)]);
        assert_eq!(pairs(&left, &left), [(0, 2)]);
        assert_eq!(pairs(&left, &postings(3, &[])), []);
    }

    #[test]
    fn strips_are_as_one_table() {
        let hashes: Vec<u64> = (0..3000).collect();
        let (left, right) = (postings(0, &hashes), postings(3000, &hashes));
        assert!(left.claims().len() * right.claims().len() > CELLS);
        let expected: Vec<(usize, usize)> = (0..3000).map(|at| (at, at + 3000)).collect();
        assert_eq!(pairs(&left, &right), expected);
    }
}
