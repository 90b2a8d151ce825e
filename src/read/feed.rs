//! Feeds: RSS 0.9 to 2.0 and Atom, one article an item.

use super::load::Omission;
use super::record::{self, At, Said};
use super::xml::{Node, Walk};
use super::{Loaded, Parse, Reader, TextFile, html, load};
use crate::Error;
use crate::model::{Article, Field, MetaOrigin};
use std::path::Path;

pub(super) const READER: Reader = Reader {
    id: "feed",
    summary: "RSS and Atom feeds, one article an item",
    extensions: &["rss", "atom", "rdf", "xml"],
    parse: Parse::Text(parse),
};

/// Elements that hold an item's text, the fullest first.
const TEXTS: &[&str] = &["encoded", "content", "description", "summary"];

fn parse(file: &TextFile<'_>) -> Result<Loaded, Error> {
    let mut walk = Walk::new(file.text);
    let broken = |walk: &Walk<'_>, why: String| {
        Error::malformed(Path::new(file.id), Some((u64::from(walk.line()), 1)), format!("not whole XML: {why}"))
    };
    loop {
        match walk.next() {
            Ok(Some(Node::Start(name))) if matches!(name.as_str(), "rss" | "RDF" | "feed") => break,
            Ok(Some(Node::Start(name))) => {
                let why = format!("XML, but no feed: it begins with <{name}>");
                return Ok(Loaded::without(file.id, why, Omission::Passed));
            }
            Ok(Some(_)) => {}
            Ok(None) => return Err(Error::malformed(Path::new(file.id), None, "not XML; is it a feed?")),
            Err(why) => return Err(broken(&walk, why)),
        }
    }
    let mut feed = Feed { language: walk.attribute("lang").map(str::to_owned), ..Feed::default() };
    let mut out = Loaded::default();
    // What was read before the file breaks off is kept.
    if let Err(why) = feed.read(&mut walk, file, &mut out) {
        out.append(record::broken(file, walk.line(), format!("not whole XML: {why}")));
    }
    for article in &mut out.articles {
        feed.complete(article);
    }
    if out.articles.is_empty() && out.skipped.is_empty() {
        out.skipped.push(load::empty(file.id.to_owned()));
    }
    Ok(out)
}

/// What a feed says about all of its items.
#[derive(Default)]
struct Feed {
    title: Option<String>,
    language: Option<String>,
}

impl Feed {
    fn read(&mut self, walk: &mut Walk<'_>, file: &TextFile<'_>, out: &mut Loaded) -> Result<(), String> {
        let mut number = 0;
        let mut depth = 1_usize;
        while depth > 0 {
            let Some(node) = walk.next()? else { return Ok(()) };
            match node {
                Node::Start(name) => match name.as_str() {
                    "item" | "entry" => {
                        let line = walk.line();
                        number += 1;
                        file.settings.vet_records(file.id, number as usize).map_err(|error| error.to_string())?;
                        let said = item(walk)?;
                        let what = said.id.clone().or_else(|| said.title.clone());
                        let read =
                            record::article(file, READER.id, MetaOrigin::Item, (At { line, number }, number), said);
                        out.append(read.unwrap_or_else(|_| {
                            let why = format!("the item has no text: {}", what.as_deref().unwrap_or("it is empty"));
                            Loaded::without(&format!("{}:{line}", file.id), why, Omission::Passed)
                        }));
                    }
                    "title" if self.title.is_none() => self.title = Some(walk.string()?),
                    "language" if self.language.is_none() => self.language = Some(walk.string()?),
                    "channel" => depth += 1,
                    _ => walk.skip()?,
                },
                Node::End => depth -= 1,
                Node::Text(_) => {}
            }
        }
        Ok(())
    }

    /// Gives an article what its item does not say.
    fn complete(&self, article: &mut Article) {
        let field = |value: &Option<String>| {
            let value = value.as_deref().map(str::trim).filter(|value| !value.is_empty());
            value.map(|value| Field { value: value.to_owned(), origin: MetaOrigin::Feed })
        };
        let meta = &mut article.meta;
        // What the text names is an agency as often as the publication.
        if meta.source.as_ref().is_none_or(|source| source.origin != MetaOrigin::Item) {
            meta.source = field(&self.title).or(meta.source.take());
        }
        meta.language = meta.language.take().or_else(|| field(&self.language));
    }
}

/// An item or entry, up to its end.
fn item(walk: &mut Walk<'_>) -> Result<Said, String> {
    let mut said = Said::default();
    let mut texts: Vec<(usize, String)> = Vec::new();
    loop {
        let name = match walk.next()? {
            None | Some(Node::End) => break,
            Some(Node::Text(_)) => continue,
            Some(Node::Start(name)) => name,
        };
        match name.as_str() {
            "title" => {
                let title = walk.string()?;
                said.title.get_or_insert(plain(&title));
            }
            "link" => {
                let rel = walk.attribute("rel").unwrap_or("alternate") == "alternate";
                let href = walk.attribute("href").map(str::to_owned);
                let inside = walk.string()?;
                if rel && said.url.is_none() {
                    said.url = Some(href.unwrap_or(inside));
                }
            }
            "guid" | "id" => said.id = Some(walk.string()?),
            "pubDate" | "published" | "date" | "issued" => said.date = Some(walk.string()?),
            "updated" | "modified" => said.updated = Some(walk.string()?),
            "creator" | "author" => {
                let author = author(walk)?;
                said.author = match said.author.take() {
                    Some(others) => Some(format!("{others}, {author}")),
                    None => Some(author),
                };
            }
            "source" => {
                let source = source(walk)?;
                said.source = Some(source);
            }
            name => match TEXTS.iter().position(|known| *known == name) {
                Some(rank) => {
                    let markup = walk.attribute("type") == Some("xhtml");
                    let mut text = String::new();
                    let raw = walk.inner(|part| text.push_str(part))?;
                    texts.push((rank, if markup { raw.to_owned() } else { text }));
                }
                None => walk.skip()?,
            },
        }
    }
    // Atom has a day of the last change where RSS has that of publication.
    said.date = said.date.take().or_else(|| said.updated.clone());
    texts.retain(|(_, text)| !text.trim().is_empty());
    texts.sort_by_key(|(rank, _)| *rank);
    said.text = texts.into_iter().next().map(|(rank, text)| (TEXTS[rank].to_owned(), text));
    Ok(said)
}

