//! Tables: a cell with its column and its row.

use super::thing::{thing, version};
use crate::extract::words::Words;
use crate::model::{Aspect, Term};
use std::ops::Range;

/// The head of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns(Vec<Column>);

/// A column by its head.
#[derive(Debug, Clone, Default)]
pub(super) struct Column {
    /// Terms of the head.
    pub(super) terms: Vec<Term>,
    /// Which value of a setting its cells give.
    pub(super) aspect: Option<Aspect>,
    /// Whether it is confined to an older version than another column's.
    pub(super) old: bool,
    /// What follows "per" in the head ("per page").
    pub(super) per: Option<String>,
    /// Whether the cells name plans, platforms and the like.
    pub(super) scope: bool,
    version: Option<Vec<u32>>,
}

/// The columns of a head.
pub(super) fn columns(words: &Words<'_>) -> Columns {
    let mut columns: Vec<Column> = cells(words).into_iter().map(|cell| column(words, cell)).collect();
    let newest = columns.iter().filter_map(|column| column.version.clone()).max();
    for column in &mut columns {
        column.old = column.version.is_some() && column.version != newest;
    }
    Columns(columns)
}

fn column(words: &Words<'_>, cell: Range<usize>) -> Column {
    let has = |list: &[&str]| cell.clone().any(|at| list.contains(&words.lower(at)));
    let per =
        cell.clone().find(|&at| words.lower(at) == "per").map(|at| crate::text::stem(words.lower(at + 1)).into_owned());
    let number =
        version(words, cell.start).and_then(|(number, _)| number.split('.').map(|part| part.parse().ok()).collect());
    Column {
        terms: thing(words, cell.clone()),
        aspect: aspect(words, cell.clone()),
        old: false,
        per,
        scope: has(&["plan", "tier", "edition", "platform", "region", "system"]),
        version: number,
    }
}

/// Which value of a setting words such as "Default", "Maximum size", "Largest file" announce.
pub(super) fn aspect(words: &Words<'_>, range: Range<usize>) -> Option<Aspect> {
    range.into_iter().find_map(|at| match words.lower(at) {
        "default" | "defaults" => Some(Aspect::Default),
        "maximum" | "max" | "largest" | "longest" | "limit" | "highest" => Some(Aspect::Maximum),
        "minimum" | "min" | "lowest" | "smallest" => Some(Aspect::Minimum),
        _ => None,
    })
}

/// The cells of a row, as ranges of tokens.
pub(super) fn cells(words: &Words<'_>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for at in 0..=words.len() {
        if at == words.len() || words.tokens[at].is_mark('|') {
            out.push(start..at);
            start = at + 1;
        }
    }
    out
}

impl Columns {
    /// The column with this number.
    pub(super) fn get(&self, at: usize) -> Option<&Column> {
        self.0.get(at)
    }
}
