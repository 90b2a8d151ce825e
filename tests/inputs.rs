//! What people have and hand over: by pattern, list and standard input, compressed, broken, hostile.

mod program;

use flate2::Compression;
use flate2::write::GzEncoder;
use program::{command, root, scratch};
use serde_json::Value;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Output, Stdio};
use tempfile::TempDir;

const NINE: &str = "Nine people died when the bridge at Wendover fell on Monday.\n";
const TWELVE: &str = "At least 12 people died when the bridge at Wendover fell on Monday.\n";

/// Runs the program in `folder`, with `input` on its standard input.
fn crosscheck(folder: &Path, arguments: &[&str], input: &[u8]) -> Output {
    let mut command = command(folder);
    command.args(arguments).env_remove("COLUMNS");
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program can be started");
    // Who does not read its input may have ended before all was written.
    let _ = child.stdin.take().expect("it is piped").write_all(input);
    child.wait_with_output().expect("it ends")
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = scratch();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("it has one")).expect("a folder can be made");
        fs::write(path, bytes).expect("a file can be written");
    }
    folder
}

fn bridge() -> Vec<u8> {
    fs::read(root().join("tests/inputs/bridge.pdf")).expect("the document is there")
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("written");
    encoder.finish().expect("written")
}

/// The list of what was read, and the exit code.
fn listed(folder: &Path, arguments: &[&str], input: &[u8]) -> (Value, Option<i32>) {
    let mut all = vec!["articles", "--no-config", "--format", "json"];
    all.extend(arguments);
    let output = crosscheck(folder, &all, input);
    let json = serde_json::from_slice(&output.stdout);
    (json.unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr))), output.status.code())
}

fn paths(list: &Value) -> Vec<&str> {
    list["articles"].as_array().expect("a list").iter().filter_map(|article| article["path"].as_str()).collect()
}

#[test]
fn files_are_named_by_patterns_lists_and_standard_input() {
    let files: &[(&str, &[u8])] = &[
        ("in/a.txt", NINE.as_bytes()),
        ("in/b.md", TWELVE.as_bytes()),
        ("in/sub/c.txt", TWELVE.as_bytes()),
        ("in/d.txt", NINE.as_bytes()),
        ("in/.gitignore", b"d.txt"),
        ("list", b"in/d.txt\r\nin/sub/c.txt\r\n"),
    ];
    let folder = folder(files);
    let here = folder.path();
    let names = |arguments: &[&str], input: &str| {
        let (list, code) = listed(here, arguments, input.as_bytes());
        assert_eq!(code, Some(0), "{arguments:?}");
        paths(&list).join(" ")
    };
    assert_eq!(names(&["in"], ""), "in/a.txt in/b.md in/sub/c.txt");
    assert_eq!(names(&["in", "--no-ignore"], ""), "in/a.txt in/b.md in/d.txt in/sub/c.txt");
    assert_eq!(names(&["in/*.txt", "in/*.md"], ""), "in/a.txt in/b.md");
    assert_eq!(names(&["in/**/*.txt"], ""), "in/a.txt in/sub/c.txt");
    assert_eq!(names(&["--files-from", "list"], ""), "in/d.txt in/sub/c.txt");
    assert_eq!(names(&["--files-from", "-", "in/a.txt"], "in/b.md\n"), "in/a.txt in/b.md");
    assert_eq!(names(&["-"], NINE), "stdin");
    assert_eq!(names(&["-", "--format-of-stdin", "jsonl"], "{\"text\": \"It sank.\"}\n"), "stdin#1");

    let error = |arguments: &[&str]| {
        let output = crosscheck(here, arguments, b"");
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).expect("UTF-8")
    };
    assert!(error(&["articles", "in/*.docx"]).contains("no file matches in/*.docx"));
    assert!(error(&["articles", "--files-from", "none"]).contains("cannot read none"));
    assert!(error(&["articles", "-", "--files-from", "-"]).contains("standard input"));
    assert!(error(&["check", "-"]).contains("no text in it"), "empty input is no agreement");
}

#[test]
fn standard_input_is_checked_like_a_file() {
    let folder = folder(&[("post.txt", TWELVE.as_bytes())]);
    let output = crosscheck(folder.path(), &["check", "--no-config", "post.txt", "-"], &gz(NINE.as_bytes()));
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stdout).contains("stdin:1:1"));
}

#[test]
fn fields_and_the_limit_stand_in_the_configuration() {
    let record = br#"{"data": [{"key": "k", "story": "Nine people died.", "outlet": {"name": "Post"}}]}"#;
    let config = b"expand-limit-mib = 1\n[fields]\nrecords = \"data\"\nid = \"key\"\ntext = \"story\"\nsource = \"outlet.name\"\n";
    let bomb = gz(&vec![b'a'; 2 << 20]);
    let folder = folder(&[("crosscheck.toml", config), ("in/a.json", record), ("in/bomb.txt.gz", &bomb)]);
    let output = crosscheck(folder.path(), &["articles", "in", "--format", "json"], b"");
    assert_eq!(output.status.code(), Some(2));
    let list: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let article = &list["articles"][0];
    assert_eq!((article["path"].as_str(), article["source"].as_str()), (Some("in/a.json#k"), Some("Post")));
    assert_eq!(article["from"]["source"], "record");
    let skipped = list["skipped"][0]["why"].as_str().expect("a reason");
    assert!(skipped.starts_with("expands to more than 1 MiB"), "{skipped}");
    let misspelt = crosscheck(folder.path(), &["config", "--no-config"], b"");
    assert!(String::from_utf8_lossy(&misspelt.stdout).contains("[fields]"));
}

