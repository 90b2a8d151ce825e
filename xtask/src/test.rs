//! `cargo xtask test`: everything that must hold before a change is merged, in order, until the first failure.

use crate::{Result, debian, process};
use clap::Args;
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

/// Which tests to run.
#[derive(Args)]
pub(crate) struct Options {
    /// Only the large ones, in release mode: many articles, threads, killed processes, huge files, programs of others.
    #[arg(long)]
    heavy: bool,
}

/// One thing that must hold.
struct Step {
    name: &'static str,
    cargo: Vec<&'static str>,
    /// Set for this step: name and value.
    environment: Option<(&'static str, &'static str)>,
}

fn step(name: &'static str, cargo: &[&'static str]) -> Step {
    Step { name, cargo: cargo.to_vec(), environment: None }
}

/// A file of large tests, one after another, with what they measure. All are built with the features of the last steps, so
/// that the program is built once.
fn large(name: &'static str, file: &'static str) -> Step {
    step(name, &["test", "--release", "--features", "cluster", "--test", file, "--", "--test-threads=1", "--nocapture"])
}

fn usual() -> Vec<Step> {
    vec![
        step("format", &["fmt", "--all", "--check"]),
        step("lints", &["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"]),
        step("lints, library alone", &["clippy", "--quiet", "--no-default-features", "--lib", "--", "-D", "warnings"]),
        step("tests and doc tests", &["test", "--workspace"]),
        Step {
            environment: Some(("RUSTDOCFLAGS", "-D warnings")),
            ..step("documentation", &["doc", "--quiet", "--workspace", "--no-deps"])
        },
        step("planted disagreements", &["xtask", "eval", "--floors"]),
        step("the page in a browser", &["xtask", "browser"]),
    ]
}

fn heavy() -> Vec<Step> {
    vec![
        large("heavy", "heavy"),
        large("kills and full disks", "torn_heavy"),
        large("load", "load_heavy"),
        large("programs of others", "consumers"),
        large("archives", "archive_heavy"),
        large("reviews", "review_heavy"),
        large("workers of a cluster", "worker"),
        step(
            "lints, cluster",
            &["clippy", "--quiet", "--features", "cluster", "--all-targets", "--", "-D", "warnings"],
        ),
        step("Spark", &["xtask", "spark"]),
    ]
}

/// Runs the steps.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let steps = if options.heavy { heavy() } else { usual() };
    install("clippy", "clippy")?;
    if !options.heavy {
        install("fmt", "rustfmt")?;
    } else {
        debian::program("soffice", "libreoffice-calc")?;
    }
    let start = Instant::now();
    for step in &steps {
        process::say(&format!("== {}: cargo {}\n", step.name, step.cargo.join(" ")))?;
        let begun = Instant::now();
        if !step.holds()? {
            process::say(&format!("== {}: FAILED after {:.1} s\n", step.name, begun.elapsed().as_secs_f64()))?;
            return Ok(ExitCode::FAILURE);
        }
        process::say(&format!("== {}: {:.1} s\n", step.name, begun.elapsed().as_secs_f64()))?;
    }
    process::say(&format!("== all {} steps passed in {:.1} s\n", steps.len(), start.elapsed().as_secs_f64()))?;
    Ok(ExitCode::SUCCESS)
}

impl Step {
    fn holds(&self) -> Result<bool> {
        let mut command = process::cargo(&self.cargo);
        command.stdin(Stdio::null()).envs(self.environment);
        let status = command.status()?;
        if !status.success() {
            process::say(&format!("   got {status}\n"))?;
        }
        Ok(status.success())
    }
}

/// Makes sure of a cargo command that a minimal toolchain lacks.
fn install(command: &str, component: &str) -> Result<()> {
    let present = process::cargo(&[command, "--version"]).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    if present.success() {
        return Ok(());
    }
    process::say(&format!("== installing {component}\n"))?;
    let installed = Command::new("rustup").args(["component", "add", component]).current_dir(process::root()).status();
    match installed {
        Ok(status) if status.success() => Ok(()),
        _ => Err(format!("cargo {command} is missing; install the component {component} of your toolchain").into()),
    }
}
