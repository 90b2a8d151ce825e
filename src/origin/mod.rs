//! Copies before any counting: ten papers that print one wire story are one witness, not ten.
//!
//! Sentences in equal words are one origin of a claim. Articles are of one origin where most of the shorter one stands in
//! the longer: their sentences are cut into overlapping runs of content words (shingles, after Broder 1997, "On the
//! resemblance and containment of documents"), and what two articles share is counted by an index of the runs. The order
//! of sentences, a new title, a cut and a changed word here and there leave most runs as they are; two accounts of one
//! event in words of their own share next to none.

mod articles;
mod print;
mod runs;

use crate::model::ClaimId;
use std::collections::BTreeMap;

#[cfg(feature = "cluster")]
pub(crate) use articles::BUCKET;
pub(crate) use articles::{Copies, copies};
#[cfg(any(feature = "cluster", test))]
pub(crate) use articles::{Shared, group};
#[cfg(feature = "cluster")]
pub(crate) use print::LEAST;
#[cfg(any(feature = "cluster", test))]
pub(crate) use print::{Print, is_copy};
pub(crate) use runs::Runs;

/// The origin of each claim: the index of the first claim with the same normalised words.
#[derive(Debug, Default)]
pub(crate) struct Origins {
    first: BTreeMap<ClaimId, u32>,
    of: Vec<u32>,
}

impl Origins {
    /// Adds the origins of claims that follow on those before, by their normalised words.
    pub(crate) fn extend(&mut self, wordings: impl IntoIterator<Item = ClaimId>) {
        let first = &mut self.first;
        let fresh = (count(self.of.len())..).zip(wordings);
        self.of.extend(fresh.map(|(index, wording)| *first.entry(wording).or_insert(index)));
    }

    /// By claim.
    pub(crate) fn as_slice(&self) -> &[u32] {
        &self.of
    }
}

/// The origin of each of the claims with these normalised words.
pub(crate) fn origins(wordings: impl IntoIterator<Item = ClaimId>) -> Vec<u32> {
    let mut origins = Origins::default();
    origins.extend(wordings);
    origins.of
}

fn count(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
