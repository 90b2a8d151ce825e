//! `crosscheck articles PATH...`

use super::progress::{Audience, Progress};
use super::{Outcome, input, output};
use crate::cli::ArticlesArgs;
use crosscheck::Error;
use crosscheck::inventory::{FORMATS, Inventory};
use crosscheck::report::Detail;
use std::path::{Path, PathBuf};

pub(crate) fn run(args: &ArticlesArgs) -> Result<Outcome, Error> {
    let target = args.output.clone().unwrap_or_else(|| PathBuf::from("-"));
    let format = output::format(FORMATS, args.format.as_deref(), &target, |format| [format.id, format.extension])?;
    let detail = input::detail(&args.work.verbosity);
    let mut config = input::configure(&args.work.run, detail)?;
    let paths = input::paths(&args.work.reading, &mut config)?;
    let files = [target];
    output::vet(&files, paths.iter().chain(&config.meta).chain(&args.work.run.file.config).map(PathBuf::as_path))?;

    let audience = if detail == Detail::Brief { Audience::Nobody } else { Audience::Terminal };
    let progress = Progress::new(audience, None);
    let loaded = input::read(&paths, &config, &progress)?;
    output::vet(&files, loaded.articles.iter().map(|article| Path::new(article.file())))?;
    input::tell_rivals(&loaded, detail);
    progress.stage(&format!("checking {} articles", loaded.articles.len()));
    let mut report = crosscheck::check(loaded.articles, &config);
    report.skipped.extend(loaded.skipped);
    progress.finish();

    let mut bytes = Vec::new();
    let failed = |source| Error::io("write", &files[0], source);
    (format.write)(&Inventory::of(&report), &mut bytes).map_err(failed)?;
    output::write(&files[0], &bytes)?;
    let unread = input::incomplete(&report) || report.articles.is_empty();
    Ok(if unread { Outcome::Unchecked } else { Outcome::Clean })
}
