//! Days, months and times of day, put in the order of English.

use super::super::table::Kind;
use super::{PREPOSITIONS, Reader};
use crate::model::Span;
use crate::text::TokenKind;

impl Reader<'_, '_> {
    /// "el martes 3 de mayo de 2021", "en mayo", "el pasado martes": put in the order of English.
    pub(super) fn date(&mut self, at: usize) -> Option<usize> {
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
    pub(super) fn clock(&mut self, at: usize) -> Option<usize> {
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
}
