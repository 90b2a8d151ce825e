//! What a number in a cell of a table sets.

use super::aspect::{kept, measured};
use super::label::{is_port, opening};
use super::name;
use super::price::divide;
use super::scene::{Scene, scope, sides};
use super::setting::{PERIODS, drop_waiting};
use super::table::{Column, Fitted, aspect, cells, periods};
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
    let at = cells.iter().position(|cell| cell.start <= own.start && own.end <= cell.end)?;
    let column = columns.get(at)?;
    let cell = Cell { words, scene, cells: &cells, columns, column, at, own };
    if column.old {
        quantity.role = QuantityRole::Before;
        return None;
    }
    if at == 0 {
        return cell.listed_port(quantity);
    }
    united(quantity, words, &cells, at, columns, lexicon);
    cell.rate(quantity, lexicon);
    // "glibc 2.28 or later": whatever the row names needs it.
    let least = opening(quantity, words, own)
        || quantity.dimension == Dimension::Label && column.aspect == Some(Aspect::Minimum);
    let aspect = cell.aspect(quantity)?;
    let port = if aspect == Aspect::Default { cell.port(quantity) } else { None };
    let (aspect, name) = match port {
        Some(_) => (Aspect::Port, Vec::new()),
        None => (aspect, cell.name(lexicon)),
    };
    let (thing, lent) = cell.things(quantity, aspect, port.unwrap_or_default());
    let scope = if least { Vec::new() } else { cell.scope(quantity, aspect) };
    let sides = text::sorted(sides(words, cell.label()).into_iter().chain(scene.sides.iter().copied()).collect());
    Some(Setting { aspect, thing, lent, scope, owner: Vec::new(), name, sides })
}

/// The cell of a number, with its row and its column.
struct Cell<'a> {
    words: &'a Words<'a>,
    scene: &'a Scene,
    /// The cells of the row, of which the first is its label.
    cells: &'a [Range<usize>],
    columns: Fitted<'a>,
    column: &'a Column,
    /// Which of the cells it is.
    at: usize,
    /// The tokens of the number.
    own: &'a Range<usize>,
}

impl<'a> Cell<'a> {
    fn label(&self) -> Range<usize> {
        self.cells[0].clone()
    }

