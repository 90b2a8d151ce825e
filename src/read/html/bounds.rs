//! What a page may look like at most to be parsed: the parser's time grows with the depth of elements times their number,
//! and with the square of an element's attributes.

/// Deepest nesting that is parsed. Browsers stop at 512, and pages with elements that were never closed get further.
const DEEPEST: usize = 3000;
/// Most attributes of an element. Pages have a dozen, and editors that go wrong some dozens.
const ATTRIBUTES: usize = 256;

/// Elements that do not nest: those without contents, and those that the next of their kind ends.
const FLAT: &[&str] = &[
    "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "frame", "head", "hr", "html", "img",
    "input", "keygen", "li", "link", "meta", "option", "optgroup", "p", "param", "source", "tbody", "td", "tfoot",
    "th", "thead", "tr", "track", "wbr",
];
/// Elements whose contents are no markup.
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];
/// Elements inside which `/>` ends an element.
const FOREIGN: &[&str] = &["svg", "math"];

/// Why a page is not parsed, if it is not.
pub(super) fn exceeded(source: &str) -> Option<String> {
    let bytes = source.as_bytes();
    let (mut at, mut depth, mut foreign) = (0, 0_usize, 0_usize);
    while let Some(open) = find(bytes, at, b"<") {
        at = open + 1;
        if bytes[at..].starts_with(b"!--") {
            at = find(bytes, at + 3, b"-->").unwrap_or(bytes.len());
            continue;
        }
        let closes = bytes.get(at) == Some(&b'/');
        at += usize::from(closes);
        let name = name(&bytes[at..]);
        if name.is_empty() {
            continue;
        }
        at += name.len();
        let tag = tag(bytes, at);
        at = tag.end;
        if tag.attributes > ATTRIBUTES {
            return Some(format!("an element has more than {ATTRIBUTES} attributes; no page has"));
        }
        let is = |names: &[&str]| names.iter().any(|known| known.as_bytes().eq_ignore_ascii_case(name));
        if closes {
            foreign = foreign.saturating_sub(usize::from(is(FOREIGN)));
            depth = depth.saturating_sub(usize::from(!is(FLAT)));
            continue;
        }
        if is(FLAT) || (tag.ended && foreign > 0) {
            continue;
        }
        foreign += usize::from(is(FOREIGN) && !tag.ended);
        if foreign == 0 && is(RAW) {
            at = past_raw(bytes, at, name);
            continue;
        }
        depth += 1;
        if depth > DEEPEST {
            return Some(format!("its elements are nested more than {DEEPEST} deep; no page is"));
        }
    }
    None
}

/// What stands in a tag behind its name.
struct Tag {
    attributes: usize,
    /// Whether it ends with `/>`.
    ended: bool,
    /// One past the tag.
    end: usize,
}

fn tag(bytes: &[u8], start: usize) -> Tag {
    let (mut attributes, mut quote, mut between) = (0, None, true);
    for (at, &byte) in bytes.iter().enumerate().skip(start) {
        match (quote, byte) {
            (Some(mark), _) if byte == mark => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return Tag { attributes, ended: at > start && bytes[at - 1] == b'/', end: at + 1 },
            (None, b'"' | b'\'') if bytes[at - 1] == b'=' || bytes[at - 1].is_ascii_whitespace() => quote = Some(byte),
            (None, _) if byte.is_ascii_whitespace() || byte == b'/' => between = true,
            (None, _) => {
                attributes += usize::from(between);
                between = false;
            }
        }
    }
    Tag { attributes, ended: false, end: bytes.len() }
}

/// The letters with which an element's name begins; what follows them tells nothing here.
fn name(bytes: &[u8]) -> &[u8] {
    if !bytes.first().is_some_and(u8::is_ascii_alphabetic) {
        return &[];
    }
    let end = bytes.iter().position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'));
    &bytes[..end.unwrap_or(bytes.len())]
}

/// Where the tag begins that ends an element whose contents are no markup.
fn past_raw(bytes: &[u8], mut at: usize, name: &[u8]) -> usize {
    while let Some(close) = find(bytes, at, b"</") {
        let rest = &bytes[close + 2..];
        if rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return close;
        }
        at = close + 2;
    }
    bytes.len()
}

fn find(bytes: &[u8], from: usize, needle: &[u8]) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let at = match needle {
        [only] => rest.iter().position(|byte| byte == only)?,
        _ => rest.windows(needle.len()).position(|window| window == needle)?,
    };
    Some(from + at)
}

#[cfg(test)]
mod tests {
    use super::exceeded;

    #[test]
    fn pages_are_parsed() {
        let deep = |open: &str| open.repeat(DEEP);
        const DEEP: usize = super::DEEPEST + 1;
        for page in [
            "<p>It sank.".repeat(DEEP),
            "<li>It sank.<br><img src=a>".repeat(DEEP),
            "<div>It sank.</div>".repeat(DEEP),
            format!("<script>{}</script>", "if (i<b && j<x) ".repeat(DEEP)),
            format!("<!-- {} -->", deep("<div>")),
            format!("<svg>{}</svg>", deep("<path d='M0 0'/>")),
            format!("<a title=\"{}\">", "b=c ".repeat(DEEP)),
            "a < b and <3 ".repeat(DEEP),
        ] {
            assert_eq!(exceeded(&page), None, "{page:.60}");
        }
    }

    #[test]
    fn what_would_take_for_ever_is_not() {
        for page in ["<x>".repeat(4000), "<x-y/>".repeat(4000), "<div><p>".repeat(4000), "<SPAN a=b>".repeat(4000)] {
            assert!(exceeded(&page).is_some_and(|why| why.contains("nested")), "{page:.60}");
        }
        let attributes: String = (0..300).map(|at| format!(" a{at}=b")).collect();
        for page in [format!("<p{attributes}>"), format!("<p {attributes}"), format!("</p{attributes}>")] {
            assert!(exceeded(&page).is_some_and(|why| why.contains("attributes")), "{page:.60}");
        }
    }
}
