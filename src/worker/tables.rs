//! The tables of a run on a cluster, back to the report that one machine makes.

use super::classify::{self, Place, ScoreOf, Value};
use super::extract::COMMON;
use super::frame::{Batch, Row};
use super::pack;
use super::plan::Plan;
use crate::compare::{self, CHECKS, Compared, Outcome};
use crate::model::{Agreement, ClaimId, Finding, Mention, NearMiss, Report, ScorePart, Skipped, Span};
use crate::{Config, Error, pipeline};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What a run on a cluster wrote.
#[derive(Debug)]
pub struct Tables {
    folder: PathBuf,
    plan: Plan,
}

/// The articles of the tables in order, with where the claims of each begin.
struct Read {
    report: Report,
    starts: Vec<u32>,
}

/// Where a row of what was left out stands: step, file, whether it speaks of two articles, both.
type Order = (i64, String, i64, i64, i64);

impl Tables {
    /// The tables in `folder`. Those of another schema or core are an error.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let plan = Plan::read(&folder.join("plan.json"))?;
        if !folder.join("metrics").join("_SUCCESS").is_file() {
            let message = format!("{}: the run that writes these tables has not ended; resume it", folder.display());
            return Err(Error::usage(message));
        }
        Ok(Self { folder: folder.to_owned(), plan })
    }

    /// The configuration of the run.
    pub fn config(&self) -> &Config {
        self.plan.config()
    }

    /// The report that [`check`](crate::check) makes of the same articles, not yet settled.
    pub fn report(&self) -> Result<Report, Error> {
        let mut read = self.articles()?;
        self.groups(&mut read)?;
        self.comparisons(&mut read)?;
        self.findings(&mut read)?;
        read.report.skipped = self.skipped()?;
        Ok(read.report)
    }

    /// Calls `each` with the rows of a table.
    fn rows(&self, table: &str, mut each: impl FnMut(&Row<'_>) -> Result<(), Error>) -> Result<(), Error> {
        let folder = self.folder.join(table);
        let failed = |source| Error::io("read", &folder, source);
        let mut files: Vec<PathBuf> = Vec::new();
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.extension().is_some_and(|ending| ending == "parquet") {
                files.push(path);
            }
        }
        files.sort();
        for path in files {
            let broken = |error: &dyn std::fmt::Display| Error::malformed(&path, None, error.to_string());
            let file = fs::File::open(&path).map_err(|source| Error::io("read", &path, source))?;
            let reader =
                ParquetRecordBatchReaderBuilder::try_new(file).and_then(ParquetRecordBatchReaderBuilder::build);
            for batch in reader.map_err(|error| broken(&error))? {
                let batch = Batch(batch.map_err(|error| broken(&error))?);
                batch.rows().try_for_each(|row| each(&row))?;
            }
        }
        Ok(())
    }

    fn articles(&self) -> Result<Read, Error> {
        let mut all: Vec<(i64, i64, i64, pack::Told)> = Vec::new();
        self.rows("articles", |row| {
            let read = pack::read(row)?;
            all.push((row.long("article")?, row.long("story")?, row.long("origin")?, read));
            Ok(())
        })?;
        all.sort_by_key(|(at, ..)| *at);
        let mut report = Report::default();
        let mut starts = Vec::new();
        let mut stories: BTreeMap<i64, u32> = BTreeMap::new();
        for (index, (at, story, origin, (article, mut claims))) in (0..).zip(all) {
            if at != i64::from(index) {
                let message = format!("{}: the table articles has gaps or repeats", self.folder.display());
                return Err(Error::usage(message));
            }
            claims.iter_mut().for_each(|claim| claim.article = index);
            starts.push(u32::try_from(report.claims.len()).unwrap_or(u32::MAX));
            let next = u32::try_from(stories.len()).unwrap_or(u32::MAX);
            report.stories.push(*stories.entry(story).or_insert(next));
            report.origins.push(u32::try_from(origin).unwrap_or(index));
            report.claims.extend(claims);
            report.articles.push(article);
        }
        report.groups = vec![None; report.claims.len()];
        Ok(Read { report, starts })
    }

    fn groups(&self, read: &mut Read) -> Result<(), Error> {
        self.rows("groups", |row| {
            let claim = read.claim(row.long("article")?, row.index("claim")?)?;
            let group = read.claim(row.long("group_article")?, row.index("group_claim")?)?;
            read.report.groups[claim as usize] = Some(group);
            Ok(())
        })
    }

    fn comparisons(&self, read: &mut Read) -> Result<(), Error> {
        let mut all: Vec<(i64, Compared)> = Vec::new();
        self.rows("edges", |row| {
            if row.text("row")? == "compared" && row.text("outcome")? != "conflict" {
                let mut one = classify::compared(row)?;
                one.sides[0].0 = read.claim(row.long("left")?, one.sides[0].0)?;
                one.sides[1].0 = read.claim(row.long("right")?, one.sides[1].0)?;
                all.push((row.long("seq")?, one));
            }
            Ok(())
        })?;
        all.sort_by_key(|(seq, one)| (one.check, one.sides, *seq));
        let Report { articles, claims, stories, .. } = &read.report;
        let batch = compare::Batch { articles, claims, stories };
        let mut near: Vec<NearMiss> = Vec::new();
        let mut same: Vec<Agreement> = Vec::new();
        for (_, one) in &all {
            match one.outcome {
                Outcome::NotComparable(gate) => near.push(compare::near_miss(batch, one, gate)),
                _ => same.push(compare::agreement(batch, one)),
            }
        }
        (read.report.near_misses, read.report.agreements) = (near, same);
        Ok(())
    }

    fn findings(&self, read: &mut Read) -> Result<(), Error> {
        let mut findings: Vec<Finding> = Vec::new();
        let mut added: Vec<Agreement> = Vec::new();
        self.rows("findings", |row| {
            let kind = known(row.text("kind")?)?;
            let values: Vec<Value> = parsed(row.text("values")?)?;
            if row.text("row")? == "agreement" {
                let mut sides = Vec::new();
                for place in values.iter().flat_map(|value| &value.mentions) {
                    sides.push(read.mention(place)?);
                }
                let sides = sides.try_into().map_err(|_| Error::usage("an agreement has two sides"))?;
                added.push(Agreement { kind, sides });
                return Ok(());
            }
            findings.push(read.finding(row, kind, &values)?);
            Ok(())
        })?;
        let check = |kind: &str| CHECKS.iter().position(|check| check.id == kind);
        let places = |sides: &[Mention; 2]| sides.each_ref().map(|side| (side.claim, side.span));
        let Report { agreements, .. } = &mut read.report;
        agreements.extend(added);
        agreements.sort_by_key(|one| (check(one.kind), places(&one.sides)));
        let first = |finding: &Finding| (finding.values[0].mentions[0].claim, finding.values[0].mentions[0].span);
        findings.sort_by_key(|finding| {
            let (claim, span) = first(finding);
            let worst = Reverse((finding.severity, finding.confidence));
            (finding.story, worst, claim, finding.id, check(finding.kind), span)
        });
        read.report.findings = findings;
        Ok(())
    }

    /// What was left out, in the order in which one machine tells it.
    fn skipped(&self) -> Result<Vec<Skipped>, Error> {
        let mut all: Vec<(Order, Skipped)> = Vec::new();
        self.rows("errors", |row| {
            let long = |name: &str| Ok::<_, Error>(row.maybe_long(name)?.unwrap_or(-1));
            let (step, left) = (long("step")?, long("left")?);
            // Articles with themselves come first.
            let apart = i64::from(left != long("right")?);
            let path = row.maybe_text("path")?.unwrap_or_default().to_owned();
            if step == COMMON {
                let count = usize::try_from(long("count")?).unwrap_or(0);
                all.extend(pipeline::too_common(count).map(|skipped| ((step, path, 0, 0, 0), skipped)));
                return Ok(());
            }
            let skipped = Skipped {
                what: row.text("what")?.to_owned(),
                why: row.text("why")?.to_owned(),
                fatal: row.flag("fatal")?,
            };
            let path = if path.is_empty() && left < 0 { skipped.what.clone() } else { path };
            all.push(((step, path, apart, left, long("right")?), skipped));
            Ok(())
        })?;
        all.sort_by(|left, right| left.0.cmp(&right.0));
        Ok(all.into_iter().map(|(_, skipped)| skipped).collect())
    }
}

