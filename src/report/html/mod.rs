//! One page for people, in one file: findings with their sentences, pictures and a review, without a network.
//!
//! The Rust here builds the data; the page's own script, in `js/`, shows it. All text of articles travels as JSON and is
//! shown as text. The policy in the page's head lets run what stands in it by hash, and nothing else.

mod coverage;
mod data;
mod facts;
mod json;
mod matrix;
mod sentence;

pub(super) use data::is_web;

use super::Context;
use crate::model::Report;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};
use std::io;

/// Where the verdicts of a review are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdicts<'a> {
    /// In the browser, from which they can be exported.
    Browser,
    /// With the server that sends the page.
    Server {
        /// What the page shows the server to be let in: letters and digits.
        token: &'a str,
    },
}

const PAGE: &str = include_str!("page.html");
const STYLE: &str = concat!(
    include_str!("css/base.css"),
    include_str!("css/top.css"),
    include_str!("css/findings.css"),
    include_str!("css/tables.css"),
    include_str!("css/print.css"),
);
/// The parts of the script, in the order in which they build on one another.
const SCRIPT: &str = concat!(
    "'use strict';(()=>{\n",
    include_str!("js/dom.js"),
    include_str!("js/data.js"),
    include_str!("js/csv.js"),
    include_str!("js/verdicts.js"),
    include_str!("js/server.js"),
    include_str!("js/view.js"),
    include_str!("js/overview.js"),
    include_str!("js/diff.js"),
    include_str!("js/pictures.js"),
    include_str!("js/detail.js"),
    include_str!("js/matrix.js"),
    include_str!("js/list.js"),
    include_str!("js/extras.js"),
    include_str!("js/keys.js"),
    include_str!("js/main.js"),
    "})();\n",
);

pub(super) fn write(report: &Report, context: &Context<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    page(report, context, Verdicts::Browser, out)
}

/// Writes the page. The same report gives the same bytes.
///
/// # Errors
/// When `out` cannot be written to.
pub fn page(report: &Report, _: &Context<'_>, verdicts: Verdicts<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    for (at, piece) in PAGE.split("{{").enumerate() {
        let (name, rest) = if at == 0 { ("", piece) } else { piece.split_once("}}").unwrap_or(("", piece)) };
        match name {
            "policy" => out.write_all(policy(verdicts).as_bytes())?,
            "review" => out.write_all(review(verdicts).as_bytes())?,
            "style" => out.write_all(STYLE.as_bytes())?,
            "script" => out.write_all(SCRIPT.as_bytes())?,
            "data" => json::embed(&data::Data::of(report), out)?,
            _ => {}
        }
        out.write_all(rest.as_bytes())?;
    }
    Ok(())
}

/// What the page may do: run its own script and style, and talk to the server it came from, if that keeps verdicts.
fn policy(verdicts: Verdicts<'_>) -> String {
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    let connect = match verdicts {
        Verdicts::Browser => "'none'",
        Verdicts::Server { .. } => "'self'",
    };
    format!(
        "default-src 'none'; script-src {}; style-src {}; connect-src {connect}; base-uri 'none'; form-action 'none'",
        hash(SCRIPT),
        hash(STYLE)
    )
}

fn review(verdicts: Verdicts<'_>) -> String {
    match verdicts {
        Verdicts::Browser => String::new(),
        Verdicts::Server { token } => {
            let token: String = token.chars().filter(char::is_ascii_alphanumeric).collect();
            format!("<meta name=\"crosscheck-review\" content=\"{token}\">\n")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Config, check, read};

    fn written(text: &str, verdicts: Verdicts<'_>) -> String {
        let config = Config::default();
        let report = check(vec![read::plain_text("paper", text)], &config);
        let mut bytes = Vec::new();
        page(&report, &Context::new(&config), verdicts, &mut bytes).expect("memory can be written to");
        String::from_utf8(bytes).expect("a page is UTF-8")
    }

    #[test]
    fn every_placeholder_is_filled_and_nothing_is_fetched() {
        let page = written("Nine people died.", Verdicts::Browser);
        let data = page.split("<script type=\"application/json\"").next().expect("the head");
        assert!(!PAGE.is_empty() && !data.contains("{{"));
        assert!(page.contains("connect-src 'none'") && !page.contains("crosscheck-review\" content"));
        assert!(!page.contains("src=\"") && !page.contains("href=\"http"));
    }

    #[test]
    fn a_server_is_told_by_its_token_and_a_token_is_no_markup() {
        let page = written("Nine people died.", Verdicts::Server { token: "a1\"><b>" });
        assert!(page.contains("<meta name=\"crosscheck-review\" content=\"a1b\">"));
        assert!(page.contains("connect-src 'self'"));
    }

    #[test]
    fn neither_script_nor_style_ends_its_element() {
        for (text, end) in [(SCRIPT, "</script"), (STYLE, "</style")] {
            assert!(!text.to_ascii_lowercase().contains(end));
        }
    }
}
