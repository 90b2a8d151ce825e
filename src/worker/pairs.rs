//! Articles that share a key to the pairs of them that tell one story.

use super::frame::{Cell, Column, Kind, Row, Table, column};
use super::plan::Plan;
use super::{Stage, pack};
use crate::Error;
use crate::align::story::Kin;
use crate::pipeline::stages::{Member, told};

pub(super) struct Pairs;

/// Kins as numbers, and back.
const KINS: [Kin; 3] = [Kin::Topic, Kin::Event, Kin::Product];

pub(super) fn kin(number: i64) -> Option<Kin> {
    usize::try_from(number).ok().and_then(|at| KINS.get(at)).copied()
}

impl Stage for Pairs {
    const NAME: &'static str = "pairs";
    const IN: &'static [Column] = &[
        column("key", Kind::Long),
        column("article", Kind::Long),
        column("keys", Kind::Longs),
        column("profile", Kind::Bytes),
    ];
    const OUT: &'static [Column] = &[
        column("key", Kind::Long),
        column("left", Kind::Long),
        column("right", Kind::Long),
        column("kin", Kind::Long),
    ];
    const TOGETHER: bool = true;
    type Item = Member;

    fn new(_: &Plan) -> Self {
        Self
    }

    fn item(&self, row: &Row<'_>) -> Result<Member, Error> {
        let mut keys = row.longs("keys")?;
        keys.sort_unstable();
        Ok(Member { article: row.long("article")?, keys, profile: pack::unpacked_profile(row.bytes("profile")?)? })
    }

    fn work(&self, key: i64, mut members: Vec<Member>, out: &mut Table) -> Result<(), Error> {
        members.sort_unstable_by_key(|member| member.article);
        for (left, right, kin) in told(key, &members) {
            let kin = KINS.iter().position(|one| *one == kin).and_then(|at| i64::try_from(at).ok());
            out.row(&[Cell::Long(key), Cell::Long(left), Cell::Long(right), kin.map_or(Cell::Null, Cell::Long)]);
        }
        Ok(())
    }
}
