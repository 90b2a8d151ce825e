//! The database of an archive.

use super::Stats;
use super::errors::{none, told};
use super::record;
use crate::Error;
use crate::align::story::Profile;
use crate::config::Config;
use crate::model::Article;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, params};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Name of the database in the archive's folder.
pub(super) const FILE: &str = "archive.sqlite";
/// Number in the head of the database that makes it an archive: "xchk".
pub(super) const APPLICATION: i32 = 0x7863_686b;
/// Version of the tables; raised when they change.
pub(super) const FORMAT: i32 = 1;
/// How long one who writes waits for another who does.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);
/// What read the articles: this very code, with these words of the configuration.
pub(super) fn stamps(config: &Config) -> [(&'static str, String); 2] {
    let words = serde_json::to_vec(&(&config.lexicon, &config.profile)).expect("plain data has a JSON form");
    let code = format!("{} {}", env!("CARGO_PKG_VERSION"), env!("CROSSCHECK_READING"));
    [("code", code), ("words", blake3::hash(&words).to_hex().to_string())]
}

/// An archive as it was when it was opened, whatever is written meanwhile.
pub(super) struct Reader {
    pub(super) connection: Connection,
    pub(super) path: PathBuf,
}

impl Reader {
    pub(super) fn open(folder: &Path) -> Result<Self, Error> {
        let path = there(folder)?;
        let reader = Self { connection: readable(&path)?, path };
        reader.vet(folder)?;
        // The first read of a transaction is the moment that all of it sees.
        reader.run(|connection| connection.execute_batch("BEGIN"))?;
        Ok(reader)
    }

    /// Refuses what is no archive, none yet, or one of a later version.
    pub(super) fn vet(&self, folder: &Path) -> Result<(), Error> {
        let number = |name: &str| self.run(|connection| connection.pragma_query_value(None, name, |row| row.get(0)));
        let (application, format): (i32, i32) = (number("application_id")?, number("user_version")?);
        let tables: i64 =
            self.run(|connection| connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)))?;
        if tables == 0 {
            return Err(none(folder));
        }
        if application != APPLICATION {
            return Err(Error::malformed(&self.path, None, "is a database, but no archive of crosscheck"));
        }
        if format != FORMAT {
            let message = format!(
                "is an archive of format {format}, and this version of crosscheck knows {FORMAT}: use the version that made \
                 it, or make it anew with `crosscheck archive add` in another folder"
            );
            return Err(Error::malformed(&self.path, None, message));
        }
        Ok(())
    }

    /// Refuses an archive that other code or other words have read.
    pub(super) fn fits(&self, config: &Config) -> Result<(), Error> {
        for (name, now) in stamps(config) {
            let query = "SELECT value FROM property WHERE name = ?";
            let before: Option<String> =
                self.run(|connection| connection.query_row(query, [name], |row| row.get(0)).optional())?;
            if before.as_ref() == Some(&now) {
                continue;
            }
            let what = match name {
                "code" => "was read by another version of crosscheck, which may read differently",
                _ => "was read with another [lexicon] or `profile` than those of the configuration",
            };
            let folder = self.path.parent().unwrap_or(&self.path).display();
            let message = format!("{what}: `crosscheck archive rebuild --archive {folder}` reads its articles anew");
            return Err(Error::malformed(&self.path, None, message));
        }
        Ok(())
    }

    /// Runs a statement, with errors in words.
    pub(super) fn run<T>(&self, work: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, Error> {
        work(&self.connection).map_err(|error| told(&self.path, &error))
    }

    /// The number and digest of the article of this id.
    pub(super) fn find(&self, id: &str) -> Result<Option<(i64, [u8; 16])>, Error> {
        self.run(|connection| {
            let mut query = connection.prepare_cached("SELECT number, digest FROM article WHERE id = ?")?;
            query.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()
        })
    }

    /// The numbers of all articles, in order.
    pub(super) fn numbers(&self) -> Result<Vec<i64>, Error> {
        self.run(|connection| {
            let mut query = connection.prepare_cached("SELECT number FROM article ORDER BY number")?;
            query.query_map([], |row| row.get(0))?.collect()
        })
    }

    /// The numbers of the articles of this id, or read from the file or folder of this name.
    pub(super) fn under(&self, name: &str) -> Result<Vec<i64>, Error> {
        self.run(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT number FROM article
                 WHERE id = ?1 OR substr(id, 1, length(?1) + 1) IN (?1 || '/', ?1 || '#') ORDER BY number",
            )?;
            query.query_map([name], |row| row.get(0))?.collect()
        })
    }

    /// At most `most` of the articles that have this key word, with the day of each, counted from 1970.
    pub(super) fn holders(&self, key: u64, most: usize) -> Result<Vec<(i64, Option<i32>)>, Error> {
        self.run(|connection| {
            let mut query = connection.prepare_cached("SELECT number, day FROM key WHERE key = ? LIMIT ?")?;
            let most = i64::try_from(most).unwrap_or(i64::MAX);
            query.query_map(params![key.cast_signed(), most], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        })
    }

    pub(super) fn profile(&self, number: i64) -> Result<Profile, Error> {
        let bytes = self.bytes("SELECT bytes FROM profile WHERE number = ?", number)?;
        record::profile(&bytes).ok_or_else(|| self.damaged(number))
    }

    pub(super) fn article(&self, number: i64) -> Result<Article, Error> {
        let bytes = self.bytes("SELECT article FROM body WHERE number = ?", number)?;
        record::article(&bytes).ok_or_else(|| self.damaged(number))
    }

    /// What was kept of an article and of its claims, packed.
    pub(super) fn body(&self, number: i64) -> Result<(Vec<u8>, Vec<u8>), Error> {
        self.run(|connection| {
            let mut query = connection.prepare_cached("SELECT article, read FROM body WHERE number = ?")?;
            query.query_row([number], |row| Ok((row.get(0)?, row.get(1)?)))
        })
    }

    /// The id of an article.
    pub(super) fn id(&self, number: i64) -> Result<String, Error> {
        let query = "SELECT id FROM article WHERE number = ?";
        self.run(|connection| connection.query_row(query, [number], |row| row.get(0)))
    }

    /// Whether an article is found under this key word.
    pub(super) fn holds(&self, key: u64, number: i64) -> Result<bool, Error> {
        self.run(|connection| {
            connection
                .prepare_cached("SELECT EXISTS (SELECT 1 FROM key WHERE key = ? AND number = ?)")?
                .query_row([key.cast_signed(), number], |row| row.get(0))
        })
    }

    /// What is wrong with the database itself.
    pub(super) fn faults(&self) -> Result<Vec<String>, Error> {
        let told: Vec<String> = self.run(|connection| {
            connection.prepare("PRAGMA integrity_check(20)")?.query_map([], |row| row.get(0))?.collect()
        })?;
        Ok(told.into_iter().filter(|line| line != "ok").collect())
    }

    fn bytes(&self, query: &str, number: i64) -> Result<Vec<u8>, Error> {
        self.run(|connection| connection.prepare_cached(query)?.query_row([number], |row| row.get(0)))
    }

    /// The error of a record that cannot be read.
    pub(super) fn damaged(&self, number: i64) -> Error {
        let what = self.id(number).map_or_else(|_| format!("article {number}"), |id| format!("its record of {id}"));
        let cure = "`crosscheck archive verify` tells what else is; remove those articles and add them again";
        Error::malformed(&self.path, None, format!("{what} is damaged: {cure}"))
    }

    pub(super) fn stats(&self) -> Result<Stats, Error> {
        type Row = (i64, i64, i64, Option<String>, Option<String>);
        let query =
            "SELECT count(*), coalesce(sum(claims), 0), count(DISTINCT source), min(day), max(day) FROM article";
        let (articles, claims, sources, first, last): Row = self.run(|connection| {
            connection.query_row(query, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))
        })?;
        let day = |printed: Option<String>| printed.and_then(|day| day.parse().ok());
        Ok(Stats {
            articles: articles.unsigned_abs(),
            claims: claims.unsigned_abs(),
            sources: sources.unsigned_abs(),
            days: day(first).zip(day(last)),
            bytes: fs::metadata(&self.path).map_or(0, |file| file.len()),
        })
    }
}

