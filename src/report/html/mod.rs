//! The page on which a report is looked at and reviewed.

use super::Context;
use crate::model::Report;
use std::io;

/// Where the page keeps verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdicts<'a> {
    /// In the browser.
    Browser,
    /// With the server that sent the page.
    Server {
        /// What the page shows the server to be let in.
        token: &'a str,
    },
}

/// Writes the page.
pub fn page(report: &Report, _: &Context<'_>, verdicts: Verdicts<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let review = match verdicts {
        Verdicts::Browser => String::new(),
        Verdicts::Server { token } => format!("<meta name=\"crosscheck-review\" content=\"{token}\">"),
    };
    let count = report.findings.len();
    write!(out, "<!doctype html><meta charset=\"utf-8\">{review}<title>crosscheck</title><p>{count} findings</p>")
}
