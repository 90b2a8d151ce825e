//! `crosscheck archive add|remove|stats|verify|rebuild`

use super::progress::{Audience, Progress};
use super::{Outcome, input, output, say};
use crate::cli::{AddArgs, ArchiveCommand, FolderArgs, ReadByArgs, RebuildArgs, RemoveArgs};
use crosscheck::archive::{self, Changes, Stats};
use crosscheck::report::Detail;
use crosscheck::{Config, Error};
use std::fmt::Write as _;

pub(crate) fn run(command: &ArchiveCommand) -> Result<Outcome, Error> {
    match command {
        ArchiveCommand::Add(args) => add(args),
        ArchiveCommand::Remove(args) => remove(args),
        ArchiveCommand::Stats(args) => stats(args),
        ArchiveCommand::Verify(args) => verify(args),
        ArchiveCommand::Rebuild(args) => rebuild(args),
    }
}

fn add(args: &AddArgs) -> Result<Outcome, Error> {
    let detail = input::detail(&args.verbosity);
    let mut config = configured(&args.run, detail)?;
    let paths = input::paths(&args.reading, &mut config)?;
    let progress = Progress::new(if detail == Detail::Brief { Audience::Nobody } else { Audience::Terminal }, None);
    let mut loaded = input::load(&paths, &config, &progress)?;
    progress.stage(&format!("adding {} articles", loaded.articles.len()));
    let folder = &args.folder.archive;
    let Changes { added, replaced, unchanged, faults, .. } = archive::add(folder, loaded.articles, &config)?;
    progress.finish();
    loaded.skipped.extend(faults);
    input::complain(&loaded.skipped, detail);
    if detail != Detail::Brief {
        say(&format_args!("{}: {added} added, {replaced} replaced, {unchanged} unchanged", folder.display()));
    }
    let unread = loaded.skipped.iter().any(|skipped| skipped.fatal);
    Ok(if unread { Outcome::Unchecked } else { Outcome::Clean })
}

fn remove(args: &RemoveArgs) -> Result<Outcome, Error> {
    let folder = &args.folder.archive;
    let removed = archive::remove(folder, &args.paths)?;
    say(&format_args!("{}: {removed} removed", folder.display()));
    Ok(Outcome::Clean)
}

fn stats(args: &FolderArgs) -> Result<Outcome, Error> {
    let Stats { articles, claims, sources, days, bytes, .. } = archive::stats(&args.archive)?;
    let mut text = format!("articles  {articles}\nclaims    {claims}\nsources   {sources}\n");
    if let Some((first, last)) = days {
        let _ = writeln!(text, "days      {first} to {last}");
    }
    let _ = writeln!(text, "size      {:.1} MB", bytes as f64 / 1e6);
    output::stdout(text.as_bytes())?;
    Ok(Outcome::Clean)
}

fn verify(args: &FolderArgs) -> Result<Outcome, Error> {
    let folder = args.archive.display();
    let verified = archive::verify(&args.archive)?;
    for fault in &verified.faults {
        say(&format_args!("{folder}: {}: {}", fault.what, fault.why));
    }
    if verified.faults.is_empty() {
        say(&format_args!("{folder}: {} articles with {} claims, all whole", verified.articles, verified.claims));
        return Ok(Outcome::Clean);
    }
    Err(Error::usage(format!(
        "{folder}: {} damaged of {} articles: remove them and add them again, or bring back a copy of the archive",
        verified.faults.len(),
        verified.articles
    )))
}

fn rebuild(args: &RebuildArgs) -> Result<Outcome, Error> {
    let config = configured(&args.run, Detail::Usual)?;
    let folder = &args.folder.archive;
    let progress = Progress::new(Audience::Terminal, None);
    progress.stage("reading all articles anew");
    let count = archive::rebuild(folder, &config)?;
    progress.finish();
    say(&format_args!("{}: {count} articles read anew", folder.display()));
    Ok(Outcome::Clean)
}

fn configured(args: &ReadByArgs, detail: Detail) -> Result<Config, Error> {
    input::configuration(&args.file, args.threads, detail)
}
