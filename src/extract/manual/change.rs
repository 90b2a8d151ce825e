//! The version in which something came, was advised against, or went: "the flag was removed in 3.1", and in a list of
//! changes what stands under the heading of a version.

use super::code::codes;
use super::label::labelled;
use super::scene::Scene;
use super::table;
use super::thing::{few, thing, version};
use crate::extract::words::Words;
use crate::lexicon::manuals::Family;
use crate::model::{Aspect, BlockKind, Number, Quantity, Setting, Term};
use crate::text::{self, TokenKind};
use std::ops::Range;

/// Content terms beyond which the words before the verb are no name of a thing.
const NAME: usize = 5;
/// The same for what a list of changes names, which goes on to tell more of it.
const LISTED: usize = 2;

/// The versions in which a sentence says that things changed.
pub(super) fn changes(words: &Words<'_>, scene: &Scene, block: BlockKind) -> Vec<Quantity> {
    if block == BlockKind::TableRow {
        return row(words, scene);
    }
    let told: Vec<Quantity> = (1..words.len()).filter_map(|at| change(words, at)).collect();
    if told.is_empty() { listed(words, scene, block).into_iter().collect() } else { told }
}

/// What a heading such as "Removed" says of what is listed below it.
pub(super) fn heads(words: &Words<'_>) -> Option<Aspect> {
    let mut named = (0..words.len()).filter(|&at| words.tokens[at].is_word());
    let (first, more) = (named.next()?, named.next());
    if more.is_some() {
        return None;
    }
    match words.lower(first) {
        "added" | "additions" => Some(Aspect::Added),
        "deprecated" | "deprecations" => Some(Aspect::Deprecated),
        "removed" | "removals" => Some(Aspect::Removed),
        _ => None,
    }
}

/// The version at `at`, where the words before it say what it changed.
fn change(words: &Words<'_>, at: usize) -> Option<Quantity> {
    let token = &words.tokens[at];
    // "In 3" may be the whole series, where another page names the release.
    let number = number(words, at)?;
    let named = usize::from(matches!(words.lower(at - 1), "version" | "release"));
    let preposition = at.checked_sub(1 + named)?;
    let verb = preposition.checked_sub(1)?;
    let aspect = match (words.lower(verb), words.lower(preposition)) {
        ("added" | "introduced", "in" | "with") | ("available", "since") => Aspect::Added,
        ("deprecated", "in" | "since" | "with") => Aspect::Deprecated,
        ("removed" | "dropped", "in" | "with") => Aspect::Removed,
        _ => return None,
    };
    let clause = words.clause(verb);
    let mut copula = verb;
    while copula > clause.start
        && matches!(words.lower(copula - 1), "was" | "were" | "is" | "are" | "been" | "has" | "have")
    {
        copula -= 1;
    }
    let subject = clause.start..copula;
    let coded = codes(words, subject.clone());
    let other =
        coded.is_empty() && subject.clone().any(|at| version(words, at).is_some() || words.tokens[at].is_mark(','));
    // What goes on to speak of a part ("added in 3.1 for Windows") tells of no more.
    let ends = words.tokens.get(at + 1).is_none_or(|next| !next.is_word())
        || matches!(words.lower(at + 1), "and" | "but" | "because");
    let thing = named_by(words, subject);
    if copula == verb || other || !ends || thing.is_empty() || thing.len() > NAME {
        return None;
    }
    Some(labelled(token.span, "version", number, Setting::bare(aspect, thing)))
}

/// What an item under the heading of one version says that it added or removed: "Removed the `--all` flag", and under
/// "Removed" the flag by itself.
fn listed(words: &Words<'_>, scene: &Scene, block: BlockKind) -> Option<Quantity> {
    let [major, minor, patch @ ..] = scene.sections.one()? else { return None };
    if block != BlockKind::ListItem || patch.iter().any(|&part| part > 0) {
        return None;
    }
    let (aspect, start) = match words.lower(0) {
        "added" | "introduced" => (Aspect::Added, 1),
        "deprecated" => (Aspect::Deprecated, 1),
        "removed" | "dropped" => (Aspect::Removed, 1),
        _ => (scene.change?, 0),
    };
    // What is told of it behind a colon or a dash is no part of its name.
    let end = words.clause(start.min(words.len() - 1)).end;
    let end = (start..end).find(|&at| words.tokens[at].is_mark('.') || words.tokens[at].is_mark(',')).unwrap_or(end);
    let plain = |at: usize| words.terms[at].is_some() || matches!(words.lower(at), "the" | "a" | "an");
    // "Query endpoint (`/v1/query`)."
    let close = words.tokens.get(end).filter(|mark| mark.is_mark('(')).and_then(|_| {
        let close = (end..words.len()).find(|&at| words.tokens[at].is_mark(')'))?;
        (codes(words, end + 1..close).len() == 1).then_some(close)
    });
    let range = close.map_or(start..end, |close| end + 1..close);
    let coded = codes(words, range.clone());
    let thing = named_by(words, range.clone());
    // One name, with no more than what it is: "the `--all` flag", "snapshots".
    let bare = match coded.as_slice() {
        [] => thing.len() <= LISTED && range.clone().all(plain) && start > 0,
        [code] => range
            .clone()
            .filter(|at| !code.tokens.contains(at) && words.tokens[*at].is_word())
            .all(|at| is_noun(words.lower(at)) || matches!(words.lower(at), "the" | "a" | "an")),
        _ => false,
    };
    let number = Number::decimal(&format!("{major}.{minor}"))?;
    (bare && !thing.is_empty() && !range.is_empty())
        .then(|| labelled(words.span(range), "version", number, Setting::bare(aspect, thing)))
}

/// "Since", "Added in", "Removed in" in the head of a table.
fn row(words: &Words<'_>, scene: &Scene) -> Vec<Quantity> {
    table::told(words, scene.columns.as_ref(), |column, label, cell| {
        let aspect = column.change?;
        let (at, number) = cell.clone().find_map(|at| Some((at, number(words, at)?)))?;
        let thing = few(named_by(words, label.clone()), NAME)?;
        Some(labelled(words.tokens[at].span, "version", number, Setting::bare(aspect, thing)))
    })
}

/// The version at `at` as a number, where it is told to the release.
fn number(words: &Words<'_>, at: usize) -> Option<Number> {
    let token = words.tokens.get(at).filter(|token| token.kind == TokenKind::Number)?;
    (token.raw.contains('.') && !token.raw.contains(',')).then(|| Number::decimal(token.raw)).flatten()
}

/// Terms of what the tokens name: of the name that is set as code, else of all words but those that say what kind it is.
fn named_by(words: &Words<'_>, range: Range<usize>) -> Vec<Term> {
    let coded = codes(words, range.clone());
    match coded.as_slice() {
        [] => text::sorted(range.filter(|&at| !is_noun(words.lower(at))).flat_map(|at| part(words, at)).collect()),
        coded => text::sorted(coded.iter().map(|code| code.term()).collect()),
    }
}

/// `old_ack` and `new_ack` are two.
fn part(words: &Words<'_>, at: usize) -> Vec<Term> {
    match words.lower(at) {
        name if name.contains('_') => vec![super::thing::plain_term(name)],
        _ => thing(words, at..at + 1),
    }
}

/// Whether a word says what kind of thing a name is of.
fn is_noun(lower: &str) -> bool {
    Family::Grammar.has(lower) || Family::Kinds.has(lower) || matches!(lower, "header" | "switch" | "query")
}
