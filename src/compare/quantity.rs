//! Numbers of one measure that cannot both be true.

pub(super) mod age;
mod apart;
mod done;
mod lone;
mod size;
mod slip;

use super::gates::{self, Voices};
use super::measure::{measure, told_by_verb};
use super::retold::Retold;
use super::tally::{self, tallies};
use super::{Check, Compare, Events, Outcome, Pair, contrast, polls, retold, setting};
use crate::align::story::{Kin, days_between};
use crate::align::terms::{Overlap, overlap};
use crate::lexicon::{self, language::Extent};
use crate::model::{
    Claim, DateFacet, Dimension, Facet, FacetKind, Gate, Number, PartialDate, Precision, Qualifier, Quantity,
    QuantityRole, Range, Reason, Severity, Term,
};
use apart::{
    all_names_apart, bodies_apart, both_dated_apart, elsewhere, knows, names_apart, of_other_events, of_other_things,
    one_hour, versions_differ,
};
use slip::Slip;

pub(super) const CHECK: Check = Check {
    id: "quantity",
    summary: "Two numbers of one measure cannot both be true",
    lead: "Numbers differ",
    help: include_str!("../../tests/checks/quantity.md"),
    severity: Severity::High,
    asks: Kin::Event,
    compare: Compare::Facets(FacetKind::Quantity, compare),
    events: Events::Either { same: done::amounts, counted: done::counts },
};

/// Share of the lighter clause's weight that both clauses must have, in thousandths, where number and predicate fit.
const SAME_CLAUSE: u16 = 400;
/// The same where the words next to the numbers differ.
const SAME_CLAUSE_ALONE: u16 = 550;
/// The same for two places of one article, whose author seldom contradicts himself, and for numbers that label a thing.
const SAME_CLAUSE_STRICT: u16 = 800;
/// Score of two sentences where an article has no date, in thousandths.
const SAME_SENTENCE_UNDATED: u16 = 560;
/// Score of two sentences of different articles, in thousandths: what is counted is often the same, and the event not.
const SAME_SENTENCE: u16 = 330;
/// The same for news, which counts many things of one kind.
const SAME_SENTENCE_NEWS: u16 = 560;
/// Score of the two sentences for such places, in thousandths.
const SAME_SENTENCE_STRICT: u16 = 600;
/// Share of all words around the two numbers that both have, from which the clauses are one but for the number.
const VERBATIM: u16 = 1000;
/// Lighter words ("people", "part") name no measure by themselves; thousandths of a nat.
const SPECIFIC: u16 = 2000;
/// Sides further apart than this factor are seldom one measure misprinted: another measure is likelier.
const FAR_APART: i64 = 50;

