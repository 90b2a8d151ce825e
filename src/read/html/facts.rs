//! What each element of a page holds, counted once.

use super::names::SILENT;
use dom_query::{Document, NodeId, NodeRef};
use std::collections::BTreeMap;

/// Fewest characters of a paragraph that counts as running text, and the largest share of them that are links: headlines
/// have about 60 characters, and a paragraph with more than a third of links is a list of them.
const RUNNING_CHARS: usize = 80;
const RUNNING_LINKS: usize = 3;

/// Elements inside a line of text.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "picture", "q", "s", "samp", "small", "source", "span", "strike", "strong",
    "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// An element and what it holds, without what was left out.
#[derive(Debug, Clone)]
pub(super) struct Fact<'a> {
    /// The element.
    pub node: NodeRef<'a>,
    /// Its name.
    pub name: String,
    /// Index of the element that holds it; its own for the root.
    pub parent: usize,
    /// Index behind the last element that it holds.
    pub end: usize,
    /// Letters, digits and signs.
    pub chars: usize,
    /// Those inside links that lead away.
    pub linked: usize,
    /// Characters of running text.
    pub running: usize,
    /// Index of the element that its first words stand in directly.
    pub first: Option<usize>,
    /// Whether it and all that it holds is left out.
    pub out: bool,
}

/// The elements of a page in order.
pub(super) struct Facts<'a> {
    pub list: Vec<Fact<'a>>,
    index: BTreeMap<NodeId, usize>,
}

impl<'a> Facts<'a> {
    /// Of the body of a page; scripts and the like are left out.
    pub(super) fn of(document: &'a Document) -> Self {
        let body = document.body().unwrap_or_else(|| document.root());
        let mut list: Vec<Fact<'a>> = Vec::new();
        let mut index = BTreeMap::new();
        let nodes = std::iter::once(body).chain(body.descendants_it()).filter(NodeRef::is_element);
        for node in nodes {
            let parent = node.parent().and_then(|parent| index.get(&parent.id).copied()).unwrap_or(0);
            let name = node.node_name().unwrap_or_default().to_string();
            let out =
                list.get(parent).is_some_and(|parent| parent.out) || SILENT.contains(&name.as_str()) && name != "form";
            index.insert(node.id, list.len());
            let end = list.len() + 1;
            list.push(Fact { node, name, parent, end, chars: 0, linked: 0, running: 0, first: None, out });
        }
        for at in (1..list.len()).rev() {
            let (parent, end) = (list[at].parent, list[at].end);
            list[parent].end = list[parent].end.max(end);
        }
        let mut facts = Self { list, index };
        facts.count();
        facts
    }

    /// Index of a node.
    pub(super) fn find(&self, node: NodeId) -> Option<usize> {
        self.index.get(&node).copied()
    }

    /// Leaves an element out, with all that it holds.
    pub(super) fn leave_out(&mut self, at: usize) {
        let end = self.list[at].end;
        for fact in &mut self.list[at..end] {
            fact.out = true;
        }
    }

    /// Counts again what is not left out.
    pub(super) fn count(&mut self) {
        for fact in &mut self.list {
            (fact.chars, fact.linked, fact.running) = (0, 0, 0);
        }
        // Of the nearest block: its own characters, and those in links.
        let mut own = vec![(0_usize, 0_usize); self.list.len()];
        let mut line = vec![(0_usize, false); self.list.len()];
        for at in 0..self.list.len() {
            let fact = &self.list[at];
            let (block, linked) = if at == 0 { (0, false) } else { line[fact.parent] };
            let inline = at > 0 && INLINE.contains(&fact.name.as_str());
            line[at] = (if inline { block } else { at }, linked || leads_away(fact));
            if fact.out {
                continue;
            }
            let texts = fact.node.children_it(false).filter(NodeRef::is_text);
            let chars: usize = texts.map(|text| text.text().chars().filter(|c| !c.is_whitespace()).count()).sum();
            let in_link = if line[at].1 { chars } else { 0 };
            self.list[at].chars = chars;
            self.list[at].linked = in_link;
            own[line[at].0].0 += chars;
            own[line[at].0].1 += in_link;
        }
        for (fact, (chars, linked)) in self.list.iter_mut().zip(own) {
            if chars >= RUNNING_CHARS && linked * RUNNING_LINKS <= chars {
                fact.running = chars;
            }
        }
        for at in (1..self.list.len()).rev() {
            let (parent, chars, linked, running) = {
                let fact = &self.list[at];
                (fact.parent, fact.chars, fact.linked, fact.running)
            };
            let outer = &mut self.list[parent];
            outer.chars += chars;
            outer.linked += linked;
            outer.running += running;
        }
        for at in (0..self.list.len()).rev() {
            let fact = &self.list[at];
            let first = fact.node.children_it(false).find_map(|child| match self.find(child.id) {
                Some(child) => self.list[child].first,
                None => (child.is_text() && child.text().contains(char::is_alphanumeric)).then_some(at),
            });
            self.list[at].first = first.filter(|_| !self.list[at].out);
        }
    }

    /// Whether the element at `at` is, or holds, the one at `inner`.
    pub(super) fn holds(&self, at: usize, inner: usize) -> bool {
        (at..self.list[at].end).contains(&inner)
    }

    /// The elements inside the one at `at`.
    pub(super) fn inside(&self, at: usize) -> &[Fact<'a>] {
        &self.list[at + 1..self.list[at].end]
    }

    /// The words of an element, with single blanks and without what was left out; at most `limit` characters of them.
    pub(super) fn line(&self, at: usize, limit: usize) -> String {
        let mut out = String::new();
        for node in self.list[at].node.descendants_it().filter(NodeRef::is_text) {
            let left_out = node.parent().and_then(|parent| self.find(parent.id)).is_some_and(|at| self.list[at].out);
            if left_out {
                continue;
            }
            for word in node.text().split_whitespace() {
                if !out.is_empty() {
                    out.push(' ');
                }
                out.push_str(word);
            }
            if out.len() > limit * 4 {
                break;
            }
        }
        out
    }
}

/// Whether it is a link to somewhere else: not to a place on the page.
fn leads_away(fact: &Fact<'_>) -> bool {
    fact.name == "a" && fact.node.attr("href").is_none_or(|address| !address.starts_with('#') || address.len() == 1)
}
