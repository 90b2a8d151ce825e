//! The formats for CI services, read back by parsers that are not ours: SARIF by serde-sarif (made from the standard's
//! schema), JUnit by junit-parser. `cargo xtask test --heavy` shows them to Microsoft's SARIF validator as well.

#![expect(clippy::unwrap_used, reason = "a failed step is a failed test")]

mod fixture;
mod program;

use crosscheck::model::{Absent, ClaimId, Settled, Severity, Stale};
use crosscheck::report::{Context, writer};
use crosscheck::{Config, Report};
use junit_parser::TestStatus;
use program::{command, crosscheck, root};
use serde_sarif::sarif::{ResultBaselineState, Sarif};
use tempfile::TempDir;

fn written(format: &str, report: &Report) -> String {
    let config = Config::default();
    let mut bytes = Vec::new();
    (writer(format).unwrap().write)(report, &Context::new(&config), &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// The report of the fixture with one finding allowed, one known, a note that is open, one gone and one stale exception.
fn settled() -> Report {
    let mut report = fixture::report();
    report.findings[0].settled = Some(Settled::Ignored { reason: "two <ways> of counting".into() });
    report.findings[1].settled = Some(Settled::Known);
    report.settlement.known = Some([report.findings[1].id].into());
    report.settlement.absent = vec![Absent {
        id: ClaimId(7),
        kind: "date".into(),
        severity: Severity::High,
        message: "Dates differ".into(),
        files: vec!["news/gone.md".into()],
    }];
    report.settlement.stale = vec![Stale { file: "crosscheck.toml".into(), line: 4, why: "[[allow]] is idle".into() }];
    report
}

#[test]
fn sarif_is_what_the_standard_asks_for() {
    let log: Sarif = serde_json::from_str(&written("sarif", &fixture::report())).unwrap();
    let run = &log.runs[0];
    let results = run.results.as_ref().unwrap();
    assert_eq!(results.len(), 3);
    let rules = run.tool.driver.rules.as_ref().unwrap();
    for result in results {
        let rule = &rules[usize::try_from(result.rule_index.unwrap()).unwrap()];
        assert_eq!(Some(&rule.id), result.rule_id.as_ref());
        assert!(rule.help.as_ref().unwrap().text.contains("## What it does"), "{}", rule.id);
        assert_eq!(result.locations.as_ref().unwrap().len(), 1);
        assert!(result.baseline_state.is_none() && result.suppressions.is_none());
        let fingerprints = result.partial_fingerprints.as_ref().unwrap();
        assert_eq!(fingerprints["primaryLocationLineHash"], format!("{}:1", fingerprints["crosscheck/v1"]));
    }
    // 2 and 1 places; 5 and 1; 1 and 1.
    let related = |at: usize| results[at].related_locations.as_ref().map_or(0, Vec::len);
    assert_eq!([0, 1, 2].map(related), [2, 5, 1]);
    let record = results[0].related_locations.as_ref().unwrap()[0].physical_location.as_ref().unwrap();
    let region = record.region.as_ref().unwrap();
    assert_eq!(record.artifact_location.as_ref().unwrap().uri.as_deref(), Some("wire.jsonl"));
    assert_eq!((region.start_line, region.start_column), (Some(7), None));
    let invocation = &run.invocations.as_ref().unwrap()[0];
    assert!(invocation.execution_successful);
    assert_eq!(invocation.tool_execution_notifications.as_ref().unwrap().len(), 1);
}

#[test]
fn sarif_tells_what_is_settled_and_why() {
    let log: Sarif = serde_json::from_str(&written("sarif", &settled())).unwrap();
    let results = log.runs[0].results.as_ref().unwrap();
    let states: Vec<_> = results.iter().map(|result| result.baseline_state.clone().unwrap()).collect();
    use ResultBaselineState::{Absent, New, Unchanged};
    assert_eq!(
        states.iter().map(|state| serde_json::to_value(state).unwrap()).collect::<Vec<_>>(),
        [New, Unchanged, New, Absent].map(|state| serde_json::to_value(state).unwrap())
    );
    let suppression = &results[0].suppressions.as_ref().unwrap()[0];
    assert_eq!(suppression.justification.as_deref(), Some("two <ways> of counting"));
    assert_eq!(serde_json::to_value(&suppression.kind).unwrap(), "inSource");
    assert!(results[1..].iter().all(|result| result.suppressions.is_none()));
    let notes = log.runs[0].invocations.as_ref().unwrap()[0].tool_execution_notifications.as_ref().unwrap();
    assert_eq!(notes[1].message.text.as_deref(), Some("[[allow]] is idle"));
}

/// The text between two columns counted in UTF-16 code units, over the lines of a file.
fn cut(text: &str, (line, column): (usize, usize), (end_line, end_column): (usize, usize)) -> String {
    let lines: Vec<Vec<u16>> = text.split('\n').map(|line| line.encode_utf16().collect()).collect();
    let mut out = Vec::new();
    for at in line..=end_line {
        let units = &lines[at - 1];
        let from = if at == line { column - 1 } else { 0 };
        let to = if at == end_line { end_column - 1 } else { units.len() };
        out.extend_from_slice(&units[from..to]);
        if at < end_line {
            out.push(u16::from(b' '));
        }
    }
    String::from_utf16(&out).unwrap()
}

#[test]
fn regions_cut_the_words_out_of_the_files() {
    let folder = TempDir::new().unwrap();
    let ships = "\u{1f6a2}\u{1f6a2}\u{1f6a2} ";
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("a.md", &format!("\u{feff}{ships}Twelve people died when the ferry Aurora sank on Monday.\r\n"));
    write(
        "b.html",
        &format!("<body><p>{ships}&mdash; <b>Nine\n people</b> died when the ferry Aurora sank on Monday.</p></body>"),
    );
    for (from, what, least) in [(root(), "corpus", 10), (folder.path(), ".", 2)] {
        let mut seen = 0;
        let out = folder.path().join("out.sarif");
        let also = folder.path().join("out.json");
        let arguments = ["check", what, "--no-config", "-o"];
        let run = command(from).args(arguments).arg(&out).arg("-o").arg(&also).output().unwrap();
        assert_eq!(run.status.code(), Some(1), "{run:?}");
        let log: Sarif = serde_json::from_slice(&std::fs::read(&out).unwrap()).unwrap();
        let report: serde_json::Value = serde_json::from_slice(&std::fs::read(&also).unwrap()).unwrap();
        let results = log.runs[0].results.as_ref().unwrap();
        for (result, finding) in results.iter().zip(report["discrepancies"].as_array().unwrap()) {
            let mentions = finding["values"].as_array().unwrap().iter().flat_map(|v| v["mentions"].as_array().unwrap());
            let related = result.related_locations.iter().flatten();
            for (location, mention) in result.locations.iter().flatten().chain(related).zip(mentions) {
                let physical = location.physical_location.as_ref().unwrap();
                let uri = physical.artifact_location.as_ref().unwrap().uri.clone().unwrap();
                let region = physical.region.as_ref().unwrap();
                let Some(start) = region.start_column else { continue };
                let number = |value: Option<i64>| usize::try_from(value.unwrap()).unwrap();
                let text = std::fs::read_to_string(from.join(uri)).unwrap();
                let text = text.trim_start_matches('\u{feff}');
                let words = cut(
                    text,
                    (number(region.start_line), number(Some(start))),
                    (number(region.end_line), number(region.end_column)),
                );
                // Markup inside the words is not part of what was quoted.
                let bare = |words: &str| {
                    let mut inside = false;
                    let kept: String = words
                        .chars()
                        .filter(|c| {
                            inside = *c == '<' || inside && *c != '>';
                            !inside && *c != '>'
                        })
                        .collect();
                    kept.split_whitespace().collect::<Vec<_>>().join(" ")
                };
                let quote = mention["quote"].as_str().unwrap();
                if !words.contains('&') && !words.contains(['*', '`']) {
                    assert_eq!(bare(&words), bare(quote), "{finding}");
                    seen += 1;
                }
            }
        }
        std::fs::remove_file(out).unwrap();
        std::fs::remove_file(also).unwrap();
        assert!(seen >= least, "only {seen} regions of {what} were looked at");
    }
}

#[test]
fn junit_fails_what_fails_the_run() {
    let read = junit_parser::from_reader(written("junit", &fixture::report()).as_bytes()).unwrap();
    assert_eq!((read.failures, read.errors), (2, 0));
    let cases = read.suites.iter().flat_map(|suite| &suite.cases);
    let failed: Vec<_> = cases
        .filter_map(|case| match &case.status {
            TestStatus::Failure(failure) => Some((case.classname.clone().unwrap(), failure.clone())),
            _ => None,
        })
        .collect();
    assert_eq!(failed[0].0, "crosscheck.quantity");
    assert_eq!(failed[0].1.message, "More than 260 people on board the Tern, or 214");
    assert!(failed[0].1.text.contains("news/post.txt:3:45"), "{}", failed[0].1.text);
    assert!(read.suites.iter().all(|suite| !suite.cases.is_empty()));
    let quiet = junit_parser::from_reader(written("junit", &fixture::quiet()).as_bytes()).unwrap();
    assert_eq!((quiet.failures, quiet.errors), (0, 0));
    assert!(quiet.suites.iter().all(|suite| !suite.cases.is_empty()), "a suite without a case counts as broken");
}

#[test]
fn junit_skips_what_is_settled() {
    let read = junit_parser::from_reader(written("junit", &settled()).as_bytes()).unwrap();
    assert_eq!((read.failures, read.errors), (0, 0));
    let skipped: Vec<String> = read
        .suites
        .iter()
        .flat_map(|suite| &suite.cases)
        .filter_map(|case| match &case.status {
            TestStatus::Skipped(skipped) => Some(skipped.message.clone()),
            _ => None,
        })
        .collect();
    assert_eq!(skipped, ["holds no text", "[[allow]] is idle", "allowed: two <ways> of counting", "known"]);
}

#[test]
fn annotations_leave_out_what_is_settled_and_stay_on_their_lines() {
    let open = written("github", &fixture::report());
    let commands = |page: &str| -> Vec<String> {
        page.lines()
            .filter(|line| line.starts_with("::"))
            .map(|line| line.split([' ', ':']).nth(2).unwrap().to_owned())
            .collect()
    };
    assert_eq!(commands(&open), ["error", "error", "notice", "notice", "debug"]);
    assert!(!open.contains('\u{1b}'));
    // Every line but the last is a command, so that no article can put one of its own there.
    assert_eq!(open.lines().count(), commands(&open).len() + 1);
    assert_eq!(commands(&written("github", &settled())), ["notice", "notice", "warning", "debug"]);
}

#[test]
fn every_format_gives_the_same_exit_code() {
    let root = root().join("tests/cli/in");
    for (what, code) in [("ferry", 1), ("calm", 0), ("empty", 2)] {
        for format in crosscheck::report::WRITERS {
            let run = crosscheck(&["check", "--no-config", what, "--format", format.id], &root);
            assert_eq!(run.status.code(), Some(code), "{what} as {}", format.id);
        }
    }
}
