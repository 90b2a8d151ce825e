//! What comes in from others is known and justified.

#![expect(clippy::unwrap_used, reason = "a failed step is a failed test")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn file(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

#[test]
fn each_direct_dependency_is_justified() {
    let manifest: toml::Table = file("Cargo.toml").parse().unwrap();
    let direct: BTreeSet<String> = manifest["dependencies"].as_table().unwrap().keys().cloned().collect();
    let told: Vec<(String, String)> = file("docs/dependencies.md")
        .lines()
        .filter_map(|line| {
            let (name, why) = line.strip_prefix("| `")?.split_once("` | ")?;
            Some((name.to_owned(), why.trim_end_matches(" |").to_owned()))
        })
        .collect();
    let named: BTreeSet<String> = told.iter().map(|(name, _)| name.clone()).collect();
    assert_eq!(named, direct);
    assert!(told.len() == named.len() && told.iter().all(|(_, why)| why.len() > 10), "{told:?}");
}

#[test]
fn what_only_the_command_line_needs_does_not_come_with_the_library() {
    let manifest: toml::Table = file("Cargo.toml").parse().unwrap();
    let optional = |value: &toml::Value| value.get("optional").and_then(toml::Value::as_bool) == Some(true);
    let needed = manifest["dependencies"].as_table().unwrap().iter().filter(|(_, value)| !optional(value)).count();
    let library = file("docs/dependencies.md");
    let library = library.split("## Formats").next().unwrap();
    assert_eq!(needed, library.lines().filter(|line| line.starts_with("| `")).count());
}

#[test]
fn unsafe_code_is_forbidden() {
    let manifest: toml::Table = file("Cargo.toml").parse().unwrap();
    assert_eq!(manifest["workspace"]["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
    assert_eq!(manifest["lints"]["workspace"].as_bool(), Some(true));
    for name in ["xtask/Cargo.toml", "fuzz/src/lib.rs"] {
        assert!(file(name).contains("forbid"), "{name}");
    }
}
