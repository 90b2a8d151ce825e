//! What holds for any articles: spans cut back to their text, and nothing depends on order, threads, names or company.

use crosscheck::model::{Article, Facet, Finding, Report, Severity};
use crosscheck::{Config, check, check_pair, read, report};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// What articles about one event may say: each with places for a number, a day and a person.
const SENTENCES: &[&str] = &[
    "{N} people died when the ferry Aurora sank off Larkspur Point on {D}.",
    "The coast guard said that {N} passengers had been on board the ferry Aurora.",
    "The ferry Aurora had left the port of Wendover on {D}.",
    "President {P} called the sinking of the Aurora “a loss for all the islands of the bay”.",
    "Former President {P} visited the port of Wendover.",
    "The Aurora was not insured, its owner said.",
    "The Aurora was insured, its owner said.",
    "About {N} percent of the islanders support a bridge to Larkspur Point, a poll found.",
    "The repairs of the port of Wendover cost ${N} million — the most on record.",
    "Did the captain of the Aurora know of the storm?",
    "If the storm grows, {N} ships will stay in the port of Wendover.",
];
const NUMBERS: &[&str] = &["Nine", "12", "twelve", "nearly 40", "140", "more than 200", "4.5", "10,000"];
const DAYS: &[&str] = &["Monday", "May 12", "Tuesday", "12 May 2025", "May 14", "the day before"];
const PEOPLE: &[&str] = &["Ana Brennick", "Brennick", "Tobias Hall", "Ana Brenick"];

/// An article that has nothing to do with those.
const OTHERS: &[&str] = &[
    "Set `port` to 5640 in the configuration file. The server listens on port 5640 by default.",
    "Tomatoes want six hours of sun a day. Water them every morning, and never at noon.",
];

fn text() -> impl Strategy<Value = String> {
    let sentence = (0..SENTENCES.len(), 0..NUMBERS.len(), 0..DAYS.len(), 0..PEOPLE.len()).prop_map(|(at, n, d, p)| {
        SENTENCES[at].replace("{N}", NUMBERS[n]).replace("{D}", DAYS[d]).replace("{P}", PEOPLE[p])
    });
    proptest::collection::vec(sentence, 1..7).prop_map(|sentences| sentences.join(" "))
}

fn articles(texts: &[(&str, &str)]) -> Vec<Article> {
    texts.iter().map(|(id, text)| read::plain_text(id, text)).collect()
}

fn checked(texts: &[(&str, &str)]) -> Report {
    check(articles(texts), &Config::default())
}

fn json(report: &Report) -> String {
    let config = Config::default();
    let mut bytes = Vec::new();
    let writer = report::writer("json").expect("there is such a format");
    (writer.write)(report, &report::Context::new(&config), &mut bytes).expect("memory can be written");
    String::from_utf8(bytes).expect("JSON is UTF-8")
}

fn ids(report: &Report) -> BTreeSet<String> {
    report.findings.iter().map(|finding| finding.id.to_string()).collect()
}

/// All that is said of a finding but the number of its story, which counts the company.
fn told(report: &Report, finding: &Finding) -> String {
    let mut out = format!("{} {:?} {} {}", finding.id, finding.severity, finding.confidence, finding.message);
    for mention in finding.values.iter().flat_map(|value| &value.mentions) {
        out += &format!("\n{} {:?} {:?}", report.article(mention).id, mention.span, mention.speaker);
    }
    out
}

/// Sentences of words whose forms share a stem and are not as rare as one another.
const FORMS: &str = "(The (vote|votes|voting|voter) (of|for|on) the (minister|ministers|ministry) (was|is|was not) \
    (ignored|ignoring|ignores|created|creation) (in|near) (Larkspur|Wendover) (by|with) (9|12|nearly 40|“no one”) \
    (conversion|converting|converted) (engineer|engineers|engineering)[.?] ){1,3}";

