//! What a number in a cell of a table sets.

use super::aspect::measured;
use super::label::is_port;
use super::name;
use super::price::divide;
use super::scene::{Scene, scope, sides};
use super::setting::PERIODS;
use super::table::{Column, aspect, cells};
use super::thing::{plain_term, thing};
use super::unit::united;
use crate::extract::words::Words;
use crate::lexicon::Lexicon;
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
    united(quantity, words, &cells, at, columns, lexicon);
    if let (Dimension::Money(_), Some(per), false) = (&quantity.dimension, &column.per, quantity.unit.contains('/')) {
        divide(quantity, Number::ONE, per);
    }
    let price = matches!(quantity.dimension, Dimension::Money(_)) && quantity.unit.contains('/');
    let scoped = columns.get(0).is_some_and(|first| first.scope);
    let listed = scene.lists.filter(|_| scoped && !column.terms.is_empty());
    let plans = columns.get(0).is_some_and(|first| first.plans) && !column.terms.is_empty();
    let quota = (plans && matches!(quantity.dimension, Dimension::Count | Dimension::Data)).then_some(Aspect::Maximum);
    let found = column.aspect.or_else(|| aspect(words, cells[at].clone())).or_else(|| aspect(words, label.clone()));
    // "Limit | Value", or "Value" under "Limits".
    let of_head = || columns.get(0).and_then(|first| first.aspect).or(scene.lists);
    let property = column.property.then(|| of_head().or_else(|| measured(quantity))).flatten();
    let mut aspect = if price { Aspect::Price } else { found.or(listed).or(property).or(quota)? };
    let mut name = if scoped { Vec::new() } else { name::name(words, label.clone(), lexicon) };
    if !name.is_empty() && thing(words, label.clone()).is_empty() {
        // The size of what? Of what the heading names.
        name = text::sorted(name.into_iter().chain(scene.lent.iter().copied()).collect());
    }
    // A cell of words describes what the row is about: it lends its words to a name.
    let described: Vec<&Range<usize>> =
        cells.iter().skip(1).filter(|cell| cell.len() >= 3 && !cell.contains(&own.start)).collect();
    if aspect == Aspect::Default
        && std::iter::once(&label).chain(described.iter().copied()).any(|cell| is_port(quantity, words, cell))
    {
        aspect = Aspect::Port;
        name.clear();
    }
    let mut named = if scoped { Vec::new() } else { thing(words, label.clone()) };
    let described: Vec<Term> = described.into_iter().flat_map(|cell| thing(words, cell.clone())).collect();
    let mut lent = scene.lent.clone();
    if named.is_empty() {
        named.extend(described);
    } else {
        lent.extend(described);
    }
    named.extend_from_slice(&column.terms);
    let mut scope = row_scope(columns.get(0), words, &label);
    let counts = quantity.dimension == Dimension::Count;
    scope.extend(column.rate.as_deref().filter(|period| counts && PERIODS.contains(period)).map(plain_term));
    if aspect == Aspect::Price {
        // A year that is paid at once has a price of its own.
        scope.extend(cells[at].clone().map(|at| words.lower(at)).filter(|word| PERIODS.contains(word)).map(plain_term));
    }
    let scope = text::sorted(scope);
    let sides = sides(words, label).into_iter().chain(scene.sides.iter().copied()).collect();
    let (thing, lent, sides) = (text::sorted(named), text::sorted(lent), text::sorted(sides));
    Some(Setting { aspect, thing, lent, scope, owner: Vec::new(), name, sides })
}

/// The plan or platform that a row is about, or that its label names in brackets.
fn row_scope(column: Option<&Column>, words: &Words<'_>, label: &Range<usize>) -> Vec<Term> {
    if column.is_some_and(|column| column.scope) {
        let content = label.clone().filter(|&at| words.terms[at].is_some());
        return text::sorted(content.map(|at| plain_term(words.lower(at))).collect());
    }
    scope(words, label.clone(), label.start..label.start + 1)
}
