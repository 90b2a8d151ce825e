//! Numbers that count nothing: labels, ages, ordinals, factors and points of a scale.

use super::{Draft, counted, exclude};
use crate::extract::cursor::Cursor;
use crate::extract::number::{Beside, is_plural, numeral};
use crate::lexicon::amounts;
use crate::model::{Dimension, Number, Range};
use crate::text::Token;

/// Nobody is older.
const OLDEST: i64 = 122;

/// The age at `at`: "38-year-old", "aged 42", "Lena Marsk, 42,".
pub(super) fn age(c: Cursor<'_, '_>, at: usize) -> Option<Draft> {
    let found = numeral(c, at, Beside::Nothing)?;
    let plausible = found.value <= Number::whole(OLDEST) && found.value > Number::ZERO;
    let unit = c.past_hyphen(found.end);
    let old = c.past_hyphen(unit + 1);
    let years_old = matches!(c.lower(unit), "year" | "years") && matches!(c.lower(old), "old" | "olds" | "of");
    let draft = |start, end, head| {
        Some(Draft { head, ..Draft::point(start, end, found.value, found.grain, Dimension::Age, "year") })
    };
    if years_old && (c.lower(old) != "of" || c.lower(old + 1) == "age") {
        let end = old + 1 + usize::from(c.lower(old) == "of");
        return draft(at, end, counted::noun(c, end));
    }
    if !plausible || !found.value.is_whole() {
        return None;
    }
    if c.lower_back(at, 1) == "of" && c.lower_back(at, 2) == "age" {
        return draft(at, found.end, None);
    }
    // "a man of 43"
    let of = c.lower_back(at, 1) == "of" && matches!(c.lower_back(at, 2), "man" | "woman" | "boy" | "girl");
    if of {
        return draft(at, found.end, Some(at - 2));
    }
    if c.lower_back(at, 1) == "aged" || c.lower_back(at, 1) == "age" && !c.is_plain_word(found.end) {
        return draft(at - 1, found.end, None);
    }
    let named = at >= 2 && c.is_mark(at - 1, ',') && c.back(at, 2).is_some_and(Token::is_capital);
    let dated = at >= 2 && (exclude::is_month(c, at - 2) || amounts::get().words.weekday.contains(c.lower(at - 2)));
    let closed = [',', '.', ')', ';'].iter().any(|&mark| c.is_mark(found.end, mark)) || c.get(found.end).is_none();
    let listed = c.is_mark(found.end, ',') && c.is_number(found.end + 1);
    let name = at >= 2 && !amounts::get().words.function.contains(c.lower(at - 2));
    let person = name && (at == 2 || (at >= 3 && c.is_word(at - 3)));
    // "The suspect, 34, was arrested."
    let described = at >= 3
        && c.is_mark(at - 1, ',')
        && c.is_mark(found.end, ',')
        && c.is_plain_word(at - 2)
        && matches!(c.lower_back(at, 3), "the" | "a" | "an" | "his" | "her" | "their");
    ((described || named && person) && !dated && closed && !listed && name && found.digits && c.raw(at).len() <= 3)
        .then(|| draft(at, found.end, Some(at - 2)))
        .flatten()
}

