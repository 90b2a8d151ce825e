//! What commands that read articles share: the configuration, the articles, and what was left out.

use super::progress::Progress;
use super::say;
use crate::cli::{ConfigFileArgs, ReadingArgs, RunArgs, VerbosityArgs};
use crosscheck::model::{Article, Report, Skipped};
use crosscheck::read::{Ignore, Loaded};
use crosscheck::report::Detail;
use crosscheck::{Config, Error, config};
use std::path::PathBuf;

/// The configuration of the file that is named, else of the nearest one, else the defaults.
pub(super) fn read_config(args: &ConfigFileArgs) -> Result<Config, Error> {
    let file = match &args.config {
        Some(path) => Some(path.clone()),
        None if args.no_config => None,
        None => config::find(),
    };
    match file {
        Some(file) => config::read_as(&file, args.profile),
        None => Ok(Config::of(args.profile.unwrap_or_default())),
    }
}

/// The configuration file with the command line's choices laid over it, and the threads set up.
pub(super) fn configure(args: &RunArgs, detail: Detail) -> Result<Config, Error> {
    let mut config = configuration(&args.file, args.threads, detail)?;
    if let Some(kinds) = &args.kinds {
        config.kinds.clone_from(kinds);
    }
    if let Some(confidence) = args.min_confidence {
        config.min_confidence = confidence;
    }
    Ok(config)
}

/// The configuration file as it stands, and the threads set up.
pub(super) fn configuration(args: &ConfigFileArgs, threads: Option<usize>, detail: Detail) -> Result<Config, Error> {
    let config = read_config(args)?;
    if let (Detail::Full, Some(file)) = (detail, &config.file) {
        say(&format_args!("configuration: {}", file.display()));
    }
    if let Some(threads) = threads {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
        pool.map_err(|error| Error::usage(format!("cannot start {threads} threads: {error}; ask for fewer")))?;
    }
    Ok(config)
}

pub(super) fn detail(args: &VerbosityArgs) -> Detail {
    match args {
        VerbosityArgs { quiet: true, .. } => Detail::Brief,
        VerbosityArgs { verbose: true, .. } => Detail::Full,
        VerbosityArgs { .. } => Detail::Usual,
    }
}

/// The files and folders to read: those named, else those of the configuration.
pub(super) fn paths(args: &ReadingArgs, config: &mut Config) -> Result<Vec<PathBuf>, Error> {
    if let Some(meta) = &args.meta {
        config.meta = Some(meta.clone());
    }
    let is_stdin = |path: &PathBuf| path.as_os_str() == "-";
    if args.files_from.as_ref().is_some_and(is_stdin) && args.paths.iter().any(is_stdin) {
        return Err(Error::usage("standard input cannot be both an article and the list of files; name one by a file"));
    }
    let listed = args.files_from.as_deref().map(crosscheck::read::named_in).transpose()?.unwrap_or_default();
    if !args.paths.is_empty() || !listed.is_empty() {
        config.inputs = args.paths.iter().cloned().chain(listed).collect();
    }
    if args.no_ignore {
        config.ignore = Ignore::Disregarded;
    }
    config.stdin_format.clone_from(&args.format_of_stdin);
    if config.inputs.is_empty() {
        return Err(Error::usage("nothing to read: name files or folders, or set `inputs` in crosscheck.toml"));
    }
    Ok(config.inputs.clone())
}

/// Reads the articles, which may be none.
pub(super) fn read(paths: &[PathBuf], config: &Config, progress: &Progress) -> Result<Loaded, Error> {
    progress.stage("reading");
    let apart = [&config.meta, &config.baseline, &config.verdicts];
    let options = crosscheck::read::Options {
        table: config.meta.clone(),
        exclude: config.exclude.clone(),
        base: config.base.clone().unwrap_or_default(),
        ignore: config.ignore,
        apart: apart.into_iter().flatten().cloned().collect(),
        stdin_format: config.stdin_format.clone(),
        settings: config.reading(),
        ..crosscheck::read::Options::default()
    };
    let mut loaded = crosscheck::read::load(paths, &options)?;
    loaded.articles.iter_mut().for_each(|article| config.annotate(article));
    Ok(loaded)
}

