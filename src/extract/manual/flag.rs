//! Flags of commands: those that a manual tells its readers to use, and those that it says are gone or never were.

use super::code::{joined, printed};
use super::phrase::asks;
use super::thing::version;
use crate::extract::words::Words;
use crate::lexicon::manuals::Family;
use crate::model::{Standing, Status, Term};
use crate::text;
use std::ops::Range;

/// Weight of a flag, in thousandths of a nat: a name made up for one thing.
const WEIGHT: u16 = 5000;
/// Words of a command before its flag ("tarn remote push --all").
const COMMAND: usize = 4;

/// Words beside a command that are no part of it.
const BESIDE: [Family; 4] = [Family::Prose, Family::Arguments, Family::Passing, Family::Running];
/// Verbs that tell the reader to use what stands behind them.
const TELLING: [Family; 3] = [Family::Running, Family::Passing, Family::Choosing];

/// A flag as it stands in a sentence.
struct Flag {
    tokens: Range<usize>,
    /// "--dry-run"
    name: String,
    /// The command before it: "tarn push".
    command: String,
}

/// What a sentence says of flags: "use `--all`" has it in force, "`--all` was renamed" and "there is no `--all`" have it not.
///
/// `heading` is that of the section: that there is no such flag is said of what the section is about.
pub(super) fn statuses(words: &Words<'_>, heading: &str) -> Vec<Status> {
    let flags = if asks(words) { Vec::new() } else { flags(words) };
    flags.iter().filter_map(|flag| gone(words, flag, heading).or_else(|| used(words, flag, heading))).collect()
}

fn flags(words: &Words<'_>) -> Vec<Flag> {
    let mut out = Vec::new();
    let mut at = 0;
    while at + 2 < words.len() {
        let dashes = (at..at + 2).all(|at| words.tokens[at].is_mark('-') && joined(words, at + 1));
        let free = !joined(words, at) || words.tokens[at - 1].is_mark('`');
        if !(dashes && free && words.tokens[at + 2].is_word()) {
            at += 1;
            continue;
        }
        let mut end = at + 3;
        while end + 1 < words.len()
            && joined(words, end)
            && words.tokens[end].is_mark('-')
            && joined(words, end + 1)
            && !words.tokens[end + 1].is_mark('-')
        {
            end += 2;
        }
        out.push(Flag { command: command(words, at), tokens: at..end, name: printed(words, &(at..end)) });
        at = end;
    }
    out
}

/// The words of a command that end in front of the token `at`: those behind "run", or behind the start of the clause.
fn command(words: &Words<'_>, at: usize) -> String {
    let start = words.clause(at).start;
    let spelled = |at: &usize| {
        let token = &words.tokens[*at];
        token.is_word() && !token.is_capital() && !BESIDE.iter().any(|family| family.has(&token.lower))
    };
    let from = (start..at).rev().take(COMMAND).take_while(spelled).last().unwrap_or(at);
    words.tokens[from..at].iter().map(|token| token.lower.as_ref()).collect::<Vec<_>>().join(" ")
}

/// "`--all` was renamed to `--every` in 3.0", "the `--all` flag has been removed", "there is no `--all` flag".
fn gone(words: &Words<'_>, flag: &Flag, heading: &str) -> Option<Status> {
    let clause = words.clause(flag.tokens.start);
    // "The old name still works."
    let kept = (0..words.len()).any(|at| {
        matches!(
            words.lower(at),
            "alias" | "aliases" | "still" | "works" | "accepted" | "kept" | "if" | "when" | "unless"
        )
    });
    if kept {
        return None;
    }
    let mut at = flag.tokens.end;
    at += usize::from(words.tokens.get(at).is_some_and(|mark| mark.is_mark('`')));
    at += usize::from(Family::Arguments.has(words.lower(at)));
    let mut verb = at;
    while matches!(words.lower(verb), "was" | "has" | "been") {
        verb += 1;
    }
    let called =
        words.lower(at) == "is" && words.lower(at + 1) == "now" && matches!(words.lower(at + 2), "called" | "named");
    let removed = called
        || verb > at && matches!(words.lower(verb), "removed" | "renamed" | "dropped" | "deleted")
        || words.lower(at) == "no" && words.lower(at + 1) == "longer" && words.lower(at + 2) == "exists"
        || words.lower(at) == "does" && words.lower(at + 1) == "not" && words.lower(at + 2) == "exist";
    if removed {
        // "Was removed from `tarn pull`": another command may go on having it.
        let of_one = (verb..clause.end.max(verb))
            .any(|at| matches!(words.lower(at), "from" | "of" | "for") && version(words, at + 1).is_none());
        let key = if flag.command.is_empty() { flag.name.clone() } else { format!("{} {}", flag.command, flag.name) };
        let end = if verb > at { verb + 1 } else { at + 3 };
        return (!of_one).then(|| status(words, flag, flag.tokens.start..end, Standing::Ended, vec![term(&key)]));
    }
    let mut before = flag.tokens.start;
    before -= usize::from(before > 0 && words.tokens[before - 1].is_mark('`'));
    let none = !heading.is_empty()
        && before >= 3
        && words.lower(before - 1) == "no"
        && matches!(words.lower(before - 2), "is" | "'s")
        && words.lower(before - 3) == "there";
    // There is none of the command that the section is about.
    let key = section(&flag.name, heading);
    none.then(|| status(words, flag, before - 3..flag.tokens.end, Standing::Ended, vec![term(&key)]))
}

/// "Use `--all`", "run `tarn push --all`", "to send all, pass `--all`".
fn used(words: &Words<'_>, flag: &Flag, heading: &str) -> Option<Status> {
    let clause = words.clause(flag.tokens.start);
    let opens = |at: &usize| {
        let first = *at == clause.start || words.tokens[*at - 1].is_mark(',') || words.tokens[*at - 1].is_mark(':');
        first && TELLING.iter().any(|family| family.has(words.lower(*at)))
    };
    // "With `--all`, the build sends all."
    let with = (flag.tokens.start <= 2 && words.lower(0) == "with").then_some(0);
    let verb = (clause.start..flag.tokens.start).find(opens).or(with)?;
    let other = (0..words.len()).any(|at| {
        version(words, at).is_some()
            || matches!(
                words.lower(at),
                "not"
                    | "never"
                    | "no"
                    | "instead"
                    | "rather"
                    | "without"
                    | "old"
                    | "older"
                    | "before"
                    | "former"
                    | "formerly"
                    | "earlier"
                    | "previous"
                    | "previously"
                    | "deprecated"
                    | "legacy"
                    | "replace"
                    | "replaces"
                    | "replaced"
                    | "was"
                    | "were"
                    | "if"
                    | "unless"
                    | "until"
                    | "own"
                    | "your"
                    | "third-party"
            )
    });
    if other {
        return None;
    }
    let mut keys = vec![term(&flag.name), term(&section(&flag.name, heading))];
    if !flag.command.is_empty() {
        keys.push(term(&format!("{} {}", flag.command, flag.name)));
    }
    Some(status(words, flag, verb..flag.tokens.end, Standing::InForce, keys))
}

/// The flag of what its section is about.
fn section(name: &str, heading: &str) -> String {
    format!("{name} under {heading}")
}

fn term(key: &str) -> Term {
    Term { hash: text::hash(&format!("flag:{key}")), weight: WEIGHT }
}

fn status(words: &Words<'_>, flag: &Flag, shown: Range<usize>, standing: Standing, terms: Vec<Term>) -> Status {
    Status::of_thing(words.span(shown), flag.name.clone(), text::sorted(terms), standing)
}
