//! The stages of a check as filters, for a cluster that runs them: Arrow batches in, Arrow batches out.
//!
//! A stage knows nothing but its plan and the rows that it is given: who runs it brings together the rows that belong
//! together (those of one value of the first column stand one after the other), and may run it again after a fault. The stages
//! call the functions that [`check`](crate::check) calls, so that the result is that of one machine.

mod classify;
mod copies;
mod extract;
mod frame;
mod keys;
mod listing;
mod pack;
mod pairs;
mod plan;
mod score;
mod tables;

pub use plan::{Plan, SCHEMA};
pub use tables::Tables;

use crate::Error;
use frame::{Column, Row, Table};
use std::io::{Read, Write};

/// Rows of a batch that is written.
const ROWS: usize = 1024;
/// Bytes of texts after which a batch is written: whoever reads it holds it in memory.
const BYTES: usize = 8 << 20;

/// A stage: what it makes of rows.
trait Stage {
    /// Its name on the command line.
    const NAME: &'static str;
    /// The columns that it reads. Rows with one value of the first stand one after the other, where `TOGETHER` holds.
    const IN: &'static [Column];
    /// The columns that it writes.
    const OUT: &'static [Column];
    /// Whether the rows of one value of the first column belong together; else each row stands for itself.
    const TOGETHER: bool;
    /// A row as it is kept until all that belong to it are there.
    type Item;

    fn new(plan: &Plan) -> Self;
    fn item(&self, row: &Row<'_>) -> Result<Self::Item, Error>;
    fn work(&self, key: i64, items: Vec<Self::Item>, out: &mut Table) -> Result<(), Error>;
}

/// Names and columns of a stage, for the plan and the command line.
#[derive(Debug, Clone, Copy)]
pub struct About {
    /// Its name on the command line.
    pub name: &'static str,
    reads: &'static [Column],
    writes: &'static [Column],
    together: bool,
}

const fn about<S: Stage>() -> About {
    About { name: S::NAME, reads: S::IN, writes: S::OUT, together: S::TOGETHER }
}

/// All stages, in the order in which they are run.
pub const STAGES: &[About] = &[
    about::<extract::Extract>(),
    about::<keys::Keys>(),
    about::<pairs::Pairs>(),
    about::<copies::Alike>(),
    about::<copies::Origins>(),
    about::<score::Score>(),
    about::<copies::Groups>(),
    about::<classify::Classify>(),
    about::<listing::Listing>(),
];

/// Runs a stage: reads an Arrow stream from `input` until it ends, and writes another one to `output`.
///
/// A stream of another schema, core or configuration than the plan's is an error, and so is one that breaks off.
pub fn run(stage: &str, plan: &Plan, input: impl Read, output: impl Write) -> Result<(), Error> {
    match stage {
        extract::Extract::NAME => drive::<extract::Extract>(plan, input, output),
        keys::Keys::NAME => drive::<keys::Keys>(plan, input, output),
        pairs::Pairs::NAME => drive::<pairs::Pairs>(plan, input, output),
        copies::Alike::NAME => drive::<copies::Alike>(plan, input, output),
        copies::Origins::NAME => drive::<copies::Origins>(plan, input, output),
        score::Score::NAME => drive::<score::Score>(plan, input, output),
        copies::Groups::NAME => drive::<copies::Groups>(plan, input, output),
        classify::Classify::NAME => drive::<classify::Classify>(plan, input, output),
        listing::Listing::NAME => drive::<listing::Listing>(plan, input, output),
        other => Err(Error::usage(format!("there is no stage `{other}`"))),
    }
}

fn drive<S: Stage>(plan: &Plan, input: impl Read, output: impl Write) -> Result<(), Error> {
    let stage = S::new(plan);
    let mut source = frame::Source::open(S::NAME, S::IN, plan, input)?;
    let mut sink = frame::Sink::open(S::NAME, S::OUT, plan, output)?;
    let mut out = Table::new(S::OUT);
    let mut waiting: Vec<S::Item> = Vec::new();
    let mut key = None;
    while let Some(batch) = source.next()? {
        for row in batch.rows() {
            let own = if S::TOGETHER { row.long(S::IN[0].name)? } else { 0 };
            if !S::TOGETHER || key != Some(own) {
                finish(&stage, key, std::mem::take(&mut waiting), &mut out)?;
                if out.rows() >= ROWS || out.bytes() >= BYTES {
                    sink.write(&mut out)?;
                }
                key = Some(own);
            }
            waiting.push(stage.item(&row)?);
        }
    }
    finish(&stage, key, waiting, &mut out)?;
    sink.write(&mut out)?;
    sink.close()
}

fn finish<S: Stage>(stage: &S, key: Option<i64>, items: Vec<S::Item>, out: &mut Table) -> Result<(), Error> {
    match key {
        Some(key) if !items.is_empty() => stage.work(key, items, out),
        _ => Ok(()),
    }
}
