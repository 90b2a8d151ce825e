//! `findings.csv`: one row a mention, by finding and value.

use super::{CHANGED, Fate, GONE, Layout, Row, Sheet};
use crate::model::{ClaimId, Report};
use crate::report::csv::{self, COLUMNS};
use crate::settle::{PairKeys, is_known, pair_keys};
use std::collections::{BTreeMap, BTreeSet};

/// The table of findings.
pub static FINDINGS: Layout = Layout {
    what: "findings",
    columns: &COLUMNS,
    state: STATE,
    label: 1,
    text: 4,
    fleeting: &[],
    fates,
    identity: &[&[0, VALUE, FINGERPRINT], &[0, FINGERPRINT], &[0]],
};

const KIND: usize = 1;
const STATE: usize = 15;
const VALUE: usize = 5;
const FINGERPRINT: usize = 14;

/// The mentions of a report's findings, in the report's order.
///
/// State is `open`, or what settled the finding. The fingerprint tells the fact by its words and those of its sentence, wherever
/// it stands; the fingerprints of a finding's values are what its verdict is known by when the finding returns.
pub fn findings(report: &Report) -> Sheet {
    Sheet::fresh(&FINDINGS, csv::rows(report).into_iter())
}

/// A finding as its rows tell it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rows<'a> {
    kind: &'a str,
    /// Fingerprints by value, in order of the values' words.
    values: BTreeMap<&'a str, BTreeSet<ClaimId>>,
}

impl<'a> Rows<'a> {
    /// Adds what a row tells.
    pub(crate) fn add(&mut self, kind: &'a str, value: &'a str, fingerprint: &str) {
        self.kind = kind;
        let known = self.values.entry(value).or_default();
        known.extend(ClaimId::try_from(fingerprint.to_owned()));
    }

    /// The keys of the finding.
    pub(crate) fn keys(&self) -> Vec<PairKeys> {
        let values: Vec<Vec<ClaimId>> =
            self.values.values().map(|fingerprints| fingerprints.iter().copied().collect()).collect();
        pair_keys(self.kind, &values)
    }
}

/// Whether a row is kept for the record: its finding is not in the articles, or not as it was.
pub(crate) fn is_archived(state: &str) -> bool {
    matches!(state, GONE | CHANGED)
}

/// A finding of an earlier sheet, with its rows.
struct Earlier<'a> {
    id: &'a str,
    rows: Vec<usize>,
    keys: BTreeSet<ClaimId>,
}

/// What was said of a finding holds as long as it says nothing new: while each pair of its values is one that was seen. It
/// is looked for by id first, then by what it says, since one mention less or more may give it another id.
fn fates(now: &Sheet, earlier: &Sheet) -> Vec<Fate> {
    let new: BTreeMap<&str, Vec<PairKeys>> =
        by_finding(&now.rows).into_iter().map(|((id, _), (rows, _))| (id, rows.keys())).collect();
    let mut by_key: BTreeMap<ClaimId, Vec<&str>> = BTreeMap::new();
    for (id, pairs) in &new {
        pairs.iter().flatten().for_each(|&key| by_key.entry(key).or_default().push(id));
    }
    // Those that are live come before those kept for the record.
    let mut written: Vec<(bool, Earlier<'_>)> = Vec::new();
    for ((id, archived), (rows, places)) in by_finding(&earlier.rows) {
        if places.iter().any(|&at| earlier.rows[at].is_written()) {
            let keys = rows.keys().into_iter().flatten().collect();
            written.push((archived, Earlier { id, rows: places, keys }));
        }
    }
    written.sort_by_key(|(archived, _)| *archived);

    let mut fates = vec![Fate::Dropped; earlier.rows.len()];
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    let mut homeless = Vec::new();
    for (_, finding) in &written {
        let same = new.get_key_value(finding.id).filter(|(_, pairs)| finding.has_seen(pairs)).map(|(id, _)| *id);
        match same.filter(|id| taken.insert(id)) {
            Some(id) => finding.meets(&Fate::Lives(id.to_owned()), &mut fates),
            None => homeless.push(finding),
        }
    }
    for finding in homeless {
        let near = finding.keys.iter().filter_map(|key| by_key.get(key)).flatten();
        let heir = near.copied().find(|id| !taken.contains(id) && finding.has_seen(&new[id]));
        let fate = match heir {
            Some(id) => Fate::Lives(id.to_owned()),
            None if new.contains_key(finding.id) => Fate::Changed,
            None => Fate::Gone,
        };
        taken.extend(heir);
        finding.meets(&fate, &mut fates);
    }
    fates
}

impl Earlier<'_> {
    /// Whether nothing is new in a finding of these keys. Where nothing is known of the earlier one, its id must do.
    fn has_seen(&self, pairs: &[PairKeys]) -> bool {
        self.keys.is_empty() || is_known(pairs, |key| self.keys.contains(&key))
    }

    fn meets(&self, fate: &Fate, fates: &mut [Fate]) {
        self.rows.iter().for_each(|&at| fates[at].clone_from(fate));
    }
}

/// The findings of a sheet by id and by whether they are kept for the record only, each with the places of its rows.
fn by_finding(rows: &[Row]) -> BTreeMap<(&str, bool), (Rows<'_>, Vec<usize>)> {
    let mut findings: BTreeMap<(&str, bool), (Rows<'_>, Vec<usize>)> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        let cell = |at: usize| row.generated[at].as_str();
        let (finding, places) = findings.entry((row.id(), is_archived(cell(STATE)))).or_default();
        finding.add(cell(KIND), cell(VALUE), cell(FINGERPRINT));
        places.push(at);
    }
    findings
}
