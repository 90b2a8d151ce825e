//! What a number in a cell of a table sets.

use super::aspect::{kept, measured};
use super::label::{is_port, opening};
use super::name;
use super::price::divide;
use super::scene::{Scene, scope, sides};
use super::setting::{PERIODS, drop_waiting};
use super::table::{Column, aspect, cells, periods};
use super::thing::{plain_term, thing};
use super::unit::{over, united};
use crate::extract::words::Words;
use crate::lexicon::manuals::Family;
use crate::lexicon::{Lexicon, concept_hash};
use crate::model::{Aspect, Dimension, Number, Quantity, QuantityRole, Setting, Term};
use crate::text;
use std::ops::Range;

/// What a number in a cell sets.
pub(super) fn cell(
    quantity: &mut Quantity,
    words: &Words<'_>,
    scene: &Scene,
    own: &Range<usize>,
    lexicon: &Lexicon,
) -> Option<Setting> {
    let cells = cells(words);
    let columns = scene.columns.as_ref()?.fitted(cells.len());
    let columns = columns.as_ref();
    let at = cells.iter().position(|cell| cell.start <= own.start && own.end <= cell.end)?;
    let (column, label) = (columns.get(at)?, cells.first()?.clone());
    if column.old {
        quantity.role = QuantityRole::Before;
        return None;
    }
    if at == 0 {
        return listed_port(quantity, words, &cells, column);
    }
    united(quantity, words, &cells, at, columns, lexicon);
    if matches!(quantity.dimension, Dimension::Money(_)) && !quantity.unit.contains('/') {
        let labelled = || column.plan.and_then(|_| periods(words, &label).pop());
        let time = column.period.or_else(labelled).and_then(|period| lexicon.units.unit(period));
        match (time, &column.per) {
            (Some(time), _) => over(quantity, time),
            (None, Some(per)) => divide(quantity, Number::ONE, per),
            (None, None) => {}
        }
    }
    // "glibc 2.28 or later": whatever the row names needs it.
    let least = opening(quantity, words, own)
        || quantity.dimension == Dimension::Label && column.aspect == Some(Aspect::Minimum);
    let price = matches!(quantity.dimension, Dimension::Money(_)) && quantity.unit.contains('/');
    let scoped = columns.get(0).is_some_and(|first| first.scope);
    let listed = scene.lists.filter(|_| scoped && !column.terms.is_empty());
    let plans = columns.get(0).is_some_and(|first| first.plans) && !column.terms.is_empty();
    let quota = ((plans || column.plan.is_some()) && matches!(quantity.dimension, Dimension::Count | Dimension::Data))
        .then_some(Aspect::Maximum);
    let found = column.aspect.or_else(|| aspect(words, cells[at].clone())).or_else(|| aspect(words, label.clone()));
    // "Limit | Value", or "Value" under "Limits".
    let of_head = || columns.get(0).and_then(|first| first.aspect).or(scene.lists);
    let property = column.property.then(|| of_head().or_else(|| measured(quantity))).flatten();
    // "Retention: entries are deleted 7 days after they were used."
    let default = || column.aspect == Some(Aspect::Default);
    let kept = quantity.dimension == Dimension::Duration
        && (kept(words, own, &cells[at]) || default() && tells_retention(words, &cells));
    let tries = quantity.dimension == Dimension::Count && default() && tells_attempts(words, &label);
    let mut aspect = match (price, kept, tries) {
        (true, ..) => Aspect::Price,
        (_, true, _) => Aspect::Kept,
        (.., true) => Aspect::Attempts,
        _ => found.or(listed).or(property).or(quota)?,
    };
    let mut name = if scoped { Vec::new() } else { name::name(words, label.clone(), lexicon) };
    if !name.is_empty() && thing(words, label.clone()).is_empty() {
        // The size of what? Of what the heading names.
        name = text::sorted(name.into_iter().chain(scene.lent.iter().copied()).collect());
    }
    // "Port of the admin API."
    let mut port_of: Option<Vec<Term>> = None;
    // A cell of words describes what the row is about: it lends its words to a name.
    let described: Vec<&Range<usize>> =
        cells.iter().skip(1).filter(|cell| cell.len() >= 3 && !cell.contains(&own.start)).collect();
    if aspect == Aspect::Default
        && std::iter::once(&label).chain(described.iter().copied()).any(|cell| is_port(quantity, words, cell))
    {
        aspect = Aspect::Port;
        name.clear();
        port_of = described.iter().find(|cell| words.lower(cell.start) == "port").map(|cell| {
            let end = (*cell).clone().find(|&at| words.tokens[at].is_mark('.')).unwrap_or(cell.end);
            thing(words, cell.start..end)
        });
    }
    let mut named = match (aspect, port_of.filter(|of| !of.is_empty())) {
        (Aspect::Port, Some(of)) => of,
        (aspect, _) => match aspect {
            // "Retention: entries are deleted 7 days after their last use."
            Aspect::Kept => kept_things(words, &cells, at),
            _ if scoped => Vec::new(),
            _ => thing(words, label.clone()),
        },
    };
    if quantity.dimension == Dimension::Duration && aspect == Aspect::Default {
        drop_waiting(&mut named);
    }
    let described: Vec<Term> = described.into_iter().flat_map(|cell| thing(words, cell.clone())).collect();
    let mut lent = scene.lent.clone();
    if named.is_empty() {
        named.extend(described);
    } else {
        lent.extend(described);
    }
    if column.plan.is_none() {
        named.extend_from_slice(if aspect == Aspect::Price { &column.bought } else { &column.terms });
    }
    let mut scope = row_scope(columns.get(0), words, &label);
    scope.extend(column.plan);
    let counts = quantity.dimension == Dimension::Count;
    scope.extend(column.rate.as_deref().filter(|period| counts && PERIODS.contains(period)).map(plain_term));
    if aspect == Aspect::Price {
        // A year that is paid at once has a price of its own.
        scope.extend(cells[at].clone().map(|at| words.lower(at)).filter(|word| PERIODS.contains(word)).map(plain_term));
        scope.extend(column.periods.iter().copied());
        if column.plan.is_some() {
            scope.extend(periods(words, &label).into_iter().map(plain_term));
            named.clear();
        }
    }
    if least {
        scope.clear();
    }
    let scope = text::sorted(scope);
    let sides = sides(words, label).into_iter().chain(scene.sides.iter().copied()).collect();
    let (thing, lent, sides) = (text::sorted(named), text::sorted(lent), text::sorted(sides));
    Some(Setting { aspect, thing, lent, scope, owner: Vec::new(), name, sides })
}

