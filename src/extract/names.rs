//! Names: who and what an article speaks of, and which mentions are one bearer's.

use super::words::Words;
use crate::lexicon::{Lexicon, NameWord};
use crate::model::{NameMention, Span, Term};
use crate::text::{self, fold};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Words that may stand inside a name in lower case.
const PARTICLES: [&str; 12] = ["de", "del", "la", "van", "von", "der", "bin", "al", "el", "da", "dos", "y"];
/// A sentence with more capitals than this share of its words is a headline: its capitals tell nothing.
const HEADLINE_CAPITALS_PERCENT: usize = 60;

/// A run of capitalised words before it is resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RawName {
    /// Tokens of the name itself, without titles.
    pub(crate) tokens: Range<usize>,
    /// Where it stands.
    pub(crate) span: Span,
    /// The name's words.
    pub(crate) words: Vec<String>,
    /// Office index of the title before it.
    pub(crate) office: Option<u16>,
    /// Whether "Mr" and the like stand before it.
    courtesy: bool,
    /// Whether something around it shows a person.
    pub(crate) person: bool,
    /// Whether a word in it makes it an organisation or a place.
    thing: bool,
    /// Whether it stands where any word would have a capital.
    initial: bool,
}

/// The bearers of names in one article.
#[derive(Debug, Default)]
pub(crate) struct Roster {
    /// Names of two words and more, by folded form.
    full: BTreeMap<String, Bearer>,
    /// Folded last word of a full name to the folded full names that end in it, in the order in which they are introduced.
    by_last: BTreeMap<String, Vec<String>>,
    /// Folded words seen with a capital where only names have one.
    inner: BTreeSet<String>,
}

#[derive(Debug, Clone)]
struct Bearer {
    printed: String,
    person: bool,
    first: u32,
}

impl Roster {
    /// The roster of all sentences of an article.
    pub(crate) fn new<'n>(names: impl Iterator<Item = &'n RawName>) -> Self {
        let mut roster = Self::default();
        let names: Vec<&RawName> = names.collect();
        let alone: BTreeSet<String> = names
            .iter()
            .filter(|name| name.words.len() == 1 && !name.initial)
            .map(|name| folded(&name.words))
            .collect();
        for name in names {
            if !name.initial {
                roster.inner.extend(name.words.iter().map(|word| fold(word).into_owned()));
            }
            if name.words.len() < 2 {
                continue;
            }
            let key = folded(&name.words);
            let last = fold(&name.words[name.words.len() - 1]).into_owned();
            let bearer = Bearer { printed: name.words.join(" "), person: false, first: name.span.start };
            // People are called by their last name alone afterwards; organisations and places were told by their words.
            let person = name.person || !name.thing && name.words.len() <= 3 && alone.contains(&last);
            if !roster.full.contains_key(&key) {
                roster.by_last.entry(last).or_default().push(key.clone());
            }
            roster.full.entry(key).or_insert(bearer).person |= person;
        }
        roster
    }

    /// The mention as the article knows it; `None` where the capital tells nothing.
    pub(crate) fn resolve(&self, name: &RawName) -> Option<NameMention> {
        let key = folded(&name.words);
        if name.words.len() == 1 {
            let told = name.office.is_some() || name.courtesy;
            if name.initial && !told && !self.inner.contains(&key) && !self.by_last.contains_key(&key) {
                return None;
            }
            // A surname that stands before the full name is somebody else's: readers would not know whom it means. It is
            // that of the one who has been introduced, until another of the name is.
            let bearers = self.by_last.get(&key).into_iter().flatten().map(|key| &self.full[key]);
            let mut known = bearers.take_while(|bearer| bearer.first < name.span.start);
            if let (Some(bearer), None) = (known.next(), known.next()) {
                return Some(self.mention(name, bearer));
            }
        }
        let own = Bearer { printed: name.words.join(" "), person: name.person, first: name.span.start };
        Some(self.mention(name, self.full.get(&key).unwrap_or(&own)))
    }

    fn mention(&self, name: &RawName, bearer: &Bearer) -> NameMention {
        NameMention {
            span: name.span,
            full: bearer.printed.clone(),
            terms: name_terms(&bearer.printed),
            person: bearer.person || name.person,
        }
    }
}

fn folded(words: &[String]) -> String {
    words.iter().map(|word| fold(word)).collect::<Vec<_>>().join(" ")
}

