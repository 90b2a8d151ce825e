//! Names and numbers that look like others and are not: told, since no reader sees the difference.

use crate::model::{Article, Claim, Skipped};
use crate::text::{SOFT_HYPHEN, joining, latin_or_digit, scripts_mixed, tokens, unseen};
use std::ops::Range;

/// The first of each article that no reader can tell from another.
pub(super) fn lookalikes(articles: &[Article], claims: &[Claim], ranges: &[Range<usize>]) -> Vec<Skipped> {
    let one = |(article, range): (&Article, &Range<usize>)| {
        let words = article.words();
        if article.is_fact() || words.is_ascii() {
            return None;
        }
        let claims = &claims[range.clone()];
        let names = claims.iter().flat_map(|claim| &claim.names).filter_map(|name| {
            let printed = name.span.of(words);
            odd_name(printed).map(|why| (name.span.start, format!("the name \"{printed}\" {why}")))
        });
        let others = claims.iter().filter_map(|claim| odd_writing(words, claim));
        let (at, why) = names.chain(others).min()?;
        let place = article.place(at);
        Some(Skipped { what: format!("{}:{}:{}", article.id, place.line, place.column), why, fatal: false })
    };
    articles.iter().zip(ranges).filter_map(one).collect()
}

fn code(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// What is odd about a name.
fn odd_name(name: &str) -> Option<String> {
    if let Some(odd) = name.split_whitespace().find_map(scripts_mixed) {
        return Some(format!(
            "mixes letters of two scripts ({} among them): it is not taken for the name that it looks like",
            code(odd)
        ));
    }
    let latin = name.contains(latin_or_digit);
    let hidden = name.chars().find(|&c| unseen(c) && c != SOFT_HYPHEN && (latin || !joining(c)))?;
    Some(format!("holds a character that cannot be seen ({})", code(hidden)))
}

/// A number that is not the one that it looks like, or text that is shown in another order: where, and what is odd.
fn odd_writing(words: &str, claim: &Claim) -> Option<(u32, String)> {
    let text = claim.span.of(words);
    if text.is_ascii() {
        return None;
    }
    let turned = text.char_indices().find(|&(_, c)| matches!(c, '\u{202d}' | '\u{202e}')).map(|(at, c)| {
        let why = format!("text is turned here ({}): it is read as it is stored, not as it is shown", code(c));
        (claim.span.start + u32::try_from(at).unwrap_or(u32::MAX), why)
    });
    let disguised = || {
        let tokens = tokens(words, claim.span);
        let number =
            tokens.iter().find(|token| token.is_word() && token.raw.starts_with(|c: char| c.is_ascii_digit()))?;
        let odd = number.raw.chars().find(|&c| unseen(c))?;
        let why = format!(
            "the number \"{}\" holds a character that cannot be seen ({}): it is not read",
            number.raw,
            code(odd)
        );
        Some((number.span.start, why))
    };
    turned.into_iter().chain(text.contains(unseen).then(disguised).flatten()).chain(styled(claim, text)).min()
}

/// Digits of mathematical type and wide ones among Latin letters: they look like digits, and no grammar reads them.
fn styled(claim: &Claim, text: &str) -> Option<(u32, String)> {
    let wide =
        text.contains(|c: char| c.is_ascii_alphabetic()) && !text.contains(|c| matches!(c, '\u{3040}'..='\u{9fff}'));
    let digit = |c: char| matches!(c, '\u{1d7ce}'..='\u{1d7ff}') || wide && matches!(c, '\u{ff10}'..='\u{ff19}');
    let (at, odd) = text.char_indices().find(|&(_, c)| digit(c))?;
    let why = format!("a number is written in digits of another kind ({}): it is not read", code(odd));
    Some((claim.span.start + u32::try_from(at).unwrap_or(u32::MAX), why))
}

#[cfg(test)]
mod tests {
    use super::odd_name as why;

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
