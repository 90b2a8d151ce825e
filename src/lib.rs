//! crosscheck reads articles about the same events, extracts what each one claims, aligns the claims that speak of the
//! same thing, and shows where the sources disagree.
//!
//! ```
//! use crosscheck::{Config, check, read};
//!
//! let articles = vec![
//!     read::plain_text("ledger", "At least 12 people died when the bridge at Wendover fell on Monday."),
//!     read::plain_text("post", "Nine people died when the bridge at Wendover fell on Monday."),
//! ];
//! let report = check(articles, &Config::default());
//! for finding in &report.findings {
//!     println!("{} {}: {}", finding.severity.id(), finding.kind, finding.message);
//!     for mention in finding.values.iter().flat_map(|value| &value.mentions) {
//!         println!("  {}: {}", report.article(mention).label(), report.sentence(mention));
//!     }
//! }
//! assert_eq!(report.findings.len(), 1);
//! ```
//!
//! [`read::article`] reads the other formats from bytes, [`report::WRITERS`] write what was found. Nothing here prints,
//! asks the clock or the network, or depends on the order in which articles are given.
//!
//! The modules stand in the order of the pipeline; [`check`] is the pipeline itself.

pub mod config;
mod error;
pub mod fault;
pub mod model;

pub mod align;
pub mod compare;
pub mod diff;
pub mod extract;
mod gloss;
pub mod inventory;
pub mod lexicon;
pub mod origin;
pub mod read;
pub mod report;
pub mod segment;
pub mod settle;
pub mod sheet;

pub mod agreement;
#[cfg(feature = "archive")]
pub mod archive;
pub mod text;
#[cfg(feature = "cluster")]
pub mod worker;

pub use config::Config;
pub use error::{Error, ErrorKind};
pub use model::{Article, Report};

mod pipeline;

pub use pipeline::{PairOutcome, Timings, check, check_as_one_story, check_involving, check_pair, check_timed};

/// The README's examples are tested as the crate's are.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
