//! Numbers that are no counts: ports and least versions.

use super::code::{joined, printed};
use super::name;
use super::setting::segment;
use crate::extract::words::Words;
use crate::lexicon::manuals::Family;
use crate::model::{
    Aspect, Counted, Dimension, Number, Qualifier, Quantity, QuantityRole, Range as Values, Setting, Span,
};
use std::ops::Range;

/// "PostgreSQL 13 or later", "it requires Go 1.23": a capital that opens a sentence does not tell a label, nor does a number with a point; "or
/// later" does.
pub(super) fn opening(quantity: &mut Quantity, words: &Words<'_>, own: &Range<usize>) -> bool {
    let later = own.clone().any(|at| matches!(words.lower(at), "later" | "newer"));
    let Some(last) = own.start.checked_sub(1) else { return false };
    // "Node.js 18"
    let dotted = last >= 2 && words.tokens[last - 1].is_mark('.') && joined(words, last);
    let name = if dotted { last - 2 } else { last };
    let least = later && quantity.qualifier == Qualifier::AtLeast;
    // What has a least version may be written small: "npm 9 or newer".
    let plain = least && words.tokens[name].is_word() && !Family::Generic.has(words.lower(name));
    let named = (words.tokens[name].is_capital() || plain) && words.terms[name].is_some();
    // "Building from source requires Go 1.23": what a verb needs and a point tell a version.
    let version = quantity.qualifier == Qualifier::Exact && own.len() == 1 && words.tokens[own.start].raw.contains('.');
    let needed = name > 0
        && matches!(words.lower(name - 1), "need" | "needs" | "require" | "requires")
        && words.tokens.get(own.end).is_none_or(|next| !next.is_word());
    if !named || quantity.dimension != Dimension::Count || !(least || version && needed) {
        return false;
    }
    quantity.dimension = Dimension::Label;
    quantity.counted.head = printed(words, &(name..own.start));
    quantity.counted.terms = words.terms_in(name..own.start);
    quantity.counted.span = Some(words.span(name..own.start));
    true
}

/// "TLS 1.2 or later", "TLS 1.3 is the lowest version": the least version of something named.
pub(super) fn lowest(quantity: &mut Quantity, words: &Words<'_>, own: &Range<usize>, clause: &Range<usize>) -> bool {
    if quantity.dimension != Dimension::Label
        || matches!(quantity.counted.head.to_lowercase().as_str(), "port" | "version" | "error" | "code")
    {
        return false;
    }
    let later = matches!(words.lower(own.end), "or" | "and")
        && matches!(words.lower(own.end + 1), "later" | "newer" | "higher" | "above" | "up")
        || words.tokens.get(own.end).is_some_and(|plus| plus.is_mark('+'));
    let named = clause.clone().any(|at| matches!(words.lower(at), "minimum" | "lowest" | "oldest" | "least"));
    later || named
}

/// "The port of the server is 7400": a number that is no count.
pub(super) fn numbered_port(quantity: &mut Quantity, words: &Words<'_>, own: &Range<usize>, clause: &Range<usize>) {
    let named = (clause.start..own.start).any(|at| words.lower(at) == "port");
    let told = own.start > 0 && (words.lower(own.start - 1) == "is" || words.tokens[own.start - 1].is_mark(':'));
    let bare = quantity.counted.head.is_empty() || quantity.counted.head == "port";
    if quantity.dimension == Dimension::Count && bare && named && told {
        quantity.dimension = Dimension::Label;
        quantity.counted.head = "port".to_owned();
    }
}

/// Whether a port is what somebody may choose or what stands for another: "`--port 7500`", "map port 7400 to port 80".
pub(super) fn chosen_port(words: &Words<'_>, own: &Range<usize>, clause: &Range<usize>) -> bool {
    // "The agent listens on port 9310, the page on port 9311": a list of two.
    let part = segment(words, own);
    let listed = part.clone().any(|at| words.lower(at) == "on" && words.lower(at + 1) == "port");
    let reach = if listed { part.start.max(clause.start)..part.end.min(clause.end) } else { clause.clone() };
    let ports: Vec<usize> = reach.filter(|&at| words.lower(at) == "port").collect();
    let option = |at: &usize| *at > 0 && words.tokens[at - 1].is_mark('-');
    ports.len() > 1 || ports.iter().any(option) && own.start > 0
}

/// The port in the address under which a page says that the program is found: "Open http://localhost:3000".
pub(super) fn opened(words: &Words<'_>) -> Option<Quantity> {
    let host = (1..words.len()).find(|&at| matches!(words.lower(at), "localhost" | "127.0.0.1"))?;
    let port = host + 2;
    let (colon, digits) = (words.tokens.get(host + 1)?, words.tokens.get(port)?);
    let joined = colon.is_mark(':') && colon.touches(digits);
    let number = Number::decimal(digits.raw).filter(|_| joined)?;
    let opens = matches!(words.lower(0), "open" | "visit" | "browse" | "go");
    // Whatever else is named may listen there.
    let bare = |at: usize| {
        words.terms[at].is_none()
            || (host..=port).contains(&at)
            || matches!(words.lower(at), "http" | "https" | "browser" | "open" | "visit" | "browse" | "go" | "web")
    };
    (opens && (0..words.len()).all(bare))
        .then(|| labelled(words.tokens[port].span, "port", number, Setting::bare(Aspect::Port, Vec::new())))
}

/// A number that nothing is counted by: a version, a port.
pub(super) fn labelled(span: Span, head: &str, number: Number, setting: Setting) -> Quantity {
    Quantity {
        span,
        range: Values::point(number),
        qualifier: Qualifier::Exact,
        dimension: Dimension::Label,
        unit: String::new(),
        slack: Number::ZERO,
        role: QuantityRole::Level,
        counted: Counted { head: head.to_owned(), setting: Some(Box::new(setting)), ..Counted::default() },
        poll: None,
    }
}

/// Whether a whole number in a row called "port", or described as one, is one and no count.
pub(super) fn is_port(quantity: &mut Quantity, words: &Words<'_>, label: &Range<usize>) -> bool {
    let named = label.clone().any(|at| name::parts(words.tokens[at].raw).iter().any(|part| part == "port"));
    let port = named && quantity.dimension == Dimension::Count && name::is_whole(quantity);
    if port {
        quantity.dimension = Dimension::Label;
        "port".clone_into(&mut quantity.counted.head);
    }
    port
}
