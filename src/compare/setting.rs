//! Two values of one setting.

use super::gates::{self, Voices};
use super::{Outcome, Pair, contrast, thing};
use crate::align::terms::overlap;
use crate::extract::manual::{is_cost, is_period};
use crate::lexicon::manuals::{self, Family};
use crate::model::{Aspect, Dimension, Gate, Number, Qualifier, Quantity, Reason, Setting, Severity, Term};
use crate::text;

/// Share of the lighter side's weight that the other must have, in thousandths.
const SAME_THING: u16 = 700;
/// The same for the heavier side.
const SAME_THING_BACK: u16 = 250;
/// The same for prices, which name little but what they buy.
const SAME_PRICE: u16 = 450;
/// Lighter words name no thing by themselves; thousandths of a nat.
const SPECIFIC: u16 = 1200;
/// Lighter words beside a noun ("new", "first") do not tell one thing from another.
const MODIFIER: u16 = 700;
/// A word of this weight tells what happens; thousandths of a nat.
const EVENT: u16 = 2000;
/// A word of this weight names what is tried by itself.
const TELLING: u16 = 3000;
/// A word of this weight names who uses a port by itself ("clients").
const PORT_USER: u16 = 2500;
/// Two values in different units are one within this part of the greater: a binary terabyte is a tenth more than a decimal.
const CONVERTED: i128 = 10;

/// The comparison of two numbers that set something; `None` where they do not set the same value of one thing.
pub(super) fn compare(pair: &Pair<'_>, left: &Quantity, right: &Quantity) -> Option<Outcome> {
    let (a, b) = (left.counted.setting.as_deref()?, right.counted.setting.as_deref()?);
    if a.aspect == Aspect::Value || b.aspect == Aspect::Value {
        // "The warranty is 2 years": only one and the same name makes it one thing.
        let both = a.aspect == b.aspect;
        let same = both && left.dimension == right.dimension && same_name(pair, a, b) == Some(true);
        if !same || of_others(a, b) || sides_apart(a, b) {
            return both.then_some(Outcome::Unrelated);
        }
    }
    let per = |quantity: &Quantity| quantity.unit.split_once('/').map(|(_, per)| per.to_owned());
    // "eight attempts in 24 hours" may be read as a rate and "tried five times" as a factor.
    if a.aspect != b.aspect || of_others(a, b) || sides_apart(a, b) {
        return Some(Outcome::Unrelated);
    }
    let measure = a.aspect == Aspect::Attempts || left.dimension == right.dimension && per(left) == per(right);
    if !measure || !same_thing(pair, (left, a), (right, b)) {
        // Two rows of tables may be alike in all words but the one that names what is set.
        let told = a.aspect.is_timing() || apart(a, b);
        return (told || !a.name.is_empty() && !b.name.is_empty()).then_some(Outcome::Unrelated);
    }
    if fits(left, right) {
        return Some(Outcome::Agree);
    }
    let shut = gates::first_shut(&[
        (Gate::Contrast, gates::one_sentence(pair.left, pair.right)),
        (Gate::Time, !a.aspect.is_timing() && gates::different_times((pair.left, left.span), (pair.right, right.span))),
        (Gate::Scope, confined(pair, a, b) || confined(pair, b, a) || contrast::sets_differ(&a.thing, &b.thing)),
    ]);
    if let Some(gate) = shut {
        return Some(Outcome::NotComparable(gate));
    }
    let hedged = left.qualifier == Qualifier::About || right.qualifier == Qualifier::About;
    let plain = if hedged { Severity::Medium } else { Severity::High };
    let voices = gates::voices(pair.left, pair.right);
    Some(Outcome::Conflict(Reason {
        severity: gates::severity(voices, plain),
        confidence: if voices == Voices::Same { 880 } else { 820 },
        because: "both give the same value of one setting".to_owned(),
    }))
}

/// Whether one is a property of something that the other does not know: of a request, of a session.
fn of_others(a: &Setting, b: &Setting) -> bool {
    let unknown = |one: &Setting, other: &Setting| {
        let all = [&all(other)[..], &other.owner].concat();
        !one.owner.is_empty() && one.owner.iter().all(|term| !holds(&all, term))
    };
    unknown(a, b) || unknown(b, a)
}

/// Whether one speaks of the client, the other of the server.
fn sides_apart(a: &Setting, b: &Setting) -> bool {
    !a.sides.is_empty() && !b.sides.is_empty() && !a.sides.iter().any(|side| holds(&b.sides, side))
}

