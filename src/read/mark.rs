//! Comments in articles that speak to crosscheck: `<!-- crosscheck-ignore KIND: reason -->`.

use super::lines;
use crate::compare::CHECKS;
use crate::model::{Mark, Span};
use std::cell::OnceCell;
use std::ops::Range;

/// What such comments begin with.
const PREFIX: &str = "crosscheck-";
/// The one that there is.
const IGNORE: &str = "crosscheck-ignore";

/// Line and column, in characters and from 1.
type Place = (u64, u64);

/// The comments of a file, and what they cover.
#[derive(Debug)]
pub(super) struct Marks<'a> {
    source: &'a str,
    starts: OnceCell<Vec<u32>>,
    done: Vec<Mark>,
    /// Comments whose block is still to come, with their offsets in the file.
    pending: Vec<(usize, Ignore)>,
    /// The first comment that is meant for us and cannot be understood.
    error: Option<(Place, String)>,
}

impl<'a> Marks<'a> {
    /// None yet. `source` is the file.
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, starts: OnceCell::new(), done: Vec::new(), pending: Vec::new(), error: None }
    }

    /// Reads the comment at `offset` of the file; whether it was meant for crosscheck.
    pub(super) fn read(&mut self, offset: usize, comment: &str) -> bool {
        match parse(comment) {
            None => return false,
            Some(Ok(ignore)) => self.pending.push((offset, ignore)),
            Some(Err(message)) => self.refuse(offset, message),
        }
        true
    }

    /// Notes that the comment at `offset` cannot be obeyed.
    pub(super) fn refuse(&mut self, offset: usize, message: impl Into<String>) {
        if self.error.is_none() {
            self.error = Some((self.place(offset), message.into()));
        }
    }

    /// Hands what the comments before it said to the block that lies at `range` of the article's text.
    pub(super) fn cover(&mut self, range: Range<usize>) {
        for (offset, Ignore { kinds, reason }) in std::mem::take(&mut self.pending) {
            let line = u32::try_from(self.line(offset).0).unwrap_or(u32::MAX);
            self.done.push(Mark { span: Span::new(range.start, range.end), kinds, reason, line });
        }
    }

    /// Whether a comment waits for its block.
    pub(super) fn is_pending(&self) -> bool {
        !self.pending.is_empty()
    }

    /// The marks in order of the text, or what is wrong with a comment.
    pub(super) fn finish(mut self) -> Result<Vec<Mark>, (Place, String)> {
        let idle =
            self.pending.first().map(|&(at, _)| (self.place(at), "no block follows the comment; remove it".to_owned()));
        if let Some(error) = self.error.or(idle) {
            return Err(error);
        }
        self.done.sort_by_key(|mark| (mark.span.start, mark.line));
        Ok(self.done)
    }

    /// The line of an offset, and where that begins.
    fn line(&self, offset: usize) -> (u64, usize) {
        let starts = self.starts.get_or_init(|| lines::starts(self.source));
        let line = starts.partition_point(|&start| start as usize <= offset).max(1);
        (line as u64, starts[line - 1] as usize)
    }

    /// Columns are counted for what is told only: in a file of one line each is as far as the line is long.
    fn place(&self, offset: usize) -> Place {
        let (line, start) = self.line(offset);
        let before = self.source.get(start..offset).unwrap_or_default();
        (line, before.chars().count() as u64 + 1)
    }
}

/// What a comment lets stand.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Ignore {
    /// Ids of checks.
    kinds: Vec<String>,
    /// Why.
    reason: String,
}

/// Whether what stands between `<!--` and `-->` is meant for crosscheck.
pub(super) fn is_meant(comment: &str) -> bool {
    comment.trim_start().starts_with(PREFIX)
}

/// Reads what stands between `<!--` and `-->`: `None` where it is not meant for crosscheck, an error where it is and cannot
/// be understood.
fn parse(comment: &str) -> Option<Result<Ignore, String>> {
    if !is_meant(comment) {
        return None;
    }
    let comment = comment.trim();
    let end = comment.find(|c: char| c.is_whitespace() || c == ':').unwrap_or(comment.len());
    let (command, rest) = comment.split_at(end);
    Some(match command {
        IGNORE => ignore(rest),
        other => Err(format!("unknown comment `{other}`; there is `{IGNORE} KIND: reason`")),
    })
}

fn ignore(rest: &str) -> Result<Ignore, String> {
    let (kinds, reason) = rest.split_once(':').unwrap_or((rest, ""));
    let kinds: Vec<String> =
        kinds.split([',', ' ', '\n', '\r', '\t']).filter(|kind| !kind.is_empty()).map(str::to_owned).collect();
    let known: Vec<&str> = CHECKS.iter().map(|check| check.id).collect();
    if kinds.is_empty() {
        return Err(format!("the comment names no kind: write `{IGNORE} KIND: reason` (kinds: {})", known.join(", ")));
    }
    if let Some(kind) = kinds.iter().find(|kind| !known.contains(&kind.as_str())) {
        return Err(format!("unknown kind `{kind}` in the comment (known: {})", known.join(", ")));
    }
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    if reason.is_empty() {
        return Err(format!("the comment gives no reason: write `{IGNORE} {}: why it may stand`", kinds.join(", ")));
    }
    Ok(Ignore { kinds, reason })
}

/// The comments in a piece of markup: where each begins and ends, and what stands in it.
pub(super) fn comments(markup: &str) -> impl Iterator<Item = (usize, usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + markup[at..].find("<!--")?;
        let inside = start + "<!--".len();
        let len = markup[inside..].find("-->")?;
        at = inside + len + "-->".len();
        Some((start, at, &markup[inside..inside + len]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(comment: &str) -> String {
        parse(comment).expect("meant for us").expect_err(comment)
    }

    #[test]
    fn kinds_and_a_reason_are_asked_for() {
        let read = parse(" crosscheck-ignore quantity, date: the old figure,\n  on purpose ").unwrap().unwrap();
        assert_eq!(read.kinds, ["quantity", "date"]);
        assert_eq!(read.reason, "the old figure, on purpose");
        assert!(error("crosscheck-ignore quantity").contains("gives no reason"));
        assert!(error("crosscheck-ignore quantity: ").contains("gives no reason"));
        assert!(error("crosscheck-ignore: because").contains("names no kind"));
        assert!(error("crosscheck-ignore number: because").contains("unknown kind `number`"));
        assert!(error("crosscheck-ignroe quantity: because").contains("unknown comment `crosscheck-ignroe`"));
    }

    #[test]
    fn other_comments_are_left_alone() {
        assert_eq!(parse(" a note "), None);
        assert_eq!(parse("crosscheck is run on this page"), None);
        let found: Vec<&str> = comments("a <!--b--> c <!-- d --> <!-- e").map(|(_, _, inside)| inside).collect();
        assert_eq!(found, ["b", " d "]);
    }
}
