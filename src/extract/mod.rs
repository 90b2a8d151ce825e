//! Sentences to [`Claim`]s: one file a facet.

mod backshift;
mod beside;
mod correction;
pub(crate) mod cursor;
pub mod date;
mod degree;
mod denial;
mod event;
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
    Article, Assertion, BlockKind, Claim, ClaimId, Event, Facet, NameMention, Occurrence, Party, Quantity, Quote, Span,
    Term,
};
use crate::segment::{SENTENCES, Sentence, read_part, sentences};
use crate::text;
use beside::{dated, measured};
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
    let mut sentences = sentences(article);
    sentences.truncate(SENTENCES);
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
    let mut topic: Option<Party> = None;
    let mut claims: Vec<Claim> = Vec::with_capacity(sentences.len());
    let manual = extent == Extent::Full && manual::is_manual(article);
    for (at, sentence) in sentences.iter().enumerate() {
        // A manual tells by a version and a day alone when it was released.
        let told = manual && matches!(sentence.kind, BlockKind::Heading(_) | BlockKind::TableRow);
        if !words[at].tokens.iter().any(|token| token.is_word() || told && token.kind == text::TokenKind::Number) {
            continue;
        }
        let day = article.day_at(sentence.span.start);
        let plain = words[at].len() <= LONGEST_SENTENCE;
        let reach = if plain { mood::negated(&words[at], lexicon) } else { Vec::new() };
        let mut facets = facets(&words[at], &meant[at], &reach, (article, day), extent, lexicon);
        poll::mark(&mut facets, &words[at], &names[at], lexicon, &mut poll);
        facets.extend(quotes_of(sentence, &sentences[..at], &quotes, &voices.quotes, text));
        facets.shrink_to_fit();
        let before: &[NameMention] = if at > 0 { &meant[at - 1] } else { &[] };
        let known = refer::inside(&words[at], &meant[at], before);
        // Whoever is quoted speaks of something of his own, and a heading of all that follows.
        let quoted = quote::covers(&quotes, sentence.span);
        let taken_back = || !quoted && correction::taken_back(&words, &sentences, at, lexicon);
        let right = correction::right(&words[at], taken_back, lexicon);
        let assertions = mood::assertions(&words[at], right.as_ref(), lexicon);
        let last = topic.take().filter(|_| !quoted);
        let numbers: Vec<Span> =
            facets.iter().filter(|facet| matches!(facet, Facet::Quantity(_))).map(Facet::span).collect();
        let with = event::Known { names: &known, topic: last.as_ref(), negated: &reach, numbers: &numbers };
        let events = events(&words[at], with, &assertions, &facets, extent, lexicon);
        if plain && extent == Extent::Full && !quoted {
            for facet in &mut facets {
                if let Facet::Quantity(quantity) = facet {
                    event::size::mark(quantity, &words[at], with);
                }
            }
        }
        if plain && extent == Extent::Full && !quoted && sentence.kind == BlockKind::Paragraph {
            topic = event::topic(&words[at], with);
        }
        let moods =
            facets.iter().map(|facet| mood_of(facet, (&words[at], lexicon), &assertions, right.as_ref())).collect();
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
            events,
            versions: None,
            reference: None,
        });
    }
    status::drop_courtesies(&mut claims);
    if manual {
        manual::annotate(&mut claims, &article.text, (&sentences, &words), lexicon);
    }
    claims
}

/// Tokens of a sentence beyond which nothing is read from it but its words: it is a list or a dump rather than a sentence,
/// and the work on it would grow with its square.
const LONGEST_SENTENCE: usize = 400;

/// What the clauses of a sentence tell by their verbs.
fn events(
    words: &Words<'_>,
    known: event::Known<'_>,
    assertions: &[Assertion],
    facets: &[Facet],
    extent: Extent,
    lexicon: &Lexicon,
) -> Vec<Event> {
    if words.len() > LONGEST_SENTENCE || extent < Extent::Full {
        return Vec::new();
    }
    let mut events = event::events(words, known);
    events.shrink_to_fit();
    let dates: Vec<Span> = facets.iter().filter(|facet| matches!(facet, Facet::Date(_))).map(Facet::span).collect();
    event::date(&mut events, words, &dates, lexicon);
    let quantities: Vec<&Quantity> = facets
        .iter()
        .filter_map(|facet| if let Facet::Quantity(quantity) = facet { Some(&**quantity) } else { None })
        .collect();
    event::measure(&mut events, words, &quantities);
    for event in events.iter_mut().filter(|event| event.mood == Assertion::Stated) {
        let mood = assertions.get(usize::from(event.clause)).copied().unwrap_or(Assertion::Stated);
        let at = words.inside(event.span).start;
        event.mood = if mood == Assertion::Hypothetical && mood::holds_before(words, at, lexicon) {
            Assertion::Stated
        } else {
            mood
        };
    }
    events
}

fn facets(
    words: &Words<'_>,
    names: &[NameMention],
    negated: &[Option<bool>],
    (article, day): (&Article, Option<Date>),
    extent: Extent,
    lexicon: &Lexicon,
) -> Vec<Facet> {
    if words.len() > LONGEST_SENTENCE {
        return Vec::new();
    }
    let mut facets: Vec<Facet> = Vec::new();
    if extent > Extent::Figures {
        facets.extend(status::statuses(words, names, lexicon).into_iter().map(Facet::Status));
    }
    let dates = date::dates_of(&words.tokens, &words.stems, day);
    let quantities = quantity::quantities_of(&words.tokens, &words.stems, lexicon).into_iter();
    let quantities = quantities.filter(|quantity| !dates.iter().any(|date| date.span.overlaps(quantity.span)));
    facets.extend(quantities.map(|quantity| Facet::Quantity(Box::new(measured(quantity, words)))));
    facets.extend(dates.into_iter().map(|date| Facet::Date(dated(date, words))));
    if extent == Extent::Full {
        facets.extend(polarity::polarities(words, negated, lexicon).into_iter().map(Facet::Polarity));
    }
    if extent > Extent::Figures {
        facets.extend(denial::denials(words, negated, lexicon).into_iter().map(Facet::Polarity));
    }
    if extent < Extent::Full {
        return facets;
    }
    facets.extend(degree::degrees(words, lexicon).into_iter().map(Facet::Degree));
    facets.extend(modality::modalities(words, negated, lexicon).into_iter().map(Facet::Modality));
    facets.extend(location::locations(words, names, article.words()).into_iter().map(Facet::Location));
    facets
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
fn mood_of(
    facet: &Facet,
    (words, lexicon): (&Words<'_>, &Lexicon),
    assertions: &[Assertion],
    right: Option<&Range<usize>>,
) -> Assertion {
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
        // Standings come before what may follow from them: "was dismissed and may sue".
        Assertion::Hypothetical
            if matches!(facet, Facet::Status(_))
                && mood::holds_before(words, tokens.end.saturating_sub(1), lexicon) =>
        {
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
        words.terms[at].map(|Term { hash, weight }| Occurrence {
            hash,
            weight,
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
