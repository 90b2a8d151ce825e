//! What is on or off unless somebody changes it, and what is heeded or ignored.

use super::allowed::{EVERYBODY, allowed};
use super::everywhere::{EVERY_PLAN, EVERY_SYSTEM, everywhere};
use super::fault::{GOES_ON, outcome};
use super::need::{NEEDED, needs};
use super::phrase::{self, soon};
use super::precedence::{PRECEDENCE, precedence};
use super::question;
use super::removed::THERE;
use super::scene::Scene;
use super::support::{self, DEPRECATED, SUPPORT, active, changed, named, runs, supports};
use super::table;
use super::thing::{few, thing};
use super::usual::usual;
use crate::extract::words::Words;
use crate::lexicon::Lexicon;
use crate::lexicon::manuals::{self, Family};
use crate::model::{Aspect, Assertion, Axis, Direction, Polarity, Term};
use crate::text::TokenKind;
use std::ops::Range;

/// Axis of what holds where nothing is set.
pub(crate) const DEFAULT: &str = "default-on-off";
/// Axis of what a program heeds.
pub(crate) const HEED: &str = "heed-ignore";
/// Content terms beyond which the words beside a predicate are no name of a thing.
const NAME: usize = 5;

/// Axis of the systems on which a program runs.
pub(crate) const SYSTEM: &str = "runs-on";

/// Axes of what a thing does, but for what it does by default.
const AXES: [&str; 12] = [
    EVERYBODY,
    THERE,
    DEFAULT,
    HEED,
    SYSTEM,
    SUPPORT,
    DEPRECATED,
    EVERY_PLAN,
    EVERY_SYSTEM,
    NEEDED,
    GOES_ON,
    PRECEDENCE,
];

/// Whether an axis is one of those on which manuals say what a thing does or where it runs.
pub(crate) fn is_switch(axis: &Axis) -> bool {
    matches!(axis, Axis::Opposites(id) if AXES.contains(&id.as_str()) || manuals::get().is_act(id))
}

/// Whether an axis is that of what is needed.
pub(crate) fn is_need(axis: &Axis) -> bool {
    matches!(axis, Axis::Opposites(id) if id == NEEDED)
}

/// Whether an axis is that of what is supported.
pub(crate) fn is_support(axis: &Axis) -> bool {
    matches!(axis, Axis::Opposites(id) if [SYSTEM, SUPPORT].contains(&id.as_str()))
}

/// The switches of a sentence, with their mood where it is not the sentence's.
pub(super) fn switches(words: &Words<'_>, scene: &Scene, lexicon: &Lexicon) -> Vec<(Polarity, Option<Assertion>)> {
    let mut out = Vec::new();
    for at in 0..words.len() {
        // The condition is what makes it a default.
        out.extend(
            unasked(words, at).or_else(|| unless_turned(words, at)).map(|found| (found, Some(Assertion::Stated))),
        );
        out.extend(
            supports(words, at).into_iter().chain(active(words, at)).chain(runs(words, at)).map(|found| (found, None)),
        );
        out.extend(
            usual(words, at)
                .into_iter()
                .chain(precedence(words, at))
                .chain(allowed(words, at))
                .map(|found| (found, Some(Assertion::Stated))),
        );
        out.extend(everywhere(words, at).into_iter().map(|found| (found, None)));
        // "You must have" asks, and yet states.
        let asks = (words.lower(at) == "must").then_some(Assertion::Stated);
        out.extend(needs(words, at, scene).into_iter().map(|found| (found, asks)));
        // "It is off by default and must be turned on": what follows is no condition.
        let plain = |at: usize| words.clause(at).take_while(|&word| word < at).all(|word| !is_open(words.lower(word)));
        let by_default = by_default(words, at, scene).map(|found| (found, plain(at).then_some(Assertion::Stated)));
        out.extend(by_default.or_else(|| Some((heeded(words, at)?, None))));
    }
    out.extend(outcome(words, lexicon).map(|found| (found, Some(Assertion::Stated))));
    let listed = if scene.which { support::each(words, 0..words.len(), true) } else { Vec::new() };
    let told = question::answer(words, &scene.yes).into_iter().chain(changed(words, scene)).chain(listed);
    out.extend(told.map(|found| (found, Some(Assertion::Stated))));
    out.extend(systems(words, scene, lexicon).into_iter().map(|found| (found, None)));
    out
}

