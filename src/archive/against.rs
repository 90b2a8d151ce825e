//! Drafts held against an archive.

use super::store::Reader;
use crate::Error;
use crate::align::story::{self, BUCKET, Kin, Profile};
use crate::config::Config;
use crate::lexicon::Lexicon;
use crate::model::{Article, Report, Skipped};
use crate::pipeline::involving::{Pool, Told, involving};
use crate::pipeline::{self, too_common};
use crate::settle::fact::Subjects;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::rc::Rc;

/// The findings in which `drafts` have a part, as a run over the archive in `folder` and the drafts would have them, with
/// the archived articles of their stories. A draft takes the place of the archived article that has its id.
///
/// House facts among the drafts are held against all articles that are reached.
pub fn check(folder: &Path, drafts: Vec<Article>, config: &Config) -> Result<Report, Error> {
    let store = Reader::open(folder)?;
    store.fits(config)?;
    let lexicon = Lexicon::of(config);
    let read: Vec<_> = drafts.par_iter().map(|draft| pipeline::claims_of(0, draft, &lexicon)).collect();
    let mut shelf = Shelf::new(&store);
    let mut pool = Pool::new((Vec::new(), Vec::new(), Vec::new()), config);
    let mut skipped = Vec::new();
    let mut asked = BTreeSet::new();
    for (draft, claims) in drafts.into_iter().zip(read) {
        let claims = claims.unwrap_or_else(|fault| {
            skipped.push(fault);
            Vec::new()
        });
        let profile = pipeline::profile(&draft, &claims);
        if draft.is_fact() {
            pool.add(draft, claims);
            shelf.places.push(Place { number: None, profile: None });
            continue;
        }
        if let Some((number, _)) = store.find(&draft.id)? {
            shelf.replaced.insert(number);
            let why = "the archive has an article of this id; the draft takes its place".to_owned();
            skipped.push(Skipped { what: draft.id.clone(), why, fatal: false });
        }
        let at = pool.add(draft, claims);
        asked.insert(at);
        for &key in profile.keys() {
            shelf.drafts.entry(key).or_default().push(at);
        }
        shelf.places.push(Place { number: None, profile: Some(Rc::new(profile)) });
    }
    let subjects = Subjects::of(pool.articles());
    let mut report = involving(pool, &asked, |pool, reached| shelf.near(pool, reached, &subjects))?;
    report.skipped.extend(skipped);
    report.skipped.extend(too_common(shelf.capped.len()));
    Ok(report)
}

/// An article that holds a key word: its row, and its day counted from 1970.
type Holder = (i64, Option<i32>);

/// The archive, and what of it has been taken into a pool.
struct Shelf<'a> {
    store: &'a Reader,
    /// Of each article of the pool.
    places: Vec<Place>,
    /// Index in the pool of the archived articles that are in it.
    taken: BTreeMap<i64, u32>,
    /// Drafts by key word.
    drafts: BTreeMap<u64, Vec<u32>>,
    /// Archived articles whose place a draft takes.
    replaced: BTreeSet<i64>,
    /// What was looked up already.
    profiles: BTreeMap<i64, Rc<Profile>>,
    holders: BTreeMap<u64, Rc<[Holder]>>,
    /// Key words of too many articles.
    capped: BTreeSet<u64>,
}

/// An article of the pool.
struct Place {
    /// Its number in the archive.
    number: Option<i64>,
    /// What it is about; none for a house fact.
    profile: Option<Rc<Profile>>,
}

impl<'a> Shelf<'a> {
    fn new(store: &'a Reader) -> Self {
        Self {
            store,
            places: Vec::new(),
            taken: BTreeMap::new(),
            drafts: BTreeMap::new(),
            replaced: BTreeSet::new(),
            profiles: BTreeMap::new(),
            holders: BTreeMap::new(),
            capped: BTreeSet::new(),
        }
    }

