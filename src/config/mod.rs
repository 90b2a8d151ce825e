//! What a run is told: the configuration file's contents and the command line's choices.

mod exception;
mod fact;
mod load;
mod pattern;
mod profile;
mod values;

pub use exception::Allow;
pub use fact::Fact;
pub use load::{FILE_NAME, find, parse, read, read_as};
pub use profile::{Defaults, Profile};
pub use values::{FailOn, LexiconAdditions, UnitDefinition, thousandths};

use crate::model::{Article, DateField, Field, MetaOrigin, Severity};
#[cfg(feature = "cli")]
use crate::read::Ignore;
use crate::read::{ARTICLE_LIMIT, EXPAND_LIMIT_MIB, FILE_LIMIT_MIB, Fields, Settings, TOTAL_LIMIT_MIB};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The configuration of a run: `crosscheck.toml` as read, with the command line's choices laid over it.
///
/// ```
/// let mut config = crosscheck::Config::default();
/// config.kinds = vec!["quantity".into()];
/// assert!(config.wants("quantity") && !config.wants("date"));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[non_exhaustive]
pub struct Config {
    /// Files and folders to read when the command line names none.
    pub inputs: Vec<PathBuf>,
    /// What is left out of folders, in the syntax of `.gitignore`, seen from the configuration's folder.
    pub exclude: Vec<String>,
    /// Kinds to look for; empty means all.
    #[serde(deserialize_with = "values::kinds")]
    pub kinds: Vec<String>,
    /// The mildest severity that fails a run.
    pub fail_on: FailOn,
    /// Findings below this are left out: thousandths, 0 to 1000; in the file a number from 0 to 1.
    #[serde(with = "values::confidence")]
    pub min_confidence: u16,
    /// What the articles are; its defaults stand in the other keys where nothing else is said.
    pub profile: Profile,
    /// How articles are read, by path pattern, in place of `profile`'s way.
    pub profiles: BTreeMap<String, Profile>,
    /// Findings that are known already; see [`crate::settle::Baseline`].
    pub baseline: Option<PathBuf>,
    /// Table of sources and dates: `path, source, date, title, url`.
    pub meta: Option<PathBuf>,
    /// What reviewers said of findings: `verdicts.csv` or `findings.csv`; see [`crate::settle::Verdicts`].
    pub verdicts: Option<PathBuf>,
    /// What a compressed file may expand to, in MiB; see [`crate::read::EXPAND_LIMIT_MIB`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expand_limit_mib: Option<u32>,
    /// How long a file may be, in MiB; see [`crate::read::FILE_LIMIT_MIB`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_limit_mib: Option<u32>,
    /// What all files of a run may come to, unpacked, in MiB; see [`crate::read::TOTAL_LIMIT_MIB`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_limit_mib: Option<u32>,
    /// How many articles a run may have; see [`crate::read::ARTICLE_LIMIT`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article_limit: Option<u32>,
    /// Names of sources by path pattern; see [`Config::annotate`].
    pub sources: BTreeMap<String, String>,
    /// Names of the products that pages of documentation describe, by path pattern.
    pub products: BTreeMap<String, String>,
    /// Days of publication by path pattern.
    #[serde(deserialize_with = "values::dates")]
    pub dates: BTreeMap<String, Date>,
    /// Severities by kind, in place of the check's own.
    #[serde(deserialize_with = "values::severities")]
    pub severity: BTreeMap<String, Severity>,
    /// Which fields of JSON, JSON Lines and tables hold what.
    pub fields: Fields,
    /// Words of the field that the built-in lexicon lacks.
    pub lexicon: LexiconAdditions,
    /// Findings that may stand.
    pub allow: Vec<Allow>,
    /// What the house holds to be so.
    pub fact: Vec<Fact>,
    /// Whether `.gitignore` counts in folders.
    #[cfg(feature = "cli")]
    #[serde(skip)]
    pub ignore: Ignore,
    /// The format of standard input; `None` leaves it to the bytes.
    #[serde(skip)]
    pub stdin_format: Option<String>,
    /// The file it was read from.
    #[serde(skip)]
    pub file: Option<PathBuf>,
    /// The folder that patterns are relative to: the one of the file it was read from.
    #[serde(skip)]
    pub base: Option<PathBuf>,
}

impl Config {
    /// A run of that profile in which nothing else is said.
    pub fn of(profile: Profile) -> Self {
        let mut config = Self::default();
        config.fill(profile, Stated::default());
        config
    }

    /// Takes up a profile: its defaults for what is not `stated`.
    fn fill(&mut self, profile: Profile, stated: Stated) {
        let defaults = profile.defaults();
        self.profile = profile;
        if !stated.fail_on {
            self.fail_on = defaults.fail_on;
        }
        if !stated.kinds {
            self.kinds = defaults.kinds.iter().map(|kind| (*kind).to_owned()).collect();
        }
        for &(kind, severity) in defaults.severity {
            self.severity.entry(kind.to_owned()).or_insert(severity);
        }
    }

    /// Whether findings of this kind are looked for.
    pub fn wants(&self, kind: &str) -> bool {
        self.kinds.is_empty() || self.kinds.iter().any(|wanted| wanted == kind)
    }

    /// Whether a finding of this kind and confidence (thousandths) is shown.
    pub fn admits(&self, kind: &str, confidence: u16) -> bool {
        self.wants(kind) && confidence >= self.min_confidence
    }

