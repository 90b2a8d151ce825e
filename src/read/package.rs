//! Which product a file describes, by the folder it lies in: a repository may hold the documentation of many packages, and of
//! many releases.

use crate::model::{Article, Places, Product};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Files by which a folder is that of a package, in lower case.
const MANIFESTS: [&str; 20] = [
    "cargo.toml",
    "package.json",
    "pyproject.toml",
    "setup.py",
    "setup.cfg",
    "go.mod",
    "pom.xml",
    "build.gradle",
    "build.gradle.kts",
    "build.sbt",
    "composer.json",
    "mix.exs",
    "rebar.config",
    "pubspec.yaml",
    "package.swift",
    "chart.yaml",
    "galaxy.yml",
    "deno.json",
    "description",
    "dune-project",
];
/// Their endings where the name is the package's.
const MANIFEST_ENDINGS: [&str; 6] = [".gemspec", ".csproj", ".fsproj", ".cabal", ".podspec", ".opam"];
/// Names of lists of changes, without their ending: a package has one, in its folder.
const CHANGES: [&str; 4] = ["changelog", "changes", "history", "release-notes"];
/// Those that are nothing else, so that they tell the folder of a package.
const OF_PACKAGE: [&str; 2] = ["changelog", "changes"];
/// Folders that have such files for the pages of the package around them.
const SITES: [&str; 6] = ["doc", "docs", "documentation", "website", "site", "www"];
/// Folders of the releases that have no number.
const RELEASES: [&str; 4] = ["latest", "next", "nightly", "stable"];
/// What may stand before the number of a release in the name of its folder.
const PREFIXES: [&str; 5] = ["version-", "version_", "release-", "release_", "v"];

/// Notes in the articles of files which product they describe.
pub(super) fn mark(articles: &mut [Article]) {
    let mut holds = BTreeMap::new();
    for article in &mut *articles {
        if !matches!(article.places, Places::Record(_)) {
            article.meta.product = Some(product(&article.id, &mut |folder| {
                *holds.entry(folder.to_owned()).or_insert_with(|| is_package(folder))
            }));
        }
    }
    settle_releases(articles);
    for article in articles {
        article.meta.product.take_if(|product| *product == Product::default());
    }
}

/// The product of the file at `path`.
fn product(path: &str, is_package: &mut dyn FnMut(&str) -> bool) -> Product {
    let mut folders = folders(path);
    let package = folders.clone().find(|folder| is_package(folder)).unwrap_or_default();
    let release = folders.find_map(|folder| {
        let name = name(folder);
        is_release(name).then(|| name.to_lowercase())
    });
    Product {
        name: None,
        package: package.to_owned(),
        release,
        changes: CHANGES.contains(&stem(name(path)).to_lowercase().as_str()),
    }
}

/// The folders above a file, the nearest first; the last is the one that its path begins in, or the root.
fn folders(path: &str) -> impl Iterator<Item = &str> + Clone {
    std::iter::successors(parent(path), |folder| parent(folder))
}

