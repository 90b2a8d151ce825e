//! What needs many articles, killed processes or huge files. Run by `cargo xtask test --heavy`, in release mode.

#[path = "../xtask/src/measure.rs"]
mod measure;
mod program;
#[path = "../xtask/src/synthetic.rs"]
mod synthetic;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Articles in a large folder.
const ARTICLES: usize = 2_000;
/// How often a run is killed while it writes.
const KILLS: u32 = 30;
/// Size of a huge file, in bytes.
const HUGE: usize = 200_000_000;
/// Memory that a run may take for each byte of a huge file.
const MEMORY_PER_BYTE: u64 = 10;
/// Longer than any of the runs may take.
const LONGEST: Duration = Duration::from_secs(600);

fn corpus() -> PathBuf {
    program::root().join("corpus")
}

/// A file of so many articles in `folder`.
fn articles(folder: &Path, count: usize) -> PathBuf {
    let path = folder.join(format!("{count}.jsonl"));
    fs::write(&path, synthetic::jsonl(&corpus(), count).expect("the demo corpus can be read")).expect("can be written");
    path
}

/// `crosscheck check` on `input`, reporting to `out`; disagreement is no failure.
fn check(input: &Path, out: &Path) -> Command {
    // Both paths are whole.
    let mut command = program::command(program::root());
    command.args(["check", "--no-config", "--fail-on", "never"]).arg(input).arg("-o").arg(out);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let scratch = TempDir::new().unwrap();
    let input = articles(scratch.path(), ARTICLES);
    let report = |threads: &str| {
        let out = scratch.path().join(format!("{threads}.json"));
        let status = check(&input, &out).args(["--threads", threads]).status().unwrap();
        assert!(status.success(), "on {threads} threads: {status}");
        fs::read(out).unwrap()
    };
    let one = report("1");
    let json: serde_json::Value = serde_json::from_slice(&one).unwrap();
    assert_eq!(json["articles"].as_array().map(Vec::len), Some(ARTICLES));
    assert!(json["discrepancies"].as_array().is_some_and(|found| found.len() > ARTICLES / 100), "too few to tell");
    for threads in ["2", "8"] {
        // Not assert_eq: a difference would print both reports.
        assert!(report(threads) == one, "on {threads} threads the report differs from that on one");
    }
}

#[test]
fn a_killed_run_leaves_the_old_report_or_the_new_one() {
    let scratch = TempDir::new().unwrap();
    let (before, after) = (articles(scratch.path(), 20), articles(scratch.path(), 400));
    let out = scratch.path().join("report.json");
    assert!(check(&before, &out).status().unwrap().success());
    let old = fs::read(&out).unwrap();
    let begun = Instant::now();
    assert!(check(&after, &out).status().unwrap().success());
    let whole = begun.elapsed();
    let new = fs::read(&out).unwrap();
    assert!(old != new);

    let mut killed = 0;
    for turn in 0..KILLS {
        fs::write(&out, &old).unwrap();
        let mut child = check(&after, &out).spawn().unwrap();
        // The report is written at the end: most of the kills fall there.
        let part = 1.0 - 0.5 * f64::from(KILLS - 1 - turn) / f64::from(KILLS);
        std::thread::sleep(whole.mul_f64(part));
        killed += u32::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
        let left = fs::read(&out).unwrap();
        assert!(left == old || left == new, "killed at {part:.2} of its time, it left {} bytes", left.len());
    }
    println!("{killed} of {KILLS} large runs were killed before they ended");
    assert!(killed >= KILLS / 3, "only {killed} of {KILLS} runs were still going when killed");
}

#[test]
fn a_huge_line_is_read_within_bounds() {
    let scratch = TempDir::new().unwrap();
    let input = scratch.path().join("huge.txt");
    let words = "and then 17 more people came to the town hall on the hill, ";
    fs::write(&input, words.repeat(HUGE / words.len())).unwrap();
    let run = measure::measured(&mut check(&input, &scratch.path().join("report.json")), LONGEST).unwrap();
    // Whether such a file can be checked (0) or not (2) is not the point; a panic (101) or a signal is.
    let code = run.status.code();
    assert!(matches!(code, Some(0 | 2)), "{} after {:?}", run.status, run.wall);
    if let Some(peak) = run.peak {
        assert!(peak < HUGE as u64 * MEMORY_PER_BYTE, "{} MB of memory", peak / 1_000_000);
    }
}
