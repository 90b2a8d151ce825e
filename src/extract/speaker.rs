//! Whose words a sentence is.

use super::event;
use super::names::name_terms;
use super::words::{Words, timely};
use crate::lexicon::Lexicon;
use crate::model::{NameMention, Span, Speaker};
use crate::text::TokenKind;
use std::ops::Range;

/// How far a verb of saying may stand from its speaker, in tokens.
const REACH: usize = 9;
/// Tokens between a quotation and a verb of manner behind it, with the mark that closes it and the subject.
const SUBJECT: usize = 6;
/// The same between such a verb and a quotation that it leads in: a comma or colon, and the mark that opens it.
const LEAD_IN: usize = 3;
/// Longest description of a speaker kept, in tokens.
const DESCRIPTION: usize = 6;

/// A verb of saying with its speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Attribution {
    /// Whose words.
    pub(crate) speaker: Speaker,
    /// Tokens of verb and speaker: what is said stands outside.
    pub(crate) tokens: Range<usize>,
    /// Whether the speaker is a pronoun that the caller has to resolve.
    pub(crate) pronoun: bool,
}

/// The attributions of a sentence, in order.
pub(crate) fn attributions(
    words: &Words<'_>,
    names: &[NameMention],
    quotes: &[Span],
    lexicon: &Lexicon,
) -> Vec<Attribution> {
    let found = (0..words.len()).filter_map(|at| {
        if quotes.iter().any(|quote| quote.contains(words.tokens[at].span)) || !words.tokens[at].is_word() {
            return None;
        }
        if let Some(found) = lexicon.sources.at(&words.tokens, &words.stems, at) {
            return right(words, at + found.len, names).map(|(speaker, range)| Attribution {
                speaker,
                tokens: at..range.end,
                pronoun: false,
            });
        }
        let says = lexicon.speech.at(&words.tokens, &words.stems, at).is_some();
        let sighs =
            || lexicon.manner.at(&words.tokens, &words.stems, at).is_some() && beside_quotation(words, at, quotes);
        if !says && !sighs() {
            return None;
        }
        // "Unless the setting says otherwise": nobody speaks.
        if noun(words, at) || words.lower(at + 1) == "otherwise" {
            return None;
        }
        verb(words, at, names, quotes)
    });
    found.collect()
}

/// The speaker of the verb at `at`: before it, or behind it where the clause is inverted ("…, said Mayor Ruiz").
fn verb(words: &Words<'_>, at: usize, names: &[NameMention], quotes: &[Span]) -> Option<Attribution> {
    let before = skip_back(words, at);
    let inverted =
        at == 0 || before.is_none_or(|left| closes_quote(words, left, quotes) || closing(words, left, at, names));
    if inverted {
        let (speaker, range) = right(words, at + 1, names)?;
        return Some(Attribution { speaker, tokens: at..range.end, pronoun: false });
    }
    let left = before?;
    if matches!(words.lower(left), "he" | "she" | "they" | "i" | "we") {
        let speaker = Speaker { label: words.tokens[left].raw.to_owned(), terms: Vec::new(), named: false };
        return Some(Attribution { speaker, tokens: left..at + 1, pronoun: true });
    }
    let (speaker, range) = left_phrase(words, left, names, quotes)?;
    Some(Attribution { speaker, tokens: range.start..at + 1, pronoun: false })
}

/// Whether the verb at `at` stands with its subject between a quotation and what it leads in: "“…,” Lund thundered", "Lund
/// thundered: “…”".
fn beside_quotation(words: &Words<'_>, at: usize, quotes: &[Span]) -> bool {
    let verb = words.tokens[at].span;
    let clear = |from: u32, to: u32, most: usize| {
        let mut between = words.inside(Span { start: from, end: to });
        between.len() <= most && !between.any(|at| matches!(words.tokens[at].raw, "." | "!" | "?" | ";"))
    };
    // Quotations stand in order.
    let next = quotes.partition_point(|quote| quote.end <= verb.start);
    let before = next.checked_sub(1).map(|before| quotes[before]);
    let behind = quotes.get(next).filter(|quote| quote.start >= verb.end);
    before.is_some_and(|quote| clear(quote.end, verb.start, SUBJECT))
        || behind.is_some_and(|quote| clear(verb.end, quote.start, LEAD_IN))
}

