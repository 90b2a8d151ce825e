//! Standings that exclude one another.

use super::{Check, Compare, Events, Outcome, Pair, contrast, gates, thing, turn};
use crate::align::story::Kin;
use crate::align::terms::overlap;
use crate::extract::manual::identifier::{is_file, is_kind, term_of};
use crate::model::{Claim, Facet, FacetKind, Gate, Interval, Precision, Reason, Severity, Standing, Status, Term};

pub(super) const CHECK: Check = Check {
    id: "status",
    summary: "Somebody or something has two standings that exclude one another",
    lead: "Standing differs",
    help: include_str!("../../tests/checks/status.md"),
    severity: Severity::High,
    asks: Kin::Event,
    compare: Compare::Facets(FacetKind::Status, compare),
    events: Events::Same(turn::events),
};

/// Offices whose holder has an administration: "the Moreno administration" speaks of one of these.
const HEADS: [&str; 5] = ["president", "prime-minister", "chancellor", "governor", "mayor"];

/// Score of two sentences that tell one event, in thousandths.
const SAME_EVENT: u16 = 600;

/// Roles that many hold at once and that a text gives by what the bearer did at the time it tells of.
const LOOSE: [&str; 14] = [
    "adviser",
    "leader",
    "lawyer",
    "captain",
    "head",
    "manager",
    "spokesperson",
    "editor",
    "journalist",
    "professor",
    "coach",
    "actor",
    "aide",
    "prosecutor",
];

fn compare(pair: &Pair<'_>, left: &Facet, right: &Facet) -> Outcome {
    let (Facet::Status(left), Facet::Status(right)) = (left, right) else { return Outcome::Unrelated };
    if left.standing == Standing::Given || right.standing == Standing::Given {
        return given(pair, left, right);
    }
    let same = if of_thing(left.standing) && of_thing(right.standing) {
        thing::same(&left.subject_terms, &right.subject_terms)
    } else {
        gates::one_person((&left.subject, &left.subject_terms), (&right.subject, &right.subject_terms))
    };
    if !same {
        return Outcome::Unrelated;
    }
    if !same_office(left, right) {
        return Outcome::Unrelated;
    }
    if left.standing == right.standing {
        return Outcome::Agree;
    }
    if !exclusive(left.standing, right.standing) && !left_office(left, right) && !gone(pair, left, right) {
        let before = [left.standing, right.standing].contains(&Standing::Sitting)
            && (event(left.standing) || event(right.standing));
        return if before { Outcome::NotComparable(Gate::Time) } else { Outcome::Unrelated };
    }
    // Within one article a former holder may be given the title as a courtesy; that the person is in office must be said.
    let courtesy = pair.same_article()
        && ![left, right].iter().any(|status| status.standing == Standing::Sitting && status.office.is_empty())
        && [left, right].iter().any(|status| status.standing == Standing::Sitting);
    // Across articles a title alone may be a courtesy to a former holder, or the title of the days that are told of.
    // Two sentences that tell one event word for word are of one time.
    let honoured = !pair.score.reaches(SAME_EVENT)
        && [left, right].iter().all(|status| status.standing == Standing::Former || !status.present)
        || LOOSE.contains(&left.office.as_str())
            && ![left, right].iter().any(|status| status.standing == Standing::Sitting && status.lasting)
            && [left, right].iter().any(|status| status.standing == Standing::Former);
    // Between an election and the day of office a text gives the title early, and speaks of the time to come.
    let elect = [left, right].iter().any(|status| status.standing == Standing::Elect);
    // "the Brix administration would have to" is said of a president-elect's as well.
    let unnamed = [left, right].iter().any(|status| status.standing == Standing::Sitting && status.office.is_empty());
    let early = elect && (unnamed || !pair.score.reaches(SAME_EVENT));
    let shut = gates::first_shut(&[
        (Gate::Contrast, gates::one_sentence(pair.left, pair.right)),
        (
            Gate::Time,
            early
                || of_the_past(pair.left, left)
                || of_the_past(pair.right, right)
                || !gone(pair, left, right) && progress(pair, left, right),
        ),
        (Gate::Scope, of_thing(left.standing) && contrast::contrasted(pair, &[], &[])),
        (Gate::Compatible, courtesy || honoured),
    ]);
    if let Some(gate) = shut {
        return Outcome::NotComparable(gate);
    }
    let voices = gates::voices(pair.left, pair.right);
    let severity = match (left.standing, right.standing) {
        _ if voices == gates::Voices::Different && pair.left.speaker.as_ref().is_some_and(|s| !s.label.is_empty()) => {
            Severity::Note
        }
        (Standing::Resigned, Standing::Retired) | (Standing::Retired, Standing::Resigned) => Severity::Low,
        _ => Severity::High,
    };
    Outcome::Conflict(Reason {
        severity,
        confidence: if left.office.is_empty() || right.office.is_empty() { 850 } else { 930 },
        because: format!(
            "both speak of the standing of one {} at one time",
            if of_thing(left.standing) { "thing" } else { "person" }
        ),
    })
}

