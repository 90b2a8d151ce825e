//! What a lexicon knows of a word, worked out once for each word rather than at each of its places.
//!
//! A text repeats its words: most tokens find their stem, their weight and the tables that know them here, with one
//! look-up.

use super::phrases::Opened;
use super::{Lexicon, amounts, calendar, frequency, places, polls, stages};
use crate::model::Term;
use crate::text::{self, Token, TokenKind};
use rustc_hash::FxHashMap;
use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

/// Words that are remembered; more are in no language, but in dumps.
const MOST: usize = 1 << 18;

/// A token's stem, with what the lexicon knows of the word.
#[derive(Debug, Clone)]
pub(crate) struct Stem(Arc<Form>);

#[derive(Debug)]
struct Form {
    stem: Box<str>,
    term: Term,
    function: bool,
    opens_date: bool,
    opens_amount: bool,
    opened: Opened,
}

impl Stem {
    /// The term of the word by itself.
    pub(crate) fn term(&self) -> Term {
        self.0.term
    }

    /// Whether the word carries grammar rather than content.
    pub(crate) fn is_function(&self) -> bool {
        self.0.function
    }

    /// Whether a date can begin with the word.
    pub(crate) fn opens_date(&self) -> bool {
        self.0.opens_date
    }

    /// Whether an amount can begin with the word.
    pub(crate) fn opens_amount(&self) -> bool {
        self.0.opens_amount
    }

    /// The tables of which an entry begins with the word.
    pub(super) fn opened(&self) -> &Opened {
        &self.0.opened
    }

    /// `opened` tells the tables of which an entry begins with a word, by its lower-case form and its stem.
    pub(super) fn new(token: &Token<'_>, lexicon: &Lexicon, opened: impl Fn(&str, &str) -> Opened) -> Self {
        let lower = token.lower.as_ref();
        let stem = match token.kind {
            TokenKind::Word => text::stem(lower),
            TokenKind::Number | TokenKind::Mark => token.raw.into(),
        };
        Self(Arc::new(Form {
            term: Term { hash: text::hash(&stem), weight: frequency::weight(&text::fold(lower)) },
            function: lexicon.is_function(lower),
            opens_date: calendar::get().opens(lower),
            opens_amount: amounts::get().opens(lower),
            opened: opened(lower, &stem),
            stem: stem.into(),
        }))
    }
}

impl Deref for Stem {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0.stem
    }
}

impl AsRef<str> for Stem {
    fn as_ref(&self) -> &str {
        self
    }
}

impl fmt::Display for Stem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

/// The words met so far, by lower-case form; numbers and marks as printed.
type Memory = FxHashMap<Box<str>, Stem>;

/// The memories of a lexicon: as many as there are threads that ask at once, so that none waits for another.
#[derive(Debug, Default)]
pub(crate) struct Forms(Mutex<Vec<Memory>>);

impl Forms {
    fn take(&self) -> Memory {
        let mut memory = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
        if memory.len() > MOST {
            memory.clear();
        }
        memory
    }

    fn put_back(&self, memory: Memory) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(memory);
    }
}

impl Lexicon {
    /// The stems of these tokens.
    pub(crate) fn stems(&self, tokens: &[Token<'_>]) -> Vec<Stem> {
        let mut memory = self.forms.take();
        let stems = tokens.iter().map(|token| {
            let key = if token.is_word() { token.lower.as_ref() } else { token.raw };
            if let Some(known) = memory.get(key) {
                return known.clone();
            }
            let stem = Stem::new(token, self, |lower, stem| self.opened(lower, stem));
            memory.insert(key.into(), stem.clone());
            stem
        });
        let stems = stems.collect();
        self.forms.put_back(memory);
        stems
    }

    /// The tables of which an entry begins with a word.
    fn opened(&self, lower: &str, stem: &str) -> Opened {
        let (polls, stages, places, standings) = (polls::get(), stages::get(), places::get(), &self.standings);
        [
            self.concepts.opened(lower, stem),
            self.axes.opened(lower, stem),
            self.offices.opened(lower, stem),
            standings.before.opened(lower, stem),
            standings.after.opened(lower, stem),
            standings.verbs.opened(lower, stem),
            standings.passive.opened(lower, stem),
            standings.things.opened(lower, stem),
            standings.permits.opened(lower, stem),
            standings.states.opened(lower, stem),
            standings.in_office.opened(lower, stem),
            self.scales.opened(lower, stem),
            self.scopes.opened(lower, stem),
            self.places.opened(lower, stem),
            self.speech.opened(lower, stem),
            self.sources.opened(lower, stem),
            self.manner.opened(lower, stem),
            self.negation.opened(lower, stem),
            self.mood.opened(lower, stem),
            self.corrections.opened(lower, stem),
            polls.cues.opened(lower, stem),
            polls.pollsters.opened(lower, stem),
            polls.people.opened(lower, stem),
            polls.asides.opened(lower, stem),
            polls.stances.opened(lower, stem),
            polls.back.opened(lower, stem),
            stages.before_verb.opened(lower, stem),
            stages.before_noun.opened(lower, stem),
            stages.sequels.opened(lower, stem),
            stages.carriers.opened(lower, stem),
            stages.verbs.opened(lower, stem),
            stages.past.opened(lower, stem),
            stages.carrier_past.opened(lower, stem),
            stages.nouns.opened(lower, stem),
            stages.states.opened(lower, stem),
            places.directions.opened(lower, stem),
            places.ranks.opened(lower, stem),
            places.hosting.opened(lower, stem),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::english;
    use crate::model::Span;

    #[test]
    fn a_word_is_the_same_at_each_of_its_places() {
        let text = "Former mayors said the former mayor’s 12 dogs’ didn't — ’ ' 12";
        let lexicon = english();
        let tokens = text::tokens(text, Span::new(0, text.len()));
        let (first, again) = (lexicon.stems(&tokens), lexicon.stems(&tokens));
        for ((token, stem), other) in tokens.iter().zip(&first).zip(&again) {
            let plain = if token.is_word() { text::stem(&token.lower).into_owned() } else { token.raw.to_owned() };
            assert_eq!((stem.as_ref(), other.as_ref()), (plain.as_str(), plain.as_str()));
            assert_eq!(stem.is_function(), lexicon.is_function(&token.lower));
            assert_eq!(stem.term().hash, text::hash(&plain));
        }
        assert!(first[3].is_function() && !first[1].is_function());
    }
}
