//! Articles to their claims, one row each, for people and programs to look into.

use super::frame::{Cell, Column, Kind, Row, Table, column};
use super::plan::Plan;
use super::{Stage, pack};
use crate::Error;
use crate::model::{Article, Claim};

pub(super) struct Listing;

impl Stage for Listing {
    const NAME: &'static str = "claims";
    const IN: &'static [Column] = pack::NUMBERED;
    const OUT: &'static [Column] = &[
        column("article", Kind::Long),
        column("claim", Kind::Long),
        column("id", Kind::Text),
        column("fingerprint", Kind::Text),
        column("start", Kind::Long),
        column("end", Kind::Long),
        column("speaker", Kind::Text),
        column("text", Kind::Text),
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
        for (at, article, claims) in &items {
            for (number, claim) in (0..).zip(claims) {
                out.row(&[
                    Cell::Long(*at),
                    Cell::Long(number),
                    Cell::Text(&claim.id.to_string()),
                    Cell::Text(&claim.fingerprint.to_string()),
                    Cell::Long(claim.span.start.into()),
                    Cell::Long(claim.span.end.into()),
                    Cell::maybe(claim.speaker.as_ref().map(|speaker| speaker.label.as_str())),
                    Cell::Text(claim.span.of(&article.text)),
                ]);
            }
        }
        Ok(())
    }
}
