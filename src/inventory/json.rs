//! Everything, for programs. The structs here are the schema.

use super::{Entry, Inventory, KNOWN};
use crate::model::{DateField, Skipped};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;

/// Number of the schema of lists; raised when a field changes its meaning or goes away.
pub const SCHEMA: u8 = 1;

pub(super) fn write(inventory: &Inventory<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let json = JsonInventory {
        schema: SCHEMA,
        articles: inventory.articles.iter().map(JsonArticle::of).collect(),
        skipped: inventory.skipped.iter().map(JsonSkipped::of).collect(),
    };
    crate::report::write_json(&json, out)
}

#[derive(Serialize)]
struct JsonInventory<'a> {
    schema: u8,
    articles: Vec<JsonArticle<'a>>,
    skipped: Vec<JsonSkipped<'a>>,
}

#[derive(Serialize)]
struct JsonArticle<'a> {
    path: &'a str,
    format: &'a str,
    /// What the metadata say, `null` where they say nothing.
    #[serde(flatten)]
    known: BTreeMap<&'static str, Option<String>>,
    words: usize,
    claims: usize,
    story: u32,
    origin: u32,
    /// Where each value was found.
    from: BTreeMap<&'static str, &'static str>,
    /// Days of publication that other places of the article give.
    rival_dates: Vec<Rival>,
}

#[derive(Serialize)]
struct Rival {
    date: String,
    from: &'static str,
}

#[derive(Serialize)]
struct JsonSkipped<'a> {
    what: &'a str,
    why: &'a str,
    fatal: bool,
}

impl<'a> JsonSkipped<'a> {
    fn of(skipped: &'a Skipped) -> Self {
        let Skipped { what, why, fatal } = skipped;
        Self { what, why, fatal: *fatal }
    }
}

impl<'a> JsonArticle<'a> {
    fn of(entry: &Entry<'a>) -> Self {
        let known = entry.known();
        let from = KNOWN.into_iter().zip(&known).filter_map(|(name, known)| Some((name, known.as_ref()?.from)));
        let rival = |field: &DateField| Rival { date: field.value.to_string(), from: field.origin.id() };
        Self {
            path: &entry.article.id,
            format: &entry.article.format,
            words: entry.words,
            claims: entry.claims,
            story: entry.story,
            origin: entry.origin,
            from: from.collect(),
            rival_dates: entry.article.meta.rival_dates.iter().map(rival).collect(),
            known: KNOWN.into_iter().zip(known.map(|known| known.map(|known| known.value))).collect(),
        }
    }
}
