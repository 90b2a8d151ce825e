//! Of what a number is the size: the bridge of "a 280-metre bridge" and of "the bridge is 310 metres long", the reward of "a
//! reward of 5,000 crowns".

use super::super::words::Words;
use super::{Known, group, party, subject};
use crate::lexicon;
use crate::model::{Dimension, Party, Qualifier, Quantity, QuantityRole, Size};
use std::ops::Range;

/// Adjectives that tell in which direction a thing reaches so far, by the noun of that direction.
const WAYS: [(&str, &str); 12] = [
    ("long", "length"),
    ("tall", "height"),
    ("high", "height"),
    ("wide", "width"),
    ("broad", "width"),
    ("across", "width"),
    ("deep", "depth"),
    ("thick", "thickness"),
    ("heavy", "weight"),
    ("strong", ""),
    ("square", ""),
    ("old", "age"),
];
/// Verbs behind which stands how many parts a thing has.
const HAVE: [&str; 10] =
    ["has", "have", "had", "boasts", "boasted", "contains", "contained", "comprises", "comprised", "with"];
/// Verbs behind which stands how far a thing reaches, by what it is measured in.
const MEASURE: [(&str, Dimension); 18] = [
    ("weigh", Dimension::Mass),
    ("measure", Dimension::Length),
    ("span", Dimension::Length),
    ("cover", Dimension::Area),
    ("last", Dimension::Duration),
    ("take", Dimension::Duration),
    ("weighs", Dimension::Mass),
    ("weighed", Dimension::Mass),
    ("measures", Dimension::Length),
    ("measured", Dimension::Length),
    ("spans", Dimension::Length),
    ("spanned", Dimension::Length),
    ("covers", Dimension::Area),
    ("covered", Dimension::Area),
    ("lasted", Dimension::Duration),
    ("lasts", Dimension::Duration),
    ("took", Dimension::Duration),
    ("takes", Dimension::Duration),
];
/// Verbs behind which stands what a thing costs.
const COST: [&str; 2] = ["cost", "costs"];
/// Words that stand between an auxiliary and its verb where something is expected: "is expected to cost".
const EXPECTED: [&str; 9] = ["to", "expected", "due", "set", "estimated", "thought", "believed", "scheduled", "likely"];
/// Words of a compound in front of a noun: "2.5-million-euro-a-year".
const COMPOUND: usize = 6;

/// Marks a quantity with the thing whose extent it tells, if its words tell one.
pub(crate) fn mark(quantity: &mut Quantity, words: &Words<'_>, known: Known<'_>) {
    let sized = match quantity.dimension {
        Dimension::Count => quantity.counted.span.is_some(),
        Dimension::Length | Dimension::Area | Dimension::Volume | Dimension::Mass | Dimension::Duration => true,
        Dimension::Money(_) | Dimension::Power | Dimension::Share => true,
        _ => false,
    };
    let plain =
        quantity.role == QuantityRole::Level && quantity.qualifier != Qualifier::Vague && quantity.poll.is_none();
    let own = words.inside(quantity.span);
    if !sized || !plain || own.is_empty() {
        return;
    }
    if wanted(words, own.start) {
        return;
    }
    let found = attributive(words, &own, known)
        .or_else(|| amounting(words, &own, known))
        .map(|(party, way)| (party, way, None))
        .or_else(|| predicative(words, quantity, &own, known));
    quantity.counted.of = found.and_then(|(party, way, ahead)| {
        let head = party.head.filter(|head| !lexicon::anybody().contains(&head.hash))?;
        // "the first ferry has 320 seats, the second 250"
        let one_of_several = words.inside(party.span).any(|at| ORDINALS.contains(&words.lower(at)));
        (!party.more && party.share.is_none() && !one_of_several)
            .then(|| Box::new(Size { head, terms: party.terms, way: way.to_owned(), ahead }))
    });
}

/// Words that tell one of several things of a kind from the others.
const ORDINALS: [&str; 9] = ["first", "second", "third", "fourth", "last", "other", "each", "every", "both"];
/// Words by which somebody wants a thing, or may get it: it has no size yet.
const WANTED: [&str; 24] = [
    "ask",
    "asks",
    "asked",
    "asking",
    "seek",
    "seeks",
    "sought",
    "seeking",
    "demand",
    "demands",
    "demanded",
    "demanding",
    "propose",
    "proposes",
    "proposed",
    "face",
    "faces",
    "faced",
    "facing",
    "want",
    "wants",
    "wanted",
    "maximum",
    "minimum",
];
/// Words before a number among which they are looked for.
const WANTED_REACH: usize = 8;

