//! Scores numbers and dates against texts with their resolutions, in the form of Microsoft's Recognizers-Text test
//! suites: inclusive character offsets, values in the printed unit, ends of date ranges excluded.
//!
//! Claims keep fewer numbers and dates than stand in a text (no telephone numbers, no "Friday" that may be either), so what
//! is measured is the grammar: `number::numerals` and `date::likely` rather than what a claim keeps of them. How a
//! resolution is read is told in docs/evaluation.md.

mod days;

use super::figures::{Figures, ratio};
use super::{Run, Scored};
use crate::Result;
use crosscheck::extract::{date, number, quantity};
use crosscheck::lexicon;
use crosscheck::model::{Dimension, Number, Quantity, Span};
use crosscheck::text;
use days::Stretch;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Deserialize)]
struct Sample {
    model: String,
    input: String,
    /// The moment of writing, where dates lean on it.
    reference: Option<String>,
    results: Vec<Expected>,
    /// Whether such words occur in articles; others are left out.
    news: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Expected {
    text: String,
    /// Not given where only a stretch of text is expected.
    #[serde(default)]
    type_name: String,
    start: usize,
    end: usize,
    #[serde(default)]
    resolution: Value,
}

/// What is expected at a place.
enum Meaning {
    /// One value, in base units.
    Value(f64),
    /// One of these values.
    AnyOf([f64; 3]),
    /// A range; ends open or not.
    Range(Option<f64>, Option<f64>),
    /// Any of these.
    Days(Vec<Stretch>),
}

/// What came out, by model.
#[derive(Default)]
struct Outcome {
    models: BTreeMap<String, Counts>,
    /// One line for each place that was not found, and for each text that should be silent and wasn't.
    listing: String,
}

#[derive(Default)]
struct Counts {
    expected: usize,
    /// A number or date stands there, whatever its value.
    placed: usize,
    /// Its value is the expected one.
    found: usize,
    /// Texts in which nothing is to be found.
    silent: usize,
    /// Of these, texts in which something of the kind was found.
    spoken: usize,
}

/// Looks for each result of a JSON Lines file of samples; one row a model.
pub(super) fn score(_: &Run<'_>, name: &str, path: &Path) -> Result<Scored> {
    let mut outcome = Outcome::default();
    for line in std::fs::read_to_string(path)?.lines() {
        let sample: Sample = serde_json::from_str(line).map_err(|error| format!("{}: {error}", path.display()))?;
        if sample.news {
            outcome.add(&sample);
        }
    }
    let row = |(model, counts): (String, Counts)| (format!("{name}-{model}"), counts.figures());
    Ok(Scored { figures: Figures::from_iter(outcome.models.into_iter().map(row)), listing: outcome.listing })
}

impl Outcome {
    fn add(&mut self, sample: &Sample) {
        let tokens = text::tokens(&sample.input, Span::new(0, sample.input.len()));
        let anchor = sample.reference.as_deref().and_then(|moment| moment.get(..10)?.parse().ok());
        let lexicon = lexicon::english();
        let numbers = number::numerals(&tokens, &lexicon);
        let quantities = quantity::quantities(&tokens, &lexicon);
        let dates = date::likely(&tokens, anchor);
        let counts = self.models.entry(sample.model.clone()).or_default();
        if sample.results.is_empty() {
            counts.silent += 1;
            let spoken = match sample.model.as_str() {
                "NumberModel" => !numbers.is_empty(),
                model => quantities.iter().any(|quantity| speaks(model, quantity)),
            };
            if spoken {
                counts.spoken += 1;
                self.listing += &format!("SPOKEN  {} {:?}\n", sample.model, sample.input);
            }
        }
        for expected in &sample.results {
            let (Some(meaning), Some(place)) = (expected.meaning(), expected.place(&sample.input)) else { continue };
            // Each reading at the place, and whether it is the expected one.
            let read: Vec<(String, bool)> = match &meaning {
                Meaning::Days(any) => {
                    let here = dates.iter().filter(|date| date.span.overlaps(place));
                    here.map(|date| (days::shown(date), any.iter().any(|days| days.fits(date)))).collect()
                }
                Meaning::Value(value) if sample.model == "NumberModel" => {
                    let here = numbers.iter().filter(|(span, _)| span.overlaps(place));
                    here.map(|(_, number)| (number.to_string(), near(float(*number), *value))).collect()
                }
                meaning => {
                    let here = quantities.iter().filter(|quantity| quantity.span.overlaps(place));
                    here.map(|quantity| (format!("{:?}", quantity.range), meaning.fits(quantity))).collect()
                }
            };
            let found = read.iter().any(|(_, fits)| *fits);
            counts.expected += 1;
            counts.placed += usize::from(!read.is_empty());
            counts.found += usize::from(found);
            if !found {
                let fault = if read.is_empty() { "MISSED" } else { "VALUE " };
                let read: Vec<&str> = read.iter().map(|(shown, _)| shown.as_str()).collect();
                self.listing += &format!(
                    "{fault}  {} {:?} in {:?}: {}; read: {}\n",
                    sample.model,
                    expected.text,
                    sample.input,
                    expected.resolution,
                    read.join(", ")
                );
            }
        }
    }
}

impl Counts {
    fn figures(&self) -> BTreeMap<&'static str, Option<f64>> {
        BTreeMap::from([
            ("expected", Some(self.expected as f64)),
            ("placed", Some(self.placed as f64)),
            ("found", Some(self.found as f64)),
            ("recall", ratio(self.found, self.expected)),
            ("silent", Some(self.silent as f64)),
            ("spoken", Some(self.spoken as f64)),
        ])
    }
}

