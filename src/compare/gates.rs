//! When two claims are comparable. The first gate that stops a pair is recorded by name.

use crate::align::story::days_between;
use crate::align::terms::{Overlap, overlap};
use crate::extract::manual::switch::is_support;
use crate::model::{
    Assertion, Claim, DateFacet, Direction, Facet, Gate, Interval, Occurrence, Precision, Severity, Span, Speaker,
    Term, VersionPlace, Versions,
};

/// A stated time further than this before the day of publication is another time than the article's own, in days.
const OWN_TIME_DAYS: i32 = 45;

/// Days between two articles that tell the news of one day.
const ONE_DAY: i32 = 1;

/// Whether both articles are dated, and tell the news of one day.
pub(crate) fn one_day(pair: &super::Pair<'_>) -> bool {
    let dates = pair.left.published.zip(pair.right.published);
    dates.is_some_and(|(left, right)| days_between(left, right).abs() <= ONE_DAY)
}

/// Whether one of two sides is not asserted: a question, a condition, a correction.
pub(crate) fn unasserted(moods: [Assertion; 2]) -> bool {
    moods.iter().any(|&mood| mood != Assertion::Stated)
}

/// How the clause of a word is meant.
pub(crate) fn clause_mood(claim: &Claim, word: &Occurrence) -> Assertion {
    claim.clauses.get(usize::from(word.clause)).copied().unwrap_or(claim.assertion)
}

/// Whose words the two sides are, and so what a conflict between them is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Voices {
    /// One speaker twice, or the articles' own voices.
    Same,
    /// A speaker against an article's own voice.
    Mixed,
    /// Two speakers: a difference of theirs, not of the sources.
    Different,
}

/// Whose words two claims are.
pub(crate) fn voices(left: &Claim, right: &Claim) -> Voices {
    match (&left.speaker, &right.speaker) {
        (None, None) => Voices::Same,
        (Some(a), Some(b)) if same_speaker(a, b) => Voices::Same,
        (Some(_), Some(_)) => Voices::Different,
        _ => Voices::Mixed,
    }
}

/// Whether two labels can be one speaker's: names that fit, or descriptions of which one holds the other's words.
pub(crate) fn same_speaker(left: &Speaker, right: &Speaker) -> bool {
    if left.terms.is_empty() || right.terms.is_empty() {
        return false;
    }
    if left.named && right.named {
        return one_person((&left.label, &left.terms), (&right.label, &right.terms));
    }
    let holds =
        |outer: &[Term], inner: &[Term]| inner.iter().all(|term| outer.iter().any(|other| other.hash == term.hash));
    holds(&left.terms, &right.terms)
        || holds(&right.terms, &left.terms)
        || super::name::variants(&left.label, &right.label)
}

/// Whether two names, each with its terms, are one person's: they fit, or spell one name in two ways.
pub(crate) fn one_person((left, of_left): (&str, &[Term]), (right, of_right): (&str, &[Term])) -> bool {
    same_bearer(of_left, of_right) || super::name::variants(left, right)
}

/// Whether two names can be one bearer's: the same last word, and no differing first word.
pub(crate) fn same_bearer(left: &[Term], right: &[Term]) -> bool {
    let (Some(a), Some(b)) = (left.last(), right.last()) else { return false };
    let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    a.hash == b.hash && short.iter().all(|term| long.iter().any(|other| other.hash == term.hash))
}

/// The severity of a conflict between two voices.
pub(crate) fn severity(voices: Voices, plain: Severity) -> Severity {
    if voices == Voices::Different { Severity::Note } else { plain }
}

/// The time of which the words at `span` speak, where the sentence states one.
pub(crate) fn stated_time(claim: &Claim, span: Span) -> Option<Interval> {
    nearest_date(claim, span)?.interval
}