/// Two values in words of one thing, as manuals give them.
fn given(pair: &Pair<'_>, left: &Status, right: &Status) -> Outcome {
    // The program itself may be named or not.
    let own = |status: &Status| thing::but_program(pair, &status.subject_terms);
    // A page lists what it is made of with the licence of each part.
    let kind = |status: &Status| status.subject_terms.iter().find(|term| is_kind(term)).map(|term| term.hash);
    let one = match (kind(left), kind(right)) {
        (None, None) => own(left) == own(right),
        (a, b) => a == b && one_purpose(pair, left, right),
    };
    if left.standing != right.standing || pair.same_article() || !one {
        return Outcome::Unrelated;
    }
    if left.office == right.office {
        return Outcome::Agree;
    }
    if gates::one_sentence(pair.left, pair.right) {
        return Outcome::NotComparable(Gate::Contrast);
    }
    // "Apache" and "Apache 2.0" are one.
    if left.office.starts_with(&right.office) || right.office.starts_with(&left.office) {
        return Outcome::NotComparable(Gate::Compatible);
    }
    Outcome::Conflict(Reason {
        severity: gates::severity(gates::voices(pair.left, pair.right), Severity::High),
        confidence: 850,
        because: "both give the value of one thing".to_owned(),
    })
}

/// Weight of a word that tells what a name is for, in thousandths of a nat.
const PURPOSE: u16 = 2000;
/// Share of the lighter side's weight that both must have, in thousandths.
const ONE_PURPOSE: u16 = 500;

/// Whether two names of environment variables or headers are told to be for one thing. Where an article has both, they are two.
fn one_purpose(pair: &Pair<'_>, left: &Status, right: &Status) -> bool {
    let purpose = |status: &Status| -> Vec<Term> {
        status.subject_terms.iter().filter(|term| !is_kind(term) && !thing::product(pair, term)).copied().collect()
    };
    let (a, b) = (purpose(left), purpose(right));
    let found = overlap(&a, &b, |term| u32::from(term.weight));
    if left.subject_terms.iter().any(is_file) {
        // The client's file is not the server's.
        return found.count as usize == a.len().max(b.len());
    }
    let telling = a.iter().any(|term| term.weight >= PURPOSE && b.iter().any(|other| other.hash == term.hash));
    let known = |status: &Status| pair.weigh.both(term_of(&status.office).hash);
    telling && found.containment() >= ONE_PURPOSE && (left.office == right.office || !known(left) && !known(right))
}

/// The same office, or one side names none and the other is of the kind that fits.
fn same_office(left: &Status, right: &Status) -> bool {
    left.office == right.office
        || (left.office.is_empty() && (event(left.standing) || HEADS.contains(&right.office.as_str())))
        || (right.office.is_empty() && (event(right.standing) || HEADS.contains(&left.office.as_str())))
}

/// Standings that come about by an event, which a text tells without the office.
fn event(standing: Standing) -> bool {
    matches!(
        standing,
        Standing::Dismissed
            | Standing::Resigned
            | Standing::Ousted
            | Standing::Suspended
            | Standing::Retired
            | Standing::Dead
    )
}

/// Whether it is the standing of a thing.
fn of_thing(standing: Standing) -> bool {
    matches!(
        standing,
        Standing::InForce
            | Standing::Deprecated
            | Standing::Ended
            | Standing::Preview
            | Standing::Released
            | Standing::Banned
    )
}

