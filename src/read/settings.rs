//! What readers are told.

use super::Fields;
#[cfg(feature = "formats")]
use crate::Error;
#[cfg(feature = "formats")]
use std::path::Path;

/// What readers are told, besides the bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Which fields of records hold what.
    pub fields: Fields,
    /// What a compressed file, or one part of a document, may expand to, in MiB.
    pub expand_limit_mib: u32,
}

/// What a compressed file may expand to unless told otherwise, in MiB: some hundred thousand articles; a bomb of the usual
/// kind is stopped within a second.
pub const EXPAND_LIMIT_MIB: u32 = 512;

impl Default for Settings {
    fn default() -> Self {
        Self { fields: Fields::default(), expand_limit_mib: EXPAND_LIMIT_MIB }
    }
}

impl Settings {
    /// The limit in bytes.
    #[cfg(feature = "formats")]
    pub(super) fn expand_limit(&self) -> u64 {
        u64::from(self.expand_limit_mib) << 20
    }

    /// The error about a file beyond the limit.
    #[cfg(feature = "formats")]
    pub(super) fn too_much(&self, id: &str) -> Error {
        let message = format!(
            "expands to more than {} MiB; if that is right, raise `expand-limit-mib` in crosscheck.toml",
            self.expand_limit_mib
        );
        Error::malformed(Path::new(id), None, message)
    }
}
