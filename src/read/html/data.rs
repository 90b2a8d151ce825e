//! What a page says about itself: JSON-LD, meta elements, the title.

use crate::model::{Field, Meta, MetaOrigin};
use crate::read::{byline, day, header};
use dom_query::Document;
use jiff::civil::Date;
use serde_json::Value;

/// Names of meta elements, best first.
const TITLES: &[&str] = &["og:title", "twitter:title", "citation_title", "dc.title", "dcterms.title", "parsely-title"];
const SOURCES: &[&str] = &["og:site_name", "citation_journal_title", "dc.publisher", "dcterms.publisher", "publisher"];
const AUTHORS: &[&str] =
    &["author", "article:author", "citation_author", "dc.creator", "dcterms.creator", "parsely-author"];
const DATES: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publish-date",
    "publishdate",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "dc.date.issued",
    "citation_publication_date",
    "citation_date",
    "parsely-pub-date",
    "sailthru.date",
];
/// When a page was last changed.
const CHANGES: &[&str] =
    &["article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified"];
const LANGUAGES: &[&str] = &["og:locale", "content-language", "dc.language", "dcterms.language", "citation_language"];
/// Types of JSON-LD that describe the page itself.
const TYPES: &[&str] = &["Article", "Posting", "Report", "WebPage"];
/// Most words of a publication's name at the end of a page's title.
const SITE_WORDS: usize = 5;

/// The metadata of a page.
pub(super) fn read(document: &Document) -> Meta {
    let mut meta = linked_data(document);
    let elements = meta_elements(document);
    let find = |names: &[&str]| {
        names.iter().find_map(|name| elements.iter().find(|(key, _)| key == name)).map(|(_, value)| value.as_str())
    };
    let origin = MetaOrigin::MetaElement;
    let field = |value: &str| Field { value: value.to_owned(), origin };
    let page_title = document.select_single("head title").text();
    let page_title = page_title.split_whitespace().collect::<Vec<_>>().join(" ");
    let (headline, site) = split_title(&page_title);
    if meta.title.is_none() {
        meta.title = find(TITLES).map(field);
    }
    let known = meta.title.as_ref().map(|title| title.value.as_str());
    let site = site.filter(|_| known.is_none_or(|title| !page_title.eq(title)));
    meta.source = meta.source.or_else(|| find(SOURCES).map(field)).or_else(|| site.map(field));
    meta.author = meta.author.or_else(|| find(AUTHORS).filter(|value| !value.starts_with("http")).map(field));
    let days = |names: &[&str]| -> Vec<_> {
        let named = names.iter().filter_map(|name| elements.iter().find(|(key, _)| key == name));
        named.filter_map(|(_, value)| day::field(value, origin)).collect()
    };
    days(DATES).into_iter().for_each(|day| header::offer_date(&mut meta, day));
    meta.updated = meta.updated.or_else(|| days(CHANGES).into_iter().next());
    if meta.language.is_none() {
        let declared = document.select_single("html").attr("lang");
        let told = declared.as_deref().filter(|tag| !tag.trim().is_empty()).or_else(|| find(LANGUAGES));
        meta.language = told.map(|tag| field(&tag.trim().replace('_', "-")));
    }
    if meta.title.is_none() && document.select_single("h1").is_empty() && !headline.is_empty() {
        meta.title = Some(field(headline));
    }
    if meta.url.is_none() {
        let canonical = document.select_single("link[rel=canonical]").attr("href");
        meta.url = canonical.as_deref().or_else(|| find(&["og:url"])).filter(|url| !url.is_empty()).map(field);
    }
    meta
}

/// The day of the first `time` element, where the page says nothing else.
pub(super) fn time_element(document: &Document) -> Option<Date> {
    day::parse(&document.select_single("time[datetime]").attr("datetime")?)
}

/// "Ferry sinks | The Lantern" as headline and publication.
fn split_title(title: &str) -> (&str, Option<&str>) {
    let cut = [" | ", " – ", " — ", " - ", " · ", " :: "]
        .iter()
        .filter_map(|mark| Some((title.rfind(mark)?, mark.len())))
        .max();
    let Some((at, len)) = cut else { return (title, None) };
    let (head, site) = (title[..at].trim(), title[at + len..].trim());
    let fits =
        site.split_whitespace().count() <= SITE_WORDS && site.len() < head.len().max(12) && byline::is_source(site);
    if fits { (head, Some(site)) } else { (title, None) }
}

/// Names in lower case, and values.
fn meta_elements(document: &Document) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for node in document.select("meta[content]").nodes() {
        let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|key| node.attr(key));
        let (Some(name), Some(value)) = (name, node.attr("content")) else { continue };
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if !value.is_empty() {
            out.push((name.to_ascii_lowercase(), value));
        }
    }
    out
}

