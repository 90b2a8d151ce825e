//! How numbers, units and vague amounts are worded: the built-in tables behind the quantity grammar.

use crate::model::{Dimension, Number};
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
    units: Vec<Unit>,
    unit_forms: BTreeMap<String, usize>,
    unit_symbols: BTreeMap<String, usize>,
    prefixes: BTreeMap<String, usize>,
}

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

/// A unit of measure.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Unit {
    /// As findings and matrices name it.
    pub(crate) id: String,
    /// What it measures.
    pub(crate) dimension: Dimension,
    /// One of it in base units.
    pub(crate) factor: Number,
    /// A second reading of the name in base units, for names used both ways.
    pub(crate) alternative: Option<Number>,
    /// What is added after multiplying (temperatures).
    pub(crate) offset: Number,
    /// The symbol of the base unit, for rates.
    pub(crate) base: String,
    /// Whether it is a hundredth of a currency whose country the name does not tell.
    pub(crate) cents: bool,
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
        Amounts::load(include_str!("en/numbers.toml"), include_str!("en/amounts.toml"), include_str!("en/units.toml"))
            .expect("the built-in tables are well-formed: a test loads them")
    });
    &AMOUNTS
}

impl Amounts {
    fn load(numbers: &str, amounts: &str, units: &str) -> Result<Self, String> {
        let numbers: NumbersFile = toml::from_str(numbers).map_err(|error| error.to_string())?;
        let amounts: AmountsFile = toml::from_str(amounts).map_err(|error| error.to_string())?;
        let units: UnitsFile = toml::from_str(units).map_err(|error| error.to_string())?;
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
            units: Vec::new(),
            unit_forms: BTreeMap::new(),
            unit_symbols: BTreeMap::new(),
            prefixes: BTreeMap::new(),
        };
        for hedge in amounts.hedge {
            out.hedges_before.extend(hedge.before.into_iter().map(|form| (form, hedge.effect)));
            out.hedges_after.extend(hedge.after.into_iter().map(|form| (form, hedge.effect)));
        }
        for row in amounts.vague {
            let vague = Vague { low: row.low, high: row.high, multiplies: row.multiplies };
            out.vague.extend(row.forms.into_iter().map(|form| (form, vague)));
        }
        for family in units.family {
            for row in &family.units {
                out.add(row, family.dimension.clone(), &family.base)?;
            }
        }
        for row in units.currency {
            out.add_currency(row);
        }
        Ok(out)
    }

    /// Adds a unit that stands for `factor` base units of the built-in unit named `of`: how a configuration teaches
    /// house units. `None` when there is no such unit.
    #[allow(dead_code, reason = "for the configuration's own units")]
    pub(crate) fn extend(&mut self, id: &str, forms: &[String], factor: Number, of: &str) -> Option<()> {
        let like = self.units.iter().find(|unit| unit.id == of)?.clone();
        let factor = like.factor.times(factor)?;
        self.push(Unit { id: id.to_owned(), factor, alternative: None, ..like }, forms, &[]);
        Some(())
    }

    /// The unit of these words, in lower case and parted by single spaces.
    pub(crate) fn unit(&self, words: &str) -> Option<&Unit> {
        self.unit_forms.get(words).map(|&at| &self.units[at])
    }

    /// The unit of this id.
    pub(crate) fn unit_named(&self, id: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.id == id)
    }

    /// The unit of this symbol, as printed.
    pub(crate) fn symbol(&self, printed: &str) -> Option<&Unit> {
        self.unit_symbols.get(printed).map(|&at| &self.units[at])
    }

    /// The currency whose sign or ISO code stands before a number: "$", "EUR".
    pub(crate) fn currency_before(&self, printed: &str) -> Option<&Unit> {
        self.prefixes.get(printed).map(|&at| &self.units[at])
    }

    fn push(&mut self, unit: Unit, forms: &[String], symbols: &[String]) {
        let at = self.units.len();
        self.units.push(unit);
        self.unit_forms.extend(forms.iter().map(|form| (form.clone(), at)));
        self.unit_symbols.extend(symbols.iter().map(|symbol| (symbol.clone(), at)));
    }

    fn add(&mut self, row: &UnitRow, dimension: Dimension, base: &str) -> Result<(), String> {
        let number = |printed: &String| factor(printed).ok_or_else(|| format!("{}: `{printed}` is no number", row.id));
        let unit = Unit {
            id: row.id.clone(),
            dimension,
            factor: number(&row.factor)?,
            alternative: row.alternative.as_ref().map(number).transpose()?,
            offset: row.offset.as_ref().map_or(Ok(Number::ZERO), number)?,
            base: base.to_owned(),
            cents: false,
        };
        self.push(unit, &row.forms, &row.symbols);
        Ok(())
    }

    fn add_currency(&mut self, row: CurrencyRow) {
        let unit = Unit {
            id: row.id.clone(),
            dimension: Dimension::Money(row.id.clone()),
            factor: Number::ONE,
            alternative: None,
            offset: Number::ZERO,
            base: row.id.clone(),
            cents: false,
        };
        let hundredth = Number::fraction(1, 100).unwrap_or(Number::ONE);
        let cents = Unit { factor: hundredth, cents: row.id == "dollar", ..unit.clone() };
        let at = self.units.len();
        let mut signs = row.symbols;
        if row.id.len() == 3 && row.id.bytes().all(|b| b.is_ascii_uppercase()) {
            signs.push(row.id);
        }
        self.prefixes.extend(signs.iter().map(|sign| (sign.clone(), at)));
        self.push(unit, &row.forms, &signs);
        self.push(cents, &row.cents, &[]);
    }
}

