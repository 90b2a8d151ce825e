//! Values in words: "`mode` defaults to `none`", "the default log level is `info`", "released under the MIT licence".

use super::code::{codes, joined};
use super::name;
use super::scene::Scene;
use super::switch::on_or_off;
use super::table;
use super::thing::thing;
use crate::extract::words::Words;
use crate::lexicon::{Lexicon, manuals::Family};
use crate::model::{Aspect, Standing, Status, Term};
use crate::text::{self, TokenKind};
use std::ops::Range;

/// Words of the longest value.
const VALUE: usize = 3;
/// Weight from which a single word names a setting by itself, in thousandths of a nat.
const RARE: u16 = 5500;
/// Weight of the term of a licence, in thousandths of a nat: as telling as a rare word.
const WEIGHT: u16 = 5000;

/// Words in front of "under" and a licence.
const PUBLISHED: [&str; 6] = ["licensed", "released", "distributed", "available", "published", "software"];

/// The values in words that a sentence gives.
pub(super) fn given(words: &Words<'_>, scene: &Scene, lexicon: &Lexicon) -> Vec<Status> {
    default(words, scene, lexicon).into_iter().chain(licence(words, scene)).collect()
}

/// The defaults of a row of a table.
pub(super) fn row(words: &Words<'_>, scene: &Scene, lexicon: &Lexicon) -> Vec<Status> {
    table::told(words, scene.columns.as_ref(), |column, label, cell| {
        let given = column.aspect == Some(Aspect::Default) && !column.old && !column.supported;
        let shown = value(words, cell.clone()).filter(|_| given)?;
        status(words, shown, name::name(words, label.clone(), lexicon), label.clone())
    })
}

/// "X defaults to V", "the default of X is V", "the default X is V", and under the heading X "default: V".
fn default(words: &Words<'_>, scene: &Scene, lexicon: &Lexicon) -> Option<Status> {
    let at = (0..words.len()).find(|&at| matches!(words.lower(at), "default" | "defaults"))?;
    let sentence = (0..words.len()).rev().find(|&at| !words.tokens[at].is_mark('.'))? + 1;
    let verb = words.lower(at) == "defaults" && words.lower(at + 1) == "to";
    let (named, behind) = if verb {
        (0..at, at + 2)
    } else if words.tokens.get(at + 1).is_some_and(|mark| mark.is_mark(':')) && opens(words, at) {
        (0..0, at + 2)
    } else if words.lower(at) == "default" && at <= 1 {
        let copula = (at + 1..sentence).find(|&at| words.lower(at) == "is")?;
        let of = usize::from(matches!(words.lower(at + 1), "value" | "setting"));
        let of = of + usize::from(matches!(words.lower(at + 1 + of), "of" | "for"));
        (at + 1 + of..copula, copula + 1)
    } else {
        return None;
    };
    // What stands in front may confine it: "with a proxy, ...".
    let confined = named.clone().any(|at| words.tokens[at].is_mark(','));
    let value = value(words, behind..sentence).filter(|_| !confined)?;
    let coded = codes(words, named.clone());
    let own = match coded.as_slice() {
        [] => name::name(words, named.clone(), lexicon),
        [code] => name::name(words, code.tokens.clone(), lexicon),
        _ => return None,
    };
    // "The `level` of the client defaults to": of another thing.
    let other = thing(words, named.clone()).iter().any(|term| !own.iter().any(|part| part.hash == term.hash));
    let silent = named.clone().all(|at| words.terms[at].is_none() || Family::Grammar.has(words.lower(at)));
    let name = if silent { scene.name.clone() } else { own };
    if other && coded.is_empty() || leans(words, named.clone()) && !silent {
        return None;
    }
    status(words, value, name, if silent { at..at + 1 } else { named })
}

/// Whether the token opens the sentence, marks of code aside.
fn opens(words: &Words<'_>, at: usize) -> bool {
    (0..at).all(|at| words.tokens[at].kind == TokenKind::Mark)
}

/// Whether the name is more than one: "the level of the client", "`level` in the archive".
fn leans(words: &Words<'_>, range: Range<usize>) -> bool {
    range.into_iter().any(|at| matches!(words.lower(at), "of" | "in" | "on" | "for" | "with" | "if" | "when"))
}

/// The value in the tokens `range`, where it is a few words that are no number and no switch, and nothing else.
fn value(words: &Words<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let mark = |at: usize| words.tokens[at].is_mark('`') || words.tokens[at].is_mark('"');
    let light = |at: usize| mark(at) || matches!(words.lower(at), "now" | "always" | "usually");
    let start = range.clone().find(|&at| !light(at))?;
    let end = range.clone().rev().find(|&at| !mark(at))? + 1;
    let word = |at: usize| words.tokens[at].is_word() || at > start && joined(words, at);
    let count = (start..end).filter(|&at| words.tokens[at].is_word()).count();
    let code = start > range.start && mark(start - 1);
    // "The number of cores", "the current folder": told, not given.
    let told = !code
        && (start..end).any(|at| {
            matches!(words.lower(at), "the" | "a" | "an" | "of" | "your" | "number" | "not" | "no" | "if" | "what")
        });
    let switch = on_or_off(words.lower(start)).is_some();
    ((1..=VALUE).contains(&count) && (start..end).all(word) && !told && !(switch && count == 1)).then_some(start..end)
}

