//! Numbers that set something: defaults, limits, ports, prices, attempts.

use super::scene::{Scene, scope};
use super::table::{Column, aspect, cells};
use super::thing::{plain_term, thing, version};
use crate::extract::words::Words;
use crate::model::{
    Aspect, Assertion, BlockKind, Claim, Dimension, Facet, Number, Qualifier, Quantity, QuantityRole, Range as Values,
    Setting, Term,
};
use crate::text;
use std::ops::Range;

/// Content terms up to which a sentence is a fragment that leans on its question.
const FRAGMENT: usize = 6;

/// What a price is paid for.
const PERIODS: [&str; 5] = ["hour", "day", "week", "month", "year"];

/// Verbs that say how long something is kept.
const KEEPING: [&str; 12] = [
    "keep",
    "kept",
    "keeps",
    "stored",
    "retained",
    "remembered",
    "deleted",
    "vanish",
    "expire",
    "expires",
    "removed",
    "erased",
];

/// Marks the numbers of a claim that set something.
pub(super) fn mark(claim: &mut Claim, words: &Words<'_>, scene: &Scene) {
    let row = claim.block == BlockKind::TableRow;
    for (facet, mood) in claim.facets.iter_mut().zip(&mut claim.moods) {
        let Facet::Quantity(quantity) = facet else { continue };
        let own = words.inside(quantity.span);
        if own.is_empty() {
            continue;
        }
        let setting = if row { cell(quantity, words, scene, &own) } else { clause(quantity, words, scene, &own) };
        let allowed = |setting: &Setting| setting.aspect == Aspect::Maximum && *mood == Assertion::Hypothetical;
        if setting.as_ref().is_some_and(allowed) && !words.clause(own.start).any(|at| conditional(words.lower(at))) {
            // "May have up to 100 MB" is a permission.
            *mood = Assertion::Stated;
        }
        quantity.counted.setting = setting.filter(|_| !scene.history).map(Box::new);
    }
}

fn conditional(lower: &str) -> bool {
    matches!(lower, "if" | "unless" | "might" | "could" | "would" | "whether" | "when")
}

/// What a number in running text sets.
fn clause(quantity: &mut Quantity, words: &Words<'_>, scene: &Scene, own: &Range<usize>) -> Option<Setting> {
    if !matches!(quantity.role, QuantityRole::Level) {
        return None;
    }
    let clause = reach(words, own);
    let has = |list: &[&str]| clause.clone().any(|at| list.contains(&words.lower(at)));
    let past =
        has(&["was", "were", "used", "previously", "formerly", "instead", "than", "until", "before", "ran", "once"]);
    let versioned = clause.clone().any(|at| !own.contains(&at) && version(words, at).is_some());
    let label_min = lowest(quantity, words, own, &clause);
    if versioned && quantity.dimension != Dimension::Label {
        // "In 4.1 it was 200" holds for 4.1 only.
        quantity.role = QuantityRole::Before;
    }
    if past || quantity.role != QuantityRole::Level {
        return None;
    }
    priced(quantity, words, own);
    numbered_port(quantity, words, own, &clause);
    let aspect = if label_min {
        Aspect::Minimum
    } else {
        stated(quantity, words, own, &clause).or_else(|| answer(quantity, words, scene))?
    };
    let head = quantity.counted.span.map(|head| words.inside(head)).unwrap_or(0..0);
    let mut named: Vec<Term> = if label_min {
        words.terms_in(head)
    } else {
        thing(words, clause.start..own.start)
            .into_iter()
            .chain(thing(words, own.end.min(clause.end)..clause.end))
            .collect()
    };
    if aspect == Aspect::Kept {
        // Whether it is kept for a month or deleted after one is told by the aspect.
        let verbs: Vec<Term> =
            clause.clone().filter(|&at| KEEPING.contains(&words.lower(at))).filter_map(|at| words.terms[at]).collect();
        named.retain(|term| !verbs.contains(term));
    }
    let mut scopes = scope(words, segment(words, own), head_range(quantity, words, own));
    if label_min {
        scopes.clear();
    }
    scopes.extend(scene.scope.iter().copied());
    if aspect == Aspect::Price {
        // A year that is paid at once has a price of its own.
        let periods = own.clone().map(|at| words.lower(at)).filter(|word| PERIODS.contains(word));
        scopes.extend(periods.map(plain_term));
    }
    Some(Setting {
        aspect,
        thing: text::sorted(named),
        lent: scene.lent.clone(),
        scope: text::sorted(scopes),
        owner: owner(words, &clause, own),
    })
}

