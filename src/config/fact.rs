//! `[[fact]]`: what the house holds to be so.

use super::values::day;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What the house holds to be so: a statement that every article which names its subject is compared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Raw")]
#[non_exhaustive]
pub struct Fact {
    /// Whom or what it is about, as articles call it; those that hold all its words are compared.
    pub subject: String,
    /// What is measured: "length", "default port".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// Its value: "240 metres", "5640".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// In place of measure and value, what the subject is: "the former mayor", "deprecated".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// In place of all three, the statement as sentences: one, or the same in several wordings.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub text: Vec<String>,
    /// Who answers for it.
    pub owner: String,
    /// Where it is known from.
    pub reason: String,
    /// The last day on which it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Its line in the configuration, from 1; 0 where it comes from elsewhere.
    #[serde(skip)]
    pub line: u32,
}

impl Fact {
    /// Whether it holds on that day.
    pub fn holds(&self, today: Date) -> bool {
        self.until.is_none_or(|until| today <= until)
    }

    /// The fact as the sentences that are read in its place, all of which say the same.
    pub fn sentences(&self) -> Vec<String> {
        let subject = bare(&self.subject);
        match self {
            Self { status: Some(status), .. } => vec![format!("{} is {}.", capital(subject), bare(status))],
            Self { measure: Some(measure), value: Some(value), .. } => {
                let (measure, value) = (bare(measure), bare(value));
                let measure = measure.strip_prefix("the ").unwrap_or(measure);
                if measure.to_lowercase().contains(&subject.to_lowercase()) {
                    // "port of the server", of the server.
                    return vec![format!("The {measure} is {value}.")];
                }
                vec![
                    format!("The {measure} of {subject} is {value}."),
                    format!("{} has {} {measure} of {value}.", capital(subject), article(measure)),
                ]
            }
            Self { text, .. } => text.iter().map(|sentence| sentence.trim().to_owned()).collect(),
        }
    }
}

/// "a port", "an area".
fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']) { "an" } else { "a" }
}

fn bare(words: &str) -> &str {
    words.trim().trim_end_matches('.')
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// As it stands in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(default)]
    subject: String,
    measure: Option<String>,
    value: Option<Value>,
    status: Option<String>,
    text: Option<Texts>,
    #[serde(default)]
    owner: String,
    #[serde(default)]
    reason: String,
    #[serde(default, deserialize_with = "day")]
    until: Option<Date>,
}

/// One sentence or several.
#[derive(Deserialize)]
#[serde(untagged, expecting = "`text` takes a sentence or a list of them")]
enum Texts {
    One(String),
    Several(Vec<String>),
}

/// A value, which may be a bare number or day.
#[derive(Deserialize)]
#[serde(untagged, expecting = "`value` takes words, a number or a day")]
enum Value {
    Text(String),
    Whole(i64),
    Fraction(f64),
    Day(toml::value::Datetime),
}

impl Value {
    fn words(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Whole(number) => number.to_string(),
            Self::Fraction(number) => number.to_string(),
            Self::Day(day) => day.to_string(),
        }
    }
}

impl TryFrom<Raw> for Fact {
    type Error = String;

    fn try_from(raw: Raw) -> Result<Self, String> {
        let Raw { subject, measure, value, status, text, owner, reason, until } = raw;
        let needed = [("subject", &subject), ("owner", &owner), ("reason", &reason)];
        if let Some((key, _)) = needed.into_iter().find(|(_, value)| value.trim().is_empty()) {
            return Err(format!("this [[fact]] has no {key}; a house fact needs subject, owner and reason"));
        }
        match (measure.is_some(), value.is_some(), status.is_some(), text.is_some()) {
            (true, true, false, false) | (false, false, true, false) | (false, false, false, true) => {}
            _ => return Err("a [[fact]] takes measure and value, or status, or text".to_owned()),
        }
        let value = value.map(Value::words);
        let text = match text {
            None => Vec::new(),
            Some(Texts::One(text)) => vec![text],
            Some(Texts::Several(texts)) => texts,
        };
        Ok(Self { subject, measure, value, status, text, owner, reason, until, line: 0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(text: &str) -> Result<Fact, String> {
        let text = format!("owner = \"Desk\"\nreason = \"survey\"\n{text}");
        toml::from_str::<Fact>(&text).map_err(|error| error.message().to_owned())
    }

    #[test]
    fn each_form_is_a_sentence() {
        let sentence = |text: &str| fact(text).unwrap().sentences().join(" ");
        let length = "subject = \"the Larkspur Bridge\"\nmeasure = \"length\"\nvalue = \"240 metres\"";
        assert_eq!(
            sentence(length),
            "The length of the Larkspur Bridge is 240 metres. The Larkspur Bridge has a length of 240 metres."
        );
        let port = sentence("subject = \"skarv\"\nmeasure = \"port\"\nvalue = 5640");
        assert_eq!(port, "The port of skarv is 5640. Skarv has a port of 5640.");
        assert_eq!(sentence("subject = \"v2 API\"\nstatus = \"deprecated\""), "V2 API is deprecated.");
        assert_eq!(sentence("subject = \"Aurora\"\ntext = \"The Aurora sank.\""), "The Aurora sank.");
        let several = "subject = \"Aurora\"\ntext = [\"The Aurora sank.\", \"The ship was lost.\"]";
        assert_eq!(sentence(several), "The Aurora sank. The ship was lost.");
    }

    #[test]
    fn halves_of_facts_are_refused() {
        assert!(fact("status = \"closed\"").unwrap_err().contains("has no subject"));
        for text in ["measure = \"length\"", "status = \"closed\"\ntext = \"It is closed.\"", "value = 7"] {
            assert!(
                fact(&format!("subject = \"x\"\n{text}")).unwrap_err().contains("takes measure and value"),
                "{text}"
            );
        }
        assert!(fact("subject = \"x\"\nmeasure = \"y\"\nvalue = [1]").unwrap_err().contains("takes words"));
        assert!(toml::from_str::<Fact>("subject = \"x\"\nstatus = \"y\"\nreason = \"z\"").is_err());
    }
}
