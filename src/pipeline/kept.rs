//! Claims while they wait: packed, article by article, and opened for what asks for them.
//!
//! A claim at hand is 1.7 kB, a third of it events and words that only comparisons ask for; packed it is 0.4 kB. Comparisons go
//! by date, so that few articles are open at a time.

use super::claims_of;
use crate::align::story::Profile;
use crate::lexicon::Lexicon;
use crate::model::{Article, Claim, ClaimId, Event, Occurrence, Skipped};
use crate::origin::Runs;
use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::borrow::Cow;
use std::ops::Range;

/// Articles whose claims are opened at once for a report.
const OPENED: usize = 1024;

/// The claims of articles, by article.
#[derive(Clone, Copy)]
pub(super) enum Kept<'a> {
    /// At hand, with the range of each article's.
    Open(&'a [Claim], &'a [Range<usize>]),
    /// See [`Packed`].
    Packed(&'a Packed),
}

impl<'a> Kept<'a> {
    /// The claims of the article of this index.
    pub(super) fn of(self, article: usize) -> Cow<'a, [Claim]> {
        match self {
            Self::Open(claims, ranges) => Cow::Borrowed(&claims[ranges[article].clone()]),
            Self::Packed(packed) => Cow::Owned(packed.articles[article].whole()),
        }
    }

    /// Where they stand among all.
    pub(super) fn range(self, article: usize) -> Range<usize> {
        match self {
            Self::Open(_, ranges) => ranges[article].clone(),
            Self::Packed(packed) => packed.ranges[article].clone(),
        }
    }
}

/// What only comparisons ask for.
type Aside = (Vec<Event>, Vec<Occurrence>);

/// The claims of an article, packed.
#[derive(Default)]
struct Pack {
    /// The claims without the rest.
    lean: Box<[u8]>,
    /// An [`Aside`] for each.
    aside: Box<[u8]>,
}

impl Pack {
    /// `room` is for work, and kept from article to article.
    fn of(mut claims: Vec<Claim>, room: &mut Vec<u8>) -> Self {
        let part = |claim: &mut Claim| (std::mem::take(&mut claim.events), std::mem::take(&mut claim.occurrences));
        let aside: Vec<Aside> = claims.iter_mut().map(part).collect();
        Self { lean: packed(&claims, room), aside: packed(&aside, room) }
    }

    fn lean(&self) -> Vec<Claim> {
        opened(&self.lean)
    }

    fn whole(&self) -> Vec<Claim> {
        let mut claims = self.lean();
        let aside: Vec<Aside> = opened(&self.aside);
        for (claim, (events, occurrences)) in claims.iter_mut().zip(aside) {
            claim.events = events;
            claim.occurrences = occurrences;
        }
        claims
    }
}

/// The claims of a batch of articles, packed.
pub(super) struct Packed {
    articles: Vec<Pack>,
    /// The claims of each article among all.
    ranges: Vec<Range<usize>>,
}

/// A batch of articles, read.
pub(super) struct Gathered {
    pub(super) packed: Packed,
    /// What each article is about.
    pub(super) profiles: Vec<Profile>,
    /// By which its copies are known.
    pub(super) runs: Vec<Runs>,
    /// What each claim says, by its normalised words.
    pub(super) wordings: Vec<ClaimId>,
    /// Articles that could not be read for claims.
    pub(super) faults: Vec<Skipped>,
}

impl Gathered {
    /// What these articles claim.
    pub(super) fn of(articles: &[Article], lexicon: &Lexicon) -> Self {
        let read = |room: &mut Vec<u8>, (at, article): (usize, &Article)| {
            let (claims, fault) = match claims_of(super::index(at), article, lexicon) {
                Ok(claims) => (claims, None),
                Err(fault) => (Vec::new(), Some(fault)),
            };
            let wordings: Vec<ClaimId> = claims.iter().map(|claim| claim.wording).collect();
            let (profile, runs) = (super::profile(article, &claims), Runs::of(&claims));
            (Pack::of(claims, room), profile, runs, wordings, fault)
        };
        let all: Vec<_> = articles.par_iter().enumerate().map_init(Vec::new, read).collect();
        let mut out = Self {
            packed: Packed { articles: Vec::with_capacity(all.len()), ranges: Vec::with_capacity(all.len()) },
            profiles: Vec::with_capacity(all.len()),
            runs: Vec::with_capacity(all.len()),
            wordings: Vec::new(),
            faults: Vec::new(),
        };
        for (pack, profile, runs, wordings, fault) in all {
            out.packed.articles.push(pack);
            out.packed.ranges.push(out.wordings.len()..out.wordings.len() + wordings.len());
            out.profiles.push(profile);
            out.runs.push(runs);
            out.wordings.extend(wordings);
            out.faults.extend(fault);
        }
        out
    }
}

impl Packed {
    /// The claims of each article among all.
    pub(super) fn ranges(&self) -> &[Range<usize>] {
        &self.ranges
    }

    /// All claims, without what only comparisons ask for.
    pub(super) fn into_claims(self) -> Vec<Claim> {
        let mut out = Vec::with_capacity(self.ranges.last().map_or(0, |range| range.end));
        let mut articles = self.articles;
        // Room is given back as it goes.
        for from in (0..articles.len()).step_by(OPENED) {
            let until = articles.len().min(from + OPENED);
            let lean: Vec<Vec<Claim>> =
                articles[from..until].par_iter_mut().map(|pack| std::mem::take(pack).lean()).collect();
            out.extend(lean.into_iter().flatten());
        }
        out
    }
}

/// Drops what only comparisons ask for.
pub(super) fn strip(claims: &mut [Claim]) {
    for claim in claims {
        claim.events = Vec::new();
        claim.occurrences = Vec::new();
    }
}

fn packed<T: Serialize>(value: &T, room: &mut Vec<u8>) -> Box<[u8]> {
    room.clear();
    let plain = std::mem::take(room);
    *room = postcard::to_extend(value, plain).expect("lists of known length and plain data have a compact form");
    lz4_flex::compress_prepend_size(room).as_slice().into()
}

fn opened<T: DeserializeOwned>(bytes: &[u8]) -> T {
    let plain = lz4_flex::decompress_size_prepended(bytes).ok();
    plain.and_then(|plain| postcard::from_bytes(&plain).ok()).expect("what was packed by this very process opens")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{lexicon, read};

    #[test]
    fn what_was_packed_opens_as_it_was() {
        let text = "Mayor Ida Lund, 54, said on 3 May 2021 that \u{201c}the bridge is safe\u{201d}. \
            Some 14 boats were not moved.\n\nThe first ferry will sail from Brandvik to Orsted in June.";
        let articles = [text, "", "The mill burned down."].map(|text| read::plain_text("a", text));
        let lexicon = lexicon::english();
        let gathered = Gathered::of(&articles, &lexicon);
        let expected: Vec<Vec<Claim>> =
            (0..).zip(&articles).map(|(at, article)| crate::extract::claims(at, article, &lexicon)).collect();
        let kept = Kept::Packed(&gathered.packed);
        for (at, claims) in expected.iter().enumerate() {
            assert_eq!(*kept.of(at), **claims);
            assert_eq!(kept.range(at).len(), claims.len());
        }
        assert!(expected[0].iter().any(|claim| !claim.events.is_empty() && !claim.occurrences.is_empty()));
        let mut all = expected.concat();
        strip(&mut all);
        assert_eq!(gathered.packed.into_claims(), all);
    }
}
