//! The verb group: a verb with what stands before it, and what that makes of it.

use super::super::words::Words;
use super::stage::{scheduled, stage};
use crate::lexicon::verbs::{self, Inflection};
use crate::model::{Phase, Term};
use std::ops::Range;

/// A verb with its auxiliaries.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// From the first auxiliary to the last word of the verb.
    pub(super) tokens: Range<usize>,
    /// The words of the verb alone.
    pub(super) verb: Range<usize>,
    /// What belongs to the verb behind its object: the "guilty" of "found the banker guilty".
    pub(super) rest: Option<Range<usize>>,
    pub(super) predicate: Term,
    pub(super) single: bool,
    pub(super) often: bool,
    pub(super) alternates: bool,
    /// Whether its subject is what it is done to.
    pub(super) passive: bool,
    /// Whether it tells how things are rather than what happens: "is under way".
    pub(super) state: bool,
    pub(super) phase: Phase,
    /// Whether "has" or "have" tells it as of the moment of writing.
    pub(super) perfect: bool,
    /// Whether the words before it deny it without a negation: "failed to", "has yet to".
    pub(super) failed: bool,
}

/// Adverbs that stand between an auxiliary and its verb.
pub(super) const ADVERBS: [&str; 22] = [
    "already", "now", "also", "just", "still", "finally", "soon", "since", "then", "only", "even", "first", "yet",
    "not", "never", "ever", "later", "again", "so", "far", "all", "both",
];
/// Adverbs that tell how often a thing is done.
const HABITS: [&str; 12] = [
    "rarely",
    "seldom",
    "usually",
    "often",
    "normally",
    "generally",
    "typically",
    "sometimes",
    "frequently",
    "occasionally",
    "regularly",
    "routinely",
];
pub(super) const BE: [&str; 10] = ["is", "are", "was", "were", "am", "been", "being", "be", "'re", "’re"];
pub(super) const BE_NOT: [&str; 4] = ["isn't", "aren't", "wasn't", "weren't"];
pub(super) const HAVE: [&str; 8] = ["has", "have", "had", "'ve", "’ve", "hasn't", "haven't", "hadn't"];
pub(super) const DO: [&str; 6] = ["do", "does", "did", "don't", "doesn't", "didn't"];
pub(super) const WILL: [&str; 6] = ["will", "shall", "'ll", "’ll", "won't", "shan't"];
pub(super) const MAY: [&str; 3] = ["may", "might", "could"];
/// Auxiliaries that make a wish, a duty or a fancy of it.
pub(super) const IMAGINED: [&str; 9] =
    ["would", "should", "must", "can", "cannot", "can't", "couldn't", "wouldn't", "shouldn't"];
/// Words that stand before a noun.
pub(super) const DETERMINERS: [&str; 24] = [
    "the", "a", "an", "its", "his", "her", "their", "our", "my", "your", "this", "these", "those", "no", "any", "each",
    "every", "some", "more", "most", "'s", "’s", "two", "three",
];
/// Verbs of any use, and of saying: what they tell lies in other words.
const NO_EVENTS: [&str; 64] = [
    "say",
    "said",
    "says",
    "told",
    "tell",
    "tells",
    "added",
    "add",
    "claim",
    "claimed",
    "state",
    "stated",
    "argue",
    "argued",
    "insist",
    "insisted",
    "do",
    "done",
    "have",
    "had",
    "has",
    "be",
    "been",
    "being",
    "get",
    "got",
    "make",
    "made",
    "take",
    "taken",
    "go",
    "gone",
    "come",
    "give",
    "given",
    "put",
    "see",
    "seen",
    "know",
    "known",
    "think",
    "thought",
    "want",
    "wanted",
    "seem",
    "seemed",
    "expected",
    "supposed",
    "become",
    "like",
    "look",
    "need",
    "believe",
    "believed",
    "based",
    "concerned",
    "interested",
    "involved",
    "able",
    "due",
    "set",
    "likely",
    "worth",
    "aged",
];

