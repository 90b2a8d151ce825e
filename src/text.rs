//! Words: a sentence as tokens with their places, and the folding that makes forms of one word equal.

use crate::lexicon::irregular;
use crate::model::{Span, Term};
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::cell::RefCell;
use unicode_segmentation::UnicodeSegmentation;

/// A token of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token<'a> {
    /// Where it stands in the article's text.
    pub span: Span,
    /// As printed.
    pub raw: &'a str,
    /// Lower-cased, with typographic apostrophes made plain: what the lexicon is asked for.
    pub lower: Cow<'a, str>,
    /// What it is made of.
    pub kind: TokenKind,
}

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenKind {
    /// Letters, with digits after the first letter ("K12"), inner apostrophes ("don't") and the dots of initials ("U.S.").
    /// A possessive ending is a token of its own ("Lund", "'s"); so is each part of a hyphenated word.
    Word,
    /// Digits with their separators: "10,000", "6.7", "4.2.1".
    Number,
    /// Anything else, one character each.
    Mark,
}

impl Token<'_> {
    /// Whether it is a word that begins with a capital.
    pub fn is_capital(&self) -> bool {
        self.kind == TokenKind::Word && self.raw.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether it is a word.
    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    /// Whether it is this mark.
    pub fn is_mark(&self, mark: char) -> bool {
        self.kind == TokenKind::Mark && self.raw.chars().eq([mark])
    }

    /// Whether white space or nothing at all stands between this token and `next`.
    pub fn touches(&self, next: &Token<'_>) -> bool {
        self.span.end == next.span.start
    }
}

/// The tokens of `span` of `words`, in order.
pub fn tokens(words: &str, span: Span) -> Vec<Token<'_>> {
    let text = span.of(words);
    let base = span.start as usize;
    let mut out = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        if matches!(byte, b'\t'..=b'\r' | b' ') {
            at += 1;
            continue;
        }
        if let Some(len) = plain_word_len(&text.as_bytes()[at..]) {
            let (span, raw) = (Span::new(base + at, base + at + len), &text[at..at + len]);
            out.push(Token { span, raw, lower: lower(raw), kind: TokenKind::Word });
            at += len;
            continue;
        }
        let Some(first) = text[at..].chars().next() else { break };
        let end = at
            + match first {
                c if c.is_whitespace() => {
                    at += c.len_utf8();
                    continue;
                }
                c if c.is_numeric() && c.is_ascii_digit() => number_len(&text[at..]),
                c if c.is_alphanumeric() => word_len(&text[at..]),
                '\'' | '’' | '´' if possessive(&text[..at], &text[at..]) => first.len_utf8() + 1,
                c => c.len_utf8(),
            };
        let raw = &text[at..end];
        let kind = match first {
            // A number that holds what cannot be seen is not taken for the one that it looks like.
            c if c.is_ascii_digit() && raw.is_ascii() => TokenKind::Number,
            c if c.is_alphanumeric() => TokenKind::Word,
            _ if raw.chars().count() > 1 => TokenKind::Word,
            _ => TokenKind::Mark,
        };
        out.push(Token { span: Span::new(base + at, base + end), raw, lower: lower(raw), kind });
        at = end;
    }
    out
}

/// "'s" after a word.
fn possessive(before: &str, rest: &str) -> bool {
    let mut after = rest.chars().skip(1);
    before.chars().next_back().is_some_and(char::is_alphanumeric)
        && matches!(after.next(), Some('s' | 'S'))
        && !after.next().is_some_and(char::is_alphanumeric)
}

/// Length of the number at the start of `rest`: digits, with `,` `.` or a thin space between groups of digits. What cannot
/// be seen parts no digits.
fn number_len(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut end = 0;
    while end < bytes.len() {
        let digit_at = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        match bytes[end] {
            b'0'..=b'9' => end += 1,
            b',' | b'.' if digit_at(end + 1) => end += 1,
            // A full stop before it may end a sentence.
            b',' | 0x80.. => {
                let comma = usize::from(bytes[end] == b',');
                let next = end + comma + unseen_len(&rest[end + comma..]);
                let point = usize::from(comma == 0 && matches!(bytes.get(next), Some(b',' | b'.')));
                if next == end + comma || !digit_at(next + point) {
                    break;
                }
                end = next + point;
            }
            _ => break,
        }
    }
    end
}

/// Length of the characters at the start of `rest` that cannot be seen.
fn unseen_len(rest: &str) -> usize {
    rest.chars().take_while(|&c| unseen(c)).map(char::len_utf8).sum()
}

