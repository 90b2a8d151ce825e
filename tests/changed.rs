//! `check --changed`: the findings of some files are those that a run over everything has of them.

mod involved;
mod program;

use crosscheck::model::Article;
use crosscheck::{Config, check, check_involving, read};
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
fn copies_in_a_part_of_the_articles_are_copies_of_one_another() {
    let wire = "The bridge at Quellmark fell into the river on Monday while a bus with pupils was crossing it. \
        Nine people died and seventeen were taken to the hospital in Brandvik, said the mayor, Ida Lund. \
        Divers searched the muddy water for the driver until darkness fell over the valley. \
        The bridge was built in 1931 and carried twice the traffic for which its engineers had planned it. \
        An inspector had warned the county two years ago that rust was eating the bearings of the eastern pier.";
    let articles = [
        ("a", "The harbour of Skarv is 12 metres deep, says the port authority of Skarv."),
        ("b", wire),
        ("c", wire),
        ("d", "Nine people died when the bridge at Quellmark fell into the river on Tuesday."),
        ("e", &format!("{wire} The county did not answer questions about the bridge at Quellmark.")),
    ];
    let articles: Vec<Article> = articles.iter().map(|(id, text)| read::plain_text(id, text)).collect();
    let part = check_involving(articles, |article| article.id == "d", &Config::default());
    let origin = |id: &str| {
        let at = part.articles.iter().position(|article| article.id == id).unwrap();
        part.articles[part.origins[at] as usize].id.as_str()
    };
    assert_eq!(part.findings.len(), 1);
    assert_eq!(part.articles.iter().map(|article| article.id.as_str()).collect::<Vec<_>>(), ["b", "c", "d", "e"]);
    assert_eq!(["b", "c", "d", "e"].map(origin), ["e", "e", "d", "e"]);
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
