//! Changes of an archive: all of them or none.

use super::errors::told;
use super::record::Record;
use super::store::{APPLICATION, FILE, FORMAT, PATIENCE, Reader, stamps, there};
use crate::Error;
use crate::config::Config;
use rusqlite::{Connection, OpenFlags, params};
use std::fs;
use std::path::{Path, PathBuf};

/// Bytes of a page: a record fills a few.
const PAGE: i32 = 8192;

const TABLES: &str = "
    CREATE TABLE property (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE article (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, digest BLOB NOT NULL, source TEXT, day TEXT,
        claims INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE profile (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
    CREATE TABLE body (number INTEGER PRIMARY KEY, article BLOB NOT NULL, read BLOB NOT NULL) STRICT;
    CREATE TABLE key (key INTEGER NOT NULL, number INTEGER NOT NULL, day INTEGER, PRIMARY KEY (key, number))
        STRICT, WITHOUT ROWID;";

/// An archive that is being changed; without [`Writer::commit`] it stays as it was.
pub(super) struct Writer(Reader);

impl std::ops::Deref for Writer {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.0
    }
}

impl Writer {
    /// The archive in `folder`, which is made where it is missing.
    pub(super) fn create(folder: &Path) -> Result<Self, Error> {
        fs::create_dir_all(folder).map_err(|source| Error::io("make the folder", folder, source))?;
        let writer = Self::connect(folder.join(FILE), OpenFlags::SQLITE_OPEN_CREATE)?;
        let tables: i64 = writer
            .run(|connection| connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)))?;
        if tables == 0 {
            writer.run(|connection| {
                connection.execute_batch(TABLES)?;
                connection.pragma_update(None, "application_id", APPLICATION)?;
                connection.pragma_update(None, "user_version", FORMAT)
            })?;
        }
        writer.vet(folder)?;
        Ok(writer)
    }

    /// The archive that is there.
    pub(super) fn open(folder: &Path) -> Result<Self, Error> {
        let writer = Self::connect(there(folder)?, OpenFlags::empty())?;
        writer.vet(folder)?;
        Ok(writer)
    }

    fn connect(path: PathBuf, more: OpenFlags) -> Result<Self, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | more;
        let connect = || {
            let connection = Connection::open_with_flags(&path, flags)?;
            connection.busy_timeout(PATIENCE)?;
            connection.pragma_update(None, "page_size", PAGE)?;
            // Whoever reads while this is written sees the archive as it was.
            connection.pragma_update(None, "journal_mode", "wal")?;
            connection.pragma_update(None, "synchronous", "full")?;
            connection.execute_batch("BEGIN IMMEDIATE")?;
            Ok(connection)
        };
        let connection = connect().map_err(|error| told(&path, &error))?;
        Ok(Self(Reader { connection, path }))
    }

    /// Whether there is no article in it.
    pub(super) fn is_empty(&self) -> Result<bool, Error> {
        self.run(|connection| connection.query_row("SELECT NOT EXISTS (SELECT 1 FROM article)", [], |row| row.get(0)))
    }

    /// Notes what its articles were read by.
    pub(super) fn stamp(&mut self, config: &Config) -> Result<(), Error> {
        for stamp in stamps(config) {
            self.run(|connection| connection.execute("INSERT OR REPLACE INTO property VALUES (?, ?)", stamp))?;
        }
        Ok(())
    }

    pub(super) fn insert(&mut self, record: &Record) -> Result<(), Error> {
        self.run(|connection| {
            let mut article = connection
                .prepare_cached("INSERT INTO article (id, digest, source, day, claims) VALUES (?, ?, ?, ?, ?)")?;
            let claims = i64::try_from(record.claims).unwrap_or(i64::MAX);
            article.execute(params![record.id, record.digest, record.source, record.day, claims])?;
            let number = connection.last_insert_rowid();
            connection.prepare_cached("INSERT INTO profile VALUES (?, ?)")?.execute(params![number, record.profile])?;
            connection.prepare_cached("INSERT INTO body VALUES (?, ?, ?)")?.execute(params![
                number,
                record.article,
                record.read
            ])?;
            let mut key = connection.prepare_cached("INSERT INTO key VALUES (?, ?, ?)")?;
            for word in &record.keys {
                key.execute(params![word.cast_signed(), number, record.key_day])?;
            }
            Ok(())
        })
    }

    /// Takes an article out; whether it was there.
    pub(super) fn remove(&mut self, number: i64) -> Result<bool, Error> {
        let known: bool = self.run(|connection| {
            connection
                .prepare_cached("SELECT EXISTS (SELECT 1 FROM article WHERE number = ?)")?
                .query_row([number], |row| row.get(0))
        })?;
        if !known {
            return Ok(false);
        }
        // Where its profile is damaged, its key words are looked for everywhere.
        let keys = self.profile(number).map(|profile| profile.keys().to_vec());
        self.run(|connection| {
            match &keys {
                Ok(keys) => {
                    let mut key = connection.prepare_cached("DELETE FROM key WHERE key = ? AND number = ?")?;
                    for word in keys {
                        key.execute(params![word.cast_signed(), number])?;
                    }
                }
                Err(_) => {
                    connection.execute("DELETE FROM key WHERE number = ?", [number])?;
                }
            }
            for table in ["article", "profile", "body"] {
                connection.prepare_cached(&format!("DELETE FROM {table} WHERE number = ?"))?.execute([number])?;
            }
            Ok(true)
        })
    }

    /// Makes the changes last.
    pub(super) fn commit(self) -> Result<(), Error> {
        self.run(|connection| connection.execute_batch("COMMIT"))
    }
}
