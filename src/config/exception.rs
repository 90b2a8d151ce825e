//! `[[allow]]`: findings that may stand, each with a reason.

use super::pattern;
use super::values::{Kind, day};
use crate::model::ClaimId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize, Serializer};

/// Digits of an id that are enough to tell it: the chance that two of ten thousand findings share eight is one in a hundred.
const ID_DIGITS: usize = 8;

/// Findings that may stand. What is named must all hold; at least one of `id`, `kind`, `path` and `text` is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Raw")]
#[non_exhaustive]
pub struct Allow {
    /// The finding's ids, one for each pair of its values, or the first eight digits or more of each. In the file a text, or
    /// a list of texts.
    #[serde(serialize_with = "one_or_many", skip_serializing_if = "Vec::is_empty")]
    pub id: Vec<String>,
    /// Its kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Where it may be stated: a path as in `[sources]`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Words that the sentence holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Why.
    pub reason: String,
    /// The last day on which it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Its line in the configuration, from 1; 0 where it comes from elsewhere.
    #[serde(skip)]
    pub line: u32,
}

impl Allow {
    /// Whether it holds on that day.
    pub fn holds(&self, today: Date) -> bool {
        self.until.is_none_or(|until| today <= until)
    }

    /// Whether it speaks of single places rather than of a finding as a whole.
    pub(crate) fn names_places(&self) -> bool {
        self.path.is_some() || self.text.is_some()
    }

    /// Whether it speaks of two values of a finding of this kind that have one of these ids.
    pub(crate) fn names(&self, kind: &str, ids: &[ClaimId]) -> bool {
        let begins = |id: &ClaimId| self.id.iter().any(|named| id.to_string().starts_with(named.as_str()));
        self.kind.as_ref().is_none_or(|named| named == kind) && (self.id.is_empty() || ids.iter().any(begins))
    }

    /// Whether it speaks of this sentence in this file. White space and case make no difference.
    pub(crate) fn covers(&self, path: &str, sentence: &str) -> bool {
        let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        self.path.as_ref().is_none_or(|pattern| pattern::matches(pattern, path))
            && self.text.as_ref().is_none_or(|words| folded(sentence).contains(&folded(words)))
    }
}

/// A text, or a list of texts.
#[derive(Deserialize)]
#[serde(untagged, expecting = "an id in quotation marks, or a list of such")]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl Default for OneOrMany {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

fn one_or_many<S: Serializer>(texts: &[String], to: S) -> Result<S::Ok, S::Error> {
    match texts {
        [one] => to.serialize_str(one),
        many => many.serialize(to),
    }
}

/// As it stands in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(default)]
    id: OneOrMany,
    kind: Option<Kind>,
    path: Option<String>,
    text: Option<String>,
    #[serde(default)]
    reason: String,
    #[serde(default, deserialize_with = "day")]
    until: Option<Date>,
}

impl TryFrom<Raw> for Allow {
    type Error = String;

    fn try_from(raw: Raw) -> Result<Self, String> {
        let Raw { id, kind, path, text, reason, until } = raw;
        let blank = |field: &Option<String>| field.as_ref().is_some_and(|value| value.trim().is_empty());
        if reason.trim().is_empty() {
            return Err("this [[allow]] gives no reason; add reason = \"why it may stand\"".to_owned());
        }
        let id = match id {
            OneOrMany::One(id) => vec![id],
            OneOrMany::Many(ids) => ids,
        };
        if id.is_empty() && (&path, &text) == (&None, &None) && kind.is_none() {
            return Err("this [[allow]] names nothing; add id, kind, path or text".to_owned());
        }
        if blank(&path) || blank(&text) {
            return Err("this [[allow]] has an empty path or text, which would allow everything".to_owned());
        }
        let hexadecimal = |id: &String| id.len() >= ID_DIGITS && id.bytes().all(|byte| byte.is_ascii_hexdigit());
        if let Some(id) = id.iter().find(|id| !hexadecimal(id)) {
            let message = format!("`{id}` is no id; copy {ID_DIGITS} digits or more of what `check -v` shows as id");
            return Err(message);
        }
        let id = id.iter().map(|id| id.to_ascii_lowercase()).collect();
        Ok(Self { id, kind: kind.map(|kind| kind.0), path, text, reason: reason.trim().to_owned(), until, line: 0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allow(text: &str) -> Result<Allow, String> {
        toml::from_str::<Allow>(text).map_err(|error| error.message().to_owned())
    }

    #[test]
    fn what_is_named_must_all_hold() {
        let text = "path = \"archive\"\ntext = \"Up to  200\"\nkind = \"quantity\"\nreason = \"x\"";
        let read = allow(text).unwrap();
        assert!(read.covers("archive/a.md", "It takes up to\n200 cars."));
        assert!(!read.covers("docs/a.md", "It takes up to 200 cars.") && !read.covers("archive/a.md", "300 cars"));
        assert!(read.names("quantity", &[]) && !read.names("date", &[]));
        let by_id = allow("id = \"0123ABCD\"\nreason = \"x\"").unwrap();
        assert!(by_id.names("date", &[ClaimId(0x0123_abcd << 96 | 7)]));
        assert!(!by_id.names("date", &[ClaimId(7)]));
    }

    #[test]
    fn it_holds_through_its_last_day() {
        let read = allow("kind = \"date\"\nreason = \"x\"\nuntil = 2026-03-01").unwrap();
        let day = |day: &str| day.parse::<Date>().unwrap();
        assert!(read.holds(day("2026-03-01")) && !read.holds(day("2026-03-02")));
    }

    #[test]
    fn blank_exceptions_are_refused() {
        assert!(allow("kind = \"date\"").unwrap_err().contains("gives no reason"));
        assert!(allow("kind = \"date\"\nreason = \" \"").unwrap_err().contains("gives no reason"));
        assert!(allow("reason = \"x\"").unwrap_err().contains("names nothing"));
        assert!(allow("text = \"\"\nreason = \"x\"").unwrap_err().contains("would allow everything"));
        assert!(allow("id = \"12ab\"\nreason = \"x\"").unwrap_err().contains("is no id"));
        assert!(allow("kind = \"dat\"\nreason = \"x\"").unwrap_err().contains("did you mean `date`?"));
    }
}
