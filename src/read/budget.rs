//! What a run may read in all.

use super::{Loaded, Settings};
use crate::Error;
use std::sync::atomic::{AtomicU64, Ordering};

/// What is left of the limits of a run. A run beyond them is refused as a whole: which files came first is chance.
#[derive(Debug)]
pub(super) struct Budget {
    bytes: Allowance,
    articles: Allowance,
    settings: Settings,
}

#[derive(Debug)]
struct Allowance {
    limit: u64,
    spent: AtomicU64,
}

impl Allowance {
    fn new(limit: u64) -> Self {
        Self { limit, spent: AtomicU64::new(0) }
    }

    fn spend(&self, count: usize) {
        self.spent.fetch_add(count as u64, Ordering::Relaxed);
    }

    fn is_spent(&self) -> bool {
        self.spent.load(Ordering::Relaxed) > self.limit
    }
}

impl Budget {
    pub(super) fn new(settings: &Settings) -> Self {
        Self {
            bytes: Allowance::new(u64::from(settings.total_limit_mib) << 20),
            articles: Allowance::new(settings.article_limit.into()),
            settings: settings.clone(),
        }
    }

    /// Counts what was read of a file of so many bytes; nothing is kept of it where that is too much.
    pub(super) fn charge(&self, bytes: usize, loaded: Loaded) -> Loaded {
        // The text of a document may be longer than its file.
        let text: usize = loaded.articles.iter().map(|article| article.text.len()).sum();
        self.bytes.spend(bytes.max(text));
        self.articles.spend(loaded.articles.len());
        if self.is_spent() { Loaded::default() } else { loaded }
    }

    /// Whether nothing more is to be read.
    pub(super) fn is_spent(&self) -> bool {
        self.bytes.is_spent() || self.articles.is_spent()
    }

    /// Which limit was passed, if one was.
    pub(super) fn vet(&self) -> Result<(), Error> {
        let Settings { total_limit_mib, article_limit, .. } = self.settings;
        if self.bytes.is_spent() {
            return Err(Error::usage(format!(
                "there is more than {total_limit_mib} MiB to read: nothing was checked; name fewer files, or raise \
                 `total-limit-mib` in crosscheck.toml"
            )));
        }
        if self.articles.is_spent() {
            return Err(Error::usage(format!(
                "there are more than {article_limit} articles: nothing was checked; name fewer files, or raise \
                 `article-limit` in crosscheck.toml"
            )));
        }
        Ok(())
    }
}