/// Whether the number at token `at` is of something wanted: "asked for a prison sentence of nine years".
fn wanted(words: &Words<'_>, at: usize) -> bool {
    let clause = words.clause(at);
    (clause.start.max(at.saturating_sub(WANTED_REACH))..at).any(|at| WANTED.contains(&words.lower(at)))
}

/// "a 280-metre-long suspension bridge", "the 24-storey building"
fn attributive(words: &Words<'_>, own: &Range<usize>, known: Known<'_>) -> Option<(Party, &'static str)> {
    let tied = |at: usize| {
        at > 0 && words.tokens.get(at).is_some_and(|mark| mark.is_mark('-') && words.tokens[at - 1].touches(mark))
    };
    let hyphen = (own.start + 1..=own.end).find(|&at| tied(at))?;
    let mut noun = hyphen + 2;
    let mut way = "";
    while tied(noun) && noun < hyphen + 2 * COMPOUND {
        way = way_of(words.lower(noun + 1)).unwrap_or(way);
        noun += 2;
    }
    if let Some(of) = way_of(words.lower(noun)) {
        (way, noun) = (of, noun + 1);
    }
    let clause = words.clause(own.start);
    let verb = |at: &usize| {
        group::auxiliary(words.lower(*at))
            || group::DETERMINERS.contains(&words.lower(*at))
            || group::read(words, *at, noun).is_some()
    };
    let end = (noun + 1..clause.end).find(verb).unwrap_or(clause.end);
    let range = party::behind(words, noun, end)?;
    Some((party::party(words, range, known)?, way))
}

/// "a one-off payment of 600 crowns"
fn amounting(words: &Words<'_>, own: &Range<usize>, known: Known<'_>) -> Option<(Party, &'static str)> {
    let of = own.start.checked_sub(1).filter(|&at| words.lower(at) == "of")?;
    let range = party::before(words, of, words.clause(of).start)?;
    // "offered a reward": the phrase begins behind the verb.
    let start = (range.start..range.end)
        .rev()
        .find(|&at| group::DETERMINERS.contains(&words.lower(at)) || group::read(words, at, range.start).is_some())
        .unwrap_or(range.start);
    Some((party::party(words, start..range.end, known)?, ""))
}

/// "the bridge is 310 metres long", "the building has 22 storeys", "the talks lasted six hours"
fn predicative(
    words: &Words<'_>,
    quantity: &Quantity,
    own: &Range<usize>,
    known: Known<'_>,
) -> Option<(Party, &'static str, Option<bool>)> {
    let verb = own.start.checked_sub(1)?;
    let lower = words.lower(verb);
    let way = way_of(words.lower(own.end));
    let fits = match &quantity.dimension {
        Dimension::Count => HAVE.contains(&lower),
        Dimension::Money(_) => COST.contains(&lower),
        dimension => {
            matches!(lower, "is" | "was" | "are" | "were") && way.is_some()
                || MEASURE.iter().any(|(verb, measured)| *verb == lower && measured == dimension)
        }
    };
    if !fits {
        return None;
    }
    let clause = words.clause(verb);
    let start = auxiliaries(words, verb, clause.start);
    let ahead = (start..verb).any(|at| group::WILL.contains(&words.lower(at)) || words.lower(at) == "to");
    let thing = match lower {
        "with" => party::party(words, party::before(words, verb, clause.start)?, known)?,
        _ => subject::subject(words, start, clause.start, (known, false), None)?,
    };
    (!thing.person).then_some((thing, way.unwrap_or_default(), Some(ahead)))
}

/// Where the words before a verb begin that tell when it is so: "will last", "is expected to cost", "has already lasted".
fn auxiliaries(words: &Words<'_>, verb: usize, floor: usize) -> usize {
    let belongs = |at: usize| {
        let lower = words.lower(at);
        group::auxiliary(lower) || group::ADVERBS.contains(&lower) || EXPECTED.contains(&lower)
    };
    let start = (floor..verb).rev().take_while(|&at| belongs(at)).last().unwrap_or(verb);
    // "The first to last three hours": without an auxiliary it belongs to no verb.
    if (start..verb).any(|at| group::auxiliary(words.lower(at))) { start } else { verb }
}

fn way_of(lower: &str) -> Option<&'static str> {
    WAYS.iter().find(|(adjective, _)| *adjective == lower).map(|(_, way)| *way)
}