/// A factor as `units.toml` prints it: "0.3048", "5/9".
fn factor(printed: &str) -> Option<Number> {
    match printed.split_once('/') {
        Some((numerator, denominator)) => Number::fraction(numerator.parse().ok()?, denominator.parse().ok()?),
        None => Number::decimal(printed),
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitsFile {
    family: Vec<FamilyRow>,
    currency: Vec<CurrencyRow>,
}

#[derive(Deserialize)]
struct FamilyRow {
    dimension: Dimension,
    #[serde(default)]
    base: String,
    units: Vec<UnitRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitRow {
    id: String,
    factor: String,
    alternative: Option<String>,
    offset: Option<String>,
    forms: Vec<String>,
    symbols: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CurrencyRow {
    id: String,
    #[serde(default)]
    symbols: Vec<String>,
    forms: Vec<String>,
    #[serde(default)]
    cents: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_symbol_is_read_as_printed_and_a_form_in_lower_case() {
        let amounts = get();
        assert_eq!(amounts.symbol("MB").map(|unit| unit.id.as_str()), Some("MB"));
        assert_eq!(amounts.symbol("KM/H"), None);
        assert_eq!(amounts.unit("square miles").map(|unit| unit.id.as_str()), Some("mi2"));
        assert_eq!(amounts.currency_before("EUR").map(|unit| unit.id.as_str()), Some("EUR"));
        assert_eq!(amounts.currency_before("dollar"), None);
    }

    #[test]
    fn a_house_unit_is_taught_by_a_known_one() {
        let mut amounts = get().clone();
        let forms = ["furlong".to_owned(), "furlongs".to_owned()];
        assert_eq!(amounts.extend("furlong", &forms, Number::fraction(1, 8).unwrap(), "league"), None);
        amounts.extend("furlong", &forms, Number::fraction(1, 8).unwrap(), "mi").unwrap();
        assert_eq!(amounts.unit("furlongs").unwrap().factor.to_string(), "201.168");
    }

    #[test]
    fn every_family_says_why() {
        let tables = concat!(include_str!("en/amounts.toml"), include_str!("en/units.toml"));
        let count = |what: &str| tables.lines().filter(|line| line.trim_start().starts_with(what)).count();
        assert_eq!(count("reason ="), count("[[hedge]]") + count("[[vague]]") + count("[[family]]"));
    }
}
