//! `crosscheck extract PATH... -o claims.csv`

use super::progress::{Audience, Progress};
use super::{Outcome, input, output, say, sheets};
use crate::cli::ExtractArgs;
use crosscheck::Error;
use crosscheck::report::Detail;
use crosscheck::sheet::{self, CLAIMS, Sheet};
use std::path::{Path, PathBuf};

/// Most changes told one by one.
const TOLD: usize = 20;

pub(crate) fn run(args: &ExtractArgs) -> Result<Outcome, Error> {
    let detail = input::detail(&args.work.verbosity);
    let mut config = input::configure(&args.work.run, detail)?;
    let paths = input::paths(&args.work.reading, &mut config)?;
    let target = args.output.clone().unwrap_or_else(|| "-".into());
    let files = [target];
    output::vet(&files, paths.iter().chain(&config.meta).chain(&args.work.run.file.config).map(PathBuf::as_path))?;
    let earlier = match &args.check {
        Some(path) => {
            let hint = format!("; `crosscheck extract ... -o {}` makes it", path.display());
            Some(
                sheets::read(path, &CLAIMS)?
                    .ok_or_else(|| Error::usage(format!("cannot read {}: no such file{hint}", path.display())))?,
            )
        }
        // What stands in the file is read again when it is written, and refused here before the work begins.
        None => sheets::read(&files[0], &CLAIMS)?.and(None),
    };

    let audience = if detail == Detail::Brief { Audience::Nobody } else { Audience::Terminal };
    let progress = Progress::new(audience, None);
    let loaded = input::load(&paths, &config, &progress)?;
    output::vet(&files, loaded.articles.iter().map(|article| output::file_of(&article.id)))?;
    let report = input::check(loaded, &config, &progress, detail)?;

    let mut sheet = sheet::claims(&report);
    let unchecked = input::incomplete(&report);
    let stale = match (&args.check, &earlier) {
        (Some(path), Some(earlier)) => tell(path, &sheet.carry(earlier), earlier)?,
        _ => {
            sheet.dialect.bom = args.bom;
            sheets::write(&files[0], &sheet)?;
            false
        }
    };
    Ok(match (unchecked, stale) {
        (true, _) => Outcome::Unchecked,
        (false, true) => Outcome::Found,
        (false, false) => Outcome::Clean,
    })
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
