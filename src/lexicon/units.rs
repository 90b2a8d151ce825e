//! Units of measure: how they are worded, and what one of each is worth in another.

use super::table::{Table, Wordings};
use crate::model::{Dimension, Number};
use serde::Deserialize;
use std::sync::LazyLock;

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

/// The units of a language with what a configuration adds.
#[derive(Debug, Clone, Default)]
pub(crate) struct Units {
    units: Vec<Unit>,
    /// By words, in lower case and parted by single spaces.
    forms: Wordings<usize>,
    /// By symbol, as printed.
    symbols: Table<usize>,
    /// Currencies by what stands before a number.
    prefixes: Table<usize>,
}

/// The built-in units for English.
pub(crate) fn shipped() -> &'static Units {
    static UNITS: LazyLock<Units> = LazyLock::new(|| {
        Units::load(include_str!("en/units.toml")).expect("the built-in table is well-formed: a test loads it")
    });
    &UNITS
}

impl Units {
    fn load(table: &str) -> Result<Self, String> {
        let table: UnitsFile = toml::from_str(table).map_err(|error| error.to_string())?;
        let mut out = Self::default();
        for family in table.family {
            for row in &family.units {
                out.add(row, family.dimension.clone(), &family.base)?;
            }
        }
        for row in table.currency {
            out.add_currency(row);
        }
        Ok(out)
    }

    /// Adds a unit called `name` that is worth `amount` of the unit `of`: how a configuration teaches house units. It is
    /// read in the singular and in the regular plural. `None` when there is no unit `of` or the product has no room.
    pub(crate) fn extend(&mut self, name: &str, amount: Number, of: &str) -> Option<()> {
        let like = self.known(of)?.clone();
        let factor = like.factor.times(amount)?;
        let singular = name.to_lowercase();
        let forms = [format!("{singular}s"), singular];
        self.push(Unit { id: name.to_owned(), factor, alternative: None, ..like }, &forms, &[name.to_owned()]);
        Some(())
    }

    /// The unit of this id, symbol or word.
    pub(crate) fn known(&self, name: &str) -> Option<&Unit> {
        self.unit_named(name).or_else(|| self.symbol(name)).or_else(|| self.unit(&name.to_lowercase()))
    }

    /// The unit of these words, in lower case and parted by single spaces.
    pub(crate) fn unit(&self, words: &str) -> Option<&Unit> {
        self.forms.get(words).map(|&at| &self.units[at])
    }

    /// Whether the words of a unit begin with this one.
    pub(crate) fn opens(&self, word: &str) -> bool {
        self.forms.opens(word)
    }

    /// Whether the words of a unit end with this one.
    pub(crate) fn closes(&self, word: &str) -> bool {
        self.forms.closes(word)
    }

    /// The unit of this id.
    pub(crate) fn unit_named(&self, id: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.id == id)
    }

    /// The unit of this symbol, as printed.
    pub(crate) fn symbol(&self, printed: &str) -> Option<&Unit> {
        self.symbols.get(printed).map(|&at| &self.units[at])
    }

    /// The currency whose sign or ISO code stands before a number: "$", "EUR".
    pub(crate) fn currency_before(&self, printed: &str) -> Option<&Unit> {
        self.prefixes.get(printed).map(|&at| &self.units[at])
    }

    fn push(&mut self, unit: Unit, forms: &[String], symbols: &[String]) {
        let at = self.units.len();
        self.units.push(unit);
        self.forms.extend(forms.iter().map(|form| (form.clone(), at)));
        self.symbols.extend(symbols.iter().map(|symbol| (symbol.clone(), at)));
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
        let coded = row.id.len() == 3 && row.id.bytes().all(|b| b.is_ascii_uppercase());
        if coded {
            signs.push(row.id.clone());
        }
        self.prefixes.extend(signs.iter().map(|sign| (sign.clone(), at)));
        if coded {
            // "30 MUSD", as Nordic company reports print it.
            let millions = Unit { factor: Number::whole(1_000_000), ..unit.clone() };
            self.push(unit, &row.forms, &signs);
            self.push(millions, &[], &[format!("M{}", row.id)]);
        } else {
            self.push(unit, &row.forms, &signs);
        }
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
        let units = shipped();
        assert_eq!(units.symbol("MB").map(|unit| unit.id.as_str()), Some("MB"));
        assert_eq!(units.symbol("KM/H"), None);
        assert_eq!(units.unit("square miles").map(|unit| unit.id.as_str()), Some("mi2"));
        assert_eq!(units.currency_before("EUR").map(|unit| unit.id.as_str()), Some("EUR"));
        assert_eq!(units.currency_before("dollar"), None);
    }

    #[test]
    fn a_house_unit_is_taught_by_a_known_one() {
        let mut units = shipped().clone();
        let eighth = Number::fraction(1, 8).unwrap();
        assert_eq!(units.extend("furlong", eighth, "stone's throw"), None);
        units.extend("furlong", eighth, "miles").unwrap();
        assert_eq!(units.unit("furlongs").unwrap().factor.to_string(), "201.168");
    }

    #[test]
    fn every_family_says_why() {
        let table = include_str!("en/units.toml");
        let count = |what: &str| table.lines().filter(|line| line.trim_start().starts_with(what)).count();
        assert_eq!(count("reason ="), count("[[family]]"));
    }
}