/// The clause of a number, with the words before a colon of which it is the value: "`workers`: 8 by default".
fn reach(words: &Words<'_>, own: &Range<usize>) -> Range<usize> {
    let clause = words.clause(own.start);
    let colon = (clause.start.saturating_sub(1)..=clause.start).find(|&at| words.tokens[at].is_mark(':'));
    match colon.and_then(|colon| colon.checked_sub(1)) {
        Some(before) => words.clause(before).start..clause.end,
        None => clause,
    }
}

/// Terms behind "of" in front of a number or its verb: "the timeout of a request is 30 seconds".
fn owner(words: &Words<'_>, clause: &Range<usize>, own: &Range<usize>) -> Vec<Term> {
    let Some(of) = (clause.start..own.start).find(|&at| words.lower(at) == "of") else { return Vec::new() };
    let named = (of + 1..own.start)
        .take_while(|&at| matches!(words.lower(at), "a" | "an" | "the" | "each") || words.terms[at].is_some());
    thing(words, of + 1..named.last().map_or(of + 1, |at| at + 1))
}

/// "The port of the server is 7400": a number that is no count.
fn numbered_port(quantity: &mut Quantity, words: &Words<'_>, own: &Range<usize>, clause: &Range<usize>) {
    let named = (clause.start..own.start).any(|at| words.lower(at) == "port");
    let told = own.start > 0 && (words.lower(own.start - 1) == "is" || words.tokens[own.start - 1].is_mark(':'));
    let bare = quantity.counted.head.is_empty() || quantity.counted.head == "port";
    if quantity.dimension == Dimension::Count && bare && named && told {
        quantity.dimension = Dimension::Label;
        quantity.counted.head = "port".to_owned();
    }
}

/// Whether a port is what somebody may choose or what stands for another: "`--port 7500`", "map port 7400 to port 80".
fn chosen_port(words: &Words<'_>, own: &Range<usize>, clause: &Range<usize>) -> bool {
    let ports: Vec<usize> = clause.clone().filter(|&at| words.lower(at) == "port").collect();
    let option = |at: &usize| *at > 0 && words.tokens[at - 1].is_mark('-');
    ports.len() > 1 || ports.iter().any(option) && own.start > 0
}

/// The number with its head.
fn head_range(quantity: &Quantity, words: &Words<'_>, own: &Range<usize>) -> Range<usize> {
    let head = quantity.counted.span.map_or(own.clone(), |head| words.inside(head));
    own.start.min(head.start)..own.end.max(head.end)
}

/// The tokens around a number up to the nearest marks.
fn segment(words: &Words<'_>, own: &Range<usize>) -> Range<usize> {
    let mark = |at: &usize| [',', ';', '(', ')', ':', '|'].iter().any(|&mark| words.tokens[*at].is_mark(mark));
    let start = (0..own.start).rev().find(mark).map_or(0, |at| at + 1);
    let end = (own.end..words.len()).find(mark).unwrap_or(words.len());
    start..end
}

