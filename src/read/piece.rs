//! The pieces that a plain text falls into, and what a single one looks like.

use super::{lines, txt};
use crate::model::{Block, BlockKind, Span};

/// A paragraph, or a line that stands by itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'a> {
    /// Offset in the text that was cut up.
    pub start: usize,
    /// The words, line ends included.
    pub text: &'a str,
    /// What it is, as far as is known.
    pub kind: BlockKind,
    /// Whether it is one line of the file.
    pub single: bool,
    /// Whether a blank line precedes it.
    pub after_blank: bool,
}

/// Longest title, in characters: the longest headlines in print have about 150.
const TITLE_CHARS: usize = 160;
/// Longest heading inside a text, in characters and words.
const HEADING_CHARS: usize = 80;
const HEADING_WORDS: usize = 12;
/// Longest row of a table, in bytes, and most words of a cell.
const ROW_BYTES: usize = 400;
const CELL_WORDS: usize = 8;

/// Joins the lines that were broken to fit a width; every other line is a piece of its own.
pub(super) fn cut(text: &str) -> Vec<Piece<'_>> {
    let lines = lines::split(text);
    let joints = txt::joints(&lines);
    let mut out: Vec<Piece<'_>> = Vec::with_capacity(lines.len());
    for (line, joined) in lines.iter().zip(joints) {
        match out.last_mut() {
            Some(piece) if joined => {
                piece.text = &text[piece.start..line.end()];
                piece.single = false;
            }
            _ => out.push(Piece {
                start: line.start,
                text: line.text,
                kind: BlockKind::Paragraph,
                single: true,
                after_blank: line.after_blank,
            }),
        }
    }
    out
}

impl Piece<'_> {
    /// The piece as a block of a text in which it begins `from` bytes later.
    pub(super) fn block(&self, from: usize) -> Block {
        let start = from + self.start;
        let marker = if self.kind == BlockKind::ListItem { txt::marker_len(self.text) } else { 0 };
        Block { kind: self.kind, span: Span::new(start + marker, start + self.text.len()) }
    }

    /// Cells parted by tabs or bars: short ones, since running text has bars and tabs too.
    pub(super) fn is_row(&self) -> bool {
        let line = self.text;
        let bars = line.contains(" | ");
        let cells = |mark: &str| line.split(mark).filter(|cell| !cell.trim().is_empty()).count();
        line.len() <= ROW_BYTES
            && (bars && cells(" | ") > 2 || cells("\t") > 1)
            && line.split(['|', '\t']).all(|cell| words(cell) <= CELL_WORDS)
    }

    /// A short line that begins as a title does.
    pub(super) fn is_title(&self) -> bool {
        self.is_short() && starts_well(self.text)
    }

    /// A line short enough for a title, that does not end as a sentence does.
    pub(super) fn is_short(&self) -> bool {
        let ends = self.text.trim_end_matches(['"', '”', '’', '\'', ')', ']']);
        chars_within(self.text, TITLE_CHARS)
            && self.kind == BlockKind::Paragraph
            && !ends.ends_with(['.', ',', ';', ':', '…'])
    }

    /// A line that may head what stands below it, going by its own words.
    pub(super) fn is_heading(&self) -> bool {
        let text = self.text;
        self.single
            && self.kind == BlockKind::Paragraph
            && chars_within(text, HEADING_CHARS)
            && words(text) <= HEADING_WORDS
            && starts_well(text)
            && !text.ends_with(['.', ',', ';', '!', '?', '…', '"', '”', '’', '\''])
            && !text.contains(": ")
            && !starts_with_time(text)
            && text.contains(char::is_alphabetic)
    }
}

/// A capital, a digit, or a quotation mark or bracket.
fn starts_well(text: &str) -> bool {
    text.chars()
        .next()
        .is_some_and(|c| !c.is_lowercase() && (c.is_alphanumeric() || matches!(c, '"' | '“' | '‘' | '\'' | '«')))
}

/// "18:00 ...", "09.41 ...": the entries of a live page.
fn starts_with_time(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text.as_bytes()[digits..];
    (1..=2).contains(&digits)
        && matches!(rest.first(), Some(b':' | b'.' | b'h'))
        && rest.iter().skip(1).take_while(|byte| byte.is_ascii_digit()).count() == 2
}

/// Whether it is printed in capitals.
pub(super) fn is_upper(text: &str) -> bool {
    text.contains(char::is_uppercase) && !text.contains(char::is_lowercase)
}

/// How many words.
pub(super) fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Whether `text` has at most `limit` characters, without counting those of a long one.
pub(super) fn chars_within(text: &str, limit: usize) -> bool {
    text.len() <= limit * 4 && text.chars().count() <= limit
}

/// With single blanks.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
