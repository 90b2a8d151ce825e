//! Names set as code: `--all`, `max_payload`, `/v1/query`.

use super::thing::plain_term;
use crate::extract::words::Words;
use crate::model::Term;
use crate::text::TokenKind;
use std::ops::Range;

/// A name that a sentence sets as code.
pub(super) struct Code {
    /// The tokens between the marks.
    pub(super) tokens: Range<usize>,
    /// The name in lower case.
    pub(super) name: String,
}

impl Code {
    /// The term of the name as a whole.
    pub(super) fn term(&self) -> Term {
        plain_term(&self.name)
    }
}

/// All names among the tokens `range` that are set as code or are made as no word of the language is.
pub(super) fn codes(words: &Words<'_>, range: Range<usize>) -> Vec<Code> {
    let mut out: Vec<Code> = Vec::new();
    let mut at = range.start;
    while at < range.end {
        match code(words, at).filter(|found| found.tokens.end <= range.end) {
            Some(found) => {
                at = found.tokens.end;
                out.push(found);
            }
            None => at += 1,
        }
    }
    out
}

/// The name that begins at the token `at`. Whatever set it as code may be left out of the tokens.
fn code(words: &Words<'_>, at: usize) -> Option<Code> {
    let quoted = at > 0 && words.tokens[at - 1].is_mark('`');
    let opens = words.tokens[at].is_word() || words.tokens[at].is_mark('-') || words.tokens[at].is_mark('/');
    if !opens || joined(words, at) && !quoted && !words.tokens[at - 1].is_mark('(') {
        return None;
    }
    let tokens = glued(words, at, Some('`'));
    let name = printed(words, &tokens);
    let closed = quoted && words.tokens.get(tokens.end).is_some_and(|mark| mark.is_mark('`'));
    (closed || is_made(&name)).then(|| Code { tokens, name: name.to_lowercase() })
}

/// Whether the token touches the one before it.
pub(super) fn joined(words: &Words<'_>, at: usize) -> bool {
    at > 0 && words.tokens[at - 1].touches(&words.tokens[at])
}

/// The tokens from `at` on that touch one another, up to the mark `until`; marks at their end are the sentence's.
pub(super) fn glued(words: &Words<'_>, at: usize, until: Option<char>) -> Range<usize> {
    let ends = |at: &usize| !joined(words, *at) || until.is_some_and(|mark| words.tokens[*at].is_mark(mark));
    let end = (at + 1..words.len()).find(ends).unwrap_or(words.len());
    let last = (at..end).rev().find(|&at| words.tokens[at].kind != TokenKind::Mark);
    at..last.map_or(at, |last| last + 1)
}

/// The tokens as one word.
pub(super) fn printed(words: &Words<'_>, tokens: &Range<usize>) -> String {
    words.tokens[tokens.clone()].iter().map(|token| token.raw).collect()
}

/// Whether it is made as no word is: `max_payload`, `--all`, `auth.mode`, `/v1/query`, `maxSize`.
pub(super) fn is_made(name: &str) -> bool {
    let path = |rest: &str| rest.starts_with(char::is_alphabetic);
    let dotted = || {
        let parts: Vec<&str> = name.split('.').collect();
        // "e.g.", "U.S.", "9.5": no name has parts of one letter.
        parts.len() > 1 && parts.iter().all(|part| part.len() > 1 && part.starts_with(|c: char| c.is_lowercase()))
    };
    let hump = || name.starts_with(char::is_lowercase) && name.contains(char::is_uppercase);
    let plain = !name.contains(['@', ':', ',', '(', ')', '"', '=']);
    plain
        && (name.contains('_')
            || name.starts_with('-') && path(name.trim_start_matches('-'))
            || name.strip_prefix('/').is_some_and(path)
            || dotted()
            || hump())
}

#[cfg(test)]
mod tests {
    use super::codes;
    use crate::extract::words::Words;
    use crate::lexicon;
    use crate::model::Span;

    fn names(text: &str) -> Vec<String> {
        let words = Words::new(text, Span::new(0, text.len()), &lexicon::english());
        codes(&words, 0..words.len()).into_iter().map(|code| code.name).collect()
    }

    #[test]
    fn names_set_as_code_are_found() {
        assert_eq!(names("Set `cache.size` or pass `--all`."), ["cache.size", "--all"]);
        assert_eq!(names("Set cache.size or pass --all."), ["cache.size", "--all"]);
        assert_eq!(names("The /v1/query endpoint (see maxSize)."), ["/v1/query", "maxsize"]);
        assert_eq!(names("`wait` is 5, max_size is 6."), ["wait", "max_size"]);
        assert!(names("Run `tarn push` now, e.g. on a read-only disk and/or in the U.S.").is_empty());
    }
}
