//! Files and folders to articles.

use super::budget::Budget;
use super::folder::{self, Files, Filter};
use super::load::{Loaded, Omission};
use super::open::{self, Form, STDIN};
use super::table::Table;
use super::{Options, known_extensions, package, years};
use crate::fault;
use crate::model::Skipped;
use crate::{Error, ErrorKind};
use rayon::prelude::*;
use std::fs::Metadata;
use std::path::{Path, PathBuf};

/// Reads files and folders; `-` is standard input, and a path with `*`, `?`, `[` or `{` that is no file stands for those
/// that match it. Within folders, hidden files and those that `.gitignore` names are left alone, links are not followed,
/// files without an extension are passed by, and those of unknown formats are counted in [`Loaded::skipped`].
///
/// A path that is missing and a file named here whose format is unknown are errors; a file that cannot be read is noted in
/// [`Loaded::skipped`], and the rest is read.
pub fn load(paths: &[PathBuf], options: &Options) -> Result<Loaded, Error> {
    let mut table = options.table.as_deref().map(Table::read).transpose()?;
    let filter = Filter::new(options)?;
    let mut files = Files::default();
    let mut out = Loaded::default();
    let budget = Budget::new(&options.settings);
    for path in paths {
        if path == Path::new("-") {
            out.append(open::stdin(options, &budget).unwrap_or_else(|error| broken(STDIN, &error)));
            continue;
        }
        match std::fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => files.list(path, None, &filter),
            Ok(metadata) => {
                let form = named(path, &metadata)?;
                files.known.insert(id(path), (path.clone(), form));
            }
            Err(error) => {
                let Some((folder, pattern)) = folder::pattern(path)? else {
                    return Err(Error::io("read", path, error));
                };
                let before = files.len();
                files.list(&folder, Some(&pattern), &filter);
                if files.len() == before {
                    return Err(Error::usage(format!("no file matches {}", path.display())));
                }
            }
        }
    }
    let Files { known, unknown, links, mut skipped } = files;
    out.skipped.append(&mut skipped);
    let known: Vec<(String, (PathBuf, Form))> = known.into_iter().collect();
    let read = |(id, (path, form)): &(String, (PathBuf, Form))| {
        let read = fault::caught(|| {
            fault::provoked("read", id);
            open::file(id, path, *form, options, &budget)
        });
        match read {
            Ok(read) => read.unwrap_or_else(|error| broken(id, &error)),
            Err(fault) => Loaded { articles: Vec::new(), skipped: vec![fault.of(id)] },
        }
    };
    let read: Vec<Loaded> = known.par_iter().map(read).collect();
    budget.vet()?;
    read.into_iter().for_each(|loaded| out.append(loaded));
    for article in &mut out.articles {
        options.apply(&article.id, &mut article.meta);
        if let Some(table) = &mut table {
            table.apply(article);
        }
    }
    years::complete(&mut out.articles);
    package::mark(&mut out.articles);
    out.skipped.extend(table.iter().flat_map(Table::unused));
    out.skipped.extend(unknown.into_iter().map(|(extension, count)| Skipped {
        what: format!("*.{extension}"),
        why: format!("{count} {} of unknown format", if count == 1 { "file" } else { "files" }),
        fatal: false,
    }));
    // They may lead anywhere, out of the folder and round in circles too.
    out.skipped.extend((links > 0).then(|| Skipped {
        what: format!("{links} {}", if links == 1 { "link" } else { "links" }),
        why: "not followed in folders; name what is to be read".to_owned(),
        fatal: false,
    }));
    name_twins_apart(&mut out);
    Ok(out)
}

/// What could not be read of a file, by its place.
fn broken(id: &str, error: &Error) -> Loaded {
    let (what, why) = match error.kind() {
        ErrorKind::Malformed { place: Some((line, column)), message, .. } => {
            (format!("{id}:{line}:{column}"), message.clone())
        }
        ErrorKind::Malformed { message, .. } => (id.to_owned(), message.clone()),
        ErrorKind::Io { source, .. } => (id.to_owned(), format!("cannot be read: {source}")),
        _ => (id.to_owned(), error.to_string()),
    };
    Loaded::without(&what, why, Omission::Fault)
}

/// Sorts by id. Records that share one are told apart, since an id names one article: the second is `id~2`.
fn name_twins_apart(loaded: &mut Loaded) {
    loaded.articles.sort_by(|a, b| a.id.cmp(&b.id));
    let mut id = String::new();
    let mut number = 1;
    for article in &mut loaded.articles {
        if article.id != id {
            id.clone_from(&article.id);
            number = 1;
            continue;
        }
        number += 1;
        article.id = format!("{id}~{number}");
        let why = format!("the id is given more than once; this one is called {}", article.id);
        loaded.skipped.push(Skipped { what: id.clone(), why, fatal: false });
    }
    loaded.articles.sort_by(|a, b| a.id.cmp(&b.id));
}

