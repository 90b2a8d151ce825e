//! Archives: what a draft meets in one is what it meets in a batch, and what is written there is whole.

#![expect(clippy::unwrap_used, reason = "a failed step is a failed test")]

mod involved;
mod page;
mod program;

use crosscheck::model::{Article, DateField, MetaOrigin, Severity};
use crosscheck::{Config, archive, check, config, read};
use involved::{chain, findings, folder, manual, of};
use program::{copy, crosscheck, ferry, root, said, scratch};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn dated(id: &str, day: jiff::civil::Date, text: &str) -> Article {
    let mut article = read::plain_text(id, text);
    article.meta.date = Some(DateField::day(day, MetaOrigin::Record));
    article
}

/// For each of the articles, as a draft: what it meets in an archive of all, its own id left aside, is what it meets in a
/// batch. The number of those findings.
fn assert_same(articles: &[Article]) -> usize {
    let config = Config::default();
    let scratch = scratch();
    archive::add(scratch.path(), articles.to_vec(), &config).unwrap();
    let whole = check(articles.to_vec(), &config);
    let mut found = 0;
    for draft in articles {
        let report = archive::check(scratch.path(), vec![draft.clone()], &config).unwrap();
        let expected = of(&whole, &[&draft.id]);
        assert_eq!(findings(&report), expected, "{}", draft.id);
        found += expected.len();
    }
    found
}

#[test]
fn a_draft_meets_in_an_archive_what_it_meets_in_a_batch() {
    assert!(assert_same(&chain()) >= 8);
    assert!(assert_same(&folder("corpus")) >= 10);
    assert!(assert_same(&manual()) >= 4);
}

#[test]
fn two_drafts_meet_one_another_and_the_archive() {
    let config = Config::default();
    let (scratch, articles) = (scratch(), chain());
    let (drafts, archived) = articles.split_at(2);
    archive::add(scratch.path(), archived.to_vec(), &config).unwrap();
    let report = archive::check(scratch.path(), drafts.to_vec(), &config).unwrap();
    assert_eq!(findings(&report), of(&check(articles.clone(), &config), &["a", "b"]));
}

/// As many articles of one kind, years apart from one another, and a draft of the day of one of them.
fn alike(count: usize) -> (Vec<Article>, Article) {
    let first = jiff::civil::date(1950, 1, 2);
    let day = |at: usize| first.saturating_add(jiff::Span::new().days(50 * i64::try_from(at).unwrap()));
    let text = |dead: usize| {
        format!("{dead} people died when the ferry Aurora sank off Larkspur Point, the coast guard said.")
    };
    let archived = (0..count).map(|at| dated(&format!("wire/{at:03}"), day(at), &text(100 + at))).collect();
    (archived, dated("draft", day(7), &text(99)))
}

#[test]
fn words_of_too_many_articles_find_nothing_in_either() {
    let config = Config::default();
    for (count, found) in [(399, 1), (400, 0)] {
        let (archived, draft) = alike(count);
        let scratch = scratch();
        archive::add(scratch.path(), archived.clone(), &config).unwrap();
        let whole = check([archived, vec![draft.clone()]].concat(), &config);
        let report = archive::check(scratch.path(), vec![draft], &config).unwrap();
        assert_eq!(findings(&report), of(&whole, &["draft"]), "{count}");
        assert_eq!(report.findings.len(), found, "{count}");
        assert_eq!(report.skipped.is_empty(), found > 0, "it is told: {:?}", report.skipped);
    }
}

#[test]
fn what_was_so_at_another_time_is_no_conflict() {
    let config = Config::default();
    let scratch = scratch();
    let now = "Former President Ana Brennick opened the new bridge to Larkspur Point. The Brennick bridge carries four lanes.";
    let then = "President Ana Brennick opened the old bridge to Larkspur Point. The Brennick bridge carries two lanes.";
    let archived = vec![dated("then", jiff::civil::date(2016, 3, 4), then)];
    archive::add(scratch.path(), archived, &config).unwrap();
    let draft = dated("now", jiff::civil::date(2020, 3, 5), now);
    let report = archive::check(scratch.path(), vec![draft], &config).unwrap();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    // The same two in one week are one.
    let draft = dated("now", jiff::civil::date(2016, 3, 5), now);
    let report = archive::check(scratch.path(), vec![draft], &config).unwrap();
    assert!(report.findings.iter().any(|finding| finding.severity >= Severity::Medium));
}

