//! The steps of `action.yml` as GitHub would run them: each `run` in bash, with the environment that its expressions make.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;
use yaml_rust2::{Yaml, YamlLoader};

/// Runs a program that must succeed.
pub(crate) fn run(command: &mut Command) -> Output {
    let output = command.output().unwrap_or_else(|error| panic!("cannot start {command:?}: {error}"));
    let said = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned()).concat();
    assert!(output.status.success(), "{command:?}: {}\n{said}", output.status);
    output
}

/// Makes sure of a program, from Debian's packages where it is missing.
pub(crate) fn ensure(program: &str, packages: &[&str]) {
    if Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success()) {
        return;
    }
    run(Command::new("apt-get").args(["-qq", "update"]));
    run(Command::new("apt-get").args(["-qq", "-y", "--no-install-recommends", "install"]).args(packages));
}

/// A job with a folder of its own.
pub(crate) struct Job {
    pub(crate) folder: TempDir,
    action: Yaml,
    /// What expressions stand for.
    values: BTreeMap<String, String>,
}

impl Job {
    /// A job in which the inputs have these values and all others their defaults.
    pub(crate) fn new(inputs: &[(&str, &str)]) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let text = fs::read_to_string(root.join("action.yml")).unwrap();
        let action = YamlLoader::load_from_str(&text).unwrap().remove(0);
        let folder = TempDir::new().unwrap();
        let mut values = BTreeMap::new();
        for (name, input) in action["inputs"].as_hash().unwrap() {
            let default = input["default"].as_str().unwrap();
            values.insert(format!("inputs.{}", name.as_str().unwrap()), default.to_owned());
        }
        for (name, value) in inputs {
            let known = values.insert(format!("inputs.{name}"), (*value).to_owned());
            assert!(known.is_some(), "action.yml has no input {name}");
        }
        let path = |path: &Path| path.to_str().unwrap().to_owned();
        values.insert("runner.temp".into(), path(&folder.path().join("temp")));
        values.insert("github.action_path".into(), path(root));
        values.insert("github.repository".into(), "owner/pages".into());
        values.insert("github.event.pull_request.number".into(), "7".into());
        fs::create_dir(folder.path().join("temp")).unwrap();
        fs::create_dir(folder.path().join("work")).unwrap();
        Self { folder, action, values }
    }

    /// The folder in which steps run.
    pub(crate) fn work(&self) -> PathBuf {
        self.folder.path().join("work")
    }

    /// What the step of this id wrote to the summary of the job.
    pub(crate) fn summary(&self) -> String {
        fs::read_to_string(self.folder.path().join("summary")).unwrap_or_default()
    }

    /// An output of a step that has run.
    pub(crate) fn output(&self, step: &str, name: &str) -> &str {
        &self.values[&format!("steps.{step}.outputs.{name}")]
    }

    /// Runs a step; `path` is looked for programs before all else.
    pub(crate) fn run(&mut self, id: &str, path: Option<&Path>) -> Output {
        let steps = self.action["runs"]["steps"].as_vec().unwrap();
        let step = steps.iter().find(|step| step["id"].as_str() == Some(id)).unwrap_or_else(|| panic!("no step {id}"));
        assert_eq!(step["shell"].as_str(), Some("bash"));
        let script = step["run"].as_str().unwrap();
        assert!(!script.contains("${{"), "step {id}: an expression inside a script can be injected into");
        let (summary, outputs) = (self.folder.path().join("summary"), self.folder.path().join("outputs"));
        fs::write(&outputs, "").unwrap();
        let mut paths: Vec<PathBuf> = path.map(Path::to_owned).into_iter().collect();
        paths.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap()));
        let mut command = Command::new("bash");
        // As GitHub's runner calls it.
        command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script]).current_dir(self.work());
        command.env("GITHUB_OUTPUT", &outputs).env("GITHUB_STEP_SUMMARY", summary);
        command.env("PATH", std::env::join_paths(paths).unwrap());
        // A build shares what is built here already.
        command.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap());
        for (name, value) in step["env"].as_hash().into_iter().flatten() {
            command.env(name.as_str().unwrap(), self.expanded(value.as_str().unwrap()));
        }
        let output = command.output().expect("bash is there");
        for line in fs::read_to_string(outputs).unwrap().lines() {
            let (name, value) = line.split_once('=').unwrap();
            self.values.insert(format!("steps.{id}.outputs.{name}"), value.to_owned());
        }
        output
    }

    /// The text with its expressions replaced.
    fn expanded(&self, text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${{") {
            let (expression, after) = after.split_once("}}").expect("expressions are closed");
            let expression = expression.trim();
            let value = self.values.get(expression);
            out += before;
            out += value.unwrap_or_else(|| panic!("nothing is known of {expression}"));
            rest = after;
        }
        out + rest
    }
}
