//! One thing in two places.

use super::event::{Relation, Telling};
use super::gates;
use super::retold::Retold;
use super::{Check, Compare, Comparison, Events, Outcome, Pair, thing};
use crate::align::story::Kin;
use crate::lexicon::{self, manuals, places};
use crate::model::{
    Adjunct, Claim, Dimension, Event, Facet, FacetKind, Gate, Location, Number, Reason, Severity, Term,
};
use crate::text::{hash, stem};
use std::collections::BTreeSet;
use std::sync::LazyLock;

pub(super) const CHECK: Check = Check {
    id: "location",
    summary: "One event or thing is put in two places",
    lead: "Places differ",
    help: include_str!("../../tests/checks/location.md"),
    severity: Severity::Medium,
    asks: Kin::Event,
    compare: Compare::Facets(FacetKind::Location, compare),
    events: Events::Sole(events),
};

/// Share of the lighter clause's weight that both clauses must have beside the place, in thousandths.
const SAME_EVENT: u16 = 600;
/// The same for named places: a tanker that ran aground here is not a ferry that ran aground there.
const SAME_EVENT_NAMED: u16 = 700;
/// The same where the two name one reference place or one file.
const SAME_THING: u16 = 300;
/// Directions this far apart exclude one another, in degrees.
const EXCLUSIVE_DEGREES: u16 = 90;
/// Words that tell for which system a path holds.
const PLATFORMS: [&str; 10] =
    ["linux", "windows", "macos", "mac", "docker", "container", "kubernetes", "debian", "homebrew", "freebsd"];

/// One event at two places of one rank.
fn events(pair: &Pair<'_>, telling: &Telling<'_>) -> Option<Comparison> {
    let same_phase = telling.left.phase == telling.right.phase;
    if !telling.both_hold() || telling.often() || !same_phase || telling.agents == Relation::Apart {
        return None;
    }
    if telling.sole && !telling.pointed(pair) {
        return None;
    }
    let certain =
        telling.parties() >= UNKNOWN_PLACE || telling.once || telling.pointed(pair) || pair.retold() == Retold::Closely;
    let sites = [lexicon::sites(), lexicon::rooms()]
        .into_iter()
        .find_map(|of| site_of(telling.left, of).zip(site_of(telling.right, of)).filter(|_| certain));
    if let Some((left, right)) = sites {
        let holds = |claim: &Claim, site: &Adjunct| site.party.head.is_some_and(|head| has(&claim.terms, head));
        let shared = left.party.terms.iter().any(|&term| has(&right.party.terms, term));
        return (!shared).then(|| apart(pair, telling, left, right, holds));
    }
    let (left, right) = (place_of(pair, telling.left)?, place_of(pair, telling.right)?);
    let rank = |adjunct: &Adjunct| places::get().rank(&adjunct.place);
    let told = rank(left).is_some() || plain(left, right) && certain;
    if rank(left) != rank(right) || !told || shares_word(&left.place, &right.place) {
        return None;
    }
    Some(apart(pair, telling, left, right, |claim, place| names_all(claim, &place.place)))
}

/// One event at two places, unless a sentence that `holds` the other's place, too, knows of both.
fn apart(
    pair: &Pair<'_>,
    telling: &Telling<'_>,
    left: &Adjunct,
    right: &Adjunct,
    holds: impl Fn(&Claim, &Adjunct) -> bool,
) -> Comparison {
    telling.conflict(
        pair,
        [left.party.span, right.party.span],
        Severity::Medium,
        "both tell where the same thing happened",
        &[
            (Gate::Time, telling.times_apart(pair)),
            (Gate::Compatible, holds(pair.left, right) || holds(pair.right, left)),
        ],
    )
}

fn has(terms: &[Term], term: Term) -> bool {
    terms.iter().any(|other| other.hash == term.hash)
}

/// The one place without a name, of those `of` a kind, at which an event is put.
fn site_of<'e>(event: &'e Event, of: &BTreeSet<u64>) -> Option<&'e Adjunct> {
    let site = |adjunct: &&Adjunct| {
        matches!(adjunct.preposition.as_str(), "in" | "at" | "on" | "into" | "inside")
            && adjunct.party.name.is_empty()
            && adjunct.party.head.is_some_and(|head| of.contains(&head.hash))
    };
    let mut sites = event.adjuncts.iter().filter(site);
    sites.next().filter(|_| sites.next().is_none())
}

