//! What stands between `---` or `+++` at the head of a Markdown file.

use super::day;
use crate::model::{Field, Meta, MetaOrigin, Span};

/// The head of a file.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    /// Bytes up to the body.
    pub len: usize,
    /// What it says.
    pub meta: Meta,
    /// Where the title stands, without its quotation marks.
    pub title: Option<Span>,
}

/// Longest front matter, in bytes: beyond, the dashes are a rule and not a fence.
const LONGEST: usize = 64 << 10;

/// The front matter of `text`; empty where there is none.
pub(super) fn read(text: &str) -> FrontMatter {
    let Some(fence) =
        ["---", "+++"].into_iter().find(|fence| text.lines().next().is_some_and(|line| line.trim_end() == *fence))
    else {
        return FrontMatter::default();
    };
    let mut out = FrontMatter::default();
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let start = at;
        at += line.len();
        if start > LONGEST {
            break;
        }
        let bare = line.trim_end();
        if number > 0 && (bare == fence || fence == "---" && bare == "...") {
            out.len = at;
            return out;
        }
        if let Some((key, value)) = entry(bare) {
            let from = start + bare.len() - value.len();
            set(&mut out, key, unquote(value), from + usize::from(unquote(value).len() < value.len()));
        }
    }
    FrontMatter::default()
}

/// `key: value` or `key = value`, at the outer level.
fn entry(line: &str) -> Option<(&str, &str)> {
    let end = line.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-'))?;
    let (key, rest) = line.split_at(end);
    let value = rest.trim_start().strip_prefix([':', '='])?.trim_start();
    (!key.is_empty() && !value.is_empty()).then_some((key, value))
}

fn unquote(value: &str) -> &str {
    ['"', '\''].into_iter().find_map(|mark| value.strip_prefix(mark)?.strip_suffix(mark)).unwrap_or(value)
}

fn set(out: &mut FrontMatter, key: &str, value: &str, at: usize) {
    let origin = MetaOrigin::FrontMatter;
    let field = |value: &str| (!value.trim().is_empty()).then(|| Field { value: value.trim().to_owned(), origin });
    let meta = &mut out.meta;
    match key.to_ascii_lowercase().as_str() {
        "title" | "headline" => {
            meta.title = field(value);
            out.title = meta.title.is_some().then(|| Span::new(at, at + value.len()));
        }
        "source" | "publisher" | "publication" | "outlet" | "site" => meta.source = field(value),
        "author" | "authors" | "byline" => meta.author = field(&list(value)),
        "url" | "link" | "permalink" | "canonical" => meta.url = field(value),
        "date" | "published" | "pubdate" | "published_at" | "publishdate" => {
            meta.date = day::field(value, origin);
        }
        "updated" | "modified" | "lastmod" | "last_modified" | "updated_at" => meta.updated = day::field(value, origin),
        "lang" | "language" | "locale" => meta.language = field(value),
        _ => {}
    }
}

/// `[Ana Ruiz, "Tom Holt"]` as "Ana Ruiz, Tom Holt".
fn list(value: &str) -> String {
    match value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(inside) => inside.split(',').map(|item| unquote(item.trim())).collect::<Vec<_>>().join(", "),
        None => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_and_toml() {
        let yaml = "---\r\ntitle: \"Ferries: a history\"\r\nauthors: [Ana Ruiz, 'Tom Holt']\r\ndate: 2025-11-18, revised 2026-01-14\r\n---\r\nBody";
        let head = read(yaml);
        assert_eq!(&yaml[head.len..], "Body");
        assert_eq!(head.title.map(|span| span.of(yaml)), Some("Ferries: a history"));
        assert_eq!(head.meta.author.map(|field| field.value).as_deref(), Some("Ana Ruiz, Tom Holt"));
        assert_eq!(head.meta.date.map(|field| field.value.to_string()).as_deref(), Some("2025-11-18"));

        let toml = "+++\ntitle = 'Ferries'\ndate = 2025-11-18T10:00:00Z\n+++\nBody";
        let head = read(toml);
        assert_eq!(&toml[head.len..], "Body");
        assert_eq!(head.meta.title.map(|field| field.value).as_deref(), Some("Ferries"));
        assert!(head.meta.date.is_some());
    }

    #[test]
    fn a_rule_is_no_fence() {
        assert_eq!(read("---\nOnce upon a time\n").len, 0);
        assert_eq!(read("Text\n---\ntitle: x\n---\n").len, 0);
    }
}
