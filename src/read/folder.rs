//! The files of folders, and those that a pattern stands for.

use super::exclude::Excluded;
use super::open::{Form, NO_FILE};
use super::walk::{ESCAPE, id};
use super::{Ignore, Options};
use crate::Error;
use crate::config::FILE_NAME;
use crate::model::Skipped;
use globset::{GlobBuilder, GlobMatcher};
use ignore::WalkBuilder;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// By id.
    pub known: BTreeMap<String, (PathBuf, Form)>,
    /// How many files of each unknown ending.
    pub unknown: BTreeMap<String, usize>,
    /// Links that were not followed, to folders and to what is called as an article is.
    pub links: usize,
    /// What could not be listed.
    pub skipped: Vec<Skipped>,
}

/// What is left out of folders.
pub(super) struct Filter<'a> {
    options: &'a Options,
    excluded: Excluded,
    /// Files of the run that are no articles, from the root.
    apart: BTreeSet<PathBuf>,
}

impl<'a> Filter<'a> {
    pub(super) fn new(options: &'a Options) -> Result<Self, Error> {
        let apart = options.apart.iter().chain(&options.table).filter_map(|path| path.canonicalize().ok()).collect();
        Ok(Self { options, excluded: Excluded::new(options)?, apart })
    }
}

impl Files {
    /// Adds the files of a folder; with a pattern, those whose path matches it.
    pub(super) fn list(&mut self, folder: &Path, pattern: Option<&GlobMatcher>, filter: &Filter<'_>) {
        let mut walker = WalkBuilder::new(folder);
        // What the user's own Git settings ignore must not change a run.
        walker.require_git(false).git_global(false).git_exclude(false).follow_links(false);
        if filter.options.ignore == Ignore::Disregarded {
            walker.ignore(false).git_ignore(false).parents(false);
        }
        let excluded = filter.excluded.clone();
        walker.filter_entry(move |entry| {
            !excluded.covers(entry.path(), entry.file_type().is_some_and(|kind| kind.is_dir()))
        });
        for entry in walker.build() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.skipped.push(Skipped { what: id(folder), why: error.to_string(), fatal: true });
                    continue;
                }
            };
            let id = id(entry.path());
            let kind = entry.file_type();
            if kind.is_some_and(|kind| kind.is_symlink()) {
                self.links += usize::from(entry.path().is_dir() || Form::of(entry.path()).is_ok());
                continue;
            }
            // A pipe or a device that is called as an article is.
            if kind.is_some_and(|kind| !kind.is_file() && !kind.is_dir()) && Form::of(entry.path()).is_ok() {
                self.skipped.push(Skipped { what: id, why: NO_FILE.to_owned(), fatal: true });
                continue;
            }
            let file = kind.is_some_and(|kind| kind.is_file()) && entry.file_name() != FILE_NAME;
            if file && pattern.is_none_or(|pattern| pattern.is_match(&id)) && !self.is_apart(entry.path(), filter) {
                self.add(id, entry.path());
            }
        }
    }

    fn is_apart(&self, path: &Path, filter: &Filter<'_>) -> bool {
        !filter.apart.is_empty() && path.canonicalize().is_ok_and(|path| filter.apart.contains(&path))
    }

    fn add(&mut self, id: String, path: &Path) {
        match Form::of(path) {
            Ok(form) => {
                let (known, _) = self.known.entry(id.clone()).or_insert_with(|| (path.to_owned(), form));
                // Two names that differ only in bytes that cannot be shown.
                if id.contains(ESCAPE) && known.file_name() != path.file_name() {
                    let why = "another file's name is shown in the same way; rename one of them".to_owned();
                    self.skipped.push(Skipped { what: id, why, fatal: true });
                }
            }
            // Licences, notices and the like.
            Err(extension) if extension.is_empty() => {}
            Err(extension) => *self.unknown.entry(extension).or_default() += 1,
        }
    }

    /// How many files there are.
    pub(super) fn len(&self) -> usize {
        self.known.len() + self.unknown.values().sum::<usize>()
    }
}

/// Characters by which a path stands for others.
const WILD: [char; 4] = ['*', '?', '[', '{'];

/// A path with wildcards as the folder below which its matches lie and a pattern for their ids; `None` where it has none.
/// `*` and `?` stay within a name, `**` goes through folders.
pub(super) fn pattern(path: &Path) -> Result<Option<(PathBuf, GlobMatcher)>, Error> {
    let printed = id(path);
    if !printed.contains(WILD) {
        return Ok(None);
    }
    let is_wild = |part: &Component<'_>| part.as_os_str().to_string_lossy().contains(WILD);
    let folder: PathBuf = path.components().take_while(|part| !is_wild(part)).collect();
    let folder = if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder };
    let glob = GlobBuilder::new(&printed)
        .literal_separator(true)
        .build()
        .map_err(|error| Error::usage(format!("{printed} is neither a file nor a pattern: {}", error.kind())))?;
    Ok(Some((folder, glob.compile_matcher())))
}