/// The label at `at`: "port 7411", "TLS 1.2", "Falke 3", "Corvo-2", and the word "K12" itself.
pub(super) fn label(c: Cursor<'_, '_>, at: usize) -> Option<Draft> {
    let words = &amounts::get().words;
    if !c.is_number(at) || c.raw(at).contains(',') || c.raw(at).len() > 12 {
        return None;
    }
    let value = Number::decimal(c.raw(at))?;
    let hyphen = at >= 2 && c.is_hyphen(at - 1);
    let name = if hyphen { at - 2 } else { at.checked_sub(1)? };
    let word = c.lower(name);
    let listed = words.label.contains(word);
    let capital = c.get(name).is_some_and(Token::is_capital);
    let ordinary = words.function.contains(word)
        || words.place.contains(word)
        || words.weekday.contains(word)
        || exclude::is_month(c, name)
        || amounts::get().hedges_before.contains_key(word)
        || amounts::get().cardinals.contains_key(word)
        || c.units.currency_before(c.raw(name)).is_some()
        || word == "no"
        || word == "magnitude"
        || word == "category";
    let named = capital && !ordinary && (name > 0 || hyphen) && (hyphen || !c.raw(at).contains('.'));
    let ends = !c.joined(at)
        || !(c.is_word(at + 1) || c.is_mark(at + 1, '%') || c.is_mark(at + 1, '/') || c.is_mark(at + 1, ':'));
    let dash = c.is_dash(at + 1) && c.joined(at);
    // "All Falke 3 vehicles", but "in Velm 12 people": counts below ten are spelled out in running text.
    let counts = is_plural(c.lower(at + 1)) && c.raw(at).len() > 1;
    let people = words.plural.contains(c.lower(at + 1));
    let counted = c.is_plain_word(at + 1) && (people || (!listed && (counts || c.lower(at + 1) == "of")));
    let measured = c.is_mark(at + 1, '%')
        || amounts::get().magnitudes.contains_key(c.lower(at + 1))
        || c.units.symbol(c.raw(at + 1)).is_some()
        || c.unit(at + 1).is_some();
    let year = exclude::year_like(c, at).is_some() && !(listed && word.starts_with("port"));
    if !(listed || named) || !ends || dash || (counted && !hyphen) || measured || year {
        return None;
    }
    let draft = Draft::point(at, at + 1, value, Number::ZERO, Dimension::Label, "");
    Some(Draft { head: Some(name), ..draft })
}

/// The ordinal at `at`: "the third attempt", "No. 3", "3rd".
pub(super) fn ordinal(c: Cursor<'_, '_>, at: usize) -> Option<Draft> {
    let words = &amounts::get().words;
    let draft = |start, end, value, head| {
        Some(Draft { head, ..Draft::point(start, end, value, Number::ZERO, Dimension::Ordinal, "") })
    };
    if matches!(c.lower(at), "no" | "number" | "nos" | "№") {
        let digits = if c.is_mark(at + 1, '.') { at + 2 } else { at + 1 };
        let named = c.get(at).is_some_and(Token::is_capital) || c.is_mark(at + 1, '.') && c.is_number(digits);
        let one = c.lower(at) == "number" && c.lower(digits) == "one";
        if (one || (named && c.is_number(digits))) && !is_plural(c.lower(digits + 1)) {
            let value = numeral(c, digits, Beside::Nothing)?.value;
            return draft(at, digits + 1, value, c.back(at, 1).filter(|token| token.is_capital()).map(|_| at - 1));
        }
        return None;
    }
    let (value, end) = if c.is_number(at) && c.joined(at) && matches!(c.lower(at + 1), "st" | "nd" | "rd" | "th") {
        (Number::decimal(&c.raw(at).replace(',', ""))?, at + 2)
    } else {
        (Number::whole(*amounts::get().ordinals.get(c.lower(at))?), at + 1)
    };
    let determined = matches!(
        c.lower_back(at, 1),
        "the" | "a" | "an" | "his" | "her" | "its" | "their" | "our" | "my" | "this" | "'s" | "your" | "every" | "for"
    );
    let part = matches!(
        c.lower(end),
        "quarter"
            | "half"
            | "century"
            | "quarters"
            | "halves"
            | "centuries"
            | "place"
            | "of"
            | "time"
            | "day"
            | "year"
            | "week"
    );
    let noun = c.is_plain_word(end) && !words.function.contains(c.lower(end));
    let head = counted::noun(c, end).filter(|_| determined && noun && !part)?;
    draft(at, end, value, Some(head))
}

