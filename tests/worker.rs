//! The stages of a check as filters: what they refuse, and what a poison article costs. That a cluster's results are those
//! of one machine is tested by `cargo xtask spark`.

#![expect(clippy::unwrap_used, reason = "a failed step is a failed test")]

use arrow_array::builder::{BinaryBuilder, Int64Builder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_ipc::reader::StreamReader;
use arrow_ipc::writer::StreamWriter;
use arrow_schema::{DataType, Field, Schema};
use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

fn crosscheck() -> Command {
    Command::new(env!("CARGO_BIN_EXE_crosscheck"))
}

/// A plan in `folder`, and what streams of its stages say of themselves.
fn plan(folder: &Path, more: &[&str]) -> HashMap<String, String> {
    let out = crosscheck().args(["worker", "plan", "--no-config"]).args(more).output().unwrap();
    assert!(out.status.success(), "{out:?}");
    fs::write(folder.join("plan.json"), &out.stdout).unwrap();
    let plan: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    let stamp = |name: &str, key: &str| (format!("crosscheck.{name}"), plan[key].as_str().unwrap().to_owned());
    HashMap::from([
        ("crosscheck.schema".to_owned(), plan["schema"].to_string()),
        stamp("core", "core"),
        stamp("configuration", "hash"),
        ("crosscheck.stage".to_owned(), "extract".to_owned()),
    ])
}

/// Lines of a file as a stream for the stage `extract`, in batches of so many rows.
fn records(lines: &[&[u8]], rows: usize, stamps: &HashMap<String, String>) -> Vec<u8> {
    let long = |name: &str| Field::new(name, DataType::Int64, true);
    let fields = vec![
        Field::new("path", DataType::Utf8, true),
        long("line"),
        long("number"),
        long("twin"),
        Field::new("record", DataType::Binary, true),
    ];
    let schema = Arc::new(Schema::new(fields).with_metadata(stamps.clone()));
    let mut out = Vec::new();
    let mut writer = StreamWriter::try_new(&mut out, &schema).unwrap();
    for (at, lines) in lines.chunks(rows).enumerate() {
        let (mut path, mut record) = (StringBuilder::new(), BinaryBuilder::new());
        let (mut place, mut twin) = (Int64Builder::new(), Int64Builder::new());
        for (next, line) in lines.iter().enumerate() {
            path.append_value("wire.jsonl");
            place.append_value((at * rows + next + 1) as i64);
            twin.append_value(1);
            record.append_value(line);
        }
        let place: ArrayRef = Arc::new(place.finish());
        let columns: Vec<ArrayRef> =
            vec![Arc::new(path.finish()), place.clone(), place, Arc::new(twin.finish()), Arc::new(record.finish())];
        writer.write(&RecordBatch::try_new(schema.clone(), columns).unwrap()).unwrap();
    }
    writer.finish().unwrap();
    drop(writer);
    out
}

fn extract(folder: &Path, input: &[u8], poison: Option<&str>) -> Output {
    let mut command = crosscheck();
    command.args(["worker", "stage", "extract", "--plan"]).arg(folder.join("plan.json"));
    command.envs(poison.map(|id| ("CROSSCHECK_TEST_PANIC", format!("extract:{id}"))));
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // Who refuses its input may be gone before it has been written.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

/// The cells of a column of text, of all batches.
fn column(out: &Output, name: &str) -> Vec<Option<String>> {
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let mut cells = Vec::new();
    for batch in StreamReader::try_new(out.stdout.as_slice(), None).unwrap() {
        let batch = batch.unwrap();
        let column = batch.column_by_name(name).unwrap().as_string::<i32>().clone();
        cells.extend((0..column.len()).map(|at| column.is_valid(at).then(|| column.value(at).to_owned())));
    }
    cells
}

/// The one line in which a stage refuses its input.
fn refusal(out: &Output) -> String {
    assert_eq!(out.status.code(), Some(2), "{out:?}");
    let line = String::from_utf8(out.stderr.clone()).unwrap();
    assert_eq!(line.trim_end().lines().count(), 1, "{line}");
    line
}

const LINES: &[&[u8]] = &[
    br#"{"id": "a", "text": "At least 12 people died when the bridge at Wendover fell on Monday."}"#,
    br#"{"id": "poison", "text": "Nine people died when the bridge at Wendover fell on Monday."}"#,
    br#"{"text": "cut off"#,
    br#"{"id": "b", "text": "Ten people died when the bridge at Wendover fell on Monday."}"#,
];

#[test]
fn streams_of_another_plan_are_refused_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let stamps = plan(folder.path(), &[]);
    for (name, what) in [("schema", "schema"), ("core", "core"), ("configuration", "configuration"), ("stage", "stage")]
    {
        let mut other = stamps.clone();
        other.insert(format!("crosscheck.{name}"), "another".to_owned());
        let line = refusal(&extract(folder.path(), &records(LINES, 2, &other), None));
        assert!(line.contains(&format!("made with {what} another")), "{line}");
        other.remove(&format!("crosscheck.{name}"));
        let line = refusal(&extract(folder.path(), &records(LINES, 2, &other), None));
        assert!(line.contains(&format!("does not say with which {what}")), "{line}");
    }
    // A plan of other choices is another configuration.
    plan(folder.path(), &["--kinds", "quantity"]);
    let line = refusal(&extract(folder.path(), &records(LINES, 2, &stamps), None));
    assert!(line.contains("made with configuration"), "{line}");
}

#[test]
fn a_plan_of_other_code_and_a_stream_that_breaks_off_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let stamps = plan(folder.path(), &[]);
    let whole = records(LINES, 1, &stamps);
    assert!(refusal(&extract(folder.path(), b"no Arrow", None)).contains("no Arrow stream"));
    let cut = extract(folder.path(), &whole[..whole.len() / 2], None);
    assert_eq!(cut.status.code(), Some(2), "{cut:?}");
    let path = folder.path().join("plan.json");
    let other = fs::read_to_string(&path).unwrap().replace(&stamps["crosscheck.core"], "0.0.1+0");
    fs::write(&path, other).unwrap();
    assert!(refusal(&extract(folder.path(), &whole, None)).contains("made with core 0.0.1+0"));
}

