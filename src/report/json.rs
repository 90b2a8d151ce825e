//! Everything, for programs. The structs here are the schema: they change with its number, never with the model.

use super::Context;
use super::disarmed::write_json;
use super::manifest::{self, JsonSkipped, Manifest, SCHEMA};
use super::view::{self, Shown};
use crate::config::Config;
use crate::lexicon::language;
use crate::model::{Absent, Finding, Mention, NearMiss, Report, ScorePart, Severity, Stale, Value};
use serde::Serialize;
use serde::ser::SerializeMap;

use std::io;

pub(super) fn write(report: &Report, context: &Context<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    write_json(&JsonReport::of(report, context.config), out)
}

#[derive(Serialize)]
struct JsonReport<'a> {
    schema: u8,
    discrepancies: Vec<JsonFinding<'a>>,
    near_misses: Vec<JsonNearMiss<'a>>,
    articles: Vec<JsonArticle<'a>>,
    skipped: Vec<JsonSkipped<'a>>,
    absent: Vec<JsonAbsent<'a>>,
    stale: Vec<JsonStale<'a>>,
    manifest: Manifest<'a>,
}

impl<'a> JsonReport<'a> {
    fn of(report: &'a Report, config: &Config) -> Self {
        Self {
            schema: SCHEMA,
            discrepancies: report.findings.iter().map(|finding| JsonFinding::of(report, finding)).collect(),
            near_misses: report.near_misses.iter().map(|miss| JsonNearMiss::of(report, miss)).collect(),
            articles: articles(report),
            skipped: manifest::skipped(report),
            absent: report.settlement.absent.iter().map(JsonAbsent::of).collect(),
            stale: report
                .settlement
                .stale
                .iter()
                .map(|Stale { file, line, why }| JsonStale { file, line: *line, why })
                .collect(),
            manifest: Manifest::of(report, config),
        }
    }
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    id: String,
    /// One for each pair of values, `id` among them: what an `[[allow]]` names.
    ids: Vec<String>,
    kind: &'static str,
    severity: Severity,
    confidence: Decimal,
    message: &'a str,
    because: &'a str,
    score: Score<'a>,
    story: u32,
    within_article: bool,
    /// Whether two of its values stand in copies of one story.
    copy_drift: bool,
    /// Why it fails nothing; `null` while it is open.
    settled: Option<JsonSettled<'a>>,
    /// Whether it stands in the baseline; `null` where there is none.
    in_baseline: Option<bool>,
    values: Vec<JsonValue<'a>>,
}

#[derive(Serialize)]
struct JsonSettled<'a> {
    by: &'static str,
    reason: Option<&'a str>,
}

impl<'a> JsonFinding<'a> {
    fn of(report: &'a Report, finding: &'a Finding) -> Self {
        Self {
            id: finding.id.to_string(),
            ids: view::ids(report, finding),
            kind: finding.kind,
            severity: finding.severity,
            confidence: Decimal(finding.confidence),
            message: &finding.message,
            because: &finding.because,
            score: Score(&finding.score),
            story: finding.story,
            within_article: finding.within_article,
            copy_drift: finding.copy_drift,
            settled: finding.settled.as_ref().map(|by| JsonSettled { by: by.id(), reason: by.reason() }),
            in_baseline: report.settlement.known.as_ref().map(|known| known.contains(&finding.id)),
            values: finding.values.iter().map(|value| JsonValue::of(report, value)).collect(),
        }
    }
}

#[derive(Serialize)]
struct JsonValue<'a> {
    value: &'a str,
    /// How many of its mentions are no copies of one another.
    origins: usize,
    mentions: Vec<JsonMention<'a>>,
}

impl<'a> JsonValue<'a> {
    fn of(report: &'a Report, value: &'a Value) -> Self {
        let mention = |mention: &'a Mention| JsonMention::of(report, mention);
        Self {
            value: &value.value,
            origins: report.independent(&value.mentions),
            mentions: value.mentions.iter().map(mention).collect(),
        }
    }
}