/// The folder around a file or folder.
fn parent(path: &str) -> Option<&str> {
    match path.rsplit_once('/') {
        // Above "..", a path says nothing more.
        _ if path.is_empty() || path == "/" || name(path) == ".." => None,
        Some(("", _)) => Some("/"),
        Some((folder, _)) => Some(folder),
        None => Some(""),
    }
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn stem(name: &str) -> &str {
    name.split('.').next().unwrap_or(name)
}

/// Whether a folder is that of a package, by the files in it.
fn is_package(folder: &str) -> bool {
    let path = if folder.is_empty() { Path::new(".") } else { Path::new(folder) };
    let site = SITES.contains(&name(folder).to_lowercase().as_str());
    let tells = |file: &str| {
        MANIFESTS.contains(&file)
            || MANIFEST_ENDINGS.iter().any(|ending| file.ends_with(ending))
            || OF_PACKAGE.contains(&stem(file))
    };
    // What cannot be listed tells nothing; the files that are read are opened elsewhere.
    let Ok(mut files) = std::fs::read_dir(path) else { return false };
    !site && files.any(|file| file.is_ok_and(|file| tells(&file.file_name().to_string_lossy().to_lowercase())))
}

/// Whether a folder's name is that of a release: "v2", "1.4", "version-2.x", "latest".
fn is_release(name: &str) -> bool {
    let lower = name.to_lowercase();
    let bare = PREFIXES.iter().find_map(|prefix| lower.strip_prefix(prefix));
    let parts: Vec<&str> = bare.unwrap_or(&lower).split(['.', '_']).collect();
    let number = |part: &&str| part.len() <= 3 && !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let numbers = parts.iter().take_while(|part| number(part)).count();
    let open = numbers + 1 == parts.len() && matches!(parts.last(), Some(&"x"));
    let whole = numbers > 0 && (numbers == parts.len() || open);
    // A number by itself may be that of a chapter.
    whole && (bare.is_some() || parts.len() > 1) || RELEASES.contains(&lower.as_str())
}

/// Pages beside the folders of releases are an edition of their own where there are several such folders in their package, or
/// where one holds a page of the same name: the pages of the next release, of which the folders are snapshots.
fn settle_releases(articles: &mut [Article]) {
    let mut releases: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut names: BTreeMap<&str, [BTreeSet<&str>; 2]> = BTreeMap::new();
    for article in &*articles {
        let Some(product) = &article.meta.product else { continue };
        let [inside, beside] = names.entry(&product.package).or_default();
        match &product.release {
            Some(release) => {
                releases.entry(&product.package).or_default().insert(release);
                inside.insert(name(&article.id))
            }
            None => beside.insert(name(&article.id)),
        };
    }
    let several = |package: &str| releases[package].len() > 1;
    let mirrored = |package: &str| {
        let [inside, beside] = &names[package];
        inside.intersection(beside).any(|name| !stem(name).eq_ignore_ascii_case("readme"))
    };
    let packages: BTreeSet<String> = releases
        .keys()
        .filter(|package| several(package) || mirrored(package))
        .map(|&package| package.to_owned())
        .collect();
    for product in articles.iter_mut().filter_map(|article| article.meta.product.as_mut()) {
        if packages.contains(&product.package) {
            product.release.get_or_insert_default();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(path: &str, packages: &[&str]) -> String {
        product(path, &mut |folder| packages.contains(&folder)).package
    }

    #[test]
    fn the_nearest_package_above_a_file_is_its_own() {
        assert_eq!(package("packages/core/docs/a.md", &["", "packages/core"]), "packages/core");
        assert_eq!(package("docs/a.md", &["", "packages/core"]), "");
        assert_eq!(package("/srv/a.md", &["/srv"]), "/srv");
        assert_eq!(package("../other/a.md", &["../other", ""]), "../other");
        assert_eq!(package("../a.md", &[""]), "");
        assert_eq!(package("a.md", &["packages/core"]), "");
    }

    #[test]
    fn folders_of_releases_are_told_from_others() {
        for name in ["v2", "1.4", "version-2.x", "2.x", "V10", "release-3", "v1.2.3", "latest"] {
            assert!(is_release(name), "{name}");
        }
        for name in ["2", "2024", "01-intro", "x", "v", "version", "2024.05.01", "victory", "guide", "1.4-beta-notes"] {
            assert!(!is_release(name), "{name}");
        }
    }

    /// The releases of pages at these paths, in their order.
    fn releases(paths: &[&str]) -> Vec<Option<String>> {
        let article = |path: &&str| {
            let mut article = crate::read::plain_text(path, "A text.");
            article.meta.product = Some(product(path, &mut |_| false));
            article
        };
        let mut articles: Vec<Article> = paths.iter().map(article).collect();
        settle_releases(&mut articles);
        articles.into_iter().map(|article| article.meta.product.unwrap().release).collect()
    }

    #[test]
    fn pages_beside_snapshots_are_an_edition_of_their_own() {
        let of = |release: &str| Some(release.to_owned());
        assert_eq!(releases(&["README.md", "docs/v2/port.md"]), [None, of("v2")]);
        assert_eq!(releases(&["docs/port.md", "old/version-1.0/port.md"]), [of(""), of("version-1.0")]);
        assert_eq!(releases(&["faq.md", "v1/port.md", "v2/port.md"]), [of(""), of("v1"), of("v2")]);
    }
}
