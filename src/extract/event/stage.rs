//! How far along an event is by the words before its verb: planned, possible, done, or open.

use super::super::words::{Words, names_day};
use super::group::{BE, BE_NOT, Before, DETERMINERS, DO, HAVE, IMAGINED, MAY, WILL, group_start};
use crate::lexicon::verbs::Inflection;
use crate::model::Phase;

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
const PAST_PLANS: [&str; 5] = ["planned", "intended", "promised", "vowed", "pledged"];
/// Words before "to" by which nothing came of it.
const FAILURES: [&str; 8] = ["failed", "refused", "declined", "unable", "fails", "refuses", "declines", "neglected"];

/// How far along the event is, whether it is told in the passive, whether it failed, and where the group begins; `None` where
/// the word is no verb here, or tells nothing that is or will be so.
pub(super) fn stage(before: &Before<'_, '_>, form: Inflection, end: usize) -> Option<(Phase, bool, bool, usize)> {
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
        } else if word == "whether" && undecided(words, governor) {
            Some((Phase::Possible, passive, false, governor))
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
        if commands(words, start) {
            return None;
        }
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
pub(super) fn scheduled(before: &Before<'_, '_>, form: Inflection, end: usize) -> bool {
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
        && (number && (led || until) || names_day(words.lower(day)) || matches!(words.lower(day), "tomorrow" | "next"))
}

/// Whether it is open what stands behind "whether" at `at`: "has not decided whether to appeal", "a decision on whether to".
fn undecided(words: &Words<'_>, at: usize) -> bool {
    (at.saturating_sub(UNDECIDED_REACH)..at).any(|at| UNDECIDED.contains(&words.lower(at)))
}

/// Words of a decision that is not taken.
const UNDECIDED: [&str; 11] = [
    "decide",
    "decided",
    "deciding",
    "decision",
    "considering",
    "weighing",
    "mulling",
    "mind",
    "undecided",
    "unclear",
    "consider",
];
/// Words before "whether" among which they stand.
const UNDECIDED_REACH: usize = 6;

/// Whether a clause begins at `at` with what one should not do: "Do not eat the cheese".
pub(crate) fn commands(words: &Words<'_>, at: usize) -> bool {
    at == words.clause(at).start && matches!(words.lower(at), "do" | "don't" | "don’t")
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
    let aside = || at > 0 && super::subject::closes_relative(words, at - 1);
    if form.participle
        && before == ","
        && !aside()
        && matches!(next, "of" | "in" | "for" | "by" | "with" | "after" | "on" | "from")
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

const BEFORE_NOUN: [&str; 12] =
    ["of", "in", "on", "with", "for", "from", "under", "into", "than", "as", "about", "between"];
const PRONOUNS: [&str; 12] = ["he", "she", "it", "they", "we", "i", "you", "this", "nobody", "us", "them", "nothing"];
