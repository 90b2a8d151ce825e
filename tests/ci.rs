//! Every command of `docs/ci.md` is run, in one shell and in a copy of `docs/ci`, and prints what the page shows.
//! `UPDATE_DOCS=1 cargo test --test ci` writes the answers anew.

#![expect(clippy::unwrap_used, reason = "a failed step is a failed test")]

mod page;
mod program;

use program::{copy, root, scratch};

#[test]
fn the_page_shows_what_happens() {
    let folder = scratch();
    copy(&root().join("docs/ci"), folder.path());
    page::shows_what_happens("ci.md", folder.path());
}
