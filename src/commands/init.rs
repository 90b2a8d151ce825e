//! `crosscheck init`

use super::{Outcome, output, say};
use crosscheck::Error;
use crosscheck::config::FILE_NAME;
use std::path::Path;

/// What is written: every key, most of them as comments.
const TEMPLATE: &str = include_str!("init.toml");

pub(crate) fn run() -> Result<Outcome, Error> {
    let path = Path::new(FILE_NAME);
    if path.exists() {
        return Err(Error::usage(format!("there is a {FILE_NAME} here already; it is left as it is")));
    }
    output::write(path, TEMPLATE.as_bytes())?;
    say(&format_args!("{FILE_NAME} written; name what to check in `inputs`, then run `crosscheck check`"));
    Ok(Outcome::Clean)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crosscheck::{Config, config};

    #[test]
    fn the_template_holds_with_and_without_its_comments() {
        let path = Path::new(FILE_NAME);
        let as_it_is = config::parse(path, TEMPLATE).unwrap();
        let mut expected = Config::default();
        expected.inputs = vec![".".into()];
        assert_eq!(as_it_is, expected);
        // Comments of one sign are keys, those of two are prose.
        let lines = TEMPLATE.lines().map(|line| match line.strip_prefix("# ") {
            Some(key) => key,
            None => line,
        });
        let all = lines.collect::<Vec<_>>().join("\n");
        let full = config::parse(path, &all).unwrap_or_else(|error| panic!("{error}\n{all}"));
        let names = toml::Table::try_from(&full).unwrap();
        let known = toml::Table::try_from(Config::default()).unwrap();
        for key in known.keys() {
            assert!(all.contains(key.as_str()), "{key} is missing");
        }
        assert!(names.contains_key("allow") && names.contains_key("fact"));
    }
}