#[test]
fn an_article_is_added_once_and_replaced_when_it_has_changed() {
    let config = Config::default();
    let (scratch, mut articles) = (scratch(), chain());
    let counts = |changes: archive::Changes| (changes.added, changes.replaced, changes.unchanged);
    let add = |articles: &[Article]| counts(archive::add(scratch.path(), articles.to_vec(), &config).unwrap());
    assert_eq!(add(&articles), (8, 0, 0));
    let stats = archive::stats(scratch.path()).unwrap();
    let bytes = fs::read(scratch.path().join("archive.sqlite")).unwrap();
    assert_eq!(add(&articles), (0, 0, 8));
    assert!(bytes == fs::read(scratch.path().join("archive.sqlite")).unwrap(), "nothing was to be written");
    articles[1] = read::plain_text("b", "Ten people died when the ferry Aurora sank off Larkspur Point on Monday.");
    assert_eq!(add(&articles), (0, 1, 7));
    let after = archive::stats(scratch.path()).unwrap();
    assert_eq!((stats.articles, after.articles, stats.claims - after.claims), (8, 8, 1));
    assert_eq!(archive::verify(scratch.path()).unwrap().faults, []);
    let whole = check(articles.clone(), &config);
    let report = archive::check(scratch.path(), vec![articles[0].clone()], &config).unwrap();
    assert_eq!(findings(&report), of(&whole, &["a"]));
}

#[test]
fn what_is_removed_is_met_no_more() {
    let config = Config::default();
    let (scratch, articles) = (scratch(), chain());
    let named = |at: usize, id: &str| Article { id: id.to_owned(), ..articles[at].clone() };
    let archived = vec![named(1, "wire/a.jsonl#1"), named(2, "wire/a.jsonl#2"), named(3, "wires"), named(4, "wire/b")];
    archive::add(scratch.path(), archived.clone(), &config).unwrap();
    let remove = |paths: &[&str]| archive::remove(scratch.path(), &paths.iter().map(Into::into).collect::<Vec<_>>());
    let error = remove(&["wire", "mire"]).unwrap_err().to_string();
    assert!(error.contains("mire is not in the archive"), "{error}");
    assert_eq!(archive::stats(scratch.path()).unwrap().articles, 4, "nothing was removed");
    assert_eq!(remove(&["./wire/a.jsonl", "wire/a.jsonl#2"]).unwrap(), 2);
    let report = archive::check(scratch.path(), vec![articles[0].clone()], &config).unwrap();
    let whole = check([archived[2..].to_vec(), vec![articles[0].clone()]].concat(), &config);
    assert_eq!(findings(&report), of(&whole, &["a"]));
    assert_eq!(remove(&["wire", "wires"]).unwrap(), 2);
    let empty = archive::Stats::default();
    let stats = archive::stats(scratch.path()).unwrap();
    assert_eq!((stats.articles, stats.claims, stats.days), (empty.articles, empty.claims, empty.days));
    assert!(archive::check(scratch.path(), articles, &config).is_ok());
}

#[test]
fn an_archive_read_with_other_words_is_refused_until_it_is_read_anew() {
    let (scratch, articles) = (scratch(), chain());
    archive::add(scratch.path(), articles.clone(), &Config::default()).unwrap();
    let other = config::parse(Path::new("c.toml"), "[lexicon]\nsynonyms = [[\"ferry\", \"steamer\"]]").unwrap();
    let draft = read::plain_text("z", "Thirty people died when the steamer Aurora sank off Larkspur Point on Monday.");
    for error in [
        archive::check(scratch.path(), vec![draft.clone()], &other).map(drop).unwrap_err(),
        archive::add(scratch.path(), vec![draft.clone()], &other).map(drop).unwrap_err(),
    ] {
        assert!(error.to_string().contains("crosscheck archive rebuild --archive"), "{error}");
    }
    assert_eq!(archive::rebuild(scratch.path(), &other).unwrap(), articles.len());
    let report = archive::check(scratch.path(), vec![draft.clone()], &other).unwrap();
    assert_eq!(findings(&report), of(&check([articles, vec![draft]].concat(), &other), &["z"]));
    assert!(!report.findings.is_empty());
    assert_eq!(archive::verify(scratch.path()).unwrap().faults, []);
}

