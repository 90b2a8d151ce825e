//! News agencies, by the names under which articles credit them.

use super::data;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    agency: Vec<Agency>,
}

/// An agency.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Agency {
    id: String,
    #[serde(rename = "reason")]
    _reason: String,
    names: Vec<String>,
}

/// The agency that a short line credits, by its id: a byline, a dateline, a source. The longest name decides, for the
/// Australian Associated Press is not the Associated Press.
pub(crate) fn credited(line: &str) -> Option<&'static str> {
    static FILE: LazyLock<File> = LazyLock::new(|| data::load("agencies.toml", include_str!("agencies.toml")));
    let all = FILE.agency.iter().flat_map(|agency| agency.names.iter().map(move |name| (name, agency)));
    let found = all.filter(|(name, _)| holds(line, name)).max_by_key(|(name, _)| name.len());
    found.map(|(_, agency)| agency.id.as_str())
}

/// Whether a name stands in a line as words of their own.
pub(crate) fn holds(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !inside(line[..at].chars().next_back()) && !inside(line[at + name.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_words_of_their_own() {
        assert_eq!(credited("QUELLMARK (AP) —"), Some("ap"));
        assert_eq!(credited("By Ida Lund, Associated Press"), Some("ap"));
        assert_eq!(credited("Australian Associated Press"), Some("aap"));
        assert_eq!(credited("MAPS of Quellmark"), None);
    }
}
