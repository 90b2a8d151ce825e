//! Where a mention stands, as programs count: lines from 1, columns from 1 in UTF-16 code units, the end left out.

use super::view::trimmed;
use crate::model::{Article, Mention, Report, Span};

/// The place of the words that carry a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) line: u32,
    pub(super) end_line: u32,
    /// First column and the one behind the last; `None` where only the line is known.
    pub(super) columns: Option<(u32, u32)>,
}

impl Region {
    pub(super) fn of(report: &Report, mention: &Mention) -> Self {
        let article = report.article(mention);
        let words = trimmed(&article.text, mention.span);
        if words.start == words.end {
            return Self::at(article, mention.span);
        }
        Self::at(article, words)
    }

    fn at(article: &Article, span: Span) -> Self {
        let line = article.place(span.start).line;
        // The end is that of the last character: what follows it may stand elsewhere in the file.
        let last = span.of(&article.text).char_indices().next_back();
        let (offset, width) = last.map_or((span.start, 0), |(at, c)| {
            (span.start + u32::try_from(at).unwrap_or(0), u32::try_from(c.len_utf16()).unwrap_or(1))
        });
        let columns = article.column_utf16(span.start).zip(article.column_utf16(offset).map(|column| column + width));
        Self { line, end_line: article.place(offset).line, columns }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read;

    #[test]
    fn columns_are_code_units_and_the_end_is_left_out() {
        let text = "One.\r\n\u{1f6a2}\u{1f6a2} caf\u{e9} 12 dead\u{1f6a2} here";
        let article = read::plain_text("a", text);
        let at = text.find("12").unwrap();
        let region = Region::at(&article, Span::new(at, at + "12 dead\u{1f6a2}".len()));
        assert_eq!(region, Region { line: 2, end_line: 2, columns: Some((11, 20)) });
    }

    #[test]
    fn a_region_may_end_on_another_line() {
        let page = "<body><p>Twelve <b>people\n died</b> here.</p></body>";
        let article = read::article("a.html", "html", page.as_bytes()).unwrap().remove(0);
        let at = article.text.find("people died").unwrap();
        let region = Region::at(&article, Span::new(at, at + "people died".len()));
        assert_eq!(region, Region { line: 1, end_line: 2, columns: Some((20, 6)) });
    }
}
