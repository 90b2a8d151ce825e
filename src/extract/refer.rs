//! Whom a sentence speaks of without naming them: "He was suspended", "The 51-year-old was fired".
//!
//! A pronoun or description at the head of a sentence means the one person that the sentence before names or means. Where
//! that sentence names two, nobody is meant: readers would have to guess as well.

use super::quote::{self, Quoted};
use super::words::Words;
use crate::model::NameMention;
use crate::segment::Sentence;
use std::borrow::Cow;

/// The names of each sentence, with a mention of whom a pronoun or description at its head means.
pub(super) fn resolved<'n>(
    sentences: &[Sentence],
    words: &[Words<'_>],
    quotes: &[Quoted],
    names: &'n [Vec<NameMention>],
) -> Vec<Cow<'n, [NameMention]>> {
    let mut out: Vec<Cow<'_, [NameMention]>> = names.iter().map(|names| Cow::Borrowed(names.as_slice())).collect();
    for at in 1..sentences.len() {
        let Some(len) = referring(&words[at]) else { continue };
        let own = words[at].span(0..len);
        // Whoever is quoted speaks of somebody of his own.
        let quoted = |span| quote::covers(quotes, span);
        if quoted(own) || quoted(sentences[at - 1].span) {
            continue;
        }
        let aged = len > 1;
        // Sentences that name nobody leave it open who is spoken of.
        let nobody = |&back: &usize| {
            let silent = !out[at - back].iter().any(|name| name.person || name.terms.len() > 1);
            silent && !quoted(sentences[at - back].span)
        };
        let silent = (1..=SILENT.min(at - 1)).take_while(nobody).count();
        if quoted(sentences[at - 1 - silent].span) {
            continue;
        }
        let Some(meant) = only_person(&out[at - 1 - silent], aged).cloned() else { continue };
        if !names[at].iter().any(|name| name.person && name.full == meant.full) {
            out[at].to_mut().insert(0, NameMention { span: own, ..meant });
        }
    }
    out
}

/// The names of a sentence with whom a pronoun inside it means: the one person that the sentence before names or means, where
/// the sentence itself names nobody.
pub(super) fn inside(words: &Words<'_>, own: &[NameMention], before: &[NameMention]) -> Vec<NameMention> {
    let mut out = own.to_vec();
    if own.iter().any(|name| name.person && name.span.len() > SHORT) {
        return out;
    }
    let Some(meant) = only_person(before, false) else { return out };
    let pronouns = (0..words.len()).filter(|&at| matches!(words.lower(at), "he" | "she" | "him"));
    let known: Vec<_> = own.iter().map(|name| name.span).collect();
    let fresh = pronouns.map(|at| words.tokens[at].span).filter(|span| !known.contains(span));
    out.extend(fresh.map(|span| NameMention { span, ..meant.clone() }));
    out.sort_by_key(|name| name.span);
    out
}

/// Most sentences that name nobody between a pronoun and whom it means.
const SILENT: usize = 2;

/// Length of the longest pronoun, in bytes.
const SHORT: usize = 3;

/// Number of tokens of the pronoun or description at the head of a sentence.
fn referring(words: &Words<'_>) -> Option<usize> {
    match words.lower(0) {
        "he" | "she" => Some(1),
        "the" => (1..=5).find(|&at| words.lower(at) == "old").map(|at| at + 1).filter(|_| words.lower(1).len() == 2),
        _ => None,
    }
}

/// The one person whom a sentence names or means. Who is told by an age is a person: of a sentence that holds one full name
/// it is that name's bearer.
fn only_person(names: &[NameMention], aged: bool) -> Option<&NameMention> {
    let full = |name: &NameMention| aged && (2..=3).contains(&name.terms.len());
    let mut people = names.iter().filter(|name| name.person || full(name));
    let first = people.next()?;
    people.all(|other| other.full == first.full).then_some(first)
}

#[cfg(test)]
mod tests {
    use crate::model::Facet;
    use crate::{Config, check, read};

    /// Subjects of the standings of a text.
    fn subjects(text: &str) -> Vec<String> {
        let report = check(vec![read::plain_text("a", text)], &Config::default());
        let facets = report.claims.into_iter().flat_map(|claim| claim.facets);
        facets.filter_map(|facet| if let Facet::Status(status) = facet { Some(status.subject) } else { None }).collect()
    }

    #[test]
    fn a_pronoun_means_the_one_person_of_the_sentence_before() {
        let told = "The harbour is run by Mayor Ida Lund. She was suspended on Monday.";
        assert_eq!(subjects(told), ["Ida Lund", "Ida Lund"]);
        let described = "The harbour is run by Mayor Ida Lund. The 51-year-old was fired in January.";
        assert_eq!(subjects(described), ["Ida Lund", "Ida Lund"]);
    }

    #[test]
    fn of_two_people_nobody_is_meant() {
        let two = "Mayor Ida Lund met Governor Aldo Brix. He was suspended on Monday.";
        assert_eq!(subjects(two).len(), 2);
        let quoted = "“Mayor Ida Lund knew all of it,” the paper wrote. She was suspended on Monday.";
        assert_eq!(subjects(quoted).len(), 1);
    }
}
