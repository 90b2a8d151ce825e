//! Article to sentences.
//!
//! Rules over characters in one pass, in the spirit of Kiss and Strunk's observation that most ambiguous dots are settled by
//! the word before and the word after; the lists are in `abbreviations.toml` of each language. A quotation of several sentences
//! is split inside, so that each sentence can be aligned; an attribution stays with the part it follows.

mod chars;
mod layout;
mod stop;

use crate::lexicon::abbreviations::{self, Abbreviations};
use crate::lexicon::language;
use crate::model::{Article, BlockKind, Span};
use chars::{Chars, is_stop};
use layout::Marker;
use stop::Stop;

/// A sentence: where it lies, and in which block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Where it lies in the article's text, without white space around it.
    pub span: Span,
    /// Index of its block in `article.blocks`.
    pub block: u32,
    /// The kind of that block.
    pub kind: BlockKind,
}

/// The sentences of the blocks that make claims, in order of the text and without overlaps.
pub fn sentences(article: &Article) -> Vec<Sentence> {
    let words = article.words();
    let list = abbreviations::of(language::of(article).language);
    let mut out = Vec::new();
    for (index, block) in (0..).zip(&article.blocks) {
        if !block.kind.makes_claims() {
            continue;
        }
        let spans = match block.kind {
            // The cells of a row say something only together.
            BlockKind::TableRow | BlockKind::TableHead => Vec::from_iter(trimmed(words, block.span)),
            // A heading is one, on however many lines.
            BlockKind::Title | BlockKind::Heading(_) => split_by(words, block.span, list, Lines::Wrapped),
            _ => split_by(words, block.span, list, Lines::AsPrinted),
        };
        let spans = spans.into_iter().map(|span| with_marks(article, block.span, span));
        out.extend(spans.map(|span| Sentence { span, block: index, kind: block.kind }));
    }
    out
}

/// A sentence with the marks of code that open and close it: they are no words, and yet a reader looks for them.
fn with_marks(article: &Article, block: Span, sentence: Span) -> Span {
    if article.plain.is_none() {
        return sentence;
    }
    let text = &article.text;
    let (before, after) =
        (&text[block.start as usize..sentence.start as usize], &text[sentence.end as usize..block.end as usize]);
    let (rest, following) = (before.trim_end_matches('`'), after.trim_start_matches('`'));
    // What touches a word outside belongs to that.
    let open = rest.is_empty() || rest.ends_with(char::is_whitespace);
    let close = following.is_empty() || following.starts_with(char::is_whitespace);
    let marks = |side: &str, rest: &str, free: bool| if free { side.len() - rest.len() } else { 0 };
    let (start, end) =
        (sentence.start as usize - marks(before, rest, open), sentence.end as usize + marks(after, following, close));
    Span::new(start, end)
}

/// What the ends of lines say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lines {
    /// A line that ends early may end a sentence.
    AsPrinted,
    /// Nothing: the next word had no room.
    Wrapped,
}

/// Bytes of a stretch that are split at once, so that a file of one line takes no more memory than its sentences do. A
/// sentence is never longer.
const WINDOW: usize = 256 * 1024;
/// Bytes of a sentence that are read: what is longer is a dump, of which the beginning tells what it is.
const READ: usize = 8 * 1024;

/// Sentences of an article that are searched for claims: ten long books. Claims take some hundred bytes for each byte of
/// short sentences, so that a file of 1 GB would take more memory than there is.
pub(crate) const SENTENCES: usize = 50_000;

/// The part of a sentence or quotation that is read: its first 8 KiB, to the end of a word where there is one.
pub(crate) fn read_part(words: &str, span: Span) -> Span {
    let text = span.of(words);
    Span::new(span.start as usize, span.start as usize + cut(text, READ))
}

/// Where to cut `text` so that at most `limit` bytes are left: at white space where there is some, else between characters.
fn cut(text: &str, limit: usize) -> usize {
    if text.len() <= limit {
        return text.len();
    }
    let limit = text.floor_char_boundary(limit);
    text[..limit].rfind(char::is_whitespace).filter(|at| *at > 0).unwrap_or(limit)
}

/// The sentences of a stretch of running English text. Stretches without a letter or digit ("* * *") are none.
pub fn split(words: &str, span: Span) -> Vec<Span> {
    split_by(words, span, abbreviations::get(), Lines::AsPrinted)
}

