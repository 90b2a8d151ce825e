//! Plain denials: "the ferry did not sail", "no ferry sailed", "nobody was hurt".

use super::words::Words;
use super::{event, mood};
use crate::lexicon::{Lexicon, Negation, calendar};
use crate::model::{Axis, Direction, Polarity, Term};
use std::ops::Range;

/// Words that leave open when or whether: a denial that holds one is none of what is.
const OPEN: &[&str] = &[
    "will",
    "would",
    "can",
    "could",
    "may",
    "might",
    "shall",
    "should",
    "must",
    "cannot",
    "can't",
    "won't",
    "wouldn't",
    "couldn't",
    "shouldn't",
    "'ll",
    "longer",
    "anymore",
    "if",
];
/// Words that set a denial to the day on which it is made: what is not yet so may be so tomorrow.
const WAITING: &[&str] = &["yet", "still"];
/// Words that tell the time of a denial and nothing of what is denied.
const TIMES: &[&str] =
    &["tonight", "today", "now", "tomorrow", "yesterday", "morning", "afternoon", "evening", "night"];
/// Words for anybody: where nobody does a thing, no man and no woman does.
const ANYBODY: &[&str] = &["person", "persons", "people", "individual", "individuals"];

/// The denials of a sentence; the heads of each are the words denied, in order.
///
/// With a subject, what is denied is denied of it: "the ferry did not sail". Without one, there is nothing and nobody of
/// the kind: "no ferry sailed". `negated` comes from [`mood::negated`]. What a pronoun does not do is left out, for who it
/// is stands elsewhere.
pub(crate) fn denials(words: &Words<'_>, negated: &[Option<bool>], lexicon: &Lexicon) -> Vec<Polarity> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some(found) = lexicon.negation.at(&words.tokens, &words.stems, at) else {
            at += 1;
            continue;
        };
        if matches!(found.value, Negation::Negates | Negation::Denies) {
            out.extend(denial(words, at..at + found.len, negated));
        }
        at += found.len;
    }
    out
}

fn denial(words: &Words<'_>, negation: Range<usize>, negated: &[Option<bool>]) -> Option<Polarity> {
    let Range { start: at, end: behind } = negation;
    let clause = words.clause(at);
    if event::commands(words, clause.start) || event::doubted(words, at) {
        return None;
    }
    let kind = match words.lower(at) {
        // "with no hat", "at no time": what is denied is no predicate.
        "no" if at > clause.start && PREPOSITIONS.contains(&words.lower(at - 1)) => return None,
        "no" | "nobody" => true,
        "neither" | "nor" | "nothing" | "none" | "without" => return None,
        // "to Washington, not to Rome": what is set against something else is no predicate.
        "not" if at == 0 || !AUXILIARIES.contains(&words.lower(at - 1)) => return None,
        _ => false,
    };
    let waiting = clause.clone().any(|at| WAITING.contains(&words.lower(at)));
    // "does not sail yet" tells of a habit; what "has not sailed yet" has or has not happened.
    let perfect = words.lower(at).starts_with("ha") || at > 0 && matches!(words.lower(at - 1), "has" | "have" | "had");
    if waiting && !perfect {
        return None;
    }
    if clause.clone().any(|at| OPEN.contains(&words.lower(at)))
        || words.lower(behind) == "to" && words.lower(at) == "not"
    {
        return None;
    }
    let end = mood::scope_end(words, behind, clause.end);
    let dated = |at: usize| {
        let ranked = &calendar::get().ranked;
        TIMES.contains(&words.lower(at)) || ranked.weekdays.value(words.lower(at)).is_some()
    };
    let content =
        |at: &usize| words.terms[*at].is_some() && !(waiting && dated(*at)) && !WAITING.contains(&words.lower(*at));
    let subject: Vec<usize> = (clause.start..at).filter(content).collect();
    let object: Vec<usize> = (behind..end)
        .filter(content)
        .filter(|&at| !subject.is_empty() || !ANYBODY.contains(&words.lower(at)))
        .collect();
    let first = *object.first()?;
    if negated[first] != Some(true) {
        return None;
    }
    let verb = at.checked_sub(1).filter(|&verb| kind && !subject.is_empty() && plain(words, verb));
    if let Some(verb) = verb.filter(|_| words.lower(at) == "no" && !waiting) {
        return Some(absence(words, verb, &subject, &object, first));
    }
    if subject.is_empty() != kind {
        return None;
    }
    let terms = |places: &[usize]| -> Vec<Term> {
        crate::text::sorted(places.iter().filter_map(|&at| words.terms[at]).collect())
    };
    Some(Polarity {
        span: words.span(at..first + 1),
        axis: if waiting { Axis::Pending } else { Axis::Predicate }(words.stems[first].to_string()),
        direction: Direction::Negative,
        heads: object.iter().filter_map(|&at| words.terms[at]).collect(),
        subject: terms(&subject),
        object: terms(&object),
    })
}

