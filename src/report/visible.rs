//! Text of articles made safe to show.

use std::borrow::Cow;

/// `text` on one line, with control characters, escape sequences and marks that turn the direction of writing spelt out
/// (`\u{1b}`), so that no article can repaint a terminal or reorder a report. Runs of white space become one space.
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
            !twice && (c == ' ' || !(c.is_whitespace() || hostile(c)))
        });
    if clean {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        if c.is_whitespace() {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else if hostile(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// As [`visible`], with white space as it is: for cells of tables that may be shown on a terminal.
pub(crate) fn unarmed(text: &str) -> Cow<'_, str> {
    let armed = |c: char| hostile(c) && !c.is_whitespace();
    if !text.contains(armed) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if armed(c) { out.extend(c.escape_unicode()) } else { out.push(c) }
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
/// what takes no room.
pub(super) fn hostile(c: char) -> bool {
    c.is_control()
        || crate::text::invisible(c)
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
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
    fn white_space_is_one_space() {
        assert_eq!(visible("  two\r\n\tlines\u{2028}here "), "two lines here");
        assert!(matches!(visible("as it is"), std::borrow::Cow::Borrowed(_)));
        assert_eq!(visible("two  spaces"), "two spaces");
    }
}
