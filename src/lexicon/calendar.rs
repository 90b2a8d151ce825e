//! The words of the calendar, as the date grammar asks for them.

use serde::Deserialize;
use std::sync::LazyLock;

/// Words whose place in the list is their value.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ranked {
    #[serde(rename = "reason")]
    _reason: String,
    words: Vec<Vec<String>>,
}

impl Ranked {
    /// The value of a word, from 1.
    pub(crate) fn value(&self, word: &str) -> Option<i8> {
        (1..).zip(&self.words).find_map(|(value, forms)| forms.iter().any(|form| form == word).then_some(value))
    }

    /// Whether the word is the full form of its value rather than a cut or a by-form.
    pub(crate) fn is_full(&self, word: &str) -> bool {
        self.words.iter().any(|forms| forms.first().is_some_and(|form| form == word))
    }
}

/// Words of one use.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    #[serde(rename = "reason")]
    _reason: String,
    words: Vec<String>,
}

impl Words {
    /// Whether the word is one of them.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.words.iter().any(|listed| listed == word)
    }
}

/// The built-in calendar of the language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Calendar {
    pub(crate) ranked: RankedFamilies,
    pub(crate) lists: Lists,
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
}

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
}
