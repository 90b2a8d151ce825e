//! Web pages: the article's body as readable text.

mod around;
mod blocks;
mod bounds;
mod data;
mod facts;
mod kinds;
mod live;
mod names;
mod places;
mod scope;
mod tidy;
mod wall;

use super::{Loaded, Parse, Reader, Settings, TextFile, header, layout};
use crate::Error;
use crate::model::{Article, Places};
use dom_query::Document;
use std::path::Path;

pub(super) const READER: Reader = Reader {
    id: "html",
    summary: "web pages: the article's body",
    extensions: &["html", "htm", "xhtml"],
    parse: Parse::Text(parse),
};

fn parse(input: &TextFile<'_>) -> Result<Loaded, Error> {
    let source = input.text;
    if let Some(why) = bounds::exceeded(source) {
        return Err(Error::malformed(Path::new(input.id), None, why));
    }
    let document = Document::from(source);
    let mut meta = data::read(&document);
    let page = blocks::read(&document, source);
    let marks = page.marks.map_err(|(place, why)| Error::malformed(Path::new(input.id), Some(place), why))?;
    let mut blocks = page.blocks;
    tidy::tidy(&page.text, &mut blocks);
    header::read_blocks(&page.text, &mut blocks, &mut meta);
    header::set_date(&mut meta, data::time_element(&document));
    let blocks = layout::refine(&page.text, blocks, &mut meta);
    header::offer_address(&mut meta);
    meta.entries = live::entries(&document, &page.text, &blocks, &page.times);
    let article = Article {
        id: input.id.to_owned(),
        format: READER.id.to_owned(),
        text: page.text,
        plain: None,
        blocks,
        meta,
        places: Places::Runs(page.runs),
        marks,
    };
    let note = page.wall.and_then(|wall| wall.note(&article));
    let mut loaded = Loaded::of(article);
    loaded.skipped.extend(note);
    Ok(loaded)
}

/// Tags that no plain text has.
const MARKUP: &[&str] = &["</p>", "</div>"];
/// Tags that part paragraphs where nothing else does.
const BREAKS: &[&str] = &["<p>", "<br>", "<br/>", "<br />"];

/// Whether the value of a field is a piece of a page rather than plain text.
pub(super) fn is_markup(value: &str) -> bool {
    let holds = |tags: &[&str]| tags.iter().any(|tag| value.contains(tag));
    let opens = value.trim_start().strip_prefix('<').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    opens && value.contains("</") || holds(MARKUP) || !value.contains("\n\n") && holds(BREAKS)
}

/// Reads a piece of a page; `None` where it has no words.
pub(super) fn fragment(id: &str, piece: &str) -> Result<Option<Article>, Error> {
    let settings = Settings::default();
    let mut loaded = parse(&TextFile { id, text: piece, base: None, settings: &settings })?;
    Ok(loaded.articles.pop())
}

#[cfg(test)]
mod tests {
    use super::super::Input;
    use super::*;
    use crate::model::BlockKind;

    const PAGE: &str = r#"<!doctype html><html><head><title>Ferry sinks | The Lantern</title>
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry sinks","datePublished":"2025-05-03T10:00:00Z",
"author":[{"name":"Ana Ruiz"}]}</script><style>p{}</style></head><body>
<nav><ul><li>Home</li></ul></nav>
<main><article><h1>Ferry sinks</h1>
<p class="byline">By Ana Ruiz &middot; Saturday, May 3, 2025</p>
<p>HARBOUR CITY &mdash; The <b>ferry</b> <a href="/mv">Auk</a>&rsquo;s hull broke,
  police said.</p>