/// Whether a verb of `len` words ends in a "to" behind which another verb stands.
fn agrees_to_do(words: &Words<'_>, at: usize, len: usize) -> bool {
    let behind = at + len;
    len > 1
        && words.lower(behind - 1) == "to"
        && verbs::get()
            .find(words.lower(behind), |next| words.lower(behind + next))
            .is_some_and(|next| next.inflection.base)
}

/// Tokens that a hyphen adds to a verb, with the word behind it.
const HYPHENED: usize = 2;

/// Whether a word is an auxiliary.
pub(super) fn auxiliary(lower: &str) -> bool {
    [&BE[..], &BE_NOT, &HAVE, &DO, &WILL, &MAY, &IMAGINED].iter().any(|forms| forms.contains(&lower))
}

/// The verb group whose verb begins at `at`, not before token `floor`.
pub(super) fn read(words: &Words<'_>, at: usize, floor: usize) -> Option<Group> {
    let token = words.tokens.get(at).filter(|token| token.is_word())?;
    let hyphened = |at: usize| words.tokens.get(at).is_some_and(|token| token.is_mark('-'));
    if at > 0 && hyphened(at - 1) {
        return None;
    }
    // "re-elected": a compound that the lexicon knows; any other is no verb.
    let compound = (hyphened(at + 1) && token.touches(&words.tokens[at + 1]))
        .then(|| format!("{}-{}", words.lower(at), words.lower(at + 2)));
    let parts = if compound.is_some() { HYPHENED } else { 0 };
    if let Some(state) = super::state::read(words, at, floor) {
        return Some(state);
    }
    let first = compound.as_deref().unwrap_or_else(|| words.lower(at));
    let found = verbs::get().find(first, |next| words.lower(at + parts + next));
    let start = group_start(words, at, floor);
    let before = &Before { words, start, at };
    let whole = found.as_ref().is_some_and(|found| found.len > 1) || compound.is_some();
    let (found, rest) = match if whole { None } else { split(words, at) } {
        Some((split, rest)) => (Some(split), Some(rest)),
        None => (found, None),
    };
    let inflection = match &found {
        Some(found) => found.inflection,
        None if compound.is_some() => return None,
        None => unknown(words, at, before)?,
    };
    // "agreed to buy": who agrees has the other thing before him.
    let found = found.filter(|found| rest.is_some() || !agrees_to_do(words, at + parts, found.len));
    let family = found.as_ref().map(|found| found.family);
    let len = parts + found.as_ref().filter(|_| rest.is_none()).map_or(1, |found| found.len);
    // "troops are rarely deployed" tells of no deployment.
    if (start..at).any(|at| HABITS.contains(&words.lower(at))) {
        return None;
    }
    // A name is no verb, but any word begins a headline or sentence with a capital.
    if token.is_capital() && at > 0 && start == at && !words.tokens[at - 1].is_mark('”') {
        return None;
    }
    let end = (at + len).min(words.len());
    let scheduled = || {
        let ahead = family.is_some_and(|family| family.scheduled) && scheduled(before, inflection, end);
        ahead.then_some((Phase::Planned, false, false, start))
    };
    let (mut phase, passive, failed, from) = scheduled().or_else(|| stage(before, inflection, end))?;
    let mut predicate = family.map(|family| family.term).or(words.terms[at])?;
    if let Some(planned) = family.and_then(|family| family.plans) {
        // Who has planned a thing has it before him.
        (predicate, phase) = (planned, phase.min(Phase::Planned));
    }
    let perfect = (from..at).any(|at| matches!(words.lower(at), "has" | "have" | "'ve" | "’ve" | "hasn't" | "haven't"));
    Some(Group {
        perfect,
        tokens: from..rest.as_ref().map_or(end, |rest| rest.end),
        verb: at..end,
        rest,
        predicate,
        single: family.is_some_and(|family| family.single),
        often: family.is_some_and(|family| family.often),
        alternates: family.is_some_and(|family| family.alternates),
        passive,
        state: false,
        phase,
        failed,
    })
}