#[test]
fn what_is_broken_is_named_in_one_line_and_the_rest_is_read() {
    let pdf = bridge();
    let files: &[(&str, &[u8])] = &[
        ("in/good.txt", NINE.as_bytes()),
        ("in/half.pdf", &pdf[..pdf.len() / 2]),
        ("in/half.docx", b"PK\x03\x04\x14\0\0\0"),
        ("in/half.txt.gz", &gz(NINE.as_bytes())[..20]),
        ("in/page.html", b"\x89PNG\r\n\x1a\n\0\0"),
        ("in/really.docx", NINE.as_bytes()),
        ("in/broken.jsonl", b"{\"text\": \"Twelve people died.\"}\n{\"text\"\n"),
        ("in/settings.json", b"{ // no article\n}"),
    ];
    let folder = folder(files);
    let output = crosscheck(folder.path(), &["check", "--no-config", "in"], b"");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    let lines: Vec<&str> = said.lines().filter(|line| !line.contains("warning")).collect();
    for name in ["half.pdf", "half.docx", "half.txt.gz", "page.html", "really.docx", "broken.jsonl"] {
        assert_eq!(
            lines.iter().filter(|line| line.starts_with(&format!("crosscheck: in/{name}"))).count(),
            1,
            "{said}"
        );
    }
    assert_eq!(lines.len(), 6, "{said}");
    let (list, code) = listed(folder.path(), &["in"], b"");
    let read = paths(&list);
    assert!(read.contains(&"in/broken.jsonl#1") && read.contains(&"in/good.txt") && code == Some(2), "{read:?}");
    // Of the cut document both the cut and the page without words are told.
    assert_eq!(list["skipped"].as_array().map(Vec::len), Some(8), "{list}");
}

#[test]
fn a_document_of_a_browser_is_read_with_its_pages() {
    let pdf = bridge();
    let other = "By Tom Holt | 5 May 2025\n\nNine people died when the bridge at Wendover fell on Monday, the county said.\n\n\
        The road will stay closed for at least five weeks while engineers look at the piers that still stand.\n";
    let folder = folder(&[("bridge.pdf", &pdf), ("post.txt", other.as_bytes())]);
    let formats = ["--format", "json"];
    let output = crosscheck(folder.path(), &[&["check", "--no-config", "."], &formats[..]].concat(), b"");
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = report["discrepancies"].as_array().expect("a list");
    let mentions = || findings.iter().flat_map(|finding| finding["values"].as_array().expect("a list"));
    let pages: Vec<(u64, u64, &str)> = mentions()
        .flat_map(|value| value["mentions"].as_array().expect("a list"))
        .filter_map(|mention| Some((mention["page"].as_u64()?, mention["line"].as_u64()?, mention["quote"].as_str()?)))
        .collect();
    assert!(pages.iter().any(|(page, line, quote)| (*page, *line) == (1, 3) && quote.contains("12")), "{report:#}");

    for (format, place) in
        [("text", "bridge.pdf, page 1, line 3"), ("md", "page 1, line 3"), ("csv", "\"page 1, line 3\"")]
    {
        let output = crosscheck(folder.path(), &["check", "--no-config", ".", "--format", format], b"");
        let text = String::from_utf8_lossy(&output.stdout).replace("\n  ", " ");
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(place), "{format}: {text}");
    }
    let (list, _) = listed(folder.path(), &["bridge.pdf"], b"");
    let article = &list["articles"][0];
    assert_eq!(
        (article["title"].as_str(), article["date"].as_str()),
        (Some("Bridge falls at Wendover"), Some("2025-05-05"))
    );
    assert_eq!(
        (article["from"]["language"].as_str(), article["author"].as_str()),
        (Some("properties"), Some("Ana Ruiz"))
    );
    assert_eq!(list["articles"][0]["rival_dates"][0]["from"], "properties");
}

#[test]
fn days_that_differ_are_told_when_more_is_asked_for() {
    let page = "---\ntitle: Bridge falls\nurl: https://a.example/2025/05/06/bridge\ndate: 2025-05-05\n---\n\nNine people died.\n";
    let folder = folder(&[("a.md", page.as_bytes())]);
    let said = |more: &[&str]| {
        let output = crosscheck(folder.path(), &[&["articles", "--no-config", "a.md"], more].concat(), b"");
        String::from_utf8(output.stderr).expect("UTF-8")
    };
    assert_eq!(said(&[]), "");
    assert_eq!(
        said(&["-v"]),
        "crosscheck: a.md: dated 2025-05-05 by its front matter (used) and 2025-05-06 by its address\n"
    );
}

#[test]
fn a_long_line_ends() {
    let text = "It sank on Monday and forty were saved. ".repeat(25_000);
    let folder = folder(&[("long.txt.gz", &gz(text.as_bytes())), ("deep.json", "[".repeat(1 << 20).as_bytes())]);
    let (list, code) = listed(folder.path(), &["."], b"");
    assert_eq!((paths(&list), code), (vec!["long.txt.gz"], Some(0)));
}
