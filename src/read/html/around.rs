//! What of a page stands around the article: told by elements, names, links, forms and headings.
//!
//! The rules are those of boilerplate removal in general (Kohlschütter et al. 2010: link density and text density; Mozilla's
//! Readability: names of classes), with one of our own: a heading such as "Most read" speaks for what stands below it.

use super::facts::{Fact, Facts};
use super::names::{Named, ROLES};
use crate::lexicon::furniture::{self, Heads};
use dom_query::NodeRef;

/// Share of an element's characters, in percent, from which on links are what it is made of. Measured on pages: lists of
/// links have 80 and more, paragraphs of an encyclopaedia up to 50.
const LINKS_PERCENT: usize = 66;
/// The same for what stands below a heading that may head links: teasers have blurbs.
const TEASERS_PERCENT: usize = 20;
/// The same for a list of links without blurbs, and how many teasers a list has at least.
const LIST_PERCENT: usize = 50;
const TEASERS: usize = 2;
/// What the links say by which readers answer one another, and its length in characters.
const ANSWERS: &[&str] = &["reply", "quote", "report", "like", "upvote", "permalink", "report abuse"];
const ANSWER_CHARS: usize = 12;
/// Longest line that may head something, in characters.
const HEADING_CHARS: usize = 80;
/// Longest teaser, in characters: a headline, a blurb, a day.
const TEASER_CHARS: usize = 500;
/// Longest text around a form that asks for an address, in characters.
const PROMPT_CHARS: usize = 400;
/// Longest box of buttons with its heading, in characters.
const BUTTONS_CHARS: usize = 300;
/// Longest advertisement in words, in characters.
const AD_CHARS: usize = 200;
/// Most levels that a rule climbs from an element.
const LEVELS: usize = 6;

/// Leaves out what stands around the article whose headline is at `headline`.
pub(super) fn leave_out(facts: &mut Facts<'_>, headline: Option<usize>) {
    each(facts, headline, |facts, at| hidden(&facts.list[at].node).then_some(at));
    facts.count();
    each(facts, headline, |facts, at| named(facts, at, headline));
    facts.count();
    each(facts, headline, |facts, at| form(facts, at, headline));
    each(facts, headline, |facts, at| reference(&facts.list[at].node, &facts.list[at].name).then_some(at));
    headed(facts, headline);
    facts.count();
    each(facts, headline, links);
    each(facts, headline, |facts, at| teaser(facts, at, headline));
    facts.count();
}

/// Applies a rule to every element that is not left out yet; it says what to leave out.
fn each(facts: &mut Facts<'_>, headline: Option<usize>, rule: impl Fn(&Facts<'_>, usize) -> Option<usize>) {
    for at in 1..facts.list.len() {
        if facts.list[at].out || headline.is_some_and(|headline| facts.holds(at, headline)) {
            continue;
        }
        if let Some(out) = rule(facts, at) {
            facts.leave_out(out);
        }
    }
}

/// By attributes that say so.
fn hidden(node: &NodeRef<'_>) -> bool {
    let Some(element) = node.element_ref() else { return false };
    element.attrs.iter().any(|attr| {
        let value = &*attr.value;
        match &*attr.name.local {
            "hidden" => true,
            "aria-hidden" => value == "true",
            "role" => ROLES.contains(&value),
            "style" => {
                let style = value.replace(' ', "");
                style.contains("display:none") || style.contains("visibility:hidden")
            }
            _ => false,
        }
    })
}

/// By class and id. What holds half of the page is the article itself, whatever its class is called (`has-sidebar`).
fn named(facts: &Facts<'_>, at: usize, headline: Option<usize>) -> Option<usize> {
    let fact = &facts.list[at];
    if matches!(fact.name.as_str(), "html" | "body" | "main" | "article") {
        return None;
    }
    if fact.name == "header" {
        return (at < headline.unwrap_or(usize::MAX) || fact.running == 0).then_some(at);
    }
    let class = fact.node.class().unwrap_or_default();
    let id = fact.node.id_attr().filter(|id| !says_its_heading(facts, at, id)).unwrap_or_default();
    let named = class.split_ascii_whitespace().chain([&*id]).filter_map(Named::by).min()?;
    let weight = |fact: &Fact<'_>| if facts.list[0].running > 0 { fact.running } else { fact.chars };
    (weight(fact) * 2 < weight(&facts.list[0]) && named.leaves_out(fact.chars)).then_some(at)
}

