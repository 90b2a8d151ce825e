//! `crosscheck explain`

use super::values::kinds;
use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// A kind of finding
    #[arg(value_parser = kinds())]
    pub(crate) kind: Option<String>,
}
