//! The README's tables and its excerpt are what the program says. `UPDATE_README=1 cargo test --test readme` renews them.

mod program;

use crosscheck::compare::CHECKS;
use crosscheck::read::READERS;
use crosscheck::report::WRITERS;
use program::{crosscheck, root};

/// Findings that the README shows.
const FINDINGS_SHOWN: usize = 2;
/// How the last line of a finding begins.
const END_OF_FINDING: &str = "  ╰ ";

#[test]
fn tables_and_excerpt_are_current() {
    let path = root().join("README.md");
    let printed = std::fs::read_to_string(&path).unwrap();
    let sections = [("output", excerpt()), ("kinds", kinds()), ("readers", readers()), ("writers", writers())];
    let current = sections.iter().fold(printed.clone(), |text, (name, body)| renewed(&text, name, body));
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(&path, &current).unwrap();
    } else {
        assert!(printed == current, "README.md is stale: run `UPDATE_README=1 cargo test --test readme`");
    }
}

#[test]
fn every_kind_and_exit_code_is_explained() {
    for check in CHECKS {
        let output = crosscheck(&["explain", check.id], root());
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && said.contains(check.summary), "explain {}: {said}", check.id);
    }
    let codes = [&["explain", "quantity"][..], &["check", "corpus"], &["explain", "no-such-kind"]];
    assert_eq!(codes.map(|arguments| crosscheck(arguments, root()).status.code()), [Some(0), Some(1), Some(2)]);
}

#[test]
fn the_hook_runs_on_every_format() {
    let hook = std::fs::read_to_string(root().join(".pre-commit-hooks.yaml")).unwrap();
    let files = hook.lines().find_map(|line| line.trim().strip_prefix("files: '")).unwrap();
    let (endings, rest) = files.strip_prefix(r"(\.(").unwrap().split_once(')').unwrap();
    assert_eq!(rest, r"(\.(gz|zst))?|crosscheck\.toml)$'");
    let endings: Vec<&str> = endings
        .split('|')
        .flat_map(|ending| match ending.strip_suffix('?') {
            Some(long) => vec![long, &long[..long.len() - 1]],
            None => vec![ending],
        })
        .collect();
    for extension in READERS.iter().flat_map(|reader| reader.extensions) {
        assert!(endings.contains(extension), ".{extension} is not in `files` of .pre-commit-hooks.yaml");
    }
}

/// `text` with the section of this name replaced.
fn renewed(text: &str, name: &str, body: &str) -> String {
    let (begin, end) = (format!("<!-- begin:{name} -->\n"), format!("<!-- end:{name} -->"));
    let (before, rest) = text.split_once(&begin).unwrap_or_else(|| panic!("README.md has no {begin}"));
    let (_, after) = rest.split_once(&end).unwrap_or_else(|| panic!("README.md has no {end}"));
    format!("{before}{begin}{body}{end}{after}")
}

/// The first findings that `check corpus` prints.
fn excerpt() -> String {
    let output = crosscheck(&["check", "corpus"], root());
    let said = String::from_utf8(output.stdout).expect("reports are UTF-8");
    let ends = said.lines().enumerate().filter(|(_, line)| line.starts_with(END_OF_FINDING));
    let (last, _) = ends.take(FINDINGS_SHOWN).last().unwrap_or_else(|| panic!("no finding in:\n{said}"));
    let shown: Vec<&str> = said.lines().take(last + 1).collect();
    format!("```text\n{}\n```\n", shown.join("\n"))
}

fn kinds() -> String {
    let rows = CHECKS.iter().map(|check| [code(check.id), check.summary.to_owned(), check.severity.id().to_owned()]);
    table(["kind", "what it finds", "severity"], rows)
}

fn readers() -> String {
    let endings =
        |known: &[&str]| known.iter().map(|ending| code(&format!(".{ending}"))).collect::<Vec<_>>().join(", ");
    let rows = READERS.iter().map(|reader| [code(reader.id), endings(reader.extensions), reader.summary.to_owned()]);
    table(["format", "endings", "what it is"], rows)
}

fn writers() -> String {
    let ending = |ending: &str| if ending.is_empty() { "none".to_owned() } else { code(&format!(".{ending}")) };
    let rows = WRITERS.iter().map(|writer| [code(writer.id), ending(writer.extension), writer.summary.to_owned()]);
    table(["format", "ending", "what it is for"], rows)
}

fn code(word: &str) -> String {
    format!("`{word}`")
}

fn table<const N: usize>(head: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let mut out = format!("| {} |\n|{}\n", head.join(" | "), "---|".repeat(N));
    for row in rows {
        out += &format!("| {} |\n", row.map(|cell| cell.replace('|', "\\|")).join(" | "));
    }
    out
}