fn compare(pair: &Pair<'_>, left: &Facet, right: &Facet) -> Outcome {
    let (Facet::Quantity(left), Facet::Quantity(right)) = (left, right) else { return Outcome::Unrelated };
    if let Some(outcome) = setting::compare(pair, left, right) {
        return outcome;
    }
    // A page of a manual tells of many things in like words: "64-bit binaries", "two flags".
    if pair.same_article() && pair.kin == Kin::Product {
        return Outcome::Unrelated;
    }
    if left.dimension != right.dimension
        || matches!(left.dimension, Dimension::Factor | Dimension::Label)
        || rate(left) != rate(right)
        || left.role != right.role
        || !matches!(left.role, QuantityRole::Level | QuantityRole::Rise | QuantityRole::Fall)
    {
        return Outcome::Unrelated;
    }
    let retold = is_retold(pair, left, right);
    if left.dimension == Dimension::Ordinal && !retold {
        return Outcome::Unrelated;
    }
    let slip = slip::slip(pair, left, right);
    let sized = size::one_size(pair, left, right) || size::one_amount(pair, left, right);
    let fit = if sized || retold || slip.is_some() { Fit::Same } else { fit(pair, left, right) };
    if fit == Fit::No {
        return Outcome::Unrelated;
    }
    if !conflict(left, right) {
        return if fit == Fit::Same { Outcome::Agree } else { Outcome::Unrelated };
    }
    let plain = pair.kin == Kin::Event && tally(left).is_none() && tally(right).is_none() && slip.is_none();
    // "the 24-storey tower" is as high whatever befalls it; a fine that is asked for is not the one that was imposed.
    let fixed = sized && size::is_fixed(left);
    // "40,000 attended" and "drew 14,000" tell one attendance.
    let measured = (told_by_verb(pair.left, left) || told_by_verb(pair.right, right))
        && measure(pair.left, left) == measure(pair.right, right);
    let unlike = !fixed && !measured && plain && of_other_events(pair, left, right)
        || !sized && of_other_things(pair, left, right)
        || fit == Fit::Alike
        || far_apart(left, right)
        || complements(left, right)
        || !polls::comparable(left, right);
    // Without a day of its own an article may tell of another year: more of the sentences must be alike.
    let undated = pair.left.published.is_none() || pair.right.published.is_none();
    let loose = undated && !pair.same_article() && !pair.score.reaches(SAME_SENTENCE_UNDATED);
    let named = measure(pair.left, left).is_some();
    // The hour beside a magnitude is that of the event.
    let scale = matches!(left.dimension, Dimension::Scale(_));
    let reordered = slip == Some(Slip::Order);
    // What a thing is like in the news of a day, it is on no day of its own: "the 24-storey tower, built in 2019".
    let apart_in_time = loose && !named && !reordered && !sized
        || if sized {
            false
        } else if reordered {
            both_dated_apart(pair, left, right)
        } else {
            gates::different_times((pair.left, left.span), (pair.right, right.span))
        }
        || !scale && !sized && one_hour(pair, left, right)
        || lapsed(pair.left, left) != lapsed(pair.right, right)
        || !reordered && tally::later_count(pair, left, right);
    let shut = gates::first_shut(&[
        (Gate::Contrast, gates::one_sentence(pair.left, pair.right)),
        (Gate::Asserted, gates::refuses(pair.left) != gates::refuses(pair.right)),
        (Gate::Measure, unlike || knows(pair.left, left, right) || knows(pair.right, right, left)),
        (Gate::Time, apart_in_time),
        (
            Gate::Scope,
            versions_differ(pair, left, right)
                || match slip {
                    // Wherever the number is told.
                    Some(Slip::Order) => false,
                    // About one of those of whom both tell, it is that one's.
                    Some(Slip::Digit) => all_names_apart(pair, left, right),
                    None => names_apart(pair, left, right),
                }
                || bodies_apart(pair, left)
                || left.role != QuantityRole::Level
                    && contrast::sets_differ(&left.counted.around, &right.counted.around)
                || named && (elsewhere(pair, pair.left, left) || elsewhere(pair, pair.right, right)),
        ),
    ]);
    if let Some(gate) = shut {
        return Outcome::NotComparable(gate);
    }
    let voices = gates::voices(pair.left, pair.right);
    let words = around(pair, left, right).containment();
    Outcome::Conflict(Reason {
        severity: gates::severity(voices, severity(left, right)),
        confidence: 760 + words / 8 - if voices == Voices::Same { 0 } else { 40 },
        because: "both count the same thing in the same event".to_owned(),
    })
}

