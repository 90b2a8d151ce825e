//! Exceptions: `[[allow]]` of the configuration, and comments in articles.
//!
//! An exception that names places (`path`, `text`, a comment) takes out what it names, and a finding is settled when fewer
//! than two values are left: what disagrees without the excepted place goes on failing. One that names only a finding (`id`,
//! `kind`) settles all of it.

use super::{Scope, keys};
use crate::config::{Allow, Config};
use crate::model::{Finding, Mark, Mention, Report, Settled, Stale};
use jiff::civil::Date;

/// An exception with what has come of it.
struct Exception<'a> {
    rule: Rule<'a>,
    /// Findings that it speaks of.
    findings: usize,
}

#[derive(Clone, Copy)]
enum Rule<'a> {
    /// Of the configuration, and whether it holds today.
    Allow(&'a Allow, bool),
    /// Of the article of this index.
    Mark(u32, &'a Mark),
}

/// Settles what exceptions allow, and adds those that do nothing to the report.
pub(super) fn apply(report: &mut Report, config: &Config, today: Date, scope: Scope) {
    let rules = config.allow.iter().map(|allow| Rule::Allow(allow, allow.holds(today)));
    let marks = (0..)
        .zip(&report.articles)
        .flat_map(|(at, article)| article.marks.iter().map(move |mark| Rule::Mark(at, mark)));
    let mut exceptions: Vec<Exception<'_>> = rules.chain(marks).map(|rule| Exception { rule, findings: 0 }).collect();
    let settled: Vec<Option<Settled>> =
        report.findings.iter().map(|finding| settle(report, config, finding, &mut exceptions)).collect();
    let stale: Vec<Stale> = exceptions.iter().filter_map(|exception| exception.stale(report, config, scope)).collect();
    for (finding, settled) in report.findings.iter_mut().zip(settled) {
        finding.settled = finding.settled.take().or(settled);
    }
    report.settlement.stale.extend(stale);
}

/// What settles a finding, with each exception that speaks of it counted.
fn settle(report: &Report, config: &Config, finding: &Finding, exceptions: &mut [Exception<'_>]) -> Option<Settled> {
    let mentions = || finding.values.iter().flat_map(|value| &value.mentions);
    let mut first = None;
    let mut taken = vec![false; mentions().count()];
    for exception in exceptions {
        let mut speaks = false;
        for (mention, taken) in mentions().zip(&mut taken) {
            if exception.rule.covers(report, config, finding, mention) {
                speaks = true;
                *taken |= exception.rule.holds();
            }
        }
        exception.findings += usize::from(speaks);
        if speaks && exception.rule.holds() && first.is_none() {
            first = Some(exception.rule.settled());
        }
    }
    let mut taken = taken.into_iter();
    let mut left = 0;
    for value in &finding.values {
        let stays = taken.by_ref().take(value.mentions.len()).filter(|taken| !taken).count();
        left += usize::from(stays > 0);
    }
    first.filter(|_| left < 2)
}

impl Rule<'_> {
    fn holds(self) -> bool {
        match self {
            Self::Allow(_, holds) => holds,
            Self::Mark(..) => true,
        }
    }

    fn settled(self) -> Settled {
        match self {
            Self::Allow(allow, _) => Settled::Allowed { reason: allow.reason.clone() },
            Self::Mark(_, mark) => Settled::Ignored { reason: mark.reason.clone() },
        }
    }

    fn covers(self, report: &Report, config: &Config, finding: &Finding, mention: &Mention) -> bool {
        match self {
            Self::Allow(allow, _) => {
                let ids = || keys(report, finding).into_iter().flatten().chain([finding.id]);
                let article = report.article(mention);
                let place = || allow.covers(&config.relative(&article.id), report.sentence(mention));
                // An id is dear to make, and most exceptions name none.
                (!allow.names_places() || !article.is_fact() && place())
                    && (allow.id.is_none() && allow.names(finding.kind, std::iter::empty())
                        || allow.id.is_some() && allow.names(finding.kind, ids()))
            }
            Self::Mark(article, mark) => {
                report.claims[mention.claim as usize].article == article
                    && mark.span.overlaps(mention.span)
                    && mark.kinds.iter().any(|kind| kind == finding.kind)
            }
        }
    }
}

impl Exception<'_> {
    /// What is to be said of it when it does nothing. In a run over a part of the articles only its date can be judged.
    fn stale(&self, report: &Report, config: &Config, scope: Scope) -> Option<Stale> {
        let found = match self.findings {
            1 => "1 finding counts".to_owned(),
            count => format!("{count} findings count"),
        };
        let why = match self.rule {
            Rule::Allow(Allow { until: Some(until), .. }, false) if self.findings > 0 => {
                format!("[[allow]] held until {until}, and {found} again: settle it, or set a later date")
            }
            Rule::Allow(Allow { until: Some(until), .. }, false) => {
                format!("[[allow]] held until {until} and matches no finding: remove it")
            }
            _ if self.findings > 0 || scope == Scope::Part => return None,
            Rule::Allow(..) => "[[allow]] matches no finding: remove it".to_owned(),
            Rule::Mark(_, mark) => format!("crosscheck-ignore {} matches no finding: remove it", mark.kinds.join(", ")),
        };
        let (file, line) = match self.rule {
            Rule::Allow(allow, _) => (config.name(), allow.line),
            Rule::Mark(article, mark) => (report.articles[article as usize].file().to_owned(), mark.line),
        };
        Some(Stale { file, line, why })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settle::sample::{EIGHT, NINE, TWELVE};
    use crate::{check, read};

    fn run(texts: &[(&str, &str)], rules: &str) -> Report {
        let config: Config = toml::from_str(rules).unwrap();
        let articles = texts.iter().flat_map(|(id, text)| read::article(id, "md", text.as_bytes()).unwrap()).collect();
        let mut report = check(articles, &config);
        assert_eq!(report.findings.len(), 1, "{:?}", report.findings);
        apply(&mut report, &config, "2026-01-15".parse().unwrap(), Scope::Whole);
        report
    }

    fn whys(report: &Report) -> Vec<String> {
        report.settlement.stale.iter().map(|stale| stale.why.clone()).collect()
    }

    #[test]
    fn places_are_taken_out_and_what_is_left_goes_on_failing() {
        let rules = "[[allow]]\npath = \"archive\"\nreason = \"first reports\"";
        let two = run(&[("archive/a.md", TWELVE), ("b.md", NINE)], rules);
        assert_eq!(two.findings[0].settled, Some(Settled::Allowed { reason: "first reports".to_owned() }));
        let three = run(&[("archive/a.md", TWELVE), ("b.md", NINE), ("c.md", EIGHT)], rules);
        assert_eq!(three.findings[0].settled, None);
        assert!(whys(&two).is_empty() && whys(&three).is_empty());
    }

    #[test]
    fn an_exception_past_its_date_or_without_a_finding_is_told() {
        let texts = [("a.md", TWELVE), ("b.md", NINE)];
        let past = run(&texts, "[[allow]]\ntext = \"nine people\"\nreason = \"x\"\nuntil = 2026-01-14");
        assert_eq!(past.findings[0].settled, None);
        assert!(whys(&past)[0].contains("held until 2026-01-14, and 1 finding counts again"), "{:?}", whys(&past));
        let idle = run(&texts, "[[allow]]\nkind = \"date\"\nreason = \"x\"");
        assert_eq!(whys(&idle), ["[[allow]] matches no finding: remove it"]);
    }

    #[test]
    fn an_id_settles_its_finding() {
        let texts = [("a.md", TWELVE), ("b.md", NINE)];
        let id = run(&texts, "").findings[0].id.to_string();
        let allowed = run(&texts, &format!("[[allow]]\nid = \"{}\"\nreason = \"x\"", &id[..10]));
        assert!(allowed.findings[0].settled.is_some());
    }

    #[test]
    fn comments_settle_their_kind_in_their_block() {
        let marked =
            |kind: &str| format!("Prose.\n\n<!-- crosscheck-ignore {kind}: an old count -->\n{TWELVE}\n\nMore prose.");
        let right = run(&[("a.md", &marked("quantity")), ("b.md", NINE)], "");
        assert_eq!(right.findings[0].settled, Some(Settled::Ignored { reason: "an old count".to_owned() }));
        let wrong = run(&[("a.md", &marked("date")), ("b.md", NINE)], "");
        assert_eq!(wrong.findings[0].settled, None);
        assert_eq!(whys(&wrong), ["crosscheck-ignore date matches no finding: remove it"]);
        assert_eq!((wrong.settlement.stale[0].file.as_str(), wrong.settlement.stale[0].line), ("a.md", 3));
    }
}
