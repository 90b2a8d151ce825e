//! Names that a program reads something under: environment variables and headers, each with what it is for.

use super::code::{glued, joined, printed};
use super::scene::sides;
use super::table::cells;
use super::thing::plain_term;
use crate::extract::words::Words;
use crate::lexicon::{manuals::Family, verbs};
use crate::model::{BlockKind, Standing, Status, Term};
use crate::text;
use std::ops::Range;

/// Weight of the term of a kind of name, in thousandths of a nat.
const WEIGHT: u16 = 1000;

/// The environment variables and headers of a sentence of which it says what they hold.
pub(super) fn identifiers(words: &Words<'_>, block: BlockKind) -> Vec<Status> {
    let row = block == BlockKind::TableRow;
    (0..words.len())
        .filter_map(|at| {
            let variable = variable(words, at);
            if let Some(name) = address(words, at).filter(|_| variable.is_none()) {
                let content = (0..words.len()).filter(|at| {
                    !name.contains(at) && words.terms[*at].is_some() && !Family::Visiting.has(words.lower(*at))
                });
                return Some(status(
                    words,
                    name.clone(),
                    "given:address",
                    content.map(|at| plain_term(words.lower(at))).collect(),
                ));
            }
            if let Some(name) = file(words, at) {
                let sides = sides(words, 0..words.len()).into_iter();
                return Some(status(words, name, "given:file", sides.chain([plain_term("configuration")]).collect()));
            }
            let name = variable.clone().or_else(|| header(words, at))?;
            let purpose = if row { described(words, &name)? } else { purpose(words, &name)? };
            let kind = if variable.is_some() { "given:variable" } else { "given:header" };
            let content = purpose.filter(|&at| words.terms[at].is_some() && !Family::Generic.has(words.lower(at)));
            Some(status(words, name, kind, content.map(|at| plain_term(words.lower(at))).collect()))
        })
        .filter(|status| status.subject_terms.len() > 1)
        .collect()
}

/// The terms of a status that tell that it is the name under which something is read.
pub(crate) fn is_kind(term: &Term) -> bool {
    ["given:variable", "given:header", "given:address", FILE].iter().any(|kind| text::hash(kind) == term.hash)
}

/// The term under which an article that speaks of the name has it.
pub(crate) fn term_of(name: &str) -> Term {
    plain_term(name)
}

/// `TARN_TOKEN`.
fn variable(words: &Words<'_>, at: usize) -> Option<Range<usize>> {
    let raw = words.tokens[at].raw;
    let made = raw.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
    (made && raw.trim_matches('_').contains('_') && raw.len() >= 5).then_some(at..at + 1)
}

const FILE: &str = "given:file";

/// Whether a term tells that it is the name of a file.
pub(crate) fn is_file(term: &Term) -> bool {
    text::hash(FILE) == term.hash
}

/// `tarn.config.ts` of which a sentence says that the settings are read from it.
fn file(words: &Words<'_>, at: usize) -> Option<Range<usize>> {
    if joined(words, at) && !words.tokens[at - 1].is_mark('`') {
        return None;
    }
    let tokens = glued(words, at, Some('`'));
    let name = printed(words, &tokens);
    let (stem, ending) = name.rsplit_once('.')?;
    let made = stem.starts_with(char::is_alphabetic) && !stem.contains(['/', ':', '*', '(']);
    let configures = matches!(ending, "toml" | "yaml" | "yml" | "ini" | "conf" | "cfg" | "json" | "ts" | "js");
    let reads = (0..at).any(|at| matches!(words.lower(at), "reads" | "read" | "loads" | "loaded"));
    let settings = (0..at).any(|at| matches!(words.lower(at), "settings" | "configuration" | "options"));
    (made && configures && reads && settings).then_some(tokens)
}

