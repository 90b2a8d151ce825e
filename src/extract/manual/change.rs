//! The version in which something came, was advised against, or went: "the flag was removed in 3.1".

use super::thing::{plain_term, thing, version};
use crate::extract::words::Words;
use crate::model::{
    Aspect, Counted, Dimension, Number, Qualifier, Quantity, QuantityRole, Range as Values, Setting, Span,
};
use crate::text::{self, TokenKind};

/// Content terms beyond which the words before the verb are no name of a thing.
const NAME: usize = 5;

/// The versions in which a sentence says that things changed.
pub(super) fn changes(words: &Words<'_>) -> Vec<Quantity> {
    (1..words.len()).filter_map(|at| change(words, at)).collect()
}

/// The version at `at`, where the words before it say what it changed.
fn change(words: &Words<'_>, at: usize) -> Option<Quantity> {
    let token = &words.tokens[at];
    // "In 3" may be the whole series, where another page names the release.
    if token.kind != TokenKind::Number || !token.raw.contains('.') || token.raw.contains(',') {
        return None;
    }
    let named = usize::from(matches!(words.lower(at - 1), "version" | "release"));
    let preposition = at.checked_sub(1 + named)?;
    let verb = preposition.checked_sub(1)?;
    let aspect = match (words.lower(verb), words.lower(preposition)) {
        ("added" | "introduced", "in" | "with") | ("available", "since") => Aspect::Added,
        ("deprecated", "in" | "since" | "with") => Aspect::Deprecated,
        ("removed" | "dropped", "in" | "with") => Aspect::Removed,
        _ => return None,
    };
    let clause = words.clause(verb);
    let mut copula = verb;
    while copula > clause.start
        && matches!(words.lower(copula - 1), "was" | "were" | "is" | "are" | "been" | "has" | "have")
    {
        copula -= 1;
    }
    let subject = clause.start..copula;
    let other = subject.clone().any(|at| version(words, at).is_some() || words.tokens[at].is_mark(','));
    // What goes on to speak of a part ("added in 3.1 for Windows") tells of no more.
    let ends = words.tokens.get(at + 1).is_none_or(|next| !next.is_word())
        || matches!(words.lower(at + 1), "and" | "but" | "because");
    // `old_ack` and `new_ack` are two.
    let part = |at: usize| match words.lower(at) {
        name if name.contains('_') => vec![plain_term(name)],
        _ => thing(words, at..at + 1),
    };
    let thing = text::sorted(subject.flat_map(part).collect());
    if copula == verb || other || !ends || thing.is_empty() || thing.len() > NAME {
        return None;
    }
    Some(labelled(token.span, Number::decimal(token.raw)?, Setting::bare(aspect, thing)))
}

/// A version as a number that nothing is counted by.
fn labelled(span: Span, number: Number, setting: Setting) -> Quantity {
    Quantity {
        span,
        range: Values::point(number),
        qualifier: Qualifier::Exact,
        dimension: Dimension::Label,
        unit: String::new(),
        slack: Number::ZERO,
        role: QuantityRole::Level,
        counted: Counted { head: "version".to_owned(), setting: Some(Box::new(setting)), ..Counted::default() },
        poll: None,
    }
}
