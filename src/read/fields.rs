//! Which fields of records hold what: JSON, JSON Lines and tables.

use serde::{Deserialize, Serialize};

/// The fields of records, each by its names, of which the first that is there counts. In JSON a name may lead into
/// objects: `outlet.name`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct Fields {
    /// Where a JSON file holds its records; without it they are looked for.
    pub records: Names,
    /// What tells records apart.
    pub id: Names,
    /// The article itself.
    pub text: Names,
    /// Headline.
    pub title: Names,
    /// Publication.
    pub source: Names,
    /// Day of publication.
    pub date: Names,
    /// Day of the last change.
    pub updated: Names,
    /// Author or authors.
    pub author: Names,
    /// Address.
    pub url: Names,
    /// Language.
    pub language: Names,
}

impl Default for Fields {
    /// What exports of site systems and feeds call them.
    fn default() -> Self {
        Self {
            records: Names(Vec::new()),
            id: Names::of(&["id", "guid"]),
            text: Names::of(&["text", "body", "content", "articleBody", "content_text", "content_html"]),
            title: Names::of(&["title", "headline"]),
            source: Names::of(&["source", "publication", "outlet", "publisher"]),
            date: Names::of(&["date", "published", "published_at", "publishedAt", "datePublished", "date_published"]),
            updated: Names::of(&["updated", "updated_at", "updatedAt", "dateModified", "date_modified"]),
            author: Names::of(&["author", "authors", "byline"]),
            url: Names::of(&["url", "link"]),
            language: Names::of(&["language", "lang", "inLanguage"]),
        }
    }
}

/// Names of one field, the first choice first; in the configuration one name or a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "OneOrMore", into = "OneOrMore")]
pub struct Names(Vec<String>);

impl Names {
    fn of(names: &[&str]) -> Self {
        Self(names.iter().map(|&name| name.to_owned()).collect())
    }

    /// The names, the first choice first.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// All of them, for messages.
    pub fn listed(&self) -> String {
        self.0.join(", ")
    }

    /// Whether the field is looked for at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl From<OneOrMore> for Names {
    fn from(names: OneOrMore) -> Self {
        match names {
            OneOrMore::One(name) => Self(vec![name]),
            OneOrMore::More(names) => Self(names),
        }
    }
}

impl From<Names> for OneOrMore {
    fn from(names: Names) -> Self {
        Self::More(names.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_or_a_list() {
        let fields: Fields = toml::from_str("text = \"story\"\ntitle = [\"head\", \"slug\"]").expect("fields");
        assert_eq!(fields.text.listed(), "story");
        assert_eq!(fields.title.iter().collect::<Vec<_>>(), ["head", "slug"]);
        assert_eq!(fields.date, Fields::default().date);
        assert!(toml::from_str::<Fields>("txt = \"story\"").is_err());
    }
}
