use std::fmt;
use std::path::{Path, PathBuf};

/// What went wrong, where, and what to do about it, in one line.
///
/// There is one error type for the whole crate, since every error ends in the same place: a line on standard error and
/// exit code 2.
#[derive(Debug)]
pub struct Error(Box<ErrorKind>);

/// The kinds of errors.
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file or folder could not be read or written.
    Io {
        /// What was being done: "read", "write", "list".
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file is not what it should be.
    Malformed {
        /// The file.
        path: PathBuf,
        /// Line and column, from 1, where they are known.
        place: Option<(u64, u64)>,
        /// What is wrong and what to do.
        message: String,
    },
    /// The request can't be carried out.
    Usage(String),
}

impl Error {
    /// A file or folder could not be read or written; `doing` is a verb: "read".
    pub fn io(doing: &'static str, path: &Path, source: std::io::Error) -> Self {
        Self(Box::new(ErrorKind::Io { doing, path: path.to_owned(), source }))
    }

    /// A file is not what it should be.
    pub fn malformed(path: &Path, place: Option<(u64, u64)>, message: impl Into<String>) -> Self {
        Self(Box::new(ErrorKind::Malformed { path: path.to_owned(), place, message: message.into() }))
    }

    /// The request can't be carried out; the message says what to do instead.
    pub fn usage(message: impl Into<String>) -> Self {
        Self(Box::new(ErrorKind::Usage(message.into())))
    }

    /// A table is not what it should be.
    pub fn table(path: &Path, error: &csv::Error) -> Self {
        let place = error.position().map(|position| (position.line(), 1));
        let message = match error.kind() {
            csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                format!("the row has {len} cells where the header has {expected_len}; quote cells that hold commas")
            }
            csv::ErrorKind::Utf8 { .. } => "not UTF-8; save the table as UTF-8".to_owned(),
            _ => error.to_string(),
        };
        Self::malformed(path, place, message)
    }

    /// A JSON file is not `what` it should be ("a baseline"); `cure` says what to do.
    pub(crate) fn json(path: &Path, error: &serde_json::Error, what: &str, cure: &str) -> Self {
        let place = (error.line() as u64, error.column() as u64);
        let said = error.to_string();
        // The place is told in front.
        let said = said.split(" at line ").next().unwrap_or_default();
        Self::malformed(path, Some(place), format!("not {what} ({said}); {cure}"))
    }

    /// What kind of error it is.
    pub fn kind(&self) -> &ErrorKind {
        &self.0
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind() {
            ErrorKind::Io { doing, path, source } => write!(f, "cannot {doing} {}: {source}", path.display()),
            ErrorKind::Malformed { path, place: Some((line, column)), message } => {
                write!(f, "{}:{line}:{column}: {message}", path.display())
            }
            ErrorKind::Malformed { path, place: None, message } => write!(f, "{}: {message}", path.display()),
            ErrorKind::Usage(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self.kind() {
            ErrorKind::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
