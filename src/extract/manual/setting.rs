//! Numbers that set something: defaults, limits, ports, prices, attempts.

use super::aspect::{answer, is_refusing, measured, refused, stated};
use super::cell::cell;
use super::identity::{headless, identified};
use super::label::{lowest, numbered_port, opening};
use super::name;
use super::price::priced;
use super::scene::{Scene, is_sold, run_in, scope, sides};
use super::thing::{plain_term, thing, version};
use super::unit::{give, known};
use super::unset::Unset;
use crate::extract::words::Words;
use crate::lexicon::manuals::{self, Family};
use crate::lexicon::{Lexicon, concept_hash, frequency, verbs};
use crate::model::{
    Aspect, Assertion, BlockKind, Claim, Dimension, Facet, Qualifier, Quantity, QuantityRole, Setting, Term,
};
use crate::text::{self, TokenKind};
use std::ops::Range;

/// What a price is paid for.
pub(super) const PERIODS: [&str; 7] = ["second", "minute", "hour", "day", "week", "month", "year"];

/// Whether a term is the period for which a price is paid.
pub(crate) fn is_period(term: &Term) -> bool {
    PERIODS.iter().any(|period| plain_term(period).hash == term.hash)
}

/// Whether a term only says that something costs so much.
pub(crate) fn is_cost(term: &Term) -> bool {
    term.hash == concept_hash("price")
}

/// Terms under which a setting is to be found: those of its thing and its name, and of a port that it is one.
pub(super) fn keys(setting: &Setting) -> Vec<Term> {
    let port = (setting.aspect == Aspect::Port).then(|| Term { hash: text::hash("setting:port"), weight: PORT });
    setting.thing.iter().chain(&setting.name).copied().chain(port).collect()
}

/// Weight of the term of a port, in thousandths of a nat: as telling as a rare word.
const PORT: u16 = 5000;

/// Tokens behind a number in which its period stands: "requests per minute".
const PER: usize = 4;

/// Marks the numbers of a claim that set something.
pub(super) fn mark(claim: &mut Claim, words: &Words<'_>, scene: &Scene, lexicon: &Lexicon) {
    let row = claim.block == BlockKind::TableRow;
    // Only what is listed under "Requirements" is one: running text speaks of other things, too.
    let item = claim.block == BlockKind::ListItem;
    let listed = scene.lists.filter(|_| item);
    let mut unset = None;
    for (facet, mood) in claim.facets.iter_mut().zip(&mut claim.moods) {
        let Facet::Quantity(quantity) = facet else { continue };
        let own = words.inside(quantity.span);
        if own.is_empty() {
            continue;
        }
        let unset = unset.get_or_insert_with(|| Unset::of(words));
        let setting = if is_code(quantity, words, &own) {
            None
        } else if row {
            cell(quantity, words, scene, &own, lexicon)
        } else {
            // "- Up to 16 databases per instance": a limit among features.
            let most = (item && quantity.qualifier == Qualifier::AtMost).then_some(Aspect::Maximum);
            clause(quantity, words, scene, (&own, listed.or(most)), unset, lexicon)
        };
        // "Deleted after 60 days unless you change that": what holds where nothing is set.
        let held = |setting: &Setting| {
            (matches!(setting.aspect, Aspect::Default | Aspect::Kept) || setting.aspect.is_timing()) && unset.is_told()
        };
        if setting.as_ref().is_some_and(held) && *mood == Assertion::Hypothetical {
            *mood = Assertion::Stated;
        }
        if row && setting.is_some() {
            // "If it is in use, the next one is taken" is said of what the row sets.
            *mood = Assertion::Stated;
        }
        let bound = |setting: &Setting| matches!(setting.aspect, Aspect::Maximum | Aspect::Minimum);
        let must = words.clause(own.start).any(|at| words.lower(at) == "must");
        let allowed = |setting: &Setting| {
            bound(setting) && (*mood == Assertion::Hypothetical && setting.aspect == Aspect::Maximum || must)
        };
        if setting.as_ref().is_some_and(allowed) && !words.clause(own.start).any(|at| conditional(words.lower(at))) {
            // "May have up to 100 MB" is a permission, "must have at least 12 characters" a rule.
            *mood = Assertion::Stated;
        }
        quantity.counted.setting = setting.map(Box::new);
    }
}

