use super::*;
use crate::settle::sample::{NINE, NINE_AGAIN, TWELVE};
use crate::{Config, check, read, sheet};

const SEVEN: &str = "Seven people died when the bridge at Wendover fell on Monday.";

fn report(texts: &[&str]) -> Report {
    let articles = texts.iter().enumerate().map(|(at, text)| read::plain_text(&format!("paper{at}"), text)).collect();
    let report = check(articles, &Config::default());
    assert_eq!(report.findings.len(), 1, "{:?}", report.findings);
    report
}

fn of(texts: &[&str], verdict: Verdict) -> Verdicts {
    let report = report(texts);
    let entry = Entry::of(&report, &report.findings[0]);
    Verdicts { entries: vec![Entry { verdict: Some(verdict), note: "seen".into(), ..entry }], torn: false }
}

fn settled(verdicts: &Verdicts, texts: &[&str]) -> Option<Settled> {
    let mut report = report(texts);
    verdicts.apply(&mut report);
    report.findings.remove(0).settled
}

fn parse(text: &str) -> Result<Verdicts, String> {
    Verdicts::read(Path::new("v.csv"), text.as_bytes()).map_err(|error| error.to_string())
}

const ID: &str = "0000000000000000000000000000000a";

#[test]
fn a_dismissed_finding_stays_dismissed_until_its_content_changes() {
    let dismissed = of(&[TWELVE, NINE], Verdict::Dismiss);
    assert_eq!(settled(&dismissed, &[NINE, TWELVE]), Some(Settled::Dismissed { reason: "seen".into() }));
    assert!(settled(&dismissed, &[TWELVE, NINE, NINE_AGAIN]).is_some(), "one more mention");
    assert!(settled(&dismissed, &[TWELVE, NINE, SEVEN]).is_none(), "one more value");
    assert!(settled(&dismissed, &[TWELVE, SEVEN]).is_none(), "another value");
    let three = of(&[TWELVE, NINE, SEVEN], Verdict::Update);
    assert!(settled(&three, &[TWELVE, NINE]).is_some(), "one value less");
}

#[test]
fn only_what_is_dismissed_or_updated_is_settled() {
    for verdict in Verdict::ALL {
        assert_eq!(settled(&of(&[TWELVE, NINE], verdict), &[TWELVE, NINE]).is_some(), verdict.settles());
    }
    let mut undone = of(&[TWELVE, NINE], Verdict::Dismiss);
    undone.entries[0].verdict = None;
    assert!(settled(&undone, &[TWELVE, NINE]).is_none());
    // The id decides before the keys do; among keys the last row does.
    let mut both = of(&[TWELVE, NINE, NINE_AGAIN], Verdict::Dismiss);
    both.entries[0].id = ClaimId(1);
    assert!(settled(&both, &[TWELVE, NINE]).is_some());
    both.entries.extend(of(&[TWELVE, NINE], Verdict::Confirm).entries);
    both.entries[1].id = ClaimId(2);
    assert!(settled(&both, &[TWELVE, NINE]).is_none());
    assert!(settled(&both, &[TWELVE, NINE_AGAIN]).is_some());
    both.entries[0].id = report(&[TWELVE, NINE]).findings[0].id;
    assert!(settled(&both, &[TWELVE, NINE]).is_some());
}

#[test]
fn an_update_without_a_note_says_what_it_is() {
    let mut update = of(&[TWELVE, NINE], Verdict::Update);
    update.entries[0].note.clear();
    let reason = "a true change over time".to_owned();
    assert_eq!(settled(&update, &[TWELVE, NINE]), Some(Settled::Dismissed { reason }));
}

#[test]
fn the_last_row_of_a_finding_counts_and_a_torn_one_does_not() {
    let head = "id,kind,keys,verdict,note,reviewer,message\n";
    let read =
        parse(&format!("{head}{ID},date,,confirm,,,m\n{ID},date,{ID} {ID},Dismiss ,\"'=x\",Ada,m\n{ID},da")).unwrap();
    assert_eq!((read.entries.len(), read.torn), (1, true));
    assert_eq!((read.entries[0].verdict, read.entries[0].note.as_str()), (Some(Verdict::Dismiss), "=x"));
    assert_eq!(read.entries[0].keys.len(), 1);
}

#[test]
fn what_is_no_verdict_is_refused_where_it_stands() {
    let head = "id;kind;keys;verdict;note;reviewer;message\n";
    let error = parse(&format!("{head}{ID};date;;dismis;;;\n")).unwrap_err();
    assert_eq!(
        error,
        "v.csv:2:1: `dismis` is no verdict; write one of confirm, dismiss, update, unsure, or leave it empty"
    );
    assert!(parse(&format!("{head}1.2E+31;date;;dismiss;;;\n")).unwrap_err().contains("`1.2E+31` is no id"));
    assert!(parse("id,verdict\n").unwrap_err().contains("no column `kind`, so this is not a table of verdicts"));
}

#[test]
fn a_table_of_findings_is_read_as_well() {
    let known = report(&[TWELVE, NINE]);
    let mut table = sheet::findings(&known);
    table.rows[1].personal = vec!["dismiss".into(), "old toll".into(), "Ada".into()];
    let read = |table: &sheet::Sheet| {
        let mut bytes = Vec::new();
        table.write(&mut bytes).unwrap();
        Verdicts::read(Path::new("f.csv"), &bytes).map_err(|error| error.to_string())
    };
    let verdicts = read(&table).unwrap();
    let wanted = Entry {
        verdict: Some(Verdict::Dismiss),
        note: "old toll".into(),
        reviewer: "Ada".into(),
        ..Entry::of(&known, &known.findings[0])
    };
    assert_eq!(verdicts.entries, [wanted]);
    assert!(settled(&verdicts, &[TWELVE, NINE, NINE_AGAIN]).is_some());
    table.rows[0].personal[0] = "dismiss".into();
    assert_eq!(read(&table).unwrap(), verdicts);
    table.rows[0].personal[0] = "confirm".into();
    assert_eq!(
        read(&table).unwrap_err(),
        "f.csv:3:1: the finding has the verdict dismiss here and confirm in line 2; leave one"
    );
}

#[test]
fn an_entry_is_the_same_in_json() {
    let entry = of(&[TWELVE, NINE], Verdict::Unsure).entries.remove(0);
    let json = serde_json::to_value(&entry).unwrap();
    assert_eq!(json["verdict"], "unsure");
    assert_eq!(json["keys"].as_array().map(Vec::len), Some(1));
    assert_eq!(serde_json::from_value::<Entry>(json).unwrap(), entry);
    let undone = format!("{{\"id\":\"{ID}\",\"verdict\":\"\"}}");
    assert_eq!(serde_json::from_str::<Entry>(&undone).unwrap().verdict, None);
}
