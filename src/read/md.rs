//! Markdown with front matter.
//!
//! The article's text is the file itself; beside it stands a copy of the same length in which the signs of the markup
//! are blank, so that offsets agree.

use super::frontmatter;
use super::input::file_article;
use super::live::{self, Sign};
use super::mark::{self, Marks};
use super::{Loaded, Parse, Reader, TextFile, header, layout};
use crate::Error;
use crate::model::{Block, BlockKind, Span};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;
use std::path::Path;

pub(super) const READER: Reader = Reader {
    id: "md",
    summary: "Markdown, with or without front matter",
    extensions: &["md", "markdown"],
    parse: Parse::Text(parse),
};

fn parse(file: &TextFile<'_>) -> Result<Loaded, Error> {
    let text = file.text;
    let head = frontmatter::read(text);
    let mut meta = head.meta;
    let mut page = Page::new(text);
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    for (event, range) in Parser::new_ext(&text[head.len..], options).into_offset_iter() {
        page.take(&event, range.start + head.len..range.end + head.len);
    }
    page.close();
    match (page.title(), head.title) {
        (Some(span), _) => header::set(&mut meta.title, Some(words(&page.plain, span))),
        // A title that the body does not repeat is read where it stands.
        (None, Some(span)) => {
            page.plain[span.range()].copy_from_slice(&text.as_bytes()[span.range()]);
            page.blocks.insert(0, Block { kind: BlockKind::Title, span });
        }
        (None, None) => {}
    }
    page.read_header(&mut meta);
    header::offer_address(&mut meta);
    let Page { plain, blocks, marks, .. } = page;
    let plain = String::from_utf8(plain).expect("whole characters are copied into blanks");
    let blocks = layout::refine(&plain, blocks, &mut meta);
    meta.entries = live::entries(&plain, &blocks, &live::printed(&plain, &blocks), Sign::Stamps);
    let mut article = file_article(file, READER.id, blocks, meta);
    article.plain = Some(plain);
    article.marks = marks.finish().map_err(|(place, why)| Error::malformed(Path::new(file.id), Some(place), why))?;
    Ok(Loaded::of(article))
}

/// What stands around the words that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Context {
    Item,
    Quotation,
    Heading(u8),
    Row,
    Head,
    Code,
    /// Pictures and their descriptions.
    Silent,
    Other,
}

struct Page<'a> {
    text: &'a str,
    /// The text with everything blank but line ends and what has been read.
    plain: Vec<u8>,
    blocks: Vec<Block>,
    context: Vec<Context>,
    /// The block that is being read: from its first inline markup to the end of its last word.
    open: Option<Range<usize>>,
    /// What comments say of the blocks after them.
    marks: Marks<'a>,
}

impl<'a> Page<'a> {
    fn new(text: &'a str) -> Self {
        let plain = text.bytes().map(|byte| if matches!(byte, b'\n' | b'\r') { byte } else { b' ' }).collect();
        Self { text, plain, blocks: Vec::new(), context: Vec::new(), open: None, marks: Marks::new(text) }
    }

