//! JUnit XML, for test reports of CI services: a suite for each kind, a case for each finding.

use super::manifest::Manifest;
use super::view::{self, Counts, Shown, decimal};
use super::{Context, visible};
use crate::compare::CHECKS;
use crate::model::{Finding, Report};
use quick_junit::{NonSuccessKind, Property, Report as Junit, TestCase, TestCaseStatus, TestSuite};
use std::io;

pub(super) fn write(report: &Report, context: &Context<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut junit = Junit::new("crosscheck");
    junit.add_test_suite(reading(report, context));
    for check in CHECKS.iter().filter(|check| context.config.wants(check.id)) {
        let mut suite = TestSuite::new(check.id);
        let mut findings = report.findings.iter().filter(|finding| finding.kind == check.id).peekable();
        if findings.peek().is_none() {
            // A suite without a case counts as broken in some services.
            suite.add_test_case(case(check.id, "no disagreement", TestCaseStatus::success()));
        }
        suite.add_test_cases(findings.map(|finding| of(report, context, finding)));
        junit.add_test_suite(suite);
    }
    junit.serialize(&mut *out).map_err(io::Error::other)
}

/// What was read, and what was left out; the manifest stands in its properties.
fn reading(report: &Report, context: &Context<'_>) -> TestSuite {
    let mut suite = TestSuite::new("reading");
    suite.add_property(Property::new("manifest", Manifest::of(report, context.config).line()));
    suite.add_property(Property::new("summary", Counts::of(report).summary()));
    for article in report.articles.iter().filter(|article| !article.is_fact()) {
        suite.add_test_case(case("reading", &visible(&article.id), TestCaseStatus::success()));
    }
    for skipped in &report.skipped {
        let mut status =
            if skipped.fatal { TestCaseStatus::non_success(NonSuccessKind::Error) } else { TestCaseStatus::skipped() };
        status.set_message(visible(&skipped.why).into_owned());
        suite.add_test_case(case("reading", &visible(&skipped.what), status));
    }
    for stale in &report.settlement.stale {
        let mut status = TestCaseStatus::skipped();
        status.set_message(visible(&stale.why).into_owned());
        suite.add_test_case(case("reading", &format!("{}:{}", visible(&stale.file), stale.line), status));
    }
    suite
}

fn case(class: &str, name: &str, status: TestCaseStatus) -> TestCase {
    let mut case = TestCase::new(name, status);
    case.set_classname(format!("crosscheck.{class}"));
    case
}

/// A finding: a failure where it fails the run, skipped where something settles it, else passed with its words.
fn of(report: &Report, context: &Context<'_>, finding: &Finding) -> TestCase {
    let message = visible(&finding.message);
    let words = words(report, finding);
    let by = view::settled(report).find(|(other, _)| std::ptr::eq(*other, finding)).map(|(_, by)| by);
    let fails = by.is_none() && context.config.fail_on.fails(finding.severity);
    let status = match by {
        Some(by) => {
            let mut status = TestCaseStatus::skipped();
            status.set_message(by);
            status
        }
        None if fails => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_type(finding.severity.id()).set_message(&*message).set_description(words.clone());
            status
        }
        None => TestCaseStatus::success(),
    };
    let mut case = case(finding.kind, &format!("{message} [{}]", &finding.id.to_string()[..8]), status);
    if !fails {
        case.set_system_out(words);
    }
    case
}

/// All mentions with their places, and why they can be compared.
fn words(report: &Report, finding: &Finding) -> String {
    let mut out = format!("{} {}: {}\n", finding.severity.id(), finding.kind, visible(&finding.message));
    for value in &finding.values {
        out.push_str(&format!("{}\n", visible(&value.value)));
        for mention in &value.mentions {
            let shown = Shown::of(report, mention);
            out.push_str(&format!("  {} ({})\n    {}\n", shown.source(), shown.location(), visible(shown.sentence)));
        }
    }
    out + &format!("confidence {}: {}\n", decimal(finding.confidence), visible(&finding.because))
}
