//! `cargo xtask bench --peers`: the pairs of alike sentences, found by this project and by others, side by side.
//!
//! The job: of so many sentences, find the pairs whose words have a TF-IDF cosine or a Jaccard similarity of a half and
//! more. An exact join of a sample of the sentences with all of them tells how many of its pairs each method finds.

use super::vocabulary;
use crate::{Result, debian, measure, process};
use crosscheck::align::join;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// What the others need.
const PACKAGES: [&str; 4] = ["scikit-learn", "sparse_dot_topn", "datasketch", "rapidfuzz"];
/// No method is given longer.
const LONGEST: Duration = Duration::from_secs(1800);

/// Another way to do the job.
struct Peer {
    name: &'static str,
    /// Sentences beyond which it would take hours.
    most: usize,
}

const PEERS: [Peer; 3] = [
    Peer { name: "sparse_dot_topn", most: 1_000_000 },
    Peer { name: "datasketch", most: 300_000 },
    Peer { name: "rapidfuzz", most: 2_000 },
];

/// A pair by the numbers of its lines.
type Pair = (u32, u32);

/// What a method came to.
struct Outcome {
    seconds: f64,
    peak: Option<u64>,
    pairs: BTreeSet<Pair>,
}

/// Runs the job at each of these sizes.
pub(super) fn run(sizes: &[usize]) -> Result<()> {
    let python = python()?;
    let scratch = TempDir::new()?;
    for &size in sizes {
        let source = scratch.path().join("sentences.txt");
        let lines = vocabulary::sentences(size)?;
        fs::write(&source, lines.join("\n") + "\n")?;
        drop(lines);
        process::say(&format!(
            "{size} sentences{}\n{:<18}{:>10}{:>10}{:>10}{:>9}{:>9}\n",
            "", "method", "seconds", "MB", "pairs", "recall", "times"
        ))?;
        let found = scratch.path().join("pairs.txt");
        let ours = ours(&source, &found)?.ok_or("the join took too long")?;
        let exact = theirs(&python, "exact", &source, &found)?.ok_or("the exact join took too long")?;
        say("crosscheck", &ours, &exact.pairs, ours.seconds)?;
        for peer in PEERS.iter().filter(|peer| size <= peer.most) {
            match theirs(&python, peer.name, &source, &found)? {
                Some(outcome) => say(peer.name, &outcome, &exact.pairs, ours.seconds)?,
                None => process::say(&format!(
                    "{:<18}{:>10}{:>38.1}\n",
                    peer.name,
                    format!("> {}", LONGEST.as_secs()),
                    LONGEST.as_secs_f64() / ours.seconds
                ))?,
            }
        }
    }
    Ok(())
}

fn say(name: &str, outcome: &Outcome, exact: &BTreeSet<Pair>, ours: f64) -> Result<()> {
    let found = exact.iter().filter(|pair| outcome.pairs.contains(pair)).count();
    let memory = outcome.peak.map_or_else(|| "?".to_owned(), |peak| format!("{:.0}", peak as f64 / 1e6));
    process::say(&format!(
        "{name:<18}{:>10.2}{memory:>10}{:>10}{:>9.3}{:>9.1}\n",
        outcome.seconds,
        outcome.pairs.len(),
        found as f64 / exact.len().max(1) as f64,
        outcome.seconds / ours,
    ))
}

/// The job by this project, in a process of its own so that its memory can be told.
fn ours(source: &Path, found: &Path) -> Result<Option<Outcome>> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["bench", "--join"]).arg(source).arg(found);
    measured(&mut command, "crosscheck", found)
}

/// The job by one of the others.
fn theirs(python: &Path, method: &str, source: &Path, found: &Path) -> Result<Option<Outcome>> {
    let mut command = Command::new(python);
    command.arg(process::root().join("xtask/src/bench/peers.py")).arg(method).arg(source).arg(found);
    measured(&mut command, method, found)
}

/// What the job came to; `None` where it was not done in time.
fn measured(command: &mut Command, name: &str, found: &Path) -> Result<Option<Outcome>> {
    let told = found.with_extension("json");
    let run = measure::measured(command.stdin(Stdio::null()).stdout(fs::File::create(&told)?), LONGEST)?;
    if !run.status.success() && run.wall >= LONGEST {
        return Ok(None);
    }
    if !run.status.success() {
        return Err(format!("{name} ended with {}; see its messages above", run.status).into());
    }
    let told: serde_json::Value = serde_json::from_str(&fs::read_to_string(told)?)?;
    let seconds = told["seconds"].as_f64().ok_or_else(|| format!("{name} told no time"))?;
    let pairs = fs::read_to_string(found)?.lines().filter_map(pair).collect();
    Ok(Some(Outcome { seconds, peak: run.peak, pairs }))
}

fn pair(line: &str) -> Option<Pair> {
    let (left, right) = line.split_once(' ')?;
    Some((left.parse().ok()?, right.parse().ok()?))
}

/// Does the job on the lines of `source`, writes the pairs to `target`, and prints what it took.
pub(super) fn join(source: &Path, target: &Path) -> Result<()> {
    let text = fs::read_to_string(source).map_err(|error| format!("{}: {error}", source.display()))?;
    let lines: Vec<&str> = text.lines().collect();
    let start = Instant::now();
    let joined = join::alike(&lines);
    let seconds = start.elapsed().as_secs_f64();
    let mut out = std::io::BufWriter::new(fs::File::create(target)?);
    for (left, right) in &joined.pairs {
        writeln!(out, "{left} {right}")?;
    }
    out.flush()?;
    let told = serde_json::json!({
        "seconds": seconds,
        "pairs": joined.pairs.len(),
        "distinct": joined.distinct,
        "candidates": joined.candidates,
        "scored": joined.scored,
        "capped": joined.capped,
    });
    process::say(&format!("{told}\n"))
}

/// A Python with the others' packages, in a virtual environment under the folder of what is built.
fn python() -> Result<PathBuf> {
    let folder = process::target().join("peers");
    let python = folder.join("bin/python");
    let imports = "import sklearn, sparse_dot_topn, datasketch, rapidfuzz";
    let ready =
        || Command::new(&python).args(["-c", imports]).stderr(Stdio::null()).status().is_ok_and(|s| s.success());
    if ready() {
        return Ok(python);
    }
    debian::program("python3", "python3")?;
    let made = |command: &mut Command| command.stdin(Stdio::null()).status().is_ok_and(|status| status.success());
    let environment = || made(Command::new("python3").args(["-m", "venv"]).arg(&folder));
    let made_ready = environment() || debian::install("python3-venv") && environment();
    if !made_ready {
        return Err(
            "python3 could not make a virtual environment; install python3-venv (apt-get install python3-venv)".into(),
        );
    }
    process::say(&format!("== installing {}\n", PACKAGES.join(" ")))?;
    if !made(Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(PACKAGES)) || !ready() {
        return Err(format!("pip could not install {}; see its messages above", PACKAGES.join(" ")).into());
    }
    Ok(python)
}
