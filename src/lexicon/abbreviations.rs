//! Abbreviations and sentence openers, as the segmenter asks for them.

use super::language::Language;
use serde::Deserialize;
use std::sync::LazyLock;

/// What a word of the list says about the dot behind it, or about itself at the start of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Rule {
    /// Its dot never ends a sentence.
    Inside,
    /// Its dot does not end a sentence before a number.
    BeforeNumber,
    /// Its dot ends a sentence only where the next word begins one.
    Either,
    /// As `Either`, for "a.m." and "p.m.", which a day may follow.
    Clock,
    /// A function word: with a capital it begins a sentence.
    Starter,
    /// A verb of saying.
    Speech,
}

/// The built-in list.
pub(crate) struct Abbreviations {
    /// Sorted, so that the rules of a word lie together.
    words: Vec<(String, Rule)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    family: Vec<Family>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    rule: Rule,
    #[serde(rename = "reason")]
    _reason: String,
    words: Vec<String>,
}

/// The English list.
pub(crate) fn get() -> &'static Abbreviations {
    static ENGLISH: LazyLock<Abbreviations> =
        LazyLock::new(|| Abbreviations::read(include_str!("en/abbreviations.toml")));
    &ENGLISH
}

/// The list of a language; the English one where it has none.
pub(crate) fn of(language: Language) -> &'static Abbreviations {
    static SPANISH: LazyLock<Abbreviations> =
        LazyLock::new(|| Abbreviations::read(include_str!("es/abbreviations.toml")));
    if language == Language::Spanish { &SPANISH } else { get() }
}

impl Abbreviations {
    fn read(text: &str) -> Self {
        let file: File = toml::from_str(text).expect("the built-in list is valid");
        let mut words: Vec<_> = file
            .family
            .into_iter()
            .flat_map(|family| family.words.into_iter().map(move |word| (word, family.rule)))
            .collect();
        words.sort_unstable();
        words.dedup();
        Self { words }
    }

    /// Whether `word` has the rule: as printed, in lower case, or with one capital where it is printed in capitals.
    pub(crate) fn has(&self, word: &str, rule: Rule) -> bool {
        let listed = |word: &str| self.words.binary_search_by(|(w, r)| (w.as_str(), *r).cmp(&(word, rule))).is_ok();
        if listed(word) {
            return true;
        }
        if !word.chars().any(char::is_uppercase) {
            return false;
        }
        let lower = word.to_lowercase();
        // Headlines print "REP. Ardent".
        let shouted = word.chars().count() > 1 && word.chars().all(char::is_uppercase);
        let title = || word.chars().take(1).chain(lower.chars().skip(1)).collect::<String>();
        listed(&lower) || (shouted && listed(&title()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_count_only_where_they_are_listed() {
        let list = get();
        assert!(!list.has("sun", Rule::Either));
        assert!(!list.has("sen", Rule::Inside));
        assert!(list.has("Sun", Rule::Either));
        assert!(list.has("Sen", Rule::Inside) && list.has("SEN", Rule::Inside));
        assert!(list.has("Inc", Rule::Either) && list.has("inc", Rule::Either));
        assert!(list.has("The", Rule::Starter));
    }
}
