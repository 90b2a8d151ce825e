//! `verdicts.csv` while it is being written.
//!
//! A verdict is appended as a row and flushed to the disk before it is acknowledged, so that it costs the same whether ten
//! findings were judged before or ten thousand. Of several rows of one finding the last counts; the file is put in order,
//! a row a finding, when the review begins and ends and when half of it is superseded. A row that a crash cut off is told
//! by its missing end; nobody was told that it was kept.
//!
//! The file belongs to people: columns that they added, their separator, order and byte order mark stay, and what they or
//! other programs change meanwhile is read before the next verdict is written.

use crate::commands::{output, say};
use crosscheck::Error;
use crosscheck::model::ClaimId;
use crosscheck::settle::{Entry, Verdicts};
use crosscheck::sheet::{Dialect, Table, TableWriter};
use std::collections::BTreeMap;
use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// How often the file may be changed by somebody else just while a verdict is written.
const TRIES: u32 = 10;

/// Superseded rows that are left in the file at least.
const SLACK: usize = 64;

/// The file and what it holds.
#[derive(Debug)]
pub(crate) struct Store {
    path: PathBuf,
    content: Content,
    /// The file as it was when `content` was read from it or written to it.
    seen: Option<Stamp>,
}

/// What a file of verdicts holds.
#[derive(Debug)]
struct Content {
    dialect: Dialect,
    header: Vec<String>,
    /// The columns of a verdict in the header.
    places: [usize; Entry::COLUMNS.len()],
    /// A row a finding, with the columns that people added.
    rows: Vec<Vec<String>>,
    /// What the rows say.
    entries: Vec<Entry>,
    index: BTreeMap<ClaimId, usize>,
    /// Rows in the file that later ones supersede.
    superseded: usize,
    /// Whether a row may be appended to the file: its last one is whole.
    ended: bool,
}

/// What tells one state of a file from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    file: (u64, u64),
}

impl Stamp {
    fn of(data: &Metadata) -> Self {
        #[cfg(unix)]
        let file = {
            use std::os::unix::fs::MetadataExt;
            (data.dev(), data.ino())
        };
        #[cfg(not(unix))]
        let file = (0, 0);
        Self { length: data.len(), modified: data.modified().ok(), file }
    }
}

impl Store {
    /// Whether the file, where there is one, can be reviewed into. Nothing is written.
    pub(crate) fn vet(path: &Path) -> Result<(), Error> {
        Self { path: path.to_owned(), content: Content::empty(), seen: None }.load()
    }

    /// Opens the file, makes it where it is missing, and puts it in order.
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        let mut store = Self { path: path.to_owned(), content: Content::empty(), seen: None };
        store.load()?;
        if store.seen.is_none() || store.content.is_untidy() {
            store.rewrite()?;
        }
        Ok(store)
    }

    /// The verdicts, as the file has them now.
    pub(crate) fn entries(&mut self) -> Result<&[Entry], Error> {
        self.refresh()?;
        Ok(&self.content.entries)
    }

    /// Keeps a verdict. It is on the disk when this returns.
    pub(crate) fn put(&mut self, entry: &Entry) -> Result<(), Error> {
        let entry = &cleaned(entry);
        for _ in 0..TRIES {
            self.refresh()?;
            if self.content.get(entry.id) == Some(entry) {
                return Ok(());
            }
            let content = &mut self.content;
            if !content.ended || content.superseded > content.rows.len() / 2 + SLACK {
                self.rewrite()?;
                continue;
            }
            if self.append(entry).map_err(|source| Error::io("write", &self.path, source))? {
                return Ok(());
            }
        }
        let path = self.path.display();
        Err(Error::usage(format!("another program keeps changing {path}; close it there")))
    }

    /// Puts the file in order for the last time; how many findings have a verdict.
    pub(crate) fn close(mut self) -> Result<usize, Error> {
        self.refresh()?;
        if self.content.is_untidy() {
            self.rewrite()?;
        }
        Ok(self.content.entries.iter().filter(|entry| entry.verdict.is_some()).count())
    }

    /// Reads the file again if it is not as it was left. One that was taken away is written again.
    fn refresh(&mut self) -> Result<(), Error> {
        match fs::metadata(&self.path) {
            Ok(data) if self.seen == Some(Stamp::of(&data)) => Ok(()),
            Ok(_) => {
                self.load()?;
                say(&format_args!("{} was changed by another program, and read again", self.path.display()));
                Ok(())
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                say(&format_args!("{} was taken away, and is written again", self.path.display()));
                self.seen = None;
                self.rewrite()
            }
            Err(source) => Err(Error::io("read", &self.path, source)),
        }
    }

    fn load(&mut self) -> Result<(), Error> {
        let failed = |source| Error::io("read", &self.path, source);
        let before = match fs::metadata(&self.path) {
            Ok(data) => Stamp::of(&data),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(failed(error)),
        };
        let bytes = fs::read(&self.path).map_err(failed)?;
        self.content = Content::read(&self.path, &bytes)?;
        // What changed while it was read is read again next time.
        self.seen = Some(before);
        Ok(())
    }

    /// Writes the whole file anew, unless it was changed meanwhile: then nothing, and it is read again next time.
    fn rewrite(&mut self) -> Result<(), Error> {
        let failed = |source| Error::io("write", &self.path, source);
        let bytes = self.content.bytes().map_err(failed)?;
        let seen = self.seen;
        let known = |path: &Path| match fs::metadata(path) {
            Ok(data) => Ok(seen == Some(Stamp::of(&data))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(seen.is_none()),
            Err(error) => Err(error),
        };
        if output::replace(&self.path, &bytes, known).map_err(failed)? {
            self.seen = Some(Stamp::of(&fs::metadata(&self.path).map_err(failed)?));
            self.content.superseded = 0;
            self.content.ended = true;
        }
        Ok(())
    }

    /// Appends a row; whether it stands in the file of this name, after all that was known to be there.
    fn append(&mut self, entry: &Entry) -> io::Result<bool> {
        let (cells, row) = self.content.row(entry)?;
        let mut file = match File::options().append(true).open(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            file => file?,
        };
        let before = Stamp::of(&file.metadata()?);
        if self.seen != Some(before) {
            return Ok(false);
        }
        if let Err(error) = file.write_all(&row).and_then(|()| file.sync_data()) {
            // A full disk must not leave part of a row.
            let _ = file.set_len(before.length);
            return Err(error);
        }
        let written = Stamp::of(&file.metadata()?);
        let named = Stamp::of(&fs::metadata(&self.path)?);
        if named != written || written.length != before.length + row.len() as u64 {
            return Ok(false);
        }
        self.seen = Some(written);
        self.content.set(entry.clone(), cells);
        Ok(true)
    }
}

