//! Review sheets: tables that the program writes and people write into.
//!
//! Some columns are generated. The others (`verdict`, `note`, `reviewer`, and any that people add) belong to people, and
//! are carried along whenever the table is written anew: a row is known by its id, and one whose claim or finding is gone
//! stays, marked in the column `state`, as long as somebody has written something there.

mod claims;
mod findings;
mod table;

pub use claims::{CLAIMS, claims};
pub use findings::{FINDINGS, findings};
pub(crate) use findings::{Rows, is_archived};
pub use table::{Dialect, Line, Table, TableWriter};

use crate::Error;
use crate::report::visible;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt;
use std::io;
use std::path::Path;

/// The columns for people, in every sheet.
pub const PERSONAL: [&str; 3] = ["verdict", "note", "reviewer"];

/// State of a row whose claim or finding is there no longer.
const GONE: &str = "gone";

/// State of a row whose finding is there, but says more than it said when somebody wrote there.
const CHANGED: &str = "changed";

/// State of a row that somebody made a copy of: the first has the place of the generated row.
const COPY: &str = "copy";

/// The generated columns of a kind of sheet.
#[derive(Debug)]
pub struct Layout {
    /// What it is a table of: "claims".
    pub what: &'static str,
    /// The generated columns; the first is the id.
    pub columns: &'static [&'static str],
    /// The place of `state` among them.
    state: usize,
    /// The place of what a change shows of a row, before its text.
    label: usize,
    /// The place of the text.
    text: usize,
    /// Generated columns that mean nothing once the row is gone.
    fleeting: &'static [usize],
    /// What becomes of each row of an earlier sheet.
    fates: fn(&Sheet, &Sheet) -> Vec<Fate>,
    /// What tells two rows of one id apart: sets of columns, the strictest first. What one leaves unmatched, the next tries.
    identity: &'static [&'static [usize]],
}

/// What becomes of a row that people may have written in.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fate {
    /// What they wrote goes to a row of this id.
    Lives(String),
    /// It is kept, though what it speaks of is gone.
    Gone,
    /// It is kept, though what it speaks of is not what they saw.
    Changed,
    /// Nobody wrote anything there.
    Dropped,
}

/// A table with its generated and its personal columns.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Which generated columns it has.
    pub layout: &'static Layout,
    /// How it is written.
    pub dialect: Dialect,
    /// Names of the columns for people: [`PERSONAL`], then those that people added.
    pub personal: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The cells of the generated columns.
    pub generated: Vec<String>,
    /// The cells for people.
    pub personal: Vec<String>,
}

impl Row {
    fn id(&self) -> &str {
        &self.generated[0]
    }

    /// Whether somebody wrote something there.
    fn is_written(&self) -> bool {
        self.personal.iter().any(|cell| !cell.trim().is_empty())
    }
}

impl Sheet {
    /// A sheet of rows that nobody has written into yet.
    fn fresh(layout: &'static Layout, rows: impl Iterator<Item = Vec<String>>) -> Self {
        let row = |generated: Vec<String>| Row {
            // Spreadsheets drop tabs.
            generated: generated.iter().map(|cell| table::lines(cell).replace('\t', " ")).collect(),
            personal: vec![String::new(); PERSONAL.len()],
        };
        Self {
            layout,
            dialect: Dialect::default(),
            personal: PERSONAL.map(str::to_owned).to_vec(),
            rows: rows.map(row).collect(),
        }
    }

    /// Reads a sheet as any spreadsheet may have saved it; `path` is named in errors.
    pub fn read(layout: &'static Layout, path: &Path, bytes: &[u8]) -> Result<Self, Error> {
        let what = format!("a table of {}", layout.what);
        let table = Table::read(path, bytes, &what, layout.columns)?;
        if table.torn {
            let message = "the last row is cut off; complete it or take it out";
            return Err(Error::malformed(path, None, message));
        }
        // Columns behind the state came later: older tables lack them.
        let place = |(at, name): (usize, &&str)| match at > layout.state {
            true => Ok(table.column(name)),
            false => table.needed(path, name, &what).map(Some),
        };
        let places = layout.columns.iter().enumerate().map(place).collect::<Result<Vec<Option<usize>>, Error>>()?;
        // Added columns without a name are kept where something stands in them.
        let used = |at: usize| table.rows.iter().any(|row| !row.cells[at].is_empty());
        let added = (0..table.header.len()).filter(|at| {
            let name = table.header[*at].as_str();
            !places.contains(&Some(*at)) && !PERSONAL.contains(&name) && (!name.is_empty() || used(*at))
        });
        let own: Vec<Option<usize>> = PERSONAL.iter().map(|name| table.column(name)).chain(added.map(Some)).collect();
        let name = |(at, place): (usize, &Option<usize>)| match place {
            Some(place) => table.header[*place].clone(),
            None => PERSONAL[at].to_owned(),
        };
        let personal = own.iter().enumerate().map(name).collect();
        let rows = table.rows.iter().map(|line| Row {
            generated: places.iter().map(|at| at.map(|at| line.cells[at].clone()).unwrap_or_default()).collect(),
            personal: own.iter().map(|at| at.map(|at| line.cells[at].clone()).unwrap_or_default()).collect(),
        });
        Ok(Self { layout, dialect: table.dialect, personal, rows: rows.collect() })
    }

