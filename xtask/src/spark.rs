//! `cargo xtask spark`: the job on Spark against one machine, on a cluster of this computer.

use crate::{Result, debian, process};
use clap::Args;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

/// Which parts of the tests.
#[derive(Args)]
pub(crate) struct Options {
    /// Only these parts: equal, kill, resume, skew.
    parts: Vec<String>,
    /// All parts, and kills in all stages; without it `skew` is left out, and workers are killed in two stages.
    #[arg(long)]
    all: bool,
}

/// Checks the Python package, builds the worker and runs the parts.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    debian::program("java", "default-jre-headless")?;
    let package = process::root().join("distributed");
    let python = python(&package)?;
    for check in [
        &["-m", "ruff", "check", "."][..],
        &["-m", "ruff", "format", "--check", "."],
        &["-m", "mypy", "crosscheck_spark", "tests"],
    ] {
        if !Command::new(&python).args(check).current_dir(&package).status()?.success() {
            return Ok(ExitCode::FAILURE);
        }
    }
    let worker = process::worker_binary()?;
    let tests = package.join("tests").join("run.py");
    let mut command = Command::new(&python);
    command.arg(tests).arg("--worker").arg(worker).args(&options.parts).stdin(Stdio::null());
    command.args(options.all.then_some("--all"));
    Ok(if command.status()?.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A Python of its own with what the tests need.
fn python(package: &Path) -> Result<PathBuf> {
    let folder = process::target().join("spark").join("venv");
    let python = folder.join("bin").join("python");
    let wanted = fs::read(package.join("requirements-test.txt"))?;
    let stamp = folder.join("requirements-test.txt");
    if fs::read(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(python);
    }
    process::say("== installing Spark for Python\n")?;
    if !debian_python(&folder)? {
        return Err("python3 cannot make a virtual environment; install the package python3-venv".into());
    }
    let requirements = package.join("requirements-test.txt");
    let mut pip = Command::new(&python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"]).arg(requirements);
    if !pip.status()?.success() {
        return Err("pip could not install what the tests of Spark need; see its messages above".into());
    }
    fs::write(stamp, wanted)?;
    Ok(python)
}

/// Makes a virtual environment, with Debian's module for it where Python lacks it.
fn debian_python(folder: &Path) -> Result<bool> {
    let make = || Command::new("python3").args(["-m", "venv", "--clear"]).arg(folder).status();
    if make()?.success() {
        return Ok(true);
    }
    Ok(debian::install("python3-venv") && make()?.success())
}
