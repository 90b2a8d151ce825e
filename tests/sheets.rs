//! Tables that people write into, as `check` and `extract` write and read them.

mod program;

use program::{command, crosscheck, ferry, said};
use std::fs;
use tempfile::TempDir;

fn check(folder: &TempDir, more: &[&str]) -> (Option<i32>, String) {
    said(crosscheck(&[&["check", "--no-config", "ferry"], more].concat(), folder.path()))
}

/// The table with `verdict`, `note` and `reviewer` filled in on its second row.
fn judged(text: &str, cells: [&str; 3]) -> String {
    let mut rows: Vec<csv::StringRecord> = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes())
        .records()
        .map(Result::unwrap)
        .collect();
    let header = rows[0].clone();
    let place = |name: &str| header.iter().position(|column| column == name).expect("the column is there");
    let mut second: Vec<String> = rows[2].iter().map(str::to_owned).collect();
    for (name, cell) in ["verdict", "note", "reviewer"].iter().zip(cells) {
        second[place(name)] = cell.to_owned();
    }
    rows[2] = second.into();
    let mut table = csv::Writer::from_writer(Vec::new());
    rows.iter().for_each(|row| table.write_record(row).expect("memory can be written"));
    String::from_utf8(table.into_inner().expect("memory can be written")).expect("it was UTF-8")
}

#[test]
fn a_dismissed_finding_fails_nothing_and_is_counted_until_it_says_something_new() {
    let folder = ferry();
    let path = folder.path().join("findings.csv");
    assert_eq!(check(&folder, &["-o", "findings.csv"]).0, Some(1));
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, judged(&text, ["Dismiss", "=the list of\nTuesday", "Ada"])).unwrap();
    assert_eq!(check(&folder, &[]).0, Some(1), "only what is asked for is used");
    let (code, said) = check(&folder, &["--verdicts", "findings.csv", "-v"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("no new disagreement found; 1 dismissed"), "{said}");
    assert!(said.contains("dismissed: =the list of Tuesday"), "{said}");
    let json = check(&folder, &["--verdicts", "findings.csv", "--format", "json"]).1;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["discrepancies"][0]["settled"]["by"], "dismissed");
    assert_eq!(json["manifest"]["counts"]["dismissed"], 1);

    // The configuration names it, too; written again, the sheet says what became of the finding.
    fs::write(folder.path().join("crosscheck.toml"), "verdicts = \"findings.csv\"\n").unwrap();
    let output = crosscheck(&["check", "ferry", "-o", "findings.csv"], folder.path());
    assert_eq!(output.status.code(), Some(0));
    let again = fs::read_to_string(&path).unwrap();
    assert_eq!(again.matches(",dismissed,").count(), 2, "{again}");
    assert!(again.contains("Dismiss,\"'=the list of\nTuesday\",Ada"), "{again}");

    let third = "---\ndate: 2025-05-13\n---\nSeven people died when the ferry Aurora sank off Larkspur Point on Monday, the coast guard said.\n";
    fs::write(folder.path().join("ferry/third.md"), third).unwrap();
    assert_eq!(check(&folder, &["--verdicts", "findings.csv", "-o", "findings.csv"]).0, Some(1), "a value more");
    let wider = fs::read_to_string(&path).unwrap();
    assert!(wider.contains("Dismiss,") && wider.contains(",open,,,") && wider.contains(",gone,"), "{wider}");
    fs::remove_file(folder.path().join("ferry/third.md")).unwrap();
    assert_eq!(check(&folder, &["--verdicts", "findings.csv"]).0, Some(0), "as it was");
    fs::remove_file(folder.path().join("ferry/post.txt")).unwrap();
    check(&folder, &["-o", "findings.csv"]);
    let gone = fs::read_to_string(&path).unwrap();
    assert!(gone.contains(",gone,Dismiss,") || gone.contains(",gone,,,"), "{gone}");
}

#[test]
fn a_sheet_survives_what_spreadsheets_do_to_it() {
    let folder = ferry();
    let path = folder.path().join("findings.csv");
    check(&folder, &["-o", "findings.csv", "--bom"]);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.starts_with('\u{feff}'));
    let text = judged(text.trim_start_matches('\u{feff}'), ["dismiss", "a; \"b\", c", "Ada"]);
    // Reordered columns and rows, semicolons, CRLF, quotes around all, a column more: as Excel saves in half of Europe.
    let rows: Vec<csv::StringRecord> = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes())
        .records()
        .map(Result::unwrap)
        .collect();
    let mut table = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .quote_style(csv::QuoteStyle::Always)
        .from_writer("\u{feff}".as_bytes().to_vec());
    for (at, row) in [(0, &rows[0]), (2, &rows[2]), (1, &rows[1])] {
        let mine = ["colour", "red", "blue"][at];
        table.write_record(std::iter::once(mine).chain(row.iter().collect::<Vec<_>>().into_iter().rev())).unwrap();
    }
    fs::write(&path, table.into_inner().unwrap()).unwrap();
    assert_eq!(check(&folder, &["--verdicts", "findings.csv", "-o", "findings.csv"]).0, Some(0));
    let saved = fs::read_to_string(&path).unwrap();
    assert!(saved.starts_with("\u{feff}finding;kind;") && saved.contains("reviewer;colour\r\n"), "{saved}");
    assert!(saved.contains(";dismiss;\"a; \"\"b\"\", c\";Ada;blue\r\n"), "{saved}");
    let again = check(&folder, &["--verdicts", "findings.csv", "-o", "findings.csv"]);
    assert_eq!((again.0, fs::read_to_string(&path).unwrap()), (Some(0), saved), "the same articles, the same bytes");
}

