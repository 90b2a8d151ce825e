//! Sentence to facets.

pub mod date;
