//! Where the words of a page stand in its file.
//!
//! The parser gives text nodes without their places. The text of all nodes, in the order of the document, is the file's
//! own text without its tags, so both are walked in lockstep; white space, which the parser moves about, is passed over.

/// Elements whose content is text up to their end tag, whatever it looks like.
const RAW_TEXT: &[&str] = &["script", "style", "xmp", "iframe", "noembed", "noframes", "noscript"];
/// The same, but with entities.
const RAW_WITH_ENTITIES: &[&str] = &["title", "textarea"];
/// How far ahead a word is looked for when file and document have parted (the parser moves text out of tables), in bytes.
const RESYNC_WINDOW: usize = 64 << 10;
/// How often that is done on a page, so that a broken one stays cheap.
const RESYNCS: u32 = 64;
/// Longest entity, in bytes; the longest that HTML has is `&CounterClockwiseContourIntegral;`.
const LONGEST_ENTITY: usize = 40;

/// A place in the file where a run of a text node begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    /// Bytes from the start of the node's text.
    pub offset: usize,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// Column in UTF-16 code units, from 1.
    pub utf16: u32,
}

/// Walks the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Locator<'a> {
    source: &'a str,
    at: usize,
    line: u32,
    column: u32,
    utf16: u32,
    /// The element whose raw text is being read.
    raw: Option<&'static str>,
    resyncs: u32,
}

/// A character of the file's text, or an entity that stands for one.
enum Item {
    Char(char),
    Entity(usize),
}

impl<'a> Locator<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, at: 0, line: 1, column: 1, utf16: 1, raw: None, resyncs: RESYNCS }
    }

    /// The runs of the next text node: one for each word and after each entity.
    pub(super) fn locate(&mut self, text: &str) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut fresh = true;
        for (offset, c) in text.char_indices() {
            if c.is_ascii_whitespace() {
                fresh = true;
                continue;
            }
            if !self.stand_at(c) && !self.resync(&text[offset..], c) {
                return runs;
            }
            if fresh {
                runs.push(Run { offset, line: self.line, column: self.column, utf16: self.utf16 });
            }
            fresh = self.step(c);
        }
        runs
    }

    /// Goes to the next character that is no white space, and says whether it is `c`. Where it is not, nothing moves.
    fn stand_at(&mut self, c: char) -> bool {
        let before = *self;
        loop {
            match self.peek() {
                Some(Item::Char(found)) if found == c => return true,
                Some(Item::Char(found)) if found.is_ascii_whitespace() || found == '\0' => self.advance(1),
                Some(Item::Entity(len)) => {
                    let entity = &self.source[self.at..self.at + len];
                    if entity.len() > 1
                        && !matches!(entity, "&#32;" | "&#10;" | "&Tab;" | "&NewLine;" | "&#9;" | "&#13;")
                    {
                        return true;
                    }
                    self.advance(len);
                }
                _ => {
                    *self = before;
                    return false;
                }
            }
        }
    }

    /// Passes the character that the walk stands at; whether it was written as an entity.
    fn step(&mut self, c: char) -> bool {
        match self.peek() {
            Some(Item::Entity(len)) => {
                let name = self.source[self.at + 1..self.at + len].trim_end_matches(';');
                let ampersand = matches!(name, "amp" | "AMP" | "#38" | "#x26");
                // "AT&T": what looks like an entity was none.
                let literal = c == '&' && !ampersand;
                self.advance(if literal { 1 } else { len });
                !literal
            }
            _ => {
                self.advance(c.len_utf8());
                false
            }
        }
    }

    /// Looks ahead for the next word of the node.
    fn resync(&mut self, text: &str, c: char) -> bool {
        let end = text.find(|c: char| c.is_whitespace() || matches!(c, '&' | '<')).unwrap_or(text.len());
        let word = &text[..text.floor_char_boundary(end.min(24))];
        let window = &self.source[self.at..self.source.floor_char_boundary(self.at + RESYNC_WINDOW)];
        if self.resyncs == 0 || word.is_empty() {
            return false;
        }
        self.resyncs -= 1;
        let Some(found) = window.find(word) else { return false };
        self.raw = None;
        self.advance(found);
        self.stand_at(c)
    }

    /// The next character or entity outside of tags; passes tags and comments.
    fn peek(&mut self) -> Option<Item> {
        loop {
            let rest = &self.source[self.at..];
            let first = rest.chars().next()?;
            let entities = self.raw.is_none_or(|name| RAW_WITH_ENTITIES.contains(&name));
            match first {
                '<' => match markup_len(rest, self.raw) {
                    Some((len, raw)) => {
                        self.raw = raw;
                        self.advance(len);
                    }
                    None => return Some(Item::Char('<')),
                },
                '&' if entities => return Some(entity_len(rest).map_or(Item::Char('&'), Item::Entity)),
                c => return Some(Item::Char(c)),
            }
        }
    }

    fn advance(&mut self, bytes: usize) {
        for byte in self.source[self.at..self.at + bytes].bytes() {
            match byte {
                b'\n' => {
                    self.line += 1;
                    (self.column, self.utf16) = (1, 1);
                }
                byte if byte & 0xc0 != 0x80 => {
                    self.column += 1;
                    // Characters of four bytes are two code units.
                    self.utf16 += if byte >= 0xf0 { 2 } else { 1 };
                }
                _ => {}
            }
        }
        self.at += bytes;
    }
}

