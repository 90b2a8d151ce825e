//! What the formats share: a mention with its place, findings by story, counts.

use super::visible;
use crate::model::{Article, Entry, Finding, Mention, Place, Report, Severity, Span};

/// A mention with all that is shown of it.
pub(super) struct Shown<'a> {
    pub(super) article: &'a Article,
    pub(super) place: Place,
    /// The place in words, where a line and a column of the file would not do.
    pub(super) words: Option<String>,
    pub(super) end: Option<u32>,
    pub(super) quote: &'a str,
    pub(super) sentence: &'a str,
    pub(super) speaker: Option<&'a str>,
    /// The entry of a live page that it stands in.
    pub(super) entry: Option<&'a Entry>,
    /// The sentence before, at and after the words that carry the fact.
    pub(super) parts: [&'a str; 3],
}

impl<'a> Shown<'a> {
    pub(super) fn of(report: &'a Report, mention: &'a Mention) -> Self {
        let article = report.article(mention);
        let claim = report.claims[mention.claim as usize].span;
        let sentence = report.sentence(mention);
        let cut = |start: u32, end: u32| article.text.get(start as usize..end as usize).unwrap_or_default();
        let words = trimmed(&article.text, mention.span);
        let parts = if claim.contains(words) {
            [cut(claim.start, words.start), words.of(&article.text), cut(words.end, claim.end)]
        } else {
            [sentence, "", ""]
        };
        Self {
            article,
            place: report.place(mention),
            words: article.place_in_words(mention.span.start),
            end: article.place(mention.span.end).byte,
            quote: report.quote(mention),
            sentence,
            speaker: mention.speaker.as_deref(),
            entry: article.entry(mention.span.start),
            parts,
        }
    }

    /// `path:line:column`, as terminals and editors make it a link; what has no lines is told in words.
    pub(super) fn location(&self) -> String {
        let id = visible(&self.article.id);
        match &self.words {
            Some(words) => format!("{id}, {}", visible(words)),
            None => format!("{id}:{}:{}", self.place.line, self.place.column),
        }
    }

    /// The source and its date, where known, and the time of an entry of a live page.
    pub(super) fn source(&self) -> String {
        let label = visible(self.article.label());
        match (self.article.date(), self.entry) {
            (_, Some(entry @ Entry { day: Some(_), .. })) => format!("{label}, {entry}"),
            (Some(date), Some(entry)) => format!("{label}, {date} {entry}"),
            (Some(date), None) => format!("{label}, {date}"),
            (None, Some(entry)) => format!("{label}, {entry}"),
            (None, None) => label.into_owned(),
        }
    }
}

/// The span without white space at its ends, which belongs to the sentence around it.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start as usize + (words.len() - words.trim_start().len());
    Span::new(start, start + words.trim().len())
}

/// The source of an article, where it is known.
pub(super) fn source(article: &Article) -> Option<&str> {
    article.meta.source.as_ref().map(|field| field.value.as_str())
}

/// What stands under one heading: a story, its findings and its near misses.
pub(super) struct Story<'a> {
    /// The title of its first article that has one, else the name of the first.
    pub(super) title: &'a str,
    pub(super) articles: usize,
    pub(super) findings: Vec<&'a Finding>,
}

/// The stories that have open findings, the one with the worst first; findings keep their order.
pub(super) fn stories(report: &Report) -> Vec<Story<'_>> {
    let mut numbers: Vec<u32> = Vec::new();
    for finding in open(report) {
        if !numbers.contains(&finding.story) {
            numbers.push(finding.story);
        }
    }
    let story = |number: u32| {
        let pairs = report.articles.iter().zip(&report.stories);
        let articles: Vec<&Article> =
            pairs.filter(|(_, story)| **story == number).map(|(article, _)| article).collect();
        let titles = articles.iter().find_map(|article| article.meta.title.as_ref());
        Story {
            title: titles.map_or_else(|| articles.first().map_or("", |article| article.label()), |field| &field.value),
            articles: articles.len(),
            findings: open(report).filter(|finding| finding.story == number).collect(),
        }
    };
    numbers.into_iter().map(story).collect()
}

/// The findings that nothing settles.
pub(super) fn open(report: &Report) -> impl Iterator<Item = &Finding> {
    report.findings.iter().filter(|finding| finding.settled.is_none())
}

/// The findings that something settles, each with what does: "known", "allowed: two calendars".
pub(super) fn settled(report: &Report) -> impl Iterator<Item = (&Finding, String)> {
    report.findings.iter().filter_map(|finding| {
        let by = finding.settled.as_ref()?;
        let reason = by.reason().map(|reason| format!(": {}", visible(reason))).unwrap_or_default();
        Some((finding, format!("{}{reason}", by.id())))
    })
}

