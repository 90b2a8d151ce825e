//! What is written is read again as it was, and what people wrote is never lost.

use crosscheck::model::Article;
use crosscheck::report::{guarded, restored, shielded, visible};
use crosscheck::settle::{Baseline, Verdicts};
use crosscheck::sheet::{CLAIMS, FINDINGS, Sheet};
use crosscheck::{Config, archive, check, check_pair, config, read, report, sheet};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

const NUMBERS: &[&str] = &["Nine", "12", "nearly 40", "140", "more than 200", "half of 90"];
const DAYS: &[&str] = &["Monday", "May 12", "Tuesday", "the day before"];

fn text() -> impl Strategy<Value = String> {
    let sentence = (0..4_usize, 0..NUMBERS.len(), 0..DAYS.len()).prop_map(|(at, number, day)| {
        let (number, day) = (NUMBERS[number], DAYS[day]);
        match at {
            0 => format!("{number} people died when the ferry Aurora sank off Larkspur Point on {day}."),
            1 => format!("The ferry Aurora had {number} passengers, “not one of them safe”, Ana Brennick said."),
            2 => format!("President Ana Brennick visited the port of Wendover on {day}."),
            _ => "Former President Ana Brennick said the Aurora was not insured. It was insured.".to_owned(),
        }
    });
    proptest::collection::vec(sentence, 1..6).prop_map(|sentences| sentences.join(" "))
}

/// Cells as people and attackers write them.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~\u{a0}-\u{24f}“”€]{0,20}",
        "[=+@'\"\t\r\n,;|-]{0,6}[a-z]{0,3}",
        Just("=cmd|' /C calc'!A0".to_owned()),
        Just("\u{feff}\u{202e}x".to_owned()),
    ]
}

fn articles(texts: &[&str]) -> Vec<Article> {
    texts.iter().enumerate().map(|(at, text)| read::plain_text(&format!("{at}.txt"), text)).collect()
}

fn ids(report: &crosscheck::Report) -> Vec<String> {
    let mut ids: Vec<String> = report.findings.iter().map(|one| format!("{} {:?}", one.id, one.severity)).collect();
    ids.sort();
    ids
}

