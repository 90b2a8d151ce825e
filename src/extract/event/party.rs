//! Who takes part: noun phrases before and behind a verb, and whom they name.

use super::super::words::{self, Words};
use super::{Known, place};
use crate::model::{Adjunct, NameMention, Party, Share, Span, Term};
use crate::text::{self, TokenKind};
use std::ops::Range;

/// Words that end a noun phrase.
const AFTER_NOUN: [&str; 44] = [
    "in", "on", "at", "by", "for", "with", "from", "to", "into", "under", "over", "after", "before", "until", "since",
    "near", "off", "and", "or", "but", "that", "which", "who", "whose", "when", "where", "while", "as", "if",
    "because", "about", "against", "during", "through", "between", "without", "across", "than", "outside", "inside",
    "despite", "shortly", "towards", "toward",
];
/// Prepositions that lead an adjunct.
const PREPOSITIONS: [&str; 21] = [
    "in", "on", "at", "by", "for", "with", "from", "to", "into", "under", "over", "near", "off", "about", "against",
    "through", "outside", "inside", "across", "between", "during",
];
/// Whether a word leads an adjunct.
pub(super) fn leads_adjunct(lower: &str) -> bool {
    PREPOSITIONS.contains(&lower)
}

/// Whether a word joins two clauses.
pub(super) fn joins(lower: &str) -> bool {
    matches!(lower, "and" | "but" | "that" | "which" | "who" | "when" | "while" | "because" | "as")
}

/// Adverbs that stand behind a verb where an object could: "collapsed overnight", "walked away".
const NO_OBJECTS: [&str; 20] = [
    "overnight",
    "away",
    "apart",
    "together",
    "close",
    "down",
    "up",
    "off",
    "out",
    "back",
    "home",
    "along",
    "ahead",
    "forward",
    "aside",
    "abroad",
    "alone",
    "enough",
    "almost",
    "unhurt",
];

/// Longest noun phrase, in tokens.
const LONGEST: usize = 12;

/// The noun phrase right behind token `from`, not past `end`.
pub(super) fn behind(words: &Words<'_>, from: usize, end: usize) -> Option<Range<usize>> {
    let first = words.lower(from);
    let that = first == "that" && points(words, from, end);
    if from >= end
        || timely(first)
        || first == "of"
        || NO_OBJECTS.contains(&first)
        || AFTER_NOUN.contains(&first) && !that
    {
        return None;
    }
    let last = end.min(from + LONGEST);
    let stop = (from..last).find(|&at| !(that && at == from) && ends(words, from, at)).unwrap_or(last);
    (stop > from).then(|| from..apposed(words, from, stop).unwrap_or(stop))
}

/// Words before a number that tell how exact it is and lead no phrase of their own there: "close up to 38 branches".
const HEDGES: [&str; 16] = [
    "up", "to", "more", "less", "fewer", "than", "at", "least", "most", "about", "around", "over", "nearly", "almost",
    "under", "roughly",
];

/// The first token at or behind `from` that is no hedge, if a number stands there; else `from`.
pub(super) fn unhedged(words: &Words<'_>, from: usize, numbers: &[Span]) -> usize {
    let behind = (from..words.len()).find(|&at| !HEDGES.contains(&words.lower(at))).unwrap_or(from);
    let number = |at: usize| numbers.iter().any(|number| number.overlaps(words.tokens[at].span));
    if behind > from && behind < words.len() && number(behind) { behind } else { from }
}

/// "that request" at the end of a clause or before a preposition: the word points to a thing, and leads no clause.
fn points(words: &Words<'_>, that: usize, end: usize) -> bool {
    let noun = words.terms.get(that + 1).is_some_and(Option::is_some) && !words.tokens[that + 1].is_capital();
    let behind = that + 2;
    noun && (behind >= end
        || words.tokens[behind].kind == TokenKind::Mark
        || PREPOSITIONS.contains(&words.lower(behind))
        || words.lower(behind) == "and")
}

/// Most tokens of a title before the name in an apposition: "the director, Dr. Ida Lund".
const TITLE: usize = 3;

