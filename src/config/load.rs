//! Finding and reading `crosscheck.toml`.

use super::{Config, Profile, Stated};
use crate::Error;
use crate::text::shortened;
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::path::{Path, PathBuf};
use toml::Spanned;

/// Name of the configuration file.
pub const FILE_NAME: &str = "crosscheck.toml";

/// Longest line that is shown with an error, in characters.
const SHOWN: usize = 80;

/// How alike (Jaro-Winkler, 0 to 1) a known key must be to be proposed: strsim's scale, where one slip in a word of six
/// letters stays above 0.9 and unrelated words below 0.7.
const ALIKE: f64 = 0.8;

/// The nearest configuration file: in the working folder, else in the folders above it.
pub fn find() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let mut path = PathBuf::new();
    for folder in here.ancestors() {
        if folder.join(FILE_NAME).is_file() {
            return Some(path.join(FILE_NAME));
        }
        path.push("..");
    }
    None
}

/// Reads a configuration file. Paths in it are taken from its folder.
pub fn read(path: &Path) -> Result<Config, Error> {
    read_as(path, None)
}

/// The same with this profile, if there is one, for all articles and in place of the file's.
pub fn read_as(path: &Path, profile: Option<Profile>) -> Result<Config, Error> {
    let text = std::fs::read_to_string(path).map_err(|source| Error::io("read", path, source))?;
    let mut config = parse_as(path, &text, profile)?;
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    let named = config.inputs.iter_mut().chain(config.meta.as_mut()).chain(config.baseline.as_mut());
    for named in named.chain(config.verdicts.as_mut()) {
        *named = folder.join(&*named);
    }
    config.file = Some(path.to_owned());
    config.base = Some(if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder });
    Ok(config)
}

/// Parses the text of a configuration file; `path` is named in errors.
pub fn parse(path: &Path, text: &str) -> Result<Config, Error> {
    parse_as(path, text, None)
}

fn parse_as(path: &Path, text: &str, profile: Option<Profile>) -> Result<Config, Error> {
    let mut config: Config = toml::from_str(text).map_err(|error| malformed(path, text, &error))?;
    let lines: Lines = toml::from_str(text).map_err(|error| malformed(path, text, &error))?;
    let allows = config.allow.iter_mut().map(|allow| &mut allow.line);
    let facts = config.fact.iter_mut().map(|fact| &mut fact.line);
    for (line, entry) in allows.zip(&lines.allow).chain(facts.zip(&lines.fact)) {
        let before = text[..entry.span().start].matches('\n').count() + 1;
        *line = u32::try_from(before).unwrap_or(u32::MAX);
    }
    if profile.is_some() {
        config.profiles.clear();
    }
    let stated = Stated { kinds: lines.kinds.is_some(), fail_on: lines.fail_on.is_some() };
    config.fill(profile.unwrap_or(config.profile), stated);
    Ok(config)
}

/// What stands in the file, and where the entries of lists do.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Lines {
    kinds: Option<IgnoredAny>,
    fail_on: Option<IgnoredAny>,
    #[serde(default)]
    allow: Vec<Spanned<IgnoredAny>>,
    #[serde(default)]
    fact: Vec<Spanned<IgnoredAny>>,
}

fn malformed(path: &Path, text: &str, error: &toml::de::Error) -> Error {
    let at = error.span().map_or(0, |span| span.start.min(text.len()));
    let before = &text[..at];
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let place = (before.matches('\n').count() as u64 + 1, text[start..at].chars().count() as u64 + 1);
    let line = shortened(text[start..].lines().next().unwrap_or_default().trim(), SHOWN);
    let shown = if line.is_empty() { String::new() } else { format!(" in `{line}`") };
    Error::malformed(path, Some(place), format!("{}{shown}", explain(error.message())))
}

/// The parser's message in one line; for an unknown key, the nearest known one in place of the whole list.
fn explain(message: &str) -> String {
    let one_line = || message.split_whitespace().collect::<Vec<_>>().join(" ");
    let (what, names) = match (message.strip_prefix("unknown field "), message.strip_prefix("unknown variant ")) {
        (Some(names), _) => ("key", names),
        (_, Some(names)) => ("value", names),
        _ => return one_line(),
    };
    let mut names = names.split('`').skip(1).step_by(2);
    let Some(unknown) = names.next() else { return one_line() };
    let known: Vec<&str> = names.collect();
    match nearest(unknown, &known) {
        Some(near) => format!("unknown {what} `{unknown}`, did you mean `{near}`?"),
        None => format!("unknown {what} `{unknown}` (known: {})", known.join(", ")),
    }
}

/// The known name that `word` was probably meant to be.
pub(super) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let alike = known.iter().map(|name| (strsim::jaro_winkler(word, name), *name)).filter(|(score, _)| *score >= ALIKE);
    alike.max_by(|left, right| left.0.total_cmp(&right.0)).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::FailOn;
    use crate::model::Severity;

    fn error(text: &str) -> String {
        parse(Path::new("c.toml"), text).unwrap_err().to_string()
    }

    #[test]
    fn every_key_is_read() {
        let text = include_str!("every-key.toml");
        let config = parse(Path::new("c.toml"), text).unwrap();
        assert_eq!((config.fail_on, config.min_confidence), (FailOn::Low, 850));
        assert_eq!(config.dates["news/a.txt"].to_string(), "2024-05-31");
        assert_eq!(config.severity["date"], Severity::Low);
        assert_eq!(config.lexicon.units["quintal"].unit(), "kg");
        assert_eq!((config.inputs.len(), config.kinds.len(), config.lexicon.synonyms.len()), (2, 2, 1));
        assert_eq!((config.exclude.len(), config.profile), (2, Profile::Docs));
        assert_eq!(config.profiles["news/guide"], Profile::News);
        assert_eq!((config.allow[0].line, config.fact[0].line), (25, 29));
    }

    #[test]
    fn a_misspelt_key_names_the_place_the_line_and_the_key_that_was_meant() {
        assert_eq!(
            error("inputs = []\n  min_confidence = 1\n"),
            "c.toml:2:3: unknown key `min_confidence`, did you mean `min-confidence`? in `min_confidence = 1`"
        );
        assert!(error("[lexicon]\nsynonym = []").contains("did you mean `synonyms`?"));
        let allow = error("\n[[allow]]\nkind = \"date\"\nreasn = \"x\"");
        assert!(allow.starts_with("c.toml:4:1: unknown key `reasn`, did you mean `reason`?"), "{allow}");
        assert!(error("\n[[allow]]\nkind = \"date\"").starts_with("c.toml:2:1: this [[allow]] gives no reason"));
        assert!(error("zzz = 1").contains("known: inputs, exclude, kinds"));
    }

    #[test]
    fn wrong_values_are_refused_where_they_stand() {
        assert!(
            error("\nkinds = [\"quantty\"]")
                .starts_with("c.toml:2:9: unknown kind `quantty`, did you mean `quantity`?")
        );
        assert!(error("[severity]\ndat = \"low\"").starts_with("c.toml:2:1: unknown kind `dat`, did you mean `date`?"));
        assert!(error("min-confidence = 90").contains("90 is not between 0 and 1"));
        assert!(error("[dates]\n\"a\" = \"soon\"").contains("`soon` is not a day"));
        assert!(error("kinds = [").starts_with("c.toml:1:"));
        assert!(!error("kinds = [\n\n").contains('\n'));
        assert!(error(&"x".repeat(10_000)).len() < 300);
    }
}
