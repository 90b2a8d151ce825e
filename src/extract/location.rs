//! Where something is or took place: directions from a place, named places, paths of files, regions of services.

use super::words::Words;
use crate::lexicon::{calendar, places};
use crate::model::{Location, NameMention, Span, Term};
use crate::text::{self, TokenKind, fold};
use std::ops::Range;

/// Prepositions that put an event at a place.
const AT: [&str; 10] = ["in", "at", "on", "from", "off", "near", "outside", "inside", "into", "before"];
/// Folders at the root of a file system. A path that begins otherwise may be an address of a web service.
const ROOTS: [&str; 14] =
    ["etc", "usr", "var", "opt", "home", "srv", "tmp", "root", "mnt", "bin", "lib", "run", "Library", "Users"];
/// What stands before a side in plain words.
const NOT_AREAS: [&str; 3] = ["mid", "far", "due"];
/// Sides by which providers name their regions: "eu-north", "us-east-1".
const SIDES: [&str; 9] =
    ["north", "south", "east", "west", "central", "northeast", "northwest", "southeast", "southwest"];
/// Longest reference of a direction, in tokens.
const REFERENCE: usize = 6;

/// The locations of a sentence of `article`. A clause with several of one kind is left alone: it is not certain which one
/// belongs to the event.
pub(crate) fn locations(words: &Words<'_>, names: &[NameMention], article: &str) -> Vec<Location> {
    let mut found = Vec::new();
    for at in 0..words.len() {
        found.extend(direction(words, at));
        found.extend(named(words, at, names));
    }
    found.extend(printed(words, article));
    let lone = |one: &Found| {
        let alike = found.iter().filter(|other| {
            (other.relation.as_str(), words.clauses[other.tokens.start])
                == (one.relation.as_str(), words.clauses[one.tokens.start])
        });
        alike.count() == 1
    };
    let mut out: Vec<Location> = found.iter().filter(|one| lone(one)).map(|one| location(words, one)).collect();
    out.sort_by_key(|location| location.span);
    out
}

struct Found {
    tokens: Range<usize>,
    place: String,
    relation: String,
}

fn location(words: &Words<'_>, found: &Found) -> Location {
    let around: Vec<Term> = words
        .clause(found.tokens.start)
        .filter(|at| !found.tokens.contains(at))
        .filter_map(|at| words.terms[at])
        .collect();
    Location {
        span: words.span(found.tokens.clone()),
        place: found.place.clone(),
        relation: found.relation.clone(),
        around: text::sorted(around),
    }
}

/// "22 km north of the town", "14 miles to the south of the port of Lesk".
fn direction(words: &Words<'_>, at: usize) -> Option<Found> {
    let found = places::get().directions.at(&words.tokens, &words.stems, at)?;
    let of = at + found.len;
    let compound = at > 0 && words.tokens[at - 1].is_mark('-');
    if words.tokens[at].is_capital() || words.lower(of) != "of" || compound {
        return None;
    }
    let end = reference_end(words, of + 1);
    let place = content(words, of + 1..end);
    if place.is_empty() {
        return None;
    }
    let relation = format!("{}-of", places::get().name_of(found.value)?);
    Some(Found { tokens: distance_start(words, at)..end, place, relation })
}

/// Where the noun phrase of a reference ends: "the town of Lesk" is one.
fn reference_end(words: &Words<'_>, from: usize) -> usize {
    let clause = words.clause(from.min(words.len() - 1)).end;
    let mut at = from;
    while at < clause.min(from + REFERENCE) {
        let of_name = words.lower(at) == "of" && words.tokens.get(at + 1).is_some_and(text::Token::is_capital);
        let determiner = at == from && matches!(words.lower(at), "the" | "a" | "its" | "their");
        let named = at > from && words.tokens[at - 1].is_capital();
        let goes_on = of_name || determiner || words.terms[at].is_some() && (!named || words.tokens[at].is_capital());
        if !goes_on {
            break;
        }
        at += 1;
        if !of_name && !determiner && !words.tokens[at - 1].is_capital() && words.lower(at) != "of" {
            break;
        }
    }
    at
}

/// Where the distance before a direction begins, at the direction itself where there is none.
fn distance_start(words: &Words<'_>, at: usize) -> usize {
    let mut start = at;
    if start >= 2 && words.lower(start - 1) == "the" && words.lower(start - 2) == "to" {
        start -= 2;
    }
    let number = |at: usize| {
        words.tokens[at].kind == TokenKind::Number
            || crate::lexicon::amounts::get().cardinals.contains_key(words.lower(at))
            || matches!(words.lower(at), "a" | "an" | "couple" | "few" | "of" | "dozen")
    };
    if start >= 2 && words.tokens[start - 1].is_word() && number(start - 2) {
        start -= 2;
        while start > 0 && number(start - 1) {
            start -= 1;
        }
    }
    start
}

