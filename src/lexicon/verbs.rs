//! Verbs by which events are told, in families, with their forms.

use super::calendar;
use super::data::{WordList, load};
use super::frequency;
use super::table::Table;
use crate::model::Term;
use crate::text;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The forms of a verb that a word can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Inflection {
    /// "order", "give".
    pub(crate) base: bool,
    /// "orders", "gives".
    pub(crate) third: bool,
    /// "ordered", "gave".
    pub(crate) past: bool,
    /// "ordered", "given".
    pub(crate) participle: bool,
    /// "ordering", "giving".
    pub(crate) gerund: bool,
}

/// Verbs that tell one event.
#[derive(Debug)]
pub(crate) struct Family {
    /// The id as a term; it weighs what its plainest verb weighs.
    pub(crate) term: Term,
    /// Whether a thing has one who does this to it.
    pub(crate) single: bool,
    /// Whether it is done to one thing many times.
    pub(crate) often: bool,
    /// Whether what it happens to may stand as its subject.
    pub(crate) alternates: bool,
    /// Whether it befalls a thing but once.
    pub(crate) once: bool,
    /// Whether its present tells what is to come about on a day: "the fair opens on Monday".
    pub(crate) scheduled: bool,
    /// Whether it is undone as easily.
    pub(crate) reversible: bool,
    /// Whether what was planned does not come about after it.
    pub(crate) voids: bool,
    /// Whether it tells nothing but how things stand.
    pub(crate) state: bool,
    /// Whether its states are told by "remains" and "stays" alone.
    pub(crate) kept: bool,
    /// The family to which it belongs where it befalls an occasion: a trial that opens begins.
    pub(crate) occasion: Option<Term>,
    /// The family that what is done by it leads to: who plans a study means to begin it.
    pub(crate) plans: Option<Term>,
}

/// A verb in one of its forms, or what stands behind a copula: "under way".
#[derive(Debug)]
struct Entry {
    family: u16,
    inflection: Inflection,
    /// The words behind the first, in lower case.
    rest: Vec<String>,
}

/// The verbs of the language.
#[derive(Debug)]
pub(crate) struct Verbs {
    entries: Table<Vec<Entry>>,
    /// By their first word.
    states: Table<Vec<Entry>>,
    families: Vec<Family>,
    /// By the hash of a predicate.
    opposites: BTreeMap<u64, Vec<Term>>,
    /// The plain forms of irregular ones: "take" of "taken".
    bases: BTreeMap<String, String>,
}

/// A verb as found in a text.
pub(crate) struct Found<'v> {
    pub(crate) family: &'v Family,
    pub(crate) inflection: Inflection,
    /// Its length in words.
    pub(crate) len: usize,
}

#[derive(Deserialize)]
struct File {
    family: Vec<FamilyEntry>,
    occasion: WordList,
    irregular: BTreeMap<String, (Vec<String>, Vec<String>)>,
}

#[derive(Deserialize)]
struct FamilyEntry {
    id: String,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    states: Vec<String>,
    #[serde(default)]
    kept: bool,
    #[serde(default)]
    single: bool,
    #[serde(default)]
    often: bool,
    #[serde(default)]
    alternates: bool,
    #[serde(default)]
    once: bool,
    #[serde(default)]
    scheduled: bool,
    #[serde(default)]
    reversible: bool,
    #[serde(default)]
    voids: bool,
    plans: Option<String>,
    occasion: Option<String>,
    #[serde(default)]
    opposites: Vec<String>,
}

/// The nouns for occasions.
pub(super) fn occasions() -> Vec<String> {
    file().occasion.words
}

fn file() -> File {
    load("verbs.toml", include_str!("en/verbs.toml"))
}

/// The verbs of the language.
pub(crate) fn get() -> &'static Verbs {
    static VERBS: LazyLock<Verbs> = LazyLock::new(|| Verbs::new(&file()));
    &VERBS
}

