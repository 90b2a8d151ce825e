//! What all stages of a run are told: one file, made once and carried to each worker.

use super::STAGES;
use super::frame::Column;
use crate::align::story;
use crate::config::{self, Config};
use crate::lexicon::Lexicon;
use crate::{Error, origin};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Number of the schema of streams and tables; raised when a column changes its meaning or goes away.
pub const SCHEMA: u32 = 1;
/// The code that the stages are: the version, and a hash of the sources.
const CORE: &str = concat!(env!("CARGO_PKG_VERSION"), "+", env!("CROSSCHECK_CORE"));

/// The plan of a run.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The configuration, with patterns of paths seen from the folder in which the run was planned.
    pub(super) config: Config,
    /// The same for articles whose path is absolute.
    pub(super) rooted: Config,
    hash: String,
}

/// The plan as a file.
#[derive(Serialize, Deserialize)]
struct File {
    schema: u32,
    core: String,
    hash: String,
    /// The configuration as TOML, and what TOML does not hold of it.
    config: String,
    file: Option<PathBuf>,
    base: Option<PathBuf>,
    root: Option<PathBuf>,
    allow_lines: Vec<u32>,
    #[serde(skip_deserializing)]
    limits: BTreeMap<&'static str, u64>,
    #[serde(skip_deserializing)]
    stages: BTreeMap<&'static str, Columns>,
}

#[derive(Serialize, Default)]
struct Columns {
    /// Whether rows of one value of the first column belong together.
    together: bool,
    reads: &'static [Column],
    writes: &'static [Column],
}

impl Plan {
    /// The plan of a run with this configuration. House facts are refused: they are held against all articles.
    pub fn of(config: &Config) -> Result<Self, Error> {
        if !config.fact.is_empty() {
            let message =
                "house facts are not compared on a cluster: take [[fact]] out of the configuration of the run";
            return Err(Error::usage(message));
        }
        let absolute = |path: &PathBuf| std::path::absolute(path).map_err(|error| Error::io("find", path, error));
        let root = config.base.as_ref().map(absolute).transpose()?;
        let rooted = Config { base: root, ..config.clone() };
        Ok(Self { hash: config.hash(), config: config.clone(), rooted })
    }

    /// The plan as JSON, with the columns of each stage and the limits that whoever runs them has to keep.
    pub fn print(&self) -> Result<String, Error> {
        let failed = |error: &dyn std::fmt::Display| Error::usage(format!("the plan cannot be printed: {error}"));
        let columns = |about: &super::About| {
            (about.name, Columns { together: about.together, reads: about.reads, writes: about.writes })
        };
        let file = File {
            schema: SCHEMA,
            core: CORE.to_owned(),
            hash: self.hash.clone(),
            config: toml::to_string(&self.config).map_err(|error| failed(&error))?,
            file: self.config.file.clone(),
            base: self.config.base.clone(),
            root: self.rooted.base.clone(),
            allow_lines: self.config.allow.iter().map(|allow| allow.line).collect(),
            limits: BTreeMap::from([
                ("story_key", story::BUCKET as u64),
                ("copy_run", origin::BUCKET as u64),
                ("copy_runs", u64::from(origin::LEAST)),
            ]),
            stages: STAGES.iter().map(columns).collect(),
        };
        Ok(serde_json::to_string_pretty(&file).map_err(|error| failed(&error))? + "\n")
    }

    /// Reads a plan. One of another schema or core is an error: it must be made anew.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path).map_err(|source| Error::io("read", path, source))?;
        let cure = "`crosscheck worker plan` makes one";
        let file: File = serde_json::from_str(&text).map_err(|error| Error::json(path, &error, "a plan", cure))?;
        same("schema", &SCHEMA.to_string(), Some(&file.schema.to_string()))
            .and_then(|()| same("core", CORE, Some(&file.core)))
            .map_err(|why| Error::usage(format!("{}: {why}", path.display())))?;
        let mut config = config::parse(path, &file.config)?;
        config.allow.iter_mut().zip(file.allow_lines).for_each(|(allow, line)| allow.line = line);
        (config.file, config.base) = (file.file, file.base);
        let plan = Self { rooted: Config { base: file.root, ..config.clone() }, hash: config.hash(), config };
        same("configuration", &plan.hash, Some(&file.hash))
            .map_err(|why| Error::usage(format!("{}: {why}", path.display())))?;
        Ok(plan)
    }

    /// The configuration of the run.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The words of the run.
    pub(super) fn lexicon(&self) -> Arc<Lexicon> {
        Lexicon::of(&self.config)
    }

    /// What streams of the run say of themselves.
    pub(super) fn stamps(&self, stage: &str) -> [(String, String); 4] {
        let stamp = |name: &str, value: &str| (format!("crosscheck.{name}"), value.to_owned());
        [
            stamp("schema", &SCHEMA.to_string()),
            stamp("core", CORE),
            stamp("configuration", &self.hash),
            stamp("stage", stage),
        ]
    }

    /// Refuses a stream that says something else of itself; `stamp` tells what it says.
    pub(super) fn meets(&self, stage: &str, stamp: impl Fn(&str) -> Option<String>) -> Result<(), Error> {
        for (name, value) in self.stamps(stage) {
            let plain = name.trim_start_matches("crosscheck.");
            same(plain, &value, stamp(&name).as_deref())
                .map_err(|why| Error::usage(format!("stage {stage}: {why}")))?;
        }
        Ok(())
    }
}

/// Whether what is found is what is expected; else what to do about it.
fn same(what: &str, expected: &str, found: Option<&str>) -> Result<(), String> {
    let cure = "run all of it with one build and one plan";
    match found {
        Some(found) if found == expected => Ok(()),
        Some(found) => Err(format!("made with {what} {found}, this is {what} {expected}; {cure}")),
        None => Err(format!("does not say with which {what} it was made; {cure}")),
    }
}
