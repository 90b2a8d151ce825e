//! `crosscheck extract PATH... -o claims.csv`

use super::progress::{Audience, Progress};
use super::{Outcome, input, output, say};
use crate::cli::ExtractArgs;
use crosscheck::Error;
use crosscheck::report::Detail;
use crosscheck::sheet::Sheet;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// Most changes told one by one.
const TOLD: usize = 20;

pub(crate) fn run(args: &ExtractArgs) -> Result<Outcome, Error> {
    let detail = input::detail(&args.verbosity);
    let mut config = input::configure(&args.run, detail)?;
    let paths = input::paths(&args.reading, &mut config)?;
    let target = args.output.clone().unwrap_or_else(|| "-".into());
    let files = [target];
    output::vet(&files, paths.iter().chain(&config.meta).chain(&args.run.config).map(PathBuf::as_path))?;
    let earlier = match &args.check {
        Some(path) => {
            let hint = format!("; `crosscheck extract ... -o {}` makes it", path.display());
            Some(
                read(path)?
                    .ok_or_else(|| Error::usage(format!("cannot read {}: no such file{hint}", path.display())))?,
            )
        }
        None if output::is_stdout(&files[0]) => None,
        None => read(&files[0])?,
    };

    let audience = if detail == Detail::Brief { Audience::Nobody } else { Audience::Terminal };
    let progress = Progress::new(audience, None);
    let loaded = input::load(&paths, &config, &progress)?;
    output::vet(&files, loaded.articles.iter().map(|article| output::file_of(&article.id)))?;
    let report = input::check(loaded, &config, &progress, detail)?;

    let mut sheet = Sheet::of(&report);
    if let Some(earlier) = &earlier {
        sheet = sheet.carry(earlier);
    }
    let unchecked = input::incomplete(&report);
    let stale = match (&args.check, &earlier) {
        (Some(path), Some(earlier)) => tell(path, &sheet, earlier)?,
        _ => {
            let mut bytes = Vec::new();
            sheet.write(&mut bytes).map_err(|source| Error::io("write", &files[0], source))?;
            output::write(&files[0], &bytes)?;
            false
        }
    };
    Ok(match (unchecked, stale) {
        (true, _) => Outcome::Unchecked,
        (false, true) => Outcome::Found,
        (false, false) => Outcome::Clean,
    })
}

/// The table at `path`, if there is one.
fn read(path: &Path) -> Result<Option<Sheet>, Error> {
    match File::open(path) {
        Ok(file) => Sheet::read(path, file).map(Some),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io("read", path, error)),
    }
}

/// Prints what makes the table stale; whether anything does.
fn tell(path: &Path, sheet: &Sheet, earlier: &Sheet) -> Result<bool, Error> {
    let changes = sheet.changes(earlier);
    if changes.is_empty() {
        return Ok(false);
    }
    let mut text: String = changes.iter().take(TOLD).map(|change| format!("{change}\n")).collect();
    if changes.len() > TOLD {
        text.push_str(&format!("and {} more\n", changes.len() - TOLD));
    }
    output::stdout(text.as_bytes())?;
    let rows = if changes.len() == 1 { "1 row differs".to_owned() } else { format!("{} rows differ", changes.len()) };
    say(&format_args!("{0} is stale, {rows}; write it again with `-o {0}`", path.display()));
    Ok(true)
}
