//! Exceptions: `[[allow]]` of the configuration, and comments in articles.
//!
//! A finding is settled when each pair of its values is. An exception that names places (`path`, `text`, a comment) takes
//! them out, and a value that has no other place disagrees with none; one that names a `kind` settles all pairs; an `id`
//! names one pair. So what disagrees besides goes on failing, a value that joins later too.

use super::{PairKeys, Scope, keys, shown_ids};
use crate::config::{Allow, Config};
use crate::model::{ClaimId, Finding, Mark, Mention, Report, Settled, Stale};
use jiff::civil::Date;

/// Digits of an id in a message: more than need be told to name it.
const ID_SHOWN: usize = 12;

/// An exception with what has come of it.
struct Exception<'a> {
    rule: Rule<'a>,
    /// Findings that it speaks of.
    findings: usize,
    /// Of findings that it names and that go on failing: the pairs of values that still do.
    rest: Vec<ClaimId>,
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
    let mut exceptions: Vec<Exception<'_>> =
        rules.chain(marks).map(|rule| Exception { rule, findings: 0, rest: Vec::new() }).collect();
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
    if exceptions.is_empty() {
        return None;
    }
    // Ids are dear to make, and most exceptions name none.
    let ids = if config.allow.iter().any(|allow| !allow.id.is_empty()) { ids(report, finding) } else { Vec::new() };
    let values = 0..finding.values.len();
    let pairs: Vec<[usize; 2]> =
        values.clone().flat_map(|at| values.clone().skip(at + 1).map(move |other| [at, other])).collect();
    let mut fails = vec![true; pairs.len()];
    let mut left: Vec<Vec<&Mention>> = finding.values.iter().map(|value| value.mentions.iter().collect()).collect();
    let mut first = None;
    let mut named_in_part = Vec::new();
    for (at, exception) in exceptions.iter_mut().enumerate() {
        let rule = exception.rule;
        let named: Vec<bool> =
            (0..pairs.len()).map(|at| rule.names(finding.kind, ids.get(at).map_or(&[], Vec::as_slice))).collect();
        let takes = |value: usize, mention: &Mention| {
            pairs.iter().zip(&named).any(|(pair, &named)| named && pair.contains(&value))
                && rule.covers(report, config, mention)
        };
        let speaks = match rule.is_of_places() {
            true => {
                (0..).zip(&finding.values).any(|(at, value)| value.mentions.iter().any(|mention| takes(at, mention)))
            }
            false => named.contains(&true),
        };
        exception.findings += usize::from(speaks);
        if !speaks || !rule.holds() {
            continue;
        }
        if rule.is_of_places() {
            (0..).zip(&mut left).for_each(|(at, left)| left.retain(|mention| !takes(at, mention)));
        } else {
            fails.iter_mut().zip(&named).for_each(|(fails, named)| *fails &= !named);
            named_in_part.push(at);
        }
        first.get_or_insert_with(|| rule.settled());
    }
    let stated = |pair: &[usize; 2]| pair.iter().all(|&value| !left[value].is_empty());
    let failing: Vec<usize> = (0..pairs.len()).filter(|&at| fails[at] && stated(&pairs[at])).collect();
    if failing.is_empty() {
        return first;
    }
    for at in named_in_part {
        exceptions[at].rest.extend(failing.iter().filter_map(|&pair| ids.get(pair)?.first()));
    }
    None
}

/// For each pair of values of a finding the ids by which an exception may name it, the one that is shown first: its keys, or
/// the finding's own id where that is none of them.
fn ids(report: &Report, finding: &Finding) -> Vec<PairKeys> {
    let shown = shown_ids(report, finding);
    let pairs = keys(report, finding).into_iter().zip(shown);
    pairs
        .map(|(keys, shown)| std::iter::once(shown).chain(keys.into_iter().filter(|key| *key != shown)).collect())
        .collect()
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

    fn is_of_places(self) -> bool {
        match self {
            Self::Allow(allow, _) => allow.names_places(),
            Self::Mark(..) => true,
        }
    }

    /// Whether it speaks of a pair of values of a finding of this kind, given the pair's ids.
    fn names(self, kind: &str, ids: &[ClaimId]) -> bool {
        match self {
            Self::Allow(allow, _) => allow.names(kind, ids),
            Self::Mark(_, mark) => mark.kinds.iter().any(|named| named == kind),
        }
    }

    /// Whether it speaks of the place of this mention.
    fn covers(self, report: &Report, config: &Config, mention: &Mention) -> bool {
        match self {
            Self::Allow(allow, _) => {
                let article = report.article(mention);
                !article.is_fact() && allow.covers(&config.relative(&article.id), report.sentence(mention))
            }
            Self::Mark(article, mark) => {
                report.claims[mention.claim as usize].article == article && mark.span.overlaps(mention.span)
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
            _ if !self.rest.is_empty() => {
                let rest: Vec<String> =
                    self.rest.iter().map(|id| format!("\"{}\"", id.to_string().split_at(ID_SHOWN).0)).collect();
                format!(
                    "[[allow]] names a finding that has more values: to allow all of it, add {} to its id",
                    rest.join(", ")
                )
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
    use crate::settle::sample::{self, EIGHT, NINE, NINE_AGAIN, TWELVE};
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
    fn an_id_allows_its_pair_of_values_and_none_that_joins_later() {
        let two = [("a.md", TWELVE), ("b.md", NINE)];
        let three = [("a.md", TWELVE), ("b.md", NINE), ("c.md", EIGHT)];
        let allow = |ids: &[ClaimId]| {
            format!("[[allow]]\nid = {:?}\nreason = \"x\"", ids.iter().map(ClaimId::to_string).collect::<Vec<_>>())
        };
        let known = run(&two, "");
        let rules = allow(&[known.findings[0].id]);
        let again = run(&[two[0], two[1], ("c.md", NINE_AGAIN)], &rules);
        assert!(again.findings[0].settled.is_some(), "one more mention");
        let joined = run(&three, &rules);
        assert_eq!(joined.findings[0].settled, None, "one more value");
        let whys = whys(&joined);
        assert!(whys.len() == 1 && whys[0].contains("has more values"), "{whys:?}");
        let all = shown_ids(&joined, &joined.findings[0]);
        assert!(all.len() == 3 && all.contains(&known.findings[0].id));
        assert!(all[1..].iter().all(|id| whys[0].contains(&id.to_string()[..ID_SHOWN])), "{whys:?}");
        let allowed = run(&three, &allow(&all));
        assert!(allowed.findings[0].settled.is_some() && allowed.settlement.stale.is_empty());
    }

    #[test]
    fn two_disputes_of_the_same_sentences_are_two() {
        let texts = [
            ("a.md", "The hotel has 40 rooms and 12 employees."),
            ("b.md", "The hotel has 50 rooms and 15 employees."),
        ];
        let report = sample::report(&texts);
        assert_eq!(report.findings.len(), 2, "{:?}", report.findings);
        let rules = format!("[[allow]]\nid = \"{}\"\nreason = \"x\"", report.findings[0].id);
        let config: Config = toml::from_str(&rules).unwrap();
        let mut report = report;
        apply(&mut report, &config, "2026-01-15".parse().unwrap(), Scope::Whole);
        assert!(report.findings[0].settled.is_some() && report.findings[1].settled.is_none());
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