fn split_by(words: &str, span: Span, list: &'static Abbreviations, lines: Lines) -> Vec<Span> {
    let mut out = Vec::new();
    let mut rest = span;
    loop {
        let end = rest.start as usize + cut(rest.of(words), WINDOW);
        let mut found = split_window(words, Span::new(rest.start as usize, end), list, lines);
        let whole = end == rest.end as usize;
        // The last sentence of a window may go on behind it.
        let unfinished = found.pop_if(|last| !whole && (last.start > rest.start));
        out.append(&mut found);
        if whole {
            return out;
        }
        rest = Span::new(unfinished.map_or(end, |last| last.start as usize), rest.end as usize);
    }
}

fn split_window(words: &str, span: Span, list: &'static Abbreviations, lines: Lines) -> Vec<Span> {
    let stretch = span.of(words);
    let text = Chars::new(stretch);
    let longest = if lines == Lines::Wrapped { 0 } else { layout::longest_line(stretch) };
    let mut out = Vec::new();
    let mut marker: Option<Marker> = None;
    let (mut line, mut quote_open) = (0, false);
    let mut start = 0;
    let mut at = after_marker(&text, 0, &mut marker);
    while let Some(c) = text.get(at) {
        let (next, ends) = if is_stop(c) {
            let stop = Stop::read(&text, list, at, quote_open);
            (stop.end, stop.ends(start))
        } else if c == '\n' {
            (at + 1, layout::breaks(&text, line, at, longest, marker))
        } else {
            let begins = text.get(at + 1).is_some_and(|next| begins_item(&text, at + 1, c, next, marker));
            (at + 1, begins)
        };
        quote_open ^= (at..next).filter(|&at| text.get(at) == Some('"')).count() % 2 == 1;
        if c == '\n' {
            line = next;
        }
        at = next;
        if ends {
            out.push((start, at));
            start = at;
            at = after_marker(&text, at, &mut marker);
        }
    }
    out.push((start, text.len()));
    let base = span.start as usize;
    out.into_iter()
        .filter_map(|(start, end)| trimmed(words, Span::new(base + text.offset(start), base + text.offset(end))))
        .collect()
}

/// Whether a list item begins at `at`, after the character `before`.
fn begins_item(text: &Chars<'_>, at: usize, before: char, first: char, last: Option<Marker>) -> bool {
    if layout::is_bullet(first) {
        return true;
    }
    before.is_whitespace()
        && first.is_ascii_alphanumeric()
        && last.is_some_and(|last| Marker::read(text, at).is_some_and(|(marker, _)| last.precedes(marker)))
}

/// The index behind the bullet and marker at the start of a sentence, whose dot ends nothing; remembers the marker.
fn after_marker(text: &Chars<'_>, start: usize, last: &mut Option<Marker>) -> usize {
    let mut at = text.skip_space(start);
    if text.get(at).is_some_and(layout::is_bullet) {
        at = text.skip_space(at + 1);
    }
    match Marker::read(text, at) {
        Some((marker, item)) => {
            *last = Some(marker);
            item
        }
        None => start,
    }
}

/// The span without white space around it; `None` where it has no letter and no digit.
fn trimmed(words: &str, span: Span) -> Option<Span> {
    let text = span.of(words);
    let start = span.start as usize + (text.len() - text.trim_start().len());
    let said = text.trim();
    said.contains(char::is_alphanumeric).then(|| Span::new(start, start + said.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<Span> {
        split(text, Span::new(0, text.len()))
    }

    #[test]
    fn windows_cut_no_sentence_that_has_an_end() {
        let text = "The ferry left Marrow Bay at noon. ".repeat(3 * WINDOW / 35);
        let found = all(&text);
        assert_eq!(found.len(), 3 * WINDOW / 35);
        assert!(found.iter().all(|span| span.of(&text) == "The ferry left Marrow Bay at noon."));
    }

    #[test]
    fn a_line_without_an_end_is_cut_between_words_and_characters() {
        let words = "seventeen ".repeat(WINDOW / 5);
        let found = all(&words);
        assert!(found.len() > 1 && found.iter().all(|span| span.of(&words).ends_with("seventeen")));
        assert_eq!(found.iter().map(|span| span.of(&words).split(' ').count()).sum::<usize>(), WINDOW / 5);
        let letters = "é".repeat(WINDOW);
        assert_eq!(all(&letters).iter().map(|span| span.of(&letters).len()).sum::<usize>(), letters.len());
    }
}
