//! Which events of two claims are one: the same verb, done to the same by the same, as far as the two tell.
//!
//! Each kind asks of the events that are one what it is about: whether it came about, how far along it is, who did it,
//! when, where, and to how many.

use super::{Comparison, Outcome, Pair, contrast, gates};
use crate::align::story::Kin;
use crate::align::terms::overlap;
use crate::lexicon::verbs;
use crate::model::{
    Assertion, Claim, DateFacet, Event, Facet, Gate, Party, Phase, Range, Reason, Severity, Span, Term,
};

/// Weight of a verb and of what two tellings of it share, from which they tell one event, in thousandths of a nat.
const ONE_EVENT: u32 = 6000;
/// The same where both say in the same words what it is done to.
const ONE_EVENT_VERBATIM: u32 = 4000;
/// The same in manuals, which tell in like words what happens in one case and in another.
const ONE_EVENT_MANUAL: u32 = 9000;
/// Weight of what both are done to (or by, where there is no such thing) that tells one thing from others.
const TELLING: u32 = 2500;
/// Weight of what two phrases share with what stands beside them, from which they may be one thing: a name of two words.
const ONE_PLACE: u32 = 6000;
/// What it weighs that both phrases point to a thing that the reader knows, in thousandths of a nat.
const DEFINITE: u32 = 1500;
/// Prepositions that tell of which of several things of a kind an event is.
const OF_WHAT: [&str; 5] = ["for", "against", "of", "with", "about"];
/// Share of the lighter phrase's weight by which two phrases without a common head mean one thing, in thousandths.
const ONE_THING: u32 = 600;

/// What two parties are to one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    /// One and the same, with the weight of what shows it.
    Same(u32),
    /// Told by too little on one side, or by name here and by description there.
    Open,
    /// Two.
    Apart,
}

impl Relation {
    fn weight(self) -> u32 {
        if let Self::Same(weight) = self { weight } else { 0 }
    }
}

/// Two tellings of one event.
pub(crate) struct Telling<'a> {
    pub(crate) left: &'a Event,
    pub(crate) right: &'a Event,
    pub(crate) agents: Relation,
    pub(crate) patients: Relation,
    /// Whether they tell of two numbers of one kind: "lifted 46 campers", "38 campers were lifted".
    pub(crate) counted: bool,
    /// Whether the verbs are opposites, so that where one holds the other does not.
    pub(crate) opposed: bool,
    /// Whether nothing tells that it is one event but that it befalls a thing once.
    pub(crate) once: bool,
    /// Whether nothing tells it but that each of the two articles tells of one such, however often.
    pub(crate) sole: bool,
    /// Weight of all that they share, in thousandths of a nat.
    pub(crate) evidence: u32,
}

/// The bits of the predicates of a claim's events: two claims without a common bit tell no event together.
pub(crate) fn predicates(claim: &Claim) -> u64 {
    let verbs = verbs::get();
    let of =
        |event: &'_ Event| std::iter::once(event.predicate).chain(verbs.opposites(event.predicate).iter().copied());
    super::bits(claim.events.iter().flat_map(of))
}

/// All events that both claims of a pair tell.
pub(crate) fn tellings<'a>(pair: &Pair<'a>) -> Vec<Telling<'a>> {
    let (left, right) = (pair.left, pair.right);
    if gates::one_sentence(left, right) {
        return Vec::new();
    }
    let both = left.events.iter().flat_map(|one| right.events.iter().map(move |other| (one, other)));
    both.filter_map(|(one, other)| telling(pair, one, other)).collect()
}