    fn take(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(*tag),
            Event::Text(words) => self.keep(range, words),
            Event::Code(words) => self.keep_code(range, words),
            Event::SoftBreak | Event::HardBreak => {}
            Event::Rule => self.close(),
            Event::InlineHtml(html) => {
                let ours = mark::comments(html).any(|(_, _, inside)| self.marks.read(range.start, inside));
                if ours {
                    self.marks.refuse(range.start, "the comment stands inside a paragraph; put it on a line above it");
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        self.mark(tag, &range);
        let context = match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } => {
                return self.extend(range.start..range.start);
            }
            Tag::Image { .. } => Context::Silent,
            Tag::TableCell => return,
            Tag::Heading { level, .. } => Context::Heading(number(*level)),
            Tag::BlockQuote(_) => Context::Quotation,
            Tag::Item => Context::Item,
            Tag::TableHead | Tag::TableRow => {
                self.close();
                self.bars(range);
                if *tag == Tag::TableHead { Context::Head } else { Context::Row }
            }
            Tag::CodeBlock(_) => Context::Code,
            Tag::HtmlBlock => {
                self.close();
                self.html(range);
                Context::Other
            }
            _ => Context::Other,
        };
        if !matches!(tag, Tag::Image { .. } | Tag::HtmlBlock) {
            self.close();
        }
        self.context.push(context);
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::TableCell => {}
            TagEnd::Image => {
                self.context.pop();
            }
            _ => {
                self.close();
                self.context.pop();
            }
        }
    }

    /// Keeps the words of `range`; `words` differ from the file only where it has an entity, such as `&amp;`.
    fn keep(&mut self, range: Range<usize>, words: &str) {
        if self.context.last() == Some(&Context::Silent) || range.is_empty() {
            return;
        }
        let source = &self.text.as_bytes()[range.clone()];
        if source == words.as_bytes() {
            self.plain[range.clone()].copy_from_slice(source);
        } else if words.len() <= range.len() {
            self.plain[range.start..range.start + words.len()].copy_from_slice(words.as_bytes());
        }
        self.extend(range);
    }

    /// Keeps what stands between the backticks.
    fn keep_code(&mut self, range: Range<usize>, words: &str) {
        let ticks = self.text[range.clone()].bytes().take_while(|&byte| byte == b'`').count();
        let inside = range.start + ticks..range.end.saturating_sub(ticks).max(range.start + ticks);
        if self.context.last() == Some(&Context::Silent) {
            return;
        }
        if let Some(at) = self.text.get(inside.clone()).and_then(|inside| inside.find(words)) {
            let from = inside.start + at;
            self.plain[from..from + words.len()].copy_from_slice(words.as_bytes());
        }
        self.extend(range);
    }

    /// The bars between the cells of a row.
    fn bars(&mut self, range: Range<usize>) {
        let source = self.text.as_bytes();
        for at in range {
            if source[at] == b'|' && (at == 0 || source[at - 1] != b'\\') {
                self.plain[at] = b'|';
            }
        }
    }

    /// Hands what comments said to the block that begins here: to all of a list, a table or a quotation.
    fn mark(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        let inline = matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. } | Tag::TableCell
        );
        let comment = *tag == Tag::HtmlBlock && self.text[range.clone()].trim_start().starts_with("<!--");
        if !inline && !comment {
            self.marks.cover(range.clone());
        }
    }

    /// Reads the comments of a block of HTML. One that stands among elements speaks of those that follow it there.
    fn comments(&mut self, range: &Range<usize>) {
        let source = &self.text[range.clone()];
        let alone = source.trim_start().starts_with("<!--");
        for (start, end, inside) in mark::comments(source) {
            if self.marks.read(range.start + start, inside) && !alone {
                self.marks.cover(range.start + end..range.end);
            }
        }
    }

    /// Comments stay blank; what other elements hold is read without its tags.
    fn html(&mut self, range: Range<usize>) {
        self.comments(&range);
        let source = &self.text[range.clone()];
        if source.trim_start().starts_with("<!--") {
            return;
        }
        let mut inside_tag = false;
        for (at, byte) in source.bytes().enumerate() {
            match byte {
                b'<' => inside_tag = true,
                b'>' if inside_tag => inside_tag = false,
                b'\n' | b'\r' => {}
                _ if !inside_tag => self.plain[range.start + at] = byte,
                _ => {}
            }
        }
        self.extend(range);
    }

    fn extend(&mut self, range: Range<usize>) {
        let open = self.open.get_or_insert(range.clone());
        open.end = open.end.max(range.end);
    }

    /// Ends the block that is being read.
    fn close(&mut self) {
        let Some(mut range) = self.open.take() else { return };
        // Entities may have left half a character of nothing at the ends: cut to what is visible.
        let visible = |bytes: &[u8]| !bytes.trim_ascii().is_empty();
        if !visible(&self.plain[range.clone()]) {
            return;
        }
        while range.start < range.end && self.text.as_bytes()[range.start].is_ascii_whitespace() {
            range.start += 1;
        }
        while range.end > range.start && self.text.as_bytes()[range.end - 1].is_ascii_whitespace() {
            range.end -= 1;
        }
        let innermost = self.context.iter().rev().find(|context| **context != Context::Other);
        let kind = match innermost {
            Some(Context::Item) => BlockKind::ListItem,
            Some(Context::Quotation) => BlockKind::Quotation,
            Some(Context::Heading(1)) if self.title().is_none() && !self.blocks.iter().any(is_report) => {
                BlockKind::Title
            }
            Some(Context::Heading(level)) => BlockKind::Heading(*level),
            Some(Context::Row) => BlockKind::TableRow,
            Some(Context::Head) => BlockKind::TableHead,
            Some(Context::Code) => BlockKind::Code,
            Some(Context::Silent | Context::Other) | None => BlockKind::Paragraph,
        };
        self.blocks.push(Block { kind, span: Span::new(range.start, range.end) });
    }

    fn title(&self) -> Option<Span> {
        // The title can only be the first block that is no furniture.
        self.blocks.iter().take(8).find(|block| block.kind == BlockKind::Title).map(|block| block.span)
    }

    /// A byline or day between the title and the report.
    fn read_header(&mut self, meta: &mut crate::model::Meta) {
        let first = self.blocks.iter().position(|block| !matches!(block.kind, BlockKind::Title | BlockKind::Furniture));
        let Some(block) = first.and_then(|at| self.blocks.get_mut(at)) else { return };
        if block.kind != BlockKind::Paragraph {
            return;
        }
        let line = std::str::from_utf8(&self.plain[block.span.range()]).unwrap_or_default().trim();
        if let Some(found) = header::read(line) {
            found.fill(meta);
            block.kind = BlockKind::Furniture;
        } else {
            header::set_updated(meta, header::updated(line));
        }
    }
}

