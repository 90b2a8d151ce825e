//! Whatever the bytes are, a reader gives blocks that fit their text.

use crosscheck::read::{READERS, article, plain_text};
use crosscheck::{Article, model::Places};
use proptest::prelude::*;

/// Pieces of which awkward files are made.
const PIECES: &[&str] = &[
    "<p>",
    "</p>",
    "<table><tr><td>",
    "<li>",
    "<br>",
    "<h1>",
    "<article>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<pre>\n",
    "&amp;",
    "&ldquo;",
    "&#233;",
    "&",
    "<",
    ">",
    "|",
    "| a | b |\n|---|---|\n",
    "> ",
    "# ",
    "- ",
    "1. ",
    "```\n",
    "*",
    "**",
    "_",
    "`",
    "[a](b)",
    "![x](y)",
    "[^1]",
    "---\n",
    "+++\n",
    "title: \"é\"\n",
    "\n",
    "\r\n",
    "\n\n",
    "\t",
    "  ",
    "\u{feff}",
    "\u{a0}",
    "— ",
    "– Ana Ruiz, islander.\n",
    "NEW HARBOUR (Lantern) - The",
    "(Reuters)",
    "By Ana Ruiz",
    "8 August 2025",
    "2025-08-08",
    "(Reporting by A. Ruiz)",
    "é",
    "“Auk”",
    "\u{1f6a2}",
    "word",
    "Words end here.",
    "Short line\n",
    "\u{0}",
    "{\"id\":1,\"text\":\"",
    "\"}\n",
    "\"title\":\"",
    "\\u0041",
    "{\"text\":\"One.\"}\n",
];

fn fits(article: &Article) {
    if let Some(plain) = &article.plain {
        assert_eq!(plain.len(), article.text.len());
    }
    let mut end = 0;
    for block in &article.blocks {
        let range = block.span.range();
        assert!(range.start >= end && range.start < range.end, "{block:?} after {end}");
        assert!(article.text.get(range.clone()).is_some(), "{block:?} in {:?}", article.text);
        assert!(article.words().get(range.clone()).is_some());
        let place = article.place(block.span.start);
        assert!(place.line > 0 && place.column > 0);
        end = range.end;
    }
    if let Places::Runs(runs) = &article.places {
        assert!(runs.is_sorted_by(|a, b| a.0 < b.0));
        assert!(runs.iter().all(|run| article.text.is_char_boundary(run.0 as usize)));
    }
}

fn check(bytes: &[u8]) {
    for reader in READERS {
        for article in article("a", reader.id, bytes).unwrap_or_default() {
            fits(&article);
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        fits(&plain_text("a", text));
    }
}

proptest! {
    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        check(&bytes);
    }

    #[test]
    fn awkward_files(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..60)) {
        check(pieces.concat().as_bytes());
    }
}
