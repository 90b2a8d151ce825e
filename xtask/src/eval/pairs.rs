//! Scores `crosscheck pairs` on labelled pairs of sentences. The data set is told by the prefix of its ids.

use crate::Result;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// A row as `crosscheck pairs` writes it.
#[derive(Deserialize)]
pub(super) struct Row {
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

/// The figures of one set, by name; `None` where nothing could be divided.
pub(super) type Figures = BTreeMap<&'static str, Option<f64>>;

/// Reads an output of `crosscheck pairs`.
pub(super) fn rows(path: &Path) -> Result<Vec<Row>> {
    let rows: Vec<Row> = csv::Reader::from_path(path)?.deserialize().collect::<std::result::Result<_, _>>()?;
    if rows.is_empty() { Err(format!("{}: no pairs", path.display()).into()) } else { Ok(rows) }
}

fn task(rows: &[Row]) -> Task {
    let id = rows.first().map_or("", |row| row.id.as_str());
    Task::of(id.split('-').next().unwrap_or(id))
}

/// The figures of one set.
pub(super) fn figures(rows: &[Row]) -> Result<Figures> {
    let task = task(rows);
    let mut figures = Figures::from([("rows", Some(rows.len() as f64))]);
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

pub(super) fn ratio(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
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
pub(super) fn list(rows: &[Row]) -> String {
    let task = task(rows);
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
