//! How numbers and vague amounts are worded: the built-in tables behind the quantity grammar.

use super::table::{self, Table, Wordings};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The tables of the quantity grammar. Keys of words are in lower case, parts of a phrase parted by one space.
#[derive(Debug, Clone)]
pub(crate) struct Amounts {
    /// "thirty" is 30.
    pub(crate) cardinals: Table<i64>,
    /// "million" is 1,000,000.
    pub(crate) magnitudes: Table<i64>,
    /// "k", as printed and touching digits.
    pub(crate) letters: Table<i64>,
    /// "third" is 3.
    pub(crate) ordinals: Table<i64>,
    /// "quarters" is 4.
    pub(crate) denominators: Table<i64>,
    /// Hedges before a number.
    pub(crate) hedges_before: Wordings<Effect>,
    /// Hedges after a number.
    pub(crate) hedges_after: Wordings<Effect>,
    /// Amounts without a number.
    pub(crate) vague: Wordings<Vague>,
    /// Words of going up.
    pub(crate) rise: Change,
    /// Words of going down.
    pub(crate) fall: Change,
    /// Words that give a number its role.
    pub(crate) roles: Roles,
    /// Closed classes.
    pub(crate) words: Words,
    /// Words with which an amount can begin.
    openers: table::Words,
}

/// Words with which an amount can begin, beside those of the tables.
const OPENERS: [&str; 24] = [
    "a",
    "an",
    "half",
    "hundred",
    "quarter",
    "majority",
    "most",
    "twice",
    "double",
    "triple",
    "doubled",
    "doubling",
    "tripled",
    "tripling",
    "trebled",
    "quadrupled",
    "no",
    "number",
    "½",
    "⅓",
    "⅔",
    "¼",
    "¾",
    "⅛",
];

/// What a hedge does to a number; see `amounts.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Effect {
    /// Two-sided.
    About,
    /// A little less.
    Nearly,
    /// A little more.
    JustOver,
    /// The number or more.
    AtLeast,
    /// More than the number.
    MoreThan,
    /// The number or less.
    AtMost,
    /// Less than the number.
    LessThan,
    /// The number as it stands.
    Exact,
}

/// An amount without a number.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Vague {
    /// Smallest value, included.
    pub(crate) low: i64,
    /// Largest value, included.
    pub(crate) high: i64,
    /// Whether a magnitude may follow: "several hundred".
    pub(crate) multiplies: bool,
}

/// Words of change.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Change {
    pub(crate) direct: table::Words,
    pub(crate) by: table::Words,
    pub(crate) noun: table::Words,
    pub(crate) after: table::Words,
}

/// Words that give a number its role.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Roles {
    pub(crate) before: Wordings<()>,
    pub(crate) compared: Wordings<()>,
    pub(crate) earlier: Wordings<()>,
    pub(crate) lapsed: Wordings<()>,
    pub(crate) withdrawn: Wordings<()>,
    pub(crate) correct: Wordings<()>,
}

/// Closed classes of words; the data file says what each is for.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Words {
    pub(crate) label: table::Words,
    pub(crate) place: table::Words,
    pub(crate) function: table::Words,
    pub(crate) plural: table::Words,
    pub(crate) singular: table::Words,
    pub(crate) month: table::Words,
    pub(crate) weekday: table::Words,
    pub(crate) linking: Wordings<()>,
    pub(crate) measure: table::Words,
    pub(crate) half_parts: table::Words,
    pub(crate) apiece: table::Words,
}

/// The built-in tables for English.
pub(crate) fn get() -> &'static Amounts {
    static AMOUNTS: LazyLock<Amounts> = LazyLock::new(|| {
        Amounts::load(include_str!("en/numbers.toml"), include_str!("en/amounts.toml"))
            .expect("the built-in tables are well-formed: a test loads them")
    });
    &AMOUNTS
}

impl Amounts {
    /// Whether an amount can begin with the lower-case word.
    pub(crate) fn opens(&self, word: &str) -> bool {
        self.openers.contains(word)
    }

    fn load(numbers: &str, amounts: &str) -> Result<Self, String> {
        let numbers: NumbersFile = toml::from_str(numbers).map_err(|error| error.to_string())?;
        let amounts: AmountsFile = toml::from_str(amounts).map_err(|error| error.to_string())?;
        let vague = amounts.vague.iter().flat_map(|row| &row.forms).filter_map(|phrase| phrase.split(' ').next());
        let counted = numbers.cardinals.keys().chain(numbers.magnitudes.keys()).chain(numbers.ordinals.keys());
        let words = counted.map(String::as_str).chain(vague);
        let openers = words.chain(OPENERS).collect();
        let mut out = Self {
            cardinals: numbers.cardinals.into_iter().collect(),
            magnitudes: numbers.magnitudes.into_iter().collect(),
            letters: numbers.letters.into_iter().collect(),
            ordinals: numbers.ordinals.into_iter().collect(),
            denominators: numbers.denominators.into_iter().collect(),
            hedges_before: Wordings::default(),
            hedges_after: Wordings::default(),
            vague: Wordings::default(),
            rise: amounts.rise,
            fall: amounts.fall,
            roles: amounts.roles,
            words: amounts.words,
            openers,
        };
        for hedge in amounts.hedge {
            out.hedges_before.extend(hedge.before.into_iter().map(|form| (form, hedge.effect)));
            out.hedges_after.extend(hedge.after.into_iter().map(|form| (form, hedge.effect)));
        }
        for row in amounts.vague {
            let vague = Vague { low: row.low, high: row.high, multiplies: row.multiplies };
            out.vague.extend(row.forms.into_iter().map(|form| (form, vague)));
        }
        Ok(out)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NumbersFile {
    cardinals: BTreeMap<String, i64>,
    magnitudes: BTreeMap<String, i64>,
    letters: BTreeMap<String, i64>,
    ordinals: BTreeMap<String, i64>,
    denominators: BTreeMap<String, i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AmountsFile {
    hedge: Vec<HedgeRow>,
    vague: Vec<VagueRow>,
    rise: Change,
    fall: Change,
    roles: Roles,
    words: Words,
}

#[derive(Deserialize)]
struct HedgeRow {
    effect: Effect,
    before: Vec<String>,
    after: Vec<String>,
}

#[derive(Deserialize)]
struct VagueRow {
    forms: Vec<String>,
    low: i64,
    high: i64,
    #[serde(default)]
    multiplies: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_well_formed() {
        assert_eq!(get().cardinals.get("thirty"), Some(&30));
        assert_eq!(get().hedges_before.get("nearly"), Some(&Effect::Nearly));
    }

    #[test]
    fn every_family_says_why() {
        let table = include_str!("en/amounts.toml");
        let count = |what: &str| table.lines().filter(|line| line.trim_start().starts_with(what)).count();
        assert_eq!(count("reason ="), count("[[hedge]]") + count("[[vague]]"));
    }
}