/// Whether it is the number of an answer: "status 404", "answers with 503".
fn is_code(quantity: &Quantity, words: &Words<'_>, own: &Range<usize>) -> bool {
    let before = own.start.checked_sub(1).map_or("", |at| words.lower(at));
    let digits = words.tokens[own.start].raw;
    quantity.dimension == Dimension::Count
        && digits.len() == 3
        && digits.starts_with(['4', '5'])
        && (matches!(before, "status" | "code" | "error" | "http" | "returns" | "answers" | "yields" | "gets" | "get")
            || before == "with"
                && own.start > 1
                && matches!(words.lower(own.start - 2), "answers" | "responds" | "fails" | "replies"))
}

/// Whether a word sets a condition, or tells what might be.
pub(super) fn conditional(lower: &str) -> bool {
    matches!(lower, "if" | "unless" | "might" | "could" | "would" | "whether" | "when")
}

/// What a number in running text sets.
fn clause(
    quantity: &mut Quantity,
    words: &Words<'_>,
    scene: &Scene,
    (own, listed): (&Range<usize>, Option<Aspect>),
    unset: &Unset,
    lexicon: &Lexicon,
) -> Option<Setting> {
    if !matches!(quantity.role, QuantityRole::Level) {
        return None;
    }
    let clause = reach(words, own);
    let has = |list: &[&str]| clause.clone().any(|at| list.contains(&words.lower(at)));
    // "It used to be", but not "what has not been used for a week".
    let past = has(&["was", "were", "previously", "formerly", "instead", "than", "until", "ran", "once"])
        // "It was tried five times before it is dropped": what comes before.
        || clause.clone().any(|at| words.lower(at) == "before" && !words.tokens.get(at + 1).is_some_and(|next| next.is_word()))
        || clause.clone().any(|at| words.lower(at) == "used" && words.lower(at + 1) == "to");
    // "Everything else except calls goes over port 443", "up to 500 on one server".
    let counted = words.lower(own.start) == "one"
        && own.start > 0
        && matches!(words.lower(own.start - 1), "on" | "in" | "per" | "for" | "of");
    if has(&["except"]) || counted {
        return None;
    }
    if has(&["existing", "older"]) {
        // "Existing passwords with 8 characters can still be used."
        quantity.role = QuantityRole::Before;
    }
    let versioned = clause.clone().any(|at| !own.contains(&at) && version(words, at).is_some());
    let label_min = lowest(quantity, words, own, &clause) || opening(quantity, words, own);
    if versioned && quantity.dimension != Dimension::Label {
        // "In 4.1 it was 200" holds for 4.1 only.
        quantity.role = QuantityRole::Before;
    }
    let refused = refused(words, own, &clause);
    if past && !refused || quantity.role != QuantityRole::Level {
        return None;
    }
    priced(quantity, words, own);
    numbered_port(quantity, words, own, &clause);
    let quota = quota(quantity, words, own, &clause);
    let aspect = if label_min {
        Aspect::Minimum
    } else if quota {
        Aspect::Maximum
    } else {
        stated(quantity, words, own, &clause, unset)
            .or_else(|| answer(quantity, words, scene.asked.or(listed), own))
            .or_else(|| measured(quantity))?
    };
    if quantity.dimension == Dimension::Count && quantity.counted.head.is_empty() && scene.asked.is_some() {
        quantity.counted.terms.clone_from(&scene.many);
    }
    let head = quantity.counted.span.map(|head| words.inside(head)).unwrap_or(0..0);
    let mut named: Vec<Term> = if label_min || quota {
        words.terms_in(head)
    } else if aspect.is_timing() {
        let part = listed_part(words, &clause, own);
        event(words, part.start..own.start).into_iter().chain(event(words, own.end.min(part.end)..part.end)).collect()
    } else {
        let mut part = listed_part(words, &clause, own);
        if matches!(aspect, Aspect::Port | Aspect::Price | Aspect::Kept | Aspect::Default) {
            // "It listens on port 7420 and keeps messages for two weeks."
            let ends = |at: &usize| matches!(words.lower(*at), "and" | "if" | "when");
            part.end = (own.end..part.end).find(ends).unwrap_or(part.end);
        }
        thing(words, part.start..own.start).into_iter().chain(thing(words, own.end.min(part.end)..part.end)).collect()
    };
    if named.is_empty() && scene.lent.is_empty() {
        // "Values are limited to 64 MB": of what else could it be?
        named =
            (clause.start..own.start).filter(|&at| is_noun(words.lower(at))).filter_map(|at| words.terms[at]).collect();
    }
    let mut scopes = scope(words, segment(words, own), head_range(quantity, words, own));
    scopes.extend(scope(words, opening_place(words, own), 0..0));
    if let Some(colon) = run_in(words).filter(|&colon| aspect.is_timing() && colon <= clause.start) {
        // "Team: email, with an answer within two days": a list of what each has.
        scopes.extend(thing(words, 0..colon));
    }
    if (clause.start..own.start).any(|at| matches!(words.lower(at), "its" | "their")) {
        // "The T2 has no fan, and its limit is 128": of what the sentence speaks.
        scopes.extend(scope(words, 0..clause.start, 0..0));
    }
    if quantity.dimension == Dimension::Count && quantity.unit.contains('/') {
        // So many a minute and so many a day are two limits.
        let behind = own.end..words.len().min(own.end + PER);
        scopes.extend(behind.map(|at| words.lower(at)).filter(|word| PERIODS.contains(word)).map(plain_term));
    }
    if aspect == Aspect::Attempts && clause.clone().any(|at| matches!(words.lower(at), "retried" | "retries" | "retry"))
    {
        // Four retries are five attempts.
        scopes.push(plain_term("retry"));
    }
    if aspect == Aspect::Kept {
        // Deleted files are other files.
        let joined = |at: &usize| Family::Keeping.has(words.lower(*at)) && words.lower(*at).ends_with('d');
        let noun = |at: usize| words.tokens.get(at).is_some_and(text::Token::is_word) && words.terms[at].is_some();
        let before = |at: usize| at == clause.start || matches!(words.lower(at - 1), "the" | "all" | "of" | "and");
        scopes.extend(
            clause.clone().filter(|at| joined(at) && noun(at + 1) && before(*at)).filter_map(|at| words.terms[at]),
        );
    }
    // Whether it is kept for a month or deleted after one, and what is done to more, is told by the aspect.
    let told = |lower: &str| match aspect {
        Aspect::Kept => Family::Keeping.has(lower),
        Aspect::Maximum => refused && is_refusing(lower),
        _ => false,
    };
    let verbs: Vec<Term> =
        clause.clone().filter(|&at| told(words.lower(at))).filter_map(|at| words.terms[at]).collect();
    named.retain(|term| !verbs.contains(term));
    if quantity.dimension == Dimension::Duration && aspect == Aspect::Default {
        drop_waiting(&mut named);
    }
    if label_min {
        scopes.clear();
    }
    // The plan that confines it is no part of what it is.
    let of_scope = |at: &usize| {
        is_sold(words.lower(*at)) || scopes.iter().any(|scope| scope.hash == plain_term(words.lower(*at)).hash)
    };
    let sold: Vec<Term> = (0..words.len()).filter(of_scope).filter_map(|at| words.terms[at]).collect();
    let confines = |term: &Term| sold.iter().any(|scope| scope.hash == term.hash);
    named.retain(|term| scopes.is_empty() || !confines(term));
    scopes.extend(scene.scope.iter().copied());
    if aspect == Aspect::Price {
        // A year that is paid at once has a price of its own.
        let periods = own.clone().map(|at| words.lower(at)).filter(|word| PERIODS.contains(word));
        scopes.extend(periods.map(plain_term));
    }
    let (mut aspect, mut name) = identified(words, scene, (own, &clause, aspect), unset, lexicon)?;
    if quantity.dimension == Dimension::Count
        && quantity.unit.strip_prefix('/').is_some_and(|per| !per.is_empty() && per != "s")
    {
        // "20 dashboards per workspace" are so many that a workspace may have.
        quantity.unit.clear();
        let per = own.clone().find(|&at| words.lower(at) == "per").map_or(own.end, |per| per + 1);
        named.extend(thing(words, per..own.end));
    }
    let default = aspect == Aspect::Default && quantity.dimension == Dimension::Count;
    if default && name.iter().any(|term| term.hash == plain_term("port").hash) && name::is_whole(quantity) {
        // `server.port`: what is left of the name says whose port it is.
        (quantity.dimension, quantity.counted.head) = (Dimension::Label, "port".to_owned());
        named = name.iter().copied().filter(|term| term.hash != plain_term("port").hash).collect();
        (aspect, name) = (Aspect::Port, Vec::new());
    } else if let Some(unit) = scene.unit.as_deref().filter(|_| default && headless(quantity))
        && let Some(unit) = known(unit, lexicon)
    {
        give(quantity, unit);
    }
    if aspect == Aspect::Price {
        // "Team costs $29."
        let costs = (1..own.start).find(|&at| matches!(words.lower(at), "costs" | "cost"));
        let plan = costs.filter(|&at| at == 1 && words.tokens[0].is_capital());
        scopes.extend(plan.map(|_| plain_term(words.lower(0))));
        named.retain(|term| plan.is_none() || Some(term.hash) != words.terms[0].map(|term| term.hash));
    }
    // "TLS 1.3 is the lowest version of the server": what it is of does not tell it from other versions, who needs it does.
    let (owner, near) = match label_min {
        true => (needer(words, &clause, own), clause.start..own.start),
        false => (owner(words, &clause, own), clause),
    };
    Some(Setting {
        aspect,
        thing: text::sorted(named),
        lent: scene.lent.clone(),
        scope: text::sorted(scopes),
        owner,
        name,
        sides: text::sorted(sides(words, near).into_iter().chain(scene.sides.iter().copied()).collect()),
    })
}

