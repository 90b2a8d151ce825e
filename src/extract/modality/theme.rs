//! What an event happens to: the object of its verb, or the subject where there is none.

use super::super::words::{Words, timely};
use super::TENSED;
use crate::lexicon::Lexicon;
use crate::model::Term;
use std::ops::Range;

/// What an event happens to.
#[derive(Debug, Default)]
pub(super) struct Theme {
    /// Terms of the noun phrase in order, the last is its head; empty where none was found.
    pub(super) terms: Vec<Term>,
    /// Whether a pronoun stands for it.
    pub(super) pronoun: bool,
}

const PRONOUNS: [&str; 12] = ["it", "they", "them", "he", "she", "him", "her", "this", "that", "which", "who", "these"];
/// Words that end a noun phrase.
const AFTER_NOUN: [&str; 34] = [
    "of", "in", "on", "at", "by", "for", "with", "from", "to", "into", "under", "over", "after", "before", "until",
    "since", "near", "off", "and", "or", "but", "that", "which", "who", "whose", "when", "where", "while", "as", "if",
    "because", "about", "against", "during",
];

/// Longest noun phrase, in tokens.
const LONGEST: usize = 9;

/// The noun phrase right behind token `from`.
pub(super) fn object(words: &Words<'_>, from: usize, end: usize) -> Option<Theme> {
    let first = words.lower(from);
    if from >= end || timely(first) || AFTER_NOUN.contains(&first) && first != "that" {
        return None;
    }
    if PRONOUNS.contains(&first) && !matches!(first, "this" | "that" | "these" | "her") {
        return Some(Theme { terms: Vec::new(), pronoun: true });
    }
    let stop = phrase_end(words, from, end.min(from + LONGEST));
    let theme = phrase(words, from..stop);
    (!theme.terms.is_empty()).then_some(theme)
}

/// The noun phrase that ends right before token `to`.
pub(super) fn subject(words: &Words<'_>, to: usize, start: usize, lexicon: &Lexicon) -> Theme {
    let mut from = to;
    while from > start && !boundary(words, from - 1, lexicon) {
        from -= 1;
    }
    while from < to && !words.tokens[from].is_word() {
        from += 1;
    }
    if from < to
        && (to - from == 1 || !words.tokens[from].is_capital() && from + 1 == to)
        && PRONOUNS.contains(&words.lower(from))
    {
        return Theme { terms: Vec::new(), pronoun: true };
    }
    // A phrase that begins with a preposition ("On Monday the") has its noun at the end, another at its beginning.
    let leads = AFTER_NOUN.contains(&words.lower(from));
    let stop = if leads { to } else { phrase_end(words, from, to) };
    if leads {
        from = last_phrase(words, from, to);
    }
    phrase(words, from..stop)
}

/// Where the last noun phrase of a run begins: at its determiner, else at its last preposition.
fn last_phrase(words: &Words<'_>, from: usize, to: usize) -> usize {
    (from..to)
        .rev()
        .find(|&at| {
            matches!(words.lower(at), "the" | "a" | "an" | "its" | "their" | "his" | "her")
                || AFTER_NOUN.contains(&words.lower(at))
        })
        .map_or(from, |at| at + 1)
}

/// Whether a subject cannot reach to the left over this token.
fn boundary(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    let token = &words.tokens[at];
    matches!(token.raw, "," | ";" | ":" | "“" | "”" | "\"" | "(" | ")" | "|" | "\t")
        || TENSED.contains(&token.lower.as_ref())
        || matches!(
            token.lower.as_ref(),
            "that"
                | "whether"
                | "if"
                | "when"
                | "while"
                | "after"
                | "before"
                | "until"
                | "because"
                | "and"
                | "but"
                | "to"
                | "said"
                | "says"
        )
        || !token.is_capital()
            && lexicon.speech.at(&words.tokens, &words.stems, at).is_some()
            && token.lower.ends_with(['d', 's'])
}

fn phrase_end(words: &Words<'_>, from: usize, to: usize) -> usize {
    (from..to)
        .find(|&at| {
            let token = &words.tokens[at];
            !(token.is_word() || token.kind == crate::text::TokenKind::Number || token.is_mark('-'))
                || at > from && (AFTER_NOUN.contains(&words.lower(at)) || timely(words.lower(at)))
        })
        .unwrap_or(to)
}

/// The terms of a noun phrase, in order.
fn phrase(words: &Words<'_>, range: Range<usize>) -> Theme {
    let mut terms: Vec<Term> = Vec::new();
    for at in range {
        if let Some(term) = words.terms[at].filter(|_| !words.lower(at).ends_with("ly") && !timely(words.lower(at)))
            && terms.last() != Some(&term)
        {
            terms.push(term);
        }
    }
    Theme { terms, pronoun: false }
}
