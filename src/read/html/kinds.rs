//! What an element is by its class, its role, or what it holds.

use super::facts::Facts;
use crate::model::BlockKind;
use dom_query::NodeRef;

/// Elements inside a line of text that join with their neighbours.
pub(super) const INLINE: &[&str] =
    &["a", "abbr", "b", "cite", "code", "em", "i", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u"];
/// Elements inside a line of text that stand apart from their neighbours.
pub(super) const SPACED: &[&str] = &[
    "time", "ins", "del", "kbd", "samp", "var", "dfn", "data", "font", "label", "img", "picture", "source", "wbr",
    "bdi", "bdo", "tt", "big", "strike", "ruby", "rb", "acronym", "center", "output", "meter", "progress",
];
/// Names of classes that pages give to bylines and days.
const BYLINES: &[&str] = &[
    "byline",
    "by",
    "author",
    "dateline",
    "meta",
    "timestamp",
    "credit",
    "credits",
    "published",
    "posted",
    "kicker",
    "eyebrow",
    "overline",
    "readtime",
];
/// Longest byline and caption, in characters: classes called `meta` hold whole articles too.
const BYLINE_CHARS: usize = 160;
const CAPTION_CHARS: usize = 600;
/// Longest cell of a table of data, in characters.
const CELL_CHARS: usize = 300;
/// Most words of the name below a quotation.
const ATTRIBUTION_WORDS: usize = 8;

/// "Tom Holt, islander" below the quotation.
pub(super) fn names_speaker(line: &str) -> bool {
    line.split_whitespace().count() <= ATTRIBUTION_WORDS && !line.ends_with(['.', '!', '?', '”', '"', '’', '\''])
}

/// The name of the element whose role it has: rows and cells are often made of `div`.
pub(super) fn by_role<'n>(node: &NodeRef<'_>, name: &'n str) -> &'n str {
    if name != "div" {
        return name;
    }
    match node.attr("role").as_deref() {
        Some("row") => "tr",
        Some("cell" | "gridcell") => "td",
        Some("columnheader" | "rowheader") => "th",
        _ => name,
    }
}

/// Whether a table only places things side by side: it says so, holds another table, has a cell as long as an article, or
/// a single cell in every row.
pub(super) fn is_layout(facts: &Facts<'_>, at: usize) -> bool {
    let inside = facts.inside(at);
    let says = facts.list[at].node.attr("role").is_some_and(|role| matches!(&*role, "presentation" | "none"));
    let single = || {
        let cells = inside.iter().filter(|fact| matches!(fact.name.as_str(), "td" | "th")).count();
        cells <= inside.iter().filter(|fact| fact.name == "tr").count()
    };
    let nested = inside.iter().any(|fact| fact.name == "table");
    says || nested || inside.iter().any(|fact| fact.name == "td" && fact.chars > CELL_CHARS) || single()
}

/// What the class of an element says of its words.
pub(super) fn by_class(node: &NodeRef<'_>) -> Option<BlockKind> {
    let class = node.class()?.to_ascii_lowercase();
    let mut names = class.split_ascii_whitespace().flat_map(|name| name.split(['-', '_']));
    let (kind, longest) = names.find_map(|name| match name {
        "caption" | "figcaption" => Some((BlockKind::Caption, CAPTION_CHARS)),
        name if BYLINES.contains(&name) => Some((BlockKind::Furniture, BYLINE_CHARS)),
        _ => None,
    })?;
    (node.normalized_char_count() <= longest).then_some(kind)
}
