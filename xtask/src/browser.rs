//! `cargo xtask browser`: the HTML report in a real Chromium. Installs what it lacks.

use crate::{Result, page, process};
use clap::Args;
use crosscheck::report::html::Verdicts;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use tempfile::TempDir;

/// Findings on the largest page that has to open and filter at once.
const LARGE: usize = 20_000;
/// Findings on the page that is served.
const SERVED: usize = 12;

/// Which tests to run.
#[derive(Args)]
pub(crate) struct Options {
    /// Only tests whose name holds this.
    name: Option<String>,
}

/// Runs the tests of `tests/browser/`.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let node = node("run.mjs")?;
    let program = process::debug_binary()?;
    let Node { mut command, folder, modules } = node;
    page::write(LARGE, Verdicts::Browser, &folder.join("large.html"))?;
    page::write(SERVED, Verdicts::Server { token: "abc123" }, &folder.join("served.html"))?;
    let status = command.args([&program, &folder, &modules]).args(&options.name).status()?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Prints how long pages of these numbers of findings take to open, to filter and to search.
pub(crate) fn speed(sizes: &[usize]) -> Result<()> {
    let Node { mut command, modules, .. } = node("speed.mjs")?;
    let folder = TempDir::new()?;
    for &findings in sizes {
        page::write(findings, Verdicts::Browser, &folder.path().join(format!("{findings}.html")))?;
    }
    command.args([folder.path(), &modules]).args(sizes.iter().map(usize::to_string));
    if command.status()?.success() {
        return Ok(());
    }
    Err("the page could not be measured".into())
}

/// A script that drives the browser, ready to be given its arguments.
struct Node {
    command: Command,
    /// Where the pages of the tests are written.
    folder: PathBuf,
    modules: PathBuf,
}

/// A script of `tests/browser/` and what it needs, installed where it is missing.
fn node(script: &str) -> Result<Node> {
    let chromium = installed("CHROMIUM", "chromium", &["chromium", "fonts-dejavu-core", "fonts-liberation"])?;
    let node = installed("NODE", "node", &["nodejs"])?;
    let npm = installed("NPM", "npm", &["npm"])?;
    let folder = process::target().join("browser");
    let modules = modules(&folder, &npm)?;
    let mut command = Command::new(node);
    command.arg(process::root().join("tests/browser").join(script)).env("CHROMIUM", chromium);
    Ok(Node { command, folder, modules })
}

/// A program by the variable that names it or by its name; where it is missing, Debian's packages are installed.
fn installed(variable: &str, program: &str, packages: &[&str]) -> Result<PathBuf> {
    if let Some(named) = std::env::var_os(variable) {
        return Ok(named.into());
    }
    if let Some(path) = found(program) {
        return Ok(path);
    }
    let missing = |why: &str| format!("{program} is missing and {why}; install it or name it in {variable}");
    process::say(&format!("== installing {}\n", packages.join(" ")))?;
    let apt = |arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null()).stdout(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    let arguments = [&["install", "--yes", "--no-install-recommends"], packages].concat();
    if !apt(&["update"]) || !apt(&arguments) {
        return Err(missing("apt-get could not install it").into());
    }
    found(program).ok_or_else(|| missing("is not on the path after apt-get installed it").into())
}

fn found(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// The folder of the npm modules that `tests/browser/package.json` names, installed there unless they are already.
fn modules(folder: &Path, npm: &Path) -> Result<PathBuf> {
    let modules = folder.join("node_modules");
    let wanted = fs::read(process::root().join("tests/browser/package.json"))?;
    let stamp = folder.join("installed.json");
    if modules.is_dir() && fs::read(&stamp).is_ok_and(|there| there == wanted) {
        return Ok(modules);
    }
    fs::create_dir_all(folder)?;
    fs::write(folder.join("package.json"), &wanted)?;
    process::say("== installing the npm modules of tests/browser\n")?;
    let mut npm = Command::new(npm);
    npm.args(["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"]);
    match npm.current_dir(folder).stdin(Stdio::null()).stdout(Stdio::null()).status() {
        Ok(status) if status.success() => {}
        _ => return Err("npm could not install the modules that tests/browser/package.json names".into()),
    }
    fs::write(&stamp, &wanted)?;
    Ok(modules)
}
