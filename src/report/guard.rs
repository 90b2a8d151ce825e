//! Cells that a spreadsheet would run or change.

use super::visible::unarmed;
use std::borrow::Cow;

/// Digits of an id.
const ID_DIGITS: usize = 32;

/// `cell` as [`shielded`], with control characters spelt out: for text of articles.
///
/// ```
/// assert_eq!(crosscheck::report::guarded("=1+1"), "'=1+1");
/// assert_eq!(crosscheck::report::guarded("1+1"), "1+1");
/// ```
pub fn guarded(cell: &str) -> Cow<'_, str> {
    match unarmed(cell) {
        Cow::Borrowed(cell) => shielded(cell),
        Cow::Owned(cell) => Cow::Owned(shielded(&cell).into_owned()),
    }
}

/// `cell` with a `'` before it where a spreadsheet would take it for a formula, because it begins with `=`, `+`, `-`, `@`, a
/// tab or a carriage return (OWASP, "CSV Injection"), or for a number, because it is an id of decimal digits (one in a
/// million is). A cell that looks as if it had been shielded gets one more, so that [`restored`] gives every cell back.
///
/// ```
/// use crosscheck::report::{restored, shielded};
/// for cell in ["=1+1", "'=1+1", "''=1+1", "'tis", "", "-", "69e184651234567890123456789012"] {
///     assert_eq!(restored(&shielded(cell)), cell);
/// }
/// ```
pub fn shielded(cell: &str) -> Cow<'_, str> {
    if is_armed(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// The cell that [`shielded`] wrote, as it was.
pub fn restored(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|bare| is_armed(bare)).unwrap_or(cell)
}

fn is_armed(cell: &str) -> bool {
    let bare = cell.trim_start_matches('\'');
    bare.starts_with(['=', '+', '-', '@', '\t', '\r']) || is_numeric_id(bare)
}

/// Whether an id reads as a whole number or, with one `e`, as one in scientific notation.
fn is_numeric_id(cell: &str) -> bool {
    let mut exponents = 0;
    cell.len() == ID_DIGITS
        && cell.bytes().all(|byte| {
            exponents += usize::from(byte == b'e');
            byte == b'e' || byte.is_ascii_digit()
        })
        && exponents < 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_comes_back() {
        let id = "12345678901234567890123456789012";
        let exponent = "1234567890123456789012345678e012";
        let both = ["1234567890123456789012345678e0e2", "a2345678901234567890123456789012"];
        for cell in ["=", "+1", "-1", "@x", "\tx", "\rx", id, exponent, "'=x", "''-x", "'", "x", "'x", both[0], both[1]]
        {
            let written = shielded(cell);
            assert_eq!(restored(&written), cell);
            assert!(!written.starts_with(['=', '+', '-', '@', '\t', '\r']) && written != id && written != exponent);
        }
        assert!(both.iter().all(|cell| matches!(shielded(cell), Cow::Borrowed(_))));
    }
}
