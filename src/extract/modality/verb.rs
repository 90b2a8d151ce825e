//! Events told by a verb: the words before it give the stage.

use super::super::words::Words;
use super::{DONE, PLANNED, TENSED, Told, UNDECIDED, nearest, theme};
use crate::lexicon::{Lexicon, stages};
use crate::model::Term;
use std::ops::Range;

/// How far before the verb the phrase that gives its stage may end, in tokens.
const REACH: usize = 3;
/// Words that stand between an auxiliary and its verb.
const ADVERBS: [&str; 13] =
    ["already", "now", "also", "just", "still", "finally", "soon", "since", "then", "only", "even", "first", "yet"];
/// Forms of the verbs that build tenses.
const AUXILIARIES: [&str; 13] =
    ["be", "been", "being", "is", "are", "was", "were", "has", "have", "had", "get", "got", "'ve"];
/// Verbs that turn a stage into something imagined, or into a habit.
const IMAGINED: [&str; 12] =
    ["would", "can", "cannot", "must", "do", "does", "did", "ought", "couldn't", "wouldn't", "can't", "won't"];

/// The event whose verb begins at a token, if the words before it tell its stage.
pub(super) fn told(words: &Words<'_>, at: usize, negated: &[Option<bool>], lexicon: &Lexicon) -> Option<Told> {
    let stages = stages::get();
    let past = stages.past.at(&words.tokens, &words.stems, at);
    let state = stages.states.at(&words.tokens, &words.stems, at);
    if let Some(state) = state.filter(|_| past.is_none())
        && let Some(told) = is_so(words, at..at + state.len, state.value, negated, lexicon)
    {
        return Some(told);
    }
    let any = stages.verbs.at(&words.tokens, &words.stems, at).or(past)?;
    let found = past.filter(|past| past.len >= any.len).unwrap_or(any);
    let verb = at..at + found.len;
    let reading = read(words, verb.clone(), past.is_some(), negated)?;
    let clause = words.clause(at);
    let object = theme::object(words, verb.end, clause.end).filter(|_| !reading.passive);
    let named = object.is_some();
    let theme = object.unwrap_or_else(|| {
        if reading.causative {
            theme::Theme { terms: Vec::new(), pronoun: true }
        } else {
            theme::subject(words, reading.subject_end, clause.start, lexicon)
        }
    });
    let actor = if named { actor(words, reading.subject_end, clause.start) } else { Vec::new() };
    Some(Told {
        event: found.value,
        stage: reading.stage,
        actor,
        own: [reading.start..verb.end, verb.clone()],
        tokens: reading.start..verb.end,
        theme,
    })
}

/// The name in a subject: its capitalised words, but for a capital that any word has at the head of a sentence. Between
/// subject and verb an insertion may stand: "Norway, which is no member, has".
fn actor(words: &Words<'_>, end: usize, start: usize) -> Vec<Term> {
    let comma = |at: usize| words.tokens[at].is_mark(',');
    let (end, start) = match end.checked_sub(1).filter(|&at| comma(at)) {
        Some(close) => ((0..close).rev().find(|&at| comma(at)).unwrap_or(end), 0),
        None => (end, start),
    };
    let mut from = end;
    while from > start && words.tokens[from - 1].is_capital() {
        from -= 1;
    }
    // "Norway has", but not "Regulators have": alone at the head, a name is told from a plural.
    let plural_head = from == 0 && end == 1 && words.lower(0).ends_with('s');
    let pronoun = end == from + 1 && words.terms[from].is_none();
    if plural_head || pronoun { Vec::new() } else { words.terms_in(from..end) }
}

/// What a verb's surroundings say.
pub(super) struct Reading {
    pub(super) stage: u8,
    /// Where the words that tell the stage begin.
    pub(super) start: usize,
    /// Where the subject ends.
    pub(super) subject_end: usize,
    passive: bool,
    /// "have them inspected".
    causative: bool,
}

