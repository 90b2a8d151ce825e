//! Numbers that lean on their neighbour: "from 40 minutes to 14" leaves out the second unit.

use super::{Draft, in_unit};
use crate::extract::cursor::Cursor;
use crate::lexicon::units::Units;
use crate::model::{Dimension, Number};

/// Bare numbers beside a measured one take its unit: "from 40 minutes to 14", "from 6.25 to 6.50 percent", "down from
/// 7.4"; and cents take the currency of the money beside them.
pub(super) fn lean(c: Cursor<'_, '_>, drafts: &mut [Draft]) {
    let currency = drafts.iter().find_map(|draft| match &draft.dimension {
        Dimension::Money(name) if name.len() == 3 && !matches!(name.as_str(), "GBP" | "JPY") => Some(name.clone()),
        _ => None,
    });
    for draft in drafts.iter_mut().filter(|draft| draft.cents) {
        if let Some(name) = &currency {
            draft.dimension = Dimension::Money(name.clone());
            draft.unit = draft.unit.replacen("dollar", name, 1);
        }
    }
    for index in 1..drafts.len() {
        let (left, right) = drafts.split_at_mut(index);
        let (Some(left), Some(right)) = (left.last_mut(), right.first_mut()) else { continue };
        let near = right.start.saturating_sub(left.end) <= 6;
        let to = c.lower_back(right.start, 1) == "to" && (0..8).any(|by| c.lower_back(left.start, by) == "from");
        let from = c.lower_back(right.start, 1) == "from" && matches!(c.lower_back(right.start, 2), "up" | "down");
        if near && to && left.bare && lends(right) {
            borrow(c.units, left, right);
        } else if (near && to || from) && right.bare && lends(left) {
            borrow(c.units, right, left);
        }
    }
}

fn lends(draft: &Draft) -> bool {
    !draft.bare
        && !draft.unit.is_empty()
        && !matches!(draft.dimension, Dimension::Label | Dimension::Ordinal | Dimension::Age)
}

/// Gives `to` the unit and the noun of `of`.
fn borrow(units: &Units, to: &mut Draft, of: &Draft) {
    let name = of.unit.split('/').next().unwrap_or_default();
    let Some(unit) = units.unit_named(name).filter(|_| !of.unit.contains('/')) else { return };
    let greatest = to.range.high.or(to.range.low).unwrap_or(Number::ZERO);
    if let Some(draft) = in_unit(unit, to.range, to.slack, greatest) {
        *to = Draft { start: to.start, end: to.end, qualifier: to.qualifier, head: of.head, grain: to.grain, ..draft };
    }
}
