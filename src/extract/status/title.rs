//! Titles in front of a name, and the words before them that say who holds the office and who once did.

use super::{Found, TITLE};
use crate::extract::words::Words;
use crate::lexicon::{Lexicon, verbs};
use crate::model::Standing;
use std::ops::Range;

/// How far a modifier ("former") may stand before its title, in tokens: "former long-serving U.S. Interior Secretary".
const MODIFIER_REACH: usize = 4;

/// "former President Aldo Brix", "acting director Mia Torp", "President-elect Brix".
pub(super) fn titled(words: &Words<'_>, name: &Range<usize>, lexicon: &Lexicon) -> Option<Found> {
    // The dot of "Gov." belongs to the title.
    let mut end = name.start - usize::from(name.start > 0 && words.tokens[name.start - 1].is_mark('.'));
    let mut standing = None;
    if end >= 2
        && let Some(found) = lexicon.standings.after.word(words.lower(end - 1), &words.stems[end - 1])
    {
        standing = Some(found);
        end -= 1;
        if words.tokens[end - 1].is_mark('-') {
            end -= 1;
        }
    }
    let (office, start) = office_ending(words, end, lexicon)?;
    let (before, start) = modifier(words, start, lexicon)?;
    // A title in the plural ("Mayors Lund and Brix") or a possessive before the name is no title of the name.
    Some((words.span(start..name.end), Some(office), before.or(standing).unwrap_or(Standing::Sitting)))
}

/// The office whose title ends before token `end`, and where it begins.
pub(super) fn office_ending(words: &Words<'_>, end: usize, lexicon: &Lexicon) -> Option<(u16, usize)> {
    (1..=TITLE.min(end)).rev().find_map(|len| {
        let start = end - len;
        let found = lexicon.offices.at(&words.tokens, &words.stems, start)?;
        (found.len == len).then_some((found.value, start))
    })
}

/// The modifier before a title, with the token at which the whole begins. `None` where the words set a time that is over
/// ("then-President"), so that nothing is said of today.
pub(super) fn modifier(words: &Words<'_>, title: usize, lexicon: &Lexicon) -> Option<(Option<Standing>, usize)> {
    let mut at = title;
    // "former St. Louis Metropolitan police officer": names belong to the title.
    let mut names = 0;
    while at > 0 && title - at < MODIFIER_REACH + names {
        let before = at - 1;
        names += usize::from(names < TITLE && (words.tokens[before].is_capital() || words.tokens[before].is_mark('.')));
        let lower = words.lower(before);
        if lower == "then" || lower == "future" || lower == "vice" {
            return None;
        }
        if let Some(standing) = lexicon.standings.before.word(lower, &words.stems[before]) {
            // "A judge dismissed President Brix's plea" has a verb there, "the dismissed editor Brix" none.
            let leads = before.checked_sub(1).is_none_or(|at| {
                !words.tokens[at].is_word()
                    || matches!(
                        words.lower(at),
                        "the"
                            | "a"
                            | "an"
                            | "its"
                            | "their"
                            | "his"
                            | "her"
                            | "'s"
                            | "’s"
                            | "and"
                            | "of"
                            | "by"
                            | "with"
                            | "for"
                            | "from"
                            | "to"
                    )
            });
            if lower.ends_with("ed") && !leads {
                break;
            }
            // "former and current presidents" and "a former" alone are left to the reader.
            return Some((Some(standing), before));
        }
        let token = &words.tokens[before];
        let passed = token.is_mark('-')
            || token.is_mark('.') && before > 0 && words.tokens[before - 1].is_capital()
            || token.is_capital() && !matches!(lower, "the" | "a")
            || lexicon.places.word(lower, &words.stems[before]).is_some()
            || lower == "'s"
            || lower == "long"
            || portfolio(words, before, title, lexicon);
        if !passed {
            break;
        }
        at = before;
    }
    Some((None, title))
}

/// Whether the token is a noun that says of what a title is: "former infrastructure minister", "former health and finance
/// minister".
fn portfolio(words: &Words<'_>, at: usize, title: usize, lexicon: &Lexicon) -> bool {
    let noun = |at: usize| {
        let lower = words.lower(at);
        let verb = lower.ends_with("ed") || verbs::get().base(lower).is_some();
        // "Former spokesman and longtime President": the modifier is of the first title.
        let title = lexicon.offices.at(&words.tokens, &words.stems, at).is_some();
        words.tokens[at].is_word() && words.terms[at].is_some() && !verb && !title
    };
    let joins = words.lower(at) == "and" && at + 1 < title && at > 0 && noun(at - 1);
    joins || noun(at)
}