/// The name of an author: the element itself, or its `name`.
fn author(walk: &mut Walk<'_>) -> Result<String, String> {
    child(walk, "name")
}

/// The publication that an item was taken from: the element itself, or its `title`.
fn source(walk: &mut Walk<'_>) -> Result<String, String> {
    child(walk, "title")
}

/// The text of the child of that name, or else of the element that was just met.
fn child(walk: &mut Walk<'_>, wanted: &str) -> Result<String, String> {
    let (mut own, mut inner) = (String::new(), None);
    loop {
        match walk.next()? {
            None | Some(Node::End) => break,
            Some(Node::Text(text)) => own.push_str(&text),
            Some(Node::Start(name)) if name == wanted => inner = Some(walk.string()?),
            Some(Node::Start(_)) => walk.skip()?,
        }
    }
    Ok(inner.unwrap_or(own).trim().to_owned())
}

/// A title without the tags and entities that some feeds put into it.
fn plain(title: &str) -> String {
    if !title.contains(['<', '&']) {
        return title.trim().to_owned();
    }
    let page = html::fragment("title", title).ok().flatten();
    page.map_or_else(|| title.trim().to_owned(), |page| page.text.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::Input;
    use super::*;

    fn read(text: &str) -> Loaded {
        READER.read(&Input::plain("a.xml", text.as_bytes())).expect("read")
    }

    const RSS: &str = r#"<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Lantern</title><language>en-gb</language><image><title>Logo</title></image>
<item><title>Ferry &amp;amp; crew sink</title><link>https://lantern.example/2025/05/04/ferry</link><guid>f1</guid>
 <pubDate>Sat, 03 May 2025 23:10:00 +0200</pubDate><dc:creator>Ana Ruiz</dc:creator><description>In short.</description>
 <content:encoded><![CDATA[<p>The ferry sank&nbsp;on Saturday.</p><p>All were saved.</p>]]></content:encoded></item>
<item><title>Mayor quits</title><description>The mayor has quit.</description></item>
<item><title>Nothing</title></item>
</channel></rss>"#;

    #[test]
    fn rss_with_full_content() {
        let loaded = read(RSS);
        let [first, second] = &loaded.articles[..] else { panic!("two articles: {loaded:?}") };
        assert_eq!(first.text.trim_end(), "Ferry & crew sink\n\nThe ferry sank on Saturday.\n\nAll were saved.");
        let meta = &first.meta;
        let source = meta.source.as_ref().expect("a source");
        assert_eq!((source.value.as_str(), source.origin), ("The Lantern", MetaOrigin::Feed));
        assert_eq!(meta.author.as_ref().map(|field| field.value.as_str()), Some("Ana Ruiz"));
        assert_eq!(meta.language.as_ref().map(|field| field.value.as_str()), Some("en-gb"));
        let date = meta.date.as_ref().expect("a date");
        assert_eq!((date.value.to_string().as_str(), date.time.as_deref()), ("2025-05-03", Some("23:10:00+02:00")));
        assert_eq!(meta.rival_dates.len(), 1, "the address has another day");
        assert_eq!((first.id.as_str(), first.place(0).line, first.field()), ("a.xml#f1", 4, Some("encoded")));
        assert_eq!(
            (second.id.as_str(), second.place(0).record, second.field()),
            ("a.xml#2", Some(2), Some("description"))
        );
        assert_eq!(loaded.skipped[0].why, "the item has no text: Nothing");
    }

    #[test]
    fn atom_in_its_three_ways() {
        let entry = |content: &str| {
            format!(
                "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><title>The Lantern</title><entry><title>Ferry</title>\
                 <id>urn:1</id><link rel='self' href='x'/><link href='https://l.example/1'/><updated>2025-05-04T01:00:00Z</updated>\
                 <author><name>Ana Ruiz</name><email>a@l.example</email></author>{content}</entry></feed>"
            )
        };
        for content in [
            "<content type='html'>&lt;p&gt;It sank &amp;amp; rests.&lt;/p&gt;</content>",
            "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>It sank &amp; rests.</p></div></content>",
            "<summary>No.</summary><content>It sank &amp; rests.</content>",
        ] {
            let article = read(&entry(content)).articles.remove(0);
            assert_eq!(article.text.trim_end(), "Ferry\n\nIt sank & rests.", "{content}");
            assert_eq!(article.meta.author.as_ref().map(|field| field.value.as_str()), Some("Ana Ruiz"));
            assert_eq!(article.meta.url.as_ref().map(|field| field.value.as_str()), Some("https://l.example/1"));
            assert_eq!(article.date().map(|date| date.to_string()).as_deref(), Some("2025-05-04"));
        }
    }

    #[test]
    fn other_xml_and_stumps_are_named() {
        assert!(read("<project><name>x</name></project>").skipped[0].why.contains("no feed: it begins with <project>"));
        let stump = read(&RSS[..RSS.find("<item><title>Mayor").expect("there") + 20]);
        assert_eq!((stump.articles.len(), stump.skipped[0].fatal), (1, true));
        assert!(READER.read(&Input::plain("a.xml", b"Just words.")).is_err());
    }
}