impl Verbs {
    /// The longest verb that begins with `first` and goes on with the words that `next` gives by their distance from it.
    pub(crate) fn find<'w>(&self, first: &str, next: impl Fn(usize) -> &'w str) -> Option<Found<'_>> {
        let longest = longest(self.entries.get(first)?, next)?;
        Some(Found {
            family: &self.families[usize::from(longest.family)],
            inflection: longest.inflection,
            len: longest.rest.len() + 1,
        })
    }

    /// The verb that begins with `first` and goes on behind its object, `next` giving the words as above: "found the banker
    /// guilty", "called the strike off". Also the distance at which it goes on.
    pub(crate) fn split<'w>(&self, first: &str, next: impl Fn(usize) -> &'w str) -> Option<(Found<'_>, usize)> {
        let entries = self.entries.get(first)?;
        let parts = |entry: &&Entry| entry.rest.last().is_some_and(|last| !LEADING.contains(&last.as_str()));
        (2..=LONGEST_OBJECT + 1).find_map(|from| {
            let fits = |entry: &&Entry| entry.rest.iter().enumerate().all(|(at, word)| next(from + at) == word);
            let longest = entries.iter().filter(parts).filter(fits).max_by_key(|entry| entry.rest.len())?;
            let family = &self.families[usize::from(longest.family)];
            Some((Found { family, inflection: longest.inflection, len: longest.rest.len() }, from))
        })
    }

    /// The longest state that begins with `first`, as [`find`](Self::find) finds verbs: its family and its length in words.
    pub(crate) fn state<'w>(&self, first: &str, next: impl Fn(usize) -> &'w str) -> Option<(&Family, usize)> {
        let longest = longest(self.states.get(first)?, next)?;
        Some((&self.families[usize::from(longest.family)], longest.rest.len() + 1))
    }

    /// The predicates that exclude this one, whichever of the two says so.
    pub(crate) fn opposites(&self, predicate: Term) -> &[Term] {
        self.opposites.get(&predicate.hash).map_or(&[], Vec::as_slice)
    }

    /// The family of a predicate; `None` for that of a verb which the lexicon does not know.
    pub(crate) fn family(&self, predicate: Term) -> Option<&Family> {
        self.families.iter().find(|family| family.term.hash == predicate.hash)
    }

    /// The family to which this one belongs where it befalls what has this head.
    pub(crate) fn at_occasion(&self, predicate: Term, head: Term) -> Option<&Family> {
        let other = self.family(predicate)?.occasion.filter(|_| super::occasions().contains(&head.hash))?;
        self.family(other)
    }

    /// The plain form of an irregular one.
    pub(crate) fn base(&self, form: &str) -> Option<Cow<'_, str>> {
        if let Some(base) = self.bases.get(form) {
            return Some(Cow::Borrowed(base));
        }
        // "Rebuilt", "rewritten".
        Some(Cow::Owned(format!("re{}", self.bases.get(form.strip_prefix("re")?)?)))
    }

    fn new(file: &File) -> Self {
        let mut entries: Table<Vec<Entry>> = Table::default();
        let terms: BTreeMap<&str, Term> = file.family.iter().map(|family| (family.id.as_str(), term(family))).collect();
        let named = |id: &str| *terms.get(id).unwrap_or_else(|| panic!("verbs.toml has no family {id}"));
        let mut states: Table<Vec<Entry>> = Table::default();
        let mut opposites: BTreeMap<u64, Vec<Term>> = BTreeMap::new();
        let mut families = Vec::with_capacity(file.family.len());
        for (family, of) in (0..).zip(&file.family) {
            for verb in &of.verbs {
                let mut words = verb.split(' ');
                let base = words.next().unwrap_or_default();
                // "give the go-ahead": the hyphen is a token of its own.
                let rest: Vec<String> = words.flat_map(hyphened).map(str::to_owned).collect();
                for (form, inflection) in forms(base, file.irregular.get(base)) {
                    entries.entry(&form, Vec::new).push(Entry { family, inflection, rest: rest.clone() });
                }
            }
            for state in &of.states {
                let mut words = state.split(' ');
                let first = words.next().unwrap_or_default();
                let rest = words.map(str::to_owned).collect();
                states.entry(first, Vec::new).push(Entry { family, inflection: Inflection::default(), rest });
            }
            for other in &of.opposites {
                let pair = [term(of), named(other)];
                for [one, other] in [pair, [pair[1], pair[0]]] {
                    let known = opposites.entry(one.hash).or_default();
                    if !known.contains(&other) {
                        known.push(other);
                    }
                }
            }
            families.push(Family {
                term: term(of),
                single: of.single,
                often: of.often,
                alternates: of.alternates,
                once: of.once,
                scheduled: of.scheduled,
                reversible: of.reversible,
                voids: of.voids,
                state: of.verbs.is_empty(),
                kept: of.kept,
                plans: of.plans.as_deref().map(named),
                occasion: of.occasion.as_deref().map(named),
            });
        }
        let mut bases = BTreeMap::new();
        for (base, (past, participle)) in &file.irregular {
            bases.extend(past.iter().chain(participle).map(|form| (form.clone(), base.clone())));
        }
        Self { entries, states, families, opposites, bases }
    }
}

