//! Sentences as the page shows them, each once, with the ones around them.

use crate::model::{Article, BlockKind, Claim, Mention, Report, Span};
use crate::report::visible;
use crate::report::visible::push;
use serde::Serialize;
use std::collections::BTreeSet;

/// A sentence with its place.
#[derive(Serialize)]
pub(super) struct Sentence {
    /// Index of its article.
    a: u32,
    line: u32,
    /// The place in words, where the line would not do.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    text: String,
    /// Whether the sentence before it in the pool comes right before it in the article.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    follows: bool,
}

/// The claims that the page shows, in order of their places.
pub(super) struct Pool<'a> {
    report: &'a Report,
    claims: Vec<u32>,
}

impl<'a> Pool<'a> {
    /// The claims of `alone`, and those of `framed` with the sentence before and the one after each.
    pub(super) fn new(report: &'a Report, framed: impl Iterator<Item = u32>, alone: impl Iterator<Item = u32>) -> Self {
        let last = u32::try_from(report.claims.len()).unwrap_or(u32::MAX);
        let mut claims: BTreeSet<u32> = alone.collect();
        for claim in framed {
            claims.insert(claim);
            claims.extend(claim.checked_sub(1).filter(|&before| follows(report, before, claim)));
            claims.extend(Some(claim + 1).filter(|&after| after < last && follows(report, claim, after)));
        }
        Self { report, claims: claims.into_iter().collect() }
    }

    /// The place of a claim in [`Pool::sentences`].
    pub(super) fn index(&self, claim: u32) -> usize {
        self.claims.partition_point(|&other| other < claim)
    }

    /// The sentence of `mention` and the deciding words in it, in UTF-16 units as browsers count; none where they do not
    /// lie in the sentence.
    pub(super) fn mark(&self, mention: &Mention) -> (usize, Option<[usize; 2]>) {
        let claim = &self.report.claims[mention.claim as usize];
        let inside = claim.span.contains(mention.span) && !mention.span.is_empty();
        let marks = inside.then(|| clean(self.report.article(mention), claim.span, mention.span).1);
        (self.index(mention.claim), marks.filter(|[start, end]| start < end))
    }

    /// All of them.
    pub(super) fn sentences(&self) -> Vec<Sentence> {
        let mut before = None;
        let sentence = |&index: &u32| {
            let claim = &self.report.claims[index as usize];
            let article = &self.report.articles[claim.article as usize];
            let place = article.place(claim.span.start);
            let follows = before.is_some_and(|before| before + 1 == index && follows(self.report, before, index));
            before = Some(index);
            let text = readable(article, claim.span);
            let words = article.place_in_words(claim.span.start).map(|words| visible(&words).into_owned());
            Sentence { a: claim.article, line: place.line, place: words, text, follows }
        };
        self.claims.iter().map(sentence).collect()
    }
}

/// Whether two claims are running text with nothing but white space between them: a headline is no context.
fn follows(report: &Report, before: u32, after: u32) -> bool {
    let (before, after) = (&report.claims[before as usize], &report.claims[after as usize]);
    let text = report.articles[before.article as usize].words();
    let runs = |claim: &Claim| !matches!(claim.block, BlockKind::Title | BlockKind::Heading(_) | BlockKind::TableHead);
    before.article == after.article
        && runs(before)
        && runs(after)
        && before.span.end <= after.span.start
        && Span { start: before.span.end, end: after.span.start }.of(text).trim().is_empty()
}

/// The words of `span` without inline markup, on one line, with what would hide or turn text spelt out.
pub(super) fn readable(article: &Article, span: Span) -> String {
    clean(article, span, Span::default()).0
}

/// The same, and where `marked` begins and ends in it, in UTF-16 units.
fn clean(article: &Article, span: Span, marked: Span) -> (String, [usize; 2]) {
    let (printed, words) = (span.of(&article.text), span.of(article.words()).as_bytes());
    let mut out = String::with_capacity(printed.len());
    let (mut units, mut gap) = (0, false);
    let mut marks = [None; 2];
    for (at, c) in printed.char_indices() {
        // Markup is blank in the words and not in the text: it is left out, not shown as a gap.
        if words.get(at) == Some(&b' ') && c != ' ' && !c.is_whitespace() {
            continue;
        }
        if c.is_whitespace() {
            gap = !out.is_empty();
            continue;
        }
        let place = span.start as usize + at;
        if marks[1].is_none() && place >= marked.end as usize {
            marks[1] = Some(units);
        }
        if std::mem::take(&mut gap) {
            out.push(' ');
            units += 1;
        }
        if marks[0].is_none() && place >= marked.start as usize {
            marks[0] = Some(units);
        }
        let before = out.len();
        let after = printed[at + c.len_utf8()..].chars().next();
        push(printed[..at].chars().next_back(), c, after, &mut out);
        units += out[before..].chars().map(char::len_utf16).sum::<usize>();
    }
    (out, marks.map(|mark| mark.unwrap_or(units)))
}

/// `text` of metadata, made as plain as a sentence.
pub(super) fn plain(text: &str) -> String {
    visible(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read;

    fn one(text: &str) -> Article {
        read::plain_text("paper", text)
    }

    #[test]
    fn marks_count_as_browsers_do() {
        let text = "At  the 🜨 fair,\n112 people\tdanced.";
        let article = one(text);
        let at = text.find("112 people").expect("it stands there");
        let (shown, [start, end]) = clean(&article, Span::new(0, text.len()), Span::new(at, at + 10));
        let units: Vec<u16> = shown.encode_utf16().collect();
        assert_eq!(shown, "At the 🜨 fair, 112 people danced.");
        assert_eq!(String::from_utf16_lossy(&units[start..end]), "112 people");
    }

    #[test]
    fn nothing_hides_and_nothing_turns() {
        let article = one("a\u{202e}b\u{200b}c");
        assert_eq!(readable(&article, Span::new(0, article.text.len())), "a\\u{202e}b\\u{200b}c");
        assert_eq!(plain(" The\u{2066} \n Post "), "The\\u{2066} Post");
    }

    #[test]
    fn inline_markup_is_left_out_and_words_are_marked_without_it() {
        let mut article = one("Say **112 people**, he said.");
        article.plain = Some("Say   112 people  , he said.".to_owned());
        let (shown, [start, end]) = clean(&article, Span::new(0, 28), Span::new(6, 18));
        assert_eq!((shown.as_str(), &shown[start..end]), ("Say 112 people, he said.", "112 people"));
    }
}
