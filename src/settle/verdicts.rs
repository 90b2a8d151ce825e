//! Verdicts: what reviewers said of findings, in `verdicts.csv` or in the review sheet `findings.csv`.

use super::{PairKeys, keys};
use crate::Error;
use crate::model::{ClaimId, Finding, Report, Settled};
use crate::sheet::{FINDINGS, Line, Rows, Table, is_archived};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// What the file is called in errors.
const WHAT: &str = "a table of verdicts";

/// Digits of an id.
const ID_DIGITS: usize = 32;

/// What a reviewer says of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The sources do disagree.
    Confirm,
    /// They do not, or it does not matter.
    Dismiss,
    /// Both are right: it changed in between.
    Update,
    /// Looked at, and not decided.
    Unsure,
}

impl Verdict {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Confirm, Self::Dismiss, Self::Update, Self::Unsure];

    /// The word in tables.
    pub fn id(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Dismiss => "dismiss",
            Self::Update => "update",
            Self::Unsure => "unsure",
        }
    }

    /// Whether a finding of this verdict fails no gate.
    pub fn settles(self) -> bool {
        matches!(self, Self::Dismiss | Self::Update)
    }

    /// The verdict of this word, in either case; `None` for an empty cell.
    fn parse(word: &str) -> Result<Option<Self>, String> {
        let bare = word.trim().to_lowercase();
        let known = Self::ALL.into_iter().find(|verdict| verdict.id() == bare);
        if known.is_some() || bare.is_empty() {
            return Ok(known);
        }
        let names = Self::ALL.map(Self::id).join(", ");
        Err(format!("`{word}` is no verdict; write one of {names}, or leave it empty"))
    }
}

/// What was said of one finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The finding's id.
    pub id: ClaimId,
    /// Its kind.
    #[serde(default)]
    pub kind: String,
    /// Its keys in one list, see [`flattened`].
    #[serde(default)]
    pub keys: Vec<ClaimId>,
    /// `None` where a verdict was taken back, or none was given yet.
    #[serde(with = "word")]
    pub verdict: Option<Verdict>,
    /// Why.
    #[serde(default)]
    pub note: String,
    /// Who says so.
    #[serde(default)]
    pub reviewer: String,
    /// What the finding said.
    #[serde(default)]
    pub message: String,
}

impl Entry {
    /// The columns of `verdicts.csv`.
    pub const COLUMNS: [&str; 7] = ["id", "kind", "keys", "verdict", "note", "reviewer", "message"];

    /// The entry of a finding of which nothing was said yet.
    pub fn of(report: &Report, finding: &Finding) -> Self {
        Self {
            id: finding.id,
            kind: finding.kind.to_owned(),
            keys: flattened(report, finding),
            verdict: None,
            note: String::new(),
            reviewer: String::new(),
            message: finding.message.clone(),
        }
    }

    /// The cells of [`Entry::COLUMNS`].
    pub fn cells(&self) -> [String; Self::COLUMNS.len()] {
        let keys: Vec<String> = self.keys.iter().map(ToString::to_string).collect();
        [
            self.id.to_string(),
            self.kind.clone(),
            keys.join(" "),
            self.verdict.map_or("", Verdict::id).to_owned(),
            self.note.clone(),
            self.reviewer.clone(),
            self.message.clone(),
        ]
    }
}

/// The keys of a finding in one list: sorted, each once.
pub fn flattened(report: &Report, finding: &Finding) -> Vec<ClaimId> {
    flat(keys(report, finding))
}

