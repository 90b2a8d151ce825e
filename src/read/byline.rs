//! Bylines: "By Ana Ruiz, The Lantern".

use super::day;

/// What a byline names.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Byline {
    /// The author or authors, as printed.
    pub author: String,
    /// The publication, where it stands there.
    pub source: Option<String>,
}

/// What people are, rather than what publications are called.
const ROLES: &[&str] = &[
    "correspondent",
    "reporter",
    "editor",
    "writer",
    "staff",
    "analyst",
    "columnist",
    "contributor",
    "relations",
    "desk",
    "officer",
    "chief",
    "in",
    "at",
    "for",
    "updated",
    "published",
    "posted",
    "reviewed",
    "revised",
    "edited",
    "translated",
    "translation",
];

/// Last words of names of publications; they part the author from the publication where no comma does.
const OUTLET_ENDINGS: &[&str] = &[
    "Times",
    "Post",
    "News",
    "Herald",
    "Tribune",
    "Gazette",
    "Telegraph",
    "Wire",
    "Press",
    "Agency",
    "Review",
    "Journal",
    "Guardian",
    "Chronicle",
    "Observer",
    "Today",
    "Standard",
    "Mail",
    "Mirror",
    "Examiner",
    "Globe",
    "Star",
    "Courier",
    "Dispatch",
    "Independent",
    "Monitor",
    "Sun",
    "Register",
    "Inquirer",
    "Record",
];

/// Most words of a name.
const NAME_WORDS: usize = 6;

/// The byline that a line or the rest of a header line is. The date must have been taken out.
pub(super) fn parse(line: &str) -> Option<Byline> {
    let rest = line.strip_prefix("By ").or_else(|| line.strip_prefix("by ")).or_else(|| line.strip_prefix("BY "))?;
    let mut parts =
        rest.split([',', '|', '·', '•']).flat_map(|part| part.split(" - ")).flat_map(|part| part.split(" – "));
    let name = parts.next()?.trim().trim_end_matches('.');
    let name = name.split(" at ").next().unwrap_or(name).split(" in ").next().unwrap_or(name);
    is_name(name).then_some(())?;
    let (author, glued) = unglue(name);
    let source = glued.or_else(|| parts.map(str::trim).find(|part| is_source(part)).map(str::to_owned));
    Some(Byline { author, source })
}

/// Capitalised words that are no day, joined by "and" at most.
fn is_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let fits = |word: &&str| {
        word.chars().next().is_some_and(char::is_uppercase)
            || matches!(
                *word,
                "and" | "&" | "de" | "da" | "del" | "der" | "van" | "von" | "bin" | "al" | "la" | "le" | "of"
            )
    };
    let first = words.first().copied().unwrap_or_default();
    (1..=NAME_WORDS).contains(&words.len())
        && words.iter().all(fits)
        && !day::is_weekday(first)
        && !matches!(first, "The" | "A" | "An" | "This" | "Then")
        && !name.contains(|c: char| c.is_ascii_digit() || matches!(c, '"' | '“' | ';' | '!' | '?'))
}

/// "Ana Ruiz New Harbour Times": two words of name (three with an initial), then the publication.
fn unglue(name: &str) -> (String, Option<String>) {
    let words: Vec<&str> = name.split_whitespace().collect();
    let outlet = words.last().is_some_and(|last| OUTLET_ENDINGS.contains(last));
    let names = if words.get(1).is_some_and(|word| word.trim_end_matches('.').chars().count() == 1) { 3 } else { 2 };
    if !outlet || words.len() <= names || words.contains(&"and") {
        return (name.to_owned(), None);
    }
    (words[..names].join(" "), Some(words[names..].join(" ")))
}

/// Whether a part of a header line can be the name of a publication.
pub(super) fn is_source(part: &str) -> bool {
    let words: Vec<&str> = part.split_whitespace().collect();
    let role = |word: &&str| {
        let lower = word.to_lowercase();
        ROLES.contains(&lower.as_str())
    };
    (1..=5).contains(&words.len())
        && part.chars().next().is_some_and(char::is_uppercase)
        && !words.iter().any(role)
        && !part.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | '"' | '“' | '(' | '?' | '!'))
        && !(words.len() == 1
            && matches!(words[0], "TRANSCRIPT" | "LIVE" | "UPDATE" | "BREAKING" | "OPINION" | "ANALYSIS"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(line: &str) -> Option<(String, Option<String>)> {
        parse(line).map(|byline| (byline.author, byline.source))
    }

    #[test]
    fn authors_and_publications() {
        let ana = |source: Option<&str>| Some(("Ana Ruiz".to_owned(), source.map(str::to_owned)));
        assert_eq!(seen("By Ana Ruiz"), ana(None));
        assert_eq!(seen("by Ana Ruiz New Harbour Times"), ana(Some("New Harbour Times")));
        assert_eq!(seen("By Ana Ruiz, health correspondent"), ana(None));
        assert_eq!(seen("By Ana Ruiz, Lantern on Sunday, "), ana(Some("Lantern on Sunday")));
        assert_eq!(seen("By Ana Ruiz at Cape Sound"), ana(None));
    }

    #[test]
    fn sentences_are_no_bylines() {
        for line in ["By Friday night the toll stood at 12", "By the river", "By 2020", "Bystanders left"] {
            assert_eq!(seen(line), None, "{line}");
        }
    }
}
