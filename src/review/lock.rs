//! One review a file.

use crate::commands::output;
use crosscheck::Error;
use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// Held as long as a file of verdicts is written; the system lets go of it however the program ends.
///
/// The lock is that of a file beside it, since the file itself is replaced when it is put in order.
#[derive(Debug)]
pub(crate) struct Lock {
    file: File,
    path: PathBuf,
}

impl Lock {
    /// Takes the lock, or tells that another review has it.
    pub(crate) fn take(verdicts: &Path) -> Result<Self, Error> {
        let target = fs::canonicalize(verdicts).unwrap_or_else(|_| verdicts.to_owned());
        let mut name = OsString::from(".");
        name.push(target.file_name().unwrap_or_default());
        name.push(".lock");
        let path = output::folder(&target).join(name);
        let failed = |source| Error::io("lock", verdicts, source);
        loop {
            let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    let message = format!(
                        "cannot review into {}: another `crosscheck review` writes it; end that one, or name another file",
                        verdicts.display()
                    );
                    return Err(Error::usage(message));
                }
                Err(TryLockError::Error(source)) => return Err(failed(source)),
            }
            // Who held it before may have taken the file away between the two steps.
            if is_there(&file, &path).map_err(failed)? {
                return Ok(Self { file, path });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Taken away while it is held, so that nobody's lock is taken away but our own.
        let _ = fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

/// Whether the open file is the one of this name.
#[cfg(unix)]
fn is_there(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let open = file.metadata()?;
    match fs::metadata(path) {
        Ok(named) => Ok((open.dev(), open.ino()) == (named.dev(), named.ino())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Elsewhere an open file keeps its name.
#[cfg(not(unix))]
fn is_there(_: &File, path: &Path) -> io::Result<bool> {
    path.try_exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_is_refused_until_the_first_lets_go() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("verdicts.csv");
        fs::write(&path, "").unwrap();
        let first = Lock::take(&path).unwrap();
        let roundabout = folder.path().join(".").join("verdicts.csv");
        let error = Lock::take(&roundabout).unwrap_err().to_string();
        assert!(error.contains("another `crosscheck review` writes it"), "{error}");
        drop(first);
        drop(Lock::take(&path).unwrap());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }
}