/// The database of the archive in `folder`.
pub(super) fn there(folder: &Path) -> Result<PathBuf, Error> {
    let path = folder.join(FILE);
    if path.is_file() { Ok(path) } else { Err(none(folder)) }
}

/// A connection that changes nothing. It may write beside the archive what readers and writers tell one another by; where
/// the folder cannot be written, nobody writes there, and it does without.
fn readable(path: &Path) -> Result<Connection, Error> {
    let open = |flags: OpenFlags, name: &str| {
        let connection = Connection::open_with_flags(name, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        connection.busy_timeout(PATIENCE)?;
        connection.pragma_update(None, "query_only", true)?;
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))?;
        Ok(connection)
    };
    let printed = path.to_string_lossy();
    let error = match open(OpenFlags::SQLITE_OPEN_READ_WRITE, &printed) {
        Ok(connection) => return Ok(connection),
        Err(error) => error,
    };
    // What was written last and not yet folded in would be missed.
    let pending = fs::metadata(format!("{printed}-wal")).is_ok_and(|file| file.len() > 0);
    let locked_up = matches!(&error, rusqlite::Error::SqliteFailure(failure, _)
        if matches!(failure.code, ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied));
    if !locked_up || pending {
        return Err(told(path, &error));
    }
    let absolute = std::path::absolute(path).map_err(|source| Error::io("read", path, source))?;
    let escaped: String = absolute.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let address = format!("file:{escaped}?immutable=1");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    open(flags, &address).map_err(|error| told(path, &error))
}
