//! Which value of a setting a number in running text is: its default, its limit, how long it is kept.

use super::label::chosen_port;
use super::phrase::find_by_default;
use super::setting::segment;
use super::table::aspect;
use super::unset::Unset;
use crate::extract::words::Words;
use crate::lexicon::manuals::Family;
use crate::model::{Aspect, Dimension, Qualifier, Quantity};
use crate::text::TokenKind;
use std::ops::Range;

/// Words of what is counted, behind a number, before "or more".
const HEAD: usize = 4;

/// Content terms up to which a sentence is a fragment that leans on its question.
const FRAGMENT: usize = 6;

/// Whether something is kept so long: "kept for 30 days", "deleted after a week", "deleted 7 days after the last use".
pub(super) fn kept(words: &Words<'_>, own: &Range<usize>, clause: &Range<usize>) -> bool {
    let leads = |at: usize| matches!(words.lower(at), "for" | "after");
    clause.clone().any(|at| Family::Keeping.has(words.lower(at)))
        && (leads(own.start) || own.start > 0 && leads(own.start - 1) || words.lower(own.end) == "after")
}

/// Which value the clause itself says it is.
pub(super) fn stated(
    quantity: &Quantity,
    words: &Words<'_>,
    own: &Range<usize>,
    clause: &Range<usize>,
    unset: &Unset,
) -> Option<Aspect> {
    if worked_out(words, own) {
        return None;
    }
    let has = |list: &[&str]| clause.clone().any(|at| list.contains(&words.lower(at)));
    let head = quantity.counted.head.to_lowercase();
    match quantity.dimension {
        Dimension::Label => return (head == "port" && !chosen_port(words, own, clause)).then_some(Aspect::Port),
        Dimension::Money(_) => return quantity.unit.contains('/').then_some(Aspect::Price),
        Dimension::Count | Dimension::Factor => {
            let times = words.lower(own.end) == "times" || words.lower(own.end - 1) == "times";
            if matches!(head.as_str(), "attempts" | "tries")
                || times
                    && has(&[
                        "attempted",
                        "attempt",
                        "tried",
                        "try",
                        "tries",
                        "attempts",
                        "retried",
                        "retries",
                        "retry",
                    ])
            {
                return Some(Aspect::Attempts);
            }
            if quantity.dimension == Dimension::Factor {
                return None;
            }
        }
        _ => {}
    }
    let pair =
        |first: &str, list: &[&str]| (0..words.len()).any(|at| words.lower(at) == first && words.soon(at, 5, list));
    // "It defaults to 3 and is at most 20."
    let near = |at: usize| {
        let between = if at < own.start { at..own.start } else { own.end.min(at)..at };
        !between.into_iter().any(|at| words.tokens[at].kind == TokenKind::Number)
    };
    // What is kept for a month by default is kept for a month.
    let before = |list: &[&str]| {
        list.contains(&words.lower(own.start)) || own.start > 0 && list.contains(&words.lower(own.start - 1))
    };
    let by_default = find_by_default(words).is_some();
    if quantity.dimension == Dimension::Duration {
        if kept(words, own, clause) {
            return Some(Aspect::Kept);
        }
        if by_default && before(&["within"]) {
            return Some(Aspect::Default);
        }
        let timing = [("every", Aspect::Every), ("after", Aspect::After), ("within", Aspect::Within)];
        if let Some((_, timing)) = timing.into_iter().find(|(word, _)| before(&[word])) {
            return Some(timing);
        }
    }
    if refused(words, own, clause) {
        return Some(if by_default { Aspect::Default } else { Aspect::Maximum });
    }
    let default = pair("without", &["argument", "option", "flag", "parameter", "setting"])
        || pair("unless", &["otherwise"])
        || pair("set", &["nothing"])
        || unset.beside(own).is_some()
        || clause
            .clone()
            .any(|at| matches!(words.lower(at), "default" | "defaults") && near(at) && !of_settings(words, at));
    if default {
        return Some(Aspect::Default);
    }
    let before_own = |step: usize| own.start.checked_sub(step).map_or("", |at| words.lower(at));
    if before_own(1) == "to" && matches!(before_own(2), "limited" | "capped" | "restricted") {
        return Some(Aspect::Maximum);
    }
    let named = |at: &usize| near(*at) && !(words.lower(*at) == "default" && of_settings(words, *at));
    if let Some(found) = clause.clone().filter(named).find_map(|at| aspect(words, at..at + 1)) {
        return Some(found);
    }
    match quantity.qualifier {
        // "The Free plan allows up to 5 queues, the Team plan up to 50": one verb for both.
        Qualifier::AtMost if (0..own.start).chain(clause.clone()).any(|at| Family::Allowing.has(words.lower(at))) => {
            Some(Aspect::Maximum)
        }
        // "The API allows 60 requests per minute."
        Qualifier::Exact
            if quantity.dimension == Dimension::Count
                && quantity.unit.ends_with("/s")
                && (has(&["allows", "allow", "permits", "permitted", "allowed"])
                    || has(&["can", "may"]) && has(&["make", "send", "issue"])) =>
        {
            Some(Aspect::Maximum)
        }
        // "Needs four cores or more."
        Qualifier::Exact
            if has(&["need", "needs", "require", "requires", "required"])
                && (own.end..clause.end.min(own.end + HEAD)).any(|at| {
                    words.lower(at) == "or" && matches!(words.lower(at + 1), "more" | "higher" | "above")
                }) =>
        {
            Some(Aspect::Minimum)
        }
        // "Each workspace can have 20 dashboards."
        Qualifier::Exact
            if quantity.dimension == Dimension::Count
                && matches!(words.lower(clause.start), "each" | "every")
                && (clause.start..own.start).any(|at| {
                    words.lower(at) == "can" && matches!(words.lower(at + 1), "have" | "hold" | "contain" | "store")
                }) =>
        {
            Some(Aspect::Maximum)
        }
        Qualifier::AtLeast if has(&["need", "needs", "require", "requires", "required", "must"]) => {
            Some(Aspect::Minimum)
        }
        _ => None,
    }
}