/// Which value the clause itself says it is.
fn stated(quantity: &Quantity, words: &Words<'_>, own: &Range<usize>, clause: &Range<usize>) -> Option<Aspect> {
    let has = |list: &[&str]| clause.clone().any(|at| list.contains(&words.lower(at)));
    let head = quantity.counted.head.to_lowercase();
    match quantity.dimension {
        Dimension::Label => return (head == "port" && !chosen_port(words, own, clause)).then_some(Aspect::Port),
        Dimension::Money(_) => return quantity.unit.contains('/').then_some(Aspect::Price),
        Dimension::Count | Dimension::Factor => {
            let times = words.lower(own.end) == "times" || words.lower(own.end - 1) == "times";
            if matches!(head.as_str(), "attempts" | "tries")
                || times && has(&["attempted", "attempt", "tried", "try", "tries", "attempts"])
            {
                return Some(Aspect::Attempts);
            }
            if quantity.dimension == Dimension::Factor {
                return None;
            }
        }
        _ => {}
    }
    let pair = |first: &str, list: &[&str]| {
        (0..words.len()).any(|at| {
            words.lower(at) == first && (at + 1..words.len().min(at + 6)).any(|next| list.contains(&words.lower(next)))
        })
    };
    let unset = pair("without", &["argument", "option", "flag", "parameter", "setting"])
        || pair("unless", &["otherwise"])
        || pair("set", &["nothing"])
        || has(&["default", "defaults"])
        || pair("by", &["default"]);
    if unset {
        return Some(Aspect::Default);
    }
    if let Some(found) = aspect(words, clause.clone()) {
        return Some(found);
    }
    let before = |list: &[&str]| {
        list.contains(&words.lower(own.start)) || own.start > 0 && list.contains(&words.lower(own.start - 1))
    };
    if quantity.dimension == Dimension::Duration && has(&KEEPING) && before(&["for", "after"]) {
        return Some(Aspect::Kept);
    }
    match quantity.qualifier {
        Qualifier::AtMost
            if has(&["can", "may", "allows", "allow", "holds", "hold", "accepts", "takes", "limited"]) =>
        {
            Some(Aspect::Maximum)
        }
        Qualifier::AtLeast if has(&["need", "needs", "require", "requires", "required"]) => Some(Aspect::Minimum),
        _ => None,
    }
}

/// What a fragment answers.
fn answer(quantity: &Quantity, words: &Words<'_>, scene: &Scene) -> Option<Aspect> {
    let asked = scene.asked?;
    let fits = match quantity.qualifier {
        Qualifier::AtLeast | Qualifier::MoreThan => asked == Aspect::Minimum,
        Qualifier::AtMost | Qualifier::LessThan => asked == Aspect::Maximum,
        _ => true,
    };
    let money = matches!(quantity.dimension, Dimension::Money(_)) == (asked == Aspect::Price);
    let short =
        words.terms.iter().flatten().count() <= FRAGMENT && !words.tokens.iter().any(|token| token.lower == "if");
    (fits && money && short && !matches!(asked, Aspect::Attempts | Aspect::Kept)).then_some(asked)
}

/// "TLS 1.2 or later", "TLS 1.3 is the lowest version": the least version of something named.
fn lowest(quantity: &mut Quantity, words: &Words<'_>, own: &Range<usize>, clause: &Range<usize>) -> bool {
    if quantity.dimension != Dimension::Label
        || matches!(quantity.counted.head.to_lowercase().as_str(), "port" | "version" | "error" | "code")
    {
        return false;
    }
    let later = matches!(words.lower(own.end), "or" | "and")
        && matches!(words.lower(own.end + 1), "later" | "newer" | "higher" | "above" | "up")
        || words.tokens.get(own.end).is_some_and(|plus| plus.is_mark('+'));
    let named = clause.clone().any(|at| matches!(words.lower(at), "minimum" | "lowest" | "oldest" | "least"));
    later || named
}

/// "Six euros for a thousand pages", "a thousand pages cost four euros": the price of one page.
fn priced(quantity: &mut Quantity, words: &Words<'_>, own: &Range<usize>) {
    if !matches!(quantity.dimension, Dimension::Money(_)) || quantity.unit.contains('/') {
        return;
    }
    let behind = matches!(words.lower(own.end), "for" | "per").then(|| many(words, own.end + 1)).flatten();
    let before = || {
        let verb = own.start.checked_sub(1).filter(|&at| matches!(words.lower(at), "cost" | "costs"))?;
        (words.clause(verb).start..verb).find_map(|at| many(words, at))
    };
    let Some((number, unit)) = behind.or_else(before) else { return };
    divide(quantity, number, &unit);
}

/// "a thousand pages", "1,000 pages": how many of what.
fn many(words: &Words<'_>, at: usize) -> Option<(Number, String)> {
    let article = usize::from(matches!(words.lower(at), "a" | "one" | "every"));
    let (number, next) = match words.lower(at + article) {
        "thousand" => (Number::whole(1000), at + article + 1),
        "million" => (Number::whole(1_000_000), at + article + 1),
        "hundred" => (Number::whole(100), at + article + 1),
        digits => (Number::decimal(&digits.replace(',', ""))?, at + 1),
    };
    let noun = words.tokens.get(next).filter(|noun| noun.is_word() && words.terms[next].is_some())?;
    (number > Number::ZERO).then(|| (number, text::stem(&noun.lower).into_owned()))
}

