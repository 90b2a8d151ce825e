//! Who takes part: noun phrases before and behind a verb, and whom they name.

use super::super::words::{self, Words};
use crate::model::{Adjunct, NameMention, Party, Share, Term};
use crate::text::{self, TokenKind};
use std::ops::Range;

/// Words that end a noun phrase.
const AFTER_NOUN: [&str; 38] = [
    "in", "on", "at", "by", "for", "with", "from", "to", "into", "under", "over", "after", "before", "until", "since",
    "near", "off", "and", "or", "but", "that", "which", "who", "whose", "when", "where", "while", "as", "if",
    "because", "about", "against", "during", "through", "between", "without", "across", "than",
];
/// Prepositions that lead an adjunct.
const PREPOSITIONS: [&str; 20] = [
    "in", "on", "at", "by", "for", "with", "from", "to", "into", "under", "over", "near", "off", "about", "against",
    "through", "outside", "inside", "across", "between",
];
/// Longest noun phrase, in tokens.
const LONGEST: usize = 12;

/// The noun phrase right behind token `from`, not past `end`.
pub(super) fn behind(words: &Words<'_>, from: usize, end: usize) -> Option<Range<usize>> {
    let first = words.lower(from);
    if from >= end || timely(first) || first == "of" || AFTER_NOUN.contains(&first) {
        return None;
    }
    let stop = (from..end.min(from + LONGEST)).find(|&at| ends(words, from, at)).unwrap_or(end.min(from + LONGEST));
    (stop > from).then_some(from..stop)
}

/// Whether a noun phrase that begins at `from` ends before `at`.
fn ends(words: &Words<'_>, from: usize, at: usize) -> bool {
    let token = &words.tokens[at];
    let mark = token.kind == TokenKind::Mark
        && !matches!(token.raw, "-" | "'" | "’" | "'s" | "’s" | "$" | "€" | "£" | "%" | "&");
    let joined = words.lower(at) == "and"
        && at > from
        && words.tokens[at - 1].is_capital()
        && words.tokens.get(at + 1).is_some_and(text::Token::is_capital);
    // "their November salary"
    let attribute =
        || DETERMINERS.contains(&words.lower(at - 1)) && words.terms.get(at + 1).is_some_and(Option::is_some);
    mark || at > from && !joined && (AFTER_NOUN.contains(&words.lower(at)) || timely(words.lower(at)) && !attribute())
}

/// The noun phrase that ends right before token `to`, not before `floor`; with what its "of" leads.
pub(super) fn before(words: &Words<'_>, to: usize, floor: usize) -> Option<Range<usize>> {
    let mut from = to;
    while from > floor && !boundary(words, from - 1) {
        from -= 1;
    }
    // "On Monday the council": a leading phrase of time or place is none of it.
    if LEADS.contains(&words.lower(from)) {
        let determiner = (from + 1..to).rev().find(|&at| DETERMINERS.contains(&words.lower(at)));
        let day = (from..to).rev().find(|&at| timely(words.lower(at))).map(|at| at + 1);
        from = determiner.or(day).unwrap_or(to);
    }
    while from < to && !words.tokens[from].is_word() && words.tokens[from].kind != TokenKind::Number {
        from += 1;
    }
    (from < to).then_some(from..to)
}

const LEADS: [&str; 14] =
    ["on", "in", "at", "by", "after", "before", "during", "since", "for", "from", "under", "last", "this", "with"];
const DETERMINERS: [&str; 14] =
    ["the", "a", "an", "its", "his", "her", "their", "our", "all", "some", "most", "both", "no", "every"];

/// Whether a subject cannot reach to the left over this token.
fn boundary(words: &Words<'_>, at: usize) -> bool {
    let token = &words.tokens[at];
    token.kind == TokenKind::Mark && !matches!(token.raw, "-" | "'" | "’" | "'s" | "’s" | "." | "$" | "&" | "%")
        || matches!(
            words.lower(at),
            "that"
                | "whether"
                | "if"
                | "when"
                | "while"
                | "until"
                | "because"
                | "but"
                | "said"
                | "says"
                | "is"
                | "are"
                | "was"
                | "were"
                | "has"
                | "have"
                | "had"
                | "will"
                | "would"
                | "where"
                | "although"
                | "though"
                | "to"
                | "so"
        )
        || words.lower(at) == "and" && !words.tokens.get(at + 1).is_some_and(text::Token::is_capital)
}