/// A file that was named on the command line.
fn named(path: &Path, metadata: &Metadata) -> Result<Form, Error> {
    if !metadata.is_file() {
        return Err(Error::malformed(path, None, open::NO_FILE));
    }
    Form::of(path).map_err(|extension| {
        let what =
            if extension.is_empty() { "has no extension".to_owned() } else { format!("unknown format .{extension}") };
        Error::malformed(path, None, format!("{what}; known are {}", known_extensions()))
    })
}

/// The id of an article at `path`: as given, with `/`, without a leading `./`.
pub(crate) fn id(path: &Path) -> String {
    written(&shown(path))
}

/// A path as ids have it.
pub(super) fn written(path: &str) -> String {
    if cfg!(windows) { windows(path) } else { normal(path) }
}

/// A path of Windows with `/`: a share keeps both slashes before its host, and what only tells Windows not to look at the
/// rest (`\\?\`) is left out.
fn windows(given: &str) -> String {
    let path = given.replace('\\', "/");
    let long = path.strip_prefix("//?/");
    let share = match long {
        Some(rest) => rest.strip_prefix("UNC/"),
        None => path.strip_prefix("//"),
    };
    share.map_or_else(|| normal(long.unwrap_or(&path)), |rest| format!("//{}", normal(rest)))
}

/// Before each byte of a name that is no UTF-8, in an id: `caf\xe9.txt`.
pub(super) const ESCAPE: &str = "\\x";

/// The path as text; no two names of files become one because they cannot be shown.
fn shown(path: &Path) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        out.push_str(chunk.valid());
        // Writing to a string cannot fail.
        chunk.invalid().iter().for_each(|byte| _ = write!(out, "{ESCAPE}{byte:02x}"));
    }
    out
}

/// The file that an id names, which may hold bytes that are shown as `\xe9`.
pub fn path_of(id: &str) -> PathBuf {
    #[cfg(unix)]
    if id.contains(ESCAPE) && !Path::new(id).exists() {
        use std::os::unix::ffi::OsStringExt;
        return std::ffi::OsString::from_vec(unescaped(id)).into();
    }
    PathBuf::from(id)
}

#[cfg(unix)]
fn unescaped(id: &str) -> Vec<u8> {
    let mut parts = id.split(ESCAPE);
    let mut out = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        match part.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                out.extend(&part.as_bytes()[2..]);
            }
            None => out.extend([ESCAPE, part].concat().into_bytes()),
        }
    }
    out
}

