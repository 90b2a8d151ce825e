//! The page's data: the report as the page's script reads it.

use super::coverage::{self, Coverage};
use super::facts::{self, Axis, Fact};
use super::matrix::{self, Agreed, Rows};
use super::sentence::{Pool, Sentence, plain};
use crate::compare::CHECKS;
use crate::model::{Article, ClaimId, Finding, Gate, Mention, NearMiss, Report, Settled, Severity};
use crate::report::view::source;
use crate::settle;
use serde::Serialize;
use std::collections::BTreeMap;

/// Near misses on the page; JSON has them all. A list beyond this is not read, and each takes some 300 bytes.
const NEAR_MISSES: usize = 5_000;

/// The gates in the order in which they are tried, with what passing one means.
const GATES: [(Gate, &str); 8] = [
    (Gate::Story, "the articles tell the same story"),
    (Gate::Time, "both speak of the same time"),
    (Gate::Measure, "both measure the same"),
    (Gate::Scope, "same place, group or version"),
    (Gate::Subject, "same person or thing"),
    (Gate::Asserted, "both sides assert it"),
    (Gate::Compatible, "both cannot be true"),
    (Gate::Contrast, "no sentence sets the two side by side itself"),
];

/// Everything on the page.
#[derive(Serialize)]
pub(super) struct Data {
    version: &'static str,
    /// Names this set of findings, for what the browser keeps.
    run: String,
    claims: usize,
    kinds: Vec<Kind>,
    gates: Vec<[&'static str; 2]>,
    articles: Vec<JsonArticle>,
    stories: Vec<Story>,
    sentences: Vec<Sentence>,
    findings: Vec<JsonFinding>,
    near: Vec<Near>,
    /// How many near misses there are in all.
    nears: usize,
    coverage: coverage::Shown,
    skipped: Vec<[String; 2]>,
}

impl Data {
    pub(super) fn of(report: &Report) -> Self {
        let coverage = Coverage::of(report);
        let mentions = report.findings.iter().flat_map(|finding| &finding.values).flat_map(|value| &value.mentions);
        let near = report.near_misses.iter().take(NEAR_MISSES);
        let sides = near.clone().flat_map(|miss| &miss.sides).map(|mention| mention.claim);
        let pool = Pool::new(report, mentions.map(|mention| mention.claim), sides.chain(coverage.claims()));
        Self {
            version: env!("CARGO_PKG_VERSION"),
            run: run(report),
            claims: report.claims.len(),
            kinds: kinds(),
            gates: GATES.map(|(gate, passed)| [gate.id(), passed]).to_vec(),
            articles: articles(report),
            stories: stories(report),
            sentences: pool.sentences(),
            findings: report.findings.iter().map(|finding| JsonFinding::of(report, &pool, finding)).collect(),
            near: near.map(|miss| Near::of(report, &pool, miss)).collect(),
            nears: report.near_misses.len(),
            coverage: coverage.shown(&pool),
            skipped: report.skipped.iter().map(|skipped| [plain(&skipped.what), plain(&skipped.why)]).collect(),
        }
    }
}

/// The same for the same findings, in whatever order.
fn run(report: &Report) -> String {
    let mut ids: Vec<ClaimId> = report.findings.iter().map(|finding| finding.id).collect();
    ids.sort_unstable();
    let bytes: Vec<[u8; 16]> = ids.iter().map(|id| id.0.to_be_bytes()).collect();
    ClaimId::of(bytes.iter().map(<[u8; 16]>::as_slice)).to_string()
}

#[derive(Serialize)]
struct Kind {
    id: &'static str,
    summary: &'static str,
    help: &'static str,
}

fn kinds() -> Vec<Kind> {
    CHECKS.iter().map(|check| Kind { id: check.id, summary: check.summary, help: check.help }).collect()
}

#[derive(Serialize)]
struct JsonArticle {
    id: String,
    /// The name readers know it by.
    source: String,
    /// Whether the article names its source, rather than being known by its file.
    named: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    story: u32,
}

fn articles(report: &Report) -> Vec<JsonArticle> {
    let article = |(article, story): (&Article, &u32)| JsonArticle {
        id: plain(&article.id),
        source: plain(article.label()),
        named: source(article).is_some(),
        title: article.meta.title.as_ref().map(|field| plain(&field.value)),
        date: article.date().map(|date| date.to_string()),
        url: article.meta.url.as_ref().map(|field| field.value.clone()).filter(|url| is_web(url)),
        story: *story,
    };
    report.articles.iter().zip(&report.stories).map(article).collect()
}

/// Whether an address leads to the web and cannot run anything (`javascript:`).
pub(in crate::report) fn is_web(url: &str) -> bool {
    let web = ["https://", "http://"]
        .iter()
        .any(|scheme| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    web && !url.chars().any(|c| c.is_whitespace() || c.is_control())
}

#[derive(Serialize)]
struct Story {
    title: String,
    agreed: Vec<Agreed>,
    #[serde(skip_serializing_if = "is_zero")]
    more: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

fn stories(report: &Report) -> Vec<Story> {
    let mut rows: BTreeMap<u32, Rows> = matrix::agreed(report);
    let mut titles: BTreeMap<u32, (Option<&str>, &str)> = BTreeMap::new();
    for (article, story) in report.articles.iter().zip(&report.stories) {
        let title = article.meta.title.as_ref().map(|field| field.value.as_str());
        let known = titles.entry(*story).or_insert((title, article.label()));
        known.0 = known.0.or(title);
    }
    let story = |(number, (title, label)): (u32, (Option<&str>, &str))| {
        let Rows { agreed, more } = rows.remove(&number).unwrap_or_default();
        Story { title: plain(title.unwrap_or(label)), agreed, more }
    };
    titles.into_iter().map(story).collect()
}

#[derive(Serialize)]
struct JsonFinding {
    id: String,
    kind: &'static str,
    severity: Severity,
    /// Thousandths.
    confidence: u16,
    message: String,
    because: String,
    score: Vec<(&'static str, u16)>,
    story: u32,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    within: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    settled: Option<[String; 2]>,
    /// All keys, sorted, each once.
    keys: Vec<String>,
    /// Places in `keys` of each pair of values; left out where there is one pair, which has them all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pairs: Vec<Vec<usize>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    values: Vec<JsonValue>,
}

impl JsonFinding {
    fn of(report: &Report, pool: &Pool<'_>, finding: &Finding) -> Self {
        let by_pair = settle::keys(report, finding);
        let mut keys: Vec<ClaimId> = by_pair.iter().flatten().copied().collect();
        keys.sort_unstable();
        keys.dedup();
        let pairs = match by_pair.as_slice() {
            [_] => Vec::new(),
            all => all
                .iter()
                .map(|pair| pair.iter().map(|key| keys.partition_point(|other| other < key)).collect())
                .collect(),
        };
        let axis = facts::axis(report, finding);
        let values = finding.values.iter().map(|value| JsonValue {
            value: plain(&value.value),
            mentions: value
                .mentions
                .iter()
                .map(|mention| JsonMention::of(report, pool, finding, axis.as_ref(), mention))
                .collect(),
        });
        Self {
            id: finding.id.to_string(),
            kind: finding.kind,
            severity: finding.severity,
            confidence: finding.confidence,
            message: plain(&finding.message),
            because: plain(&finding.because),
            score: finding.score.iter().map(|part| (part.name, part.value)).collect(),
            story: finding.story,
            within: finding.within_article,
            settled: finding.settled.as_ref().map(settled),
            keys: keys.iter().map(ToString::to_string).collect(),
            pairs,
            values: values.collect(),
            unit: axis.map(|axis| axis.unit),
        }
    }
}

/// How a finding is settled, and why.
fn settled(settled: &Settled) -> [String; 2] {
    let (by, reason) = match settled {
        Settled::Known => ("known from the baseline", ""),
        Settled::Dismissed { reason } => ("dismissed", reason.as_str()),
        Settled::Allowed { reason } | Settled::Ignored { reason } => ("allowed", reason.as_str()),
    };
    [by.to_owned(), plain(reason)]
}

#[derive(Serialize)]
struct JsonValue {
    value: String,
    mentions: Vec<JsonMention>,
}

#[derive(Serialize)]
struct JsonMention {
    /// Index of its sentence.
    s: usize,
    line: u32,
    column: u32,
    /// The place in words, where line and column would not do.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    /// The deciding words, in UTF-16 units.
    #[serde(skip_serializing_if = "Option::is_none")]
    mark: Option<[usize; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    /// Day and time of the entry of a live page.
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fact: Option<Fact>,
}

impl JsonMention {
    fn of(report: &Report, pool: &Pool<'_>, finding: &Finding, axis: Option<&Axis>, mention: &Mention) -> Self {
        Self { fact: facts::fact(report, finding, axis, mention), ..Self::bare(report, pool, mention) }
    }

    fn bare(report: &Report, pool: &Pool<'_>, mention: &Mention) -> Self {
        let (s, mark) = pool.mark(mention);
        let place = report.place(mention);
        let words = report.article(mention).place_in_words(mention.span.start).as_deref().map(plain);
        let entry = report.article(mention).entry(mention.span.start).map(ToString::to_string);
        let by = mention.speaker.as_deref().map(plain);
        Self { s, line: place.line, column: place.column, place: words, mark, by, entry, fact: None }
    }
}

#[derive(Serialize)]
struct Near {
    kind: &'static str,
    gate: &'static str,
    sides: [JsonMention; 2],
}

impl Near {
    fn of(report: &Report, pool: &Pool<'_>, miss: &NearMiss) -> Self {
        Self {
            kind: miss.kind,
            gate: miss.gate.id(),
            sides: miss.sides.each_ref().map(|side| JsonMention::bare(report, pool, side)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Config, check, read};

    fn data(texts: &[&str]) -> serde_json::Value {
        let articles =
            texts.iter().enumerate().map(|(at, text)| read::plain_text(&format!("paper{at}"), text)).collect();
        serde_json::to_value(Data::of(&check(articles, &Config::default()))).expect("plain data")
    }

    const NINE: &str = "Nobody expected it. Nine people died when the bridge at Wendover fell on Monday. It was old.";
    const TWELVE: &str = "At least 12 people died when the bridge at Wendover fell on Monday.";

    #[test]
    fn a_finding_has_its_keys_and_its_sentences() {
        let data = data(&[NINE, TWELVE]);
        let finding = &data["findings"][0];
        assert_eq!(finding["keys"].as_array().map(Vec::len), Some(1));
        let mention = &finding["values"][0]["mentions"][0];
        let sentence = &data["sentences"][usize::try_from(mention["s"].as_u64().expect("an index")).expect("small")];
        let text = sentence["text"].as_str().expect("words");
        let [start, end] =
            [0, 1].map(|at| usize::try_from(mention["mark"][at].as_u64().expect("a mark")).expect("small"));
        assert_eq!((sentence["follows"].as_bool(), &text[start..end]), (Some(true), "Nine"));
    }

    #[test]
    fn the_run_is_named_after_its_findings_alone() {
        let run = |texts: &[&str]| data(texts)["run"].clone();
        assert_eq!(run(&[NINE, TWELVE]), run(&[TWELVE, NINE]));
        assert_ne!(run(&[NINE, TWELVE]), run(&[NINE]));
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        assert!(is_web("https://paper.example/a?b") && is_web("HTTP://paper.example"));
        for url in ["javascript:alert(1)", " https://a.example", "data:text/html,x", "https://a.example/\nx", "//a"] {
            assert!(!is_web(url), "{url}");
        }
    }
}