/// "…, says the bakers' guild.": whoever speaks ends the sentence. The clause before has no aside that a comma would close,
/// unless what follows can only be who speaks: "The mayor, Ida Lund, told the council", "Lund, the mayor, said it was closed".
fn closing(words: &Words<'_>, comma: usize, at: usize, names: &[NameMention]) -> bool {
    let first = words.tokens[..comma].iter().position(|token| token.is_mark(','));
    let said = || matches!(words.lower(at), "said" | "says") && !event::has_verb(words, at + 1..words.len());
    if !words.tokens[comma].is_mark(',') || first.is_some_and(|first| !tells(words, first) || !said()) {
        return false;
    }
    let speaker = matches!(words.lower(at + 1), "the" | "a" | "an" | "its" | "his" | "her")
        || names.iter().any(|name| words.inside(name.span).start == at + 1);
    let end = right(words, at + 1, names).map(|(_, range)| range.end);
    speaker && end.is_some_and(|end| words.tokens[end..].iter().all(|token| !token.is_word()))
}

/// Whether the words before the comma at `comma` tell something by themselves: whoever "said" it then stands behind.
fn tells(words: &Words<'_>, comma: usize) -> bool {
    let leans = |at: usize| {
        matches!(
            words.lower(at),
            "who"
                | "which"
                | "that"
                | "whose"
                | "after"
                | "before"
                | "when"
                | "while"
                | "as"
                | "if"
                | "because"
                | "although"
                | "though"
                | "since"
                | "until"
                | "once"
        )
    };
    event::has_verb(words, 0..comma) && !(0..comma).any(leans)
}

/// Whether a word that can be a verb of saying is a noun here: "the report", "his deputy's post", "a 140-page note".
fn noun(words: &Words<'_>, at: usize) -> bool {
    let lower = words.lower(at);
    let bare = !(lower.ends_with("ed")
        || lower.ends_with("ing")
        || matches!(lower, "said" | "say" | "told" | "tell" | "wrote" | "spoke"));
    let before = at.checked_sub(1).map_or("", |before| words.lower(before));
    let determined = matches!(
        before,
        "the"
            | "a"
            | "an"
            | "his"
            | "her"
            | "their"
            | "its"
            | "my"
            | "our"
            | "this"
            | "that"
            | "'s"
            | "’s"
            | "of"
            | "in"
            | "to"
            | "for"
            | "no"
            | "any"
            | "-"
    );
    // A bare form is a verb after a plural or "they", and with an ending after a singular.
    let plural = before.ends_with('s') || matches!(before, "they" | "we" | "i" | "you" | "who" | "people" | "police");
    determined || bare && !lower.ends_with('s') && !plural && at > 0 && words.tokens[at - 1].is_word()
}

/// The token before the verb, past auxiliaries and adverbs; `None` where a noun's determiner shows that it is no verb.
fn skip_back(words: &Words<'_>, at: usize) -> Option<usize> {
    let mut left = at;
    while left > 0 {
        left -= 1;
        let lower = words.lower(left);
        let skipped = matches!(
            lower,
            "has" | "have" | "had" | "also" | "later" | "then" | "once" | "again" | "repeatedly" | "still" | "'s"
        ) || lower.len() > 4 && lower.ends_with("ly")
            || left > 0 && timely(lower);
        if !skipped {
            return Some(left);
        }
    }
    None
}

fn closes_quote(words: &Words<'_>, left: usize, quotes: &[Span]) -> bool {
    // "…,” he told reporters": the pronoun stands near the marks, and is none of them.
    if words.tokens[left].is_word() {
        return false;
    }
    let end = words.tokens[left].span.end;
    matches!(words.tokens[left].raw, "”" | "\"" | "»" | "’")
        || quotes.iter().any(|quote| quote.end <= end && end <= quote.end + 4)
        || words.tokens[left].is_mark(',') && left > 0 && matches!(words.tokens[left - 1].raw, "”" | "\"" | "»")
}

