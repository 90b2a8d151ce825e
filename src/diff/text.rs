//! For people.

use super::{Change, Diff, Disagreement};
use crate::report::visible;
use std::io;

/// Places shown of a value.
const PLACES: usize = 3;

pub(super) fn write(diff: &Diff<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    for (title, list) in [("opened", &diff.opened), ("closed", &diff.closed)] {
        if !list.is_empty() {
            writeln!(out, "{title}")?;
            list.iter().try_for_each(|one| disagreement(one, out))?;
            writeln!(out)?;
        }
    }
    if !diff.changed.is_empty() {
        writeln!(out, "changed")?;
        for changed in &diff.changed {
            disagreement(changed.after, out)?;
            changed.changes.iter().try_for_each(|change| writeln!(out, "    {}", words(change)))?;
        }
        writeln!(out)?;
    }
    diff.notes.iter().try_for_each(|note| writeln!(out, "note: {note}"))?;
    writeln!(out, "{}", diff.summary())
}

fn disagreement(one: &Disagreement, out: &mut dyn io::Write) -> io::Result<()> {
    let settled = one.settled.as_ref().map(|by| format!(" ({})", visible(by))).unwrap_or_default();
    writeln!(out, "  {} {}: {}{settled}", one.severity.id(), visible(&one.kind), visible(&one.message))?;
    for side in &one.values {
        let mut places: Vec<&str> = side.places.iter().take(PLACES).map(String::as_str).collect();
        let more = side.places.len().saturating_sub(PLACES);
        let more_words = format!("{more} more");
        if more > 0 {
            places.push(&more_words);
        }
        writeln!(out, "    “{}”: {}", visible(&side.value), visible(&places.join(", ")))?;
    }
    Ok(())
}

/// A change in a few words.
pub(super) fn words(change: &Change<'_>) -> String {
    match change {
        Change::Added(value) => format!("+ new value “{}”", visible(value)),
        Change::Gone(value) => format!("- no longer “{}”", visible(value)),
        Change::Severity(before, after) => format!("~ {before} before, {after} now"),
        Change::Settled(by) => format!("~ now {}", visible(by)),
        Change::Reopened => "~ open again".to_owned(),
        Change::Regrouped => "~ told together with others before, or now".to_owned(),
    }
}
