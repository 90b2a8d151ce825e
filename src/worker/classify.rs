//! Comparisons that hang together, with their articles, to findings.

use super::frame::{Cell, Column, Kind, Row, Table, column};
use super::plan::Plan;
use super::{Stage, pack};
use crate::Error;
use crate::compare::{CHECKS, Compared, Outcome};
use crate::config::Config;
use crate::model::{Agreement, Finding, Gate, Mention, Reason, Severity, Span};
use crate::pipeline::stages::{Part, classify};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub(super) struct Classify {
    config: Config,
}

/// An article, a pair of articles that tell one story, or a comparison.
pub(super) enum Item {
    Article { at: i64, story: i64, origin: i64, read: Box<pack::Told> },
    Told(i64, i64),
    Compared { ends: [i64; 2], seq: i64, one: Compared },
}

/// A value of a finding, as the table has it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Value {
    pub(super) value: String,
    pub(super) mentions: Vec<Place>,
}

/// Where a value stands: the article, which of its claims, the words.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Place {
    pub(super) article: i64,
    pub(super) claim: u32,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) speaker: Option<String>,
}

/// A part of a score, as the table has it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ScoreOf {
    pub(super) name: String,
    pub(super) value: u16,
}

impl Stage for Classify {
    const NAME: &'static str = "classify";
    const IN: &'static [Column] = &[
        column("bundle", Kind::Long),
        column("row", Kind::Text),
        column("left", Kind::Long),
        column("right", Kind::Long),
        column("seq", Kind::Long),
        column("kind", Kind::Text),
        column("left_claim", Kind::Long),
        column("left_start", Kind::Long),
        column("left_end", Kind::Long),
        column("right_claim", Kind::Long),
        column("right_start", Kind::Long),
        column("right_end", Kind::Long),
        column("outcome", Kind::Text),
        column("gate", Kind::Text),
        column("severity", Kind::Text),
        column("confidence", Kind::Long),
        column("because", Kind::Text),
        column("story", Kind::Long),
        column("origin", Kind::Long),
        column("body", Kind::Bytes),
        column("read", Kind::Bytes),
    ];
    const OUT: &'static [Column] = &[
        column("row", Kind::Text),
        column("id", Kind::Text),
        column("kind", Kind::Text),
        column("severity", Kind::Text),
        column("confidence", Kind::Long),
        column("message", Kind::Text),
        column("because", Kind::Text),
        column("score", Kind::Text),
        column("story", Kind::Long),
        column("within_article", Kind::Flag),
        column("copy_drift", Kind::Flag),
        column("values", Kind::Text),
    ];
    const TOGETHER: bool = true;
    type Item = Item;

    fn new(plan: &Plan) -> Self {
        Self { config: plan.config().clone() }
    }

    fn item(&self, row: &Row<'_>) -> Result<Item, Error> {
        Ok(match row.text("row")? {
            "article" => Item::Article {
                at: row.long("left")?,
                story: row.long("story")?,
                origin: row.long("origin")?,
                read: Box::new(pack::read(row)?),
            },
            "told" => Item::Told(row.long("left")?, row.long("right")?),
            _ => Item::Compared {
                ends: [row.long("left")?, row.long("right")?],
                seq: row.long("seq")?,
                one: compared(row)?,
            },
        })
    }

    fn work(&self, _: i64, items: Vec<Item>, out: &mut Table) -> Result<(), Error> {
        let mut articles: BTreeMap<i64, (i64, i64, Box<pack::Told>)> = BTreeMap::new();
        let (mut told, mut rows) = (Vec::new(), Vec::new());
        for item in items {
            match item {
                Item::Article { at, story, origin, read } => drop(articles.insert(at, (story, origin, read))),
                Item::Told(left, right) => told.push((left, right)),
                Item::Compared { ends, seq, one } => rows.push((ends, seq, one)),
            }
        }
        rows.sort_by_key(|(ends, seq, _)| (*ends, *seq));
        let ids: Vec<i64> = articles.keys().copied().collect();
        let place = |at: i64| ids.binary_search(&at).ok().and_then(|at| u32::try_from(at).ok());
        let missing = || Error::usage("stage classify: a comparison names an article that is not there");
        let (stories, origins): (Vec<i64>, Vec<i64>) =
            articles.values().map(|(story, origin, _)| (*story, *origin)).unzip();
        let part = Part::new(articles.into_values().map(|(_, _, read)| *read).collect());
        let mut all = Vec::with_capacity(rows.len());
        for (ends, _, mut one) in rows {
            let [left, right] = [place(ends[0]).ok_or_else(missing)?, place(ends[1]).ok_or_else(missing)?];
            one.sides[0].0 = part.claim(left, one.sides[0].0);
            one.sides[1].0 = part.claim(right, one.sides[1].0);
            all.push(one);
        }
        let mut pairs: Vec<(u32, u32)> =
            told.into_iter().filter_map(|(left, right)| Some((place(left)?, place(right)?))).collect();
        pairs.sort_unstable();
        let (numbers, names) = (numbered(&origins), numbered(&stories));
        let stories_of = |number: u32| names.iter().position(|&one| one == number).map(|at| stories[at]);
        let (findings, agreements) = classify(&part, &pairs, all, (numbers, &names), &self.config);
        for finding in &findings {
            write(&part, &ids, finding, stories_of(finding.story).unwrap_or_default(), out);
        }
        for Agreement { kind, sides } in &agreements {
            let value = |side: &Mention| Value { value: String::new(), mentions: vec![mention(&part, &ids, side)] };
            let values = json(&sides.each_ref().map(value));
            let none = Cell::Null;
            let head = [Cell::Text("agreement"), none, Cell::Text(kind)];
            out.row(&[&head[..], &[none; 8], &[Cell::Text(&values)]].concat());
        }
        Ok(())
    }
}

