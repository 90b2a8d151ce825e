//! Copies of one story: they are one origin, and what one of them changed is found and said to be a change in a copy.

#![allow(missing_docs)]

use crosscheck::{Article, Config, Report, check, read};

const WIRE: [&str; 6] = [
    "A freight train left the rails near Quellmark on Monday and blocked the main line between Brandvik and the coast.",
    "Nineteen wagons fell down the embankment and spilled 640 tonnes of grain into the river Tarn, the railway said.",
    "The driver Ida Lundqvist was taken to the hospital in Brandvik with a broken arm.",
    "\"I felt the second wagon jump and then the whole train lay down beside me,\" Lundqvist told inspectors at the hospital.",
    "Crews worked through the night with two cranes from the port to lift the engine back onto the track.",
    "The line carried 84 trains a day before the accident and will stay closed until the end of the week.",
];

const ACCOUNT: &str = "Grain from a derailed train is floating down the Tarn since Monday. The engine driver broke an arm. \
    Two cranes of the port of Brandvik have come to Quellmark, where the wagons lie on their sides below the embankment. \
    Passengers to the coast have to take a bus for the rest of the week, a spokesman of the railway said.";

fn article(name: &str, text: &str) -> Article {
    let page = format!("---\nsource: {name}\ndate: 2031-05-06\n---\n\n{text}\n");
    read::article(&format!("{name}.md"), "md", page.as_bytes()).expect("an article").remove(0)
}

fn wire(change: (&str, &str)) -> String {
    let text = WIRE.join("\n\n");
    assert!(change.0.is_empty() || text.contains(change.0), "{change:?}");
    if change.0.is_empty() { text } else { text.replace(change.0, change.1) }
}

fn report(copies: &[(&str, String)]) -> Report {
    let mut articles = vec![article("wire", &wire(("", ""))), article("own", ACCOUNT)];
    articles.extend(copies.iter().map(|(name, text)| article(name, text)));
    check(articles, &Config::default())
}

/// The kinds of the findings, each with whether it is marked as a change in a copy.
fn found(report: &Report) -> Vec<(&'static str, bool)> {
    report.findings.iter().map(|finding| (finding.kind, finding.copy_drift)).collect()
}

#[test]
fn ten_copies_are_one_origin() {
    let cut = WIRE[..4].join("\n\n");
    let turned =
        format!("Grain in the river\n\n{}", [WIRE[1], WIRE[0], WIRE[3], WIRE[2], WIRE[5], WIRE[4]].join("\n\n"));
    let names = ["c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8"];
    let mut copies: Vec<(&str, String)> = names.map(|name| (name, wire(("", "")))).into();
    copies.extend([("cut", cut), ("turned", turned)]);
    let report = report(&copies);
    let own = report.articles.iter().position(|article| article.id == "own.md").expect("it was read");
    let mut origins = report.origins.clone();
    assert_eq!(origins.remove(own) as usize, own, "an account in its own words is an origin of its own");
    origins.dedup();
    assert_eq!(origins.len(), 1, "{:?}", report.origins);
    assert_eq!(found(&report), []);
}

#[test]
fn what_a_copy_changed_is_found_and_marked() {
    for (change, kind) in [
        (("640 tonnes", "460 tonnes"), "quantity"),
        (("84 trains", "48 trains"), "quantity"),
        (("Nineteen wagons", "Ninety wagons"), "quantity"),
        (("Lundqvist", "Lindqvist"), "name"),
        (("second wagon jump", "second wagon break"), "quote"),
    ] {
        let report = report(&[("copy", wire(change))]);
        assert_eq!(found(&report), [(kind, true)], "{change:?}");
        assert!(report.findings[0].message.ends_with(", changed in a copy"), "{}", report.findings[0].message);
    }
}

#[test]
fn each_change_of_a_sentence_is_found_though_it_is_only_foreseen() {
    let told = "Crews worked through the night with two cranes";
    let foreseen = "The railway said that 36 buses would carry 1,240 passengers a day until then";
    let original = wire((told, &format!("{foreseen}.\n\n{told}")));
    let copy = original.replace("36 buses", "63 buses").replace("1,240 passengers", "1,420 passengers");
    let report = report(&[("first", original), ("second", copy)]);
    assert_eq!(found(&report), [("quantity", true); 2]);
}

/// The values of a finding, each with how often it stands there.
fn values(report: &Report) -> Vec<(&str, usize)> {
    let values = report.findings.iter().flat_map(|finding| &finding.values);
    values.map(|value| (value.value.as_str(), value.mentions.len())).collect()
}

