//! `crosscheck config`

use super::work::ConfigFileArgs;
use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct ConfigArgs {
    #[command(flatten)]
    pub(crate) file: ConfigFileArgs,
}
