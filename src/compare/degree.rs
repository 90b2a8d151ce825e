//! First, largest, on record: how far something is said to go.

use super::event::Telling;
use super::retold::{self, Retold};
use super::{Check, Compare, Comparison, Events, Outcome, Pair};
use super::{contrast, gates};
use crate::align::story::Kin;
use crate::lexicon;
use crate::model::{
    Claim, Degree, DegreeScope, Event, Facet, FacetKind, Gate, Precision, Reason, Severity, Share, Term,
};

pub(super) const CHECK: Check = Check {
    id: "degree",
    summary: "Two sources say differently how far something goes",
    lead: "Differs in degree",
    help: include_str!("../../tests/checks/degree.md"),
    severity: Severity::Medium,
    asks: Kin::Event,
    compare: Compare::Facets(FacetKind::Degree, compare),
    events: Events::Same(events),
};

/// Share of the lighter side's weight that what is ranked must have in common, in thousandths.
const SAME_THING: u16 = 450;
/// The same for the two sentences, where what is ranked is not named beside the superlative.
const SAME_SENTENCE: u16 = 350;

/// Score of two sentences of one article, in thousandths: an author ranks many things in like words.
const SAME_SENTENCE_STRICT: u16 = 600;

/// Share of the lighter side's weight that the ranked nouns must have in common where both name their set, in thousandths.
const SAME_NOUN: u16 = 300;

/// Lighter words ("level", "number") need the subject to tell what is ranked; thousandths of a nat.
const SPECIFIC: u16 = 2500;

/// Two spans of years are one, roughly told, below this ratio, in halves: "in a decade" of fourteen years.
const ROUND_YEARS: u16 = 3;

/// All of them here, some of them there.
fn events(pair: &Pair<'_>, telling: &Telling<'_>) -> Option<Comparison> {
    if !telling.both_hold() || !telling.both_done() {
        return None;
    }
    let of = |event: &Event| {
        let parties = [event.agent.as_ref(), event.patient.as_ref()];
        parties.into_iter().flatten().find_map(|party| Some((party.span, party.share?)))
    };
    let ((left, a), (right, b)) = (of(telling.left)?, of(telling.right)?);
    // "some" is no less than "few": only what leaves no room for the other is at odds with it.
    let apart = match (a.min(b), a.max(b)) {
        (lower, Share::All) => lower < Share::All,
        (lower, Share::Most) => matches!(lower, Share::None | Share::Few | Share::Half),
        (Share::None, higher) => higher > Share::None,
        _ => false,
    };
    let own = [(Gate::Time, telling.times_apart(pair))];
    let because = "both tell of how many of them it is so";
    apart.then(|| telling.conflict(pair, [left, right], Severity::Medium, because, &own))
}

fn compare(pair: &Pair<'_>, left: &Facet, right: &Facet) -> Outcome {
    let (Facet::Degree(left), Facet::Degree(right)) = (left, right) else { return Outcome::Unrelated };
    let calamities = [(pair.left, left), (pair.right, right)].map(|(claim, degree)| of_calamity(claim, degree));
    // A disaster is the worst by its dead.
    let ranked = |degree: &Degree| CALAMITOUS.contains(&degree.scale.as_str()) && degree.scope != DegreeScope::Years;
    let joined = calamities == [true, true] && ranked(left) && ranked(right);
    if left.scale != right.scale && !joined {
        return Outcome::Unrelated;
    }
    let of = gates::around(pair, &left.of, &right.of);
    let subjects = [subject(pair.left, left), subject(pair.right, right)];
    let of_subjects = gates::around(pair, &subjects[0], &subjects[1]);
    let ranked = match (left.of.is_empty(), right.of.is_empty()) {
        // "the largest loss": named beside the superlative.
        (false, false) => of,
        // "the turnout was the highest": named in front of it.
        _ => of_subjects,
    };
    let alike = pair.score.reaches(SAME_SENTENCE);
    // A set that both name ("since 1978", "on record") makes the noun behind the superlative enough.
    let told = left.scope != DegreeScope::Open && right.scope != DegreeScope::Open && left.rank == right.rank;
    // Whoever is named in both is one, however the rest is told: "the first woman to", "the second woman to".
    let bearer = !pair.same_article() && left.scale == "first" && shared_name(pair);
    let of_bearer = bearer && left.rank != right.rank && of.count > 0;
    // "is the largest", "is the second largest": one thing, where all the rest is the same. The first and the second crash are
    // two.
    let retold = left.rank != right.rank
        && left.scale != "first"
        && of.count > 0
        && pair.retold() == Retold::Closely
        && !retold::names_differ(pair);
    let same = of_bearer
        || retold
        || joined && told && !pair.same_article() && !places_differ(pair, left, right)
        || ranked.count > 0
            && (ranked.jaccard() >= SAME_THING
                || ranked.containment() >= SAME_THING && alike
                || told && ranked.containment() >= SAME_NOUN && !places_differ(pair, left, right));
    // The largest and the second largest employer are two firms, and "its lowest level" is a level of whatever stands in
    // front; the lowest border crossings are one thing whoever speaks of them.
    let shared = left.of.iter().filter(|term| right.of.iter().any(|other| other.hash == term.hash));
    let leans = left.rank != right.rank || shared.into_iter().all(|term| term.weight < SPECIFIC);
    let others = !joined && leans && !subjects[0].is_empty() && !subjects[1].is_empty() && of_subjects.count == 0;
    // "the first crash" and "the second crash" tell two apart; "the second woman to" against "the first woman to" ranks one.
    let counted = !bearer
        && !retold
        && (left.rank != right.rank && (ranked.jaccard() < SAME_THING || !alike || pair.same_article())
            || left.scale == "first" && left.rank != right.rank && of_subjects.count == 0);
    let others = others && !bearer && !retold;
    let repeated = pair.same_article() && !pair.score.reaches(SAME_SENTENCE_STRICT);
    if !same || others || counted || repeated {
        return Outcome::Unrelated;
    }
    if left.rank == right.rank && compatible(pair, left, right) {
        return if left.scope == right.scope { Outcome::Agree } else { Outcome::NotComparable(Gate::Compatible) };
    }
    let shut = gates::first_shut(&[
        (Gate::Contrast, gates::one_sentence(pair.left, pair.right)),
        (
            Gate::Scope,
            contrast::contrasted(pair, &left.of, &right.of) || contrast::contrasted(pair, &subjects[0], &subjects[1]),
        ),
        (Gate::Compatible, left.among || right.among || left.rank != right.rank && !outranks(left, right)),
        (Gate::Time, of_year(pair.left, left) != of_year(pair.right, right)),
        (
            Gate::Time,
            (left.scope == right.scope || joined && (elsewhen(pair.left, left) || elsewhen(pair.right, right)))
                && gates::different_times((pair.left, left.span), (pair.right, right.span)),
        ),
    ]);
    if let Some(gate) = shut {
        return Outcome::NotComparable(gate);
    }
    let voices = gates::voices(pair.left, pair.right);
    Outcome::Conflict(Reason {
        severity: gates::severity(voices, Severity::Medium),
        confidence: 780 + (ranked.containment() / 10),
        because: "both rank the same thing".to_owned(),
    })
}

