//! Killed and hindered writers of archives. Run by `cargo xtask test --heavy`, in release mode.

#![expect(clippy::unwrap_used, reason = "a failed step is a failed test")]

mod program;
#[path = "../xtask/src/synthetic.rs"]
mod synthetic;

use crosscheck::archive;
use program::{command, crosscheck, root, said, scratch};
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::Instant;

/// How often an `add` is killed.
const KILLS: u32 = 60;
/// Articles that are there, and with those that are added.
const ARTICLES: [u64; 2] = [40, 700];

/// A folder with the articles as files of JSON Lines, and an archive of the first.
fn made(folder: &Path) {
    for count in ARTICLES {
        let lines = synthetic::jsonl(&root().join("corpus"), usize::try_from(count).unwrap()).unwrap();
        fs::write(folder.join(format!("{count}.jsonl")), lines).unwrap();
    }
    fs::rename(folder.join("40.jsonl"), folder.join("a.jsonl")).unwrap();
    fs::rename(folder.join("700.jsonl"), folder.join("b.jsonl")).unwrap();
    let (code, told) = said(crosscheck(&["archive", "add", "a.jsonl", "--archive", "before", "--no-config"], folder));
    assert_eq!(code, Some(0), "{told}");
}

const ADD: [&str; 6] = ["archive", "add", "b.jsonl", "--archive", "now", "--no-config"];

#[test]
fn a_killed_add_leaves_the_archive_as_before_or_as_after() {
    let scratch = scratch();
    made(scratch.path());
    let now = scratch.path().join("now");
    let fresh = || {
        let _ = fs::remove_dir_all(&now);
        program::copy(&scratch.path().join("before"), &now);
    };
    fresh();
    let begun = Instant::now();
    assert_eq!(crosscheck(&ADD, scratch.path()).status.code(), Some(0));
    let whole = begun.elapsed();
    let after = archive::stats(&now).unwrap().articles;
    assert_eq!(after, ARTICLES[0] + ARTICLES[1]);
    let (mut killed, mut kept) = (0, 0);
    for turn in 0..KILLS {
        fresh();
        let mut child = command(scratch.path()).args(ADD).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // From the first moment to a little after the last: the end, when it becomes true, most often.
        let part = 1.05 - 0.95 * (1.0 - f64::from(turn) / f64::from(KILLS)).powi(2);
        std::thread::sleep(whole.mul_f64(part));
        killed += u32::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
        let left = archive::stats(&now).unwrap().articles;
        assert!(left == ARTICLES[0] || left == after, "killed at {part:.2} of its time, it left {left} articles");
        kept += u32::from(left == ARTICLES[0]);
        let verified = archive::verify(&now).unwrap();
        assert!(verified.faults.is_empty() && verified.articles as u64 == left, "at {part:.2}: {:?}", verified.faults);
    }
    println!("{killed} of {KILLS} were killed, {kept} left the archive as before");
    assert!(killed >= KILLS / 3 && kept > 0, "only {killed} of {KILLS} were still going when killed");
}

#[test]
fn who_waits_too_long_for_another_writer_is_told() {
    let scratch = scratch();
    made(scratch.path());
    program::copy(&scratch.path().join("before"), &scratch.path().join("now"));
    let writer = rusqlite::Connection::open(scratch.path().join("now/archive.sqlite")).unwrap();
    writer.execute_batch("BEGIN IMMEDIATE").unwrap();
    let (code, told) = said(crosscheck(&ADD, scratch.path()));
    assert_eq!(code, Some(2));
    assert!(told.contains("another `crosscheck archive` is writing it; run this again when that is done"), "{told}");
    writer.execute_batch("ROLLBACK").unwrap();
    assert_eq!(archive::stats(&scratch.path().join("now")).unwrap().articles, ARTICLES[0]);
}

/// A small file system of its own needs the rights of the machine's owner, which tests in containers have.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_archive_as_it_was() {
    let scratch = scratch();
    made(scratch.path());
    let now = scratch.path().join("now");
    fs::create_dir(&now).unwrap();
    let script = "mount -t tmpfs -o size=3m none now && cp before/* now/ && \"$0\" archive add b.jsonl --archive now --no-config; \
        echo $?; \"$0\" archive verify --archive now; echo $?; umount now";
    let mut shell = std::process::Command::new("unshare");
    shell.args(["--mount", "bash", "-c", script, env!("CARGO_BIN_EXE_crosscheck")]).current_dir(scratch.path());
    let output = shell.output().unwrap();
    assert!(output.status.success(), "this needs the right to mount: {}", String::from_utf8_lossy(&output.stderr));
    let (_, told) = said(output);
    assert!(told.contains("no space left on the disk; the archive is as it was"), "{told}");
    assert!(told.contains("now: 40 articles") && told.starts_with("2\n0\n"), "{told}");
}
