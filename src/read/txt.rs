//! Plain text files.

use super::input::file_article;
use super::layout::{self, Title};
use super::lines::Line;
use super::{Loaded, Parse, Reader, TextFile};
use crate::Error;

pub(super) const READER: Reader =
    Reader { id: "txt", summary: "plain text", extensions: &["txt", "text"], parse: Parse::Text(parse) };

fn parse(file: &TextFile<'_>) -> Result<Loaded, Error> {
    let layout = layout::read(file.text, 0, Title::Unknown);
    Ok(Loaded::of(file_article(file, READER.id, layout.blocks, layout.meta)))
}

/// Narrowest and widest columns, in characters, that texts are broken to.
const NARROWEST: usize = 40;
const WIDEST: usize = 100;
/// Full lines that a text must have before its lines count as broken to a width.
const FULL_LINES: usize = 2;

/// For each line, whether it goes on with the paragraph of the line before.
///
/// Many texts have one paragraph a line. Others are broken to a width: there, a line is *full* when the first word of
/// the next one would not have fitted. Where at least half of the lines that have a neighbour below are full, full lines
/// are joined to it, and so are long ones that stop without a mark before a line that goes on in lower case.
pub(super) fn joints(lines: &[Line<'_>]) -> Vec<bool> {
    let chars: Vec<usize> = lines
        .iter()
        .map(|line| if line.text.len() > 4 * WIDEST { usize::MAX } else { line.text.chars().count() })
        .collect();
    let mut inner: Vec<usize> = (1..lines.len())
        .filter(|&at| !lines[at].after_blank && (NARROWEST..=WIDEST).contains(&chars[at - 1]))
        .map(|at| chars[at - 1])
        .collect();
    inner.sort_unstable();
    // The width is what nine lines of ten keep to: a long address must not widen the column.
    let width = inner.get(inner.len() * 9 / 10).copied().unwrap_or(usize::MAX);
    let full = |at: usize| {
        let next = lines[at + 1].text.split_whitespace().next().unwrap_or_default();
        (NARROWEST..=WIDEST).contains(&chars[at]) && chars[at] + 1 + next.chars().take(WIDEST).count() > width
    };
    let neighbours = (1..lines.len()).filter(|&at| !lines[at].after_blank).count();
    let full_lines = (1..lines.len()).filter(|&at| !lines[at].after_blank && full(at - 1)).count();
    let wrapped = full_lines >= FULL_LINES && full_lines * 2 >= neighbours;
    let joined = |at: usize| {
        let [above, line] = [&lines[at - 1], &lines[at]];
        if line.after_blank || marker_len(line.text) > 0 {
            return false;
        }
        let goes_on = line.text.starts_with(char::is_lowercase)
            && !above.text.ends_with(['.', '!', '?', ':', ';', '”', '"', ')', ']'])
            && (NARROWEST..=WIDEST).contains(&chars[at - 1])
            && super::byline::parse(line.text).is_none();
        let new_paragraph = line.indent > above.indent && marker_len(above.text) == 0;
        goes_on || wrapped && full(at - 1) && !new_paragraph
    };
    // Below an item what is set further in goes on with it.
    let mut item: Option<usize> = None;
    (0..lines.len())
        .map(|at| {
            let line = &lines[at];
            if marker_len(line.text) > 0 {
                item = Some(line.indent);
            } else if line.after_blank || item.is_some_and(|indent| line.indent <= indent) {
                item = None;
            }
            at > 0 && (joined(at) || item.is_some() && marker_len(line.text) == 0)
        })
        .collect()
}

/// Bytes of the sign with which an item of a list begins, the blank after it included; 0 where there is none.
pub(super) fn marker_len(line: &str) -> usize {
    let sign = line.chars().next().filter(|c| matches!(c, '*' | '-' | '+' | '•' | '‣' | '◦' | '▪' | '●' | '·'));
    let number = || {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        ((1..=3).contains(&digits) && line[digits..].starts_with(['.', ')'])).then_some(digits + 1)
    };
    match sign.map(char::len_utf8).or_else(number) {
        Some(len) if line[len..].starts_with([' ', '\t']) => len + 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Input;
    use super::*;
    use crate::model::Place;

    #[test]
    fn the_text_is_the_file_without_its_mark() {
        let bytes = "\u{feff}Ferry sinks\r\n\r\nÉ — it sank.\r\n".as_bytes();
        let article = READER.read(&Input::plain("a.txt", bytes)).expect("read").articles.remove(0);
        assert_eq!(article.text.as_bytes(), &bytes[3..]);
        let offset = u32::try_from(article.text.find("it sank").expect("there")).expect("small");
        let place = Place { line: 3, column: 5, byte: Some(offset + 3), ..Place::default() };
        assert_eq!(article.place(offset), place);
    }

    #[test]
    fn other_encodings_have_columns_and_no_bytes() {
        let article = READER.read(&Input::plain("a.txt", b"One.\nCaf\xe9 12")).expect("read").articles.remove(0);
        let offset = u32::try_from(article.text.find("12").expect("there")).expect("small");
        assert_eq!(article.place(offset), Place { line: 2, column: 6, byte: None, ..Place::default() });
        assert_eq!(article.meta.encoding.map(|field| field.value).as_deref(), Some("windows-1252"));
    }

    #[test]
    fn what_is_no_text_is_named() {
        let message = |bytes: &[u8]| READER.read(&Input::plain("a.txt", bytes)).expect_err("no text").to_string();
        assert_eq!(message(b"%PDF-1.7"), "a.txt: is not what its name says: it is a PDF document");
        assert!(message(b"\0\x01\x02\0\0\0").contains("is not text"));
    }

    #[test]
    fn signs_of_items() {
        for (line, len) in [
            ("* One", 2),
            ("• One", 4),
            ("12. One", 4),
            ("3) One", 3),
            ("2019. One", 0),
            ("-One", 0),
            ("3.5 percent", 0),
        ] {
            assert_eq!(marker_len(line), len, "{line}");
        }
    }
}
