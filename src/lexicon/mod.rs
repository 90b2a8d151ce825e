//! Words of the language.

pub(crate) mod abbreviations;
