//! Bytes to text: which encoding a file is in, and what of it cannot be read.

use super::lines;
use crate::model::{Field, MetaOrigin, Skipped};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// A file as text.
#[derive(Debug)]
pub(super) struct Decoded<'a> {
    pub text: Cow<'a, str>,
    /// Bytes of the file before the text; `None` where the text is not the file's own bytes.
    pub base: Option<u32>,
    /// The encoding, where it is not UTF-8, and what told it.
    pub encoding: Option<Field>,
    /// What could not be decoded.
    pub fault: Option<Skipped>,
}

/// How far into a file its own word about its encoding is looked for, in bytes: the prescan of the HTML standard.
const PRESCAN: usize = 1024;
/// How much of a file its encoding is guessed from, in bytes: beyond, nothing changes any more.
const GUESSED_FROM: usize = 1 << 20;
/// Of 100 pairs of bytes, how many must have one zero byte in the same place for the text to be UTF-16: running text in
/// Latin letters has nearly all, binary data far fewer.
const UTF16_PERCENT: usize = 70;
/// Of 100 bytes of a text with zero bytes, how many may be control characters: a slip of a program leaves a few.
const CONTROLS_PERCENT: usize = 5;

/// Reads `bytes` as text; `id` is named where something could not be decoded. `None` where this is no text.
///
/// A byte order mark tells the encoding, then the file's own declaration, then the bytes themselves. Text that is valid
/// UTF-8 beyond ASCII is never anything else, whatever it declares: no other encoding looks like it by chance.
pub(super) fn decode<'a>(id: &str, bytes: &'a [u8]) -> Option<Decoded<'a>> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Some(with(id, encoding, &bytes[mark..], mark, MetaOrigin::ByteOrderMark));
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return Some(with(id, encoding, bytes, 0, MetaOrigin::Bytes));
    }
    if bytes.iter().take(GUESSED_FROM).any(|&byte| byte == 0) && !is_text_with_zeros(bytes) {
        return None;
    }
    let declared = declared(bytes);
    match std::str::from_utf8(bytes) {
        // Seven-bit text may still be ISO-2022-JP, where that is declared.
        Ok(text) if !text.is_ascii() || declared.is_none_or(Encoding::is_ascii_compatible) => {
            Some(Decoded { text: Cow::Borrowed(text), base: Some(0), encoding: None, fault: None })
        }
        _ => {
            let (encoding, origin) = match declared.filter(|&encoding| encoding != UTF_8) {
                Some(encoding) => (encoding, MetaOrigin::Declaration),
                None => (guess(bytes), MetaOrigin::Bytes),
            };
            Some(with(id, encoding, bytes, 0, origin))
        }
    }
}

/// Decodes what follows a mark of `mark` bytes.
fn with<'a>(id: &str, encoding: &'static Encoding, body: &'a [u8], mark: usize, origin: MetaOrigin) -> Decoded<'a> {
    let (text, faulty) = encoding.decode_without_bom_handling(body);
    let own = encoding == UTF_8 && !faulty;
    let field = Field { value: encoding.name().to_lowercase(), origin };
    Decoded {
        fault: faulty.then(|| fault(id, encoding, &text)),
        base: own.then_some(u32::try_from(mark).unwrap_or(0)),
        encoding: (encoding != UTF_8).then_some(field),
        text,
    }
}

/// What could not be decoded: how much, and where the first of it stands.
fn fault(id: &str, encoding: &'static Encoding, text: &str) -> Skipped {
    let count = text.matches(char::REPLACEMENT_CHARACTER).count();
    let first = text.find(char::REPLACEMENT_CHARACTER).unwrap_or(0);
    let starts = lines::starts(&text[..first]);
    let start = starts.last().map_or(0, |&start| start as usize);
    let column = text[start..first].chars().count() + 1;
    let what = match count {
        1 => "this place cannot".to_owned(),
        _ => format!("{count} places, of which this is the first, cannot"),
    };
    Skipped {
        what: format!("{id}:{}:{column}", starts.len()),
        why: format!("{what} be read as {} and is shown as \u{fffd}; all else is read", encoding.name()),
        fatal: false,
    }
}

/// Bytes that are zero by turns: UTF-16 without a mark.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(PRESCAN)];
    let pairs = head.chunks_exact(2);
    let count = pairs.len();
    let zeros = |at: usize| head.chunks_exact(2).filter(|pair| pair[at] == 0 && pair[1 - at] != 0).count();
    let most = |found: usize| count >= 2 && found * 100 >= count * UTF16_PERCENT;
    if most(zeros(1)) {
        Some(UTF_16LE)
    } else if most(zeros(0)) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// A stray zero byte makes no picture of a text: other control characters would come with it.
