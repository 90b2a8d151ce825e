//! Roles of words, and how each is painted.

use super::Colour;
use crate::model::Severity;

/// What a run of words is, and so how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Plain,
    /// Places, hints, frames.
    Dim,
    /// Messages, headings.
    Strong,
    /// The words that carry the fact.
    Mark,
    /// What bears a severity's colour.
    Level(Severity),
}

/// The sequence that begins a role; empty for plain words. Colours are the 16 of the terminal's own palette, so they keep
/// their contrast on light and dark grounds.
fn begin(role: Role) -> &'static str {
    match role {
        Role::Plain => "",
        Role::Dim => "\x1b[2m",
        Role::Strong => "\x1b[1m",
        Role::Mark => "\x1b[1;4m",
        Role::Level(Severity::High) => "\x1b[1;31m",
        Role::Level(Severity::Medium) => "\x1b[1;33m",
        Role::Level(Severity::Low) => "\x1b[1;36m",
        Role::Level(Severity::Note) => "\x1b[1;32m",
    }
}

/// Appends `words` in the looks of `role`.
pub(super) fn paint(colour: Colour, role: Role, words: &str, out: &mut String) {
    let begin = begin(role);
    if colour == Colour::Plain || begin.is_empty() || words.is_empty() {
        out.push_str(words);
    } else {
        out.push_str(begin);
        out.push_str(words);
        out.push_str("\x1b[0m");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sequence_is_closed_and_plain_has_none() {
        let mut out = String::new();
        paint(Colour::Ansi, Role::Mark, "112 dead", &mut out);
        assert_eq!(out, "\x1b[1;4m112 dead\x1b[0m");
        out.clear();
        paint(Colour::Plain, Role::Mark, "112 dead", &mut out);
        assert_eq!(out, "112 dead");
    }
}