/// Whether a word leaves open what follows it.
fn is_open(lower: &str) -> bool {
    matches!(
        lower,
        "if" | "unless" | "will" | "would" | "may" | "might" | "can" | "could" | "should" | "whether" | "must"
    )
}

/// Whether a word is that of a switch which is on, or off.
pub(super) fn on_or_off(lower: &str) -> Option<bool> {
    match lower {
        "on" | "enabled" | "true" | "yes" => Some(true),
        "off" | "disabled" | "false" | "no" => Some(false),
        _ => None,
    }
}

/// What a row of a table says is on or off by default, or supported or not.
pub(super) fn row(words: &Words<'_>, scene: &Scene) -> Vec<Polarity> {
    table::told(words, scene.columns.as_ref(), |column, label, cell| {
        let end = cell.end;
        let standing = match (cell.len(), words.lower(cell.start), words.lower(end.saturating_sub(1))) {
            (1, "supported", _) => Some(true),
            (1, "unsupported", _) | (2, "not", "supported") => Some(false),
            _ => None,
        };
        if let Some(on) = standing.filter(|_| !column.old) {
            let (axis, subject) = named(words, label.clone());
            return polarity(words, label.start..end, axis, on, subject);
        }
        if column.least {
            // A table of the least versions lists what it runs on.
            let system = label.len() == 1 && Family::Systems.has(words.lower(label.start));
            let named = (system && cell.len() > 1).then(|| words.terms_in(label.clone()))?;
            return polarity(words, label.clone(), SYSTEM, true, named);
        }
        let on = on_or_off(words.lower(cell.start))?;
        let shown = label.start..cell.end;
        if cell.len() != 1 || column.old {
            None
        } else if column.aspect == Some(Aspect::Default) {
            polarity(words, shown, DEFAULT, on, thing(words, label.clone()))
        } else if column.supported {
            let (axis, subject) = named(words, label.clone());
            polarity(words, shown, axis, on, subject)
        } else {
            None
        }
    })
}

/// "runs on Linux and Windows", "no plans for a Windows server".
fn systems(words: &Words<'_>, scene: &Scene, lexicon: &Lexicon) -> Vec<Polarity> {
    let negated = crate::extract::mood::negated(words, lexicon);
    let has = |list: &[&str]| words.tokens.iter().any(|token| list.contains(&token.lower.as_ref()));
    let reads = |at: usize, list: &[&str]| list.contains(&words.lower(at));
    // What holds for a part only, or from another day on, is neither yes nor no.
    let partly =
        ["only", "development", "experimental", "will", "if", "preview", "beta", "client", "clients", "was", "were"];
    if has(&partly) {
        return Vec::new();
    }
    let listed =
        (0..words.len()).any(|at| reads(at, &["runs", "run", "available", "works"]) && reads(at + 1, &["on", "for"]));
    let offered = (0..words.len())
        .any(|at| reads(at, &["download", "downloads", "installers", "packages", "binaries"]))
        && (0..words.len()).filter(|&at| Family::Systems.has(words.lower(at))).count() > 1;
    let listed = listed || offered;
    let supported = (0..words.len()).find(|&at| reads(at, &["supported"]) && reads(at + 1, &["on", "for"]));
    let denied = has(&["not", "no", "without", "except", "unsupported"]);
    let sign = |at: usize| {
        let builds = ["server", "build", "builds", "version", "installer", "package", "packages", "support"];
        let refused = reads(at + 1, &builds)
            && (at.saturating_sub(5)..at).any(|no| reads(no, &["no"]) && (reads(no + 1, &["plans"]) || no + 1 == at));
        if refused {
            Some(false)
        } else {
            let listed = scene.systems || listed || supported.is_some_and(|supported| supported < at);
            (listed && !denied && negated[at] == Some(false)).then_some(true)
        }
    };
    // "Windows 7" is one of them, and "supported" is read by itself.
    let alone = |at: usize| words.tokens.get(at + 1).is_none_or(|next| next.kind != TokenKind::Number);
    let predicate = |at: usize| reads(at, &["supported", "unsupported"]) && supported != Some(at);
    (0..words.len())
        .filter(|&at| Family::Systems.has(words.lower(at)) && words.tokens[at].raw.contains(char::is_uppercase))
        .filter(|&at| alone(at) && !words.clause(at).any(predicate) && supported.is_none_or(|supported| supported < at))
        .filter_map(|at| {
            let on = sign(at)?;
            // The words that tell the sign: up to the name where it is in a list, from the name where it is turned down.
            let shown = if on { words.clause(at).start..at + 1 } else { at..words.len().min(at + 4) };
            polarity(words, shown, SYSTEM, on, words.terms_in(at..at + 1))
        })
        .collect()
}

