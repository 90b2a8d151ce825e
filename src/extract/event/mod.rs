//! Events: what clauses tell by their verbs, as who does what to whom.
//!
//! There is no parser behind this: verbs are known by the lexicon and told by the auxiliaries and words around them, and
//! noun phrases are what stands between them. Where a sentence is too tangled for that, a party is left out rather than
//! guessed.

mod group;
mod party;
mod place;
pub(crate) mod size;
mod stage;
mod state;
mod subject;

use super::words::Words;
use crate::lexicon::{Lexicon, verbs};
use crate::model::{Amount, Assertion, Event, Lead, NameMention, Party, Quantity, Span};
use group::Group;
pub(super) use stage::commands;
use std::ops::Range;
pub(crate) use subject::topic;
use subject::{person, subject, whom};

/// Events read of one sentence; more are in no sentence, but in lists.
const MOST: usize = 12;

/// What a sentence is read with.
#[derive(Clone, Copy)]
pub(crate) struct Known<'a> {
    /// Its names, with whom its pronouns mean.
    pub(crate) names: &'a [NameMention],
    /// The thing of which the sentence before speaks, see [`topic`].
    pub(crate) topic: Option<&'a Party>,
    /// From [`super::mood::negated`].
    pub(crate) negated: &'a [Option<bool>],
    /// Its numbers.
    pub(crate) numbers: &'a [Span],
}

/// The events of a sentence, in order.
pub(crate) fn events(words: &Words<'_>, known: Known<'_>) -> Vec<Event> {
    let mut out: Vec<Event> = Vec::new();
    let mut last: Option<Group> = None;
    let mut at = 0;
    while at < words.len() && out.len() < MOST {
        let floor = last.as_ref().map_or(0, |group| group.tokens.end);
        let Some(group) = group::read(words, at, floor) else {
            at += 1;
            continue;
        };
        at = group.tokens.end.max(at + 1);
        let mut passive = last.as_ref().is_some_and(|group| group.passive);
        // "films produced for the stage were admitted": what looked like the verb describes the subject.
        let reduced = last.as_ref().is_some_and(|last| describes(words, last, &group));
        if reduced && let Some(event) = out.last_mut() {
            if event.patient.is_none() {
                event.patient = event.agent.take();
            }
            passive = true;
        }
        let previous = out.last().map(|event| Previous { event, passive, reduced });
        if let Some(event) = event(words, &group, floor, known, previous) {
            out.push(event);
        }
        last = Some(group);
    }
    out
}

/// Whether a verb stands among these tokens.
pub(super) fn has_verb(words: &Words<'_>, range: Range<usize>) -> bool {
    let verb = |at: usize| group::auxiliary(words.lower(at)) || group::read(words, at, range.start).is_some();
    range.clone().any(verb)
}

/// Whether `last` is a participle that describes the subject of `group`: it has no auxiliary, and nothing but a phrase with a
/// preposition stands between it and the auxiliary of `group`.
fn describes(words: &Words<'_>, last: &Group, group: &Group) -> bool {
    let bare = last.tokens.start == last.verb.start && last.verb.len() == 1;
    let finite = group.tokens.start < group.verb.start;
    let between = last.tokens.end..group.tokens.start;
    bare && finite
        && words.lower(last.verb.start).ends_with("ed")
        && !between.is_empty()
        && party::leads_adjunct(words.lower(between.start))
        && between.into_iter().all(|at| !party::joins(words.lower(at)) && !words.tokens[at].is_mark(','))
}

/// The event before, of which a coordinated verb has the subject.
#[derive(Clone, Copy)]
struct Previous<'e> {
    event: &'e Event,
    passive: bool,
    /// Whether it describes the subject of the verb that follows.
    reduced: bool,
}

impl Previous<'_> {
    fn subject(self) -> Option<Party> {
        let (first, second) = (&self.event.agent, &self.event.patient);
        // "It was proposed by the mayor and is paid for by the town": the doer is no subject.
        if self.passive { second.clone() } else { first.clone().or_else(|| second.clone()) }
    }
}

