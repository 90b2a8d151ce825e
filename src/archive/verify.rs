//! Whether an archive is whole.

use super::record;
use super::store::Reader;
use crate::Error;
use crate::pipeline;
use std::path::Path;

/// What was found of an archive.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Verified {
    /// Number of articles.
    pub articles: usize,
    /// Number of claims of those that are whole.
    pub claims: usize,
    /// What is wrong.
    pub faults: Vec<Fault>,
}

/// Something wrong in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Id of the article, or the name of the database's part.
    pub what: String,
    /// What is wrong with it.
    pub why: String,
}

/// Looks at every page and every record of the archive in `folder`.
pub fn verify(folder: &Path) -> Result<Verified, Error> {
    let store = Reader::open(folder)?;
    let mut out = Verified::default();
    for why in store.faults()? {
        out.faults.push(Fault { what: "database".to_owned(), why });
    }
    for number in store.numbers()? {
        out.articles += 1;
        let mut fault = |why: &str| -> Result<(), Error> {
            out.faults.push(Fault { what: store.id(number)?, why: why.to_owned() });
            Ok(())
        };
        let Some((article, claims)) = record::unpacked(&store.body(number)?) else {
            fault("its text or its claims are damaged")?;
            continue;
        };
        out.claims += claims.len();
        let expected = pipeline::profile(&article, &claims);
        match store.profile(number) {
            Ok(profile) if profile == expected => {}
            _ => fault("what it is about is damaged")?,
        }
        if store.id(number)? != article.id {
            fault("it has another id than its text")?;
        }
        for &key in expected.keys() {
            if !store.holds(key, number)? {
                fault("it is not found under all of its key words")?;
                break;
            }
        }
    }
    Ok(out)
}
