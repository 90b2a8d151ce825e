//! JSON Lines: one article a line.

use super::record::{self, At};
use super::{Loaded, Parse, Reader, TextFile, json, load};
use crate::Error;
use crate::model::MetaOrigin;
use rayon::prelude::*;
use serde_json::value::RawValue;

pub(super) const READER: Reader = Reader {
    id: "jsonl",
    summary: "JSON Lines, one article a line",
    extensions: &["jsonl", "ndjson"],
    parse: Parse::Text(parse),
};

fn parse(file: &TextFile<'_>) -> Result<Loaded, Error> {
    let lines: Vec<(u32, &str)> =
        (1..).zip(file.text.split('\n')).filter(|(_, line)| !line.trim_ascii().is_empty()).collect();
    file.settings.vet_records(file.id, lines.len())?;
    let records: Vec<Loaded> = lines
        .into_par_iter()
        .zip(1_u32..u32::MAX)
        .map(|((line, text), number)| {
            let read = read(file, text, At { line, number });
            read.unwrap_or_else(|why| record::broken(file, line, why))
        })
        .collect();
    let mut out = Loaded::default();
    for record in records {
        out.append(record);
    }
    if out.articles.is_empty() && out.skipped.is_empty() {
        out.skipped.push(load::empty(file.id.to_owned()));
    }
    Ok(out)
}

fn read(file: &TextFile<'_>, line: &str, at: At) -> Result<Loaded, String> {
    let record: &RawValue = serde_json::from_str(line).map_err(|error| {
        // The position in the message is within the record; its line is always 1.
        format!("{} (column {})", json::not_json(&error), error.column())
    })?;
    let said = json::said(record, &file.settings.fields)?;
    record::article(file, READER.id, MetaOrigin::Record, (at, at.line), said)
}

/// A line of a file of records that is read in parts.
#[cfg(feature = "cluster")]
pub(crate) struct RecordLine<'a> {
    /// What the ids of the file's records begin with.
    pub(crate) path: &'a str,
    /// Its number in the file, from 1.
    pub(crate) line: u32,
    /// Which of the file's records it is, from 1.
    pub(crate) number: u32,
    /// The line without its end.
    pub(crate) bytes: &'a [u8],
}

/// The article of a line. Lines are UTF-8, one by one: what cannot be decoded is shown as U+FFFD and told.
#[cfg(feature = "cluster")]
pub(crate) fn record_line(line: &RecordLine<'_>, settings: &super::Settings) -> Loaded {
    let bytes = line.bytes.strip_prefix(b"\xef\xbb\xbf").filter(|_| line.line == 1).unwrap_or(line.bytes);
    let text = String::from_utf8_lossy(bytes);
    let file = TextFile { id: line.path, text: &text, base: None, settings };
    let at = At { line: line.line, number: line.number };
    let mut loaded = read(&file, &text, at).unwrap_or_else(|why| record::broken(&file, line.line, why));
    if std::str::from_utf8(bytes).is_err() {
        let before = text.split(char::REPLACEMENT_CHARACTER).next().unwrap_or_default();
        loaded.skipped.push(crate::model::Skipped {
            what: format!("{}:{}:{}", line.path, line.line, before.chars().count() + 1),
            why: "this line is not all UTF-8; what is not is shown as \u{fffd}, all else is read".to_owned(),
            fatal: false,
        });
    }
    loaded
}

#[cfg(test)]
mod tests {
    use super::super::Input;
    use super::*;
    use crate::model::BlockKind;

    fn read(lines: &str) -> Loaded {
        READER.read(&Input::plain("docs/a.jsonl", lines.as_bytes())).expect("read")
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
        assert_eq!((second.place(3).record, second.field()), (Some(2), Some("text")));
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
    fn markup_in_a_field_is_read_as_a_page() {
        let loaded =
            read(r#"{"title": "Ferry sinks", "body": "<p>It <b>sank</b> &amp; rests.</p><p>All were saved.</p>"}"#);
        let article = &loaded.articles[0];
        assert_eq!(article.text.trim_end(), "Ferry sinks\n\nIt sank & rests.\n\nAll were saved.");
        let kinds: Vec<BlockKind> = article.blocks.iter().map(|block| block.kind).collect();
        assert_eq!(kinds, [BlockKind::Title, BlockKind::Paragraph, BlockKind::Paragraph]);
        assert_eq!(article.blocks[2].span.of(&article.text), "All were saved.");
    }

    #[test]
    fn broken_records_are_named_and_the_rest_is_read() {
        let lines = "{\"text\": \"One.\"}\n{\"text\": 4}\n{\"id\": 1}\n{\"text\": \"caf\n{\"text\": \" \"}\n{\"text\": \"Two.\"}";
        let loaded = read(lines);
        assert_eq!(loaded.articles.len(), 2);
        let seen: Vec<(&str, bool)> =
            loaded.skipped.iter().map(|skipped| (skipped.what.as_str(), skipped.fatal)).collect();
        let file = "docs/a.jsonl";
        let expected = [("2", true), ("3", true), ("4", true)].map(|(line, fatal)| (format!("{file}:{line}"), fatal));
        let mut expected: Vec<(String, bool)> = expected.to_vec();
        expected.push((format!("{file}#5"), false));
        assert!(seen.iter().map(|(what, fatal)| ((*what).to_owned(), *fatal)).eq(expected), "{seen:?}");
        assert!(super::super::article("a.jsonl", "jsonl", lines.as_bytes()).is_err());
    }
}
