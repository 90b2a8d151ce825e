//! `crosscheck man [COMMAND]`

use super::{Outcome, output};
use crate::cli::{Cli, ManArgs};
use clap::CommandFactory;
use crosscheck::Error;
use std::path::Path;

pub(crate) fn run(args: &ManArgs) -> Result<Outcome, Error> {
    let mut program = Cli::command();
    program.build();
    let command = match &args.command {
        None => program,
        Some(name) => {
            let known: Vec<&str> = program.get_subcommands().map(clap::Command::get_name).collect();
            let found = program.get_subcommands().find(|command| command.get_name() == name);
            let message = || format!("no command `{name}` (known: {})", known.join(", "));
            let command = found.ok_or_else(|| Error::usage(message()))?.clone();
            command.display_name(format!("crosscheck-{name}"))
        }
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page).map_err(|source| Error::io("write", Path::new("-"), source))?;
    output::stdout(&page)?;
    Ok(Outcome::Clean)
}
