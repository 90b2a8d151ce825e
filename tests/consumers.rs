//! Programs of others that read what is written here, installed from their registries: Microsoft's SARIF validator, a
//! parser of workflow commands, the schema of GitHub's actions, an auditor of them, pre-commit; and a build of the action from scratch. Run by
//! `cargo xtask test --heavy`. What is missing is installed (Debian's node and python) or named.

#![expect(clippy::unwrap_used, reason = "a failed step is a failed test")]

mod action;
mod program;

use action::{Job, ensure, run};
use program::{command, crosscheck, root};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

const NODE: &[&str] = &["@microsoft/sarif-multitool-linux@5.7.0", "github-action-ts-run-api@3.1.0"];
const PYTHON: &[&str] = &["check-jsonschema==0.39.0", "pre-commit==4.7.0", "zizmor==1.32.0"];

/// A folder of the build for what is installed, kept from run to run.
fn tools(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The folder of the node packages.
fn node() -> PathBuf {
    ensure("npm", &["nodejs", "npm"]);
    let folder = tools("node");
    fs::write(folder.join("package.json"), "{\"private\": true}").unwrap();
    run(Command::new("npm")
        .args(["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts"])
        .args(NODE)
        .current_dir(&folder));
    folder.join("node_modules")
}

/// The folder of the python programs.
fn python() -> PathBuf {
    ensure("python3", &["python3", "python3-venv"]);
    let folder = tools("python");
    if !folder.join("bin/pip").exists() {
        if !Command::new("python3")
            .args(["-m", "venv"])
            .arg(&folder)
            .output()
            .is_ok_and(|output| output.status.success())
        {
            run(Command::new("apt-get").args(["-qq", "update"]));
            run(Command::new("apt-get").args(["-qq", "-y", "install", "python3-venv"]));
        }
        run(Command::new("python3").args(["-m", "venv"]).arg(&folder));
    }
    run(Command::new(folder.join("bin/pip")).args(["install", "--quiet", "--disable-pip-version-check"]).args(PYTHON));
    folder.join("bin")
}

/// A folder with an article that is ignored in part, one that disagrees, a baseline with an entry that is gone, and an
/// exception that is idle.
fn pages() -> TempDir {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let sank = "people died when the ferry Aurora sank off Larkspur Point on Monday.";
    write(
        "a %,:.md",
        &format!(
            "Twelve {sank}\n\n<!-- crosscheck-ignore quantity: in feet, see b -->\n\nThe ferry Aurora is 44 metres long."
        ),
    );
    write("b.md", &format!("Nine {sank} \u{1f6a2}\n\nThe ferry Aurora is 46 metres long."));
    let update = ["baseline", "update", ".", "--baseline", "known.json"];
    run(command(folder.path()).args(update));
    write("a %,:.md", &fs::read_to_string(folder.path().join("a %,:.md")).unwrap().replace("Twelve", "Ten"));
    write("crosscheck.toml", "[[allow]]\nkind = \"date\"\nreason = \"idle\"\n");
    folder
}

fn report(folder: &Path, more: &[&str]) -> Output {
    let output = crosscheck(&[&["check", ".", "--baseline", "known.json"], more].concat(), folder);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    output
}

#[test]
fn the_validator_of_sarif_has_nothing_to_say() {
    let packages = node();
    let program = packages.join("@microsoft/sarif-multitool-linux/Sarif.Multitool");
    run(Command::new("chmod").arg("u+x").arg(&program));
    let pages = pages();
    report(pages.path(), &["-o", "x.sarif"]);
    let sarif = pages.path().join("corpus.sarif");
    run(command(root()).args(["check", "corpus", "--fail-on", "never", "-o"]).arg(sarif));
    for name in ["x.sarif", "corpus.sarif"] {
        run(Command::new(&program)
            .args(["validate", name, "--output", "said.sarif", "--log", "ForceOverwrite"])
            .env("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1")
            .current_dir(pages.path()));
        let said = fs::read_to_string(pages.path().join("said.sarif")).unwrap();
        let said: serde_json::Value = serde_json::from_str(said.trim_start_matches('\u{feff}')).unwrap();
        let rules: Vec<&str> = said["runs"][0]["results"]
            .as_array()
            .map(|results| results.iter().map(|result| result["ruleId"].as_str().unwrap()).collect())
            .unwrap_or_default();
        // SARIF2005 asks for a page about the tool, which has none yet.
        assert!(rules.iter().all(|rule| *rule == "SARIF2005"), "{name}: {said:#}");
    }
}

#[test]
fn workflow_commands_are_understood() {
    let packages = node();
    let pages = pages();
    let log = report(pages.path(), &["--format", "github"]);
    fs::write(pages.path().join("log"), &log.stdout).unwrap();
    let script = "const { parseStdoutCommand } = require(process.argv[1] + '/github-action-ts-run-api/dist/stdout/parseStdoutCommand.js');\n\
        const lines = require('fs').readFileSync(process.argv[2], 'utf8').split('\\n');\n\
        console.log(JSON.stringify(lines.map(line => parseStdoutCommand(line)).filter(Boolean)));";
    let read = run(Command::new("node").args(["-e", script]).arg(&packages).arg(pages.path().join("log")));
    let commands: serde_json::Value = serde_json::from_slice(&read.stdout).unwrap();
    let error = &commands[0];
    assert_eq!(
        (&error["command"], &error["properties"]["file"]),
        (&"error".into(), &"a %,:.md".into()),
        "{commands:#}"
    );
    assert_eq!((&error["properties"]["col"], &error["properties"]["endColumn"]), (&"1".into(), &"4".into()));
    assert_eq!(error["properties"]["title"], "high quantity");
    assert!(error["message"].as_str().unwrap().ends_with("(b.md:1:1)"), "{error:#}");
    let kinds: Vec<&str> = commands.as_array().unwrap().iter().map(|one| one["command"].as_str().unwrap()).collect();
    // Of the baseline nothing is told: JSON without a text is no article.
    assert_eq!(kinds, ["error", "warning", "debug"]);
    let manifest = commands[2]["message"].as_str().unwrap().strip_prefix("crosscheck manifest ").unwrap();
    assert_eq!(serde_json::from_str::<serde_json::Value>(manifest).unwrap()["tool"], "crosscheck");
}

#[test]
fn action_and_hook_have_the_form_that_is_asked_for() {
    let programs = python();
    run(Command::new(programs.join("check-jsonschema"))
        .args(["--builtin-schema", "vendor.github-actions", "action.yml"])
        .current_dir(root()));
    run(Command::new(programs.join("pre-commit"))
        .args(["validate-manifest", ".pre-commit-hooks.yaml"])
        .current_dir(root()));
}

#[test]
fn the_auditor_of_actions_has_nothing_to_say() {
    let audit = ["--offline", "--config", ".github/zizmor.yml", "--format", "json-v1", "action.yml"];
    let said = run(Command::new(python().join("zizmor")).args(audit).current_dir(root()));
    let findings: serde_json::Value = serde_json::from_slice(&said.stdout).unwrap();
    assert_eq!(findings, serde_json::json!([]));
}

/// pre-commit clones the repository, builds the hook and runs it on what is committed.
#[test]
fn the_hook_stops_a_commit_that_disagrees() {
    let programs = python();
    let pages = TempDir::new().unwrap();
    let git = |arguments: &[&str]| run(Command::new("git").args(arguments).current_dir(pages.path()));
    git(&["init", "--quiet"]);
    fs::write(pages.path().join("crosscheck.toml"), "inputs = [\".\"]\n").unwrap();
    let sank = "people died when the ferry Aurora sank off Larkspur Point on Monday.\n";
    fs::write(pages.path().join("a.md"), format!("Twelve {sank}")).unwrap();
    fs::write(pages.path().join("b.md"), format!("Nine {sank}")).unwrap();
    git(&["add", "."]);
    let stopped = Command::new(programs.join("pre-commit"))
        .args(["try-repo", "--all-files"])
        .args([root().to_str().unwrap(), "crosscheck"])
        .current_dir(pages.path())
        .env("PRE_COMMIT_HOME", tools("pre-commit"))
        // What is built here already need not be built again.
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&stopped.stdout);
    assert_eq!(stopped.status.code(), Some(1), "{stopped:?}");
    assert!(said.contains("- exit code: 1") && said.contains("high quantity: Numbers differ"), "{said}");
}

#[test]
fn the_action_builds_itself() {
    let mut job = Job::new(&[("paths", "a.md")]);
    fs::write(job.work().join("a.md"), "Twelve people died when the ferry Aurora sank off Larkspur Point on Monday.")
        .unwrap();
    let source = job.run("source", None);
    assert!(source.status.success(), "{source:?}");
    assert_eq!(job.output("source", "hash").len(), 32);
    let build = job.run("build", None);
    assert!(build.status.success(), "{}", String::from_utf8_lossy(&build.stderr));
    assert!(job.run("check", None).status.success());
    assert_eq!(job.output("check", "exit-code"), "0");
    assert!(job.summary().starts_with("# Where the sources disagree"));
}
