//! Lists of articles as tables: for the terminal, and for spreadsheets.

use super::{Entry, Inventory, KNOWN};
use crate::model::Skipped;
use crate::report::{unarmed, visible};
use crate::sheet::{Dialect, TableWriter};
use crate::text::shortened;
use std::io;
use unicode_width::UnicodeWidthStr;

/// Columns of the table for people; the values of the first few are shown with the place where they were found.
const SHOWN: [&str; 10] =
    ["path", "format", "date", "source", "language", "words", "claims", "story", "origin", "title"];
/// Longest value of the metadata that is shown to people, in characters.
const LONGEST: usize = 40;

pub(super) fn text(inventory: &Inventory<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let rows: Vec<[String; SHOWN.len()]> = inventory.articles.iter().map(row).collect();
    let header = SHOWN.map(str::to_owned);
    let all = || std::iter::once(&header).chain(&rows);
    let widths: Vec<usize> =
        (0..SHOWN.len()).map(|at| all().map(|row| row[at].width()).max().unwrap_or_default()).collect();
    for row in all() {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width.saturating_sub(cell.width()) + 2));
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    if !inventory.skipped.is_empty() {
        writeln!(out, "\nnot read:")?;
    }
    for Skipped { what, why, .. } in inventory.skipped {
        writeln!(out, "  {}: {}", visible(what), visible(why))?;
    }
    Ok(())
}

fn row(entry: &Entry<'_>) -> [String; SHOWN.len()] {
    let known = entry.known();
    let find = |column: &str| {
        let known = KNOWN.iter().zip(&known).find(|(name, _)| **name == column).and_then(|(_, known)| known.as_ref());
        known.map_or_else(
            || "-".to_owned(),
            |known| format!("{} ({})", shortened(&visible(&known.value), LONGEST), known.from),
        )
    };
    SHOWN.map(|column| match column {
        "path" => visible(&entry.article.id).into_owned(),
        "format" => entry.article.format.clone(),
        "words" => entry.words.to_string(),
        "claims" => entry.claims.to_string(),
        "story" => entry.story.to_string(),
        "origin" => entry.origin.to_string(),
        column => find(column),
    })
}

/// What the columns of a row are called whose file was not read.
const NOT_READ: &str = "not read";

pub(super) fn csv(inventory: &Inventory<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let from = KNOWN.map(|name| format!("{name} from"));
    let columns = ["path", "format", "words", "claims", "story", "origin"].into_iter();
    let known = KNOWN.iter().zip(&from).flat_map(|(name, from)| [*name, from.as_str()]);
    let columns: Vec<&str> = columns.chain(known).chain(["why not"]).collect();
    let mut table = TableWriter::new(out, Dialect::default(), columns.iter().copied())?;
    for entry in &inventory.articles {
        let counts = [entry.words, entry.claims, entry.story as usize, entry.origin as usize];
        let mut cells = vec![entry.article.id.clone(), entry.article.format.clone()];
        cells.extend(counts.map(|count| count.to_string()));
        for known in entry.known() {
            let known = known.map(|known| [known.value, known.from.to_owned()]);
            cells.extend(known.unwrap_or_default());
        }
        cells.push(String::new());
        table.row(cells.iter().map(|cell| unarmed(cell)).collect::<Vec<_>>().iter().map(AsRef::as_ref))?;
    }
    for Skipped { what, why, .. } in inventory.skipped {
        let mut cells = vec![String::new(); columns.len()];
        (cells[0], cells[1]) = (unarmed(what).into_owned(), NOT_READ.to_owned());
        if let Some(last) = cells.last_mut() {
            *last = unarmed(why).into_owned();
        }
        table.row(cells.iter().map(String::as_str))?;
    }
    Ok(())
}
