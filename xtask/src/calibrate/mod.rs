//! `cargo xtask calibrate`: fits the weights of a likeness to labelled pairs.
//!
//! Two thirds of each table fit, the rest is held back and reported. The weights are printed as they stand in
//! `src/align/likeness.rs`; whoever takes them over writes down what was held back.

mod fit;

use crate::Result;
use clap::Args;
use crosscheck::model::Severity;
use crosscheck::{Config, check_pair};
use fit::Form;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What to fit to.
#[derive(Args)]
pub(crate) struct Options {
    /// The labelled data; its folder `pairs` holds the tables.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
}

/// Pairs graded from 0 to [`GRADES`].
const GRADED: &str = "stsb-headlines-train.csv";
/// The highest grade.
const GRADES: f64 = 5.0;
/// Pairs labelled 1 where both make one claim.
const SAME: &str = "mrpc-train.csv";
/// One in so many rows is held back.
const HELD_BACK: usize = 3;

/// A labelled pair.
#[derive(Deserialize)]
struct Row {
    left: String,
    right: String,
    label: f64,
}

/// What the checker makes of a labelled pair.
struct Example {
    /// The parts of the likeness, 0 to 1.
    parts: Vec<f64>,
    label: f64,
    /// Whether a disagreement was found, which parts two claims whatever their words.
    disagree: bool,
}

/// Fits both forms and prints them with how they do on what was held back.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let pairs = options.data.join("pairs");
    let (names, graded) = examples(&pairs.join(GRADED))?;
    let (fitting, held) = split(&graded);
    let grade = |example: &&Example| example.label / GRADES;
    let form = fit::least_squares(&rows(&fitting), &fitting.iter().map(grade).collect::<Vec<_>>())
        .ok_or("the graded pairs do not tell the parts apart")?;
    let given: Vec<f64> = held.iter().map(|example| form.apply(&example.parts).clamp(0.0, 1.0)).collect();
    let pearson = fit::pearson(&given, &held.iter().map(grade).collect::<Vec<_>>());
    println!("{} pairs to fit, {} held back: Pearson {pearson:.3}", fitting.len(), held.len());
    print(&form, "similarity", &names);

    let (_, same) = examples(&pairs.join(SAME))?;
    let (fitting, held) = split(&same);
    let is_one = |example: &&Example| example.label > 0.0;
    let form = fit::logistic(&rows(&fitting), &fitting.iter().map(is_one).collect::<Vec<_>>())
        .ok_or("the pairs of claims do not tell the parts apart")?;
    let guesses: Vec<(bool, bool)> =
        held.iter().map(|example| (is_one(example), form.apply(&example.parts) >= 0.0 && !example.disagree)).collect();
    let (accuracy, f1) = fit::accuracy(&guesses);
    println!("{} pairs to fit, {} held back: accuracy {accuracy:.3}, F1 {f1:.3}", fitting.len(), held.len());
    print(&form, "same_claim", &names);
    Ok(ExitCode::SUCCESS)
}

/// The parts' names, and the pairs of a table with their parts.
fn examples(table: &Path) -> Result<(Vec<&'static str>, Vec<Example>)> {
    let mut reader = csv::Reader::from_path(table).map_err(|error| format!("{}: {error}", table.display()))?;
    let mut names = Vec::new();
    let mut examples = Vec::new();
    for row in reader.deserialize() {
        let row: Row = row.map_err(|error| format!("{}: {error}", table.display()))?;
        let outcome = check_pair(&row.left, &row.right, &Config::default());
        names = outcome.parts.iter().map(|part| part.name).collect();
        examples.push(Example {
            parts: outcome.parts.iter().map(|part| f64::from(part.value) / 1000.0).collect(),
            label: row.label,
            disagree: outcome.report.findings.iter().any(|finding| finding.severity > Severity::Note),
        });
    }
    Ok((names, examples))
}

/// Examples to fit, and examples held back.
fn split(examples: &[Example]) -> (Vec<&Example>, Vec<&Example>) {
    let (held, fitting): (Vec<_>, Vec<_>) = examples.iter().enumerate().partition(|(at, _)| at % HELD_BACK == 0);
    let plain = |list: Vec<(usize, _)>| list.into_iter().map(|(_, example)| example).collect();
    (plain(fitting), plain(held))
}

fn rows<'e>(examples: &[&'e Example]) -> Vec<&'e [f64]> {
    examples.iter().map(|example| example.parts.as_slice()).collect()
}

/// Prints a form in thousandths.
fn print(form: &Form, field: &str, names: &[&str]) {
    let thousandths = |weight: f64| (weight * 1000.0).round() as i32;
    println!("{field} base: {}", thousandths(form.base));
    for (weight, name) in form.weights.iter().zip(names) {
        println!("{name}: {field} {}", thousandths(*weight));
    }
}