/// How much of everything there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// Articles read.
    pub articles: usize,
    /// Claims extracted.
    pub claims: usize,
    /// Stories told.
    pub stories: usize,
    /// Findings that nothing settles, by severity, in the order of [`Severity::ALL`].
    pub findings: [usize; 4],
    /// Findings that only the baseline settles.
    pub known: usize,
    /// Findings that the configuration or a comment allows.
    pub allowed: usize,
    /// Findings that a reviewer dismissed.
    pub dismissed: usize,
    /// Entries of the baseline that no finding matches.
    pub absent: usize,
    /// Pairs that look alike and were not compared.
    pub near_misses: usize,
    /// Files and records left out.
    pub skipped: usize,
}

impl Counts {
    /// Counts a report.
    pub fn of(report: &Report) -> Self {
        let is_fact = |article: u32| report.articles[article as usize].is_fact();
        let settled = |id: &str| {
            let by = report.findings.iter().filter_map(|finding| finding.settled.as_ref());
            by.filter(|settled| settled.id() == id).count()
        };
        let stories = (0..).zip(&report.stories).filter(|(article, _)| !is_fact(*article)).map(|(_, story)| story);
        Self {
            articles: report.articles.iter().filter(|article| !article.is_fact()).count(),
            claims: report.claims.iter().filter(|claim| !is_fact(claim.article)).count(),
            stories: stories.max().map_or(0, |last| *last as usize + 1),
            findings: Severity::ALL.map(|level| open(report).filter(|finding| finding.severity == level).count()),
            known: settled("known"),
            allowed: settled("allowed"),
            dismissed: settled("dismissed"),
            absent: report.settlement.absent.len(),
            near_misses: report.near_misses.len(),
            skipped: report.skipped.len(),
        }
    }

    /// The closing line: "3 articles, 42 claims: 1 high, 2 notes; 3 known, 1 allowed".
    pub fn summary(&self) -> String {
        let found: Vec<String> = Severity::ALL
            .iter()
            .zip(self.findings)
            .rev()
            .filter(|(_, count)| *count > 0)
            .map(|(level, count)| match level {
                Severity::Note => plural(count, "note"),
                level => format!("{count} {}", level.id()),
            })
            .collect();
        let settled = self.settled();
        let found = match found.is_empty() {
            true if self.known + self.allowed + self.dismissed == 0 => "no disagreement found".to_owned(),
            true => "no new disagreement found".to_owned(),
            false => found.join(", "),
        };
        let settled = if settled.is_empty() { settled } else { format!("; {settled}") };
        format!("{}, {}: {found}{settled}", plural(self.articles, "article"), plural(self.claims, "claim"))
    }

    /// What fails nothing: "3 known, 1 allowed, 2 gone from the baseline"; empty where there is none.
    fn settled(&self) -> String {
        let counts = [
            (self.known, "known"),
            (self.allowed, "allowed"),
            (self.dismissed, "dismissed"),
            (self.absent, "gone from the baseline"),
        ];
        let some = counts.into_iter().filter(|(count, _)| *count > 0);
        some.map(|(count, what)| format!("{count} {what}")).collect::<Vec<_>>().join(", ")
    }
}

/// "1 note", "2 notes", "2 near misses".
pub(super) fn plural(count: usize, noun: &str) -> String {
    let ending = match (count, noun.ends_with('s')) {
        (1, _) => "",
        (_, true) => "es",
        (_, false) => "s",
    };
    format!("{count} {noun}{ending}")
}

/// Thousandths as a decimal without trailing zeros: 930 gives `0.93`, 1000 gives `1`.
pub(super) fn decimal(thousandths: u16) -> String {
    let printed = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
    printed.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousandths_print_without_noise() {
        assert_eq!([0, 7, 930, 1000].map(decimal), ["0", "0.007", "0.93", "1"]);
    }

    #[test]
    fn white_space_at_the_ends_is_not_marked() {
        assert_eq!(trimmed("say  112 dead now", Span::new(4, 14)), Span::new(5, 13));
        assert_eq!(trimmed("say 112", Span::new(3, 4)).len(), 0);
    }

    #[test]
    fn the_summary_counts_the_worst_first() {
        let none = Counts { articles: 1, claims: 42, ..Counts::of(&Report::default()) };
        assert_eq!(none.summary(), "1 article, 42 claims: no disagreement found");
        let counts = Counts { findings: [2, 0, 1, 3], ..none };
        assert_eq!(counts.summary(), "1 article, 42 claims: 3 high, 1 medium, 2 notes");
        let settled = Counts { known: 3, allowed: 1, ..none };
        assert_eq!(settled.summary(), "1 article, 42 claims: no new disagreement found; 3 known, 1 allowed");
        assert_eq!(plural(2, "near miss"), "2 near misses");
    }
}
