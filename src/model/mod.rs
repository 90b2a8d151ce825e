//! The types that flow through the pipeline: plain data, no logic beyond their own laws.

mod article;
mod claim;
mod date;
mod event;
mod facet;
mod finding;
mod number;
mod place;
mod poll;
mod product;
mod quantity;
mod settlement;
mod span;

pub use article::{Article, Block, BlockKind, DateField, Entry, Field, Mark, Meta, MetaOrigin, Register};
pub use claim::{
    Assertion, Claim, ClaimId, CodeName, NameMention, Occurrence, Reference, Speaker, Term, VersionPlace, Versions,
};
pub use date::{Bound, DateFacet, End, Interval, Lifetime, PartialDate, Precision};
pub use event::{Adjunct, Amount, Event, Lead, Party, Phase, Share};
pub use facet::{
    Axis, Degree, DegreeScope, Direction, Facet, FacetKind, Location, Modality, Name, Polarity, Quote, Standing, Status,
};
pub use finding::{
    Agreement, Finding, Gate, Mention, NearMiss, Reason, Report, ScorePart, Settled, Severity, Skipped, Value,
};
pub use number::Number;
pub use place::{Place, Places, Record, Unit};
pub use poll::{Poll, Stance};
pub use product::Product;
pub use quantity::{Aspect, Counted, Dimension, Qualifier, Quantity, QuantityRole, Range, Setting, Size};
pub use settlement::{Absent, Consulted, Settlement, Stale};
pub use span::Span;
