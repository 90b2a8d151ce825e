//! Tells the program which code it reads articles with: an archive holds what was read, and other code reads otherwise.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What has a say in what is read of an article, and in the words under which an archive finds it.
const READING: &[&str] = &[
    "src/align/story.rs",
    "src/align/terms.rs",
    "src/extract",
    "src/lexicon",
    "src/model",
    "src/segment",
    "src/segment.rs",
    "src/text.rs",
];

fn main() -> io::Result<()> {
    let mut files = Vec::new();
    for path in READING {
        println!("cargo::rerun-if-changed={path}");
        list(Path::new(path), &mut files)?;
    }
    files.sort();
    let hash = hashed(&files)?;
    println!("cargo::rustc-env=CROSSCHECK_READING={:016x}", hash.0);
    // All parts of a run on several machines must be one code.
    println!("cargo::rerun-if-changed=src");
    let mut core = Vec::new();
    list(Path::new("src"), &mut core)?;
    core.sort();
    println!("cargo::rustc-env=CROSSCHECK_CORE={:016x}", hashed(&core)?.0);
    Ok(())
}

fn hashed(files: &[PathBuf]) -> io::Result<Fnv> {
    let mut hash = Fnv::START;
    for file in files {
        hash = hash.with(file.to_string_lossy().replace('\\', "/").as_bytes()).with(&fs::read(file)?);
    }
    Ok(hash)
}

fn list(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        list(&entry?.path(), files)?;
    }
    Ok(())
}

/// The hash of Fowler, Noll and Vo (FNV-1a, 64 bits): the standard library's own may change with its version.
#[derive(Clone, Copy)]
struct Fnv(u64);

impl Fnv {
    const START: Self = Self(0xcbf2_9ce4_8422_2325);

    fn with(self, bytes: &[u8]) -> Self {
        // What ends a line is the checkout's business, not the code's.
        let bytes = bytes.iter().filter(|&&byte| byte != b'\r');
        Self(bytes.fold(self.0, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)))
    }
}
