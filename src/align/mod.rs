//! Claims to groups: which articles tell one story, which claims speak of one thing, and how alike they are.

pub(crate) mod candidates;
pub(crate) mod cluster;
pub(crate) mod group;
pub mod join;
pub(crate) mod likeness;
pub(crate) mod link;
pub(crate) mod score;
pub(crate) mod story;
pub(crate) mod terms;
pub(crate) mod value;
