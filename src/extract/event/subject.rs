//! Who or what a verb is said of: a noun phrase, or what a pronoun or participle leans on.

use super::super::words::Words;
use super::{Known, Previous, group, party};
use crate::lexicon::verbs;
use crate::model::{NameMention, Party};
use crate::text::TokenKind;
use std::ops::Range;

/// Who stands before a verb: a noun phrase, the one a relative or personal pronoun means, or the doer of the verb before.
pub(super) fn subject(
    words: &Words<'_>,
    to: usize,
    floor: usize,
    (known, reduced): (Known<'_>, bool),
    previous: Option<Previous<'_>>,
) -> Option<Party> {
    let names = known.names;
    if to == 0 {
        return behind_comma(words, known);
    }
    let mut to = to;
    // "he formally requested"
    while to > floor && words.lower(to - 1).len() > 4 && words.lower(to - 1).ends_with("ly") {
        to -= 1;
    }
    let before = to.checked_sub(1)?;
    match words.lower(before) {
        // "Renner, who resigned", "the evacuation, which was ordered".
        "who" | "which" | "that" => {
            let end = if before > 0 && words.tokens[before - 1].is_mark(',') { before - 1 } else { before };
            return antecedent(words, end, words.lower(before) == "who", known);
        }
        // "Ida Lund, convicted of fraud in May": what stands before the comma is it done to.
        "," if reduced => {
            let range = party::before(words, before, 0)?;
            return party::party(words, range, known);
        }
        "he" | "she" => return person(words, before, names),
        "it" => {
            // "It opened in May. … and it closed in June": of a sentence's own nouns too many may be meant.
            let meant = if before == 0 { known.topic.cloned() } else { None };
            return meant.map(|topic| Party { span: words.tokens[before].span, ..topic });
        }
        "," if previous.is_none() => {
            let range = aside(words, before)?;
            return party::party(words, range, known);
        }
        "," => {
            // "Ida Lund, whose books sold well, died": what stands between the commas has a verb of its own.
            if let Some(range) = relative(words, before) {
                return party::party(words, range, known);
            }
            return previous.and_then(Previous::subject);
        }
        "and" | "then" | "but" => {
            return previous.and_then(Previous::subject);
        }
        _ => {}
    }
    let range = party::before(words, to, floor)?;
    if range.len() == 1 && matches!(words.lower(range.start), "he" | "she") {
        return person(words, range.start, names);
    }
    party::party(words, range, known)
}

/// "Built in 1990, the bridge carries two lanes": the participle at the head of a sentence describes what follows the comma.
fn behind_comma(words: &Words<'_>, known: Known<'_>) -> Option<Party> {
    let comma = (1..words.len().min(PARTICIPLE)).find(|&at| words.tokens[at].is_mark(','))?;
    let from = comma + 1;
    let leads = matches!(words.lower(from), "the" | "its" | "their" | "his" | "her")
        || known.names.iter().any(|name| words.inside(name.span).start == from);
    let end = (from..words.len()).find(|&at| {
        group::auxiliary(words.lower(at)) || group::read(words, at, from).is_some_and(|group| group.tokens.start == at)
    })?;
    let range = party::behind(words, from, end).filter(|_| leads)?;
    party::party(words, range, known)
}

/// Longest participle with its adjuncts at the head of a sentence, in tokens.
const PARTICIPLE: usize = 14;

/// The thing of which a sentence speaks, which "it" at the head of the next one means: the noun phrase with which it begins.
/// `None` for people and for what is told in the plural.
pub(crate) fn topic(words: &Words<'_>, known: Known<'_>) -> Option<Party> {
    if words.lower(0) == "it" {
        return known.topic.cloned();
    }
    let verb = (1..words.len().min(TOPIC)).find(|&at| {
        group::auxiliary(words.lower(at)) || group::read(words, at, 0).is_some_and(|group| group.tokens.start == at)
    })?;
    let range = party::before(words, verb, 0)?;
    // What stands before it is a phrase of time or place.
    let led = range.start <= usize::from(!words.tokens[0].is_word())
        || words.tokens[range.start - 1].is_mark(',')
        || party::leads_adjunct(words.lower(0));
    let party = party::party(words, range.clone(), known)?;
    let noun = party.head.is_some() && !party.more && party.share.is_none();
    let last = range.clone().rev().find(|&at| words.terms[at].is_some())?;
    let plural = words.lower(last).ends_with('s') && !words.lower(last).ends_with("ss") && party.name.is_empty();
    let and = range.into_iter().any(|at| matches!(words.lower(at), "and" | "or"));
    (led && noun && !plural && !and && !party.person).then_some(party)
}

/// Tokens within which the verb of a sentence stands whose subject is its topic.
const TOPIC: usize = 16;

/// Longest apposition, in tokens, its comma included.
const APPOSITION: usize = 6;

/// Whom or what a relative pronoun means: the noun phrase right before it, of people the name there.
fn antecedent(words: &Words<'_>, end: usize, who: bool, known: Known<'_>) -> Option<Party> {
    let names = known.names;
    let range = party::before(words, end, 0)?;
    // "the account given by Ms Strand, who": the last name is meant.
    let name = names.iter().rfind(|name| words.span(range.clone()).contains(name.span));
    match name.filter(|_| who) {
        Some(name) => party::party(words, words.inside(name.span), known),
        None => party::party(words, range, known),
    }
}

/// What a relative clause is about whose doer stands behind the pronoun: "the servers that hackers scrambled".
pub(super) fn whom(words: &Words<'_>, doer: &Party, known: Known<'_>) -> Option<Party> {
    let pronoun = words.inside(doer.span).start.checked_sub(1)?;
    if !matches!(words.lower(pronoun), "that" | "which" | "whom") {
        return None;
    }
    let range = party::before(words, pronoun, 0)?;
    // "the claim that hackers scrambled": only what is counted or pointed to by the plain word is it.
    let counted = words.tokens[range.clone()].iter().any(|token| token.kind == TokenKind::Number);
    let whom = party::party(words, range, known)?;
    (counted || words.lower(pronoun) != "that").then_some(whom)
}

/// "Renner, a minister until May, resigned": what stands before the aside.
fn aside(words: &Words<'_>, close: usize) -> Option<Range<usize>> {
    if !words.tokens[close].is_mark(',') {
        return None;
    }
    let commas = || (0..close).rev().filter(|&at| words.tokens[at].is_mark(','));
    let open = commas().next()?;
    // "Ida Lund, 43, a former clerk, was charged"
    let aged =
        commas().nth(1).filter(|&before| before + 2 == open && words.tokens[before + 1].kind == TokenKind::Number);
    let open = aged.unwrap_or(open);
    let range = party::before(words, open, 0)?;
    // "The new tablet, zelparant,": the apposition is another name of it.
    let apposed = close - open <= APPOSITION && (open + 1..close).all(|at| words.tokens[at].is_word());
    Some(if apposed { range.start..close } else { range })
}

/// "The bridge, closed since a barge struck it, will reopen": what stands before an aside with a verb of its own, which the
/// comma at `close` ends.
fn relative(words: &Words<'_>, close: usize) -> Option<Range<usize>> {
    let opens = |at: usize| {
        let participle = || {
            let found = verbs::get().find(words.lower(at), |next| words.lower(at + next));
            found.is_some_and(|found| found.inflection.participle || found.inflection.gerund)
        };
        leads_relative(words, at) || participle()
    };
    let open = (1..close.saturating_sub(1)).rev().find(|&at| words.tokens[at].is_mark(',') && opens(at + 1))?;
    let alone = open < ASIDE_FLOOR && !super::has_verb(words, 0..open);
    party::before(words, open, 0).filter(|_| alone)
}

/// Whether the comma at `close` ends a clause that "who" or "which" leads: "Ida Lund, who wrote thirty books, died".
pub(super) fn closes_relative(words: &Words<'_>, close: usize) -> bool {
    let open = (0..close).rev().find(|&at| words.tokens[at].is_mark(','));
    open.is_some_and(|open| leads_relative(words, open + 1))
}

fn leads_relative(words: &Words<'_>, at: usize) -> bool {
    matches!(words.lower(at), "who" | "which" | "whose" | "whom" | "where")
}

/// Tokens of a subject with the comma behind it, when an aside follows.
const ASIDE_FLOOR: usize = 16;

/// The person whom a pronoun means: the one that the pronoun itself was resolved to, else the only one named before it.
pub(super) fn person(words: &Words<'_>, at: usize, names: &[NameMention]) -> Option<Party> {
    let own = words.tokens[at].span;
    let meant = names.iter().find(|name| name.span == own).or_else(|| {
        let mut earlier = names.iter().filter(|name| name.person && name.span.end <= own.start);
        let first = earlier.next()?;
        earlier.all(|other| other.full == first.full).then_some(first)
    })?;
    Some(Party {
        span: own,
        terms: crate::text::sorted(meant.terms.clone()),
        head: meant.terms.last().copied(),
        name: meant.terms.clone(),
        person: true,
        definite: true,
        more: false,
        share: None,
    })
}