    /// The pairs that each of these articles of the pool makes with all that tell its story.
    fn near(&mut self, pool: &mut Pool<'_>, reached: &[u32], subjects: &Subjects) -> Result<Vec<Told>, Error> {
        let mut told: Vec<Told> = Vec::new();
        let mut archived: Vec<(u32, i64, Kin)> = Vec::new();
        for &at in reached {
            let Some(profile) = self.places[at as usize].profile.clone() else { continue };
            let (drafts, numbers) = self.candidates(&profile)?;
            for other in drafts.into_iter().filter(|&other| other != at) {
                let kin = self.places[other as usize].profile.as_ref().and_then(|other| story::kin(&profile, other));
                told.extend(kin.map(|kin| ((at, other), kin)));
            }
            let own = self.places[at as usize].number;
            for number in numbers.into_iter().filter(|&number| Some(number) != own) {
                if let Some(kin) = story::kin(&profile, &*self.profile(number)?) {
                    archived.push((at, number, kin));
                }
            }
        }
        self.take(pool, archived.iter().map(|&(_, number, _)| number).collect())?;
        told.extend(archived.into_iter().map(|(at, number, kin)| ((at, self.taken[&number]), kin)));
        for &at in reached {
            let article = &pool.articles()[at as usize];
            told.extend(subjects.named_in(article).into_iter().map(|(fact, kin)| ((at, fact), kin)));
        }
        Ok(told)
    }

    /// Drafts and archived articles that share a key word with an article: those whose words few articles share, and whose
    /// day is not too far from its.
    fn candidates(&mut self, profile: &Profile) -> Result<(BTreeSet<u32>, BTreeSet<i64>), Error> {
        let (mut drafts, mut numbers) = (BTreeSet::new(), BTreeSet::new());
        for &key in profile.keys() {
            let holders = self.holders(key)?;
            let own = self.drafts.get(&key).map_or(&[][..], Vec::as_slice);
            if holders.len() + own.len() > BUCKET {
                self.capped.insert(key);
                continue;
            }
            drafts.extend(own);
            let near = holders.iter().filter(|(_, day)| !story::far_apart(profile.day(), *day));
            numbers.extend(near.map(|&(number, _)| number));
        }
        Ok((drafts, numbers))
    }

    /// The archived articles of a key word, or at least more than tell anything.
    fn holders(&mut self, key: u64) -> Result<Rc<[Holder]>, Error> {
        if let Some(holders) = self.holders.get(&key) {
            return Ok(holders.clone());
        }
        let mut all = self.store.holders(key, BUCKET + 1 + self.replaced.len())?;
        all.retain(|(number, _)| !self.replaced.contains(number));
        let holders: Rc<[_]> = all.into();
        self.holders.insert(key, holders.clone());
        Ok(holders)
    }

    fn profile(&mut self, number: i64) -> Result<Rc<Profile>, Error> {
        if let Some(profile) = self.profiles.get(&number) {
            return Ok(profile.clone());
        }
        let profile = Rc::new(self.store.profile(number)?);
        self.profiles.insert(number, profile.clone());
        Ok(profile)
    }

    /// Adds those of the articles to the pool that are not in it.
    fn take(&mut self, pool: &mut Pool<'_>, numbers: BTreeSet<i64>) -> Result<(), Error> {
        let fresh = numbers.into_iter().filter(|number| !self.taken.contains_key(number));
        let bodies = fresh.map(|number| Ok((number, self.store.body(number)?))).collect::<Result<Vec<_>, Error>>()?;
        let unpacked: Vec<_> = bodies.par_iter().map(|(_, body)| super::record::unpacked(body)).collect();
        for ((number, _), unpacked) in bodies.into_iter().zip(unpacked) {
            let (article, claims) = unpacked.ok_or_else(|| self.store.damaged(number))?;
            let profile = Some(self.profile(number)?);
            self.taken.insert(number, pool.add(article, claims));
            self.places.push(Place { number: Some(number), profile });
        }
        Ok(())
    }
}
