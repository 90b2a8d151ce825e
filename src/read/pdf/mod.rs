//! PDF documents that have a text layer.

mod content;
mod font;
mod lines;

use super::load::Omission;
use super::{Input, Loaded, Parse, Reader, day, header, layout, sniff};
use crate::Error;
use crate::model::{Article, Field, Meta, MetaOrigin, Places, Unit};
use content::Interpreter;
use lopdf::xref::XrefRecovery;
use lopdf::{Document, LoadOptions, Object, decode_text_string};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

pub(super) const READER: Reader =
    Reader { id: "pdf", summary: "PDF documents with a text layer", extensions: &["pdf"], parse: Parse::Bytes(parse) };

/// Most instructions of one document, in bytes: a thousand pages of text have some ten million.
const DOCUMENT_BYTES: usize = 128 << 20;
/// How far into a file its sign may stand, in bytes: some servers and mailers put something before it.
const PREAMBLE: usize = 1024;

fn parse(input: &Input<'_>) -> Result<Loaded, Error> {
    let head = &input.bytes[..input.bytes.len().min(PREAMBLE)];
    if !head.windows(5).any(|window| window == b"%PDF-") {
        return Err(input.disguised(sniff::sign(input.bytes).map_or("no PDF document", |(_, name)| name)));
    }
    // The library is written not to panic; a file that finds a place where it does must not end the run.
    let read = catch_unwind(AssertUnwindSafe(|| read(input)));
    read.unwrap_or_else(|_| Err(Error::malformed(Path::new(input.id), None, "is broken; save it again as PDF")))
}

fn read(input: &Input<'_>) -> Result<Loaded, Error> {
    let wrong = |why: String| Error::malformed(Path::new(input.id), None, why);
    let limit = usize::try_from(input.settings.expand_limit()).unwrap_or(usize::MAX);
    let options = LoadOptions { max_decompressed_size: Some(limit), ..LoadOptions::default() };
    let mut document = Document::load_mem_with_options(input.bytes, options).map_err(|error| match error {
        lopdf::Error::InvalidPassword => wrong("is encrypted; save it without a password".to_owned()),
        lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => {
            input.settings.too_much(input.id)
        }
        error => wrong(format!("cannot be opened as a PDF document ({error}); is it whole?")),
    })?;
    if document.is_encrypted() {
        return Err(wrong("is encrypted; save it without a password".to_owned()));
    }
    let damaged = document.xref_recovery == Some(XrefRecovery::Reconstructed);
    let meta = properties(&document);
    trust_unicode(&mut document);
    let pages = document.get_pages();
    if pages.is_empty() {
        return Err(wrong("has no pages that can be read; is it whole?".to_owned()));
    }
    let mut interpreter = Interpreter::new(&document, DOCUMENT_BYTES.min(limit));
    let mut lines = Vec::new();
    let mut loaded = Loaded::default();
    let (mut empty, mut unreadable) = (Vec::new(), 0);
    for (&number, &id) in &pages {
        let drawn = interpreter.page(id);
        unreadable += drawn.unreadable;
        if let Some(why) = drawn.fault {
            let what = format!("{}, page {number}", input.id);
            loaded.append(Loaded::without(&what, why, Omission::Fault));
        } else if drawn.pieces.is_empty() {
            empty.push(number);
        }
        lines.extend(lines::lines(number, drawn.pieces));
    }
    if lines.is_empty() && loaded.skipped.is_empty() {
        let count = pages.len();
        let noun = if count == 1 { "page" } else { "pages" };
        return Err(wrong(match unreadable {
            0 => format!(
                "has no text layer: {count} {noun} without words, as of a scan; run text recognition (OCR) on it"
            ),
            _ => "does not tell what its letters mean; run text recognition (OCR) on it".to_owned(),
        }));
    }
    if damaged && !lines.is_empty() {
        let why = "is damaged or cut off; only what could be found in it was read".to_owned();
        loaded.append(Loaded::without(input.id, why, Omission::Fault));
    }
    if !empty.is_empty() && !lines.is_empty() {
        let list: Vec<String> = empty.iter().take(10).map(u32::to_string).collect();
        let more = if empty.len() > list.len() { " and more" } else { "" };
        let why = format!("without a text layer: page {}{more}", list.join(", "));
        loaded.append(Loaded::without(input.id, why, Omission::Passed));
    }
    if !lines.is_empty() {
        loaded.append(Loaded::of(article(input.id, meta, lines)));
    }
    Ok(loaded)
}