pub(super) fn polarity(
    words: &Words<'_>,
    shown: Range<usize>,
    axis: &str,
    on: bool,
    subject: Vec<Term>,
) -> Option<Polarity> {
    let subject = few(subject, NAME)?;
    let direction = if on { Direction::Positive } else { Direction::Negative };
    Some(Polarity {
        heads: Vec::new(),
        span: words.span(shown),
        axis: Axis::Opposites(axis.to_owned()),
        direction,
        subject,
        object: Vec::new(),
    })
}

/// "X is on by default", "X is disabled by default", "X is opt-in", "X is off unless you turn it on".
fn by_default(words: &Words<'_>, at: usize, scene: &Scene) -> Option<Polarity> {
    let by = |at: usize| {
        phrase::by_default(words, at)
            // "Off for new forms", "for all new projects".
            || words.lower(at) == "for" && words.soon(at, 2, &["new"])
            || words.lower(at) == "out" && words.lower(at + 1) == "of" && words.soon(at, 3, &["box"])
            || words.lower(at) == "when" && words.lower(at + 1) == "you" && words.soon(at + 1, 2, &["buy", "install"])
    };
    // "It is off unless you turn it on."
    let unless = |at: usize| words.lower(at) == "unless" && soon(words, at, 5, Family::Switching);
    let (on, end) = match words.lower(at) {
        "on" | "enabled" | "active" | "activated" if by(at + 1) => (true, at + 3),
        "off" | "disabled" | "inactive" if by(at + 1) => (false, at + 3),
        "on" | "enabled" if unless(at + 1) => (true, at + 1),
        "off" | "disabled" if unless(at + 1) => (false, at + 1),
        "opt" if words.lower(at + 2) == "in" => (false, at + 3),
        "opt" if words.lower(at + 2) == "out" => (true, at + 3),
        _ => return None,
    };
    let clause = words.clause(at);
    let copula = (clause.start..at)
        .rev()
        .find(|&at| matches!(words.lower(at), "is" | "are" | "stays" | "remains" | "comes" | "ships"));
    let Some(copula) = copula else {
        // "`--color`: colours the output. On by default.", "`--color` (on by default)", "`--color`: on by default".
        let open = at.checked_sub(1).filter(|&open| words.tokens[open].is_mark('(') || words.tokens[open].is_mark(':'));
        let subject = match open {
            Some(open) => thing(words, 0..open),
            None if at == 0 => scene.lent.clone(),
            None => return None,
        };
        return polarity(words, at..end.min(words.len()), DEFAULT, on, subject);
    };
    let gap: Vec<&str> = (copula + 1..at).map(|at| words.lower(at)).collect();
    let flipped = gap.contains(&"not");
    let plain =
        gap.iter().all(|word| matches!(*word, "now" | "still" | "not" | "turned" | "switched" | "always" | "strictly"));
    if !plain || words.tokens[clause.start].lower == "if" {
        return None;
    }
    let named = clause.start..copula;
    let pronoun = named.len() == 1 && matches!(words.lower(named.start), "it" | "this" | "that" | "they");
    let subject = if pronoun { scene.lent.clone() } else { thing(words, named.clone()) };
    polarity(words, named.start..end.min(words.len()), DEFAULT, on != flipped, subject)
}

