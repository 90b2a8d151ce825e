//! `crosscheck review PATH... --verdicts verdicts.csv`

use super::progress::{Audience, Progress};
use super::{Outcome, input, output, say};
use crate::cli::ReviewArgs;
use crate::review::{Known, Lock, Seat, Store};
use crosscheck::Error;
use crosscheck::report::html::{self, Verdicts};
use crosscheck::report::{Context, Detail};
use crosscheck::settle::{self, Entry};
use std::path::PathBuf;
use std::sync::mpsc;

pub(crate) fn run(args: &ReviewArgs) -> Result<Outcome, Error> {
    let detail = input::detail(&args.work.verbosity);
    let mut config = input::configure(&args.work.run, detail)?;
    let paths = input::paths(&args.work.reading, &mut config)?;
    let file = args.verdicts.clone().or_else(|| config.verdicts.clone()).ok_or_else(|| {
        Error::usage("no file to keep verdicts in: name one with --verdicts, or set `verdicts` in crosscheck.toml")
    })?;
    let files = [file.clone()];
    output::vet(&files, paths.iter().chain(&config.meta).chain(&args.work.run.file.config).map(PathBuf::as_path))?;
    if output::is_stdout(&file) {
        return Err(Error::usage("verdicts are kept in a file; name one with --verdicts"));
    }
    // Whatever is wrong with the file or the port is told before the work begins.
    let lock = Lock::take(&file)?;
    Store::vet(&file)?;
    let port = args.port.unwrap_or_default();
    let seat = Seat::take(port).map_err(|error| {
        Error::usage(format!("cannot serve on port {port} of 127.0.0.1: {error}; leave out --port for a free one"))
    })?;

    let audience = if detail == Detail::Brief { Audience::Nobody } else { Audience::Terminal };
    let progress = Progress::new(audience, None);
    let loaded = input::load(&paths, &config, &progress)?;
    output::vet(&files, loaded.articles.iter().map(|article| output::file_of(&article.id)))?;
    let report = input::check(loaded, &config, &progress, detail)?;

    let store = Store::open(&file)?;
    let mut page = Vec::new();
    let verdicts = Verdicts::Server { token: seat.token() };
    html::page(&report, &Context::new(&config), verdicts, &mut page)
        .map_err(|error| Error::usage(format!("cannot make the page: {error}")))?;
    let (ended, end) = mpsc::channel();
    ctrlc::set_handler(move || {
        // Nobody listens any more once the end has begun.
        let _ = ended.send(());
    })
    .map_err(|error| Error::usage(format!("cannot wait for Ctrl-C: {error}")))?;
    let address = seat.address();
    let count = report.findings.len();
    let known = |finding| Known { entry: Entry::of(&report, finding), pairs: settle::keys(&report, finding) };
    let review = seat.serve(page, report.findings.iter().map(known), store);
    drop(report);
    let noun = if count == 1 { "finding" } else { "findings" };
    let name = file.display();
    output::stdout(format!("{count} {noun} to review: {address}\n").as_bytes())?;
    if detail != Detail::Brief {
        say(&format_args!("verdicts go to {name}, each before the page says so; Ctrl-C ends"));
    }
    // The sender lives in the handler, which is never taken away: this ends with a signal.
    let _ = end.recv();
    if let Some(store) = review.end() {
        let judged = store.close()?;
        let noun = if judged == 1 { "verdict" } else { "verdicts" };
        say(&format_args!("{judged} {noun} in {name}"));
    }
    drop(lock);
    Ok(Outcome::Clean)
}
