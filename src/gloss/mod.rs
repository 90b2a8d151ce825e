//! A sentence of another language in the words that the English grammars know, each with its place in the original.
//!
//! The grammars of numbers, dates, standings, negation and speech read one language. A sentence of another is put into
//! their words first, by a table of the other language's words (`src/lexicon/es/`): a small dictionary of what newspapers
//! compare, with the grammar of its numerals and dates. A word that the table lacks is kept as a word of its own, which
//! equals itself in other articles of the language and nothing in English. So measures, offices, dates and names are the
//! same values in whatever language they were told.

mod figures;
mod inflect;
mod spanish;
mod table;

pub(crate) use figures::style;

use crate::lexicon::language::{Decimals, Language, Spoken};
use crate::model::{Article, Claim, Span};
use crate::segment::read_part;
use crate::text::{self, Token, TokenKind};
use std::borrow::Cow;

/// A glossed sentence.
#[derive(Debug, Default)]
pub(crate) struct Gloss {
    /// The gloss.
    pub(crate) text: String,
    /// Its runs, in order of both texts.
    runs: Vec<Run>,
}

/// A stretch of the gloss, and the words of the original that it stands for.
#[derive(Debug)]
struct Run {
    start: u32,
    end: u32,
    source: Span,
}

impl Gloss {
    /// The gloss of the sentence under `span`; `None` where the grammars read the language itself.
    pub(crate) fn of(words: &str, span: Span, spoken: Spoken) -> Option<Self> {
        match spoken.language {
            Language::English | Language::Unknown => None,
            Language::Spanish => Some(spanish::gloss(&text::tokens(words, span), spoken.decimals)),
            Language::Other(_) => Some(bare(&text::tokens(words, span), spoken.decimals)),
        }
    }

    /// The sentence of a claim of this article, which speaks this language, in words that the grammars know.
    pub(crate) fn sentence<'a>(article: &'a Article, claim: &Claim, spoken: Spoken) -> Cow<'a, str> {
        let words = article.words();
        let span = read_part(words, claim.span);
        match Self::of(words, span, spoken) {
            Some(gloss) => Cow::Owned(gloss.text),
            None => Cow::Borrowed(span.of(words)),
        }
    }

    /// The tokens of the gloss, with the places of the words for which they stand.
    pub(crate) fn tokens(&self) -> Vec<Token<'_>> {
        let mut tokens = text::tokens(&self.text, Span::new(0, self.text.len()));
        for token in &mut tokens {
            token.span = self.source(token.span);
        }
        tokens
    }

    /// The words of the original for which a stretch of the gloss stands.
    fn source(&self, span: Span) -> Span {
        let first = self.runs.partition_point(|run| run.end <= span.start);
        let last = self.runs.partition_point(|run| run.start < span.end).max(first + 1) - 1;
        self.runs[first].source.join(self.runs[last].source)
    }

    /// Adds words that stand for `source`, parted from the words before unless nothing parts the two there.
    fn push(&mut self, words: &str, source: Span) {
        if words.is_empty() {
            return;
        }
        if self.runs.last().is_some_and(|run| run.source.end != source.start) {
            self.text.push(' ');
        }
        let start = count(self.text.len());
        self.text.push_str(words);
        self.runs.push(Run { start, end: count(self.text.len()), source });
    }

    /// The word added last, in lower case.
    fn last(&self) -> &str {
        self.runs.last().map_or("", |run| &self.text[run.start as usize..run.end as usize])
    }
}

fn count(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// The gloss of a language without a table: figures, marks and names are kept, and all other words made words of their
/// own, so that none is taken for an English one ("once", "die", "on").
fn bare(tokens: &[Token<'_>], decimals: Decimals) -> Gloss {
    let mut out = Gloss::default();
    for (at, token) in tokens.iter().enumerate() {
        match token.kind {
            TokenKind::Number => out.push(&figures::english(token.raw, decimals), token.span),
            TokenKind::Word if !token.is_capital() || at == 0 => out.push(&own(&token.lower), token.span),
            _ => out.push(token.raw, token.span),
        }
    }
    out
}

/// A word as one of its own language.
fn own(lower: &str) -> String {
    format!("{OWN}{lower}")
}

/// What marks a word of another language.
const OWN: &str = "xx_";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_other_languages_are_no_english_ones() {
        let text = "Die Brücke in Quellmark trug 1.250,5 Tonnen, 54 % mehr.";
        let spoken = Spoken { language: Language::Other("deu"), decimals: Decimals::Comma, told: false };
        let gloss = Gloss::of(text, Span::new(0, text.len()), spoken).expect("a gloss");
        assert_eq!(gloss.text, "xx_die Brücke xx_in Quellmark xx_trug 1,250.5 Tonnen, 54 % xx_mehr.");
        let places: Vec<&str> = gloss.tokens().iter().map(|token| token.span.of(text)).collect();
        assert_eq!(places[..6], ["Die", "Brücke", "in", "Quellmark", "trug", "1.250,5"]);
    }

    #[test]
    fn english_needs_none() {
        let spoken = Spoken { language: Language::English, decimals: Decimals::Point, told: false };
        assert!(Gloss::of("Nine people died.", Span::new(0, 17), spoken).is_none());
    }
}
