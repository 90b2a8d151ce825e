//! Scores `crosscheck pairs` on labelled pairs of sentences. The data set is told by the prefix of its ids.

use super::figures::{Figures, ratio};
use super::{Run, Scored};
use crate::Result;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// A row as `crosscheck pairs` writes it.
#[derive(Deserialize)]
struct Row {
    id: String,
    left: String,
    right: String,
    label: String,
    similarity: String,
    aligned: String,
    kinds: String,
    #[serde(default)]
    message: String,
}

impl Row {
    fn flagged(&self) -> bool {
        !self.kinds.is_empty()
    }
}

/// What a data set asks.
#[derive(Clone, Copy)]
enum Task {
    /// Label 1: the two make the same claim.
    SameClaim,
    /// The label is a graded similarity.
    Similarity,
    /// This label should be flagged, others should not.
    Flag(&'static str),
    /// Entailed numbers must stay silent; the other labels set no target.
    SilentWhenEntailed,
}

impl Task {
    fn of(set: &str) -> Self {
        match set {
            "mrpc" => Self::SameClaim,
            "stsb" => Self::Similarity,
            "sick" => Self::Flag("contradiction"),
            "fever" => Self::Flag("refutes"),
            _ => Self::SilentWhenEntailed,
        }
    }

    /// What the label asks for.
    fn truth(self, row: &Row) -> bool {
        match self {
            Self::SameClaim => row.label == "1",
            Self::Similarity => false,
            Self::Flag(label) => row.label == label,
            Self::SilentWhenEntailed => row.label != "entailment",
        }
    }

    /// What the checker said.
    fn guess(self, row: &Row) -> bool {
        match self {
            Self::SameClaim => row.aligned == "true" && !row.flagged(),
            _ => row.flagged(),
        }
    }
}

/// Has the checker score a table of pairs, and scores the checker.
pub(super) fn score(run: &Run<'_>, name: &str, table: &Path) -> Result<Scored> {
    let out = run.scratch.join("pairs.csv");
    run.checked(["pairs".as_ref(), table.as_os_str(), "-o".as_ref(), out.as_os_str()], &out)?;
    let rows: Vec<Row> = csv::Reader::from_path(&out)?.deserialize().collect::<std::result::Result<_, _>>()?;
    let id = rows.first().map(|row| row.id.as_str()).ok_or_else(|| format!("{}: no pairs", table.display()))?;
    let task = Task::of(id.split('-').next().unwrap_or(id));
    let figures = Figures::from([(name.to_owned(), figures(task, &rows)?)]);
    Ok(Scored { figures, listing: list(task, &rows) })
}

fn figures(task: Task, rows: &[Row]) -> Result<BTreeMap<&'static str, Option<f64>>> {
    let mut figures = BTreeMap::from([("rows", Some(rows.len() as f64))]);
    if let Task::Similarity = task {
        figures.insert("pearson", pearson(rows)?);
        return Ok(figures);
    }
    let count = |truth: bool, guess: bool| {
        rows.iter().filter(|row| task.truth(row) == truth && task.guess(row) == guess).count()
    };
    let (tp, fp, fn_, tn) = (count(true, true), count(false, true), count(true, false), count(false, false));
    figures.insert("accuracy", ratio(tp + tn, rows.len()));
    figures.insert("precision", ratio(tp, tp + fp));
    figures.insert("recall", ratio(tp, tp + fn_));
    figures.insert("f1", ratio(2 * tp, 2 * tp + fp + fn_));
    for (name, value) in [("tp", tp), ("fp", fp), ("fn", fn_), ("tn", tn)] {
        figures.insert(name, Some(value as f64));
    }
    if let Task::SilentWhenEntailed = task {
        figures.insert("entailed_flagged", ratio(fp, fp + tn));
    }
    Ok(figures)
}

/// Correlation of the similarity with the graded label.
fn pearson(rows: &[Row]) -> Result<Option<f64>> {
    let mut points = Vec::with_capacity(rows.len());
    for row in rows {
        points.push((row.similarity.parse::<f64>()?, row.label.parse::<f64>()?));
    }
    let n = points.len() as f64;
    let (mx, my) = (points.iter().map(|p| p.0).sum::<f64>() / n, points.iter().map(|p| p.1).sum::<f64>() / n);
    let sum = |term: fn(f64, f64) -> f64| points.iter().map(|p| term(p.0 - mx, p.1 - my)).sum::<f64>();
    let spread = (sum(|x, _| x * x) * sum(|_, y| y * y)).sqrt();
    Ok((spread > 0.0).then(|| sum(|x, y| x * y) / spread))
}

/// Lists the pairs on which label and checker differ.
fn list(task: Task, rows: &[Row]) -> String {
    let mut out = String::new();
    for row in rows.iter().filter(|row| task.truth(row) != task.guess(row)) {
        let fault = if task.guess(row) { "FALSE" } else { "MISSED" };
        out += &format!(
            "{fault} {} [{}] similarity {} aligned {} kinds {:?} {}\n   {}\n   {}\n",
            row.id, row.label, row.similarity, row.aligned, row.kinds, row.message, row.left, row.right
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(label: &str, similarity: &str, aligned: &str, kinds: &str) -> Row {
        let [label, similarity, aligned, kinds] = [label, similarity, aligned, kinds].map(str::to_owned);
        let (id, message) = (String::new(), String::new());
        Row { id, left: String::new(), right: String::new(), label, similarity, aligned, kinds, message }
    }

    #[test]
    fn each_set_has_its_own_target() -> Result<()> {
        let same = [row("1", "0.9", "true", ""), row("0", "0.9", "true", "quantity"), row("1", "0.2", "false", "")];
        let figured = figures(Task::of("mrpc"), &same)?;
        assert_eq!(
            (figured["tp"], figured["fp"], figured["fn"], figured["tn"]),
            (Some(1.0), Some(0.0), Some(1.0), Some(1.0))
        );
        let numbers = [row("entailment", "1", "true", "quantity"), row("neutral", "1", "true", "quantity")];
        assert_eq!(figures(Task::of("equate"), &numbers)?["entailed_flagged"], Some(1.0));
        let graded = [row("0", "0.1", "", ""), row("2", "0.3", "", ""), row("4", "0.5", "", "")];
        let pearson = figures(Task::of("stsb"), &graded)?["pearson"];
        assert!(pearson.is_some_and(|value| (value - 1.0).abs() < 1e-9), "{pearson:?}");
        Ok(())
    }
}
