//! Tables: a cell with its column and its row.

use super::thing::{plain_term, thing, version};
use super::unit::bracketed;
use crate::extract::words::Words;
use crate::lexicon::manuals::{self, Family};
use crate::model::{Aspect, End, Term};
use std::ops::Range;
use std::sync::LazyLock;

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
    /// What follows "per", "a" or "each" in the head, as printed ("a minute").
    pub(super) rate: Option<String>,
    /// Whether the cells name plans, which come with so much of what the other columns name.
    pub(super) plans: bool,
    /// Whether the cells name plans, platforms and the like.
    pub(super) scope: bool,
    /// The unit that the head names in brackets, as printed.
    pub(super) unit: Option<String>,
    /// Whether the cells name units.
    pub(super) units: bool,
    /// The end that its dates tell.
    pub(super) end: Option<End>,
    /// Whether its cells are days.
    pub(super) date: bool,
    /// Which change its versions tell: "Since", "Removed in".
    pub(super) change: Option<Aspect>,
    /// Whether its cells name versions.
    pub(super) versions: bool,
    /// Whether the cells say yes or no to whether something is supported.
    pub(super) supported: bool,
    /// Whether the cells say yes or no to whether something is required.
    pub(super) required: bool,
    /// The time for which its prices are: "per month", "Billed monthly".
    pub(super) period: Option<&'static str>,
    /// Terms of the head but for those that say how it is paid: "Billed monthly".
    pub(super) bought: Vec<Term>,
    /// The times that its head names.
    pub(super) periods: Vec<Term>,
    /// Whether its cells are ports.
    pub(super) ports: bool,
    /// Whether its cells are the least versions of systems.
    pub(super) least: bool,
    /// The plan that its head names: the cells give what comes with it.
    pub(super) plan: Option<Term>,
    /// Whether its cells tell what the rows are: "Value".
    pub(super) property: bool,
    version: Option<Vec<u32>>,
}

/// The columns of a head.
pub(super) fn columns(words: &Words<'_>) -> Columns {
    let mut columns: Vec<Column> = cells(words).into_iter().map(|cell| column(words, cell)).collect();
    let plan = |words: &Words<'_>, cell: &Range<usize>| {
        (cell.len() == 1 && Family::Plans.has(words.lower(cell.start))).then(|| plain_term(words.lower(cell.start)))
    };
    let plans: Vec<Option<Term>> = cells(words).iter().map(|cell| plan(words, cell)).collect();
    if plans.iter().flatten().count() > 1 {
        for (column, plan) in columns.iter_mut().zip(plans) {
            column.plan = plan;
        }
    }
    let newest = columns.iter().filter_map(|column| column.version.clone()).max();
    for column in &mut columns {
        column.old = column.version.is_some() && column.version != newest;
    }
    Columns(columns)
}

fn column(words: &Words<'_>, cell: Range<usize>) -> Column {
    let has = |list: &[&str]| cell.clone().any(|at| list.contains(&words.lower(at)));
    let plans = has(&["plan", "tier", "edition"]);
    let rate = cell
        .clone()
        .find(|&at| matches!(words.lower(at), "per" | "a" | "each"))
        .map(|at| words.lower(at + 1).to_owned());
    let per =
        cell.clone().find(|&at| words.lower(at) == "per").map(|at| crate::text::stem(words.lower(at + 1)).into_owned());
    let number =
        version(words, cell.start).and_then(|(number, _)| number.split('.').map(|part| part.parse().ok()).collect());
    let periods = periods(words, &cell);
    Column {
        terms: thing(words, cell.clone()),
        aspect: aspect(words, cell.clone()),
        old: false,
        per,
        rate,
        plans,
        scope: plans || has(&["platform", "region", "system"]),
        unit: bracketed(words, cell.clone()),
        units: cell.len() == 1 && has(&["unit", "units"]),
        end: end(words, &cell),
        change: change(words, &cell),
        date: cell.len() == 1 && has(&["date", "day"]),
        versions: has(&["version", "release", "branch", "series"]),
        supported: cell.len() == 1 && has(&["supported"]),
        required: cell.len() == 1 && has(&["required", "mandatory"]),
        plan: None,
        least: has(&["minimum"]) && has(&["version", "versions"]),
        ports: cell.len() == 1 && has(&["port", "ports"]),
        bought: crate::text::sorted(
            cell.clone().filter(|&at| !bills(words.lower(at))).flat_map(|at| thing(words, at..at + 1)).collect(),
        ),
        period: periods.last().copied(),
        periods: periods.into_iter().map(plain_term).collect(),
        property: cell.len() == 1 && has(&["value", "specification", "data"]),
        version: number,
    }
}