/// What a pair of texts comes to, whichever is the left one: how alike they are, whether they make one claim, and what is
/// found between them.
fn mirrored(left: &str, right: &str) -> (u16, Vec<u16>, bool, Vec<String>) {
    let outcome = check_pair(left, right, &Config::default());
    let parts = outcome.parts.iter().map(|part| part.value).collect();
    let line = |finding: &Finding| format!("{} {:?} {}", finding.id, finding.severity, finding.confidence);
    let mut found: Vec<String> = outcome.report.findings.iter().map(line).collect();
    found.sort();
    (outcome.similarity, parts, outcome.aligned, found)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn spans_cut_back_to_their_text(left in text(), right in text()) {
        let report = checked(&[("left", &left), ("right", &right)]);
        for claim in &report.claims {
            let words = &report.articles[claim.article as usize].text;
            let cut = |span: crosscheck::model::Span| words.get(span.start as usize..span.end as usize);
            prop_assert!(cut(claim.span).is_some_and(|sentence| sentence.trim() == sentence && !sentence.is_empty()));
            for facet in &claim.facets {
                prop_assert!(cut(facet.span()).is_some_and(|words| !words.is_empty()), "{facet:?}");
                // A quotation may go on in the next sentence.
                prop_assert!(matches!(facet, Facet::Quote(_)) || claim.span.contains(facet.span()), "{facet:?}");
            }
        }
        for finding in &report.findings {
            prop_assert!(finding.values.len() >= 2);
            for mention in finding.values.iter().flat_map(|value| &value.mentions) {
                prop_assert!(report.sentence(mention).contains(report.quote(mention)));
            }
        }
    }

    #[test]
    fn the_order_of_files_and_the_number_of_threads_change_no_byte(left in text(), right in text(), third in text()) {
        let texts = [("a", left.as_str()), ("b", &right), ("c", &third)];
        let expected = json(&checked(&texts));
        let mut turned = texts;
        turned.reverse();
        prop_assert_eq!(&json(&checked(&turned)), &expected);
        for threads in [1, 2, 8] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be started");
            prop_assert_eq!(&pool.install(|| json(&checked(&texts))), &expected);
        }
    }

    #[test]
    fn the_other_way_round_all_is_the_same(left in text(), right in text()) {
        let (there, back) = (mirrored(&left, &right), mirrored(&right, &left));
        prop_assert_eq!(there, back);
    }

    /// Words in many forms, which weigh differently.
    #[test]
    fn two_texts_are_as_alike_from_either_side(left in FORMS, right in FORMS) {
        prop_assert_eq!(mirrored(&left, &right), mirrored(&right, &left));
    }

    #[test]
    fn a_copy_adds_no_finding(text in text()) {
        let alone = checked(&[("a", &text)]);
        let copied = checked(&[("a", &text), ("copy", &text)]);
        prop_assert_eq!(ids(&copied), ids(&alone));
    }

    #[test]
    fn a_new_name_changes_no_id(left in text(), right in text()) {
        let before = checked(&[("a", &left), ("b", &right)]);
        let after = checked(&[("z", &left), ("moved/b", &right)]);
        prop_assert_eq!(ids(&before), ids(&after));
    }

    #[test]
    fn company_changes_nothing(left in text(), right in text()) {
        let pair = [("m", left.as_str()), ("n", &right)];
        let alone = checked(&pair);
        let among = checked(&[("a", OTHERS[0]), pair[0], pair[1], ("z", OTHERS[1])]);
        let listed = |report: &Report| -> Vec<String> { report.findings.iter().map(|one| told(report, one)).collect() };
        prop_assert_eq!(listed(&alone), listed(&among));
    }
}

/// Two sentences of a copy are near to one of the other: only the nearer is that one, from either side.
#[test]
fn a_sentence_of_a_copy_has_one_counterpart() {
    let told = "Nine people died when the ferry Aurora sank off Larkspur Point on Monday. About nine percent of the islanders \
        support a bridge to Larkspur Point, a poll found.";
    let called = |who: &str| {
        format!("President {who} called the sinking of the Aurora “a loss for all the islands of the bay”.")
    };
    let left = format!("{told} {} {}", called("Tobias Hall"), called("Brennick"));
    let right = format!("{told} {}", called("Ana Brennick"));
    for found in [mirrored(&left, &right), mirrored(&right, &left)] {
        assert_eq!(found.3, Vec::<String>::new());
    }
    let changed = format!("{told} {}", called("Tobias Brennick"));
    assert_eq!(mirrored(&changed, &right).3.len(), 1);
}

/// The properties above would hold of a checker that finds nothing.
#[test]
fn there_is_something_to_hold() {
    let left = "Nine people died when the ferry Aurora sank off Larkspur Point on Monday.";
    let right = "Twelve people died when the ferry Aurora sank off Larkspur Point on Monday.";
    let report = checked(&[("left", left), ("right", right)]);
    assert!(report.findings.iter().any(|finding| finding.kind == "quantity" && finding.severity == Severity::High));
}
