//! What a sentence of a manual leans on: the heading, the question, the column and the sentence before it.

use super::given::heads_licence;
use super::habit::is_coded;
use super::name::{name, parts};
use super::table::{Columns, columns};
use super::thing::{plain_term, thing, version};
use super::unit::known;
use super::version::Sections;
use super::{change, question};
use crate::extract::words::Words;
use crate::lexicon::{Lexicon, manuals::Family};
use crate::model::{Aspect, BlockKind, Dimension, Polarity, Term};
use crate::segment::Sentence;
use crate::text::{self, Token};
use std::ops::Range;

/// Content words of a fragment that can head the sentences behind it ("Vector search. Now in beta.").
const RUN_IN: usize = 3;

/// Weight up to which a word of a question tells nothing, in thousandths of a nat.
const COMMON: u16 = 1500;

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
    /// What is counted where the question asks how many.
    pub(super) many: Vec<Term>,
    /// The names in the question ("on Team").
    pub(super) scope: Vec<Term>,
    /// Whether the sentence belongs to an older series of versions of a list of changes.
    pub(super) history: bool,
    /// The release of a list of changes under which the sentence stands.
    pub(super) release: Option<Vec<u32>>,
    /// The newest release of the list.
    pub(super) newest: Option<Vec<u32>>,
    /// The versions that the headings name.
    pub(super) sections: Sections,
    /// What the list or table under the heading gives: requirements, limits, defaults.
    pub(super) lists: Option<Aspect>,
    /// Whether the heading is that of a draft of a version: "1.0.0-rc1".
    pub(super) draft: bool,
    /// Whether the page lists what its releases changed.
    pub(super) releases: bool,
    /// The unit in which the setting of the section is given: "Cache size in MB."
    pub(super) unit: Option<String>,
    /// Whether the heading says that the licence stands below it.
    pub(super) licence: bool,
    /// What the heading says of the versions of what is listed below it: added, deprecated, removed.
    pub(super) change: Option<Aspect>,
    /// What an answer of "yes" to the question says.
    pub(super) yes: Vec<Polarity>,
    /// Whether the question asks what is supported.
    pub(super) which: bool,
    /// The name of the setting that the heading or the fragment in front is.
    pub(super) name: Vec<Term>,
    /// Whether it stands in an item of a list that speaks of something of its own, whose name is not known.
    pub(super) unnamed: bool,
    /// Sides that the title and the headings above name, sorted by hash.
    pub(super) sides: Vec<Term>,
    /// The head of the table in whose body the sentence stands.
    pub(super) columns: Option<Columns>,
}

