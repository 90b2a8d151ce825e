//! The verb group: a verb with what stands before it, and what that makes of it.

use super::super::words::Words;
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
const BE: [&str; 10] = ["is", "are", "was", "were", "am", "been", "being", "be", "'re", "’re"];
const BE_NOT: [&str; 4] = ["isn't", "aren't", "wasn't", "weren't"];
const HAVE: [&str; 8] = ["has", "have", "had", "'ve", "’ve", "hasn't", "haven't", "hadn't"];
const DO: [&str; 6] = ["do", "does", "did", "don't", "doesn't", "didn't"];
pub(super) const WILL: [&str; 6] = ["will", "shall", "'ll", "’ll", "won't", "shan't"];
pub(super) const MAY: [&str; 3] = ["may", "might", "could"];
/// Auxiliaries that make a wish, a duty or a fancy of it.
pub(super) const IMAGINED: [&str; 9] =
    ["would", "should", "must", "can", "cannot", "can't", "couldn't", "wouldn't", "shouldn't"];
/// Words before "to" that make a plan of what follows.
const PLANS: [&str; 26] = [
    "plan",
    "plans",
    "planned",
    "planning",
    "due",
    "set",
    "expected",
    "expects",
    "expect",
    "scheduled",
    "about",
    "intends",
    "intend",
    "intended",
    "agreed",
    "agrees",
    "promised",
    "promises",
    "likely",
    "hopes",
    "hope",
    "wants",
    "ready",
    "vowed",
    "pledged",
    "poised",
];
/// Those that look back on a plan where no "is" or "has" stands before them.
const PAST_PLANS: [&str; 6] = ["planned", "intended", "agreed", "promised", "vowed", "pledged"];
/// Words before "to" by which nothing came of it.
const FAILURES: [&str; 8] = ["failed", "refused", "declined", "unable", "fails", "refuses", "declines", "neglected"];
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

/// Whether a word is an auxiliary.
pub(super) fn auxiliary(lower: &str) -> bool {
    [&BE[..], &BE_NOT, &HAVE, &DO, &WILL, &MAY, &IMAGINED].iter().any(|forms| forms.contains(&lower))
}