/// Whether both sentences say the same, but for the one number of its kind that each of them has.
fn is_retold(pair: &Pair<'_>, left: &Quantity, right: &Quantity) -> bool {
    let sole = |claim: &Claim, own: &Quantity| {
        let alike = |facet: &Facet| matches!(facet, Facet::Quantity(other) if other.dimension == own.dimension);
        retold::is_sole(claim, own.span, alike)
            && own.qualifier != Qualifier::Vague
            && own.dimension != Dimension::Age
            && tally(own).is_none()
            && !own.counted.terms.iter().any(|term| tallies().contains(&term.hash))
            && own.counted.setting.is_none()
            && own.poll.is_none()
    };
    // "Two people" and "two houses" are two counts.
    let head = |quantity: &Quantity| {
        let last = quantity.counted.terms.last().map(|term| term.hash);
        last.filter(|hash| !lexicon::anybody().contains(hash))
    };
    let one_head = left.dimension != Dimension::Count || head(left) == head(right);
    // "70 percent of the results", "outpaced by 400 percent"
    let parts =
        left.dimension != Dimension::Share || [left, right].iter().all(|share| share.range.high <= Some(Number::ONE));
    sole(pair.left, left)
        && sole(pair.right, right)
        && parts
        && one_head
        && conflict(left, right)
        && size::near(left, right)
        && !retold::names_differ(pair)
        && pair.retold() >= if left.dimension == Dimension::Share { Retold::Closely } else { Retold::Roughly }
}

/// Whether a number is of the week, month or year before the one in which it was printed: "rose by 8 percent last year".
fn lapsed(claim: &Claim, quantity: &Quantity) -> bool {
    let over = |date: &DateFacet| {
        date.precision > Precision::Day
            && date.stated == PartialDate::default()
            && date.interval.zip(claim.published).is_some_and(|(time, day)| time.end < day)
    };
    gates::nearest_date(claim, quantity.span).is_some_and(over)
}

/// The per-unit of a rate: "300 requests a minute" is not 300 requests.
fn rate(quantity: &Quantity) -> Option<&str> {
    quantity.unit.split_once('/').map(|(_, per)| per)
}

/// How far two numbers measure one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// They do not.
    No,
    /// They look it; worth a line in the ledger.
    Alike,
    /// They do.
    Same,
}

fn fit(pair: &Pair<'_>, left: &Quantity, right: &Quantity) -> Fit {
    if left.dimension == Dimension::Age {
        return age::fit(pair, left, right);
    }
    let words = around(pair, left, right);
    let clause = words.containment();
    if pair.kin == Kin::Event && pair.same_article() {
        // An article tells of many things in like words; of the ages of people it tells once.
        return Fit::No;
    }
    if pair.kin == Kin::Event {
        if let Some(fit) = measured(pair, left, right) {
            return fit;
        }
    } else if tally(left).is_some_and(|of| tally(right) == Some(of)) {
        let strange = !lone(left) && !lone(right) && words.count < 2 && !pair.score.reaches(SAME_TALLY);
        let strict = pair.same_article() && clause < SAME_CLAUSE_STRICT;
        return if strange || strict { Fit::Alike } else { Fit::Same };
    }
    let heads = [specific(&left.counted.terms), specific(&right.counted.terms)];
    let same_head = shared(&heads[0], &heads[1]).next().is_some();
    if !heads[0].is_empty() && !heads[1].is_empty() && !same_head {
        return Fit::No;
    }
    if pair.kin == Kin::Event && same_head && lone::one_count(pair, left, right) {
        return Fit::Same;
    }
    let near = shared(near_words(pair.left, left), near_words(pair.right, right))
        .any(|term| term.weight >= SPECIFIC && !heads[0].contains(term));
    let strict = pair.same_article();
    let vague = [left, right].iter().any(|quantity| quantity.qualifier == Qualifier::Vague);
    // "The school has 300 pupils", "The school has 450 pupils": but for the number one short sentence.
    // A manual says so of many things in turn.
    let verbatim = !pair.same_article()
        && pair.kin == Kin::Event
        && pair.extent > Extent::Figures
        && words.count >= 2
        && words.jaccard() >= VERBATIM
        && (same_head || near);
    let same = if vague && pair.kin == Kin::Event {
        false
    } else if verbatim {
        true
    } else if strict {
        same_head
            && near
            && clause >= SAME_CLAUSE_STRICT
            && words.count >= 3
            && pair.score.reaches(SAME_SENTENCE_STRICT)
    } else if same_head {
        (near && clause >= SAME_CLAUSE && (words.count >= 3 || own_words(left) || own_words(right))
            || clause >= SAME_CLAUSE_ALONE && words.count >= 3)
            && pair.score.reaches(if pair.kin == Kin::Event { SAME_SENTENCE_NEWS } else { SAME_SENTENCE })
    } else if left.dimension == Dimension::Count {
        false
    } else {
        near && clause >= SAME_CLAUSE_ALONE && words.count >= 3
            || near && own_words(left) && own_words(right) && clause >= SAME_CLAUSE_STRICT
    };
    match same {
        true => Fit::Same,
        false if (same_head || near) && clause >= SAME_CLAUSE => Fit::Alike,
        false => Fit::No,
    }
}

