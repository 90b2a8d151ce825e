//! Sentences to [`Claim`]s: one file a facet.

mod correction;
pub(crate) mod cursor;
pub mod date;
mod degree;
mod denial;
mod location;
pub(crate) mod manual;
mod modality;
mod mood;
mod names;
pub mod number;
mod polarity;
mod poll;
pub mod quantity;
mod quote;
mod refer;
mod speaker;
mod status;
mod voice;
mod words;

use crate::gloss::Gloss;
use crate::lexicon::Lexicon;
use crate::lexicon::language::{self, Extent};
use crate::model::{
    Article, Assertion, BlockKind, Claim, ClaimId, Counted, DateFacet, Dimension, Facet, NameMention, Occurrence,
    Quantity, QuantityRole, Quote, Span, Term,
};
use crate::segment::{Sentence, read_part, sentences};
use crate::text;
use jiff::civil::Date;
use names::{RawName, Roster};
use quote::Quoted;
use rustc_hash::FxHashMap;
use std::ops::Range;
use words::Words;

pub(crate) use names::{name_terms, skeleton};

/// The claims of an article, in order of the text. `index` is the article's place in the batch.
///
/// A pure function of the article, its index and the lexicon.
pub fn claims(index: u32, article: &Article, lexicon: &Lexicon) -> Vec<Claim> {
    let text = article.words();
    let sentences = sentences(article);
    let spoken = language::of(article);
    let extent = spoken.language.extent();
    let glosses: Vec<Option<Gloss>> =
        sentences.iter().map(|sentence| Gloss::of(text, read_part(text, sentence.span), spoken)).collect();
    let words: Vec<Words<'_>> = sentences
        .iter()
        .zip(&glosses)
        .map(|(sentence, gloss)| match gloss {
            Some(gloss) => Words::of(gloss.tokens(), lexicon),
            None => Words::new(text, read_part(text, sentence.span), lexicon),
        })
        .collect();
    let raw: Vec<Vec<RawName>> = words.iter().map(|words| names::names(words, lexicon)).collect();
    let roster = Roster::new(raw.iter().flatten());
    let names: Vec<Vec<NameMention>> =
        raw.iter().map(|raw| raw.iter().filter_map(|name| roster.resolve(name)).collect()).collect();
    let quotes = quote::quoted(article);
    let meant = refer::resolved(&sentences, &words, &quotes, &names);
    let voices = voice::voices(&sentences, &words, &names, &quotes, lexicon);
    let contexts = contexts(&sentences, &words);
    let mut seen = FxHashMap::default();
    let mut poll = poll::Current::default();
    let mut claims: Vec<Claim> = Vec::with_capacity(sentences.len());
    for (at, sentence) in sentences.iter().enumerate() {
        if !words[at].tokens.iter().any(crate::text::Token::is_word) {
            continue;
        }
        let day = article.day_at(sentence.span.start);
        let mut facets = facets(&words[at], &meant[at], (article, day), extent, lexicon);
        poll::mark(&mut facets, &words[at], &names[at], lexicon, &mut poll);
        facets.extend(quotes_of(sentence, &sentences[..at], &quotes, &voices.quotes, text));
        facets.shrink_to_fit();
        let assertions = mood::assertions(&words[at], lexicon);
        let right = correction::right(&words[at], lexicon);
        let moods = facets.iter().map(|facet| mood_of(facet, &words[at], &assertions, right.as_ref())).collect();
        let negated = mood::targets(&words[at], lexicon);
        let normal = match &glosses[at] {
            Some(_) => normalised(&text::tokens(text, read_part(text, sentence.span))),
            None => normalised(&words[at].tokens),
        };
        let wording = ClaimId::of([normal.as_bytes()]);
        claims.push(Claim {
            id: ClaimId::of([
                article.id.as_bytes(),
                &sentence.span.start.to_le_bytes(),
                &sentence.span.end.to_le_bytes(),
            ]),
            fingerprint: fingerprint(&normal, seen.entry(wording).or_insert(0)),
            wording,
            article: index,
            span: sentence.span,
            block: sentence.kind,
            published: article.day_at(sentence.span.start),
            moment: article.entry(sentence.span.start).map(|entry| entry.minute),
            minute: article.minute_at(sentence.span.start),
            assertion: whole(&assertions),
            clauses: assertions,
            negates: mood::negates(&words[at], lexicon),
            speaker: voices.sentences[at].clone(),
            terms: words[at].terms_in(0..words[at].len()),
            context: contexts[at].clone(),
            names: names[at].clone(),
            occurrences: occurrences(&words[at], &negated),
            facets,
            moods,
            versions: None,
        });
    }
    status::drop_courtesies(&mut claims);
    if extent == Extent::Full && manual::is_manual(article) {
        manual::annotate(&mut claims, &sentences, &words, lexicon);
    }
    claims
}