fn divide(quantity: &mut Quantity, number: Number, unit: &str) {
    let over = |value: Option<Number>| value.and_then(|value| value.over(number));
    quantity.range = Values { low: over(quantity.range.low), high: over(quantity.range.high), ..quantity.range };
    quantity.slack = quantity.slack.over(number).unwrap_or(Number::ZERO);
    quantity.unit = format!("{}/{unit}", quantity.unit);
}

/// What a number in a cell sets.
fn cell(quantity: &mut Quantity, words: &Words<'_>, scene: &Scene, own: &Range<usize>) -> Option<Setting> {
    let columns = scene.columns.as_ref()?;
    let cells = cells(words);
    let at = cells.iter().position(|cell| cell.start <= own.start && own.end <= cell.end)?;
    let (column, label) = (columns.get(at)?, cells.first()?.clone());
    if column.old {
        quantity.role = QuantityRole::Before;
        return None;
    }
    if at == 0 {
        return None;
    }
    united(quantity, words, &label);
    if let (Dimension::Money(_), Some(per), false) = (&quantity.dimension, &column.per, quantity.unit.contains('/')) {
        divide(quantity, Number::ONE, per);
    }
    let price = matches!(quantity.dimension, Dimension::Money(_)) && quantity.unit.contains('/');
    let found = column.aspect.or_else(|| aspect(words, cells[at].clone())).or_else(|| aspect(words, label.clone()));
    let aspect = if price { Aspect::Price } else { found? };
    let mut named = thing(words, label.clone());
    // A cell of words describes what the row is about.
    let described = cells.iter().skip(1).filter(|cell| cell.len() >= 3 && !cell.contains(&own.start));
    named.extend(described.flat_map(|cell| thing(words, cell.clone())));
    named.extend_from_slice(&column.terms);
    let scope = row_scope(columns.get(0), words, &label);
    Some(Setting { aspect, thing: text::sorted(named), lent: scene.lent.clone(), scope, owner: Vec::new() })
}

/// The plan or platform that a row is about, or that its label names in brackets.
fn row_scope(column: Option<&Column>, words: &Words<'_>, label: &Range<usize>) -> Vec<Term> {
    if column.is_some_and(|column| column.scope) {
        return words.terms_in(label.clone());
    }
    scope(words, label.clone(), label.start..label.start + 1)
}

/// A number without a unit takes that of its setting's name: `timeout_ms`.
fn united(quantity: &mut Quantity, words: &Words<'_>, label: &Range<usize>) {
    if quantity.dimension != Dimension::Count || !quantity.counted.head.is_empty() {
        return;
    }
    let suffix = label.clone().find_map(|at| words.lower(at).rsplit_once('_').map(|(_, suffix)| suffix.to_owned()));
    let (factor, dimension, unit) = match suffix.as_deref() {
        Some("ms" | "millis") => (Number::fraction(1, 1000), Dimension::Duration, "ms"),
        Some("s" | "sec" | "secs" | "seconds") => (Some(Number::ONE), Dimension::Duration, "s"),
        Some("min" | "mins" | "minutes") => (Some(Number::whole(60)), Dimension::Duration, "min"),
        Some("bytes") => (Some(Number::ONE), Dimension::Data, "B"),
        Some("kb" | "kib") => (Some(Number::whole(1024)), Dimension::Data, "KiB"),
        Some("mb" | "mib") => (Some(Number::whole(1024 * 1024)), Dimension::Data, "MiB"),
        _ => return,
    };
    let Some(factor) = factor else { return };
    let scaled = |value: Option<Number>| value.and_then(|value| value.times(factor));
    quantity.range = Values { low: scaled(quantity.range.low), high: scaled(quantity.range.high), ..quantity.range };
    quantity.slack = Number::ZERO;
    (quantity.dimension, quantity.unit) = (dimension, unit.to_owned());
}
