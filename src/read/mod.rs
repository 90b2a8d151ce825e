//! TEMPORARY: Bytes to [`Article`](crate::Article)s, as the command line needs it.

use crate::model::{Article, Block, BlockKind, Meta, Places, Skipped, Span};
use crate::{Error, Report};
use std::path::{Path, PathBuf};

/// A format.
pub struct Reader {
    /// Name.
    pub id: &'static str,
    /// One line.
    pub summary: &'static str,
    /// Endings.
    pub extensions: &'static [&'static str],
}

/// All formats.
pub const READERS: &[Reader] = &[Reader { id: "txt", summary: "Plain text", extensions: &["txt"] }];

/// How to read.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Table of sources and dates.
    pub meta: Option<PathBuf>,
}

/// What was read.
#[derive(Default)]
pub struct Loaded {
    /// Articles.
    pub articles: Vec<Article>,
    /// What was left out.
    pub skipped: Vec<Skipped>,
}

/// Reads files and folders.
pub fn load(paths: &[PathBuf], _options: &Options) -> Result<Loaded, Error> {
    let mut loaded = Loaded::default();
    for path in paths {
        one(path, &mut loaded)?;
    }
    Ok(loaded)
}

fn one(path: &Path, loaded: &mut Loaded) -> Result<(), Error> {
    if path.is_dir() {
        let mut files: Vec<_> = std::fs::read_dir(path).map_err(|e| Error::io("list", path, e))?.flatten().collect();
        files.sort_by_key(std::fs::DirEntry::file_name);
        for file in files {
            one(&file.path(), loaded)?;
        }
        return Ok(());
    }
    let what = path.to_string_lossy().into_owned();
    if path.extension().is_none_or(|e| e != "txt") {
        loaded.skipped.push(Skipped { what, why: "unknown format".into(), fatal: false });
        return Ok(());
    }
    let text = std::fs::read_to_string(path).map_err(|e| Error::io("read", path, e))?;
    let lines = [0].into_iter().chain(text.match_indices('\n').map(|(at, _)| at as u32 + 1)).collect();
    loaded.articles.push(Article {
        id: what,
        format: "txt".into(),
        blocks: vec![Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) }],
        text,
        plain: None,
        meta: Meta::default(),
        places: Places::File { lines, base: 0 },
    });
    let _ = Report::default();
    Ok(())
}
