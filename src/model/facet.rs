use super::{DateFacet, Interval, Quantity, Span, Term};
use serde::{Deserialize, Serialize};

/// One comparable part of a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Facet {
    /// A number.
    Quantity(Box<Quantity>),
    /// A date.
    Date(DateFacet),
    /// The standing of a person, an organisation or a thing.
    Status(Status),
    /// Words inside quotation marks, or set apart as a quotation.
    Quote(Quote),
    /// Whether something is so or goes one way or the other.
    Polarity(Polarity),
    /// How far something goes: first, largest, on record.
    Degree(Degree),
    /// Whether it is planned, possible, ordered or done.
    Modality(Modality),
    /// A place or direction.
    Location(Location),
    /// The printed form of a name.
    Name(Name),
}

impl Facet {
    /// The words that carry the fact.
    pub fn span(&self) -> Span {
        match self {
            Self::Quantity(facet) => facet.span,
            Self::Date(facet) => facet.span,
            Self::Status(facet) => facet.span,
            Self::Quote(facet) => facet.span,
            Self::Polarity(facet) => facet.span,
            Self::Degree(facet) => facet.span,
            Self::Modality(facet) => facet.span,
            Self::Location(facet) => facet.span,
            Self::Name(facet) => facet.span,
        }
    }

    /// Its kind, as named in reports.
    pub fn kind(&self) -> FacetKind {
        match self {
            Self::Quantity(_) => FacetKind::Quantity,
            Self::Date(_) => FacetKind::Date,
            Self::Status(_) => FacetKind::Status,
            Self::Quote(_) => FacetKind::Quote,
            Self::Polarity(_) => FacetKind::Polarity,
            Self::Degree(_) => FacetKind::Degree,
            Self::Modality(_) => FacetKind::Modality,
            Self::Location(_) => FacetKind::Location,
            Self::Name(_) => FacetKind::Name,
        }
    }
}

/// The kinds of facets, as printed in `claims.csv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FacetKind {
    /// See [`Status`].
    Status,
    /// See [`Quantity`].
    Quantity,
    /// See [`DateFacet`].
    Date,
    /// See [`Polarity`].
    Polarity,
    /// See [`Quote`].
    Quote,
    /// See [`Degree`].
    Degree,
    /// See [`Modality`].
    Modality,
    /// See [`Location`].
    Location,
    /// See [`Name`].
    Name,
}

impl FacetKind {
    /// The name in reports.
    pub fn id(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Quantity => "quantity",
            Self::Date => "date",
            Self::Polarity => "polarity",
            Self::Quote => "quote",
            Self::Degree => "degree",
            Self::Modality => "modality",
            Self::Location => "location",
            Self::Name => "name",
        }
    }
}

/// The standing of somebody or something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// The words: "former mayor Ida Lund", "was suspended".
    pub span: Span,
    /// Whose standing: the full name as resolved in the article, or the thing's noun phrase.
    pub subject: String,
    /// Terms of the subject, in order.
    pub subject_terms: Vec<Term>,
    /// Concept id of the office or role (`president`, `director`); empty where the words tell none. Of a thing that is
    /// [`Standing::Given`] a value, the value in lower case.
    pub office: String,
    /// What the subject's standing is.
    pub standing: Standing,
    /// Whether the sentence says in the present tense that it holds, or says so in as many words ("back in office"). A
    /// title in a story told in the past is also given as a courtesy.
    pub present: bool,
    /// The days of which the words speak, where they name some ("in 2019"); `None` is the time of writing.
    pub as_of: Option<Interval>,
    /// Whether its time is told by that of another event: "suspended the day after".
    pub anchored: bool,
    /// Whether it is said to hold as before: "remains cleared to fly".
    pub lasting: bool,
}

impl Status {
    /// The standing of a thing at the time of writing. `terms` are those of its subject.
    pub(crate) fn of_thing(span: Span, subject: String, terms: Vec<Term>, standing: Standing) -> Self {
        Self {
            span,
            subject,
            subject_terms: terms,
            office: String::new(),
            standing,
            present: true,
            as_of: None,
            anchored: false,
            lasting: false,
        }
    }
}

/// A standing; which two exclude one another is told in `compare::status`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Holds the office.
    Sitting,
    /// Held it once.
    Former,
    /// Holds it for the time being.
    Acting,
    /// Chosen, not yet in office.
    Elect,
    /// Proposed for it.
    Nominee,
    /// Relieved for a time, not dismissed.
    Suspended,
    /// Dismissed by an employer or a superior.
    Dismissed,
    /// Gave it up.
    Resigned,
    /// Removed by a vote, a court or force.
    Ousted,
    /// Left at the end of a career.
    Retired,
    /// Has died.
    Dead,
    /// A thing allowed, supported or in force.
    InForce,
    /// A thing still offered but on its way out.
    Deprecated,
    /// A thing ended, removed or switched off.
    Ended,
    /// A thing offered for trial.
    Preview,
    /// A thing released for everybody.
    Released,
    /// Forbidden or kept from operating.
    Banned,
    /// A thing of which a manual gives a value in words: a default, a licence.
    Given,
}

