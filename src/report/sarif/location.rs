//! Places and words, as SARIF has them.

use crate::model::{Mention, Report};
use crate::report::percent;
use crate::report::region::Region;
use crate::report::view::Shown;
use crate::report::visible;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Text {
    text: String,
}

impl Text {
    pub(super) fn plain(text: String) -> Self {
        Self { text }
    }

    /// Words of articles. Brackets before a parenthesis would be read as a link.
    pub(super) fn of(words: &str) -> Self {
        let words = visible(words);
        Self { text: if words.contains("](") { words.replace('[', "\\[") } else { words.into_owned() } }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<u32>,
    physical_location: PhysicalLocation,
    /// Page, paragraph or record, where lines do not tell the place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<LogicalLocation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<SarifRegion>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation {
    fully_qualified_name: String,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifRegion {
    start_line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<u32>,
}

impl Location {
    /// The place of a mention, with the value that it states and whose it is.
    pub(super) fn of(report: &Report, mention: &Mention, value: &str) -> Self {
        let shown = Shown::of(report, mention);
        let speaker = shown.speaker.map(|speaker| format!(", quoting {}", visible(speaker))).unwrap_or_default();
        let Region { line, end_line, columns } = Region::of(report, mention);
        let region = shown.article.has_lines().then(|| SarifRegion {
            start_line: line,
            start_column: columns.map(|(start, _)| start),
            end_line: columns.map(|_| end_line),
            end_column: columns.map(|(_, end)| end),
        });
        let place =
            shown.words.iter().map(|words| LogicalLocation { fully_qualified_name: visible(words).into_owned() });
        Self {
            id: None,
            physical_location: PhysicalLocation {
                artifact_location: ArtifactLocation { uri: uri(shown.article.file()) },
                region,
            },
            logical_locations: place.collect(),
            message: Some(Text::of(&format!("“{}”: {}{speaker}", visible(value), shown.source()))),
        }
    }

    /// The same place, named for references to it.
    pub(super) fn numbered(self, id: u32) -> Self {
        Self { id: Some(id), ..self }
    }

    /// A line of a file.
    pub(super) fn of_line(file: &str, line: u32) -> Self {
        let region = SarifRegion { start_line: line.max(1), start_column: None, end_line: None, end_column: None };
        let artifact_location = ArtifactLocation { uri: uri(file) };
        let physical_location = PhysicalLocation { artifact_location, region: Some(region) };
        Self { id: None, physical_location, logical_locations: Vec::new(), message: None }
    }
}

/// A path as a URI reference (RFC 3986): relative to the working folder, or of a file where it begins at the root.
fn uri(path: &str) -> String {
    let scheme = if path.starts_with('/') { "file://" } else { "" };
    format!("{scheme}{}", percent::encoded(path, b""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_uris() {
        assert_eq!(uri("docs/a b#1.md"), "docs/a%20b%231.md");
        assert_eq!(uri("/tmp/caf\u{e9}.md"), "file:///tmp/caf%C3%A9.md");
        assert_eq!(uri("../c:d.md"), "../c%3Ad.md");
    }

    #[test]
    fn words_make_no_links() {
        assert_eq!(Text::of("see [here](1)").text, "see \\[here](1)");
        assert_eq!(Text::of("he [sic] said").text, "he [sic] said");
    }
}
