//! The times of a live page's entries: in its `time` elements, or in its linked data.

use crate::model::{Block, Entry};
use crate::read::live::{self, Sign, Stamp};
use dom_query::Document;
use serde_json::Value;

/// Bytes of an entry's text by which its paragraph is found.
const OPENING: usize = 30;

/// The entries of a page. `times` are those of its `time` elements, with where they stand in the text.
pub(super) fn entries(document: &Document, text: &str, blocks: &[Block], times: &[(usize, String)]) -> Vec<Entry> {
    let updates = updates(document);
    let sign = if updates.is_empty() { Sign::Stamps } else { Sign::Told };
    let elements = times.iter().filter_map(|(at, value)| {
        let (day, minute) = live::parse(value)?;
        Some(Stamp { at: *at, day: Some(day), minute })
    });
    let ways = [elements.collect(), told(text, blocks, &updates), live::printed(text, blocks)];
    let all = ways.into_iter().map(|stamps: Vec<Stamp>| live::entries(text, blocks, &stamps, sign));
    all.into_iter().find(|entries| !entries.is_empty()).unwrap_or_default()
}

/// The updates of a live page's linked data.
fn updates(document: &Document) -> Vec<Value> {
    let mut out = Vec::new();
    for node in document.select("script[type=\"application/ld+json\"]").nodes() {
        if let Ok(value) = serde_json::from_str::<Value>(&node.text()) {
            collect(&value, &mut out);
        }
    }
    out
}

fn collect(value: &Value, out: &mut Vec<Value>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, out)),
        Value::Object(object) => {
            if let Some(Value::Array(updates)) = object.get("liveBlogUpdate") {
                out.extend(updates.iter().cloned());
            }
            object.get("@graph").into_iter().for_each(|graph| collect(graph, out));
        }
        _ => {}
    }
}

/// Where the updates stand in the text: below their headline, or where their first words are.
fn told(text: &str, blocks: &[Block], updates: &[Value]) -> Vec<Stamp> {
    let mut stamps = Vec::new();
    for update in updates {
        let of = |key: &str| update.get(key).and_then(Value::as_str).map(str::trim).filter(|value| !value.is_empty());
        let Some((day, minute)) = of("datePublished").and_then(live::parse) else { continue };
        let headline = of("headline").or(of("name"));
        let opening = of("articleBody").map(|body| &body[..body.floor_char_boundary(OPENING)]);
        let stands = |block: &&Block| {
            let line = block.span.of(text);
            headline == Some(line) || opening.is_some_and(|opening| line.starts_with(opening))
        };
        if let Some(block) = blocks.iter().find(stands) {
            stamps.push(Stamp { at: block.span.start as usize, day: Some(day), minute });
        }
    }
    stamps.sort_by_key(|stamp| stamp.at);
    stamps
}
