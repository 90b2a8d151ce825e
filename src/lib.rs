//! crosscheck reads articles about the same events, extracts what each one claims, aligns the claims that speak of the
//! same thing, and shows where the sources disagree.
//!
//! The modules stand in the order of the pipeline; [`check`] is the pipeline itself.

pub mod config;
mod error;
pub mod model;

pub mod align;
pub mod compare;
pub mod extract;
pub mod lexicon;
pub mod origin;
pub mod read;
pub mod report;
pub mod segment;
pub mod sheet;
pub mod text;

pub use config::Config;
pub use error::{Error, ErrorKind};
pub use model::{Article, Report};

mod pipeline;

pub use pipeline::{PairOutcome, Timings, check, check_as_one_story, check_pair, check_timed};
