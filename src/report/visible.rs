//! Text of articles made safe to show.

use crate::text::{SOFT_HYPHEN, joining, latin_or_digit, unseen};
use std::borrow::Cow;

/// `text` on one line, with control characters, escape sequences, marks that turn the direction of writing and what cannot
/// be seen spelt out (`\u{1b}`), so that no article can repaint a terminal, reorder a report or hide a value in it. Soft
/// hyphens inside words are left out. Runs of white space become one space.
///
/// ```
/// assert_eq!(crosscheck::report::visible("red \u{1b}[31m,\r\n next"), "red \\u{1b}[31m, next");
/// ```
pub fn visible(text: &str) -> Cow<'_, str> {
    let mut blank_before = true;
    let clean = text.trim() == text
        && text.chars().all(|c| {
            let twice = blank_before && c == ' ';
            blank_before = c == ' ';
            !twice && (c == ' ' || !(c.is_whitespace() || odd(c)))
        });
    if clean {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    let mut chars = text.trim().chars().peekable();
    while let Some(c) = chars.next() {
        if !c.is_whitespace() {
            push(before, c, chars.peek().copied(), &mut out);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
        before = Some(c);
    }
    Cow::Owned(out)
}

/// Appends `c` as it is shown between its neighbours.
pub(super) fn push(before: Option<char>, c: char, after: Option<char>, out: &mut String) {
    if hostile(c) || hides(before, c, after) {
        out.extend(c.escape_unicode());
    } else if c != SOFT_HYPHEN {
        out.push(c);
    }
}

/// Makes a key of a digit, after a selector.
const KEYCAP: char = '\u{20e3}';

/// Whether `c` is not said plainly by what is shown of it.
fn odd(c: char) -> bool {
    hostile(c) || joining(c)
}

/// Whether `c` joins where there is nothing to join, so that it only hides: "1<>2" is not "12".
fn hides(before: Option<char>, c: char, after: Option<char>) -> bool {
    if !joining(c) {
        return false;
    }
    if c == SOFT_HYPHEN {
        return before.into_iter().chain(after).any(|beside| beside.is_numeric());
    }
    after != Some(KEYCAP) && before.into_iter().chain(after).any(latin_or_digit)
}

/// As [`visible`], with white space as it is: for cells of tables that may be shown on a terminal.
pub(crate) fn unarmed(text: &str) -> Cow<'_, str> {
    if !text.contains(|c: char| odd(c) && !c.is_whitespace()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_whitespace() || c == SOFT_HYPHEN {
            out.push(c);
        } else {
            push(before, c, chars.peek().copied(), &mut out);
        }
        before = Some(c);
    }
    Cow::Owned(out)
}

/// JSON that says the same with escapes: a log of annotations is a terminal too.
pub(super) fn unarmed_json(json: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if hostile(c) {
            // Writing to a string cannot fail.
            c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| _ = write!(out, "\\u{unit:04x}"));
        } else {
            out.push(c);
        }
    }
    out
}

/// Controls (C0, C1), bidirectional controls (Unicode UAX 9), line and paragraph separators, tags, byte order marks, and
/// what cannot be seen in any script.
pub(super) fn hostile(c: char) -> bool {
    c.is_control() || (!c.is_ascii() && !joining(c) && unseen(c))
}

#[cfg(test)]
mod tests {
    use super::{unarmed, visible};

    #[test]
    fn nothing_gets_through_that_a_terminal_obeys() {
        assert_eq!(visible("a\u{1b}]0;title\u{7}b"), "a\\u{1b}]0;title\\u{7}b");
        assert_eq!(visible("abc\u{202e}fed\u{2066}"), "abc\\u{202e}fed\\u{2066}");
        assert_eq!(unarmed("a\u{1b}[1m\r\n\tb"), "a\\u{1b}[1m\r\n\tb");
        assert_eq!(visible("\u{9b}31m\u{8}"), "\\u{9b}31m\\u{8}");
    }

    #[test]
    fn what_cannot_be_seen_hides_no_value() {
        for odd in
            ['\u{ad}', '\u{34f}', '\u{200b}', '\u{200d}', '\u{2060}', '\u{206a}', '\u{3164}', '\u{fe0f}', '\u{e0100}']
        {
            let shown = format!("1{}2 people", odd.escape_unicode());
            assert_eq!(visible(&format!("1{odd}2 people")), shown);
        }
        assert_eq!(visible("Bren\u{ad}nick \u{ad}x"), "Brennick x");
        assert_eq!(unarmed("Bren\u{ad}nick 1\u{200c}2"), "Bren\u{ad}nick 1\\u{200c}2");
        for written in ["بی\u{200c}نظیر", "👩\u{200d}🚒", "❤\u{fe0f}", "1\u{fe0f}\u{20e3}", "क्\u{200d}ष"]
        {
            assert_eq!(visible(written), written);
        }
    }

    #[test]
    fn white_space_is_one_space() {
        assert_eq!(visible("  two\r\n\tlines\u{2028}here "), "two lines here");
        assert!(matches!(visible("as it is"), std::borrow::Cow::Borrowed(_)));
        assert_eq!(visible("two  spaces"), "two spaces");
    }
}
