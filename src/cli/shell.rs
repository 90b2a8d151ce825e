//! What is made from the command line's own definition: `crosscheck completions` and `crosscheck man`.

use clap::Args;

pub(super) const COMPLETIONS: &str = "\
Examples:
  source <(crosscheck completions bash)
  crosscheck completions zsh > ~/.zfunc/_crosscheck
  crosscheck completions fish > ~/.config/fish/completions/crosscheck.fish";

pub(super) const MAN: &str = "\
Examples:
  crosscheck man > crosscheck.1
  crosscheck man check > crosscheck-check.1";

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    /// A command
    #[arg(value_name = "COMMAND")]
    pub(crate) command: Option<String>,
}
