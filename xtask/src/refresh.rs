//! `cargo xtask refresh`: takes anew what is generated from the program and committed. `git diff` then shows what a change
//! of the program changes for its users; look at it before you commit it. The answers in `tests/cli/` are not taken anew:
//! some of them say what must be found.

use crate::{Result, process};
use std::process::{ExitCode, Stdio};

/// A cargo command with the variable that makes it write.
struct Step {
    name: &'static str,
    cargo: &'static [&'static str],
    environment: &'static [(&'static str, &'static str)],
}

const STEPS: &[Step] = &[
    Step {
        name: "claims.csv",
        cargo: &["run", "--quiet", "--", "extract", "corpus", "-o", "claims.csv"],
        environment: &[],
    },
    Step {
        name: "snapshots of reports",
        cargo: &["test", "--quiet", "--test", "corpus", "--test", "formats"],
        environment: &[("INSTA_UPDATE", "always")],
    },
    Step { name: "README.md", cargo: &["test", "--quiet", "--test", "readme"], environment: &[("UPDATE_README", "1")] },
];

/// Takes everything anew; what a step can't write it reports, and the others go on.
pub(crate) fn run() -> Result<ExitCode> {
    let mut failed = Vec::new();
    for step in STEPS {
        process::say(&format!("== {}\n", step.name))?;
        let mut command = process::cargo(step.cargo);
        command.stdin(Stdio::null()).stdout(Stdio::null()).envs(step.environment.iter().copied());
        if !command.status()?.success() {
            failed.push(step.name);
        }
    }
    if failed.is_empty() {
        process::say("== all is current; `git diff` shows what changed\n")?;
        return Ok(ExitCode::SUCCESS);
    }
    process::say(&format!("== not brought up to date: {}\n", failed.join(", ")))?;
    Ok(ExitCode::FAILURE)
}
