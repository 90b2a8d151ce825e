//! What the pictures of a finding are drawn from: ranges on an axis, days, polls.

use super::sentence::{plain, readable};
use crate::model::{Article, Dimension, Facet, Finding, Mention, Number, Quantity, Report};
use serde::Serialize;

/// What a mention states, as a picture needs it.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Fact {
    /// A range on the finding's axis.
    Range(Stretch),
    /// First and last day, as ISO dates.
    Days([String; 2]),
}

/// A range; `null` is unbounded.
#[derive(Serialize)]
pub(super) struct Stretch {
    low: Option<f64>,
    high: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    poll: Option<PollFact>,
}

/// Who asked what.
#[derive(Serialize)]
struct PollFact {
    #[serde(skip_serializing_if = "Option::is_none")]
    house: Option<String>,
    asked: String,
}

/// The axis of a finding's quantities: base units times `scale`, printed with `unit`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Axis {
    scale: f64,
    /// Printed behind the numbers, or before them where it is a currency.
    pub(super) unit: String,
}

/// The facet of which a mention is.
fn facet<'a>(report: &'a Report, kind: &str, mention: &Mention) -> Option<&'a Facet> {
    let claim = report.claims.get(mention.claim as usize)?;
    claim.facets.iter().find(|facet| facet.kind().id() == kind && facet.span() == mention.span)
}

fn quantity<'a>(report: &'a Report, mention: &Mention) -> Option<&'a Quantity> {
    match facet(report, "quantity", mention) {
        Some(Facet::Quantity(quantity)) => Some(quantity),
        _ => None,
    }
}

/// The axis on which the quantities of `finding` lie; `None` where they are of several dimensions, or of one that has no
/// more and less.
pub(super) fn axis(report: &Report, finding: &Finding) -> Option<Axis> {
    if finding.kind != "quantity" {
        return None;
    }
    let mentions = finding.values.iter().flat_map(|value| &value.mentions);
    let quantities: Vec<&Quantity> = mentions.filter_map(|mention| quantity(report, mention)).collect();
    let first = quantities.first()?;
    if quantities.iter().any(|other| other.dimension != first.dimension) {
        return None;
    }
    let ends = quantities.iter().flat_map(|quantity| [quantity.range.low, quantity.range.high]).flatten();
    let most = ends.map(|number| float(number).abs()).fold(0.0, f64::max);
    axis_of(&first.dimension, most)
}

/// The axis for a dimension whose greatest value is `most`, in base units.
fn axis_of(dimension: &Dimension, most: f64) -> Option<Axis> {
    let axis = |base: f64, unit: &str| Some(Axis { scale: 1.0 / base, unit: unit.to_owned() });
    // The largest unit of which there is at least one.
    let fitting = |units: &[(f64, &str)]| {
        let fit = units.iter().rev().find(|(base, _)| most >= *base).or(units.first());
        fit.and_then(|(base, unit)| axis(*base, unit))
    };
    match dimension {
        Dimension::Count => axis(1.0, ""),
        Dimension::Share => axis(0.01, "%"),
        Dimension::Points => axis(1.0, "points"),
        Dimension::Money(currency) => axis(1.0, currency),
        Dimension::Length => fitting(&[(0.001, "mm"), (1.0, "m"), (1000.0, "km")]),
        Dimension::Area => fitting(&[(1.0, "m²"), (1e6, "km²")]),
        Dimension::Volume => fitting(&[(1.0, "l"), (1000.0, "m³")]),
        Dimension::Mass => fitting(&[(1.0, "g"), (1000.0, "kg"), (1e6, "t")]),
        Dimension::Duration => fitting(&[
            (0.001, "ms"),
            (1.0, "s"),
            (60.0, "min"),
            (3600.0, "h"),
            (86_400.0, "days"),
            (365.25 * 86_400.0, "years"),
        ]),
        Dimension::Age => axis(1.0, "years old"),
        Dimension::Speed => axis(1.0 / 3.6, "km/h"),
        Dimension::Temperature => axis(1.0, "°C"),
        Dimension::Data => fitting(&[(1.0, "bytes"), (1e3, "kB"), (1e6, "MB"), (1e9, "GB"), (1e12, "TB")]),
        Dimension::Power => fitting(&[(1.0, "W"), (1e3, "kW"), (1e6, "MW"), (1e9, "GW")]),
        Dimension::Energy => fitting(&[(1.0, "J"), (3.6e6, "kWh"), (3.6e9, "MWh"), (3.6e12, "GWh")]),
        Dimension::Scale(name) => axis(1.0, name),
        Dimension::Ordinal | Dimension::Factor => axis(1.0, ""),
        Dimension::Label => None,
    }
}

/// What a mention of `finding` states.
pub(super) fn fact(report: &Report, finding: &Finding, axis: Option<&Axis>, mention: &Mention) -> Option<Fact> {
    match facet(report, finding.kind, mention)? {
        Facet::Quantity(quantity) => Some(Fact::Range(stretch(report.article(mention), quantity, axis?))),
        Facet::Date(date) => {
            date.interval.map(|interval| Fact::Days([interval.start.to_string(), interval.end.to_string()]))
        }
        _ => None,
    }
}

fn stretch(article: &Article, quantity: &Quantity, axis: &Axis) -> Stretch {
    let scaled = |end: Option<Number>| end.map(|number| rounded(float(number) * axis.scale));
    let poll = quantity.poll.as_deref().map(|poll| PollFact {
        house: poll.pollster.as_ref().map(|house| plain(&house.label)),
        asked: readable(article, poll.asked),
    });
    Stretch { low: scaled(quantity.range.low), high: scaled(quantity.range.high), poll }
}

/// The nearest double; only drawn, never compared.
fn float(number: Number) -> f64 {
    let (numerator, denominator) = number.parts();
    numerator as f64 / denominator as f64
}

/// Six significant digits: enough for any picture, and short.
fn rounded(value: f64) -> f64 {
    format!("{value:.5e}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Config, check, read};

    #[test]
    fn a_unit_fits_what_is_drawn() {
        let unit = |dimension: &Dimension, most: f64| axis_of(dimension, most).map(|axis| axis.unit);
        assert_eq!(unit(&Dimension::Duration, 45.0).as_deref(), Some("s"));
        assert_eq!(unit(&Dimension::Duration, 7200.0).as_deref(), Some("h"));
        assert_eq!(unit(&Dimension::Length, 0.0).as_deref(), Some("mm"));
        assert_eq!(unit(&Dimension::Label, 5640.0), None);
    }

    #[test]
    fn hedged_numbers_are_stretches_of_their_axis() {
        let articles = vec![
            read::plain_text("a", "Just over half of the members of the Wendover rowing club voted for the merger."),
            read::plain_text("b", "31 percent of the members of the Wendover rowing club voted for the merger."),
        ];
        let report = check(articles, &Config::default());
        let finding = report.findings.first().expect("the two differ");
        let axis = axis(&report, finding).expect("both are shares");
        assert_eq!(axis.unit, "%");
        let ends: Vec<_> = finding
            .values
            .iter()
            .filter_map(|value| match fact(&report, finding, Some(&axis), &value.mentions[0]) {
                Some(Fact::Range(range)) => Some((range.low, range.high)),
                _ => None,
            })
            .collect();
        assert_eq!(ends[0].0, Some(50.0));
        assert!(ends[0].1 > Some(50.0));
        assert_eq!(ends[1], (Some(31.0), Some(31.0)));
    }
}
