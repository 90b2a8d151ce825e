//! `crosscheck diff OLD.json NEW.json`

use super::{Outcome, output};
use crate::cli::DiffArgs;
use crosscheck::Error;
use crosscheck::diff::{self, FORMATS, Run};
use std::path::{Path, PathBuf};

pub(crate) fn run(args: &DiffArgs) -> Result<Outcome, Error> {
    let target = args.output.clone().unwrap_or_else(|| PathBuf::from("-"));
    let format = output::format(FORMATS, args.format.as_deref(), &target, |format| [format.id, format.extension])?;
    output::vet(std::slice::from_ref(&target), [args.old.as_path(), args.new.as_path()])?;
    let (old, new) = (read(&args.old)?, read(&args.new)?);
    let diff = diff::diff(&old, &new);
    let mut bytes = Vec::new();
    (format.write)(&diff, &mut bytes).map_err(|source| Error::io("write", &target, source))?;
    output::write(&target, &bytes)?;
    let failed = diff.fails(args.fail_on.unwrap_or_default());
    Ok(if failed { Outcome::Found } else { Outcome::Clean })
}

fn read(path: &Path) -> Result<Run, Error> {
    let text = std::fs::read_to_string(path).map_err(|source| Error::io("read", path, source))?;
    Run::parse(path, &text)
}
