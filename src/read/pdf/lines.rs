//! Pieces of text to lines, and lines to paragraphs: by where they stand, since a PDF says nothing else.
//!
//! Lengths are in the page's units. They decide nothing about what an article says, only where its paragraphs part.

use super::super::{piece, txt};
use super::content::Piece;
use crate::model::{Block, BlockKind, Span};

/// A line of a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub text: String,
    /// The page, from 1.
    pub page: u32,
    left: f32,
    right: f32,
    base: f32,
    size: f32,
}

// All of the following are in sizes of the letters, where nothing else is said.

/// How far base lines of one line lie apart at most: superscripts.
const SAME_BASE: f32 = 0.4;
/// Gap from which on two pieces are two words: a space is a fourth wide, a kerned pair a tenth.
const WORD_GAP: f32 = 0.17;
/// Gap from which on two pieces are no longer one line but two columns.
const COLUMN_GAP: f32 = 2.0;
/// How far a piece may go back without beginning a line.
const BACK: f32 = 0.6;
/// Indent of the first line of a paragraph.
const INDENT: f32 = 0.8;
/// Largest indent of a first line, before it is something else.
const LARGEST_INDENT: f32 = 4.0;
/// Distance of lines where a text has too few to measure.
const LEADING: f32 = 1.45;
/// How much further apart than usual the lines of two paragraphs are (ratio).
const PARAGRAPH_GAP: f32 = 1.25;
/// How much larger than the text a heading is (ratio).
const HEADING: f32 = 1.15;
/// How much the sizes of one paragraph may differ (ratio).
const SAME_SIZE: f32 = 1.12;
/// Width of a letter, to guess whether a word would have fitted.
const LETTER: f32 = 0.5;
/// Part of the page's height, from either edge, in which running heads and page numbers stand.
const MARGIN: f32 = 0.12;
/// Longest heading, in bytes.
const LONGEST_HEADING: usize = 200;

/// Joins the pieces of one page that stand on a line, in the order in which they were drawn.
pub(super) fn lines(page: u32, pieces: Vec<Piece>) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    for piece in pieces {
        let size = piece.size.max(1.0);
        if let Some(line) = out.last_mut()
            && (piece.base - line.base).abs() <= SAME_BASE * line.size.max(size)
            && piece.left >= line.right - BACK * size
            && piece.left - line.right <= COLUMN_GAP * size
        {
            let gap = piece.left - line.right > WORD_GAP * size;
            if gap && !line.text.ends_with(' ') && !piece.text.starts_with(' ') {
                line.text.push(' ');
            }
            line.text.push_str(&piece.text);
            line.right = line.right.max(piece.right);
            if size > line.size {
                (line.size, line.base) = (size, piece.base);
            }
            continue;
        }
        let Piece { text, left, right, base, .. } = piece;
        out.push(Line { text, page, left, right, base, size });
    }
    for line in &mut out {
        line.text = piece::one_line(&line.text);
    }
    out.retain(|line| !line.text.is_empty());
    out
}

/// Takes running heads, running feet and page numbers out of the lines of all pages.
pub(super) fn without_margins(lines: Vec<Line>) -> Vec<Line> {
    let in_margin: Vec<bool> = lines.chunk_by(|left, right| left.page == right.page).flat_map(margins).collect();
    let shape = |line: &Line| -> String {
        line.text.chars().map(|c| if c.is_ascii_digit() { '#' } else { c.to_ascii_lowercase() }).collect()
    };
    let mut shapes: Vec<(String, u32)> =
        lines.iter().zip(&in_margin).filter(|(_, inside)| **inside).map(|(line, _)| (shape(line), line.page)).collect();
    shapes.sort();
    shapes.dedup();
    let repeats = |line: &Line| {
        let shape = shape(line);
        let from = shapes.partition_point(|(other, _)| *other < shape);
        shapes[from..].iter().take_while(|(other, _)| *other == shape).take(2).count() > 1
    };
    let is_number = |line: &Line| {
        let words = line.text.to_ascii_lowercase();
        let rest = words.trim_start_matches("page").trim();
        rest.contains(|c: char| c.is_ascii_digit())
            && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '/' | '-' | '–' | '—' | 'o' | 'f'))
            && rest.len() <= 12
    };
    let kept: Vec<bool> = lines
        .iter()
        .zip(in_margin)
        .map(|(line, inside)| !(inside && (repeats(line) || is_number(line) || names_page(line))))
        .collect();
    lines.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(line, _)| line).collect()
}

