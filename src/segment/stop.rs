//! Whether a dot, question mark, exclamation mark or ellipsis ends its sentence.

use super::chars::{Chars, is_closer, is_opener, is_quote, is_stop};
use crate::lexicon::abbreviations::{Abbreviations, Rule};

/// Words before "a.m." up to which it belongs to an opening adverbial ("At 5 a.m. Mr. Smith …").
const OPENING_WORDS: usize = 4;

/// Words looked at for the verb of an attribution after a quoted question.
const ATTRIBUTION_WORDS: usize = 6;

/// A run of end marks with the quotes and brackets that close behind it.
pub(super) struct Stop<'a> {
    text: &'a Chars<'a>,
    list: &'static Abbreviations,
    /// Index of the first mark.
    first: usize,
    /// Index one past the last closing quote or bracket.
    pub(super) end: usize,
    marks: Marks,
    closed: Closed,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Marks {
    Dot,
    Ellipsis,
    /// With a question or exclamation mark.
    Call,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Closed {
    Nothing,
    Bracket,
    Quote,
}

impl<'a> Stop<'a> {
    /// The run that begins at `first`; `open` says whether a straight quote is open there.
    pub(super) fn read(text: &'a Chars<'a>, list: &'static Abbreviations, first: usize, open: bool) -> Self {
        let mut end = first;
        let mut dots = 0;
        let mut marks = Marks::Dot;
        loop {
            match text.get(end) {
                Some('.') => dots += 1,
                Some('…') => dots += 3,
                Some(c) if is_stop(c) => marks = Marks::Call,
                // ". . ." is one ellipsis.
                Some(' ' | '\u{a0}')
                    if marks == Marks::Dot
                        && text.get(end + 1) == Some('.')
                        && !text.get(end + 2).is_some_and(char::is_alphanumeric) => {}
                _ => break,
            }
            end += 1;
        }
        if marks == Marks::Dot && dots > 1 {
            marks = Marks::Ellipsis;
        }
        let mut closed = Closed::Nothing;
        while let Some(c) = text.get(end) {
            let glued = text.get(end + 1).is_some_and(char::is_alphanumeric);
            let closes = is_closer(c) || (c == '"' && (open || !glued)) || (c == '\'' && !glued);
            if !closes {
                break;
            }
            closed = if is_quote(c) {
                Closed::Quote
            } else if closed == Closed::Nothing {
                Closed::Bracket
            } else {
                closed
            };
            end += 1;
        }
        Self { text, list, first, end, marks, closed }
    }

    /// Whether the sentence that began at `start` ends here.
    pub(super) fn ends(&self, start: usize) -> bool {
        let (text, list) = (self.text, self.list);
        let space = text.skip_space(self.end);
        let mut at = space;
        while text.get(at).is_some_and(|c| is_opener(c) || c == '"' || c == '\'') {
            at += 1;
        }
        let Some(next) = text.get(at) else { return true };
        if space == self.end {
            return self.glued(start, at);
        }
        if self.marks == Marks::Ellipsis && self.first > 0 && text.get(self.first - 1) == Some('[') {
            return false;
        }
        let word = text.word_at(at);
        if next.is_lowercase() {
            // Names of products and code ("iPhone", "max_retries") open sentences in lower case.
            let coined = word.contains('_') || word.chars().skip(1).any(char::is_uppercase);
            // The marks of code are blank in Markdown: "Restart it. `workers` is 4."
            let coined = coined || space == self.end + 2 && (self.end..space).all(|at| text.get(at) == Some(' '));
            return coined && self.closed == Closed::Nothing && !self.abbreviates(start, at, word);
        }
        // A flag: "--color is on by default".
        let flag = next == '-' && text.get(at + 1) == Some('-') && text.get(at + 2).is_some_and(char::is_alphabetic);
        if !next.is_alphanumeric() && is_joint(next) && !flag {
            return false;
        }
        if self.marks == Marks::Call {
            let company = self.closed == Closed::Nothing
                && list.has(word, Rule::Either)
                && text.get(at + word.chars().count()) == Some('.');
            let spoken = self.closed == Closed::Quote && self.attributed(at);
            return !(company || spoken);
        }
        self.marks == Marks::Ellipsis || !self.abbreviates(start, at, word)
    }

    /// Whether the one dot belongs to the word before it, and the next word, at `at`, goes on with the sentence.
    fn abbreviates(&self, start: usize, at: usize, next: &str) -> bool {
        let (text, list) = (self.text, self.list);
        let before = text.word_before(self.first);
        let number = next.starts_with(|c: char| c.is_ascii_digit());
        let starts = self.starts(at, next);
        if list.has(before, Rule::Inside) || (number && list.has(before, Rule::BeforeNumber)) {
            return true;
        }
        let quoted = self.closed == Closed::Quote;
        if list.has(before, Rule::Clock) && before.contains('.') {
            let title = list.has(next, Rule::Inside) && text.words_between(start, self.first) > OPENING_WORDS;
            return !(starts || title || quoted);
        }
        let mut letters = before.chars();
        let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
        let initials = before.contains('.')
            && before.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic));
        if initial || initials || list.has(before, Rule::Either) {
            return !(starts || quoted);
        }
        false
    }

    /// Whether the word at `at` is one that begins sentences, and not an initial.
    fn starts(&self, at: usize, word: &str) -> bool {
        let dotted = self.text.get(at + word.chars().count()) == Some('.');
        self.list.has(word, Rule::Starter) && !dotted
    }

    /// Whether a sentence begins at `at` although no space parts it from this stop: "peace.The", "interfere.”But".
    fn glued(&self, start: usize, at: usize) -> bool {
        let text = self.text;
        let word = text.word_at(at);
        let mut chars = word.chars();
        let capital = chars.next().is_some_and(char::is_uppercase);
        // "A" and "I" are words of one letter; else a capital and then a small letter.
        let shaped = capital && chars.next().map_or(word == "A" || word == "I", char::is_lowercase);
        let after = text.get(at + word.chars().count());
        if !shaped || !after.is_none_or(|c| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-' | '’' | '\'')) {
            return false;
        }
        if self.closed != Closed::Nothing {
            return true;
        }
        // Not inside a file name, an address or a path.
        let token = text.token_before(self.first, start);
        if token.contains(['/', '@', '_', '.', '\\', '`', '(']) || token.is_empty() {
            return false;
        }
        // "peace.The", but not "config.Load": only a function word is sure to be no member of what the dot joins.
        self.list.has(word, Rule::Starter)
    }

    /// Whether a name and a verb of saying follow: “Is it over?” Mayor Lind asked.
    fn attributed(&self, mut at: usize) -> bool {
        let text = self.text;
        for _ in 0..ATTRIBUTION_WORDS {
            let word = text.word_at(at);
            if word.is_empty() || self.list.has(word, Rule::Starter) {
                return false;
            }
            if self.list.has(word, Rule::Speech) {
                return word.starts_with(char::is_lowercase);
            }
            if !word.starts_with(char::is_uppercase)
                && !matches!(word, "de" | "van" | "von" | "bin" | "al" | "der" | "da")
            {
                return false;
            }
            at += word.chars().count();
            if text.get(at) == Some('.') && self.list.has(word, Rule::Inside) {
                at += 1;
            }
            at = text.skip_space(at);
        }
        false
    }
}

/// Marks that go on with a sentence.
fn is_joint(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '-' | '–' | '—' | '/' | '%' | '&' | '=' | '|' | ')' | ']')
}
