//! Whether two stretches of manuals name one thing.

use super::Pair;
use crate::align::terms::overlap;
use crate::lexicon::{frequency, manuals};
use crate::model::Term;

/// Lighter words ("part", "way") name no thing by themselves; thousandths of a nat.
const SPECIFIC: u16 = 2000;
/// A single word of this weight names a thing by itself.
const TELLING: u16 = 3500;
/// Weight that the fuller name may have beyond the shorter, in thousandths of the shorter's.
const BEYOND: u32 = 2000;

/// Whether a term names the program as a whole: by such a word, or by a name made up that both articles have.
pub(super) fn program(pair: &Pair<'_>, term: &Term) -> bool {
    manuals::get().is_program(term.hash) || product(pair, term)
}

/// Hashes of the terms that name more than the program as a whole.
pub(super) fn but_program(pair: &Pair<'_>, terms: &[Term]) -> Vec<u64> {
    terms.iter().filter(|term| !program(pair, term)).map(|term| term.hash).collect()
}

/// Whether a term is the product's own name: made up, and in both articles. One article by itself does not tell.
pub(super) fn product(pair: &Pair<'_>, term: &Term) -> bool {
    term.weight >= frequency::NAME && !pair.same_article() && pair.weigh.both(term.hash)
}

/// Whether one name holds the other, and the shorter one is a name by itself. Both are sorted by hash.
pub(super) fn same(left: &[Term], right: &[Term]) -> bool {
    same_as(left, right, TELLING)
}

/// The same, where a single word of this weight is a name by itself.
pub(super) fn same_as(left: &[Term], right: &[Term], alone: u16) -> bool {
    let found = overlap(left, right, |term| u32::from(term.weight));
    let count = found.count as usize;
    let (light, heavy) = (found.left.min(found.right), found.left.max(found.right));
    let shared = left.iter().filter_map(|term| Some((term, right.iter().find(|other| other.hash == term.hash)?)));
    let weights: Vec<u16> = shared.map(|(term, other)| term.weight.max(other.weight)).collect();
    let telling = weights.iter().any(|&weight| weight >= alone)
        || weights.iter().filter(|&&weight| weight >= SPECIFIC).count() >= 2
        || count == left.len() && count == right.len();
    let holds = count == left.len() || count == right.len();
    count > 0 && holds && heavy <= light + light * BEYOND / 1000 && telling
}