fn is_text_with_zeros(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(GUESSED_FROM)];
    let controls = head.iter().filter(|&&byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c)).count();
    std::str::from_utf8(bytes).is_ok() && controls * 100 <= head.len() * CONTROLS_PERCENT
}

/// What the file says: `<?xml encoding="...">`, `<meta charset="...">` or `<meta ... content="...; charset=...">`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(PRESCAN)]).to_ascii_lowercase();
    let xml = head.trim_start().strip_prefix("<?xml").and_then(|rest| {
        let declaration = rest.split("?>").next()?;
        value(declaration.split_once("encoding")?.1)
    });
    let meta = || {
        let mut tags = head.split("<meta").skip(1).filter_map(|rest| rest.split('>').next());
        tags.find_map(|tag| value(tag.split_once("charset")?.1))
    };
    let encoding = Encoding::for_label(xml.or_else(meta)?.as_bytes())?;
    // A file in which the declaration itself could be read is not UTF-16, whatever it says.
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

/// The value behind `=`, with or without quotation marks.
fn value(rest: &str) -> Option<String> {
    let rest = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '/' | '?')).unwrap_or(rest.len());
    (end > 0).then(|| rest[..end].to_owned())
}

/// The encoding that the bytes look like. Where most of what is beyond ASCII is UTF-8, it is that, and broken.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let (mut sound, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if sound > broken {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(GUESSED_FROM)], true);
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(bytes: &[u8]) -> (String, Option<(String, MetaOrigin)>, Option<u32>) {
        let decoded = decode("a.txt", bytes).expect("text");
        (decoded.text.into_owned(), decoded.encoding.map(|field| (field.value, field.origin)), decoded.base)
    }

    fn utf16(text: &str, mark: &[u8], bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        mark.iter().copied().chain(text.encode_utf16().flat_map(bytes)).collect()
    }

    #[test]
    fn utf8_is_never_taken_for_anything_else() {
        assert_eq!(seen("caf\u{e9} \u{2014} 5".as_bytes()), ("caf\u{e9} \u{2014} 5".to_owned(), None, Some(0)));
        let page = "<meta charset=windows-1252>caf\u{e9}";
        assert_eq!(seen(page.as_bytes()).1, None);
        assert_eq!(seen("\u{feff}caf\u{e9}".as_bytes()).2, Some(3));
        assert_eq!(seen(b"").0, "");
        assert_eq!(seen(b"a\0b, and some more words for it").1, None);
    }

    #[test]
    fn marks_declarations_and_bytes_tell_the_encoding() {
        let text = "Señor Łódź said \u{201c}no\u{201d}.";
        for (bytes, name, origin) in [
            (utf16(text, b"\xff\xfe", u16::to_le_bytes), "utf-16le", MetaOrigin::ByteOrderMark),
            (utf16(text, b"\xfe\xff", u16::to_be_bytes), "utf-16be", MetaOrigin::ByteOrderMark),
            (utf16(text, b"", u16::to_le_bytes), "utf-16le", MetaOrigin::Bytes),
            (utf16(text, b"", u16::to_be_bytes), "utf-16be", MetaOrigin::Bytes),
        ] {
            assert_eq!(seen(&bytes), (text.to_owned(), Some((name.to_owned(), origin)), None));
        }
        let latin = b"The caf\xe9 owner said \x93no\x94 \x96 and \x80 5 was paid.";
        let words = "The caf\u{e9} owner said \u{201c}no\u{201d} \u{2013} and \u{20ac} 5 was paid.";
        assert_eq!(seen(latin), (words.to_owned(), Some(("windows-1252".to_owned(), MetaOrigin::Bytes)), None));
        let greek = b"<?xml version='1.0' encoding='ISO-8859-7'?><p>\xe1</p>";
        assert_eq!(seen(greek).1, Some(("iso-8859-7".to_owned(), MetaOrigin::Declaration)));
        assert!(seen(b"<meta http-equiv=x content=\"text/html; charset=koi8-r\">\xc1").0.ends_with('\u{430}'));
    }

    #[test]
    fn what_cannot_be_decoded_is_named() {
        let mut bytes = "Señor Łódź\nthe café ".as_bytes().to_vec();
        bytes.extend(b"\xff shut");
        let decoded = decode("a.txt", &bytes).expect("text");
        assert!(decoded.text.ends_with("caf\u{e9} \u{fffd} shut") && decoded.base.is_none());
        let fault = decoded.fault.expect("a fault");
        assert_eq!((fault.what.as_str(), fault.fatal), ("a.txt:2:10", false));
        assert!(fault.why.starts_with("this place cannot be read as UTF-8"), "{}", fault.why);
    }

    #[test]
    fn pictures_are_no_text() {
        assert!(decode("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x02").is_none());
        assert!(decode("a.txt", b"\0\0\0\0\0\0").is_none());
    }
}
