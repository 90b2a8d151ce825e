//! Superlatives and ranks, with the set over which they hold.

use super::cursor::Cursor;
use super::number::{Beside, numeral};
use super::words::Words;
use crate::lexicon::Lexicon;
use crate::model::{Degree, DegreeScope};
use std::ops::Range;

/// How far behind the superlative its set may be named, in tokens.
const SCOPE_REACH: usize = 14;

const RANKS: [&str; 9] = ["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

/// The superlatives of a sentence.
pub(crate) fn degrees(words: &Words<'_>, lexicon: &Lexicon) -> Vec<Degree> {
    (0..words.len()).filter_map(|at| degree(words, at, lexicon)).collect()
}

fn degree(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> Option<Degree> {
    let token = &words.tokens[at];
    // "First Amendment", "Second Street": a name.
    let named = token.is_capital() && words.tokens.get(at + 1).is_some_and(crate::text::Token::is_capital);
    if !token.is_word() || named {
        return None;
    }
    let previous = if at > 0 { words.lower(at - 1) } else { "" };
    let (scale, len, rank, start) = if words.lower(at) == "most" && at + 1 < words.len() && previous == "the" {
        // "the most companies" counts; "the most serious" and "the most ruthless" rank.
        let next = words.lower(at + 1);
        let plural = next.ends_with('s') && !next.ends_with("ous") && !next.ends_with("ss");
        words.terms[at + 1].filter(|_| !plural)?;
        let phrase = lexicon.scales.at(&words.tokens, &words.stems, at);
        match phrase {
            Some(found) => (lexicon.scale_ids[usize::from(found.value)].clone(), found.len, 1, at),
            None => (format!("most-{}", words.stems[at + 1]), 2, 1, at),
        }
    } else {
        if let Some(rank) = ordinal(words, at, lexicon).or_else(|| in_years(words, at, lexicon)) {
            return Some(rank);
        }
        let found = lexicon.scales.at(&words.tokens, &words.stems, at)?;
        let rank = rank_before(words, at);
        (
            lexicon.scale_ids[usize::from(found.value)].clone(),
            found.len,
            rank.map_or(1, |(rank, _)| rank),
            rank.map_or(at, |(_, start)| start),
        )
    };
    let end = words.len().min(at + len + SCOPE_REACH);
    let (scope, scope_at) = (at + len..end)
        .find_map(|from| scope(words, from, lexicon).map(|(scope, end)| (scope, from..end)))
        .unwrap_or((DegreeScope::Open, end..end));
    if scope == DegreeScope::Open && !matches!(scale.as_str(), "first" | "last") && previous != "the" && start == at {
        return None;
    }
    let of_end = (at + len..scope_at.start)
        .find(|&index| !words.tokens[index].is_word() && !words.tokens[index].is_mark('-'))
        .unwrap_or(scope_at.start);
    let shown = if scope == DegreeScope::Open { start..of_end.max(at + len) } else { start..scope_at.end };
    Some(Degree {
        span: words.span(shown),
        scale,
        rank,
        scope,
        among: among(words, start),
        of: words.terms_in(at + len..of_end.max(at + len)),
    })
}

/// "the second woman to lead the party": a rank in the order of time, beside "the first".
fn ordinal(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> Option<Degree> {
    let index = RANKS.iter().position(|rank| *rank == words.lower(at))?;
    let next = at + 1 + usize::from(words.tokens.get(at + 1)?.is_mark('-'));
    if lexicon.scales.at(&words.tokens, &words.stems, next).is_some() {
        return None;
    }
    let determined =
        at > 0 && matches!(words.lower(at - 1), "the" | "its" | "their" | "his" | "her" | "'s" | "’s" | "only");
    let end = (at + 1..words.len().min(at + 8))
        .find(|&index| !words.tokens[index].is_word() && !words.tokens[index].is_mark('-'))
        .unwrap_or(words.len().min(at + 8));
    let of = words.terms_in(at + 1..end.max(at + 1));
    (determined && !of.is_empty()).then(|| Degree {
        span: words.span(at..end),
        scale: "first".to_owned(),
        rank: u16::try_from(index).unwrap_or(0) + 2,
        scope: DegreeScope::Open,
        among: false,
        of,
    })
}

/// "a 17-year high", "the ten-year low of the currency": the extreme of so many years.
fn in_years(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> Option<Degree> {
    let scale @ ("high" | "low") = words.lower(at) else { return None };
    let dash = |at: usize| words.tokens.get(at).is_some_and(|token| token.is_mark('-'));
    let year = at.checked_sub(1).filter(|&year| matches!(words.lower(year), "year" | "years"))?;
    let number = year.checked_sub(if dash(year.checked_sub(1)?) { 2 } else { 1 })?;
    let found = numeral(Cursor::new(&words.tokens, &lexicon.units), number, Beside::Nothing)?;
    let years = u16::try_from(found.value.parts().0).ok().filter(|_| found.value.is_whole())?;
    Some(Degree {
        span: words.span(number..at + 1),
        scale: scale.to_owned(),
        rank: 1,
        scope: DegreeScope::Span(years),
        among: false,
        of: Vec::new(),
    })
}

/// "second largest", "third-biggest".
fn rank_before(words: &Words<'_>, at: usize) -> Option<(u16, usize)> {
    let before = at.checked_sub(1)?;
    let before = if words.tokens[before].is_mark('-') { before.checked_sub(1)? } else { before };
    let index = RANKS.iter().position(|rank| *rank == words.lower(before))?;
    Some((u16::try_from(index).ok()? + 2, before))
}

/// "one of the largest", "among the oldest".
fn among(words: &Words<'_>, at: usize) -> bool {
    (at.saturating_sub(6)..at)
        .any(|before| words.lower(before) == "among" || words.lower(before) == "one" && words.lower(before + 1) == "of")
}

/// A set named at `from`, with the token behind it.
fn scope(words: &Words<'_>, from: usize, lexicon: &Lexicon) -> Option<(DegreeScope, usize)> {
    if let Some(found) = lexicon.scopes.at(&words.tokens, &words.stems, from) {
        return Some((found.value, from + found.len));
    }
    match words.lower(from) {
        "in" if let Some(end) = history(words, from + 1) => Some((DegreeScope::Ever, end)),
        "since" => year(words, from + 1..words.len().min(from + 10)).map(|(year, end)| (DegreeScope::Since(year), end)),
        "in" | "for" => years(words, from + 1, lexicon).map(|(years, end)| (DegreeScope::Span(years), end)),
        _ => None,
    }
}

/// The token behind somebody's or some place's history: "in Tarn's history", "in the club's long history".
fn history(words: &Words<'_>, from: usize) -> Option<usize> {
    let last = words.len().min(from + HISTORY);
    let owner = (from..last).find(|&at| matches!(words.lower(at), "'s" | "’s" | "'" | "’"))?;
    let end = (owner + 1..last.min(owner + 4)).find(|&at| words.lower(at) == "history")? + 1;
    Some(end)
}

/// Words of whoever has a history, and of the history.
const HISTORY: usize = 8;

fn year(words: &Words<'_>, mut range: Range<usize>) -> Option<(i16, usize)> {
    range.find_map(|at| {
        let year: i16 = words.lower(at).parse().ok()?;
        (1000..2200).contains(&year).then_some((year, at + 1))
    })
}

/// "two decades", "20 years", "more than a decade".
fn years(words: &Words<'_>, from: usize, lexicon: &Lexicon) -> Option<(u16, usize)> {
    let mut number = 1_u16;
    let mut at = from;
    while at < words.len().min(from + 6) {
        let lower = words.lower(at);
        let unit = match lower {
            "decade" | "decades" => 10,
            "year" | "years" => 1,
            "century" | "centuries" => 100,
            "generation" | "generations" => 25,
            _ => 0,
        };
        if unit > 0 {
            // A bare "in years" is a phrase of the lexicon; a number must have come before.
            return (at > from).then(|| (number.saturating_mul(unit), at + 1));
        }
        let hedge = matches!(
            lower,
            "a" | "nearly" | "almost" | "more" | "than" | "over" | "at" | "least" | "about" | "the" | "past" | "last"
        );
        if hedge {
            at += 1;
            continue;
        }
        let numeral = numeral(Cursor::new(&words.tokens, &lexicon.units), at, Beside::Nothing)?;
        number = u16::try_from(numeral.value.parts().0).ok().filter(|_| numeral.value.is_whole())?;
        at = numeral.end;
    }
    None
}
