//! Records of a file as articles: what JSON, tables and feeds have in common.

use super::layout::{self, Layout, Title};
use super::load::Omission;
use super::{Fields, Loaded, Names, TextFile, day, header, html};
use crate::model::{Article, Block, BlockKind, Field, Meta, MetaOrigin, Places, Record, Span};

/// What a record says, each as it stands there.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub id: Option<String>,
    pub title: Option<String>,
    pub source: Option<String>,
    pub author: Option<String>,
    pub date: Option<String>,
    pub updated: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
    /// The article, and the name of the field that holds it.
    pub text: Option<(String, String)>,
}

impl Said {
    /// What the fields say that go by the configured names: `field` and `day` look one up.
    pub(super) fn of(
        fields: &Fields,
        field: impl Fn(&Names) -> Option<String>,
        day: impl Fn(&Names) -> Option<String>,
        text: Option<(String, String)>,
    ) -> Self {
        Self {
            id: field(&fields.id),
            title: field(&fields.title),
            source: field(&fields.source),
            author: field(&fields.author),
            date: day(&fields.date),
            updated: day(&fields.updated),
            url: field(&fields.url),
            language: field(&fields.language),
            text,
        }
    }
}

/// Where a record stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct At {
    /// Its line in the file, from 1.
    pub line: u32,
    /// Which of the file's records it is, from 1.
    pub number: u32,
}

/// The record as an article of the file. Where it has no id, its place stands for one.
pub(super) fn article(
    file: &TextFile<'_>,
    format: &str,
    origin: MetaOrigin,
    (place, key): (At, u32),
    said: Said,
) -> Result<Loaded, String> {
    let Some((name, body)) = said.text else {
        return Err(format!("the record has no \"{}\"", file.settings.fields.text.iter().next().unwrap_or("text")));
    };
    let key = said.id.map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()).unwrap_or_else(|| key.to_string());
    let filled = |value: Option<String>| value.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
    let title = filled(said.title);
    let Body { text, blocks, meta: found } = if html::is_markup(&body) {
        of_page(html::fragment(file.id, &body).map_err(|error| error.to_string())?, title.as_deref())
    } else {
        of_text(body, title.as_deref())
    };
    if u32::try_from(text.len()).is_err() {
        return Err("the text is longer than 4 GiB; split it".to_owned());
    }
    let field = |value: Option<String>| filled(value).map(|value| Field { value, origin });
    let mut meta = Meta {
        title: field(title).or(found.title),
        source: field(said.source).or(found.source),
        author: field(said.author).or(found.author),
        date: said.date.as_deref().and_then(|value| day::field(value, origin)),
        updated: said.updated.as_deref().and_then(|value| day::field(value, origin)),
        url: field(said.url),
        language: field(said.language),
        dateline: found.dateline,
        entries: found.entries,
        ..Meta::default()
    };
    found.date.into_iter().for_each(|day| header::offer_date(&mut meta, day));
    header::offer_address(&mut meta);
    let path = u32::try_from(file.id.len()).ok();
    let places = Record { line: place.line, number: Some(place.number), field: Some(name), path };
    Ok(Loaded::of(Article {
        id: format!("{}#{key}", file.id),
        format: format.to_owned(),
        text,
        plain: None,
        blocks,
        meta,
        places: Places::Record(places),
        marks: Vec::new(),
    }))
}

/// A record that cannot be read.
pub(super) fn broken(file: &TextFile<'_>, line: u32, why: String) -> Loaded {
    Loaded::without(&format!("{}:{line}", file.id), why, Omission::Fault)
}

/// The words of a record, laid out.
struct Body {
    text: String,
    blocks: Vec<Block>,
    meta: Meta,
}

/// A plain text, below its title where it does not begin with it.
fn of_text(body: String, title: Option<&str>) -> Body {
    let (text, from) = match title {
        Some(title) if !body.trim_start().starts_with(title) => (format!("{title}\n\n{body}"), title.len()),
        _ => (body, 0),
    };
    let Layout { mut blocks, meta } = layout::read(&text, from, title.map_or(Title::Unknown, Title::Known));
    if from > 0 {
        blocks.insert(0, Block { kind: BlockKind::Title, span: Span::new(0, from) });
    }
    Body { text, blocks, meta }
}

/// The words of a piece of a page, below its title where it does not begin with it.
fn of_page(page: Option<Article>, title: Option<&str>) -> Body {
    let Some(page) = page else { return Body { text: String::new(), blocks: Vec::new(), meta: Meta::default() } };
    let Some(title) = title.filter(|title| !page.text.trim_start().starts_with(title)) else {
        return Body { text: page.text, blocks: page.blocks, meta: page.meta };
    };
    let from = title.len() + "\n\n".len();
    let shifted = page.blocks.iter().filter(|block| block.kind != BlockKind::Title).map(|block| {
        let span = Span::new(block.span.start as usize + from, block.span.end as usize + from);
        Block { kind: block.kind, span }
    });
    let mut meta = page.meta;
    let shift = u32::try_from(from).unwrap_or(u32::MAX);
    meta.entries.iter_mut().for_each(|entry| entry.start = entry.start.saturating_add(shift));
    let blocks =
        std::iter::once(Block { kind: BlockKind::Title, span: Span::new(0, title.len()) }).chain(shifted).collect();
    Body { text: format!("{title}\n\n{}", page.text), blocks, meta }
}
