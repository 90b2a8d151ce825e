//! `cargo xtask eval`: the checker on labelled data, in one table.
//!
//! The data's folder holds `corpora/NAME/{docs/,gold.jsonl}`, `pairs/NAME.csv`, `segmentation/NAME.jsonl` and
//! `quantities/NAME.jsonl`, `bulk/NAME.jsonl.gz`; what is not there is left out. Without a folder, the project's own `corpus/` is scored against the labels in `xtask/gold/`.

mod copies;
mod documents;
mod figures;
mod floors;
mod pairs;
mod recognizers;
mod score;
mod sentences;
mod table;

use crate::{Result, process};
use clap::Args;
use documents::Documents;
use figures::{Figures, Tally};
use score::Score;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use tempfile::TempDir;

/// What to score and what to print.
#[derive(Args)]
pub(crate) struct Options {
    /// Folder of the labelled data: corpora/NAME/{docs,gold.jsonl}, pairs/NAME.csv, segmentation/NAME.jsonl,
    /// quantities/NAME.jsonl; without it, our own corpus/ is scored.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Only the corpus or set of this name, and list what was missed and what was wrong.
    #[arg(short, long, value_name = "NAME")]
    verbose: Option<String>,
    /// Write all figures there as JSON.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Compare with xtask/floors.toml (our own corpus: xtask/gold/floors.toml); exit 1 when a figure is worse.
    #[arg(long, conflicts_with = "verbose")]
    floors: bool,
    /// Score this program rather than building the checker.
    #[arg(long, value_name = "PROGRAM")]
    binary: Option<PathBuf>,
}

/// A sort of labelled samples that are scored file by file.
struct SampleSet {
    /// Its folder in the data, and the ending of its files.
    folder: &'static str,
    ending: &'static str,
    /// The figures to print, in this order.
    columns: &'static [&'static str],
    score: fn(&Run<'_>, &str, &Path) -> Result<Scored>,
}

const SAMPLE_SETS: &[SampleSet] = &[
    SampleSet {
        folder: "pairs",
        ending: "csv",
        columns: &[
            "rows",
            "accuracy",
            "precision",
            "recall",
            "f1",
            "pearson",
            "entailed_flagged",
            "tp",
            "fp",
            "fn",
            "tn",
        ],
        score: pairs::score,
    },
    SampleSet {
        folder: "segmentation",
        ending: "jsonl",
        columns: &["samples", "right", "accuracy"],
        score: sentences::score,
    },
    COPIES,
    SampleSet {
        folder: "quantities",
        ending: "jsonl",
        columns: &["expected", "placed", "found", "recall", "silent", "spoken"],
        score: recognizers::score,
    },
];

/// Articles of which copies are made.
const COPIES: SampleSet = SampleSet {
    folder: "bulk",
    ending: "gz",
    columns: &["originals", "copies", "recall", "merged", "cut", "reordered", "retitled", "edited", "all"],
    score: copies::score,
};

/// What scoring one file of samples gave.
struct Scored {
    figures: Figures,
    /// What was missed and what was wrong, for people.
    listing: String,
}

/// What every scorer needs.
struct Run<'a> {
    checker: &'a Path,
    /// A folder for outputs.
    scratch: &'a Path,
}

/// Runs the checker on every corpus and sample set, and prints the figures.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let wanted = |name: &str| options.verbose.as_deref().is_none_or(|only| only == name);
    let data = Data::find(options.data.as_deref())?;
    if !data.names().any(wanted) {
        let known: Vec<&str> = data.names().collect();
        return Err(match (&options.data, known.as_slice()) {
            (Some(folder), []) => {
                format!("{}: no labelled data; `cargo xtask eval --help` tells its form", folder.display())
            }
            _ => format!("nothing of that name to score; there is: {}", known.join(", ")),
        }
        .into());
    }
    let checker = match &options.binary {
        Some(program) => program.canonicalize().map_err(|error| format!("{}: {error}", program.display()))?,
        // The disagreements planted in the project's own corpus take no time in either build.
        None if options.data.is_none() => process::debug_binary()?,
        None => process::release_binary()?,
    };
    let scratch = TempDir::new()?;
    let run = Run { checker: &checker, scratch: scratch.path() };
    let list = |listing: &str| if options.verbose.is_some() { process::say(listing) } else { Ok(()) };

    let mut tally = Tally::default();
    for labelled in data.corpora.iter().filter(|labelled| wanted(&labelled.name)) {
        let score = corpus(&run, labelled).map_err(|error| format!("{}: {error}", labelled.name))?;
        list(&score::list(&score))?;
        tally.add(&labelled.name, &score);
    }
    process::say(&tally.tables())?;
    let mut all = tally.figures();
    for (set, files) in &data.sets {
        let mut figures = Figures::new();
        for (name, path) in files.iter().filter(|(name, _)| wanted(name)) {
            let scored = (set.score)(&run, name, path)?;
            list(&scored.listing)?;
            figures.extend(scored.figures);
        }
        process::say(&table::sets(set.folder, set.columns, &figures))?;
        all.extend(figures);
    }
    if let Some(path) = &options.json {
        std::fs::write(path, serde_json::to_string_pretty(&all)? + "\n")?;
    }
    if options.floors {
        return floors::check(&all, &process::root().join(data.floors));
    }
    Ok(ExitCode::SUCCESS)
}