/// Length of the word at the start of `rest` where plain letters and digits tell it: most words.
fn plain_word_len(rest: &[u8]) -> Option<usize> {
    // A dot behind one letter may be that of initials.
    if !rest.first()?.is_ascii_alphabetic() || rest.get(1) == Some(&b'.') {
        return None;
    }
    let len = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    match rest.get(len) {
        Some(b'\'' | b'_' | 0x80..) => None,
        _ => Some(len),
    }
}

/// Length of the word at the start of `rest`.
fn word_len(rest: &str) -> usize {
    let initials = initials_len(rest);
    if initials > 0 {
        return initials;
    }
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let inside = match c {
            '\'' | '’' | '´' => {
                let s_ends = matches!(next, Some('s' | 'S'))
                    && !rest[at + c.len_utf8() + 1..].chars().next().is_some_and(char::is_alphanumeric);
                next.is_some_and(char::is_alphabetic) && !s_ends
            }
            '_' => next.is_some_and(char::is_alphanumeric),
            '\u{ad}' | '\u{200b}' | '\u{2060}' => true,
            // Of the word where more of it follows.
            c if unseen(c) => continue,
            c => c.is_alphanumeric() || is_combining(c),
        };
        if !inside {
            break;
        }
        end = at + c.len_utf8();
    }
    end.max(rest.chars().next().map_or(0, char::len_utf8))
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Length of single letters each followed by a dot, at least two of them: "U.S.", "p.m.", "D.C.".
fn initials_len(rest: &str) -> usize {
    let mut end = 0;
    let mut letters = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match chars.peek() {
            Some(&(dot, '.')) if c.is_alphabetic() => {
                chars.next();
                end = dot + 1;
                letters += 1;
            }
            _ if c.is_alphanumeric() && at == end => return 0,
            _ => break,
        }
    }
    if letters >= 2 { end } else { 0 }
}

/// Lower case, typographic apostrophes made plain, what cannot be seen dropped.
fn lower(raw: &str) -> Cow<'_, str> {
    if raw.is_ascii() {
        let capital = raw.bytes().any(|byte| byte.is_ascii_uppercase());
        return if capital { Cow::Owned(raw.to_ascii_lowercase()) } else { Cow::Borrowed(raw) };
    }
    let plain = raw.chars().all(|c| !(c.is_uppercase() || matches!(c, '’' | '´') || unseen(c)));
    if plain {
        return Cow::Borrowed(raw);
    }
    let folded = raw
        .chars()
        .filter(|&c| !unseen(c))
        .flat_map(|c| if matches!(c, '’' | '´') { '\''.to_lowercase() } else { c.to_lowercase() })
        .collect();
    Cow::Owned(folded)
}

/// Without diacritics and in lower case: "Andrés" gives "andres".
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        let capital = word.bytes().any(|byte| byte.is_ascii_uppercase());
        return if capital { Cow::Owned(word.to_ascii_lowercase()) } else { Cow::Borrowed(word) };
    }
    // A Cyrillic letter among Latin ones makes another word, which only looks the same.
    if scripts_mixed(word).is_some() {
        return Cow::Owned(word.to_lowercase());
    }
    Cow::Owned(deunicode::deunicode(word).to_lowercase())
}

/// A letter of another script in a word of Latin ones, of those scripts that have letters of the same look.
pub(crate) fn scripts_mixed(word: &str) -> Option<char> {
    let latin = |c: char| latin_or_digit(c) && !c.is_ascii_digit();
    // Greek, Cyrillic, Armenian, Cherokee (Unicode UTS 39, "confusables").
    let other = |c: &char| matches!(c, '\u{370}'..='\u{52f}' | '\u{531}'..='\u{587}' | '\u{13a0}'..='\u{13fd}' | '\u{1c80}'..='\u{1c8f}');
    word.chars().find(other).filter(|_| word.contains(latin))
}

