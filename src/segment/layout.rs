//! Boundaries that marks of layout make: list items and lines that were broken on purpose.

use super::chars::{Chars, is_opener};

/// The longest line that can be a heading glued to its text, in characters.
const SHORT_LINE: usize = 100;

/// Digits of the longest number that numbers an item.
const ITEM_DIGITS: usize = 3;

/// The marker of a list item: "1.", "2)", "b.".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marker {
    style: Style,
    number: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Style {
    letter: bool,
    closing: [Option<char>; 2],
}

impl Marker {
    /// The marker at `at` and the index behind it; an item must follow on its line.
    pub(super) fn read(text: &Chars<'_>, at: usize) -> Option<(Self, usize)> {
        let mut end = at;
        while text.get(end).is_some_and(|c| c.is_ascii_digit()) && end - at <= ITEM_DIGITS {
            end += 1;
        }
        let (letter, number) = match text.get(at) {
            Some(c) if c.is_ascii_lowercase() => {
                end = at + 1;
                (true, u32::from(c))
            }
            _ if (1..=ITEM_DIGITS).contains(&(end - at)) => (false, text.slice(at, end).parse().ok()?),
            _ => return None,
        };
        let closing = match (text.get(end), text.get(end + 1)) {
            (Some('.'), Some(')')) => [Some('.'), Some(')')],
            (Some(c @ ('.' | ')')), _) => [Some(c), None],
            _ => return None,
        };
        let end = end + closing.iter().flatten().count();
        let item = text.skip_blanks(end);
        let follows = item > end && text.get(item).is_some_and(|c| c.is_alphanumeric() || is_opener(c) || c == '"');
        follows.then_some((Self { style: Style { letter, closing }, number }, item))
    }

    /// Whether `next` is the marker after this one.
    pub(super) fn precedes(self, next: Self) -> bool {
        self.style == next.style && self.number + 1 == next.number
    }
}

/// Whether the character begins an item wherever it stands.
pub(super) fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '◦' | '▪' | '‣' | '⁃' | '●' | '■' | '➤')
}

/// Length of the longest line, in characters; 0 for a text of one line.
pub(super) fn longest_line(text: &str) -> usize {
    if text.contains('\n') { text.lines().map(|line| line.trim().chars().count()).max().unwrap_or(0) } else { 0 }
}

/// Whether the line feed at `at` ends a sentence; its line began at `line`, `last` is the marker of the item before.
pub(super) fn breaks(text: &Chars<'_>, line: usize, at: usize, longest: usize, last: Option<Marker>) -> bool {
    let next = text.skip_blanks(at + 1);
    let Some(first) = text.get(next) else { return false };
    if first == '\n' {
        return true;
    }
    if let Some((marker, _)) = Marker::read(text, next)
        && last.is_some_and(|last| last.precedes(marker))
    {
        return true;
    }
    if matches!(first, '-' | '*') && text.get(next + 1) == Some(' ') {
        return text.get(next + 2).is_some_and(char::is_uppercase);
    }
    let printed = text.slice(line, at).trim();
    let length = printed.chars().count();
    let finished = printed.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '”' | '"' | ':'));
    let begins = first.is_uppercase() || first.is_ascii_digit() || is_opener(first) || first == '"';
    // A wrapped line is full: where the next word had room, the break was meant.
    let word = text.slice(next, text.line_end(next).min(next + SHORT_LINE)).split_whitespace().next().unwrap_or("");
    let room = length + 1 + word.chars().count() <= longest;
    length > 0 && length <= SHORT_LINE && finished && begins && room
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_short_and_followed_by_an_item() {
        let read = |text: &str| Marker::read(&Chars::new(text), 0).map(|(_, end)| end);
        assert_eq!(read("2019. Then"), None);
        assert_eq!(read("3.5 metres"), None);
        assert_eq!(read("it was"), None);
        assert_eq!(read("1."), None);
        assert_eq!(read("1. Open"), Some(3));
        assert_eq!(read("12.) Open"), Some(5));
        assert_eq!(read("b) Close"), Some(3));
    }

    #[test]
    fn only_the_next_number_follows() {
        let marker = |text: &str| Marker::read(&Chars::new(text), 0).map(|(marker, _)| marker).expect("a marker");
        assert!(marker("1. A").precedes(marker("2. B")));
        assert!(!marker("1. A").precedes(marker("2) B")));
        assert!(!marker("1. A").precedes(marker("3. B")));
    }
}
