//! How time grows with size.

use crate::Result;
use crosscheck::{Config, Timings, read};
use std::path::Path;
use std::time::Duration;

/// Parts of the articles that are checked, each a half of the next.
const HALVINGS: u32 = 4;

/// One size.
struct Row {
    claims: usize,
    timings: Timings,
    findings: usize,
}

impl Row {
    fn took(&self) -> Duration {
        let Timings { extract, stories, compare, collect, .. } = self.timings;
        extract + stories + compare + collect
    }
}

/// Checks ever more of the articles of a JSON Lines file, and tells what each size took and how time grows.
pub(super) fn table(data: &Path) -> Result<String> {
    let text = std::fs::read_to_string(data)?;
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let config = Config::default();
    let mut rows = Vec::new();
    for halving in (0..HALVINGS).rev() {
        let part = lines[..lines.len() >> halving].join("\n");
        if part.is_empty() {
            continue;
        }
        let articles = read::article("articles.jsonl", "jsonl", part.as_bytes())?;
        let (report, timings) = crosscheck::check_timed(articles, &config);
        rows.push(Row { claims: report.claims.len(), timings, findings: report.findings.len() });
    }
    Ok(printed(&rows))
}

fn printed(rows: &[Row]) -> String {
    let mut out = format!(
        "by size\n{:>10}{:>10}{:>10}{:>10}{:>10}{:>12}{:>10}{:>10}\n",
        "claims", "extract s", "stories s", "compare s", "collect s", "candidates", "scored", "findings"
    );
    for row in rows {
        let seconds = |took: Duration| took.as_secs_f64();
        let Timings { extract, stories, compare, collect, claim_pairs, scored, .. } = row.timings;
        out += &format!(
            "{:>10}{:>10.2}{:>10.2}{:>10.2}{:>10.2}{claim_pairs:>12}{scored:>10}{:>10}\n",
            row.claims,
            seconds(extract),
            seconds(stories),
            seconds(compare),
            seconds(collect),
            row.findings
        );
    }
    let points: Vec<(f64, f64)> = rows.iter().map(|row| (row.claims as f64, row.took().as_secs_f64())).collect();
    if let Some(exponent) = exponent(&points) {
        out += &format!("time grows with the number of claims to the power {exponent:.2}\n");
    }
    out
}

/// The slope of the straight line through the logarithms, by least squares; `None` where there is no line.
fn exponent(points: &[(f64, f64)]) -> Option<f64> {
    let logs: Vec<(f64, f64)> =
        points.iter().filter(|(x, y)| *x > 0.0 && *y > 0.0).map(|(x, y)| (x.ln(), y.ln())).collect();
    let count = logs.len() as f64;
    let (x, y) = (logs.iter().map(|log| log.0).sum::<f64>() / count, logs.iter().map(|log| log.1).sum::<f64>() / count);
    let spread: f64 = logs.iter().map(|log| (log.0 - x).powi(2)).sum();
    (spread > 0.0).then(|| logs.iter().map(|log| (log.0 - x) * (log.1 - y)).sum::<f64>() / spread)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exponent_is_that_of_the_power() {
        let square: Vec<(f64, f64)> = [1.0, 2.0, 4.0, 8.0].iter().map(|&x: &f64| (x, 3.0 * x * x)).collect();
        assert!((exponent(&square).unwrap() - 2.0).abs() < 1e-9);
        assert_eq!(exponent(&square[..1]), None);
    }
}