/// Weight of what shows that one event is told, from which towns that no list knows are held against one another, in
/// thousandths of a nat.
const UNKNOWN_PLACE: u32 = 4000;

/// Whether both are plain names behind one preposition, of which nothing tells a town from a country.
fn plain(left: &Adjunct, right: &Adjunct) -> bool {
    left.preposition == right.preposition && (matches!(left.preposition.as_str(), "in" | "to" | "from") || nearby(left))
}

/// Whether it is told by a place near which it is. Near one place may be near another, unless all the rest is the same.
fn nearby(adjunct: &Adjunct) -> bool {
    matches!(adjunct.preposition.as_str(), "near" | "off" | "outside")
}

/// The one named place at which an event is put.
fn place_of<'e>(pair: &Pair<'_>, event: &'e Event) -> Option<&'e Adjunct> {
    let ranked = |adjunct: &&Adjunct| {
        (matches!(adjunct.preposition.as_str(), "in" | "at" | "on" | "inside" | "to" | "from")
            || nearby(adjunct) && pair.retold() == Retold::Closely)
            && !adjunct.place.is_empty()
            && !adjunct.party.person
    };
    let mut places = event.adjuncts.iter().filter(ranked);
    places.next().filter(|_| places.next().is_none())
}

fn compare(pair: &Pair<'_>, left: &Facet, right: &Facet) -> Outcome {
    let (Facet::Location(left), Facet::Location(right)) = (left, right) else { return Outcome::Unrelated };
    let of = |location: &Location| match location.relation.as_str() {
        "path" => Kind::Path,
        "region" => Kind::Region,
        "in" | "near" => Kind::Named,
        "hosted-in" => Kind::Hosted,
        _ => Kind::Direction,
    };
    if of(left) != of(right) {
        return Outcome::Unrelated;
    }
    match of(left) {
        Kind::Direction => direction(pair, left, right),
        Kind::Path => path(pair, left, right),
        Kind::Region => place(pair, left, right, Kind::Region),
        Kind::Named => place(pair, left, right, Kind::Named),
        Kind::Hosted => place(pair, left, right, Kind::Hosted),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Direction,
    Path,
    Region,
    Named,
    Hosted,
}

/// "22 km north of the town" against "14 miles south of the town".
fn direction(pair: &Pair<'_>, left: &Location, right: &Location) -> Outcome {
    let words = gates::around(pair, &left.around, &right.around);
    let far = [distance(pair.left, left), distance(pair.right, right)];
    let one_distance = matches!(far, [Some(a), Some(b)] if alike(a, b));
    let close = words.count > 0 && (words.containment() >= SAME_THING || one_distance);
    if !close || !shares_word(&left.place, &right.place) {
        return Outcome::Unrelated;
    }
    let degrees =
        |location: &Location| location.relation.strip_suffix("-of").and_then(|word| places::get().degrees(word));
    let (Some(a), Some(b)) = (degrees(left), degrees(right)) else { return Outcome::Unrelated };
    let apart = a.abs_diff(b).min(360 - a.abs_diff(b));
    if apart == 0 {
        return Outcome::Agree;
    }
    finish(
        pair,
        [left, right],
        &[
            (Gate::Compatible, apart < EXCLUSIVE_DEGREES),
            (
                Gate::Subject,
                far.iter().all(Option::is_some) && !one_distance || contrary_names(&left.place, &right.place),
            ),
            (Gate::Measure, words.count < 2 && !one_distance),
        ],
        "both give the direction from the same place",
        words.containment() / 2 + if one_distance { 500 } else { 250 },
    )
}

/// The distance that stands with a direction, in metres.
fn distance(claim: &Claim, location: &Location) -> Option<Number> {
    claim.facets.iter().find_map(|facet| match facet {
        Facet::Quantity(quantity)
            if quantity.dimension == Dimension::Length && quantity.span.overlaps(location.span) =>
        {
            quantity.range.low.or(quantity.range.high)
        }
        _ => None,
    })
}

/// Within a fifth of one another: conversions are rounded.
fn alike(left: Number, right: Number) -> bool {
    let (small, large) = if left <= right { (left, right) } else { (right, left) };
    matches!((small.times(Number::whole(6)), large.times(Number::whole(5))), (Some(most), Some(least)) if least <= most)
}

/// One file under two paths.
fn path(pair: &Pair<'_>, left: &Location, right: &Location) -> Outcome {
    let paths = [left, right].map(|location| location.place.trim_end_matches('/'));
    let words = gates::around(pair, &left.around, &right.around);
    let one_file = file_name(paths[0]) == file_name(paths[1]);
    let least = if one_file { SAME_THING } else { SAME_EVENT };
    let close = words.count > 0 && words.containment() >= least && (one_file || words.count > 1);
    // A page that gives two paths gives those of two files.
    if pair.kin == Kin::Product && pair.same_article() && !one_file {
        return Outcome::Unrelated;
    }
    let other =
        || pair.kin == Kin::Product && !one_file && (told_apart(pair, left, right) || told_apart(pair, right, left));
    if !(close && !other() || one_purpose(pair, left, right)) {
        return Outcome::Unrelated;
    }
    if paths[0] == paths[1] {
        return Outcome::Agree;
    }
    let inside = |outer: &str, inner: &str| inner.starts_with(outer.trim_end_matches('/')) || inner.ends_with(outer);
    finish(
        pair,
        [left, right],
        &[
            (Gate::Compatible, inside(&left.place, &right.place) || inside(&right.place, &left.place)),
            (Gate::Scope, platforms_apart(pair)),
            (Gate::Measure, !one_file && left.place.contains('.') != right.place.contains('.')),
        ],
        if one_file { "both give the path of one file" } else { "both give the path for one purpose" },
        words.containment() / 2 + if one_file { 450 } else { 300 },
    )
}

/// Whether one side names something that the other does not: "the configuration file of the indexer".
fn told_apart(pair: &Pair<'_>, one: &Location, other: &Location) -> bool {
    let held = |term: &Term| other.around.iter().any(|held| held.hash == term.hash);
    one.around.iter().any(|term| term.weight >= TOLD && !tells_no_file(pair, term) && !held(term))
}

/// Weight of a word that tells which file it is, in thousandths of a nat.
const TOLD: u16 = 4000;

/// Whether both are the path of the one file of its kind: nothing beside them tells it from others.
fn one_purpose(pair: &Pair<'_>, left: &Location, right: &Location) -> bool {
    let manuals = manuals::get();
    let kind = |location: &Location| {
        let configures =
            location.place.starts_with("/etc/") && CONFIGURATIONS.iter().any(|end| location.place.ends_with(end));
        let told = location.around.iter().find_map(|term| manuals.purpose(term.hash));
        told.or_else(|| manuals.configuring().filter(|_| configures))
    };
    let light = |term: &Term| manuals.purpose(term.hash).is_some() || tells_no_file(pair, term);
    let file = |location: &Location| file_name(&location.place).contains('.');
    pair.kin == Kin::Product
        && !pair.same_article()
        && kind(left).is_some()
        && kind(left) == kind(right)
        && file(left) == file(right)
        && left.around.iter().chain(&right.around).all(light)
}

/// Ends of files that configure a program.
const CONFIGURATIONS: [&str; 7] = [".toml", ".yaml", ".yml", ".conf", ".ini", ".cfg", ".json"];

/// What stands behind the last slash of a path.
fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// Whether a word beside a path does not tell which of a program's files it is.
fn tells_no_file(pair: &Pair<'_>, term: &Term) -> bool {
    manuals::get().is_place(term.hash)
        || thing::program(pair, term)
        || platforms().any(|(_, platform)| platform == term.hash)
}

/// The words that tell a system, each with the hash of its term.
fn platforms() -> impl Iterator<Item = (&'static str, u64)> {
    static HASHES: LazyLock<[u64; PLATFORMS.len()]> = LazyLock::new(|| PLATFORMS.map(word_hash));
    PLATFORMS.into_iter().zip(HASHES.iter().copied())
}

fn word_hash(word: &str) -> u64 {
    hash(&stem(word))
}

/// Whether the two are told of different systems. A path that is one of Linux by its make need not say so.
fn platforms_apart(pair: &Pair<'_>) -> bool {
    let (left, right) = (platforms_of(pair.left), platforms_of(pair.right));
    let plain = |one: &[&str], other: &[&str]| one.is_empty() && other == ["linux"];
    left != right && !plain(&left, &right) && !plain(&right, &left)
}

/// Which systems a sentence names.
fn platforms_of(claim: &Claim) -> Vec<&'static str> {
    let named = |hash: u64| claim.terms.iter().chain(&claim.context).any(|term| term.hash == hash);
    platforms().filter(|(_, hash)| named(*hash)).map(|(word, _)| word).collect()
}