#[test]
fn batches_of_any_length_give_the_same_rows() {
    let folder = tempfile::tempdir().unwrap();
    let stamps = plan(folder.path(), &[]);
    let all = [1, 2, 100].map(|rows| extract(folder.path(), &records(LINES, rows, &stamps), None));
    let ids = column(&all[0], "id");
    let known: Vec<&str> = ids.iter().flatten().map(String::as_str).collect();
    assert_eq!(known, ["wire.jsonl#a", "wire.jsonl#poison", "wire.jsonl#b"]);
    assert_eq!(column(&all[0], "what")[2].as_deref(), Some("wire.jsonl:3"));
    for other in &all[1..] {
        for name in ["id", "what", "why"] {
            assert_eq!(column(other, name), column(&all[0], name));
        }
    }
}

#[test]
#[cfg(debug_assertions)]
fn a_poison_article_is_a_row_about_it_and_no_lost_batch() {
    let folder = tempfile::tempdir().unwrap();
    let stamps = plan(folder.path(), &[]);
    let out = extract(folder.path(), &records(LINES, 100, &stamps), Some("poison"));
    assert_eq!(column(&out, "id").iter().flatten().count(), 3);
    let (what, why) = (column(&out, "what"), column(&out, "why"));
    assert_eq!(what[1].as_deref(), Some("wire.jsonl#poison"));
    assert!(why[1].as_deref().is_some_and(|why| why.contains("crosscheck failed on it")), "{why:?}");
}

#[test]
fn house_facts_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("crosscheck.toml");
    let fact = "[[fact]]\nsubject = \"Larkspur Bridge\"\ntext = \"The Larkspur Bridge is 240 metres long.\"\n\
        owner = \"Bridge desk\"\nreason = \"survey\"\n";
    fs::write(&path, fact).unwrap();
    let out = crosscheck().args(["worker", "plan", "--config"]).arg(&path).output().unwrap();
    assert!(refusal(&out).contains("house facts are not compared on a cluster"));
}
