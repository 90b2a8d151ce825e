//! The same work gives the same bytes, and the same disagreement stays the same.

mod program;

use program::{command, root, scratch};
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

/// The formats for programs, by the endings of their files.
const FORMATS: [&str; 4] = ["json", "sarif", "xml", "csv"];

/// A copy of the demo articles.
fn copy() -> TempDir {
    let folder = scratch();
    for story in ["border", "handbook"] {
        program::copy(&root().join("corpus").join(story), &folder.path().join(story));
    }
    folder
}

#[test]
fn threads_and_the_order_of_files_change_no_byte() {
    let folder = copy();
    let mut files: Vec<String> = ["border", "handbook"]
        .iter()
        .flat_map(|story| fs::read_dir(folder.path().join(story)).unwrap().map(move |entry| (story, entry.unwrap())))
        .map(|(story, entry)| format!("{story}/{}", entry.file_name().to_str().unwrap()))
        .collect();
    files.sort();
    let written = |files: &[String], threads: &str| -> Vec<Vec<u8>> {
        let out = TempDir::new().unwrap();
        let mut command = command(folder.path());
        command.args(["check", "--fail-on", "never", "--format", "github", "--threads", threads]).args(files);
        for format in FORMATS {
            command.arg("-o").arg(out.path().join(format!("x.{format}")));
        }
        let output = command.arg("--manifest").arg(out.path().join("x.manifest")).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        let read = |format| fs::read(out.path().join(format!("x.{format}"))).unwrap();
        FORMATS.into_iter().chain(["manifest"]).map(read).chain([output.stdout]).collect()
    };
    let first = written(&files, "1");
    assert!(first.len() == FORMATS.len() + 2 && first.iter().all(|bytes| bytes.len() > 1000));
    let manifest = |bytes: &[u8]| serde_json::from_slice::<serde_json::Value>(bytes).unwrap()["manifest"].clone();
    for threads in ["1", "2", "8"] {
        files.reverse();
        files.rotate_left(3);
        let again = written(&files, threads);
        assert_eq!(manifest(&again[0]), manifest(&first[0]));
        for (at, (left, right)) in first.iter().zip(&again).enumerate() {
            assert!(left == right, "output {at} on {threads} threads differs");
        }
    }
}

#[test]
fn what_changes_the_report_changes_the_manifest() {
    let folder = copy();
    let manifest = |more: &[&str]| {
        let output = command(folder.path()).args(["check", ".", "--format", "json"]).args(more).output().unwrap();
        serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap()["manifest"].clone()
    };
    let first = manifest(&[]);
    assert_eq!(first, manifest(&[]));
    assert_ne!(first["config"], manifest(&["--min-confidence", "0.9"])["config"]);
    fs::write(folder.path().join("meta.csv"), "path,source\nborder/plains-courier.txt,The Courier\n").unwrap();
    assert_ne!(first["inputs"], manifest(&["--meta", "meta.csv"])["inputs"]);
    let update = command(folder.path()).args(["baseline", "update", ".", "--baseline", "known.json"]).status();
    assert!(update.unwrap().success());
    let known = manifest(&["--baseline", "known.json"]);
    assert_eq!(known["consulted"][0]["what"], "baseline");
    assert!(known["counts"]["known"].as_u64().unwrap() > 2 && known["counts"]["high"] == 0, "{known:#}");
}

/// The lines of an article's report that are no heading, table, list or markup, by number.
fn prose(text: &str) -> Vec<usize> {
    let plain = |line: &str| line.ends_with('.') && line.len() > 60 && line.starts_with(char::is_alphabetic);
    text.lines().enumerate().filter(|(_, line)| plain(line)).map(|(at, _)| at).collect()
}

#[test]
fn edits_around_a_finding_reopen_nothing() {
    let folder = copy();
    let run = |arguments: &[&str]| command(folder.path()).args(arguments).output().unwrap();
    assert!(run(&["baseline", "update", ".", "--baseline", "known.json"]).status.success());
    let open = || {
        let output = run(&["check", ".", "--baseline", "known.json", "--fail-on", "low", "--format", "json"]);
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let open: Vec<String> = report["discrepancies"]
            .as_array()
            .unwrap()
            .iter()
            // A note on polls lists all that were asked, and so may change with any of them; it fails nothing.
            .filter(|finding| finding["settled"].is_null() && finding["severity"] != "note")
            .map(|finding| finding["message"].to_string())
            .collect();
        (output.status.code(), open)
    };
    assert_eq!(open(), (Some(0), Vec::new()));

    // A sentence before each paragraph of prose, one article after the other, in files of other names.
    let mut edited = 0;
    for story in ["border", "handbook"] {
        let files: Vec<PathBuf> =
            fs::read_dir(folder.path().join(story)).unwrap().map(|entry| entry.unwrap().path()).collect();
        for file in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "md" || ending == "txt"))
        {
            let text = fs::read_to_string(file).unwrap();
            let lines: Vec<String> = text.lines().map(str::to_owned).collect();
            let mut out = lines.clone();
            for at in prose(&text).into_iter().rev() {
                out.insert(at, "Readers wrote to us about this page.\n".to_owned());
                edited += 1;
            }
            fs::remove_file(file).unwrap();
            let name = format!("renamed-{}", file.file_name().unwrap().to_str().unwrap());
            fs::write(file.with_file_name(name), out.join("\n") + "\n").unwrap();
            assert_eq!(open(), (Some(0), Vec::new()), "after edits in {}", file.display());
        }
    }
    assert!(edited > 10, "only {edited} places were edited");
}
