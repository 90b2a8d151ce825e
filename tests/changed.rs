//! `check --changed`: the findings of some files are those that a run over everything has of them.

mod involved;
mod program;

use crosscheck::model::Article;
use crosscheck::{Config, check, check_involving};
use involved::{chain, findings, folder, manual, of};
use program::{crosscheck, ferry, said};
use std::fs;

/// For each of the articles: what is found of it alone is what is found of it among all. The number of those findings.
fn assert_same(articles: &[Article]) -> usize {
    let config = Config::default();
    let whole = check(articles.to_vec(), &config);
    let mut found = 0;
    for article in articles {
        let part = check_involving(articles.to_vec(), |other| other.id == article.id, &config);
        let expected = of(&whole, &[&article.id]);
        assert_eq!(findings(&part), expected, "{}", article.id);
        found += expected.len();
    }
    found
}

#[test]
fn findings_of_one_article_are_those_of_the_whole() {
    assert!(assert_same(&chain()) >= 8);
    assert!(assert_same(&folder("corpus")) >= 10);
    assert!(assert_same(&manual()) >= 4);
}

#[test]
fn only_what_involves_the_changed_files_is_told() {
    let scratch = ferry();
    let other = "The harbour of Skarv is 12 metres deep, says the port authority of Skarv.\n";
    fs::write(scratch.path().join("ferry/harbour.txt"), other).unwrap();
    let run = |changed: &[&str]| {
        let options = changed.iter().flat_map(|file| ["--changed", *file]);
        let arguments: Vec<&str> = ["check", "--no-config", "-q", "ferry"].into_iter().chain(options).collect();
        said(crosscheck(&arguments, scratch.path()))
    };
    let whole = run(&[]);
    assert_eq!(whole.0, Some(1));
    assert_eq!(run(&["ferry/ledger.txt"]), whole);
    assert_eq!(run(&["./ferry/post.txt", "ferry/harbour.txt"]), whole);
    assert_eq!(run(&["ferry/harbour.txt"]).0, Some(0));

    fs::write(scratch.path().join("else.txt"), other).unwrap();
    let (code, told) = run(&["else.txt"]);
    assert_eq!(code, Some(2));
    assert!(told.contains("--changed else.txt: no article was read from it"), "{told}");
    let (code, told) = run(&["gone.txt"]);
    assert_eq!(code, Some(2));
    assert!(told.contains("cannot read gone.txt"), "{told}");
}

#[test]
fn entries_of_the_baseline_on_other_files_are_not_missed() {
    let scratch = ferry();
    let run = |arguments: &[&str]| said(crosscheck(arguments, scratch.path()));
    assert_eq!(run(&["baseline", "update", "--no-config", "ferry", "--baseline", "known.json"]).0, Some(0));
    let other = "The harbour of Skarv is 12 metres deep, says the port authority of Skarv.\n";
    fs::write(scratch.path().join("ferry/harbour.txt"), other).unwrap();
    let check = ["check", "--no-config", "ferry", "--baseline", "known.json", "--format", "json", "--changed"];
    let absent = |file: &str| {
        let output = crosscheck(&[&check[..], &[file]].concat(), scratch.path());
        assert_eq!(output.status.code(), Some(0));
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        report["absent"].as_array().unwrap().len()
    };
    assert_eq!([absent("ferry/harbour.txt"), absent("ferry/post.txt")], [0, 0]);
    fs::write(scratch.path().join("ferry/post.txt"), other).unwrap();
    assert_eq!(absent("ferry/harbour.txt"), 0);
    assert!(absent("ferry/post.txt") > 0);
}