impl Content {
    fn empty() -> Self {
        Self {
            dialect: Dialect::default(),
            header: Entry::COLUMNS.map(str::to_owned).to_vec(),
            places: std::array::from_fn(|at| at),
            rows: Vec::new(),
            entries: Vec::new(),
            index: BTreeMap::new(),
            superseded: 0,
            ended: false,
        }
    }

    fn read(path: &Path, bytes: &[u8]) -> Result<Self, Error> {
        if bytes.is_empty() {
            return Ok(Self::empty());
        }
        let what = "a table of verdicts";
        let table = Table::read(path, bytes, what, &Entry::COLUMNS)?;
        if table.column("finding").is_some() {
            let message = "this is a table of findings, and a review writes a table of verdicts; name another file";
            return Err(Error::malformed(path, Some((1, 1)), message));
        }
        let verdicts = Verdicts::read(path, bytes)?;
        let mut places = [0; Entry::COLUMNS.len()];
        for (place, name) in places.iter_mut().zip(Entry::COLUMNS) {
            *place = table.needed(path, name, what)?;
        }
        let (dialect, ended, lines) = (table.dialect, table.ended, table.rows.len());
        // The last row of each finding, in the place of its first, as the verdicts have them.
        let mut last: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for line in table.rows {
            last.insert(line.cells[places[0]].trim().to_lowercase(), line.cells);
        }
        let rows: Vec<Vec<String>> =
            verdicts.entries.iter().filter_map(|entry| last.remove(&entry.id.to_string())).collect();
        Ok(Self {
            dialect,
            header: table.header,
            places,
            index: verdicts.entries.iter().enumerate().map(|(at, entry)| (entry.id, at)).collect(),
            superseded: lines - rows.len(),
            rows,
            entries: verdicts.entries,
            ended: ended && std::str::from_utf8(bytes).is_ok(),
        })
    }

    /// Whether the file is not a row a finding, each ended.
    fn is_untidy(&self) -> bool {
        self.superseded > 0 || !self.ended
    }

    fn get(&self, id: ClaimId) -> Option<&Entry> {
        self.index.get(&id).map(|&at| &self.entries[at])
    }

    /// The cells of an entry, with what people wrote into their own columns, and the row in bytes.
    fn row(&self, entry: &Entry) -> io::Result<(Vec<String>, Vec<u8>)> {
        let known = self.index.get(&entry.id).map(|&at| self.rows[at].clone());
        let mut cells = known.unwrap_or_else(|| vec![String::new(); self.header.len()]);
        for (place, cell) in self.places.iter().zip(entry.cells()) {
            cells[*place] = cell;
        }
        let mut bytes = Vec::new();
        let mut writer = TableWriter::rows(&mut bytes, self.dialect);
        writer.row(cells.iter().map(String::as_str))?;
        writer.finish()?;
        Ok((cells, bytes))
    }

    fn set(&mut self, entry: Entry, cells: Vec<String>) {
        match self.index.get(&entry.id) {
            Some(&at) => {
                self.superseded += 1;
                self.rows[at] = cells;
                self.entries[at] = entry;
            }
            None => {
                self.index.insert(entry.id, self.entries.len());
                self.rows.push(cells);
                self.entries.push(entry);
            }
        }
    }

    fn bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut table = TableWriter::new(&mut bytes, self.dialect, self.header.iter().map(String::as_str))?;
        for row in &self.rows {
            table.row(row.iter().map(String::as_str))?;
        }
        table.finish()?;
        Ok(bytes)
    }
}

/// The entry as it comes back from a spreadsheet: with line feeds only, spaces for tabs, and no other control characters.
fn cleaned(entry: &Entry) -> Entry {
    let clean = |text: &str| {
        let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
        text.chars().filter(|c| !c.is_control() || *c == '\n').collect::<String>()
    };
    let mut keys = entry.keys.clone();
    keys.sort_unstable();
    keys.dedup();
    Entry {
        keys,
        note: clean(&entry.note),
        reviewer: clean(&entry.reviewer),
        message: clean(&entry.message),
        kind: clean(&entry.kind),
        ..entry.clone()
    }
}

#[cfg(test)]
mod tests;
