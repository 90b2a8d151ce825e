//! What the configuration leaves out of folders.

use super::Options;
use crate::Error;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::path::{Component, Path, PathBuf};

/// Patterns in the syntax of `.gitignore`, with the folder that they are seen from.
#[derive(Debug, Clone)]
pub(super) struct Excluded {
    patterns: Gitignore,
    base: PathBuf,
}

impl Excluded {
    pub(super) fn new(options: &Options) -> Result<Self, Error> {
        let base = whole(&options.base);
        let mut builder = GitignoreBuilder::new(&base);
        for pattern in &options.exclude {
            let wrong = |error: ignore::Error| Error::usage(format!("exclude: `{pattern}` is no pattern: {error}"));
            builder.add_line(None, pattern).map_err(wrong)?;
        }
        let patterns = builder.build().map_err(|error| Error::usage(format!("exclude: {error}")))?;
        Ok(Self { patterns, base })
    }

    /// Whether the entry of a folder is left out.
    pub(super) fn covers(&self, path: &Path, is_folder: bool) -> bool {
        if self.patterns.is_empty() {
            return false;
        }
        let path = whole(path);
        path.strip_prefix(&self.base).is_ok_and(|inside| self.patterns.matched(inside, is_folder).is_ignore())
    }
}

/// The path from the root, without `.` and `..`, by its letters alone.
fn whole(path: &Path) -> PathBuf {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    let mut out = PathBuf::new();
    for part in std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).components() {
        match part {
            Component::ParentDir => {
                out.pop();
            }
            Component::CurDir => {}
            part => out.push(part),
        }
    }
    out
}
