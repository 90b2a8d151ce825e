//! Article to sentences.

use crate::model::{Article, BlockKind, Span};

/// A sentence: where it lies, and in which block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Where it lies in the article's text, without white space around it.
    pub span: Span,
    /// Index of its block in `article.blocks`.
    pub block: u32,
    /// The kind of that block.
    pub kind: BlockKind,
}

/// The sentences of the blocks that make claims, in order of the text and without overlaps.
pub fn sentences(article: &Article) -> Vec<Sentence> {
    let words = article.words();
    let mut out = Vec::new();
    for (index, block) in (0..).zip(&article.blocks) {
        if !block.kind.makes_claims() {
            continue;
        }
        out.extend(split(words, block.span).into_iter().map(|span| Sentence { span, block: index, kind: block.kind }));
    }
    out
}

/// The sentences of a stretch of running text.
pub fn split(_words: &str, span: Span) -> Vec<Span> {
    vec![span]
}
