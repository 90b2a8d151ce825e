use super::{Number, Poll, Span, Term};
use serde::{Deserialize, Serialize};

/// A number that the text states, with all that is needed to tell whether another one speaks of the same thing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// Qualifier, number and unit: "more than 130", "31 percent", "10 km", "$3 billion".
    pub span: Span,
    /// What it can be, in base units of the dimension (see [`Dimension`]).
    pub range: Range,
    /// How the text hedges it.
    pub qualifier: Qualifier,
    /// What kind of amount it is.
    pub dimension: Dimension,
    /// The unit as the lexicon names it (`km`, `percent`, `USD`), empty for plain counts.
    pub unit: String,
    /// Half of the last digit's worth, in base units: how far a faithful rounding or conversion may lie off.
    pub slack: Number,
    /// What the number does in its sentence.
    pub role: QuantityRole,
    /// What is counted or measured.
    pub counted: Counted,
    /// What was asked, where the number is the share of people who gave an answer in a poll.
    pub poll: Option<Box<Poll>>,
}

impl Quantity {
    /// Whether it is an amount of something that is measured rather than counted or numbered.
    pub(crate) fn is_measured(&self) -> bool {
        !matches!(
            self.dimension,
            Dimension::Count
                | Dimension::Age
                | Dimension::Scale(_)
                | Dimension::Ordinal
                | Dimension::Factor
                | Dimension::Label
        )
    }
}

/// Lower and upper bound; `None` is unbounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Range {
    /// Smallest value.
    pub low: Option<Number>,
    /// Largest value.
    pub high: Option<Number>,
    /// Whether `low` itself is left out ("more than 60").
    pub low_open: bool,
    /// Whether `high` itself is left out ("under 60").
    pub high_open: bool,
}

impl Range {
    /// One value.
    pub fn point(value: Number) -> Self {
        Self { low: Some(value), high: Some(value), low_open: false, high_open: false }
    }

    /// From `low` to `high`, both included.
    pub fn between(low: Number, high: Number) -> Self {
        Self { low: Some(low), high: Some(high), low_open: false, high_open: false }
    }

    /// Both ends widened by `by`.
    pub fn widened(self, by: Number) -> Self {
        Self { low: self.low.and_then(|low| low.minus(by)), high: self.high.and_then(|high| high.plus(by)), ..self }
    }

    /// Whether no value lies in both.
    pub fn disjoint(self, other: Self) -> bool {
        below(self, other) || below(other, self)
    }
}

/// Whether all of `left` lies below all of `right`.
fn below(left: Range, right: Range) -> bool {
    match (left.high, right.low) {
        (Some(high), Some(low)) => high < low || (high == low && (left.high_open || right.low_open)),
        _ => false,
    }
}

/// How a number is hedged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Qualifier {
    /// Stated flat.
    Exact,
    /// "about", "some", "nearly": the range says which side.
    About,
    /// "at least", "or more".
    AtLeast,
    /// "more than", "over".
    MoreThan,
    /// "at most", "up to".
    AtMost,
    /// "less than", "under".
    LessThan,
    /// "10 to 12", "between 10 and 12".
    Between,
    /// "dozens", "hundreds", "most", "few": a documented range.
    Vague,
}

/// What kind of amount; values are kept in the base unit named here.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dimension {
    /// Things counted.
    Count,
    /// A part of a whole: 1 is all of it, so 31 percent is 31/100.
    Share,
    /// Percentage points, in points.
    Points,
    /// Money, in units of the currency named by its ISO code or lexicon name; `dollar` where no country is told.
    Money(String),
    /// Length, in metres.
    Length,
    /// Area, in square metres.
    Area,
    /// Volume, in litres.
    Volume,
    /// Mass, in grams.
    Mass,
    /// Duration, in seconds; months are 30.44 days, years 365.25.
    Duration,
    /// Age of a person or thing, in years.
    Age,
    /// Speed, in metres a second.
    Speed,
    /// Temperature, in degrees Celsius.
    Temperature,
    /// Data, in bytes.
    Data,
    /// Power, in watts.
    Power,
    /// Energy, in joules.
    Energy,
    /// Points of a named scale (a magnitude, a rating, a score), by its name.
    Scale(String),
    /// A position in an order: "third", "No. 3".
    Ordinal,
    /// "threefold", "twice as many".
    Factor,
    /// A port, a model or case number, a version: a label that looks like a number.
    Label,
}

