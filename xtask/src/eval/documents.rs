//! Documents and labels as the scorer sees them: folded to plain words, so that a quotation is found whatever its markup.

use crate::Result;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Places of some words in a folded document: half-open byte ranges.
pub(super) type Places = Vec<(usize, usize)>;

/// The documents of one corpus, folded, by file name or record id.
pub(super) struct Documents(BTreeMap<String, String>);

/// A labelled pair of places.
#[derive(Deserialize)]
pub(super) struct Gold {
    pub(super) id: String,
    pub(super) label: Label,
    pub(super) kind: String,
    pub(super) severity: String,
    pub(super) tier: Option<String>,
    /// `note` where a mere note is enough.
    #[serde(rename = "as")]
    pub(super) suffices: Option<String>,
    pub(super) a: Place,
    pub(super) b: Place,
    #[serde(default)]
    more: Vec<More>,
    pub(super) why: String,
    /// The mentions of either side, as places in the documents.
    #[serde(skip)]
    sides: [Vec<Located>; 2],
}

/// What a labelled pair is.
#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum Label {
    Discrepancy,
    /// Looks alike and must stay silent.
    Trap,
    /// Says the same and must stay silent.
    Agree,
}

#[derive(Deserialize)]
pub(super) struct Place {
    pub(super) doc: String,
    pub(super) text: String,
}

#[derive(Deserialize)]
struct More {
    side: Side,
    doc: String,
    text: String,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Side {
    A,
    B,
}

/// Words found in a document; `document` is `None` where the document itself is unknown.
#[derive(Default)]
pub(super) struct Located {
    pub(super) document: Option<String>,
    pub(super) places: Places,
}

impl Gold {
    /// Whether one of the two lies on side a and the other on side b.
    pub(super) fn fits(&self, left: &Located, right: &Located) -> bool {
        let on = |mention: &Located, side: usize| {
            self.sides[side].iter().any(|labelled| {
                labelled.document == mention.document
                    && labelled
                        .places
                        .iter()
                        .any(|&(start, end)| mention.places.iter().any(|&(from, to)| start < to && from < end))
            })
        };
        (on(left, 0) && on(right, 1)) || (on(left, 1) && on(right, 0))
    }
}

impl Documents {
    /// Reads every file under `folder`.
    pub(super) fn load(folder: &Path) -> Result<Self> {
        let mut documents = BTreeMap::new();
        for path in files(folder)? {
            let raw = String::from_utf8_lossy(&fs::read(&path)?).into_owned();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            match path.extension().and_then(|ending| ending.to_str()) {
                Some("jsonl") => {
                    for line in raw.lines().filter(|line| !line.trim().is_empty()) {
                        let record: Value = serde_json::from_str(line)?;
                        let title = record.get("title").map_or_else(String::new, plain);
                        documents.insert(plain(&record["id"]), norm(&format!("{title} {}", plain(&record["text"]))));
                    }
                }
                Some("html" | "htm") => {
                    documents.insert(name, norm(&readable(&raw)));
                }
                _ => {
                    documents.insert(name, norm(&raw));
                }
            }
        }
        Ok(Self(documents))
    }

    /// The labels of a corpus, with their places.
    pub(super) fn gold(&self, path: &Path) -> Result<Vec<Gold>> {
        let mut rows = Vec::new();
        for line in fs::read_to_string(path)?.lines() {
            let mut row: Gold = serde_json::from_str(line).map_err(|error| format!("{}: {error}", path.display()))?;
            row.sides = [&row.a, &row.b].map(|place| vec![self.locate_label(&place.doc, &place.text)]);
            for extra in &row.more {
                row.sides[extra.side as usize].push(self.locate_label(&extra.doc, &extra.text));
            }
            rows.push(row);
        }
        Ok(rows)
    }

    fn locate_label(&self, document: &str, text: &str) -> Located {
        Located { document: Some(document.to_owned()), places: self.places(text, document, None) }
    }

    /// Finds a mention of `article`, inside the sentence `near` where that is found.
    pub(super) fn locate(&self, article: &str, text: &str, near: Option<&str>) -> Located {
        let document = self.key(article);
        let places = document.as_deref().map_or_else(Vec::new, |key| self.places(text, key, near));
        Located { document, places }
    }

    /// An article's id is a path, a file name, or the id of a record, alone or after `#` or `:`.
    fn key(&self, article: &str) -> Option<String> {
        let last = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
        let mut parts = article.split(['#', ':']);
        let first = parts.next().unwrap_or_default();
        let candidates =
            [article.to_owned(), last(article), parts.next_back().unwrap_or(first).to_owned(), last(first)];
        candidates.into_iter().find(|key| self.0.contains_key(key))
    }