fn event(
    words: &Words<'_>,
    group: &Group,
    floor: usize,
    known: Known<'_>,
    previous: Option<Previous<'_>>,
) -> Option<Event> {
    let negated = known.negated;
    let clause = words.clause(group.verb.start);
    let reduced = group.passive && group.tokens.start == group.verb.start;
    // "has not decided whether to appeal": who decides does it, and it may come about.
    let open = words.lower(group.tokens.start) == "whether";
    // "plans to sell": who plans it would do it.
    let governed = group.tokens.start < floor;
    let subject = match previous.filter(|previous| previous.reduced || open || governed) {
        Some(previous) => previous.subject(),
        None => subject(words, group.tokens.start, floor, (known, reduced), previous),
    };
    let object = if group.passive || group.state {
        None
    } else {
        object(words, group, group.rest.as_ref().map_or(clause.end, |rest| rest.start), known, previous)
    };
    // "the servers that hackers scrambled"
    let whom = if object.is_none() && !group.alternates {
        subject.as_ref().and_then(|doer| whom(words, doer, known))
    } else {
        None
    };
    let behind = object.as_ref().map_or(group.verb.end, |object| object.0);
    let behind = group.rest.as_ref().map_or(behind, |rest| rest.end);
    let mut adjuncts = party::adjuncts(words, behind, clause.end, known);
    let mut agent = subject;
    let mut patient = object.and_then(|object| object.1).or(whom);
    if group.passive {
        patient = agent.take();
        if let Some(by) = adjuncts.iter().position(|adjunct| adjunct.preposition == "by" && party::acts(words, adjunct))
        {
            agent = Some(adjuncts.remove(by).party);
        }
    } else if group.alternates && patient.is_none() {
        patient = agent.take();
    }
    if agent.is_none() && patient.is_none() {
        return None;
    }
    // A trial that opens begins; where it is held, it takes place.
    let befallen = patient.as_ref().and_then(|party| party.head);
    let occasion = befallen.and_then(|head| verbs::get().at_occasion(group.predicate, head));
    let (predicate, often) = occasion.map_or((group.predicate, group.often), |family| (family.term, family.often));
    let subject = if group.passive { patient.as_ref() } else { agent.as_ref().or(patient.as_ref()) };
    let sign = if open { Some(true) } else { sign(words, group, subject, negated) };
    Some(Event {
        span: told_by(words, group, subject, patient.as_ref(), sign),
        predicate,
        single: group.single,
        often,
        holds: sign,
        perfect: group.perfect,
        told_back: words.told_back.iter().any(|at| group.tokens.contains(at)),
        phase: group.phase,
        clause: words.clauses[group.verb.start],
        when: None,
        mood: if supposed(words, floor.max(clause.start), group.tokens.start) {
            Assertion::Hypothetical
        } else {
            Assertion::Stated
        },
        agent,
        patient,
        adjuncts,
        amounts: Vec::new(),
    })
}

/// The words that tell an event: its verb with what belongs to it, and what denies it, if that is its subject ("Nobody
/// paid") or its object ("paid no ransom").
fn told_by(
    words: &Words<'_>,
    group: &Group,
    subject: Option<&Party>,
    object: Option<&Party>,
    sign: Option<bool>,
) -> Span {
    let verb = words.span(group.tokens.clone());
    if sign != Some(false) {
        return verb;
    }
    let denied = |party: &&Party| denies(words, words.inside(party.span).start);
    let nobody = group.tokens.start.checked_sub(1).filter(|&at| denies(words, at));
    let start = subject.filter(denied).map(|party| party.span.start).or(nobody.map(|at| words.tokens[at].span.start));
    let start = start.map_or(verb.start, |start| start.min(verb.start));
    let end = object.filter(denied).map_or(verb.end, |party| party.span.end.max(verb.end));
    Span { start, end }
}

/// Whether a word before a noun, or in its place, denies what is told of it. "No fewer than nine" are nine, and no vote
/// without the mayor is one with her.
fn denies(words: &Words<'_>, at: usize) -> bool {
    let bound = || {
        matches!(words.lower(at + 1), "fewer" | "less" | "more" | "later" | "earlier" | "doubt" | "matter" | "wonder")
    };
    let excepted = || {
        let clause = words.clause(at);
        (at..clause.end).any(|at| matches!(words.lower(at), "without" | "except" | "unless" | "until" | "besides"))
    };
    match words.lower(at) {
        "no" => !bound() && !excepted(),
        "none" | "nobody" | "nothing" | "neither" => !excepted(),
        _ => false,
    }
}

/// Whether a word before a verb makes what follows no statement: "until the case is resolved", "if it rains".
fn supposed(words: &Words<'_>, from: usize, to: usize) -> bool {
    (from..to).any(|at| matches!(words.lower(at), "if" | "unless" | "until" | "whether"))
}