/// Whether the id is made of the heading of its section, as manuals do ("editing-and-navigation"): it is about the text.
fn says_its_heading(facts: &Facts<'_>, at: usize, id: &str) -> bool {
    let heading = |at: &usize| level(&facts.list[*at].name).is_some();
    let Some(heading) =
        (at..facts.list[at].end).find(heading).or((facts.list[at].chars <= HEADING_CHARS).then_some(at))
    else {
        return false;
    };
    let slug = |text: &str| {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
    };
    let said = slug(&facts.line(heading, HEADING_CHARS));
    facts.list[heading].chars <= HEADING_CHARS && !said.is_empty() && said == slug(id)
}

/// A form that asks for something, with the words that ask.
fn form(facts: &Facts<'_>, at: usize, headline: Option<usize>) -> Option<usize> {
    let fact = &facts.list[at];
    if fact.name != "form" {
        return None;
    }
    // A form around the whole page is a habit of some site systems.
    if fact.running * 2 > facts.list[0].running && fact.running > 0 {
        return None;
    }
    let asks = facts.inside(at).iter().any(|inner| matches!(inner.name.as_str(), "input" | "textarea" | "button"));
    let fits =
        |outer: &Fact<'_>, _: &Fact<'_>| asks && outer.chars <= PROMPT_CHARS && outer.running <= PROMPT_CHARS / 2;
    Some(climb(facts, at, headline, fits))
}

/// The sign of a footnote: a raised number that is a link, or a number that is a link to a place on the page.
fn reference(node: &NodeRef<'_>, name: &str) -> bool {
    let inside = name == "sup" && node.descendants_it().any(|inner| inner.has_name("a"));
    let leads_down = || name == "a" && node.attr("href").is_some_and(|address| address.starts_with('#'));
    if !inside && !leads_down() {
        return false;
    }
    let text = node.text();
    let sign = text.trim().trim_matches(['[', ']', '(', ')']);
    !sign.is_empty() && sign.len() <= 4 && sign.chars().all(|c| c.is_ascii_digit() || matches!(c, '*' | '†' | '‡'))
}

/// What stands below a heading of furniture.
fn headed(facts: &mut Facts<'_>, headline: Option<usize>) {
    for at in 1..facts.list.len() {
        let fact = &facts.list[at];
        if fact.out || fact.chars == 0 || fact.chars > HEADING_CHARS || !may_head(facts, at) {
            continue;
        }
        if headline.is_some_and(|headline| facts.holds(at, headline) || facts.holds(headline, at)) {
            continue;
        }
        let Some(heads) = furniture::heads(&facts.line(at, HEADING_CHARS)) else { continue };
        section(facts, at, heads, headline);
    }
}

/// A heading, or a line of a block of its own.
fn may_head(facts: &Facts<'_>, at: usize) -> bool {
    let name = facts.list[at].name.as_str();
    // What only wraps a heading leaves it to the heading.
    let wraps = || facts.inside(at).iter().any(|inner| level(&inner.name).is_some() && inner.chars > 0);
    level(name).is_some()
        || !wraps()
            && matches!(
                name,
                "div" | "p" | "span" | "strong" | "b" | "dt" | "legend" | "label" | "summary" | "li" | "td" | "a"
            )
            && facts.list[facts.list[at].parent].chars >= facts.list[at].chars
}

/// The level of a heading.
fn level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h' | b'H', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

