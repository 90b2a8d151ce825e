//! Lists of files: one path a line, or parted by zero bytes (`find -print0`).

use crate::Error;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The paths that a file lists; `-` is standard input. One that does not exist is an error, as it is on the command line.
pub fn named_in(list: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut bytes = Vec::new();
    let failed = |error| Error::io("read", list, error);
    if list == Path::new("-") {
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(failed)?;
    } else {
        bytes = std::fs::read(list).map_err(failed)?;
    }
    parse(list, &bytes)
}

fn parse(list: &Path, bytes: &[u8]) -> Result<Vec<PathBuf>, Error> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mark = if bytes.contains(&0) { 0 } else { b'\n' };
    let mut out = Vec::new();
    for (entry, number) in bytes.split(|&byte| byte == mark).zip(1..) {
        let wrong = |why: String| Error::malformed(list, Some((number, 1)), why);
        let entry = if mark == 0 { entry } else { entry.strip_suffix(b"\r").unwrap_or(entry) };
        if entry.trim_ascii().is_empty() {
            continue;
        }
        let path = path_of(entry).ok_or_else(|| wrong("the path is not UTF-8".to_owned()))?;
        std::fs::metadata(&path).map_err(|error| wrong(format!("cannot read {}: {error}", path.display())))?;
        out.push(path);
    }
    if out.is_empty() { Err(Error::malformed(list, None, "lists no files")) } else { Ok(out) }
}

/// Names of files are bytes on Unix, and text elsewhere.
#[cfg(unix)]
fn path_of(entry: &[u8]) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStrExt;
    Some(PathBuf::from(std::ffi::OsStr::from_bytes(entry)))
}

#[cfg(not(unix))]
fn path_of(entry: &[u8]) -> Option<PathBuf> {
    std::str::from_utf8(entry).ok().map(PathBuf::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_zero_bytes_part_paths() {
        let folder = tempfile::tempdir().expect("a folder");
        let [a, b] = ["a b.txt", "c.txt"].map(|name| folder.path().join(name));
        [&a, &b].into_iter().for_each(|path| std::fs::write(path, "x").expect("a file"));
        let [a, b] = [a, b].map(|path| path.display().to_string());
        let list = Path::new("list");
        for text in [format!("{a}\r\n\n{b}"), format!("{a}\0{b}\0"), format!("\u{feff}{a}\n{b}\n")] {
            let paths = parse(list, text.as_bytes()).expect("paths");
            assert_eq!(paths, [PathBuf::from(&a), PathBuf::from(&b)]);
        }
        let error = parse(list, format!("{a}\nnone.txt\n").as_bytes()).expect_err("missing").to_string();
        assert!(error.starts_with("list:2:1: cannot read none.txt"), "{error}");
        assert!(parse(list, b"\n").expect_err("empty").to_string().contains("lists no files"));
    }
}
