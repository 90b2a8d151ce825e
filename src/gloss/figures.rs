//! Numbers written with a decimal comma.

use crate::lexicon::language::Decimals;
use std::borrow::Cow;

/// Digits between two separators of thousands.
const GROUP: usize = 3;

/// A number in digits as English writes it: "1.234,5" gives "1,234.5", "3,5" gives "3.5".
pub(super) fn english(raw: &str, decimals: Decimals) -> Cow<'_, str> {
    let marks: Vec<(usize, char)> = raw.char_indices().filter(|(_, c)| matches!(c, '.' | ',')).collect();
    let Some(&(last, mark)) = marks.last() else { return Cow::Borrowed(raw) };
    let mixed = marks.iter().any(|&(_, other)| other != mark);
    let grouped = groups(raw, mark);
    let decimal = match (mixed, marks.len()) {
        // Of two marks the last is the decimal's.
        (true, _) => true,
        (false, 2..) => false,
        // Three digits behind one mark are thousands in nearly all prose, unless the article writes decimals so.
        (false, _) if grouped => mark == ',' && decimals == Decimals::Comma,
        (false, _) => true,
    };
    // A date or a version: "3.5.2021".
    if !decimal && !grouped {
        return Cow::Borrowed(raw);
    }
    let swapped = |(at, c): (usize, char)| match c {
        '.' | ',' if decimal && at == last => '.',
        '.' | ',' => ',',
        c => c,
    };
    Cow::Owned(raw.char_indices().map(swapped).collect())
}

/// Whether `mark` parts the digits of `raw` in threes.
fn groups(raw: &str, mark: char) -> bool {
    let mut parts = raw.split(mark);
    let first = parts.next().unwrap_or_default();
    (1..=GROUP).contains(&first.len()) && !first.starts_with('0') && parts.all(|part| part.len() == GROUP)
}

/// How an article writes decimals, by its numbers that leave no choice; with a comma where none tells.
pub(crate) fn style<'a>(numbers: impl Iterator<Item = &'a str>) -> Decimals {
    let (mut comma, mut point) = (0, 0);
    for raw in numbers {
        let (dots, commas) = (raw.matches('.').count(), raw.matches(',').count());
        match (dots, commas) {
            (1.., 1..) if raw.rfind('.') < raw.rfind(',') => comma += 1,
            (1.., 1..) => point += 1,
            (0, 1) if !groups(raw, ',') => comma += 1,
            (1.., 0) if groups(raw, '.') => comma += 1,
            (1, 0) => point += 1,
            (0, 1..) => point += 1,
            _ => {}
        }
    }
    if point > comma { Decimals::Point } else { Decimals::Comma }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_are_read_by_what_follows_them() {
        for (raw, comma, point) in [
            ("1.234,5", "1,234.5", "1,234.5"),
            ("1,234.5", "1,234.5", "1,234.5"),
            ("3,5", "3.5", "3.5"),
            ("3.5", "3.5", "3.5"),
            ("12.000", "12,000", "12,000"),
            ("12,000", "12.000", "12,000"),
            ("1.250.000", "1,250,000", "1,250,000"),
            ("3.5.2021", "3.5.2021", "3.5.2021"),
            ("0.125", "0.125", "0.125"),
            ("41", "41", "41"),
        ] {
            assert_eq!(english(raw, Decimals::Comma), comma, "{raw}");
            assert_eq!(english(raw, Decimals::Point), point, "{raw}");
        }
    }

    #[test]
    fn an_article_tells_how_it_writes_decimals() {
        let style = |numbers: &[&str]| super::style(numbers.iter().copied());
        assert_eq!(style(&["3,5", "12.000"]), Decimals::Comma);
        assert_eq!(style(&["3.5", "12,000"]), Decimals::Point);
        assert_eq!(style(&[]), Decimals::Comma);
    }
}
