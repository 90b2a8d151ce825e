//! Looking around in the tokens of a sentence without minding its ends.

use crate::lexicon::Wordings;
use crate::lexicon::units::{Unit, Units};
use crate::text::{Token, TokenKind};

/// Words a phrase of the lexicon may have.
const LONGEST_PHRASE: usize = 5;
/// Bytes beyond which no token is a word of the lexicon.
const LONGEST_WORD: usize = 40;

/// The tokens of a sentence; every place outside it is empty. With them goes what a measure may be told in.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'t, 'a> {
    tokens: &'t [Token<'a>],
    pub(crate) units: &'t Units,
}

impl<'t, 'a> Cursor<'t, 'a> {
    pub(crate) fn new(tokens: &'t [Token<'a>], units: &'t Units) -> Self {
        Self { tokens, units }
    }

    /// The tokens before `end` alone.
    pub(crate) fn until(self, end: usize) -> Self {
        Self { tokens: &self.tokens[..end.min(self.tokens.len())], ..self }
    }

    /// The token at a place.
    pub(crate) fn get(self, at: usize) -> Option<&'t Token<'a>> {
        self.tokens.get(at)
    }

    /// The token `by` places before.
    pub(crate) fn back(self, at: usize, by: usize) -> Option<&'t Token<'a>> {
        at.checked_sub(by).and_then(|at| self.tokens.get(at))
    }

    /// Its lower-cased form, empty outside the sentence.
    pub(crate) fn lower(self, at: usize) -> &'t str {
        self.get(at).map_or("", |token| &token.lower)
    }

    /// The lower-cased form of the token `by` places before, empty outside the sentence.
    pub(crate) fn lower_back(self, at: usize, by: usize) -> &'t str {
        self.back(at, by).map_or("", |token| &token.lower)
    }

    /// As printed, empty outside the sentence.
    pub(crate) fn raw(self, at: usize) -> &'a str {
        self.get(at).map_or("", |token| token.raw)
    }

    /// Whether the words at `at` are these.
    pub(crate) fn reads(self, at: usize, words: &[&str]) -> bool {
        words.iter().zip(at..).all(|(word, at)| self.lower(at) == *word)
    }

    pub(crate) fn is_number(self, at: usize) -> bool {
        self.get(at).is_some_and(|token| token.kind == TokenKind::Number)
    }

    pub(crate) fn is_word(self, at: usize) -> bool {
        self.get(at).is_some_and(Token::is_word)
    }

    /// A word without a capital.
    pub(crate) fn is_plain_word(self, at: usize) -> bool {
        self.get(at).is_some_and(|token| token.is_word() && !token.is_capital())
    }

    pub(crate) fn is_mark(self, at: usize, mark: char) -> bool {
        self.get(at).is_some_and(|token| token.is_mark(mark))
    }

    /// Whether nothing stands between this token and the next.
    pub(crate) fn joined(self, at: usize) -> bool {
        matches!((self.get(at), self.get(at + 1)), (Some(one), Some(next)) if one.touches(next))
    }

    /// Whether nothing stands between this token and the one before.
    pub(crate) fn joined_back(self, at: usize) -> bool {
        at > 0 && self.joined(at - 1)
    }

    /// A hyphen or dash of any length.
    pub(crate) fn is_dash(self, at: usize) -> bool {
        ['-', '–', '—', '‑', '−'].iter().any(|&dash| self.is_mark(at, dash))
    }

    /// A hyphen inside a compound: it touches both neighbours.
    pub(crate) fn is_hyphen(self, at: usize) -> bool {
        (self.is_mark(at, '-') || self.is_mark(at, '‑')) && self.joined_back(at) && self.joined(at)
    }

    /// The place after a hyphen of a compound, or `at` itself.
    pub(crate) fn past_hyphen(self, at: usize) -> usize {
        if self.is_hyphen(at) { at + 1 } else { at }
    }

    /// The longest phrase at `at` that `find` knows, and the place after it. Hyphens of compounds count as spaces.
    fn phrase<T>(self, at: usize, find: impl Fn(&str) -> Option<T>) -> Option<(T, usize)> {
        let mut best = None;
        let mut key = String::new();
        let mut next = at;
        for _ in 0..LONGEST_PHRASE {
            let Some(token) = self.get(next).filter(|token| token.raw.len() <= LONGEST_WORD) else { break };
            if !key.is_empty() {
                key.push(' ');
            }
            key.push_str(&token.lower);
            next += 1;
            if let Some(found) = find(&key) {
                best = Some((found, next));
            }
            next = self.past_hyphen(next);
        }
        best
    }

    /// The longest wording at `at`, its value, and the place after it.
    pub(crate) fn wording<V>(self, at: usize, wordings: &'static Wordings<V>) -> Option<(&'static V, usize)> {
        if !may(self.lower(at), |word| wordings.opens(word)) {
            return None;
        }
        self.phrase(at, |words| wordings.get(words))
    }

    /// The longest wording that ends before `end` and starts no earlier than `floor`, its value, and its start.
    pub(crate) fn wording_before<V>(
        self,
        end: usize,
        floor: usize,
        wordings: &'static Wordings<V>,
    ) -> Option<(&'static V, usize)> {
        if !may(self.lower_back(end, 1), |word| wordings.closes(word)) {
            return None;
        }
        self.phrase_before(end, floor, |words| wordings.get(words))
    }

    /// The longest words of a unit at `at`, and the place after them.
    pub(crate) fn unit(self, at: usize) -> Option<(&'t Unit, usize)> {
        if !may(self.lower(at), |word| self.units.opens(word)) {
            return None;
        }
        self.phrase(at, |words| self.units.unit(words))
    }

    /// The longest words of a unit that end before `end`, and their start.
    pub(crate) fn unit_before(self, end: usize) -> Option<(&'t Unit, usize)> {
        if !may(self.lower_back(end, 1), |word| self.units.closes(word)) {
            return None;
        }
        self.phrase_before(end, 0, |words| self.units.unit(words))
    }

    /// The longest phrase that ends before `end`, starts no earlier than `floor`, and is known to `find`; and its start.
    fn phrase_before<T>(self, end: usize, floor: usize, find: impl Fn(&str) -> Option<T>) -> Option<(T, usize)> {
        let mut best = None;
        let mut key = String::new();
        for start in (floor..end).rev().take(LONGEST_PHRASE) {
            let token = self.get(start).filter(|token| token.raw.len() <= LONGEST_WORD)?;
            if !key.is_empty() {
                key.insert(0, ' ');
            }
            key.insert_str(0, &token.lower);
            if let Some(found) = find(&key) {
                best = Some((found, start));
            }
        }
        best
    }
}

/// Whether a phrase can stand at a word that `ends` one; a soft hyphen by itself leaves nothing of a token, and a phrase may
/// stand behind it.
fn may(word: &str, ends: impl Fn(&str) -> bool) -> bool {
    word.is_empty() || ends(word)
}
