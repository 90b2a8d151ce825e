//! Places that may not be read or written, and files that are gone before they are read.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a failed step is a failed test")]

mod program;

use program::{said, scratch};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicBool, Ordering};

const LEFT: &str = "Nine people died when the ferry Aurora sank off Larkspur Point on Monday.";
const RIGHT: &str = "Twelve people died when the ferry Aurora sank off Larkspur Point on Monday.";

/// Who owns nothing.
const NOBODY: u32 = 65534;

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// Runs a copy of the program as somebody whom the modes of files bind: they do not bind a superuser.
fn bound(folder: &Path, arguments: &[&str]) -> Output {
    let program = folder.join("crosscheck");
    if !program.exists() {
        fs::copy(env!("CARGO_BIN_EXE_crosscheck"), &program).unwrap();
        mode(&program, 0o755);
    }
    mode(folder, 0o755);
    let mut run = Command::new(&program);
    run.current_dir(folder).args(arguments).env("NO_COLOR", "1");
    let shut = folder.join("probe");
    fs::write(&shut, "").unwrap();
    mode(&shut, 0);
    if fs::read(&shut).is_ok() {
        run.uid(NOBODY).gid(NOBODY);
    }
    fs::remove_file(&shut).unwrap();
    run.output().unwrap()
}

#[test]
fn what_may_not_be_read_is_named_and_the_rest_is_read() {
    let folder = scratch();
    let inside = folder.path().join("in");
    fs::create_dir_all(inside.join("shut")).unwrap();
    for (name, text) in [("a.txt", LEFT), ("b.txt", RIGHT), ("closed.txt", RIGHT), ("shut/c.txt", RIGHT)] {
        fs::write(inside.join(name), text).unwrap();
        mode(&inside.join(name), 0o644);
    }
    mode(&inside, 0o755);
    mode(&inside.join("closed.txt"), 0);
    mode(&inside.join("shut"), 0);
    let output = bound(folder.path(), &["check", "--no-config", "in", "--format", "json"]);
    mode(&inside.join("shut"), 0o755);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let (code, told) = said(Output { stdout: Vec::new(), ..output });
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("in/closed.txt") && told.contains("in/shut") && told.contains("denied"), "{told}");
    assert_eq!(told.lines().count(), 2, "a line each: {told}");
    assert_eq!(report["discrepancies"].as_array().map(Vec::len), Some(1), "{report}");
    let skipped = report["skipped"].as_array().unwrap();
    assert!(skipped.len() == 2 && skipped.iter().all(|row| row["fatal"] == true), "{report}");
}

#[test]
fn a_folder_that_may_not_be_written_is_named_and_left_as_it_was() {
    let folder = scratch();
    for (name, text) in [("a.txt", LEFT), ("b.txt", RIGHT)] {
        fs::write(folder.path().join(name), text).unwrap();
        mode(&folder.path().join(name), 0o644);
    }
    let shut = folder.path().join("shut");
    fs::create_dir(&shut).unwrap();
    fs::write(shut.join("r.json"), "old").unwrap();
    mode(&shut, 0o555);
    for run in [
        &["check", "a.txt", "b.txt", "--no-config", "-o", "shut/r.json"][..],
        &["check", "a.txt", "b.txt", "--no-config", "-o", "shut/new.html"],
        &["check", "a.txt", "b.txt", "--no-config", "-q", "--manifest", "shut/m.json"],
        &["extract", "a.txt", "--no-config", "-o", "shut/claims.csv"],
        &["baseline", "update", "a.txt", "b.txt", "--no-config", "--baseline", "shut/known.json"],
        &["archive", "add", "a.txt", "--no-config", "--archive", "shut/kept"],
    ] {
        let (code, told) = said(bound(folder.path(), run));
        assert_eq!(code, Some(2), "{run:?}: {told}");
        assert!(told.contains("shut/") && told.to_lowercase().contains("denied"), "{run:?}: {told}");
    }
    let left: Vec<_> = fs::read_dir(&shut).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!((left.len(), fs::read_to_string(shut.join("r.json")).unwrap().as_str()), (1, "old"), "{left:?}");
}

#[test]
fn files_that_come_and_go_are_read_or_named() {
    let folder = scratch();
    fs::create_dir(folder.path().join("in")).unwrap();
    let put = |name: &str, text: &str| fs::write(folder.path().join("in").join(name), text).unwrap();
    put("a.txt", LEFT);
    put("b.txt", RIGHT);
    let over = AtomicBool::new(false);
    let outputs = std::thread::scope(|scope| {
        scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                for at in 0..200 {
                    put(&format!("c{at}.txt"), LEFT);
                }
                for at in 0..200 {
                    fs::remove_file(folder.path().join(format!("in/c{at}.txt"))).unwrap();
                }
            }
        });
        let run = |_| program::crosscheck(&["check", "--no-config", "in", "--format", "json"], folder.path());
        let outputs: Vec<Output> = (0..10).map(run).collect();
        over.store(true, Ordering::Relaxed);
        outputs
    });
    for output in outputs {
        let (code, told) = (output.status.code(), String::from_utf8(output.stderr).unwrap());
        // What was gone is named, and what was there is checked.
        assert!(told.lines().all(|line| line.is_empty() || line.contains("in/c")), "{told}");
        // One that was caught between its making and its writing holds no text, which is a warning.
        assert_eq!(code, Some(if told.contains("cannot be read") { 2 } else { 1 }), "{told}");
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(report["discrepancies"].as_array().map(Vec::len), Some(1), "{told}");
    }
}