/// The port that is a row's name: "Port | Purpose".
fn listed_port(quantity: &mut Quantity, words: &Words<'_>, cells: &[Range<usize>], column: &Column) -> Option<Setting> {
    let bare = quantity.dimension == Dimension::Count && name::is_whole(quantity) && cells[0].len() == 1;
    if !column.ports || !bare {
        return None;
    }
    quantity.dimension = Dimension::Label;
    "port".clone_into(&mut quantity.counted.head);
    let purpose = thing(words, cells.last()?.clone());
    (cells.len() > 1 && !purpose.is_empty()).then(|| Setting::bare(Aspect::Port, purpose))
}

/// What is kept so long: by what the cell `at` says, else by another one that tells of it, else by the row's name.
fn kept_things(words: &Words<'_>, cells: &[Range<usize>], at: usize) -> Vec<Term> {
    let light = |at: usize| Family::Keeping.has(words.lower(at)) || matches!(words.lower(at), "last" | "how" | "long");
    let of = |range: &Range<usize>| -> Vec<Term> {
        let ends = |at: &usize| words.tokens[*at].is_mark('.') || words.lower(*at) == "after";
        let end = range.clone().find(ends).unwrap_or(range.end);
        (range.start..end).filter(|&at| !light(at)).flat_map(|at| thing(words, at..at + 1)).collect()
    };
    let tells = |cell: &&Range<usize>| (*cell).clone().any(|at| Family::Keeping.has(words.lower(at)));
    let own = of(&cells[at]);
    if !own.is_empty() {
        return own;
    }
    match cells.iter().skip(1).find(tells) {
        Some(cell) => of(cell),
        None => {
            let retention = [plain_term("retention").hash, concept_hash("retention")];
            let mut named = of(&cells[0]);
            named.retain(|term| !retention.contains(&term.hash));
            named
        }
    }
}

/// "completed_retention", "how long jobs are kept".
fn tells_retention(words: &Words<'_>, cells: &[Range<usize>]) -> bool {
    let label = cells.first().is_some_and(|label| names(words, label, "retention") || names(words, label, "keep"));
    // "How long jobs are kept", "jobs are deleted after this number of days".
    let asks = |at: usize| {
        words.lower(at) == "how" && words.lower(at + 1) == "long"
            || words.lower(at) == "after" && words.lower(at + 1) == "this"
    };
    let kept = |cell: &Range<usize>| cell.clone().any(|at| Family::Keeping.has(words.lower(at)));
    label || cells.iter().any(|cell| kept(cell) && cell.clone().any(asks))
}

/// "max_attempts".
fn tells_attempts(words: &Words<'_>, label: &Range<usize>) -> bool {
    names(words, label, "attempts") || names(words, label, "tries")
}

fn names(words: &Words<'_>, label: &Range<usize>, part: &str) -> bool {
    label.clone().any(|at| name::parts(words.tokens[at].raw).iter().any(|other| other == part))
}

/// The plan or platform that a row is about, or that its label names in brackets.
fn row_scope(column: Option<&Column>, words: &Words<'_>, label: &Range<usize>) -> Vec<Term> {
    if column.is_some_and(|column| column.scope) {
        let content = label.clone().filter(|&at| words.terms[at].is_some());
        return text::sorted(content.map(|at| plain_term(words.lower(at))).collect());
    }
    scope(words, label.clone(), label.start..label.start + 1)
}