/// An event in two named places, or a service in two regions.
fn place(pair: &Pair<'_>, left: &Location, right: &Location, kind: Kind) -> Outcome {
    let words = gates::around(pair, &left.around, &right.around);
    let times = [gates::stated_time(pair.left, left.span), gates::stated_time(pair.right, right.span)];
    let one_day = matches!(times, [Some(a), Some(b)] if !a.disjoint(b));
    let enough = words.count + u32::from(one_day && kind == Kind::Region);
    if enough < 2 || words.containment() < if kind == Kind::Named { SAME_EVENT_NAMED } else { SAME_EVENT } {
        return Outcome::Unrelated;
    }
    if left.place == right.place {
        return Outcome::Agree;
    }
    let rank = |location: &Location| places::get().rank(&location.place);
    let (a, b) = (rank(left), rank(right));
    finish(
        pair,
        [left, right],
        &[
            (
                Gate::Compatible,
                shares_word(&left.place, &right.place) || named_in(pair.right, left) || named_in(pair.left, right),
            ),
            (Gate::Scope, kind == Kind::Named && (a.is_none() || a != b)),
            // Near one place may be near another; and an article that tells of two places tells of two scenes.
            (
                Gate::Compatible,
                left.relation == "near" || right.relation == "near" || kind == Kind::Named && pair.same_article(),
            ),
            (Gate::Time, one_dated(pair, left, right)),
        ],
        match kind {
            Kind::Named => "both tell where the same thing happened",
            _ => "both tell where the same service runs",
        },
        words.containment() / 2 + 250,
    )
}

