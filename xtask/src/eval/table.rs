//! Figures as text tables: names to the left, numbers to the right.

use super::figures::{Counts, Figures, ratio};
use std::collections::BTreeMap;

/// A table under its heading; an empty one is left out.
fn draw(head: &[&str], rows: &[Vec<String>]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let widths: Vec<usize> = (0..head.len())
        .map(|column| {
            let cells = rows.iter().map(|row| row[column].chars().count());
            cells.chain([head[column].chars().count()]).max().unwrap_or(0)
        })
        .collect();
    let line = |cells: &[String]| {
        let mut out = format!("{:<width$}", cells[0], width = widths[0]);
        for (cell, width) in cells.iter().zip(&widths).skip(1) {
            out += &format!("  {cell:>width$}");
        }
        out.trim_end().to_owned() + "\n"
    };
    let head: Vec<String> = head.iter().map(|&cell| cell.to_owned()).collect();
    let body: String = rows.iter().map(|row| line(row)).collect();
    format!("{}{body}\n", line(&head))
}

fn share(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:.3}"))
}

fn of((part, whole): (usize, usize)) -> String {
    format!("{part}/{whole}")
}

/// One row a corpus or sum.
pub(super) fn corpora(rows: &[(String, Counts)]) -> String {
    let head = [
        "corpus",
        "gold",
        "found",
        "must",
        "recall",
        "reported",
        "right",
        "precision",
        "kind right",
        "repeated",
        "unplaced",
        "traps hit",
        "agreeing hit",
        "aligned",
    ];
    let row = |(name, counts): &(String, Counts)| {
        vec![
            name.clone(),
            counts.gold.to_string(),
            counts.found.to_string(),
            if counts.must.1 > 0 { of(counts.must) } else { String::new() },
            share(counts.recall()),
            counts.reported.to_string(),
            counts.right.to_string(),
            share(counts.precision()),
            counts.kind_right.to_string(),
            counts.repeated.to_string(),
            counts.unplaced.to_string(),
            of(counts.traps),
            of(counts.agreeing),
            of((counts.aligned, counts.agreeing.1)),
        ]
    };
    draw(&head, &rows.iter().map(row).collect::<Vec<_>>())
}

/// One row a kind: what is labelled as it, and what is reported as it.
pub(super) fn kinds(kinds: &BTreeMap<String, Counts>) -> String {
    let head = ["kind", "gold", "found", "recall", "kind right", "reported", "right", "precision", "repeated"];
    let row = |(kind, counts): (&String, &Counts)| {
        vec![
            kind.clone(),
            counts.gold.to_string(),
            counts.found.to_string(),
            share(counts.recall()),
            counts.kind_right.to_string(),
            counts.reported.to_string(),
            counts.right.to_string(),
            share(counts.precision()),
            counts.repeated.to_string(),
        ]
    };
    draw(&head, &kinds.iter().map(row).collect::<Vec<_>>())
}

/// One row a band of confidence: how many of its findings are right.
pub(super) fn bands(bands: &BTreeMap<usize, (usize, usize)>) -> String {
    let row = |(&band, &(reported, right)): (&usize, &(usize, usize))| {
        let upper = if band == 9 { "1.0".to_owned() } else { format!("0.{}", band + 1) };
        vec![format!("0.{band}-{upper}"), reported.to_string(), right.to_string(), share(ratio(right, reported))]
    };
    draw(&["confidence", "reported", "right", "precision"], &bands.iter().map(row).collect::<Vec<_>>())
}

/// One row a set of samples, with these figures.
pub(super) fn sets(title: &str, columns: &[&str], figures: &Figures) -> String {
    const SHARES: [&str; 6] = ["accuracy", "precision", "recall", "f1", "pearson", "entailed_flagged"];
    let head: Vec<&str> = [title].into_iter().chain(columns.iter().copied()).collect();
    let row = |(name, set): (&String, &BTreeMap<&'static str, Option<f64>>)| {
        let cell = |column: &&str| match set.get(column).copied().flatten() {
            None => String::new(),
            value if SHARES.contains(column) => share(value),
            Some(value) => value.to_string(),
        };
        [name.clone()].into_iter().chain(columns.iter().map(cell)).collect()
    };
    draw(&head, &figures.iter().map(row).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up() {
        let rows = [vec!["a".to_owned(), "1".to_owned()], vec!["long".to_owned(), "100".to_owned()]];
        assert_eq!(draw(&["name", "n"], &rows), "name    n\na       1\nlong  100\n\n");
        assert_eq!(draw(&["name"], &[]), "");
    }
}
