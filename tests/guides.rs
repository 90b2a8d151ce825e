//! `tests/guides/pairs.md`, row by row: what two short guides of one product disagree on, in the `docs` profile.

use crosscheck::model::{Article, Severity};
use crosscheck::{Config, check, config, read};
use std::fmt::Write as _;
use std::path::Path;

const PAIRS: &str = include_str!("guides/pairs.md");
/// Rows that there are at the least, near misses and disagreements.
const FEWEST: [usize; 2] = [260, 190];

/// A row of a table.
struct Pair {
    line: usize,
    left: String,
    right: String,
    found: String,
}

/// The rows below a heading.
fn pairs(heading: &str) -> Vec<Pair> {
    let lines = PAIRS.lines().enumerate().skip_while(|(_, line)| line.trim_start_matches("## ") != heading).skip(1);
    let rows = lines.take_while(|(_, line)| !line.starts_with('#')).filter(|(_, line)| line.starts_with('|')).skip(2);
    rows.map(|(at, line)| {
        let line = line.trim().replace("\\|", "\u{1}");
        let cells: Vec<String> =
            line.trim_matches('|').split('|').map(|cell| page(&cell.replace('\u{1}', "|"))).collect();
        let [left, right, found] =
            <[String; 3]>::try_from(cells).unwrap_or_else(|cells| panic!("{}: {cells:?}", at + 1));
        Pair { line: at + 1, left, right, found: found.trim().to_owned() }
    })
    .collect()
}

/// The page that a cell tells.
fn page(cell: &str) -> String {
    cell.trim().replace(" // ", "\n\n").replace(" / ", "\n") + "\n"
}

/// The kinds of what the two pages disagree on, in order, notes left out; with the messages.
fn outcome(left: &str, right: &str, config: &Config) -> (String, String) {
    let article =
        |id: &str, text: &str| -> Vec<Article> { read::article(id, "md", text.as_bytes()).expect("it is Markdown") };
    let mut articles = [article("left.md", left), article("right.md", right)].concat();
    articles.iter_mut().for_each(|article| config.annotate(article));
    let report = check(articles, config);
    let grave: Vec<_> = report.findings.iter().filter(|finding| finding.severity > Severity::Note).collect();
    let mut kinds: Vec<&str> = grave.iter().map(|finding| finding.kind).collect();
    kinds.dedup();
    let told: Vec<&str> = grave.iter().map(|finding| finding.message.as_str()).collect();
    (kinds.join(" "), told.join("; "))
}

#[test]
fn every_pair_comes_out_as_its_row_says() {
    let config = config::parse(Path::new("crosscheck.toml"), "profile = \"docs\"").expect("it is a configuration");
    let (quiet, found) = (pairs("Near misses"), pairs("Disagreements"));
    assert!(quiet.len() >= FEWEST[0] && found.len() >= FEWEST[1], "{} and {}", quiet.len(), found.len());
    assert!(quiet.iter().all(|pair| pair.found.is_empty()) && found.iter().all(|pair| !pair.found.is_empty()));
    let mut failures = String::new();
    for Pair { line, left, right, found } in quiet.iter().chain(&found) {
        let (straight, mirrored) = (outcome(left, right, &config), outcome(right, left, &config));
        if straight.0 != *found || mirrored.0 != *found {
            writeln!(
                failures,
                "{line}: expected `{found}`, came `{}` and, mirrored, `{}`: {}",
                straight.0, mirrored.0, straight.1
            )
            .expect("memory can be written");
        }
    }
    assert!(failures.is_empty(), "tests/guides/pairs.md\n{failures}");
}
