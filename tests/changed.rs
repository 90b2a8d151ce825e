//! `check --changed`: the findings of some files are those that a run over everything has of them.

mod involved;

use crosscheck::model::Article;
use crosscheck::{Config, check, check_involving, read};
use involved::{findings, of};
use std::path::Path;

/// Articles whose disputes hang together in chains: `a` and `c` are of two stories, and `b` is of both.
fn chain() -> Vec<Article> {
    let texts = [
        ("a", "At least 12 people died when the ferry Aurora sank off Larkspur Point on Monday, the coast guard said."),
        (
            "b",
            "Nine people died when the ferry Aurora sank off Larkspur Point on Monday. The port of Wendover is closed.",
        ),
        ("c", "Fourteen people died when the ferry Aurora sank off Larkspur Point on Monday, said the coast guard."),
        ("d", "The ferry Aurora sank off Larkspur Point on Tuesday, and nine people died."),
        ("e", "President Ana Brennick visited Larkspur Point. The ferry Aurora was insured, its owner said."),
        (
            "f",
            "Former President Ana Brennick visited Larkspur Point. The ferry Aurora was not insured, its owner said.",
        ),
    ];
    texts.iter().map(|(id, text)| read::plain_text(id, text)).collect()
}

/// For each of the articles: what is found of it alone is what is found of it among all.
fn assert_same(articles: &[Article], config: &Config) -> usize {
    let whole = check(articles.to_vec(), config);
    let mut found = 0;
    for article in articles {
        let asked = |other: &Article| other.id == article.id;
        let part = check_involving(articles.to_vec(), asked, config);
        let expected = of(&whole, &[&article.id]);
        assert_eq!(findings(&part), expected, "{}", article.id);
        found += expected.len();
    }
    found
}

#[test]
fn findings_of_one_article_are_those_of_the_whole() {
    assert!(assert_same(&chain(), &Config::default()) >= 8);
}

#[test]
fn the_demo_corpus_gives_each_of_its_articles_the_same() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let articles = read::load(&[folder], &read::Options::default()).unwrap().articles;
    assert!(assert_same(&articles, &Config::default()) > 5);
}
