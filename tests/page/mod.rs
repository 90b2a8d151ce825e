//! Pages of documentation as tests: every command of a page is run, in one shell, and prints what the page shows.

use crate::program::root;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// Begins the answer of a command in the shell's output.
const MARK: &str = "@@@@ ";

/// A line of the page, as it is run.
enum Piece {
    /// Outside of what is run.
    Prose(String),
    /// A command with its continuation lines, as printed.
    Command(Vec<String>),
    /// A line of an answer.
    Answer,
}

fn pieces(page: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut inside = false;
    for line in page.lines() {
        if line.starts_with("```") {
            inside = line == "```console";
            out.push(Piece::Prose(line.to_owned()));
        } else if !inside {
            out.push(Piece::Prose(line.to_owned()));
        } else if line.starts_with("$ ") {
            out.push(Piece::Command(vec![line.to_owned()]));
        } else if let (true, Some(Piece::Command(lines))) = (line.starts_with('>'), out.last_mut()) {
            lines.push(line.to_owned());
        } else {
            out.push(Piece::Answer);
        }
    }
    out
}

/// A command without its signs.
fn source(lines: &[String]) -> String {
    let bare = |line: &String| line.get(2..).unwrap_or_default().to_owned();
    lines.iter().map(bare).collect::<Vec<_>>().join("\n")
}

/// What each command prints, standard error included, in one shell.
fn answers(commands: &[String], folder: &Path) -> Vec<String> {
    let mut script = String::from("exec 2>&1\nstatus=0\n");
    for command in commands {
        writeln!(script, "printf '\\n{MARK}\\n'\n(exit $status)\n{command}\nstatus=$?").unwrap();
    }
    let program = Path::new(env!("CARGO_BIN_EXE_crosscheck"));
    let path = std::env::join_paths(
        [program.parent().unwrap().to_owned()]
            .into_iter()
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    );
    let output = Command::new("bash")
        .args(["-c", &script])
        .current_dir(folder)
        .env("PATH", path.unwrap())
        .stdin(Stdio::null())
        .output()
        .expect("bash is there");
    let said = String::from_utf8(output.stdout).unwrap();
    said.split(&format!("\n{MARK}\n")).skip(1).map(|answer| answer.trim_end().to_owned()).collect()
}

/// Runs the commands of `docs/NAME` in `folder` and holds their answers against the page. With `UPDATE_DOCS` set the page is
/// written anew.
pub(crate) fn shows_what_happens(name: &str, folder: &Path) {
    let path = root().join("docs").join(name);
    let page = fs::read_to_string(&path).unwrap();
    let pieces = pieces(&page);
    let commands: Vec<String> = pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Command(lines) => Some(source(lines)),
            _ => None,
        })
        .collect();
    let mut answers = answers(&commands, folder).into_iter();
    let mut current = String::new();
    for piece in pieces {
        match piece {
            Piece::Answer => {}
            Piece::Prose(line) => writeln!(current, "{line}").unwrap(),
            Piece::Command(lines) => {
                writeln!(current, "{}", lines.join("\n")).unwrap();
                let answer = answers.next().expect("every command answers");
                if !answer.is_empty() {
                    writeln!(current, "{answer}").unwrap();
                }
            }
        }
    }
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(path, &current).unwrap();
    } else if page != current {
        let differs = page.lines().zip(current.lines()).find(|(shown, printed)| shown != printed);
        panic!("docs/{name} is stale (UPDATE_DOCS=1 renews it): {differs:?}");
    }
}