/// Leaves out the heading at `at` and what it heads.
fn section(facts: &mut Facts<'_>, at: usize, heads: Heads, headline: Option<usize>) {
    let is_heading = level(&facts.list[at].name).is_some();
    let links = |fact: &Fact<'_>| fact.linked * 100 >= fact.chars * TEASERS_PERCENT;
    let fits = |outer: &Fact<'_>, inner: &Fact<'_>| match heads {
        Heads::Related | Heads::MaybeRelated => links(outer) && outer.running <= 3 * inner.running + TEASER_CHARS * 4,
        Heads::Comments => is_heading,
        Heads::MaybeComments => is_heading && discusses(facts, facts.find(outer.node.id).unwrap_or(0)),
        Heads::Contents => outer.linked * 100 >= outer.chars * LINKS_PERCENT || outer.running == 0,
        Heads::Sources => {
            let outer_at = facts.find(outer.node.id).unwrap_or(0);
            is_heading && outer.chars < facts.list[0].chars / 2 && 2 * listed(facts, outer_at) > outer.chars
        }
        Heads::Wall => outer.running < facts.list[0].running / 2,
        Heads::Prompt => outer.chars <= PROMPT_CHARS,
        Heads::Share => outer.chars <= BUTTONS_CHARS,
        Heads::About => outer.chars <= TEASER_CHARS,
        Heads::Ad => outer.chars <= AD_CHARS,
    };
    let top = climb_first(facts, at, headline, |outer, inner| outer.chars == inner.chars || fits(outer, inner));
    let alone = facts.list[top].chars == facts.list[at].chars;
    if heads == Heads::MaybeRelated && (alone && !is_heading || !alone && !links(&facts.list[top])) {
        return;
    }
    if !alone {
        return facts.leave_out(top);
    }
    if !is_heading {
        return facts.leave_out(top);
    }
    let below = below(facts, top, level(&facts.list[at].name));
    let chars: usize = below.iter().map(|&at| facts.list[at].chars).sum();
    let linked: usize = below.iter().map(|&at| facts.list[at].linked).sum();
    let leads_away = |percent: usize| chars > 0 && linked * 100 >= chars * percent;
    let linked_enough = leads_away(LIST_PERCENT) || leads_away(TEASERS_PERCENT) && teasers(facts, &below) >= TEASERS;
    let whole = match heads {
        Heads::MaybeRelated if !linked_enough => return,
        Heads::Related | Heads::MaybeRelated | Heads::Contents | Heads::Share => linked_enough,
        Heads::Comments => true,
        Heads::MaybeComments => below.iter().any(|&at| discusses(facts, at)),
        Heads::Sources => 2 * below.iter().map(|&at| listed(facts, at)).sum::<usize>() > chars,
        Heads::Wall => true,
        Heads::About | Heads::Prompt => chars <= TEASER_CHARS,
        Heads::Ad => false,
    };
    if !whole && matches!(heads, Heads::Related | Heads::MaybeComments | Heads::Sources) {
        return;
    }
    facts.leave_out(top);
    if whole {
        for at in below {
            if !headline.is_some_and(|headline| facts.holds(at, headline)) {
                facts.leave_out(at);
            }
        }
    }
}

/// How many of the elements at `below` lead to other articles: their first words are a link.
fn teasers(facts: &Facts<'_>, below: &[usize]) -> usize {
    let starts =
        |at: usize| matches!(facts.list[at].name.as_str(), "li" | "article" | "div" | "h2" | "h3" | "h4" | "a");
    let leads = |at: usize| facts.list[at].first.is_some_and(|first| facts.list[first].linked > 0);
    below.iter().flat_map(|&at| at..facts.list[at].end).filter(|&at| starts(at) && leads(at)).count()
}

/// Whether readers answer one another there: something to write in, or a link to answer.
fn discusses(facts: &Facts<'_>, at: usize) -> bool {
    (at..facts.list[at].end).any(|at| {
        let fact = &facts.list[at];
        match fact.name.as_str() {
            "textarea" => true,
            "a" | "button" | "span" => {
                fact.chars <= ANSWER_CHARS && ANSWERS.contains(&fact.node.text().trim().to_lowercase().as_str())
            }
            _ => fact.node.class().is_some_and(|class| {
                let mut parts = class.split([' ', '-', '_']);
                parts.any(|part| matches!(part, "comment" | "comments" | "commentlist" | "reply"))
            }),
        }
    })
}

