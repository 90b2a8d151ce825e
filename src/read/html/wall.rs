//! Pages of which only the beginning is there for those who have not paid.

use super::facts::Facts;
use crate::lexicon::furniture::{self, Heads};
use crate::model::{Article, BlockKind, Skipped};
use dom_query::Document;
use serde_json::Value;

/// Longest line that says so, in characters.
const LINE_CHARS: usize = 80;
/// Words that a page says its article has, of each hundred that are there, from which on the rest is missing: counts
/// differ by headlines and captions.
const WORDS_PERCENT: usize = 130;

/// What a page says about what is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wall {
    /// Whether a box asks the reader to pay for the rest.
    asks: bool,
    /// Whether its data say that it is not free.
    paid: bool,
    /// How many words the article has by its data.
    words: Option<usize>,
}

impl Wall {
    /// Of a page, before anything but scripts is left out.
    pub(super) fn of(document: &Document, facts: &Facts<'_>) -> Self {
        let mut wall = Self { asks: false, paid: false, words: None };
        for node in document.select("script[type=\"application/ld+json\"]").nodes() {
            if let Ok(value) = serde_json::from_str::<Value>(&node.text()) {
                wall.take(&value);
            }
        }
        let short = |at: &usize| !facts.list[*at].out && (1..=LINE_CHARS).contains(&facts.list[*at].chars);
        wall.asks = (1..facts.list.len())
            .filter(short)
            .any(|at| furniture::heads(&facts.line(at, LINE_CHARS)) == Some(Heads::Wall));
        wall
    }

    fn take(&mut self, value: &Value) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.take(item)),
            Value::Object(object) => {
                let free = object.get("isAccessibleForFree");
                let no = |free: &Value| {
                    free == &Value::Bool(false) || free.as_str().is_some_and(|free| free.eq_ignore_ascii_case("false"))
                };
                self.paid |= free.is_some_and(no);
                let words = object.get("wordCount").and_then(|count| count.as_u64().or(count.as_str()?.parse().ok()));
                self.words = self.words.or(words.and_then(|count| usize::try_from(count).ok()));
                object.get("@graph").into_iter().for_each(|graph| self.take(graph));
            }
            _ => {}
        }
    }

    /// The note about an article of which only the beginning is there.
    pub(super) fn note(self, article: &Article) -> Option<Skipped> {
        let body = || article.blocks.iter().filter(|block| block.kind.makes_claims() && block.kind != BlockKind::Title);
        let count: usize = body().map(|block| block.span.of(&article.text).split_whitespace().count()).sum();
        let last = body().next_back().map_or("", |block| block.span.of(&article.text));
        let breaks_off = !last.trim_end_matches(['"', '”', '’', ')', ']']).ends_with(['.', '!', '?', ':']);
        let short = self.words.is_some_and(|words| words * 100 > count * WORDS_PERCENT);
        (self.paid && (self.asks || breaks_off || short) || self.asks && (breaks_off || short)).then(|| Skipped {
            what: article.id.clone(),
            why: format!("only the first {count} words are in the page; the rest is for subscribers"),
            fatal: false,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::read::Input;
    use crate::read::html::READER;

    fn notes(page: &str) -> Vec<String> {
        let loaded = READER.read(&Input::plain("a.html", page.as_bytes())).expect("read");
        loaded.skipped.into_iter().map(|skipped| skipped.why).collect()
    }

    #[test]
    fn whole_articles() {
        let body = "<h1>The bank</h1><p>It was the first of 23 such letters that the bank had sent by then.</p>";
        assert_eq!(notes(body), [""; 0]);
        assert_eq!(notes(&format!("{body}<div><h3>Subscribe</h3><p>Four weeks for 1.</p></div>")), [""; 0]);
        let sampled = r#"<script type="application/ld+json">{"isAccessibleForFree":false,"wordCount":18}</script>"#;
        assert_eq!(notes(&format!("{sampled}{body}")), [""; 0]);
    }

    #[test]
    fn stubs() {
        let stub = "<h1>The bank</h1><p>It was the first of 23 such letters that the bank had sent in an</p>";
        let expected = "only the first 15 words are in the page; the rest is for subscribers";
        assert_eq!(notes(&format!("{stub}<div><h2>Subscribe to continue reading</h2></div>")), [expected]);
        let told = r#"<script type="application/ld+json">{"isAccessibleForFree":"False","wordCount":1840}</script>"#;
        assert_eq!(notes(&format!("{told}{stub}")), [expected]);
    }
}
