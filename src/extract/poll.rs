//! Shares that answer a poll: who asked, who was asked, how they answered, and what about.
//!
//! A share is an answer when people hold a view on something: "a third of residents oppose the dam", "in the survey, 31
//! percent would welcome it". Turnout, prices and shares of things have no people who think, and stay plain numbers.

use super::speaker::named;
use super::words::Words;
use crate::lexicon::{Lexicon, polls};
use crate::model::{Dimension, Facet, NameMention, Poll, Qualifier, Quantity, QuantityRole, Span, Speaker, Stance, Term};
use crate::text;
use std::ops::Range;

/// Sentences over which a poll that was named goes on being spoken of.
const GOES_ON: u16 = 4;
/// Tokens after a share among which its people stand: "of the more than 1,200 likely voters".
const PEOPLE_REACH: usize = 9;
/// Tokens after the people among which their answer begins.
const ANSWER_REACH: usize = 16;
/// Words between people and answer that are neither grammar, name nor known aside.
const STRANGERS: usize = 1;
/// Tokens between a verb of saying and what is said: "say that they would".
const CHAIN: usize = 5;
/// Tokens between "by" or "of" and the name of the house.
const HOUSE_REACH: usize = 4;

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
    let houses = houses(words, names);
    let cued = cued(words);
    current.age = if cued { Some(0) } else { current.age.map(|age| age.saturating_add(1)) };
    match houses.as_slice() {
        [house, ..] => current.pollster = Some(house.1.clone()),
        [] if cued && another(words) => current.pollster = None,
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
            pollster: answer
                .house(words, names)
                .or_else(|| nearest(&houses, words, quantity.span))
                .or_else(|| current.pollster.clone().filter(|_| running)),
            group: answer.group.clone(),
            stance: answer.stance,
            question: answer.question.clone(),
            asked: words.span(answer.asked.clone()),
        }));
    }
}

/// A share that states how things are, if the facet is one.
fn share(facet: &Facet) -> Option<&Quantity> {
    match facet {
        Facet::Quantity(quantity)
            if quantity.dimension == Dimension::Share && quantity.role == QuantityRole::Level =>
        {
            Some(quantity)
        }
        _ => None,
    }
}

/// An answer before its poll is known; ranges are of tokens.
#[derive(Debug)]
struct Answer {
    stance: Stance,
    /// From the end of the share to the verb.
    between: Range<usize>,
    /// Verb and what follows.
    asked: Range<usize>,
    group: Vec<Term>,
    question: Vec<Term>,
    /// Whether the words only point back at a question asked before.
    points_back: bool,
}

impl Answer {
    /// The house named between the share and its answer: "a third of residents, Ostmark Research said, support".
    fn house(&self, words: &Words<'_>, names: &[NameMention]) -> Option<Speaker> {
        let name = names.iter().find(|name| {
            let own = words.inside(name.span);
            let before = own.start.checked_sub(1).map_or("", |at| words.lower(at));
            let after = words.lower(own.end);
            own.start > self.between.start
                && own.end <= self.between.end
                && (matches!(before, "by" | "from" | "for" | "firm") || matches!(after, "said" | "found" | "says" | "finds"))
        });
        name.map(named)
    }
}

/// A sentence in which answers are sought.
struct Site<'s, 'a> {
    words: &'s Words<'a>,
    lexicon: &'s Lexicon,
    shares: &'s [Span],
    /// Whether a poll is being spoken of.
    running: bool,
}

