//! What is counted: the noun after the number, the noun of its "of" phrase, or the subject it is said of.

use crate::extract::cursor::Cursor;
use crate::extract::number::{Beside, is_plural, numeral};
use crate::lexicon::amounts;
use crate::model::Dimension;
use crate::text::TokenKind;

/// Words after a number among which its noun is sought.
const REACH: usize = 7;
/// Words before a number among which its subject is sought.
const SUBJECT_REACH: usize = 12;

/// The noun that follows a plain number at `at`: "more than 130 people had died", "two senior officials".
pub(super) fn noun(c: Cursor<'_, '_>, at: usize) -> Option<usize> {
    let words = &amounts::get().words;
    let compound = c.is_hyphen(at) && c.is_word(at + 1);
    if compound && !matches!(c.lower(at + 1), "strong" | "odd" | "plus") {
        return Some(at + 1);
    }
    let mut at = c.past_hyphen(at);
    if compound {
        at += 1;
    }
    if c.lower(at) == "of" {
        at += 1;
        while matches!(c.lower(at), "the" | "its" | "his" | "her" | "their" | "our" | "these" | "those" | "all") {
            at += 1;
        }
        // "thirteen of the 20 economists"
        if let Some(whole) = numeral(c, at, Beside::Nothing) {
            at = whole.end;
        }
    } else if c.lower(at) == "more" {
        at += 1;
    }
    let mut last = None;
    for next in at..at + REACH {
        let Some(token) = c.get(next) else { break };
        if c.is_hyphen(next) {
            continue;
        }
        // "two of the council's seven members"
        let amount = token.kind == TokenKind::Number || amounts::get().cardinals.contains_key(&token.lower);
        if amount && c.lower_back(next, 1) == "'s" {
            last = None;
            continue;
        }
        let other = words.weekday.contains(&token.lower) || amounts::get().cardinals.contains_key(&token.lower);
        if !token.is_word() || other {
            break;
        }
        if words.function.contains(&token.lower) {
            // "the council's seven members" goes on after the possessive; "12 were" ends.
            if token.lower == "'s" && last.is_some() {
                continue;
            }
            break;
        }
        if last.is_some() && token.lower.ends_with("ed") {
            break;
        }
        last = Some(next);
        let plural = is_plural(&token.lower) || (token.is_capital() && token.lower.ends_with("is"));
        if plural && !c.is_hyphen(next + 1) && c.lower(next + 1) != "'s" {
            // "two police officers"
            let goes_on =
                words.plural.contains(&token.lower) && c.lower(next + 1).ends_with('s') && is_plural(c.lower(next + 1));
            return if goes_on { Some(next + 1) } else { last };
        }
    }
    last.filter(|&last| !c.get(last).is_some_and(crate::text::Token::is_capital) && !is_adverb(c.lower(last)))
}

fn is_adverb(word: &str) -> bool {
    word.ends_with("ly") && word.len() > 4
}

/// The noun of a measured amount: "31 percent of the homes", "$3 billion in damage", "75 percent approval". After a
/// duration stands whatever goes on in it, unless a hyphen ties the two: "a two-hour drive".
pub(super) fn noun_of_measure(c: Cursor<'_, '_>, dimension: &Dimension, at: usize) -> Option<usize> {
    let tied = *dimension != Dimension::Duration || (at >= 2 && c.is_hyphen(at - 2));
    match c.lower(at) {
        "of" => noun(c, at),
        "in" if c.is_plain_word(at + 1) => noun(c, at + 1),
        _ => (tied && c.is_plain_word(c.past_hyphen(at))).then(|| noun(c, at)).flatten(),
    }
}

/// The noun that the number is said of: "turnout was", "the death toll reached", "a premium of".
pub(super) fn subject(c: Cursor<'_, '_>, number: usize) -> Option<usize> {
    let words = &amounts::get().words;
    let article = usize::from(matches!(c.lower_back(number, 1), "a" | "an" | "the") && number > 0);
    let number = number - article;
    let (_, verb) = c.wording_before(number, 0, &words.linking)?;
    let clause = (0..verb)
        .rev()
        .take(SUBJECT_REACH)
        .take_while(|&at| c.is_word(at) || c.is_hyphen(at) || c.is_number(at))
        .last()?;
    let mut start = (clause..verb)
        .rev()
        .find(|&at| {
            matches!(
                c.lower(at),
                "that" | "and" | "but" | "while" | "when" | "which" | "said" | "says" | "as" | "where"
            )
        })
        .map_or(clause, |at| at + 1);
    if matches!(c.lower(verb), "of" | "at") {
        return content(c, verb.checked_sub(1)?).filter(|&at| at >= start && !c.lower(at).ends_with("ed"));
    }
    let pronoun = matches!(
        c.lower_back(verb, 1),
        "it" | "they" | "he" | "she" | "this" | "that" | "which" | "there" | "who" | "i" | "we" | "you"
    );
    let cue = c.is_mark(verb, ':') && c.raw(verb - 1).chars().all(char::is_uppercase);
    if pronoun || cue {
        return None;
    }
    // The subject ends before its first preposition: "turnout across the country"; "the number of people" is people.
    let mut head = None;
    let mut at = start;
    while at < verb {
        let word = c.lower(at);
        let preposition = words.function.contains(word)
            && !matches!(word, "the" | "a" | "an" | "its" | "his" | "her" | "their" | "'s" | "our");
        if preposition && head.is_some() {
            let measured = head.is_some_and(|at| words.measure.contains(c.lower(at)));
            if !(measured && word == "of") {
                break;
            }
            (head, start) = (None, at + 1);
        } else if let Some(found) = content(c, at) {
            let participle = word.ends_with("ed") || (word.ends_with("ing") && at > start && head.is_some());
            if !participle {
                head = Some(found);
            }
        }
        at += 1;
    }
    head
}

/// A word that could be a noun.
fn content(c: Cursor<'_, '_>, at: usize) -> Option<usize> {
    let words = &amounts::get().words;
    let word = c.lower(at);
    let stands = c.is_word(at)
        && !words.function.contains(word)
        && !words.month.contains(word)
        && !words.weekday.contains(word)
        && !amounts::get().hedges_before.contains_key(word)
        && !is_adverb(word);
    stands.then_some(at)
}
