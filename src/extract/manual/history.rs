//! Lists of changes: what an older release brought holds until a later one speaks of the same thing.

use super::scene::Scene;
use super::setting;
use super::switch::is_switch;
use crate::extract::words::Words;
use crate::model::{Claim, Facet, Term, VersionPlace, Versions};
use std::collections::HashSet;

/// Weight from which a term names what is changed, in thousandths of a nat.
const TELLING: u16 = 2000;

/// The terms of each release of a list of changes, the newest first.
pub(super) struct History(Vec<(Vec<u32>, HashSet<u64>)>);

impl History {
    pub(super) fn new(scenes: &[Scene], words: &[Words<'_>]) -> Self {
        let mut releases: Vec<(Vec<u32>, HashSet<u64>)> = Vec::new();
        for (scene, words) in scenes.iter().zip(words) {
            let Some(release) = scene.release.as_ref().filter(|_| scene.releases) else { continue };
            let terms = words.terms.iter().flatten().map(|term| term.hash);
            match releases.iter_mut().find(|(number, _)| number == release) {
                Some((_, known)) => known.extend(terms),
                None => releases.push((release.clone(), terms.collect())),
            }
        }
        releases.sort_by(|a, b| b.0.cmp(&a.0));
        Self(releases)
    }

    /// Drops what a later release speaks of again, and says of what is left that it holds for the newest as well.
    pub(super) fn settle(&self, claim: &mut Claim, words: &Words<'_>, scene: &Scene) {
        let Some(release) = scene.release.as_ref().filter(|_| scene.releases) else { return };
        if scene.history {
            let later = |terms: &[Term]| {
                let told =
                    |term: &Term| self.0.iter().any(|(number, known)| number > release && known.contains(&term.hash));
                terms.is_empty() || terms.iter().any(|term| term.weight >= TELLING && told(term))
            };
            // What is told as changed from then on; other sentences told what was so.
            let from_then = words.tokens.iter().any(|token| matches!(token.lower.as_ref(), "now" | "been" | "longer"));
            if !drop_old(claim, &|terms: &[Term]| !from_then || later(terms)) {
                return;
            }
        }
        if let (Some(versions), Some(newest)) = (&mut claim.versions, &scene.newest)
            && versions.place == VersionPlace::Section
        {
            let numbers = versions.numbers.iter().cloned().chain([newest.clone()]).collect();
            *versions = Versions { numbers, place: VersionPlace::Page };
        }
    }
}

/// Drops the settings, standings and switches of things that `later` tells of again; whether all that the claim states of
/// things is left.
fn drop_old(claim: &mut Claim, later: &impl Fn(&[Term]) -> bool) -> bool {
    let mut kept = 0;
    let mut whole = true;
    for at in (0..claim.facets.len()).rev() {
        let (told, old) = match &mut claim.facets[at] {
            Facet::Quantity(quantity) => {
                let keys = quantity
                    .counted
                    .setting
                    .as_deref()
                    .map(|setting| [&setting::keys(setting)[..], &setting.scope].concat());
                let old = keys.as_deref().is_none_or(later);
                if old {
                    quantity.counted.setting = None;
                    whole = false;
                }
                (!old, false)
            }
            Facet::Status(status) => (true, later(&status.subject_terms)),
            Facet::Polarity(polarity) if is_switch(&polarity.axis) => (true, later(&polarity.subject)),
            _ => (false, false),
        };
        kept += usize::from(told && !old);
        if old {
            claim.facets.remove(at);
            claim.moods.remove(at);
            whole = false;
        }
    }
    whole && kept > 0
}
