//! Records to articles with their claims.

use super::frame::{Cell, Column, Kind, Row, Table, column};
use super::plan::Plan;
use super::{Stage, pack};
use crate::lexicon::Lexicon;
use crate::model::{Article, Skipped};
use crate::read::{self, RecordLine};
use crate::{Error, pipeline};
use std::path::Path;
use std::sync::Arc;

/// The order of what is left out in a report: what the steps of a check leave out of articles comes first
/// ([`pipeline::stages::left_out`]), then what comparisons, key words, faults, records and repeated ids come to.
pub(super) const COMPARED: i64 = 4;
pub(super) const COMMON: i64 = 5;
const FAULTS: i64 = 6;
const RECORDS: i64 = 7;
const TWINS: i64 = 8;

pub(super) struct Extract {
    plan: Plan,
    lexicon: Arc<Lexicon>,
}

/// A record with its place.
pub(super) struct Record {
    path: String,
    line: u32,
    number: u32,
    twin: i64,
    bytes: Vec<u8>,
}

impl Stage for Extract {
    const NAME: &'static str = "extract";
    const IN: &'static [Column] = &[
        column("path", Kind::Text),
        column("line", Kind::Long),
        column("number", Kind::Long),
        column("twin", Kind::Long),
        column("record", Kind::Bytes),
    ];
    const OUT: &'static [Column] = &[
        column("path", Kind::Text),
        column("line", Kind::Long),
        column("number", Kind::Long),
        column("twin", Kind::Long),
        column("id", Kind::Text),
        column("source", Kind::Text),
        column("date", Kind::Text),
        column("title", Kind::Text),
        column("url", Kind::Text),
        column("words", Kind::Long),
        column("claims", Kind::Long),
        column("body", Kind::Bytes),
        column("read", Kind::Bytes),
        column("step", Kind::Long),
        column("what", Kind::Text),
        column("why", Kind::Text),
        column("fatal", Kind::Flag),
    ];
    const TOGETHER: bool = false;
    type Item = Record;

    fn new(plan: &Plan) -> Self {
        Self { lexicon: plan.lexicon(), plan: plan.clone() }
    }

    fn item(&self, row: &Row<'_>) -> Result<Record, Error> {
        Ok(Record {
            path: row.text("path")?.to_owned(),
            line: row.index("line")?,
            number: row.index("number")?,
            twin: row.long("twin")?,
            bytes: row.bytes("record")?.to_vec(),
        })
    }

    fn work(&self, _: i64, records: Vec<Record>, out: &mut Table) -> Result<(), Error> {
        for record in &records {
            self.extract(record, out);
        }
        Ok(())
    }
}

impl Extract {
    fn extract(&self, record: &Record, out: &mut Table) {
        let line = RecordLine { path: &record.path, line: record.line, number: record.number, bytes: &record.bytes };
        let loaded = crate::fault::caught(|| read::record_line(&line, &self.plan.config.reading()));
        let loaded = loaded.unwrap_or_else(|fault| read::Loaded {
            articles: Vec::new(),
            skipped: vec![fault.of(&format!("{}:{}", record.path, record.line))],
        });
        for skipped in &loaded.skipped {
            row(out, record, None, Some((RECORDS, skipped)));
        }
        for mut article in loaded.articles {
            if record.twin > 1 {
                let id = std::mem::take(&mut article.id);
                article.id = format!("{id}~{}", record.twin);
                let why = format!("the id is given more than once; this one is called {}", article.id);
                row(out, record, None, Some((TWINS, &Skipped { what: id, why, fatal: false })));
            }
            let rooted = Path::new(&article.id).is_absolute();
            let config = if rooted { &self.plan.rooted } else { &self.plan.config };
            config.annotate(&mut article);
            let (claims, fault) = match pipeline::claims_of(0, &article, &self.lexicon) {
                Ok(claims) => (claims, None),
                Err(fault) => (Vec::new(), Some(fault)),
            };
            row(out, record, Some((&article, &claims)), fault.as_ref().map(|fault| (FAULTS, fault)));
        }
    }
}

/// Writes an article with its claims, or what is left out, or both.
fn row(
    out: &mut Table,
    record: &Record,
    read: Option<(&Article, &Vec<crate::model::Claim>)>,
    left_out: Option<(i64, &Skipped)>,
) {
    let field = |pick: fn(&Article) -> Option<&str>| Cell::maybe(read.and_then(|(article, _)| pick(article)));
    let date = read.and_then(|(article, _)| article.date()).map(|date| date.to_string());
    let packed = read.map(|(article, claims)| (pack::article(article), pack::claims(claims)));
    let long = |count: usize| Cell::Long(i64::try_from(count).unwrap_or(i64::MAX));
    out.row(&[
        Cell::Text(&record.path),
        Cell::Long(record.line.into()),
        Cell::Long(record.number.into()),
        Cell::Long(record.twin),
        field(|article| Some(&article.id)),
        field(|article| article.meta.source.as_ref().map(|field| field.value.as_str())),
        Cell::maybe(date.as_deref()),
        field(|article| article.meta.title.as_ref().map(|field| field.value.as_str())),
        field(|article| article.meta.url.as_ref().map(|field| field.value.as_str())),
        read.map_or(Cell::Null, |(article, _)| long(article.words().split_whitespace().count())),
        read.map_or(Cell::Null, |(_, claims)| long(claims.len())),
        packed.as_ref().map_or(Cell::Null, |(body, _)| Cell::Bytes(body)),
        packed.as_ref().map_or(Cell::Null, |(_, read)| Cell::Bytes(read)),
        left_out.map_or(Cell::Null, |(step, _)| Cell::Long(step)),
        left_out.map_or(Cell::Null, |(_, skipped)| Cell::Text(&skipped.what)),
        left_out.map_or(Cell::Null, |(_, skipped)| Cell::Text(&skipped.why)),
        left_out.map_or(Cell::Null, |(_, skipped)| Cell::Flag(skipped.fatal)),
    ]);
}
