//! How far along an event is: "may order a recount", "will open", "has opened".

mod noun;
mod theme;
mod verb;

use super::words::Words;
use crate::lexicon::phrases::Phrases;
use crate::lexicon::{Lexicon, Mood, stages};
use crate::model::{Modality, Term};
use crate::text;
use std::ops::Range;

/// Nothing is settled.
const UNDECIDED: u8 = 0;
/// Settled or expected, not yet so.
pub(in crate::extract) const PLANNED: u8 = 1;
/// It is so, or over.
const DONE: u8 = 4;

/// Auxiliaries that carry the tense of a clause.
const TENSED: [&str; 9] = ["is", "are", "was", "were", "has", "have", "had", "will", "would"];
/// Words with which a clause speaks of one more event of its kind: what is planned again has been done before.
const ONE_MORE: [&str; 6] = ["again", "another", "further", "additional", "next", "more"];

/// An event with its stage, as the words tell it.
struct Told {
    /// Index of the event among the lexicon's.
    event: u16,
    stage: u8,
    /// From the words that tell the stage to the word that names the event.
    tokens: Range<usize>,
    /// The words that name the event or only tell its stage.
    own: [Range<usize>; 2],
    theme: theme::Theme,
    /// The name of who does it, where the theme is the object.
    actor: Vec<Term>,
}

/// The events of a sentence whose stage is told. `negated` comes from [`super::mood::negated`].
pub(crate) fn modalities(words: &Words<'_>, negated: &[Option<bool>], lexicon: &Lexicon) -> Vec<Modality> {
    let mut out: Vec<Modality> = Vec::new();
    if (0..words.len()).any(|at| conditional(words, at, lexicon)) {
        return out;
    }
    let mut at = 0;
    while at < words.len() {
        let told = verb::told(words, at, negated, lexicon).or_else(|| noun::told(words, at, negated));
        at += 1;
        let Some(told) = told else { continue };
        at = at.max(told.tokens.end);
        if told.stage < DONE && one_more(words, told.tokens.start) || of_a_kind(words, told.tokens.start) {
            continue;
        }
        let facet = modality(words, told);
        // "opened an inquiry" opens nothing but the inquiry.
        out.retain(|other| !facet.span.contains(other.span));
        out.push(facet);
    }
    out
}

/// The phrase of a table that ends last within the tokens `range`, the longest of those; and its value.
fn nearest<T: Copy>(words: &Words<'_>, table: &Phrases<T>, range: Range<usize>) -> Option<(Range<usize>, T)> {
    range
        .clone()
        .filter_map(|at| table.at(&words.tokens, &words.stems, at).map(|found| (at..at + found.len, found.value)))
        .filter(|(tokens, _)| tokens.end <= range.end)
        .max_by_key(|(tokens, _)| (tokens.end, std::cmp::Reverse(tokens.start)))
}

/// What holds only under a condition is no stage.
fn conditional(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> bool {
    lexicon.mood.at(&words.tokens, &words.stems, at).is_some_and(|found| found.value == Mood::Conditional)
}

/// "the first time that a mayor has resigned": told of a kind of event, not of one.
fn of_a_kind(words: &Words<'_>, at: usize) -> bool {
    let clause = words.clause(at);
    clause
        .clone()
        .any(|at| matches!(words.lower(at), "ever" | "whenever" | "often" | "usually" | "sometimes" | "rarely"))
        || clause
            .into_iter()
            .any(|at| matches!(words.lower(at), "first" | "only" | "last" | "every") && words.lower(at + 1) == "time")
}

fn one_more(words: &Words<'_>, at: usize) -> bool {
    words.clause(at).any(|at| ONE_MORE.contains(&words.lower(at)))
}

fn modality(words: &Words<'_>, told: Told) -> Modality {
    let mut clause = words.clause(told.tokens.start);
    if told.theme.pronoun && words.clauses[clause.start] > 0 {
        // "it should open": what "it" is stands before.
        clause.start = (0..clause.start)
            .rev()
            .find(|&at| words.tokens[at].is_word())
            .map_or(clause.start, |at| words.clause(at).start);
    }
    let outside = |at: &usize| !told.own.iter().any(|own| own.contains(at));
    let around: Vec<Term> = clause.filter(outside).filter_map(|at| words.terms[at]).collect();
    Modality {
        span: words.span(told.tokens.clone()),
        predicate: stages::get().ids[usize::from(told.event)].clone(),
        stage: told.stage,
        theme: told.theme.terms,
        actor: told.actor,
        around: text::sorted(around),
    }
}

#[cfg(test)]
mod tests {
    use super::super::mood;
    use super::*;
    use crate::lexicon::english;
    use crate::model::Span;

    fn stages(text: &str) -> Vec<(String, &str)> {
        let lexicon = english();
        let words = Words::new(text, Span::new(0, text.len()), &lexicon);
        let negated = mood::negated(&words, &lexicon);
        let found = modalities(&words, &negated, &lexicon);
        found
            .iter()
            .map(|facet| {
                (format!("{} {}", facet.predicate, Modality::STAGES[usize::from(facet.stage)]), facet.span.of(text))
            })
            .collect()
    }

    #[test]
    fn what_tells_no_stage_makes_no_facet() {
        for text in [
            "If it rains, the council will close the pool.",
            "The council has no plans to close the pool.",
            "The plant was to open in May.",
            "The bridge opened by the queen carries four lanes.",
            "The closed road would be repaired.",
            "You may delete or publish the page.",
            "Schools remain closed.",
            "She looked at the file.",
        ] {
            assert_eq!(stages(text), [], "{text}");
        }
    }

    #[test]
    fn verbs_take_their_stage_from_the_words_before_them() {
        let lone = |text| stages(text).into_iter().next().expect("one facet");
        assert_eq!(lone("The pool is due to reopen."), ("open planned".to_owned(), "due to reopen"));
        assert_eq!(
            lone("It has undertaken to have them inspected."),
            ("inspect planned".to_owned(), "undertaken to have them inspected")
        );
        assert_eq!(lone("The court may ratify it."), ("approve undecided".to_owned(), "may ratify"));
        assert_eq!(
            lone("The bank has not yet published them."),
            ("publish planned".to_owned(), "has not yet published")
        );
        assert_eq!(lone("The hospital opened on Tuesday."), ("open done".to_owned(), "opened"));
        assert_eq!(
            lone("The filter is now generally available."),
            ("release done".to_owned(), "is now generally available")
        );
    }

    #[test]
    fn nouns_take_their_stage_from_their_verb() {
        let lone = |text| stages(text).into_iter().next().expect("one facet").0;
        assert_eq!(lone("The board may order a recount."), "recount undecided");
        assert_eq!(lone("The board has ordered a recount."), "recount settled");
        assert_eq!(lone("The board opened an inquiry."), "inquiry under way");
        assert_eq!(lone("The purchase is subject to the approval of the owners."), "approve planned");
        assert_eq!(lone("The recount is under way."), "recount under way");
        assert_eq!(lone("Approval has been granted."), "approve done");
    }
}