/// The verb group whose verb begins at `at`, not before token `floor`.
pub(super) fn read(words: &Words<'_>, at: usize, floor: usize) -> Option<Group> {
    let token = words.tokens.get(at).filter(|token| token.is_word())?;
    let hyphened = |at: usize| words.tokens.get(at).is_some_and(|token| token.is_mark('-'));
    if hyphened(at + 1) && token.touches(&words.tokens[at + 1]) || at > 0 && hyphened(at - 1) {
        return None;
    }
    if let Some(state) = super::state::read(words, at, floor) {
        return Some(state);
    }
    let found = verbs::get().find(words.lower(at), |next| words.lower(at + next));
    let start = group_start(words, at, floor);
    let before = &Before { words, start, at };
    let inflection = match &found {
        Some(found) => found.inflection,
        None => unknown(words, at, before)?,
    };
    let family = found.as_ref().map(|found| found.family);
    let len = found.as_ref().map_or(1, |found| found.len);
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
        tokens: from..end,
        verb: at..end,
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

/// How far along the event is, whether it is told in the passive, whether it failed, and where the group begins; `None` where
/// the word is no verb here, or tells nothing that is or will be so.
fn stage(before: &Before<'_, '_>, form: Inflection, end: usize) -> Option<(Phase, bool, bool, usize)> {
    let (words, start) = (before.words, before.start);
    if before.has(&IMAGINED) {
        return None;
    }
    let be = before.has(&BE) || before.has(&BE_NOT);
    let passive = be && form.participle && !form.gerund;
    if let Some(to) = infinitive(words, start, form.base || be) {
        let governor = to.checked_sub(1)?;
        let word = words.lower(governor);
        let from = group_start(words, governor, governor.saturating_sub(4));
        return if word == "yet" {
            Some((Phase::Done, passive, true, from.min(governor)))
        } else if FAILURES.contains(&word) {
            Some((Phase::Done, passive, true, from))
        } else if PAST_PLANS.contains(&word)
            && !BE.iter().chain(&HAVE).any(|form| words.lower(governor.saturating_sub(1)) == *form)
        {
            None
        } else if PLANS.contains(&word) || matches!(word, "is" | "are" | "'s" | "’s") {
            Some((Phase::Planned, passive, false, from))
        } else {
            None
        };
    }
    if before.has(&WILL) {
        return (form.base || passive).then_some((Phase::Planned, passive, false, start));
    }
    // "may have been killed" says what is known rather than what comes.
    if before.has(&MAY) && before.has(&HAVE) {
        return None;
    }
    if before.has(&MAY) {
        // "You may delete it" allows.
        if start.checked_sub(1).is_some_and(|at| matches!(words.lower(at), "you" | "we" | "users" | "one")) {
            return None;
        }
        return (form.base || passive).then_some((Phase::Possible, passive, false, start));
    }
    if before.has(&DO) {
        return form.base.then_some((Phase::Done, false, false, start));
    }
    if before.has(&HAVE) {
        return form.participle.then_some((Phase::Done, passive, false, start));
    }
    if be {
        if form.gerund {
            return Some((Phase::UnderWay, false, false, start));
        }
        let phase = if before.has(&["being"]) { Phase::UnderWay } else { Phase::Done };
        return form.participle.then_some((phase, true, false, start));
    }
    bare(words, start, form, end).map(|(phase, passive)| (phase, passive, false, start))
}

/// Whether a verb stands in the present, before a day: "the fair opens on Monday", "classes begin on 4 March".
fn scheduled(before: &Before<'_, '_>, form: Inflection, end: usize) -> bool {
    let words = before.words;
    let Some(subject) = before.start.checked_sub(1).filter(|_| before.start == before.at) else { return false };
    let lower = words.lower(subject);
    let noun = words.terms[subject].is_some() && words.tokens[subject].is_word();
    let many = noun && lower.ends_with('s') || matches!(lower, "they" | "we" | "who" | "which" | "that" | "and");
    let one = noun && !lower.ends_with("ss") || matches!(lower, "it" | "he" | "she" | "who" | "which" | "that" | "and");
    // What stands behind "until" is part of "run until".
    let led = matches!(words.lower(end), "on" | "by" | "from" | "in");
    let day = if led { end + 1 } else { end };
    let until = matches!(words.lower(end.saturating_sub(1)), "until" | "through");
    let number = words.tokens.get(day).is_some_and(|token| token.kind == crate::text::TokenKind::Number);
    (form.base && !form.third && many || form.third && one)
        && (number && (led || until) || super::super::words::timely(words.lower(day)))
}

/// Where "to" stands before the group, if a base form or "be" follows it.
fn infinitive(words: &Words<'_>, start: usize, fits: bool) -> Option<usize> {
    let to = start.checked_sub(1).filter(|&to| words.lower(to) == "to" && fits)?;
    Some(to)
}

/// A verb without auxiliary: the phase, and whether it is passive ("the fund approved by the council").
fn bare(words: &Words<'_>, at: usize, form: Inflection, end: usize) -> Option<(Phase, bool)> {
    let lower = |at: usize| words.lower(at);
    let before = at.checked_sub(1).map_or("", lower);
    // "the planned strike", "of scrambled files": no verb follows these.
    if DETERMINERS.contains(&before) || BEFORE_NOUN.contains(&before) {
        return None;
    }
    // "all 12 freed hostages", "the first shot"
    let noun = words.terms.get(end).is_some_and(Option::is_some);
    let number = at > 0 && words.tokens[at - 1].kind == crate::text::TokenKind::Number;
    let ordinal = matches!(before, "first" | "second" | "third" | "last" | "very") && at > 1;
    if number && noun || ordinal && DETERMINERS.contains(&lower(at.saturating_sub(2))) {
        return None;
    }
    let next = lower(end);
    if form.participle && next == "by" && !super::party::timely(lower(end + 1)) {
        return Some((Phase::Done, true));
    }
    // "Built in 1990 by Ida Lund, the bridge"
    if form.participle && at == 0 && matches!(next, "in" | "on" | "at" | "from" | "for") {
        return Some((Phase::Done, true));
    }
    // "Ida Lund, convicted of fraud"
    if form.participle && before == "," && matches!(next, "of" | "in" | "for" | "by" | "with" | "after" | "on" | "from")
    {
        return Some((Phase::Done, true));
    }
    if form.past {
        // "the man ordered shot" and "closed doors": what stands behind decides.
        return finite_context(words, at, end).then_some((Phase::Done, false));
    }
    let follows = matches!(
        next,
        "the"
            | "a"
            | "an"
            | "its"
            | "his"
            | "her"
            | "their"
            | "our"
            | "no"
            | "all"
            | "some"
            | "from"
            | "at"
            | "to"
            | "in"
    ) || words.tokens.get(end).is_some_and(crate::text::Token::is_capital);
    let singular =
        at > 0 && (words.tokens[at - 1].is_capital() || words.terms[at - 1].is_some() && !before.ends_with('s'));
    (form.third && !form.base && follows && (singular || matches!(before, "it" | "he" | "she" | "who" | "which")))
        .then_some((Phase::UnderWay, false))
}

/// Whether a past form stands where a finite verb does: behind a noun, a name, a pronoun or "and", and not before a noun
/// that it would colour.
fn finite_context(words: &Words<'_>, at: usize, end: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let lower = words.lower(before);
    let noun = words.terms[before].is_some() && words.tokens[before].is_word();
    let leads = noun
        || PRONOUNS.contains(&lower)
        || matches!(lower, "and" | "," | ")" | "”" | "then" | "who" | "which" | "that" | "later" | "also" | "first")
        || words.tokens[before].kind == crate::text::TokenKind::Number
        || super::party::names_work(words, at)
        || lower.len() > 4 && lower.ends_with("ly");
    // "and scorched earth": a bare noun behind the form, with no verb's subject before.
    let colours = matches!(lower, "and" | ",")
        && words.terms.get(end).is_some_and(Option::is_some)
        && !words.tokens[end].is_capital();
    leads && !colours
}

pub(super) const DETERMINERS: [&str; 24] = [
    "the", "a", "an", "its", "his", "her", "their", "our", "my", "your", "this", "these", "those", "no", "any", "each",
    "every", "some", "more", "most", "'s", "’s", "two", "three",
];
const BEFORE_NOUN: [&str; 12] =
    ["of", "in", "on", "with", "for", "from", "under", "into", "than", "as", "about", "between"];
const PRONOUNS: [&str; 12] = ["he", "she", "it", "they", "we", "i", "you", "this", "nobody", "us", "them", "nothing"];
