//! Which of several products a page of documentation describes.

use serde::{Deserialize, Serialize};

/// The product that a page describes, as far as its name in the configuration and its place among the files tell.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Product {
    /// What the configuration calls it.
    pub name: Option<String>,
    /// The folder of the package that the page belongs to, as a path like the article's; empty where no folder above the
    /// page is that of a package.
    pub package: String,
    /// The release whose folder the page lies in: "v2", "1.4"; empty for pages beside such folders.
    pub release: Option<String>,
    /// Whether the page lists the changes of its package.
    pub changes: bool,
}

impl Product {
    /// Whether two pages describe different products, or different releases of one.
    ///
    /// Packages that lie beside one another are two products. A folder around a package may describe the package as well, but
    /// their lists of changes are two.
    pub fn is_apart(&self, other: &Self) -> bool {
        if let (Some(name), Some(of_other)) = (&self.name, &other.name)
            && name != of_other
        {
            return true;
        }
        let one_name = self.name.is_some() && self.name == other.name;
        let one_package = self.package == other.package;
        let nested = within(&self.package, &other.package) || within(&other.package, &self.package);
        let beside = !one_name && !one_package && !nested;
        let releases =
            matches!((&self.release, &other.release), (Some(release), Some(of_other)) if release != of_other);
        beside || releases || !one_package && self.changes && other.changes
    }
}

/// Whether the folder `inner` lies in the folder `outer`.
fn within(inner: &str, outer: &str) -> bool {
    outer.is_empty() || inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/') || outer.ends_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(package: &str) -> Product {
        Product { package: package.to_owned(), ..Product::default() }
    }

    #[test]
    fn packages_beside_one_another_are_apart_and_those_around_one_another_are_not() {
        assert!(of("packages/core").is_apart(&of("packages/cli")));
        assert!(of("packages/core").is_apart(&of("packages/core-utils")));
        assert!(!of("packages/core").is_apart(&of("")));
        assert!(!of("/").is_apart(&of("/packages/core")));
        assert!(!of("packages").is_apart(&of("packages/core")));
    }

    #[test]
    fn lists_of_changes_of_two_packages_are_apart() {
        let changes = |package| Product { changes: true, ..of(package) };
        assert!(changes("").is_apart(&changes("packages/core")));
        assert!(!changes("").is_apart(&changes("")));
        assert!(!changes("").is_apart(&of("packages/core")));
    }

    #[test]
    fn a_name_unites_and_parts() {
        let named = |name: &str, package| Product { name: Some(name.to_owned()), ..of(package) };
        assert!(named("Tarn", "a").is_apart(&named("Fell", "a")));
        assert!(!named("Tarn", "a").is_apart(&named("Tarn", "b")));
        assert!(named("Tarn", "a").is_apart(&of("b")));
    }

    #[test]
    fn releases_are_apart_where_both_are_known() {
        let release = |release: &str| Product { release: Some(release.to_owned()), ..of("") };
        assert!(release("v1").is_apart(&release("v2")));
        assert!(!release("v1").is_apart(&of("")));
    }
}
