//! How things stand: what a copula says of its subject.

use super::super::words::Words;
use super::group::{ADVERBS, Before, DETERMINERS, Group, IMAGINED, MAY, WILL, group_start};
use crate::lexicon::verbs;
use crate::model::Phase;

/// The state that the copula at `at` gives its subject: "is still pending", "remains in force".
pub(super) fn read(words: &Words<'_>, at: usize, floor: usize) -> Option<Group> {
    let copula = words.lower(at);
    let past = matches!(copula, "was" | "were" | "remained" | "stayed");
    if !past && !matches!(copula, "is" | "are" | "remains" | "remain" | "stays" | "stay" | "be") {
        return None;
    }
    let beside = |at: &usize| {
        let lower = words.lower(*at);
        ADVERBS.contains(&lower) || matches!(lower, "no" | "longer" | "currently" | "officially" | "formally")
    };
    let from = (at + 1..words.len()).take(MOST_ADVERBS).find(|at| !beside(at))?;
    let (family, len) = verbs::get().state(words.lower(from), |next| words.lower(from + next))?;
    // "is closed" may tell of a change, "remains closed" of none.
    if family.kept && !(copula.starts_with("remain") || copula.starts_with("stay")) {
        return None;
    }
    let end = from + len;
    // "is over the river", "is an open question", "is open source"
    let noun = words.terms.get(end).is_some_and(Option::is_some);
    if noun || DETERMINERS.contains(&words.lower(end)) || matches!(words.lower(end), "to" | "-" | "for" | "about") {
        return None;
    }
    let start = group_start(words, at, floor);
    let before = &Before { words, start, at };
    if before.has(&IMAGINED) {
        return None;
    }
    let phase = match () {
        () if before.has(&WILL) => Phase::Planned,
        () if before.has(&MAY) => Phase::Possible,
        () if copula == "be" => return None,
        () if past => Phase::Done,
        () => Phase::UnderWay,
    };
    Some(Group {
        perfect: false,
        tokens: start..end,
        verb: at..end,
        rest: None,
        predicate: family.term,
        single: false,
        often: false,
        alternates: true,
        passive: false,
        state: true,
        phase,
        failed: false,
    })
}

/// Adverbs between a copula and a state.
const MOST_ADVERBS: usize = 4;