/// Whether both claims name one bearer in full, and nobody else.
fn shared_name(pair: &Pair<'_>) -> bool {
    let people = |claim: &Claim| -> Vec<u64> {
        let mut found: Vec<u64> =
            claim.names.iter().filter_map(|name| name.terms.last()).map(|term| term.hash).collect();
        found.sort_unstable();
        found.dedup();
        found
    };
    let (left, right) = (people(pair.left), people(pair.right));
    matches!((left.as_slice(), right.as_slice()), ([one], [other]) if one == other)
}

/// Scales on which a disaster is ranked by what it did to people.
const CALAMITOUS: [&str; 2] = ["deadly", "bad"];

/// Whether the superlative ranks a disaster: one is named in its clause.
fn of_calamity(claim: &Claim, degree: &Degree) -> bool {
    degree.of.iter().chain(&subject(claim, degree)).any(|term| lexicon::calamities().contains(&term.hash))
}

/// Whether the clause gives a time beside that of the superlative's own set ("took place in 1990").
fn elsewhen(claim: &Claim, degree: &Degree) -> bool {
    gates::nearest_date(claim, degree.span).is_some_and(|date| !degree.span.contains(date.span))
}

/// The year in which what is ranked came about, where the clause gives one beside the superlative's own set: "the flood of
/// 1954 was the worst".
fn of_year(claim: &Claim, degree: &Degree) -> Option<i16> {
    let date = gates::nearest_date(claim, degree.span).filter(|_| elsewhen(claim, degree))?;
    date.stated.year.filter(|_| date.precision == Precision::Year)
}

/// Whether both superlatives name a place, and not the same: the deadliest in one town, the deadliest in another.
fn places_differ(pair: &Pair<'_>, left: &Degree, right: &Degree) -> bool {
    let named = |claim: &Claim, degree: &Degree| -> Vec<u64> {
        let inside = claim.names.iter().filter(|name| degree.span.contains(name.span));
        inside.filter_map(|name| name.terms.last()).map(|term| term.hash).collect()
    };
    let (a, b) = (named(pair.left, left), named(pair.right, right));
    !a.is_empty() && !b.is_empty() && !a.iter().any(|hash| b.contains(hash))
}

/// The content words of the clause before the superlative: who or what is ranked, where a verb parts the two.
fn subject(claim: &Claim, degree: &Degree) -> Vec<Term> {
    let clause = claim.occurrences.iter().find(|word| word.span.end > degree.span.start).map(|word| word.clause);
    let before =
        claim.occurrences.iter().filter(|word| word.span.end <= degree.span.start && Some(word.clause) == clause);
    crate::text::sorted(before.map(|word| word.term()).collect())
}

/// Whether two sets can both be meant: an open one says nothing of the other, and "since 2010" may be a decade.
fn compatible(pair: &Pair<'_>, left: &Degree, right: &Degree) -> bool {
    use DegreeScope::{Open, Since, Span};
    match (left.scope, right.scope) {
        (Open, _) | (_, Open) => true,
        (Span(a), Span(b)) => a.max(b).saturating_mul(2) < a.min(b).saturating_mul(ROUND_YEARS),
        (Since(year), Span(years)) => same_years(pair.left, year, years),
        (Span(years), Since(year)) => same_years(pair.right, year, years),
        (a, b) => a == b,
    }
}

/// Whether so many years can lead back to `year` from the article's day; without one, nothing speaks against it.
fn same_years(claim: &Claim, year: i16, years: u16) -> bool {
    claim.published.is_none_or(|day| {
        let since = u16::try_from(day.year() - year).unwrap_or(0);
        since.max(years).saturating_mul(2) < since.min(years).saturating_mul(ROUND_YEARS)
    })
}

/// Whether the better rank is claimed over a set that holds the other's: the largest on record cannot be the second largest
/// in a decade, but the largest in a decade may be the second largest on record.
fn outranks(left: &Degree, right: &Degree) -> bool {
    use DegreeScope::{Ever, Open, Since, Span};
    let (better, other) = if left.rank < right.rank { (left, right) } else { (right, left) };
    match (better.scope, other.scope) {
        (Span(a), Span(b)) => a >= b,
        (Since(a), Since(b)) => a <= b,
        (Ever, scope) => scope != Open,
        (a, b) => a == b,
    }
}
