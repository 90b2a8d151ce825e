//! One event on two days.

use super::event::{self, Relation, Telling};
use super::retold::{self, Retold};
use super::{Check, Compare, Comparison, Events, Outcome, Pair};
use super::{contrast, gates, thing};
use crate::align::story::Kin;
use crate::lexicon::verbs;
use crate::model::{
    BlockKind, Bound, Claim, DateFacet, End, Event, Facet, FacetKind, Gate, PartialDate, Phase, Precision, Reason,
    Severity, Span,
};
use std::sync::LazyLock;

pub(super) const CHECK: Check = Check {
    id: "date",
    summary: "One event is given two dates",
    lead: "Dates differ",
    help: include_str!("../../tests/checks/date.md"),
    severity: Severity::High,
    asks: Kin::Event,
    compare: Compare::Facets(FacetKind::Date, compare),
    events: Events::Sole(events),
};

/// Share of the lighter clause's weight that both clauses must have, in thousandths.
const SAME_EVENT: u16 = 700;
/// The same for two places of one article.
const SAME_EVENT_STRICT: u16 = 800;
/// Score of the two sentences, in thousandths.
const SAME_SENTENCE: u16 = 520;
/// The same for two places of one article.
const SAME_SENTENCE_STRICT: u16 = 850;
/// Content words of a line that holds little but the time at which it was written.
const STAMP: usize = 3;
/// The family of what comes to a close.
static END: LazyLock<u64> = LazyLock::new(|| crate::text::hash("event:end"));
/// What a page says of itself.
static UPDATED: LazyLock<u64> = LazyLock::new(|| crate::text::hash(&crate::text::stem("updated")));
/// Lighter words next to a date name no event; thousandths of a nat.
const SPECIFIC: u16 = 1500;

/// Words in common, and share of the lighter clause's weight in thousandths, from which two clauses tell one event whatever
/// stands beside their dates.
const WHOLE_EVENT_WORDS: u32 = 3;
const WHOLE_EVENT: u16 = 850;

