//! A file to articles: what it is by its name, and by its bytes where its name does not tell.

use super::budget::Budget;
use super::input::Storage;
use super::load::{self, Loaded};
use super::{Input, Options, Reader, Settings, decode, reader_for, sniff, unpack};
use crate::Error;
use std::io::{self, Read};
use std::path::Path;

/// The id of standard input.
pub(super) const STDIN: &str = "stdin";

/// What a file is by its name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    reader: &'static Reader,
    /// The ending of the compression.
    packed: Option<&'static str>,
}

impl Form {
    /// By the ending, or by the one before that of a compression; where it is unknown, the ending as it is.
    pub(super) fn of(path: &Path) -> Result<Self, String> {
        let outer = extension(path);
        let packed = unpack::ENDINGS.iter().copied().find(|ending| *ending == outer);
        let inner = if packed.is_some() { path.file_stem().map(|stem| extension(Path::new(stem))) } else { None };
        match reader_for(inner.as_deref().unwrap_or(&outer)) {
            Some(reader) => Ok(Self { reader, packed }),
            None => Err(match inner.filter(|inner| !inner.is_empty()) {
                Some(inner) => format!("{inner}.{outer}"),
                None => outer,
            }),
        }
    }
}

fn extension(path: &Path) -> String {
    path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase()).unwrap_or_default()
}

/// Reads a file.
pub(super) fn file(id: &str, path: &Path, form: Form, options: &Options, budget: &Budget) -> Result<Loaded, Error> {
    if budget.is_spent() {
        return Ok(Loaded::default());
    }
    let settings = &options.settings;
    let mut bytes = whole(id, path, settings)?;
    let mut storage = Storage::Plain;
    if let Some(ending) = form.packed {
        bytes = unpack::unpack(id, ending, &bytes, settings)?;
        storage = Storage::Packed;
    }
    let loaded = form.reader.read(&Input { id, bytes: &bytes, storage, settings })?;
    Ok(budget.charge(bytes.len(), loaded))
}

/// The bytes of a file, as far as it is one and not too long. What it was when it was listed it may be no more.
fn whole(id: &str, path: &Path, settings: &Settings) -> Result<Vec<u8>, Error> {
    let failed = |error| Error::io("read", path, error);
    // Opening a pipe would wait for somebody to write into it.
    if !std::fs::metadata(path).map_err(failed)?.is_file() {
        return Err(Error::malformed(Path::new(id), None, NO_FILE));
    }
    let file = std::fs::File::open(path).map_err(failed)?;
    let data = file.metadata().map_err(failed)?;
    if !data.is_file() {
        return Err(Error::malformed(Path::new(id), None, NO_FILE));
    }
    bounded(id, file, data.len(), settings).map_err(failed)?
}

/// What is neither a file nor a folder is never read: a pipe may never end, a device may do anything.
pub(super) const NO_FILE: &str = "is neither a file nor a folder";

/// All bytes, of which there should be `expected`, unless they are too many.
fn bounded(id: &str, from: impl Read, expected: u64, settings: &Settings) -> io::Result<Result<Vec<u8>, Error>> {
    let limit = u64::from(settings.file_limit_mib) << 20;
    let mut bytes = Vec::with_capacity(usize::try_from(expected.min(limit)).unwrap_or(0).saturating_add(1));
    if expected <= limit {
        from.take(limit + 1).read_to_end(&mut bytes)?;
    }
    if expected <= limit && bytes.len() as u64 <= limit {
        return Ok(Ok(bytes));
    }
    let message = format!(
        "is longer than {} MiB; split it or, if that is right, raise `file-limit-mib` in crosscheck.toml",
        settings.file_limit_mib
    );
    Ok(Err(Error::malformed(Path::new(id), None, message)))
}

/// Reads standard input, compressed or not.
pub(super) fn stdin(options: &Options, budget: &Budget) -> Result<Loaded, Error> {
    let failed = |error| Error::io("read", Path::new("standard input"), error);
    let bytes = bounded(STDIN, io::stdin().lock(), 0, &options.settings).map_err(failed)??;
    let length = bytes.len();
    Ok(budget.charge(length, of_bytes(STDIN, bytes, options)?))
}

fn of_bytes(id: &str, mut bytes: Vec<u8>, options: &Options) -> Result<Loaded, Error> {
    let settings = &options.settings;
    let mut storage = Storage::Plain;
    if let Some((ending, _)) = sniff::sign(&bytes).filter(|(ending, _)| unpack::ENDINGS.contains(ending)) {
        bytes = unpack::unpack(id, ending, &bytes, settings)?;
        storage = Storage::Packed;
    }
    let told = options.stdin_format.as_deref();
    let signed = sniff::sign(&bytes).map(|(id, _)| id).filter(|id| !id.is_empty());
    let format = told
        .or(signed)
        .unwrap_or_else(|| decode::decode(id, &bytes).map_or("txt", |decoded| sniff::of_text(&decoded.text)));
    load::read(&Input { id, bytes: &bytes, storage, settings }, format)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_told_by_names() {
        let seen = |name: &str| Form::of(Path::new(name)).map(|form| (form.reader.id, form.packed));
        assert_eq!(seen("a.TXT"), Ok(("txt", None)));
        assert_eq!(seen("a.jsonl.gz"), Ok(("jsonl", Some("gz"))));
        assert_eq!(seen("a.b.html.ZST"), Ok(("html", Some("zst"))));
        assert_eq!(seen("a.tar.gz"), Err("tar.gz".to_owned()));
        assert_eq!(seen("a.gz"), Err("gz".to_owned()));
        assert_eq!(seen("NOTICE"), Err(String::new()));
    }

    #[test]
    fn standard_input_is_known_by_its_bytes() {
        let read = |bytes: &[u8], format: Option<&str>| {
            let options = Options { stdin_format: format.map(str::to_owned), ..Options::default() };
            let articles = of_bytes(STDIN, bytes.to_vec(), &options).expect("read").articles;
            articles.into_iter().map(|article| (article.id, article.format)).collect::<Vec<_>>()
        };
        let one = |id: &str, format: &str| vec![(id.to_owned(), format.to_owned())];
        assert_eq!(read(b"The ferry sank.", None), one("stdin", "txt"));
        assert_eq!(read(b"{\"text\": \"It sank.\"}\n", None), one("stdin#1", "jsonl"));
        assert_eq!(read(b"<p>The ferry sank.</p>", None), one("stdin", "html"));
        assert_eq!(read(b"# Ferry\n\nIt sank.", Some("txt")), one("stdin", "txt"));
    }
}