/// Where the name ends that stands in apposition to the noun phrase from `from` to `stop`: "by the director, Dr Ida Lund,".
fn apposed(words: &Words<'_>, from: usize, stop: usize) -> Option<usize> {
    if !words.tokens.get(stop)?.is_mark(',') || !DEFINITE.contains(&words.lower(from)) {
        return None;
    }
    let mut at = stop + 1;
    let capital = |at: usize| words.tokens.get(at).is_some_and(|token| token.is_capital() || token.is_mark('-'));
    while capital(at) || at > stop + 1 && at <= stop + TITLE && words.tokens.get(at).is_some_and(|dot| dot.is_mark('.'))
    {
        at += 1;
    }
    // A list goes on: "the council, Lund and Brix".
    let closed = words.tokens.get(at).is_none_or(|next| next.kind == TokenKind::Mark && !next.is_mark('-'))
        || matches!(words.lower(at), "who" | "on" | "in" | "at");
    let named = at > stop + 1 && !timely(words.lower(stop + 1));
    (named && closed && at <= words.len()).then_some(at)
}

/// Words that lead a description of whoever is named behind it.
const DEFINITE: [&str; 8] = ["the", "its", "his", "her", "their", "our", "a", "an"];

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
    // "a one-off payment"
    let compound = at > from && words.tokens[at - 1].is_mark('-');
    mark || at > from
        && !joined
        && !compound
        && (AFTER_NOUN.contains(&words.lower(at)) || timely(words.lower(at)) && !attribute())
}

/// Whether what "by" leads does something: "by the mayor", not "by the end of May" or "by mistake".
pub(super) fn acts(words: &Words<'_>, by: &Adjunct) -> bool {
    let range = words.inside(by.party.span);
    let first = words.lower(range.start);
    let determined = DETERMINERS.contains(&first);
    let noun = if determined { words.lower(range.start + 1) } else { first };
    let number = words.tokens.get(range.start).is_some_and(|token| token.kind == TokenKind::Number);
    // "by bus", but "by the bus drivers"
    let way = NO_DOERS.contains(&noun) && (!determined || range.len() == 2 || words.lower(range.start + 2) == "of");
    !(way || range.clone().any(|at| timely(words.lower(at))) || number && range.len() == 1)
}

/// Nouns behind "by" that say when or how.
const NO_DOERS: [&str; 30] = [
    "end",
    "middle",
    "start",
    "beginning",
    "close",
    "time",
    "then",
    "noon",
    "midnight",
    "night",
    "dawn",
    "dusk",
    "agreement",
    "mistake",
    "accident",
    "law",
    "hand",
    "car",
    "bus",
    "train",
    "plane",
    "boat",
    "phone",
    "mail",
    "e-mail",
    "email",
    "post",
    "means",
    "way",
    "default",
];

/// Longest title of a work in quotation marks, in tokens.
const WORK: usize = 8;

/// "“The Long Field” opened in May": what stands between the marks that close before token `to`.
fn work(words: &Words<'_>, to: usize) -> Option<Range<usize>> {
    let close = to.checked_sub(1).filter(|&at| quote_mark(words.tokens[at].raw))?;
    let open = (close.saturating_sub(WORK)..close).rev().find(|&at| quote_mark(words.tokens[at].raw))?;
    let title = open + 1..close;
    let capital = words.tokens.get(title.start).is_some_and(text::Token::is_capital);
    let alone = open == 0 || !words.tokens[open - 1].is_mark(':');
    (!title.is_empty() && capital && alone && !words.tokens[close - 1].is_mark(',')).then_some(title)
}

/// Whether the title of a work ends right before token `to`.
pub(super) fn names_work(words: &Words<'_>, to: usize) -> bool {
    work(words, to).is_some()
}

fn quote_mark(raw: &str) -> bool {
    matches!(raw, "\"" | "“" | "”" | "*" | "_" | "'" | "‘" | "’" | "«" | "»")
}

/// The noun phrase that ends right before token `to`, not before `floor`; with what its "of" leads.
pub(super) fn before(words: &Words<'_>, to: usize, floor: usize) -> Option<Range<usize>> {
    if let Some(title) = work(words, to).filter(|title| title.start >= floor) {
        return Some(title);
    }
    let mut from = to;
    while from > floor && !boundary(words, from - 1) {
        from -= 1;
    }
    // "On Monday the council": a leading phrase of time or place is none of it.
    if LEADS.contains(&words.lower(from)) || words.lower(from) == "of" && from > 0 && words.lower(from - 1) == "as" {
        let leads = |lower: &str| DETERMINERS.contains(&lower) || matches!(lower, "nobody" | "nothing" | "none");
        let determiner = (from + 1..to).rev().find(|&at| leads(words.lower(at)));
        let day = (from..to).rev().find(|&at| timely(words.lower(at))).map(|at| at + 1);
        from = determiner.or(day).unwrap_or(to);
    }
    while from < to && !words.tokens[from].is_word() && words.tokens[from].kind != TokenKind::Number {
        from += 1;
    }
    (from < to).then_some(from..to)
}