/// How far two numbers that name one measure give it for one event; `None` where they name none.
fn measured(pair: &Pair<'_>, left: &Quantity, right: &Quantity) -> Option<Fit> {
    let (a, b) = match (measure(pair.left, left), measure(pair.right, right)) {
        (Some(a), Some(b)) if a == b => (a, b),
        // The category of a storm is that of its hour.
        (None, None) if matches!(left.dimension, Dimension::Scale(_)) => return Some(Fit::Alike),
        (None, None) => return None,
        _ => return Some(Fit::No),
    };
    let [of_left, of_right] = pair.measures;
    // What a figure was on another day is no figure of today's, unless both tell the day.
    let days = pair.left.published.zip(pair.right.published).map(|(a, b)| days_between(a, b));
    // "last month" in an article without a day is no month.
    let known = |date: &DateFacet| date.interval.is_some() || date.stated != PartialDate::default();
    let dated = |claim, quantity: &Quantity| gates::nearest_date(claim, quantity.span).is_some_and(known);
    let told = dated(pair.left, left) && dated(pair.right, right);
    let alike = pair.score.reaches(SAME_SENTENCE_STRICT);
    // Of a series not even a sentence word for word is of another day.
    let stale = days.map_or(a.is_series() || !alike, |days| days > a.lasts() && (a.is_series() || !alike));
    if !a.counts() && !told && stale {
        return Some(Fit::Alike);
    }
    let settled = of_left.settled(a, pair.left, left) && of_right.settled(b, pair.right, right);
    // An entry of a live page is as old as the next one of its figure.
    let live = pair.left.moment.is_some() || pair.right.moment.is_some();
    Some(if settled || alike && !live { Fit::Same } else { Fit::Alike })
}

/// A sentence that says little beside its tally: "Nineteen people died."
fn lone(quantity: &Quantity) -> bool {
    specific(&quantity.counted.around).len() <= 2
}

/// Score of two sentences that tell one tally though they share no other word, in thousandths.
const SAME_TALLY: u16 = 300;

/// Terms that name a measure by themselves.
fn specific(terms: &[Term]) -> Vec<Term> {
    terms.iter().copied().filter(|term| term.weight >= SPECIFIC).collect()
}

/// A fragment such as "8 MiB at most." says nothing but its number.
fn own_words(quantity: &Quantity) -> bool {
    quantity.counted.around.len() <= 3
}

/// The tally to which a count belongs: "112 dead", "killed 41 people" and "41 people died" are of one tally.
pub(super) fn tally(quantity: &Quantity) -> Option<u64> {
    if quantity.dimension != Dimension::Count {
        return None;
    }
    let found = |terms: &[Term]| terms.iter().map(|term| term.hash).find(|hash| tallies().contains(hash));
    let mut head = specific(&quantity.counted.terms);
    head.retain(|term| !lexicon::anybody().contains(&term.hash));
    match found(&head) {
        Some(tally) => Some(tally),
        // "killed 41 people": the head is no measure of its own.
        None if head.is_empty() => found(quantity.counted.near.get(..1)?),
        None => None,
    }
}

/// The words next to a number, or, where a fragment has none of its own, those of the heading or question that it answers.
fn near_words<'c>(claim: &'c Claim, quantity: &'c Quantity) -> &'c [Term] {
    if quantity.counted.near.is_empty() { &claim.context } else { &quantity.counted.near }
}

