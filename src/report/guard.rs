//! Cells that a spreadsheet would run.

use super::visible::unarmed;
use std::borrow::Cow;

/// `cell` with a `'` before it where a spreadsheet would take it for a formula: where it begins with `=`, `+`, `-`, `@`, a
/// tab or a carriage return (OWASP, "CSV Injection"). Programs that read the table take the `'` off such cells. Control
/// characters are spelt out, white space is left as it is.
///
/// ```
/// assert_eq!(crosscheck::report::guarded("=1+1"), "'=1+1");
/// assert_eq!(crosscheck::report::guarded("1+1"), "1+1");
/// ```
pub fn guarded(cell: &str) -> Cow<'_, str> {
    let cell = unarmed(cell);
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { Cow::Owned(format!("'{cell}")) } else { cell }
}
