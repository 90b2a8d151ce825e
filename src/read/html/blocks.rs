//! The tree of a page as text and blocks.

use super::super::mark::{self, Marks};
use super::facts::Facts;
use super::kinds::{INLINE, SPACED, by_class, by_role, is_layout, names_speaker};
use super::places::{Locator, Run};
use super::wall::Wall;
use super::{around, scope};
use crate::model::{Block, BlockKind, Mark, Span};
use dom_query::{Document, NodeData, NodeId, NodeRef};

/// A page as it is read.
#[derive(Debug)]
pub(super) struct Page {
    pub text: String,
    pub blocks: Vec<Block>,
    /// Offset in the text; line, column in characters and in UTF-16 code units in the file.
    pub runs: Vec<(u32, u32, u32, u32)>,
    /// Values of the `time` elements that are read, with where they stand in the text.
    pub times: Vec<(usize, String)>,
    /// What the page says about what is missing.
    pub wall: Option<Wall>,
    /// What comments say, or what is wrong with one: where, and why.
    pub marks: Result<Vec<Mark>, ((u64, u64), String)>,
}

/// The article's body. Where the rules would leave nothing, all that is on the page is read.
pub(super) fn read(document: &Document, source: &str) -> Page {
    let mut facts = Facts::of(document);
    let headline = scope::headline(document, &facts);
    let wall = Wall::of(document, &facts);
    around::leave_out(&mut facts, headline);
    let root = scope::root(&facts, headline);
    let page = Walk::new(&facts, root, headline, source).run(document);
    let page = Page { wall: Some(wall), ..page };
    if page.blocks.iter().any(|block| block.kind.makes_claims() && block.kind != BlockKind::Title) {
        return page;
    }
    Walk::new(&Facts::of(document), 0, headline, source).run(document)
}

/// What an element hands to what it holds.
#[derive(Clone, Copy)]
struct Context {
    kind: BlockKind,
    /// Whether the words are the article's.
    reading: bool,
    /// Whether white space is kept.
    preformatted: bool,
    /// Whether blocks are but cells of a row.
    in_row: bool,
    /// Whether tables here only place things side by side.
    layout: bool,
}

struct Walk<'a> {
    facts: &'a Facts<'a>,
    root: usize,
    headline: Option<NodeId>,
    locator: Locator<'a>,
    page: Page,
    marks: Marks<'a>,
    /// How far comments have been looked for in the file.
    commented: usize,
    /// The element that a comment covers, and where its words begin.
    covered: Option<(NodeId, usize)>,
    /// Start and kind of the block that is being read.
    open: Option<(usize, BlockKind)>,
    space: bool,
    line_break: bool,
    /// Where the next character is expected, if it follows the last one in the file as in the text.
    expected: (u32, u32, u32),
    source: &'a str,
}

impl<'a> Walk<'a> {
    fn new(facts: &'a Facts<'a>, root: usize, headline: Option<usize>, source: &'a str) -> Self {
        let locator = Locator::new(source);
        let page = Page {
            text: String::new(),
            blocks: Vec::new(),
            runs: Vec::new(),
            times: Vec::new(),
            wall: None,
            marks: Ok(Vec::new()),
        };
        Self {
            facts,
            root,
            headline: headline.map(|at| facts.list[at].node.id),
            locator,
            page,
            marks: Marks::new(source),
            commented: 0,
            covered: None,
            open: None,
            space: false,
            line_break: false,
            expected: (0, 0, 0),
            source,
        }
    }

