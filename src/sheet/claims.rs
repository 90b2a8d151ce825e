//! `claims.csv`: every claim with its group and state.

use super::{Fate, Layout, Row, Sheet};
use crate::model::{Report, Severity};
use crate::report::unarmed;
use std::collections::{BTreeMap, BTreeSet};

/// The table of claims.
pub static CLAIMS: Layout = Layout {
    what: "claims",
    columns: &["id", "group", "article", "source", "date", "speaker", "text", "kinds", "state"],
    state: 8,
    label: 2,
    text: 6,
    fleeting: &[1],
    fates,
    identity: &[&[0]],
};

/// A claim is known by its id.
fn fates(now: &Sheet, earlier: &Sheet) -> Vec<Fate> {
    let present: BTreeSet<&str> = now.rows.iter().map(Row::id).collect();
    let fate = |row: &Row| match present.contains(row.id()) {
        true => Fate::Lives(row.id().to_owned()),
        false if row.is_written() => Fate::Gone,
        false => Fate::Dropped,
    };
    earlier.rows.iter().map(fate).collect()
}

/// The claims of a report, by article and place.
///
/// State is `disputed` where a finding above a note names the claim, `agree` where it shares its group with another, and
/// `single` where it stands alone.
pub fn claims(report: &Report) -> Sheet {
    let disputed = disputed(report);
    let mut leaders: BTreeMap<u32, String> = BTreeMap::new();
    for (claim, group) in report.claims.iter().zip(&report.groups) {
        if let Some(group) = group {
            leaders.entry(*group).or_insert_with(|| claim.id.to_string());
        }
    }
    let row = |index: usize| {
        let claim = &report.claims[index];
        let article = &report.articles[claim.article as usize];
        let group = report.groups.get(index).copied().flatten().and_then(|group| leaders.get(&group));
        let mut kinds: Vec<&str> = claim.facets.iter().map(|facet| facet.kind().id()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let state = match group {
            _ if disputed.contains(&index) => "disputed",
            Some(_) => "agree",
            None => "single",
        };
        let speaker = claim.speaker.as_ref().map_or("", |speaker| &speaker.label);
        let cells = [
            claim.id.to_string(),
            group.cloned().unwrap_or_default(),
            article.id.clone(),
            article.meta.source.as_ref().map_or_else(String::new, |field| field.value.clone()),
            article.date().map_or_else(String::new, |date| date.to_string()),
            speaker.to_owned(),
            claim.span.of(&article.text).to_owned(),
            kinds.join(";"),
            state.to_owned(),
        ];
        cells.map(|cell| unarmed(&cell).into_owned()).to_vec()
    };
    Sheet::fresh(&CLAIMS, (0..report.claims.len()).map(row))
}

/// The claims that a finding above a note names, by index.
fn disputed(report: &Report) -> BTreeSet<usize> {
    let findings = report.findings.iter().filter(|finding| finding.severity > Severity::Note);
    findings.flat_map(|finding| &finding.values).flat_map(|value| &value.mentions).map(|m| m.claim as usize).collect()
}
