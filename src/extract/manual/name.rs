//! The name of a setting: `max_payload`, "Request timeout", "the default of `retries`".
//!
//! A name may be made of ordinary words, which tell nothing by themselves: as a whole it is compared with other names.

use super::phrase::by_default;
use super::thing::plain_term;
use crate::extract::words::Words;
use crate::lexicon::units::Unit;
use crate::lexicon::{Lexicon, manuals::Family};
use crate::model::{Dimension, Number, Quantity, Term};
use crate::text::{self, TokenKind};
use std::ops::Range;

/// Words of which a name has at most so many; what is longer is a description.
const LONGEST: usize = 4;

/// Terms of the name at the tokens `range`, up to a bracket; none where it is no name.
pub(super) fn name(words: &Words<'_>, range: Range<usize>, lexicon: &Lexicon) -> Vec<Term> {
    let mut out = Vec::new();
    for at in range {
        let token = &words.tokens[at];
        if token.is_mark('(') || token.is_mark('[') {
            break;
        }
        if !token.is_word() || lexicon.is_function(&token.lower) {
            continue;
        }
        let parts = parts(token.raw);
        let unit = parts.len() > 1 && parts.last().is_some_and(|last| suffix(last, lexicon).is_some());
        let parts = &parts[..parts.len() - usize::from(unit)];
        out.extend(parts.iter().filter(|part| !Family::Grammar.has(part)).map(|part| match part.as_str() {
            "maximum" => plain_term("max"),
            "minimum" => plain_term("min"),
            part => plain_term(part),
        }));
    }
    let out = text::sorted(out);
    if out.len() <= LONGEST { out } else { Vec::new() }
}

/// The words of an identifier, in lower case: "max_payload", "maxPayload".
pub(super) fn parts(raw: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut open = false;
    let mut lower = false;
    for c in raw.chars() {
        if !c.is_alphanumeric() {
            open = false;
            continue;
        }
        // A hump: "maxPayload", but neither "HTTP" nor "PostgreSQL".
        let hump = lower && c.is_uppercase() && raw.starts_with(char::is_lowercase);
        if !open || hump {
            out.push(String::new());
        }
        if let Some(part) = out.last_mut() {
            part.extend(c.to_lowercase());
        }
        (open, lower) = (true, c.is_lowercase());
    }
    out
}

/// The unit in which an identifier says that it is given: `timeout_ms`. Of other measures it would be a word: `log_in`.
pub(super) fn suffix<'l>(word: &str, lexicon: &'l Lexicon) -> Option<&'l Unit> {
    let units = &lexicon.units;
    let found = units.unit(word).or_else(|| units.symbol(word)).or_else(|| units.symbol(&word.to_uppercase()));
    found.filter(|unit| matches!(unit.dimension, Dimension::Duration | Dimension::Data))
}

/// Whether it is a whole number.
pub(super) fn is_whole(quantity: &Quantity) -> bool {
    quantity.range.low.is_some_and(Number::is_whole)
}

/// The name of which the number at `own` is said in plain words to be the value: "the default of X is", "X defaults to",
/// "X: 8 by default", "X (8 by default)". Empty where the words say more than that.
pub(super) fn stated(words: &Words<'_>, reach: &Range<usize>, own: &Range<usize>, lexicon: &Lexicon) -> Vec<Term> {
    let Some(last) = own.start.checked_sub(1).filter(|last| reach.contains(last)) else { return Vec::new() };
    let link = |at: usize| {
        matches!(words.lower(at), "is" | "are" | "to" | "=" | "of")
            || [':', '=', '(', '—', '–'].iter().any(|&mark| words.tokens[at].is_mark(mark))
    };
    // What stands behind it may be "by default" and what is counted, and no more.
    let tail = own.end.min(reach.end)..reach.end;
    let tail = tail.start..tail.clone().find(|&at| words.tokens[at].is_mark(',')).unwrap_or(tail.end);
    let more = tail.filter(|&at| words.terms[at].is_some() && !Family::Grammar.has(words.lower(at))).count();
    if !link(last)
        || more > 1
        || (reach.start..last).any(|at| words.tokens[at].is_mark(',') || words.tokens[at].kind == TokenKind::Number)
    {
        return Vec::new();
    }
    // "In the first year it is two weeks": of what the words before it say.
    let leans = |at: usize| matches!(words.lower(at), "it" | "this" | "that" | "they");
    if (reach.start..last).any(leans) {
        return Vec::new();
    }
    let start = reach.start + 2 * usize::from(by_default(words, reach.start));
    name(words, start..last, lexicon)
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn identifiers_fall_into_words() {
        assert_eq!(parts("max_payload"), ["max", "payload"]);
        assert_eq!(parts("maxPayload"), ["max", "payload"]);
        assert_eq!(parts("PostgreSQL"), ["postgresql"]);
        assert_eq!(parts("HTTP"), ["http"]);
    }
}
