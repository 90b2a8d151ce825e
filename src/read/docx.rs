//! Word documents (Office Open XML).

use super::unpack::take;
use super::xml::{Node, Walk};
use super::{Input, Loaded, Parse, Reader, day, header, layout, lines, sniff, txt};
use crate::Error;
use crate::model::{Article, Block, BlockKind, Field, Meta, MetaOrigin, Places, Span, Unit};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;
use zip::ZipArchive;
use zip::result::ZipError;

pub(super) const READER: Reader =
    Reader { id: "docx", summary: "Word documents", extensions: &["docx"], parse: Parse::Bytes(parse) };

fn parse(input: &Input<'_>) -> Result<Loaded, Error> {
    let wrong = |why: String| Error::malformed(Path::new(input.id), None, why);
    let sign = sniff::sign(input.bytes);
    if sign.is_none_or(|(id, _)| id != READER.id) {
        return Err(input.disguised(sign.map_or("no Word document", |(_, name)| name)));
    }
    let mut archive = ZipArchive::new(Cursor::new(input.bytes))
        .map_err(|error| wrong(format!("cannot be opened as a Word document ({error}); is it whole?")))?;
    let mut part = |name: &str| -> Result<Option<String>, Error> {
        let file = match archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(wrong(format!("{name} in it cannot be read ({error}); is it whole?"))),
        };
        let limit = input.settings.expand_limit();
        let bytes =
            take(file, limit).map_err(|error| wrong(format!("{name} in it cannot be read ({error}); is it whole?")))?;
        if bytes.len() as u64 > limit {
            return Err(input.settings.too_much(input.id));
        }
        let text = super::decode::decode(input.id, &bytes).map(|decoded| decoded.text.into_owned());
        text.map(Some).ok_or_else(|| wrong(format!("{name} in it is no XML")))
    };
    let Some(document) = part("word/document.xml")? else {
        return Err(wrong("is a zip archive, but no Word document".to_owned()));
    };
    let faulty = |name: &str, why: String| wrong(format!("{name} in it is not whole XML: {why}"));
    let styles = part("word/styles.xml")?.map(|xml| styles(&xml)).transpose();
    let styles = styles.map_err(|why| faulty("word/styles.xml", why))?.unwrap_or_default();
    let mut page = Page { styles, ..Page::default() };
    page.read(&mut Walk::new(&document)).map_err(|why| faulty("word/document.xml", why))?;
    let Page { text, mut blocks, .. } = page;
    let starts = blocks.iter().map(|block| block.span.start).zip(1..).collect();
    let mut meta = Meta::default();
    header::read_blocks(&text, &mut blocks, &mut meta);
    let blocks = layout::refine(&text, blocks, &mut meta);
    if let Some(core) = part("docProps/core.xml")? {
        properties(&core, &mut meta).map_err(|why| faulty("docProps/core.xml", why))?;
    }
    let lines = lines::starts(&text);
    Ok(Loaded::of(Article {
        id: input.id.to_owned(),
        format: READER.id.to_owned(),
        text,
        plain: None,
        blocks,
        meta,
        places: Places::Parts { unit: Unit::Paragraph, starts, lines },
        marks: Vec::new(),
    }))
}

/// What the styles of paragraphs are, by id.
fn styles(xml: &str) -> Result<BTreeMap<String, BlockKind>, String> {
    let mut walk = Walk::new(xml);
    let mut out = BTreeMap::new();
    let mut id = String::new();
    while let Some(node) = walk.next()? {
        match node {
            Node::Start(name) if name == "style" => id = walk.attribute("styleId").unwrap_or_default().to_owned(),
            Node::Start(name) if name == "name" => {
                // The names are English in the file, whatever the language of the program that wrote it.
                let kind = walk.attribute("val").and_then(kind_of_style);
                out.extend(kind.map(|kind| (id.clone(), kind)));
            }
            _ => {}
        }
    }
    Ok(out)
}

fn kind_of_style(name: &str) -> Option<BlockKind> {
    let name = name.to_ascii_lowercase();
    if let Some(level) = name.strip_prefix("heading ") {
        return Some(BlockKind::Heading(level.parse().ok().filter(|level| (1..=6).contains(level)).unwrap_or(6)));
    }
    match name.as_str() {
        "title" => Some(BlockKind::Title),
        "caption" => Some(BlockKind::Caption),
        "quote" | "intense quote" | "block text" => Some(BlockKind::Quotation),
        "html preformatted" | "macro" | "plain text code" => Some(BlockKind::Code),
        name if name.starts_with("toc ") || name == "header" || name == "footer" => Some(BlockKind::Furniture),
        _ => None,
    }
}

/// A document as it is read.
#[derive(Default)]
struct Page {
    styles: BTreeMap<String, BlockKind>,
    text: String,
    blocks: Vec<Block>,
    /// Where the open paragraph or row begins, and what it is.
    open: Option<(usize, BlockKind)>,
    /// Rows of tables that are open: whether a cell has been read in each.
    rows: Vec<bool>,
}

