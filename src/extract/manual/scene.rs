//! What a sentence of a manual leans on: the heading, the question, the column and the sentence before it.

use super::table::{Columns, columns};
use super::thing::{thing, version};
use super::version::Sections;
use crate::extract::words::Words;
use crate::lexicon::Lexicon;
use crate::model::{Aspect, BlockKind, Term};
use crate::segment::Sentence;
use crate::text::{self, Token};
use std::ops::Range;

/// Content words of a fragment that can head the sentences behind it ("Vector search. Now in beta.").
const RUN_IN: usize = 3;

/// What stands around a sentence.
#[derive(Debug, Clone, Default)]
pub(super) struct Scene {
    /// Terms of the question or, without one, of the heading or the fragment that opens the block.
    pub(super) lent: Vec<Term>,
    /// The version named last in the block.
    pub(super) version: Vec<Term>,
    /// Whether the heading says that systems are listed on which something runs.
    pub(super) systems: bool,
    /// What the question above asks for.
    pub(super) asked: Option<Aspect>,
    /// The names in the question ("on Team").
    pub(super) scope: Vec<Term>,
    /// Whether the sentence belongs to an older version of a list of changes.
    pub(super) history: bool,
    /// The versions that the headings name.
    pub(super) sections: Sections,
    /// The head of the table in whose body the sentence stands.
    pub(super) columns: Option<Columns>,
}

/// The scene of each sentence.
pub(super) fn scenes(sentences: &[Sentence], words: &[Words<'_>], lexicon: &Lexicon) -> Vec<Scene> {
    let newest = sentences.iter().zip(words).filter_map(|(sentence, words)| release(sentence, words)).max();
    let mut current = Scene::default();
    let mut heading: Vec<Term> = Vec::new();
    let mut opened: Option<u32> = None;
    let mut out = Vec::with_capacity(sentences.len());
    for (at, (sentence, words)) in sentences.iter().zip(words).enumerate() {
        let first = at == 0 || sentences[at - 1].block != sentence.block;
        if sentence.kind != BlockKind::TableRow && sentence.kind != BlockKind::TableHead {
            current.columns = None;
        }
        if first && opened.is_some_and(|block| block != sentence.block) {
            (current.lent, opened) = (heading.clone(), None);
        }
        if first {
            current.version.clear();
        }
        current.sections.pass(sentence, words);
        out.push(current.clone());
        if let Some((at, end)) = (0..words.len()).rev().find_map(|at| version(words, at).map(|(_, end)| (at, end))) {
            current.version = thing(words, at..end);
        }
        let own = || thing(words, 0..words.len());
        let asks = words.tokens.iter().rev().take(3).any(|token| token.is_mark('?'));
        match sentence.kind {
            BlockKind::Heading(_) if !asks => {
                if let Some(number) = release(sentence, words) {
                    current.history = newest.as_ref().is_some_and(|newest| number < *newest);
                }
                heading = own();
                current.systems = lists_systems(words);
                (current.lent, current.asked) = (heading.clone(), None);
                current.scope.clear();
            }
            BlockKind::TableHead => current.columns = Some(columns(words)),
            BlockKind::Title => current.systems = lists_systems(words),
            BlockKind::TableRow => {}
            _ if asks => {
                (current.lent, current.asked) = (own(), asked(words));
                current.scope = scope(words, 0..words.len(), 0..0);
                opened = None;
            }
            _ if first && is_fragment(words, lexicon) => {
                (current.lent, current.asked, opened) = (own(), None, Some(sentence.block));
            }
            _ => {}
        }
    }
    out
}

/// Whether a heading says that systems are listed below it.
fn lists_systems(words: &Words<'_>) -> bool {
    let says = |word: &str| matches!(word, "runs" | "platform" | "platforms" | "systems" | "compatibility");
    words.tokens.iter().any(|token| says(&token.lower))
}

/// Terms of the plans, editions and platforms named among the tokens `range`, those of `own` left out.
pub(super) fn scope(words: &Words<'_>, range: Range<usize>, own: Range<usize>) -> Vec<Term> {
    let sold = |at: usize| {
        matches!(words.lower(at), "plan" | "plans" | "customers" | "tier" | "users" | "edition" | "accounts")
    };
    let inside = range.filter(|at| !own.contains(at) && words.tokens[*at].is_word());
    let named = inside.filter(|&at| {
        let token = &words.tokens[at];
        let opens = at == 0 || !words.tokens[at - 1].is_word() && !words.tokens[at - 1].is_mark(',');
        let versioned = version(words, at).is_some();
        !versioned
            && token.is_capital()
            && (!opens || sold(at + 1) || words.tokens.get(at + 1).is_some_and(Token::is_capital))
            || sold(at + 1) && !matches!(token.lower.as_ref(), "every" | "all" | "the" | "each" | "your" | "any")
    });
    text::sorted(named.filter_map(|at| words.terms[at]).collect())
}

/// The release that a heading of a list of changes names, as numbers.
fn release(sentence: &Sentence, words: &Words<'_>) -> Option<Vec<u32>> {
    if !matches!(sentence.kind, BlockKind::Heading(_)) {
        return None;
    }
    let start = usize::from(words.tokens.first()?.is_mark('['));
    let raw = match version(words, start) {
        Some((number, _)) => number,
        None => words.tokens.get(start).filter(|token| token.raw.contains('.'))?.raw.to_owned(),
    };
    raw.split('.').map(|part| part.parse().ok()).collect()
}

/// What a question asks for.
fn asked(words: &Words<'_>) -> Option<Aspect> {
    let has = |list: &[&str]| words.tokens.iter().any(|token| list.contains(&token.lower.as_ref()));
    if has(&["default"]) {
        Some(Aspect::Default)
    } else if has(&["cost", "price", "pay", "costs"]) {
        Some(Aspect::Price)
    } else if has(&["minimum", "need", "require", "required"]) {
        Some(Aspect::Minimum)
    } else if has(&["retry", "retried", "attempts", "attempt"]) {
        Some(Aspect::Attempts)
    } else if has(&["how"]) && has(&["can", "may", "limit", "maximum", "allowed"]) || has(&["maximum"]) {
        Some(Aspect::Maximum)
    } else if has(&["keep", "kept", "stored", "retain"]) {
        Some(Aspect::Kept)
    } else {
        None
    }
}

/// A few content words without a verb: the run-in heading of a paragraph or list item.
fn is_fragment(words: &Words<'_>, lexicon: &Lexicon) -> bool {
    let content = words.terms.iter().flatten().count();
    let verb = words.tokens.iter().any(|token| {
        lexicon.is_function(&token.lower)
            && !matches!(token.lower.as_ref(), "the" | "a" | "an" | "of" | "in" | "at" | "for" | "and" | "more" | "on")
            || token.is_mark(',')
    });
    (1..=RUN_IN).contains(&content) && !verb
}