/// One term a word of a name; particles are left out.
pub(crate) fn name_terms(name: &str) -> Vec<Term> {
    name.split([' ', '-'])
        .map(fold)
        .filter(|word| !word.is_empty() && !PARTICLES.contains(&word.as_ref()))
        .map(|word| Term { hash: text::stem_hash(&word), weight: crate::lexicon::frequency::weight(&word) })
        .collect()
}

/// The consonants of a name's last word in a common spelling, so that "Kovar" and "Kowar" are looked up together.
pub(crate) fn skeleton(full: &str) -> String {
    let last = full.rsplit([' ', '-']).next().unwrap_or(full);
    let plain =
        fold(last).replace("ph", "f").replace("th", "t").replace("ck", "k").replace("sh", "s").replace("ch", "k");
    let mut out = String::new();
    for (at, c) in plain.chars().enumerate() {
        let c = match c {
            'w' => 'v',
            'c' | 'q' => 'k',
            'z' => 's',
            'd' => 't',
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' if at == 0 => 'a',
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' => continue,
            c => c,
        };
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// The runs of capitalised words of a sentence.
pub(crate) fn names(words: &Words<'_>, lexicon: &Lexicon) -> Vec<RawName> {
    let plain = words.tokens.iter().filter(|token| token.is_word()).count();
    let capitals = words.tokens.iter().filter(|token| token.is_capital()).count();
    let headline = plain > 3 && capitals * 100 > plain * HEADLINE_CAPITALS_PERCENT;
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if !words.tokens[at].is_capital() {
            at += 1;
            continue;
        }
        let run = run(words, at);
        at = run.end;
        out.extend(name(words, run, headline, lexicon));
    }
    out
}

/// Capitalised words in a row from `at`, with particles and hyphens between them.
fn run(words: &Words<'_>, at: usize) -> Range<usize> {
    let mut end = at + 1;
    loop {
        let mut next = end;
        while next < words.len()
            && (PARTICLES.contains(&words.lower(next)) || words.tokens[next].is_mark('-'))
            && next - end < 2
        {
            next += 1;
        }
        if !words.tokens.get(next).is_some_and(|token| token.is_capital() && !broken(words, end - 1, next)) {
            return at..end;
        }
        end = next + 1;
    }
}

/// Whether a line break or an initial of a sentence lies between two tokens.
fn broken(words: &Words<'_>, left: usize, right: usize) -> bool {
    words.tokens[right].span.start.saturating_sub(words.tokens[left].span.end) > 3
}

/// The name in a run: leading grammar words, demonyms and titles taken off.
fn name(words: &Words<'_>, run: Range<usize>, headline: bool, lexicon: &Lexicon) -> Option<RawName> {
    let mut start = run.start;
    let mut office = None;
    let mut courtesy = false;
    while start < run.end {
        let role = lexicon.name_words.get(words.lower(start)).copied();
        if role == Some(NameWord::NotName) {
            start += 1;
        } else if role == Some(NameWord::Courtesy) {
            courtesy = true;
            start += 1;
            if words.tokens.get(start).is_some_and(|token| token.is_mark('.')) {
                start += 1;
            }
        } else if let Some(found) = lexicon.offices.at(&words.tokens, &words.stems, start) {
            if start + found.len > run.end {
                break;
            }
            office = Some(found.value);
            start += found.len;
            // The rest of a compound title: "Director-General".
            if start + 1 < run.end && words.tokens[start].is_mark('-') {
                start += 2;
            }
        } else if start + 1 < run.end
            && lexicon.places.at(&words.tokens, &words.stems, start).is_some_and(|found| start + found.len < run.end)
            && office.is_none()
        {
            start += 1;
        } else {
            break;
        }
        while start < run.end && !words.tokens[start].is_word() {
            start += 1;
        }
    }
    if start >= run.end {
        return None;
    }
    let initial = start == first_word(words) || after_quote(words, start) || headline;
    let list: Vec<String> =
        words.tokens[start..run.end].iter().filter(|token| token.is_word()).map(|token| token.raw.to_owned()).collect();
    let kind = |role| list.iter().any(|word| lexicon.name_words.get(&fold(word)[..]) == Some(&role));
    let thing = kind(NameWord::Organisation) || kind(NameWord::Place);
    // A headline's capitals say nothing, but a title before a name does.
    if headline && office.is_none() && !courtesy && list.len() > 3 {
        return None;
    }
    let person =
        !thing && (courtesy || office.is_some() || shows_person(words, &(start..run.end), lexicon) && list.len() <= 4);
    Some(RawName {
        tokens: start..run.end,
        span: words.span(start..run.end),
        words: list,
        office,
        courtesy,
        person,
        thing,
        initial,
    })
}

fn first_word(words: &Words<'_>) -> usize {
    words.tokens.iter().position(crate::text::Token::is_word).unwrap_or(0)
}

fn after_quote(words: &Words<'_>, at: usize) -> bool {
    at > 0 && matches!(words.tokens[at - 1].raw, "“" | "\"" | "«" | ":" | "‘")
}

/// Whether what stands around a name shows that it is a person's: a verb of saying, "who", an age, a role before or
/// behind it ("the engineer Milo Ferrand", "Ida Lund, the union's secretary").
fn shows_person(words: &Words<'_>, name: &Range<usize>, lexicon: &Lexicon) -> bool {
    let saying = |at: usize| {
        at < words.len()
            && (lexicon.speech.at(&words.tokens, &words.stems, at).is_some()
                || beside_marks(words, at) && lexicon.manner.at(&words.tokens, &words.stems, at).is_some())
    };
    let role = |at: usize| lexicon.offices.at(&words.tokens, &words.stems, at).map(|found| at + found.len);
    let said_before = name.start > 0 && saying(name.start - 1) && !words.tokens[name.start - 1].is_capital();
    let role_before = (1..=4.min(name.start)).any(|back| role(name.start - back) == Some(name.start));
    // "the mayor of Lund, Ida Brix, …"
    let commas = name.len() >= 2
        && [name.start.wrapping_sub(1), name.end]
            .iter()
            .all(|&at| words.tokens.get(at).is_some_and(|token| token.is_mark(',')));
    let role_before = role_before
        || commas
            && (1..=TITLE_REACH.min(name.start)).any(|back| {
                let at = name.start - back;
                role(at).is_some_and(|end| words.lower(end) == "of" || end + 1 == name.start)
                    && matches!(words.lower(at.wrapping_sub(1)), "the" | "its" | "their" | "his" | "her")
            });
    let said_before = said_before || name.len() >= 2 && said_of_role(words, name.start, saying);
    let comma = words.tokens.get(name.end).is_some_and(|token| token.is_mark(','));
    if !comma {
        return said_before || role_before || words.lower(name.end) == "who" || saying(name.end);
    }
    let at = name.end + 1;
    let lower = words.lower(at);
    let age = lower.len() == 2 && lower.bytes().all(|b| b.is_ascii_digit()) && words.lower(at + 1) == ",";
    let end = (at..words.len().min(at + 6)).find(|&at| !words.tokens[at].is_word()).unwrap_or(words.len().min(at + 6));
    // "Ida Lund, the pharmacist who led the protest,": only of people it is said who they are.
    said_before
        || role_before
        || age
        || lower == "aged"
        || (at..end).any(|at| words.lower(at) == "who" || role(at).is_some())
}

/// Whether a mark of quotation stands near the word at `at`: right behind it, or before it and its subject.
fn beside_marks(words: &Words<'_>, at: usize) -> bool {
    (at.saturating_sub(4)..words.len().min(at + 3))
        .any(|at| matches!(words.tokens[at].raw, "“" | "”" | "\"" | "«" | "»"))
}

/// How far before a name in commas its title may begin ("the mayor of the port of Lund, Ida Brix,"), in tokens.
const TITLE_REACH: usize = 8;

/// Longest description between a verb of saying and the name of its speaker, in tokens.
const DESCRIPTION: usize = 4;

/// Whether a verb of saying stands before the description that ends at `start`: "said its secretary Ida Lund".
fn said_of_role(words: &Words<'_>, start: usize, saying: impl Fn(usize) -> bool) -> bool {
    let word = |at: usize| words.tokens[at].is_word();
    let role =
        start > 0 && word(start - 1) && !words.tokens[start - 1].is_capital() && words.terms[start - 1].is_some();
    let before = (start.saturating_sub(DESCRIPTION + 1)..start.saturating_sub(1)).rev();
    role && before.take_while(|&at| word(at)).any(|at| saying(at) && !words.tokens[at].is_capital())
}