impl Page {
    fn read(&mut self, walk: &mut Walk<'_>) -> Result<(), String> {
        let mut path: Vec<String> = Vec::new();
        while let Some(node) = walk.next()? {
            match node {
                Node::Start(name) => {
                    match name.as_str() {
                        // The same words once more, for older programs; deleted and moved text; fields' instructions.
                        "Fallback" | "del" | "moveFrom" | "instrText" | "footnoteReference" | "sectPr" => {
                            walk.skip()?;
                            continue;
                        }
                        "t" => {
                            let words = walk.string()?;
                            self.words(&words);
                            continue;
                        }
                        "p" => self.paragraph(),
                        "pStyle" => self.style(walk.attribute("val").unwrap_or_default()),
                        "numPr" => self.item(),
                        // The list of no number is none.
                        "numId" if walk.attribute("val") == Some("0") => self.no_item(),
                        "outlineLvl" => self.outline(walk.attribute("val").unwrap_or_default()),
                        "tab" if path.last().is_some_and(|parent| parent == "r") => self.words("\t"),
                        "br" | "cr" => self.words("\n"),
                        "noBreakHyphen" => self.words("\u{2011}"),
                        "tr" => self.row(),
                        "tc" => self.cell(),
                        _ => {}
                    }
                    path.push(name);
                }
                Node::End => match path.pop().as_deref() {
                    Some("p") if self.rows.is_empty() => self.close(),
                    Some("tr") => {
                        self.rows.pop();
                        if self.rows.is_empty() {
                            self.close();
                        }
                    }
                    _ => {}
                },
                Node::Text(_) => {}
            }
        }
        self.close();
        Ok(())
    }

    /// A paragraph begins; in a row it goes on with its cell.
    fn paragraph(&mut self) {
        if self.rows.is_empty() {
            self.close();
            self.open = Some((self.text.len(), BlockKind::Paragraph));
        } else if !self.text.ends_with(char::is_whitespace) {
            self.words(" ");
        }
    }

    fn style(&mut self, id: &str) {
        if let (Some((_, kind)), Some(&known)) = (self.open.as_mut(), self.styles.get(id))
            && self.rows.is_empty()
        {
            *kind = known;
        }
    }

    fn item(&mut self) {
        if let Some((_, kind)) = self.open.as_mut().filter(|(_, kind)| *kind == BlockKind::Paragraph) {
            *kind = BlockKind::ListItem;
        }
    }

    fn no_item(&mut self) {
        if let Some((_, kind)) = self.open.as_mut().filter(|(_, kind)| *kind == BlockKind::ListItem) {
            *kind = BlockKind::Paragraph;
        }
    }

    /// A heading by its own level, counted from 0, rather than by its style; 9 is the level of text.
    fn outline(&mut self, level: &str) {
        let Ok(level @ 0..=8) = level.parse::<u8>() else { return };
        if let Some((_, kind)) = self.open.as_mut().filter(|(_, kind)| *kind == BlockKind::Paragraph) {
            *kind = if level == 0 { BlockKind::Title } else { BlockKind::Heading((level + 1).min(6)) };
        }
    }

    /// A table inside a cell is read as part of it.
    fn row(&mut self) {
        if self.rows.is_empty() {
            self.close();
            self.open = Some((self.text.len(), BlockKind::TableRow));
        }
        self.rows.push(false);
    }

    fn cell(&mut self) {
        let Some(begun) = self.rows.last_mut() else { return };
        if std::mem::replace(begun, true) {
            self.text.truncate(self.text.trim_end_matches(' ').len());
            self.text.push_str(" | ");
        }
    }

    fn words(&mut self, words: &str) {
        if let Some((_, kind)) = self.open {
            // A row is one line.
            let row = kind == BlockKind::TableRow;
            self.text.extend(words.chars().map(|c| if row && matches!(c, '\n' | '\t') { ' ' } else { c }));
        }
    }

    /// Ends the open block, and forgets it where it has no words.
    fn close(&mut self) {
        let Some((start, kind)) = self.open.take() else { return };
        let words = &self.text[start..];
        let lead = words.len() - words.trim_start().len();
        let marker = if kind == BlockKind::ListItem { txt::marker_len(words.trim()) } else { 0 };
        let end = start + words.trim_end().len();
        if words.trim_matches(|c: char| c.is_whitespace() || c == '|').is_empty() {
            self.text.truncate(start);
            return;
        }
        self.blocks.push(Block { kind, span: Span::new(start + lead + marker, end) });
        self.text.truncate(end);
        self.text.push_str("\n\n");
    }
}

