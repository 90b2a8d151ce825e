//! Programs that tests need and Debian has.

use crate::{Result, process};
use std::process::{Command, Stdio};

/// Makes sure of a program, installing its package where it is missing.
pub(crate) fn program(name: &str, package: &str) -> Result<()> {
    if is_there(name) {
        return Ok(());
    }
    process::say(&format!("== installing {package}\n"))?;
    if install(package) && is_there(name) {
        return Ok(());
    }
    Err(format!("{name} is missing; install the package {package} (apt-get install {package})").into())
}

/// Installs a package, and tells whether that worked.
pub(crate) fn install(package: &str) -> bool {
    let apt = |arguments: &[&str]| {
        Command::new("apt-get")
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    };
    apt(&["update", "-qq"]) && apt(&["install", "-qq", "-y", "--no-install-recommends", package])
}

fn is_there(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(name).is_file())
}