#[derive(Serialize)]
struct JsonMention<'a> {
    article: &'a str,
    source: Option<&'a str>,
    date: Option<String>,
    /// Day and time of the entry of a live page.
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<String>,
    line: u32,
    column: u32,
    /// Where the file is counted in these, besides or in place of lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraph: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a str>,
    start: Option<u32>,
    end: Option<u32>,
    quote: &'a str,
    sentence: &'a str,
    speaker: Option<&'a str>,
    /// Tells the fact by its words and those of its sentence, wherever it stands.
    fingerprint: String,
}

impl<'a> JsonMention<'a> {
    fn of(report: &'a Report, mention: &'a Mention) -> Self {
        let shown = Shown::of(report, mention);
        Self {
            article: &shown.article.id,
            source: view::source(shown.article),
            date: shown.article.date().map(|date| date.to_string()),
            entry: shown.entry.map(ToString::to_string),
            line: shown.place.line,
            column: shown.place.column,
            page: shown.place.page,
            paragraph: shown.place.paragraph,
            record: shown.place.record,
            field: shown.article.field(),
            start: shown.place.byte,
            end: shown.end,
            quote: shown.quote,
            sentence: shown.sentence,
            speaker: shown.speaker,
            fingerprint: report.fingerprint(mention).to_string(),
        }
    }
}

#[derive(Serialize)]
struct JsonNearMiss<'a> {
    kind: &'static str,
    gate: &'static str,
    why: &'static str,
    sides: [JsonMention<'a>; 2],
}

impl<'a> JsonNearMiss<'a> {
    fn of(report: &'a Report, miss: &'a NearMiss) -> Self {
        Self {
            kind: miss.kind,
            gate: miss.gate.id(),
            why: miss.gate.meaning(),
            sides: miss.sides.each_ref().map(|side| JsonMention::of(report, side)),
        }
    }
}

#[derive(Serialize)]
struct JsonArticle<'a> {
    id: &'a str,
    source: Option<&'a str>,
    title: Option<&'a str>,
    date: Option<String>,
    words: usize,
    claims: usize,
    story: Option<u32>,
    /// The article of which it is a copy or rewrite; `null` where it is none.
    copy_of: Option<&'a str>,
    language: &'static str,
    /// How far it was checked: `full`, `lexicon`, `figures`.
    checked: &'static str,
}

fn articles(report: &Report) -> Vec<JsonArticle<'_>> {
    let mut claims = vec![0; report.articles.len()];
    for claim in &report.claims {
        claims[claim.article as usize] += 1;
    }
    let mut out = Vec::with_capacity(report.articles.len());
    for (index, article) in report.articles.iter().enumerate() {
        let language = language::of(article).language;
        let origin = report.origins.get(index).map(|&origin| origin as usize).filter(|&origin| origin != index);
        out.push(JsonArticle {
            id: &article.id,
            source: view::source(article),
            title: article.meta.title.as_ref().map(|field| field.value.as_str()),
            date: article.date().map(|date| date.to_string()),
            words: article.words().split_whitespace().count(),
            claims: claims[index],
            story: report.stories.get(index).copied(),
            copy_of: origin.map(|origin| report.articles[origin].id.as_str()),
            language: language.code(),
            checked: language.extent().id(),
        });
    }
    out
}

/// What stood in the baseline and is gone.
#[derive(Serialize)]
struct JsonAbsent<'a> {
    id: String,
    kind: &'a str,
    severity: Severity,
    message: &'a str,
    files: &'a [String],
}

impl<'a> JsonAbsent<'a> {
    fn of(absent: &'a Absent) -> Self {
        let Absent { id, kind, severity, message, files } = absent;
        Self { id: id.to_string(), kind, severity: *severity, message, files }
    }
}

/// An exception or a house fact that does nothing.
#[derive(Serialize)]
struct JsonStale<'a> {
    file: &'a str,
    line: u32,
    why: &'a str,
}

/// Thousandths as a number from 0 to 1. The nearest double of a number of three decimals prints as just these decimals.
struct Decimal(u16);

impl Serialize for Decimal {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_f64(f64::from(self.0) / 1000.0)
    }
}

/// The parts of a score by name, in their order.
struct Score<'a>(&'a [ScorePart]);

impl Serialize for Score<'_> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(self.0.len()))?;
        for part in self.0 {
            map.serialize_entry(part.name, &Decimal(part.value))?;
        }
        map.end()
    }
}
