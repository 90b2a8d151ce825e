//! How people answered, and what about: the words around a share.

use super::house;
use crate::extract::words::Words;
use crate::lexicon::{Lexicon, polls};
use crate::model::{Qualifier, Quantity, Span, Stance, Term};
use crate::text;
use std::ops::Range;

/// Tokens after a share among which its people stand: "of the more than 1,200 likely voters".
const PEOPLE_REACH: usize = 9;
/// Tokens after the people among which their answer begins.
const ANSWER_REACH: usize = 16;
/// Words between people and answer that are neither grammar, name nor known aside.
const STRANGERS: usize = 1;
/// Tokens between a verb of saying and what is said: "say that they would".
const CHAIN: usize = 5;

/// An answer before its poll is known; ranges are of tokens.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) stance: Stance,
    /// From the end of the share to the verb.
    pub(super) between: Range<usize>,
    /// Verb and what follows.
    pub(super) asked: Range<usize>,
    pub(super) group: Vec<Term>,
    pub(super) question: Vec<Term>,
    /// Whether the words only point back at a question asked before.
    pub(super) points_back: bool,
}

/// A sentence in which answers are sought.
pub(super) struct Site<'s, 'a> {
    pub(super) words: &'s Words<'a>,
    pub(super) lexicon: &'s Lexicon,
    pub(super) shares: &'s [Span],
    /// Whether a poll is being spoken of.
    pub(super) running: bool,
}

impl Site<'_, '_> {
    /// The answer that a share is, if it is one.
    pub(super) fn answer(&self, quantity: &Quantity) -> Option<Answer> {
        let words = self.words;
        let own = words.inside(quantity.span);
        if own.is_empty() {
            return None;
        }
        let (people, group) = self.people(&own);
        let vague = quantity.qualifier == Qualifier::Vague;
        if vague && !self.running {
            return None;
        }
        if let Some(answer) = self.passive(&own, people, &group) {
            return Some(answer);
        }
        let (verb, len, stance) = self.stance(people.unwrap_or(own.end), people.is_some())?;
        // A bare share of nobody in particular: only a poll at hand, or a verb that only people take, makes it an answer.
        if people.is_none() && (vague || !self.running && matches!(stance, Stance::Hold | Stance::Doubt)) {
            return None;
        }
        let end = self.end(verb + len);
        let stance = if self.negated(own.end..verb) { stance.negated() } else { stance };
        let question = self.question(verb + len..end);
        let points_back = self.points_back(verb + len, end) || question.is_empty();
        Some(Answer { stance, between: own.end..verb, asked: verb..end, group, question, points_back })
    }

    /// One past the people of whom the share is, and the terms that set them apart; the words before the share count for
    /// "of voters, 40 percent".
    fn people(&self, own: &Range<usize>) -> (Option<usize>, Vec<Term>) {
        let words = self.words;
        let start = if words.lower(own.end) == "of" { own.end + 1 } else { own.end };
        let mut found = None;
        let mut group = Vec::new();
        let mut at = start;
        while at < words.len().min(start + PEOPLE_REACH) {
            let token = &words.tokens[at];
            let lower = words.lower(at);
            if let Some(person) = polls::get().people.at(&words.tokens, &words.stems, at) {
                if !person.value {
                    group.extend(words.terms[at..at + person.len].iter().flatten());
                }
                at += person.len;
                found = Some(at);
                continue;
            }
            let place = self.lexicon.places.at(&words.tokens, &words.stems, at).filter(|_| token.is_capital());
            if let Some(place) = place {
                at += place.len;
                // "Americans" are people, "American" is not by itself.
                if words.lower(at - 1).ends_with('s') && !words.lower(at).starts_with('\'') {
                    found = Some(at);
                }
                continue;
            }
            let stops = token.is_mark(',')
                || matches!(token.raw, ";" | ":" | "." | "—" | "(" | ")")
                || self.shares.iter().any(|share| share.overlaps(token.span))
                || matches!(
                    lower,
                    "who" | "that" | "in" | "to" | "is" | "are" | "was" | "were" | "and" | "or" | "for" | "on"
                )
                || self.stance_at(at).is_some()
                || found.is_some();
            if stops {
                break;
            }
            if token.is_word() && !self.lexicon.is_function(lower) {
                // "of likely voters" asks all who will vote, "of young voters" a part.
                if !matches!(lower, "likely" | "registered" | "eligible") {
                    group.extend(words.terms[at]);
                }
            }
            at += 1;
        }
        if found.is_none() {
            group.clear();
        }
        (found, text::sorted(group))
    }

