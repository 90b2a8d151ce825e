//! Which two claims are one claim told twice.

use super::likeness::Likeness;
use super::score::{Features, Scored};
use super::terms::{Weigh, shared};
use crate::compare::event::{Relation, Telling};
use crate::model::{Claim, Phase, Term};

/// Evidence that two claims are one, values included, from which they may be linked, in thousandths of a nat. Below 0, for
/// the pairs it was fitted to were chosen for being alike, and those of a story are told in other words.
const LIKELY: i32 = -2000;
/// Weight of words and values that they must share then, in thousandths of a nat: fragments are alike by accident.
const SHARED: u32 = 5000;
/// What of it must be no name: who is spoken of says nothing of what is said.
const SHARED_BESIDE_NAMES: u32 = 3000;
/// Weight of shared values that links by itself, in thousandths of a nat: a number of three digits.
const TELLING_VALUES: u32 = 4500;
/// Weight of shared values that links where the words below are shared too: a number of two digits.
const PLAIN_VALUES: u32 = 2200;
/// Weight of these words.
const PLAIN_WORDS: u32 = 1500;
/// Quick score below which nothing is likely, in thousandths: no need to look closer.
const NEAR: u16 = 220;

/// A claim as it is linked.
pub(crate) struct Linked<'a> {
    /// For its words and names.
    pub(crate) claim: &'a Claim,
    /// For the likeness.
    pub(crate) features: &'a Features<'a>,
    /// Its figures, see [`super::value`].
    pub(crate) values: &'a [Term],
}

/// How strongly two claims are linked, in thousandths of a nat; `None` where they are not. `words` and `values` weigh what
/// both articles say all the time less; the words that the two share weigh `most` at most.
pub(crate) fn strength(
    (left, right): (&Linked<'_>, &Linked<'_>),
    score: &Scored<'_>,
    (words, values): (Weigh<'_>, Weigh<'_>),
    most: u32,
) -> Option<i32> {
    let figures = shared(left.values, right.values, |term| values.weight(term));
    let plain =
        || shared(left.features.plain(left.claim), right.features.plain(right.claim), |term| words.weight(term));
    let by_values = figures >= TELLING_VALUES || figures >= PLAIN_VALUES && plain() >= PLAIN_WORDS;
    // The cheapest question first.
    let by_words = || {
        if most.saturating_add(figures) < SHARED {
            return false;
        }
        let all = shared(&left.claim.terms, &right.claim.terms, |term| words.weight(term));
        all + figures >= SHARED && score.reaches(NEAR) && plain() + figures >= SHARED_BESIDE_NAMES
    };
    if !by_values && !by_words() {
        return None;
    }
    let bonus = i32::try_from(figures).unwrap_or(i32::MAX);
    let evidence = Likeness::of(left.features, right.features).evidence().saturating_add(bonus);
    (by_values || evidence >= LIKELY).then_some(evidence)
}

/// The strength of the link between two claims that tell one event, and tell it alike.
pub(crate) fn of_events(tellings: &[Telling<'_>]) -> Option<i32> {
    let same = tellings.iter().filter(|telling| {
        let (left, right) = (telling.left, telling.right);
        let stages = (left.phase >= Phase::UnderWay) == (right.phase >= Phase::UnderWay);
        !telling.opposed && !telling.counted && telling.agents != Relation::Apart && left.holds == right.holds && stages
    });
    let most = same.map(|telling| telling.evidence).max()?;
    Some(i32::try_from(most).unwrap_or(i32::MAX).saturating_add(LIKELY).saturating_sub(TOLD))
}

/// What the evidence of one event exceeds where it links as a likeness of [`LIKELY`] does, in thousandths of a nat.
const TOLD: i32 = 6000;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::terms::Counts;
    use crate::align::value::values;
    use crate::{extract, lexicon, read};

    /// The strength of the link between two sentences, each an article of its own.
    fn linked(left: &str, right: &str) -> Option<i32> {
        let articles = [left, right].map(|text| read::plain_text("a", text));
        let claims = articles.each_ref().map(|article| extract::claims(0, article, &lexicon::english()).remove(0));
        let features = [0, 1].map(|at| Features::new(&claims[at], articles[at].words().into()));
        let values = claims.each_ref().map(values);
        let counts = claims.each_ref().map(|claim| Counts::of(std::slice::from_ref(claim)));
        let figures = values.each_ref().map(|values| Counts::of_terms(values.clone()));
        let linked = [0, 1].map(|at| Linked { claim: &claims[at], features: &features[at], values: &values[at] });
        strength(
            (&linked[0], &linked[1]),
            &Scored::new(&features[0], &features[1]),
            (Weigh::new(&counts[0], &counts[1]), Weigh::new(&figures[0], &figures[1])),
            u32::MAX,
        )
    }

    #[test]
    fn names_and_small_numbers_link_nothing() {
        for (left, right) in [
            ("Ida Lund opened the harbour fair.", "Ida Lund has two dogs and a garden."),
            ("Three boats sank.", "Three cooks left the hotel."),
            ("The brewery bought a mill in 2019.", "The choir sang in 2019."),
        ] {
            assert_eq!(linked(left, right), None, "{left} {right}");
        }
    }

    #[test]
    fn other_words_and_telling_figures_link() {
        for (left, right) in [
            ("The storm tore the roof off the old brewery.", "The roof of the old brewery was torn off by the storm."),
            ("The river crested at 7.84 metres.", "At dawn it stood at 7.84 metres."),
            ("The hall holds 1,412 guests.", "There are seats for 1,412."),
        ] {
            assert!(linked(left, right).is_some(), "{left} {right}");
        }
    }
}
