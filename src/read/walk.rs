//! Files and folders to articles.

use super::exclude::Excluded;
use super::load::Loaded;
use super::table::Table;
use super::{Input, Options, Reader, known_extensions, reader_for};
use crate::Error;
use crate::config::FILE_NAME;
use crate::model::Skipped;
use ignore::WalkBuilder;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};

/// A file to be read, and whether it was named or found in a folder.
struct Found {
    path: PathBuf,
    reader: &'static Reader,
    origin: Origin,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    Named,
    Folder,
}

/// Reads files and folders. Within folders, hidden files and those that `.gitignore` names are left alone, links are not
/// followed, files without an extension are passed by, and those of unknown formats are counted in [`Loaded::skipped`].
///
/// A path that is missing, a file named here that cannot be read and one whose format is unknown are errors; the same
/// inside a folder is noted in [`Loaded::skipped`], and the rest is read.
pub fn load(paths: &[PathBuf], options: &Options) -> Result<Loaded, Error> {
    let mut table = options.table.as_deref().map(Table::read).transpose()?;
    let excluded = Excluded::new(options)?;
    let mut files = BTreeMap::new();
    let mut unknown = BTreeMap::new();
    let mut out = Loaded::default();
    for path in paths {
        let metadata = std::fs::metadata(path).map_err(|error| Error::io("read", path, error))?;
        if metadata.is_dir() {
            list(path, &excluded, &mut files, &mut unknown, &mut out.skipped);
        } else {
            files.insert(id(path), named(path, &metadata)?);
        }
    }
    let files: Vec<(String, Found)> = files.into_iter().collect();
    let read: Vec<Result<Loaded, Error>> = files.par_iter().map(|(id, file)| read(id, file)).collect();
    for ((id, file), loaded) in files.iter().zip(read) {
        match loaded {
            Ok(loaded) => out.append(loaded),
            Err(error) if file.origin == Origin::Named => return Err(error),
            Err(error) => out.skipped.push(Skipped { what: id.clone(), why: error.to_string(), fatal: true }),
        }
    }
    for article in &mut out.articles {
        options.apply(&article.id, &mut article.meta);
        if let Some(table) = &mut table {
            table.apply(article);
        }
    }
    out.skipped.extend(table.iter().flat_map(Table::unused));
    out.skipped.extend(unknown.into_iter().map(|(extension, count)| Skipped {
        what: format!("*.{extension}"),
        why: format!("{count} {} of unknown format", if count == 1 { "file" } else { "files" }),
        fatal: false,
    }));
    name_twins_apart(&mut out);
    Ok(out)
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
fn named(path: &Path, metadata: &Metadata) -> Result<Found, Error> {
    if !metadata.is_file() {
        return Err(Error::malformed(path, None, "is neither a file nor a folder"));
    }
    let extension = extension(path);
    let reader = reader_for(&extension).ok_or_else(|| {
        let what =
            if extension.is_empty() { "has no extension".to_owned() } else { format!("unknown format .{extension}") };
        Error::malformed(path, None, format!("{what}; known are {}", known_extensions()))
    })?;
    Ok(Found { path: path.to_owned(), reader, origin: Origin::Named })
}

/// The files of a folder.
fn list(
    folder: &Path,
    excluded: &Excluded,
    files: &mut BTreeMap<String, Found>,
    unknown: &mut BTreeMap<String, usize>,
    skipped: &mut Vec<Skipped>,
) {
    let mut walker = WalkBuilder::new(folder);
    // What the user's own Git settings ignore must not change a run.
    walker.require_git(false).git_global(false).git_exclude(false).follow_links(false);
    let excluded = excluded.clone();
    walker
        .filter_entry(move |entry| !excluded.covers(entry.path(), entry.file_type().is_some_and(|kind| kind.is_dir())));
    for entry in walker.build() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                skipped.push(Skipped { what: id(folder), why: error.to_string(), fatal: true });
                continue;
            }
        };
        // Links, sockets and devices are not articles.
        if !entry.file_type().is_some_and(|kind| kind.is_file()) {
            continue;
        }
        if entry.file_name() == FILE_NAME {
            continue;
        }
        let extension = extension(entry.path());
        match reader_for(&extension) {
            Some(reader) => {
                let found = Found { path: entry.path().to_owned(), reader, origin: Origin::Folder };
                files.entry(id(entry.path())).or_insert(found);
            }
            // Licences, notices and the like.
            None if extension.is_empty() => {}
            None => *unknown.entry(extension).or_default() += 1,
        }
    }
}

fn read(id: &str, file: &Found) -> Result<Loaded, Error> {
    let bytes = std::fs::read(&file.path).map_err(|error| Error::io("read", &file.path, error))?;
    (file.reader.parse)(&Input { id, bytes: &bytes })
}

fn extension(path: &Path) -> String {
    path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase()).unwrap_or_default()
}

/// The id of an article at `path`: as given, with `/`, without a leading `./`.
pub(crate) fn id(path: &Path) -> String {
    let given = path.to_string_lossy();
    if cfg!(windows) { normal(&given.replace('\\', "/")) } else { normal(&given) }
}

/// Without a leading `./`, doubled and closing slashes.
pub(super) fn normal(path: &str) -> String {
    let root = if path.starts_with('/') { "/" } else { "" };
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    format!("{root}{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

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
            ("latin.txt", b"caf\xe9"),
            ("image.png", b"x"),
            ("image2.png", b"x"),
            ("NOTICE", b"x"),
            (".hidden.txt", b"No."),
            ("out.txt", b"No."),
            (".gitignore", b"out.txt"),
        ]);
        let loaded = load(&[folder.path().to_owned()], &Options::default()).expect("loaded");
        let ids: Vec<&str> = loaded.articles.iter().filter_map(|article| article.id.rsplit('/').next()).collect();
        assert_eq!(ids, ["b.txt", "a.MD"]);
        let skipped: Vec<(bool, String)> =
            loaded.skipped.into_iter().map(|skipped| (skipped.fatal, skipped.why)).collect();
        assert!(
            skipped.iter().any(|(fatal, why)| *fatal && why.contains("latin.txt:1:4: is not UTF-8")),
            "{skipped:?}"
        );
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
    fn what_is_named_must_be_readable() {
        let folder = folder(&[("a.pdf", b"x"), ("a.txt", b"One."), ("bad.txt", b"\xff")]);
        for (name, part) in
            [("a.pdf", "unknown format .pdf; known are .txt"), ("none.txt", "cannot read"), ("bad.txt", "not UTF-8")]
        {
            let error = load(&[folder.path().join(name)], &Options::default()).expect_err(name).to_string();
            assert!(error.contains(part), "{error}");
        }
        let twice = [folder.path().join("a.txt"), folder.path().join("./a.txt")];
        assert_eq!(load(&twice, &Options::default()).expect("loaded").articles.len(), 1);
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
