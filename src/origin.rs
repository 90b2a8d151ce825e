//! Copies before any aligning: equal sentences are one origin, so that ten copies are not ten witnesses.

use crate::model::{Claim, ClaimId};
use std::collections::BTreeMap;

/// The origin of each claim: the index of the first claim with the same normalised words.
#[derive(Debug, Default)]
pub(crate) struct Origins {
    first: BTreeMap<ClaimId, u32>,
    of: Vec<u32>,
}

impl Origins {
    /// Adds the origins of claims that follow on those before.
    pub(crate) fn extend(&mut self, claims: &[Claim]) {
        let start = u32::try_from(self.of.len()).unwrap_or(u32::MAX);
        let first = &mut self.first;
        self.of.extend((start..).zip(claims).map(|(index, claim)| *first.entry(claim.wording).or_insert(index)));
    }

    /// By claim.
    pub(crate) fn as_slice(&self) -> &[u32] {
        &self.of
    }
}

/// The origin of each of these claims.
pub(crate) fn origins(claims: &[Claim]) -> Vec<u32> {
    let mut origins = Origins::default();
    origins.extend(claims);
    origins.of
}