fn telling<'a>(pair: &Pair<'_>, left: &'a Event, right: &'a Event) -> Option<Telling<'a>> {
    let opposed = verbs::get().opposites(left.predicate).iter().any(|term| term.hash == right.predicate.hash);
    if !opposed && left.predicate.hash != right.predicate.hash {
        return None;
    }
    let mut agents = relation(pair, left.agent.as_ref(), right.agent.as_ref());
    let mut patients = relation(pair, left.patient.as_ref(), right.patient.as_ref());
    let alone = left.patient.is_none() && right.patient.is_none();
    let role = if alone { &mut agents } else { &mut patients };
    let of = |event: &'a Event| if alone { event.agent.as_ref() } else { event.patient.as_ref() };
    let mut counted = *role == Relation::Apart && numbers_apart(pair, of(left), of(right));
    if counted {
        *role = one_kind(pair, of(left), of(right));
        // "the attackers" and "hackers" who did it may be the same.
        let unnamed = |event: &Event| event.agent.as_ref().is_none_or(|agent| agent.name.is_empty());
        if agents == Relation::Apart && unnamed(left) && unnamed(right) {
            agents = Relation::Open;
        }
    } else if agents == Relation::Apart
        && matches!(patients, Relation::Same(_))
        && numbers_apart(pair, left.agent.as_ref(), right.agent.as_ref())
    {
        // "3,400 customers lost money", "4,300 customers lost money"
        agents = one_kind(pair, left.agent.as_ref(), right.agent.as_ref());
        counted = true;
    }
    // "its line through the gorge" and "its Gorge line" may be one thing.
    if patients == Relation::Apart && !numbers_apart(pair, left.patient.as_ref(), right.patient.as_ref()) {
        let words = gates::around(pair, &with_adjuncts(left), &with_adjuncts(right));
        if words.shared >= ONE_PLACE && matches!(agents, Relation::Same(_)) {
            patients = Relation::Open;
        }
    }
    if patients == Relation::Apart {
        return None;
    }
    let places = gates::around(pair, &beside(left), &beside(right));
    let core = match patients {
        Relation::Open => agents.weight() + places.shared,
        _ => patients.weight().max(gates::around(pair, &with_adjuncts(left), &with_adjuncts(right)).shared),
    };
    let core = match (alone, counted) {
        (true, _) => agents.weight(),
        (false, true) => core.max(agents.weight() + patients.weight()),
        (false, false) => core,
    };
    // In another form, or as its opposite, a verb weighs otherwise: the heavier counts, from either side.
    let verb = left.predicate.weight.max(right.predicate.weight);
    let evidence = u32::from(verb) + agents.weight() + patients.weight() + places.shared;
    let enough = match pair.kin {
        Kin::Product => ONE_EVENT_MANUAL,
        _ if verbatim(left, right) => ONE_EVENT_VERBATIM,
        _ => ONE_EVENT,
    };
    let shown = core >= TELLING && evidence >= enough;
    let once = !shown && pair.kin == Kin::Event && befalls_once(pair, left, right);
    let sole = !shown && !once && pair.kin == Kin::Event && told_once(pair, left, right, agents, opposed);
    (shown || once || sole).then(|| {
        let evidence = evidence.max(enough);
        Telling { left, right, agents, patients, counted, opposed, once, sole, evidence }
    })
}

/// Whether each of two articles tells of one such event: "the talks broke down", whatever else it says of talks.
/// What a story tells again and again is its subject, so the words for it weigh little there, and are its own.
fn told_once(pair: &Pair<'_>, left: &Event, right: &Event, agents: Relation, opposed: bool) -> bool {
    let Some((a, b)) = left.whom().zip(right.whom()) else { return false };
    let verbs = verbs::get();
    let known = verbs.family(left.predicate).is_some_and(|family| opposed || !family.often);
    let head = a.head.is_some_and(|head| head.weight >= if opposed { OPPOSED } else { SUBJECT });
    let plain = |party: &Party| !party.more && party.share.is_none();
    // Many warn and many write letters, on other days.
    let one_doer = match (&left.agent, &right.agent) {
        (None, None) => true,
        _ => left.patient.is_none() || matches!(agents, Relation::Same(_)) && gates::one_day(pair),
    };
    // The minister who approved one plan may have turned down another: both must point to the one of the story, and neither
    // article may tell both.
    let [of_left, of_right] = pair.measures;
    let one_thing = !opposed
        || pointed(pair, a, b)
            && (matches!(agents, Relation::Same(_)) && left.agent.is_some()
                || left.agent.is_none() && right.agent.is_none())
            && a.head.zip(b.head).is_some_and(|(a, b)| {
                !of_left.befell(right.predicate.hash, a.hash) && !of_right.befell(left.predicate.hash, b.hash)
            });
    known
        && one_doer
        && one_thing
        && head
        && same_head(a, b)
        && !told_apart(a, b)
        && plain(a)
        && plain(b)
        && !pair.same_article()
        && of_left.tells_one(left)
        && of_right.tells_one(right)
}