/// Standings of which only one can hold at a time.
fn exclusive(left: Standing, right: Standing) -> bool {
    use Standing::{
        Acting, Banned, Deprecated, Dismissed, Elect, Ended, Former, InForce, Ousted, Preview, Released, Resigned,
        Sitting, Suspended,
    };
    let one_way = |a, b| {
        matches!(
            (a, b),
            (Former, Sitting | Acting)
                | (Elect, Sitting)
                | (Suspended, Dismissed | Resigned | Ousted)
                | (Resigned, Dismissed | Ousted)
                | (Preview, Released)
                | (Ended, InForce | Deprecated | Released)
                | (Banned, InForce | Released)
        )
    };
    one_way(left, right) || one_way(right, left)
}

/// One is said to have lost the office and the other to hold it. The title alone tells nothing: it is how a text
/// introduces whoever has just resigned, been dismissed or died.
fn left_office(left: &Status, right: &Status) -> bool {
    let holds = |status: &Status| status.standing == Standing::Sitting && status.office.is_empty();
    let lost = |status: &Status| matches!(status.standing, Standing::Resigned | Standing::Dismissed | Standing::Ousted);
    lost(left) && holds(right) || lost(right) && holds(left)
}

/// One lost an office on a stated day, and the other is shown in that office on a later one.
fn gone(pair: &Pair<'_>, left: &Status, right: &Status) -> bool {
    let lost = |status: &Status| {
        matches!(status.standing, Standing::Resigned | Standing::Dismissed | Standing::Ousted)
            && !status.office.is_empty()
    };
    let stated = |claim: &Claim, status: &Status| {
        let date = gates::nearest_date(claim, status.span).filter(|date| date.precision <= Precision::Day)?;
        date.interval
    };
    let after = |event: Option<Interval>, holder: Option<Interval>| matches!((event, holder), (Some(a), Some(b)) if a.end < b.start);
    let day = |claim, status: &Status| gates::day_of(claim, status.span);
    lost(left) && right.standing == Standing::Sitting && after(stated(pair.left, left), day(pair.right, right))
        || lost(right) && left.standing == Standing::Sitting && after(stated(pair.right, right), day(pair.left, left))
}

/// Whether the words give a standing of a year that is over: "in 2009 President Verlaine opened the tunnel".
fn of_the_past(claim: &Claim, status: &Status) -> bool {
    gates::nearest_date(claim, status.span).is_some_and(|date| {
        let year = date.stated.year.is_some() && date.precision >= Precision::Month;
        year && match (date.interval, claim.published) {
            (Some(time), Some(day)) => time.end < day,
            _ => true,
        }
    })
}

/// Whether the later article's standing can follow from the earlier's: from office to the loss of it, from elect to
/// sitting.
fn progress(pair: &Pair<'_>, left: &Status, right: &Status) -> bool {
    let (Some(a), Some(b)) = (pair.left.published, pair.right.published) else { return false };
    let (first, second, day) = match a.cmp(&b) {
        std::cmp::Ordering::Equal => return false,
        std::cmp::Ordering::Less => (left, right, b),
        std::cmp::Ordering::Greater => (right, left, a),
    };
    // What was promised until a day yet to come has not run out.
    if first.as_of.is_some_and(|promised| day < promised.start) {
        return false;
    }
    // Both tell the time by that of one event: "suspended the day after", "fired the morning after".
    if first.anchored && second.anchored {
        return false;
    }
    // What the later article dates before the day of the earlier one was so then.
    let (earlier_claim, later_claim) = if a < b { (pair.left, pair.right) } else { (pair.right, pair.left) };
    let told = gates::nearest_date(later_claim, second.span).filter(|date| date.precision <= Precision::Month);
    let before = |day: jiff::civil::Date| told.and_then(|date| date.interval).is_some_and(|time| time.end < day);
    if (event(second.standing) || second.standing == Standing::Former) && earlier_claim.published.is_some_and(before) {
        return false;
    }
    let (earlier, later) = (first.standing, second.standing);
    use Standing::{
        Banned, Dead, Deprecated, Dismissed, Elect, Ended, Former, InForce, Ousted, Preview, Released, Resigned,
        Sitting, Suspended,
    };
    matches!(
        (earlier, later),
        (Sitting, Former | Resigned | Dismissed | Ousted | Suspended | Dead)
            | (Elect, Sitting)
            | (Suspended, Resigned | Dismissed | Ousted)
            | (Preview, Released)
            | (InForce | Released | Deprecated, Ended | Banned | Deprecated)
    ) || (earlier, later) == (Banned, InForce) && !second.lasting
}