/// Whether two names are one; `None` where they do not decide.
fn same_name(pair: &Pair<'_>, a: &Setting, b: &Setting) -> Option<bool> {
    if a.name.is_empty() || b.name.is_empty() {
        return None;
    }
    let within = |one: &[Term], other: &[Term]| one.iter().all(|term| holds(other, term));
    let (left, right) = (within(&a.name, &b.name), within(&b.name, &a.name));
    if left && right {
        // One word may name a setting in each of several sections.
        let told = |one: &Setting, other: &Setting| {
            let telling = |term: &&Term| term.weight >= SPECIFIC && !holds(&one.name, term);
            one.lent.iter().filter(telling).any(|term| holds(&all(other), term))
        };
        let silent = |one: &Setting| !one.lent.iter().any(|term| term.weight >= SPECIFIC && !holds(&one.name, term));
        let light = a.name.iter().all(|term| term.weight < SPECIFIC);
        let placed = told(a, b) || told(b, a);
        // What just is so much may be so of many things, where a default is one of a setting.
        let alone = if a.aspect == Aspect::Value { silent(a) && silent(b) } else { silent(a) || silent(b) };
        return Some(a.name.len() > 1 || placed || !light && alone);
    }
    // `max_size` is not `min_size`; "timeout" may be the "request timeout", but not in the list that has both.
    (pair.same_article() || !left && !right && a.name.len() > 1 && b.name.len() > 1).then_some(false)
}

fn same_thing(pair: &Pair<'_>, left: (&Quantity, &Setting), right: (&Quantity, &Setting)) -> bool {
    let (a, b) = (left.1, right.1);
    let (all_a, all_b) = (all(a), all(b));
    let shared = |least: u16| all_a.iter().any(|term| term.weight >= least && holds(&all_b, term));
    match a.aspect {
        Aspect::Attempts => {
            let both = overlap(&all_a, &all_b, |term| u32::from(term.weight));
            let told = both.count > 1 && both.shared >= u32::from(TELLING);
            let two = unmatched(core(a), &all_b) && unmatched(core(b), &all_a);
            return shared(TELLING) || told && !two;
        }
        Aspect::Port => return thing::same_as(&a.thing, &b.thing, PORT_USER) || whole_program(pair, a, b),
        Aspect::Price => {
            let found = overlap(&all_a, &all_b, |term| u32::from(term.weight));
            return found.containment() >= SAME_PRICE && found.count >= 2 || same_plan(a, b);
        }
        Aspect::Added | Aspect::Deprecated | Aspect::Removed => return changed(pair, a, b),
        Aspect::Every | Aspect::After | Aspect::Within => return same_event(pair, a, b),
        Aspect::Default | Aspect::Maximum | Aspect::Minimum | Aspect::Kept | Aspect::Value => {}
    }
    if left.0.dimension == Dimension::Label {
        return left.0.counted.head.eq_ignore_ascii_case(&right.0.counted.head);
    }
    if let Some(same) = same_name(pair, a, b) {
        return same;
    }
    // A head noun that the other side does not know counts something else.
    let head = |quantity: &Quantity, other: &Setting, all: &[Term]| {
        let silent = other.thing.is_empty() && other.lent.is_empty();
        // "Message size": the head says what is measured.
        Family::Generic.has(&quantity.counted.head.to_lowercase())
            || quantity.counted.terms.iter().all(|term| term.weight < SPECIFIC || holds(all, term))
            || silent
    };
    if !head(left.0, b, &all_b) || !head(right.0, a, &all_a) {
        return false;
    }
    let part = |core: &[Term], all: &[Term]| {
        let found = overlap(core, all, |term| u32::from(term.weight));
        if found.left == 0 {
            0
        } else {
            u16::try_from(u64::from(found.shared) * 1000 / u64::from(found.left)).unwrap_or(1000)
        }
    };
    // What heads a section is lent to those who name nothing themselves: under "How long are finished jobs kept?" failed jobs
    // are not finished ones.
    let (all_a, all_b) = match a.thing.is_empty() || b.thing.is_empty() {
        true => (all_a, all_b),
        false => (a.thing.clone(), b.thing.clone()),
    };
    let shared = |least: u16| all_a.iter().any(|term| term.weight >= least && holds(&all_b, term));
    // "The setup link", "a public link": a light word beside the same noun tells two things as well.
    let least = if a.aspect == Aspect::Kept { MODIFIER } else { SPECIFIC };
    let (light_a, light_b) = (unmatched_from(least, core(a), &all_b), unmatched_from(least, core(b), &all_a));
    if unmatched(core(a), &all_b) && light_b || light_a && unmatched(core(b), &all_a) {
        return false;
    }
    let (to_right, to_left) = (part(core(a), &all_b), part(core(b), &all_a));
    let lean = a.thing.is_empty() || b.thing.is_empty();
    let back = if lean { 0 } else { SAME_THING_BACK };
    to_right.max(to_left) >= SAME_THING && to_right.min(to_left) >= back && shared(SPECIFIC)
}

/// Whether each names something that the other does not: the signers of an envelope and its documents.
fn apart(a: &Setting, b: &Setting) -> bool {
    !a.thing.is_empty() && !b.thing.is_empty() && unmatched(&a.thing, &all(b)) && unmatched(&b.thing, &all(a))
}

