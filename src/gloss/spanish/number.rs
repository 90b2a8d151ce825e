//! Numerals and shares.

use super::super::figures;
use super::super::table::Kind;
use super::Reader;
use crate::text::{Token, TokenKind};
use std::borrow::Cow;

impl Reader<'_, '_> {
    /// A number in digits or words, or something that precedes one.
    pub(super) fn number(&mut self, at: usize) -> Option<usize> {
        let token = &self.tokens[at];
        if token.kind == TokenKind::Number {
            let mut end = at + 1;
            let mut raw = figures::english(token.raw, self.decimals).into_owned();
            // "12 000": Spanish parts thousands with a space as well.
            while self.tokens.get(end).is_some_and(|next| next.kind == TokenKind::Number && next.raw.len() == 3)
                && raw.len() <= 3
                && self.tokens[end].span.start == self.tokens[end - 1].span.end + 1
            {
                raw.push_str(self.tokens[end].raw);
                end += 1;
            }
            self.out.push(&raw, self.span(at, end));
            return Some(self.of_number(end));
        }
        let lower = self.lower(at).to_owned();
        // "el 54 %", "un 12 por ciento": a share has an article.
        if matches!(lower.as_str(), "el" | "un") && self.is_share(at + 1) {
            return Some(at + 1);
        }
        // "unos 300".
        if matches!(lower.as_str(), "unos" | "unas") && self.counts(at + 1) {
            self.out.push("about", token.span);
            return Some(at + 1);
        }
        // "hasta 300 personas", but "hasta 2019".
        if lower == "hasta" && self.counts(at + 1) && !self.is_year(at + 1) {
            self.out.push("up to", token.span);
            return Some(at + 1);
        }
        // "mató a 12 personas": the preposition of a person is none of a measure.
        let verb = at > 0 && self.is(at - 1, Kind::Verb).or_else(|| self.is(at - 1, Kind::Past)).is_some();
        if lower == "a" && verb && self.counts(at + 1) {
            return Some(at + 1);
        }
        let entry = self.is(at, Kind::Number)?;
        // "treinta y cinco".
        if let Some(unit) =
            self.is(at + 2, Kind::Number).filter(|_| self.lower(at + 1) == "y" && entry.gloss.ends_with("ty"))
        {
            self.out.push(&format!("{}-{}", entry.gloss, unit.gloss), self.span(at, at + 3));
            return Some(self.of_number(at + 3));
        }
        let (entry, end) = self.entry(at)?;
        // "mil" alone is one thousand.
        let alone = entry.gloss == "thousand" && !(at > 0 && self.counts(at - 1));
        let words =
            if alone { Cow::Owned(format!("one {}", entry.gloss)) } else { Cow::Borrowed(entry.gloss.as_str()) };
        self.out.push(&words, self.span(at, end));
        Some(self.of_number(end))
    }

    /// "3 millones de euros": the preposition behind a magnitude is left out.
    fn of_number(&self, end: usize) -> usize {
        let magnitude = matches!(self.lower(end - 1), "millón" | "millones" | "billón" | "billones");
        let of = magnitude && self.lower(end) == "de" && self.tokens.get(end + 1).is_some_and(Token::is_word);
        if of { end + 1 } else { end }
    }

    pub(super) fn counts(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number) || self.is(at, Kind::Number).is_some()
    }

    pub(super) fn is_year(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            token.kind == TokenKind::Number
                && token.raw.len() == 4
                && (token.raw.starts_with("19") || token.raw.starts_with("20"))
        })
    }

    /// Whether a share stands at `at`: "54 %", "doce por ciento".
    pub(super) fn is_share(&self, at: usize) -> bool {
        let end = (at..self.tokens.len().min(at + 4)).find(|&at| !self.counts(at)).unwrap_or(at);
        let percent = self.tokens.get(end).is_some_and(|token| token.is_mark('%'));
        end > at && (percent || self.lower(end) == "por" && matches!(self.lower(end + 1), "ciento" | "cien"))
    }
}