/// Characters in lists of the element.
fn listed(facts: &Facts<'_>, at: usize) -> usize {
    let mut chars = 0;
    let mut inner = at;
    while inner < facts.list[at].end {
        if matches!(facts.list[inner].name.as_str(), "ol" | "ul" | "dl") {
            chars += facts.list[inner].chars;
            inner = facts.list[inner].end;
        } else {
            inner += 1;
        }
    }
    chars
}

/// The siblings behind the element at `top`, up to the next that begins with a heading of the same or a higher level.
fn below(facts: &Facts<'_>, top: usize, own: Option<u8>) -> Vec<usize> {
    let end = facts.list[facts.list[top].parent].end;
    let mut out = Vec::new();
    let mut at = facts.list[top].end;
    while at < end {
        let first = (at..facts.list[at].end).find_map(|inner| level(&facts.list[inner].name));
        if first.is_some_and(|first| own.is_none_or(|own| first <= own)) {
            break;
        }
        out.push(at);
        at = facts.list[at].end;
    }
    out
}

/// An element that is made of links.
fn links(facts: &Facts<'_>, at: usize) -> Option<usize> {
    let fact = &facts.list[at];
    let block = matches!(
        fact.name.as_str(),
        "p" | "div"
            | "ul"
            | "ol"
            | "li"
            | "section"
            | "article"
            | "dl"
            | "dd"
            | "figure"
            | "center"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
    );
    let made_of_links = fact.chars > 0 && fact.linked * 100 >= fact.chars * LINKS_PERCENT;
    let captioned = || facts.inside(at).iter().any(|inner| inner.name == "figcaption");
    (block && made_of_links && fact.running == 0 && !captioned()).then_some(at)
}

/// A box that leads to another article: a link around paragraphs or a heading, or a heading that is a link.
fn teaser(facts: &Facts<'_>, at: usize, headline: Option<usize>) -> Option<usize> {
    let fact = &facts.list[at];
    let blocks =
        |inner: &Fact<'_>| matches!(inner.name.as_str(), "p" | "div" | "section") || level(&inner.name).is_some();
    let around = fact.name == "a"
        && fact.linked > 0
        && facts.inside(at).iter().any(|inner| blocks(inner) && inner.chars > 0)
        && !facts.inside(at).iter().any(|inner| inner.name == "figcaption");
    let heading = level(&fact.name).is_some_and(|level| level > 1) && fact.linked > 0 && fact.linked == fact.chars;
    if !around && !heading {
        return None;
    }
    let fits = |outer: &Fact<'_>, inner: &Fact<'_>| {
        outer.chars <= TEASER_CHARS && outer.running <= inner.chars + TEASER_CHARS / 2 && outer.name != "body"
    };
    Some(climb(facts, at, headline, fits))
}

/// The furthest element around the one at `at` that fits.
fn climb(
    facts: &Facts<'_>,
    mut at: usize,
    headline: Option<usize>,
    fits: impl Fn(&Fact<'_>, &Fact<'_>) -> bool,
) -> usize {
    for _ in 0..LEVELS {
        let outer = facts.list[at].parent;
        let kept = outer == 0
            || headline.is_some_and(|headline| facts.holds(outer, headline))
            || matches!(facts.list[outer].name.as_str(), "main" | "body");
        if kept || !fits(&facts.list[outer], &facts.list[at]) {
            break;
        }
        at = outer;
    }
    at
}

/// The same, among those that begin with the element at `at`.
fn climb_first(
    facts: &Facts<'_>,
    at: usize,
    headline: Option<usize>,
    fits: impl Fn(&Fact<'_>, &Fact<'_>) -> bool,
) -> usize {
    let begins = |outer: &Fact<'_>| outer.first.is_some_and(|first| facts.holds(at, first));
    climb(facts, at, headline, |outer, inner| begins(outer) && fits(outer, inner))
}