/// Whether one names a thing that is not among all that the other names.
fn unmatched(one: &[Term], all: &[Term]) -> bool {
    unmatched_from(SPECIFIC, one, all)
}

/// The same by words of this weight and more.
fn unmatched_from(least: u16, one: &[Term], all: &[Term]) -> bool {
    one.iter().any(|term| term.weight >= least && !holds(all, term))
}

/// Whether both tell when one thing happens: nothing is named on one side alone but the program itself.
fn same_event(pair: &Pair<'_>, a: &Setting, b: &Setting) -> bool {
    // The program itself may be named on one side; two names are two.
    let more = |one: &Setting, other: &Setting| core(one).iter().any(|term| !holds(core(other), term));
    let within = |one: &Setting, other: &Setting| {
        core(one).iter().all(|term| holds(core(other), term) || thing::program(pair, term))
    };
    if more(a, b) && more(b, a) {
        return false;
    }
    // A word weighs what its form weighs: "request" more than "requests".
    let both =
        |term: &&Term| core(b).iter().any(|other| other.hash == term.hash && other.weight.max(term.weight) >= EVENT);
    let shared: Vec<&Term> = core(a).iter().filter(both).collect();
    within(a, b) && within(b, a) && (shared.len() > 1 || shared.iter().any(|term| !thing::program(pair, term)))
}

/// Whether both tell of a change to one thing, named by the same words.
fn changed(pair: &Pair<'_>, a: &Setting, b: &Setting) -> bool {
    thing::but_program(pair, &a.thing) == thing::but_program(pair, &b.thing)
        && a.thing.iter().any(|term| term.weight >= SPECIFIC)
}

/// Whether both speak of the program as a whole, under one word or none: "Tarn listens on port 80", "the server listens on".
fn whole_program(pair: &Pair<'_>, a: &Setting, b: &Setting) -> bool {
    let program = |term: &&Term| manuals::get().is_program(term.hash);
    let whole = |one: &Setting| core(one).iter().all(|term| program(&term) || thing::product(pair, term));
    let word = |one: &Setting| core(one).iter().find(program).map(|term| term.hash);
    whole(a) && whole(b) && word(a).zip(word(b)).is_none_or(|(left, right)| left == right)
}

/// Whether both are the price of one plan and of nothing in it.
fn same_plan(a: &Setting, b: &Setting) -> bool {
    let said = |one: &Setting, term: &Term| term.weight < SPECIFIC || is_cost(term) || holds(&one.scope, term);
    let bare = |one: &Setting| one.thing.iter().all(|term| said(one, term));
    let named = |one: &Setting| one.scope.iter().any(|term| !is_period(term));
    a.scope.iter().map(|term| term.hash).eq(b.scope.iter().map(|term| term.hash)) && named(a) && bare(a) && bare(b)
}

/// The setting's own words, or where it has none those that are lent.
fn core(setting: &Setting) -> &[Term] {
    if setting.thing.is_empty() { &setting.lent } else { &setting.thing }
}

fn all(setting: &Setting) -> Vec<Term> {
    text::sorted(setting.thing.iter().chain(&setting.lent).copied().collect())
}

fn holds(terms: &[Term], term: &Term) -> bool {
    terms.iter().any(|other| other.hash == term.hash)
}

/// Whether `one` is confined to a plan or platform that the other side does not name. The product's own name confines
/// nothing.
fn confined(pair: &Pair<'_>, one: &Setting, other: &Setting) -> bool {
    one.scope.iter().any(|term| !thing::product(pair, term) && !holds(&other.scope, term))
}

/// Whether the two values are one: limits by the limit itself, conversions within their rounding.
fn fits(left: &Quantity, right: &Quantity) -> bool {
    let value = |quantity: &Quantity| match quantity.qualifier {
        Qualifier::AtMost | Qualifier::LessThan => quantity.range.high,
        Qualifier::AtLeast | Qualifier::MoreThan => quantity.range.low,
        _ => quantity.range.low.or(quantity.range.high),
    };
    let (Some(a), Some(b)) = (value(left), value(right)) else { return true };
    let gap = if a < b { b.minus(a) } else { a.minus(b) };
    let slack = if left.unit == right.unit {
        Some(Number::ZERO)
    } else if left.slack < right.slack {
        Some(right.slack)
    } else {
        Some(left.slack)
    };
    // Settings are exact: only units are read in two ways ("1 GB") or converted by rule of thumb ("a month", "30 days").
    let tenth = Number::fraction(1, CONVERTED).and_then(|part| part.times(if a < b { b } else { a }));
    let slack = slack.zip(tenth).map(|(slack, tenth)| if slack < tenth { slack } else { tenth });
    gap.zip(slack).is_none_or(|(gap, slack)| gap <= slack)
}
