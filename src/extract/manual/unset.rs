//! What a sentence says holds where nobody sets anything.

use super::phrase::soon;
use crate::extract::words::Words;
use crate::lexicon::manuals::Family;
use std::ops::Range;

/// Content words of the longest name of a setting.
const NAME: usize = 3;

/// What a sentence says of where nothing is set.
pub(super) struct Unset {
    /// The name of the setting that nobody gives.
    name: Option<Range<usize>>,
    /// Where it begins to say that it holds as long as nothing is set.
    pub(super) unless: Option<usize>,
}

impl Unset {
    pub(super) fn of(words: &Words<'_>) -> Self {
        Self { name: name(words), unless: unless(words) }
    }

    /// Whether it says anything of that.
    pub(super) fn is_told(&self) -> bool {
        self.name.is_some() || self.unless.is_some()
    }

    /// The name of the setting, where the number at `own` is no part of it.
    pub(super) fn beside(&self, own: &Range<usize>) -> Option<Range<usize>> {
        self.name.clone().filter(|name| !name.contains(&own.start))
    }
}

/// The name of a setting of which a condition says that nobody gives it: "if you do not pass a quality", "when `wait` is not
/// set", "if the limit is omitted".
fn name(words: &Words<'_>) -> Option<Range<usize>> {
    let from = (0..words.len()).find(|&at| matches!(words.lower(at), "if" | "when" | "where"))? + 1;
    let end = (from..words.len()).find(|&at| words.tokens[at].is_mark(',')).unwrap_or(words.len());
    let not = (from..end).find(|&at| matches!(words.lower(at), "not" | "don't" | "isn't" | "don’t" | "isn’t"));
    let denied = not.filter(|&not| Family::Giving.has(words.lower(not + 1))).map(|not| (not, not + 1));
    let plain = || {
        let at = (from..end).find(|&at| matches!(words.lower(at), "omit" | "omitted" | "unset" | "missing"))?;
        Some((at, at))
    };
    let (before, verb) = denied.or_else(plain)?;
    let passive = (from..before).rev().find(|&at| matches!(words.lower(at), "is" | "are"));
    let range = match (passive, words.lower(from)) {
        (Some(copula), _) => from..copula,
        // "If you do not set it": of what was said before.
        (None, "you") if !matches!(words.lower(verb + 1), "it" | "this" | "them") => verb + 1..end,
        // "If the quality isn't set"
        (None, _) if before + 1 == verb && words.lower(before).starts_with("isn") => from..before,
        (None, _) => return None,
    };
    let told = words.terms[range.clone()].iter().flatten().count();
    (1..=NAME).contains(&told).then_some(range)
}

/// Where a sentence begins to say that it holds as long as nothing is set: "unless you change that", "unless `wait` says
/// otherwise".
fn unless(words: &Words<'_>) -> Option<usize> {
    (0..words.len()).find(|&at| {
        words.lower(at) == "unless" && (soon(words, at, 4, Family::Changing) || words.soon(at, 9, &["otherwise"]))
    })
}