<figure><img src="x"><figcaption>The quay on Friday.</figcaption></figure>
<h2>Fares</h2>
<table><tr><th>Plan</th><th>Cars</th></tr><tr><td>Day</td><td>30</td></tr></table>
<ul><li>One</li><li>Two</li></ul>
<dl><dt>Timeout</dt><dd>30 seconds</dd></dl>
<blockquote>&ldquo;We wait.&rdquo;<br>Tom Holt, islander</blockquote>
<pre>x = 1
y = 2</pre></article></main>
<aside class="related"><p>More ferries</p></aside><div class="cookie-banner">Cookies?</div><footer>The Lantern</footer>
</body></html>"#;

    fn read(page: &str) -> Article {
        READER.read(&Input::plain("a.html", page.as_bytes())).expect("read").articles.remove(0)
    }

    #[test]
    fn a_page_comes_out_whole_and_alone() {
        let article = read(PAGE);
        let seen: Vec<(BlockKind, &str)> =
            article.blocks.iter().map(|block| (block.kind, block.span.of(&article.text))).collect();
        assert_eq!(
            seen,
            [
                (BlockKind::Title, "Ferry sinks"),
                (BlockKind::Furniture, "By Ana Ruiz · Saturday, May 3, 2025"),
                (BlockKind::Furniture, "HARBOUR CITY —"),
                (BlockKind::Paragraph, "The ferry Auk’s hull broke, police said."),
                (BlockKind::Caption, "The quay on Friday."),
                (BlockKind::Heading(2), "Fares"),
                (BlockKind::TableHead, "Plan | Cars"),
                (BlockKind::TableRow, "Day | 30"),
                (BlockKind::ListItem, "One"),
                (BlockKind::ListItem, "Two"),
                (BlockKind::Heading(6), "Timeout"),
                (BlockKind::ListItem, "30 seconds"),
                (BlockKind::Quotation, "“We wait.”"),
                (BlockKind::Furniture, "Tom Holt, islander"),
                (BlockKind::Code, "x = 1\ny = 2"),
            ]
        );
        let meta = &article.meta;
        assert_eq!(meta.title.as_ref().map(|field| field.value.as_str()), Some("Ferry sinks"));
        assert_eq!(meta.source.as_ref().map(|field| field.value.as_str()), Some("The Lantern"));
        assert_eq!(meta.author.as_ref().map(|field| field.value.as_str()), Some("Ana Ruiz"));
        assert_eq!(meta.dateline.as_ref().map(|field| field.value.as_str()), Some("HARBOUR CITY"));
        assert_eq!(article.date().map(|date| date.to_string()).as_deref(), Some("2025-05-03"));
    }

    #[test]
    fn columns_are_known_in_characters_and_in_code_units() {
        let article = read("<body><p>\u{1f6a2}\u{1f6a2} <b>The</b> &amp; \u{1f6a2} ferry sank.</p></body>");
        let at = u32::try_from(article.text.find("ferry").expect("there")).expect("small");
        assert_eq!((article.place(at).column, article.column_utf16(at)), (32, Some(35)));
    }

    #[test]
    fn comments_speak_of_the_next_block() {
        let page = "<body><p>One and one.</p>\n<!-- crosscheck-ignore quantity: an example -->\n<ul><li>Two.</li>\n\
            <li>Three.</li></ul><p>Four.</p><div><!-- crosscheck-ignore date: another -->Five.<p>Six.</p></div></body>";
        let article = read(page);
        let covered: Vec<(u32, &str)> =
            article.marks.iter().map(|mark| (mark.line, mark.span.of(&article.text).trim())).collect();
        assert_eq!(covered, [(2, "Two.\n\nThree."), (4, "Five.")]);
        let error = |page: &str| READER.read(&Input::plain("a.html", page.as_bytes())).expect_err(page).to_string();
        let silent = error("<body><p>One.</p>\n<!-- crosscheck-ignore date --><p>Two.</p></body>");
        assert!(silent.starts_with("a.html:2:1: the comment gives no reason"), "{silent}");
        assert!(error("<body><p>One.</p><!-- crosscheck-ignore date: x --></body>").contains("no block follows"));
    }

    #[test]
    fn class_names_do_not_hide_an_article() {
        let body = "<p>The ferry sank on Monday, and forty were saved.</p>".repeat(4);
        for class in ["has-sidebar", "author-page", "post-meta"] {
            let article =
                read(&format!("<body><div class='{class}'>{body}</div><div class='related'>More</div></body>"));
            assert_eq!(article.blocks.len(), 4, "{class}");
            assert!(article.blocks.iter().all(|block| block.kind == BlockKind::Paragraph), "{class}");
        }
    }

    #[test]
    fn bottomless_pages_are_refused() {
        let page = "<div>".repeat(200_000);
        assert!(READER.read(&Input::plain("a.html", page.as_bytes())).is_err());
    }

    #[test]
    fn places_are_those_of_the_file() {
        let article = read(PAGE);
        for word in ["Ferry sinks", "hull", "police", "Fares", "30 seconds", "y = 2", "Tom"] {
            let offset = article.text.find(word).expect(word);
            let place = article.place(u32::try_from(offset).expect("small"));
            let line = PAGE.lines().nth(place.line as usize - 1).expect("a line");
            let there: String = line.chars().skip(place.column as usize - 1).collect();
            assert!(there.starts_with(word), "{word}: {place:?} {there}");
        }
    }
}