    /// The verb of the answer: its token, its length and its side.
    fn stance(&self, from: usize, people: bool) -> Option<(usize, usize, Stance)> {
        let words = self.words;
        let mut strangers = 0;
        let reach = if people { ANSWER_REACH } else { CHAIN };
        let mut relative = false;
        let mut at = from;
        while at < words.len().min(from + reach) {
            let token = &words.tokens[at];
            let lower = words.lower(at);
            if let Some((len, stance)) = self.stance_at(at) {
                let inner = relative && self.later_stance(at + len);
                if !inner {
                    return self.chain(at, len, stance);
                }
                relative = false;
                at += len;
                continue;
            }
            relative |= matches!(lower, "who" | "whose");
            if matches!(token.raw, ";" | ":" | "—" | "?") || self.shares.iter().any(|share| share.overlaps(token.span))
            {
                return None;
            }
            let known = !token.is_word()
                || token.is_capital()
                || self.lexicon.is_function(lower)
                || lower.ends_with("ly")
                || self.known_word(at);
            if token.is_mark(',') && !people {
                return None;
            }
            strangers += usize::from(!known);
            if strangers > if people { STRANGERS } else { 0 } {
                return None;
            }
            at += 1;
        }
        None
    }

    fn known_word(&self, at: usize) -> bool {
        let (tables, words) = (polls::get(), self.words);
        tables.asides.at(&words.tokens, &words.stems, at).is_some()
            || tables.cues.at(&words.tokens, &words.stems, at).is_some()
            || tables.people.at(&words.tokens, &words.stems, at).is_some()
    }

    /// The verb of an answer that begins at `at`, unless it is a noun or an adverb there.
    fn stance_at(&self, at: usize) -> Option<(usize, Stance)> {
        let words = self.words;
        if polls::get().people.at(&words.tokens, &words.stems, at).is_some() {
            return None;
        }
        let found = polls::get().stances.at(&words.tokens, &words.stems, at)?;
        let (lower, next) = (words.lower(at), words.lower(at + found.len));
        let noun = matches!(lower, "support" | "demand" | "view" | "trust" | "fear" | "doubt")
            && (matches!(next, "for" | "from" | "among" | "in" | "of" | "" | "." | ",") || self.determined(at));
        let adverb = lower == "back" && matches!(next, "in" | "at" | "to" | "home" | "from" | "by" | "." | "," | "on");
        // "half of adults say" answers, "half of them, she said," is her word.
        let said = matches!(lower, "said" | "says" | "say") && matches!(next, "." | "," | "");
        (!noun && !adverb && !said && words.tokens[at].is_word() && !words.tokens[at].is_capital())
            .then_some((found.len, found.value))
    }

    fn determined(&self, at: usize) -> bool {
        at > 0 && matches!(self.words.lower(at - 1), "the" | "a" | "an" | "their" | "its" | "his" | "her" | "of" | "no")
    }

    /// Whether another answer follows in the same clause, so that the one in the relative sentence only tells who was asked.
    fn later_stance(&self, from: usize) -> bool {
        let clause = self.words.clause(from.min(self.words.len() - 1));
        let end = clause.end.min(from + ANSWER_REACH);
        (from..end)
            .take_while(|&at| !self.shares.iter().any(|share| share.overlaps(self.words.tokens[at].span)))
            .any(|at| self.stance_at(at).is_some_and(|(_, stance)| stance == Stance::Hold || stance.marks()))
    }

