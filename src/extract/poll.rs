//! Shares that answer a poll: who asked, who was asked, how they answered, and what about.
//!
//! A share is an answer when people hold a view on something: "a third of residents oppose the dam", "in the survey, 31
//! percent would welcome it". Turnout, prices and shares of things have no people who think, and stay plain numbers.

mod answer;
mod house;
#[cfg(test)]
mod tests;

use super::words::Words;
use crate::lexicon::Lexicon;
use crate::model::{Dimension, Facet, NameMention, Poll, Quantity, QuantityRole, Span, Speaker, Term};
use crate::text;
use answer::{Answer, Site};
use std::ops::Range;

/// Sentences over which a poll that was named goes on being spoken of.
const GOES_ON: u16 = 4;

/// The poll that an article is speaking of.
#[derive(Debug, Default)]
pub(crate) struct Current {
    /// Who asked, where it was told.
    pollster: Option<Speaker>,
    /// Sentences since a poll was mentioned; `None` before the first.
    age: Option<u16>,
}

/// Marks the quantities among the facets of a sentence that answer a poll. `current` goes from sentence to sentence.
pub(crate) fn mark(
    facets: &mut [Facet],
    words: &Words<'_>,
    names: &[NameMention],
    lexicon: &Lexicon,
    current: &mut Current,
) {
    let houses = house::houses(words, names, lexicon);
    let cued = house::cued(words);
    current.age = if cued { Some(0) } else { current.age.map(|age| age.saturating_add(1)) };
    match houses.as_slice() {
        [house, ..] => current.pollster = Some(house.1.clone()),
        [] if cued && house::another(words) => current.pollster = None,
        [] => {}
    }
    let spans: Vec<Span> = facets.iter().filter_map(share).map(|quantity| quantity.span).collect();
    let mut answers: Vec<(Span, Answer)> = Vec::new();
    for quantity in facets.iter().filter_map(share) {
        let site = Site { words, lexicon, shares: &spans, running: current.age.is_some_and(|age| age <= GOES_ON) };
        answers.extend(site.answer(quantity).map(|answer| (quantity.span, answer)));
    }
    borrow_questions(&mut answers, words);
    for facet in facets {
        let Facet::Quantity(quantity) = facet else { continue };
        let Some((_, answer)) = answers.iter().find(|(span, _)| *span == quantity.span) else { continue };
        if answer.question.is_empty() {
            continue;
        }
        let running = current.age.is_some_and(|age| age <= GOES_ON);
        quantity.poll = Some(Box::new(Poll {
            pollster: house::inside(&answer.between, words, names, lexicon)
                .or_else(|| house::nearest(&houses, words, quantity.span))
                .or_else(|| current.pollster.clone().filter(|_| running)),
            group: answer.group.clone(),
            stance: answer.stance,
            question: answer.question.clone(),
            asked: words.span(with_sign(words, &answer.between, answer.asked.clone())),
        }));
    }
}

/// The answer with the auxiliaries and negations before its verb, so that "do not support" is shown as such.
fn with_sign(words: &Words<'_>, between: &Range<usize>, asked: Range<usize>) -> Range<usize> {
    let light = |at: &usize| {
        let lower = words.lower(*at);
        matches!(
            lower,
            "would"
                | "do"
                | "does"
                | "did"
                | "not"
                | "never"
                | "are"
                | "were"
                | "also"
                | "strongly"
                | "somewhat"
                | "cannot"
        ) || lower.ends_with("n't")
    };
    let start = (between.start..asked.start).rev().take_while(light).last().unwrap_or(asked.start);
    start..asked.end
}

/// A share that states how things are, if the facet is one.
fn share(facet: &Facet) -> Option<&Quantity> {
    match facet {
        Facet::Quantity(quantity) if quantity.dimension == Dimension::Share && quantity.role == QuantityRole::Level => {
            Some(quantity)
        }
        _ => None,
    }
}

/// Answers that point back take their question from the nearest answer of the sentence, else from its other words.
fn borrow_questions(answers: &mut [(Span, Answer)], words: &Words<'_>) {
    let own: Vec<Option<Vec<Term>>> =
        answers.iter().map(|(_, answer)| (!answer.points_back).then(|| answer.question.clone())).collect();
    for at in 0..answers.len() {
        if !answers[at].1.points_back {
            continue;
        }
        let lent = (1..answers.len())
            .flat_map(|gap| [at.checked_sub(gap), Some(at + gap)])
            .flatten()
            .find_map(|other| own.get(other).and_then(Option::as_ref));
        let lent = match lent {
            Some(lent) => lent.clone(),
            None => {
                let start = words.inside(answers[at].0).start;
                words.terms_in(0..start)
            }
        };
        let answer = &mut answers[at].1;
        answer.question = text::sorted(answer.question.iter().chain(&lent).copied().collect());
    }
}
