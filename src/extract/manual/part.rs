//! What a section of a reference describes: the function, option or event that its heading names as code.

use super::code::{codes, glued, is_made, printed};
use crate::extract::words::Words;
use crate::lexicon::manuals::Family;
use crate::model::{BlockKind, CodeName, Reference};
use crate::text::{self, TokenKind};

/// Words that may stand in front of a colon and a name: "Event: `close`", "Class: `Dir`".
const LABEL: usize = 2;
/// Marks behind which a name has its arguments, or its value.
const ARGUMENTS: [char; 5] = ['(', '[', '=', '<', '{'];

/// The headings above a sentence with the names in them.
#[derive(Default)]
pub(super) struct Parts(Vec<(u8, Vec<CodeName>)>);

impl Parts {
    /// Goes past a sentence; what is known of it by names set as code, if anything.
    pub(super) fn pass(&mut self, block: BlockKind, words: &Words<'_>, text: &str) -> Option<Box<Reference>> {
        let level = match block {
            BlockKind::Title => Some(0),
            BlockKind::Heading(level) => Some(level),
            _ => None,
        };
        if let Some(level) = level {
            self.0.retain(|(above, _)| *above < level);
            self.0.push((level, heads(words, text)));
        }
        let heads = self.0.iter().rev().map(|(_, names)| names).find(|names| !names.is_empty()).cloned();
        let reference = Reference {
            heads: heads.unwrap_or_default(),
            names: names(words, text),
            points: level.is_none() && points(words),
        };
        (reference != Reference::default()).then(|| Box::new(reference))
    }
}

/// The names of a heading that is made of them: "`fs.open(path)`", "Event: `close`", "`--all`, `-a`".
fn heads(words: &Words<'_>, text: &str) -> Vec<CodeName> {
    let word = |at: usize| words.tokens[at].is_word();
    let colon = (0..words.len()).find(|&at| words.tokens[at].is_mark(':'));
    let label = colon.filter(|&colon| (0..colon).filter(|&at| word(at)).count() <= LABEL && colon + 1 < words.len());
    let mut at = label.map_or(0, |colon| colon + 1);
    // "Class `Dir`"
    while at < words.len() && Family::Kinds.has(words.lower(at)) {
        at += 1;
    }
    let mut out = Vec::new();
    while at < words.len() {
        if let Some((name, end)) = name(words, at, text) {
            out.push(name);
            at = end;
        } else if word(at) && !matches!(words.lower(at), "and" | "or") {
            return Vec::new();
        } else {
            at += 1;
        }
    }
    out
}

/// The name set as code that begins at the token `at`, and the token behind it with its arguments. `text` is the article's,
/// with the marks that set it so.
fn name(words: &Words<'_>, at: usize, text: &str) -> Option<(CodeName, usize)> {
    let token = words.tokens[at].span;
    let before = text.get(..token.start as usize).unwrap_or_default().trim_end_matches(['\'', '"']);
    let quoted = words.tokens[at].kind != TokenKind::Mark && before.ends_with('`') || words.lower(at).starts_with('-');
    let tokens = glued(words, at, None);
    let whole = printed(words, &tokens);
    let stem = whole.split(ARGUMENTS).next().unwrap_or_default();
    let called = stem.len() < whole.len() || words.tokens.get(tokens.end).is_some_and(|mark| mark.is_mark('('));
    // "auth-type" by itself; pages in HTML lose the marks of code.
    let alone = || tokens == (0..words.len()) && stem.contains('-') && !stem.contains(char::is_uppercase);
    let name = CodeName::of(stem).filter(|_| quoted || called && is_name(stem) || is_made(stem) || alone())?;
    let quote = text.get(token.start as usize..).and_then(|rest| rest.find('`')).filter(|_| quoted);
    let close = quote.map(|length| token.start + u32::try_from(length).unwrap_or(u32::MAX));
    let end = match close {
        Some(close) => (at..words.len()).find(|&at| words.tokens[at].span.start >= close).unwrap_or(words.len()),
        None if called => (tokens.end..words.len()).find(|&at| words.tokens[at].is_mark(')'))? + 1,
        None => tokens.end,
    };
    Some((name, end.max(at + 1)))
}

