//! `cargo xtask bench`: how fast `check` is, as a whole, by stage and by size; with `--peers`, beside others;
//! with `--page`, how fast its report is in a browser.

mod growth;
mod peers;
mod vocabulary;

use crate::measure::{self, Run};
use crate::{Result, browser, process, synthetic};
use clap::Args;
use crosscheck::report::{self, Context};
use crosscheck::{Config, Timings, read};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// No run takes longer.
const LONGEST: Duration = Duration::from_secs(3600);

/// What to measure.
#[derive(Args)]
pub(crate) struct Options {
    /// A JSON Lines file of articles (unpack a .gz first); without it, articles made from corpus/.
    #[arg(long, value_name = "FILE.jsonl")]
    data: Option<PathBuf>,
    /// How many articles to make, where no file is given.
    #[arg(long, default_value_t = 2_000, value_name = "N", conflicts_with = "data")]
    articles: usize,
    /// How often to run.
    #[arg(long, default_value_t = 3, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// Measure this program rather than building the checker.
    #[arg(long, value_name = "PROGRAM")]
    binary: Option<PathBuf>,
    /// Find pairs of alike sentences beside other programs, which are installed from PyPI.
    #[arg(long, conflicts_with_all = ["data", "articles", "runs", "binary"])]
    peers: bool,
    /// How many sentences to find pairs of; may be given several times.
    #[arg(long, value_name = "N", requires = "peers", default_values_t = [2_000, 10_000, 100_000])]
    sentences: Vec<usize>,
    /// Open, filter and search pages of so many findings in a browser.
    #[arg(long, value_name = "N", num_args = 0.., default_missing_values = ["200", "2000", "20000"],
        conflicts_with_all = ["data", "articles", "runs", "binary", "peers"])]
    page: Option<Vec<usize>>,
    /// Find the pairs of the lines of a file and write them to another.
    #[arg(long, hide = true, num_args = 2, value_names = ["SENTENCES", "PAIRS"])]
    join: Vec<PathBuf>,
}

/// Runs `check` on the articles several times and prints what it took.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    if cfg!(debug_assertions) {
        return in_release_mode();
    }
    if let [source, target] = options.join.as_slice() {
        peers::join(source, target)?;
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(sizes) = &options.page {
        browser::speed(sizes)?;
        return Ok(ExitCode::SUCCESS);
    }
    if options.peers {
        peers::run(&options.sentences)?;
        return Ok(ExitCode::SUCCESS);
    }
    let scratch = TempDir::new()?;
    let made = scratch.path().join("articles.jsonl");
    let data = match &options.data {
        Some(path) => path,
        None => {
            std::fs::write(&made, synthetic::jsonl(&process::root().join("corpus"), options.articles)?)?;
            &made
        }
    };
    let text = std::fs::read_to_string(data).map_err(|error| format!("{}: {error}", data.display()))?;
    let articles = text.lines().filter(|line| !line.trim().is_empty()).count();
    let megabytes = text.len() as f64 / 1e6;
    drop(text);
    let checker = match &options.binary {
        Some(program) => program.canonicalize().map_err(|error| format!("{}: {error}", program.display()))?,
        None => process::release_binary()?,
    };
    let report = scratch.path().join("report.json");
    let mut runs = Vec::new();
    for _ in 0..options.runs {
        runs.push(once(&checker, data, &report)?);
    }
    runs.sort_by_key(|run| run.wall);
    let median = runs[runs.len() / 2].wall.as_secs_f64();
    let peak = runs.iter().filter_map(|run| run.peak).max();
    let seconds = |run: &Run| format!("{:.3} s", run.wall.as_secs_f64());
    process::say(&format!(
        "{articles} articles, {megabytes:.1} MB, {} runs of `check`\n\
         wall time   min {}   median {median:.3} s   max {}\n\
         throughput  {:.1} MB/s   {:.0} articles/s (median)\n\
         memory      {}\n",
        runs.len(),
        runs.first().map(seconds).unwrap_or_default(),
        runs.last().map(seconds).unwrap_or_default(),
        megabytes / median,
        articles as f64 / median,
        peak.map_or_else(
            || "not told by this system".to_owned(),
            |peak| format!("{:.0} MB at most", peak as f64 / 1e6)
        ),
    ))?;
    process::say(&stages(data)?)?;
    process::say(&growth::table(data)?)?;
    Ok(ExitCode::SUCCESS)
}

fn once(checker: &Path, data: &Path, report: &Path) -> Result<Run> {
    let mut command = Command::new(checker);
    command.args(["check", "--no-config", "--fail-on", "never"]).arg(data).arg("-o").arg(report);
    let run = measure::measured(command.stdout(Stdio::null()).stderr(Stdio::null()), LONGEST)?;
    if run.status.success() {
        return Ok(run);
    }
    let said = Command::new(checker).args(["check", "--no-config", "--fail-on", "never"]).arg(data).output()?;
    let said = String::from_utf8_lossy(&said.stderr);
    Err(format!("check ended with {}: {}", run.status, said.trim()).into())
}

/// Runs this command again as built for release: the stages are measured inside this very program.
fn in_release_mode() -> Result<ExitCode> {
    let mut command = process::cargo(&["run", "--release", "--quiet", "--package", "xtask", "--"]);
    let status = command.args(std::env::args_os().skip(1)).current_dir(std::env::current_dir()?).status()?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Checks the articles once more, by the library, and tells what each stage took.
fn stages(data: &Path) -> Result<String> {
    let bytes = std::fs::read(data)?;
    let start = Instant::now();
    let articles = read::article(&data.display().to_string(), "jsonl", &bytes)?;
    let reading = start.elapsed();
    let config = Config::default();
    let (report, timings) = crosscheck::check_timed(articles, &config);
    let start = Instant::now();
    let writer = report::writer("json").ok_or("the library has lost its JSON writer")?;
    (writer.write)(&report, &Context::new(&config), &mut std::io::sink())?;
    Ok(table(reading, &timings, start.elapsed()))
}

fn table(reading: Duration, timings: &Timings, reporting: Duration) -> String {
    let stages = [
        ("read", reading),
        ("extract", timings.extract),
        ("stories", timings.stories),
        ("compare", timings.compare),
        ("collect", timings.collect),
        ("report", reporting),
    ];
    let row = |(stage, took): (&str, Duration)| format!("  {stage:<12}{:>10.1} ms\n", took.as_secs_f64() * 1000.0);
    format!(
        "stages of one more run\n{}\
         pairs of articles compared {}, of claims {}, scored in full {}\n",
        stages.map(row).concat(),
        timings.article_pairs,
        timings.claim_pairs,
        timings.scored
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_has_its_row() {
        let table = table(Duration::from_micros(1250), &Timings::default(), Duration::from_millis(20));
        assert!(table.contains("  read               1.2 ms\n"), "{table}");
        assert!(table.contains("  report            20.0 ms\n"), "{table}");
        assert_eq!(table.lines().count(), 8);
    }

    #[test]
    fn articles_are_always_the_same() -> Result<()> {
        let corpus = process::root().join("corpus");
        let twice = synthetic::jsonl(&corpus, 40)?;
        assert_eq!(twice, synthetic::jsonl(&corpus, 40)?);
        assert_eq!(twice.lines().count(), 40);
        assert!(twice.starts_with(&synthetic::jsonl(&corpus, 7)?), "more articles only follow");
        Ok(())
    }
}