/// Words of an object between the parts of a verb.
const LONGEST_OBJECT: usize = 8;
/// Words at the end of a phrase behind which its object stands: "give the go-ahead to".
const LEADING: [&str; 16] = [
    "to", "for", "of", "with", "on", "at", "from", "in", "by", "into", "against", "over", "about", "through", "under",
    "across",
];

/// The tokens of a word of a phrase.
fn hyphened(word: &str) -> impl Iterator<Item = &str> {
    word.split_inclusive('-')
        .flat_map(|part| match part.strip_suffix('-') {
            Some(before) => [before, "-"],
            None => [part, ""],
        })
        .filter(|part| !part.is_empty())
}

/// The longest of these entries that goes on with the words that `next` gives by their distance from the first.
fn longest<'e, 'w>(entries: &'e [Entry], next: impl Fn(usize) -> &'w str) -> Option<&'e Entry> {
    let fits = |entry: &&Entry| {
        let all = entry.rest.iter().enumerate().all(|(at, word)| next(at + 1) == word);
        // "called on Monday" is no "call on".
        let end = entry.rest.len();
        all && !entry.rest.last().is_some_and(|last| calendar::leads_time(last, next(end + 1), next(end + 2)))
    };
    // "found" is the past of "find" before it is the base of "founded".
    entries.iter().filter(fits).max_by_key(|entry| (entry.rest.len(), entry.inflection.past))
}

/// The hash under which the family of this id is found.
pub(super) fn hash_of(id: &str) -> u64 {
    text::hash(&format!("event:{id}"))
}

/// The term of a family; it weighs what its plainest verb weighs.
fn term(family: &FamilyEntry) -> Term {
    let words = family.verbs.iter().chain(&family.states);
    let plain = words.filter(|word| !word.contains(' ')).map(|word| frequency::weight(word)).min();
    Term { hash: hash_of(&family.id), weight: plain.unwrap_or_else(|| frequency::weight(&family.id)) }
}

/// All forms of a verb, each once.
fn forms(base: &str, irregular: Option<&(Vec<String>, Vec<String>)>) -> Vec<(String, Inflection)> {
    let regular = || suffixed(base, "ed");
    let (past, participle) = irregular.cloned().unwrap_or_else(|| (regular(), regular()));
    let mut out: Vec<(String, Inflection)> = Vec::new();
    let mut add = |form: String, mark: fn(&mut Inflection)| {
        let at = out.iter().position(|(other, _)| *other == form).unwrap_or_else(|| {
            out.push((form, Inflection::default()));
            out.len() - 1
        });
        mark(&mut out[at].1);
    };
    add(base.to_owned(), |form| form.base = true);
    add(third(base), |form| form.third = true);
    past.into_iter().for_each(|form| add(form, |form| form.past = true));
    participle.into_iter().for_each(|form| add(form, |form| form.participle = true));
    suffixed(base, "ing").into_iter().for_each(|form| add(form, |form| form.gerund = true));
    out
}