/// `http://192.168.1.1`, the address of a page of the thing itself: a number of the local network, and no page below it.
fn address(words: &Words<'_>, at: usize) -> Option<Range<usize>> {
    if !matches!(words.lower(at), "http" | "https") {
        return None;
    }
    let tokens = glued(words, at, None);
    let name = printed(words, &tokens);
    let host = name.split_once("://")?.1.trim_end_matches('/');
    let local = ["192.168.", "10.", "172."].iter().any(|start| host.starts_with(start));
    (local && host.bytes().all(|b| b.is_ascii_digit() || b == b'.')).then_some(tokens)
}

/// `X-Tarn-Signature`, where the word "header" stands beside it.
fn header(words: &Words<'_>, at: usize) -> Option<Range<usize>> {
    let capital = words.tokens[at].raw.starts_with(|c: char| c.is_ascii_uppercase());
    let end = glued(words, at, None).rev().find(|&at| words.tokens[at].is_word())? + 1;
    let made = words.tokens[at..end].iter().any(|token| token.raw.contains('-'));
    let told = at > 0 && words.lower(at - 1) == "header" || words.lower(end) == "header";
    (!joined(words, at) && capital && made && told).then_some(at..end)
}

/// The cell that describes what the first one names.
fn described(words: &Words<'_>, name: &Range<usize>) -> Option<Range<usize>> {
    let cells = cells(words);
    let last = cells.last().filter(|cell| cell.len() >= 2 && cells.first().is_some_and(|first| *first == *name))?;
    Some(last.start..stop(words, last.start, last.end))
}

/// What running text says that the name holds.
fn purpose(words: &Words<'_>, name: &Range<usize>) -> Option<Range<usize>> {
    let behind = name.end;
    // "TARN_TOKEN holds the token of the client", not "TARN_EXISTS is thrown".
    if Family::Holding.has(words.lower(behind)) && !(words.lower(behind) == "is" && done_to(words, behind + 1)) {
        return Some(behind + 1..stop(words, behind + 1, words.len()));
    }
    // "Set TARN_TOKEN, the token of the client."
    if words.tokens.get(behind).is_some_and(|mark| mark.is_mark(','))
        && matches!(words.lower(behind + 1), "the" | "your")
    {
        return Some(behind + 2..stop(words, behind + 2, words.len()));
    }
    // "It reads the token from the environment variable TARN_TOKEN", "the signature in the header X-Tarn-Signature".
    let mut before = name.start;
    while before > 0 && matches!(words.lower(before - 1), "variable" | "environment" | "header" | "the" | "http") {
        before -= 1;
    }
    let preposition =
        before.checked_sub(1).filter(|&at| matches!(words.lower(at), "from" | "in" | "with" | "under"))?;
    let clause = words.clause(preposition);
    let verb = (clause.start..preposition).rev().find(|&at| Family::Reading.has(words.lower(at)))?;
    let passive = verb > clause.start && matches!(words.lower(verb - 1), "is" | "are");
    Some(if passive { clause.start..verb - 1 } else { verb + 1..preposition })
}

/// Whether a participle stands at `at`, of what is done to a name rather than what it holds; it may be used for something.
fn done_to(words: &Words<'_>, at: usize) -> bool {
    let lower = words.lower(at);
    let irregular = verbs::get().find(lower, |next| words.lower(at + next));
    lower != "used" && (lower.ends_with("ed") || irregular.is_some_and(|found| found.inflection.participle))
}

/// The first mark or "and" from `start` on.
fn stop(words: &Words<'_>, start: usize, end: usize) -> usize {
    let ends = |at: &usize| !words.tokens[*at].is_word() || matches!(words.lower(*at), "and" | "used" | "if" | "when");
    (start..end).find(ends).unwrap_or(end)
}

fn status(words: &Words<'_>, name: Range<usize>, kind: &str, purpose: Vec<Term>) -> Status {
    let printed = printed(words, &name);
    let kind = Term { hash: text::hash(kind), weight: WEIGHT };
    let terms = text::sorted(purpose.into_iter().chain([kind]).collect());
    let status = Status::of_thing(words.span(name), printed.clone(), terms, Standing::Given);
    Status { office: printed.to_lowercase(), ..status }
}