/// Bytes of the tag or comment at the start of `rest`, and the raw text that follows it; `None` where `<` is just a sign.
fn markup_len(rest: &str, raw: Option<&'static str>) -> Option<(usize, Option<&'static str>)> {
    let after = &rest[1..];
    if let Some(name) = raw {
        let closes = after.strip_prefix('/')?.get(..name.len())?.eq_ignore_ascii_case(name);
        return closes.then(|| (tag_len(rest), None));
    }
    let until = |mark: &str, from: usize| rest[from..].find(mark).map_or(rest.len(), |at| from + at + mark.len());
    match after.as_bytes().first()? {
        b'!' if after.starts_with("!--") => Some((until("-->", rest.len().min(2)), None)),
        b'!' | b'?' => Some((until(">", 0), None)),
        b'/' => Some((tag_len(rest), None)),
        byte if byte.is_ascii_alphabetic() => {
            let name = &after[..after.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(after.len())];
            let raw = RAW_TEXT.iter().chain(RAW_WITH_ENTITIES).find(|raw| raw.eq_ignore_ascii_case(name));
            Some((tag_len(rest), raw.copied()))
        }
        _ => None,
    }
}

/// Bytes up to the `>` that is not inside a quoted attribute.
fn tag_len(rest: &str) -> usize {
    let mut quote = None;
    let mut before = b' ';
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (Some(mark), _) if mark == byte => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    rest.len()
}

/// Bytes of what looks like an entity at the start of `rest`, its semicolon included.
fn entity_len(rest: &str) -> Option<usize> {
    let bytes = &rest.as_bytes()[..rest.len().min(LONGEST_ENTITY)];
    let sign = usize::from(bytes.get(1) == Some(&b'#'));
    let name = bytes[1 + sign..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let end = 1 + sign + name;
    (name > 0).then(|| end + usize::from(bytes.get(end) == Some(&b';')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_entities_and_scripts() {
        let source = "<p title=\"a > b\">AT&T &amp; Co.<!-- x --> sank</p><script>if (a<b) {}</script>\n<p>é &ldquo;Auk&rdquo;</p>";
        let mut locator = Locator::new(source);
        let columns = |runs: Vec<Run>| runs.iter().map(|run| (run.offset, run.line, run.column)).collect::<Vec<_>>();
        assert_eq!(columns(locator.locate("AT&T & Co.")), [(0, 1, 18), (5, 1, 23), (7, 1, 29)]);
        assert_eq!(columns(locator.locate(" sank")), [(1, 1, 43)]);
        locator.locate("if (a<b) {}");
        assert_eq!(columns(locator.locate("é “Auk”")), [(0, 2, 4), (3, 2, 6), (6, 2, 13)]);
    }

    #[test]
    fn text_that_was_moved_is_found_again() {
        let mut locator = Locator::new("<table>lost<tr><td>cell</td></tr></table><p>after</p>");
        assert_eq!(locator.locate("cell").len(), 1);
        assert_eq!(locator.locate("nowhere"), []);
        assert_eq!(locator.locate("after"), [Run { offset: 0, line: 1, column: 45, utf16: 45 }]);
    }
}