/// The date that belongs to `span`: the nearest one of its sentence, unless a number that is a rival for it lies between
/// ("Turnout was 61 percent, up from 57 percent in 2021").
pub(crate) fn nearest_date(claim: &Claim, span: Span) -> Option<&DateFacet> {
    let gap = |date: &DateFacet| {
        if date.span.start >= span.end { span.end..date.span.start } else { date.span.end..span.start }
    };
    let amounts = || {
        claim.facets.iter().filter_map(|facet| match facet {
            Facet::Quantity(other) => Some(other.span),
            _ => None,
        })
    };
    // "A blackout in 2021 hit 900,000 homes and lasted three hours": the year with which the sentence begins is of all of it.
    let leads = |date: &DateFacet| {
        date.stated.year.is_some() && date.span.end <= span.start && amounts().all(|other| date.span.end <= other.start)
    };
    let rival = |date: &DateFacet| {
        let gap = gap(date);
        !leads(date) && amounts().any(|other| gap.start <= other.start && other.end <= gap.end && other != span)
    };
    claim
        .facets
        .iter()
        .filter_map(|facet| match facet {
            Facet::Date(date) if !rival(date) => Some(date),
            _ => None,
        })
        .min_by_key(|date| (gap(date).len(), date.span))
}

/// Whether the two stretches speak of different times: both stated and apart, or one stated long before its own article
/// where the other speaks of its day.
pub(crate) fn different_times(left: (&Claim, Span), right: (&Claim, Span)) -> bool {
    let times = [stated_time(left.0, left.1), stated_time(right.0, right.1)];
    match times {
        [Some(a), Some(b)] => a.disjoint(b),
        [Some(time), None] => past(time, left.0) && !gives(right.0, time),
        [None, Some(time)] => past(time, right.0) && !gives(left.0, time),
        [None, None] => bare_days_differ(left, right),
    }
}

/// Whether a claim gives this time anywhere: "In August the deficit of 12 billion" has a number behind its month.
fn gives(claim: &Claim, time: Interval) -> bool {
    claim.facets.iter().any(|facet| matches!(facet, Facet::Date(date) if date.interval == Some(time)))
}

/// Weekdays and months that cannot be resolved for want of a date still differ from one another.
fn bare_days_differ(left: (&Claim, Span), right: (&Claim, Span)) -> bool {
    let stated = |(claim, span): (&Claim, Span)| nearest_date(claim, span).map(|date| date.stated);
    let Some((left, right)) = stated(left).zip(stated(right)) else { return false };
    matches!((left.weekday, right.weekday), (Some(a), Some(b)) if a != b)
        || matches!((left.month, right.month), (Some(a), Some(b)) if a != b)
}

/// Whether a stated time lies well before (or after) the article that states it.
fn past(time: Interval, claim: &Claim) -> bool {
    match claim.published {
        Some(day) => {
            (time.end < day && days_between(time.end, day) > OWN_TIME_DAYS)
                || (day < time.start && days_between(day, time.start) > OWN_TIME_DAYS)
        }
        None => false,
    }
}

/// Whether two claims of manuals speak of different versions. A page of some version may be told with one that names none;
/// what a page sets apart by its version may not.
pub(crate) fn different_versions(left: &Claim, right: &Claim) -> bool {
    let within = |one: &[u32], other: &[u32]| one.iter().zip(other).all(|(a, b)| a == b);
    // What holds since 4.2 says nothing of what held before.
    let earlier = |first: &Versions, other: &Versions| {
        let before = |other: &[u32], first: &[u32]| other < first && !within(other, first);
        first.numbers.first().is_some_and(|first| other.numbers.iter().all(|other| before(other, first)))
    };
    match (&left.versions, &right.versions) {
        (Some(a), Some(b)) if a.place == VersionPlace::Since && b.place == VersionPlace::Since => false,
        (Some(a), Some(b)) if a.place == VersionPlace::Since => earlier(a, b),
        (Some(a), Some(b)) if b.place == VersionPlace::Since => earlier(b, a),
        // A page about version 2 tells what holds today, what is said of 2.0 held then.
        (Some(a), Some(b)) if (a.place > VersionPlace::Page) != (b.place > VersionPlace::Page) => {
            !a.numbers.iter().any(|one| b.numbers.contains(one))
        }
        (Some(a), Some(b)) => !a.numbers.iter().any(|one| b.numbers.iter().any(|other| within(one, other))),
        (Some(one), None) | (None, Some(one)) => one.place > VersionPlace::Page,
        (None, None) => false,
    }
}