/// Whether a character is shown by nothing: Unicode's Default_Ignorable_Code_Point (UAX 44), and marks of annotations.
pub(crate) fn unseen(c: char) -> bool {
    joining(c)
        || matches!(c, '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}')
        || matches!(c, '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Tells where a word may be parted, in any text that was set in columns.
pub(crate) const SOFT_HYPHEN: char = '\u{ad}';

/// Of these, what some script is written with: soft hyphens, joiners, fillers, selectors of variants. Among Latin letters and
/// digits they say nothing, but the soft hyphen between two letters.
pub(crate) fn joining(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180d}' | '\u{180f}'
    ) || matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether what joins says nothing beside `c`.
pub(crate) fn latin_or_digit(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// The Snowball English stem of a lower-cased word, of an irregular form that of its base: "knew" is "know".
pub fn stem(lower: &str) -> Cow<'_, str> {
    thread_local!(static STEMMER: Stemmer = Stemmer::create(Algorithm::English));
    match fold(lower) {
        Cow::Borrowed(word) => {
            let plain = irregular::base(word).unwrap_or(word);
            STEMMER.with(|stemmer| stemmer.stem(plain))
        }
        Cow::Owned(word) => Cow::Owned(STEMMER.with(|stemmer| stemmer.stem(&word).into_owned())),
    }
}

/// Stems that a thread remembers; more are in no language, but in dumps.
const REMEMBERED: usize = 1 << 17;

/// The hash of the stem of a lower-cased word. A thread remembers those of the words it has met: text repeats them.
pub(crate) fn stem_hash(lower: &str) -> u64 {
    thread_local!(static KNOWN: RefCell<FxHashMap<Box<str>, u64>> = RefCell::default());
    KNOWN.with_borrow_mut(|known| {
        if let Some(&hash) = known.get(lower) {
            return hash;
        }
        if known.len() >= REMEMBERED {
            known.clear();
        }
        let hash = hash(&stem(lower));
        known.insert(lower.into(), hash);
        hash
    })
}

/// A 64-bit FNV-1a hash: short words, the same on every machine. Collisions among a language's stems are out of reach
/// of its vocabulary (birthday bound at 1 M stems: 3e-8).
pub fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

/// Sorts by hash and drops repetitions: the form in which term lists are compared.
pub fn sorted(mut terms: Vec<Term>) -> Vec<Term> {
    terms.sort_unstable();
    terms.dedup_by_key(|term| term.hash);
    terms.shrink_to_fit();
    terms
}

/// With each run of white space made one space, and none at the ends.
pub fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// At most `most` characters of `text`: a longer one ends at a word, with `…`.
pub fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    let Some((cut, _)) = text.grapheme_indices(true).nth(most) else { return Cow::Borrowed(text) };
    // A word is cut only where it is the first.
    let whole = match text[cut..].starts_with(' ') {
        true => &text[..cut],
        false => text[..cut].rsplit_once(' ').map_or(&text[..cut], |(whole, _)| whole),
    };
    Cow::Owned(format!("{}…", whole.trim_end_matches([',', ';', ':', ' '])))
}

/// The characters a person sees as one each; for widths and cuts.
pub fn graphemes(text: &str) -> impl Iterator<Item = &str> {
    text.graphemes(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        tokens(text, Span::new(0, text.len())).into_iter().map(|token| token.raw).collect()
    }

    #[test]
    fn words_numbers_and_marks() {
        assert_eq!(
            cut("then-President Trump’s 10,000 troops."),
            ["then", "-", "President", "Trump", "’s", "10,000", "troops", "."]
        );
        assert_eq!(
            cut("U.S.-Mexico at 9 p.m. on K12, 22km"),
            ["U.S.", "-", "Mexico", "at", "9", "p.m.", "on", "K12", ",", "22", "km"]
        );
        assert_eq!(
            cut("It didn't. Version 4.2.1, $3.5bn; 75%"),
            ["It", "didn't", ".", "Version", "4.2.1", ",", "$", "3.5", "bn", ";", "75", "%"]
        );
    }

    #[test]
    fn what_cannot_be_seen_parts_no_word_and_no_number() {
        for odd in ["1\u{ad}2", "1\u{200b},200", "1,\u{2060}200", "1\u{202e}2", "Tob\u{2063}ias", "To\u{200e}bias"] {
            assert_eq!(cut(&format!("{odd} left")), [odd, "left"]);
            assert!(tokens(odd, Span::new(0, odd.len()))[0].is_word(), "{odd:?}");
        }
        assert_eq!(
            cut("in 2019.\u{200b}12 people\u{200e}."),
            ["in", "2019", ".", "\u{200b}", "12", "people", "\u{200e}", "."]
        );
    }

    #[test]
    fn spans_cut_back_to_their_text() {
        let text = "“Señor” Łódź — it’s 3°C.\r\nNext";
        for token in tokens(text, Span::new(0, text.len())) {
            assert_eq!(token.span.of(text), token.raw);
        }
    }

    #[test]
    fn long_texts_are_shortened_at_a_word() {
        assert_eq!(shortened("two words", 9), "two words");
        assert_eq!(shortened("two words, and more", 10), "two words…");
        assert_eq!(shortened("two words", 5), "two…");
        assert_eq!(shortened("Señoría", 4), "Seño…");
    }

    #[test]
    fn forms_of_a_word_share_a_stem() {
        assert_eq!(stem("supported"), stem("supports"));
        assert_eq!(stem("andrés"), "andr");
        assert_ne!(hash("dead"), hash("deaf"));
        for _ in 0..2 {
            assert_eq!(stem_hash("sailing"), hash("sail"));
        }
    }
}
