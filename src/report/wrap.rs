//! Lines of painted words that keep within a width.

use super::Colour;
use super::paint::{Role, paint};
use unicode_width::UnicodeWidthStr;

/// A run of words in one role.
pub(super) type Run<'a> = (Role, &'a str);

/// Narrowest room left to words, in columns: below it lines would hold a word each, so they rather run over.
const NARROWEST: usize = 20;

/// Appends `runs` to `out`, wrapped at `width` columns: the first line after `first`, the others after `rest`.
///
/// `first` and `rest` are given painted, with their width in columns. A word longer than a line stands on its own, whole:
/// paths and addresses stay clickable.
pub(super) fn wrap(
    runs: &[Run<'_>],
    (first, rest): (&str, &str),
    margin: usize,
    width: usize,
    colour: Colour,
    out: &mut String,
) {
    let room = width.saturating_sub(margin).max(NARROWEST);
    for (index, line) in lines(runs, room).iter().enumerate() {
        out.push_str(if index == 0 { first } else { rest });
        for (role, words) in line {
            paint(colour, *role, words, out);
        }
        out.push('\n');
    }
}

/// The runs cut into lines of at most `room` columns; no line begins or ends with a space.
fn lines<'a>(runs: &[Run<'a>], room: usize) -> Vec<Vec<(Role, String)>> {
    let mut lines = vec![Vec::new()];
    let mut used = 0;
    for word in words(runs) {
        let wide: usize = word.pieces.iter().map(|(_, piece)| piece.width()).sum();
        if used > 0 && used + usize::from(word.spaced.is_some()) + wide > room {
            lines.push(Vec::new());
            used = 0;
        }
        let line = lines.last_mut().expect("there is a first line, and lines are only added");
        if let Some(role) = word.spaced.filter(|_| used > 0) {
            push(line, role, " ");
            used += 1;
        }
        for (role, piece) in word.pieces {
            push(line, role, piece);
        }
        used += wide;
    }
    lines
}

/// Words joined without a space between them, in one or more roles.
struct Word<'a> {
    /// The role of the space before it, if there is one.
    spaced: Option<Role>,
    pieces: Vec<(Role, &'a str)>,
}

fn words<'a>(runs: &[Run<'a>]) -> Vec<Word<'a>> {
    let mut out: Vec<Word<'a>> = Vec::new();
    let mut space = None;
    for &(role, text) in runs {
        for (index, piece) in text.split(' ').enumerate() {
            if index > 0 {
                space = Some(role);
            }
            if piece.is_empty() {
                continue;
            }
            match out.last_mut() {
                Some(word) if space.is_none() => word.pieces.push((role, piece)),
                _ => out.push(Word { spaced: space.take(), pieces: vec![(role, piece)] }),
            }
        }
    }
    out
}

/// Adds to the last run when the role is the same, so that one sequence paints a whole phrase.
fn push(line: &mut Vec<(Role, String)>, role: Role, piece: &str) {
    match line.last_mut() {
        Some((last, words)) if *last == role => words.push_str(piece),
        _ => line.push((role, piece.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(runs: &[Run<'_>], width: usize) -> String {
        let mut out = String::new();
        wrap(runs, ("> ", "  "), 2, width, Colour::Plain, &mut out);
        out
    }

    #[test]
    fn lines_keep_the_width_and_their_margin() {
        let text = "Ferries between the two islands were cancelled on Monday";
        assert_eq!(
            plain(&[(Role::Plain, text)], 30),
            "> Ferries between the two\n  islands were cancelled on\n  Monday\n"
        );
    }

    #[test]
    fn a_mark_inside_a_word_does_not_part_it() {
        let runs = [(Role::Plain, "a count of "), (Role::Mark, "«112»"), (Role::Plain, ", said the harbour master")];
        assert_eq!(plain(&runs, 22), "> a count of «112»,\n  said the harbour\n  master\n");
    }

    #[test]
    fn a_phrase_is_painted_once_a_line_and_never_its_margin() {
        let mut out = String::new();
        wrap(&[(Role::Mark, "more than a hundred people")], ("| ", "| "), 2, 24, Colour::Ansi, &mut out);
        assert_eq!(out, "| \x1b[1;4mmore than a hundred\x1b[0m\n| \x1b[1;4mpeople\x1b[0m\n");
    }

    #[test]
    fn long_words_stand_whole_and_wide_ones_count_twice() {
        let address = "https://example.org/a/very/long/address/indeed";
        assert_eq!(plain(&[(Role::Plain, "see "), (Role::Plain, address)], 22), format!("> see\n  {address}\n"));
        assert_eq!(plain(&[(Role::Plain, "東京東京東京 東京東京東京")], 22), "> 東京東京東京\n  東京東京東京\n");
    }
}
