//! How old somebody is: a person by name, or the one to whom something was done ("a 34-year-old man was arrested").

use super::super::event::Telling;
use super::super::gates;
use super::{Fit, Pair};
use crate::lexicon;
use crate::model::{Claim, Dimension, Event, Facet, Quantity, Term};

/// Bytes between a name and the age that follows it in apposition.
const BEARER: u32 = 2;
/// Bytes between a description and the age that follows it: "a man aged 43", "the suspect, 34,".
const BEHIND: u32 = 8;

/// Whether two ages are those of one person.
pub(super) fn fit(pair: &Pair<'_>, left: &Quantity, right: &Quantity) -> Fit {
    let named = match (bearer(pair.left, left), bearer(pair.right, right)) {
        // A surname that its article ties to no full name may be that of a brother.
        (Some(a), Some(b)) => gates::same_bearer(a, b) && (a.len() == b.len() || a.len().min(b.len()) > 1),
        _ => described(pair, left, right),
    };
    if named { Fit::Same } else { Fit::No }
}

/// The person whose age it is: the name right before it ("Ana Ruiz, 42,") or right behind it ("42-year-old Ana Ruiz").
fn bearer<'c>(claim: &'c Claim, quantity: &Quantity) -> Option<&'c [Term]> {
    let before = |name: &crate::model::NameMention| {
        name.span.end <= quantity.span.start && quantity.span.start - name.span.end <= BEARER
    };
    let behind = |name: &crate::model::NameMention| {
        name.span.start >= quantity.span.end && name.span.start - quantity.span.end <= 1
    };
    // "54-year-old Pedro Lind" behind "52-year-old Ana Ruiz,": the name that follows is the bearer's.
    let name = claim.names.iter().find(|name| behind(name)).or_else(|| claim.names.iter().find(|name| before(name)));
    name.map(|name| name.terms.as_slice())
}

/// Whether both are told of whoever it was to whom one thing happened, of which each article tells of one person.
fn described(pair: &Pair<'_>, left: &Quantity, right: &Quantity) -> bool {
    let one = |telling: &Telling<'_>| {
        let [of_left, of_right] = pair.measures;
        let (Some(a), Some(b)) = (telling.left.whom(), telling.right.whom()) else { return false };
        let heads = a.head.zip(b.head).is_some_and(|(a, b)| {
            a.hash == b.hash || [a, b].iter().any(|head| lexicon::anybody().contains(&head.hash))
        });
        telling.both_hold()
            && heads
            && of_whom(pair.left, telling.left).is_some_and(|own| own.span == left.span)
            && of_whom(pair.right, telling.right).is_some_and(|own| own.span == right.span)
            && of_left.one_age(telling.left)
            && of_right.one_age(telling.right)
    };
    gates::one_day(pair) && !pair.same_article() && pair.tellings.iter().any(one)
}

/// The age of the one to whom an event happened, where its words tell it.
pub(in crate::compare) fn of_whom<'c>(claim: &'c Claim, event: &Event) -> Option<&'c Quantity> {
    let whom = event.whom()?;
    let mut own = claim.facets.iter().filter_map(|facet| match facet {
        Facet::Quantity(age)
            if age.dimension == Dimension::Age
                && (whom.span.contains(age.span)
                    || age.span.start >= whom.span.end && age.span.start - whom.span.end <= BEHIND) =>
        {
            Some(&**age)
        }
        _ => None,
    });
    own.next().filter(|_| own.next().is_none() && !whom.more)
}