/// The scene of each sentence. `text` is the article's with its marks.
pub(super) fn scenes(sentences: &[Sentence], words: &[Words<'_>], text: &str, lexicon: &Lexicon) -> Vec<Scene> {
    let releases: Vec<_> =
        sentences.iter().zip(words).filter_map(|(sentence, words)| release(sentence, words)).collect();
    let mut current = Scene { releases: releases.len() > 1, ..Scene::default() };
    let newest = releases.into_iter().max();
    current.newest.clone_from(&newest);
    let mut heading: (Vec<Term>, Vec<Term>) = Default::default();
    let mut trail: Vec<(u8, Vec<Term>, Option<Aspect>)> = Vec::new();
    let mut opened: Option<u32> = None;
    let mut item: Option<Item> = None;
    let mut out = Vec::with_capacity(sentences.len());
    for (at, (sentence, words)) in sentences.iter().zip(words).enumerate() {
        let first = at == 0 || sentences[at - 1].block != sentence.block;
        if sentence.kind != BlockKind::TableRow && sentence.kind != BlockKind::TableHead {
            current.columns = None;
        }
        if first && opened.is_some_and(|block| block != sentence.block) {
            ((current.lent, current.name), opened) = (heading.clone(), None);
        }
        if first {
            current.version.clear();
            item = if sentence.kind == BlockKind::ListItem {
                Some(opening(words, item.take(), text, lexicon))
            } else {
                None
            };
            current.unnamed = matches!(item, Some(Item::Unnamed));
            if let Some(Item::Named(lent, name)) = &item {
                ((current.lent, current.name), opened) = ((lent.clone(), name.clone()), Some(sentence.block));
            }
        }
        current.sections.pass(sentence, words);
        out.push(current.clone());
        if let Some((at, end)) = (0..words.len()).rev().find_map(|at| version(words, at).map(|(_, end)| (at, end))) {
            current.version = thing(words, at..end);
        }
        if let BlockKind::Title | BlockKind::Heading(_) = sentence.kind {
            let level = if let BlockKind::Heading(level) = sentence.kind { level } else { 0 };
            trail.retain(|(above, ..)| *above < level);
            trail.push((level, sides(words, 0..words.len()), lists(words)));
            current.sides = text::sorted(trail.iter().flat_map(|(_, sides, _)| sides.clone()).collect());
            current.lists = trail.iter().rev().find_map(|(.., lists)| *lists);
        }
        let own = || thing(words, 0..words.len());
        let asks = words.tokens.iter().rev().take(3).any(|token| token.is_mark('?'));
        match sentence.kind {
            BlockKind::Heading(_) if !asks => {
                if let Some(number) = release(sentence, words) {
                    // What 4.2.1 mended came with 4.2.
                    let series = |number: &[u32]| number[..number.len().min(2)].to_vec();
                    current.history = newest.as_ref().is_some_and(|newest| series(&number) < series(newest));
                    current.release = Some(number);
                }
                // "First steps" is the subject of nothing.
                let aside =
                    (0..words.len()).all(|at| words.terms[at].is_none() || Family::Sections.has(words.lower(at)));
                heading = (if aside { Vec::new() } else { own() }, name(words, 0..words.len(), lexicon));
                current.systems = lists_systems(words);
                current.draft = is_draft(words);
                current.licence = heads_licence(words);
                current.change = change::heads(words);
                ((current.lent, current.name), current.asked) = (heading.clone(), None);
                current.scope.clear();
                (current.yes, current.which, current.unit) = Default::default();
            }
            BlockKind::TableHead => current.columns = Some(columns(words)),
            BlockKind::Title => current.systems = lists_systems(words),
            BlockKind::TableRow => {}
            _ if asks => {
                (current.lent, current.asked) = (own(), asked(words));
                if current.lent.is_empty() {
                    current.lent = text::sorted(
                        words.terms.iter().copied().flatten().filter(|term| term.weight > COMMON).collect(),
                    );
                }
                (current.yes, current.which) = (question::yes(words), question::which(words));
                current.name = match current.asked {
                    // "How long is the warranty?"
                    Some(Aspect::Value) => name(words, 3.min(words.len())..words.len(), lexicon),
                    _ => Vec::new(),
                };
                current.scope = scope(words, 0..words.len(), 0..0);
                let many = (0..words.len()).find(|&at| words.lower(at) == "many");
                // "How many days" tells the unit.
                let many = many.filter(|&many| lexicon.units.unit(words.lower(many + 1)).is_none());
                current.many = many.map_or_else(Vec::new, |many| words.terms_in(many + 1..(many + 2).min(words.len())));
                opened = None;
            }
            _ if matches!(item, Some(Item::Named(..))) => {}
            BlockKind::Paragraph
                if !current.name.is_empty()
                    && let Some(unit) = told_unit(words, lexicon) =>
            {
                current.unit = Some(unit);
            }
            _ if first && let Some(end) = run_in(words) => {
                (current.lent, opened) = (thing(words, 0..end), Some(sentence.block));
                current.name = name(words, 0..end, lexicon);
                current.unnamed = false;
            }
            _ if first && is_fragment(words, lexicon) => {
                (current.lent, current.asked, opened) = (own(), None, Some(sentence.block));
                current.name = name(words, 0..words.len(), lexicon);
                current.unnamed = false;
            }
            _ => {}
        }
    }
    out
}

/// The unit that a description of a setting tells: "Time to wait, in seconds."
fn told_unit(words: &Words<'_>, lexicon: &Lexicon) -> Option<String> {
    let named = |at: usize| Some((at, known(words.tokens[at].raw, lexicon)?));
    let (at, unit) = (1..words.len()).filter(|&at| words.lower(at - 1) == "in").find_map(named)?;
    let ends = words.tokens.get(at + 1).is_none_or(|next| !next.is_word());
    (ends && matches!(unit.dimension, Dimension::Duration | Dimension::Data)).then(|| words.tokens[at].raw.to_owned())
}

/// What an item of a list speaks of.
enum Item {
    /// The setting named first: "`maxRetries` number (optional) - Tries before it gives up. Default: 5".
    Named(Vec<Term>, Vec<Term>),
    /// What the heading above is about: "Default: 8".
    Heading,
    /// Something of its own.
    Unnamed,
}

/// What the item that opens with these words speaks of; `above` is that of the item before it, below which it may stand.
fn opening(words: &Words<'_>, above: Option<Item>, text: &str, lexicon: &Lexicon) -> Item {
    let Some(at) = words.tokens.iter().position(Token::is_word) else { return Item::Unnamed };
    // "`tries` {integer} The number of tries. Default: 4"
    let coded = is_coded(words.tokens[at].span, text);
    if !coded && Family::Grammar.has(words.lower(at)) {
        return above.unwrap_or(Item::Heading);
    }
    match coded || parts(words.tokens[at].raw).len() > 1 {
        true => Item::Named(thing(words, at..at + 1), name(words, at..at + 1, lexicon)),
        false => Item::Unnamed,
    }
}

/// Where the name ends with which a block opens: "`--color`: colours the output. On by default."
pub(super) fn run_in(words: &Words<'_>) -> Option<usize> {
    let colon = (1..=2 * RUN_IN).find(|&at| words.tokens.get(at).is_some_and(|token| token.is_mark(':')))?;
    let named = (0..colon).filter(|&at| words.terms[at].is_some());
    let aside = (0..colon).any(|at| Family::Sections.has(words.lower(at)) || Family::Grammar.has(words.lower(at)));
    (!aside && (1..=RUN_IN).contains(&named.count())).then_some(colon)
}

/// What a heading says that the list or table below gives.
fn lists(words: &Words<'_>) -> Option<Aspect> {
    words.tokens.iter().find_map(|token| match token.lower.as_ref() {
        "requirements" | "prerequisites" => Some(Aspect::Minimum),
        "defaults" => Some(Aspect::Default),
        "limits" | "quotas" | "maximums" => Some(Aspect::Maximum),
        _ => None,
    })
}

/// Terms of the sides that the tokens `range` name.
pub(super) fn sides(words: &Words<'_>, range: Range<usize>) -> Vec<Term> {
    let parts = range.flat_map(|at| parts(words.tokens[at].raw));
    text::sorted(parts.filter(|part| Family::Sides.has(part)).map(|part| plain_term(&part)).collect())
}

/// Whether a heading says that systems are listed below it.
fn lists_systems(words: &Words<'_>) -> bool {
    let says = |word: &str| matches!(word, "runs" | "platform" | "platforms" | "systems" | "compatibility");
    words.tokens.iter().any(|token| says(&token.lower))
}

/// Terms of the plans, editions and platforms named among the tokens `range`, those of `own` left out.
pub(super) fn scope(words: &Words<'_>, range: Range<usize>, own: Range<usize>) -> Vec<Term> {
    let sold = |at: usize| is_sold(words.lower(at));
    let inside = range.filter(|at| !own.contains(at) && words.tokens[*at].is_word());
    let named = inside.filter(|&at| !Family::Generic.has(words.lower(at))).filter(|&at| {
        let token = &words.tokens[at];
        let opens = at == 0 || !words.tokens[at - 1].is_word() && !words.tokens[at - 1].is_mark(',');
        let versioned = version(words, at).is_some();
        !versioned
            && token.is_capital()
            && (!is_acronym(token.raw) || sold(at + 1))
            && (!opens || sold(at + 1) || words.tokens.get(at + 1).is_some_and(Token::is_capital))
            || sold(at + 1) && !matches!(token.lower.as_ref(), "every" | "all" | "the" | "each" | "your" | "any")
    });
    // By its stem: "business plan" is a thing of its own elsewhere.
    text::sorted(named.filter(|&at| words.terms[at].is_some()).map(|at| plain_term(words.lower(at))).collect())
}

/// "HTTP" and "JSON" name no plan and no system.
fn is_acronym(raw: &str) -> bool {
    raw.len() > 2 && raw.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether a word says that what is named before it is sold, or to whom.
pub(super) fn is_sold(lower: &str) -> bool {
    matches!(lower, "plan" | "plans" | "customers" | "tier" | "users" | "edition" | "accounts")
}

/// Whether a heading names what came before a version.
fn is_draft(words: &Words<'_>) -> bool {
    let part = |part: &str| {
        matches!(
            part.trim_end_matches(|c: char| c.is_ascii_digit()),
            "rc" | "beta" | "alpha" | "pre" | "preview" | "dev"
        )
    };
    words.tokens.iter().any(|token| token.lower.split(|c: char| !c.is_alphanumeric()).any(part))
}

/// The release that a heading of a list of changes names, as numbers.
fn release(sentence: &Sentence, words: &Words<'_>) -> Option<Vec<u32>> {
    if !matches!(sentence.kind, BlockKind::Heading(_)) {
        return None;
    }
    let start = usize::from(words.tokens.first()?.is_mark('['));
    // "Tarn 4.2 (3 March 2026)"
    let dotted = |at: usize| {
        words.tokens.get(at).is_some_and(|next| next.kind == text::TokenKind::Number && next.raw.contains('.'))
    };
    let start = start + usize::from(words.tokens[start..].first().is_some_and(Token::is_capital) && dotted(start + 1));
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
    } else if has(&["how"]) && has(&["can", "may", "limit", "maximum", "allowed"])
        || has(&["maximum"])
        || matches!(words.lower(0), "is" | "are") && has(&["limit", "limits"])
    {
        Some(Aspect::Maximum)
    } else if has(&["keep", "kept", "stored", "retain"]) {
        Some(Aspect::Kept)
    } else if words.lower(0) == "how"
        && matches!(words.lower(1), "long" | "heavy" | "large" | "big" | "high" | "wide")
        && matches!(words.lower(2), "is" | "are")
    {
        Some(Aspect::Value)
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
