//! JSON in which no character stands that a terminal obeys.

use super::visible::hostile;
use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter, Serializer};
use std::io::{self, Write};

/// Writes a value as indented JSON and ends the line. Characters that a terminal obeys stand as `\u` escapes where JSON itself
/// does not ask for them; whoever reads it gets the same strings.
pub(crate) fn write_json(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut out = io::BufWriter::new(out);
    value.serialize(&mut Serializer::with_formatter(&mut out, Disarmed(PrettyFormatter::new())))?;
    writeln!(out)?;
    out.flush()
}

/// Indents, and spells out what is hostile in strings.
struct Disarmed(PrettyFormatter<'static>);

impl Formatter for Disarmed {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let armed = |c: char| !c.is_ascii() && hostile(c);
        let mut rest = fragment;
        while let Some(at) = rest.find(armed) {
            let (plain, from) = rest.split_at(at);
            out.write_all(plain.as_bytes())?;
            let mut chars = from.chars();
            for unit in chars.next().into_iter().flat_map(|c| c.encode_utf16(&mut [0; 2]).to_vec()) {
                write!(out, "\\u{unit:04x}")?;
            }
            rest = chars.as_str();
        }
        out.write_all(rest.as_bytes())
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_array(out)
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array(out)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(out, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array_value(out)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object(out)
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object(out)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object_value(out)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object_value(out)
    }
}

#[cfg(test)]
mod tests {
    use super::write_json;

    #[test]
    fn json_keeps_its_meaning_and_loses_its_teeth() {
        let armed = "a\u{202e}b\u{9b}31m \u{e0041} é \"\n";
        let mut safe = Vec::new();
        write_json(&armed, &mut safe).expect("memory takes all");
        assert_eq!(safe, "\"a\\u202eb\\u009b31m \\udb40\\udc41 é \\\"\\n\"\n".as_bytes());
        assert_eq!(serde_json::from_slice::<String>(&safe).ok().as_deref(), Some(armed));
    }

    #[test]
    fn what_it_indents_is_what_the_library_indents() {
        let value = serde_json::json!({"a": [], "b": {}, "c": [1, {"d": null}], "e": [[2.5, true]]});
        let mut written = Vec::new();
        write_json(&value, &mut written).expect("memory takes all");
        assert_eq!(String::from_utf8(written).ok(), serde_json::to_string_pretty(&value).ok().map(|text| text + "\n"));
    }
}
