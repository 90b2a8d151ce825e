//! Events told by a noun: "has ordered an inquiry", "subject to approval", "the recount is under way".

use super::super::words::Words;
use super::{DONE, TENSED, Told, nearest, theme, verb};
use crate::lexicon::stages;
use std::ops::Range;

/// How far behind the noun the words that give its stage may begin, in tokens.
const SEQUEL_REACH: usize = 6;
/// Longest phrase that gives the stage of a noun behind it, in tokens.
const LONGEST: usize = 6;
/// How far before the noun its verb or the words that give its stage may end, in tokens.
const REACH: usize = 4;

/// The event whose noun begins at a token, if the words around tell its stage.
pub(super) fn told(words: &Words<'_>, at: usize, negated: &[Option<bool>]) -> Option<Told> {
    let found = stages::get().nouns.at(&words.tokens, &words.stems, at)?;
    let noun = at..at + found.len;
    if matches!(words.lower(noun.end), "-") || at > 0 && matches!(words.lower(at - 1), "-" | "not") {
        return None;
    }
    // "to recall" is the verb, "subject to recall" the noun.
    let infinitive = at > 0 && words.lower(at - 1) == "to";
    // "deprecated" has the stem of "deprecation".
    let verbal = stages::get().past.at(&words.tokens, &words.stems, at).is_some() || words.lower(at).ends_with("ing");
    if verbal && !matches!(words.lower(at), "filing" | "signing" | "lifting" | "wedding") {
        return None;
    }
    let led = before(words, &noun, negated).filter(|(_, _, cue)| !infinitive || cue.end == noun.start);
    if infinitive && led.is_none() {
        return None;
    }
    let (stage, tokens, cue) = led
        .or_else(|| carried(words, &noun, negated))
        .or_else(|| sequel(words, &noun, negated))
        .or_else(|| owned(words, &noun, negated))?;
    let clause = words.clause(at);
    let theme = match words.lower(noun.end) {
        "of" | "for" | "into" | "to" => theme::object(words, noun.end + 1, clause.end).unwrap_or_default(),
        _ => theme::Theme::default(),
    };
    Some(Told { event: found.value, stage, tokens, own: [noun, cue], theme, actor: Vec::new() })
}

/// A stage, the words from the first to the last that tell stage and event, and those that only tell the stage.
type Cued = (u8, Range<usize>, Range<usize>);

/// "subject to approval", "no decision on a recount".
fn before(words: &Words<'_>, noun: &Range<usize>, negated: &[Option<bool>]) -> Option<Cued> {
    let floor = words.clause(noun.start).start;
    let table = &stages::get().before_noun;
    let from = noun.start.saturating_sub(REACH + LONGEST).max(floor);
    let (tokens, stage) = nearest(words, table, from..noun.start)?;
    let fits = joined(words, tokens.end..noun.start, &["on", "about", "for", "of", "whether", "to"])
        && negated[tokens.start] == Some(false)
        && !(tokens.start > floor && matches!(words.lower(tokens.start - 1), "was" | "were" | "had"));
    fits.then_some((stage, tokens.start..noun.end, tokens))
}

/// "has ordered an independent inquiry": a verb that carries the noun as its object.
fn carried(words: &Words<'_>, noun: &Range<usize>, negated: &[Option<bool>]) -> Option<Cued> {
    let stages = stages::get();
    let floor = words.clause(noun.start).start;
    let from = noun.start.saturating_sub(REACH + 1).max(floor);
    let (verb, once_done) = nearest(words, &stages.carriers, from..noun.start)?;
    let determined = (verb.end..noun.start)
        .any(|at| matches!(words.lower(at), "a" | "an" | "the" | "its" | "their" | "his" | "her" | "full" | "formal"));
    let plural = words.lower(noun.end - 1).ends_with('s');
    if !joined(words, verb.end..noun.start, &[]) || !(determined || plural || verb.end == noun.start) {
        return None;
    }
    let past = stages.carrier_past.at(&words.tokens, &words.stems, verb.start).is_some();
    let cue_end = verb.end;
    let reading = verb::read(words, verb, past, negated)?;
    let stage = if reading.stage == DONE { once_done } else { reading.stage };
    Some((stage, reading.start..noun.end, reading.start..cue_end))
}

/// "the recount is under way", "approval has been granted".
fn sequel(words: &Words<'_>, noun: &Range<usize>, negated: &[Option<bool>]) -> Option<Cued> {
    let end = words.clause(noun.start).end.min(noun.end + SEQUEL_REACH);
    let mut at = noun.end;
    while at < end {
        if !words.tokens[at].is_word() || matches!(words.lower(at), "that" | "would" | "and" | "or" | "which" | "who") {
            return None;
        }
        if let Some(found) = stages::get().sequels.at(&words.tokens, &words.stems, at) {
            let settled = negated[at] == Some(false) && negated[noun.start] == Some(false);
            return settled.then(|| (found.value, noun.start..at + found.len, at..at + found.len));
        }
        at += 1;
    }
    None
}

/// "the ministry's designation of two groups": whoever speaks of somebody's act as of a known thing takes it as done.
fn owned(words: &Words<'_>, noun: &Range<usize>, negated: &[Option<bool>]) -> Option<Cued> {
    let owner = noun.start.checked_sub(1).filter(|&at| matches!(words.lower(at), "'s" | "’s"))?;
    let open = words.clause(noun.start).any(|at| {
        matches!(
            words.lower(at),
            "will"
                | "would"
                | "may"
                | "might"
                | "could"
                | "should"
                | "to"
                | "against"
                | "for"
                | "possible"
                | "proposed"
                | "potential"
        )
    });
    let act = words.lower(noun.end) == "of" && !open && negated[noun.start] == Some(false);
    act.then(|| (DONE, owner + 1..noun.end, noun.clone()))
}

/// Whether only the beginning of one noun phrase lies between two words: no other verb, no comma. `passed` may stand
/// first.
fn joined(words: &Words<'_>, mut between: Range<usize>, passed: &[&str]) -> bool {
    between.len() <= REACH
        && between.all(|at| {
            let lower = words.lower(at);
            words.tokens[at].is_word()
                && (passed.contains(&lower)
                    || !(TENSED.contains(&lower)
                        || matches!(
                            lower,
                            "of" | "in"
                                | "on"
                                | "at"
                                | "by"
                                | "for"
                                | "with"
                                | "from"
                                | "to"
                                | "into"
                                | "after"
                                | "before"
                                | "that"
                                | "and"
                                | "or"
                                | "not"
                                | "no"
                        )))
        })
}
