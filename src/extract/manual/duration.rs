//! Durations as configurations write them: "60s", "7d". In running text the one is a decade and the other no unit.

use super::unit::give;
use crate::extract::words::Words;
use crate::lexicon::Lexicon;
use crate::model::{Claim, Counted, Dimension, Facet, Number, Qualifier, Quantity, QuantityRole, Range as Values};
use crate::text::TokenKind;

/// Adds the durations of a claim that are written as one word.
pub(super) fn read(claim: &mut Claim, words: &Words<'_>, lexicon: &Lexicon) {
    for at in 0..words.len().saturating_sub(1) {
        let span = words.tokens[at].span.join(words.tokens[at + 1].span);
        let known = |facet: &Facet| matches!(facet, Facet::Quantity(other) if other.span.overlaps(span));
        if let Some(quantity) = duration(words, at, lexicon)
            && !claim.facets.iter().any(known)
        {
            claim.facets.push(Facet::Quantity(Box::new(quantity)));
            claim.moods.push(claim.assertion);
        }
    }
}

/// The duration at the tokens `at` and `at + 1`.
fn duration(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> Option<Quantity> {
    let (number, letter) = (&words.tokens[at], &words.tokens[at + 1]);
    let glued = number.kind == TokenKind::Number && number.touches(letter);
    let ends = words.tokens.get(at + 2).is_none_or(|next| !letter.touches(next) || !next.is_word());
    let before = at.checked_sub(1).map_or("", |at| words.lower(at));
    let decade = matches!(before, "the" | "early" | "mid" | "late") || number.raw.len() == 4;
    let code = at > 0 && words.tokens[at - 1].is_mark('`') || at == 0 || words.tokens[at - 1].is_mark('|');
    let unit = match letter.raw {
        "s" if !decade => "second",
        "d" if code => "day",
        "w" if code => "week",
        _ => return None,
    };
    let unit = lexicon.units.unit(unit).filter(|_| glued && ends)?;
    let mut quantity = Quantity {
        span: number.span.join(letter.span),
        range: Values::point(Number::decimal(number.raw)?),
        qualifier: Qualifier::Exact,
        dimension: Dimension::Count,
        unit: String::new(),
        slack: Number::ZERO,
        role: QuantityRole::Level,
        counted: Counted::default(),
        poll: None,
    };
    give(&mut quantity, unit);
    Some(quantity)
}