/// What there is to score.
struct Data {
    corpora: Vec<Labelled>,
    /// Files of samples, by name.
    sets: Vec<(&'static SampleSet, Vec<(String, PathBuf)>)>,
    /// The floors that hold for it, from the project's folder.
    floors: &'static str,
}

/// A corpus and its labels.
struct Labelled {
    name: String,
    docs: PathBuf,
    gold: PathBuf,
}

impl Data {
    /// The labelled data of a folder, or our own.
    fn find(folder: Option<&Path>) -> Result<Self> {
        let Some(folder) = folder else {
            let (gold, corpus) = (process::root().join("xtask/gold"), process::root().join("corpus"));
            let own = |(name, gold): (String, PathBuf)| Labelled { docs: corpus.join(&name), name, gold };
            let corpora = entries(&gold, "jsonl")?.into_iter().map(own).collect();
            let sets = vec![(&COPIES, vec![("copies".to_owned(), corpus.clone())])];
            return Ok(Self { corpora, sets, floors: "xtask/gold/floors.toml" });
        };
        let given =
            |(name, path): (String, PathBuf)| Labelled { name, docs: path.join("docs"), gold: path.join("gold.jsonl") };
        let corpora: Vec<Labelled> = entries(&folder.join("corpora"), "")?.into_iter().map(given).collect();
        let files = |set: &'static SampleSet| Ok((set, entries(&folder.join(set.folder), set.ending)?));
        let sets = SAMPLE_SETS.iter().map(files).collect::<Result<Vec<_>>>()?;
        Ok(Self { corpora, sets, floors: "xtask/floors.toml" })
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        let files = self.sets.iter().flat_map(|(_, files)| files).map(|(name, _)| name.as_str());
        self.corpora.iter().map(|labelled| labelled.name.as_str()).chain(files)
    }
}

/// The entries of a folder with this ending, by stem, sorted; none where the folder does not exist.
fn entries(folder: &Path, ending: &str) -> Result<Vec<(String, PathBuf)>> {
    let mut out = Vec::new();
    if folder.is_dir() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.extension().unwrap_or_default() == ending {
                out.push((path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), path));
            }
        }
    }
    out.sort();
    Ok(out)
}

/// Checks and extracts one corpus, and scores both.
fn corpus(run: &Run<'_>, labelled: &Labelled) -> Result<Score> {
    let (report, claims) = (run.scratch.join("findings.json"), run.scratch.join("claims.csv"));
    for (verb, out) in [("check", &report), ("extract", &claims)] {
        let docs = labelled.docs.as_os_str();
        run.checked([verb.as_ref(), "--no-config".as_ref(), docs, "-o".as_ref(), out.as_os_str()], out)?;
    }
    let documents = Documents::load(&labelled.docs)?;
    let gold = documents.gold(&labelled.gold)?;
    let findings = serde_json::from_slice(&std::fs::read(&report)?)?;
    score::score(&documents, gold, findings, &claims)
}

impl Run<'_> {
    /// Runs the checker, which must write `out`. Disagreement (exit code 1) is its job; anything worse is told.
    fn checked<const N: usize>(&self, arguments: [&OsStr; N], out: &Path) -> Result<()> {
        if out.exists() {
            std::fs::remove_file(out)?;
        }
        let output = Command::new(self.checker).args(arguments).output()?;
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
}