/// Whether an event holds: it does unless its own verb, its subject or its object is denied. What another negation of the
/// sentence may reach is unsafe.
fn sign(words: &Words<'_>, group: &Group, subject: Option<&Party>, negated: &[Option<bool>]) -> Option<bool> {
    // The "not" of "found not guilty" is part of the verb.
    let nots = group.tokens.clone().filter(|&at| group.state || at < group.verb.start).filter(|&at| {
        let lower = words.lower(at);
        matches!(lower, "not" | "never" | "cannot") || lower.ends_with("n't") || lower.ends_with("n’t")
    });
    // "not only", "not all"
    if group
        .tokens
        .clone()
        .any(|at| words.lower(at) == "not" && matches!(words.lower(at + 1), "only" | "all" | "just" | "merely" | "so"))
    {
        return None;
    }
    let clause = words.clause(group.verb.start);
    // "no evidence the writer left": what is missing is the evidence.
    let plain = |party: &Party| {
        let tokens = words.inside(party.span);
        !(tokens.start + 1..tokens.end).any(|at| matches!(words.lower(at), "the" | "a" | "an" | "that"))
    };
    let of_subject = subject.is_some_and(|party| denies(words, words.inside(party.span).start) && plain(party))
        || group.tokens.start.checked_sub(1).is_some_and(|at| denies(words, at));
    // "At no time was the line cut."
    let at_no_time = NEVER.iter().any(|phrase| starts_with(words, clause.start, phrase));
    let no_longer = group.tokens.clone().any(|at| words.lower(at) == "no" && words.lower(at + 1) == "longer");
    // "initially conceded" is as good as taken back.
    let at_first = group.tokens.clone().any(|at| words.lower(at) == "initially")
        || AT_FIRST.iter().any(|phrase| starts_with(words, clause.start, phrase));
    if at_first || doubted(words, group.tokens.start) {
        return None;
    }
    let denials = nots.count()
        + usize::from(no_longer)
        + usize::from(of_subject)
        + usize::from(at_no_time)
        + usize::from(denies(words, group.verb.end))
        + usize::from(group.failed);
    match denials {
        0 if negated.get(group.verb.start).copied().flatten() == Some(false) => Some(true),
        0 => None,
        1 => Some(false),
        _ => None,
    }
}

/// Whether somebody is said not to say, know or dispute what is told before token `end`: "nobody says that he did not hide it".
pub(super) fn doubted(words: &Words<'_>, end: usize) -> bool {
    let denied = |at: usize| {
        let lower = words.lower(at);
        matches!(lower, "nobody" | "no" | "none" | "not" | "never") || lower.ends_with("n't") || lower.ends_with("n’t")
    };
    let mut thats = (end.saturating_sub(DOUBTED)..end).filter(|&at| words.lower(at) == "that" && at > 1);
    thats.any(|that| words.tokens[that - 1].is_word() && (that.saturating_sub(4)..that - 1).any(denied))
}

/// Words between "that" and the verb behind it, see [`doubted`].
const DOUBTED: usize = 5;

/// Words at the head of a clause by which it was so for a time.
const AT_FIRST: [&[&str]; 3] = [&["initially"], &["at", "first"], &["at", "one", "point"]];

/// Phrases at the head of a clause that deny it.
const NEVER: [&[&str]; 5] = [
    &["at", "no", "time"],
    &["at", "no", "point"],
    &["in", "no", "way"],
    &["under", "no", "circumstances"],
    &["on", "no", "account"],
];

fn starts_with(words: &Words<'_>, at: usize, phrase: &[&str]) -> bool {
    phrase.iter().enumerate().all(|(offset, word)| words.lower(at + offset) == *word)
}

/// What stands behind a verb, and where it ends; for "it" and "them", what the verb before was done to.
fn object(
    words: &Words<'_>,
    group: &Group,
    end: usize,
    known: Known<'_>,
    previous: Option<Previous<'_>>,
) -> Option<(usize, Option<Party>)> {
    let names = known.names;
    let from = group.verb.end;
    match words.lower(from) {
        "it" | "them" => return Some((from + 1, previous.and_then(|previous| previous.event.patient.clone()))),
        "him" | "her" if words.terms.get(from + 1).is_none_or(Option::is_none) => {
            return Some((from + 1, person(words, from, names)));
        }
        "me" | "us" | "himself" | "herself" | "itself" | "themselves" => return Some((from + 1, None)),
        _ => {}
    }
    let range = party::behind(words, party::unhedged(words, from, known.numbers), end)?;
    Some((range.end, party::party(words, range, known)))
}

/// Prepositions behind which a noun may have a day of its own.
const LEANING: [&str; 7] = ["with", "about", "for", "against", "over", "after", "before"];

