//! A text as lines.

/// A line that is not blank.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// Offset of the first character that is not white space.
    pub start: usize,
    /// The line without white space around it.
    pub text: &'a str,
    /// Bytes of white space before it.
    pub indent: usize,
    /// Whether a blank line, or the start of the text, precedes it.
    pub after_blank: bool,
}

impl Line<'_> {
    /// One past the last byte that is not white space.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// The lines of `text` that are not blank, in order.
pub(super) fn split(text: &str) -> Vec<Line<'_>> {
    let mut out = Vec::new();
    let mut after_blank = true;
    let mut at = 0;
    for raw in text.split_inclusive('\n') {
        let trimmed = raw.trim_start();
        let indent = raw.len() - trimmed.len();
        let trimmed = trimmed.trim_end();
        if trimmed.is_empty() {
            after_blank = true;
        } else {
            out.push(Line { start: at + indent, text: trimmed, indent, after_blank });
            after_blank = false;
        }
        at += raw.len();
    }
    out
}

/// Offsets at which the lines of `text` begin; the first is 0.
pub(super) fn starts(text: &str) -> Vec<u32> {
    let breaks = text.match_indices('\n').map(|(at, _)| u32::try_from(at + 1).unwrap_or(u32::MAX));
    std::iter::once(0).chain(breaks).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_and_line_ends_are_left_out() {
        let text = "One\r\n \t\r\n  two \nthree";
        let lines = split(text);
        let seen: Vec<_> = lines.iter().map(|line| (line.text, line.indent, line.after_blank)).collect();
        assert_eq!(seen, [("One", 0, true), ("two", 2, true), ("three", 0, false)]);
        assert!(lines.iter().all(|line| &text[line.start..line.end()] == line.text));
        assert_eq!(starts(text), [0, 5, 9, 16]);
    }
}