/// Whether a word says how a thing is paid.
fn bills(lower: &str) -> bool {
    Family::Billing.has(lower) || manuals::get().period(lower).is_some()
}

/// The times that a head names, in order: "Billed yearly, per month".
pub(super) fn periods(words: &Words<'_>, cell: &Range<usize>) -> Vec<&'static str> {
    cell.clone().filter_map(|at| manuals::get().period(words.lower(at))).collect()
}

/// What a version gets as long as it is supported.
const SUPPORTING: [&str; 6] = ["supported", "support", "updates", "fixes", "patches", "maintained"];

/// The end that a head such as "End of life", "EOL", "Supported until" announces.
fn end(words: &Words<'_>, cell: &Range<usize>) -> Option<End> {
    let says = |text: &str| {
        let phrase: Vec<&str> = text.split(' ').collect();
        (cell.start..=cell.end.saturating_sub(phrase.len()))
            .any(|at| phrase.iter().enumerate().all(|(step, word)| words.lower(at + step) == *word))
    };
    if says("end of life") || says("eol") {
        Some(End::Life)
    } else if says("end of support")
        || says("support ends")
        || says("until") && SUPPORTING.iter().any(|word| says(word))
    {
        Some(End::Support)
    } else if cell.len() <= 2 && (says("released") || says("release date")) {
        Some(End::Release)
    } else {
        None
    }
}

/// The change that a head such as "Since" or "Removed in" announces.
fn change(words: &Words<'_>, cell: &Range<usize>) -> Option<Aspect> {
    let at = cell.start;
    let inside = cell.len() <= 2 && (cell.len() == 1 || matches!(words.lower(at + 1), "in" | "since" | "version"));
    match words.lower(at) {
        "since" | "added" | "introduced" if inside => Some(Aspect::Added),
        "deprecated" if cell.len() == 2 && inside => Some(Aspect::Deprecated),
        "removed" if cell.len() == 2 && inside => Some(Aspect::Removed),
        _ => None,
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

/// What the cells of a row tell, each by its column and by the first cell, which names what the row is about.
pub(super) fn told<T>(
    words: &Words<'_>,
    columns: Option<&Columns>,
    tell: impl Fn(&Column, &Range<usize>, &Range<usize>) -> Option<T>,
) -> Vec<T> {
    let Some(columns) = columns else { return Vec::new() };
    let cells = cells(words);
    let columns = columns.fitted(cells.len());
    let Some(label) = cells.first().filter(|label| !label.is_empty()) else { return Vec::new() };
    cells.iter().enumerate().skip(1).filter_map(|(at, cell)| tell(columns.get(at)?, label, cell)).collect()
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
    /// The columns of a row of so many cells: the first head of a table may be empty.
    pub(super) fn fitted(&self, cells: usize) -> Fitted<'_> {
        Fitted { columns: &self.0, empty: usize::from(self.0.len() + 1 == cells) }
    }

    /// Whether a column gives defaults.
    pub(super) fn has_defaults(&self) -> bool {
        self.0.iter().any(|column| column.aspect == Some(Aspect::Default))
    }

    /// The column with this number.
    pub(super) fn get(&self, at: usize) -> Option<&Column> {
        self.0.get(at)
    }
}

/// The columns that the cells of one row stand in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fitted<'c> {
    columns: &'c [Column],
    /// Columns without a head in front of the others.
    empty: usize,
}

impl<'c> Fitted<'c> {
    /// The column of the cell with this number.
    pub(super) fn get(self, at: usize) -> Option<&'c Column> {
        static HEADLESS: LazyLock<Column> = LazyLock::new(Column::default);
        match at.checked_sub(self.empty) {
            Some(at) => self.columns.get(at),
            None => Some(&HEADLESS),
        }
    }
}
