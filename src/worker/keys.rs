//! Articles to what they are found by: the key words of their story, and the runs of words that copies share.

use super::frame::{Cell, Column, Kind, Row, Table, column};
use super::plan::Plan;
use super::{Stage, pack};
use crate::model::{Article, Claim, Skipped};
use crate::pipeline::stages::{Part, left_out};
use crate::{Error, fault, origin, pipeline};

pub(super) struct Keys;

impl Stage for Keys {
    const NAME: &'static str = "keys";
    const IN: &'static [Column] = pack::NUMBERED;
    const OUT: &'static [Column] = &[
        column("article", Kind::Long),
        column("profile", Kind::Bytes),
        column("keys", Kind::Longs),
        column("runs", Kind::Longs),
        column("print", Kind::Bytes),
        column("step", Kind::Long),
        column("what", Kind::Text),
        column("why", Kind::Text),
        column("fatal", Kind::Flag),
    ];
    const TOGETHER: bool = false;
    type Item = (i64, Article, Vec<Claim>);

    fn new(_: &Plan) -> Self {
        Self
    }

    fn item(&self, row: &Row<'_>) -> Result<Self::Item, Error> {
        pack::numbered(row)
    }

    fn work(&self, _: i64, items: Vec<Self::Item>, out: &mut Table) -> Result<(), Error> {
        for (at, article, claims) in items {
            let found = fault::caught(|| {
                let profile = pipeline::profile(&article, &claims);
                let longs = |hashes: &[u64]| hashes.iter().map(|hash| hash.cast_signed()).collect::<Vec<i64>>();
                let print = (origin::Runs::of(&claims), origin::Print::of(&article, &claims));
                let (keys, runs) = (longs(profile.keys()), longs(print.0.all()));
                (pack::profile(&profile), keys, runs, pack::printed(&print))
            });
            let (profile, keys, runs, print) = found.map_err(|fault| Error::usage(fault.of(&article.id).why))?;
            out.row(&[
                Cell::Long(at),
                Cell::Bytes(&profile),
                Cell::Longs(&keys),
                Cell::Longs(&runs),
                Cell::Bytes(&print),
                Cell::Null,
                Cell::Null,
                Cell::Null,
                Cell::Null,
            ]);
            for (step, Skipped { what, why, fatal }) in left_out(&Part::new(vec![(article, claims)])) {
                let none = [Cell::Null; 4];
                let told = [Cell::Long(step.into()), Cell::Text(&what), Cell::Text(&why), Cell::Flag(fatal)];
                out.row(&[&[Cell::Long(at)], &none[..], &told[..]].concat());
            }
        }
        Ok(())
    }
}
