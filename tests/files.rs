//! What the program writes: reports by their endings, and the table of claims with what a person put into it.

mod program;

use program::{crosscheck, ferry};
use std::fs;
use tempfile::TempDir;

fn read(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn each_output_has_the_format_of_its_ending() {
    let folder = ferry();
    let names = ["report.json", "report.csv", "report.md", "report.txt"];
    let mut arguments = vec!["check", "--no-config", "ferry"];
    arguments.extend(names.iter().flat_map(|name| ["-o", name]));
    let output = crosscheck(&arguments, folder.path());
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty(), "the report goes to the files only");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("1 high; written to report.json, report.csv, report.md, report.txt"), "{said}");

    let json: serde_json::Value = serde_json::from_str(&read(&folder, "report.json")).unwrap();
    assert_eq!(json["discrepancies"].as_array().map(Vec::len), Some(1));
    let table = read(&folder, "report.csv");
    let rows = csv::Reader::from_reader(table.as_bytes()).records().map(Result::unwrap).count();
    assert_eq!(rows, 2, "one row a mention");
    assert!(read(&folder, "report.md").starts_with("# Where the sources disagree"));
    assert!(read(&folder, "report.txt").contains("high quantity: Numbers differ"));
}

#[test]
fn a_table_of_claims_is_current_until_an_article_changes() {
    let folder = ferry();
    let check = ["extract", "--no-config", "ferry", "--check", "claims.csv"];
    let written = crosscheck(&["extract", "--no-config", "ferry", "-o", "claims.csv"], folder.path());
    assert_eq!(written.status.code(), Some(0));
    assert_eq!(crosscheck(&check, folder.path()).status.code(), Some(0));

    // What a person wrote stays, and makes nothing stale.
    let table = read(&folder, "claims.csv");
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let head = rows.headers().unwrap().clone();
    let verdict = head.iter().position(|column| column == "verdict").expect("a column for the verdict");
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(&head).unwrap();
    for row in rows.records().map(Result::unwrap) {
        let cells = row.iter().enumerate().map(|(at, cell)| if at == verdict { "checked by phone" } else { cell });
        out.write_record(cells).unwrap();
    }
    fs::write(folder.path().join("claims.csv"), out.into_inner().unwrap()).unwrap();
    assert_eq!(crosscheck(&check, folder.path()).status.code(), Some(0));

    let article = folder.path().join("ferry/post.txt");
    let text = fs::read_to_string(&article).unwrap().replace("Nine people", "Twelve people");
    fs::write(&article, text).unwrap();
    let stale = crosscheck(&check, folder.path());
    assert_eq!(stale.status.code(), Some(1));
    let told = format!("{}{}", String::from_utf8_lossy(&stale.stdout), String::from_utf8_lossy(&stale.stderr));
    // The row that somebody has judged stays, and says that its claim is gone.
    assert!(told.contains("\"disputed\" -> \"gone\"") && told.contains("\"Twelve people died"), "{told}");

    let again = crosscheck(&["extract", "--no-config", "ferry", "-o", "claims.csv"], folder.path());
    assert_eq!(again.status.code(), Some(0));
    assert!(read(&folder, "claims.csv").contains("checked by phone"));
    assert_eq!(crosscheck(&check, folder.path()).status.code(), Some(0));
}