/// Tokens of a sentence beyond which nothing is read from it but its words: it is a list or a dump rather than a sentence,
/// and the work on it would grow with its square.
const LONGEST_SENTENCE: usize = 400;

fn facets(
    words: &Words<'_>,
    names: &[NameMention],
    (article, day): (&Article, Option<Date>),
    extent: Extent,
    lexicon: &Lexicon,
) -> Vec<Facet> {
    if words.len() > LONGEST_SENTENCE {
        return Vec::new();
    }
    let negated = mood::negated(words, lexicon);
    let mut facets: Vec<Facet> = Vec::new();
    if extent > Extent::Figures {
        facets.extend(status::statuses(words, names, lexicon).into_iter().map(Facet::Status));
    }
    let dates = date::dates_of(&words.tokens, &words.stems, day);
    let quantities = quantity::quantities_of(&words.tokens, &words.stems, lexicon).into_iter();
    let quantities = quantities.filter(|quantity| !dates.iter().any(|date| date.span.overlaps(quantity.span)));
    facets.extend(quantities.map(|quantity| Facet::Quantity(measured(quantity, words))));
    facets.extend(dates.into_iter().map(|date| Facet::Date(dated(date, words))));
    if extent == Extent::Full {
        facets.extend(polarity::polarities(words, &negated, lexicon).into_iter().map(Facet::Polarity));
    }
    if extent > Extent::Figures {
        facets.extend(denial::denials(words, &negated, lexicon).into_iter().map(Facet::Polarity));
    }
    if extent < Extent::Full {
        return facets;
    }
    facets.extend(degree::degrees(words, lexicon).into_iter().map(Facet::Degree));
    facets.extend(modality::modalities(words, &negated, lexicon).into_iter().map(Facet::Modality));
    facets.extend(location::locations(words, names, article.words()).into_iter().map(Facet::Location));
    facets
}

/// The quantity with the terms of what it counts and of its clause.
fn measured(mut quantity: Quantity, words: &Words<'_>) -> Quantity {
    let own = words.inside(quantity.span);
    if own.is_empty() {
        return quantity;
    }
    let clause = words.clause(own.start);
    // A noun behind a comma is counted by a number of its own.
    if quantity.counted.span.is_some_and(|head| comma_between(words, &own, head)) {
        quantity.counted = Counted::default();
    }
    if let Some(head) = quantity.counted.span {
        quantity.counted.terms = words.terms_in(words.inside(head));
    }
    if quantity.dimension == Dimension::Count && quantity.counted.span.is_none() {
        quantity.counted.terms = toll(words, &clause, &own);
    }
    let head = quantity.counted.span.map_or(own.clone(), |head| words.inside(head));
    let inner = own.start.min(head.start)..own.end.max(head.end);
    quantity.counted.near = near(words, &clause, &inner);
    if quantity.dimension == Dimension::Count && partitive(words, &own) {
        quantity.role = QuantityRole::Part;
    }
    if replaced(words, &inner) {
        quantity.role = QuantityRole::Compared;
    }
    let around = words.terms[clause.start..own.start].iter().chain(&words.terms[own.end.min(clause.end)..clause.end]);
    quantity.counted.around = text::sorted(around.flatten().copied().collect());
    quantity
}