/// Whether both phrases point to what the reader knows, in the news of one day.
fn pointed(pair: &Pair<'_>, left: &Party, right: &Party) -> bool {
    left.definite && right.definite && gates::one_day(pair)
}

/// Lighter words name no subject of a story ("people", "officials"); thousandths of a nat.
const SUBJECT: u16 = 1300;
/// The same where both articles point to it: "the plan".
const OPPOSED: u16 = 700;

/// Whether two events befall one thing, however often the two articles name it, and befall it but once: the treaty of which
/// both tell took effect. In the news of one day "the law" is one.
fn befalls_once(pair: &Pair<'_>, left: &Event, right: &Event) -> bool {
    let Some((a, b)) = left.whom().zip(right.whom()) else { return false };
    let shared = overlap(&a.terms, &b.terms, |term| u32::from(term.weight));
    // "The shop law" and "the water law" are two.
    let bare = a.terms.len() == 1 || b.terms.len() == 1 || a.terms == b.terms;
    let pointed = bare && known(a, b) > 0 && gates::one_day(pair) && !pair.same_article();
    let one = same_head(a, b) && !a.more && !b.more && !told_apart(a, b);
    let one = one && (shared.shared + known(a, b) >= TELLING || pointed);
    one && verbs::get().family(left.predicate).is_some_and(|family| family.once)
}

/// Whether both say which of several they mean, and share no word of that: "the trial of the minister", "the trial of the brewer".
fn told_apart(left: &Party, right: &Party) -> bool {
    let shared = overlap(&left.terms, &right.terms, |term| u32::from(term.weight));
    left.terms.len() > 1 && right.terms.len() > 1 && shared.count < 2
}

fn same_head(left: &Party, right: &Party) -> bool {
    matches!((left.head, right.head), (Some(a), Some(b)) if a.hash == b.hash)
}

/// What it weighs that both point to "the shotgun": a story has one of them, or it would be told which.
fn known(left: &Party, right: &Party) -> u32 {
    if left.definite && right.definite { DEFINITE } else { 0 }
}

/// Whether what both are done to has the same words, however they stand.
fn verbatim(left: &Event, right: &Event) -> bool {
    let (Some(left), Some(right)) = (&left.patient, &right.patient) else { return false };
    let hashes = |party: &Party| party.terms.iter().map(|term| term.hash).collect::<Vec<_>>();
    !left.terms.is_empty() && hashes(left) == hashes(right)
}

/// The nouns behind the prepositions of an event.
fn beside(event: &Event) -> Vec<Term> {
    crate::text::sorted(event.adjuncts.iter().filter_map(|adjunct| adjunct.party.head).collect())
}

/// The words of what an event is done to and of its adjuncts.
fn with_adjuncts(event: &Event) -> Vec<Term> {
    let adjuncts = event.adjuncts.iter().flat_map(|adjunct| &adjunct.party.terms);
    crate::text::sorted(event.patient.iter().flat_map(|party| &party.terms).chain(adjuncts).copied().collect())
}

fn relation(pair: &Pair<'_>, left: Option<&Party>, right: Option<&Party>) -> Relation {
    let (Some(left), Some(right)) = (left, right) else { return Relation::Open };
    let words = gates::around(pair, &left.terms, &right.terms);
    // "another recording" and "a second recording" may be two more.
    if left.more || right.more {
        return Relation::Apart;
    }
    // "some of us"
    if left.terms.is_empty() || right.terms.is_empty() {
        return Relation::Open;
    }
    if numbers_apart(pair, Some(left), Some(right)) || contrast::contrasted(pair, &left.terms, &right.terms) {
        return Relation::Apart;
    }
    if !left.name.is_empty() && !right.name.is_empty() {
        return if gates::same_bearer(&left.name, &right.name) {
            Relation::Same(gates::around(pair, &sorted(&left.name), &sorted(&right.name)).shared)
        } else if whole_name(left, right) || whole_name(right, left) || spellings(pair, left, right) {
            Relation::Same(words.shared)
        } else if words.count > 0 {
            Relation::Open
        } else {
            Relation::Apart
        };
    }
    let holds =
        |terms: &[Term], head: Option<Term>| head.is_some_and(|head| terms.iter().any(|term| term.hash == head.hash));
    let heads = same_head(left, right);
    let lighter = words.left.min(words.right);
    let known = if heads && left.name.is_empty() { known(left, right) } else { 0 };
    let one_head = heads || holds(&left.terms, right.head) && holds(&right.terms, left.head);
    if one_head || words.count > 0 && words.shared * 1000 >= lighter * ONE_THING {
        Relation::Same(words.shared + known)
    } else if left.name.is_empty() == right.name.is_empty() {
        Relation::Apart
    } else {
        Relation::Open
    }
}

