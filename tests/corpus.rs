//! Whole reports as snapshots: a change shows what it finds anew, and what it raises falsely, as a difference.
//! `INSTA_UPDATE=always cargo test --test corpus` takes them anew.

mod program;

use program::{crosscheck, root};

fn stdout(arguments: &[&str]) -> String {
    String::from_utf8(crosscheck(arguments, root()).stdout).expect("reports are UTF-8")
}

#[test]
fn the_demo_articles() {
    insta::assert_snapshot!("corpus", stdout(&["check", "corpus"]));
    assert_eq!(crosscheck(&["check", "corpus"], root()).status.code(), Some(1), "the gate fails, as planted");
}

#[test]
fn the_table_of_claims_is_current() {
    let output = crosscheck(&["extract", "corpus", "--check", "claims.csv"], root());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "claims.csv is stale: run `cargo xtask refresh`\n{said}");
}

/// Six long articles on two stories that agree with one another and are full of what could be mistaken for a
/// disagreement: updates of a toll, rounded figures, offices that changed hands, polls, votes of another year.
#[test]
fn articles_that_agree() {
    insta::assert_snapshot!("agreeing", stdout(&["check", "--no-config", "tests/agreeing"]));
}