/// "With the default settings": whatever the sentence says holds then. "-1 to use the default timeout": the default is another.
fn of_settings(words: &Words<'_>, at: usize) -> bool {
    let before = |step: usize| at.checked_sub(step).map_or("", |at| words.lower(at));
    let used = before(1) == "the" && matches!(before(2), "use" | "uses" | "using" | "restore" | "keep");
    used || matches!(words.lower(at + 1), "settings" | "configuration" | "limits" | "values")
}

/// Whether the number is a part of what the value is worked out from: "`cores * 2`", "the smaller of `max_wait` and 60".
fn worked_out(words: &Words<'_>, own: &Range<usize>) -> bool {
    let operator =
        |at: usize| words.tokens.get(at).is_some_and(|token| matches!(token.raw, "*" | "+" | "/" | "^" | "<" | "**"));
    let beside = own.start > 0 && operator(own.start - 1) || operator(own.end);
    let chosen = (0..own.start).any(|at| {
        matches!(
            words.lower(at),
            "minimum" | "maximum" | "smaller" | "larger" | "lesser" | "greater" | "lower" | "higher"
        ) && (words.lower(at + 1) == "between"
            || words.lower(at + 1) == "of" && (at..own.start).any(|at| words.lower(at) == "and"))
    });
    beside || chosen
}

/// Whether what is more than the number is refused: "files larger than 2 GB are rejected".
pub(super) fn refused(words: &Words<'_>, own: &Range<usize>, clause: &Range<usize>) -> bool {
    let before = |at: usize| own.start.checked_sub(at).map_or("", |at| words.lower(at));
    let more = before(1) == "than"
        && matches!(before(2), "larger" | "bigger" | "longer" | "greater" | "heavier" | "more")
        || matches!(before(1), "over" | "above" | "exceeding")
        || matches!(words.lower(own.start), "over" | "above" | "more" | "larger" | "longer");
    let verb = (own.end..clause.end).find(|&at| Family::Refusing.has(words.lower(at)));
    more && verb.is_some_and(|verb| {
        let denied = (own.end..verb).any(|at| words.lower(at) == "not");
        let passive = (own.end..verb).any(|at| matches!(words.lower(at), "is" | "are"));
        passive && denied == matches!(words.lower(verb), "accepted" | "allowed")
    })
}

/// Whether a word is no part of what is limited where more of it is refused.
pub(super) fn is_refusing(lower: &str) -> bool {
    Family::Refusing.has(lower) || matches!(lower, "larger" | "bigger" | "longer" | "greater" | "heavier")
}

/// An amount in a unit may be what a thing is: "the warranty is 2 years".
pub(super) fn measured(quantity: &Quantity) -> Option<Aspect> {
    let plain = matches!(quantity.qualifier, Qualifier::Exact);
    let counted = matches!(
        quantity.dimension,
        Dimension::Count | Dimension::Label | Dimension::Factor | Dimension::Share | Dimension::Money(_)
    );
    (plain && !counted && !quantity.unit.contains('/')).then_some(Aspect::Value)
}

/// What a fragment answers.
pub(super) fn answer(
    quantity: &Quantity,
    words: &Words<'_>,
    asked: Option<Aspect>,
    own: &Range<usize>,
) -> Option<Aspect> {
    let asked = asked?;
    let fits = match quantity.qualifier {
        Qualifier::AtLeast | Qualifier::MoreThan => asked == Aspect::Minimum,
        Qualifier::AtMost | Qualifier::LessThan => asked == Aspect::Maximum,
        _ => true,
    };
    let money = matches!(quantity.dimension, Dimension::Money(_)) == (asked == Aspect::Price);
    // "Up to 1 MB on Free, up to 32 MB on Team" is a list of short answers.
    let content = |range: Range<usize>| words.terms[range].iter().flatten().count();
    let short = (content(0..words.len()) <= FRAGMENT
        || content(0..words.len()) <= 2 * FRAGMENT && content(segment(words, own)) <= FRAGMENT / 2)
        && !words.tokens.iter().any(|token| token.lower == "if");
    (fits && money && short && !matches!(asked, Aspect::Attempts | Aspect::Kept)).then_some(asked)
}