/// Whether a word that mostly names the grammar of a setting may be the thing that is set itself.
fn is_noun(lower: &str) -> bool {
    matches!(lower, "value" | "values" | "line" | "lines" | "version" | "versions" | "argument" | "arguments")
}

/// Terms of what happens, verbs in their plain form and adverbs left out.
fn event(words: &Words<'_>, range: Range<usize>) -> Vec<Term> {
    // "Pebble writes a snapshot": a name that is a word elsewhere. "Compression saves" is none.
    let abstracted =
        |lower: &str| ["ion", "ment", "ing", "ness", "ity", "ance", "ence", "s"].iter().any(|end| lower.ends_with(end));
    let acts = words.lower(1).ends_with('s') && !matches!(words.lower(1), "is" | "has" | "was" | "does");
    let named = words.tokens[0].is_capital() && acts && words.terms[0].is_some() && !abstracted(words.lower(0));
    let plain = |at: usize| match verbs::get().base(words.lower(at)) {
        _ if at == 0 && named => {
            words.terms[0].map(|term| Term { weight: frequency::NAME, ..term }).into_iter().collect()
        }
        Some(base) => vec![plain_term(&base)],
        None if words.lower(at).ends_with("ly") => Vec::new(),
        None => thing(words, at..at + 1),
    };
    range.flat_map(plain).collect()
}

