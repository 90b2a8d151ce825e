//! What changed between two runs: which disagreements opened, closed and changed.
//!
//! Two findings are one disagreement when a pair of sentences disagrees in both (the keys of [`crate::settle`]), else when
//! one sentence is the same and the other was edited. Moved text and renamed files change nothing.

mod json;
mod markdown;
mod run;
mod text;

pub use json::SCHEMA;
pub use run::{Disagreement, Run, Side};

use crate::config::FailOn;
use crate::settle::pair_keys;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// A format that a comparison can be written in.
pub struct Format {
    /// Name on the command line.
    pub id: &'static str,
    /// Ending of files in this format, without the dot.
    pub extension: &'static str,
    /// What it is for, in one line.
    pub summary: &'static str,
    /// Writes the whole comparison.
    pub write: fn(&Diff<'_>, &mut dyn io::Write) -> io::Result<()>,
}

/// All formats; the first is the one for the terminal.
pub const FORMATS: &[Format] = &[
    Format { id: "text", extension: "txt", summary: "for people", write: text::write },
    Format { id: "md", extension: "md", summary: "Markdown, for pull requests", write: markdown::write },
    Format { id: "json", extension: "json", summary: "everything, for programs", write: json::write },
];

/// What changed between two runs; each list in the order of its run.
#[derive(Debug)]
#[non_exhaustive]
pub struct Diff<'a> {
    /// Disagreements that only the later run has.
    pub opened: Vec<&'a Disagreement>,
    /// Disagreements that only the earlier run has.
    pub closed: Vec<&'a Disagreement>,
    /// Disagreements of both that are not the same in both.
    pub changed: Vec<Changed<'a>>,
    /// How many are the same in both.
    pub unchanged: usize,
    /// Why the two runs may differ besides the articles.
    pub notes: Vec<&'static str>,
}

/// A disagreement before and after.
#[derive(Debug)]
#[non_exhaustive]
pub struct Changed<'a> {
    /// In the earlier run.
    pub before: &'a Disagreement,
    /// In the later run.
    pub after: &'a Disagreement,
    /// What is not the same; never empty.
    pub changes: Vec<Change<'a>>,
}

/// One thing that is not the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change<'a> {
    /// A value that nobody stated before.
    Added(&'a str),
    /// A value that nobody states any more.
    Gone(&'a str),
    /// The severity, before and after.
    Severity(&'a str, &'a str),
    /// What settles it now.
    Settled(&'a str),
    /// Nothing settles it any more.
    Reopened,
    /// It was one with others, or is now.
    Regrouped,
}

/// Compares two runs.
pub fn diff<'a>(old: &'a Run, new: &'a Run) -> Diff<'a> {
    let mut pairs = by_pairs(&old.disagreements, &new.disagreements);
    let mut olds = vec![false; old.disagreements.len()];
    let mut news = vec![false; new.disagreements.len()];
    for link in &pairs {
        (olds[link.old], news[link.new]) = (true, true);
    }
    for (at, after) in new.disagreements.iter().enumerate().filter(|(at, _)| !news[*at]).collect::<Vec<_>>() {
        let edited = |(old, before): &(usize, &Disagreement)| !olds[*old] && shares_a_side(before, after);
        if let Some((old, _)) = old.disagreements.iter().enumerate().find(edited) {
            (olds[old], news[at]) = (true, true);
            pairs.push(Link { new: at, old, first: true });
        }
    }
    pairs.sort_unstable();
    let mut out =
        Diff { opened: Vec::new(), closed: Vec::new(), changed: Vec::new(), unchanged: 0, notes: notes(old, new) };
    out.opened = new.disagreements.iter().zip(news).filter(|(_, met)| !met).map(|(one, _)| one).collect();
    out.closed = old.disagreements.iter().zip(olds).filter(|(_, met)| !met).map(|(one, _)| one).collect();
    for Link { new: after, old: before, first } in pairs {
        let (before, after) = (&old.disagreements[before], &new.disagreements[after]);
        let mut changes = changes(before, after);
        if !first && changes.is_empty() {
            changes.push(Change::Regrouped);
        }
        if changes.is_empty() {
            out.unchanged += 1;
        } else {
            out.changed.push(Changed { before, after, changes });
        }
    }
    out
}

impl Diff<'_> {
    /// Whether the later run is worse in something of a severity that fails: a disagreement opened or was reopened, gained a
    /// value or became more severe.
    pub fn fails(&self, fail_on: FailOn) -> bool {
        let counts = |one: &Disagreement| one.settled.is_none() && fail_on.fails(one.severity);
        let worse = |changed: &Changed<'_>| {
            let known = changed.before.settled.is_none() && fail_on.fails(changed.before.severity);
            counts(changed.after) && (!known || changed.changes.iter().any(|change| matches!(change, Change::Added(_))))
        };
        self.opened.iter().any(|one| counts(one)) || self.changed.iter().any(worse)
    }

    /// "1 opened, 0 closed, 2 changed, 7 unchanged".
    pub fn summary(&self) -> String {
        let Self { opened, closed, changed, unchanged, .. } = self;
        format!("{} opened, {} closed, {} changed, {unchanged} unchanged", opened.len(), closed.len(), changed.len())
    }
}

/// Two findings that are one disagreement, by index.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Link {
    new: usize,
    old: usize,
    /// Whether neither of them has another partner that fits better.
    first: bool,
}