#[test]
fn other_peoples_files_are_never_overwritten() {
    let folder = ferry();
    for (name, text) in [("budget.csv", "item,cost\nferry,12\n"), ("latin.csv", "finding,note\n1,x\n")] {
        fs::write(folder.path().join(name), text).unwrap();
        let (code, said) = check(&folder, &["-o", name]);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.starts_with(&format!("crosscheck: {name}:1:1: no column `")), "{said}");
        assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), text);
        let output = crosscheck(&["extract", "--no-config", "ferry", "-o", name], folder.path());
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), text);
    }
    let (code, said) = check(&folder, &["--verdicts", "budget.csv"]);
    assert!(code == Some(2) && said.contains("budget.csv:1:1: no column `id`"), "{said}");
    let (code, said) = check(&folder, &["--verdicts", "none.csv"]);
    assert!(code == Some(2) && said.contains("cannot read none.csv: no such file"), "{said}");
}

#[test]
fn two_reviewers_are_compared() {
    let folder = ferry();
    check(&folder, &["-o", "findings.csv"]);
    let text = fs::read_to_string(folder.path().join("findings.csv")).unwrap();
    fs::write(folder.path().join("ada.csv"), judged(&text, ["dismiss", "+1", "Ada"])).unwrap();
    fs::write(folder.path().join("ben.csv"), judged(&text, ["confirm", "", "Ben"])).unwrap();
    let agreement = |arguments: &[&str]| said(crosscheck(&[&["agreement"], arguments].concat(), folder.path()));
    let (code, said) = agreement(&["ada.csv", "ben.csv"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("quantity       1   0.000   0.000   0.000\n") && said.contains("to adjudicate: 1"), "{said}");
    assert!(said.contains("ada.csv (Ada): dismiss: +1") && said.contains("ben.csv (Ben): confirm\n"), "{said}");
    assert_eq!(agreement(&["ada.csv", "ada.csv"]).0, Some(0));
    let json: serde_json::Value =
        serde_json::from_str(&agreement(&["ada.csv", "ben.csv", "--format", "json"]).1).unwrap();
    assert_eq!((&json["overall"]["n"], &json["disputed"][0]["verdicts"][1]["reviewer"]), (&1.into(), &"Ben".into()));

    // The table to adjudicate is a table of verdicts: filled in, it decides.
    assert_eq!(agreement(&["ada.csv", "ben.csv", "-o", "both.csv"]).0, Some(1));
    assert_eq!(check(&folder, &["--verdicts", "both.csv"]).0, Some(1));
    let both = folder.path().join("both.csv");
    let filled = fs::read_to_string(&both).unwrap().replacen(",,,,Numbers", ",dismiss,,,Numbers", 1);
    fs::write(&both, &filled).unwrap();
    let (code, said) = check(&folder, &["--verdicts", "both.csv"]);
    assert_eq!(code, Some(0), "{said}\n{filled}");
    let (code, said) = agreement(&["ada.csv", "ben.csv", "-o", "both.csv"]);
    assert!(code == Some(2) && said.contains("it may hold verdicts already"), "{said}");
    fs::write(folder.path().join("none.csv"), &text).unwrap();
    let (code, said) = agreement(&["ada.csv", "none.csv"]);
    assert!(code == Some(2) && said.contains("hold no finding that both judged"), "{said}");
}

#[test]
fn an_edit_made_while_it_runs_is_kept() {
    let folder = ferry();
    let path = folder.path().join("findings.csv");
    check(&folder, &["-o", "findings.csv"]);
    let blank = fs::read_to_string(&path).unwrap();
    for pause in 0..30 {
        fs::write(&path, &blank).unwrap();
        let arguments = ["check", "--no-config", "ferry", "-q", "-o", "findings.csv"];
        let mut run = command(folder.path()).args(arguments).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(2 * pause));
        // As programs save: under another name, which then takes this one.
        let note = format!("written after {pause}");
        let edit = folder.path().join("edit.csv");
        fs::write(&edit, judged(&blank, ["dismiss", &note, "Ada"])).unwrap();
        fs::rename(&edit, &path).unwrap();
        assert_eq!(run.wait().unwrap().code(), Some(1));
        let left = fs::read_to_string(&path).unwrap();
        assert!(left.contains(&format!("dismiss,{note},Ada")), "{left}");
    }
}
