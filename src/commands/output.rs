//! Where results go: standard output, or files that appear whole or not at all.

use crosscheck::Error;
use std::fs;
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use tempfile::SpooledTempFile;

/// Bytes of a result that are held in memory; what goes beyond waits in a file without a name.
const HELD: usize = 16 << 20;

/// Whether `path` stands for standard output.
pub(super) fn is_stdout(path: &Path) -> bool {
    path == Path::new("-")
}

/// Refuses outputs that would overwrite what is read, and those in a folder that does not exist.
pub(super) fn vet(outputs: &[PathBuf], inputs: impl IntoIterator<Item = impl AsRef<Path>>) -> Result<(), Error> {
    let inputs: Vec<PathBuf> = inputs.into_iter().filter_map(|input| fs::canonicalize(input).ok()).collect();
    for output in outputs.iter().filter(|output| !is_stdout(output)) {
        let folder = folder(output);
        if !folder.is_dir() {
            let message = format!("cannot write {}: there is no folder {}", output.display(), folder.display());
            return Err(Error::usage(message));
        }
        if output.is_dir() {
            return Err(Error::usage(format!("cannot write {}: it is a folder", output.display())));
        }
        if fs::canonicalize(output).is_ok_and(|output| inputs.contains(&output)) {
            let message = format!("will not write {}: it is read in this run; choose another name", output.display());
            return Err(Error::usage(message));
        }
    }
    Ok(())
}

/// The file of an article, whose id may name a record in it.
pub(super) fn file_of(id: &str) -> PathBuf {
    let whole = crosscheck::read::path_of(id);
    match id.rsplit_once('#') {
        Some((file, _)) if !whole.exists() => crosscheck::read::path_of(file),
        _ => whole,
    }
}

/// The format that was asked for by `name`, else that of the target's ending; the first of `all` for standard output.
/// `names` tells the id and the ending of one.
pub(super) fn format<F>(
    all: &'static [F],
    name: Option<&str>,
    target: &Path,
    names: fn(&F) -> [&'static str; 2],
) -> Result<&'static F, Error> {
    if let Some(name) = name {
        return Ok(all.iter().find(|format| names(format)[0] == name).unwrap_or(&all[0]));
    }
    if is_stdout(target) {
        return Ok(&all[0]);
    }
    let ending = target.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    all.iter().find(|format| names(format)[1].eq_ignore_ascii_case(ending)).ok_or_else(|| {
        let known: Vec<String> = all.iter().map(|format| format!(".{}", names(format)[1])).collect();
        Error::usage(format!("cannot write {}: unknown ending; known: {}", target.display(), known.join(", ")))
    })
}

/// A result for `path` that is made before anything is written.
pub(super) fn spooled(path: &Path) -> SpooledTempFile {
    // Many systems keep their folder for such files in memory.
    if is_stdout(path) { SpooledTempFile::new(HELD) } else { SpooledTempFile::new_in(HELD, folder(path)) }
}

/// Writes all of it or nothing, without ever leaving half a file: to a file beside it, which then takes its name.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    copy(path, &mut &*bytes)
}

/// As [`write`], of what was [`spooled`].
pub(super) fn write_spooled(path: &Path, result: &mut SpooledTempFile) -> Result<(), Error> {
    result.rewind().map_err(|source| Error::io("write", path, source))?;
    copy(path, result)
}

fn copy(path: &Path, from: &mut impl Read) -> Result<(), Error> {
    if is_stdout(path) {
        return print(from);
    }
    place(path, from).map_err(|source| Error::io("write", path, source))
}

fn place(path: &Path, from: &mut impl Read) -> io::Result<()> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if fs::metadata(&target).is_ok_and(|old| !old.is_file()) {
        // A pipe or a device can only be written into.
        return io::copy(from, &mut fs::OpenOptions::new().write(true).open(&target)?).map(drop);
    }
    stage(&target, from)?.persist(&target).map(drop).map_err(|error| error.error)
}

/// A file beside `target` that may take its name.
fn stage(target: &Path, from: &mut impl Read) -> io::Result<tempfile::NamedTempFile> {
    let mut file = fresh(folder(target))?;
    // Past the wrapper, whose errors name the file beside it: that tells nobody anything.
    io::copy(from, file.as_file_mut())?;
    if let Ok(old) = fs::metadata(target) {
        file.as_file().set_permissions(old.permissions())?;
    }
    Ok(file)
}

