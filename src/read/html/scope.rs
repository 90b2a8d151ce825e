//! What of a page is the article, and what stands around it.

use dom_query::{Document, NodeRef};

/// Elements that never hold words of an article.
const SILENT: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "math", "button", "iframe", "select", "textarea", "input",
    "dialog", "head", "title", "object", "video", "audio", "canvas", "map", "nav", "aside", "footer", "form", "menu",
    "rp", "rt",
];

/// Landmarks that are not the article.
const ROLES: &[&str] = &[
    "navigation",
    "banner",
    "contentinfo",
    "complementary",
    "search",
    "dialog",
    "alertdialog",
    "alert",
    "toolbar",
    "menu",
];

/// Names of classes and ids, or parts of them between dashes, that pages give to what stands around an article.
const AROUND: &[&str] = &[
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "newsletter",
    "related",
    "social",
    "comments",
    "promo",
    "promos",
    "promotion",
    "advert",
    "advertisement",
    "adverts",
    "sponsored",
    "breadcrumb",
    "breadcrumbs",
    "sidebar",
    "navbar",
    "navigation",
    "pagination",
    "paywall",
    "recommended",
    "recommendations",
    "recirc",
    "signup",
    "popup",
    "modal",
    "masthead",
    "skiplink",
    "mostread",
    "trending",
];

/// The same, where they are the whole name: "share" alone, but not "market-share".
const AROUND_WHOLE: &[&str] =
    &["ad", "ads", "nav", "menu", "share", "sharing", "share-buttons", "share-tools", "banner", "footer", "skip-link"];

/// Most `article` elements that are measured: pages with more are lists of teasers or comments.
const ARTICLES: usize = 200;

/// How hard to look for what is not the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strictness {
    /// By elements, roles and class names. What holds half of so many characters is the article itself, whatever its
    /// class is called (`has-sidebar`).
    Names(usize),
    /// By elements alone: for pages whose class names mislead.
    Elements,
}

/// Whether nothing inside the element is read.
pub(super) fn is_around(node: &NodeRef<'_>, name: &str, strictness: Strictness) -> bool {
    if SILENT.contains(&name) {
        // A quotation's own footer or a form around the whole page would be the exceptions; the first names its speaker.
        return name != "form" || strictness != Strictness::Elements;
    }
    let Strictness::Names(size) = strictness else { return false };
    if matches!(name, "html" | "body" | "main" | "article") {
        return false;
    }
    if name == "header" && !holds(node, &["h1"]) {
        return true;
    }
    let Some(element) = node.element_ref() else { return false };
    element.attrs.iter().any(|attr| {
        let value = &*attr.value;
        match &*attr.name.local {
            "hidden" => true,
            "aria-hidden" => value == "true",
            "role" => ROLES.contains(&value),
            "style" => value.replace(' ', "").contains("display:none"),
            "class" | "id" => {
                value.split_ascii_whitespace().any(names_surroundings) && node.normalized_char_count() * 2 < size
            }
            _ => false,
        }
    })
}

fn names_surroundings(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    AROUND_WHOLE.contains(&lower.as_str()) || lower.split(['-', '_']).any(|part| AROUND.contains(&part))
}

fn holds(node: &NodeRef<'_>, names: &[&str]) -> bool {
    node.descendants_it().any(|inner| inner.node_name().is_some_and(|name| names.contains(&&*name)))
}

/// The element that the article is in: the largest `article` where it has most of the page's text and the headline, else
/// `main`, else the whole body.
pub(super) fn root(document: &Document) -> NodeRef<'_> {
    let main = document.select("main, [role=main]").nodes().first().copied();
    let scope = main.or_else(|| document.body()).unwrap_or_else(|| document.root());
    let largest = document
        .select("article, [itemprop=articleBody]")
        .nodes()
        .iter()
        .take(ARTICLES)
        .map(|node| (node.normalized_char_count(), *node))
        .fold(None, |best: Option<(usize, NodeRef<'_>)>, next| match best {
            Some(best) if best.0 >= next.0 => Some(best),
            _ => Some(next),
        });
    match largest {
        Some((size, article))
            if size * 2 >= readable_size(&scope) && (holds(&article, &["h1"]) || !holds(&scope, &["h1"])) =>
        {
            article
        }
        _ => scope,
    }
}

/// Characters of the paragraphs inside a node.
fn readable_size(node: &NodeRef<'_>) -> usize {
    let paragraphs = node.descendants_it().filter(|inner| inner.has_name("p"));
    paragraphs.map(|paragraph| paragraph.normalized_char_count()).sum()
}
