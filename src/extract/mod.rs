//! Sentence to claim: one file a facet.

pub(crate) mod cursor;
pub(crate) mod number;
pub mod quantity;