/// Reads the articles. No article at all is an error: emptiness is never agreement.
pub(super) fn load(paths: &[PathBuf], config: &Config, progress: &Progress) -> Result<Loaded, Error> {
    let loaded = read(paths, config, progress)?;
    if loaded.articles.is_empty() {
        progress.finish();
        if let [Skipped { what, why, fatal: true }] = loaded.skipped.as_slice() {
            return Err(Error::usage(format!("{what}: {why}")));
        }
        complain(&loaded.skipped, Detail::Usual);
        if loaded.skipped.iter().any(|skipped| skipped.fatal) {
            return Err(Error::usage("nothing could be read, so nothing was checked"));
        }
        let named: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        let message = format!("no articles in {}: it reads {}", named.join(", "), crosscheck::read::known_extensions());
        return Err(Error::usage(message));
    }
    Ok(loaded)
}

/// Checks the articles and keeps what was left out in the report. No claim at all is an error.
pub(super) fn check(loaded: Loaded, config: &Config, progress: &Progress, detail: Detail) -> Result<Report, Error> {
    check_by(|articles| Ok(crosscheck::check(articles, config)), loaded, progress, detail)
}

/// As [`check`], by another check than that of all that was read.
pub(super) fn check_by(
    check: impl FnOnce(Vec<Article>) -> Result<Report, Error>,
    loaded: Loaded,
    progress: &Progress,
    detail: Detail,
) -> Result<Report, Error> {
    tell_rivals(&loaded, detail);
    let count = loaded.articles.iter().filter(|article| !article.is_fact()).count();
    progress.stage(&format!("checking {count} articles"));
    let mut report = check(loaded.articles)?;
    report.skipped.extend(loaded.skipped);
    progress.finish();
    complain(&report.skipped, detail);
    if report.claims.iter().all(|claim| report.articles[claim.article as usize].is_fact()) {
        let noun = if count == 1 { "article" } else { "articles" };
        let message = format!("no claims found in {count} {noun}: nothing was checked; is there running text in them?");
        return Err(Error::usage(message));
    }
    Ok(report)
}

/// Names, with `-v`, the days of publication that one article gives twice and differently.
pub(super) fn tell_rivals(loaded: &Loaded, detail: Detail) {
    for article in loaded.articles.iter().filter(|_| detail == Detail::Full) {
        let Some(date) = &article.meta.date else { continue };
        for rival in &article.meta.rival_dates {
            let (id, used, other) = (&article.id, date.origin.id(), rival.origin.id());
            say(&format_args!("{id}: dated {} by its {used} (used) and {} by its {other}", date.value, rival.value));
        }
    }
}

/// Whether something that was asked for could not be checked.
pub(super) fn incomplete(report: &Report) -> bool {
    report.skipped.iter().any(|skipped| skipped.fatal)
}

/// Names what could not be checked, and what was left out: by number, or each with `-v`.
pub(super) fn complain(skipped: &[Skipped], detail: Detail) {
    for Skipped { what, why, .. } in skipped.iter().filter(|skipped| skipped.fatal) {
        say(&format_args!("{what}: {why}"));
    }
    let mild: Vec<&Skipped> = skipped.iter().filter(|skipped| !skipped.fatal).collect();
    match (detail, mild.as_slice()) {
        (Detail::Brief, _) | (_, []) => {}
        (Detail::Usual, [_, _, ..]) => say(&format_args!("warning: {} left out (-v names them)", mild.len())),
        (_, all) => all.iter().for_each(|Skipped { what, why, .. }| say(&format_args!("warning: {what}: {why}"))),
    }
}