    /// This sheet with what people wrote in `earlier`, in the dialect in which they saved it: their cells by id, and the
    /// rows they wrote in whose claim or finding is gone, or is not what they saw.
    pub fn carry(mut self, earlier: &Self) -> Self {
        self.personal.clone_from(&earlier.personal);
        self.dialect = Dialect { bom: self.dialect.bom || earlier.dialect.bom, ..earlier.dialect };
        for row in &mut self.rows {
            row.personal = vec![String::new(); earlier.personal.len()];
        }
        let fates = (self.layout.fates)(&self, earlier);
        let heir = |at: &usize| matches!(fates[*at], Fate::Lives(_)) && earlier.rows[*at].is_written();
        let mut waiting: Vec<usize> = (0..fates.len()).filter(heir).collect();
        for columns in self.layout.identity {
            waiting = self.place(earlier, &fates, waiting, columns);
        }
        for (at, fate) in fates.iter().enumerate() {
            let state = match fate {
                Fate::Lives(_) if waiting.binary_search(&at).is_ok() => COPY,
                Fate::Gone => GONE,
                Fate::Changed => CHANGED,
                Fate::Lives(_) | Fate::Dropped => continue,
            };
            let mut kept = earlier.rows[at].clone();
            self.layout.fleeting.iter().for_each(|&column| kept.generated[column].clear());
            state.clone_into(&mut kept.generated[self.layout.state]);
            self.rows.push(kept);
        }
        self
    }

    /// Puts what people wrote in the `waiting` rows of `earlier` into rows that equal them in `columns` and in which nothing
    /// stands yet, in order; what finds no such row is left.
    fn place(&mut self, earlier: &Self, fates: &[Fate], waiting: Vec<usize>, columns: &[usize]) -> Vec<usize> {
        let mut free: BTreeMap<Vec<String>, VecDeque<usize>> = BTreeMap::new();
        for (at, row) in self.rows.iter().enumerate().filter(|(_, row)| !row.is_written()) {
            let key = columns.iter().map(|&column| row.generated[column].clone()).collect();
            free.entry(key).or_default().push_back(at);
        }
        let left = waiting.into_iter().filter(|&at| {
            let row = &earlier.rows[at];
            let cell = |&column: &usize| match &fates[at] {
                Fate::Lives(id) if column == 0 => id.clone(),
                _ => row.generated[column].clone(),
            };
            let key: Vec<String> = columns.iter().map(cell).collect();
            match free.get_mut(&key).and_then(VecDeque::pop_front) {
                Some(target) => self.rows[target].personal.clone_from(&row.personal),
                None => return true,
            }
            false
        });
        left.collect()
    }

    /// Writes the table.
    pub fn write(&self, out: &mut dyn io::Write) -> io::Result<()> {
        let header = self.layout.columns.iter().copied().chain(self.personal.iter().map(String::as_str));
        let mut table = TableWriter::new(out, self.dialect, header)?;
        for row in &self.rows {
            table.row(row.generated.iter().chain(&row.personal).map(String::as_str))?;
        }
        table.finish()
    }

    /// What separates the generated columns of `earlier` from this sheet's, in order of this sheet, then of `earlier`.
    /// The order of rows is people's to choose.
    pub fn changes<'a>(&'a self, earlier: &'a Self) -> Vec<Change<'a>> {
        let is_copy = |row: &&Row| row.generated[self.layout.state] == COPY;
        let mut old: BTreeMap<&str, &Row> = BTreeMap::new();
        for row in earlier.rows.iter().filter(|row| !is_copy(row)) {
            old.entry(row.id()).or_insert(row);
        }
        let new: BTreeSet<&str> = self.rows.iter().map(Row::id).collect();
        let mut changes = Vec::new();
        for row in self.rows.iter().filter(|row| !is_copy(row)) {
            match old.get(row.id()) {
                None => changes.push(Change { what: What::Added, row, layout: self.layout }),
                Some(before) if before.generated != row.generated => {
                    changes.push(Change { what: What::Changed(before), row, layout: self.layout });
                }
                Some(_) => {}
            }
        }
        let gone = earlier.rows.iter().filter(|row| !new.contains(row.id()));
        changes.extend(gone.map(|row| Change { what: What::Removed, row, layout: self.layout }));
        changes
    }
}

/// A difference between two sheets.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    what: What<'a>,
    row: &'a Row,
    layout: &'static Layout,
}

#[derive(Debug, Clone, Copy)]
enum What<'a> {
    /// The earlier sheet lacks it.
    Added,
    /// Its claim is not in the articles.
    Removed,
    /// It was otherwise before.
    Changed(&'a Row),
}

/// Longest excerpt of a cell in a change, in characters.
const EXCERPT: usize = 60;

impl fmt::Display for Change<'_> {
    /// `+ id article: text`, `- ...`, or `~ id article: column before -> after`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let brief = |cell: &str| {
            let cell = visible(cell);
            match cell.char_indices().nth(EXCERPT) {
                Some((end, _)) => format!("\"{}…\"", &cell[..end]),
                None => format!("\"{cell}\""),
            }
        };
        let Self { what, row, layout } = self;
        let sign = match what {
            What::Added => '+',
            What::Removed => '-',
            What::Changed(_) => '~',
        };
        let id = row.id().get(..8).unwrap_or(row.id());
        write!(f, "{sign} {} {}:", visible(id), visible(&row.generated[layout.label]))?;
        let What::Changed(before) = what else { return write!(f, " {}", brief(&row.generated[layout.text])) };
        let pairs = layout.columns.iter().zip(before.generated.iter().zip(&row.generated));
        for (name, (before, after)) in pairs.filter(|(_, (before, after))| before != after) {
            write!(f, " {name} {} -> {}", brief(before), brief(after))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
