//! `crosscheck baseline update PATH... --baseline FILE`

use super::progress::{Audience, Progress};
use super::settle::{self, Terms};
use super::{Outcome, input, output, say};
use crate::cli::{BaselineCommand, UpdateArgs};
use crosscheck::Error;
use crosscheck::report::Detail;
use crosscheck::settle::Baseline;
use std::path::{Path, PathBuf};

pub(crate) fn run(command: &BaselineCommand) -> Result<Outcome, Error> {
    match command {
        BaselineCommand::Update(args) => update(args),
    }
}

fn update(args: &UpdateArgs) -> Result<Outcome, Error> {
    let detail = input::detail(&args.work.verbosity);
    let mut config = input::configure(&args.work.run, detail)?;
    if let Some(file) = &args.settle.baseline {
        config.baseline = Some(file.clone());
    }
    let Some(file) = config.baseline.clone() else {
        let message = "no baseline to write: name it with --baseline FILE, or set `baseline` in crosscheck.toml";
        return Err(Error::usage(message));
    };
    let mut terms = Terms::of(&args.settle, &config, settle::scope(&args.work.run, &args.work.reading, &config))?;
    let paths = input::paths(&args.work.reading, &mut config)?;
    let files = [file];
    let [file] = &files;
    output::vet(&files, paths.iter().chain(&config.meta).chain(&config.file).map(PathBuf::as_path))?;
    let before = settle::read(file)?.map(|text| Baseline::parse(file, &text)).transpose()?;
    terms.baseline.clone_from(&before);

    let audience = if detail == Detail::Brief { Audience::Nobody } else { Audience::Terminal };
    let progress = Progress::new(audience, None);
    let mut loaded = input::load(&paths, &config, &progress)?;
    output::vet(&files, loaded.articles.iter().map(|article| Path::new(article.file())))?;
    let facts = terms.facts(&config, &loaded.articles)?;
    loaded.articles.extend(facts);
    let mut report = input::check(loaded, &config, &progress, detail)?;
    terms.apply(&mut report, &config, detail);
    if input::incomplete(&report) {
        return Err(Error::usage("not all could be read, so the baseline is left as it was"));
    }
    let (after, changes) = before.unwrap_or_default().updated(&report, &config, |file| Path::new(file).exists());
    output::write(file, after.text().as_bytes())?;
    if detail != Detail::Brief && !output::is_stdout(file) {
        let (added, kept, dropped) = (changes.added, changes.kept, changes.dropped);
        say(&format_args!("{}: {added} added, {kept} kept, {dropped} dropped", file.display()));
    }
    Ok(Outcome::Clean)
}