/// A name or description that begins at `start`.
fn right(words: &Words<'_>, start: usize, names: &[NameMention]) -> Option<(Speaker, Range<usize>)> {
    let end = (start..words.len().min(start + REACH))
        .find(|&at| ends_phrase(words, at))
        .unwrap_or(words.len().min(start + REACH));
    if start >= end {
        return None;
    }
    if matches!(
        words.lower(start),
        "he" | "she"
            | "they"
            | "it"
            | "that"
            | "to"
            | "in"
            | "on"
            | "at"
            | "if"
            | "why"
            | "how"
            | "what"
            | "i"
            | "we"
            | "you"
            | "afterwards"
            | "afterward"
            | "later"
            | "earlier"
            | "yesterday"
            | "today"
            | "then"
            | "after"
            | "before"
    ) {
        return None;
    }
    let span = words.span(start..end);
    let mut inside = names.iter().filter(|name| span.contains(name.span) && !owns(words, name));
    if let Some(first) = inside.next() {
        if let Some(start) = spoken_for(words, first, start) {
            return Some((described(words, start..end), start..end));
        }
        // "said Larkin spokesman Milo Ferrand": the first name says whose spokesman the second is.
        let after = words.inside(first.span).end;
        let role = words.tokens.get(after).is_some_and(|token| token.is_word() && !token.is_capital());
        let behind = inside.find(|name| name.person && name.terms.len() >= 2 && name.span.start > first.span.end);
        let close = |name: &&NameMention| words.inside(name.span).start <= after + 3;
        return Some((named(behind.filter(|_| role).filter(close).unwrap_or(first)), start..end));
    }
    // "Said the mayor, Ida Lund."
    if let Some((name, own)) = apposed(words, end, names).filter(|_| is_role(words, start..end)) {
        return Some((Speaker { named: true, ..named(name) }, start..own.end));
    }
    let end = end.min(start + DESCRIPTION);
    words.terms[start..end].iter().any(Option::is_some).then(|| (described(words, start..end), start..end))
}

/// Where "a spokeswoman for" begins before a name, not before token `floor`: she speaks, and not whom she speaks for.
fn spoken_for(words: &Words<'_>, name: &NameMention, floor: usize) -> Option<usize> {
    let own = words.inside(name.span).start;
    let role = own.checked_sub(2).filter(|&at| at > floor && words.lower(at + 1) == "for")?;
    let plain = words.terms[role].is_some() && !words.tokens[role].is_capital();
    let start = (floor..role).rev().take(3).find(|&at| matches!(words.lower(at), "a" | "an" | "the" | "another"))?;
    plain.then_some(start)
}

/// The name behind the comma at `comma`, where a mark follows the name.
fn apposed<'n>(words: &Words<'_>, comma: usize, names: &'n [NameMention]) -> Option<(&'n NameMention, Range<usize>)> {
    words.tokens.get(comma).filter(|token| token.is_mark(','))?;
    let behind = names.iter().map(|name| (name, words.inside(name.span)));
    let mut behind = behind.filter(|(name, own)| own.start == comma + 1 && name.terms.len() >= 2);
    behind.find(|(_, own)| words.tokens.get(own.end).is_none_or(|next| !next.is_word() && !next.is_mark('’')))
}

/// Whether a name is a possessor: "Larkin's lawyer", "the Larkins’ lawyer".
fn owns(words: &Words<'_>, name: &NameMention) -> bool {
    matches!(words.lower(words.inside(name.span).end), "'s" | "’s" | "'" | "’")
}

/// A name or description that ends at token `last`.
fn left_phrase(
    words: &Words<'_>,
    last: usize,
    names: &[NameMention],
    quotes: &[Span],
) -> Option<(Speaker, Range<usize>)> {
    // "NAME, who leads the union, said": the phrase before the apposition.
    let apposition = words.tokens[last].is_mark(',');
    let reach = if apposition { 3 * REACH } else { REACH };
    let floor = (last.saturating_sub(reach)..=last)
        .rev()
        .find(|&at| {
            let token = &words.tokens[at];
            quotes.iter().any(|quote| quote.overlaps(token.span))
                || matches!(token.raw, ";" | ":" | "—" | "”" | "\"")
                || !apposition
                    && at != last
                    && (token.is_mark(',')
                        || matches!(
                            words.lower(at),
                            "and"
                                | "but"
                                | "that"
                                | "as"
                                | "while"
                                | "whereas"
                                | "because"
                                | "although"
                                | "when"
                                | "until"
                                | "if"
                                | "before"
                                | "after"
                                | "whether"
                                | "is"
                                | "are"
                                | "was"
                                | "were"
                                | "be"
                                | "been"
                        ))
        })
        .map_or(last.saturating_sub(reach), |at| at + 1);
    if floor > last {
        return None;
    }
    let span = words.span(floor..last + 1);
    let inside = |name: &&NameMention| span.contains(name.span);
    if apposition && let Some(name) = set_off(words, floor, last, names) {
        return Some((Speaker { named: true, ..named(name) }, floor..last + 1));
    }
    let name = if apposition {
        // "Renner's lawyer, Constance Wray, called it": not Renner.
        names.iter().filter(|name| !owns(words, name)).find(inside)
    } else {
        names.iter().filter(inside).find(|name| name.span.end == words.tokens[last].span.end)
    };
    if let Some(start) = name.and_then(|name| spoken_for(words, name, floor)) {
        return Some((described(words, start..last + 1), start..last + 1));
    }
    if let Some(person) = name.filter(|name| name.person) {
        return Some((named(person), floor..last + 1));
    }
    if let Some(head) = headed(words, floor, last, names) {
        // Of two words and described by what it belongs to, it is a person's.
        return Some((Speaker { named: true, ..named(head) }, floor..last + 1));
    }
    if let Some(name) = name {
        return Some((named(name), floor..last + 1));
    }
    // "31 percent said" tells how many, and names nobody.
    let share = matches!(words.lower(last), "percent" | "cent" | "percentage");
    if apposition || share || !words.tokens[last].is_word() || words.terms[last].is_none() {
        return None;
    }
    let start = floor.max((last + 1).saturating_sub(DESCRIPTION));
    // "2,300 domestic posts": a number counts several, who have a plural.
    let counts = words.tokens[start].kind == TokenKind::Number;
    if counts && !words.lower(last).ends_with('s') && words.lower(last) != "people" {
        return None;
    }
    Some((described(words, start..last + 1), start..last + 1))
}