/// Whether the quantity is of the kind that the model looks for.
fn speaks(model: &str, quantity: &Quantity) -> bool {
    match (model, &quantity.dimension) {
        ("PercentModel", dimension) => *dimension == Dimension::Share,
        ("CurrencyModel", dimension) => matches!(dimension, Dimension::Money(_)),
        ("DimensionModel", dimension) => !matches!(
            dimension,
            Dimension::Count | Dimension::Share | Dimension::Money(_) | Dimension::Ordinal | Dimension::Label
        ),
        (_, dimension) => *dimension == Dimension::Count,
    }
}

impl Expected {
    /// The bytes it stands on; offsets count characters, the last included.
    fn place(&self, input: &str) -> Option<Span> {
        let byte = |at: usize| input.char_indices().nth(at).map(|(byte, c)| (byte, byte + c.len_utf8()));
        Some(Span::new(byte(self.start)?.0, byte(self.end)?.1))
    }

    /// `None` where nothing is resolved, or to something that the model of articles does not hold.
    fn meaning(&self) -> Option<Meaning> {
        if let Some(alternatives) = self.resolution.get("values") {
            let days: Vec<Stretch> = alternatives.as_array()?.iter().filter_map(Stretch::read).collect();
            return (!days.is_empty()).then_some(Meaning::Days(days));
        }
        let value = self.resolution.get("value")?.as_str()?;
        if self.type_name == "numberrange" {
            let (low, high) = value.strip_prefix(['[', '('])?.strip_suffix([']', ')'])?.split_once(',')?;
            return Some(Meaning::Range(low.parse().ok(), high.parse().ok()));
        }
        let scale = match self.type_name.as_str() {
            "percentage" => 0.01,
            "number" => 1.0,
            "currency" => money(self.resolution.get("unit")?.as_str()?)?,
            _ => unit(self.resolution.get("unit")?.as_str()?)?,
        };
        let number: f64 = value.trim_end_matches('%').parse().ok()?;
        // One name for the short, the long and the metric ton.
        if self.resolution.get("unit").and_then(Value::as_str) == Some("Ton") && self.type_name == "dimension" {
            return Some(Meaning::AnyOf(TONS.map(|ton| number * ton)));
        }
        Some(Meaning::Value(number * scale))
    }
}