impl Read {
    fn claim(&self, article: i64, number: u32) -> Result<u32, Error> {
        let start = usize::try_from(article).ok().and_then(|at| self.starts.get(at));
        let claim = start.map(|start| start + number).filter(|&claim| (claim as usize) < self.report.claims.len());
        claim.ok_or_else(|| {
            Error::usage(format!("the tables name claim {number} of article {article}, which is not there"))
        })
    }

    fn mention(&self, place: &Place) -> Result<Mention, Error> {
        let span = Span { start: place.start, end: place.end };
        Ok(Mention { claim: self.claim(place.article, place.claim)?, span, speaker: place.speaker.clone() })
    }

    fn finding(&self, row: &Row<'_>, kind: &'static str, values: &[Value]) -> Result<Finding, Error> {
        let mut out = Vec::with_capacity(values.len());
        for value in values {
            let mentions = value.mentions.iter().map(|place| self.mention(place)).collect::<Result<Vec<_>, _>>()?;
            out.push(crate::model::Value { value: value.value.clone(), mentions });
        }
        let first = values.first().and_then(|value| value.mentions.first());
        let Some(first) = first.filter(|_| out.len() > 1) else { return Err(Error::usage("a finding has two values")) };
        let named = usize::try_from(row.long("story")?).ok().and_then(|at| self.report.stories.get(at)).copied();
        let parts: Vec<ScoreOf> = parsed(row.text("score")?)?;
        let id = row.text("id")?.to_owned();
        Ok(Finding {
            id: ClaimId::try_from(id).map_err(|_| Error::usage("a finding's id is no number"))?,
            kind,
            severity: classify::severity(row.text("severity")?)?,
            confidence: u16::try_from(row.index("confidence")?).unwrap_or(u16::MAX),
            message: row.text("message")?.to_owned(),
            because: row.text("because")?.to_owned(),
            score: parts.iter().map(part).collect::<Result<_, _>>()?,
            story: named.ok_or_else(|| Error::usage(format!("there is no article {}", first.article)))?,
            within_article: row.flag("within_article")?,
            copy_drift: row.flag("copy_drift")?,
            settled: None,
            values: out,
        })
    }
}

fn known(kind: &str) -> Result<&'static str, Error> {
    let found = CHECKS.iter().find(|check| check.id == kind).map(|check| check.id);
    found.ok_or_else(|| Error::usage(format!("there is no kind `{kind}`")))
}

/// A part of a score by a name that is known.
fn part(read: &ScoreOf) -> Result<ScorePart, Error> {
    let name = ScorePart::NAMES.iter().find(|name| **name == read.name);
    let name = name.ok_or_else(|| Error::usage(format!("no score has a part `{}`", read.name)))?;
    Ok(ScorePart { name, value: read.value })
}

fn parsed<T: serde::de::DeserializeOwned>(json: &str) -> Result<T, Error> {
    serde_json::from_str(json)
        .map_err(|error| Error::usage(format!("a cell of the table findings is damaged: {error}")))
}