/// Whether it may be the name of a function: "open", "Dir.close", not "Limits".
fn is_name(stem: &str) -> bool {
    stem.starts_with(|c: char| c.is_lowercase() || c == '_') || stem.contains('.')
}

/// The names of a sentence.
fn names(words: &Words<'_>, text: &str) -> Vec<CodeName> {
    let coded = codes(words, 0..words.len());
    let mut out: Vec<CodeName> = coded.iter().filter_map(|code| CodeName::of(&code.name)).collect();
    out.extend((0..words.len()).filter_map(|at| Some(name(words, at, text)?.0)));
    out.sort_unstable();
    out.dedup();
    out
}

/// Whether a sentence speaks of what stands around it: "This method is deprecated", "files made in this way are kept".
fn points(words: &Words<'_>) -> bool {
    (0..words.len()).any(|at| match words.lower(at) {
        "this" | "these" | "those" => !Family::Pages.has(words.lower(at + 1)),
        "such" => words.lower(at + 1) != "as",
        "following" => at > 0 && words.lower(at - 1) == "the",
        _ => false,
    })
}

impl CodeName {
    /// The name of what is printed so, by its letters and digits: `--max-size` is `max_size`.
    fn of(printed: &str) -> Option<Self> {
        let plain = |part: &str| part.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        let parts: Vec<String> =
            printed.split(['.', '/', ':', '#']).map(plain).filter(|part: &String| !part.is_empty()).collect();
        let last = parts.last()?;
        Some(Self { whole: text::hash(&parts.join(".")), last: text::hash(last) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon;
    use crate::model::Span;

    /// What `read` makes of a text without the marks of code, and of that with them.
    fn of<T>(text: &str, read: impl Fn(&Words<'_>, &str) -> T) -> T {
        let plain = text.replace('`', " ");
        read(&Words::new(&plain, Span::new(0, text.len()), &lexicon::english()), text)
    }

    #[test]
    fn a_heading_of_names_says_what_its_section_describes() {
        let name = |name: &str| CodeName::of(name).unwrap();
        for (heading, expected) in [
            ("`pond.open(path[, mode], done)`", "pond.open"),
            ("pond.open(path[, mode], done)", "pond.open"),
            ("Event: `'close'`", "close"),
            ("Class: `pond.Reed`", "pond.Reed"),
            ("R0011: `pond.Reed`", "pond.Reed"),
            ("`--max-size=bytes`", "max_size"),
            ("max_size", "maxSize"),
            ("Command `tarn`", "tarn"),
        ] {
            assert_eq!(of(heading, heads), [name(expected)], "{heading}");
        }
        assert_eq!(of("`--all`, `-a`", heads), [name("all"), name("a")]);
        for heading in [
            "Limits",
            "Configure `tarn.toml`",
            "Limits (per account)",
            "Start the server with `tarnd`",
            "Next: the port",
        ] {
            assert!(of(heading, heads).is_empty(), "{heading}");
        }
    }

    #[test]
    fn names_are_one_by_their_letters_and_their_last_part() {
        let name = |name: &str| CodeName::of(name).unwrap();
        assert!(name("--max-size").is(name("max_size")));
        assert!(name("server.port").is(name("port")));
        assert!(!name("pond.close").is(name("reed.close")));
        assert!(!name("open").is(name("close")));
    }

    #[test]
    fn a_sentence_may_point() {
        assert!(of("This method is deprecated.", |words, _| points(words)));
        assert!(of("The following plans are deprecated.", |words, _| points(words)));
        assert!(of("Files made in this way are kept.", |words, _| points(words)));
        assert!(!of("The method is deprecated.", |words, _| points(words)));
        assert!(!of("The default in this version is 3, in tools such as this guide.", |words, _| points(words)));
    }
}
