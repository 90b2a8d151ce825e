//! Everything, for programs. The structs here are the schema.

use super::{Change, Diff, Disagreement};
use serde::Serialize;
use std::io;

/// Number of the schema of comparisons; raised when a field changes its meaning or goes away.
pub const SCHEMA: u8 = 1;

pub(super) fn write(diff: &Diff<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let all = |list: &[&Disagreement]| list.iter().map(|one| JsonDisagreement::of(one)).collect();
    let json = JsonDiff {
        schema: SCHEMA,
        notes: &diff.notes,
        opened: all(&diff.opened),
        closed: all(&diff.closed),
        changed: diff.changed.iter().map(JsonChanged::of).collect(),
        unchanged: diff.unchanged,
    };
    crate::report::write_json(&json, out)
}

#[derive(Serialize)]
struct JsonDiff<'a> {
    schema: u8,
    notes: &'a [&'static str],
    opened: Vec<JsonDisagreement>,
    closed: Vec<JsonDisagreement>,
    changed: Vec<JsonChanged>,
    unchanged: usize,
}

#[derive(Serialize)]
struct JsonDisagreement {
    id: String,
    kind: String,
    severity: &'static str,
    message: String,
    settled: Option<String>,
    values: Vec<JsonSide>,
}

#[derive(Serialize)]
struct JsonSide {
    value: String,
    places: Vec<String>,
}

impl JsonDisagreement {
    fn of(one: &Disagreement) -> Self {
        let Disagreement { id, kind, severity, message, settled, values } = one.clone();
        let values = values.into_iter().map(|side| JsonSide { value: side.value, places: side.places }).collect();
        Self { id: id.to_string(), kind, severity: severity.id(), message, settled, values }
    }
}

#[derive(Serialize)]
struct JsonChanged {
    before: JsonDisagreement,
    after: JsonDisagreement,
    changes: Vec<JsonChange>,
}

impl JsonChanged {
    fn of(changed: &super::Changed<'_>) -> Self {
        Self {
            before: JsonDisagreement::of(changed.before),
            after: JsonDisagreement::of(changed.after),
            changes: changed.changes.iter().map(JsonChange::of).collect(),
        }
    }
}

#[derive(Serialize)]
struct JsonChange {
    what: &'static str,
    before: Option<String>,
    after: Option<String>,
}

impl JsonChange {
    fn of(change: &Change<'_>) -> Self {
        let own = |words: &str| Some(words.to_owned());
        let (what, before, after) = match change {
            Change::Added(value) => ("value", None, own(value)),
            Change::Gone(value) => ("value", own(value), None),
            Change::Severity(before, after) => ("severity", own(before), own(after)),
            Change::Settled(by) => ("settled", None, own(by)),
            Change::Reopened => ("reopened", None, None),
            Change::Regrouped => ("regrouped", None, None),
        };
        Self { what, before, after }
    }
}
