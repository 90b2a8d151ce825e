//! A sentence as the extractors see it: tokens, stems, terms and clauses.

use crate::lexicon::{Lexicon, Stem, calendar};
use crate::model::{Span, Term};
use crate::text::{self, Token, TokenKind};
use std::ops::Range;

/// A sentence made ready for the extractors. All vectors run parallel to `tokens`.
pub(crate) struct Words<'a> {
    /// The tokens, in order.
    pub(crate) tokens: Vec<Token<'a>>,
    /// Their stems.
    pub(crate) stems: Vec<Stem>,
    /// The content term of each token, `None` for grammar, numbers and marks. The words of a phrase that is one concept
    /// share its term.
    pub(crate) terms: Vec<Option<Term>>,
    /// The clause in which each token stands, from 0.
    pub(crate) clauses: Vec<u16>,
    /// Places of "will" where the text has "would", since it tells back what was said.
    pub(crate) told_back: Vec<usize>,
}

impl<'a> Words<'a> {
    /// The sentence under `span`.
    pub(crate) fn new(words: &'a str, span: Span, lexicon: &Lexicon) -> Self {
        Self::of(text::tokens(words, span), lexicon)
    }

    /// The sentence of these tokens.
    pub(crate) fn of(mut tokens: Vec<Token<'a>>, lexicon: &Lexicon) -> Self {
        let mut stems = lexicon.stems(&tokens);
        let told_back = super::backshift::undo(&mut tokens, &stems, lexicon);
        if !told_back.is_empty() {
            stems = lexicon.stems(&tokens);
        }
        let terms = terms(&tokens, &stems, lexicon);
        let clauses = clauses(&tokens);
        Self { tokens, stems, terms, clauses, told_back }
    }

    /// Number of tokens.
    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The lower-case form of a token, empty past the ends.
    pub(crate) fn lower(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.lower.as_ref())
    }

    /// Whether one of `list` stands among the first `reach` tokens behind `at`.
    pub(crate) fn soon(&self, at: usize, reach: usize, list: &[&str]) -> bool {
        (at + 1..self.len().min(at + 1 + reach)).any(|at| list.contains(&self.lower(at)))
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
        let mut terms = Vec::with_capacity(self.terms[range.clone()].iter().flatten().count());
        terms.extend(self.terms[range].iter().flatten());
        text::sorted(terms)
    }

    /// Tokens that lie inside `span`.
    pub(crate) fn inside(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.span.start < span.start);
        let end = self.tokens.partition_point(|token| token.span.end <= span.end);
        start..end.max(start)
    }
}

fn terms(tokens: &[Token<'_>], stems: &[Stem], lexicon: &Lexicon) -> Vec<Option<Term>> {
    let mut terms = vec![None; tokens.len()];
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at].kind != TokenKind::Word {
            at += 1;
            continue;
        }
        let found = lexicon.concepts.at(tokens, stems, at).filter(|found| {
            // "us" the pronoun and other grammar words make no concept by themselves.
            found.len > 1 || !stems[at].is_function()
        });
        if let Some(found) = found {
            terms[at..at + found.len].fill(Some(lexicon.concept_term(found.value)));
            at += found.len;
            continue;
        }
        if let Some(found) = lexicon.places.at(tokens, stems, at).filter(|_| tokens[at].is_capital()) {
            terms[at..at + found.len].fill(Some(lexicon.place_term(found.value)));
            at += found.len;
            continue;
        }
        if !stems[at].is_function() {
            terms[at] = Some(stems[at].term());
        }
        at += 1;
    }
    terms
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
            && !inside_number(tokens, at)
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

/// "9:30", "12–15": the mark belongs to the number.
fn inside_number(tokens: &[Token<'_>], at: usize) -> bool {
    let number = |at: usize| tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number);
    at > 0
        && number(at - 1)
        && number(at + 1)
        && tokens[at - 1].touches(&tokens[at])
        && tokens[at].touches(&tokens[at + 1])
}

/// A hyphen that stands free is a dash.
fn dash(tokens: &[Token<'_>], at: usize) -> bool {
    let token = &tokens[at];
    token.is_mark('-')
        && !(at > 0 && tokens[at - 1].touches(token))
        && !tokens.get(at + 1).is_some_and(|next| token.touches(next))
}

/// The name of a weekday or month; "may" is a verb more often.
pub(crate) fn names_day(lower: &str) -> bool {
    let ranked = &calendar::get().ranked;
    ranked.weekdays.value(lower).is_some() || ranked.months.value(lower).is_some() && lower != "may"
}

/// Words that say when.
pub(crate) fn timely(lower: &str) -> bool {
    names_day(lower)
        || matches!(
            lower,
            "today"
                | "yesterday"
                | "tomorrow"
                | "tonight"
                | "last"
                | "next"
                | "later"
                | "earlier"
                | "early"
                | "late"
                | "now"
                | "again"
                | "already"
        )
}
