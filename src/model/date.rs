use super::{Span, Term};
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

/// A date that the text states.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DateFacet {
    /// The words: "on November 15", "last month", "in 2006".
    pub span: Span,
    /// The fields that the words give by themselves.
    pub stated: PartialDate,
    /// The days it can mean, once resolved against the article's date; `None` where that is not possible.
    pub interval: Option<Interval>,
    /// How fine it is.
    pub precision: Precision,
    /// How the date bounds the event: on it, since, until or by it.
    pub bound: Bound,
    /// Content words next to the date, names left out: the event.
    pub near: Vec<Term>,
    /// The lifetime that ends on it, where the words tell one.
    pub lifetime: Option<Box<Lifetime>>,
    /// Whether the words lean on the day of writing ("Tuesday", "last month") rather than stand alone ("7 June 2021").
    pub relative: bool,
}

/// What a date begins or ends.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Lifetime {
    /// What begins or ends.
    pub end: End,
    /// Terms of the thing of which it is so.
    pub of: Vec<Term>,
}

/// Where in the life of a thing a day stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum End {
    /// It comes out.
    Release,
    /// Help and fixes end.
    Support,
    /// The thing itself ends.
    Service,
    /// The end of life that the maker declares.
    Life,
}

/// How a date bounds its event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// The event is on the date.
    #[default]
    On,
    /// It goes on from the date.
    Since,
    /// It goes on up to the date.
    Until,
    /// It is no later than the date.
    By,
    /// It is before the date.
    Before,
    /// It is after the date.
    After,
}

/// The fields that a date's words give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PartialDate {
    /// Year.
    pub year: Option<i16>,
    /// Month, 1 to 12.
    pub month: Option<i8>,
    /// Day of the month, 1 to 31.
    pub day: Option<i8>,
    /// Day of the week.
    #[serde(with = "weekday", default)]
    pub weekday: Option<Weekday>,
    /// Minutes since midnight, where a time of day is given.
    pub minute: Option<u16>,
}

/// Days from `start` to `end`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Interval {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

impl Interval {
    /// Whether the two share no day.
    pub fn disjoint(self, other: Self) -> bool {
        self.end < other.start || other.end < self.start
    }
}

/// How fine a date is, finest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    /// A time of day.
    Minute,
    /// A day.
    Day,
    /// A week or a few days ("early this week").
    Week,
    /// A month, or a part of one ("mid-November").
    Month,
    /// A quarter or season.
    Quarter,
    /// A year.
    Year,
    /// A decade or a century.
    Decade,
}

/// Weekdays as 1 (Monday) to 7, since jiff's own type has no serde form.
mod weekday {
    use jiff::civil::Weekday;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(day: &Option<Weekday>, to: S) -> Result<S::Ok, S::Error> {
        day.map(Weekday::to_monday_one_offset).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Weekday>, D::Error> {
        let day = Option::<i8>::deserialize(from)?;
        Ok(day.and_then(|offset| Weekday::from_monday_one_offset(offset).ok()))
    }
}
