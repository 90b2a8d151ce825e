//! Reported speech told back in the past: "The mayor said the school would close" tells that it will.

use crate::lexicon::{Lexicon, Stem, verbs};
use crate::text::Token;
use std::borrow::Cow;

/// Words behind "would" after which it tells no future: "would have closed", "would like to close".
const NO_FUTURE: [&str; 7] = ["have", "like", "rather", "prefer", "love", "'ve", "need"];
/// Words by which a sentence supposes, so that "would" tells what then were.
const SUPPOSING: [&str; 5] = ["if", "unless", "whether", "were", "otherwise"];

/// Words for how many of those who were asked said so: "31 percent said they would welcome it" tells what they wish.
const SHARES: [&str; 12] =
    ["percent", "%", "cent", "half", "third", "thirds", "quarter", "majority", "most", "voters", "respondents", "many"];
/// Tokens before a verb of saying among which they stand.
const ASKED: usize = 6;
/// Tokens between a verb of saying and the "would" that it tells back.
const REACH: usize = 12;

/// Turns "would" into "will" where a verb of saying in the past tells it back, with no other verb between. Returns
/// the places of what was turned.
pub(super) fn undo(tokens: &mut [Token<'_>], stems: &[Stem], lexicon: &Lexicon) -> Vec<usize> {
    let would = |token: &Token<'_>| matches!(token.lower.as_ref(), "would" | "wouldn't");
    if !tokens.iter().any(would) || tokens.iter().any(|token| SUPPOSING.contains(&token.lower.as_ref())) {
        return Vec::new();
    }
    let quoted = quoted(tokens);
    let past = |lower: &str| lower.ends_with("ed") || matches!(lower, "said" | "told" | "wrote");
    let says = |at: usize| {
        !quoted[at]
            && past(&tokens[at].lower)
            && lexicon.speech.at(tokens, stems, at).is_some()
            && !tokens[at.saturating_sub(ASKED)..at].iter().any(|token| SHARES.contains(&token.lower.as_ref()))
    };
    let finite = |token: &Token<'_>| {
        let lower = token.lower.as_ref();
        lower.ends_with("ed") && !token.is_capital()
            || matches!(lower, "is" | "are" | "was" | "were" | "has" | "have" | "had" | "no" | "who" | "which")
            || verbs::get().base(lower).is_some()
    };
    let told = |at: usize| {
        let before = (at.saturating_sub(REACH)..at).rev().find(|&before| finite(&tokens[before]) || says(before));
        // "The school would close, the mayor said"
        before.is_some_and(says)
            || before.is_none()
                && at <= REACH
                && tokens[..at].iter().all(|token| !token.is_mark(','))
                && (at..tokens.len()).any(says)
    };
    let future = |at: usize| {
        let next = tokens[at + 1..].iter().find(|next| next.lower != "not" && !next.lower.ends_with("ly"));
        !quoted[at] && next.is_some_and(|next| next.is_word() && !NO_FUTURE.contains(&next.lower.as_ref())) && told(at)
    };
    let turned: Vec<usize> = (0..tokens.len()).filter(|&at| would(&tokens[at]) && future(at)).collect();
    for &at in &turned {
        tokens[at].lower = Cow::Borrowed(if tokens[at].lower == "would" { "will" } else { "won't" });
    }
    turned
}

/// Which tokens stand between quotation marks: there nobody tells back.
fn quoted(tokens: &[Token<'_>]) -> Vec<bool> {
    let mut open = false;
    let inside = |token: &Token<'_>| {
        open = match token.raw {
            "“" | "«" => true,
            "”" | "»" => false,
            "\"" => !open,
            _ => open,
        };
        open
    };
    tokens.iter().map(inside).collect()
}