/// A quotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The words between the marks.
    pub span: Span,
    /// The words, lower-cased and without marks or punctuation, in order; a gap (`…`, `[...]`) is an empty word.
    pub words: Vec<String>,
    /// Whether the text marks it as a quotation.
    pub marked: bool,
    /// Who is said to have said it; `None` where the text does not tell.
    pub speaker: Option<super::Speaker>,
}

/// A predicate with its sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Polarity {
    /// The words that carry the sign: "refused to concede", "rose", "is not supported".
    pub span: Span,
    /// What is affirmed or denied.
    pub axis: Axis,
    /// Which way.
    pub direction: Direction,
    /// Of opposites, the content words right before the predicate, nearest first, at most three: where its subject's noun
    /// is looked for. Of a denied predicate, the words denied, in order.
    pub heads: Vec<Term>,
    /// Terms of what stands before the predicate in its clause (who or what).
    pub subject: Vec<Term>,
    /// Terms of what stands after it (whom or what).
    pub object: Vec<Term>,
}

impl Polarity {
    /// Whether it denies what may yet come about: "still has not sailed".
    pub fn is_pending(&self) -> bool {
        matches!(self.axis, Axis::Pending(_))
    }
}

/// What a polarity speaks of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Axis {
    /// A pair of opposites of the lexicon, by its id (`rise-fall`, `support-oppose`).
    Opposites(String),
    /// One predicate, affirmed or negated, by its stem.
    Predicate(String),
    /// One predicate said not to hold as yet, by its stem: "still has not sailed".
    Pending(String),
    /// One predicate with an object of which there was none, by its stem: "found no damage".
    Absence(String),
}

/// One of two ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// The first end of the axis; for predicates: it is so.
    Positive,
    /// The other end; for predicates: it is not so.
    Negative,
}

impl Direction {
    /// The other end.
    pub fn flipped(self) -> Self {
        match self {
            Self::Positive => Self::Negative,
            Self::Negative => Self::Positive,
        }
    }
}

/// A superlative or rank with the set it is drawn from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Degree {
    /// The words: "the lowest border crossings on record".
    pub span: Span,
    /// Concept id of the scale (`low`, `large`, `first`).
    pub scale: String,
    /// 1 for the extreme itself, 2 for "second largest".
    pub rank: u16,
    /// The set over which it is the extreme.
    pub scope: DegreeScope,
    /// Whether it is one among several ("one of the largest").
    pub among: bool,
    /// Terms of what is ranked.
    pub of: Vec<Term>,
}

/// The set over which something is the extreme, in the order of how much it claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DegreeScope {
    /// Not told.
    Open,
    /// "in years", "in a long time".
    Years,
    /// "in two decades": at least so many years back.
    Span(u16),
    /// "since 1978".
    Since(i16),
    /// "on record", "ever", "in history".
    Ever,
}

/// How far along an event is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Modality {
    /// The words: "may order a recount", "has opened".
    pub span: Span,
    /// Id of the event in the lexicon.
    pub predicate: String,
    /// Stage, see [`Modality::STAGES`].
    pub stage: u8,
    /// Terms of what the event happens to, in order, the head noun last; empty where the clause does not name it.
    pub theme: Vec<Term>,
    /// Terms of the name of who does it, where a name stands there and the theme is the object; sorted.
    pub actor: Vec<Term>,
    /// Terms of the clause but for the words that tell event and stage.
    pub around: Vec<Term>,
}

impl Modality {
    /// The stages of an event by number.
    pub const STAGES: [&'static str; 5] = ["undecided", "planned", "settled", "under way", "done"];

    /// Whether the event has not begun.
    pub fn is_open(&self) -> bool {
        self.stage <= 1
    }
}

/// Where something is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Location {
    /// The words: "22 km north of the town".
    pub span: Span,
    /// The place or direction, folded.
    pub place: String,
    /// Relation of the event to the place: `in`, `north-of`.
    pub relation: String,
    /// Terms of the clause around it.
    pub around: Vec<Term>,
}

/// A printed form of a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// The name.
    pub span: Span,
    /// The name as printed.
    pub printed: String,
    /// Concept ids of the titles and roles that the article gives its bearer.
    pub roles: Vec<String>,
}
