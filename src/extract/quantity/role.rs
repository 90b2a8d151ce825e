//! What a number does in its sentence: level, change, the value before, one side of a comparison, a value withdrawn.

use super::Draft;
use crate::extract::cursor::Cursor;
use crate::lexicon::amounts::{self, Change};
use crate::lexicon::{Wordings, Words};
use crate::model::{Dimension, QuantityRole};

/// Tokens before or after a number among which a cue is sought.
const REACH: usize = 6;

/// The role of the quantity at `draft`; `floor` is the end of the one before it, `next` the start of the one after it.
pub(super) fn role(c: Cursor<'_, '_>, draft: &Draft, floor: usize, next: usize) -> QuantityRole {
    let tables = amounts::get();
    let (start, end) = (draft.start, draft.end);
    if withdrawn(c, start) || put_right(c, end) {
        return QuantityRole::Withdrawn;
    }
    let bare = if matches!(c.lower_back(start, 1), "the" | "a" | "an" | "only") { start - 1 } else { start };
    let cue = |table: &'static Wordings<()>| c.wording_before(bare, floor, table).is_some();
    if cue(&tables.roles.compared) {
        return QuantityRole::Compared;
    }
    let was_before = cue(&tables.roles.before) && c.lower_back(bare, 1) != "after";
    if was_before || from_to(c, draft, bare) || once(c, draft, floor) || earlier(c, end, next, floor) {
        return QuantityRole::Before;
    }
    if change(c, draft, bare, floor, &tables.rise) {
        return QuantityRole::Rise;
    }
    if change(c, draft, bare, floor, &tables.fall) {
        return QuantityRole::Fall;
    }
    QuantityRole::Level
}

/// Stated in order to be put right, in the same clause: "first said 60 percent; it is 65".
fn withdrawn(c: Cursor<'_, '_>, start: usize) -> bool {
    let roles = &amounts::get().roles;
    for at in (0..start).rev() {
        if [';', '—', '–'].iter().any(|&mark| c.is_mark(at, mark)) {
            return false;
        }
        let correct = c.wording(at, &roles.correct).is_some_and(|(_, end)| end <= start);
        if correct {
            return false;
        }
        if c.wording(at, &roles.withdrawn).is_some() {
            return true;
        }
        if start - at > 20 * REACH {
            return false;
        }
    }
    false
}

/// "108; it is 118".
fn put_right(c: Cursor<'_, '_>, end: usize) -> bool {
    let replaced = c.reads(end + 1, &["it", "is"]) || c.reads(end + 1, &["it", "should", "be"]);
    (c.is_mark(end, ';') || c.is_mark(end, '.')) && replaced && c.is_number(end + 3)
}

/// The first number of "from 25 to 50", with a change around it, not a span of distances.
fn from_to(c: Cursor<'_, '_>, draft: &Draft, bare: usize) -> bool {
    let ranging = matches!(c.lower_back(bare, 2), "ranging" | "ranged" | "range" | "ranges");
    let to = (draft.end..draft.end + REACH).find(|&at| c.lower(at) == "to" || c.is_mark(at, '.'));
    c.lower_back(bare, 1) == "from" && !ranging && to.is_some_and(|at| c.lower(at) == "to")
}

/// "It was 200 in 4.1": a past state told by the version it held in.
fn once(c: Cursor<'_, '_>, draft: &Draft, floor: usize) -> bool {
    let was = (floor..draft.start).rev().take(2).any(|at| matches!(c.lower(at), "was" | "were"));
    let version = c.lower(draft.end) == "in"
        && (draft.end + 1..draft.end + 4).any(|at| c.is_number(at) && c.raw(at).contains('.'));
    was && version
}

/// "48.2 percent four years ago", "41 a year earlier"; behind another number also "4.8 percent last month", which by itself
/// tells when it was so.
fn earlier(c: Cursor<'_, '_>, end: usize, next: usize, floor: usize) -> bool {
    let roles = &amounts::get().roles;
    let stop = next.min(end + REACH / 2);
    (end..stop)
        .take_while(|&at| {
            !c.is_mark(at, ',') && !c.is_mark(at, ';') && !matches!(c.lower(at), "than" | "from" | "to" | "and")
        })
        .any(|at| c.wording(at, &roles.earlier).is_some() || floor > 0 && c.wording(at, &roles.lapsed).is_some())
}

/// Whether the number says by how much something changed in this direction.
fn change(c: Cursor<'_, '_>, draft: &Draft, bare: usize, floor: usize, words: &Change) -> bool {
    if matches!(c.lower_back(bare, 1), "to" | "at") {
        return false;
    }
    let any = |from: usize, to: usize, table: &Words| (from..to).any(|at| table.contains(c.lower(at)));
    let comparable = draft.dimension != Dimension::Count && draft.dimension != Dimension::Label;
    if c.lower_back(bare, 1) == "by" {
        let from = bare.saturating_sub(REACH).max(floor);
        return any(from, bare, &words.direct) || any(from, bare, &words.by) || any(from, bare, &words.noun);
    }
    if c.lower_back(bare, 1) == "of" {
        return bare >= 2 && words.noun.contains(c.lower(bare - 2));
    }
    // "shut down 531 seconds after", "turned down 20 euros": a particle, no direction, unless of a share.
    let share = matches!(draft.dimension, Dimension::Share | Dimension::Points);
    let particle = matches!(c.lower_back(bare, 1), "up" | "down") && !share;
    let makes_up = c.lower_back(bare, 1) == "up" && c.lower_back(bare, 2).starts_with("ma");
    let direct = bare > floor && !makes_up && !particle && words.direct.contains(c.lower(bare - 1));
    let after = c.past_hyphen(draft.end);
    let noun = comparable
        && (after..after + 3)
            .take_while(|&at| {
                c.is_word(at)
                    && !matches!(c.lower(at), "of" | "in" | "to" | "by" | "for" | "after" | "and" | "on" | "the")
            })
            .any(|at| words.noun.contains(c.lower(at)));
    let compared = words.after.contains(c.lower(after)) && (share || c.lower(after + 1) == "than");
    (direct && comparable) || noun || compared
}