/// "the death toll reached 112", "the count of the dead stood at 126": what a number counts that follows such a verb.
fn toll(words: &Words<'_>, clause: &Range<usize>, own: &Range<usize>) -> Vec<Term> {
    let Some(link) = own.start.checked_sub(1).filter(|&at| at > clause.start) else { return Vec::new() };
    let reaches = matches!(
        words.lower(link),
        "reached"
            | "reaches"
            | "hit"
            | "hits"
            | "passed"
            | "passes"
            | "topped"
            | "tops"
            | "exceeded"
            | "at"
            | "to"
            | "is"
            | "was"
    );
    let counts = (clause.start..link).find(|&at| matches!(words.lower(at), "toll" | "count" | "number" | "tally"));
    match counts {
        Some(count) if reaches => words.terms_in(count.saturating_sub(1)..link),
        _ => Vec::new(),
    }
}

/// "24 of them", "two of the injured", "the first three": some of a number that is given elsewhere.
fn partitive(words: &Words<'_>, own: &Range<usize>) -> bool {
    let before = own.start.checked_sub(1).map_or("", |before| words.lower(before));
    let first = words.lower(own.start);
    let of = words.lower(own.end) == "of"
        && matches!(
            words.lower(own.end + 1),
            "them" | "the" | "those" | "these" | "whom" | "which" | "us" | "its" | "their" | "his" | "her" | "our"
        );
    let more = |word: &str| {
        matches!(
            word,
            "first"
                | "last"
                | "next"
                | "other"
                | "another"
                | "remaining"
                | "further"
                | "additional"
                | "extra"
                | "more"
                | "final"
                | "top"
                | "previous"
                | "earlier"
                | "only"
        )
    };
    let than = words.lower(own.start + 1) == "than" || words.lower(own.end + 1) == "than";
    // "Of the 96 households": the whole, of which a part is told.
    let whole = own.start >= 2 && words.lower(own.start - 1) == "the" && words.lower(own.start - 2) == "of";
    let within = (own.start.saturating_sub(2)..own.start)
        .any(|at| matches!(words.lower(at), "including" | "among" | "includes"));
    of || whole || within || more(before) || !than && (more(first) || more(words.lower(own.end)))
}

/// "100 a minute instead of the 150 promised": neither number stands for itself.
fn replaced(words: &Words<'_>, inner: &Range<usize>) -> bool {
    let instead = |at: usize| {
        matches!(
            (words.lower(at), words.lower(at + 1)),
            ("instead", "of") | ("rather", "than") | ("compared", "with" | "to")
        )
    };
    (inner.end..inner.end + 5).any(instead) || (inner.start.saturating_sub(4)..inner.start).any(instead)
}

/// The date with the words next to it.
fn dated(mut date: DateFacet, words: &Words<'_>) -> DateFacet {
    let own = words.inside(date.span);
    // "Sunday's election" names the election; it does not date what the sentence tells.
    if !own.is_empty() && !matches!(words.lower(own.end), "'s" | "’s") {
        date.near = near(words, &words.clause(own.start), &own);
    }
    date
}

fn comma_between(words: &Words<'_>, own: &Range<usize>, head: Span) -> bool {
    let head = words.inside(head);
    head.start > own.end && words.tokens[own.end..head.start].iter().any(|token| token.is_mark(','))
}

/// Content words looked at on each side of a number for its predicate.
const NEAR: usize = 2;

/// The content words next to the tokens `inner` within their clause, nearest first, names left out.
fn near(words: &Words<'_>, clause: &Range<usize>, inner: &Range<usize>) -> Vec<Term> {
    let plain = |at: &usize| !words.tokens[*at].is_capital() || *at == clause.start;
    // What stands behind a comma belongs to another number or verb.
    let comma = |at: &usize| !words.tokens[*at].is_mark(',');
    // "133 people were killed and 52 were wounded": the verb before the "and" belongs to the number before it.
    let joined = |at: &usize| !matches!(words.lower(*at), "and" | "or");
    let before = (clause.start..inner.start.max(clause.start)).rev().take_while(comma).take_while(joined);
    let after = (inner.end.min(clause.end)..clause.end).take_while(comma);
    let mut before = before.filter(plain).filter_map(|at| words.terms[at]);
    let mut after = after.filter(plain).filter_map(|at| words.terms[at]);
    (0..NEAR).flat_map(|_| [before.next(), after.next()]).flatten().collect()
}

