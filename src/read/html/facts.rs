//! What each element of a page holds, counted once.

use super::kinds::{INLINE, SPACED};
use super::names::SILENT;
use crate::text::hash;
use dom_query::{Document, NodeId, NodeRef};
use std::collections::BTreeMap;

/// Fewest characters of a paragraph that counts as running text, and the largest share of them that are links: headlines
/// have about 60 characters, and a paragraph with more than a third of links is a list of them.
const RUNNING_CHARS: usize = 80;
const RUNNING_LINKS: usize = 3;

/// Different texts of links with one address from which on the link was never closed: a headline, a picture, a button and
/// a count of comments lead to one article.
const TEXTS_OF_A_LINK: usize = 6;
/// Longest text of a link that was closed, in bytes: a teaser's headline, blurb and day.
const LONGEST_LINK: usize = 600;

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
    /// Whether it is a link that leads away.
    link: bool,
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
            list.push(Fact { node, name, parent, end, link: false, chars: 0, linked: 0, running: 0, first: None, out });
        }
        for at in (1..list.len()).rev() {
            let (parent, end) = (list[at].parent, list[at].end);
            list[parent].end = list[parent].end.max(end);
        }
        mark_links(&mut list);
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
            let name = fact.name.as_str();
            let inline = at > 0 && (INLINE.contains(&name) || SPACED.contains(&name) || name == "br");
            line[at] = (if inline { block } else { at }, linked || fact.link);
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

/// Marks the links to somewhere else: not to a place on the page, and not those that were never closed, which the parser
/// lays around all the text behind them.
fn mark_links(list: &mut [Fact<'_>]) {
    let address = |fact: &Fact<'_>| fact.node.attr("href").unwrap_or_default().to_string();
    let mut texts: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    for fact in list.iter().filter(|fact| fact.name == "a" && fact.node.has_attr("href")) {
        let text = fact.node.text();
        let texts = texts.entry(address(fact)).or_default();
        texts.push(hash(text.trim()));
        if text.len() > LONGEST_LINK {
            // As good as many.
            texts.extend(0..TEXTS_OF_A_LINK as u64);
        }
    }
    for texts in texts.values_mut() {
        texts.sort_unstable();
        texts.dedup();
    }
    for fact in list.iter_mut().filter(|fact| fact.name == "a") {
        let address = address(fact);
        let on_page = address.starts_with('#') && address.len() > 1;
        let unclosed = texts.get(&address).is_some_and(|texts| texts.len() >= TEXTS_OF_A_LINK) && !is_general(&address);
        fact.link = !on_page && !unclosed;
    }
}

/// Whether many links have the address by right: scripts, the front page.
fn is_general(address: &str) -> bool {
    matches!(address, "" | "#" | "/") || address.starts_with("javascript:")
}