/// Whether a token can be the verb that "no" follows: a plain word with a meaning of its own.
fn plain(words: &Words<'_>, at: usize) -> bool {
    words.tokens[at].is_word() && !words.tokens[at].is_capital() && words.terms[at].is_some()
}

/// "the inspection of the dam found no damage": whoever it is, and whatever was found, it was none of this.
fn absence(words: &Words<'_>, verb: usize, subject: &[usize], object: &[usize], first: usize) -> Polarity {
    let done = || [verb].into_iter().chain(object.iter().copied());
    let terms =
        |places: &mut dyn Iterator<Item = usize>| -> Vec<Term> { places.filter_map(|at| words.terms[at]).collect() };
    Polarity {
        span: words.span(verb..first + 1),
        axis: Axis::Absence(words.stems[verb].to_string()),
        direction: Direction::Negative,
        heads: terms(&mut done()),
        subject: crate::text::sorted(terms(&mut subject.iter().copied().filter(|&at| at != verb))),
        object: crate::text::sorted(terms(&mut done())),
    }
}

/// Verbs that "not" follows where it denies a predicate.
const AUXILIARIES: &[&str] =
    &["am", "is", "are", "was", "were", "be", "been", "has", "have", "had", "do", "does", "did"];

/// Words before "no" that make a phrase of it.
const PREPOSITIONS: &[&str] =
    &["with", "in", "at", "of", "by", "under", "on", "for", "to", "from", "as", "into", "without", "against", "about"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::words::Words;
    use crate::lexicon;
    use crate::model::Span;

    fn denied(text: &str) -> Vec<(String, usize, usize)> {
        let lexicon = lexicon::english();
        let words = Words::new(text, Span::new(0, text.len()), &lexicon);
        let found = denials(&words, &mood::negated(&words, &lexicon), &lexicon);
        found.iter().map(|one| (one.span.of(text).to_owned(), one.subject.len(), one.object.len())).collect()
    }

    #[test]
    fn what_leaves_it_open_is_no_denial() {
        for text in [
            "It did not sail.",
            "The ferry may not sail.",
            "The ferry will not sail.",
            "The ferry does not sail any longer.",
            "The ferry does not sail yet.",
            "The captain decided not to sail.",
            "Not all ferries sailed.",
            "The ferry not only sailed but sank.",
            "The captain is a man with no patience.",
            "At no time was the ferry late.",
            "The captain did not deny the charge.",
            "There is no doubt that the ferry sailed.",
            "The ferry sailed.",
        ] {
            assert_eq!(denied(text), [], "{text}");
        }
    }

    #[test]
    fn what_is_not_so_as_yet_and_what_there_is_none_of() {
        let axes = |text: &str| {
            let lexicon = lexicon::english();
            let words = Words::new(text, Span::new(0, text.len()), &lexicon);
            let found = denials(&words, &mood::negated(&words, &lexicon), &lexicon);
            found.into_iter().map(|one| one.axis).collect::<Vec<_>>()
        };
        assert_eq!(axes("The ferry has not yet sailed."), [Axis::Pending("sail".to_owned())]);
        assert_eq!(axes("Divers at the lock found no cracks."), [Axis::Absence("find".to_owned())]);
    }

    #[test]
    fn denials_of_a_subject_and_of_a_kind() {
        assert_eq!(denied("The old ferry did not sail on Monday."), [("not sail".to_owned(), 2, 2)]);
        assert_eq!(denied("The ferry isn't sailing to Lund."), [("isn't sailing".to_owned(), 1, 2)]);
        assert_eq!(denied("No ferry sailed to Lund."), [("No ferry".to_owned(), 0, 3)]);
        assert_eq!(denied("Nobody swims in the harbour."), [("Nobody swims".to_owned(), 0, 2)]);
        assert_eq!(denied("There is no person swimming in the harbour."), [("no person swimming".to_owned(), 0, 2)]);
    }
}
