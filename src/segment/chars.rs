//! A stretch of text as characters with their byte offsets, and the small questions the rules ask of it.

/// Characters a word is followed back over, at most: an address with a thousand dots must not make the scan quadratic.
const LONGEST_WORD: usize = 64;

pub(super) struct Chars<'a> {
    text: &'a str,
    /// Byte offset and character; one more entry than characters, so that ends have an offset too.
    offsets: Vec<usize>,
    chars: Vec<char>,
}

impl<'a> Chars<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let (mut offsets, chars): (Vec<_>, Vec<_>) = text.char_indices().unzip();
        offsets.push(text.len());
        Self { text, offsets, chars }
    }

    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    pub(super) fn get(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    /// The characters `start..end` as text.
    pub(super) fn slice(&self, start: usize, end: usize) -> &'a str {
        &self.text[self.offsets[start]..self.offsets[end.max(start)]]
    }

    /// Byte offset of a character.
    pub(super) fn offset(&self, at: usize) -> usize {
        self.offsets[at]
    }

    /// The first index from `at` that is not white space.
    pub(super) fn skip_space(&self, mut at: usize) -> usize {
        while self.get(at).is_some_and(char::is_whitespace) {
            at += 1;
        }
        at
    }

    /// As `skip_space`, within the line.
    pub(super) fn skip_blanks(&self, mut at: usize) -> usize {
        while self.get(at).is_some_and(|c| c.is_whitespace() && c != '\n') {
            at += 1;
        }
        at
    }

    /// The word that begins at `at`; inner apostrophes and underscores belong to it.
    pub(super) fn word_at(&self, at: usize) -> &'a str {
        let inside = |i: usize| match self.get(i) {
            Some(c) if c.is_alphanumeric() || c == '_' => true,
            Some('\'' | '’') => self.get(i + 1).is_some_and(char::is_alphabetic) && i > at,
            _ => false,
        };
        let end = (at..at + LONGEST_WORD).find(|&i| !inside(i)).unwrap_or(at + LONGEST_WORD);
        if at >= self.len() { "" } else { self.slice(at, end) }
    }

    /// The word that ends before `end`, with the dots inside it: "U.S" before the last dot of "U.S.".
    pub(super) fn word_before(&self, end: usize) -> &'a str {
        let inside = |i: usize| self.chars[i].is_alphanumeric() || matches!(self.chars[i], '.' | '°');
        let floor = end.saturating_sub(LONGEST_WORD);
        let start = (floor..end).rev().find(|&i| !inside(i)).map_or(floor, |i| i + 1);
        self.slice(start, end).trim_start_matches('.')
    }

    /// What stands before `end` back to white space or an opening quote, not before `floor`.
    pub(super) fn token_before(&self, end: usize, floor: usize) -> &'a str {
        let floor = floor.max(end.saturating_sub(LONGEST_WORD)).min(end);
        let outside = |i: usize| self.chars[i].is_whitespace() || matches!(self.chars[i], '“' | '"' | '—' | '–');
        let start = (floor..end).rev().find(|&i| outside(i)).map_or(floor, |i| i + 1);
        self.slice(start, end)
    }

    /// How many words stand in `start..end`.
    pub(super) fn words_between(&self, start: usize, end: usize) -> usize {
        self.slice(start, end).split_whitespace().count()
    }

    /// The line's end from `at`: index of the next line feed, or of the end.
    pub(super) fn line_end(&self, at: usize) -> usize {
        (at..self.len()).find(|&i| self.chars[i] == '\n').unwrap_or(self.len())
    }
}

pub(super) fn is_stop(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | '…' | '‽' | '⁇' | '⁈' | '⁉')
}

/// Closes whatever stands before it. Straight quotes are left to the context.
pub(super) fn is_closer(c: char) -> bool {
    matches!(c, '”' | '’' | '»' | ')' | ']' | '›')
}

pub(super) fn is_opener(c: char) -> bool {
    matches!(c, '“' | '‘' | '«' | '(' | '[' | '‹' | '„' | '`')
}

pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '”' | '’' | '»' | '›' | '"' | '\'')
}
