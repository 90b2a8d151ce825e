//! `crosscheck config`

use super::{Outcome, input, output};
use crate::cli::ConfigArgs;
use crosscheck::{Config, Error, config};

pub(crate) fn run(args: &ConfigArgs) -> Result<Outcome, Error> {
    let file = input::config_file(&args.file);
    let config = file.as_deref().map(config::read).transpose()?.unwrap_or_default();
    let from = match &file {
        Some(file) => {
            format!("# {}, with the defaults for what it leaves out; files as seen from here", file.display())
        }
        None => "# the defaults: there is no configuration file".to_owned(),
    };
    output::stdout(format!("{from}\n{}", text(&config)?).as_bytes())?;
    Ok(Outcome::Clean)
}

fn text(config: &Config) -> Result<String, Error> {
    toml::to_string(config).map_err(|error| Error::usage(format!("the configuration cannot be printed: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn what_is_printed_can_be_read_again() {
        let source = include_str!("../config/every-key.toml");
        let first = config::parse(Path::new("a.toml"), source).unwrap();
        let second = config::parse(Path::new("b.toml"), &text(&first).unwrap()).unwrap();
        assert_eq!(text(&first).unwrap(), text(&second).unwrap());
        assert_eq!(first.hash(), second.hash());
    }
}
