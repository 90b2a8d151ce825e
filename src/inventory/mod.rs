//! What was read: each article with what is known of it and where that was found, and what was left out.

mod json;
mod table;

pub use json::SCHEMA;

use crate::lexicon::language;
use crate::model::{Article, MetaOrigin, Product, Report, Skipped};
use std::collections::BTreeMap;
use std::io;

/// A format that a list of articles can be written in.
pub struct Format {
    /// Name on the command line.
    pub id: &'static str,
    /// Ending of files in this format, without the dot.
    pub extension: &'static str,
    /// What it is for, in one line.
    pub summary: &'static str,
    /// Writes the whole list.
    pub write: fn(&Inventory<'_>, &mut dyn io::Write) -> io::Result<()>,
}

/// All formats; the first is the one for the terminal.
pub const FORMATS: &[Format] = &[
    Format { id: "table", extension: "txt", summary: "for people", write: table::text },
    Format { id: "csv", extension: "csv", summary: "one row an article, for spreadsheets", write: table::csv },
    Format { id: "json", extension: "json", summary: "everything, for programs", write: json::write },
];

/// What was read.
#[derive(Debug)]
#[non_exhaustive]
pub struct Inventory<'a> {
    /// The articles, by id.
    pub articles: Vec<Entry<'a>>,
    /// What was left out, and why.
    pub skipped: &'a [Skipped],
}

/// One article.
#[derive(Debug)]
#[non_exhaustive]
pub struct Entry<'a> {
    /// The article itself.
    pub article: &'a Article,
    /// Words of running text.
    pub words: usize,
    /// Claims that were found in it.
    pub claims: usize,
    /// Number of its story, from 0.
    pub story: u32,
    /// Number of its origin, from 0: articles of which one repeats the other have the same.
    pub origin: u32,
}

impl<'a> Inventory<'a> {
    /// Lists what a report was made from.
    pub fn of(report: &'a Report) -> Self {
        let mut claims = vec![0; report.articles.len()];
        for claim in &report.claims {
            claims[claim.article as usize] += 1;
        }
        let origins = origins(report);
        let entry = |(at, article): (usize, &'a Article)| Entry {
            article,
            words: article.words().split_whitespace().count(),
            claims: claims[at],
            story: report.stories.get(at).copied().unwrap_or_default(),
            origin: origins.get(at).copied().unwrap_or_default(),
        };
        let articles = report.articles.iter().enumerate().filter(|(_, article)| !article.is_fact()).map(entry);
        Self { articles: articles.collect(), skipped: &report.skipped }
    }
}

/// What the metadata may say.
const KNOWN: [&str; 9] = ["title", "source", "date", "updated", "author", "url", "language", "encoding", "product"];

/// What is known: the value, and the place where it was found.
struct Known {
    value: String,
    from: &'static str,
}

impl Entry<'_> {
    /// What the metadata say, in the order of [`KNOWN`].
    fn known(&self) -> [Option<Known>; KNOWN.len()] {
        let meta = &self.article.meta;
        let field = |field: &Option<crate::model::Field>| {
            field.as_ref().map(|field| Known { value: field.value.clone(), from: field.origin.id() })
        };
        let date = |field: &Option<crate::model::DateField>| {
            let field = field.as_ref()?;
            let time = field.time.as_ref().map(|time| format!("T{time}")).unwrap_or_default();
            Some(Known { value: format!("{}{time}", field.value), from: field.origin.id() })
        };
        let told = || Some(Known { value: language::of(self.article).language.code().to_owned(), from: "words" });
        [
            field(&meta.title),
            field(&meta.source),
            date(&meta.date),
            date(&meta.updated),
            field(&meta.author),
            field(&meta.url),
            field(&meta.language).or_else(told),
            field(&meta.encoding),
            meta.product.as_ref().and_then(product),
        ]
    }
}

/// The product that a page describes: its name or the folder of its package, then the release.
fn product(product: &Product) -> Option<Known> {
    let package = Some(product.package.as_str()).filter(|package| !package.is_empty());
    let named = product.name.as_deref();
    let release = product.release.as_deref().filter(|release| !release.is_empty());
    let words: Vec<&str> = named.or(package).into_iter().chain(release).collect();
    let origin = if named.is_some() { MetaOrigin::Config } else { MetaOrigin::Folder };
    (!words.is_empty()).then(|| Known { value: words.join(" "), from: origin.id() })
}

/// The number of each article's origin, in the order in which they come.
fn origins(report: &Report) -> Vec<u32> {
    let mut numbers: BTreeMap<u32, u32> = BTreeMap::new();
    let number = |&origin: &u32| {
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        *numbers.entry(origin).or_insert(next)
    };
    report.origins.iter().map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Config, check, read};

    fn report() -> Report {
        let text = "Nine people died when the bridge at Wendover fell on Monday during the morning rush. It was built of steel \
            in 1931 by a railway that has long been closed. Police closed the road between the harbour, \
            the old market and the northern station for the whole of the week.";
        let other =
            "At least 12 people died when the bridge at Wendover fell on Monday. The mayor spoke of a black day.";
        let articles = [("a.txt", text), ("b.txt", text), ("c.txt", other)];
        let articles = articles.map(|(id, text)| read::article(id, "txt", text.as_bytes()).expect("read").remove(0));
        let mut report = check(articles.into(), &Config::default());
        report.skipped.push(Skipped { what: "d.pdf".to_owned(), why: "has no text layer".to_owned(), fatal: true });
        report
    }

    #[test]
    fn copies_have_one_origin() {
        let report = report();
        let inventory = Inventory::of(&report);
        let seen: Vec<(u32, u32, usize)> =
            inventory.articles.iter().map(|entry| (entry.story, entry.origin, entry.claims)).collect();
        assert_eq!(seen, [(0, 0, 3), (0, 0, 3), (0, 1, 2)]);
    }

    #[test]
    fn every_format_names_articles_and_what_was_left_out() {
        let report = report();
        for format in FORMATS {
            let mut bytes = Vec::new();
            (format.write)(&Inventory::of(&report), &mut bytes).expect("written");
            let text = String::from_utf8(bytes).expect("UTF-8");
            assert!(text.contains("a.txt") && text.contains("c.txt") && text.contains("has no text layer"), "{text}");
        }
    }
}