impl Site<'_, '_> {
    fn answer(&self, quantity: &Quantity) -> Option<Answer> {
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
                || matches!(lower, "who" | "that" | "in" | "to" | "is" | "are" | "was" | "were" | "and" | "or" | "for" | "on")
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
                    return Some(self.chain(at, len, stance));
                }
                relative = false;
                at += len;
                continue;
            }
            relative |= matches!(lower, "who" | "whose");
            if matches!(token.raw, ";" | ":" | "—" | "?") || self.shares.iter().any(|share| share.overlaps(token.span)) {
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

    /// "say they would support": the verb of what is said rather than that of saying.
    fn chain(&self, at: usize, len: usize, stance: Stance) -> (usize, usize, Stance) {
        if stance != Stance::Hold {
            return (at, len, stance);
        }
        for next in at + len..self.words.len().min(at + len + CHAIN) {
            let lower = self.words.lower(next);
            if let Some((length, value)) = self.stance_at(next) {
                let negated = self.negated(at + len..next);
                return (next, length, if negated { value.negated() } else { value });
            }
            let light = matches!(
                lower,
                "they" | "that" | "it" | "would" | "do" | "did" | "not" | "are" | "were" | "will" | "n't" | "he" | "she"
            ) || lower.ends_with("n't")
                || lower.ends_with("ly");
            if !light {
                break;
            }
        }
        (at, len, stance)
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
        Some(Answer { stance, between: own.end..own.end, asked: start..by, group: group.to_vec(), question, points_back })
    }

    /// One past what is asked: before the next share, or where the sentence turns to something else.
    fn end(&self, from: usize) -> usize {
        let words = self.words;
        let next = (from..words.len())
            .find(|&at| self.shares.iter().any(|share| share.overlaps(words.tokens[at].span)));
        let limit = next.unwrap_or(words.len());
        let turn = |at: usize| {
            let comma = at > 0 && words.tokens[at - 1].is_mark(',');
            matches!(words.tokens[at].raw, ";" | "—" | "(" | ")")
                || matches!(words.lower(at), "while" | "whereas" | "compared" | "according" | "versus")
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
        let plain = |at: &usize| {
            tables.cues.at(&words.tokens, &words.stems, *at).is_none() && self.stance_at(*at).is_none()
        };
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

/// Whether the sentence speaks of a poll.
fn cued(words: &Words<'_>) -> bool {
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
fn another(words: &Words<'_>) -> bool {
    (0..words.len()).any(|at| {
        matches!(words.lower(at), "another" | "other" | "separate" | "different" | "second" | "polls" | "surveys")
            && (at..words.len().min(at + 3)).any(|next| {
                polls::get().cues.at(&words.tokens, &words.stems, next).is_some_and(|found| found.value)
            })
    })
}

/// The houses that a sentence names, each with its first token.
fn houses(words: &Words<'_>, names: &[NameMention]) -> Vec<(usize, Speaker)> {
    let tables = polls::get();
    let cue = |at: usize| tables.cues.at(&words.tokens, &words.stems, at).is_some_and(|found| found.value);
    let mut out = Vec::new();
    for name in names {
        let own = words.inside(name.span);
        if own.is_empty() {
            continue;
        }
        let known = own.clone().any(|at| {
            words.tokens[at].is_capital() && tables.pollsters.at(&words.tokens, &words.stems, at).is_some()
        });
        // "a Gallup poll", "the Ostmark Research survey"
        let before = (own.end..words.len().min(own.end + 2)).any(cue) && words.lower(own.end) != ",";
        // "a poll by", "surveyed by polling firm", "pollster Ostmark"
        let reach = own.start.saturating_sub(HOUSE_REACH)..own.start;
        let by = reach.clone().any(|at| matches!(words.lower(at), "by" | "from"))
            && (own.start.saturating_sub(2 * HOUSE_REACH)..own.start).any(cue);
        let apposed = own.start > 0
            && (cue(own.start - 1) && words.lower(own.start - 1) == "pollster"
                || matches!(words.lower(own.start - 1), "firm" | "institute") && reach.clone().any(cue));
        if known || before || by || apposed {
            out.push((own.start, named(name)));
        }
    }
    out
}

/// The house whose name stands nearest to a share.
fn nearest(houses: &[(usize, Speaker)], words: &Words<'_>, share: Span) -> Option<Speaker> {
    let own = words.inside(share).start;
    houses.iter().min_by_key(|(at, _)| at.abs_diff(own)).map(|(_, house)| house.clone())
}

#[cfg(test)]
mod tests {
    use crate::extract::claims;
    use crate::lexicon::english;
    use crate::model::{Facet, Poll, Stance};
    use crate::read::plain_text;

    fn polls(text: &str) -> Vec<(String, Poll)> {
        let article = plain_text("a", text);
        let claims = claims(0, &article, &english());
        claims
            .iter()
            .flat_map(|claim| &claim.facets)
            .filter_map(|facet| match facet {
                Facet::Quantity(quantity) => {
                    quantity.poll.as_ref().map(|poll| (quantity.span.of(text).to_owned(), (**poll).clone()))
                }
                _ => None,
            })
            .collect()
    }

    fn stances(text: &str) -> Vec<(String, Stance)> {
        polls(text).into_iter().map(|(share, poll)| (share, poll.stance)).collect()
    }

    #[test]
    fn shares_of_things_turnout_and_plain_prose_are_no_answers() {
        for text in [
            "Turnout was 61 percent.",
            "The party took 31 percent of the vote.",
            "Prices rose 4 percent, analysts say.",
            "About 40 percent of the homes lost power.",
            "Most residents want the bridge rebuilt.",
            "Half of the villagers fled to the hills.",
            "The bank holds 20 percent of the shares and backs the merger.",
            "The candidate had 12 percent support.",
            "Crews got 95 percent of power back by Monday.",
            "They support 30 percent of the patients in the region.",
        ] {
            assert_eq!(stances(text), [], "{text}");
        }
    }

    #[test]
    fn answers_and_their_side() {
        use Stance::{Approve, Disapprove, Doubt, Favour, Hold, Oppose};
        for (text, expected) in [
            ("A third of residents oppose the dam.", vec![("A third", Oppose)]),
            ("One in ten voters would welcome a toll on the bridge.", vec![("One in ten", Favour)]),
            ("In the survey, 31 percent said they support the toll.", vec![("31 percent", Favour)]),
            ("Some 44 percent of islanders do not support the ferry tax.", vec![("Some 44 percent", Oppose)]),
            ("About 70% of adults think the harbour should be closed.", vec![("About 70%", Hold)]),
            ("Two-thirds of farmers do not believe the dam is safe.", vec![("Two-thirds", Doubt)]),
            ("The toll is backed by 54 percent of commuters.", vec![("54 percent", Favour)]),
            ("The poll put it plainly: most islanders want a bridge.", vec![("most", Favour)]),
            (
                "The survey found 52 percent of people approve of the mayor and 41 percent disapprove.",
                vec![("52 percent", Approve), ("41 percent", Disapprove)],
            ),
        ] {
            let expected: Vec<_> = expected.into_iter().map(|(share, stance)| (share.to_owned(), stance)).collect();
            assert_eq!(stances(text), expected, "{text}");
        }
    }

    #[test]
    fn the_question_is_what_follows_the_verb() {
        let text = "While 62 percent of residents oppose a new dam, 29 percent would welcome such a project.";
        let found = polls(text);
        let asked: Vec<&str> = found.iter().map(|(_, poll)| poll.asked.of(text)).collect();
        assert_eq!(asked, ["oppose a new dam", "welcome such a project"]);
        let dam = &found[0].1.question;
        assert!(dam.iter().all(|term| found[1].1.question.contains(term)), "the pointer takes the question before it");
    }

    #[test]
    fn who_asked_is_named_beside_the_share_or_before() {
        let house = |text: &str| {
            polls(text).into_iter().map(|(_, poll)| poll.pollster.map(|one| one.label)).collect::<Vec<_>>()
        };
        let named = |label: &str| Some(label.to_owned());
        assert_eq!(house("A third of residents oppose the dam."), [None]);
        assert_eq!(house("A poll by Ostmark found 40 percent of residents oppose the dam."), [named("Ostmark")]);
        assert_eq!(house("Half of adults surveyed by Ostmark said they support the toll."), [named("Ostmark")]);
        assert_eq!(
            house("An Ostmark poll was published. It found 40 percent of adults favor a toll."),
            [named("Ostmark")]
        );
        assert_eq!(
            house("An Ostmark poll was published. Another poll found 40 percent of adults favor a toll."),
            [None]
        );
    }

    #[test]
    fn groups_are_told_apart() {
        let found = polls("In the poll, 30 percent of voters and 70 percent of young voters support the toll.");
        assert_eq!(found.len(), 1, "the first share has no verb of its own: {found:?}");
        assert!(!found[0].1.group.is_empty());
        assert!(polls("About 30 percent of likely voters support the toll.")[0].1.group.is_empty());
    }
}