const LEADS: [&str; 15] = [
    "on", "in", "at", "by", "after", "before", "during", "since", "for", "from", "under", "last", "this", "with", "as",
];
pub(super) const DETERMINERS: [&str; 14] =
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
                | "as"
                | "after"
                | "before"
                | "since"
                | "once"
                | "than"
                | "despite"
                | "following"
        )
        || words.lower(at) == "and" && !words.tokens.get(at + 1).is_some_and(text::Token::is_capital)
}

/// The party of a noun phrase. `names` are those of the sentence, with whom its pronouns mean.
pub(super) fn party(words: &Words<'_>, range: Range<usize>, known: Known<'_>) -> Option<Party> {
    let names = known.names;
    let main = (range.start..range.end).find(|&at| {
        words.tokens[at].is_mark(',')
            || at > range.start && AFTER_NOUN.contains(&words.lower(at)) && !words.tokens[at - 1].is_mark('-')
            || words.lower(at) == "of"
    });
    let main = range.start..main.unwrap_or(range.end);
    let span = words.span(range.clone());
    let number = |at: usize| known.numbers.iter().any(|number| number.contains(words.tokens[at].span));
    let share = share(words, &range);
    // "most of the patients": the noun is behind the "of".
    let noun = match share {
        Some(_) if words.lower(main.end) == "of" || main.is_empty() => range.clone(),
        _ if main.is_empty() => range.clone(),
        // "640 kilograms of cocaine"
        _ if words.lower(main.end) == "of" && main.clone().all(|at| number(at) || words.terms[at].is_none()) => {
            range.clone()
        }
        _ => main,
    };
    let possessed = |name: &NameMention| {
        let end = words.inside(name.span).end;
        matches!(words.lower(end), "'s" | "’s" | "'" | "’") && end < range.end
    };
    // "the director, Dr Ida Lund": the name behind the comma is the bearer's.
    let comma = words.tokens.get(noun.end).is_some_and(|token| token.is_mark(','));
    let apposed = |name: &&NameMention| {
        comma && span.contains(name.span) && words.inside(name.span).start <= noun.end + TITLE && !possessed(name)
    };
    let own = |name: &&NameMention| {
        span.contains(name.span) && name.span.start < words.span(noun.clone()).end && !possessed(name)
    };
    let name = names.iter().find(|name| apposed(name)).filter(|_| DEFINITE.contains(&words.lower(range.start)));
    let name = name.or_else(|| names.iter().rfind(own));
    let plain = |at: &usize| !timely(words.lower(*at)) && words.terms[*at].is_some() && !number(*at);
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
        definite: points_out(words, &range),
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

/// Whether a phrase begins with a word that points to something known, or with whoever it belongs to.
fn points_out(words: &Words<'_>, range: &Range<usize>) -> bool {
    matches!(words.lower(range.start), "the" | "its" | "his" | "her" | "their" | "our" | "this" | "that")
        || range.clone().any(|at| matches!(words.lower(at), "'s" | "’s"))
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
pub(super) fn adjuncts(words: &Words<'_>, from: usize, end: usize, known: Known<'_>) -> Vec<Adjunct> {
    let mut out = Vec::new();
    let mut at = from;
    // What stands behind the next auxiliary is another verb's.
    let end = (from..end).find(|&at| super::group::auxiliary(words.lower(at))).unwrap_or(end);
    while at < end && out.len() < MOST_ADJUNCTS {
        let source = at > 0 && words.lower(at - 1) == "according";
        // "convicted of fraud": behind a noun it would be that noun's.
        let charge = at == from && words.lower(at) == "of";
        if source || !charge && !PREPOSITIONS.contains(&words.lower(at)) {
            at += 1;
            continue;
        }
        let Some(range) = behind(words, at + 1, end) else {
            at += 1;
            continue;
        };
        let next = range.end;
        let place = place::printed(words, range.clone());
        if let Some(party) = party(words, range, known) {
            out.push(Adjunct { preposition: words.lower(at).to_owned(), party, place });
        }
        at = next.max(at + 1);
    }
    out.shrink_to_fit();
    out
}

const MOST_ADJUNCTS: usize = 5;

/// Words that say when, those that no noun phrase begins with included.
pub(super) fn timely(lower: &str) -> bool {
    words::timely(lower) || matches!(lower, "yet" | "ago")
}
