//! Percent signs for what an address does not hold.

use std::fmt::Write as _;

/// `text` with each byte as `%XX` but letters, digits, `-._~/` and those that `also` names (RFC 3986).
pub(super) fn encoded(text: &str, also: &[u8]) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) || also.contains(&byte) {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").expect("writing to a string does not fail");
        }
    }
    out
}
