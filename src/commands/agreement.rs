//! `crosscheck agreement A B`

use super::{Outcome, output, sheets};
use crate::cli::AgreementArgs;
use crosscheck::Error;
use crosscheck::agreement::{FORMATS, Format, agreement};
use std::path::{Path, PathBuf};

pub(crate) fn run(args: &AgreementArgs) -> Result<Outcome, Error> {
    let target = args.output.clone().unwrap_or_else(|| PathBuf::from("-"));
    let format = format(args, &target)?;
    let files = [&args.left, &args.right];
    output::vet(std::slice::from_ref(&target), files.map(PathBuf::as_path))?;
    if format.id == "csv" && !output::is_stdout(&target) && target.is_file() {
        let message = format!("will not write {}: it may hold verdicts already; choose another name", target.display());
        return Err(Error::usage(message));
    }
    let [left, right] = [sheets::verdicts(&args.left)?, sheets::verdicts(&args.right)?];
    let found = agreement(files.map(|file| file.display().to_string()), &left, &right);
    if found.overall.n() == 0 {
        let [left, right] = files.map(|file| file.display());
        let message = format!("{left} and {right} hold no finding that both judged: there is nothing to compare");
        return Err(Error::usage(message));
    }
    let mut bytes = Vec::new();
    (format.write)(&found, &mut bytes).map_err(|source| Error::io("write", &target, source))?;
    output::write(&target, &bytes)?;
    Ok(if found.disputed.is_empty() { Outcome::Clean } else { Outcome::Found })
}

/// The format asked for, else that of the file's ending.
fn format(args: &AgreementArgs, target: &Path) -> Result<&'static Format, Error> {
    let named = args.format.as_deref().and_then(|name| FORMATS.iter().find(|format| format.id == name));
    if output::is_stdout(target) {
        return Ok(named.unwrap_or(&FORMATS[0]));
    }
    let ending = target.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let of_ending = FORMATS.iter().find(|format| format.extension.eq_ignore_ascii_case(ending));
    named.or(of_ending).ok_or_else(|| {
        let known: Vec<String> = FORMATS.iter().map(|format| format!(".{}", format.extension)).collect();
        Error::usage(format!("cannot write {}: its ending is none of {}", target.display(), known.join(", ")))
    })
}
