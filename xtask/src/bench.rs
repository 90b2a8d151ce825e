//! `cargo xtask bench`: how fast `check` is, as a whole and by stage.

use crate::measure::{self, Run};
use crate::{Result, process, synthetic};
use clap::Args;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;
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
    #[arg(long, default_value_t = 5, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// Measure this program rather than building the checker.
    #[arg(long, value_name = "PROGRAM")]
    binary: Option<PathBuf>,
}

/// Runs `check` on the articles several times and prints what it took.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
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
    process::say(&stages(&serde_json::from_slice(&std::fs::read(&report)?)?))?;
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

/// The stages of the last run, as the report tells them: `manifest.timings`, a list of `{stage, milliseconds}`.
fn stages(report: &Value) -> String {
    let Some(timings) = report["manifest"]["timings"].as_array() else {
        return "stages      not told: the report has no manifest.timings\n".to_owned();
    };
    let row = |timing: &Value| {
        let stage = timing["stage"].as_str().unwrap_or_default();
        let milliseconds = timing["milliseconds"].as_f64().unwrap_or_default();
        format!("  {stage:<12}{milliseconds:>10.1} ms\n")
    };
    format!("stages of the last run\n{}", timings.iter().map(row).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_are_listed_or_their_lack_is_told() {
        let report = serde_json::json!({"manifest": {"timings": [
            {"stage": "read", "milliseconds": 1.25}, {"stage": "align", "milliseconds": 20}]}});
        assert_eq!(
            stages(&report),
            "stages of the last run\n  read               1.2 ms\n  align             20.0 ms\n"
        );
        assert!(stages(&serde_json::json!({})).contains("not told"));
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
