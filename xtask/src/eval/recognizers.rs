//! Scores numbers and dates against texts with their resolutions, in the form of Microsoft's Recognizers-Text test
//! suites: inclusive character offsets, values in the printed unit, ends of date ranges excluded.

use super::figures::{Figures, ratio};
use super::{Run, Scored};
use crate::Result;
use crosscheck::extract::{date, quantity};
use crosscheck::lexicon;
use crosscheck::model::{Dimension, Interval, Number, Quantity, Span};
use crosscheck::text;
use jiff::civil::Date;
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
    /// A range; ends open or not.
    Range(Option<f64>, Option<f64>),
    /// Any of these.
    Days(Vec<Interval>),
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
        let quantities = quantity::quantities(&tokens, &lexicon::english());
        let dates: Vec<(Span, Interval)> = date::dates(&tokens, anchor)
            .into_iter()
            .filter_map(|facet| facet.interval.map(|interval| (facet.span, interval)))
            .collect();
        let counts = self.models.entry(sample.model.clone()).or_default();
        if sample.results.is_empty() {
            counts.silent += 1;
            if quantities.iter().any(|quantity| speaks(&sample.model, quantity)) {
                counts.spoken += 1;
                self.listing += &format!("SPOKEN  {} {:?}\n", sample.model, sample.input);
            }
        }
        for expected in &sample.results {
            let (Some(meaning), Some(place)) = (expected.meaning(), expected.place(&sample.input)) else { continue };
            let days = || dates.iter().filter(|(span, _)| span.overlaps(place));
            let numbers = || quantities.iter().filter(|quantity| quantity.span.overlaps(place));
            let (placed, found) = match &meaning {
                Meaning::Days(any) => (days().count(), days().any(|(_, interval)| any.contains(interval))),
                meaning => (numbers().count(), numbers().any(|quantity| meaning.fits(quantity))),
            };
            counts.expected += 1;
            counts.placed += usize::from(placed > 0);
            counts.found += usize::from(found);
            if !found {
                let fault = if placed > 0 { "VALUE " } else { "MISSED" };
                let (input, resolution) = (&sample.input, &expected.resolution);
                self.listing += &format!("{fault}  {} {:?} in {input:?}: {resolution}\n", sample.model, expected.text);
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
            let days: Vec<Interval> = alternatives.as_array()?.iter().filter_map(interval).collect();
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
        Some(Meaning::Value(number * scale))
    }
}

impl Meaning {
    fn fits(&self, quantity: &Quantity) -> bool {
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
            Self::Days(_) => false,
        }
    }
}

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

/// The days of one alternative.
fn interval(value: &Value) -> Option<Interval> {
    let day = |name: &str| -> Option<Date> { value.get(name)?.as_str()?.parse().ok() };
    if let Some(single) = day("value") {
        return Some(Interval { start: single, end: single });
    }
    Some(Interval { start: day("start")?, end: day("end")?.yesterday().ok()? })
}

/// What one of the unit of money is in units of its currency; `None` for units that articles' quantities do not hold.
fn money(name: &str) -> Option<f64> {
    match name {
        "Cent" | "Pence" | "Penny" | "Sen" => Some(0.01),
        "Satoshi" => None,
        _ => Some(1.0),
    }
}

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
        "Ton" => 907_184.74,
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
    fn ends_of_date_ranges_are_left_out() {
        let range = json!({"start": "2009-01-01", "end": "2010-01-01"});
        let end: Date = "2009-12-31".parse().expect("a day");
        assert_eq!(interval(&range).map(|interval| interval.end), Some(end));
        assert_eq!(interval(&json!({"start": "2020-08-15"})), None);
        assert_eq!(interval(&json!({"value": "not resolved"})), None);
    }

    #[test]
    fn places_count_characters() {
        let euro = Expected { start: 2, end: 3, ..expected("currency", Value::Null) };
        assert_eq!(euro.place("é €5"), Some(Span::new(3, 7)));
        assert_eq!(euro.place("é"), None);
    }
}