/// Without a leading `./`, doubled and closing slashes.
fn normal(path: &str) -> String {
    let root = if path.starts_with('/') { "/" } else { "" };
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    format!("{root}{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::super::Ignore;
    use super::*;

    #[test]
    fn paths_of_windows() {
        for (given, expected) in [
            (r"news\a.txt", "news/a.txt"),
            (r".\news\.\a.txt", "news/a.txt"),
            (r"C:\news\a.txt", "C:/news/a.txt"),
            (r"C:\news\", "C:/news"),
            (r"\\host\share\news\a.txt", "//host/share/news/a.txt"),
            ("//host/share/a.txt", "//host/share/a.txt"),
            (r"\\?\C:\news\a.txt", "C:/news/a.txt"),
            (r"\\?\UNC\host\share\a.txt", "//host/share/a.txt"),
            (r"\news\a.txt", "/news/a.txt"),
        ] {
            assert_eq!(windows(given), expected, "{given}");
        }
    }

    fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, bytes) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            std::fs::write(path, bytes).expect("a file");
        }
        folder
    }

    #[test]
    fn a_folder_is_read_and_what_is_left_out_is_named() {
        let folder = folder(&[
            ("b.txt", b"The ferry sank on Monday."),
            ("sub/a.MD", b"The ferry sank."),
            ("empty.txt", b" \n"),
            ("latin.txt", b"The caf\xe9 is shut."),
            ("bytes.txt", b"\0\x01\x02\0\0"),
            ("image.png", b"x"),
            ("image2.png", b"x"),
            ("NOTICE", b"x"),
            (".hidden.txt", b"No."),
            ("out.txt", b"No."),
            (".gitignore", b"out.txt"),
        ]);
        let loaded = load(&[folder.path().to_owned()], &Options::default()).expect("loaded");
        let ids: Vec<&str> = loaded.articles.iter().filter_map(|article| article.id.rsplit('/').next()).collect();
        assert_eq!(ids, ["b.txt", "latin.txt", "a.MD"]);
        let skipped: Vec<(bool, String)> =
            loaded.skipped.into_iter().map(|skipped| (skipped.fatal, skipped.why)).collect();
        assert!(skipped.iter().any(|(fatal, why)| *fatal && why.starts_with("is not text")), "{skipped:?}");
        assert!(skipped.iter().any(|(fatal, why)| !fatal && why.contains("no text")), "{skipped:?}");
        assert!(skipped.iter().any(|(fatal, why)| !fatal && why == "2 files of unknown format"), "{skipped:?}");
        assert_eq!(skipped.len(), 3);
    }

    #[test]
    fn what_is_excluded_is_not_read_unless_it_is_named() {
        let folder =
            folder(&[("a.txt", b"One."), ("old/b.txt", b"Two."), ("old/keep.txt", b"Three."), ("c.txt", b"4.")]);
        let root = folder.path().to_owned();
        let options = |patterns: &[&str]| Options {
            exclude: patterns.iter().map(|pattern| (*pattern).to_owned()).collect(),
            base: root.clone(),
            ..Options::default()
        };
        let names = |paths: &[PathBuf], options: &Options| -> Vec<String> {
            let articles = load(paths, options).expect("loaded").articles;
            articles.iter().filter_map(|article| article.id.rsplit('/').next().map(str::to_owned)).collect()
        };
        let all = [root.clone()];
        assert_eq!(names(&all, &options(&["old/", "/c.txt"])), ["a.txt"]);
        assert_eq!(names(&all, &options(&["old/*", "!old/keep.txt"])), ["a.txt", "c.txt", "keep.txt"]);
        assert_eq!(names(&[root.join("old/b.txt")], &options(&["old/"])), ["b.txt"]);
        assert!(load(&all, &options(&["[z-a]"])).is_err());
    }

    #[test]
    fn what_is_named_must_be_of_a_known_format() {
        let folder = folder(&[("a.odt", b"x"), ("a.txt", b"One."), ("bad.docx", b"x")]);
        for (name, part) in [("a.odt", "unknown format .odt; known are .txt"), ("none.txt", "cannot read")] {
            let error = load(&[folder.path().join(name)], &Options::default()).expect_err(name).to_string();
            assert!(error.contains(part), "{error}");
        }
        let twice = ["a.txt", "./a.txt", "bad.docx"].map(|name| folder.path().join(name));
        let loaded = load(&twice, &Options::default()).expect("loaded");
        assert_eq!((loaded.articles.len(), loaded.skipped.len(), loaded.skipped[0].fatal), (1, 1, true));
    }

    #[test]
    fn patterns_stand_for_files() {
        let folder = folder(&[
            ("a.txt", b"One."),
            ("b.md", b"Two."),
            ("sub/c.txt", b"3."),
            ("sub/d.txt", b"4."),
            (".gitignore", b"d.txt"),
        ]);
        let names = |pattern: &str, options: &Options| -> Result<Vec<String>, Error> {
            let loaded = load(&[folder.path().join(pattern)], options)?;
            Ok(loaded.articles.iter().filter_map(|article| article.id.rsplit('/').next().map(str::to_owned)).collect())
        };
        let usual = Options::default();
        assert_eq!(names("*.txt", &usual).expect("loaded"), ["a.txt"]);
        assert_eq!(names("**/*.txt", &usual).expect("loaded"), ["a.txt", "c.txt"]);
        assert_eq!(names("{a,b}.*", &usual).expect("loaded"), ["a.txt", "b.md"]);
        let all = Options { ignore: Ignore::Disregarded, ..Options::default() };
        assert_eq!(names("sub/?.txt", &all).expect("loaded"), ["c.txt", "d.txt"]);
        let error = names("*.docx", &usual).expect_err("none").to_string();
        assert!(error.contains("no file matches"), "{error}");
    }

    #[test]
    fn compressed_files_have_lines_and_no_bytes() {
        let bytes =
            ruzstd::encoding::compress_to_vec(&b"One.\n\nTwo."[..], ruzstd::encoding::CompressionLevel::Fastest);
        let folder = folder(&[("a.txt.zst", &bytes), ("b.txt.gz", b"x")]);
        let loaded = load(&[folder.path().to_owned()], &Options::default()).expect("loaded");
        let place = loaded.articles[0].place(6);
        assert_eq!((place.line, place.column, place.byte), (3, 1, None));
        assert!(loaded.skipped[0].why.contains("cannot be unpacked"));
    }

    #[cfg(unix)]
    #[test]
    fn pipes_are_refused() {
        assert!(load(&[PathBuf::from("/dev/null")], &Options::default()).is_err());
    }

    #[test]
    fn ids_are_plain_paths() {
        assert_eq!(id(Path::new("./docs//a.txt")), "docs/a.txt");
        assert_eq!(id(Path::new("/docs/./a.txt")), "/docs/a.txt");
        assert_eq!(id(Path::new("../a.txt")), "../a.txt");
    }

    #[test]
    fn records_that_share_an_id_are_told_apart() {
        let folder = folder(&[("r.jsonl", b"{\"id\":1,\"text\":\"One.\"}\n{\"id\":1,\"text\":\"Two.\"}\n")]);
        let loaded = load(&[folder.path().to_owned()], &Options::default()).expect("loaded");
        let ends: Vec<(&str, &str)> = loaded
            .articles
            .iter()
            .map(|article| (article.id.rsplit('/').next().unwrap_or_default(), article.text.as_str()))
            .collect();
        assert_eq!(ends, [("r.jsonl#1", "One."), ("r.jsonl#1~2", "Two.")]);
    }
}
