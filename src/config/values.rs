//! Values of the configuration that are more than strings and numbers.

use super::load::nearest;
use crate::compare::CHECKS;
use crate::lexicon::units;
use crate::model::{Number, Severity};
use jiff::civil::Date;
use serde::de::{Deserializer, Error as _};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The mildest severity that fails a run. Notes never do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// Any disagreement but notes.
    Low,
    /// Differences of substance.
    #[default]
    Medium,
    /// Only where one of the two must be wrong in something that matters.
    High,
    /// Nothing: the run only reports.
    Never,
}

impl FailOn {
    /// All of them, strictest first.
    pub const ALL: [Self; 4] = [Self::Low, Self::Medium, Self::High, Self::Never];

    /// The name on the command line and in the file.
    pub fn id(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Never => "never",
        }
    }

    /// Whether a finding of this severity fails the run.
    pub fn fails(self, severity: Severity) -> bool {
        let least = match self {
            Self::Low => Severity::Low,
            Self::Medium => Severity::Medium,
            Self::High => Severity::High,
            Self::Never => return false,
        };
        severity >= least
    }
}

/// A number from 0 to 1 in thousandths, the form in which scores and confidences are kept.
pub fn thousandths(value: f64) -> Result<u16, String> {
    if !(0.0..=1.0).contains(&value) {
        return Err(format!("{value} is not between 0 and 1"));
    }
    // In range by the check above: at most 1000.
    Ok((value * 1000.0).round() as u16)
}

/// Words of the field that the built-in lexicon lacks.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct LexiconAdditions {
    /// Words and phrases that mean the same, list by list.
    pub synonyms: Vec<Vec<String>>,
    /// Titles that stand before a name ("Ombudswoman").
    pub titles: Vec<String>,
    /// Units by name, each told in a known one: `quintal = "100 kg"`.
    pub units: BTreeMap<String, UnitDefinition>,
}

/// A unit told in another: "100 kg".
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct UnitDefinition {
    amount: Number,
    unit: String,
}

impl UnitDefinition {
    /// How many of the known unit.
    pub fn amount(&self) -> Number {
        self.amount
    }

    /// The known unit, as it was given: its id, a symbol or a word.
    pub fn unit(&self) -> &str {
        &self.unit
    }
}

impl TryFrom<String> for UnitDefinition {
    type Error = String;

    fn try_from(printed: String) -> Result<Self, Self::Error> {
        let definition = printed.trim().split_once(char::is_whitespace).and_then(|(amount, unit)| {
            let amount = Number::decimal(amount).filter(|amount| *amount > Number::ZERO)?;
            let known = units::shipped().known(unit.trim())?;
            known.factor.times(amount).map(|_| Self { amount, unit: unit.trim().to_owned() })
        });
        definition.ok_or_else(|| format!("`{printed}` is not an amount of a known unit, such as \"100 kg\""))
    }
}

impl From<UnitDefinition> for String {
    fn from(definition: UnitDefinition) -> Self {
        format!("{} {}", definition.amount, definition.unit)
    }
}

/// `min-confidence`: a number from 0 to 1 in the file, thousandths in memory.
pub(super) mod confidence {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(in super::super) fn serialize<S: Serializer>(value: &u16, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_f64(f64::from(*value) / 1000.0)
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<u16, D::Error> {
        super::thousandths(f64::deserialize(from)?).map_err(D::Error::custom)
    }
}

/// The id of a check.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Kind(pub(super) String);

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let name = String::deserialize(from)?;
        let known: Vec<&str> = CHECKS.iter().map(|check| check.id).collect();
        if known.contains(&name.as_str()) {
            return Ok(Self(name));
        }
        let hint = nearest(&name, &known).map(|near| format!(", did you mean `{near}`?")).unwrap_or_default();
        Err(D::Error::custom(format!("unknown kind `{name}`{hint} (known: {})", known.join(", "))))
    }
}

pub(super) fn kinds<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    Ok(Vec::<Kind>::deserialize(from)?.into_iter().map(|kind| kind.0).collect())
}

pub(super) fn severities<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<String, Severity>, D::Error> {
    Ok(BTreeMap::<Kind, Severity>::deserialize(from)?.into_iter().map(|(kind, level)| (kind.0, level)).collect())
}

/// A day, as a TOML date or as a string.
struct Day(Date);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let printed = match toml::Value::deserialize(from)? {
            toml::Value::String(printed) => printed,
            toml::Value::Datetime(day) => day.to_string(),
            other => other.to_string(),
        };
        printed.parse().map(Self).map_err(|_| D::Error::custom(format!("`{printed}` is not a day such as 2024-05-31")))
    }
}

/// A day that need not be there.
pub(super) fn day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    Ok(Option::<Day>::deserialize(from)?.map(|day| day.0))
}

pub(super) fn dates<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<String, Date>, D::Error> {
    Ok(BTreeMap::<String, Day>::deserialize(from)?.into_iter().map(|(pattern, day)| (pattern, day.0)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_fail_nothing() {
        assert!(FailOn::ALL.iter().all(|level| !level.fails(Severity::Note)));
        assert!(FailOn::Low.fails(Severity::Low) && !FailOn::Medium.fails(Severity::Low));
        assert!(!FailOn::Never.fails(Severity::High));
    }

    #[test]
    fn confidence_is_kept_in_thousandths() {
        assert_eq!(thousandths(0.85), Ok(850));
        assert_eq!(thousandths(1.0), Ok(1000));
        assert!(thousandths(1.01).is_err() && thousandths(f64::NAN).is_err());
    }

    #[test]
    fn a_unit_is_an_amount_of_another() {
        let quintal = UnitDefinition::try_from("100 kg".to_owned()).unwrap();
        assert_eq!((quintal.amount(), quintal.unit()), (Number::whole(100), "kg"));
        assert!(UnitDefinition::try_from("kg".to_owned()).is_err());
        assert!(UnitDefinition::try_from("0 kg".to_owned()).is_err());
        assert!(UnitDefinition::try_from("3 stone's throws".to_owned()).is_err());
    }
}