/// Drops what every time for which something waits has, where anything else names it: "the timeout of a query".
pub(super) fn drop_waiting(named: &mut Vec<Term>) {
    let waits = |term: &Term| {
        ["timeout", "wait", "time", "duration"]
            .iter()
            .any(|word| term.hash == plain_term(word).hash || term.hash == concept_hash(word))
    };
    if !named.iter().all(waits) {
        named.retain(|term| !waits(term));
    }
}

/// Whether a plan is said to come with so much of something: "the free plan includes 10 GB of storage".
fn quota(quantity: &Quantity, words: &Words<'_>, own: &Range<usize>, clause: &Range<usize>) -> bool {
    let verb = (clause.start..own.start).rev().find(|&at| {
        matches!(words.lower(at), "includes" | "include" | "offers" | "has" | "gives")
            || matches!(words.lower(at), "comes" | "come") && words.lower(at + 1) == "with"
    });
    // "The plan includes support for 3 regions": what is counted follows the verb.
    let near = |verb: usize| (verb + 1..own.start).all(|at| words.terms[at].is_none() || words.lower(at) == "up");
    let sold = |verb: usize| verb > clause.start && is_sold(words.lower(verb - 1));
    !quantity.counted.head.is_empty()
        && matches!(quantity.dimension, Dimension::Count | Dimension::Data)
        && verb.is_some_and(|verb| sold(verb) && near(verb))
}