fn third(base: &str) -> String {
    if let Some(stem) = base.strip_suffix('y').filter(|stem| !stem.ends_with(vowel)) {
        return format!("{stem}ies");
    }
    let hisses = ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| base.ends_with(end));
    format!("{base}{}", if hisses { "es" } else { "s" })
}

/// A verb with "-ed" or "-ing": "stop" doubles its last letter, "close" loses one, "carry" turns it before "-ed". Whether a
/// longer verb doubles it hangs on its stress ("permitted", "opened") and on the country ("cancelled", "canceled"), so that
/// it has both forms: one of them is no other word.
fn suffixed(base: &str, suffix: &str) -> Vec<String> {
    if suffix == "ed" {
        if let Some(stem) = base.strip_suffix('y').filter(|stem| !stem.ends_with(vowel)) {
            return vec![format!("{stem}ied")];
        }
    } else if let Some(stem) = base.strip_suffix("ie") {
        return vec![format!("{stem}ying")];
    }
    if let Some(stem) = base.strip_suffix('e').filter(|stem| suffix == "ed" || !stem.ends_with(['e', 'o', 'y'])) {
        return vec![format!("{stem}{suffix}")];
    }
    let plain = format!("{base}{suffix}");
    // In "quit" and "equip" the u is no vowel.
    let spoken = base.replace("qu", "q");
    match closed(&spoken) {
        None => vec![plain],
        Some(last) => {
            let doubled = format!("{base}{last}{suffix}");
            let syllables = spoken.chars().filter(|&letter| vowel(letter)).count();
            if syllables == 1 { vec![doubled] } else { vec![doubled, plain] }
        }
    }
}

/// The last letter of a verb that may double it: a consonant behind a single vowel.
fn closed(base: &str) -> Option<char> {
    let mut letters = base.chars().rev();
    let (last, middle, before) = (letters.next()?, letters.next()?, letters.next()?);
    (!vowel(last) && !matches!(last, 'w' | 'x' | 'y') && vowel(middle) && !vowel(before)).then_some(last)
}

fn vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_follow_from_the_base() {
        for (base, expected) in [
            ("stop", "stop stops stopped stopping"),
            ("carry", "carry carries carried carrying"),
            ("close", "close closes closed closing"),
            ("die", "die dies died dying"),
            ("reach", "reach reaches reached reaching"),
            ("open", "open opens openned opened openning opening"),
            ("quit", "quit quits quitted quitting"),
            ("occur", "occur occurs occurred occured occurring occuring"),
            ("acquit", "acquit acquits acquitted acquited acquitting acquiting"),
            ("cancel", "cancel cancels cancelled canceled cancelling canceling"),
            ("agree", "agree agrees agreed agreeing"),
        ] {
            let forms: Vec<String> = forms(base, None).into_iter().map(|(form, _)| form).collect();
            assert_eq!(forms.join(" "), expected);
        }
    }

    #[test]
    fn phrases_and_verbs_of_one_family_are_one_event() {
        let verbs = get();
        let term = |text: &str| {
            let words: Vec<&str> = text.split(' ').collect();
            verbs.find(words[0], |at| words.get(at).copied().unwrap_or_default()).map(|found| found.family.term)
        };
        assert!(term("resigned").is_some());
        assert_eq!(term("stepped down"), term("quit"));
        assert_eq!(term("shut off"), term("switches off"));
        assert_ne!(term("shut"), term("shut off"));
        assert_eq!(term("found"), term("discovered"));
        assert_eq!(term("founded"), term("established"));
        assert_eq!(term("potato"), None);
    }
}