/// Whether all words of one's name stand in the other phrase: "Lund & Brix" and "the firm of Lund & Brix".
fn whole_name(one: &Party, other: &Party) -> bool {
    let names = one.name.iter().filter(|term| term.weight >= NAMING);
    !one.person
        && names.clone().count() >= 2
        && names.clone().all(|term| other.terms.iter().any(|held| held.hash == term.hash))
}

/// Whether the two names are two spellings of one.
fn spellings(pair: &Pair<'_>, left: &Party, right: &Party) -> bool {
    let full = |claim: &'_ Claim, party: &Party| -> Option<String> {
        claim.names.iter().find(|name| party.span.contains(name.span)).map(|name| name.full.clone())
    };
    let (Some(a), Some(b)) = (full(pair.left, left), full(pair.right, right)) else { return false };
    super::name::alike(&a, &b)
}

/// Weight of a word that tells one firm from another, in thousandths of a nat.
const NAMING: u16 = 3000;

/// What two numbers are of: the same where the nouns are one and none is told from others of its kind.
fn one_kind(pair: &Pair<'_>, left: Option<&Party>, right: Option<&Party>) -> Relation {
    let (Some(left), Some(right)) = (left, right) else { return Relation::Apart };
    let plain = |party: &Party| !party.more && party.share.is_none() && party.name.is_empty();
    match (left.head, right.head) {
        (Some(a), Some(b)) if a.hash == b.hash && plain(left) && plain(right) => {
            if contrast::contrasted(pair, &left.terms, &right.terms) {
                return Relation::Apart;
            }
            Relation::Same(pair.weigh.weight(a))
        }
        _ => Relation::Apart,
    }
}

fn sorted(terms: &[Term]) -> Vec<Term> {
    crate::text::sorted(terms.to_vec())
}

/// "60 diplomats" and "13 diplomats" are not the same ones.
fn numbers_apart(pair: &Pair<'_>, left: Option<&Party>, right: Option<&Party>) -> bool {
    let (Some(left), Some(right)) = (left, right) else { return false };
    let number = |claim: &Claim, party: &Party| -> Option<Range> {
        claim.facets.iter().find_map(|facet| match facet {
            Facet::Quantity(quantity) if party.span.contains(quantity.span) => Some(quantity.range),
            _ => None,
        })
    };
    matches!((number(pair.left, left), number(pair.right, right)), (Some(a), Some(b)) if a.disjoint(b))
}

