//! Words of the language.

pub(crate) mod abbreviations;
pub(crate) mod calendar;
