//! What a check looks at: all that it reads, or the findings of some articles only.

use crate::cli::CheckArgs;
use crosscheck::model::{Article, Report};
use crosscheck::settle::Scope;
use crosscheck::{Config, Error, archive, check, check_involving};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

/// Which findings are asked for.
pub(super) enum Extent {
    /// All of the articles that are read.
    Whole,
    /// Those in which these files have a part.
    Changed(Vec<PathBuf>),
    /// Those in which the articles that are read have a part, with the archive in this folder.
    Against(PathBuf),
}

impl Extent {
    pub(super) fn of(args: &CheckArgs) -> Self {
        match &args.against {
            Some(folder) => Self::Against(folder.clone()),
            None if args.changed.is_empty() => Self::Whole,
            None => Self::Changed(args.changed.clone()),
        }
    }

    /// How much of what the configuration speaks of is looked at, as far as the other options leave it at `others`.
    pub(super) fn scope(&self, others: Scope) -> Scope {
        if matches!(self, Self::Whole) { others } else { Scope::Part }
    }

    pub(super) fn check(&self, articles: Vec<Article>, config: &Config) -> Result<Report, Error> {
        match self {
            Self::Against(folder) => archive::check(folder, articles, config),
            Self::Whole => Ok(check(articles, config)),
            Self::Changed(files) => {
                let asked = asked(files, &articles)?;
                Ok(check_involving(articles, |article| asked.contains(&article.id), config))
            }
        }
    }

    /// Takes out of a settled report what tells nothing, since it was not looked for: entries of the baseline that speak of
    /// none of the files asked for. `drafts` are the files that were read.
    pub(super) fn settle(&self, report: &mut Report, drafts: &BTreeSet<String>) -> Result<(), Error> {
        let here = match self {
            Self::Whole => return Ok(()),
            Self::Changed(files) => {
                let asked = asked(files, &report.articles)?;
                let its = report.articles.iter().filter(|article| asked.contains(&article.id));
                &its.map(|article| article.file().to_owned()).collect()
            }
            Self::Against(_) => drafts,
        };
        report.settlement.absent.retain(|absent| absent.files.iter().any(|file| here.contains(file)));
        Ok(())
    }
}

/// The ids of the articles in these files. A file that none was read from is an error.
fn asked(files: &[PathBuf], articles: &[Article]) -> Result<BTreeSet<String>, Error> {
    let mut by_file: BTreeMap<PathBuf, Vec<&Article>> = BTreeMap::new();
    for article in articles.iter().filter(|article| !article.is_fact()) {
        if let Ok(path) = fs::canonicalize(article.file()) {
            by_file.entry(path).or_default().push(article);
        }
    }
    let mut out = BTreeSet::new();
    for file in files {
        let path = fs::canonicalize(file).map_err(|source| Error::io("read", file, source))?;
        let its = by_file.get(&path).ok_or_else(|| {
            let cure = "name it or its folder among the paths, or leave it out if it is no article";
            Error::usage(format!("--changed {}: no article was read from it; {cure}", file.display()))
        })?;
        out.extend(its.iter().map(|article| article.id.clone()));
    }
    Ok(out)
}