/// Whether a line ends with the number of its page: "The Lantern, page 3 of 8". A document of one page repeats nothing.
fn names_page(line: &Line) -> bool {
    let mut words: Vec<&str> = line.text.split_whitespace().collect();
    let number = |word: Option<&&str>| word.is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    if let [.., _, of, _] = words.as_slice()
        && matches!(*of, "of" | "/")
    {
        words.truncate(words.len() - 2);
    }
    number(words.last()) && words.iter().rev().nth(1).is_some_and(|word| word.eq_ignore_ascii_case("page"))
}

/// Which lines of a page are among the uppermost or lowermost.
fn margins(page: &[Line]) -> Vec<bool> {
    let lowest = page.iter().map(|line| line.base).fold(f32::MAX, f32::min);
    let highest = page.iter().map(|line| line.base).fold(f32::MIN, f32::max);
    let reach = (highest - lowest) * MARGIN;
    page.iter().map(|line| line.base >= highest - reach || line.base <= lowest + reach).collect()
}

/// A document laid out.
#[derive(Debug, Default)]
pub(super) struct Laid {
    pub text: String,
    pub blocks: Vec<Block>,
    /// Offset at which each page's words begin, and its number.
    pub pages: Vec<(u32, u32)>,
    /// Offset at which each line begins.
    pub lines: Vec<u32>,
}

/// Joins lines to paragraphs.
pub(super) fn lay_out(lines: &[Line]) -> Laid {
    let body = body_size(lines);
    let leading = leading(lines);
    let mut laid = Laid::default();
    // Start of the open block, size of its letters, number of its lines.
    let mut open: Option<(usize, f32, usize)> = None;
    for (at, line) in lines.iter().enumerate() {
        let above = at.checked_sub(1).map(|above| &lines[above]);
        let joined = above.is_some_and(|above| is_joined(above, line, lines, at, leading));
        if joined {
            let hyphenated = hyphen(&laid.text, &line.text);
            match hyphenated {
                Some(len) => laid.text.truncate(laid.text.len() - len),
                None => laid.text.push('\n'),
            }
        } else {
            close(&mut laid, open.take(), body);
            if !laid.text.is_empty() {
                laid.text.push_str("\n\n");
            }
        }
        let start = laid.text.len();
        let offset = u32::try_from(start).unwrap_or(u32::MAX);
        if laid.pages.last().is_none_or(|&(_, page)| page != line.page) {
            laid.pages.push((offset, line.page));
        }
        laid.lines.push(offset);
        laid.text.push_str(&line.text);
        let (from, size, count) = open.unwrap_or((start, line.size, 0));
        open = Some((from, size, count + 1));
    }
    close(&mut laid, open, body);
    mark_headings(&mut laid);
    laid
}

/// Ends the open block.
fn close(laid: &mut Laid, open: Option<(usize, f32, usize)>, body: f32) {
    let Some((start, size, _)) = open else { return };
    let words = &laid.text[start..];
    let marker = txt::marker_len(words);
    let kind = match marker {
        0 if size >= body * HEADING && words.len() <= LONGEST_HEADING && !words.ends_with('.') => BlockKind::Heading(2),
        0 => BlockKind::Paragraph,
        _ => BlockKind::ListItem,
    };
    laid.blocks.push(Block { kind, span: Span::new(start + marker, laid.text.len()) });
}

/// The first heading above all else is the title; short lines above a paragraph are headings too.
fn mark_headings(laid: &mut Laid) {
    let first = laid.blocks.iter().position(|block| matches!(block.kind, BlockKind::Heading(_)));
    let above = first.is_some_and(|at| {
        laid.blocks[..at].iter().all(|block| piece::chars_within(block.span.of(&laid.text), LONGEST_HEADING / 2))
    });
    for at in 0..laid.blocks.len() {
        let block = laid.blocks[at];
        let words = block.span.of(&laid.text);
        let alone =
            piece::Piece { start: 0, text: words, kind: block.kind, single: !words.contains('\n'), after_blank: true };
        let below = laid.blocks.get(at + 1).is_some_and(|next| next.kind == BlockKind::Paragraph);
        if alone.is_heading() && below && !is_header_line(words) {
            let is_title = at == 0 && first.is_none();
            laid.blocks[at].kind = if is_title { BlockKind::Title } else { BlockKind::Heading(2) };
        }
    }
    if let Some(at) = first.filter(|_| above) {
        laid.blocks[at].kind = BlockKind::Title;
    }
}

