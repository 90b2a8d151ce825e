//! The tables of `tests/checks/*.md`, row by row, and the laws of the registry of checks.
//!
//! Each cell of `left` and `right` is an article of its own, both of one story: a leading `[2024-05-03]` dates it, ` // `
//! parts paragraphs. `found` is what the check of that file makes of the two: nothing, `note`, or `yes` for anything
//! graver.

use crosscheck::compare::{CHECKS, Check};
use crosscheck::model::{Article, DateField, Finding, MetaOrigin, Severity};
use crosscheck::{Config, check_as_one_story};
use std::fmt::Write as _;

/// The headings of a check's page, in their order.
const HEADINGS: [&str; 5] = ["## What it does", "## Why", "## Example", "## What it does not flag", "## Cases"];
/// Rows that each page must have: what the check leaves alone, then what it finds.
const FEWEST: [usize; 2] = [20, 12];

/// A row of a table of cases.
struct Case<'a> {
    line: usize,
    left: &'a str,
    right: &'a str,
    found: &'a str,
}

/// The rows below `## Cases`.
fn cases(check: &Check) -> Vec<Case<'_>> {
    let lines = check.help.lines().enumerate().skip_while(|(_, line)| *line != "## Cases");
    let rows = lines.filter(|(_, line)| line.starts_with('|')).skip(2);
    rows.map(|(at, line)| {
        let cells: Vec<&str> = line.trim().trim_matches('|').split('|').map(str::trim).collect();
        let [left, right, found] = cells[..] else { panic!("{}.md:{}: not three cells", check.id, at + 1) };
        assert!(["", "note", "yes"].contains(&found), "{}.md:{}: `{found}` is no outcome", check.id, at + 1);
        Case { line: at + 1, left, right, found }
    })
    .collect()
}

/// The article that a cell tells.
fn article(id: &str, cell: &str) -> Article {
    let dated = cell.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let (date, text) = dated.map_or((None, cell), |(date, text)| (Some(date), text));
    let paragraphs: Vec<&str> = text.split(" // ").map(str::trim).collect();
    let mut article = crosscheck::read::plain_text(id, &paragraphs.join("\n\n"));
    article.meta.date = date.map(|day| DateField::day(day.parse().expect("a date"), MetaOrigin::Config));
    article
}

/// What the two cells come to, with the findings in the words of the report.
fn outcome(check: &Check, left: &str, right: &str) -> (&'static str, String) {
    let articles = vec![article("left", left), article("right", right)];
    let report = check_as_one_story(articles, &Config::default());
    let own: Vec<&Finding> = report.findings.iter().filter(|finding| finding.kind == check.id).collect();
    let outcome = match own.iter().map(|finding| finding.severity).max() {
        None => "",
        Some(Severity::Note) => "note",
        Some(_) => "yes",
    };
    let told: Vec<&str> = own.iter().map(|finding| finding.message.as_str()).collect();
    (outcome, told.join("; "))
}

#[test]
fn every_case_comes_out_as_its_page_says() {
    let mut failures = String::new();
    for check in CHECKS {
        for case in cases(check) {
            let straight = outcome(check, case.left, case.right);
            let mirrored = outcome(check, case.right, case.left);
            if straight.0 == case.found && mirrored.0 == case.found {
                continue;
            }
            let _ = writeln!(
                failures,
                "{}.md:{}: expected `{}`, came `{}` and, mirrored, `{}`\n    {}\n    {}\n    {}",
                check.id, case.line, case.found, straight.0, mirrored.0, case.left, case.right, straight.1
            );
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn near_misses_come_first_and_there_are_enough() {
    for check in CHECKS {
        let cases = cases(check);
        let quiet = cases.iter().take_while(|case| case.found.is_empty()).count();
        let later = &cases[quiet..];
        assert!(quiet >= FEWEST[0], "{}.md has {quiet} near misses", check.id);
        assert!(later.len() >= FEWEST[1], "{}.md has {} found cases", check.id, later.len());
        let stray = later.iter().find(|case| case.found.is_empty());
        assert!(stray.is_none(), "{}.md:{}: a near miss among the found ones", check.id, stray.map_or(0, |c| c.line));
    }
}

#[test]
fn the_registry_keeps_its_laws() {
    for (at, check) in CHECKS.iter().enumerate() {
        let id = check.id;
        let kebab = id.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase()));
        assert!(kebab, "{id} is not kebab-case");
        assert!(CHECKS[..at].iter().all(|other| other.id != id), "{id} stands twice");
        assert!(!check.summary.ends_with('.'), "{id}: a full stop ends the summary");
        assert!(!check.summary.contains('\n'), "{id}: the summary is one line");
        assert!(check.help.starts_with(&format!("# {id}\n")), "{id}: the page has another title");
        let headings: Vec<&str> = check.help.lines().filter(|line| line.starts_with("## ")).collect();
        assert_eq!(headings, HEADINGS, "{id}");
    }
}

#[test]
fn a_case_never_stands_twice() {
    for check in CHECKS {
        let mut seen: Vec<_> = cases(check).iter().map(|case| (case.left, case.right)).collect();
        seen.sort_unstable();
        let doubled = seen.windows(2).find(|two| two[0] == two[1]);
        assert!(doubled.is_none(), "{}.md: {doubled:?}", check.id);
    }
}