/// "in Mercer Square", "off Cape Lorne": a name that holds a word of a known rank, or any name where a service runs.
fn named(words: &Words<'_>, at: usize, names: &[NameMention]) -> Option<Found> {
    let from = if words.lower(at + 1) == "the" { at + 2 } else { at + 1 };
    if !words.tokens.get(from).is_some_and(text::Token::is_capital) || !AT.contains(&words.lower(at)) {
        return None;
    }
    let mut end = from;
    while words.tokens.get(end).is_some_and(text::Token::is_capital)
        || end > from && words.lower(end) == "of" && words.tokens.get(end + 1).is_some_and(text::Token::is_capital)
    {
        end += 1;
    }
    if end == from || matches!(words.lower(end), "'s" | "-") || dated(words, from..end) {
        return None;
    }
    let span = words.span(from..end);
    if names.iter().any(|name| name.person && name.span.overlaps(span)) {
        return None;
    }
    let place = content(words, from..end);
    let ranked = end - from >= 2 && places::get().rank(&place).is_some();
    let hosted =
        ranked || words.clause(at).any(|at| places::get().hosting.at(&words.tokens, &words.stems, at).is_some());
    let relation = match words.lower(at) {
        _ if !ranked => "hosted-in",
        "near" | "off" | "outside" | "before" => "near",
        _ => "in",
    };
    hosted.then(|| Found { tokens: from..end, place, relation: relation.to_owned() })
}

fn dated(words: &Words<'_>, range: Range<usize>) -> bool {
    let ranked = &calendar::get().ranked;
    range
        .into_iter()
        .any(|at| ranked.weekdays.value(words.lower(at)).is_some() || ranked.months.value(words.lower(at)).is_some())
}

/// Paths and regions, which are read as printed.
fn printed(words: &Words<'_>, article: &str) -> Vec<Found> {
    if words.len() == 0 {
        return Vec::new();
    }
    let span = words.span(0..words.len());
    let sentence = span.of(article);
    if !sentence.contains(['/', '-']) {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut at = 0;
    for chunk in sentence.split(char::is_whitespace) {
        let start = at;
        at += chunk.len();
        at += sentence[at..].chars().next().map_or(0, char::len_utf8);
        // Paths and regions are told by these.
        if !chunk.contains(['/', '-']) {
            continue;
        }
        let lead = chunk.len() - chunk.trim_start_matches(|c| "\"'`(“‘[*".contains(c)).len();
        let bare = chunk[lead..].trim_end_matches(|c| "\"'`)”’].,;:!?*".contains(c));
        let Some(relation) = kind(bare) else { continue };
        let begin = span.start as usize + start + lead;
        let tokens = words.inside(Span::new(begin, begin + bare.len()));
        if !tokens.is_empty() {
            out.push(Found { tokens, place: bare.to_owned(), relation: relation.to_owned() });
        }
    }
    out
}

fn kind(bare: &str) -> Option<&'static str> {
    if is_path(bare) {
        Some("path")
    } else if is_region(bare) {
        Some("region")
    } else {
        None
    }
}

fn is_path(bare: &str) -> bool {
    let Some(rest) = bare.strip_prefix('/').or_else(|| bare.strip_prefix("~/")) else { return false };
    let parts: Vec<&str> = rest.trim_end_matches('/').split('/').collect();
    let plain =
        |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "._-+$@".contains(c));
    parts.len() + usize::from(bare.starts_with('~')) >= 2
        && parts.iter().all(plain)
        && (bare.starts_with('~') || ROOTS.contains(&parts[0]))
}

fn is_region(bare: &str) -> bool {
    let mut parts = bare.split('-');
    let area = parts.next().is_some_and(|area| {
        (2..=3).contains(&area.len()) && area.bytes().all(|b| b.is_ascii_lowercase()) && !NOT_AREAS.contains(&area)
    });
    let side = parts.next().is_some_and(|side| SIDES.contains(&side.trim_end_matches(|c: char| c.is_ascii_digit())));
    area && side && parts.all(|part| part.bytes().all(|b| b.is_ascii_digit()))
}

/// The words of a place but for grammar, folded.
fn content(words: &Words<'_>, range: Range<usize>) -> String {
    let parts = range.filter(|&at| words.terms[at].is_some()).map(|at| fold(words.lower(at)).into_owned());
    parts.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let lexicon = crate::lexicon::english();
        let words = Words::new(text, Span::new(0, text.len()), &lexicon);
        let found = locations(&words, &[], text);
        found.iter().map(|one| format!("{} {} [{}]", one.relation, one.place, one.span.of(text))).collect()
    }

    #[test]
    fn places_directions_and_paths_are_read() {
        assert_eq!(
            found("It lay a couple of kilometres to the south of the port of Lesk."),
            ["south-of port lesk [a couple of kilometres to the south of the port of Lesk]"]
        );
        assert_eq!(found("He spoke in Market Square."), ["in market square [Market Square]"]);
        assert_eq!(
            found("It sank off Cape Bay in the Gulf of Carn."),
            ["near cape bay [Cape Bay]", "in gulf carn [Gulf of Carn]"]
        );
        assert_eq!(found("It is read from /etc/brook.toml."), ["path /etc/brook.toml [/etc/brook.toml]"]);
        assert!(found("He spoke in Market Square and in Castle Hall.").is_empty());
        assert!(found("She lives in North Carolina, in May, in Paris.").is_empty());
    }

    #[test]
    fn paths_and_regions_are_told_from_other_words() {
        assert_eq!(kind("/etc/brook/brook.toml"), Some("path"));
        assert_eq!(kind("~/.config/brook.toml"), Some("path"));
        assert_eq!(kind("/v2/jobs"), None);
        assert_eq!(kind("and/or"), None);
        assert_eq!(kind("ap-south-1"), Some("region"));
        assert_eq!(kind("mid-west"), None);
        assert_eq!(kind("north-east"), None);
    }
}
