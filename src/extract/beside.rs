//! The words beside a number and a date: what is counted, what is done to it, and what day it is the day of.

use super::words::Words;
use crate::model::{Counted, DateFacet, Dimension, Quantity, QuantityRole, Span, Term};
use crate::text::{self, TokenKind};
use std::ops::Range;

/// The quantity with the terms of what it counts and of its clause.
pub(super) fn measured(mut quantity: Quantity, words: &Words<'_>) -> Quantity {
    let own = words.inside(quantity.span);
    if own.is_empty() {
        return quantity;
    }
    let clause = words.clause(own.start);
    // A noun behind a comma is counted by a number of its own.
    if quantity.counted.span.is_some_and(|head| comma_between(words, &own, head)) {
        quantity.counted = Counted::default();
    }
    if let Some(head) = quantity.counted.span {
        quantity.counted.terms = words.terms_in(words.inside(head));
    }
    if quantity.dimension == Dimension::Count && quantity.counted.span.is_none() {
        quantity.counted.terms = toll(words, &clause, &own);
    }
    let head = quantity.counted.span.map_or(own.clone(), |head| words.inside(head));
    let inner = own.start.min(head.start)..own.end.max(head.end);
    quantity.counted.near = near(words, &clause, &inner);
    if quantity.dimension == Dimension::Count && partitive(words, &own) {
        quantity.role = QuantityRole::Part;
    }
    if replaced(words, &inner) {
        quantity.role = QuantityRole::Compared;
    }
    let around = words.terms[clause.start..own.start].iter().chain(&words.terms[own.end.min(clause.end)..clause.end]);
    quantity.counted.around = text::sorted(around.flatten().copied().collect());
    quantity
}

/// "the death toll reached 112", "the count of the dead stood at 126": what a number counts that follows such a verb.
fn toll(words: &Words<'_>, clause: &Range<usize>, own: &Range<usize>) -> Vec<Term> {
    let Some(link) = own.start.checked_sub(1).filter(|&at| at > clause.start) else { return Vec::new() };
    let reaches = matches!(
        words.lower(link),
        "reached"
            | "reaches"
            | "hit"
            | "hits"
            | "passed"
            | "passes"
            | "topped"
            | "tops"
            | "exceeded"
            | "at"
            | "to"
            | "is"
            | "was"
    );
    let counts = (clause.start..link).find(|&at| matches!(words.lower(at), "toll" | "count" | "number" | "tally"));
    match counts {
        Some(count) if reaches => words.terms_in(count.saturating_sub(1)..link),
        _ => Vec::new(),
    }
}

/// "24 of them", "two of the injured", "the first three": some of a number that is given elsewhere.
fn partitive(words: &Words<'_>, own: &Range<usize>) -> bool {
    let before = own.start.checked_sub(1).map_or("", |before| words.lower(before));
    let first = words.lower(own.start);
    let of = words.lower(own.end) == "of"
        && matches!(
            words.lower(own.end + 1),
            "them" | "the" | "those" | "these" | "whom" | "which" | "us" | "its" | "their" | "his" | "her" | "our"
        );
    let more = |word: &str| {
        matches!(
            word,
            "first"
                | "last"
                | "next"
                | "other"
                | "another"
                | "remaining"
                | "further"
                | "additional"
                | "extra"
                | "more"
                | "final"
                | "top"
                | "previous"
                | "earlier"
                | "only"
        )
    };
    let than = words.lower(own.start + 1) == "than" || words.lower(own.end + 1) == "than";
    // "Of the 96 households": the whole, of which a part is told.
    let whole = own.start >= 2 && words.lower(own.start - 1) == "the" && words.lower(own.start - 2) == "of";
    let within = (own.start.saturating_sub(2)..own.start)
        .any(|at| matches!(words.lower(at), "including" | "among" | "includes"));
    of || whole || within || more(before) || !than && (more(first) || more(words.lower(own.end)))
}

/// "100 a minute instead of the 150 promised": neither number stands for itself.
fn replaced(words: &Words<'_>, inner: &Range<usize>) -> bool {
    let instead = |at: usize| {
        matches!(
            (words.lower(at), words.lower(at + 1)),
            ("instead", "of") | ("rather", "than") | ("compared", "with" | "to")
        )
    };
    (inner.end..inner.end + 5).any(instead) || (inner.start.saturating_sub(4)..inner.start).any(instead)
}

/// The date with the words next to it.
pub(super) fn dated(mut date: DateFacet, words: &Words<'_>) -> DateFacet {
    let own = words.inside(date.span);
    // "Sunday's election" names the election; it does not date what the sentence tells.
    if !own.is_empty() && !matches!(words.lower(own.end), "'s" | "’s") {
        date.near = near(words, &words.clause(own.start), &own);
    }
    date
}

fn comma_between(words: &Words<'_>, own: &Range<usize>, head: Span) -> bool {
    let head = words.inside(head);
    head.start > own.end && words.tokens[own.end..head.start].iter().any(|token| token.is_mark(','))
}

/// Content words looked at on each side of a number for its predicate.
const NEAR: usize = 2;

/// Words behind "and" among which another number stands: "and more than 400 deaths".
const ANOTHER: usize = 3;

/// The content words next to the tokens `inner` within their clause, nearest first, names left out.
fn near(words: &Words<'_>, clause: &Range<usize>, inner: &Range<usize>) -> Vec<Term> {
    let plain = |at: &usize| !words.tokens[*at].is_capital() || *at == clause.start;
    // What stands behind a comma belongs to another number or verb.
    let comma = |at: &usize| !words.tokens[*at].is_mark(',');
    // "133 people were killed and 52 were wounded": the verb before the "and" belongs to the number before it.
    let joined = |at: &usize| !matches!(words.lower(*at), "and" | "or");
    let before = (clause.start..inner.start.max(clause.start)).rev().take_while(comma).take_while(joined);
    // "9,000 cases and over 400 deaths": what another number counts is its own.
    let counts = |at: usize| words.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number);
    let other = |at: &usize| !joined(at) && (at + 1..=at + ANOTHER).any(counts);
    let after = (inner.end.min(clause.end)..clause.end).take_while(comma).take_while(|at| !other(at));
    let mut before = before.filter(plain).filter_map(|at| words.terms[at]);
    let mut after = after.filter(plain).filter_map(|at| words.terms[at]);
    let mut near: Vec<Term> = (0..NEAR).flat_map(|_| [before.next(), after.next()]).flatten().collect();
    near.shrink_to_fit();
    near
}