fn article(id: &str, properties: Meta, lines: Vec<lines::Line>) -> Article {
    let lines::Laid { text, mut blocks, pages, lines } = lines::lay_out(&lines::without_margins(lines));
    let mut meta = Meta::default();
    header::read_blocks(&text, &mut blocks, &mut meta);
    let blocks = layout::refine(&text, blocks, &mut meta);
    // What the words of the document say is better known to whoever wrote it than what its file says.
    meta.title = meta.title.or(properties.title);
    meta.author = meta.author.or(properties.author);
    meta.updated = meta.updated.or(properties.updated);
    meta.language = properties.language;
    properties.date.into_iter().for_each(|day| header::offer_date(&mut meta, day));
    Article {
        id: id.to_owned(),
        format: READER.id.to_owned(),
        text,
        plain: None,
        blocks,
        meta,
        places: Places::Parts { unit: Unit::Page, starts: pages, lines },
        marks: Vec::new(),
    }
}

/// Makes the table of characters of a font (ToUnicode) count more than the names of its glyphs, which programs invent.
fn trust_unicode(document: &mut Document) {
    for object in document.objects.values_mut() {
        let Object::Dictionary(font) = object else { continue };
        if font.has_type(b"Font") && font.has(b"ToUnicode") {
            font.remove(b"Encoding");
        }
    }
}

/// What the file says about itself.
fn properties(document: &Document) -> Meta {
    let origin = MetaOrigin::Properties;
    let info = document.trailer.get_deref(b"Info", document).and_then(Object::as_dict).ok();
    let string = |key: &[u8]| {
        let value = decode_text_string(info?.get_deref(key, document).ok()?).ok()?;
        let value = value.trim_matches(|c: char| c.is_whitespace() || c == '\0').to_owned();
        (!value.is_empty()).then_some(value)
    };
    let field = |value: Option<String>| value.map(|value| Field { value, origin });
    let date = |key: &[u8]| day::field(&moment(&string(key)?)?, origin);
    let language = document.catalog().and_then(|catalog| catalog.get_deref(b"Lang", document)).ok();
    // Programs that print to PDF give the name of the file instead of a title.
    let title = string(b"Title").filter(|title| !title.contains(".doc") && !title.starts_with("Microsoft Word"));
    Meta {
        title: field(title),
        author: field(string(b"Author")),
        date: date(b"CreationDate"),
        updated: date(b"ModDate"),
        language: field(language.and_then(|language| decode_text_string(language).ok()).filter(|tag| !tag.is_empty())),
        ..Meta::default()
    }
}

