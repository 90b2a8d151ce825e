//! What the sources of a story agree on: the rows of the matrix that no finding fills.

use super::sentence::readable;
use crate::align::cluster::Sets;
use crate::model::{Mention, Report, Span};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Rows kept of a story: a table longer than two screens is not read.
const ROWS: usize = 40;

/// What several sources say alike.
#[derive(Serialize)]
pub(super) struct Agreed {
    kind: &'static str,
    cells: Vec<Cell>,
}

/// The words of one article.
#[derive(Serialize)]
pub(super) struct Cell {
    a: u32,
    line: u32,
    words: String,
}

/// The rows of one story.
#[derive(Default, Serialize)]
pub(super) struct Rows {
    pub(super) agreed: Vec<Agreed>,
    /// How many more there are.
    pub(super) more: usize,
}

type Node = (u32, Span);

/// The rows by story, those that most sources share first.
pub(super) fn agreed(report: &Report) -> BTreeMap<u32, Rows> {
    let node = |mention: &Mention| (mention.claim, mention.span);
    let disputed: BTreeSet<(&str, Node)> = report
        .findings
        .iter()
        .flat_map(|finding| finding.values.iter().map(move |value| (finding.kind, value)))
        .flat_map(|(kind, value)| value.mentions.iter().map(move |mention| (kind, node(mention))))
        .collect();
    let mut rows: BTreeMap<u32, Rows> = BTreeMap::new();
    for same_kind in report.agreements.chunk_by(|left, right| left.kind == right.kind) {
        let kind = same_kind[0].kind;
        for mentions in linked(same_kind.iter().map(|one| one.sides.each_ref())) {
            let articles: BTreeSet<&str> = mentions.iter().map(|mention| report.article(mention).label()).collect();
            if articles.len() < 2 || mentions.iter().any(|mention| disputed.contains(&(kind, node(mention)))) {
                continue;
            }
            let story = report.stories[report.claims[mentions[0].claim as usize].article as usize];
            let cells = mentions.iter().map(|mention| cell(report, mention)).collect();
            rows.entry(story).or_default().agreed.push(Agreed { kind, cells });
        }
    }
    for rows in rows.values_mut() {
        rows.agreed.sort_by_key(|row| Reverse(row.cells.iter().map(|cell| cell.a).collect::<BTreeSet<_>>().len()));
        rows.more = rows.agreed.len().saturating_sub(ROWS);
        rows.agreed.truncate(ROWS);
    }
    rows
}

fn cell(report: &Report, mention: &Mention) -> Cell {
    let article = report.article(mention);
    Cell {
        a: report.claims[mention.claim as usize].article,
        line: report.place(mention).line,
        words: readable(article, mention.span),
    }
}

/// The connected places of pairs, in order of their first.
fn linked<'a>(pairs: impl Iterator<Item = [&'a Mention; 2]> + Clone) -> Vec<Vec<&'a Mention>> {
    let mut nodes: BTreeMap<Node, &Mention> = BTreeMap::new();
    for mention in pairs.clone().flatten() {
        nodes.entry((mention.claim, mention.span)).or_insert(mention);
    }
    let order: Vec<Node> = nodes.keys().copied().collect();
    let index = |mention: &Mention| {
        let at = order.partition_point(|node| *node < (mention.claim, mention.span));
        u32::try_from(at).unwrap_or(u32::MAX)
    };
    let mut sets = Sets::new(order.len());
    for [left, right] in pairs {
        sets.join(index(left), index(right));
    }
    let mut groups: BTreeMap<u32, Vec<&Mention>> = BTreeMap::new();
    for mention in nodes.into_values() {
        groups.entry(sets.find(index(mention))).or_default().push(mention);
    }
    groups.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Config, check, read};

    #[test]
    fn what_is_disputed_is_not_agreed() {
        let texts = [
            "Nine people died when the bridge at Wendover fell on Monday. The bridge was 240 metres long.",
            "At least 12 people died when the bridge at Wendover fell on Monday. The bridge was 240 metres long, it said.",
            "The bridge at Wendover that fell on Monday was 240 metres long.",
        ];
        let articles =
            texts.iter().enumerate().map(|(at, text)| read::plain_text(&format!("paper{at}"), text)).collect();
        let report = check(articles, &Config::default());
        let rows = agreed(&report);
        let words: Vec<&str> = rows[&0].agreed.iter().flat_map(|row| &row.cells).map(|cell| &*cell.words).collect();
        assert!(words.contains(&"Monday") || words.contains(&"on Monday"), "{words:?}");
        assert!(!words.iter().any(|words| words.contains("12") || words.contains("Nine")), "{words:?}");
    }
}
