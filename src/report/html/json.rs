//! JSON that may stand inside a script element of a page.

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};
use std::io;

/// Compact JSON in which no `<` stands, so that no text can end the element (`</script>`) or open a comment (`<!--`).
struct Embedded;

impl Formatter for Embedded {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        for (at, piece) in fragment.split('<').enumerate() {
            if at > 0 {
                out.write_all(b"\\u003c")?;
            }
            CompactFormatter.write_string_fragment(out, piece)?;
        }
        Ok(())
    }
}

/// Writes `data` to stand between `<script type="application/json">` and `</script>`.
pub(super) fn embed(data: &impl Serialize, out: &mut dyn io::Write) -> io::Result<()> {
    data.serialize(&mut Serializer::with_formatter(out, Embedded)).map_err(io::Error::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_element_and_all_of_it_comes_back() {
        let text = "</script><!-- \"<script>\" \u{2028} <<";
        let mut bytes = Vec::new();
        embed(&text, &mut bytes).expect("memory can be written to");
        assert!(!bytes.contains(&b'<'));
        assert_eq!(serde_json::from_slice::<String>(&bytes).expect("it is JSON"), text);
    }
}