    /// The severity of a finding that its check calls `found`. A note stays one: no configuration makes a gate of it.
    pub fn severity_of(&self, kind: &str, found: Severity) -> Severity {
        match self.severity.get(kind) {
            Some(&chosen) if found != Severity::Note => chosen,
            _ => found,
        }
    }

    /// Gives an article the source and date that the patterns name, unless the `--meta` table has spoken, and the way in
    /// which it is read.
    ///
    /// A pattern is a path from the configuration's folder, a folder standing for all below it; `*` stands for any
    /// characters. The longest pattern that matches wins.
    pub fn annotate(&self, article: &mut Article) {
        let path = self.relative(&article.id);
        let from_table = |origin: MetaOrigin| origin == MetaOrigin::Table;
        if !article.meta.source.as_ref().is_some_and(|field| from_table(field.origin))
            && let Some(name) = pattern::best(&self.sources, &path)
        {
            article.meta.source = Some(Field { value: name.clone(), origin: MetaOrigin::Config });
        }
        if !article.meta.date.as_ref().is_some_and(|field| from_table(field.origin))
            && let Some(&day) = pattern::best(&self.dates, &path)
        {
            article.meta.date = Some(DateField::day(day, MetaOrigin::Config));
        }
        if let Some(name) = pattern::best(&self.products, &path) {
            article.meta.product.get_or_insert_default().name = Some(name.clone());
        }
        let profile = pattern::best(&self.profiles, &path).copied().unwrap_or(self.profile);
        article.meta.register = profile.defaults().register;
    }

    /// What it says to readers.
    pub fn reading(&self) -> Settings {
        Settings {
            fields: self.fields.clone(),
            expand_limit_mib: self.expand_limit_mib.unwrap_or(EXPAND_LIMIT_MIB),
            file_limit_mib: self.file_limit_mib.unwrap_or(FILE_LIMIT_MIB),
            total_limit_mib: self.total_limit_mib.unwrap_or(TOTAL_LIMIT_MIB),
            article_limit: self.article_limit.unwrap_or(ARTICLE_LIMIT),
        }
    }

    /// The configuration's name in messages.
    pub fn name(&self) -> String {
        self.file.as_ref().map_or_else(|| FILE_NAME.to_owned(), |file| file.display().to_string())
    }

    /// The article's id as seen from the configuration's folder.
    pub(crate) fn relative(&self, id: &str) -> String {
        let seen = self.base.as_deref().and_then(|base| {
            let base = plain(&std::path::absolute(base).ok()?);
            let path = plain(&std::path::absolute(id).ok()?);
            Some(path.strip_prefix(&base).ok()?.to_string_lossy().replace('\\', "/"))
        });
        seen.unwrap_or_else(|| id.strip_prefix("./").unwrap_or(id).to_owned())
    }

    /// 64 hexadecimal digits that are equal for configurations that check in the same way (BLAKE3 of the JSON form): what is
    /// read is left out, since reports name it with hashes of its own.
    pub fn hash(&self) -> String {
        let how = Self { inputs: Vec::new(), exclude: Vec::new(), meta: None, baseline: None, ..self.clone() };
        let json = serde_json::to_vec(&how).expect("strings, numbers and maps with string keys have a JSON form");
        blake3::hash(&json).to_hex().to_string()
    }
}

/// Which of the keys stand in the file that a profile has defaults for.
#[derive(Debug, Clone, Copy, Default)]
struct Stated {
    kinds: bool,
    fail_on: bool,
}

/// Without `.` and `..`, by the letters of the path alone.
fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_stays_a_note() {
        let mut config = Config::default();
        config.severity.insert("date".into(), Severity::High);
        assert_eq!(config.severity_of("date", Severity::Low), Severity::High);
        assert_eq!(config.severity_of("date", Severity::Note), Severity::Note);
        assert_eq!(config.severity_of("quote", Severity::Low), Severity::Low);
    }

    #[test]
    fn a_profile_is_a_set_of_defaults() {
        let docs = Config::of(Profile::Docs);
        assert!(docs.wants("quantity") && docs.wants("attribution"));
        assert_eq!(docs.severity["degree"], Severity::Low);
        let mut said = Config { kinds: vec!["quote".into()], ..Config::default() };
        said.severity.insert("degree".into(), Severity::High);
        said.fill(Profile::Docs, Stated { kinds: true, fail_on: false });
        assert!(said.wants("quote") && !said.wants("quantity"));
        assert_eq!(said.severity["degree"], Severity::High);
    }

    #[test]
    fn paths_are_seen_from_the_folder_of_the_file() {
        let config = Config { base: Some("..".into()), ..Config::default() };
        let here = std::env::current_dir().unwrap();
        let name = here.file_name().unwrap().to_str().unwrap().to_owned();
        assert_eq!(config.relative("news/a.txt"), format!("{name}/news/a.txt"));
        assert_eq!(config.relative("../other/a.txt"), "other/a.txt");
        assert_eq!(Config::default().relative("./news/a.txt"), "news/a.txt");
    }

    #[test]
    fn the_hash_tells_configurations_apart() {
        let strict = Config { min_confidence: 900, ..Config::default() };
        assert_ne!(Config::default().hash(), strict.hash());
        assert_eq!(Config { base: Some("x".into()), inputs: vec!["x".into()], ..strict.clone() }.hash(), strict.hash());
    }
}
