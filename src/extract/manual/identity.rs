//! Which value of a setting a number is, with the name of the setting where the words, the heading or a reference tell it.

use super::code::codes;
use super::name;
use super::scene::Scene;
use super::setting::conditional;
use super::thing::{few, plain_term, thing};
use super::unset::Unset;
use crate::extract::words::Words;
use crate::lexicon::{Lexicon, manuals::Family};
use crate::model::{Aspect, Quantity, Term};
use crate::text;
use std::ops::Range;

/// Which value of a setting a number is, with the name of the setting where the words, the heading or a reference tell it.
pub(super) fn identified(
    words: &Words<'_>,
    scene: &Scene,
    (own, clause, aspect): (&Range<usize>, &Range<usize>, Aspect),
    unset: &Unset,
    lexicon: &Lexicon,
) -> Option<(Aspect, Vec<Term>)> {
    // "Up to 512 MB unless you change `cache.size`".
    let from = unset.unless.filter(|_| !aspect.is_timing()).unwrap_or(words.len());
    if let Some(code) = codes(words, from..words.len()).first() {
        return Some((Aspect::Default, name::name(words, code.tokens.clone(), lexicon)));
    }
    if !matches!(aspect, Aspect::Default | Aspect::Value) {
        return Some((aspect, Vec::new()));
    }
    if let Some(name) = weighs(words, clause, own) {
        return (aspect == Aspect::Value).then_some((aspect, name));
    }
    let mut name = match unset.beside(own).filter(|_| aspect == Aspect::Default) {
        Some(range) => name::name(words, range, lexicon),
        None => name::stated(words, clause, own, lexicon),
    };
    let mut bare = (clause.start..own.start).chain(own.end.min(clause.end)..clause.end);
    if name.is_empty() && !bare.any(|at| words.terms[at].is_some() && !Family::Grammar.has(words.lower(at))) {
        name.clone_from(&scene.name);
    }
    let measured = aspect == Aspect::Value;
    let open = || name.is_empty() || words.clause(own.start).any(|at| conditional(words.lower(at)));
    // What just is so much is compared by its name alone.
    (!(measured && open())).then_some((aspect, name))
}

/// Content terms beyond which the words in front of "weighs" are no name of a product.
const WEIGHED: usize = 2;

/// "The M3 weighs 480 g": the weight of the M3.
fn weighs(words: &Words<'_>, clause: &Range<usize>, own: &Range<usize>) -> Option<Vec<Term>> {
    let verb = own
        .start
        .checked_sub(1)
        .filter(|&verb| matches!(words.lower(verb), "weighs" | "weigh") && verb > clause.start)?;
    let of = few(thing(words, clause.start..verb), WEIGHED)?;
    Some(text::sorted(of.into_iter().chain([plain_term("weight")]).collect()))
}

/// Whether nothing is counted: "default: 60".
pub(super) fn headless(quantity: &Quantity) -> bool {
    quantity.counted.head.is_empty() || Family::Grammar.has(&quantity.counted.head.to_lowercase())
}