fn compare(pair: &Pair<'_>, left: &Facet, right: &Facet) -> Outcome {
    let (Facet::Date(left), Facet::Date(right)) = (left, right) else { return Outcome::Unrelated };
    let lifetimes = left.lifetime.is_some() && right.lifetime.is_some();
    // "as of tonight it has not asked for help" tells of no day on which it did.
    if pair.left.negates != pair.right.negates && !lifetimes && !both_affirmed(pair, left, right) {
        return Outcome::Unrelated;
    }
    // Inside one article, like sentences with other dates tell of a series: captions, listings, days of a trial, releases
    // that have come out, works that are cited.
    // A list of changes dates each of its releases, in its heading or below.
    let rows = [pair.left, pair.right].iter().any(|claim| claim.block == BlockKind::TableRow);
    let series = pair.same_article() && !(pair.kin == Kin::Product && lifetimes && (rows || !of_release(left)));
    // "in the third quarter" and "at the end of November" are as much at odds as two months are, if both are known. A day
    // beside a month is seldom that of the same event: "on Tuesday he was convicted of the killing in May".
    let resolved = || {
        matches!((left.interval, right.interval), (Some(a), Some(b)) if a.disjoint(b))
            && [left, right].iter().all(|date| matches!(date.precision, Precision::Month | Precision::Quarter))
    };
    if !as_fine(left, right) && !resolved() || left.bound != right.bound || series {
        return Outcome::Unrelated;
    }
    if let (Some(one), Some(other)) = (&left.lifetime, &right.lifetime) {
        return if (one.end == other.end || outlived(left, right) || outlived(right, left))
            && thing::same(&one.of, &other.of)
        {
            lifetime(pair, left, right)
        } else {
            Outcome::Unrelated
        };
    }
    // "Updated at 9:26 p.m." dates the page.
    let stamp = |claim: &Claim, date: &DateFacet| date.precision == Precision::Minute && claim.terms.len() <= STAMP;
    if stamp(pair.left, left) || stamp(pair.right, right) {
        return Outcome::Unrelated;
    }
    let event = left.near.iter().any(|term| {
        term.weight >= SPECIFIC && term.hash != *UPDATED && right.near.iter().any(|other| other.hash == term.hash)
    });
    if of_other_events(pair, left, right)
        || planned_and_past([(pair.left, left), (pair.right, right)])
        || planned_and_past([(pair.right, right), (pair.left, left)])
    {
        return Outcome::Unrelated;
    }
    let clauses = [gates::clause_terms(pair.left, left.span), gates::clause_terms(pair.right, right.span)];
    let words = gates::around(pair, &clauses[0], &clauses[1]);
    let (enough, alike) =
        if pair.same_article() { (SAME_EVENT_STRICT, SAME_SENTENCE_STRICT) } else { (SAME_EVENT, SAME_SENTENCE) };
    // "On 9 January the union called off the strike" has other words beside its date than the same told the other way round.
    let event = event || words.count >= WHOLE_EVENT_WORDS && words.containment() >= WHOLE_EVENT;
    let told = match (told_of(pair.left, left, pair.right), told_of(pair.right, right, pair.left)) {
        (Some(one), Some(other)) => one || other,
        (one, other) => one.or(other).unwrap_or(true),
    };
    let alike = event && told && words.count >= 2 && words.containment() >= enough && pair.score.reaches(alike);
    if !alike && !is_retold(pair, left, right) {
        return Outcome::Unrelated;
    }
    if !disjoint(left, right) {
        return Outcome::Agree;
    }
    let shut = gates::first_shut(&[
        (Gate::Contrast, gates::one_sentence(pair.left, pair.right)),
        // "today" inside a quotation is the day on which it was said.
        (Gate::Time, quoted_today(pair.left, left) || quoted_today(pair.right, right)),
        (Gate::Scope, contrast::contrasted(pair, &clauses[0], &clauses[1])),
        // Beside another date of its kind it is not certain which of the two is the event's.
        (Gate::Measure, rivals(pair.left, left) || rivals(pair.right, right)),
    ]);
    if let Some(gate) = shut {
        return Outcome::NotComparable(gate);
    }
    let voices = gates::voices(pair.left, pair.right);
    let plain = if left.precision <= Precision::Month { Severity::High } else { Severity::Medium };
    Outcome::Conflict(Reason {
        severity: gates::severity(voices, plain),
        confidence: 700 + words.containment() / 5,
        because: "both date the same event".to_owned(),
    })
}

/// Whether both sentences say the same, but for the one date that each of them has.
fn is_retold(pair: &Pair<'_>, left: &DateFacet, right: &DateFacet) -> bool {
    let sole = |claim: &Claim, own: &DateFacet| {
        retold::is_sole(claim, own.span, |facet| matches!(facet, Facet::Date(_))) && !quoted_today(claim, own)
    };
    sole(pair.left, left)
        && sole(pair.right, right)
        && disjoint(left, right)
        && pair.retold() == Retold::Closely
        && !retold::names_differ(pair)
}

/// Whether what each date is of is affirmed, whatever else its sentence denies: "filed in June, days after its auditors
/// refused to sign".
fn both_affirmed(pair: &Pair<'_>, left: &DateFacet, right: &DateFacet) -> bool {
    let affirmed = |claim: &Claim, date: &DateFacet| {
        !claim.negates || event_of(claim, date).is_some_and(|event| event.holds == Some(true))
    };
    affirmed(pair.left, left) && affirmed(pair.right, right)
}

/// Whether each date is that of an event, and they are events of two kinds: "filed a lawsuit on Wednesday, after it voted to
/// close three schools", "on June 12 it will close".
fn of_other_events(pair: &Pair<'_>, left: &DateFacet, right: &DateFacet) -> bool {
    let of = |claim: &Claim, date: &DateFacet| event_of(claim, date).map(|event| event.predicate);
    of(pair.left, left).zip(of(pair.right, right)).is_some_and(|(a, b)| {
        let known = |predicate| verbs::get().family(predicate).is_some();
        a.hash != b.hash && (known(a) || known(b))
    })
}

/// Whether the first date is of what is to come, and the second lies behind the article that gives it: "will walk out on
/// Monday", "voted last night to walk out".
fn planned_and_past([(one, planned), (other, past)]: [(&Claim, &DateFacet); 2]) -> bool {
    let ahead = event_of(one, planned).is_some_and(|event| event.phase == Phase::Planned);
    let behind = past.interval.zip(other.published).is_some_and(|(time, day)| time.start < day && time.end <= day);
    ahead && behind && event_of(other, past).is_none()
}