/// The clause of a number, with the words before a colon of which it is the value: "`workers`: 8 by default".
fn reach(words: &Words<'_>, own: &Range<usize>) -> Range<usize> {
    let clause = words.clause(own.start);
    let colon = (clause.start.saturating_sub(1)..=clause.start).find(|&at| words.tokens[at].is_mark(':'));
    let start = match colon.and_then(|colon| colon.checked_sub(1)) {
        Some(before) => words.clause(before).start,
        None => clause.start,
    };
    // "page size (default: 20)"
    let open = (start.saturating_sub(1)..=start).find(|&at| words.tokens[at].is_mark('('));
    match open.and_then(|open| open.checked_sub(1)) {
        Some(before) => words.clause(before).start..clause.end,
        None => start..clause.end,
    }
}

/// The part of a clause that speaks of a number, where commas part it from others: "1 MB on Free, 32 MB on Team".
fn listed_part(words: &Words<'_>, clause: &Range<usize>, own: &Range<usize>) -> Range<usize> {
    let part = segment(words, own);
    let part = part.start.max(clause.start)..part.end.min(clause.end);
    let numbers = |range: Range<usize>| range.into_iter().any(|at| words.tokens[at].kind == TokenKind::Number);
    if numbers(clause.start..part.start) || numbers(part.end..clause.end) { part } else { clause.clone() }
}

/// Terms behind "of" in front of a number or its verb: "the timeout of a request is 30 seconds".
fn owner(words: &Words<'_>, clause: &Range<usize>, own: &Range<usize>) -> Vec<Term> {
    let Some(of) = (clause.start..own.start).find(|&at| words.lower(at) == "of") else { return Vec::new() };
    let named = (of + 1..own.start)
        .take_while(|&at| matches!(words.lower(at), "a" | "an" | "the" | "each") || words.terms[at].is_some());
    thing(words, of + 1..named.last().map_or(of + 1, |at| at + 1))
}

/// Terms of the part of the program that needs a version: "plug-ins require Python 3.9", "Python 3.9 for the plug-ins".
fn needer(words: &Words<'_>, clause: &Range<usize>, own: &Range<usize>) -> Vec<Term> {
    let needs = |at: &usize| matches!(words.lower(*at), "need" | "needs" | "require" | "requires");
    let subject = (clause.start..own.start).find(needs).map_or(clause.start..clause.start, |verb| clause.start..verb);
    let purpose = (own.end..clause.end).find(|&at| words.lower(at) == "for").map_or(0..0, |at| at + 1..clause.end);
    // A name is the program's own; a plural that opens the sentence is none.
    let part = |at: &usize| !words.tokens[*at].is_capital() || *at == 0 && words.lower(*at).ends_with('s');
    // What the client needs, the server offers.
    let side = |at: &usize| Family::Sides.has(words.lower(*at));
    let named = subject.chain(purpose).filter(|at| part(at) && !side(at)).flat_map(|at| thing(words, at..at + 1));
    let own = |term: &Term| term.weight < frequency::NAME && !manuals::get().is_program(term.hash);
    text::sorted(named.filter(own).collect())
}

/// The words in front of the first comma, where they say of which plan or system all of it is: "On the Starter plan, ...".
fn opening_place(words: &Words<'_>, own: &Range<usize>) -> Range<usize> {
    let comma = (0..own.start).find(|&at| words.tokens[at].is_mark(','));
    let place = matches!(words.lower(0), "on" | "in" | "for" | "with" | "under");
    0..comma.filter(|_| place).unwrap_or(0)
}

/// The number with its head.
fn head_range(quantity: &Quantity, words: &Words<'_>, own: &Range<usize>) -> Range<usize> {
    let head = quantity.counted.span.map_or(own.clone(), |head| words.inside(head));
    own.start.min(head.start)..own.end.max(head.end)
}

/// The tokens around a number up to the nearest marks.
pub(super) fn segment(words: &Words<'_>, own: &Range<usize>) -> Range<usize> {
    let mark = |at: &usize| [',', ';', '(', ')', ':', '|'].iter().any(|&mark| words.tokens[*at].is_mark(mark));
    let start = (0..own.start).rev().find(mark).map_or(0, |at| at + 1);
    let end = (own.end..words.len()).find(mark).unwrap_or(words.len());
    start..end
}
