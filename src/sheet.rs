//! `claims.csv`: every claim with its group and state, and what people wrote beside it.
//!
//! The first columns are generated. The others (`verdict`, `note`, `reviewer`, and any that people add) belong to people
//! and are carried along by the claim's id; a claim that is gone keeps its row, in state `gone`, as long as somebody has
//! written something there.

use crate::Error;
use crate::model::{Report, Severity};
use crate::report::{guarded, visible};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io;
use std::path::Path;

/// The generated columns.
pub const GENERATED: [&str; 9] = ["id", "group", "article", "source", "date", "speaker", "text", "kinds", "state"];

/// The columns for people, in every sheet.
pub const PERSONAL: [&str; 3] = ["verdict", "note", "reviewer"];

/// The place of `state` among the generated columns.
const STATE: usize = 8;

/// State of a row whose claim is no longer in the articles.
const GONE: &str = "gone";

/// A table of claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Names of the columns for people: [`PERSONAL`], then those that people added.
    pub personal: Vec<String>,
    /// One row a claim.
    pub rows: Vec<Row>,
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The cells of [`GENERATED`].
    pub generated: [String; GENERATED.len()],
    /// The cells for people.
    pub personal: Vec<String>,
}

impl Row {
    fn id(&self) -> &str {
        &self.generated[0]
    }
}

impl Sheet {
    /// The claims of a report, by article and place, with the columns for people empty.
    ///
    /// State is `disputed` where a finding above a note names the claim, `agree` where it shares its group with another,
    /// and `single` where it stands alone.
    pub fn of(report: &Report) -> Self {
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
            let generated = [
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
            Row {
                generated: generated.map(|cell| guarded(&cell).into_owned()),
                personal: vec![String::new(); PERSONAL.len()],
            }
        };
        Self { personal: PERSONAL.map(str::to_owned).to_vec(), rows: (0..report.claims.len()).map(row).collect() }
    }

    /// Reads a table; `path` is named in errors.
    pub fn read(path: &Path, table: impl io::Read) -> Result<Self, Error> {
        let mut reader = csv::Reader::from_reader(table);
        let header = reader.headers().map_err(|error| Error::table(path, &error))?.clone();
        let mut places = Vec::with_capacity(GENERATED.len());
        for name in GENERATED {
            let place = header.iter().position(|column| column.trim_start_matches('\u{feff}') == name);
            places.push(place.ok_or_else(|| {
                let columns = header.iter().collect::<Vec<_>>().join(", ");
                let message = format!("no column `{name}`, so this is not a table of claims (it has: {columns})");
                Error::malformed(path, Some((1, 1)), message)
            })?);
        }
        let mut personal = PERSONAL.map(str::to_owned).to_vec();
        personal.extend(
            header
                .iter()
                .enumerate()
                .filter(|(at, name)| !places.contains(at) && !PERSONAL.contains(name))
                .map(|(_, name)| name.to_owned()),
        );
        let own: Vec<Option<usize>> =
            personal.iter().map(|name| header.iter().position(|column| column == name)).collect();
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|error| Error::table(path, &error))?;
            let cell = |at: usize| record.get(at).unwrap_or_default().to_owned();
            rows.push(Row {
                generated: std::array::from_fn(|column| cell(places[column])),
                personal: own.iter().map(|at| at.map(cell).unwrap_or_default()).collect(),
            });
        }
        Ok(Self { personal, rows })
    }

    /// This sheet with what people wrote in `earlier`: their cells by id, and the rows they wrote in whose claim is gone.
    pub fn carry(mut self, earlier: &Self) -> Self {
        let by_id: BTreeMap<&str, &Row> = earlier.rows.iter().map(|row| (row.id(), row)).collect();
        self.personal.clone_from(&earlier.personal);
        for row in &mut self.rows {
            row.personal = by_id
                .get(row.id())
                .map_or_else(|| vec![String::new(); earlier.personal.len()], |row| row.personal.clone());
        }
        let present: BTreeSet<String> = self.rows.iter().map(|row| row.id().to_owned()).collect();
        for row in &earlier.rows {
            if !present.contains(row.id()) && row.personal.iter().any(|cell| !cell.trim().is_empty()) {
                let mut kept = row.clone();
                kept.generated[1].clear();
                kept.generated[STATE] = GONE.to_owned();
                self.rows.push(kept);
            }
        }
        self
    }

    /// Writes the table.
    pub fn write(&self, out: &mut dyn io::Write) -> io::Result<()> {
        let mut table = csv::Writer::from_writer(out);
        table.write_record(GENERATED.iter().copied().chain(self.personal.iter().map(String::as_str)))?;
        for row in &self.rows {
            table.write_record(row.generated.iter().chain(&row.personal))?;
        }
        table.flush()
    }

    /// What separates the generated columns of `earlier` from this sheet's, in order of this sheet, then of `earlier`.
    /// The order of rows is people's to choose.
    pub fn changes<'a>(&'a self, earlier: &'a Self) -> Vec<Change<'a>> {
        let old: BTreeMap<&str, &Row> = earlier.rows.iter().map(|row| (row.id(), row)).collect();
        let new: BTreeSet<&str> = self.rows.iter().map(Row::id).collect();
        let mut changes = Vec::new();
        for row in &self.rows {
            match old.get(row.id()) {
                None => changes.push(Change::Added(row)),
                Some(before) if before.generated != row.generated => changes.push(Change::Changed(before, row)),
                Some(_) => {}
            }
        }
        changes.extend(earlier.rows.iter().filter(|row| !new.contains(row.id())).map(Change::Removed));
        changes
    }
}

