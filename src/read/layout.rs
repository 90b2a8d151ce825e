//! Plain text as blocks: where paragraphs begin and end, and what each of them is.

use super::live::{self, Sign};
use super::piece::{self, Piece, chars_within, is_upper, one_line, words};
use super::{dateline, furniture, header};
use crate::model::{Block, BlockKind, Meta, Span};

/// What is known about the title before the layout is read.
#[derive(Debug, Clone, Copy)]
pub(super) enum Title<'a> {
    /// Nothing: the first short line may be it.
    Unknown,
    /// It is given; a line that repeats it is a title as well.
    Known(&'a str),
}

/// The blocks of a plain text, and what its header and closing lines say about it.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// In order.
    pub blocks: Vec<Block>,
    /// What was found in the text.
    pub meta: Meta,
}

/// Longest heading that is a question, in characters.
const QUESTION_CHARS: usize = 100;
/// Longest caption above a credit line, in bytes.
const CAPTION_BYTES: usize = 200;
/// Longest pull quote, in bytes.
const PULL_QUOTE_BYTES: usize = 400;
/// Most pieces above the report that are looked at for a header.
const HEADER_PIECES: usize = 8;
/// Pieces at the end that are looked at for closing lines.
const TAIL_PIECES: usize = 6;
/// Most words of a name under a letter or statement.
const SIGNATURE_WORDS: usize = 6;
/// Short lines in a row, without blank lines between, from which on they are a list and no headings.
const LIST_RUN: usize = 3;

/// Lays out the part of `text` from the byte `from` on.
pub(super) fn read(text: &str, from: usize, title: Title<'_>) -> Layout {
    let mut pieces = piece::cut(&text[from..]);
    let mut meta = Meta::default();
    mark_lines(&mut pieces);
    read_header(&mut pieces, title, &mut meta);
    mark_captions_and_quotations(&mut pieces);
    mark_headings(&mut pieces);
    read_tail(&pieces, &mut meta);
    let blocks = refine(text, pieces.iter().map(|piece| piece.block(from)).collect(), &mut meta);
    meta.entries = live::entries(text, &blocks, &live::printed(text, &blocks), Sign::Stamps);
    Layout { blocks, meta }
}

/// One block a paragraph, and nothing else: for text that is no article of its own.
pub(super) fn paragraphs(text: &str) -> Vec<Block> {
    piece::cut(text).iter().map(|piece| piece.block(0)).collect()
}