fn is_report(block: &Block) -> bool {
    block.kind == BlockKind::Paragraph
}

fn words(plain: &[u8], span: Span) -> String {
    let words = std::str::from_utf8(&plain[span.range()]).unwrap_or_default();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Input;
    use super::*;
    use crate::model::Article;

    fn read(text: &str) -> Article {
        READER.read(&Input::plain("a.md", text.as_bytes())).expect("read").articles.remove(0)
    }

    fn seen(article: &Article) -> Vec<(BlockKind, String)> {
        article.blocks.iter().map(|block| (block.kind, words(article.words().as_bytes(), block.span))).collect()
    }

    #[test]
    fn markup_is_blank_and_offsets_agree() {
        let text = "# Ferry *limits*\n\nThe **new** [ferry](https://f.example) takes `300` cars &amp; snake_case vans[^1].\n\n![alt](p.png)\n\n<!-- one\ntwo -->\n\n[^1]: A note.\n";
        let article = read(text);
        assert_eq!(article.words().len(), article.text.len());
        assert_eq!(
            seen(&article),
            [
                (BlockKind::Title, "Ferry limits".to_owned()),
                (BlockKind::Paragraph, "The new ferry takes 300 cars & snake_case vans .".to_owned()),
                (BlockKind::Paragraph, "A note.".to_owned()),
            ]
        );
        let at = article.words().find("300").expect("the number");
        assert_eq!(&article.text[at..at + 3], "300");
    }

    #[test]
    fn comments_speak_of_the_next_block() {
        let text = "One.\n\n<!-- crosscheck-ignore quantity: an example -->\n\n- Two.\n- Three.\n\nFour.\n\n<div>\n\
            <!-- crosscheck-ignore date: another -->\nFive.\n</div>\n";
        let article = read(text);
        let covered: Vec<(u32, &str)> = article.marks.iter().map(|mark| (mark.line, mark.span.of(text))).collect();
        assert_eq!(covered, [(3, "- Two.\n- Three.\n\n"), (11, "\nFive.\n</div>\n")]);
        let error = |text: &str| READER.read(&Input::plain("a.md", text.as_bytes())).expect_err(text).to_string();
        assert!(
            error("One.\n\n<!-- crosscheck-ignore date -->\nTwo.").starts_with("a.md:3:1: the comment gives no reason")
        );
        assert!(
            error("One <!-- crosscheck-ignore date: x --> two.").starts_with("a.md:1:5: the comment stands inside")
        );
        assert!(error("One.\n\n<!-- crosscheck-ignore date: x -->\n").contains("no block follows"));
        assert!(read("```\n<!-- crosscheck-ignore date -->\n```\n").marks.is_empty());
    }

    #[test]
    fn layout() {
        let text = "---\ntitle: \"Harbour\"\nsource: The Lantern\n---\r\n\r\nWords — \r\nand more.\r\n\r\n1. One\r\n   - Two\r\n\r\n> Said **she**.\r\n\r\n| Plan | Cars |\r\n|---|---|\r\n| Day | 30 |\r\n\r\n```\ncode = 1\n```\n\n<!-- hidden -->\n\n## More\n";
        let article = read(text);
        assert_eq!(
            seen(&article),
            [
                (BlockKind::Title, "Harbour".to_owned()),
                (BlockKind::Paragraph, "Words — and more.".to_owned()),
                (BlockKind::ListItem, "One".to_owned()),
                (BlockKind::ListItem, "Two".to_owned()),
                (BlockKind::Quotation, "Said she .".to_owned()),
                (BlockKind::TableHead, "Plan | Cars".to_owned()),
                (BlockKind::TableRow, "Day | 30".to_owned()),
                (BlockKind::Code, "code = 1".to_owned()),
                (BlockKind::Heading(2), "More".to_owned()),
            ]
        );
        assert_eq!(article.meta.source.as_ref().map(|field| field.value.as_str()), Some("The Lantern"));
    }
}