/// The event to which a date belongs by the words of its clause.
fn event_of<'c>(claim: &'c Claim, date: &DateFacet) -> Option<&'c Event> {
    claim.events.iter().find(|event| event.when == Some(date.span))
}

/// One event, told of two times.
fn events(pair: &Pair<'_>, telling: &Telling<'_>) -> Option<Comparison> {
    if pair.same_article()
        || telling.opposed
        || telling.left.holds != telling.right.holds
        || telling.agents == Relation::Apart
    {
        return None;
    }
    let (left, right) = (date_of(pair.left, telling.left)?, date_of(pair.right, telling.right)?);
    // "will step down effective 5 p.m. Wednesday" and "resigned on Tuesday" tell of two steps.
    let fine = left.precision == right.precision
        || telling.both_done() && (as_fine(left, right) || !telling.sole && months_apart(left, right));
    // "reopens on 14 May" and "can be used again from 28 May"
    let begins = |date: &DateFacet| matches!(date.bound, Bound::On | Bound::Since) && date.precision <= Precision::Day;
    let ahead = [telling.left, telling.right].iter().all(|event| event.phase == Phase::Planned);
    // "runs until 24 July" and "ends on 24 July"
    let bound = left.bound == right.bound
        || ahead && begins(left) && begins(right)
        || telling.left.predicate.hash == *END && !matches!((left.bound, right.bound), (Bound::By, _) | (_, Bound::By));
    if !fine
        || !bound
        || !disjoint(left, right)
        || telling.often()
        || of_poll(telling.left)
        || of_poll(telling.right)
        || telling.places_apart()
    {
        return None;
    }
    let plain = if left.precision <= Precision::Month { Severity::High } else { Severity::Medium };
    let own = [(Gate::Time, telling.times_apart(pair))];
    let mut comparison = telling.conflict(pair, [left.span, right.span], plain, "both date the same event", &own);
    // Two times are what is in dispute.
    if comparison.outcome == Outcome::NotComparable(Gate::Time) {
        comparison.outcome = Outcome::Conflict(Reason {
            severity: gates::severity(gates::voices(pair.left, pair.right), plain),
            confidence: 700,
            because: "both date the same event".to_owned(),
        });
    }
    Some(comparison)
}

/// Whether one is a day and the other a month, and not the one in which the day lies: "last inspected on 12 March", "in November".
fn months_apart(left: &DateFacet, right: &DateFacet) -> bool {
    let fine = |date: &DateFacet| matches!(date.precision, Precision::Day | Precision::Month);
    fine(left) && fine(right) && matches!((left.stated.month, right.stated.month), (Some(a), Some(b)) if a != b)
}

/// Whether two dates can be held against one another: as fine as each other, or each with a day, whatever the hour.
fn as_fine(left: &DateFacet, right: &DateFacet) -> bool {
    let of_day = |date: &DateFacet| {
        date.precision <= Precision::Day && (date.stated.weekday.is_some() || date.stated.day.is_some())
    };
    left.precision == right.precision || of_day(left) && of_day(right)
}

/// Whether it is a poll that came out: there is one each week.
fn of_poll(event: &Event) -> bool {
    let poll = crate::lexicon::concept_hash("opinion-poll");
    event.agent.iter().chain(&event.patient).flat_map(|party| &party.terms).any(|term| term.hash == poll)
}

/// The date that the words of an event give it. What goes on may be a habit: "opens at nine on weekdays".
fn date_of<'c>(claim: &'c Claim, event: &Event) -> Option<&'c DateFacet> {
    event::date_of(claim, event).filter(|date| event.phase != Phase::UnderWay && !quoted_today(claim, date))
}

/// Whether it is the day on which something came out.
fn of_release(date: &DateFacet) -> bool {
    date.lifetime.as_ref().is_some_and(|lifetime| lifetime.end == End::Release)
}

