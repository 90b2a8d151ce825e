//! JSON Lines: one article a line.

use super::layout::{self, Layout, Title};
use super::{Input, Loaded, Reader, day, load};
use crate::Error;
use crate::model::{Article, Block, BlockKind, DateField, Field, Meta, MetaOrigin, Places, Skipped, Span};
use rayon::prelude::*;
use serde::Deserialize;

pub(super) const READER: Reader =
    Reader { id: "jsonl", summary: "JSON Lines, one article a line", extensions: &["jsonl", "ndjson"], parse };

/// A line of the file. Other fields are let pass: exports carry many.
#[derive(Deserialize)]
struct Record {
    id: Option<Id>,
    source: Option<String>,
    date: Option<String>,
    title: Option<String>,
    url: Option<String>,
    author: Option<String>,
    text: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(serde_json::Number),
}

fn parse(input: &Input<'_>) -> Result<Loaded, Error> {
    let (body, _) = input.body();
    let lines: Vec<&[u8]> = body.split(|&byte| byte == b'\n').collect();
    let records: Vec<Loaded> = lines
        .into_par_iter()
        .zip(1_u32..u32::MAX)
        .filter(|(line, _)| !line.trim_ascii().is_empty())
        .map(|(line, number)| match read(input.id, line, number) {
            Ok(article) => Loaded::of(article),
            Err(why) => Loaded {
                articles: Vec::new(),
                skipped: vec![Skipped { what: format!("{}:{number}", input.id), why, fatal: true }],
            },
        })
        .collect();
    let mut out = Loaded::default();
    for record in records {
        out.append(record);
    }
    if out.articles.is_empty() && out.skipped.is_empty() {
        out.skipped.push(load::empty(input.id.to_owned()));
    }
    Ok(out)
}

fn read(path: &str, line: &[u8], number: u32) -> Result<Article, String> {
    let record: Record = serde_json::from_slice(line).map_err(|error| {
        // The position in the message is within the record; its line is always 1.
        let message = error.to_string();
        let what = message.split(" at line ").next().unwrap_or_default();
        format!("not a record of the form {{\"id\", \"source\", \"date\", \"title\", \"url\", \"text\"}}: {what} (column {})", error.column())
    })?;
    let Some(body) = record.text else { return Err("the record has no \"text\"".to_owned()) };
    let key = match record.id {
        Some(Id::Text(id)) if !id.is_empty() => id,
        Some(Id::Number(id)) => id.to_string(),
        _ => number.to_string(),
    };
    let title = record.title.map(|title| title.trim().to_owned()).filter(|title| !title.is_empty());
    let (text, from) = match &title {
        Some(title) if !body.trim_start().starts_with(title.as_str()) => (format!("{title}\n\n{body}"), title.len()),
        _ => (body, 0),
    };
    if u32::try_from(text.len()).is_err() {
        return Err("the text is longer than 4 GiB; split it".to_owned());
    }
    let known = title.as_deref().map_or(Title::Unknown, Title::Known);
    let Layout { mut blocks, meta: found } = layout::read(&text, from, known);
    if from > 0 {
        blocks.insert(0, Block { kind: BlockKind::Title, span: Span::new(0, from) });
    }
    let origin = MetaOrigin::Record;
    let field = |value: Option<String>| {
        value
            .map(|value| value.trim().to_owned())
            .filter(|value| !value.is_empty())
            .map(|value| Field { value, origin })
    };
    let date = record.date.as_deref().and_then(day::parse).map(|value| DateField { value, origin });
    let meta = Meta {
        title: field(title).or(found.title),
        source: field(record.source).or(found.source),
        author: field(record.author).or(found.author),
        date: date.or(found.date),
        url: field(record.url),
        dateline: found.dateline,
        register: None,
        entries: found.entries,
    };
    Ok(Article {
        id: format!("{path}#{key}"),
        format: READER.id.to_owned(),
        text,
        plain: None,
        blocks,
        meta,
        places: Places::Record(number),
        marks: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &str) -> Loaded {
        parse(&Input { id: "docs/a.jsonl", bytes: lines.as_bytes() }).expect("read")
    }

    #[test]
    fn records_become_articles() {
        let loaded = read(concat!(
            r#"{"id": 7, "source": "The Lantern", "date": "2025-05-03T10:00:00Z", "title": "Ferry sinks", "text": "It sank."}"#,
            "\r\n\n",
            r#"{"id": null, "date": "", "url": null, "text": "Ferry sinks\n\nIt sank at noon.", "more": 1}"#,
            "\n",
        ));
        let [first, second] = &loaded.articles[..] else { panic!("two articles: {loaded:?}") };
        assert_eq!((first.id.as_str(), first.text.as_str()), ("docs/a.jsonl#7", "Ferry sinks\n\nIt sank."));
        assert_eq!(first.blocks[0].kind, BlockKind::Title);
        assert_eq!(first.blocks[1].span.of(&first.text), "It sank.");
        assert_eq!(first.date().map(|date| date.to_string()).as_deref(), Some("2025-05-03"));
        assert_eq!((second.id.as_str(), second.place(3).line), ("docs/a.jsonl#3", 3));
        assert_eq!(second.blocks[0].kind, BlockKind::Title);
        assert_eq!(second.date(), None);
    }

    #[test]
    fn a_title_that_the_text_repeats_is_not_doubled() {
        let loaded = read(r#"{"title": "Ferry sinks ", "text": "Ferry sinks\nIt sank at noon."}"#);
        assert_eq!(loaded.articles[0].text, "Ferry sinks\nIt sank at noon.");
        assert_eq!(loaded.articles[0].blocks[0].kind, BlockKind::Title);
    }

    #[test]
    fn broken_records_are_named_and_the_rest_is_read() {
        let mut lines = b"{\"text\": \"One.\"}\n{\"text\": 4}\n{\"id\": 1}\n{\"text\": \"caf\xe9\"}\n".to_vec();
        lines.extend(b"{\"text\": \" \"}\n{\"text\": \"Two.\"}");
        let loaded = parse(&Input { id: "a.jsonl", bytes: &lines }).expect("read");
        assert_eq!(loaded.articles.len(), 2);
        let seen: Vec<(&str, bool)> =
            loaded.skipped.iter().map(|skipped| (skipped.what.as_str(), skipped.fatal)).collect();
        assert_eq!(seen, [("a.jsonl:2", true), ("a.jsonl:3", true), ("a.jsonl:4", true), ("a.jsonl#5", false)]);
        assert!(super::super::article("a.jsonl", "jsonl", &lines).is_err());
    }
}