/// Whether a short line is a byline or day rather than a heading.
fn is_header_line(words: &str) -> bool {
    super::super::header::read(words).is_some()
}

/// The size in which most of the text is printed.
fn body_size(lines: &[Line]) -> f32 {
    let mut sizes: Vec<(f32, usize)> = lines.iter().map(|line| (line.size, line.text.len())).collect();
    sizes.sort_by(|left, right| left.0.total_cmp(&right.0));
    let half = sizes.iter().map(|(_, len)| len).sum::<usize>() / 2;
    let mut seen = 0;
    let middle = sizes.iter().find(|(_, len)| {
        seen += len;
        seen > half
    });
    middle.map_or(0.0, |(size, _)| *size)
}

/// The usual distance of two lines, in sizes of their letters.
fn leading(lines: &[Line]) -> f32 {
    let pairs = lines.windows(2).filter(|pair| pair[0].page == pair[1].page && alike(&pair[0], &pair[1]));
    let mut steps: Vec<f32> = pairs.map(|pair| (pair[0].base - pair[1].base) / pair[1].size).collect();
    steps.retain(|step| (0.9..=3.0).contains(step));
    steps.sort_by(f32::total_cmp);
    // The lower half: the distance of paragraphs must not count.
    steps.get(steps.len() / 3).copied().unwrap_or(LEADING)
}

fn alike(above: &Line, line: &Line) -> bool {
    let (small, large) = (above.size.min(line.size), above.size.max(line.size));
    large <= small * SAME_SIZE
}

/// Whether a line goes on with the paragraph of the one before.
fn is_joined(above: &Line, line: &Line, lines: &[Line], at: usize, leading: f32) -> bool {
    if !alike(above, line) || txt::marker_len(&line.text) > 0 {
        return false;
    }
    let ended = above.text.ends_with(['.', '!', '?', ':', '”', '"', ')']);
    let goes_on = line.text.starts_with(char::is_lowercase) && !ended;
    let step = (above.base - line.base) / line.size;
    let turned = above.page != line.page || step <= 0.0;
    if turned {
        // The next column or page goes on in the middle of a sentence, or not at all.
        return goes_on && (above.text.ends_with(['-', ',']) || !above.text.ends_with(char::is_numeric));
    }
    if step > leading * PARAGRAPH_GAP {
        return false;
    }
    let size = line.size;
    let indent = line.left - above.left;
    // A hanging item goes on further right, below its words.
    let hangs = txt::marker_len(&above.text) > 0 && (0.0..=LARGEST_INDENT * size).contains(&indent);
    if !hangs && (indent > INDENT * size || indent < -LARGEST_INDENT * size) {
        return false;
    }
    let right = column_right(lines, at);
    let next = line.text.split_whitespace().next().unwrap_or_default().chars().count() as f32;
    let full = above.right + (next + 1.0) * LETTER * size >= right;
    full || goes_on
}

/// Lines above and below that tell how wide a column is.
const NEIGHBOURS: usize = 12;

/// The right edge of the column that a line stands in.
fn column_right(lines: &[Line], at: usize) -> f32 {
    let line = &lines[at];
    let near = &lines[at.saturating_sub(NEIGHBOURS)..lines.len().min(at + NEIGHBOURS)];
    let same = near.iter().filter(|other| {
        other.page == line.page && alike(other, line) && (other.left - line.left).abs() <= LARGEST_INDENT * line.size
    });
    same.map(|line| line.right).fold(f32::MIN, f32::max)
}