/// `D:20250503101500+02'00'` as `2025-05-03T10:15:00+0200`.
fn moment(printed: &str) -> Option<String> {
    let digits = printed.strip_prefix("D:").unwrap_or(printed);
    let len = digits.bytes().take_while(u8::is_ascii_digit).count();
    let part = |from: usize, to: usize| digits.get(from..to).filter(|_| to <= len);
    let day = format!("{}-{}-{}", part(0, 4)?, part(4, 6)?, part(6, 8)?);
    let Some(hour) = part(8, 10) else { return Some(day) };
    let (minute, second) = (part(10, 12).unwrap_or("00"), part(12, 14).unwrap_or("00"));
    let zone = digits[len..].replace('\'', "");
    Some(format!("{day}T{hour}:{minute}:{second}{zone}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::{Stream, dictionary};

    /// A document with one font, and a page for each drawing.
    fn document(pages: &[&str]) -> Vec<u8> {
        let mut document = Document::with_version("1.5");
        let tree = document.new_object_id();
        let font = document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding",
        });
        let kids: Vec<Object> = pages
            .iter()
            .map(|drawing| {
                let content = document.add_object(Stream::new(dictionary! {}, drawing.as_bytes().to_vec()));
                let page = dictionary! {
                    "Type" => "Page", "Parent" => tree, "Contents" => content,
                    "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
                    "Resources" => dictionary! { "Font" => dictionary! { "F" => font } },
                };
                document.add_object(page).into()
            })
            .collect();
        let count = i64::try_from(kids.len()).expect("few");
        document.objects.insert(tree, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into());
        let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
        document.trailer.set("Root", catalog);
        let info = document.add_object(dictionary! {
            "Title" => Object::string_literal("Report"), "Author" => Object::string_literal("Ana Ruiz"),
            "CreationDate" => Object::string_literal("D:20250503101500+02'00'"),
        });
        document.trailer.set("Info", info);
        document.compress();
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).expect("saved");
        bytes
    }

    fn read(pages: &[&str]) -> Loaded {
        READER.read(&Input::plain("a.pdf", &document(pages))).expect("read")
    }

    #[test]
    fn words_have_pages_and_lines() {
        let loaded = read(&[
            "BT /F 18 Tf 50 760 Td (Ferry sinks) Tj ET BT /F 10 Tf 50 730 Td 12 TL (The ferry sank on Monday off the cape, and) Tj T* [(all w) -20 (ere saved.)] TJ ET",
            "BT /F 10 Tf 50 760 Td (It had 214 people on board.) Tj ET",
            "",
        ]);
        let article = &loaded.articles[0];
        assert_eq!(
            article.text,
            "Ferry sinks\n\nThe ferry sank on Monday off the cape, and\nall were saved.\n\nIt had 214 people on board."
        );
        let place = |word: &str| article.place(u32::try_from(article.text.find(word).expect(word)).expect("small"));
        assert_eq!((place("saved").page, place("saved").line, place("saved").column), (Some(1), 3, 10));
        assert_eq!((place("214").page, place("214").line, place("214").column), (Some(2), 1, 8));
        let meta = &article.meta;
        assert_eq!(meta.title.as_ref().map(|field| field.value.as_str()), Some("Ferry sinks"));
        assert_eq!(meta.author.as_ref().map(|field| field.origin), Some(MetaOrigin::Properties));
        assert_eq!(meta.date.as_ref().and_then(|field| field.time.as_deref()), Some("10:15:00+02:00"));
        assert!(loaded.skipped[0].why.contains("without a text layer: page 3"));
    }

    #[test]
    fn scans_stumps_and_disguises_are_named() {
        let error = |bytes: &[u8]| READER.read(&Input::plain("a.pdf", bytes)).expect_err("broken").to_string();
        assert!(error(&document(&["", "q Q"])).contains("no text layer: 2 pages without words"));
        assert!(error(b"Just words.").contains("no PDF document"));
        assert!(error(b"PK\x03\x04").contains("a zip archive"));
        assert!(error(b"%PDF-1.7\nrubbish").starts_with("a.pdf: "));
        let whole = document(&["BT /F 10 Tf (It sank.) Tj ET"]);
        for len in (0..whole.len()).step_by(7) {
            let read = READER.read(&Input::plain("a.pdf", &whole[..len]));
            assert!(
                read.is_err() || read.is_ok_and(|loaded| !loaded.articles.is_empty() || !loaded.skipped.is_empty())
            );
        }
    }

    #[test]
    fn forms_that_draw_themselves_end() {
        let mut document = Document::load_mem(&document(&["/X Do BT /F 10 Tf (It sank.) Tj ET"])).expect("loaded");
        let page = *document.get_pages().values().next().expect("a page");
        let form = document.new_object_id();
        let resources = dictionary! { "XObject" => dictionary! { "X" => form } };
        let own = dictionary! { "Type" => "XObject", "Subtype" => "Form", "Resources" => resources.clone() };
        document.objects.insert(form, Stream::new(own, b"/X Do /X Do /X Do".to_vec()).into());
        let entry = document.get_dictionary_mut(page).expect("a page").get_mut(b"Resources").expect("resources");
        entry.as_dict_mut().expect("a dictionary").extend(&resources);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).expect("saved");
        let loaded = READER.read(&Input::plain("a.pdf", &bytes)).expect("read");
        assert_eq!(loaded.articles[0].text, "It sank.");
    }

    #[test]
    fn moments_of_properties() {
        assert_eq!(moment("D:20250503101500+02'00'").as_deref(), Some("2025-05-03T10:15:00+0200"));
        assert_eq!(moment("20250503").as_deref(), Some("2025-05-03"));
        assert_eq!(moment("D:2025"), None);
    }
}
