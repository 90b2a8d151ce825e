//! A sentence as the extractors see it: tokens, stems, terms and clauses.

use crate::lexicon::{Lexicon, frequency};
use crate::model::{Span, Term};
use crate::text::{self, Token, TokenKind};
use std::borrow::Cow;
use std::ops::Range;

/// A sentence made ready for the extractors. All vectors run parallel to `tokens`.
pub(crate) struct Words<'a> {
    /// The tokens, in order.
    pub(crate) tokens: Vec<Token<'a>>,
    /// Their stems.
    pub(crate) stems: Vec<Cow<'a, str>>,
    /// The content term of each token, `None` for grammar, numbers and marks. The words of a phrase that is one concept
    /// share its term.
    pub(crate) terms: Vec<Option<Term>>,
    /// The clause in which each token stands, from 0.
    pub(crate) clauses: Vec<u16>,
}

impl<'a> Words<'a> {
    /// The sentence under `span`.
    pub(crate) fn new(words: &'a str, span: Span, lexicon: &Lexicon) -> Self {
        Self::of(text::tokens(words, span), lexicon)
    }

    /// The sentence of these tokens.
    pub(crate) fn of(tokens: Vec<Token<'a>>, lexicon: &Lexicon) -> Self {
        let stems: Vec<_> = tokens.iter().map(stem).collect();
        let terms = terms(&tokens, &stems, lexicon);
        let clauses = clauses(&tokens);
        Self { tokens, stems, terms, clauses }
    }

    /// Number of tokens.
    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The lower-case form of a token, empty past the ends.
    pub(crate) fn lower(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.lower.as_ref())
    }

    /// The span from token `range.start` to the last token before `range.end`.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        self.tokens[range.start].span.join(self.tokens[range.end - 1].span)
    }

    /// The tokens of the clause in which token `at` stands.
    pub(crate) fn clause(&self, at: usize) -> Range<usize> {
        let clause = self.clauses[at];
        let start = self.clauses.partition_point(|&other| other < clause);
        let end = self.clauses.partition_point(|&other| other <= clause);
        start..end
    }

    /// Content terms of some tokens, sorted.
    pub(crate) fn terms_in(&self, range: Range<usize>) -> Vec<Term> {
        text::sorted(self.terms[range].iter().flatten().copied().collect())
    }

    /// Tokens that lie inside `span`.
    pub(crate) fn inside(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.span.start < span.start);
        let end = self.tokens.partition_point(|token| token.span.end <= span.end);
        start..end.max(start)
    }
}

fn stem<'a>(token: &Token<'a>) -> Cow<'a, str> {
    if token.kind != TokenKind::Word {
        return Cow::Borrowed(token.raw);
    }
    match &token.lower {
        Cow::Borrowed(lower) => text::stem(lower),
        Cow::Owned(lower) => Cow::Owned(text::stem(lower).into_owned()),
    }
}

fn terms(tokens: &[Token<'_>], stems: &[Cow<'_, str>], lexicon: &Lexicon) -> Vec<Option<Term>> {
    let mut terms = vec![None; tokens.len()];
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at].kind != TokenKind::Word {
            at += 1;
            continue;
        }
        let found = lexicon.concepts.at(tokens, stems, at).filter(|found| {
            // "us" the pronoun and other grammar words make no concept by themselves.
            found.len > 1 || !lexicon.is_function(&tokens[at].lower)
        });
        if let Some(found) = found {
            terms[at..at + found.len].fill(Some(lexicon.concept_term(found.value)));
            at += found.len;
            continue;
        }
        if let Some(found) = lexicon.places.at(tokens, stems, at).filter(|_| tokens[at].is_capital()) {
            let id = &lexicon.place_ids[usize::from(found.value)];
            terms[at..at + found.len].fill(Some(Term { hash: text::hash(&text::stem(id)), weight: weight(id) }));
            at += found.len;
            continue;
        }
        if !lexicon.is_function(&tokens[at].lower) {
            terms[at] = Some(Term { hash: text::hash(&stems[at]), weight: weight(&tokens[at].lower) });
        }
        at += 1;
    }
    terms
}

fn weight(lower: &str) -> u16 {
    frequency::weight(&text::fold(lower))
}

/// Numbers the clauses. A clause ends at `;`, a dash, a bracket, a colon, a contrasting conjunction, and at a comma before
/// a conjunction or a relative pronoun.
fn clauses(tokens: &[Token<'_>]) -> Vec<u16> {
    let mut clause = 0_u16;
    let mut out = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        let after_comma = at > 0 && tokens[at - 1].is_mark(',');
        let opens = match token.lower.as_ref() {
            "but" | "while" | "whereas" | "although" | "though" | "because" | "unless" => at > 0,
            "and" | "or" | "who" | "which" | "whose" | "where" | "when" | "with" | "as" | "after" | "before" => {
                after_comma
            }
            _ => false,
        };
        let breaks = token.kind == TokenKind::Mark
            && matches!(token.raw, ";" | ":" | "—" | "–" | "(" | ")" | "|" | "\t")
            || dash(tokens, at);
        if opens || breaks {
            clause = clause.saturating_add(1);
        }
        out.push(clause);
        if breaks {
            clause = clause.saturating_add(1);
        }
    }
    out
}

/// A hyphen that stands free is a dash.
fn dash(tokens: &[Token<'_>], at: usize) -> bool {
    let token = &tokens[at];
    token.is_mark('-')
        && !(at > 0 && tokens[at - 1].touches(token))
        && !tokens.get(at + 1).is_some_and(|next| token.touches(next))
}
