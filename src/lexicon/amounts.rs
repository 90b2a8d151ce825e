//! How numbers and vague amounts are worded: the built-in tables behind the quantity grammar.

use super::table::Table;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// The tables of the quantity grammar. Keys of words are in lower case, parts of a phrase parted by one space.
#[derive(Debug, Clone)]
pub(crate) struct Amounts {
    /// "thirty" is 30.
    pub(crate) cardinals: BTreeMap<String, i64>,
    /// "million" is 1,000,000.
    pub(crate) magnitudes: BTreeMap<String, i64>,
    /// "k", as printed and touching digits.
    pub(crate) letters: BTreeMap<String, i64>,
    /// "third" is 3.
    pub(crate) ordinals: BTreeMap<String, i64>,
    /// "quarters" is 4.
    pub(crate) denominators: BTreeMap<String, i64>,
    /// Hedges before a number.
    pub(crate) hedges_before: BTreeMap<String, Effect>,
    /// Hedges after a number.
    pub(crate) hedges_after: BTreeMap<String, Effect>,
    /// Amounts without a number.
    pub(crate) vague: BTreeMap<String, Vague>,
    /// Words of going up.
    pub(crate) rise: Change,
    /// Words of going down.
    pub(crate) fall: Change,
    /// Words that give a number its role.
    pub(crate) roles: Roles,
    /// Closed classes.
    pub(crate) words: Words,
    /// Words with which an amount can begin.
    openers: Table<()>,
}

/// Words with which an amount can begin, beside those of the tables.
const OPENERS: [&str; 23] = [
    "a", "an", "half", "quarter", "majority", "most", "twice", "double", "triple", "doubled", "doubling", "tripled",
    "tripling", "trebled", "quadrupled", "no", "number", "½", "⅓", "⅔", "¼", "¾", "⅛",
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
    pub(crate) direct: BTreeSet<String>,
    pub(crate) by: BTreeSet<String>,
    pub(crate) noun: BTreeSet<String>,
    pub(crate) after: BTreeSet<String>,
}

/// Words that give a number its role.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Roles {
    pub(crate) before: BTreeSet<String>,
    pub(crate) compared: BTreeSet<String>,
    pub(crate) earlier: BTreeSet<String>,
    pub(crate) withdrawn: BTreeSet<String>,
    pub(crate) correct: BTreeSet<String>,
}

/// Closed classes of words; the data file says what each is for.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Words {
    pub(crate) label: BTreeSet<String>,
    pub(crate) place: BTreeSet<String>,
    pub(crate) function: BTreeSet<String>,
    pub(crate) plural: BTreeSet<String>,
    pub(crate) singular: BTreeSet<String>,
    pub(crate) month: BTreeSet<String>,
    pub(crate) weekday: BTreeSet<String>,
    pub(crate) linking: BTreeSet<String>,
    pub(crate) measure: BTreeSet<String>,
    pub(crate) half_parts: BTreeSet<String>,
    pub(crate) apiece: BTreeSet<String>,
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
        self.openers.get(word).is_some()
    }

    fn load(numbers: &str, amounts: &str) -> Result<Self, String> {
        let numbers: NumbersFile = toml::from_str(numbers).map_err(|error| error.to_string())?;
        let amounts: AmountsFile = toml::from_str(amounts).map_err(|error| error.to_string())?;
        let mut out = Self {
            cardinals: numbers.cardinals,
            magnitudes: numbers.magnitudes,
            letters: numbers.letters,
            ordinals: numbers.ordinals,
            denominators: numbers.denominators,
            hedges_before: BTreeMap::new(),
            hedges_after: BTreeMap::new(),
            vague: BTreeMap::new(),
            rise: amounts.rise,
            fall: amounts.fall,
            roles: amounts.roles,
            words: amounts.words,
            openers: Table::default(),
        };
        for hedge in amounts.hedge {
            out.hedges_before.extend(hedge.before.into_iter().map(|form| (form, hedge.effect)));
            out.hedges_after.extend(hedge.after.into_iter().map(|form| (form, hedge.effect)));
        }
        for row in amounts.vague {
            let vague = Vague { low: row.low, high: row.high, multiplies: row.multiplies };
            out.vague.extend(row.forms.into_iter().map(|form| (form, vague)));
        }
        let vague = out.vague.keys().filter_map(|phrase| phrase.split(' ').next());
        let words = out.cardinals.keys().chain(out.ordinals.keys()).map(String::as_str).chain(vague).chain(OPENERS);
        out.openers = words.map(|word| (word, ())).collect();
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