/// Puts `bytes` in place of the file's contents for good, unless somebody else wrote there meanwhile; whether it did.
/// `known` tells of a path whether what stands there, or that nothing does, is what the caller has seen.
pub(crate) fn replace(path: &Path, bytes: &[u8], known: impl Fn(&Path) -> io::Result<bool>) -> io::Result<bool> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let file = stage(&target, &mut &*bytes)?;
    file.as_file().sync_all()?;
    if !known(&target)? {
        return Ok(false);
    }
    let replaced = match swap(file.path(), &target) {
        // A file that was saved since the last look is not lost: it lies where ours lay.
        Ok(()) => {
            let seen = known(file.path());
            if !matches!(seen, Ok(true)) {
                give_back(file, &target, bytes)?;
            }
            seen?
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => match file.persist_noclobber(&target) {
            Ok(_) => true,
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => false,
            Err(error) => return Err(error.error),
        },
        Err(error) if error.kind() == io::ErrorKind::Unsupported => {
            file.persist(&target).map_err(|error| error.error)?;
            true
        }
        Err(error) => return Err(error),
    };
    // The name is in the folder, which on Unix is a file of its own.
    #[cfg(unix)]
    fs::File::open(folder(&target))?.sync_all()?;
    Ok(replaced)
}

/// Puts the file that was taken from `target` there again, in place of `ours`, or a later one that was saved since.
fn give_back(taken: tempfile::NamedTempFile, target: &Path, ours: &[u8]) -> io::Result<()> {
    let exchanged = || {
        let mut there = ours.to_vec();
        loop {
            let put = fs::read(taken.path())?;
            swap(taken.path(), target)?;
            if fs::read(taken.path())? == there {
                return Ok(());
            }
            there = put;
        }
    };
    exchanged().or_else(|error: io::Error| {
        let (_, kept) = taken.keep()?;
        Err(io::Error::new(error.kind(), format!("{error}; what was saved there is in {}", kept.display())))
    })
}

/// Exchanges the names of two files in one step. Not every system can.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn swap(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).map_err(|error| match error {
        // What a file system says that does not know the flag.
        Errno::INVAL | Errno::NOSYS | Errno::NOTSUP => io::ErrorKind::Unsupported.into(),
        error => error.into(),
    })
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn swap(_: &Path, other: &Path) -> io::Result<()> {
    Err(if other.exists() { io::ErrorKind::Unsupported } else { io::ErrorKind::NotFound }.into())
}

/// A temporary file with the permissions that any new file gets.
fn fresh(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".crosscheck-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder).map_err(|error| error.kind().into())
}

pub(crate) fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Prints; a reader that has gone away (`| head`) has seen what it wanted.
pub(super) fn stdout(bytes: &[u8]) -> Result<(), Error> {
    print(&mut &*bytes)
}

fn print(from: &mut impl Read) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    match io::copy(from, &mut out).and_then(|_| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::io("write", Path::new("-"), error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        for text in ["first, and longer", "second"] {
            write(&path, text.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_was_changed_meanwhile_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        let holds = |text: &'static str| move |path: &Path| Ok(fs::read_to_string(path).unwrap_or_default() == text);
        assert!(replace(&path, b"first", holds("")).unwrap());
        assert!(!replace(&path, b"second", holds("")).unwrap());
        assert_eq!(fs::read_to_string(&path).unwrap(), "first");
        assert!(replace(&path, b"second", holds("first")).unwrap());
        assert_eq!(fs::read_to_string(&path).unwrap(), "second");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_is_saved_between_the_last_look_and_the_writing_is_given_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        for before in ["", "known"] {
            let _ = fs::remove_file(&path);
            if !before.is_empty() {
                fs::write(&path, before).unwrap();
            }
            let looks = std::cell::Cell::new(0);
            let known = |path: &Path| {
                let held = fs::read_to_string(path).unwrap_or_default();
                looks.set(looks.get() + 1);
                if looks.get() == 1 {
                    let edit = folder.path().join("edit.csv");
                    fs::write(&edit, "edited").unwrap();
                    fs::rename(&edit, path).unwrap();
                }
                Ok(held == before)
            };
            assert!(!replace(&path, b"ours", known).unwrap());
            assert_eq!(fs::read_to_string(&path).unwrap(), "edited");
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        }
    }

    #[test]
    fn what_was_taken_and_cannot_be_looked_at_is_given_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        fs::write(&path, "edited").unwrap();
        let known = |at: &Path| if at.ends_with("out.csv") { Ok(true) } else { Err(io::ErrorKind::Other.into()) };
        assert_eq!(replace(&path, b"ours", known).unwrap_err().kind(), io::ErrorKind::Other);
        assert_eq!(fs::read_to_string(&path).unwrap(), "edited");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn inputs_are_not_overwritten_by_any_name() {
        let folder = tempfile::tempdir().unwrap();
        let input = folder.path().join("a.md");
        fs::write(&input, "text").unwrap();
        let roundabout = folder.path().join(".").join("a.md");
        let error = vet(&[roundabout], [input.as_path()]).unwrap_err().to_string();
        assert!(error.contains("it is read in this run"), "{error}");
        assert!(vet(&[folder.path().join("b.md"), "-".into()], [input.as_path()]).is_ok());
        let error = vet(&[folder.path().join("no/b.md")], [""; 0]).unwrap_err().to_string();
        assert!(error.contains("there is no folder"), "{error}");
    }

    #[test]
    fn a_record_stands_for_its_file() {
        assert_eq!(file_of("wire.jsonl#7"), Path::new("wire.jsonl"));
        assert_eq!(file_of("a.txt"), Path::new("a.txt"));
    }
}
