//! Spanish sentences: the words by the table, the grammar of numerals, dates, titles and negation by rules.

mod date;
mod number;

use super::inflect::Tense;
use super::table::{self, Entry, Kind};
use super::{Gloss, own};
use crate::lexicon::language::Decimals;
use crate::model::Span;
use crate::text::{Token, TokenKind};
use rust_stemmers::{Algorithm, Stemmer};

/// Words behind which a date needs no preposition of its own.
const PREPOSITIONS: [&str; 9] = ["on", "of", "since", "until", "before", "after", "from", "by", "for"];
/// English words before which no other auxiliary stands: "no" goes behind them.
const AUXILIARIES: [&str; 18] = [
    "will",
    "would",
    "can",
    "could",
    "may",
    "might",
    "must",
    "should",
    "was",
    "were",
    "is",
    "are",
    "has",
    "have",
    "had",
    "there is",
    "there was",
    "there were",
];
/// Pronouns between a negation or an auxiliary and its verb, which English leaves out or puts elsewhere.
const CLITICS: [&str; 9] = ["se", "le", "les", "lo", "la", "los", "las", "me", "nos"];
/// Particles that stay inside a name.
const PARTICLES: [&str; 6] = ["de", "del", "la", "las", "los", "el"];

/// The gloss of a sentence's tokens.
pub(super) fn gloss(tokens: &[Token<'_>], decimals: Decimals) -> Gloss {
    let mut reader = Reader { tokens, decimals, table: table::spanish(), out: Gloss::default(), negated: false };
    let mut at = 0;
    while at < tokens.len() {
        at = reader.step(at);
    }
    reader.out
}

struct Reader<'t, 'a> {
    tokens: &'t [Token<'a>],
    decimals: Decimals,
    table: &'static table::Table,
    out: Gloss,
    /// Whether the clause is negated already: a second negative word adds nothing then ("no hubo ningún herido").
    negated: bool,
}

impl<'t, 'a> Reader<'t, 'a> {
    /// Reads what stands at `at`, and returns the place behind it.
    fn step(&mut self, at: usize) -> usize {
        let token = &self.tokens[at];
        if token.kind == TokenKind::Mark {
            self.negated &= !matches!(token.raw, "," | ";" | ":" | "." | "—");
            self.out.push(token.raw, token.span);
            return at + 1;
        }
        self.date(at)
            .or_else(|| self.clock(at))
            .or_else(|| self.number(at))
            .or_else(|| self.negation(at))
            .or_else(|| self.name(at))
            .or_else(|| self.office(at))
            .or_else(|| self.phrase(at))
            .unwrap_or_else(|| self.unknown(at))
    }

