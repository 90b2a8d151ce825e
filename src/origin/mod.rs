//! Copies before any counting: ten papers that print one wire story are one witness, not ten.
//!
//! Sentences in equal words are one origin of a claim. Articles are of one origin where most of the shorter one stands in
//! the longer: their sentences are cut into overlapping runs of content words (shingles, after Broder 1997, "On the
//! resemblance and containment of documents"), and what two articles share is counted by an index of the runs. The order
//! of sentences, a new title, a cut and a changed word here and there leave most runs as they are; two accounts of one
//! event in words of their own share next to none.

mod articles;

use crate::model::{Claim, ClaimId};
use std::collections::BTreeMap;

pub(crate) use articles::{Copies, copies};

/// The origin of each claim: the index of the first claim with the same normalised words.
pub(crate) fn origins(claims: &[Claim]) -> Vec<u32> {
    let mut first: BTreeMap<ClaimId, u32> = BTreeMap::new();
    (0..).zip(claims).map(|(index, claim)| *first.entry(claim.wording).or_insert(index)).collect()
}