/// Gives each event the one date that its own words give it: in its clause, with no other event and no verb of saying between.
pub(crate) fn date(events: &mut [Event], words: &Words<'_>, dates: &[Span], lexicon: &Lexicon) {
    let verbs: Vec<Range<usize>> = events.iter().map(|event| words.inside(event.span)).collect();
    let told = |at: usize| {
        verbs.iter().any(|verb| verb.contains(&at)) || lexicon.speech.at(&words.tokens, &words.stems, at).is_some()
    };
    for (event, verb) in events.iter_mut().zip(&verbs) {
        let clause = words.clause(verb.start);
        let mut own = dates.iter().filter(|date| {
            let date = words.inside(**date);
            if date.is_empty() || words.clauses[date.start] != words.clauses[verb.start] {
                return false;
            }
            if date.start < verb.end {
                // "On Monday the council approved": nothing stands before it.
                return (clause.start..date.start).all(|at| words.terms[at].is_none())
                    && !(date.end..verb.start).any(told);
            }
            // "charged with lying about the attack on Monday": the day may be that of the attack.
            !(verb.end..date.start).any(|at| told(at) || LEANING.contains(&words.lower(at)))
        });
        event.when = own.next().copied().filter(|_| own.next().is_none());
    }
}

/// Gives each event the amounts behind its verb, up to the next verb: no things counted, of which a party tells.
pub(crate) fn measure(events: &mut [Event], words: &Words<'_>, quantities: &[&Quantity]) {
    let verbs: Vec<Range<usize>> = events.iter().map(|event| words.inside(event.span)).collect();
    for (at, event) in events.iter_mut().enumerate() {
        let verb = &verbs[at];
        let end = verbs.iter().map(|other| other.start).filter(|&start| start >= verb.end).min();
        let end = end.unwrap_or(words.len()).min(words.clause(verb.start).end);
        let own = quantities.iter().filter_map(|quantity| {
            let tokens = words.inside(quantity.span);
            let inside = !tokens.is_empty() && tokens.start >= verb.end && tokens.end <= end;
            let lead = match tokens.start.checked_sub(1).map_or("", |before| words.lower(before)) {
                "by" => Some(Lead::By),
                "to" => Some(Lead::To),
                "for" => Some(Lead::For),
                "from" | "than" | "of" | "and" | "or" | "after" | "within" | "in" => None,
                _ => Some(Lead::Plain),
            };
            Some(Amount { lead: lead.filter(|_| inside && quantity.is_measured())?, span: quantity.span })
        });
        event.amounts = own.collect();
        event.amounts.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{mood, names};
    use crate::lexicon;
    use crate::model::Phase;

    /// Events of a sentence: agent | verb | patient, with the sign and phase where they are not plain.
    fn read(text: &str) -> Vec<String> {
        let lexicon = lexicon::english();
        let words = Words::new(text, Span::new(0, text.len()), &lexicon);
        let raw = names::names(&words, &lexicon);
        let roster = names::Roster::new(raw.iter());
        let names: Vec<NameMention> = raw.iter().filter_map(|name| roster.resolve(name)).collect();
        let shown = |party: &Option<Party>| party.as_ref().map_or("-", |party| party.span.of(text)).to_owned();
        events(&words, Known { names: &names, topic: None, negated: &mood::negated(&words, &lexicon), numbers: &[] })
            .iter()
            .map(|event| {
                let sign = if event.holds == Some(true) { "" } else { "not " };
                let phase = match event.phase {
                    Phase::Done | Phase::UnderWay => "",
                    Phase::Planned => "planned ",
                    Phase::Possible => "possible ",
                };
                format!("{} | {sign}{phase}{} | {}", shown(&event.agent), event.span.of(text), shown(&event.patient))
            })
            .collect()
    }

    #[test]
    fn who_does_what_to_whom() {
        for (text, expected) in [
            ("The council approved the new bridge on Monday.", "The council | approved | the new bridge"),
            ("The new bridge was approved by the council.", "the council | was approved | The new bridge"),
            ("The mayor did not open the old mill.", "The mayor | not did not open | the old mill"),
            ("The mayor will open the old mill in May.", "The mayor | planned will open | the old mill"),
            ("The firm may close its Lund plant.", "The firm | possible may close | its Lund plant"),
            ("The old mill opened in May.", "- | opened | The old mill"),
            ("The board has yet to approve the plan.", "The board | not has yet to approve | the plan"),
            ("Ida Lund, who resigned in May, went home.", "Ida Lund | resigned | -"),
            ("Ida Lund said she had ordered the closure.", "she | had ordered | the closure"),
        ] {
            assert_eq!(read(text).first().map(String::as_str), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_colours_a_noun_is_no_verb() {
        for text in ["The planned strike worries the town.", "A closed door.", "Of scrambled files there were many."] {
            assert_eq!(read(text), [] as [&str; 0], "{text}");
        }
    }
}