/// A cell as a table keeps it: line ends are line feeds.
fn kept(cell: &str) -> String {
    cell.replace("\r\n", "\n").replace('\r', "\n")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_pair_is_judged_alike_from_both_sides(left in text(), right in text()) {
        let config = Config::default();
        let (there, back) = (check_pair(&left, &right, &config), check_pair(&right, &left, &config));
        prop_assert_eq!(ids(&there.report), ids(&back.report));
        prop_assert_eq!(there.aligned, back.aligned);
    }

    #[test]
    fn scores_stay_within_their_bounds(left in text(), right in text()) {
        let outcome = check_pair(&left, &right, &Config::default());
        prop_assert!(outcome.similarity <= 1000 && outcome.parts.iter().all(|part| part.value <= 1000));
        for finding in &outcome.report.findings {
            prop_assert!(finding.confidence <= 1000 && finding.score.iter().all(|part| part.value <= 1000));
        }
    }

    #[test]
    fn cells_come_back_and_none_is_a_formula(cell in cell()) {
        let written = shielded(&cell);
        prop_assert_eq!(restored(&written), cell.as_str());
        for safe in [&written, &guarded(&cell)] {
            prop_assert!(!safe.starts_with(['=', '+', '-', '@', '\t', '\r']), "{:?}", safe);
        }
        let awkward = visible(&cell).contains(|c: char| c.is_control() || c == '\u{202e}');
        prop_assert!(!awkward);
    }

    #[test]
    fn what_people_wrote_survives_every_change(
        before in text(), after in text(), notes in proptest::collection::vec(cell(), 8), added in "[a-z]{1,8}",
    ) {
        let report = |text: &str| check(articles(&[text, "Twelve people died when the ferry Aurora sank off Larkspur Point on Sunday."]), &Config::default());
        let (old, new) = (report(&before), report(&after));
        for (layout, make) in [(&CLAIMS, sheet::claims as fn(&crosscheck::Report) -> Sheet), (&FINDINGS, sheet::findings)] {
            let mut judged = make(&old);
            judged.personal.push(format!("own {added}"));
            for (at, row) in judged.rows.iter_mut().enumerate() {
                let note = &notes[at % notes.len()];
                row.personal = vec!["dismiss".to_owned(), note.clone(), "Ada".to_owned(), format!("{at}")];
            }
            let count = judged.rows.len();
            let mut bytes = Vec::new();
            judged.write(&mut bytes).expect("memory can be written");
            let read = Sheet::read(layout, Path::new("a.csv"), &bytes).expect("our own table");
            prop_assert_eq!(read.rows.len(), count);
            for (row, written) in read.rows.iter().zip(&judged.rows) {
                prop_assert_eq!(kept(&row.personal[1]), kept(&written.personal[1]));
            }
            let carried = make(&new).carry(&read);
            let mut left: BTreeMap<String, usize> = BTreeMap::new();
            carried.rows.iter().filter_map(|row| row.personal.get(3)).for_each(|own| *left.entry(own.clone()).or_default() += 1);
            for at in 0..count {
                prop_assert_eq!(left.get(&at.to_string()), Some(&1), "row {} of {}", at, layout.what);
            }
        }
    }

    #[test]
    fn verdicts_are_read_as_they_were_written(cells in proptest::collection::vec((cell(), cell()), 1..6)) {
        let mut bytes = b"id,kind,keys,verdict,note,reviewer,message\n".to_vec();
        {
            let mut table = csv::WriterBuilder::new().has_headers(false).from_writer(&mut bytes);
            for (at, (note, reviewer)) in cells.iter().enumerate() {
                let (id, note, reviewer) = (format!("a{at:031x}"), shielded(note), shielded(reviewer));
                table.write_record([&id, "date", "", "confirm", &note, &reviewer, "m"]).expect("memory can be written");
            }
            table.flush().expect("memory can be written");
        }
        let verdicts = Verdicts::read(Path::new("v.csv"), &bytes).expect("our own table");
        prop_assert_eq!(verdicts.entries.len(), cells.len());
        for (entry, (note, reviewer)) in verdicts.entries.iter().zip(&cells) {
            prop_assert_eq!(kept(&entry.note), kept(note));
            prop_assert_eq!(kept(entry.reviewer.trim()), kept(reviewer.trim()));
        }
    }

    #[test]
    fn baselines_and_reports_are_read_as_they_were_written(left in text(), right in text()) {
        let config = Config::default();
        let found = check(articles(&[&left, &right]), &config);
        let baseline = Baseline::default().updated(&found, &config, |_| true).0;
        let again = Baseline::parse(Path::new("b.json"), &baseline.text()).expect("our own baseline");
        prop_assert_eq!(again.text(), baseline.text());
        let mut json = Vec::new();
        (report::writer("json").expect("a format").write)(&found, &report::Context::new(&config), &mut json).expect("memory can be written");
        let value: serde_json::Value = serde_json::from_slice(&json).expect("JSON");
        let run = crosscheck::diff::Run::parse(Path::new("r.json"), std::str::from_utf8(&json).expect("UTF-8")).expect("our own report");
        prop_assert_eq!(run.disagreements.len(), found.findings.len());
        prop_assert_eq!(value["discrepancies"].as_array().map(Vec::len), Some(found.findings.len()));
    }

    #[test]
    fn configurations_are_read_as_they_were_written(source in cell(), title in "[A-Z][a-z]{1,9}", limit in 1..9_u32, sure in 0..=1000_u16) {
        let mut first = Config::default();
        first.sources.insert("news/a*".to_owned(), source);
        first.lexicon.titles.push(title);
        first.file_limit_mib = Some(limit);
        first.min_confidence = sure;
        let printed = toml::to_string(&first).expect("a configuration has a TOML form");
        let again = config::parse(Path::new("c.toml"), &printed).expect("our own configuration");
        prop_assert_eq!(toml::to_string(&again).expect("a TOML form"), printed);
        prop_assert_eq!(first.hash(), again.hash());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn an_archive_is_the_same_in_one_batch_or_many(texts in proptest::collection::vec(text(), 3), draft in text()) {
        let config = Config::default();
        let kept: Vec<Article> = articles(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        let folders = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
        archive::add(folders[0].path(), kept.clone(), &config).expect("added");
        for article in kept.into_iter().rev() {
            archive::add(folders[1].path(), vec![article], &config).expect("added");
        }
        let found = folders.each_ref().map(|folder| {
            let report = archive::check(folder.path(), vec![read::plain_text("draft", &draft)], &config).expect("checked");
            let mut json = Vec::new();
            (report::writer("json").expect("a format").write)(&report, &report::Context::new(&config), &mut json).expect("memory can be written");
            json
        });
        prop_assert!(found[0] == found[1]);
    }
}
