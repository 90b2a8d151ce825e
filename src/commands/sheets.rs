//! Tables that people write into: read as they saved them, and never written over what they did meanwhile.

use super::{output, say};
use crosscheck::Error;
use crosscheck::settle::Verdicts;
use crosscheck::sheet::{Layout, Sheet};
use std::fs;
use std::io;
use std::path::Path;

/// How often a table may be saved by somebody else just while it is written.
const TRIES: u32 = 10;

/// The table that stands at `path`; none where there is no file, an empty one, standard output or a pipe.
pub(super) fn read(path: &Path, layout: &'static Layout) -> Result<Option<Sheet>, Error> {
    let bytes = bytes(path).map_err(|source| Error::io("read", path, source))?;
    bytes.filter(|bytes| !bytes.is_empty()).map(|bytes| Sheet::read(layout, path, &bytes)).transpose()
}

/// What reviewers decided.
pub(super) fn verdicts(path: &Path) -> Result<Verdicts, Error> {
    let bytes = fs::read(path).map_err(|source| {
        if source.kind() == io::ErrorKind::NotFound {
            let path = path.display();
            let hint = format!("`crosscheck review ... --verdicts {path}` makes it");
            return Error::usage(format!("cannot read {path}: no such file; {hint}"));
        }
        Error::io("read", path, source)
    })?;
    let verdicts = Verdicts::read(path, &bytes)?;
    if verdicts.torn {
        say(&format_args!("warning: {}: the last row is cut off, and left out", path.display()));
    }
    Ok(verdicts)
}

/// Writes the table, with what people wrote into the one that is there until the moment of writing.
pub(super) fn write(path: &Path, sheet: &Sheet) -> Result<(), Error> {
    let failed = |source| Error::io("write", path, source);
    if !is_kept(path) {
        return output::write(path, &rendered(sheet).map_err(failed)?);
    }
    for _ in 0..TRIES {
        let before = bytes(path).map_err(|source| Error::io("read", path, source))?;
        let carried = match &before {
            Some(earlier) if !earlier.is_empty() => sheet.clone().carry(&Sheet::read(sheet.layout, path, earlier)?),
            _ => sheet.clone(),
        };
        let new = rendered(&carried).map_err(failed)?;
        if output::replace(path, &new, |path| Ok(bytes(path)? == before)).map_err(failed)? {
            return Ok(());
        }
    }
    let path = path.display();
    Err(Error::usage(format!("did not write {path}: another program keeps changing it; close it there and run again")))
}

fn rendered(sheet: &Sheet) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    sheet.write(&mut bytes)?;
    Ok(bytes)
}

/// Whether what stands at `path` stays: a file, or nothing yet.
fn is_kept(path: &Path) -> bool {
    !output::is_stdout(path) && fs::metadata(path).map_or(true, |data| data.is_file())
}

/// What the file holds, where there is one.
fn bytes(path: &Path) -> io::Result<Option<Vec<u8>>> {
    if !is_kept(path) {
        return Ok(None);
    }
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
