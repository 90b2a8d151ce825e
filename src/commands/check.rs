//! `crosscheck check PATH...`

use super::extent::Extent;
use super::progress::{Audience, Progress};
use super::settle::{self, Terms};
use super::{Outcome, input, output, say, sheets};
use crate::cli::{CheckArgs, OutputArgs, SettleArgs};
use clap::ColorChoice;
use crosscheck::config::FailOn;
use crosscheck::report::{self, Colour, Context, Counts, Detail, NearMisses, WRITERS, Writer};
use crosscheck::sheet::{self, FINDINGS, Sheet};
use crosscheck::{Config, Error, Report};
use std::io;
use std::path::{Path, PathBuf};
use tempfile::SpooledTempFile;

/// The format that people write into.
const SHEET: &str = "csv";

pub(crate) fn run(args: &CheckArgs) -> Result<Outcome, Error> {
    let outputs = outputs(&args.output)?;
    let detail = input::detail(&args.work.verbosity);
    let mut config = input::configure(&args.work.run, detail)?;
    lay_over(&mut config, args.fail_on, &args.settle, &args.verdicts);
    let extent = Extent::of(args);
    let scope = extent.scope(settle::scope(&args.work.run, &args.work.reading, &config));
    let mut terms = Terms::of(&args.settle, &config, scope)?;
    let paths = input::paths(&args.work.reading, &mut config)?;
    let others = [&config.meta, &config.baseline, &config.file];
    let files = vetted(&args.output, &outputs, paths.iter().chain(others.into_iter().flatten()))?;
    terms.read_baseline(&config)?;
    let verdicts = config.verdicts.as_deref().map(sheets::verdicts).transpose()?;

    let audience = if detail == Detail::Brief { Audience::Nobody } else { Audience::Terminal };
    let progress = Progress::new(audience, None);
    let mut loaded = input::load(&paths, &config, &progress)?;
    output::vet(&files, loaded.articles.iter().map(|article| output::file_of(&article.id)))?;
    let drafts = loaded.articles.iter().map(|article| article.file().to_owned()).collect();
    let facts = terms.facts(&config, &loaded.articles)?;
    loaded.articles.extend(facts);
    let mut report = input::check_by(|articles| extent.check(articles, &config), loaded, &progress, detail)?;
    terms.apply(&mut report, &config, detail);
    extent.settle(&mut report, &drafts)?;
    verdicts.inspect(|verdicts| verdicts.apply(&mut report));

    finish(&args.output, detail, &config, &report, (&outputs, &files))
}

/// Writes the reports, says where they are, and tells how the command ends.
pub(super) fn finish(
    args: &OutputArgs,
    detail: Detail,
    config: &Config,
    report: &Report,
    (outputs, files): (&[(PathBuf, &Writer)], &[PathBuf]),
) -> Result<Outcome, Error> {
    write(args, detail, config, report, outputs)?;
    if detail != Detail::Brief && !files.iter().any(|file| output::is_stdout(file)) {
        let names: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
        say(&format_args!("{}; written to {}", Counts::of(report).summary(), names.join(", ")));
    }
    Ok(outcome(report, config))
}

/// Lays over the configuration what the command line chooses and what says nothing of what is found.
pub(super) fn lay_over(config: &mut Config, fail_on: Option<FailOn>, settle: &SettleArgs, verdicts: &Option<PathBuf>) {
    config.fail_on = fail_on.unwrap_or(config.fail_on);
    config.baseline = settle.baseline.clone().or(config.baseline.take());
    config.verdicts = verdicts.clone().or(config.verdicts.take());
}

/// The files that are written, none of which may be one of those that are `read`. Tables that people write into must be
/// such.
pub(super) fn vetted<'p>(
    args: &OutputArgs,
    outputs: &[(PathBuf, &Writer)],
    read: impl IntoIterator<Item = &'p PathBuf>,
) -> Result<Vec<PathBuf>, Error> {
    let files: Vec<PathBuf> = outputs.iter().map(|(path, _)| path).chain(&args.manifest).cloned().collect();
    output::vet(&files, read.into_iter().map(PathBuf::as_path))?;
    for (path, _) in outputs.iter().filter(|(_, writer)| writer.id == SHEET) {
        sheets::read(path, &FINDINGS)?;
    }
    Ok(files)
}