/// The value at the tokens `value` of what is named so.
fn status(words: &Words<'_>, value: Range<usize>, name: Vec<Term>, named: Range<usize>) -> Option<Status> {
    let office = words.tokens[value.clone()].iter().map(|token| token.lower.as_ref()).collect::<Vec<_>>().join(" ");
    let status = Status::of_thing(words.span(value), printed(words, named), name, Standing::Given);
    // A single common word is a name in each of several sections.
    let telling = status.subject_terms.len() > 1 || status.subject_terms.iter().any(|term| term.weight >= RARE);
    telling.then_some(Status { office, ..status })
}

/// "Released under the MIT licence", "Licence: MIT", and under the heading "Licence" a licence by itself.
fn licence(words: &Words<'_>, scene: &Scene) -> Option<Status> {
    let short =
        |at: usize| words.lower(at).trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | 'v'));
    let family = |at: usize| full_name(words, at).unwrap_or_else(|| short(at));
    let found: Vec<usize> = (0..words.len()).filter(|&at| Family::Licences.has(family(at))).collect();
    // Of two the reader may choose, or one is of a part.
    let &[at] = found.as_slice() else { return None };
    let says = |at: usize| matches!(words.lower(at), "license" | "licence" | "licensing");
    let light = |at: usize| {
        says(at)
            || words.terms[at].is_none()
            || matches!(
                words.lower(at),
                "version"
                    | "gnu"
                    | "affero"
                    | "lesser"
                    | "public"
                    | "general"
                    | "terms"
                    | "software"
                    | "open"
                    | "source"
                    | "clause"
                    | "simplified"
                    | "revised"
                    | "new"
                    | "now"
            )
    };
    let under = (1..at)
        .rev()
        .find(|&at| words.lower(at) == "under")
        .filter(|&under| (under + 1..at).all(light) && PUBLISHED.contains(&words.lower(under - 1)));
    let (named, rest) = match under {
        Some(under) => {
            let copula = (0..under).rev().find(|&at| matches!(words.lower(at), "is" | "are"));
            let verbs = copula.map_or(under - 1, |copula| copula + 1);
            let plain = (verbs..under).all(|at| {
                PUBLISHED.contains(&words.lower(at)) || matches!(words.lower(at), "and" | "open" | "source" | "free")
            });
            // "... version 3, in both editions."
            let end = (under + 1..words.len()).find(|&at| words.lower(at) == "in").unwrap_or(words.len());
            (0..copula.filter(|_| plain).or((under == 1).then_some(0))?, under + 1..end)
        }
        // "Licence: MIT", "the licence is MIT", "MIT" under its heading.
        None => {
            let link = |at: usize| words.tokens[at].is_mark(':') || words.lower(at) == "is";
            let headed = scene.licence || (0..at).any(says) && (0..at).any(link);
            (0..0, if headed { 0..words.len() } else { return None })
        }
    };
    if !rest.clone().all(|other| other == at || light(other)) || rest.into_iter().any(|at| words.lower(at) == "or") {
        return None;
    }
    // "Apache 2.0", "GPL-3.0", "Apache License, Version 2.0".
    let digits = |raw: &str| {
        let raw = raw.trim_start_matches(['v', '-']);
        raw.starts_with(|c: char| c.is_ascii_digit()).then(|| raw.trim_end_matches(".0").to_owned())
    };
    let joined = digits(words.lower(at).trim_start_matches(short(at)));
    let version = joined.or_else(|| (at + 1..words.len()).take(6).find_map(|at| digits(words.lower(at))));
    let first = codes(words, named.clone()).is_empty().then(|| thing(words, named.clone()))?;
    let leans = |at: usize| matches!(words.lower(at), "until" | "before" | "version" | "versions" | "of" | "in" | "on");
    if named.clone().any(leans) {
        return None;
    }
    let licence = Term { hash: text::hash("given:licence"), weight: WEIGHT };
    let terms = text::sorted(first.into_iter().chain([licence]).collect());
    let status = Status::of_thing(words.tokens[at].span, printed(words, named), terms, Standing::Given);
    Some(Status {
        office: std::iter::once(family(at).to_owned()).chain(version).collect::<Vec<_>>().join(" "),
        ..status
    })
}

/// The short name of a licence whose full name begins at `at`: "Mozilla Public License".
fn full_name(words: &Words<'_>, at: usize) -> Option<&'static str> {
    let follows = |step: usize, list: &[&str]| list.contains(&words.lower(at + step));
    match words.lower(at) {
        "mozilla" if follows(1, &["public"]) => Some("mpl"),
        "eclipse" if follows(1, &["public"]) => Some("epl"),
        "affero" if follows(1, &["general"]) => Some("agpl"),
        "lesser" if follows(1, &["general"]) => Some("lgpl"),
        "general" if follows(1, &["public"]) && !(at > 0 && matches!(words.lower(at - 1), "affero" | "lesser")) => {
            Some("gpl")
        }
        _ => None,
    }
}

/// The tokens as they stand in the text, but for the white space between them.
fn printed(words: &Words<'_>, range: Range<usize>) -> String {
    let mut out = String::new();
    for at in range.clone() {
        if at > range.start && !joined(words, at) {
            out.push(' ');
        }
        out.push_str(words.tokens[at].raw);
    }
    out
}

/// Whether a heading says that the licence stands below it.
pub(super) fn heads_licence(words: &Words<'_>) -> bool {
    let says = |at: usize| matches!(words.lower(at), "license" | "licence");
    (0..words.len()).any(says) && (0..words.len()).all(|at| says(at) || words.terms[at].is_none())
}