/// What single lines are by their words or signs.
fn mark_lines(pieces: &mut [Piece<'_>]) {
    for piece in pieces {
        piece.kind = match furniture::kind(piece.text) {
            Some(kind) => kind,
            None if super::txt::marker_len(piece.text) > 0 => BlockKind::ListItem,
            None if piece.is_row() => BlockKind::TableRow,
            None => BlockKind::Paragraph,
        };
    }
}

/// Captions stand above their credit, pull quotes above the name of who said it.
fn mark_captions_and_quotations(pieces: &mut [Piece<'_>]) {
    let last = pieces.iter().rposition(|piece| piece.kind.makes_claims()).unwrap_or(0);
    for at in 1..pieces.len() {
        let [above, piece] = [pieces[at - 1], pieces[at]];
        if above.kind != BlockKind::Paragraph {
            continue;
        }
        let is_credit = piece.kind == BlockKind::Caption && piece.text.starts_with(['(', '[']);
        if is_credit && at > 1 && above.text.len() <= CAPTION_BYTES && !above.text.contains(['"', '“', '”']) {
            pieces[at - 1].kind = BlockKind::Caption;
        } else if piece.kind.makes_claims() && furniture::is_attribution(piece.text) {
            pieces[at].kind = BlockKind::Furniture;
            // Below the whole report stands whoever wrote it, not whoever is quoted.
            if at < last && above.text.len() <= PULL_QUOTE_BYTES && !above.text.ends_with(':') {
                pieces[at - 1].kind = BlockKind::Quotation;
            }
        }
    }
}

/// Title, byline, publication and day, down to the first line that is none of these.
fn read_header(pieces: &mut [Piece<'_>], title: Title<'_>, meta: &mut Meta) {
    let mut titled = false;
    for at in 0..pieces.len().min(HEADER_PIECES) {
        let piece = pieces[at];
        let followed = pieces[at + 1..].iter().any(|next| next.kind.makes_claims());
        let repeats = matches!(title, Title::Known(known) if known.trim() == piece.text);
        if repeats {
            pieces[at].kind = BlockKind::Title;
        } else if !piece.kind.makes_claims() {
            continue;
        } else if !piece.is_short() && dateline::find(piece.text).is_some() {
            break;
        } else if let Some(found) = followed.then(|| header::read(piece.text)).flatten() {
            found.fill(meta);
            pieces[at].kind = BlockKind::Furniture;
        } else if matches!(title, Title::Unknown) && !titled && followed && piece.is_title() {
            header::set(&mut meta.title, Some(one_line(piece.text)));
            pieces[at].kind = BlockKind::Title;
            titled = true;
        } else if let Some(day) = header::updated(piece.text) {
            header::set_updated(meta, Some(day));
            break;
        } else if !(piece.is_short() && (!piece.after_blank || is_upper(piece.text))) {
            break;
        }
    }
    // A byline may also stand below the report.
    for piece in pieces.iter_mut().rev().take(TAIL_PIECES).filter(|piece| piece.kind == BlockKind::Paragraph) {
        if let Some(found) = piece.text.starts_with("By ").then(|| header::read(piece.text)).flatten() {
            found.fill(meta);
            piece.kind = BlockKind::Furniture;
        }
    }
}

/// Headings, lists without signs, and the names that stand below a letter.
fn mark_headings(pieces: &mut [Piece<'_>]) {
    let mut claims_below = false;
    let candidates: Vec<bool> = pieces.iter().map(Piece::is_heading).collect();
    let first_paragraph = pieces.iter().position(|piece| piece.kind == BlockKind::Paragraph);
    let mut run = 0;
    for at in (0..pieces.len()).rev() {
        let piece = pieces[at];
        let glued_below = pieces.get(at + 1).is_some_and(|next| !next.after_blank);
        if piece.kind == BlockKind::Paragraph && candidates[at] {
            run = if glued_below { run + 1 } else { 1 };
            if run >= LIST_RUN {
                // The pieces further below have been marked when the run was shorter.
                pieces[at..at + LIST_RUN].iter_mut().for_each(|piece| piece.kind = BlockKind::ListItem);
                claims_below = true;
            } else if claims_below {
                pieces[at].kind = BlockKind::Heading(2);
            } else if first_paragraph != Some(at)
                && !piece.text.contains(|c: char| c.is_ascii_digit())
                && words(piece.text) <= SIGNATURE_WORDS
            {
                pieces[at].kind = BlockKind::Furniture;
            }
            continue;
        }
        run = 0;
        let question = glued_below && piece.after_blank && piece.single && piece.text.ends_with('?');
        if question && piece.kind == BlockKind::Paragraph && claims_below && chars_within(piece.text, QUESTION_CHARS) {
            pieces[at].kind = BlockKind::Heading(2);
        }
        claims_below |= piece.kind.makes_claims();
    }
}

/// What the closing lines say: the publication where the article first appeared.
fn read_tail(pieces: &[Piece<'_>], meta: &mut Meta) {
    let tail = pieces.iter().rev().take(TAIL_PIECES).filter(|piece| !piece.kind.makes_claims());
    let Some(source) = tail.filter_map(|piece| header::appeared_in(piece.text)).next() else { return };
    // A byline without a comma ran on into the publication: "Ana Ruiz New Harbour Times".
    if let Some(author) = &mut meta.author {
        let bare = source.strip_prefix("The ").unwrap_or(source);
        if let Some(name) = author.value.strip_suffix(bare).map(str::trim_end).filter(|name| !name.is_empty()) {
            author.value = name.to_owned();
        }
    }
    meta.source = None;
    header::set(&mut meta.source, Some(source.to_owned()));
}

/// Parts datelines and staff notes from the report, and finds the credits among its paragraphs.
pub(super) fn refine(words: &str, blocks: Vec<Block>, meta: &mut Meta) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len());
    let mut push = |kind, start: usize, end: usize| {
        if start < end {
            out.push(Block { kind, span: Span::new(start, end) });
        }
    };
    let mut first = true;
    for block in blocks {
        let paragraph = block.span.of(words);
        let kind = match block.kind {
            BlockKind::Paragraph => furniture::kind(paragraph).unwrap_or(BlockKind::Paragraph),
            kind => kind,
        };
        let [mut start, mut end] = [block.span.start as usize, block.span.end as usize];
        if kind != BlockKind::Paragraph {
            push(kind, start, end);
            continue;
        }
        let found = if std::mem::take(&mut first) { dateline::find(paragraph) } else { None };
        if let Some(found) = found {
            header::set(&mut meta.dateline, found.place.map(str::to_owned));
            header::set(&mut meta.source, found.source.map(str::to_owned));
            header::set_date(meta, found.date);
            meta.dateline_day = meta.dateline_day.or(found.day);
            push(BlockKind::Furniture, start, start + paragraph[..found.len].trim_end().len());
            start += found.len;
        }
        let report = Span::new(start, end).of(words);
        let note = furniture::staff_note(report);
        if let Some(at) = note {
            end = start + report[..at].trim_end().len();
        }
        push(BlockKind::Paragraph, start, end);
        if let Some(at) = note {
            push(BlockKind::Furniture, start + at, block.span.end as usize);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use BlockKind::{Caption, Furniture, Heading, ListItem, Paragraph, Quotation, TableRow, Title as Headline};

    fn seen(text: &str) -> Vec<(BlockKind, String)> {
        let layout = read(text, 0, Title::Unknown);
        layout.blocks.iter().map(|block| (block.kind, one_line(block.span.of(text)))).collect()
    }

    fn check(text: &str, expected: &[(BlockKind, &str)]) {
        let seen = seen(text);
        let seen: Vec<(BlockKind, &str)> = seen.iter().map(|(kind, text)| (*kind, text.as_str())).collect();
        assert_eq!(seen, expected);
    }

    #[test]
    fn a_wire_report() {
        check(
            "Ferry sinks off New Harbour\r\n\r\nNEW HARBOUR, May 3, 2025 (Lantern) - A ferry sank.\r\n\r\n\
             Rescuers\r\nsaved 40. (Reporting by Ana Ruiz)\r\n",
            &[
                (Headline, "Ferry sinks off New Harbour"),
                (Furniture, "NEW HARBOUR, May 3, 2025 (Lantern) -"),
                (Paragraph, "A ferry sank."),
                (Heading(2), "Rescuers"),
                (Paragraph, "saved 40."),
                (Furniture, "(Reporting by Ana Ruiz)"),
            ],
        );
    }

    #[test]
    fn one_paragraph_a_line_with_captions_and_a_pull_quote() {
        check(
            "HARBOUR CITY — The mayor has said that no ferry will sail before the inquiry ends.\n\
             Let them sail, since we cannot swim.\n\
             – Ana Ruiz, islander.\n\
             Islanders wait on the quay.\n\
             (Tom Holt/NurPhoto/Getty Images)\n\
             \"We wait,\" said one.\n",
            &[
                (Furniture, "HARBOUR CITY —"),
                (Paragraph, "The mayor has said that no ferry will sail before the inquiry ends."),
                (Quotation, "Let them sail, since we cannot swim."),
                (Furniture, "– Ana Ruiz, islander."),
                (Caption, "Islanders wait on the quay."),
                (Caption, "(Tom Holt/NurPhoto/Getty Images)"),
                (Paragraph, "\"We wait,\" said one."),
            ],
        );
    }

    #[test]
    fn lines_broken_to_a_width_are_joined() {
        let text = "The ferry left the quay at nine in the morning with forty\n\
                    passengers and a crew of six, and nobody on the pier saw\n\
                    anything odd about it. It sank an hour later.\n\n\
                    Divers went down twice before the light failed, and found\n\
                    the hull on its side at a depth of thirty metres.\n";
        let kinds: Vec<BlockKind> = seen(text).into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(kinds, [Paragraph, Paragraph]);
    }

    #[test]
    fn data_lines_and_lists_are_no_headings() {
        check(
            "Ferry status page\n\nThe page is kept by hand.\n\nDuration: 2 hours 14 minutes\nDecks\n\n* One hull\n* Two bows\n\n\
             Plan\tCars\nDay\t30\n\nFares\nThey rise in May.\n",
            &[
                (Headline, "Ferry status page"),
                (Paragraph, "The page is kept by hand."),
                (Paragraph, "Duration: 2 hours 14 minutes"),
                (Heading(2), "Decks"),
                (ListItem, "One hull"),
                (ListItem, "Two bows"),
                (TableRow, "Plan Cars"),
                (TableRow, "Day 30"),
                (Heading(2), "Fares"),
                (Paragraph, "They rise in May."),
            ],
        );
    }

    #[test]
    fn header_and_closing_lines_give_the_metadata() {
        let text = "date 2025-08-08 By Ana Ruiz Harbour Lantern\n\nThe ferry sank on Monday.\n\n\
                    This article originally appeared in The Harbour Lantern.";
        let meta = read(text, 0, Title::Unknown).meta;
        assert_eq!(meta.author.map(|field| field.value).as_deref(), Some("Ana Ruiz"));
        assert_eq!(meta.source.map(|field| field.value).as_deref(), Some("The Harbour Lantern"));
        assert_eq!(meta.date.map(|field| field.value.to_string()).as_deref(), Some("2025-08-08"));
    }

    #[test]
    fn a_lone_line_makes_claims() {
        check("Mayor resigns", &[(Paragraph, "Mayor resigns")]);
    }
}