/// Whether only one of two undated sentences names a year.
fn one_dated(pair: &Pair<'_>, left: &Location, right: &Location) -> bool {
    let year = |claim: &Claim, location: &Location| {
        claim.published.is_some()
            || gates::nearest_date(claim, location.span).is_some_and(|date| date.stated.year.is_some())
    };
    year(pair.left, left) != year(pair.right, right)
}

/// Whether a sentence names all words of a place.
fn named_in(claim: &Claim, location: &Location) -> bool {
    names_all(claim, &location.place)
}

fn names_all(claim: &Claim, place: &str) -> bool {
    place.split(' ').all(|word| {
        let hash = word_hash(word);
        claim.terms.iter().any(|term| term.hash == hash)
    })
}

/// Whether two places share a word of their names; a word of rank ("town") only where one of them is nothing else.
fn shares_word(left: &str, right: &str) -> bool {
    let lone = !left.contains(' ') || !right.contains(' ');
    let tells = |word: &str| lone || !places::get().is_rank(word);
    left.split(' ').any(|word| tells(word) && right.split(' ').any(|other| other == word))
}

/// References that share a word and each hold another beside it: "port of Lesk" and "port of Arn".
fn contrary_names(left: &str, right: &str) -> bool {
    let own = |a: &str, b: &str| a.split(' ').any(|word| !b.split(' ').any(|other| other == word));
    own(left, right) && own(right, left)
}

fn finish(pair: &Pair<'_>, sides: [&Location; 2], own: &[(Gate, bool)], because: &str, closeness: u16) -> Outcome {
    let spans = sides.map(|location| location.span);
    // Where a place lies from another is so at all times.
    let lasting = sides.iter().all(|location| location.relation.ends_with("-of"));
    let times = || gates::different_times((pair.left, spans[0]), (pair.right, spans[1]));
    let common = [(Gate::Contrast, gates::one_sentence(pair.left, pair.right)), (Gate::Time, !lasting && times())];
    if let Some(gate) = gates::first_shut(&common).or_else(|| gates::first_shut(own)) {
        return Outcome::NotComparable(gate);
    }
    let voices = gates::voices(pair.left, pair.right);
    Outcome::Conflict(Reason {
        severity: gates::severity(voices, Severity::Medium),
        confidence: 560 + closeness.min(1000) / 4,
        because: because.to_owned(),
    })
}
