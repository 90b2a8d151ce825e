//! The words of the calendar, as the date grammar asks for them.

use super::table::Table;
use serde::Deserialize;
use std::sync::LazyLock;

/// Words whose place in the list is their value.
#[derive(Deserialize)]
#[serde(from = "RankedList")]
pub(crate) struct Ranked(Table<Rank>);

/// The value of a word, from 1, and whether the word is its full form.
#[derive(Clone, Copy)]
struct Rank {
    value: i8,
    full: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RankedList {
    #[serde(rename = "reason")]
    _reason: String,
    words: Vec<Vec<String>>,
}

impl From<RankedList> for Ranked {
    fn from(list: RankedList) -> Self {
        let mut table = Table::default();
        for (value, forms) in (1..).zip(&list.words) {
            for (place, form) in forms.iter().enumerate() {
                table.entry(form, || Rank { value, full: false }).full |= place == 0;
            }
        }
        Self(table)
    }
}

impl Ranked {
    /// The value of a word, from 1.
    pub(crate) fn value(&self, word: &str) -> Option<i8> {
        self.0.get(word).map(|rank| rank.value)
    }

    /// Whether the word is the full form of its value rather than a cut or a by-form.
    pub(crate) fn is_full(&self, word: &str) -> bool {
        self.0.get(word).is_some_and(|rank| rank.full)
    }
}

/// Words of one use.
#[derive(Deserialize)]
#[serde(from = "List")]
pub(crate) struct Words(Table<()>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    #[serde(rename = "reason")]
    _reason: String,
    words: Vec<String>,
}

impl From<List> for Words {
    fn from(list: List) -> Self {
        Self(list.words.iter().map(|word| (word, ())).collect())
    }
}

impl Words {
    /// Whether the word is one of them.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.0.get(word).is_some()
    }
}

/// Days known by name.
#[derive(Deserialize)]
#[serde(from = "Vec<FeastRow>")]
pub(crate) struct Feasts(Vec<FeastRow>);

/// A day known by name.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FeastRow {
    #[serde(rename = "reason")]
    _reason: String,
    /// Its names, in lower case and parted by single spaces.
    names: Vec<String>,
    #[serde(default)]
    loose: bool,
    day: Day,
}

/// When it is.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(untagged)]
pub(crate) enum Day {
    /// The same day every year.
    Fixed { month: i8, day: i8 },
    /// The `nth` weekday (from Monday, 1) of a month.
    Nth { month: i8, nth: i8, weekday: i8 },
    /// Days from Western Easter Sunday.
    Easter { days: i16 },
}

impl From<Vec<FeastRow>> for Feasts {
    fn from(rows: Vec<FeastRow>) -> Self {
        Self(rows)
    }
}

impl Feasts {
    /// The day that the words name, and how many words do; `word` gives them by their place. The longest name wins.
    pub(crate) fn at<'a>(&self, word: impl Fn(usize) -> &'a str) -> Option<(&FeastRow, usize)> {
        let names = self.0.iter().flat_map(|feast| feast.names.iter().map(move |name| (feast, name)));
        let here = names.filter_map(|(feast, name)| {
            let parts = name.split(' ');
            (0..).zip(parts.clone()).all(|(at, part)| word(at) == part).then(|| (feast, parts.count()))
        });
        here.max_by_key(|&(_, words)| words)
    }
}

impl Feasts {
    /// Whether a name begins with the word.
    fn opens(&self, word: &str) -> bool {
        self.0.iter().flat_map(|feast| &feast.names).any(|name| name.split(' ').next() == Some(word))
    }
}

impl FeastRow {
    /// Whether the name also means the days around it, or another day elsewhere.
    pub(crate) fn is_loose(&self) -> bool {
        self.loose
    }

    pub(crate) fn day(&self) -> Day {
        self.day
    }
}

/// The built-in calendar of the language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Calendar {
    pub(crate) ranked: RankedFamilies,
    pub(crate) lists: Lists,
    pub(crate) feasts: Feasts,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RankedFamilies {
    pub(crate) months: Ranked,
    pub(crate) weekdays: Ranked,
    pub(crate) numbers: Ranked,
    pub(crate) ordinals: Ranked,
    pub(crate) seasons: Ranked,
    pub(crate) units: Ranked,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Lists {
    pub(crate) names: Words,
    pub(crate) leads: Words,
    pub(crate) weak: Words,
    pub(crate) function: Words,
    pub(crate) counted: Words,
    pub(crate) not_plural: Words,
    pub(crate) change: Words,
    pub(crate) future: Words,
    pub(crate) saying: Words,
    pub(crate) day_parts: Words,
    pub(crate) clock_leads: Words,
    pub(crate) feasts: Words,
    openers: Words,
}

impl Calendar {
    /// Whether a date can begin with the lower-case word.
    pub(crate) fn opens(&self, word: &str) -> bool {
        let RankedFamilies { months, weekdays, numbers, ordinals, seasons, units: _ } = &self.ranked;
        let ranked = [months, weekdays, numbers, ordinals, seasons].iter().any(|list| list.value(word).is_some());
        ranked || self.lists.openers.has(word) || self.feasts.opens(word)
    }
}

/// Whether a preposition leads a time rather than belonging to the verb before it: "signed in April", "called on Monday".
/// `next` and `after` are the words behind it, in lower case.
pub(crate) fn leads_time(preposition: &str, next: &str, after: &str) -> bool {
    let RankedFamilies { months, weekdays, seasons, .. } = &get().ranked;
    let digits = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let year = || next.len() == YEAR && digits(next) && next.starts_with(['1', '2']);
    match preposition {
        "in" => months.is_full(next) || year() || seasons.value(next).is_some(),
        "on" => weekdays.is_full(next) || months.is_full(next) || digits(next) && months.is_full(after),
        _ => false,
    }
}

/// Digits of a year.
const YEAR: usize = 4;

/// The calendar of the language.
pub(crate) fn get() -> &'static Calendar {
    static CALENDAR: LazyLock<Calendar> =
        LazyLock::new(|| toml::from_str(include_str!("en/calendar.toml")).expect("the built-in calendar is valid"));
    &CALENDAR
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_values() {
        let calendar = get();
        assert_eq!(calendar.ranked.months.value("sept"), Some(9));
        assert_eq!(calendar.ranked.weekdays.value("sunday"), Some(7));
        assert_eq!(calendar.ranked.months.value("septuple"), None);
        assert!(!calendar.ranked.months.is_full("sept"));
    }

    #[test]
    fn a_preposition_before_a_day_leads_it() {
        for (preposition, next, after) in
            [("in", "april", ""), ("in", "2019", ""), ("on", "monday", ""), ("on", "4", "may"), ("on", "may", "4")]
        {
            assert!(leads_time(preposition, next, after), "{preposition} {next} {after}");
        }
        for (preposition, next, after) in [("in", "the", "hall"), ("on", "4", "phones"), ("with", "april", "")] {
            assert!(!leads_time(preposition, next, after), "{preposition} {next} {after}");
        }
    }
}
