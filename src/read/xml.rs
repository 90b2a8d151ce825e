//! Walking XML: elements by their local names, and the text between them.

use super::lines;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// What is met on the way, in order.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// The start of an element: its name without prefix, in the file's case.
    Start(String),
    /// The end of an element.
    End,
    /// Text, entities resolved.
    Text(String),
}

/// A walk through a file.
pub(super) struct Walk<'a> {
    reader: Reader<&'a [u8]>,
    text: &'a str,
    starts: Vec<u32>,
    /// Attributes of the element that was met last: local names and values.
    attributes: Vec<(String, String)>,
    /// An element without content, whose end is still to be told.
    empty: bool,
    depth: usize,
}

/// Deepest nesting that is followed; documents of word processors stay below 60.
const DEEPEST: usize = 512;

impl<'a> Walk<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.check_end_names = true;
        config.allow_dangling_amp = true;
        Self { reader, text, starts: lines::starts(text), attributes: Vec::new(), empty: false, depth: 0 }
    }

    /// The next node; `None` at the end of the file. An error says what is wrong.
    pub(super) fn next(&mut self) -> Result<Option<Node>, String> {
        if std::mem::take(&mut self.empty) {
            return Ok(Some(Node::End));
        }
        loop {
            let node = match self.reader.read_event().map_err(|error| error.to_string())? {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(format!("its elements are nested more than {DEEPEST} deep"));
                    }
                    self.start(&start)
                }
                Event::Empty(start) => {
                    self.empty = true;
                    self.start(&start)
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Node::End
                }
                Event::Text(text) => Node::Text(text.decode().map_err(|error| error.to_string())?.into_owned()),
                Event::CData(text) => Node::Text(text.decode().map_err(|error| error.to_string())?.into_owned()),
                Event::GeneralRef(reference) => Node::Text(resolved(&reference)),
                Event::Eof if self.depth > 0 => return Err("it ends in the middle; is it whole?".to_owned()),
                Event::Eof => return Ok(None),
                Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_) => continue,
            };
            return Ok(Some(node));
        }
    }

    /// The value of an attribute of the element that was met last.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The line that the walk stands on, from 1.
    pub(super) fn line(&self) -> u32 {
        let at = self.position();
        u32::try_from(self.starts.partition_point(|&start| (start as usize) < at).max(1)).unwrap_or(u32::MAX)
    }

    /// Passes what is inside the element that was just met, and its end.
    pub(super) fn skip(&mut self) -> Result<(), String> {
        self.inner(|_| {}).map(drop)
    }

    /// The text inside the element that was just met, and what it looks like in the file.
    pub(super) fn inner(&mut self, mut take: impl FnMut(&str)) -> Result<&'a str, String> {
        let from = self.position();
        let mut open = 1_usize;
        let mut to = from;
        while open > 0 {
            let before = self.position();
            match self.next()? {
                Some(Node::Start(_)) => open += 1,
                Some(Node::End) => {
                    open -= 1;
                    to = before;
                }
                Some(Node::Text(text)) => take(&text),
                None => return Err("it ends in the middle; is it whole?".to_owned()),
            }
        }
        Ok(self.text.get(from..to).unwrap_or_default())
    }

    /// The text inside the element that was just met.
    pub(super) fn string(&mut self) -> Result<String, String> {
        let mut out = String::new();
        self.inner(|text| out.push_str(text))?;
        Ok(out)
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Node {
        let local = |name: &[u8]| String::from_utf8_lossy(name).into_owned();
        self.attributes = start
            .attributes()
            .flatten()
            .map(|attribute| {
                let value = attribute
                    .normalized_value(XmlVersion::default())
                    .map(|value| value.into_owned())
                    .unwrap_or_default();
                (local(attribute.key.local_name().as_ref()), value)
            })
            .collect();
        Node::Start(local(start.local_name().as_ref()))
    }
}

/// The characters of `&amp;` and the like; what is unknown stays as it is written, since HTML in it may know it.
fn resolved(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return c.to_string();
    }
    let name = String::from_utf8_lossy(reference).into_owned();
    match name.as_str() {
        "amp" => "&".to_owned(),
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        "nbsp" => "\u{a0}".to_owned(),
        _ => format!("&{name};"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_entities_and_what_stands_in_the_file() {
        let mut walk = Walk::new("<a:x y='1 &amp; 2'>\n<b>AT&amp;T &#233; &eacute; <![CDATA[<p>]]></b><c/></a:x>");
        assert_eq!(walk.next(), Ok(Some(Node::Start("x".to_owned()))));
        assert_eq!(walk.attribute("y"), Some("1 & 2"));
        walk.next().expect("a line end");
        assert_eq!(walk.next(), Ok(Some(Node::Start("b".to_owned()))));
        assert_eq!(walk.line(), 2);
        assert_eq!(walk.string().as_deref(), Ok("AT&T é &eacute; <p>"));
        assert_eq!(walk.next(), Ok(Some(Node::Start("c".to_owned()))));
        assert_eq!(walk.inner(|_| {}), Ok(""));
        assert_eq!((walk.next(), walk.next()), (Ok(Some(Node::End)), Ok(None)));
    }

    #[test]
    fn stumps_and_bottomless_files_are_errors() {
        for text in ["<a><b>x</b>".to_owned(), "<a></b>".to_owned(), "<a>".repeat(600)] {
            let mut walk = Walk::new(&text);
            let end = std::iter::from_fn(|| Some(walk.next())).find(|node| !matches!(node, Ok(Some(_))));
            assert!(matches!(end, Some(Err(_))), "{end:?}");
        }
    }
}
