//! What a stretch of a manual names: content words without those that every setting has, and versions as one word.

use super::name::parts;
use crate::extract::words::Words;
use crate::lexicon::{self, frequency, manuals::Family};
use crate::model::Term;
use crate::text::{self, TokenKind};
use std::ops::Range;

/// Weight of a version, in thousandths of a nat: as telling as a rare word.
const VERSION_WEIGHT: u16 = 5000;

/// Terms of what the tokens `range` name, sorted by hash.
pub(super) fn thing(words: &Words<'_>, range: Range<usize>) -> Vec<Term> {
    let mut out = Vec::new();
    let mut at = range.start;
    while at < range.end {
        if let Some((number, end)) = version(words, at) {
            out.push(version_term(&number));
            at = end;
            continue;
        }
        let lower = words.lower(at);
        let parts = identifier(words.tokens[at].raw);
        if parts.len() > 1 {
            let told = parts.iter().filter(|part| part.len() > 1 && !Family::Generic.has(part));
            out.extend(told.map(|part| word_term(part)));
        } else if let Some(term) = words.terms[at].filter(|_| !Family::Generic.has(lower)) {
            out.push(term);
        }
        at += 1;
    }
    text::sorted(out)
}

/// The terms of a name, where there are so few of them; more tell of a thing rather than name it.
pub(super) fn few(terms: Vec<Term>, most: usize) -> Option<Vec<Term>> {
    (1..=most).contains(&terms.len()).then_some(terms)
}

/// The words of a name that is made as no word is: `max_payload`, `maxPayload`; empty for any other word.
fn identifier(raw: &str) -> Vec<String> {
    // "macOS" and "gRPC" are words.
    let capital = |pair: &[u8]| pair[0].is_ascii_uppercase() && pair[1].is_ascii_lowercase();
    let hump = raw.starts_with(char::is_lowercase) && raw.as_bytes().windows(2).any(capital);
    if hump || raw.contains('_') { parts(raw) } else { Vec::new() }
}

/// The term of a word as it has one in a sentence: that of its concept, else of its stem.
fn word_term(lower: &str) -> Term {
    let english = lexicon::english();
    // Grammar makes no concept by itself, and in a sentence a digit opens a number.
    let light = english.is_function(lower) || lower.starts_with(|c: char| c.is_ascii_digit());
    match english.concepts.word(lower, &text::stem(lower)).filter(|_| !light) {
        Some(concept) => english.concept_term(concept),
        None => Term { weight: frequency::weight(&text::fold(lower)), ..plain_term(lower) },
    }
}

/// The term of a word by its stem.
pub(super) fn plain_term(lower: &str) -> Term {
    Term { hash: text::hash(&text::stem(lower)), weight: frequency::weight(lower) }
}

/// One term for a name with a number in it: "Windows 7" is not "Windows".
pub(super) fn numbered(words: &Words<'_>, range: Range<usize>) -> Option<Term> {
    let number = |token: &text::Token<'_>| token.kind == TokenKind::Number;
    let name: Vec<&str> = words.tokens[range.clone()].iter().map(|token| token.lower.as_ref()).collect();
    words.tokens[range].iter().any(number).then(|| version_term(&name.join(" ")))
}

/// The term of a version.
pub(super) fn version_term(number: &str) -> Term {
    Term { hash: text::hash(&format!("version:{number}")), weight: VERSION_WEIGHT }
}

/// The version named at `at` ("v2", "version 2", "3.x", "in 4.1"), without closing zeros, and the token behind it.
pub(super) fn version(words: &Words<'_>, at: usize) -> Option<(String, usize)> {
    let token = words.tokens.get(at)?;
    let lower = words.lower(at);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(number) = lower.strip_prefix('v').filter(|rest| digits(rest)) {
        let minor = words.tokens.get(at + 1).is_some_and(|dot| dot.is_mark('.') && token.touches(dot))
            && words
                .tokens
                .get(at + 2)
                .is_some_and(|next| next.kind == TokenKind::Number && words.tokens[at + 1].touches(next));
        let (number, end) =
            if minor { (format!("{number}.{}", words.lower(at + 2)), at + 3) } else { (number.to_owned(), at + 1) };
        return Some((trimmed(&number), end));
    }
    if matches!(lower, "version" | "versions" | "release") {
        let number = words.tokens.get(at + 1).filter(|next| next.kind == TokenKind::Number)?;
        return Some((trimmed(number.raw), series(words, at + 1)));
    }
    if token.kind != TokenKind::Number || token.raw.contains(',') {
        return None;
    }
    let end = series(words, at);
    let before = at.checked_sub(1).map_or("", |before| words.lower(before));
    let dotted =
        token.raw.contains('.') && matches!(before, "in" | "since" | "from" | "for" | "until" | "before" | "to");
    (end > at + 1 || dotted).then(|| (trimmed(token.raw), end))
}

/// The token behind a number and the ".x" that makes it a series.
fn series(words: &Words<'_>, at: usize) -> usize {
    let dot = words.tokens.get(at + 1).is_some_and(|dot| dot.is_mark('.') && words.tokens[at].touches(dot));
    if dot && words.lower(at + 2) == "x" { at + 3 } else { at + 1 }
}

/// "4.2.0" is "4.2".
pub(super) fn trimmed(number: &str) -> String {
    let mut number = number;
    while let Some(short) = number.strip_suffix(".0") {
        number = short;
    }
    number.to_owned()
}