/// "does not send X unless you ask it to".
fn unasked(words: &Words<'_>, at: usize) -> Option<Polarity> {
    let negated = matches!(words.lower(at), "not" | "never") || words.lower(at).ends_with("n't");
    let verb = at + 1;
    if !negated || !Family::Sending.has(words.lower(verb)) {
        return None;
    }
    let unless = (verb..words.len().min(verb + 9)).find(|&at| matches!(words.lower(at), "unless" | "until"))?;
    if !soon(words, unless, 7, Family::Agreeing) {
        return None;
    }
    polarity(words, at..unless, DEFAULT, false, thing(words, verb + 1..unless))
}

/// "The traffic is in the clear unless you turn on X": X is off where nobody does.
fn unless_turned(words: &Words<'_>, at: usize) -> Option<Polarity> {
    if words.lower(at) != "unless" || !matches!(words.lower(at + 1), "you" | "it" | "they") {
        return None;
    }
    let verb = (at + 2..words.len().min(at + 4)).find(|&at| Family::Switching.has(words.lower(at)))?;
    let (on, named) = match (words.lower(verb), words.lower(verb + 1)) {
        ("turn" | "switch", "on") => (false, verb + 2),
        ("turn" | "switch", "off") => (true, verb + 2),
        ("enable", _) => (false, verb + 1),
        ("disable", _) => (true, verb + 1),
        _ => return None,
    };
    let range = object(words, named..words.clause(verb).end, &["in", "for", "with", "and"]);
    // "Unless you enable it": what was off is told by the words in front.
    let pronoun = range.len() == 1 && matches!(words.lower(range.start), "it" | "them" | "this" | "that");
    if pronoun || range.is_empty() {
        return None;
    }
    polarity(words, at..range.end, DEFAULT, on, thing(words, range))
}

/// What stands behind a verb, up to a mark or one of the words `until`.
fn object(words: &Words<'_>, range: Range<usize>, until: &[&str]) -> Range<usize> {
    let stops =
        |at: usize| words.tokens[at].is_mark(',') || words.tokens[at].is_mark('.') || until.contains(&words.lower(at));
    range.start..range.clone().find(|&at| stops(at)).unwrap_or(range.end)
}

/// "X is ignored", "the call honours X".
fn heeded(words: &Words<'_>, at: usize) -> Option<Polarity> {
    let clause = words.clause(at);
    let (on, active) = match words.lower(at) {
        "honours" | "honors" | "respects" | "obeys" => (true, true),
        "ignores" | "disregards" => (false, true),
        "honoured" | "honored" | "respected" | "obeyed" => (true, false),
        "ignored" | "disregarded" => (false, false),
        _ => return None,
    };
    if active {
        let object = object(words, at + 1..clause.end, &["when", "in", "on", "if", "for"]);
        return polarity(words, at..object.end, HEED, on, thing(words, object));
    }
    let copula = (clause.start..at).rev().find(|&at| matches!(words.lower(at), "is" | "are"))?;
    let gap: Vec<&str> = (copula + 1..at).map(|at| words.lower(at)).collect();
    let flipped = gap.contains(&"not");
    if !gap.iter().all(|word| matches!(*word, "not" | "now" | "always" | "never" | "silently" | "simply"))
        || gap.contains(&"never")
    {
        return None;
    }
    polarity(words, clause.start..at + 1, HEED, on != flipped, thing(words, clause.start..copula))
}