/// The findings in which the same pair of sentences disagrees.
fn by_pairs(old: &[Disagreement], new: &[Disagreement]) -> Vec<Link> {
    let keys = |one: &Disagreement| -> BTreeSet<_> {
        pair_keys(&one.kind, &one.fingerprints()).into_iter().flatten().collect()
    };
    let mut owners: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, one) in old.iter().enumerate() {
        for key in keys(one) {
            owners.entry(key).or_default().push(at);
        }
    }
    // Those that share most first, so that a finding that fell in two goes on as its larger part.
    let mut shared: Vec<(usize, usize, usize)> = Vec::new();
    for (at, one) in new.iter().enumerate() {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for owner in keys(one).iter().filter_map(|key| owners.get(key)).flatten() {
            *counts.entry(*owner).or_default() += 1;
        }
        shared.extend(counts.into_iter().map(|(owner, count)| (count, at, owner)));
    }
    shared.sort_unstable_by(|left, right| right.0.cmp(&left.0).then((left.1, left.2).cmp(&(right.1, right.2))));
    let (mut news, mut olds) = (BTreeSet::new(), BTreeSet::new());
    let mut links = Vec::new();
    let mut rest = Vec::new();
    for (_, new, old) in shared {
        if news.contains(&new) || olds.contains(&old) {
            rest.push(Link { new, old, first: false });
        } else {
            news.insert(new);
            olds.insert(old);
            links.push(Link { new, old, first: true });
        }
    }
    // What found no partner of its own was one with others, or is now.
    for link in rest {
        let (fresh, lost) = (news.insert(link.new), olds.insert(link.old));
        if fresh || lost {
            links.push(link);
        }
    }
    links
}

/// Whether one sentence stands in both, so that the other one was edited.
fn shares_a_side(old: &Disagreement, new: &Disagreement) -> bool {
    let of = |one: &Disagreement| one.fingerprints().into_iter().flatten().collect::<BTreeSet<_>>();
    old.kind == new.kind && !of(old).is_disjoint(&of(new))
}

fn changes<'a>(before: &'a Disagreement, after: &'a Disagreement) -> Vec<Change<'a>> {
    let without = |values: &'a [Side], others: &[Side]| -> Vec<&'a str> {
        let stated = |side: &Side| {
            others.iter().any(|other| {
                other.value == side.value || other.fingerprints.iter().any(|one| side.fingerprints.contains(one))
            })
        };
        values.iter().filter(|side| !stated(side)).map(|side| side.value.as_str()).collect()
    };
    let mut out: Vec<Change<'a>> = without(&after.values, &before.values).into_iter().map(Change::Added).collect();
    out.extend(without(&before.values, &after.values).into_iter().map(Change::Gone));
    if before.severity != after.severity {
        out.push(Change::Severity(before.severity.id(), after.severity.id()));
    }
    match (&before.settled, &after.settled) {
        (Some(_), None) => out.push(Change::Reopened),
        (before, Some(after)) if before.as_ref() != Some(after) => out.push(Change::Settled(after)),
        _ => {}
    }
    out
}

fn notes(old: &Run, new: &Run) -> Vec<&'static str> {
    let mut out = Vec::new();
    if old.version != new.version {
        out.push("the two runs were made by different versions of crosscheck");
    }
    if old.config != new.config {
        out.push("the two runs were made with different configurations");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Config;
    use crate::report::{Context, writer};
    use crate::settle::sample::{self, EIGHT, NINE, TWELVE};
    use std::path::Path;

    fn run(texts: &[(&str, &str)]) -> Run {
        let mut bytes = Vec::new();
        (writer("json").unwrap().write)(&sample::report(texts), &Context::new(&Config::default()), &mut bytes).unwrap();
        Run::parse(Path::new("r.json"), &String::from_utf8(bytes).unwrap()).unwrap()
    }

    #[test]
    fn moved_text_changes_nothing() {
        let (old, new) = (run(&[("a", TWELVE), ("b", NINE)]), run(&[("c", NINE), ("z", TWELVE)]));
        let diff = diff(&old, &new);
        assert_eq!(diff.summary(), "0 opened, 0 closed, 0 changed, 1 unchanged");
        assert!(!diff.fails(FailOn::Low));
    }

    #[test]
    fn what_opens_and_closes_is_told() {
        let (apart, agreed) = (run(&[("a", TWELVE), ("b", NINE)]), run(&[("a", NINE), ("b", NINE)]));
        assert_eq!(diff(&agreed, &apart).summary(), "1 opened, 0 closed, 0 changed, 0 unchanged");
        assert!(diff(&agreed, &apart).fails(FailOn::High) && !diff(&agreed, &apart).fails(FailOn::Never));
        assert_eq!(diff(&apart, &agreed).summary(), "0 opened, 1 closed, 0 changed, 0 unchanged");
        assert!(!diff(&apart, &agreed).fails(FailOn::Low));
    }

    #[test]
    fn an_edited_side_is_a_change_and_a_new_value_fails() {
        let (old, new) = (run(&[("a", TWELVE), ("b", NINE)]), run(&[("a", TWELVE), ("b", EIGHT)]));
        let edited = diff(&old, &new);
        assert_eq!(edited.changed[0].changes, [Change::Added("Eight people"), Change::Gone("Nine people")]);
        assert!(edited.fails(FailOn::High));
        let more = run(&[("a", TWELVE), ("b", NINE), ("c", EIGHT)]);
        let added = diff(&old, &more);
        assert_eq!(added.summary(), "0 opened, 0 closed, 1 changed, 0 unchanged", "{:?}", added.changed);
        assert_eq!(added.changed[0].changes, [Change::Added("Eight people")]);
        let fewer = diff(&more, &old);
        assert_eq!(fewer.changed[0].changes, [Change::Gone("Eight people")]);
        assert!(!fewer.fails(FailOn::High));
    }
}
