//! `cargo xtask page`: an HTML report of any size, made from the demo articles, to measure and to test with.

use crate::{Result, process, synthetic};
use clap::Args;
use crosscheck::model::{Claim, ClaimId, Mention, Report};
use crosscheck::report::Context;
use crosscheck::report::html::{self, Verdicts};
use crosscheck::{Config, read};
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What to make.
#[derive(Args)]
pub(crate) struct Options {
    /// Findings on the page.
    #[arg(long, default_value_t = 20_000, value_name = "N")]
    findings: usize,
    /// Make the page as the review server sends it, with this token.
    #[arg(long)]
    token: Option<String>,
    /// Where to write it.
    #[arg(short, long, value_name = "FILE.html")]
    output: PathBuf,
}

/// Makes the page.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let verdicts = options.token.as_deref().map_or(Verdicts::Browser, |token| Verdicts::Server { token });
    write(options.findings, verdicts, &options.output)?;
    process::say(&format!("{}: {} bytes\n", options.output.display(), std::fs::metadata(&options.output)?.len()))?;
    Ok(ExitCode::SUCCESS)
}

/// Writes a page of so many findings.
pub(crate) fn write(findings: usize, verdicts: Verdicts<'_>, output: &Path) -> Result<()> {
    let config = Config::default();
    let articles = synthetic::jsonl(&process::root().join("corpus"), 12)?;
    let one = crosscheck::check(read::article("synthetic.jsonl", "jsonl", articles.as_bytes())?, &config);
    let report = multiplied(&one, findings)?;
    let mut out = BufWriter::new(File::create(output).map_err(|error| format!("{}: {error}", output.display()))?);
    html::page(&report, &Context::new(&config), verdicts, &mut out)?;
    Ok(out.flush()?)
}

/// The report again and again, each copy on articles of its own, until it has so many findings.
fn multiplied(one: &Report, findings: usize) -> Result<Report> {
    if one.findings.is_empty() && findings > 0 {
        return Err("the demo articles have lost their disagreements".into());
    }
    let mut many = Report::default();
    let stories = one.stories.iter().max().map_or(0, |last| last + 1);
    let mut copy: u32 = 0;
    while many.findings.len() < findings {
        let (articles, claims) = (u32::try_from(many.articles.len())?, u32::try_from(many.claims.len())?);
        many.articles.extend(one.articles.iter().cloned().map(|mut article| {
            article.id = format!("{copy}-{}", article.id);
            article
        }));
        many.stories.extend(one.stories.iter().map(|story| story + copy * stories));
        many.claims.extend(one.claims.iter().map(|claim| Claim {
            article: claim.article + articles,
            fingerprint: of_copy(claim.fingerprint, copy),
            wording: of_copy(claim.wording, copy),
            ..claim.clone()
        }));
        many.groups.extend(one.groups.iter().map(|group| group.map(|first| first + claims)));
        let shifted = |mention: &Mention| Mention { claim: mention.claim + claims, ..mention.clone() };
        for finding in &one.findings {
            let mut finding = finding.clone();
            finding.id = of_copy(finding.id, copy);
            finding.story += copy * stories;
            for mention in finding.values.iter_mut().flat_map(|value| &mut value.mentions) {
                *mention = shifted(mention);
            }
            many.findings.push(finding);
        }
        many.agreements.extend(one.agreements.iter().map(|agreement| {
            let mut agreement = agreement.clone();
            agreement.sides = agreement.sides.each_ref().map(shifted);
            agreement
        }));
        many.near_misses.extend(one.near_misses.iter().map(|miss| {
            let mut miss = miss.clone();
            miss.sides = miss.sides.each_ref().map(shifted);
            miss
        }));
        copy += 1;
    }
    many.findings.truncate(findings);
    Ok(many)
}

fn of_copy(id: ClaimId, copy: u32) -> ClaimId {
    if copy == 0 { id } else { ClaimId::of([id.0.to_be_bytes().as_slice(), &copy.to_be_bytes()]) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn copies_have_findings_of_their_own() -> Result<()> {
        let articles = synthetic::jsonl(&process::root().join("corpus"), 12)?;
        let one = crosscheck::check(read::article("a.jsonl", "jsonl", articles.as_bytes())?, &Config::default());
        let many = multiplied(&one, 3 * one.findings.len())?;
        // Copied articles share the ids of their findings.
        let ids = |report: &Report| report.findings.iter().map(|finding| finding.id).collect::<BTreeSet<_>>().len();
        assert_eq!((ids(&many), many.articles.len()), (3 * ids(&one), 3 * one.articles.len()));
        let last = many.findings.last().ok_or("there are findings")?;
        assert!(many.article(&last.values[0].mentions[0]).id.starts_with("2-"));
        Ok(())
    }
}
