//! Questions of a manual and what their answers say: "Does it run on Windows? No."

use super::need;
use super::phrase::asks;
use super::support::{self, short};
use super::switch::{SYSTEM, polarity};
use super::thing::thing;
use crate::extract::words::Words;
use crate::lexicon::manuals::{self, Family};
use crate::model::{Direction, Polarity};
use std::ops::Range;

/// What the answer "yes" would say of what is supported.
pub(super) fn yes(words: &Words<'_>) -> Vec<Polarity> {
    if !asks(words) {
        return Vec::new();
    }
    let end = words.len() - 1;
    let opens = matches!(words.lower(0), "does" | "do" | "can" | "is" | "are" | "will");
    // "Is X supported?"
    let passive =
        (1..end).find(|&at| words.lower(at) == "supported").filter(|_| matches!(words.lower(0), "is" | "are"));
    if let Some(at) = passive.filter(|&at| at + 1 == end) {
        return support::each(words, 1..at, true);
    }
    // "Is X supported for Y?" asks of both together.
    if let Some(at) = passive.filter(|&at| matches!(words.lower(at + 1), "for" | "over" | "with" | "in" | "by")) {
        let both =
            short(words, 1..at).zip(short(words, at + 2..end)).filter(|(one, other)| one.len() + other.len() == 2);
        let subject = both.map(|_| thing(words, 1..end)).unwrap_or_default();
        return polarity(words, 0..end, support::SUPPORT, true, subject).into_iter().collect();
    }
    let needed = need::asked(words);
    if !needed.is_empty() {
        return needed;
    }
    // "Does it support X?"
    if let Some(verb) = (1..end).find(|&at| words.lower(at) == "support").filter(|_| opens) {
        return if agent(words, 1..verb) { support::each(words, verb + 1..end, true) } else { Vec::new() };
    }
    // "Can I run it on X?"
    let runs = (1..words.len()).find(|&at| matches!(words.lower(at), "run" | "install" | "use" | "work"));
    let on = runs.filter(|_| opens).and_then(|runs| {
        (runs + 1..words.len().min(runs + 4)).find(|&at| matches!(words.lower(at), "on" | "under")).map(|on| (runs, on))
    });
    match on {
        Some((runs, on)) if agent(words, 1..runs) && agent(words, runs + 1..on) => {
            let systems = (on + 1..words.len()).filter(|&at| Family::Systems.has(words.lower(at)));
            let alone = |at: &usize| words.tokens.get(at + 1).is_none_or(|next| !next.is_word());
            systems
                .filter(alone)
                .filter_map(|at| polarity(words, 0..at + 1, SYSTEM, true, words.terms_in(at..at + 1)))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// Whether it asks which of many are supported: "Which formats can I load?"
pub(super) fn which(words: &Words<'_>) -> bool {
    let asks = matches!(words.lower(0), "which" | "what");
    let kind = matches!(
        words.lower(1),
        "formats" | "files" | "protocols" | "platforms" | "languages" | "systems" | "databases" | "browsers" | "types"
    );
    let supported = (2..words.len()).any(|at| {
        matches!(words.lower(at), "supported" | "support" | "load" | "read" | "open" | "accept" | "understand")
    });
    asks && kind && supported
}

/// What the sentence behind a question that `yes` would answer says, where it says yes or no.
pub(super) fn answer(words: &Words<'_>, yes: &[Polarity]) -> Vec<Polarity> {
    let on = match words.lower(0) {
        "yes" => true,
        "no" => false,
        "not" if matches!(words.lower(1), "yet" | "currently" | "at") => false,
        _ => return Vec::new(),
    };
    // "Yes, but only with the plug-in": neither.
    let open = |at: usize| {
        matches!(words.lower(at), "but" | "if" | "only" | "with" | "except" | "partly" | "unless" | "beta" | "preview")
    };
    // "No, unless you set it": what holds where nothing is set.
    let unset =
        (1..words.len()).find(|&at| words.lower(at) == "unless" && words.soon(at, 3, &["set", "change", "configure"]));
    if (1..unset.unwrap_or(words.len())).any(open) {
        return Vec::new();
    }
    let direction = if on { Direction::Positive } else { Direction::Negative };
    yes.iter().map(|yes| Polarity { span: words.tokens[0].span, direction, ..yes.clone() }).collect()
}

/// Whether the tokens are the program or the reader: "it", "Tarn", "the server", "I".
pub(super) fn agent(words: &Words<'_>, range: Range<usize>) -> bool {
    let named: Vec<usize> = range
        .filter(|&at| words.tokens[at].is_word() && !matches!(words.lower(at), "the" | "now" | "also" | "currently"))
        .collect();
    match named.as_slice() {
        [] => true,
        &[at] => {
            matches!(words.lower(at), "it" | "i" | "you" | "we" | "they")
                || words.tokens[at].is_capital() && !Family::Sides.has(words.lower(at)) && words.lower(at) != "this"
                || words.terms[at].is_some_and(|term| manuals::get().is_program(term.hash))
        }
        _ => false,
    }
}
