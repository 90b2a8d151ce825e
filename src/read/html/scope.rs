//! Which element of a page the article is in, and which heading is its headline.

use super::facts::Facts;
use dom_query::{Document, NodeRef};

/// Share of the running text, in percent, that the element of the article has at least.
const MOST_PERCENT: usize = 80;
/// Fewest characters of running text of an article that is followed by others: half of a short report.
const FIRST_CHARS: usize = 400;
/// Fewest words of a headline that is found in the page's title.
const HEADLINE_WORDS: usize = 2;

/// The heading that is the headline: one that the page's own title repeats, else the first of the first level. The name of
/// the site is often a heading of the first level that leads home.
pub(super) fn headline(document: &Document, facts: &Facts<'_>) -> Option<usize> {
    let titles: Vec<String> = ["meta[property=\"og:title\"]", "meta[name=\"twitter:title\"]"]
        .iter()
        .filter_map(|selector| document.select_single(selector).attr("content"))
        .map(|title| words(&title))
        .chain([words(&document.select_single("head title").text())])
        .filter(|title| !title.is_empty())
        .collect();
    let headings = || {
        (0..facts.list.len()).filter(|&at| {
            !facts.list[at].out
                && matches!(facts.list[at].name.as_str(), "h1" | "h2" | "h3")
                && facts.list[at].chars > 0
        })
    };
    let repeated = |at: &usize| {
        let line = words(&facts.list[*at].node.text());
        line.split(' ').count() >= HEADLINE_WORDS && titles.iter().any(|title| title.contains(&line))
    };
    let first_level = |at: &usize| facts.list[*at].name == "h1";
    headings()
        .filter(first_level)
        .find(|at| repeated(at) && !leads_home(&facts.list[*at].node))
        .or_else(|| {
            let no_other = !headings().any(|at| first_level(&at) && !leads_home(&facts.list[at].node));
            headings().find(|at| no_other && repeated(at) && !leads_home(&facts.list[*at].node))
        })
        .or_else(|| headings().filter(first_level).find(|at| !leads_home(&facts.list[*at].node)))
        .or_else(|| headings().find(first_level))
}

/// Whether the heading is a link to the front page.
fn leads_home(heading: &NodeRef<'_>) -> bool {
    let up = heading.parent().filter(|parent| parent.has_name("a"));
    let link = up.or_else(|| heading.descendants_it().find(|inner| inner.has_name("a")));
    let address = link.and_then(|link| link.attr("href")).unwrap_or_default();
    let path = address.split_once("://").map_or(&*address, |(_, rest)| rest.find('/').map_or("/", |at| &rest[at..]));
    matches!(path, "/" | "./" | "../" | "/index.html" | "index.html")
}

/// In lower case, single blanks, letters and digits only.
fn words(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// The element that the article is in: the `article` that has most of the running text, else `main`, else the whole body,
/// and within it the smallest that holds the headline and most of the running text.
pub(super) fn root(facts: &Facts<'_>, headline: Option<usize>) -> usize {
    let kept = |at: &usize| !facts.list[*at].out;
    let is = |at: usize, name: &str, key: &str, value: &str| {
        facts.list[at].name == name || facts.list[at].node.attr(key).is_some_and(|given| &*given == value)
    };
    let running = |at: usize| facts.list[at].running;
    let most = |at: &usize, of: usize| running(*at) * 2 >= running(of);
    let all = || (1..facts.list.len()).filter(kept);
    let main = all().find(|&at| is(at, "main", "role", "main") && most(&at, 0));
    let mut scope = main.unwrap_or(0);
    if let Some(headline) = headline {
        while !facts.holds(scope, headline) {
            scope = facts.list[scope].parent;
        }
    }
    let articles = all().filter(|&at| is(at, "article", "itemprop", "articleBody") && facts.holds(scope, at));
    let largest = articles.fold(None, |best: Option<usize>, at| match best {
        Some(best) if running(best) >= running(at) => Some(best),
        _ => Some(at),
    });
    if let Some(article) = headline.and_then(|headline| first_of_many(facts, scope, headline)) {
        return article;
    }
    let whole = |article: usize| headline.is_none_or(|headline| facts.holds(article, headline));
    if let Some(article) = largest.filter(|&article| most(&article, scope) && whole(article)) {
        return article;
    }
    let mut root = scope;
    // Down to the smallest, as long as there is one.
    loop {
        let children = (root + 1..facts.list[root].end).filter(|&at| facts.list[at].parent == root && kept(&at));
        let fits = |at: &usize| {
            running(*at) > 0
                && running(*at) * 100 >= running(root) * MOST_PERCENT
                && headline.is_none_or(|headline| facts.holds(*at, headline))
                && !matches!(
                    facts.list[*at].name.as_str(),
                    "p" | "font" | "span" | "tbody" | "tr" | "blockquote" | "ul" | "ol"
                )
        };
        match children.into_iter().find(fits) {
            Some(child) => root = child,
            None => return root,
        }
    }
}

/// The article of the headline, where the rest of the text is in other articles: pages that go on with the next one as
/// one scrolls. The entries of a live page are articles, too, but belong together.
fn first_of_many(facts: &Facts<'_>, scope: usize, headline: usize) -> Option<usize> {
    let articles = |at: &usize| facts.list[*at].name == "article" && !facts.list[*at].out;
    let own = (scope..=headline).rev().filter(articles).find(|&at| facts.holds(at, headline))?;
    let mut others = 0;
    let mut at = facts.list[own].end;
    while at < facts.list[scope].end {
        if articles(&at) {
            if facts.inside(at).iter().any(|inner| inner.name == "time") {
                return None;
            }
            others += facts.list[at].running;
            at = facts.list[at].end;
        } else {
            at += 1;
        }
    }
    let running = facts.list[own].running;
    let rest = facts.list[scope].running - running;
    (running >= FIRST_CHARS && others > 0 && others * 100 >= rest * MOST_PERCENT).then_some(own)
}