/// The claims that a finding above a note names, by index.
fn disputed(report: &Report) -> BTreeSet<usize> {
    let findings = report.findings.iter().filter(|finding| finding.severity > Severity::Note);
    findings.flat_map(|finding| &finding.values).flat_map(|value| &value.mentions).map(|m| m.claim as usize).collect()
}

/// A difference between two sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change<'a> {
    /// A claim that the earlier sheet lacks.
    Added(&'a Row),
    /// A row whose claim is not in the articles.
    Removed(&'a Row),
    /// A row before and after.
    Changed(&'a Row, &'a Row),
}

/// Longest excerpt of a claim in a change, in characters.
const EXCERPT: usize = 60;

impl fmt::Display for Change<'_> {
    /// `+ id article: text`, `- ...`, or `~ id article: column before -> after`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let brief = |cell: &str| {
            let cell = visible(cell);
            match cell.char_indices().nth(EXCERPT) {
                Some((end, _)) => format!("\"{}…\"", &cell[..end]),
                None => format!("\"{cell}\""),
            }
        };
        let head = |sign: char, row: &Row| {
            let id = row.id().get(..8).unwrap_or(row.id());
            format!("{sign} {} {}", visible(id), visible(&row.generated[2]))
        };
        match self {
            Self::Added(row) => write!(f, "{}: {}", head('+', row), brief(&row.generated[6])),
            Self::Removed(row) => write!(f, "{}: {}", head('-', row), brief(&row.generated[6])),
            Self::Changed(before, after) => {
                write!(f, "{}:", head('~', after))?;
                let pairs = GENERATED.iter().zip(before.generated.iter().zip(&after.generated));
                for (name, (before, after)) in pairs.filter(|(_, (before, after))| before != after) {
                    write!(f, " {name} {} -> {}", brief(before), brief(after))?;
                }
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str, state: &str, verdict: &str) -> Row {
        let mut generated: [String; GENERATED.len()] = Default::default();
        generated[0] = id.into();
        generated[2] = "news/post.txt".into();
        generated[6] = format!("The text of {id}.");
        generated[STATE] = state.into();
        Row { generated, personal: vec![verdict.into(), String::new(), String::new()] }
    }

    fn sheet(rows: Vec<Row>) -> Sheet {
        Sheet { personal: PERSONAL.map(str::to_owned).to_vec(), rows }
    }

    #[test]
    fn what_people_wrote_outlives_a_rewrite() {
        let earlier = sheet(vec![row("a", "single", "fine"), row("b", "agree", "wrong"), row("c", "agree", "")]);
        let now = sheet(vec![row("a", "disputed", ""), row("d", "single", "")]).carry(&earlier);
        assert_eq!(now.rows, [row("a", "disputed", "fine"), row("d", "single", ""), row("b", "gone", "wrong")]);
        let again = sheet(vec![row("a", "disputed", ""), row("d", "single", "")]).carry(&now);
        assert_eq!((again.changes(&now), &again), (Vec::new(), &now));
    }

    #[test]
    fn changes_are_told_by_row_whatever_their_order() {
        let earlier = sheet(vec![row("a", "single", ""), row("b", "agree", "")]);
        let now = sheet(vec![row("d", "single", ""), row("a", "agree", "")]);
        let lines: Vec<String> = now.changes(&earlier).iter().map(Change::to_string).collect();
        assert_eq!(
            lines,
            [
                "+ d news/post.txt: \"The text of d.\"",
                "~ a news/post.txt: state \"single\" -> \"agree\"",
                "- b news/post.txt: \"The text of b.\""
            ]
        );
        let turned = sheet(vec![row("b", "agree", ""), row("a", "single", "")]);
        assert!(turned.changes(&earlier).is_empty());
    }

    #[test]
    fn a_written_sheet_reads_back_with_the_columns_people_added() {
        let mut first = sheet(vec![row("a", "single", "fine, \"so far\"")]);
        first.personal.push("colour".into());
        first.rows[0].personal.push("red".into());
        let mut bytes = Vec::new();
        first.write(&mut bytes).unwrap();
        assert_eq!(Sheet::read(Path::new("claims.csv"), bytes.as_slice()).unwrap(), first);
    }

    #[test]
    fn other_tables_are_refused_with_their_columns() {
        let error = Sheet::read(Path::new("t.csv"), "id,title\n1,x\n".as_bytes()).unwrap_err().to_string();
        assert_eq!(error, "t.csv:1:1: no column `group`, so this is not a table of claims (it has: id, title)");
        let text = format!("{}\n1,2\n", GENERATED.join(","));
        let error = Sheet::read(Path::new("t.csv"), text.as_bytes()).unwrap_err().to_string();
        assert!(error.starts_with("t.csv:2:1: the row has 2 cells where the header has 9"), "{error}");
    }
}