/// What the document's properties say. Words of the text itself are better known to whoever wrote it.
fn properties(xml: &str, meta: &mut Meta) -> Result<(), String> {
    let origin = MetaOrigin::Properties;
    let mut walk = Walk::new(xml);
    while let Some(node) = walk.next()? {
        let Node::Start(name) = node else { continue };
        if !matches!(name.as_str(), "title" | "creator" | "created" | "modified" | "language") {
            continue;
        }
        let value = walk.string()?.trim().to_owned();
        let field = (!value.is_empty()).then(|| Field { value: value.clone(), origin });
        match name.as_str() {
            "title" => meta.title = meta.title.take().or(field),
            "creator" => meta.author = meta.author.take().or(field),
            "language" => meta.language = field,
            "modified" => meta.updated = meta.updated.take().or_else(|| day::field(&value, origin)),
            _ => day::field(&value, origin).into_iter().for_each(|day| header::offer_date(meta, day)),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::{Settings, Storage};
    use super::*;
    use std::io::Write as _;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    const STYLES: &str = r#"<w:styles xmlns:w="w"><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
        <w:style w:styleId="T"><w:name w:val="Title"/></w:style></w:styles>"#;
    const CORE: &str = r#"<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>Draft</dc:title>
        <dc:creator>Ana Ruiz</dc:creator><dcterms:created>2025-05-01T08:00:00Z</dcterms:created>
        <dcterms:modified>2025-05-04T08:00:00Z</dcterms:modified></cp:coreProperties>"#;

    fn document(body: &str) -> Vec<u8> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        let xml = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>"
        );
        for (name, text) in
            [("word/document.xml", xml.as_str()), ("word/styles.xml", STYLES), ("docProps/core.xml", CORE)]
        {
            out.start_file(name, SimpleFileOptions::default()).expect("a part");
            out.write_all(text.as_bytes()).expect("written");
        }
        out.finish().expect("written").into_inner()
    }

    fn read(body: &str) -> Article {
        READER.read(&Input::plain("a.docx", &document(body))).expect("read").articles.remove(0)
    }

    fn paragraph(words: &str) -> String {
        format!("<w:p><w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>")
    }

    #[test]
    fn styles_lists_tables_and_changes() {
        let cell = |words: &str| format!("<w:tc>{}</w:tc>", paragraph(words));
        let body = [
            "<w:p><w:pPr><w:pStyle w:val=\"T\"/></w:pPr><w:r><w:t>Ferry sinks</w:t></w:r></w:p>".to_owned(),
            paragraph("By Ana Ruiz | 3 May 2025"),
            "<w:p/>".to_owned(),
            "<w:p><w:r><w:t>The ferry </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del>\
             <w:ins><w:r><w:t>sank &amp; rests.</w:t></w:r></w:ins></w:p>"
                .to_owned(),
            "<w:p><w:pPr><w:pStyle w:val=\"berschrift1\"/></w:pPr><w:r><w:t>Fares</w:t></w:r></w:p>".to_owned(),
            format!(
                "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
                cell("Plan"),
                cell("Cars"),
                cell("Day"),
                cell("30")
            ),
            "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>One</w:t><w:tab/><w:t>hull</w:t></w:r></w:p>".to_owned(),
        ];
        let article = read(&body.concat());
        let seen: Vec<(BlockKind, &str)> =
            article.blocks.iter().map(|block| (block.kind, block.span.of(&article.text))).collect();
        assert_eq!(
            seen,
            [
                (BlockKind::Title, "Ferry sinks"),
                (BlockKind::Furniture, "By Ana Ruiz | 3 May 2025"),
                (BlockKind::Paragraph, "The ferry sank & rests."),
                (BlockKind::Heading(1), "Fares"),
                (BlockKind::TableRow, "Plan | Cars"),
                (BlockKind::TableRow, "Day | 30"),
                (BlockKind::ListItem, "One\thull"),
            ]
        );
        let at = u32::try_from(article.text.find("sank").expect("there")).expect("small");
        assert_eq!((article.place(at).paragraph, article.place(at).column), (Some(3), 11));
        let meta = &article.meta;
        assert_eq!(meta.title.as_ref().map(|field| field.value.as_str()), Some("Ferry sinks"));
        assert_eq!(article.date().map(|date| date.to_string()).as_deref(), Some("2025-05-03"));
        assert_eq!(meta.rival_dates.iter().map(|rival| rival.value.day()).collect::<Vec<_>>(), [1]);
        assert_eq!(meta.updated.as_ref().map(|field| field.origin), Some(MetaOrigin::Properties));
    }

    #[test]
    fn stumps_bombs_and_disguises_are_named() {
        let whole = document(&paragraph("The ferry sank."));
        let error = |bytes: &[u8]| READER.read(&Input::plain("a.docx", bytes)).expect_err("broken").to_string();
        assert!(error(&whole[..whole.len() / 2]).contains("is it whole?"));
        assert_eq!(error(b"%PDF-1.7"), "a.docx: is not what its name says: it is a PDF document");
        assert!(error(b"Just words.").contains("no Word document"));
        let bomb = document(&paragraph(&"a".repeat(3 << 20)));
        let settings = Settings { expand_limit_mib: 1, ..Settings::default() };
        let input = Input { id: "a.docx", bytes: &bomb, storage: Storage::Plain, settings: &settings };
        let error = READER.read(&input).expect_err("a bomb").to_string();
        assert!(error.contains("expands to more than 1 MiB"), "{error}");
    }
}