/// The stage of the verb at `verb`; `past` says whether it is a past form or participle.
pub(super) fn read(words: &Words<'_>, verb: Range<usize>, past: bool, negated: &[Option<bool>]) -> Option<Reading> {
    let floor = words.clause(verb.start).start;
    let causative = past && causative(words, verb.start, floor);
    let top = if causative { verb.start - 1 } else { verb.start };
    let start = group_start(words, top, floor);
    let group = || (start..top).map(|at| words.lower(at));
    let has = |forms: &[&str]| group().any(|word| forms.contains(&word));
    // What was to come when it was said may have come since.
    if has(&IMAGINED)
        || words.told_back.iter().any(|at| (start..verb.start).contains(at))
        || words.lower(verb.start + 1) == "-" && words.tokens[verb.start].touches(&words.tokens[verb.start + 1])
    {
        return None;
    }
    let passive = past && has(&["be", "been", "being", "is", "are", "was", "were", "get", "got"]);
    let at = verb.start;
    let reading = |stage, from: usize, subject_end| {
        let bare = |at: &usize| !matches!(words.lower(*at), "also" | "then" | "just" | "only" | "even" | "since");
        let start = (from..at).find(bare).unwrap_or(at);
        Some(Reading { stage, start, subject_end, passive, causative })
    };
    if let Some(marker) = marker(words, verb.start, start, floor, negated) {
        let inner = &words.lower(verb.start);
        let ing = inner.ends_with("ing");
        // After "to" and "will" the base form follows, also where it looks like the past: "to set up".
        let bare = top > floor
            && matches!(words.lower(top - 1), "to" | "will" | "may" | "might" | "could" | "shall" | "should");
        // "will have opened" is no plan; "a planned opening" and "considering opened" are no verbs with a marker.
        let perfect = has(&["has", "have", "had"]) && !causative && marker.tokens.start >= start && past;
        let fits = if ing { marker.before_ing } else { !past || passive || causative || bare };
        return if perfect || !fits { None } else { reading(marker.stage, marker.tokens.start, marker.tokens.start) };
    }
    if has(&["to", "may", "might", "could", "will", "shall", "should"]) || !past {
        return None;
    }
    let not = group().any(|word| matches!(word, "not" | "never") || word.ends_with("n't"));
    if has(&["has", "have", "'ve", "had"]) {
        if not {
            return if has(&["yet"]) { reading(PLANNED, start, start) } else { None };
        }
        return if negated[verb.start] == Some(false) { reading(DONE, start, start) } else { None };
    }
    if not || negated[verb.start] != Some(false) || has(&["being"]) {
        return None;
    }
    if has(&["was", "were"]) || has(&["is", "are"]) && has(&["now", "already"]) {
        return reading(DONE, start, start);
    }
    if has(&AUXILIARIES) || !finite(words, verb, start, floor) {
        return None;
    }
    reading(DONE, start, start)
}

/// "have them inspected", "get it fixed".
fn causative(words: &Words<'_>, at: usize, floor: usize) -> bool {
    at >= floor + 2
        && matches!(words.lower(at - 1), "them" | "it" | "him" | "her" | "these" | "those")
        && matches!(words.lower(at - 2), "have" | "get")
}

/// Where the auxiliaries and adverbs before a verb begin.
fn group_start(words: &Words<'_>, at: usize, floor: usize) -> usize {
    let mut start = at;
    while start > floor {
        let lower = words.lower(start - 1);
        let inside = ADVERBS.contains(&lower)
            || AUXILIARIES.contains(&lower)
            || IMAGINED.contains(&lower)
            || matches!(lower, "to" | "not" | "never" | "will" | "shall" | "may" | "might" | "could" | "should")
            || lower.ends_with("n't")
            || lower.len() > 4 && lower.ends_with("ly");
        if !inside {
            break;
        }
        start -= 1;
    }
    start
}

/// A phrase that gives the stage of what follows.
struct Marker {
    tokens: Range<usize>,
    stage: u8,
    /// Whether an "-ing" form may follow it.
    before_ing: bool,
}

