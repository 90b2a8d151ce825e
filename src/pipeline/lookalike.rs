//! Names that look like others and are not: told, since no reader sees the difference.

use crate::model::{Article, Claim, Skipped};
use crate::text::{invisible, scripts_mixed};
use std::ops::Range;

/// The first name of each article that no reader can tell from another.
pub(super) fn lookalikes(articles: &[Article], claims: &[Claim], ranges: &[Range<usize>]) -> Vec<Skipped> {
    let one = |(article, range): (&Article, &Range<usize>)| {
        if article.is_fact() || article.words().is_ascii() {
            return None;
        }
        let names = claims[range.clone()].iter().flat_map(|claim| &claim.names);
        let (name, why) = names
            .filter_map(|name| why(name.span.of(article.words())).map(|why| (name, why)))
            .min_by_key(|(name, _)| name.span.start)?;
        let place = article.place(name.span.start);
        Some(Skipped {
            what: format!("{}:{}:{}", article.id, place.line, place.column),
            why: format!("the name \"{}\" {why}", name.span.of(article.words())),
            fatal: false,
        })
    };
    articles.iter().zip(ranges).filter_map(one).collect()
}

/// What is odd about a name.
fn why(name: &str) -> Option<String> {
    let code = |c: char| format!("U+{:04X}", u32::from(c));
    if let Some(odd) = name.split_whitespace().find_map(scripts_mixed) {
        return Some(format!(
            "mixes letters of two scripts ({} among them): it is not taken for the name that it looks like",
            code(odd)
        ));
    }
    let joins = |c: char| matches!(c, '\u{200c}' | '\u{200d}') && name.contains(|c: char| c.is_ascii_alphabetic());
    let hidden = name.chars().find(|&c| invisible(c) || joins(c))?;
    Some(format!("holds a character that cannot be seen ({})", code(hidden)))
}

#[cfg(test)]
mod tests {
    use super::why;

    #[test]
    fn names_as_they_are_written_are_not_told() {
        for name in [
            "Ana Brennick",
            "Łukasz Żółć",
            "Анна Ахматова",
            "Μαρία",
            "al-Rashīd",
            "O’Neill",
            "Bren\u{ad}nick",
            "李娜",
            "بی\u{200c}نظیر",
        ] {
            assert_eq!(why(name), None, "{name}");
        }
    }

    #[test]
    fn what_cannot_be_seen_is_told() {
        for (name, part) in [
            ("\u{410}na Brennick", "U+0410"),
            ("Ana Brenn\u{456}ck", "U+0456"),
            ("Tobi\u{200b}as", "U+200B"),
            ("Tobi\u{200d}as", "U+200D"),
        ] {
            assert!(why(name).is_some_and(|why| why.contains(part)), "{name}");
        }
    }
}
