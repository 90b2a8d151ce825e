//! Whose words each sentence and each quotation of an article is.

use super::mostly_inside;
use super::quote::Quoted;
use super::speaker::{Attribution, attributions, named};
use super::words::Words;
use crate::lexicon::Lexicon;
use crate::model::{NameMention, Span, Speaker};
use crate::segment::Sentence;

/// The voices of an article.
pub(super) struct Voices {
    /// Speaker of each sentence; `None` is the article's own voice.
    pub(super) sentences: Vec<Option<Speaker>>,
    /// Speaker of each quotation; `None` where the text does not tell.
    pub(super) quotes: Vec<Option<Speaker>>,
}

/// Who speaks, by sentence and by quotation. A quotation has the speaker of the attribution in its own sentences, else of
/// the quotation before it in the same block.
pub(super) fn voices(
    sentences: &[Sentence],
    words: &[Words<'_>],
    names: &[Vec<NameMention>],
    quotes: &[Quoted],
    lexicon: &Lexicon,
) -> Voices {
    let told = told(sentences, words, names, quotes, lexicon);
    let first_told = |at: usize| told[at].first().and_then(|told| told.speaker.clone());
    let mut of_quotes: Vec<Option<Speaker>> = Vec::with_capacity(quotes.len());
    for (index, quoted) in quotes.iter().enumerate() {
        let first = sentences.partition_point(|sentence| sentence.span.end <= quoted.inner.start);
        let last = sentences.partition_point(|sentence| sentence.span.start < quoted.inner.end);
        // Of several in one sentence ("the report said that Lund wrote “…”") the nearest is the quotation's.
        let gap = |told: &Told| {
            told.span.start.saturating_sub(quoted.inner.end) + quoted.inner.start.saturating_sub(told.span.end)
        };
        let own = (first..last).rev().find_map(|at| told[at].iter().min_by_key(|told| gap(told))?.speaker.clone());
        // No sentence reaches as far as a quotation of marks only at the end of a text.
        let announced = || announcer(words.get(first)?, &names[first], quoted);
        let lead_in = || {
            let before = first.checked_sub(1)?;
            let announces = words[before].tokens.last().is_some_and(|token| token.is_mark(':'));
            (announces && sentences[before].block == quoted.block).then(|| first_told(before)).flatten()
        };
        let continued = || {
            let previous = index.checked_sub(1)?;
            (quotes[previous].block == quoted.block).then(|| of_quotes[previous].clone()).flatten()
        };
        of_quotes.push(own.or_else(announced).or_else(lead_in).or_else(continued));
    }
    let of_sentences = sentences.iter().enumerate().map(|(at, sentence)| {
        // Quotations stand in order, as sentences do.
        let near = quotes.partition_point(|quoted| quoted.inner.end <= sentence.span.start);
        let reach = quotes.partition_point(|quoted| quoted.inner.start < sentence.span.end);
        let inside = (near..reach).find(|&at| mostly_inside(sentence.span, quotes[at].inner));
        match inside {
            Some(quote) => of_quotes[quote].clone().or_else(|| Some(unknown())),
            None => first_told(at),
        }
    });
    Voices { sentences: of_sentences.collect(), quotes: of_quotes }
}

/// "Ms Torp again: “…”": the one person named before the colon that announces a quotation.
fn announcer(words: &Words<'_>, names: &[NameMention], quoted: &Quoted) -> Option<Speaker> {
    let open = words.tokens.partition_point(|token| token.span.end <= quoted.inner.start);
    let colon = (open.saturating_sub(2)..open).find(|&at| words.tokens[at].is_mark(':'))?;
    let before: Vec<&NameMention> =
        names.iter().filter(|name| name.span.end <= words.tokens[colon].span.start).collect();
    match before.as_slice() {
        [only] => Some(named(only)),
        _ => None,
    }
}

/// "MS TORP: And the pump ran all night.": the label of a transcript.
fn label(words: &Words<'_>, names: &[NameMention]) -> Option<(Speaker, Span)> {
    let colon = (1..words.len().min(5)).find(|&at| words.tokens[at].is_mark(':'))?;
    let capitals =
        words.tokens[..colon].iter().all(|token| !token.is_word() || token.raw.chars().all(char::is_uppercase));
    let name = names.iter().find(|name| name.span.end == words.tokens[colon - 1].span.end)?;
    capitals.then(|| (Speaker { named: true, ..named(name) }, words.span(0..colon + 1)))
}

/// Somebody quoted whom the text does not name.
fn unknown() -> Speaker {
    Speaker { label: String::new(), terms: Vec::new(), named: false }
}

/// An attribution with its speaker resolved.
struct Told {
    speaker: Option<Speaker>,
    /// Verb and speaker.
    span: Span,
}

/// The attributions of each sentence.
fn told(
    sentences: &[Sentence],
    words: &[Words<'_>],
    names: &[Vec<NameMention>],
    quotes: &[Quoted],
    lexicon: &Lexicon,
) -> Vec<Vec<Told>> {
    let mut out: Vec<Vec<Told>> = Vec::with_capacity(sentences.len());
    let mut spans = Vec::new();
    let mut next = 0;
    for at in 0..sentences.len() {
        let span = sentences[at].span;
        while next < quotes.len() && quotes[next].inner.end <= span.start {
            next += 1;
        }
        spans.clear();
        spans.extend(quotes[next..].iter().map(|quoted| quoted.inner).take_while(|inner| inner.start < span.end));
        let spoken = label(&words[at], &names[at]);
        let found = match spoken {
            // Who speaks in a transcript may quote another.
            Some((speaker, own)) if spans.is_empty() => vec![Told { speaker: Some(speaker), span: own }],
            spoken => {
                let label = spoken.map(|(speaker, own)| Told { speaker: Some(speaker), span: own });
                let told = attributions(&words[at], &names[at], &spans, lexicon).into_iter().map(|found| Told {
                    span: words[at].span(found.tokens.clone()),
                    speaker: resolve(found, at, names, &out, &spans),
                });
                label.into_iter().chain(told).collect()
            }
        };
        out.push(found);
    }
    out
}

/// A pronoun's speaker: the named speaker of one of the two sentences before, else the one person that the sentence before
/// names. Where two people fit, nobody does.
fn resolve(
    found: Attribution,
    at: usize,
    names: &[Vec<NameMention>],
    before: &[Vec<Told>],
    quotes: &[Span],
) -> Option<Speaker> {
    if !found.pronoun {
        return Some(found.speaker);
    }
    // Whom a pronoun means is an inference: it says who speaks, and is no name in print.
    let meant = |name: &NameMention| Some(Speaker { named: false, ..named(name) });
    let own: Vec<&NameMention> = people(&names[at], quotes);
    if let [only] = own.as_slice() {
        return meant(only);
    }
    for back in 1..=2 {
        let Some(index) = at.checked_sub(back) else { break };
        if let Some(speaker) = first_named(&before[index]) {
            return Some(Speaker { named: false, ..speaker.clone() });
        }
        match people(&names[index], &[]).as_slice() {
            [] => {}
            [only] => return meant(only),
            _ => break,
        }
    }
    Some(unknown())
}

fn first_named(told: &[Told]) -> Option<&Speaker> {
    told.first()?.speaker.as_ref().filter(|speaker| speaker.named)
}

/// The different people named outside `quotes`.
fn people<'n>(names: &'n [NameMention], quotes: &[Span]) -> Vec<&'n NameMention> {
    let mut out: Vec<&NameMention> = Vec::new();
    for name in names {
        let quoted = quotes.iter().any(|quote| quote.contains(name.span));
        if name.person && !quoted && !out.iter().any(|other| other.full == name.full) {
            out.push(name);
        }
    }
    out
}
