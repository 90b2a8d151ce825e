use super::*;
use crate::settle::sample::{NINE, TWELVE};
use crate::{Config, Report, check, read};

fn claim(id: &str, state: &str, verdict: &str) -> Row {
    let mut generated = vec![String::new(); CLAIMS.columns.len()];
    generated[0] = id.into();
    generated[2] = "news/post.txt".into();
    generated[6] = format!("The text of {id}.");
    generated[8] = state.into();
    Row { generated, personal: vec![verdict.into(), String::new(), String::new()] }
}

fn sheet(rows: Vec<Row>) -> Sheet {
    Sheet { rows, ..Sheet::fresh(&CLAIMS, std::iter::empty()) }
}

fn bytes(sheet: &Sheet) -> Vec<u8> {
    let mut bytes = Vec::new();
    sheet.write(&mut bytes).unwrap();
    bytes
}

fn report(texts: &[&str]) -> Report {
    let articles = texts.iter().enumerate().map(|(at, text)| read::plain_text(&format!("paper{at}"), text)).collect();
    check(articles, &Config::default())
}

/// Verdict and state of each row.
fn said(sheet: &Sheet) -> Vec<(&str, &str)> {
    sheet.rows.iter().map(|row| (row.personal[0].as_str(), row.generated[sheet.layout.state].as_str())).collect()
}

#[test]
fn what_people_wrote_outlives_a_rewrite() {
    let earlier = sheet(vec![claim("a", "single", "fine"), claim("b", "agree", "wrong"), claim("c", "agree", "")]);
    let fresh = || sheet(vec![claim("a", "disputed", ""), claim("d", "single", "")]);
    let now = fresh().carry(&earlier);
    assert_eq!(now.rows, [claim("a", "disputed", "fine"), claim("d", "single", ""), claim("b", "gone", "wrong")]);
    let again = fresh().carry(&now);
    assert_eq!((again.changes(&now).len(), again.rows), (0, now.rows.clone()));
    let returned = sheet(vec![claim("b", "single", "")]).carry(&now);
    assert_eq!(said(&returned)[0], ("wrong", "single"));
}

#[test]
fn a_row_that_was_copied_loses_nothing() {
    let earlier = sheet(vec![claim("a", "single", "fine"), claim("a", "single", "wrong")]);
    let now = sheet(vec![claim("a", "single", "")]).carry(&earlier);
    assert_eq!(said(&now), [("fine", "single"), ("wrong", "copy")]);
    assert!(sheet(vec![claim("a", "single", "")]).carry(&now).changes(&now).is_empty());
}

#[test]
fn changes_are_told_by_row_whatever_their_order() {
    let earlier = sheet(vec![claim("a", "single", ""), claim("b", "agree", "")]);
    let now = sheet(vec![claim("d", "single", ""), claim("a", "agree", "")]);
    let lines: Vec<String> = now.changes(&earlier).iter().map(Change::to_string).collect();
    assert_eq!(
        lines,
        [
            "+ d news/post.txt: \"The text of d.\"",
            "~ a news/post.txt: state \"single\" -> \"agree\"",
            "- b news/post.txt: \"The text of b.\""
        ]
    );
    let turned = sheet(vec![claim("b", "agree", ""), claim("a", "single", "")]);
    assert!(turned.changes(&earlier).is_empty());
}

#[test]
fn a_written_sheet_reads_back_with_the_columns_people_added() {
    let mut first = sheet(vec![claim("a", "single", "=fine, \"so far\"")]);
    first.personal.push("colour".into());
    first.rows[0].personal.push("-red".into());
    first.dialect = Dialect { separator: b';', bom: true, crlf: true };
    let read = Sheet::read(&CLAIMS, Path::new("claims.csv"), &bytes(&first)).unwrap();
    assert_eq!((&read.rows, &read.personal, read.dialect), (&first.rows, &first.personal, first.dialect));
    let rewritten = sheet(vec![claim("a", "agree", "")]).carry(&first);
    assert_eq!((rewritten.dialect, &rewritten.rows[0].personal), (first.dialect, &first.rows[0].personal));
}

#[test]
fn columns_and_rows_may_stand_in_any_order() {
    let text = "note\tstate\tkinds\ttext\tverdict\tspeaker\tdate\tsource\tarticle\tgroup\tid\tmine\n\
                n\tsingle\t\tThe text of a.\tfine\t\t\t\tnews/post.txt\t\ta\tx\n";
    let read = Sheet::read(&CLAIMS, Path::new("c.csv"), text.as_bytes()).unwrap();
    assert_eq!(read.personal, ["verdict", "note", "reviewer", "mine"]);
    assert_eq!(read.rows[0].personal, ["fine", "n", "", "x"]);
    assert_eq!(read.rows[0].generated, claim("a", "single", "").generated);
}

#[test]
fn other_tables_are_refused_with_their_columns() {
    let refused = |text: &str| Sheet::read(&CLAIMS, Path::new("t.csv"), text.as_bytes()).unwrap_err().to_string();
    let error = refused("id,title\n1,x\n");
    assert_eq!(error, "t.csv:1:1: no column `group`, so this is not a table of claims (it has: id, title)");
    let error = refused(&format!("{}\n1,2\n", CLAIMS.columns.join(",")));
    assert!(error.starts_with("t.csv:2:1: the row has 2 cells where the header has 9"), "{error}");
    assert!(refused(&format!("{}\n1,2", CLAIMS.columns.join(","))).contains("cut off"));
}

#[test]
fn a_finding_keeps_its_verdict_when_it_gains_a_mention_and_loses_it_with_a_new_value() {
    let mut first = findings(&report(&[TWELVE, NINE]));
    first.rows[1].personal = vec!["dismiss".into(), "old toll".into(), "Ada".into()];
    let more = findings(&report(&[TWELVE, NINE, "Nine people died on Monday when the bridge at Wendover fell."]));
    let carried = more.carry(&first);
    assert_eq!(said(&carried).iter().filter(|(verdict, _)| *verdict == "dismiss").count(), 1);
    assert_eq!(carried.rows.len(), 3, "nothing is gone");
    let seven = "Seven people died when the bridge at Wendover fell on Monday.";
    let other = findings(&report(&[TWELVE, seven])).carry(&first);
    assert_eq!(said(&other), [("", "open"), ("", "open"), ("", "gone"), ("dismiss", "gone")]);
    let wider = findings(&report(&[TWELVE, NINE, seven])).carry(&first);
    assert_eq!(said(&wider), [("", "open"), ("", "open"), ("", "open"), ("", "changed"), ("dismiss", "changed")]);
    // The finding comes back, and with it the verdict.
    for before in [other, wider] {
        let back = findings(&report(&[TWELVE, NINE])).carry(&before);
        assert_eq!(said(&back), [("", "open"), ("dismiss", "open")]);
    }
}

#[test]
fn what_is_written_of_a_changed_finding_stands_beside_what_was_written_before() {
    let (two, three) =
        (&[TWELVE, NINE][..], &[TWELVE, NINE, "Seven people died when the bridge at Wendover fell on Monday."][..]);
    let mut first = findings(&report(two));
    first.rows[0].personal[0] = "dismiss".into();
    let mut wider = findings(&report(three)).carry(&first);
    wider.rows[1].personal[0] = "confirm".into();
    let again = findings(&report(three)).carry(&wider);
    assert_eq!((said(&again), again.rows.len()), (said(&wider), 5));
    let back = findings(&report(two)).carry(&again);
    assert_eq!(said(&back).iter().filter(|(verdict, _)| !verdict.is_empty()).count(), 2, "nothing is lost");
}
