//! Spanish sentences: the words by the table, the grammar of numerals, dates, titles and negation by rules.

use super::inflect::Tense;
use super::table::{self, Entry, Kind};
use super::{Gloss, figures, own};
use crate::lexicon::language::Decimals;
use crate::model::Span;
use crate::text::{Token, TokenKind};
use rust_stemmers::{Algorithm, Stemmer};
use std::borrow::Cow;

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

    /// A number in digits or words, or something that precedes one.
    fn number(&mut self, at: usize) -> Option<usize> {
        let token = &self.tokens[at];
        if token.kind == TokenKind::Number {
            let mut end = at + 1;
            let mut raw = figures::english(token.raw, self.decimals).into_owned();
            // "12 000": Spanish parts thousands with a space as well.
            while self.tokens.get(end).is_some_and(|next| next.kind == TokenKind::Number && next.raw.len() == 3)
                && raw.len() <= 3
                && self.tokens[end].span.start == self.tokens[end - 1].span.end + 1
            {
                raw.push_str(self.tokens[end].raw);
                end += 1;
            }
            self.out.push(&raw, self.span(at, end));
            return Some(self.of_number(end));
        }
        let lower = self.lower(at).to_owned();
        // "el 54 %", "un 12 por ciento": a share has an article.
        if matches!(lower.as_str(), "el" | "un") && self.is_share(at + 1) {
            return Some(at + 1);
        }
        // "unos 300".
        if matches!(lower.as_str(), "unos" | "unas") && self.counts(at + 1) {
            self.out.push("about", token.span);
            return Some(at + 1);
        }
        // "hasta 300 personas", but "hasta 2019".
        if lower == "hasta" && self.counts(at + 1) && !self.is_year(at + 1) {
            self.out.push("up to", token.span);
            return Some(at + 1);
        }
        // "mató a 12 personas": the preposition of a person is none of a measure.
        let verb = at > 0 && self.is(at - 1, Kind::Verb).or_else(|| self.is(at - 1, Kind::Past)).is_some();
        if lower == "a" && verb && self.counts(at + 1) {
            return Some(at + 1);
        }
        let entry = self.is(at, Kind::Number)?;
        // "treinta y cinco".
        if let Some(unit) =
            self.is(at + 2, Kind::Number).filter(|_| self.lower(at + 1) == "y" && entry.gloss.ends_with("ty"))
        {
            self.out.push(&format!("{}-{}", entry.gloss, unit.gloss), self.span(at, at + 3));
            return Some(self.of_number(at + 3));
        }
        let (entry, end) = self.entry(at)?;
        // "mil" alone is one thousand.
        let alone = entry.gloss == "thousand" && !(at > 0 && self.counts(at - 1));
        let words =
            if alone { Cow::Owned(format!("one {}", entry.gloss)) } else { Cow::Borrowed(entry.gloss.as_str()) };
        self.out.push(&words, self.span(at, end));
        Some(self.of_number(end))
    }

    /// "3 millones de euros": the preposition behind a magnitude is left out.
    fn of_number(&self, end: usize) -> usize {
        let magnitude = matches!(self.lower(end - 1), "millón" | "millones" | "billón" | "billones");
        let of = magnitude && self.lower(end) == "de" && self.tokens.get(end + 1).is_some_and(Token::is_word);
        if of { end + 1 } else { end }
    }

    fn counts(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number) || self.is(at, Kind::Number).is_some()
    }

    fn is_year(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            token.kind == TokenKind::Number
                && token.raw.len() == 4
                && (token.raw.starts_with("19") || token.raw.starts_with("20"))
        })
    }

    /// Whether a share stands at `at`: "54 %", "doce por ciento".
    fn is_share(&self, at: usize) -> bool {
        let end = (at..self.tokens.len().min(at + 4)).find(|&at| !self.counts(at)).unwrap_or(at);
        let percent = self.tokens.get(end).is_some_and(|token| token.is_mark('%'));
        end > at && (percent || self.lower(end) == "por" && matches!(self.lower(end + 1), "ciento" | "cien"))
    }

    /// "el martes 3 de mayo de 2021", "en mayo", "el pasado martes": put in the order of English.
    fn date(&mut self, at: usize) -> Option<usize> {
        let article = matches!(self.lower(at), "el" | "del" | "los" | "este" | "al");
        let start = at + usize::from(article);
        // What is pushed, each with its place.
        let mut words: Vec<(String, Span)> = Vec::new();
        let mut end = start;
        let early = match self.lower(end) {
            "pasado" | "último" => Some("last"),
            "próximo" => Some("next"),
            _ => None,
        };
        if early.is_some() {
            end += 1;
        }
        let weekday = self.is(end, Kind::Weekday);
        if early.is_some() && weekday.is_none() {
            return None;
        }
        if let Some(weekday) = weekday {
            end += 1;
            let late = match self.lower(end) {
                "pasado" => Some("last"),
                "próximo" => Some("next"),
                _ => None,
            };
            end += usize::from(late.is_some());
            let place = self.span(start, end);
            words.push((early.or(late).map_or_else(String::new, |which| format!("{which} ")) + &weekday.gloss, place));
        }
        let comma = usize::from(weekday.is_some() && self.tokens.get(end).is_some_and(|token| token.is_mark(',')));
        if let Some((day, next)) = self.day(end + comma) {
            words.extend(day);
            end = next;
        } else if weekday.is_none() {
            return None;
        }
        let relative = words.first().is_some_and(|(word, _)| word.starts_with("last ") || word.starts_with("next "));
        let preposition = match self.lower(at) {
            "del" => "of",
            _ if !article || relative || PREPOSITIONS.contains(&self.out.last().to_lowercase().as_str()) => "",
            _ => "on",
        };
        // "la reunión del martes" is Tuesday's meeting, on a day like any other.
        let preposition = if preposition == "of" { "on" } else { preposition };
        if !preposition.is_empty() {
            self.out.push(preposition, self.tokens[at].span);
        }
        for (word, place) in words {
            self.out.push(&word, place);
        }
        Some(end)
    }

    /// "3 de mayo de 2021", "1.º de mayo", "mayo de 2021".
    fn day(&self, at: usize) -> Option<(Vec<(String, Span)>, usize)> {
        let token = self.tokens.get(at)?;
        let first = matches!(self.lower(at), "primero" | "1º" | "1o");
        let number = token.kind == TokenKind::Number && token.raw.len() <= 2;
        let (day, next) = match (first, number) {
            (true, _) => (Some(("1".to_owned(), token.span)), at + 1),
            (false, true) => {
                (Some((token.raw.to_owned(), token.span)), at + 1 + usize::from(self.lower(at + 1) == "º"))
            }
            (false, false) => (None, at),
        };
        let of = usize::from(day.is_some());
        if of == 1 && self.lower(next) != "de" {
            return None;
        }
        let month = self.is(next + of, Kind::Month)?;
        let mut end = next + of + 1;
        let year = (end..end + 3)
            .find(|&at| self.is_year(at))
            .filter(|&year| year > end && (end..year).all(|at| matches!(self.lower(at), "de" | "del" | "año")));
        let mut words: Vec<(String, Span)> = day.into_iter().collect();
        words.push((month.gloss.clone(), self.tokens[end - 1].span));
        if let Some(year) = year {
            words.push((self.tokens[year].raw.to_owned(), self.tokens[year].span));
            end = year + 1;
        }
        Some((words, end))
    }

    /// "a las 18.30 horas", "a las seis de la tarde".
    fn clock(&mut self, at: usize) -> Option<usize> {
        let hour = at + 2;
        if self.lower(at) != "a" || !matches!(self.lower(at + 1), "las" | "la") || !self.counts(hour) {
            return None;
        }
        let mut end = hour + 1;
        let minutes = self.tokens.get(hour + 1).is_some_and(|token| token.is_mark(':'));
        let mut time = match self.is(hour, Kind::Number) {
            Some(entry) => entry.gloss.clone(),
            None => self.tokens[hour].raw.replace('.', ":"),
        };
        if minutes && let Some(minute) = self.tokens.get(hour + 2).filter(|token| token.kind == TokenKind::Number) {
            time = format!("{time}:{}", minute.raw);
            end = hour + 3;
        }
        if matches!(self.lower(end), "h" | "horas" | "hs") {
            end += 1;
        }
        let half = match (self.lower(end), self.lower(end + 1), self.lower(end + 2)) {
            ("de", "la", "tarde" | "noche") => " p.m.",
            ("de", "la", "mañana" | "madrugada") => " a.m.",
            _ => "",
        };
        if !half.is_empty() {
            end += 3;
        }
        self.out.push(&format!("at {time}{half}"), self.span(at, end));
        Some(end)
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