    /// The column of the labels.
    fn first(&self) -> Option<&'a Column> {
        self.columns.get(0)
    }

    /// Whether the rows are of plans, platforms and the like.
    fn scoped(&self) -> bool {
        self.first().is_some_and(|first| first.scope)
    }

    /// Cells of words, which describe what the row is about.
    fn described(&self) -> impl Iterator<Item = &'a Range<usize>> {
        self.cells.iter().skip(1).filter(|cell| cell.len() >= 3 && !cell.contains(&self.own.start))
    }

    /// The port that is a row's name: "Port | Purpose".
    fn listed_port(&self, quantity: &mut Quantity) -> Option<Setting> {
        let bare = quantity.dimension == Dimension::Count && name::is_whole(quantity) && self.label().len() == 1;
        if !self.column.ports || !bare {
            return None;
        }
        quantity.dimension = Dimension::Label;
        "port".clone_into(&mut quantity.counted.head);
        let purpose = thing(self.words, self.cells.last()?.clone());
        (self.cells.len() > 1 && !purpose.is_empty()).then(|| Setting::bare(Aspect::Port, purpose))
    }

    /// Makes an amount of money a price: that of the time or of the piece which the table names.
    fn rate(&self, quantity: &mut Quantity, lexicon: &Lexicon) {
        if !matches!(quantity.dimension, Dimension::Money(_)) || quantity.unit.contains('/') {
            return;
        }
        let labelled = || self.column.plan.and_then(|_| periods(self.words, &self.label()).pop());
        let time = self.column.period.or_else(labelled).and_then(|period| lexicon.units.unit(period));
        match (time, &self.column.per) {
            (Some(time), _) => over(quantity, time),
            (None, Some(per)) => divide(quantity, Number::ONE, per),
            (None, None) => {}
        }
    }

    /// Which value of a setting it is.
    fn aspect(&self, quantity: &Quantity) -> Option<Aspect> {
        let (words, column, own) = (self.words, self.column, &self.cells[self.at]);
        let default = column.aspect == Some(Aspect::Default);
        match quantity.dimension {
            Dimension::Money(_) if quantity.unit.contains('/') => return Some(Aspect::Price),
            // "Retention: entries are deleted 7 days after they were used."
            Dimension::Duration if kept(words, self.own, own) || default && tells_retention(words, self.cells) => {
                return Some(Aspect::Kept);
            }
            Dimension::Count if default && tells_attempts(words, &self.label()) => return Some(Aspect::Attempts),
            _ => {}
        }
        let told = column.aspect.or_else(|| aspect(words, own.clone())).or_else(|| aspect(words, self.label()));
        let listed = || self.scene.lists.filter(|_| self.scoped() && !column.terms.is_empty());
        told.or_else(listed).or_else(|| self.property(quantity)).or_else(|| self.quota(quantity))
    }

    /// What a property of the row is: by "Limit | Value", by "Value" under "Limits", else by itself.
    fn property(&self, quantity: &Quantity) -> Option<Aspect> {
        let of_head = || self.first().and_then(|first| first.aspect).or(self.scene.lists);
        if self.column.property { of_head().or_else(|| measured(quantity)) } else { None }
    }

    /// What a plan comes with is as much as one may have.
    fn quota(&self, quantity: &Quantity) -> Option<Aspect> {
        let plans = self.first().is_some_and(|first| first.plans) && !self.column.terms.is_empty();
        let amount = matches!(quantity.dimension, Dimension::Count | Dimension::Data);
        ((plans || self.column.plan.is_some()) && amount).then_some(Aspect::Maximum)
    }

    /// Whose port it is, where it is one; empty where no cell tells: "Port of the admin API."
    fn port(&self, quantity: &mut Quantity) -> Option<Vec<Term>> {
        let label = self.label();
        if !std::iter::once(&label).chain(self.described()).any(|cell| is_port(quantity, self.words, cell)) {
            return None;
        }
        let Some(cell) = self.described().find(|cell| self.words.lower(cell.start) == "port") else {
            return Some(Vec::new());
        };
        let end = cell.clone().find(|&at| self.words.tokens[at].is_mark('.')).unwrap_or(cell.end);
        Some(thing(self.words, cell.start..end))
    }

    /// The name of what the row sets.
    fn name(&self, lexicon: &Lexicon) -> Vec<Term> {
        let name = if self.scoped() { Vec::new() } else { name::name(self.words, self.label(), lexicon) };
        if name.is_empty() || !thing(self.words, self.label()).is_empty() {
            return name;
        }
        // The size of what? Of what the heading names.
        text::sorted(name.into_iter().chain(self.scene.lent.iter().copied()).collect())
    }

    /// Terms of what is set, and those that the words around it lend; `of` is whose port it is.
    fn things(&self, quantity: &Quantity, aspect: Aspect, of: Vec<Term>) -> (Vec<Term>, Vec<Term>) {
        let mut named = match aspect {
            _ if !of.is_empty() => of,
            // "Retention: entries are deleted 7 days after their last use."
            Aspect::Kept => kept_things(self.words, self.cells, self.at),
            _ if self.scoped() => Vec::new(),
            _ => thing(self.words, self.label()),
        };
        if quantity.dimension == Dimension::Duration && aspect == Aspect::Default {
            drop_waiting(&mut named);
        }
        // A description lends its words to a name.
        let described = self.described().flat_map(|cell| thing(self.words, cell.clone()));
        let mut lent = self.scene.lent.clone();
        if named.is_empty() {
            named.extend(described);
        } else {
            lent.extend(described);
        }
        match (self.column.plan, aspect) {
            (None, Aspect::Price) => named.extend_from_slice(&self.column.bought),
            (None, _) => named.extend_from_slice(&self.column.terms),
            (Some(_), Aspect::Price) => named.clear(),
            (Some(_), _) => {}
        }
        (text::sorted(named), text::sorted(lent))
    }

    /// Terms of the plans, platforms and times for which it holds.
    fn scope(&self, quantity: &Quantity, aspect: Aspect) -> Vec<Term> {
        let (words, column) = (self.words, self.column);
        let mut scope = row_scope(self.first(), words, &self.label());
        scope.extend(column.plan);
        let counts = quantity.dimension == Dimension::Count;
        scope.extend(column.rate.as_deref().filter(|period| counts && PERIODS.contains(period)).map(plain_term));
        if aspect == Aspect::Price {
            // A year that is paid at once has a price of its own.
            let own = self.cells[self.at].clone().map(|at| words.lower(at)).filter(|word| PERIODS.contains(word));
            scope.extend(own.map(plain_term).chain(column.periods.iter().copied()));
            if column.plan.is_some() {
                scope.extend(periods(words, &self.label()).into_iter().map(plain_term));
            }
        }
        text::sorted(scope)
    }
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