/// The quotations that begin in a sentence. A quotation over several sentences belongs to the first of them.
fn quotes_of<'a>(
    sentence: &'a Sentence,
    before: &'a [Sentence],
    quotes: &'a [Quoted],
    speakers: &'a [Option<crate::model::Speaker>],
    text: &'a str,
) -> impl Iterator<Item = Facet> + 'a {
    let floor = before.last().map_or(0, |previous| previous.span.end);
    let first = quotes.partition_point(|quoted| quoted.inner.start < floor);
    let pairs = quotes[first..].iter().zip(&speakers[first..]);
    pairs.take_while(|(quoted, _)| quoted.inner.start < sentence.span.end).filter_map(move |(quoted, speaker)| {
        let words = quote::quote_words(text, read_part(text, quoted.inner));
        let address = quoted.inner.of(text).contains("://");
        (words.len() >= quote::MIN_WORDS && !address)
            .then(|| Facet::Quote(Quote { span: quoted.inner, words, marked: quoted.marked, speaker: speaker.clone() }))
    })
}

/// How the clause of a facet is meant; `right` are the words that say what is right, in a correction.
fn mood_of(facet: &Facet, words: &Words<'_>, assertions: &[Assertion], right: Option<&Range<usize>>) -> Assertion {
    let tokens = words.inside(facet.span());
    match right {
        Some(right) if right.contains(&tokens.start) => return Assertion::Stated,
        Some(_) => return Assertion::Correction,
        None => {}
    }
    let clause = words.clauses.get(tokens.start).copied().unwrap_or(0);
    match assertions.get(usize::from(clause)).copied().unwrap_or(Assertion::Stated) {
        // "may" and "whether" are what a modality states.
        Assertion::Hypothetical if matches!(facet, Facet::Modality(modality) if modality.is_open()) => {
            Assertion::Stated
        }
        assertion => assertion,
    }
}

/// How the sentence as a whole is meant: as its first clause that is not plainly stated, if all are such.
fn whole(assertions: &[Assertion]) -> Assertion {
    match assertions.first() {
        Some(&first) if assertions.iter().all(|&other| other != Assertion::Stated) => first,
        _ => Assertion::Stated,
    }
}

fn occurrences(words: &Words<'_>, negated: &[Option<bool>]) -> Vec<Occurrence> {
    let mut out = Vec::with_capacity(words.terms.iter().flatten().count());
    out.extend((0..words.len()).filter_map(|at| {
        words.terms[at].map(|term| Occurrence {
            term,
            span: words.tokens[at].span,
            clause: words.clauses[at],
            negated: negated[at],
        })
    }));
    out
}

/// The words and numbers in lower case, with one space between them.
fn normalised(tokens: &[text::Token<'_>]) -> String {
    let parts = tokens.iter().filter(|token| token.kind != text::TokenKind::Mark).map(|token| token.lower.as_ref());
    parts.collect::<Vec<_>>().join(" ")
}

/// Hash of the normalised words and their ordinal among equal sentences of the article, which is counted up.
fn fingerprint(normal: &str, ordinal: &mut u32) -> ClaimId {
    let id = ClaimId::of([normal.as_bytes(), &ordinal.to_le_bytes()]);
    *ordinal += 1;
    id
}

/// For each sentence the terms of the heading or question above that it leans on.
fn contexts(sentences: &[Sentence], words: &[Words<'_>]) -> Vec<Vec<Term>> {
    let mut heading: Vec<Term> = Vec::new();
    let mut question: Vec<Term> = Vec::new();
    let mut out = Vec::with_capacity(sentences.len());
    for (sentence, words) in sentences.iter().zip(words) {
        let own = words.terms_in(0..words.len());
        let context: Vec<Term> = match sentence.kind {
            BlockKind::Title => Vec::new(),
            _ => heading.iter().chain(&question).copied().collect(),
        };
        out.push(text::sorted(context));
        match sentence.kind {
            BlockKind::Heading(_) | BlockKind::TableHead => {
                heading.clone_from(&own);
                question.clear();
            }
            _ if words.tokens.last().is_some_and(|token| token.is_mark('?')) => question = own,
            _ => {}
        }
    }
    out
}

/// Whether most of a sentence lies inside a quotation.
fn mostly_inside(sentence: Span, quote: Span) -> bool {
    let start = sentence.start.max(quote.start);
    let end = sentence.end.min(quote.end);
    end > start && (end - start) * 2 > sentence.end - sentence.start
}
