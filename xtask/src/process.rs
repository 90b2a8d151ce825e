//! Starting programs: cargo, and the checker that it builds.

use crate::Result;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The project's folder.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the project's folder")
}

/// A cargo command that runs in the project's folder.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(root());
    command
}

/// Builds the checker in release mode and tells where it lies.
pub(crate) fn release_binary() -> Result<PathBuf> {
    built(&["build", "--release", "--quiet", "--bin", "crosscheck"], "release")
}

/// Builds the checker as the tests do, and tells where it lies. Only a test of its own brings the features that the tests'
/// dependencies ask for, so that what they have built is not built again.
pub(crate) fn debug_binary() -> Result<PathBuf> {
    built(&["test", "--quiet", "--workspace", "--no-run", "--test", "cli"], "debug")
}

/// Builds the checker with its stages for a cluster, as the tests of the worker do.
pub(crate) fn worker_binary() -> Result<PathBuf> {
    built(&["test", "--release", "--quiet", "--features", "cluster", "--no-run", "--test", "worker"], "release")
}

/// Where the checker lies that these arguments of cargo build into that folder.
fn built(arguments: &[&str], folder: &str) -> Result<PathBuf> {
    if !cargo(arguments).status()?.success() {
        return Err("cargo could not build crosscheck; see its messages above".into());
    }
    Ok(target().join(folder).join(format!("crosscheck{}", std::env::consts::EXE_SUFFIX)))
}

/// The folder of what is built.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Prints to standard output.
pub(crate) fn say(text: &str) -> Result<()> {
    Ok(std::io::stdout().write_all(text.as_bytes())?)
}