/// The factor at `at`: "twice as many", "threefold", "3x", "ten times as much", "doubled".
pub(super) fn factor(c: Cursor<'_, '_>, at: usize) -> Option<Draft> {
    let draft = |end, value| Some(Draft::point(at, end, value, Number::ONE, Dimension::Factor, "times"));
    let word = c.lower(at);
    let measured = |at| matches!(c.lower(at), "as" | "the" | "that" | "its" | "what");
    match word {
        "twice" if measured(at + 1) => return draft(at + 1, Number::whole(2)),
        "double" if measured(at + 1) => return draft(at + 1, Number::whole(2)),
        "triple" if measured(at + 1) => return draft(at + 1, Number::whole(3)),
        "doubled" | "doubling" => return draft(at + 1, Number::whole(2)),
        "tripled" | "tripling" | "trebled" => return draft(at + 1, Number::whole(3)),
        "quadrupled" => return draft(at + 1, Number::whole(4)),
        _ => {}
    }
    if let Some(count) = word.strip_suffix("fold").and_then(|stem| amounts::get().cardinals.get(stem)) {
        return draft(at + 1, Number::whole(*count));
    }
    let found = numeral(c, at, Beside::Nothing)?;
    let next = c.past_hyphen(found.end);
    match c.lower(next) {
        "fold" => draft(next + 1, found.value),
        "x" if c.joined_back(next) && !c.joined(next) => draft(next + 1, found.value),
        "times" => {
            let more = amounts::get().rise.after.contains(c.lower(next + 1)) || c.lower(next + 1).ends_with("er");
            (measured(next + 1) || more).then(|| draft(next + 1, found.value)).flatten()
        }
        _ => None,
    }
}

/// Points of a scale: "magnitude 6.7", "the quake was a 6.7", "Category 4".
pub(super) fn scale(c: Cursor<'_, '_>, at: usize) -> Option<Draft> {
    let found = numeral(c, at, Beside::Nothing).filter(|found| found.digits && found.magnitude == Number::ONE)?;
    let draft = |start, end, name: &str, head| {
        let dimension = Dimension::Scale(name.to_owned());
        Some(Draft { head, ..Draft::point(start, end, found.value, found.grain, dimension, name) })
    };
    let before = |by| c.lower_back(at, by);
    let gap = usize::from(at > 0 && c.is_hyphen(at - 1));
    for name in ["magnitude", "category"] {
        if before(1 + gap) == name {
            return draft(at - 1 - gap, found.end, name, None);
        }
        if before(1) == "of" && before(2) == name && !c.is_plain_word(found.end) {
            return draft(at, found.end, name, Some(at - 2));
        }
        let next = c.past_hyphen(found.end);
        if c.lower(next) == name {
            let head = next + 1;
            return draft(at, head, name, c.is_plain_word(head).then_some(head));
        }
    }
    let tremor =
        |at: usize| matches!(c.lower(at), "quake" | "earthquake" | "tremor" | "shock" | "aftershock" | "temblor");
    let near = (at.saturating_sub(6)..at).find(|&at| tremor(at)).or_else(|| tremor(found.end).then_some(found.end));
    let bare = before(1) == "a"
        && c.raw(at).len() == 3
        && c.raw(at).contains('.')
        && (!c.is_word(found.end) || tremor(found.end));
    near.filter(|_| bare).and_then(|head| draft(at, found.end, "magnitude", Some(head)))
}

/// Money whose code touches its digits, which makes one word of both: "USD115", "EUR20.5".
pub(super) fn priced(c: Cursor<'_, '_>, at: usize) -> Option<Draft> {
    let (code, digits) = c.raw(at).split_at_checked(3)?;
    let unit = c.units.currency_before(code).filter(|_| !digits.is_empty())?;
    let cents = c.joined(at) && c.is_mark(at + 1, '.') && c.joined(at + 1) && c.is_number(at + 2);
    let (printed, end) = match cents {
        true => (format!("{digits}.{}", c.raw(at + 2)), at + 3),
        false => (digits.to_owned(), at + 1),
    };
    let value = Number::decimal(&printed)?;
    Some(Draft::point(at, end, value.times(unit.factor)?, value.grain(), unit.dimension.clone(), &unit.id))
}

impl Draft {
    /// One flat value in base units.
    pub(super) fn point(
        start: usize,
        end: usize,
        value: Number,
        grain: Number,
        dimension: Dimension,
        unit: &str,
    ) -> Self {
        Self {
            start,
            end,
            range: Range::point(value),
            qualifier: crate::model::Qualifier::Exact,
            slack: grain.over(Number::whole(2)).unwrap_or(Number::ZERO),
            dimension,
            unit: unit.to_owned(),
            head: None,
            bare: false,
            cents: false,
            hedgeable: grain != Number::ZERO,
            grain,
        }
    }
}
