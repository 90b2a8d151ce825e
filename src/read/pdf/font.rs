//! Fonts of a PDF: what the codes of a string mean, and how wide they are.

use lopdf::{Dictionary, Document, Encoding, Object};
use std::collections::BTreeMap;

/// A font as text needs it.
pub(super) struct Font<'a> {
    /// `None` where the codes have no meaning that is told.
    encoding: Option<Encoding<'a>>,
    widths: Widths,
}

/// Widths in thousandths of the font's size.
enum Widths {
    /// By one-byte code, from the first on.
    Simple { first: usize, widths: Vec<f32>, other: f32 },
    /// By two-byte code.
    Wide { widths: BTreeMap<u32, f32>, other: f32 },
}

/// Width where none is told, in thousandths: about that of a lower-case letter in the fonts that need not tell it.
const USUAL_WIDTH: f32 = 500.0;
/// Width of a code in a composite font that does not tell it (ISO 32000-1, table 117).
const WIDE_WIDTH: f32 = 1000.0;

impl<'a> Font<'a> {
    /// Reads a font; `limit` is what its tables may expand to, in bytes.
    pub(super) fn read(document: &'a Document, font: &'a Dictionary, limit: usize) -> Self {
        let encoding = font.get_font_encoding_with_limit(document, limit).ok();
        let wide = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Type0");
        let widths = if wide { wide_widths(document, font) } else { simple_widths(document, font) };
        Self { encoding, widths }
    }

    /// The text of a string; `None` where its codes have no meaning.
    pub(super) fn text(&self, bytes: &[u8]) -> Option<String> {
        let text = self.encoding.as_ref()?.bytes_to_string(bytes).ok()?;
        Some(text.chars().filter(|c| *c != '\0').fold(String::with_capacity(text.len()), |mut out, c| {
            match ligature(c) {
                Some(letters) => out.push_str(letters),
                None => out.push(if c == '\u{a0}' { ' ' } else { c }),
            }
            out
        }))
    }

    /// Each code's width in thousandths of the font's size, and whether word spacing is added to it.
    pub(super) fn widths<'b>(&'b self, bytes: &'b [u8]) -> impl Iterator<Item = (f32, bool)> + 'b {
        let step = if matches!(self.widths, Widths::Wide { .. }) { 2 } else { 1 };
        bytes.chunks(step).map(move |code| match &self.widths {
            Widths::Simple { first, widths, other } => {
                let at = usize::from(code[0]).checked_sub(*first);
                (at.and_then(|at| widths.get(at)).copied().unwrap_or(*other), code[0] == b' ')
            }
            Widths::Wide { widths, other } => {
                let code = code.iter().fold(0, |code, &byte| code << 8 | u32::from(byte));
                (widths.get(&code).copied().unwrap_or(*other), false)
            }
        })
    }
}

/// The letters of a ligature.
fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        _ => return None,
    })
}

fn number(document: &Document, dictionary: &Dictionary, key: &[u8]) -> Option<f32> {
    dictionary.get_deref(key, document).ok()?.as_float().ok()
}

fn simple_widths(document: &Document, font: &Dictionary) -> Widths {
    let list = font.get_deref(b"Widths", document).and_then(Object::as_array).map(Vec::as_slice).unwrap_or_default();
    let width = |width: &Object| {
        let width = document.dereference(width).map_or(width, |(_, width)| width);
        width.as_float().unwrap_or(USUAL_WIDTH)
    };
    let descriptor = font.get_deref(b"FontDescriptor", document).and_then(Object::as_dict).ok();
    let missing = descriptor.and_then(|descriptor| number(document, descriptor, b"MissingWidth"));
    let first = font.get_deref(b"FirstChar", document).and_then(Object::as_i64).ok();
    Widths::Simple {
        first: first.and_then(|first| usize::try_from(first).ok()).unwrap_or(0),
        // There are no more one-byte codes.
        widths: list.iter().take(256).map(width).collect(),
        other: missing.filter(|width| *width > 0.0).unwrap_or(USUAL_WIDTH),
    }
}

/// Most codes that a composite font has.
const CODES: i64 = 1 << 16;

fn wide_widths(document: &Document, font: &Dictionary) -> Widths {
    let mut widths = BTreeMap::new();
    let descendants = font.get_deref(b"DescendantFonts", document).and_then(Object::as_array).ok();
    let inner = descendants.and_then(|fonts| fonts.first()).and_then(|font| document.dereference(font).ok());
    let Some(inner) = inner.and_then(|(_, font)| font.as_dict().ok()) else {
        return Widths::Wide { widths, other: WIDE_WIDTH };
    };
    let list = inner.get_deref(b"W", document).and_then(Object::as_array).map(Vec::as_slice).unwrap_or_default();
    // "first [w w w]" or "first last w".
    let mut rest = list;
    while let [first, second, after @ ..] = rest {
        let first = first.as_i64().unwrap_or(0).clamp(0, CODES);
        let second = document.dereference(second).map_or(second, |(_, second)| second);
        if let Ok(each) = second.as_array() {
            let each = each.iter().map(|width| width.as_float().unwrap_or(WIDE_WIDTH));
            widths.extend((first..CODES).filter_map(|code| u32::try_from(code).ok()).zip(each));
            rest = after;
        } else if let [width, after @ ..] = after {
            let last = second.as_i64().unwrap_or(0).clamp(0, CODES);
            let width = width.as_float().unwrap_or(WIDE_WIDTH);
            widths.extend((first..=last).filter_map(|code| Some((u32::try_from(code).ok()?, width))));
            rest = after;
        } else {
            break;
        }
    }
    Widths::Wide { widths, other: number(document, inner, b"DW").unwrap_or(WIDE_WIDTH) }
}