    /// All nodes in order: also those that are not read, since the places of the others depend on them.
    fn run(mut self, document: &'a Document) -> Page {
        let outer =
            Context { kind: BlockKind::Paragraph, reading: false, preformatted: false, in_row: false, layout: false };
        let mut path: Vec<(NodeRef<'a>, Context)> = Vec::new();
        let mut next = Some(document.root());
        while let Some(node) = next {
            let context = path.last().map_or(outer, |&(_, context)| context);
            if node.is_text() {
                let text = node.text();
                let runs = self.locator.locate(&text);
                if context.reading {
                    self.words(&text, &runs, context);
                }
            } else if node.is_comment() {
                self.comment(&node, context);
            }
            let inner = if node.is_element() { self.enter(&node, context) } else { context };
            if let Some(child) = node.first_child() {
                path.push((node, inner));
                next = Some(child);
                continue;
            }
            if node.is_element() {
                self.leave(&node, inner);
            }
            next = node.next_sibling();
            while next.is_none() {
                let Some((parent, inner)) = path.pop() else { break };
                if parent.is_element() {
                    self.leave(&parent, inner);
                }
                next = parent.next_sibling();
            }
        }
        self.close();
        self.page.marks = self.marks.finish();
        self.page
    }

    /// Reads a comment in what is read of the page.
    fn comment(&mut self, node: &NodeRef<'_>, context: Context) {
        let contents = node.query(|node| match &node.data {
            NodeData::Comment { contents } => contents.to_string(),
            _ => String::new(),
        });
        let contents = contents.unwrap_or_default();
        if !context.reading || !mark::is_meant(&contents) {
            return;
        }
        let found = self.source[self.commented..].find(&format!("<!--{contents}"));
        let at = self.commented + found.unwrap_or(0);
        self.marks.read(at, &contents);
        self.commented = at + found.map_or(0, |_| "<!--".len());
        self.close();
    }

    /// Hands what comments said to the element that begins here.
    fn begin_mark(&mut self, node: &NodeRef<'_>) {
        if self.covered.is_none() && self.marks.is_pending() {
            self.covered = Some((node.id, self.page.text.len()));
        }
    }

    /// Ends what comments cover, if it is this element.
    fn end_mark(&mut self, node: &NodeRef<'_>) {
        if let Some((_, start)) = self.covered.take_if(|(id, _)| *id == node.id) {
            self.close();
            self.marks.cover(start..self.page.text.len());
        }
    }

    fn enter(&mut self, node: &NodeRef<'_>, outer: Context) -> Context {
        let name = node.node_name().unwrap_or_default();
        let name = by_role(node, &name);
        let mut inner = outer;
        let at = self.facts.find(node.id);
        let read = at.is_some_and(|at| !self.facts.list[at].out);
        inner.reading = read && (outer.reading || at == Some(self.root));
        if !inner.reading {
            if outer.reading && !INLINE.contains(&name) {
                self.space = true;
            }
            return inner;
        }
        if name == "time" {
            let value = node.attr("datetime").map(|value| value.to_string());
            self.page
                .times
                .extend(value.map(|value| (self.open.map_or(self.page.text.len(), |(start, _)| start), value)));
        }
        match name {
            "cite" if outer.kind == BlockKind::Caption => {}
            _ if INLINE.contains(&name) => return inner,
            _ if SPACED.contains(&name) => {
                self.space = true;
                return inner;
            }
            "br" => {
                self.line_break = true;
                return inner;
            }
            "td" | "th" if outer.in_row => {
                self.cell();
                return inner;
            }
            "table" | "tr" => {}
            _ if outer.in_row => {
                self.space = true;
                return inner;
            }
            _ => {}
        }
        self.close();
        self.begin_mark(node);
        inner.kind = self.kind(node, name, outer);
        inner.in_row = name == "tr" && !outer.layout;
        if name == "table" {
            inner.layout = at.is_some_and(|at| is_layout(self.facts, at));
        }
        inner.preformatted = outer.preformatted || name == "pre";
        if inner.in_row {
            self.open = Some((self.page.text.len(), inner.kind));
        }
        inner
    }

    fn leave(&mut self, node: &NodeRef<'_>, inner: Context) {
        let name = node.node_name().unwrap_or_default();
        let name = by_role(node, &name);
        let credit = name == "cite" && matches!(inner.kind, BlockKind::Furniture);
        if !inner.reading || INLINE.contains(&name) && !credit || name == "br" {
            return;
        }
        self.space = true;
        if !SPACED.contains(&name) && (!inner.in_row || matches!(name, "tr" | "table")) {
            self.close();
        }
        self.end_mark(node);
    }

    /// The kind of block that an element begins.
    fn kind(&self, node: &NodeRef<'_>, name: &str, context: Context) -> BlockKind {
        let outer = context.kind;
        match name {
            _ if self.headline == Some(node.id) => BlockKind::Title,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if by_class(node) == Some(BlockKind::Furniture) => {
                BlockKind::Furniture
            }
            "h1" => BlockKind::Heading(1),
            "h2" => BlockKind::Heading(2),
            "h3" => BlockKind::Heading(3),
            "h4" => BlockKind::Heading(4),
            "h5" => BlockKind::Heading(5),
            "h6" | "dt" | "caption" => BlockKind::Heading(6),
            "li" | "dd" => BlockKind::ListItem,
            "tr" if !context.layout => {
                let cells = node.element_children();
                let names = !cells.is_empty() && cells.iter().all(|cell| cell.has_name("th"));
                if names && node.prev_element_sibling().is_none() { BlockKind::TableHead } else { BlockKind::TableRow }
            }
            "blockquote" => BlockKind::Quotation,
            "pre" => BlockKind::Code,
            "figcaption" => BlockKind::Caption,
            "cite" if outer == BlockKind::Caption => BlockKind::Furniture,
            "address" => BlockKind::Furniture,
            _ if outer == BlockKind::Paragraph => by_class(node).unwrap_or(outer),
            // A list or table inside a quotation or heading: what holds it is told by its own element.
            _ => outer,
        }
    }

    /// The words of a text node.
    fn words(&mut self, text: &str, runs: &[Run], context: Context) {
        if context.preformatted {
            return self.preformatted(text, runs, context.kind);
        }
        let mut runs = runs.iter().peekable();
        let mut at = 0;
        for piece in text.split_inclusive(char::is_whitespace) {
            let word = piece.trim_end_matches(char::is_whitespace);
            if !word.is_empty() {
                self.gap(word, context.kind);
                self.push(word, at, &mut runs);
            }
            self.space |= word.len() < piece.len();
            at += piece.len();
        }
    }

    /// Writes what parts a word from the one before: nothing, a blank, or the start of a block.
    fn gap(&mut self, word: &str, kind: BlockKind) {
        let in_row = matches!(kind, BlockKind::TableRow | BlockKind::TableHead);
        if std::mem::take(&mut self.line_break) {
            self.space = true;
            // A line that goes on in lower case was broken for its looks.
            if !in_row && (word == "by" || !word.starts_with(char::is_lowercase)) {
                self.close();
            }
        }
        let space = std::mem::take(&mut self.space);
        match self.open {
            Some((start, _)) if space && self.page.text.len() > start && !self.page.text.ends_with(' ') => {
                self.page.text.push(' ');
                self.expected.1 += 1;
                self.expected.2 += 1;
            }
            Some(_) => {}
            None => self.begin(kind),
        }
    }

    fn begin(&mut self, kind: BlockKind) {
        self.open = Some((self.page.text.len(), kind));
    }

    /// Appends characters of a text node that stand at `at` in it, and notes where they are in the file.
    fn push(&mut self, word: &str, at: usize, runs: &mut std::iter::Peekable<std::slice::Iter<'_, Run>>) {
        let mut done = 0;
        while let Some(run) = runs.next_if(|run| run.offset < at + word.len()) {
            let Some(inside) = run.offset.checked_sub(at).filter(|&inside| inside >= done) else { continue };
            self.append(&word[done..inside]);
            let place = (run.line, run.column, run.utf16);
            if self.expected != place {
                let offset = u32::try_from(self.page.text.len()).unwrap_or(u32::MAX);
                self.page.runs.push((offset, run.line, run.column, run.utf16));
                self.expected = place;
            }
            done = inside;
        }
        self.append(&word[done..]);
    }

    fn append(&mut self, words: &str) {
        self.page.text.push_str(words);
        self.expected.1 += u32::try_from(words.chars().count()).unwrap_or(u32::MAX);
        self.expected.2 += u32::try_from(words.encode_utf16().count()).unwrap_or(u32::MAX);
    }

    /// Text whose line ends and blanks are kept.
    fn preformatted(&mut self, text: &str, runs: &[Run], kind: BlockKind) {
        self.space = false;
        self.line_break = false;
        if self.open.is_none() {
            self.begin(kind);
        }
        self.push(text, 0, &mut runs.iter().peekable());
    }

    /// Parts the cells of a row.
    fn cell(&mut self) {
        let Some((start, _)) = self.open else { return };
        self.space = false;
        self.line_break = false;
        self.expected = (0, 0, 0);
        if self.page.text.len() > start {
            self.page.text.push_str(" | ");
        }
    }

    /// Ends the block that is being read.
    fn close(&mut self) {
        self.space = false;
        self.line_break = false;
        let Some((start, kind)) = self.open.take() else { return };
        let blank =
            |c: char| c.is_whitespace() || (c == '|' && matches!(kind, BlockKind::TableRow | BlockKind::TableHead));
        let content = &self.page.text[start..];
        if content.trim_matches(blank).is_empty() {
            self.cut(start);
            return;
        }
        let from = start + content.len() - content.trim_start().len();
        let end = start + content.trim_end().len();
        let words = &self.page.text[from..end];
        let last = self.page.blocks.last().map(|block| block.kind);
        let kind = match kind {
            BlockKind::Quotation if last == Some(BlockKind::Quotation) && names_speaker(words) => BlockKind::Furniture,
            kind => kind,
        };
        self.page.blocks.push(Block { kind, span: Span::new(from, end) });
        if self.covered.is_none() {
            // Words that stand in no element of their own.
            self.marks.cover(from..end);
        }
        self.cut(end);
        self.page.text.push_str("\n\n");
    }

    /// Drops the text from `end` on.
    fn cut(&mut self, end: usize) {
        self.page.text.truncate(end);
        while self.page.runs.pop_if(|run| run.0 as usize >= end).is_some() {}
        self.expected = (0, 0, 0);
    }
}
