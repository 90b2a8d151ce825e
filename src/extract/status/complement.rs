//! Standings told behind the name, by "is" and "remains", of people and of things; and how their time is told.

use super::Found;
use crate::extract::words::Words;
use crate::lexicon::{Lexicon, Mood, Negation};
use crate::model::{NameMention, Standing};
use std::ops::Range;

/// How far behind its event a standing's time may be told ("suspended on full pay the day after"), in tokens.
const ANCHOR_REACH: usize = 16;

/// "NAME is the ministry's director", and, where the sentence names nobody else, "she's their former director" behind the
/// name.
pub(super) fn complement(
    words: &Words<'_>,
    name: &Range<usize>,
    mention: &NameMention,
    names: &[NameMention],
    lexicon: &Lexicon,
) -> Option<Found> {
    let copula = |at: usize| matches!(words.lower(at), "is" | "'s" | "’s" | "remains");
    let alone = names.iter().filter(|other| other.person).all(|other| other.full == mention.full);
    let pronoun = |at: &usize| alone && mention.person && matches!(words.lower(*at), "he" | "she");
    let verb = if copula(name.end) && words.lower(name.end).len() > 1 && !words.lower(name.end).ends_with("'s") {
        name.end
    } else {
        (name.end..words.len()).find(pronoun).map(|at| at + 1).filter(|&at| copula(at))?
    };
    let mut at = verb + 1;
    at += usize::from(matches!(words.lower(at), "now" | "currently" | "still"));
    at += usize::from(matches!(words.lower(at), "the" | "a" | "an" | "our" | "their" | "its" | "his" | "her"));
    let standing = lexicon.standings.before.word(words.lower(at), words.stems.get(at)?);
    at += usize::from(standing.is_some());
    let found = lexicon.offices.at(&words.tokens, &words.stems, at)?;
    // A question, a condition or a comparison ("is a mayor's son") tells no standing.
    let whole = !matches!(words.lower(at + found.len), "'s" | "’s" | "-") && !words.tokens.last()?.is_mark('?');
    whole.then(|| (words.span(name.start..at + found.len), Some(found.value), standing.unwrap_or(Standing::Sitting)))
}

/// "All Falke 3 trains are grounded", "the Falke remains cleared to run": the standing of a thing that has a name.
pub(super) fn of_thing(words: &Words<'_>, name: &Range<usize>, lexicon: &Lexicon) -> Option<Found> {
    let clause = words.clause(name.start);
    let link = (name.end..clause.end.min(name.end + THING_REACH))
        .find(|&at| matches!(words.lower(at), "is" | "are" | "remains" | "remain" | "stays" | "stay"))?;
    // Between name and verb only its number and kind may stand: "Falke 3 trains".
    let plain = (name.end..link).all(|at| {
        let token = &words.tokens[at];
        token.kind == crate::text::TokenKind::Number || token.is_word() && words.terms[at].is_some()
    });
    let at = link + 1 + usize::from(matches!(words.lower(link + 1), "now" | "still" | "currently" | "fully"));
    let permits = || lexicon.standings.permits.at(&words.tokens, &words.stems, at);
    // Hours, days and doors follow: "open until six", "closed on Mondays", "open to talks".
    let ends = |end: usize| words.tokens.get(end).is_none_or(|next| next.is_mark('.') || next.is_mark(';'));
    let states = || lexicon.standings.states.at(&words.tokens, &words.stems, at).filter(|found| ends(at + found.len));
    let found = permits().or_else(states)?;
    let open = (clause.start..link).any(|at| {
        lexicon.negation.at(&words.tokens, &words.stems, at).is_some_and(|found| found.value != Negation::Neutral)
            || lexicon.mood.at(&words.tokens, &words.stems, at).is_some_and(|found| found.value != Mood::PastFrame)
    });
    (plain && !open).then(|| (words.span(name.start..at + found.len), None, found.value))
}

/// How far behind the name of a thing its verb may stand, in tokens.
const THING_REACH: usize = 4;

/// Whether the time is told by another event's: "suspended the day after", "fired the next morning".
pub(super) fn anchored(words: &Words<'_>, name: &Range<usize>) -> bool {
    let clause = name.end..words.len().min(name.end + ANCHOR_REACH);
    let span = |at: usize| {
        matches!(words.lower(at), "day" | "days" | "morning" | "afternoon" | "evening" | "night" | "week" | "hours")
    };
    clause.into_iter().any(|at| {
        span(at) && matches!(words.lower(at + 1), "after" | "later" | "afterwards")
            || matches!(words.lower(at), "next" | "following" | "same") && span(at + 1)
    })
}

/// Whether the standing is said to hold as before: "remains cleared", "is still grounded".
pub(super) fn lasting(words: &Words<'_>, name: &Range<usize>) -> bool {
    let behind = name.end..words.clause(name.start).end.min(name.end + THING_REACH + 2).max(name.end);
    behind.into_iter().any(|at| matches!(words.lower(at), "remains" | "remain" | "stays" | "stay" | "still"))
}
