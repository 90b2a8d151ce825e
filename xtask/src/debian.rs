//! Programs that tests need and Debian has.

use crate::{Result, process};
use std::process::{Command, Stdio};

/// Makes sure of a program, installing its package where it is missing.
pub(crate) fn program(name: &str, package: &str) -> Result<()> {
    if is_there(name) {
        return Ok(());
    }
    process::say(&format!("== installing {package}\n"))?;
    let apt = |arguments: &[&str]| {
        Command::new("apt-get")
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    };
    let installed = apt(&["update", "-qq"]) && apt(&["install", "-qq", "-y", "--no-install-recommends", package]);
    if installed && is_there(name) {
        return Ok(());
    }
    Err(format!("{name} is missing; install the package {package} (apt-get install {package})").into())
}

fn is_there(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(name).is_file())
}