    /// "say they would support": the verb of what is said rather than that of saying; `None` where what is said tells of
    /// their lives, not of a view: "say they have heard of it".
    fn chain(&self, at: usize, len: usize, stance: Stance) -> Option<(usize, usize, Stance)> {
        let own = Some((at, len, stance));
        if stance != Stance::Hold {
            return own;
        }
        for next in at + len..self.words.len().min(at + len + CHAIN) {
            let lower = self.words.lower(next);
            if let Some((length, value)) = self.stance_at(next) {
                return Some((next, length, value));
            }
            let lived =
                matches!(lower, "have" | "had" | "own" | "know" | "knew") && self.words.lower(next - 1) == "they";
            if lived || matches!(lower, "they've") {
                return None;
            }
            let light = matches!(
                lower,
                "they"
                    | "that"
                    | "it"
                    | "would"
                    | "do"
                    | "did"
                    | "not"
                    | "are"
                    | "were"
                    | "will"
                    | "he"
                    | "she"
                    | "they'd"
            ) || lower.ends_with("n't")
                || lower.ends_with("ly");
            if !light {
                break;
            }
        }
        own
    }

    fn negated(&self, range: Range<usize>) -> bool {
        range.into_iter().any(|at| {
            let lower = self.words.lower(at);
            matches!(lower, "not" | "never" | "cannot" | "no longer") || lower.ends_with("n't")
        })
    }

    /// "is backed by 54 percent of voters": the verb and its object stand before the share.
    fn passive(&self, own: &Range<usize>, people: Option<usize>, group: &[Term]) -> Option<Answer> {
        let words = self.words;
        let by = own.start.checked_sub(1).filter(|&by| words.lower(by) == "by")?;
        let verb = by.checked_sub(1)?;
        let (_, stance) = self.stance_at(verb).filter(|_| words.lower(verb).ends_with("ed"))?;
        people?;
        let start = words.clause(verb).start;
        let question = self.question(start..verb);
        let points_back = question.is_empty();
        let stance = if self.negated(start..verb) { stance.negated() } else { stance };
        Some(Answer {
            stance,
            between: own.end..own.end,
            asked: start..by,
            group: group.to_vec(),
            question,
            points_back,
        })
    }

    /// One past what is asked: before the next share, or where the sentence turns to something else.
    fn end(&self, from: usize) -> usize {
        let words = self.words;
        let next =
            (from..words.len()).find(|&at| self.shares.iter().any(|share| share.overlaps(words.tokens[at].span)));
        let limit = next.unwrap_or(words.len());
        let turn = |at: usize| {
            let comma = at > 0 && words.tokens[at - 1].is_mark(',');
            matches!(words.tokens[at].raw, ";" | "—" | "(" | ")")
                || matches!(words.lower(at), "while" | "whereas" | "compared" | "according" | "versus")
                || comma && (at..words.len().min(at + 3)).any(|next| house::cue(words, next))
                || comma && matches!(words.lower(at), "but" | "up" | "down" | "with" | "though" | "although")
        };
        let end = (from..limit).find(|&at| turn(at)).unwrap_or(limit);
        let end = match next {
            // Before another share the last comma or "and" parts the two.
            Some(next) if end == next => (from..next)
                .rev()
                .find(|&at| words.tokens[at].is_mark(',') || matches!(words.lower(at), "and" | "but" | "to"))
                .unwrap_or(end),
            _ => end,
        };
        (from..end)
            .rev()
            .find(|&at| words.tokens[at].is_word() || matches!(words.tokens[at].raw, "”" | "\"" | "%"))
            .map_or(from, |last| last + 1)
    }

    /// The content terms of a stretch, without the words of polling.
    fn question(&self, range: Range<usize>) -> Vec<Term> {
        let words = self.words;
        let tables = polls::get();
        let plain =
            |at: &usize| tables.cues.at(&words.tokens, &words.stems, *at).is_none() && self.stance_at(*at).is_none();
        text::sorted(range.filter(plain).filter_map(|at| words.terms[at]).collect())
    }

    fn points_back(&self, from: usize, end: usize) -> bool {
        let words = self.words;
        let Some(found) = polls::get().back.at(&words.tokens, &words.stems, from).filter(|_| from < end) else {
            return false;
        };
        // "believe it is too early" states its own question.
        matches!(words.lower(from), "such" | "the") || from + found.len >= end
    }
}