fn flat(keys: Vec<PairKeys>) -> Vec<ClaimId> {
    let mut all: Vec<ClaimId> = keys.into_iter().flatten().collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The verdicts of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verdicts {
    /// One a finding, in order of the first row of each; where a finding has several rows, the last one counts.
    pub entries: Vec<Entry>,
    /// Whether the last row of the file was cut off; nobody was told that it was kept.
    pub torn: bool,
}

impl Verdicts {
    /// Reads `verdicts.csv` or `findings.csv` as any spreadsheet may have saved it; `path` is named in errors.
    pub fn read(path: &Path, bytes: &[u8]) -> Result<Self, Error> {
        let expected: Vec<&str> = Entry::COLUMNS.into_iter().chain(FINDINGS.columns.iter().copied()).collect();
        let table = Table::read(path, bytes, WHAT, &expected)?;
        let source = Source { path, table: &table };
        let entries = if table.column("finding").is_some() { source.sheet()? } else { source.verdicts()? };
        let mut places: BTreeMap<ClaimId, usize> = BTreeMap::new();
        let mut verdicts = Self { entries: Vec::with_capacity(entries.len()), torn: table.torn };
        for entry in entries {
            match places.get(&entry.id) {
                Some(&at) => verdicts.entries[at] = entry,
                None => {
                    places.insert(entry.id, verdicts.entries.len());
                    verdicts.entries.push(entry);
                }
            }
        }
        Ok(verdicts)
    }

    /// Marks the findings that reviewers dismissed or took for a true change over time.
    ///
    /// What was said of a finding holds for the pairs of values that it had then: of each pair the entry of the same id
    /// decides if it knows the pair, else the last that does. So one more mention of a known value changes nothing, and a
    /// new value brings the finding back.
    pub fn apply(&self, report: &mut Report) {
        let by_id: BTreeMap<ClaimId, usize> =
            self.entries.iter().enumerate().map(|(at, entry)| (entry.id, at)).collect();
        let given = || self.entries.iter().enumerate().filter(|(_, entry)| entry.verdict.is_some());
        let by_key: BTreeMap<ClaimId, usize> =
            given().flat_map(|(at, entry)| entry.keys.iter().map(move |&key| (key, at))).collect();
        for at in 0..report.findings.len() {
            let own = by_id.get(&report.findings[at].id).copied();
            let decides = |pair: &PairKeys| {
                let last = || pair.iter().filter_map(|key| by_key.get(key).copied()).max();
                own.filter(|&own| self.entries[own].knows(pair)).or_else(last)
            };
            let pairs = keys(report, &report.findings[at]);
            let deciding: Option<Vec<usize>> = pairs.iter().map(decides).collect();
            let deciding = deciding.unwrap_or_default();
            let settles = |&entry: &usize| self.entries[entry].verdict.is_some_and(Verdict::settles);
            if let Some(&entry) = deciding.iter().max()
                && deciding.iter().all(settles)
            {
                let reason = self.entries[entry].reason();
                report.findings[at].settled.get_or_insert(Settled::Dismissed { reason });
            }
        }
    }
}

impl Entry {
    /// Whether it was given on a finding that had this pair of values; one without keys speaks of all that has its id.
    pub fn knows(&self, pair: &PairKeys) -> bool {
        self.keys.is_empty() || pair.iter().any(|key| self.keys.binary_search(key).is_ok())
    }

    /// Why the finding fails nothing.
    fn reason(&self) -> String {
        match self.verdict {
            Some(Verdict::Update) if self.note.is_empty() => "a true change over time".to_owned(),
            _ => self.note.clone(),
        }
    }
}

/// A table that is read, with its name.
struct Source<'a> {
    path: &'a Path,
    table: &'a Table,
}