fn linked_data(document: &Document) -> Meta {
    let mut meta = Meta::default();
    for node in document.select("script[type=\"application/ld+json\"]").nodes() {
        let Ok(value) = serde_json::from_str::<Value>(&node.text()) else { continue };
        let mut best = None;
        collect(&value, &mut best);
        let Some(page) = best else { continue };
        let whole = |key: &str| page.get(key).map(|part| referred(&value, part));
        let origin = MetaOrigin::JsonLd;
        let field = |value: Option<String>| value.map(|value| Field { value, origin });
        let day = |key: &str| day::field(page.get(key)?.as_str()?, origin);
        meta.title = meta.title.or(field(names(page.get("headline")).or_else(|| names(page.get("name")))));
        meta.author = meta.author.or(field(names(whole("author").as_ref())));
        let source = names(whole("publisher").as_ref()).or_else(|| names(whole("isPartOf").as_ref()));
        meta.source = meta.source.or(field(source));
        meta.updated = meta.updated.or_else(|| day("dateModified"));
        let published = ["datePublished", "dateCreated", "dateModified"].into_iter().find_map(day);
        meta.date = meta.date.or(published);
        meta.language = meta.language.or(field(names(page.get("inLanguage"))));
        meta.url = meta.url.or(field(names(page.get("url")).filter(|url| url.starts_with("http"))));
    }
    meta
}

/// The object that describes the article; one about the page where there is no other.
fn collect<'a>(value: &'a Value, best: &mut Option<&'a Value>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, best)),
        Value::Object(object) => {
            if let Some(graph) = object.get("@graph") {
                collect(graph, best);
            }
            let kind = rank(value);
            if kind > best.map_or(0, rank) {
                *best = Some(value);
            }
        }
        _ => {}
    }
}

/// `part` with its references (`{"@id": ...}`) replaced by the objects of the graph that they name.
fn referred(data: &Value, part: &Value) -> Value {
    let lookup = |part: &Value| {
        let id = part.get("@id")?.as_str()?;
        let graph = data.get("@graph")?.as_array()?;
        graph.iter().find(|object| object.get("@id").and_then(Value::as_str) == Some(id)).cloned()
    };
    match part {
        Value::Array(items) => items.iter().map(|item| lookup(item).unwrap_or_else(|| item.clone())).collect(),
        part => lookup(part).unwrap_or_else(|| part.clone()),
    }
}

fn rank(value: &Value) -> usize {
    let fits = |kind: &str| TYPES.iter().position(|end| kind.ends_with(end)).map_or(0, |at| TYPES.len() - at);
    match value.get("@type") {
        Some(Value::String(kind)) => fits(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).map(fits).max().unwrap_or(0),
        _ => 0,
    }
}

/// A name, the `name` of an object, or those of a list, joined by commas.
fn names(value: Option<&Value>) -> Option<String> {
    let name = match value? {
        Value::String(name) => name.split_whitespace().collect::<Vec<_>>().join(" "),
        Value::Array(items) => items.iter().filter_map(|item| names(Some(item))).collect::<Vec<_>>().join(", "),
        Value::Object(object) => return names(object.get("name").filter(|name| name.is_string())),
        _ => return None,
    };
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meta(head: &str) -> Meta {
        read(&Document::from(format!("<head>{head}</head><body><h1>Ferry sinks</h1></body>")))
    }

    #[test]
    fn linked_data_in_a_graph_wins() {
        let meta = meta(
            r#"<meta property="og:title" content="Sunk!"><meta name="author" content="Desk">
            <script type="application/ld+json">{"@graph":[{"@type":"WebPage","name":"Page"},
            {"@type":["NewsArticle"],"headline":"Ferry sinks","datePublished":"2025-05-03",
             "author":[{"name":"Ana Ruiz"},{"name":"Tom Holt"}],"publisher":{"name":"The Lantern"}}]}</script>"#,
        );
        let value = |field: Option<Field>| field.map(|field| (field.value, field.origin));
        assert_eq!(value(meta.title), Some(("Ferry sinks".to_owned(), MetaOrigin::JsonLd)));
        assert_eq!(value(meta.author), Some(("Ana Ruiz, Tom Holt".to_owned(), MetaOrigin::JsonLd)));
        assert_eq!(value(meta.source), Some(("The Lantern".to_owned(), MetaOrigin::JsonLd)));
    }

    #[test]
    fn references_of_a_graph_are_followed() {
        let meta = meta(
            r##"<script type="application/ld+json">{"@graph":[{"@type":"Organization","@id":"#o","name":"The Lantern"},
            {"@type":"Person","@id":"#p","name":"Ana Ruiz"},{"@type":"NewsArticle","headline":"Ferry sinks",
             "author":[{"@id":"#p"}],"publisher":{"@id":"#o"},"inLanguage":"en-GB",
             "datePublished":"2025-05-03T23:10:00+02:00","dateModified":"2025-05-04"}]}</script>
            <meta name=date content=2025-05-01>"##,
        );
        assert_eq!(meta.source.map(|field| field.value).as_deref(), Some("The Lantern"));
        assert_eq!(meta.author.map(|field| field.value).as_deref(), Some("Ana Ruiz"));
        assert_eq!(meta.language.map(|field| field.value).as_deref(), Some("en-GB"));
        assert_eq!(meta.updated.map(|field| field.value.day()), Some(4));
        assert_eq!(meta.date.and_then(|field| field.time).as_deref(), Some("23:10:00+02:00"));
        assert_eq!(meta.rival_dates.iter().map(|rival| rival.value.day()).collect::<Vec<_>>(), [1]);
    }

    #[test]
    fn meta_elements_and_title() {
        let meta = meta("<title>Ferry sinks - The Lantern</title><meta name=date content='May 3, 2025'>");
        assert_eq!(meta.source.map(|field| field.value).as_deref(), Some("The Lantern"));
        assert_eq!(meta.date.map(|field| field.value.to_string()).as_deref(), Some("2025-05-03"));
        assert_eq!(split_title("Ferries: a history"), ("Ferries: a history", None));
    }
}