/// The phrase that governs a verb whose auxiliaries begin at `group`, the nearest one.
fn marker(words: &Words<'_>, verb: usize, group: usize, floor: usize, negated: &[Option<bool>]) -> Option<Marker> {
    let table = &stages::get().before_verb;
    let from = group.saturating_sub(REACH + 2).max(floor);
    let (tokens, stage) = nearest(words, table, from..verb)?;
    let last = words.lower(tokens.end - 1);
    let mut between = tokens.end..verb;
    let ing = words.lower(verb).ends_with("ing");
    let plain = |at: usize| {
        let lower = words.lower(at);
        at >= group
            || matches!(lower, "to" | "whether" | "have" | "them" | "it")
            || ing && matches!(lower, "on" | "the" | "a" | "of")
    };
    let modal = matches!(last, "may" | "might" | "could" | "will" | "shall" | "should");
    let infinitive = between.clone().any(|at| words.lower(at) == "to");
    // "in May" is a month, "you may" a permission; "was to open" looks back on a plan.
    let before = if tokens.start > floor { words.lower(tokens.start - 1) } else { "" };
    let backward = matches!(before, "was" | "were" | "had") && stage == PLANNED && words.lower(tokens.start) != "yet";
    let permission = modal && matches!(before, "you" | "users" | "we");
    let month = last == "may" && words.tokens[tokens.end - 1].is_capital();
    let soft = last == "should" && !words.clause(verb).any(|at| words.lower(at) == "by" && at > verb);
    let own_no = stage == UNDECIDED || matches!(words.lower(tokens.start), "yet" | "still");
    let sign = negated[tokens.start] == Some(false) && (own_no || negated[verb] == Some(false));
    let before_ing = !modal && last != "to" && !infinitive;
    let fits = between.all(plain) && !backward && !permission && !month && !soft && sign;
    fits.then_some(Marker { tokens, stage, before_ing })
}

/// Whether a bare past form is the verb of its clause and no participle: "the bridge opened", not "the bridge opened by
/// the mayor", "an opened letter".
fn finite(words: &Words<'_>, verb: Range<usize>, group: usize, floor: usize) -> bool {
    let Some(before) = group.checked_sub(1).filter(|&before| before >= floor) else { return false };
    let lower = words.lower(before);
    let linked =
        matches!(words.stems[before].as_ref(), "remain" | "stay" | "stand" | "keep" | "lie" | "seem" | "becom");
    let subject = words.terms[before].is_some() && !linked
        || words.tokens[before].kind == crate::text::TokenKind::Number
        || matches!(lower, "he" | "she" | "it" | "they" | "we" | "i" | "who" | "which" | "and");
    let limit = words.clause(verb.start);
    let joint = |lower: &str| {
        matches!(
            lower,
            "," | "and"
                | "that"
                | "which"
                | "who"
                | "but"
                | "when"
                | "after"
                | "before"
                | "said"
                | "says"
                | "where"
                | "as"
                | "because"
                | "whether"
                | "if"
                | "than"
        )
    };
    let tense = |lower: &str| {
        TENSED.contains(&lower) || matches!(lower, "may" | "can" | "could" | "remains" | "remained" | "to")
    };
    let before_it =
        (limit.start..before + 1).rev().map(|at| words.lower(at)).take_while(|lower| !joint(lower)).any(tense);
    let mut after_it = (verb.end..limit.end).map(|at| words.lower(at)).take_while(|lower| !joint(lower));
    subject && words.lower(verb.end) != "by" && !before_it && !after_it.any(|lower| tense(lower) && lower != "to")
}

/// "is now generally available", "has been open since".
fn is_so(
    words: &Words<'_>,
    state: Range<usize>,
    event: u16,
    negated: &[Option<bool>],
    lexicon: &Lexicon,
) -> Option<Told> {
    let clause = words.clause(state.start);
    let start = group_start(words, state.start, clause.start);
    let group: Vec<&str> = (start..state.start).map(|at| words.lower(at)).collect();
    let is = group.iter().any(|word| matches!(*word, "is" | "are"));
    let plain =
        group.iter().all(|word| matches!(*word, "is" | "are" | "now" | "already" | "also") || word.ends_with("ly"));
    let after = words.lower(state.end);
    if !is || !plain || negated[state.start] != Some(false) || matches!(after, "to" | "for" | "-" | "only" | "from") {
        return None;
    }
    let theme = theme::subject(words, start, clause.start, lexicon);
    Some(Told {
        event,
        stage: DONE,
        tokens: start..state.end,
        own: [start..state.end, state],
        theme,
        actor: Vec::new(),
    })
}