/// "The mayor of Skarv, Ida Lund, said": the name between the commas, where a role stands before the first.
fn set_off<'n>(words: &Words<'_>, floor: usize, last: usize, names: &'n [NameMention]) -> Option<&'n NameMention> {
    let spans = || names.iter().map(|name| (name, words.inside(name.span)));
    let (name, own) = spans().find(|(name, own)| own.end == last && name.terms.len() >= 2)?;
    let comma = own.start.checked_sub(1).filter(|&comma| comma > floor && words.tokens[comma].is_mark(','))?;
    let start = (floor..comma).rev().find(|&at| words.tokens[at].is_mark(',')).map_or(floor, |before| before + 1);
    // "Ida Lund, a resident of the town of Skarv, Norland, said": what describes somebody names no other.
    let describes = start > floor && spans().any(|(_, other)| other.end == start - 1);
    (is_role(words, start..comma) && !describes).then_some(name)
}

/// Whether a phrase names somebody by what he does: "the mayor of Skarv", "special agent in charge", and not "Senator Lund".
fn is_role(words: &Words<'_>, phrase: Range<usize>) -> bool {
    let plain = |at: usize| words.terms[at].is_some() && !words.tokens[at].is_capital();
    let determined =
        matches!(words.lower(phrase.start), "the" | "a" | "an" | "another" | "its" | "his" | "her" | "their");
    let named = phrase.end.checked_sub(1).is_some_and(plain) || determined && phrase.clone().any(plain);
    named && !event::has_verb(words, phrase)
}

/// "Ida Lund of the bakers' guild": the person whom what follows describes.
fn headed<'n>(words: &Words<'_>, floor: usize, last: usize, names: &'n [NameMention]) -> Option<&'n NameMention> {
    names.iter().filter(|name| name.terms.len() >= 2).find(|name| {
        let tokens = words.inside(name.span);
        let next = words.lower(tokens.end);
        tokens.start >= floor && tokens.end <= last && matches!(next, "of" | "from" | "at" | "for" | "with" | "in")
    })
}

fn ends_phrase(words: &Words<'_>, at: usize) -> bool {
    let token = &words.tokens[at];
    matches!(token.raw, "," | "." | ";" | ":" | "“" | "\"" | "(" | "—" | "?" | "!")
        || matches!(
            words.lower(at),
            "who" | "that" | "after" | "when" | "during" | "in" | "on" | "last" | "told" | "at" | "while" | "as"
        )
}

/// A speaker known by name.
pub(crate) fn named(name: &NameMention) -> Speaker {
    Speaker { label: name.full.clone(), terms: name.terms.clone(), named: name.person }
}

fn described(words: &Words<'_>, range: Range<usize>) -> Speaker {
    let label: Vec<&str> = words.tokens[range.clone()].iter().map(|token| token.raw).collect();
    let label = label.join(" ").replace(" 's", "'s").replace(" ’s", "’s");
    let label = ["the ", "The ", "a ", "A "]
        .iter()
        .find_map(|article| label.strip_prefix(article))
        .unwrap_or(&label)
        .to_owned();
    let terms = words.terms[range].iter().flatten().copied().collect::<Vec<_>>();
    let terms = if terms.is_empty() { name_terms(&label) } else { terms };
    Speaker { label, terms, named: false }
}