/// The verb of which a part stands behind its object, with the tokens of that part: "found the banker guilty".
fn split<'v>(words: &Words<'_>, at: usize) -> Option<(verbs::Found<'v>, Range<usize>)> {
    let opens = leads_object(words, at + 1)
        || words.tokens.get(at + 1).is_some_and(crate::text::Token::is_capital)
        || matches!(words.lower(at + 1), "him" | "her" | "them" | "it");
    if !opens {
        return None;
    }
    let (found, from) = verbs::get().split(words.lower(at), |next| words.lower(at + next))?;
    let rest = at + from..at + from + found.len;
    let plain = |at: usize| {
        let lower = words.lower(at);
        let joins = super::party::joins(lower) || super::party::leads_adjunct(lower) || auxiliary(lower);
        (words.tokens[at].is_word() || words.tokens[at].is_mark('-')) && !joins
    };
    // "took the children out the back": there the particle leads a phrase.
    let ends = words.terms.get(rest.end).is_none_or(Option::is_none) && !DETERMINERS.contains(&words.lower(rest.end));
    let clause = words.clause(at);
    let one_clause = clause.end >= rest.end;
    // "found the banker guilty of fraud and not guilty of theft": two verdicts.
    let last = words.lower(rest.end.saturating_sub(1));
    let again = (rest.end..words.len()).any(|at| words.lower(at) == last);
    (!again && ends && one_clause && (at + 1..rest.start).all(plain)).then_some((found, rest))
}

/// The forms that a word unknown to the lexicon can have as a verb, told by its ending and the auxiliaries before it.
fn unknown(words: &Words<'_>, at: usize, before: &Before<'_, '_>) -> Option<Inflection> {
    let lower = words.lower(at);
    if NO_EVENTS.contains(&lower) || words.tokens[at].is_capital() || lower.len() < 4 {
        return None;
    }
    let ed = lower.ends_with("ed");
    let participle = ed && (before.has(&BE) || before.has(&HAVE) || before.has(&BE_NOT));
    let base = before.has(&DO) || before.has(&WILL) || before.has(&MAY);
    // "the lorry carried 12 tons": a form that nothing stands before is a verb where an object follows.
    let past = before.start == at && ed && leads_object(words, at + 1);
    (participle || base || past).then_some(Inflection { base, participle, past, ..Inflection::default() })
}

/// Whether a noun phrase begins at `at`: what stands before it is a verb and colours no noun.
fn leads_object(words: &Words<'_>, at: usize) -> bool {
    let number = words.tokens.get(at).is_some_and(|token| token.kind == crate::text::TokenKind::Number);
    number || DETERMINERS.contains(&words.lower(at)) || matches!(words.lower(at), "all" | "both" | "another")
}

/// The words before a verb that belong to it.
pub(super) struct Before<'a, 'w> {
    pub(super) words: &'a Words<'w>,
    pub(super) start: usize,
    pub(super) at: usize,
}

impl Before<'_, '_> {
    pub(super) fn has(&self, forms: &[&str]) -> bool {
        (self.start..self.at).any(|at| forms.contains(&self.words.lower(at)))
    }
}

/// Where the auxiliaries and adverbs before a verb begin.
pub(super) fn group_start(words: &Words<'_>, at: usize, floor: usize) -> usize {
    let inside = |lower: &str| ADVERBS.contains(&lower) || auxiliary(lower) || lower.len() > 4 && lower.ends_with("ly");
    let mut start = at;
    while start > floor && inside(words.lower(start - 1)) {
        start -= 1;
    }
    // What leads the group must be an auxiliary: "soon" before a bare verb is the sentence's.
    while start < at && ADVERBS.contains(&words.lower(start)) && !matches!(words.lower(start), "not" | "never") {
        start += 1;
    }
    start
}