/// Each output with its format. Without `-o`, and with `--format` alone, it is standard output.
pub(super) fn outputs(args: &OutputArgs) -> Result<Vec<(PathBuf, &'static Writer)>, Error> {
    let chosen = args.format.as_deref().and_then(report::writer).unwrap_or(&WRITERS[0]);
    let mut outputs = Vec::with_capacity(args.output.len() + 1);
    for path in &args.output {
        let writer = if output::is_stdout(path) { chosen } else { writer_of(path)? };
        outputs.push((path.clone(), writer));
    }
    let stdout = args.output.iter().any(|path| output::is_stdout(path));
    if !stdout && (outputs.is_empty() || args.format.is_some()) {
        outputs.push(("-".into(), chosen));
    }
    Ok(outputs)
}

/// The format told by the ending.
fn writer_of(path: &Path) -> Result<&'static Writer, Error> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    report::writer_for(ending).ok_or_else(|| {
        let endings = WRITERS.iter().map(|writer| writer.extension).filter(|ending| !ending.is_empty());
        let known: Vec<String> = endings.map(|ending| format!(".{ending}")).collect();
        let what = if ending.is_empty() { "no ending".to_owned() } else { format!("unknown ending .{ending}") };
        Error::usage(format!("cannot write {}: {what}; known: {}", path.display(), known.join(", ")))
    })
}

/// Renders every output before the first is written, so that an error leaves all of them as they were.
pub(super) fn write(
    args: &OutputArgs,
    detail: Detail,
    config: &Config,
    found: &Report,
    outputs: &[(PathBuf, &Writer)],
) -> Result<(), Error> {
    let mut rendered = Vec::with_capacity(outputs.len());
    for (path, writer) in outputs {
        if writer.id == SHEET {
            let mut table = sheet::findings(found);
            table.dialect.bom = args.bom;
            rendered.push((path, Rendered::Sheet(table)));
            continue;
        }
        let mut context = Context::new(config);
        context.detail = detail;
        context.near_misses = if args.why_not { NearMisses::Shown } else { NearMisses::Hidden };
        if output::is_stdout(path) {
            context.width = width();
            context.colour = colour(args.color);
        }
        let mut out = io::BufWriter::new(output::spooled(path));
        let written = (writer.write)(found, &context, &mut out);
        let result = written.and_then(|()| out.into_inner().map_err(io::IntoInnerError::into_error));
        let result = result.map_err(|source| Error::io("write", path, source))?;
        rendered.push((path, Rendered::Spooled(Box::new(result))));
    }
    if let Some(path) = &args.manifest {
        rendered.push((path, Rendered::Bytes(report::manifest(found, config).into_bytes())));
    }
    rendered.iter_mut().try_for_each(|(path, rendered)| match rendered {
        Rendered::Spooled(result) => output::write_spooled(path, result),
        Rendered::Bytes(bytes) => output::write(path, bytes),
        Rendered::Sheet(table) => sheets::write(path, table),
    })
}

/// What is ready to be written.
enum Rendered {
    Spooled(Box<SpooledTempFile>),
    Bytes(Vec<u8>),
    /// A table that people may have written into.
    Sheet(Sheet),
}

/// Of the terminal, so far as lines of that length still read well.
fn width() -> usize {
    let terminal = terminal_size::terminal_size_of(io::stdout());
    terminal.map_or(Context::WIDEST, |(width, _)| usize::from(width.0).min(Context::WIDEST))
}

fn colour(choice: ColorChoice) -> Colour {
    let wanted = match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
    };
    if wanted { Colour::Ansi } else { Colour::Plain }
}

pub(super) fn outcome(report: &Report, config: &Config) -> Outcome {
    if input::incomplete(report) {
        return Outcome::Unchecked;
    }
    let mut open = report.findings.iter().filter(|finding| finding.settled.is_none());
    let failed = open.any(|finding| config.fail_on.fails(finding.severity));
    if failed { Outcome::Found } else { Outcome::Clean }
}