    fn places(&self, text: &str, document: &str, near: Option<&str>) -> Places {
        let (Some(body), text) = (self.0.get(document), norm(text)) else { return Vec::new() };
        if body.is_empty() || text.is_empty() {
            return Vec::new();
        }
        let found: Places = body.match_indices(&text).map(|(start, hit)| (start, start + hit.len())).collect();
        let Some(near) = near.filter(|near| !near.is_empty()) else { return found };
        let around = self.places(near, document, None);
        let inside: Places = found
            .iter()
            .copied()
            .filter(|&(start, end)| around.iter().any(|&(from, to)| from <= start && end <= to))
            .collect();
        [inside, around, found].into_iter().find(|places| !places.is_empty()).unwrap_or_default()
    }
}

/// Every file under `folder`, sorted by path.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| format!("cannot list {}: {error}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            out.extend(files(&path)?);
        } else {
            out.push(path);
        }
    }
    out.sort();
    Ok(out)
}

/// A field as words: a text without its quotes, anything else as JSON prints it.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Folds what differs between a file and its readable text: markup signs, quotation marks, dashes, white space.
fn norm(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in html_escape::decode_html_entities(text).chars() {
        let c = match c {
            '*' | '_' | '`' | '#' | '>' | '|' => ' ',
            '‘' | '’' => '\'',
            '“' | '”' => '"',
            '—' | '–' => '-',
            c if c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c) => ' ',
            c => c,
        };
        if c != ' ' || !(out.is_empty() || out.ends_with(' ')) {
            out.push(c);
        }
    }
    out.truncate(out.trim_end_matches(' ').len());
    out
}

/// Elements that do not part words.
const INLINE: [&str; 16] =
    ["a", "abbr", "b", "cite", "code", "em", "i", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u"];

/// The words of a page: all of it but scripts, styles, comments and tags.
fn readable(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(open) = rest.find('<') {
        out.push_str(&html_escape::decode_html_entities(&rest[..open]));
        rest = &rest[open..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let begins_tag = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
        if !begins_tag {
            out.push('<');
            rest = &rest[1..];
            continue;
        }
        let end = tag_end(rest);
        let name = tag_name(&rest[..end]);
        if !name.is_empty() && !INLINE.contains(&name.as_str()) {
            out.push(' ');
        }
        let opens_raw = !rest.starts_with("</") && matches!(name.as_str(), "script" | "style");
        rest = &rest[end..];
        if opens_raw {
            let close = format!("</{name}");
            rest = rest.to_ascii_lowercase().find(&close).map_or("", |at| &rest[at..]);
        }
    }
    out.push_str(&html_escape::decode_html_entities(rest));
    out
}

/// Bytes up to and with the `>` that closes the tag, quoted attributes skipped.
fn tag_end(tag: &str) -> usize {
    let mut quote = None;
    for (at, c) in tag.char_indices() {
        match (quote, c) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    tag.len()
}

fn tag_name(tag: &str) -> String {
    let name = tag.trim_start_matches('<').trim_start_matches('/');
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    name[..end].to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_hides_markup_and_typography() {
        assert_eq!(norm("  “It’s **so**”\u{a0}— A&amp;B\r\n\t| `x_y` "), "\"It's so \" - A&B x y");
        assert_eq!(norm("*"), "");
    }

    #[test]
    fn a_page_gives_its_words() {
        let page = "<title>T</title><script>if (a < b) {}</script><p title=\"a > b\">One <b>t</b>wo &lt;3<br/>x<!-- no --></p>1 < 2";
        assert_eq!(norm(&readable(page)), "T One two <3 x 1 < 2");
    }

    #[test]
    fn ids_of_articles() {
        let documents = Documents(["a.md", "r1"].map(|key| (key.to_owned(), "words".to_owned())).into());
        for id in ["a.md", "docs/a.md", "docs/a.md#intro", "a.md:3"] {
            assert_eq!(documents.key(id).as_deref(), Some("a.md"), "{id}");
        }
        assert_eq!(documents.key("docs/wires.jsonl#r1").as_deref(), Some("r1"));
        assert_eq!(documents.key("b.md"), None);
    }

    #[test]
    fn a_quotation_is_sought_in_its_sentence_first() {
        let body = norm("Five died. Later five more died.");
        let documents = Documents([("d".to_owned(), body)].into());
        assert_eq!(documents.places("died", "d", None), [(5, 9), (27, 31)]);
        assert_eq!(documents.places("died", "d", Some("Later five more died.")), [(27, 31)]);
        assert_eq!(documents.places("seven", "d", Some("Five died.")), [(0, 10)]);
        assert_eq!(documents.places("died", "d", Some("Nowhere.")), [(5, 9), (27, 31)]);
        assert_eq!(documents.places("  ", "d", None), []);
    }
}
