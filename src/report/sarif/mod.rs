//! SARIF 2.1.0 (OASIS), for code scanning and editors. The structs are what of it is written here.

mod location;

use super::disarmed::write_json;
use super::manifest::Manifest;
use super::view::decimal;
use super::{Context, visible};
use crate::compare::CHECKS;
use crate::model::{Absent, Finding, Report, Settled, Severity};
use location::{Location, Text};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;

/// Version of the standard.
pub(super) const VERSION: &str = "2.1.0";
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// The name of our fingerprint; its number is raised when it is made in another way.
const FINGERPRINT: &str = "crosscheck/v1";
/// The only fingerprint that GitHub's code scanning looks at; it makes one of the line itself where none is given, which
/// moved text would change.
const GITHUB_FINGERPRINT: &str = "primaryLocationLineHash";

pub(super) fn write(report: &Report, context: &Context<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let manifest = Manifest::of(report, context.config);
    let settled = report.findings.iter().map(|finding| SarifResult::of(report, finding));
    let absent = report.settlement.absent.iter().filter_map(SarifResult::absent);
    let log = Log {
        schema: SCHEMA,
        version: VERSION,
        runs: [Run {
            tool: Tool { driver: Driver::of() },
            column_kind: "utf16CodeUnits",
            invocations: [Invocation::of(report)],
            results: settled.chain(absent).collect(),
            properties: RunProperties { manifest },
        }],
    };
    write_json(&log, out)
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    column_kind: &'static str,
    invocations: [Invocation; 1],
    results: Vec<SarifResult>,
    properties: RunProperties<'a>,
}

#[derive(Serialize)]
struct RunProperties<'a> {
    manifest: Manifest<'a>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule>,
}

impl Driver {
    fn of() -> Self {
        let rule = |check: &crate::compare::Check| Rule {
            id: check.id,
            short_description: Text::plain(format!("{}.", check.summary)),
            help: Help { text: check.prose(), markdown: check.prose() },
            default_configuration: Configuration { level: level(check.severity) },
        };
        Self {
            name: "crosscheck",
            semantic_version: env!("CARGO_PKG_VERSION"),
            rules: CHECKS.iter().map(rule).collect(),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Text,
    help: Help,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Help {
    text: &'static str,
    markdown: &'static str,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    tool_execution_notifications: Vec<Notification>,
}

impl Invocation {
    /// What was left out, and the exceptions that do nothing.
    fn of(report: &Report) -> Self {
        let skipped = report.skipped.iter().map(|skipped| Notification {
            level: if skipped.fatal { "error" } else { "warning" },
            message: Text::of(&format!("{}: {}", skipped.what, skipped.why)),
            locations: Vec::new(),
        });
        let stale = report.settlement.stale.iter().map(|stale| Notification {
            level: "warning",
            message: Text::of(&stale.why),
            locations: vec![Location::of_line(&stale.file, stale.line)],
        });
        Self {
            execution_successful: !report.skipped.iter().any(|skipped| skipped.fatal),
            tool_execution_notifications: skipped.chain(stale).collect(),
        }
    }
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Text,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Location>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult {
    rule_id: String,
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Suppression>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rank: Option<f64>,
    properties: Properties,
}

#[derive(Serialize)]
struct Properties {
    severity: Severity,
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<String>,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    justification: Option<String>,
}

impl SarifResult {
    fn of(report: &Report, finding: &Finding) -> Self {
        let mut locations = finding
            .values
            .iter()
            .flat_map(|value| value.mentions.iter().map(|mention| Location::of(report, mention, &value.value)));
        let first = locations.next();
        let related = (1..).zip(locations).map(|(id, location)| location.numbered(id));
        let known = report.settlement.known.as_ref();
        Self {
            rule_id: finding.kind.to_owned(),
            rule_index: CHECKS.iter().position(|check| check.id == finding.kind).unwrap_or_default(),
            level: level(finding.severity),
            message: Text::of(&finding.message),
            locations: first.into_iter().collect(),
            related_locations: related.collect(),
            partial_fingerprints: fingerprints(&finding.id.to_string()),
            baseline_state: known.map(|known| match finding.id {
                id if known.contains(&id) => "unchanged",
                id if report.settlement.changed.contains(&id) => "updated",
                _ => "new",
            }),
            suppressions: finding.settled.iter().filter_map(Suppression::of).collect(),
            rank: Some(f64::from(finding.confidence) / 10.0),
            properties: Properties {
                severity: finding.severity,
                because: Some(format!("{} (confidence {})", visible(&finding.because), decimal(finding.confidence))),
            },
        }
    }

    /// A finding of the baseline that is gone; one of a kind that is no more cannot be told.
    fn absent(absent: &Absent) -> Option<Self> {
        let rule_index = CHECKS.iter().position(|check| check.id == absent.kind)?;
        Some(Self {
            rule_id: absent.kind.clone(),
            rule_index,
            level: level(absent.severity),
            message: Text::of(&absent.message),
            locations: absent.files.iter().take(1).map(|file| Location::of_line(file, 1)).collect(),
            related_locations: Vec::new(),
            partial_fingerprints: fingerprints(&absent.id.to_string()),
            baseline_state: Some("absent"),
            suppressions: Vec::new(),
            rank: None,
            properties: Properties { severity: absent.severity, because: None },
        })
    }
}

impl Suppression {
    /// What the baseline knows is told by `baselineState` instead.
    fn of(settled: &Settled) -> Option<Self> {
        let kind = match settled {
            Settled::Known => return None,
            Settled::Ignored { .. } => "inSource",
            Settled::Allowed { .. } | Settled::Dismissed { .. } => "external",
        };
        let justification = settled.reason().map(|reason| visible(reason).into_owned());
        Some(Self { kind, status: "accepted", justification })
    }
}

fn fingerprints(id: &str) -> BTreeMap<&'static str, String> {
    BTreeMap::from([(FINGERPRINT, id.to_owned()), (GITHUB_FINGERPRINT, format!("{id}:1"))])
}

/// The levels that SARIF has. A note of ours and a difference of form are both notes there; `properties` tell them apart.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low | Severity::Note => "note",
    }
}
