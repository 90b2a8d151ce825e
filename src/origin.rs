//! Copies before any aligning: equal sentences are one origin, so that ten copies are not ten witnesses.

use crate::model::{Claim, ClaimId};
use std::collections::BTreeMap;

/// The origin of each claim: the index of the first claim with the same normalised words.
pub(crate) fn origins(claims: &[Claim]) -> Vec<u32> {
    let mut first: BTreeMap<ClaimId, u32> = BTreeMap::new();
    (0..).zip(claims).map(|(index, claim)| *first.entry(claim.wording).or_insert(index)).collect()
}
