//! What goes wrong with an archive, and what to do about it.

use crate::Error;
use rusqlite::ErrorCode;
use std::io;
use std::path::Path;

/// There is none.
pub(super) fn none(folder: &Path) -> Error {
    let folder = folder.display();
    Error::usage(format!("no archive in {folder}: `crosscheck archive add PATH... --archive {folder}` makes it"))
}

/// An error of the database with what to do about it.
pub(super) fn told(path: &Path, error: &rusqlite::Error) -> Error {
    let rusqlite::Error::SqliteFailure(failure, _) = error else {
        return Error::malformed(path, None, damage(&error.to_string()));
    };
    match failure.code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => {
            let message = "another `crosscheck archive` is writing it; run this again when that is done";
            Error::malformed(path, None, message)
        }
        ErrorCode::DiskFull => {
            let full = "there is no space left on the disk; the archive is as it was";
            Error::io("write", path, io::Error::new(io::ErrorKind::StorageFull, full))
        }
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied => {
            Error::io("write", path, io::Error::new(io::ErrorKind::PermissionDenied, "it may only be read"))
        }
        ErrorCode::CannotOpen => {
            let rights = "it cannot be opened; may it be read, and files be made in its folder?";
            Error::io("open", path, io::Error::other(rights))
        }
        ErrorCode::SystemIoFailure => Error::io("read or write", path, io::Error::other(error.to_string())),
        ErrorCode::NotADatabase => Error::malformed(path, None, damage("it does not begin as one does")),
        _ => Error::malformed(path, None, damage(&error.to_string())),
    }
}

fn damage(what: &str) -> String {
    format!(
        "is no whole archive ({what}): bring back a copy of it, or take its folder away and make it anew with `crosscheck \
         archive add`"
    )
}