#[test]
fn other_versions_other_databases_and_damage_are_refused_with_what_to_do() {
    let (scratch, articles) = (scratch(), chain());
    let folder = scratch.path();
    let draft = Article { id: "draft".to_owned(), ..articles[0].clone() };
    let refused = || archive::check(folder, vec![draft.clone()], &Config::default()).map(drop).unwrap_err().to_string();
    assert!(refused().contains("`crosscheck archive add PATH... --archive"), "{}", refused());
    archive::add(folder, articles, &Config::default()).unwrap();
    let file = folder.join("archive.sqlite");
    let whole = fs::read(&file).unwrap();

    let change = |sql: &str| rusqlite::Connection::open(&file).unwrap().execute_batch(sql).unwrap();
    change("PRAGMA user_version = 2");
    assert!(refused().contains("format 2, and this version of crosscheck knows 1: use the version"), "{}", refused());
    change("PRAGMA user_version = 1; PRAGMA application_id = 7");
    assert!(refused().contains("no archive of crosscheck"), "{}", refused());
    change("PRAGMA application_id = 2019780715; UPDATE property SET value = 'x' WHERE name = 'code'");
    assert!(refused().contains("another version of crosscheck"), "{}", refused());

    fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    assert!(refused().contains("bring back a copy"), "{}", refused());
    fs::write(&file, "no database at all, and long enough to be one".repeat(100)).unwrap();
    assert!(refused().contains("bring back a copy"), "{}", refused());
    fs::write(&file, &whole).unwrap();
    change("UPDATE body SET read = substr(read, 1, 40)");
    assert!(refused().contains("is damaged: `crosscheck archive verify`"), "{}", refused());
    assert_eq!(archive::verify(folder).unwrap().faults.len(), 8);
}

#[test]
fn who_reads_while_it_is_written_sees_it_as_it_was_and_who_writes_waits() {
    let scratch = scratch();
    let config = Config::default();
    let articles = chain();
    archive::add(scratch.path(), articles[..4].to_vec(), &config).unwrap();
    let before = archive::stats(scratch.path()).unwrap().articles;
    let writer = rusqlite::Connection::open(scratch.path().join("archive.sqlite")).unwrap();
    writer.execute_batch("BEGIN IMMEDIATE; DELETE FROM article; DELETE FROM key").unwrap();
    assert_eq!(archive::stats(scratch.path()).unwrap().articles, before);
    let met = archive::check(scratch.path(), vec![articles[4].clone()], &config).unwrap();
    std::thread::scope(|scope| {
        let second = scope.spawn(|| archive::add(scratch.path(), articles[4..].to_vec(), &config));
        std::thread::sleep(std::time::Duration::from_millis(300));
        assert!(!second.is_finished(), "it waits");
        writer.execute_batch("ROLLBACK").unwrap();
        assert_eq!(second.join().unwrap().unwrap().added, 4);
    });
    assert_eq!(archive::stats(scratch.path()).unwrap().articles, 8);
    drop(met);
}

#[test]
fn the_command_line_adds_checks_and_tells() {
    let scratch = ferry();
    let run = |arguments: &[&str]| said(crosscheck(arguments, scratch.path()));
    let told = |arguments: &[&str], code: i32, part: &str| {
        let (exit, text) = run(arguments);
        assert_eq!(exit, Some(code), "{arguments:?}: {text}");
        assert!(text.contains(part), "{arguments:?}: {text}");
    };
    told(&["archive", "stats", "--archive", "kept"], 2, "no archive in kept: `crosscheck archive add");
    told(&["archive", "add", "nowhere", "--archive", "kept"], 2, "cannot read nowhere");
    assert!(!scratch.path().join("kept").exists());
    told(&["archive", "add", "ferry/post.txt", "--archive", "kept", "--no-config"], 0, "kept: 1 added, 0 replaced");
    told(&["archive", "add", "ferry/post.txt", "--archive", "kept", "--no-config"], 0, "0 replaced, 1 unchanged");
    told(&["archive", "verify", "--archive", "kept"], 0, "kept: 1 articles with");
    told(&["archive", "stats", "--archive", "kept"], 0, "articles  1\n");
    let (code, batch) = run(&["check", "-q", "ferry", "--no-config"]);
    assert_eq!(code, Some(1));
    told(&["check", "-q", "ferry/ledger.txt", "--against", "kept", "--no-config"], 1, &batch);
    told(&["check", "ferry", "--against", "ferry", "--no-config"], 2, "no archive in ferry");
    told(&["archive", "remove", "else.txt", "--archive", "kept"], 2, "else.txt is not in the archive kept");
    told(&["archive", "remove", "ferry", "--archive", "kept"], 0, "kept: 1 removed");
    told(&["check", "-q", "ferry/ledger.txt", "--against", "kept", "--no-config"], 0, "");
    let left: BTreeSet<String> = fs::read_dir(scratch.path().join("kept"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(left, ["archive.sqlite".to_owned()].into());
}

#[test]
fn the_page_shows_what_happens() {
    let folder = scratch();
    copy(&root().join("tests/cli/in/ferry"), &folder.path().join("published"));
    page::shows_what_happens("archive.md", folder.path());
}

#[test]
fn two_words_of_one_stem_are_one_key_word() {
    let scratch = scratch();
    let text = "Two packets left the port. One packet sank; the other packets, a packet of tea aboard, came home.";
    archive::add(scratch.path(), vec![read::plain_text("a", text)], &Config::default()).unwrap();
    assert_eq!(archive::verify(scratch.path()).unwrap().faults, []);
}