impl Telling<'_> {
    /// Whether both have a name beside the verb, and none that is the other's: two scenes.
    pub(crate) fn places_apart(&self) -> bool {
        let names = |event: &Event| -> Vec<u64> {
            let named = event.adjuncts.iter().filter(|adjunct| !adjunct.place.is_empty());
            named.flat_map(|adjunct| &adjunct.party.terms).map(|term| term.hash).collect()
        };
        let (left, right) = (names(self.left), names(self.right));
        !left.is_empty() && !right.is_empty() && !left.iter().any(|hash| right.contains(hash))
    }

    /// Whether the same preposition leads two things that share no word: convictions "for fraud" and "for perjury".
    pub(crate) fn adjuncts_apart(&self) -> bool {
        // All that an event tells behind one preposition.
        let told = |event: &Event, preposition: &str| -> Vec<u64> {
            let led = event.adjuncts.iter().filter(|adjunct| adjunct.preposition == preposition);
            led.flat_map(|adjunct| &adjunct.party.terms).map(|term| term.hash).collect()
        };
        OF_WHAT.iter().any(|preposition| {
            let (left, right) = (told(self.left, preposition), told(self.right, preposition));
            !left.is_empty() && !right.is_empty() && !left.iter().any(|hash| right.contains(hash))
        })
    }

    /// Weight of what both tell of who takes part, in thousandths of a nat.
    pub(crate) fn parties(&self) -> u32 {
        self.agents.weight() + self.patients.weight()
    }

    /// Whether both point to the thing that it befalls, in the news of one day.
    pub(crate) fn pointed(&self, pair: &Pair<'_>) -> bool {
        self.left.whom().zip(self.right.whom()).is_some_and(|(left, right)| pointed(pair, left, right))
    }

    /// Whether both are told as come about or going on.
    pub(crate) fn both_done(&self) -> bool {
        [self.left, self.right].iter().all(|event| event.phase >= Phase::UnderWay)
    }

    /// Whether either is of a kind that happens again and again.
    pub(crate) fn often(&self) -> bool {
        self.left.often || self.right.often
    }

    /// Those whose numbers are told: to whom it is done, else who does it.
    pub(crate) fn counted_parties(&self, pair: &Pair<'_>) -> Option<(&Party, &Party)> {
        let patients = self.left.patient.as_ref().zip(self.right.patient.as_ref());
        let agents = self.left.agent.as_ref().zip(self.right.agent.as_ref());
        patients.into_iter().chain(agents).find(|(left, right)| numbers_apart(pair, Some(left), Some(right)))
    }

    /// Whether both are affirmed, of one verb.
    pub(crate) fn both_hold(&self) -> bool {
        !self.opposed && [self.left, self.right].iter().all(|event| event.holds == Some(true))
    }

    pub(crate) fn spans(&self) -> [Span; 2] {
        [self.left.span, self.right.span]
    }

    /// Whether one of the clauses is a question, a condition or a correction. What may be is not asserted, but for what it says
    /// of how far along it is.
    pub(crate) fn unasserted(&self) -> bool {
        let mood = |event: &Event| {
            let open = event.phase == Phase::Possible && event.mood == Assertion::Hypothetical;
            if open { Assertion::Stated } else { event.mood }
        };
        gates::unasserted([mood(self.left), mood(self.right)])
    }

    /// How sure it is that one event is told, in thousandths.
    pub(crate) fn confidence(&self) -> u16 {
        600 + u16::try_from((self.evidence.saturating_sub(ONE_EVENT) / 50).min(250)).unwrap_or(250)
    }

    /// Whether the sentences state times of their own for it, which lie apart.
    pub(crate) fn times_apart(&self, pair: &Pair<'_>) -> bool {
        gates::different_times((pair.left, self.left.span), (pair.right, self.right.span))
    }

    /// A conflict at `spans`, or the first of these gates that is shut.
    pub(crate) fn conflict(
        &self,
        pair: &Pair<'_>,
        spans: [Span; 2],
        plain: Severity,
        because: &str,
        own: &[(Gate, bool)],
    ) -> Comparison {
        let common = [(Gate::Asserted, self.unasserted()), (Gate::Contrast, pair.same_article())];
        let outcome = match gates::first_shut(&common).or_else(|| gates::first_shut(own)) {
            Some(gate) => Outcome::NotComparable(gate),
            None => Outcome::Conflict(Reason {
                severity: gates::severity(gates::voices(pair.left, pair.right), plain),
                confidence: self.confidence(),
                because: because.to_owned(),
            }),
        };
        Comparison { spans, outcome }
    }
}

/// The date that the words of an event give it.
pub(crate) fn date_of<'c>(claim: &'c Claim, event: &Event) -> Option<&'c DateFacet> {
    let when = event.when?;
    claim.facets.iter().find_map(|facet| match facet {
        Facet::Date(date) if date.span == when => Some(date),
        _ => None,
    })
}

/// Whether the second claim may have been written after the first, so that what had not come about may have since.
pub(crate) fn later(first: &Claim, second: &Claim) -> bool {
    match (first.published, second.published) {
        (Some(first), Some(second)) => first < second,
        _ => true,
    }
}
