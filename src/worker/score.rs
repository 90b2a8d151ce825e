//! Pairs of articles with their texts, to what comparing them comes to.

use super::extract::COMPARED;
use super::frame::{Cell, Column, Kind, Row, Table, column};
use super::plan::Plan;
use super::{Stage, pack, pairs};
use crate::Error;
use crate::align::group::Link;
use crate::compare::{CHECKS, Compared, Outcome};
use crate::config::Config;
use crate::pipeline::stages::{Part, Told, score};
use std::collections::BTreeMap;

pub(super) struct Score {
    config: Config,
}

/// An article of the unit, or a pair of them.
pub(super) enum Item {
    Article(i64, Box<pack::Told>),
    Pair { ends: [i64; 2], kin: Option<i64>, copy: bool },
}

impl Stage for Score {
    const NAME: &'static str = "score";
    const IN: &'static [Column] = &[
        column("unit", Kind::Long),
        column("left", Kind::Long),
        column("right", Kind::Long),
        column("kin", Kind::Long),
        column("copy", Kind::Flag),
        column("body", Kind::Bytes),
        column("read", Kind::Bytes),
    ];
    const OUT: &'static [Column] = &[
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
        column("strength", Kind::Long),
        column("step", Kind::Long),
        column("what", Kind::Text),
        column("why", Kind::Text),
        column("fatal", Kind::Flag),
    ];
    const TOGETHER: bool = true;
    type Item = Item;

    fn new(plan: &Plan) -> Self {
        Self { config: plan.config().clone() }
    }

    fn item(&self, row: &Row<'_>) -> Result<Item, Error> {
        let left = row.long("left")?;
        Ok(match row.maybe_long("right")? {
            None => Item::Article(left, Box::new(pack::read(row)?)),
            Some(right) => Item::Pair { ends: [left, right], kin: row.maybe_long("kin")?, copy: row.flag("copy")? },
        })
    }

    fn work(&self, _: i64, items: Vec<Item>, out: &mut Table) -> Result<(), Error> {
        let mut articles: BTreeMap<i64, pack::Told> = BTreeMap::new();
        let mut asked = Vec::new();
        for item in items {
            match item {
                Item::Article(at, read) => drop(articles.insert(at, *read)),
                Item::Pair { ends, kin, copy } => asked.push((ends, kin, copy)),
            }
        }
        asked.sort_unstable();
        let (ids, read): (Vec<i64>, Vec<_>) = articles.into_iter().unzip();
        let place = |at: i64| {
            let found = ids.binary_search(&at).ok().and_then(|at| u32::try_from(at).ok());
            found.ok_or_else(|| Error::usage(format!("stage score: a pair names the article {at}, which is not there")))
        };
        let mut told = Vec::with_capacity(asked.len());
        for &([left, right], kin, copy) in &asked {
            told.push(Told { pair: (place(left)?, place(right)?), kin: kin.and_then(pairs::kin), copy });
        }
        let part = Part::new(read);
        for ((ends, ..), scored) in asked.iter().zip(score(&part, &told, &self.config)) {
            let mut seq = 0..;
            let mut next = || Cell::Long(seq.next().unwrap_or_default());
            let ends = ends.map(Cell::Long);
            for one in &scored.compared {
                compared(&part, ends, next(), one, out);
            }
            for link in &scored.links {
                linked(&part, ends, next(), *link, out);
            }
            let none = [Cell::Null; 18];
            if scored.polls {
                out.row(&[&[Cell::Text("polls"), ends[0], ends[1]], &none[..]].concat());
            }
            for skipped in &scored.skipped {
                let told = [
                    Cell::Long(COMPARED),
                    Cell::Text(&skipped.what),
                    Cell::Text(&skipped.why),
                    Cell::Flag(skipped.fatal),
                ];
                out.row(&[&[Cell::Text("left out"), ends[0], ends[1], next()], &none[..13], &told].concat());
            }
        }
        Ok(())
    }
}

fn compared<'a>(part: &Part, ends: [Cell<'a>; 2], seq: Cell<'a>, one: &'a Compared, out: &mut Table) {
    let [left, right] = one.sides.map(|(claim, span)| {
        [Cell::Long(part.place(claim).1.into()), Cell::Long(span.start.into()), Cell::Long(span.end.into())]
    });
    let (outcome, gate, reason) = match &one.outcome {
        Outcome::Agree => ("agree", Cell::Null, None),
        Outcome::Conflict(reason) => ("conflict", Cell::Null, Some(reason)),
        Outcome::NotComparable(gate) => ("apart", Cell::Text(gate.id()), None),
        Outcome::Unrelated => return,
    };
    out.row(
        &[
            &[Cell::Text("compared"), ends[0], ends[1], seq, Cell::Text(CHECKS[one.check].id)],
            &left[..],
            &right,
            &[
                Cell::Text(outcome),
                gate,
                reason.map_or(Cell::Null, |reason| Cell::Text(reason.severity.id())),
                reason.map_or(Cell::Null, |reason| Cell::Long(reason.confidence.into())),
                reason.map_or(Cell::Null, |reason| Cell::Text(&reason.because)),
            ],
            &[Cell::Null; 5],
        ]
        .concat(),
    );
}

fn linked(part: &Part, ends: [Cell<'_>; 2], seq: Cell<'_>, link: Link, out: &mut Table) {
    let [left, right] = [link.claims.0, link.claims.1].map(|claim| Cell::Long(part.place(claim).1.into()));
    let none = Cell::Null;
    let head = [Cell::Text("link"), ends[0], ends[1], seq, none, left, none, none, right];
    out.row(&[&head[..], &[none; 7], &[Cell::Long(link.strength.into())], &[none; 4]].concat());
}