/// Whether something is promised support beyond the end of its life: what ends earlier may do so by itself.
fn outlived(life: &DateFacet, support: &DateFacet) -> bool {
    let end = |date: &DateFacet| date.lifetime.as_ref().map(|lifetime| lifetime.end);
    end(life) == Some(End::Life)
        && end(support) == Some(End::Support)
        && life.interval.zip(support.interval).is_some_and(|(life, support)| life.end < support.start)
}

/// The release or the end of one thing, twice told.
fn lifetime(pair: &Pair<'_>, left: &DateFacet, right: &DateFacet) -> Outcome {
    if !disjoint(left, right) {
        return Outcome::Agree;
    }
    if gates::one_sentence(pair.left, pair.right) {
        return Outcome::NotComparable(Gate::Contrast);
    }
    let severity = gates::severity(gates::voices(pair.left, pair.right), Severity::High);
    let because = if of_release(left) {
        "both date the release of the same thing"
    } else {
        "both date the end of the same thing"
    };
    Outcome::Conflict(Reason { severity, confidence: 900, because: because.to_owned() })
}

/// Whether the other claim has the word that the date follows: "announced in May" and "opened in September" tell of two
/// events. `None` for a date that opens its clause and follows none.
fn told_of(claim: &Claim, date: &DateFacet, other: &Claim) -> Option<bool> {
    let before = claim.occurrences.iter().rev().find(|word| word.span.end <= date.span.start);
    let after = claim.occurrences.iter().find(|word| word.span.start >= date.span.end);
    let leads = before.zip(after).is_some_and(|(before, after)| before.clause != after.clause);
    let word = before.filter(|_| !leads)?;
    Some(other.terms.iter().any(|term| term.hash == word.hash))
}

fn quoted_today(claim: &Claim, date: &DateFacet) -> bool {
    let quoted =
        |span: Span| claim.facets.iter().any(|facet| matches!(facet, Facet::Quote(quote) if quote.span.contains(span)));
    date.relative && quoted(date.span)
}

/// Whether the sentence holds another date as fine as this one.
fn rivals(claim: &Claim, date: &DateFacet) -> bool {
    claim.facets.iter().any(|facet| {
        let rival = |other: &DateFacet| {
            other.precision == date.precision || date.precision <= Precision::Day && other.precision <= Precision::Day
        };
        matches!(facet, Facet::Date(other) if other.span != date.span && rival(other))
    })
}

/// Whether both tell the hour of one day, and one hour is not the other, however rounded.
fn hours_apart(left: &DateFacet, right: &DateFacet) -> bool {
    let minute =
        |date: &DateFacet| date.stated.minute.filter(|_| date.interval.is_some_and(|time| time.start == time.end));
    let rounded = |minute: u16| minute.is_multiple_of(ROUND);
    minute(left)
        .zip(minute(right))
        .is_some_and(|(a, b)| a.abs_diff(b) > if rounded(a) || rounded(b) { ROUNDED } else { 0 })
}

/// Minutes of the hour that are multiples of this are rounded.
const ROUND: u16 = 5;
/// Minutes by which a rounded time is off at most.
const ROUNDED: u16 = 15;

/// Whether the two cannot be one date: resolved and apart, or with fields that differ.
pub(super) fn disjoint(left: &DateFacet, right: &DateFacet) -> bool {
    // "in October" may be the last one or the next: which year is meant is a guess.
    let bare = |date: &DateFacet| {
        date.precision == Precision::Month && date.stated.month.is_some() && date.stated.year.is_none()
    };
    if let (Some(a), Some(b)) = (left.interval, right.interval)
        && !bare(left)
        && !bare(right)
    {
        return a.disjoint(b) || hours_apart(left, right);
    }
    let differ = |a: Option<i64>, b: Option<i64>| matches!((a, b), (Some(a), Some(b)) if a != b);
    let of = |date: &PartialDate| {
        [date.year.map(i64::from), date.month.map(i64::from), date.day.map(i64::from), date.minute.map(i64::from)]
    };
    let (l, r) = (of(&left.stated), of(&right.stated));
    let weekdays = matches!((left.stated.weekday, right.stated.weekday), (Some(a), Some(b)) if a != b);
    // A day of the month settles it; weekdays alone count where no day is given.
    l.iter().zip(r).any(|(&a, b)| differ(a, b)) || weekdays && (l[2].is_none() || r[2].is_none())
}