/// What a number does in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuantityRole {
    /// How much there is.
    Level,
    /// By how much it went up ("rose by 3", "an increase of 3").
    Rise,
    /// By how much it went down.
    Fall,
    /// What it was before ("from 25", "up from 48.2 percent", "compared with 71,204").
    Before,
    /// One side of a comparison inside the sentence that is about something else ("against 22 on the first day").
    Compared,
    /// Some of a number that was given before ("24 of them").
    Part,
    /// Stated in order to be put right ("first said 60 percent", "I first wrote 1,500").
    Withdrawn,
}

/// What a quantity counts or measures.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Counted {
    /// The head noun as printed ("troops", "homes"), empty where none was found.
    pub head: String,
    /// The head noun's term or concept.
    pub terms: Vec<Term>,
    /// Content words next to the number and its head, nearest first, names left out: the predicate, or what qualifies the
    /// head.
    pub near: Vec<Term>,
    /// Terms of the clause around the number: the predicate, the population, the place.
    pub around: Vec<Term>,
    /// Where the head noun stands.
    pub span: Option<Span>,
    /// The thing whose extent the number tells.
    #[serde(default)]
    pub of: Option<Box<Size>>,
    /// What the number sets, where a manual states it.
    pub setting: Option<Box<Setting>>,
}

/// A thing whose extent is told: how long it is, how many parts it has, what it costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Size {
    /// Its noun.
    pub head: Term,
    /// The terms of its noun phrase, sorted by hash.
    pub terms: Vec<Term>,
    /// Which of its extents, where an adjective tells it: "length", "height"; else empty.
    pub way: String,
    /// Whether it is told as what is to come ("will last", "is expected to cost"); `None` where no verb tells ("a five-day
    /// strike").
    #[serde(default)]
    pub ahead: Option<bool>,
}

/// What a number of a manual sets: the default of a timeout, the most that a row can hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    /// Which of its values.
    pub aspect: Aspect,
    /// Terms of the thing in the clause itself, sorted by hash.
    pub thing: Vec<Term>,
    /// Terms that the question, the heading or the column above lends, sorted by hash.
    pub lent: Vec<Term>,
    /// Terms of the plan, edition or platform to which it is confined, sorted by hash.
    pub scope: Vec<Term>,
    /// Terms of what it is a property of ("the timeout of a request"), sorted by hash.
    pub owner: Vec<Term>,
    /// Terms of the name under which it is listed, grammar left out, sorted by hash; empty where it is only described.
    pub name: Vec<Term>,
    /// Sides of which it speaks ("client", "upload"), sorted by hash.
    pub sides: Vec<Term>,
}

impl Setting {
    /// A value of a thing that nothing confines; `thing` is sorted by hash.
    pub(crate) fn bare(aspect: Aspect, thing: Vec<Term>) -> Self {
        let none = Vec::new;
        Self { aspect, thing, lent: none(), scope: none(), owner: none(), name: none(), sides: none() }
    }
}

/// Which of the values of a setting a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aspect {
    /// Where nothing is set.
    Default,
    /// The most that is allowed.
    Maximum,
    /// The least that is needed.
    Minimum,
    /// How often something is tried.
    Attempts,
    /// How long something is kept.
    Kept,
    /// The port that is listened on.
    Port,
    /// What one unit costs.
    Price,
    /// What it is, of a thing that is measured: "the warranty is 2 years".
    Value,
    /// The version that brought it.
    Added,
    /// The version from which one is told not to use it.
    Deprecated,
    /// The version in which it is gone.
    Removed,
    /// How often it happens: "every 6 hours".
    Every,
    /// After how long it happens.
    After,
    /// Within how long it happens.
    Within,
}

impl Aspect {
    /// Whether the number is the version of a change: it is what the sentence tells, and confines nothing.
    pub fn is_version(self) -> bool {
        matches!(self, Self::Added | Self::Deprecated | Self::Removed)
    }

    /// Whether it tells when something happens.
    pub fn is_timing(self) -> bool {
        matches!(self, Self::Every | Self::After | Self::Within)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_touching_at_an_open_end_are_disjoint() {
        let sixty = Number::whole(60);
        let more = Range { low: Some(sixty), high: None, low_open: true, high_open: false };
        assert!(more.disjoint(Range::point(sixty)));
        assert!(!more.disjoint(Range::point(Number::whole(61))));
        assert!(more.disjoint(Range::point(Number::whole(58))));
        assert!(!Range { low_open: false, ..more }.disjoint(Range::point(sixty)));
    }
}