impl Source<'_> {
    fn error(&self, line: u64, message: String) -> Error {
        Error::malformed(self.path, Some((line, 1)), message)
    }

    fn needed(&self, name: &str, what: &str) -> Result<usize, Error> {
        self.table.needed(self.path, name, what)
    }

    fn id(&self, line: &Line, cell: &str) -> Result<ClaimId, Error> {
        id(cell.trim()).ok_or_else(|| {
            let message = format!("`{cell}` is no id; ids are {ID_DIGITS} hexadecimal digits, kept as text");
            self.error(line.number, message)
        })
    }

    fn verdict(&self, line: &Line, cell: &str) -> Result<Option<Verdict>, Error> {
        Verdict::parse(cell).map_err(|message| self.error(line.number, message))
    }

    /// The rows of a `verdicts.csv`.
    fn verdicts(&self) -> Result<Vec<Entry>, Error> {
        let mut places = [0; Entry::COLUMNS.len()];
        for (place, name) in places.iter_mut().zip(Entry::COLUMNS) {
            *place = self.needed(name, WHAT)?;
        }
        let entry = |line: &Line| {
            let [given, kind, keys, verdict, note, reviewer, message] = places.map(|at| line.cells[at].as_str());
            Ok(Entry {
                id: self.id(line, given)?,
                kind: kind.to_owned(),
                // A program that shortens long cells may have cut the last key.
                keys: flat(vec![keys.split_whitespace().filter_map(id).collect()]),
                verdict: self.verdict(line, verdict)?,
                note: note.to_owned(),
                reviewer: reviewer.to_owned(),
                message: message.to_owned(),
            })
        };
        self.table.rows.iter().map(entry).collect()
    }

    /// The findings of a `findings.csv` of which something was said, those kept for the record first. A verdict may stand in any of a finding's rows, once
    /// or in several that agree.
    fn sheet(&self) -> Result<Vec<Entry>, Error> {
        let what = "a table of findings";
        let names = ["finding", "kind", "message", "value", "fingerprint", "state", "verdict", "note", "reviewer"];
        let mut places = [0; 9];
        for (place, name) in places.iter_mut().zip(names) {
            *place = self.needed(name, what)?;
        }
        let mut entries: Vec<(Entry, Rows<'_>, u64, bool)> = Vec::new();
        let mut known: BTreeMap<(ClaimId, bool), usize> = BTreeMap::new();
        for line in &self.table.rows {
            let [given, kind, message, value, fingerprint, state, verdict, note, reviewer] =
                places.map(|at| line.cells[at].as_str());
            let id = self.id(line, given)?;
            let archived = is_archived(state);
            let at = *known.entry((id, archived)).or_insert_with(|| {
                let (kind, message) = (kind.to_owned(), message.to_owned());
                let (keys, note, reviewer) = (Vec::new(), String::new(), String::new());
                let entry = Entry { id, kind, keys, verdict: None, note, reviewer, message };
                entries.push((entry, Rows::default(), 0, archived));
                entries.len() - 1
            });
            let (entry, rows, said, _) = &mut entries[at];
            rows.add(kind, value, fingerprint);
            match (entry.verdict, self.verdict(line, verdict)?) {
                (_, None) => {}
                (Some(before), Some(now)) if before != now => {
                    let (before, now) = (before.id(), now.id());
                    let message =
                        format!("the finding has the verdict {now} here and {before} in line {said}; leave one");
                    return Err(self.error(line.number, message));
                }
                (_, now) => (entry.verdict, *said) = (now, line.number),
            }
            append(&mut entry.note, note);
            append(&mut entry.reviewer, reviewer);
        }
        // What is there outweighs what is kept for the record.
        entries.sort_by_key(|(.., archived)| !archived);
        let said = entries.into_iter().filter(|(entry, ..)| entry.verdict.is_some() || !entry.note.is_empty());
        Ok(said.map(|(entry, rows, ..)| Entry { keys: flat(rows.keys()), ..entry }).collect())
    }
}

/// Adds what another row says, unless it was said.
fn append(text: &mut String, more: &str) {
    let more = more.trim();
    if more.is_empty() || text.split("; ").any(|part| part == more) {
        return;
    }
    if !text.is_empty() {
        text.push_str("; ");
    }
    text.push_str(more);
}

/// The id that is printed like this.
fn id(printed: &str) -> Option<ClaimId> {
    let whole = printed.len() == ID_DIGITS && printed.bytes().all(|byte| byte.is_ascii_hexdigit());
    whole.then(|| ClaimId::try_from(printed.to_owned()).ok()).flatten()
}

/// A verdict as its word, and none as the empty word.
mod word {
    use super::Verdict;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(verdict: &Option<Verdict>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(verdict.map_or("", Verdict::id))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Verdict>, D::Error> {
        Verdict::parse(&String::deserialize(from)?).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests;