impl Meaning {
    fn fits(&self, quantity: &Quantity) -> bool {
        // A rate holds the amount divided by its time or mass: "500,000 barrels a day".
        if let (Self::Value(value), true) = (self, quantity.unit.contains('/')) {
            let whole = Quantity { unit: String::new(), ..quantity.clone() };
            return DENOMINATORS.iter().any(|by| Self::Value(value / by).fits(&whole));
        }
        let (low, high) = (quantity.range.low.map(float), quantity.range.high.map(float));
        match self {
            // A hedge in front widens the range; the value must lie in it.
            Self::Value(value) => match (low, high) {
                (Some(low), Some(high)) => (low - slack(low)..=high + slack(high)).contains(value),
                (Some(bound), None) | (None, Some(bound)) => near(bound, *value),
                (None, None) => false,
            },
            Self::Range(from, to) => {
                let same = |ours: Option<f64>, theirs: &Option<f64>| match (ours, theirs) {
                    (Some(ours), Some(theirs)) => near(ours, *theirs),
                    (ours, theirs) => ours.is_none() == theirs.is_none(),
                };
                same(low, from) && same(high, to)
            }
            Self::AnyOf(values) => values.iter().any(|value| Self::Value(*value).fits(quantity)),
            Self::Days(_) => false,
        }
    }
}

/// What rates are divided by, in base units: one of anything, and the times.
const DENOMINATORS: [f64; 6] = [1.0, 60.0, 3600.0, 86_400.0, 604_800.0, 31_557_600.0];

/// Resolutions are printed with up to 15 digits; conversion factors of units differ in the seventh.
fn slack(value: f64) -> f64 {
    value.abs() * 1e-6 + 1e-12
}

fn near(left: f64, right: f64) -> bool {
    (left - right).abs() <= slack(right)
}

fn float(number: Number) -> f64 {
    let (numerator, denominator) = number.parts();
    numerator as f64 / denominator as f64
}

/// What one of the unit of money is in units of its currency; `None` for units that articles' quantities do not hold.
fn money(name: &str) -> Option<f64> {
    match name {
        "Cent" | "Pence" | "Penny" | "Sen" => Some(0.01),
        "Satoshi" => None,
        _ => Some(1.0),
    }
}

/// Short, metric and long tons in grams.
const TONS: [f64; 3] = [907_184.74, 1e6, 1_016_046.908_8];

/// What one of the unit is in base units; `None` for units that articles' quantities do not hold (angles, drams).
fn unit(name: &str) -> Option<f64> {
    Some(match name {
        "Picometer" => 1e-12,
        "Microgram" => 1e-6,
        "Millimeter" | "Milliliter" => 1e-3,
        "Decimeter" => 0.1,
        "Meter" | "Square meter" | "Gram" => 1.0,
        "Kilometer" | "Kilogram" => 1e3,
        "Square kilometer" | "Metric ton" | "Megabyte" => 1e6,
        "Inch" => 0.0254,
        "Foot" => 0.3048,
        "Mile" => 1609.344,
        "Acre" => 4046.8564224,
        "Ounce" => 28.349523125,
        "Pound" => 453.59237,
        "Ton" => TONS[0],
        "Barrel" => 158.987294928,
        "Cubic foot" => 28.316846592,
        "Gallon" => 3.785411784,
        "Tablespoon" => 0.01478676478125,
        "Teaspoon" => 0.00492892159375,
        "Kilometer per hour" => 1.0 / 3.6,
        "Mile per hour" => 0.44704,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn expected(type_name: &str, resolution: Value) -> Expected {
        Expected { text: String::new(), type_name: type_name.to_owned(), start: 0, end: 0, resolution }
    }

    #[test]
    fn resolutions_become_base_units() {
        let value = |type_name, resolution| match expected(type_name, resolution).meaning() {
            Some(Meaning::Value(value)) => Some(value),
            _ => None,
        };
        assert_eq!(value("percentage", json!({"value": "20%"})), Some(0.2));
        assert_eq!(value("percentage", json!({"value": "null"})), None);
        assert_eq!(value("currency", json!({"value": "50", "unit": "Pound"})), Some(50.0));
        assert_eq!(value("dimension", json!({"value": "2", "unit": "Pound"})), Some(907.18474));
        assert_eq!(value("dimension", json!({"value": "2", "unit": "Turn"})), None);
        let range = expected("numberrange", json!({"value": "(,100]"})).meaning();
        assert!(matches!(range, Some(Meaning::Range(None, Some(high))) if near(high, 100.0)));
    }

    #[test]
    fn places_count_characters() {
        let euro = Expected { start: 2, end: 3, ..expected("currency", Value::Null) };
        assert_eq!(euro.place("é €5"), Some(Span::new(3, 7)));
        assert_eq!(euro.place("é"), None);
    }
}