/// Whether the sections of a reference in which both stand describe two things: two functions, two options. A sentence that
/// names the other's thing speaks of it.
pub(crate) fn different_parts(left: &Claim, right: &Claim) -> bool {
    let (Some(left), Some(right)) = (&left.reference, &right.reference) else { return false };
    !left.heads.is_empty() && !right.heads.is_empty() && !left.is_known(right) && !right.is_known(left)
}

/// Lighter words of a heading do not tell what its section is about, in thousandths of a nat.
const HEADING: u16 = 2000;

/// Whether one of the sentences points to a thing of which the other does not speak: "This method is deprecated."
pub(crate) fn points_elsewhere(left: &Claim, right: &Claim) -> bool {
    let elsewhere = |one: &Claim, other: &Claim| {
        let Some(own) = one.reference.as_deref().filter(|reference| reference.points) else { return false };
        let spoken = |term: &Term| [&other.terms, &other.context].iter().any(|terms| terms.contains(term));
        match own.heads.is_empty() {
            true => !one.context.iter().any(|term| term.weight >= HEADING && spoken(term)),
            false => !other.reference.as_deref().is_some_and(|other| own.is_known(other)),
        }
    };
    elsewhere(left, right) || elsewhere(right, left)
}

/// Whether a claim says that something is not supported: "Wi-Fi at 2.4 GHz is supported, at 5 GHz it is not".
pub(crate) fn refuses(claim: &Claim) -> bool {
    let refused = |facet: &Facet| match facet {
        Facet::Polarity(polarity) => is_support(&polarity.axis) && polarity.direction == Direction::Negative,
        _ => false,
    };
    claim.facets.iter().any(refused)
}

/// Whether the words at `span` date the life of a version, or name the version of a change: the version is compared there.
pub(crate) fn tells_version(claim: &Claim, span: Span) -> bool {
    let tells = |facet: &Facet| match facet {
        Facet::Date(date) => date.span == span && date.lifetime.is_some(),
        Facet::Quantity(quantity) => {
            quantity.span == span
                && quantity.counted.setting.as_ref().is_some_and(|setting| setting.aspect.is_version())
        }
        _ => false,
    };
    claim.facets.iter().any(tells)
}

/// The days of which a claim speaks: stated, else its article's day.
pub(crate) fn day_of(claim: &Claim, span: Span) -> Option<Interval> {
    let stated =
        nearest_date(claim, span).filter(|date| date.precision <= Precision::Week).and_then(|date| date.interval);
    stated.or_else(|| claim.published.map(|day| Interval { start: day, end: day }))
}

/// Whether both sides stand in one sentence, which then sets them side by side itself.
pub(crate) fn one_sentence(left: &Claim, right: &Claim) -> bool {
    left.article == right.article && left.span == right.span
}

/// What the clauses around two stretches share.
pub(crate) fn around(pair: &super::Pair<'_>, left: &[Term], right: &[Term]) -> Overlap {
    overlap(left, right, |term| pair.weigh.weight(term))
}

/// The first gate among these that is shut.
pub(crate) fn first_shut(gates: &[(Gate, bool)]) -> Option<Gate> {
    gates.iter().find(|(_, shut)| *shut).map(|(gate, _)| *gate)
}

/// Content terms of the clause in which `span` stands, in the claim's own words; sorted.
pub(crate) fn clause_terms(claim: &Claim, span: Span) -> Vec<Term> {
    let clause = claim.occurrences.iter().find(|word| word.span.end > span.start).or(claim.occurrences.last());
    let Some(clause) = clause.map(|word| word.clause) else { return Vec::new() };
    crate::text::sorted(
        claim
            .occurrences
            .iter()
            .filter(|word| word.clause == clause && !span.contains(word.span))
            .map(|word| word.term())
            .collect(),
    )
}