/// Bytes of the hyphen at the end of `text` that parts a word, where `next` goes on with it.
fn hyphen(text: &str, next: &str) -> Option<usize> {
    let last = text.chars().next_back().filter(|c| matches!(c, '-' | '\u{ad}' | '\u{2010}'))?;
    let before = text[..text.len() - last.len_utf8()].chars().next_back()?;
    (before.is_lowercase() && next.starts_with(char::is_lowercase)).then_some(last.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(text: &str, left: f32, base: f32, size: f32) -> Piece {
        let right = left + text.chars().count() as f32 * size / 2.0;
        Piece { text: text.to_owned(), left, right, base, size }
    }

    fn seen(pieces: Vec<Piece>) -> Vec<(BlockKind, String)> {
        let laid = lay_out(&lines(1, pieces));
        laid.blocks.iter().map(|block| (block.kind, block.span.of(&laid.text).to_owned())).collect()
    }

    #[test]
    fn words_and_columns_are_told_by_their_gaps() {
        let pieces = vec![
            piece("Th", 0.0, 700.0, 10.0),
            piece("e", 10.0, 700.0, 10.0),
            piece("ferry", 18.0, 700.0, 10.0),
            piece("2", 43.0, 704.0, 6.0),
            piece("Far off", 200.0, 700.0, 10.0),
        ];
        let texts: Vec<String> = lines(1, pieces).into_iter().map(|line| line.text).collect();
        assert_eq!(texts, ["The ferry2", "Far off"]);
    }

    #[test]
    fn paragraphs_part_at_gaps_indents_and_short_lines() {
        let full = "the ferry left the quay at nine with forty passen-";
        let body = vec![
            piece("Ferry sinks", 50.0, 760.0, 18.0),
            piece(&format!("At dawn {full}"), 50.0, 730.0, 10.0),
            piece("gers and a crew of six, and nobody saw anything odd about it.", 50.0, 718.0, 10.0),
            piece("It sank.", 50.0, 706.0, 10.0),
            piece("Divers went down twice before the light failed and found it", 62.0, 694.0, 10.0),
            piece("on its side.", 50.0, 682.0, 10.0),
            piece("All were saved, the coast guard said in the evening at last.", 50.0, 660.0, 10.0),
        ];
        let expected = [
            (BlockKind::Title, "Ferry sinks"),
            (
                BlockKind::Paragraph,
                "At dawn the ferry left the quay at nine with forty passengers and a crew of six, and nobody saw anything odd about it.\nIt sank.",
            ),
            (BlockKind::Paragraph, "Divers went down twice before the light failed and found it\non its side."),
            (BlockKind::Paragraph, "All were saved, the coast guard said in the evening at last."),
        ];
        assert!(seen(body.clone()).iter().map(|(kind, text)| (*kind, text.as_str())).eq(expected), "{:?}", seen(body));
    }

    #[test]
    fn running_heads_and_page_numbers_are_left_out() {
        let page = |number: u32| {
            lines(
                number,
                vec![
                    piece("The Lantern, late edition", 50.0, 800.0, 8.0),
                    piece(&format!("Page {number} of 3"), 50.0, 20.0, 8.0),
                    piece(
                        &format!("Words of number {}.", ["one", "two", "three"][number as usize - 1]),
                        50.0,
                        400.0,
                        10.0,
                    ),
                ],
            )
        };
        let kept = without_margins((1..=3).flat_map(page).collect());
        assert!(kept.iter().all(|line| line.text.starts_with("Words")), "{kept:?}");
        assert_eq!(kept.len(), 3);
    }

    #[test]
    fn one_page_has_a_running_head_too() {
        let texts = |head: &str| -> Vec<String> {
            let pieces = vec![piece(head, 50.0, 800.0, 8.0), piece("All were saved.", 50.0, 400.0, 10.0)];
            without_margins(lines(1, pieces)).into_iter().map(|line| line.text).collect()
        };
        for head in ["The Lantern, page 1", "The Lantern, late edition, Page 1 of 3", "page 1"] {
            assert_eq!(texts(head), ["All were saved."]);
        }
        for head in
            ["A letter fills the front page", "Ferry of 1912 found", "The scandal on page one", "Page 3 girls protest"]
        {
            assert_eq!(texts(head), [head, "All were saved."]);
        }
    }

    #[test]
    fn a_sentence_goes_on_over_the_page() {
        let all: Vec<Line> = lines(1, vec![piece("The ferry sank with all", 50.0, 40.0, 10.0)])
            .into_iter()
            .chain(lines(2, vec![piece("hands on Monday.", 50.0, 800.0, 10.0)]))
            .collect();
        let laid = lay_out(&all);
        assert_eq!((laid.text.as_str(), laid.blocks.len()), ("The ferry sank with all\nhands on Monday.", 1));
        assert_eq!((laid.pages, laid.lines), (vec![(0, 1), (24, 2)], vec![0, 24]));
    }
}
