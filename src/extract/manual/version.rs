//! The versions of which a sentence of a manual speaks: its own, its section's, else its page's.

use super::code::joined;
use super::thing::version;
use crate::extract::words::Words;
use crate::lexicon::manuals::Family;
use crate::model::{BlockKind, Claim, Dimension, Facet, Span, VersionPlace, Versions};
use crate::segment::Sentence;
use crate::text::TokenKind;

/// The versions that headings name, as the sentences pass by.
#[derive(Debug, Clone, Default)]
pub(super) struct Sections {
    page: Vec<Vec<u32>>,
    /// With the level of their heading.
    section: Option<(u8, Vec<Vec<u32>>)>,
}

impl Sections {
    /// Takes up a heading.
    pub(super) fn pass(&mut self, sentence: &Sentence, words: &Words<'_>) {
        match sentence.kind {
            BlockKind::Title => {
                let named = of_heading(words);
                // "Version 4" sets a page apart as it does a section; "Tarn 4.2" names the product.
                let alone =
                    (0..words.len()).all(|at| words.tokens[at].kind != TokenKind::Word || is_generic(words, at));
                // "From version 1 to version 2" is of both.
                match alone && named.len() == 1 {
                    true => self.section = Some((0, named)),
                    false => self.page = named,
                }
            }
            BlockKind::Heading(level) => {
                let named = of_heading(words);
                if !named.is_empty() {
                    self.section = Some((level, named));
                } else if self.section.as_ref().is_some_and(|(above, _)| level <= *above) {
                    self.section = None;
                }
            }
            _ => {}
        }
    }

    /// The version of the section, where it is of one alone.
    pub(super) fn one(&self) -> Option<&[u32]> {
        match self.section.as_ref().map(|(_, numbers)| numbers.as_slice()) {
            Some([number]) => Some(number),
            _ => None,
        }
    }

    /// Those that hold for what stands below.
    pub(super) fn current(&self) -> Option<Versions> {
        let of = |numbers: &Vec<Vec<u32>>, place| Versions { numbers: numbers.clone(), place };
        match &self.section {
            Some((_, numbers)) => Some(of(numbers, VersionPlace::Section)),
            None => (!self.page.is_empty()).then(|| of(&self.page, VersionPlace::Page)),
        }
    }
}

/// Says of which versions a claim speaks.
pub(super) fn mark(claim: &mut Claim, words: &Words<'_>, sections: &Sections) {
    let amount = |span: Span| {
        let of_unit = |facet: &Facet| match facet {
            Facet::Quantity(quantity) => {
                !matches!(quantity.dimension, Dimension::Count | Dimension::Label) && quantity.span.overlaps(span)
            }
            _ => false,
        };
        claim.facets.iter().any(of_unit)
    };
    // The version of an interface in a path is part of a name: "/v1/query".
    let pathed = |at: usize| joined(words, at) && words.tokens[at - 1].is_mark('/');
    let own = (0..words.len())
        .filter(|&at| !pathed(at) && !amount(words.tokens[at].span))
        .filter_map(|at| version(words, at));
    let numbers = distinct(own.filter_map(|(number, _)| parts(&number)));
    claim.versions = match numbers.is_empty() {
        true => sections.current(),
        false => Some(Versions { numbers, place: VersionPlace::Sentence }),
    };
}

/// The versions of a heading: "Version 4", "Tarn 4.2", "[4.2.0]".
fn of_heading(words: &Words<'_>) -> Vec<Vec<u32>> {
    let named = (0..words.len()).filter_map(|at| version(words, at).map(|(number, _)| number));
    let dotted = words.tokens.iter().filter(|token| token.kind == TokenKind::Number && token.raw.contains('.'));
    distinct(named.chain(dotted.map(|token| token.raw.to_owned())).filter_map(|number| parts(&number)))
}

/// Whether a word tells no thing: "version", "release", "changes in".
fn is_generic(words: &Words<'_>, at: usize) -> bool {
    words.terms[at].is_none() || Family::Generic.has(words.lower(at)) || version(words, at).is_some()
}

fn distinct(numbers: impl Iterator<Item = Vec<u32>>) -> Vec<Vec<u32>> {
    let mut all: Vec<Vec<u32>> = numbers.collect();
    all.sort_unstable();
    all.dedup();
    all
}

pub(super) fn parts(number: &str) -> Option<Vec<u32>> {
    number.split('.').map(|part| part.parse().ok()).collect()
}
