//! The program, run in a folder, and folders to run it in. What one test file does not use another does.
#![allow(dead_code)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

/// The program, to be run in `folder`.
pub(crate) fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_crosscheck"));
    command.current_dir(folder);
    command
}

/// What the program answers in `folder`. Piped, it prints plainly and 100 columns wide.
pub(crate) fn crosscheck(arguments: &[&str], folder: &Path) -> Output {
    command(folder).args(arguments).env_remove("COLUMNS").output().expect("the program can be started")
}

/// What was printed, errors after all else, with the exit code.
pub(crate) fn said(output: Output) -> (Option<i32>, String) {
    let bytes = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(bytes).expect("it speaks UTF-8"))
}

/// The project's folder.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder of its own.
pub(crate) fn scratch() -> TempDir {
    TempDir::new().expect("a folder can be made")
}

/// A folder of its own with the two articles about the ferry, in the folder `ferry`.
pub(crate) fn ferry() -> TempDir {
    let folder = scratch();
    copy(&root().join("tests/cli/in/ferry"), &folder.path().join("ferry"));
    folder
}

/// Copies a folder with all that is in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("the folder is there") {
        let entry = entry.expect("the folder can be read");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("it is a file or a folder").is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file can be copied");
        }
    }
}