/// Numbers from 0 in the order of what is numbered.
fn numbered(all: &[i64]) -> Vec<u32> {
    let mut each = all.to_vec();
    each.sort_unstable();
    each.dedup();
    all.iter().map(|one| u32::try_from(each.partition_point(|other| other < one)).unwrap_or(u32::MAX)).collect()
}

fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("strings, numbers and lists have a JSON form")
}

fn mention(part: &Part, ids: &[i64], mention: &Mention) -> Place {
    let (article, claim) = part.place(mention.claim);
    let Span { start, end } = mention.span;
    Place { article: ids[article as usize], claim, start, end, speaker: mention.speaker.clone() }
}

fn write(part: &Part, ids: &[i64], finding: &Finding, story: i64, out: &mut Table) {
    let values = finding.values.iter().map(|value| Value {
        value: value.value.clone(),
        mentions: value.mentions.iter().map(|one| mention(part, ids, one)).collect(),
    });
    let values = json(&values.collect::<Vec<_>>());
    let score = json(&finding.score);
    out.row(&[
        Cell::Text("finding"),
        Cell::Text(&finding.id.to_string()),
        Cell::Text(finding.kind),
        Cell::Text(finding.severity.id()),
        Cell::Long(finding.confidence.into()),
        Cell::Text(&finding.message),
        Cell::Text(&finding.because),
        Cell::Text(&score),
        Cell::Long(story),
        Cell::Flag(finding.within_article),
        Cell::Flag(finding.copy_drift),
        Cell::Text(&values),
    ]);
}

/// A comparison as stage `score` writes it, with numbers of claims within their articles.
pub(super) fn compared(row: &Row<'_>) -> Result<Compared, Error> {
    let wrong = |what: &str, found: &str| Error::usage(format!("a comparison has the {what} `{found}`"));
    let kind = row.text("kind")?;
    let check = CHECKS.iter().position(|check| check.id == kind).ok_or_else(|| wrong("kind", kind))?;
    let span = |start: &str, end: &str| Ok::<_, Error>(Span { start: row.index(start)?, end: row.index(end)? });
    let sides = [
        (row.index("left_claim")?, span("left_start", "left_end")?),
        (row.index("right_claim")?, span("right_start", "right_end")?),
    ];
    let outcome = match row.text("outcome")? {
        "agree" => Outcome::Agree,
        "conflict" => Outcome::Conflict(Reason {
            severity: severity(row.text("severity")?)?,
            confidence: u16::try_from(row.index("confidence")?).unwrap_or(u16::MAX),
            because: row.text("because")?.to_owned(),
        }),
        "apart" => {
            let id = row.text("gate")?;
            Outcome::NotComparable(Gate::of(id).ok_or_else(|| wrong("gate", id))?)
        }
        other => return Err(wrong("outcome", other)),
    };
    Ok(Compared { check, sides, outcome })
}

pub(super) fn severity(id: &str) -> Result<Severity, Error> {
    let found = Severity::ALL.into_iter().find(|severity| severity.id() == id);
    found.ok_or_else(|| Error::usage(format!("there is no severity `{id}`")))
}