fn shared<'t>(left: &'t [Term], right: &'t [Term]) -> impl Iterator<Item = &'t Term> {
    left.iter().filter(|term| right.iter().any(|other| other.hash == term.hash))
}

/// What the clauses around the numbers share, the terms of heading or question included.
fn around(pair: &Pair<'_>, left: &Quantity, right: &Quantity) -> Overlap {
    let weight = |term: Term| u32::from(term.weight);
    let plain = overlap(&left.counted.around, &right.counted.around, weight);
    let lent = overlap(&with_context(pair.left, left), &with_context(pair.right, right), weight);
    if lent.containment() > plain.containment() && lent.count > plain.count { lent } else { plain }
}

/// The terms around a number and those that its heading or question lends.
fn with_context(claim: &Claim, quantity: &Quantity) -> Vec<Term> {
    crate::text::sorted(quantity.counted.around.iter().chain(&claim.context).copied().collect())
}

/// Whether no value fits both, roundings and conversions allowed for.
pub(super) fn conflict(left: &Quantity, right: &Quantity) -> bool {
    let stated = |quantity: &Quantity, other: &Quantity| {
        let range = limit(quantity, other).unwrap_or(quantity.range);
        // A year is no whole number of months, so rates of different periods agree to a hundredth.
        let rate = if rate(quantity).is_some() {
            range.low.and_then(|low| low.times(Number::fraction(1, 100)?))
        } else {
            None
        };
        let range = rate.map_or(range, |by| range.widened(by));
        // "more than 50" and "50", "nearly 30,000" and "30,000": one is the other, told more roughly.
        let range = Range { low_open: false, high_open: false, ..range };
        if quantity.unit != other.unit || rounded(quantity) { range.widened(quantity.slack) } else { range }
    };
    stated(left, right).disjoint(stated(right, left))
}

/// Two upper limits ("up to 16 MiB", "8 MiB at most") are compared by the limits themselves, and so are two lower ones of
/// a measured thing ("at least 4 GB of memory"); of people and things counted so far the higher bound says more.
fn limit(quantity: &Quantity, other: &Quantity) -> Option<Range> {
    match (quantity.qualifier, other.qualifier) {
        (Qualifier::AtMost, Qualifier::AtMost) => quantity.range.high.map(Range::point),
        (Qualifier::AtLeast, Qualifier::AtLeast) if quantity.dimension != Dimension::Count => {
            quantity.range.low.map(Range::point)
        }
        _ => None,
    }
}

/// Whether a flat number reads as a round one: 14,000, not 14,200 beside it.
fn rounded(quantity: &Quantity) -> bool {
    let Some(value) = quantity.range.low.filter(|_| quantity.qualifier == Qualifier::Exact) else {
        return quantity.qualifier == Qualifier::About;
    };
    let grain = value.grain();
    quantity.dimension == Dimension::Count && Number::whole(100) <= grain && value >= Number::whole(1000)
}

fn far_apart(left: &Quantity, right: &Quantity) -> bool {
    let (Some(a), Some(b)) = (left.range.low.or(left.range.high), right.range.low.or(right.range.high)) else {
        return false;
    };
    let (small, large) = if a <= b { (a, b) } else { (b, a) };
    small.times(Number::whole(FAR_APART)).is_some_and(|limit| limit < large)
}

/// Two parts of one whole add up: a third from one purse, two thirds from the other.
fn complements(left: &Quantity, right: &Quantity) -> bool {
    let sum = left.range.low.zip(right.range.low).and_then(|(a, b)| a.plus(b));
    left.dimension == Dimension::Share && sum == Some(Number::ONE)
}

fn severity(left: &Quantity, right: &Quantity) -> Severity {
    let hedged = |quantity: &Quantity| quantity.qualifier != Qualifier::Exact;
    match (hedged(left), hedged(right)) {
        (true, true) => Severity::Medium,
        _ => Severity::High,
    }
}