    fn lower(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &token.lower)
    }

    fn span(&self, start: usize, end: usize) -> Span {
        self.tokens[start].span.join(self.tokens[end - 1].span)
    }

    /// The longest entry at `at`, and the place behind it.
    fn entry(&self, at: usize) -> Option<(&'static Entry, usize)> {
        let mut key = String::new();
        let mut found = None;
        for (next, token) in self.tokens.iter().enumerate().skip(at).take(self.table.longest) {
            if next > at {
                key.push(' ');
            }
            key.push_str(&token.lower);
            if let Some(entry) = self.table.get(&key) {
                found = Some((entry, next + 1));
            }
        }
        found
    }

    fn is(&self, at: usize, kind: Kind) -> Option<&'static Entry> {
        self.entry(at).map(|(entry, _)| entry).filter(|entry| entry.kind == kind)
    }

    fn is_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_capital)
    }

    /// Whether the word at `at` has its capital from where it stands.
    fn begins(&self, at: usize) -> bool {
        let before =
            self.tokens[..at].iter().rev().find(|token| !matches!(token.raw, "¿" | "¡" | "(" | "“" | "«" | "\""));
        before.is_none_or(|token| matches!(token.raw, ":" | "." | "?" | "!" | "—" | "|"))
    }

    /// "no abrió" is "did not open"; a negative word in a clause that is negated already is none.
    fn negation(&mut self, at: usize) -> Option<usize> {
        let any = match self.lower(at) {
            // "no hubo ningún herido" is "there were no injured".
            "ningún" | "ninguna" | "ninguno" => " ",
            "nadie" => "anybody",
            "nada" => "anything",
            "nunca" | "jamás" => "ever",
            "tampoco" => "either",
            _ => "",
        };
        if !any.is_empty() {
            if !self.negated {
                self.negated = true;
                return None;
            }
            self.out.push(any.trim(), self.tokens[at].span);
            return Some(at + 1);
        }
        if self.lower(at) != "no" || self.entry(at).is_some_and(|(_, end)| end > at + 1) {
            return None;
        }
        self.negated = true;
        let verb = (at + 1..self.tokens.len().min(at + 4)).find(|&at| !CLITICS.contains(&self.lower(at)));
        let found = verb.and_then(|verb| Some((self.entry(verb)?, verb)));
        if let Some(((entry, end), _)) = found {
            let words = match entry.tense {
                Tense::Past => Some(format!("did not {}", entry.base)),
                Tense::Present => Some(format!("does not {}", entry.base)),
                Tense::None => {
                    let auxiliary = AUXILIARIES.iter().rev().find(|word| {
                        entry.gloss.strip_prefix(**word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
                    });
                    auxiliary.map(|word| match word.strip_prefix("there ") {
                        Some(_) => format!("{word} no"),
                        None => format!("{word} not{}", &entry.gloss[word.len()..]),
                    })
                }
            };
            if let Some(words) = words {
                self.out.push(&words, self.span(at, end));
                return Some(end);
            }
        }
        self.out.push("not", self.tokens[at].span);
        Some(at + 1)
    }

    /// A word whose capital makes it a name stays as it is printed, and so do the particles inside a name.
    fn name(&mut self, at: usize) -> Option<usize> {
        if !self.is_capital(at) {
            let inside = at > 0 && PARTICLES.contains(&self.lower(at)) && self.kept(at - 1);
            let behind = (at + 1..self.tokens.len().min(at + 3)).find(|&next| !PARTICLES.contains(&self.lower(next)));
            let whole = inside && behind.is_some_and(|next| self.is_capital(next) && self.table_name(next).is_none());
            if !whole {
                return None;
            }
            self.out.push(self.tokens[at].raw, self.tokens[at].span);
            return Some(at + 1);
        }
        if self.table_name(at).is_some() {
            return None;
        }
        let common = self.entry(at).filter(|(entry, _)| {
            // "Río Verde creció": a noun before a capital is part of its name.
            let noun = matches!(entry.kind, Kind::Noun | Kind::Adjective);
            !(noun && self.is_capital(at + 1) && self.table_name(at + 1).is_none())
        });
        if self.begins(at) && common.is_some() {
            return None;
        }
        self.out.push(self.tokens[at].raw, self.tokens[at].span);
        Some(at + 1)
    }

    /// Whether the word at `at` was kept as a name or its particle.
    fn kept(&self, at: usize) -> bool {
        self.out.runs.last().is_some_and(|run| {
            run.source == self.tokens[at].span
                && self.out.last() == self.tokens[at].raw
                && (self.is_capital(at) || PARTICLES.contains(&self.lower(at)))
        })
    }

    /// The entry at `at` of a family whose words are glossed with a capital, too.
    fn table_name(&self, at: usize) -> Option<&'static Entry> {
        self.entry(at).map(|(entry, _)| entry).filter(|entry| entry.names)
    }

    /// Titles with what says how the office is held, which English puts in front: "expresidenta", "alcalde en funciones",
    /// "presidente estadounidense", "la alcaldesa de Quellmark, Ida Brandvik".
    fn office(&mut self, at: usize) -> Option<usize> {
        let token = &self.tokens[at];
        if let Some(rest) = token
            .lower
            .strip_prefix("ex")
            .filter(|rest| self.table.get(rest).is_some_and(|entry| matches!(entry.kind, Kind::Office | Kind::Person)))
        {
            let title = self.table.get(rest)?;
            let cut = token.span.end as usize - rest.len();
            self.out.push("former", Span::new(token.span.start as usize, cut));
            self.out.push(&format!(" {}", title.gloss), Span::new(cut, token.span.end as usize));
            return Some(at + 1);
        }
        let (office, end) = self.entry(at).filter(|(entry, _)| entry.kind == Kind::Office)?;
        if let Some((standing, behind)) = self.entry(end).filter(|(entry, _)| entry.kind == Kind::Standing) {
            self.out.push(&format!("{} {}", standing.gloss, office.gloss), self.span(at, behind));
            return Some(behind);
        }
        if let Some((adjective, behind)) = self.entry(end).filter(|(entry, _)| entry.kind == Kind::Adjective)
            && self.is_capital(behind)
        {
            self.out.push(&format!("{} {}", adjective.gloss, office.gloss), self.span(at, behind));
            return Some(behind);
        }
        let place = self.place(end)?;
        let names = self.tokens[place.clone()].iter().map(|token| token.raw).collect::<Vec<_>>().join(" ");
        self.out.push(&format!("{names} {}", office.gloss), self.span(at, place.end));
        Some(place.end)
    }

    /// The place in "de Quellmark, Ida Brandvik", which stands between a title and the name parted by a comma.
    fn place(&self, end: usize) -> Option<std::ops::Range<usize>> {
        if !matches!(self.lower(end), "de" | "del") {
            return None;
        }
        let start = end + 1 + usize::from(matches!(self.lower(end + 1), "la" | "las" | "los" | "el"));
        let behind = (start..self.tokens.len()).find(|&at| !self.is_capital(at))?;
        let named = self.tokens[behind].is_mark(',') && self.is_capital(behind + 1);
        (behind > start && named).then_some(start..behind)
    }

    /// The longest phrase of the table.
    fn phrase(&mut self, at: usize) -> Option<usize> {
        let (entry, end) = self.entry(at)?;
        let gloss =
            if self.is_capital(at) && !entry.gloss.is_empty() { capital(&entry.gloss) } else { entry.gloss.clone() };
        self.out.push(&gloss, self.span(at, end));
        Some(end)
    }

    /// A word that the table lacks, by its stem.
    fn unknown(&mut self, at: usize) -> usize {
        thread_local!(static STEMMER: Stemmer = Stemmer::create(Algorithm::Spanish));
        let token = &self.tokens[at];
        let stem = STEMMER.with(|stemmer| stemmer.stem(&token.lower).into_owned());
        let plural = if token.lower.ends_with('s') && !stem.ends_with('s') { "s" } else { "" };
        self.out.push(&format!("{}{plural}", own(&stem)), token.span);
        at + 1
    }
}

