//! What readers are told, and the limits that they keep.

use super::Fields;
use crate::Error;
use std::path::Path;

/// What readers are told, besides the bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Which fields of records hold what.
    pub fields: Fields,
    /// What a compressed file, or one part of a document, may expand to, in MiB.
    pub expand_limit_mib: u32,
    /// How long a file may be, in MiB.
    pub file_limit_mib: u32,
    /// What all files of a run may come to, unpacked, in MiB.
    pub total_limit_mib: u32,
    /// How many articles a run may have; records that cannot be read count.
    pub article_limit: u32,
}

/// What a compressed file may expand to unless told otherwise, in MiB: some hundred thousand articles; a bomb of the usual
/// kind is stopped within a second.
pub const EXPAND_LIMIT_MIB: u32 = 512;
/// How long a file may be unless told otherwise, in MiB: with what is read of it, it takes some gigabytes of memory.
pub const FILE_LIMIT_MIB: u32 = 1024;
/// What all files of a run may come to unless told otherwise, in MiB: a million articles of the usual length.
pub const TOTAL_LIMIT_MIB: u32 = 4096;
/// How many articles a run may have unless told otherwise.
pub const ARTICLE_LIMIT: u32 = 1_000_000;

impl Default for Settings {
    fn default() -> Self {
        Self {
            fields: Fields::default(),
            expand_limit_mib: EXPAND_LIMIT_MIB,
            file_limit_mib: FILE_LIMIT_MIB,
            total_limit_mib: TOTAL_LIMIT_MIB,
            article_limit: ARTICLE_LIMIT,
        }
    }
}

impl Settings {
    /// The limit of an unpacked file in bytes.
    #[cfg(feature = "formats")]
    pub(super) fn expand_limit(&self) -> u64 {
        u64::from(self.expand_limit_mib) << 20
    }

    /// The error about a file beyond that limit.
    #[cfg(feature = "formats")]
    pub(super) fn too_much(&self, id: &str) -> Error {
        let message = format!(
            "expands to more than {} MiB; if that is right, raise `expand-limit-mib` in crosscheck.toml",
            self.expand_limit_mib
        );
        Error::malformed(Path::new(id), None, message)
    }

    /// Refuses a file with more records than a run may have articles.
    pub(super) fn vet_records(&self, id: &str, count: usize) -> Result<(), Error> {
        if count <= self.article_limit as usize {
            return Ok(());
        }
        let message = format!(
            "holds more than {} articles; if that is right, raise `article-limit` in crosscheck.toml",
            self.article_limit
        );
        Err(Error::malformed(Path::new(id), None, message))
    }
}
