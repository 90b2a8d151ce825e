//! `cargo xtask eval`: the checker on labelled data, in one table.
//!
//! The data's folder holds `corpora/NAME/{docs/,gold.jsonl}` and `pairs/NAME.csv`; what is not there is left out.

mod documents;
mod figures;
mod floors;
mod pairs;
mod score;
mod table;

use crate::{Result, process};
use clap::Args;
use documents::Documents;
use figures::{Figures, Tally};
use score::Score;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use tempfile::TempDir;

/// What to score and what to print.
#[derive(Args)]
pub(crate) struct Options {
    /// Folder of the labelled data: corpora/NAME/{docs,gold.jsonl}, pairs/NAME.csv.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// Only this corpus or pair set, and list what was missed and what was wrong.
    #[arg(short, long, value_name = "NAME")]
    verbose: Option<String>,
    /// Write all figures there as JSON.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Compare with xtask/floors.toml; exit 1 when a figure is worse.
    #[arg(long, conflicts_with = "verbose")]
    floors: bool,
    /// Score this program rather than building the checker.
    #[arg(long, value_name = "PROGRAM")]
    binary: Option<PathBuf>,
}

/// Runs the checker on every corpus and pair set, and prints the figures.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let wanted = |name: &str| options.verbose.as_deref().is_none_or(|only| only == name);
    let corpora: Vec<_> = named(&options.data.join("corpora"), |path| path.join("gold.jsonl").is_file())?;
    let sets: Vec<_> =
        named(&options.data.join("pairs"), |path| path.extension().is_some_and(|ending| ending == "csv"))?;
    let known: Vec<&str> = corpora.iter().chain(&sets).map(|(name, _)| name.as_str()).collect();
    if !known.iter().any(|name| wanted(name)) {
        return Err(format!("nothing to score in {}; there is: {}", options.data.display(), known.join(", ")).into());
    }
    let checker = match &options.binary {
        Some(program) => program.canonicalize().map_err(|error| format!("{}: {error}", program.display()))?,
        None => process::release_binary()?,
    };
    let scratch = TempDir::new()?;
    let mut tally = Tally::default();
    for (name, folder) in corpora.iter().filter(|(name, _)| wanted(name)) {
        let score = corpus(&checker, folder, scratch.path()).map_err(|error| format!("{name}: {error}"))?;
        if options.verbose.is_some() {
            println!("{}", score::list(&score));
        }
        tally.add(name, &score);
    }
    let mut pair_figures = Figures::new();
    for (name, table) in sets.iter().filter(|(name, _)| wanted(name)) {
        let out = scratch.path().join("pairs.csv");
        checked(&checker, ["pairs".as_ref(), table.as_os_str(), "-o".as_ref(), out.as_os_str()], &out)?;
        let rows = pairs::rows(&out)?;
        if options.verbose.is_some() {
            println!("{}", pairs::list(&rows));
        }
        pair_figures.insert(name.clone(), pairs::figures(&rows)?);
    }

    print!("{}", tally.tables());
    print!("{}", table::pairs(&pair_figures));
    let mut all = tally.figures();
    all.extend(pair_figures);
    if let Some(path) = &options.json {
        std::fs::write(path, serde_json::to_string_pretty(&all)? + "\n")?;
    }
    if options.floors {
        return floors::check(&all);
    }
    Ok(ExitCode::SUCCESS)
}

/// The entries of a folder that are wanted, by stem, sorted; none where the folder does not exist.
fn named(folder: &Path, wanted: impl Fn(&Path) -> bool) -> Result<Vec<(String, PathBuf)>> {
    let mut out = Vec::new();
    if folder.is_dir() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if wanted(&path) {
                let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                out.push((stem, path));
            }
        }
    }
    out.sort();
    Ok(out)
}

/// Checks and extracts one corpus, and scores both.
fn corpus(checker: &Path, folder: &Path, scratch: &Path) -> Result<Score> {
    let docs = folder.join("docs");
    let (report, claims) = (scratch.join("findings.json"), scratch.join("claims.csv"));
    for (verb, out) in [("check", &report), ("extract", &claims)] {
        let arguments = [verb.as_ref(), "--no-config".as_ref(), docs.as_os_str(), "-o".as_ref(), out.as_os_str()];
        checked(checker, arguments, out)?;
    }
    let documents = Documents::load(&docs)?;
    let gold = documents.gold(&folder.join("gold.jsonl"))?;
    let findings = serde_json::from_slice(&std::fs::read(&report)?)?;
    score::score(&documents, gold, findings, &claims)
}

/// Runs the checker. Disagreement (exit code 1) is its job; anything worse is told, and fatal where `out` was not written.
fn checked<const N: usize>(checker: &Path, arguments: [&std::ffi::OsStr; N], out: &Path) -> Result<()> {
    if out.exists() {
        std::fs::remove_file(out)?;
    }
    let output = Command::new(checker).args(arguments).output()?;
    if matches!(output.status.code(), Some(0 | 1)) && out.exists() {
        return Ok(());
    }
    let line: Vec<_> = arguments.iter().map(|argument| argument.to_string_lossy()).collect();
    let said = String::from_utf8_lossy(&output.stderr);
    let message = format!("`crosscheck {}` ended with {}: {}", line.join(" "), output.status, said.trim());
    if !out.exists() {
        return Err(message.into());
    }
    eprintln!("xtask: {message}");
    Ok(())
}