/// With a capital letter at its beginning.
fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens;

    fn read(text: &str) -> String {
        gloss(&tokens(text, Span::new(0, text.len())), Decimals::Comma).text
    }

    #[test]
    fn figures_and_number_words() {
        for (spanish, english) in [
            ("1.234,5 toneladas", "1,234.5 tons"),
            ("tres mil millones de euros", "three billion euros"),
            ("3,5 millones de euros", "3.5 million euros"),
            ("treinta y cinco personas", "thirty-five people"),
            ("unos 300 vecinos", "about 300 neighbors"),
            ("el 54 % de los votantes", "54 % of the voters"),
            ("el 12 por ciento", "12 percent"),
            ("más de mil personas", "more than one thousand people"),
            ("hasta 300 personas", "up to 300 people"),
            ("mató a 12 personas", "killed 12 people"),
        ] {
            assert_eq!(read(spanish), english, "{spanish}");
        }
    }

    #[test]
    fn dates_and_times() {
        for (spanish, english) in [
            ("el 3 de mayo de 2021", "on 3 May 2021"),
            ("el martes 3 de mayo", "on Tuesday 3 May"),
            ("desde el 3 de mayo", "since 3 May"),
            ("el pasado martes", "last Tuesday"),
            ("el martes pasado", "last Tuesday"),
            ("en mayo de 2021", "in May 2021"),
            ("a las 18.30 horas", "at 18:30"),
            ("a las seis de la tarde", "at six p.m."),
        ] {
            assert_eq!(read(spanish), english, "{spanish}");
        }
    }

    #[test]
    fn titles_and_names() {
        for (spanish, english) in [
            ("el expresidente Aldo Brix", "the former president Aldo Brix"),
            ("la alcaldesa en funciones Ida Lund", "the acting mayor Ida Lund"),
            ("la alcaldesa de Quellmark, Ida Lund, dijo", "the Quellmark mayor, Ida Lund, said"),
            ("el Río Verde", "the Río Verde"),
            ("Santa María de los Llanos", "Santa María de los Llanos"),
            ("El Gobierno", "The Government"),
        ] {
            assert_eq!(read(spanish), english, "{spanish}");
        }
    }

    #[test]
    fn negation() {
        for (spanish, english) in [
            ("El puente no abrió", "The bridge did not open"),
            ("no hubo ningún herido", "there were no injured"),
            ("Nadie murió", "Nobody died"),
            ("no ha abierto", "has not opened"),
        ] {
            assert_eq!(read(spanish), english, "{spanish}");
        }
    }

    #[test]
    fn what_the_table_lacks_is_no_english_word() {
        assert_eq!(read("la red zorbada"), "the network xx_zorb");
    }
}
