//! Markdown, for pull requests.

use super::text::words;
use super::{Diff, Disagreement};
use crate::report::escaped;
use std::io;

pub(super) fn write(diff: &Diff<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "# What changed between the sources\n\n{}.", diff.summary())?;
    for note in &diff.notes {
        writeln!(out, "\nNote: {note}.")?;
    }
    for (title, list) in [("Opened", &diff.opened), ("Closed", &diff.closed)] {
        if !list.is_empty() {
            writeln!(out, "\n## {title}\n")?;
            list.iter().try_for_each(|one| disagreement(one, out))?;
        }
    }
    if !diff.changed.is_empty() {
        writeln!(out, "\n## Changed\n")?;
        for changed in &diff.changed {
            disagreement(changed.after, out)?;
            changed.changes.iter().try_for_each(|change| writeln!(out, "  - {}", escaped(&words(change))))?;
        }
    }
    Ok(())
}

fn disagreement(one: &Disagreement, out: &mut dyn io::Write) -> io::Result<()> {
    let settled = one.settled.as_ref().map(|by| format!(" ({})", escaped(by))).unwrap_or_default();
    writeln!(out, "- **{} {}**: {}{settled}", one.severity.id(), escaped(&one.kind), escaped(&one.message))?;
    one.values
        .iter()
        .try_for_each(|side| writeln!(out, "  - “{}”: {}", escaped(&side.value), escaped(&side.places.join(", "))))
}