#[test]
fn a_changed_name_is_one_finding_with_all_its_mentions() {
    // Also where the sentence is too short to be followed, in the genitive, and in the words of a second copy.
    let longer = |text: String| {
        format!(
            "{text}\n\nLundqvist is 41.\n\nLundqvist's employer has run the line since 1998, a spokesman of the railway said."
        )
    };
    let original = article("wire", &longer(wire(("", ""))));
    let changed = |name: &str, from: &str, to: &str| article(name, &longer(wire(("", ""))).replace(from, to));
    let run = |copies: Vec<Article>| check([vec![original.clone()], copies].concat(), &Config::default());

    let misspelt = run(vec![changed("copy", "Lundqvist", "Lindqvist"), changed("third", "Lundqvist", "Lindqvist")]);
    assert_eq!(found(&misspelt), [("name", true)], "{:?}", values(&misspelt));
    assert_eq!(misspelt.findings[0].values.iter().map(|value| value.mentions.len()).collect::<Vec<_>>(), [8, 4]);

    // Another person altogether.
    let other =
        run(vec![article("copy", &longer(wire(("Ida Lundqvist", "Mia Bergholm"))).replace("Lundqvist", "Bergholm"))]);
    assert_eq!(found(&other), [("name", true)], "{:?}", values(&other));

    // Two people are two changes.
    let both = |driver: &str, judge: &str| {
        format!(
            "{}\n\nInspector {judge} asked the railway for the records of all its wagons on Tuesday. {judge} will report in June, said {judge}'s office on the day after.",
            wire(("Lundqvist", driver))
        )
    };
    let two = check(
        vec![
            article("wire", &both("Lundqvist", "Tom Aldershot")),
            article("copy", &both("Lindqvist", "Tom Oldershot")),
        ],
        &Config::default(),
    );
    assert_eq!(found(&two), [("name", true), ("name", true)], "{:?}", values(&two));
}

/// A slip in one place of several, whichever of the two comes first.
#[test]
fn a_name_that_slipped_once_is_found() {
    let told = |slip: Option<usize>| {
        let text = format!(
            "{}\n\nInspectors asked the railway on Tuesday for the records that Lundqvist had kept in the cab of the engine.\n\n\
             A colleague who knows Lundqvist well said that nobody on the line had more hours without a fault.",
            wire(("", ""))
        );
        let Some(slip) = slip else { return text };
        let (at, name) = text.match_indices("Lundqvist").nth(slip).expect("it stands there");
        format!("{}Lindqvist{}", &text[..at], &text[at + name.len()..])
    };
    for slip in 0..4 {
        for names in [["a", "b"], ["b", "a"]] {
            let articles = vec![article(names[0], &told(None)), article(names[1], &told(Some(slip)))];
            let report = check(articles, &Config::default());
            let wrong = "Lindqvist";
            assert_eq!(found(&report), [("name", true)], "{slip} {names:?} {:?}", values(&report));
            let of = report.findings[0].values.iter().find(|value| value.value.ends_with(wrong));
            assert_eq!(of.map(|value| value.mentions.len()), Some(1), "{slip} {names:?} {:?}", values(&report));
        }
    }
}

/// Two people of nearly one name, each in the place of his own in both copies, and a reporter who is credited.
#[test]
fn two_people_of_nearly_one_name_are_no_slip() {
    let both = format!(
        "{}\n\nInspector Tom Lindqvist asked the railway on Tuesday for the records of all wagons of the train.\n\n\
         The inspector Lindqvist and the driver Lundqvist are not related, a spokesman of the railway said.",
        wire(("", ""))
    );
    let cut = both.rsplit_once("\n\n").expect("paragraphs").0.to_owned();
    for copy in [both.clone(), cut] {
        let report = check(vec![article("a", &both), article("b", &copy)], &Config::default());
        assert_eq!(found(&report), [], "{:?}", values(&report));
    }
}

#[test]
fn other_styles_are_no_change() {
    for change in [
        ("640 tonnes", "some 640 tonnes"),
        ("Nineteen wagons", "19 wagons"),
        ("two cranes", "a pair of cranes"),
        ("The driver Ida Lundqvist", "Driver Ida Lundqvist"),
        ("on Monday", "yesterday"),
        ("until the end of the week", "for the rest of the week"),
    ] {
        assert_eq!(found(&report(&[("copy", wire(change))])), [], "{change:?}");
    }
}
