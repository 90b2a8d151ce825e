//! Corrections: which words of a sentence say what was wrong, and which what is right.
//!
//! "An earlier version of this article said that 19 were hurt" claims nothing about how many were hurt; "Correction: 16
//! workers were hurt, not 19" claims that 16 were.

use super::words::Words;
use crate::lexicon::{Correcting, Lexicon};
use crate::segment::Sentence;
use std::ops::Range;

/// Tokens of the longest sentence that only answers the one before: "It was 21,300."
const ANSWER: usize = 14;
/// Tokens of the longest sentence that only announces a correction: "A correction from yesterday's programme."
const ANNOUNCEMENT: usize = 12;

/// Whether what is said in the sentence `at` of what the house said before is taken back around it: a correction is
/// announced before it, or the next sentence answers it. All three stand in one block, outside quotations.
pub(super) fn taken_back(words: &[Words<'_>], sentences: &[Sentence], at: usize, lexicon: &Lexicon) -> bool {
    let near =
        |other: usize| sentences.get(other).filter(|other| other.block == sentences[at].block).map(|_| &words[other]);
    let labels = |words| found(words, lexicon).iter().any(|(_, role)| *role == Correcting::Label);
    let announced =
        at.checked_sub(1).and_then(near).is_some_and(|before| before.len() <= ANNOUNCEMENT && labels(before));
    let answered = near(at + 1).is_some_and(|next| {
        let subject = matches!(next.lower(0), "it" | "he" | "she" | "they" | "that" | "there");
        let is = matches!(next.lower(1), "is" | "was" | "are" | "were" | "'s" | "’s" | "should" | "has" | "had");
        next.len() <= ANSWER && subject && is
    });
    announced || answered
}

/// The words of a sentence that correct, with their roles.
fn found(words: &Words<'_>, lexicon: &Lexicon) -> Vec<(Range<usize>, Correcting)> {
    let mut found: Vec<(Range<usize>, Correcting)> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match lexicon.corrections.at(&words.tokens, &words.stems, at) {
            Some(entry) => {
                found.push((at..at + entry.len, entry.value));
                at += entry.len;
            }
            None => at += 1,
        }
    }
    found
}

/// In a sentence that puts something right: the tokens that say what is right, maybe none. `None` in any other sentence.
/// `taken_back` is asked where the house speaks of what it said before, see [`taken_back`].
pub(super) fn right(words: &Words<'_>, taken_back: impl FnOnce() -> bool, lexicon: &Lexicon) -> Option<Range<usize>> {
    let found = found(words, lexicon);
    let first = |role| found.iter().find(|(_, found)| *found == role).map(|(range, _)| range.clone());
    // A house of correction and a corrected figure correct nothing in the article.
    let announces = |end: usize| words.tokens.get(end).is_some_and(|token| token.is_mark(':'));
    let label = first(Correcting::Label).filter(|label| label.start == 0 || label.len() > 1 || announces(label.end));
    let own = || first(Correcting::Own).filter(|_| label.is_some() || taken_back());
    let withdrawn = first(Correcting::Withdrawn).or_else(own);
    let nothing = words.len()..words.len();
    if label.is_none() && withdrawn.is_none() {
        return None;
    }
    let instead = |from: usize| {
        found
            .iter()
            .find(|(range, role)| *role == Correcting::Instead && range.start >= from)
            .map(|(range, _)| range.clone())
    };
    if let Some(lead) = first(Correcting::Right) {
        return Some(lead.end..instead(lead.end).map_or(words.len(), |instead| instead.start));
    }
    let Some(withdrawn) = withdrawn else {
        // "Correction: 16 were hurt, not 19".
        let colon = (0..words.len()).find(|&at| words.tokens[at].is_mark(':'));
        return Some(match colon {
            Some(colon) => colon + 1..instead(colon).map_or(words.len(), |instead| instead.start),
            None => nothing,
        });
    };
    let turns = |at: &usize| [';', '—', '–'].iter().any(|&mark| words.tokens[*at].is_mark(mark));
    if let Some(turn) = (withdrawn.end..words.len()).find(turns) {
        return Some(turn + 1..instead(turn).map_or(words.len(), |instead| instead.start));
    }
    // "16 were hurt, not 19 as an earlier version said"; "misstated the number as 19 rather than 16".
    let colon = (0..withdrawn.start).find(|&at| words.tokens[at].is_mark(':')).map_or(0, |colon| colon + 1);
    Some(match instead(colon) {
        Some(instead) if instead.end <= withdrawn.start => colon..instead.start,
        Some(instead) if instead.start >= withdrawn.end && value_follows(words, instead.end) => {
            instead.end..words.len()
        }
        _ => nothing,
    })
}

/// Whether a number or a name comes next: "not 16", but not "not known".
fn value_follows(words: &Words<'_>, at: usize) -> bool {
    words.tokens.get(at).is_some_and(|token| {
        token.is_capital() || token.raw.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '$' | '€' | '£'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::english;
    use crate::model::{Assertion, Facet, Span};
    use crate::read::plain_text;

    /// The numbers that an article claims.
    fn claimed(text: &str) -> Vec<String> {
        let claims = crate::extract::claims(0, &plain_text("a", text), &english());
        let mut out = Vec::new();
        for claim in &claims {
            for (facet, mood) in claim.facets.iter().zip(&claim.moods) {
                if matches!(facet, Facet::Quantity(_)) && *mood == Assertion::Stated {
                    out.push(facet.span().of(text).to_owned());
                }
            }
        }
        out
    }

    #[test]
    fn sentences_that_put_nothing_right() {
        for text in [
            "The story of the 19 workers, not the 16 managers, moved the court.",
            "In fact 19 workers were hurt.",
            "The house of correction held 19 workers.",
            "The museum shows 19 objects rather than 16.",
            "As we reported on Monday, 19 workers were hurt.",
        ] {
            let words = Words::new(text, Span::new(0, text.len()), &english());
            assert_eq!(right(&words, || false, &english()), None, "{text}");
        }
    }

    #[test]
    fn what_was_wrong_is_not_claimed() {
        for text in [
            "An earlier version of this article said that 19 workers were hurt.",
            "Correction: An earlier version of this article misstated the number of workers hurt as 19.",
            "This article incorrectly stated that 19 workers were hurt.",
            "Because of an editing error, a previous version of this report gave the number of workers hurt as 19.",
            "This article was amended on 12 June to correct the number of workers.",
            "A correction: on Monday I said that 19 workers were hurt. That was in another mill.",
            "A correction from yesterday's programme. We said that 19 workers were hurt.",
            "Earlier this week we said that 19 workers were hurt. It was far fewer.",
            "In Tuesday's paper we gave the number of workers hurt as 19. It is lower.",
        ] {
            assert_eq!(claimed(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn what_is_right_is_claimed() {
        for text in [
            "Correction: 16 workers were hurt, not 19 workers.",
            "Correction, 12 June: The leak hurt 16 workers.",
            "This story has been updated to reflect that 16 workers were hurt.",
            "This article was corrected on Monday to say that 16 workers were hurt rather than 19 workers.",
            "An earlier version of this article said that 19 workers were hurt; the leak hurt 16 workers.",
            "The leak hurt 16 workers, not 19 workers as an earlier version of this article said.",
            "An earlier version of this article misstated the number. The leak hurt 16 workers.",
        ] {
            assert_eq!(claimed(text).concat().replace(" workers", ""), "16", "{text}");
        }
    }
}
