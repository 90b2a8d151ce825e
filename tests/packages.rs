//! Pages of several packages, or of several releases, are not held against one another.

#![expect(clippy::unwrap_used, reason = "a failed step is a failed test")]

mod program;

use program::{crosscheck, said, scratch};
use std::fs;
use std::path::Path;

/// Writes files below `folder`.
fn files(folder: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// What `check` in the `docs` profile prints about these files.
fn checked(pages: &[(&str, &str)]) -> String {
    let folder = scratch();
    files(folder.path(), pages);
    said(crosscheck(&["check", "--profile", "docs", "-q", "."], folder.path())).1
}

const CORE: &str = "# Changes\n\n## 0.3.0 (2031-03-04)\n\n- Retries.\n\n## 0.2.0 (2031-01-20)\n\n- The default timeout is 30 seconds.\n";
const TOOL: &str = "# Changes\n\n## 0.3.0 (2030-11-02)\n\n- Colours.\n\n## 0.2.0 (2030-06-11)\n\n- The default timeout is 10 seconds.\n";

#[test]
fn lists_of_changes_of_two_packages_are_no_disagreement() {
    assert_eq!(checked(&[("core/CHANGELOG.md", CORE), ("tool/CHANGELOG.md", TOOL)]), "");
    assert_eq!(checked(&[("CHANGELOG.md", CORE), ("tool/CHANGELOG.md", TOOL)]), "");
    // One package has one list of changes; what another page says of its releases is held against it.
    let page = "# Releases\n\nVersion 0.3.0 was released on 5 April 2031.\n";
    assert!(checked(&[("CHANGELOG.md", CORE), ("guide/releases.md", page)]).contains("2031-03-04"));
}

const SHORT: &str = "# Settings\n\nThe default timeout is 10 seconds.\n";
const LONG: &str = "# Settings\n\nThe default timeout is 30 seconds.\n";

#[test]
fn packages_beside_one_another_are_two_products() {
    let manifest = ("client/package.json", "{}");
    assert!(checked(&[("client/a.md", SHORT), ("server/a.md", LONG)]).contains("10 seconds"));
    assert_eq!(checked(&[manifest, ("server/go.mod", ""), ("client/a.md", SHORT), ("server/a.md", LONG)]), "");
    // The pages around a package may describe it, and a manifest in a folder of pages builds the pages.
    assert!(checked(&[manifest, ("go.mod", ""), ("client/a.md", SHORT), ("a.md", LONG)]).contains("10 seconds"));
    let site = [("docs/package.json", "{}"), ("client/go.mod", ""), ("docs/a.md", SHORT), ("client/a.md", LONG)];
    assert!(checked(&site).contains("10 seconds"));
}

#[test]
fn pages_of_two_releases_are_no_disagreement() {
    assert_eq!(checked(&[("docs/v1/a.md", SHORT), ("docs/v2/a.md", LONG)]), "");
    assert_eq!(checked(&[("docs/settings.md", SHORT), ("old/version-1.0/settings.md", LONG)]), "");
    assert!(checked(&[("README.md", SHORT), ("docs/v2/settings.md", LONG)]).contains("10 seconds"));
    assert!(checked(&[("docs/v2/a.md", SHORT), ("docs/v2/b.md", LONG)]).contains("10 seconds"));
}

#[test]
fn the_configuration_says_what_folders_do_not() {
    let config = ("crosscheck.toml", "[products]\n\"client\" = \"Tarn Client\"\n\"server\" = \"Tarn\"\n");
    assert_eq!(checked(&[config, ("client/a.md", SHORT), ("server/a.md", LONG)]), "");
    let one = ("crosscheck.toml", "[products]\n\"client\" = \"Tarn\"\n\"server\" = \"Tarn\"\n");
    let packages = [("client/go.mod", ""), ("server/go.mod", "")];
    let pages = [one, packages[0], packages[1], ("client/a.md", SHORT), ("server/a.md", LONG)];
    assert!(checked(&pages).contains("10 seconds"));
}
