//! What needs no text: which articles are copies, whose copies they are, and which claims are one.

use super::Stage;
use super::frame::{Cell, Column, Kind, Row, Table, column};
use super::pack;
use super::plan::Plan;
use crate::Error;
use crate::align::group::{self, Link};
use crate::origin::{self, Shared};

/// Pairs of articles that share runs, to those of which one is a copy.
pub(super) struct Alike;

impl Stage for Alike {
    const NAME: &'static str = "copies";
    const IN: &'static [Column] = &[
        column("left", Kind::Long),
        column("right", Kind::Long),
        column("shared", Kind::Long),
        column("left_runs", Kind::Long),
        column("right_runs", Kind::Long),
        column("left_print", Kind::Bytes),
        column("right_print", Kind::Bytes),
    ];
    const OUT: &'static [Column] = &[
        column("left", Kind::Long),
        column("right", Kind::Long),
        column("shared", Kind::Long),
        column("left_runs", Kind::Long),
        column("right_runs", Kind::Long),
    ];
    const TOGETHER: bool = false;
    type Item = Option<[i64; 5]>;

    fn new(_: &Plan) -> Self {
        Self
    }

    fn item(&self, row: &Row<'_>) -> Result<Self::Item, Error> {
        let (left, right) = (pack::print(row.bytes("left_print")?)?, pack::print(row.bytes("right_print")?)?);
        let copy = origin::is_copy(row.index("shared")?, [&left.0, &right.0], [&left.1, &right.1]);
        let cells = [
            row.long("left")?,
            row.long("right")?,
            row.long("shared")?,
            row.long("left_runs")?,
            row.long("right_runs")?,
        ];
        Ok(copy.then_some(cells))
    }

    fn work(&self, _: i64, items: Vec<Self::Item>, out: &mut Table) -> Result<(), Error> {
        items.into_iter().flatten().for_each(|cells| out.row(&cells.map(Cell::Long)));
        Ok(())
    }
}

/// Copies that hang together, to the origin of each. Rows without `shared` are pairs that tell one story.
pub(super) struct Origins;

/// Two articles with the runs that they share and the runs of each.
pub(super) struct Edge {
    ends: [i64; 2],
    shared: Option<u32>,
    runs: [u32; 2],
}

impl Stage for Origins {
    const NAME: &'static str = "origins";
    const IN: &'static [Column] = &[
        column("component", Kind::Long),
        column("left", Kind::Long),
        column("right", Kind::Long),
        column("shared", Kind::Long),
        column("left_runs", Kind::Long),
        column("right_runs", Kind::Long),
    ];
    const OUT: &'static [Column] = &[column("article", Kind::Long), column("origin", Kind::Long)];
    const TOGETHER: bool = true;
    type Item = Edge;

    fn new(_: &Plan) -> Self {
        Self
    }

    fn item(&self, row: &Row<'_>) -> Result<Edge, Error> {
        let ends = [row.long("left")?, row.long("right")?];
        Ok(match row.maybe_long("shared")? {
            None => Edge { ends, shared: None, runs: [0, 0] },
            Some(_) => Edge {
                ends,
                shared: Some(row.index("shared")?),
                runs: [row.index("left_runs")?, row.index("right_runs")?],
            },
        })
    }

    fn work(&self, _: i64, edges: Vec<Edge>, out: &mut Table) -> Result<(), Error> {
        let nodes = nodes(edges.iter().filter(|edge| edge.shared.is_some()).flat_map(|edge| edge.ends));
        let places = |edge: &Edge| Some([place(&nodes, edge.ends[0])?, place(&nodes, edge.ends[1])?]);
        let mut sizes = vec![0; nodes.len()];
        let (mut shared, mut told) = (Vec::new(), Vec::new());
        for edge in &edges {
            let Some(articles) = places(edge) else { continue };
            match edge.shared {
                None => told.push((articles[0], articles[1])),
                Some(count) => {
                    shared.push(Shared { articles, count });
                    articles.iter().zip(edge.runs).for_each(|(&at, runs)| sizes[at as usize] = runs);
                }
            }
        }
        shared.sort_unstable_by_key(|edge| edge.articles);
        told.sort_unstable();
        let copies = origin::group(&shared, &sizes, &told);
        for (article, origin) in nodes.iter().zip(copies.origins) {
            out.row(&[Cell::Long(*article), Cell::Long(nodes[origin as usize])]);
        }
        Ok(())
    }
}

/// Links of claims that hang together, to the groups of those claims.
pub(super) struct Groups;

impl Stage for Groups {
    const NAME: &'static str = "groups";
    const IN: &'static [Column] = &[
        column("component", Kind::Long),
        column("left", Kind::Long),
        column("right", Kind::Long),
        column("strength", Kind::Long),
    ];
    const OUT: &'static [Column] = &[column("claim", Kind::Long), column("group", Kind::Long)];
    const TOGETHER: bool = true;
    type Item = (i64, i64, i32);

    fn new(_: &Plan) -> Self {
        Self
    }

    fn item(&self, row: &Row<'_>) -> Result<Self::Item, Error> {
        let strength = row.long("strength")?;
        let strength =
            i32::try_from(strength).map_err(|_| Error::usage(format!("no strength of a link: {strength}")))?;
        Ok((row.long("left")?, row.long("right")?, strength))
    }

    fn work(&self, _: i64, links: Vec<Self::Item>, out: &mut Table) -> Result<(), Error> {
        let nodes = nodes(links.iter().flat_map(|&(left, right, _)| [left, right]));
        let link = |&(left, right, strength): &Self::Item| {
            Some(Link { claims: (place(&nodes, left)?, place(&nodes, right)?), strength })
        };
        let groups = group::groups(nodes.len(), links.iter().filter_map(link).collect());
        for (claim, group) in nodes.iter().zip(groups) {
            if let Some(group) = group {
                out.row(&[Cell::Long(*claim), Cell::Long(nodes[group as usize])]);
            }
        }
        Ok(())
    }
}

/// Each once, sorted.
fn nodes(all: impl Iterator<Item = i64>) -> Vec<i64> {
    let mut nodes: Vec<i64> = all.collect();
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}

fn place(nodes: &[i64], node: i64) -> Option<u32> {
    nodes.binary_search(&node).ok().and_then(|at| u32::try_from(at).ok())
}
