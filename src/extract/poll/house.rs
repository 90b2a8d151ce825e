//! Who asked: the houses that a sentence names, and whether it speaks of a poll at all.

use crate::extract::speaker::named;
use crate::extract::words::Words;
use crate::lexicon::{Lexicon, amounts, polls};
use crate::model::{NameMention, Span, Speaker};
use std::ops::Range;

/// Tokens between "by" or "of" and the name of the house.
const HOUSE_REACH: usize = 4;

/// Whether a word at `at` names an inquiry into what people think.
pub(super) fn cue(words: &Words<'_>, at: usize) -> bool {
    polls::get().cues.at(&words.tokens, &words.stems, at).is_some_and(|found| found.value)
}

/// Whether the sentence speaks of a poll.
pub(super) fn cued(words: &Words<'_>) -> bool {
    let tables = polls::get();
    let mut at = 0;
    while at < words.len() {
        match tables.cues.at(&words.tokens, &words.stems, at) {
            Some(found) if found.value => return true,
            Some(found) => at += found.len,
            None => at += 1,
        }
    }
    false
}

/// "another poll", "other surveys": not the one spoken of so far.
pub(super) fn another(words: &Words<'_>) -> bool {
    (0..words.len()).any(|at| {
        matches!(words.lower(at), "another" | "other" | "separate" | "different" | "second" | "polls" | "surveys")
            && (at..words.len().min(at + 3))
                .any(|next| polls::get().cues.at(&words.tokens, &words.stems, next).is_some_and(|found| found.value))
    })
}

/// The houses that a sentence names, each with its first token.
pub(super) fn houses(words: &Words<'_>, names: &[NameMention], lexicon: &Lexicon) -> Vec<(usize, Speaker)> {
    let mut out = Vec::new();
    for name in names {
        let own = words.inside(name.span);
        if own.is_empty() || asked(words, &own, lexicon) {
            continue;
        }
        let known = own.clone().any(|at| {
            words.tokens[at].is_capital() && polls::get().pollsters.at(&words.tokens, &words.stems, at).is_some()
        });
        // "a Gallup poll", "the Ostmark Research survey"
        let before = (own.end..words.len().min(own.end + 2)).any(|at| cue(words, at)) && words.lower(own.end) != ",";
        // "a poll by", "surveyed by polling firm", "pollster Ostmark"
        let reach = own.start.saturating_sub(HOUSE_REACH)..own.start;
        let by = reach.clone().any(|at| matches!(words.lower(at), "by" | "from"))
            && (own.start.saturating_sub(2 * HOUSE_REACH)..own.start).any(|at| cue(words, at));
        let previous = own.start.checked_sub(1);
        let apposed = previous.is_some_and(|previous| match words.lower(previous) {
            "pollster" => true,
            "firm" | "institute" => reach.clone().any(|at| cue(words, at)),
            _ => false,
        });
        // Whom a poll is about is a person, who takes it seldom.
        if known || apposed || (before || by) && !name.person {
            out.push((own.start, house(name)));
        }
    }
    out
}

/// The house named between a share and its answer: "a third of residents, Ostmark Research said, support".
pub(super) fn inside(
    between: &Range<usize>,
    words: &Words<'_>,
    names: &[NameMention],
    lexicon: &Lexicon,
) -> Option<Speaker> {
    let name = names.iter().find(|name| {
        let own = words.inside(name.span);
        let before = own.start.checked_sub(1).map_or("", |at| words.lower(at));
        own.start > between.start
            && own.end <= between.end
            && !asked(words, &own, lexicon)
            && (matches!(before, "by" | "firm") || matches!(words.lower(own.end), "said" | "found" | "says" | "finds"))
    });
    name.map(house)
}

/// Whether a name is that of people who are asked, of a place or of a month, and so no house: "Americans", "December".
fn asked(words: &Words<'_>, own: &Range<usize>, lexicon: &Lexicon) -> bool {
    let tables = polls::get();
    let month = |at: usize| amounts::get().words.month.contains(words.lower(at));
    own.clone().all(month)
        || own.clone().any(|at| {
            tables.people.at(&words.tokens, &words.stems, at).is_some()
                || lexicon.places.at(&words.tokens, &words.stems, at).is_some()
                || matches!(words.lower(at), "democratic" | "gop" | "party" | "congress" | "senate")
        })
}

/// The house as a reader would call it: without a month before and "Poll" behind.
fn house(name: &NameMention) -> Speaker {
    let mut house = named(name);
    let plain: Vec<&str> = house
        .label
        .split(' ')
        .filter(|word| {
            let lower = word.to_lowercase();
            !amounts::get().words.month.contains(&lower) && !matches!(lower.as_str(), "poll" | "survey")
        })
        .collect();
    house.terms = crate::extract::name_terms(&plain.join(" "));
    house.label = plain.join(" ");
    house
}

/// The house whose name stands nearest to a share.
pub(super) fn nearest(houses: &[(usize, Speaker)], words: &Words<'_>, share: Span) -> Option<Speaker> {
    let own = words.inside(share).start;
    houses.iter().min_by_key(|(at, _)| at.abs_diff(own)).map(|(_, house)| house.clone())
}