/// The party of a noun phrase. `names` are those of the sentence, with whom its pronouns mean.
pub(super) fn party(words: &Words<'_>, range: Range<usize>, names: &[NameMention]) -> Option<Party> {
    let main = (range.start..range.end).find(|&at| {
        words.tokens[at].is_mark(',')
            || at > range.start && AFTER_NOUN.contains(&words.lower(at))
            || words.lower(at) == "of"
    });
    let main = range.start..main.unwrap_or(range.end);
    let span = words.span(range.clone());
    let share = share(words, &range);
    // "most of the patients": the noun is behind the "of".
    let noun = match share {
        Some(_) if words.lower(main.end) == "of" || main.is_empty() => range.clone(),
        _ if main.is_empty() => range.clone(),
        _ => main,
    };
    let possessed = |name: &NameMention| {
        let end = words.inside(name.span).end;
        matches!(words.lower(end), "'s" | "’s" | "'" | "’") && end < range.end
    };
    let name = names
        .iter()
        .rfind(|name| span.contains(name.span) && name.span.start < words.span(noun.clone()).end && !possessed(name));
    let plain = |at: &usize| !timely(words.lower(*at)) && words.terms[*at].is_some();
    let head = noun.clone().rev().find(plain).and_then(|at| words.terms[at]);
    let terms: Vec<Term> = range.clone().filter(plain).filter_map(|at| words.terms[at]).collect();
    if terms.is_empty() && name.is_none() && share.is_none() {
        return None;
    }
    Some(Party {
        span,
        terms: text::sorted(terms),
        head: name.and_then(|name| name.terms.last().copied()).or(head),
        name: name.map(|name| name.terms.clone()).unwrap_or_default(),
        person: name.is_some_and(|name| name.person),
        more: particular(words, &range)
            || range.clone().take(2).any(|at| {
                matches!(
                    words.lower(at),
                    "another" | "further" | "additional" | "more" | "other" | "second" | "third" | "next" | "extra"
                )
            }),
        share,
    })
}

/// "a bill that left it standing": one of its kind, told from others.
fn particular(words: &Words<'_>, range: &Range<usize>) -> bool {
    matches!(words.lower(range.start), "a" | "an")
        && matches!(words.lower(range.end), "that" | "which" | "who" | "whose")
}

/// How many of them the phrase says.
fn share(words: &Words<'_>, range: &Range<usize>) -> Option<Share> {
    let at = |offset: usize| words.lower(range.start + offset);
    let of = |offset: usize| at(offset) == "of";
    Some(match at(0) {
        "all" | "every" | "each" => Share::All,
        "none" if of(1) => Share::None,
        "most" => Share::Most,
        "half" => Share::Half,
        "few" => Share::Few,
        "hardly" if at(1) == "any" => Share::Few,
        "only" if matches!(at(1), "some" | "a" | "part") => Share::Some,
        "some" if of(1) => Share::Some,
        _ => return None,
    })
}

/// The adjuncts from token `from` to `end`.
pub(super) fn adjuncts(words: &Words<'_>, from: usize, end: usize, names: &[NameMention]) -> Vec<Adjunct> {
    let mut out = Vec::new();
    let mut at = from;
    while at < end && out.len() < MOST_ADJUNCTS {
        let source = at > 0 && words.lower(at - 1) == "according";
        if source || !PREPOSITIONS.contains(&words.lower(at)) {
            at += 1;
            continue;
        }
        let Some(range) = behind(words, at + 1, end) else {
            at += 1;
            continue;
        };
        let next = range.end;
        let place = printed(words, range.clone());
        if let Some(party) = party(words, range, names) {
            out.push(Adjunct { preposition: words.lower(at).to_owned(), party, place });
        }
        at = next.max(at + 1);
    }
    out
}

/// The name of which a noun phrase consists, but for its determiner; empty where it is none.
fn printed(words: &Words<'_>, range: Range<usize>) -> String {
    let start = range.start + usize::from(DETERMINERS.contains(&words.lower(range.start)));
    let whole = (start..range.end).all(|at| words.tokens[at].is_capital() || words.lower(at) == "of");
    let parts = (start..range.end).map(|at| text::fold(words.lower(at)).into_owned());
    if whole { parts.collect::<Vec<_>>().join(" ") } else { String::new() }
}

const MOST_ADJUNCTS: usize = 5;

/// Words that say when, those that no noun phrase begins with included.
pub(super) fn timely(lower: &str) -> bool {
    words::timely(lower) || matches!(lower, "yet" | "ago")
}
