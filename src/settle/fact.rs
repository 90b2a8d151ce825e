//! House facts: read as articles of their own, and compared with every article that names their subject.

use super::Scope;
use crate::Error;
use crate::align::story::{Kin, Pairs};
use crate::config::{Config, Fact};
use crate::extract;
use crate::lexicon::Lexicon;
use crate::model::{
    Article, Block, BlockKind, Field, Mention, Meta, MetaOrigin, Places, Record, Register, Report, Span, Stale,
};
use crate::text;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::path::Path;

/// The facts that hold on that day, as articles to be checked with `articles`: read as news, as a manual or as both, as
/// those articles are that name its subject. A fact in which nothing can be read that could be compared is an error.
pub fn articles(config: &Config, articles: &[Article], today: Date) -> Result<Vec<Article>, Error> {
    let lexicon = Lexicon::of(config);
    let subjects: Vec<BTreeSet<String>> = config.fact.iter().map(|fact| stems(&fact.subject)).collect();
    let mut wanted: Vec<BTreeSet<Register>> = vec![BTreeSet::new(); subjects.len()];
    if !subjects.is_empty() {
        for article in articles {
            let words = stems(article.words());
            for (subject, wanted) in subjects.iter().zip(&mut wanted) {
                if subject.is_subset(&words) {
                    wanted.insert(register(article));
                }
            }
        }
    }
    let mut out = Vec::new();
    for (at, fact) in config.fact.iter().enumerate().filter(|(_, fact)| fact.holds(today)) {
        let readings = [Register::News, Register::Docs].map(|register| read(config, at, register));
        if readings
            .iter()
            .all(|reading| extract::claims(0, reading, &lexicon).iter().all(|claim| claim.facets.is_empty()))
        {
            let message = format!(
                "nothing that could be compared was read in the [[fact]] `{}`: say it as articles do, with text = \"...\" (a \
                 number with what it counts, a day, a standing)",
                fact.sentences().join(" ")
            );
            return Err(Error::malformed(Path::new(&config.name()), Some((fact.line.into(), 1)), message));
        }
        out.extend(readings.into_iter().filter(|reading| wanted[at].contains(&register(reading))));
    }
    Ok(out)
}

/// The fact of this index, read in this way.
fn read(config: &Config, at: usize, register: Register) -> Article {
    let fact = &config.fact[at];
    let field = |value: &str| Some(Field { value: value.trim().to_owned(), origin: MetaOrigin::Config });
    let mut text = String::new();
    let mut blocks = Vec::new();
    for sentence in fact.sentences() {
        let start = text.len();
        text.push_str(&sentence);
        blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(start, text.len()) });
        text.push_str("\n\n");
    }
    let meta = Meta {
        title: field(&fact.subject),
        source: field(&format!("{} (house fact)", fact.owner.trim())),
        register: Some(register),
        ..Meta::default()
    };
    Article {
        id: id(config, at, register),
        format: Article::FACT.to_owned(),
        plain: None,
        blocks,
        meta,
        places: Places::Record(Record::on_line(fact.line)),
        marks: Vec::new(),
        text,
    }
}

fn id(config: &Config, at: usize, register: Register) -> String {
    let reading = if register == Register::Docs { "-docs" } else { "" };
    format!("{}#fact-{}{reading}", config.name(), at + 1)
}

/// How an article is read.
fn register(article: &Article) -> Register {
    if extract::manual::is_manual(article) { Register::Docs } else { Register::News }
}

/// The pairs of articles with each fact put beside the articles of its register that name its subject, and beside no other.
pub(crate) fn paired(articles: &[Article], told: Pairs) -> Pairs {
    let is_fact = |at: u32| articles[at as usize].is_fact();
    if !articles.iter().any(Article::is_fact) {
        return told;
    }
    let Pairs { pairs, kins, capped } = told;
    let mut all: Vec<((u32, u32), Kin)> = pairs.into_iter().zip(kins).collect();
    all.retain(|&((left, right), _)| !is_fact(left) && !is_fact(right));
    let subjects = Subjects::of(articles);
    for (at, article) in (0..).zip(articles).filter(|(_, article)| !article.is_fact()) {
        let named = subjects.named_in(article).into_iter();
        all.extend(named.map(|(fact, kin)| ((at.min(fact), at.max(fact)), kin)));
    }
    all.sort_unstable();
    let (pairs, kins) = all.into_iter().unzip();
    Pairs { pairs, kins, capped }
}

/// What the facts among some articles are about.
pub(crate) struct Subjects(Vec<Subject>);

struct Subject {
    fact: u32,
    register: Option<Register>,
    stems: BTreeSet<String>,
}

impl Subjects {
    /// Those of the facts among `articles`, by index.
    pub(crate) fn of(articles: &[Article]) -> Self {
        let facts = (0..).zip(articles).filter(|(_, article)| article.is_fact());
        let subject = |(fact, article): (u32, &Article)| Subject {
            fact,
            register: article.meta.register,
            stems: stems(article.meta.title.as_ref().map_or("", |title| &title.value)),
        };
        Self(facts.map(subject).collect())
    }

    /// The facts of the article's register whose subject it names.
    pub(crate) fn named_in(&self, article: &Article) -> Vec<(u32, Kin)> {
        if self.0.is_empty() || article.is_fact() {
            return Vec::new();
        }
        let words = stems(article.words());
        let register = register(article);
        let kin = if register == Register::Docs { Kin::Product } else { Kin::Event };
        let named =
            self.0.iter().filter(|subject| subject.register == Some(register) && subject.stems.is_subset(&words));
        named.map(|subject| (subject.fact, kin)).collect()
    }
}

/// The stems of the words and numbers of a text, grammar left out.
fn stems(words: &str) -> BTreeSet<String> {
    let tokens = text::tokens(words, Span::new(0, words.len()));
    let content = tokens.iter().filter(|token| token.kind != text::TokenKind::Mark);
    content
        .filter(|token| !GRAMMAR.contains(&&*token.lower))
        .map(|token| text::stem(&token.lower).into_owned())
        .collect()
}

/// Words of a subject that an article need not hold.
const GRAMMAR: &[&str] = &["a", "an", "and", "at", "for", "in", "of", "on", "or", "the", "to", "'s"];

/// Says at each finding in which a fact has a part whose it is and where it is known from, and adds the facts that meet
/// nothing to the report.
pub(super) fn apply(report: &mut Report, config: &Config, today: Date, scope: Scope) {
    let met: Vec<Met> = config.fact.iter().enumerate().map(|(at, fact)| tell(report, config, at, fact)).collect();
    for (fact, met) in config.fact.iter().zip(met) {
        let why = match fact.until {
            Some(until) if !fact.holds(today) => {
                format!(
                    "[[fact]] on {} held until {until}: confirm it and set a later date, or remove it",
                    fact.subject
                )
            }
            _ if met == Met::Compared || scope == Scope::Part => continue,
            _ if met == Met::NearMiss => format!(
                "[[fact]] on {} met only statements that could not be compared (`check --why-not` shows them): say it in the \
                 words of the articles, with text = \"...\"",
                fact.subject
            ),
            _ => format!(
                "[[fact]] on {} met no statement in any article: articles may call it differently, or do not speak of it",
                fact.subject
            ),
        };
        report.settlement.stale.push(Stale { file: config.name(), line: fact.line, why });
    }
}

/// What a fact met in the articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Met {
    /// Statements that agree or disagree with it.
    Compared,
    /// Only such as look alike.
    NearMiss,
    Nothing,
}

/// What the fact of this index met; findings that it has a part in say so.
fn tell(report: &mut Report, config: &Config, at: usize, fact: &Fact) -> Met {
    let ids = [Register::News, Register::Docs].map(|register| id(config, at, register));
    let Report { articles, findings, claims, agreements, near_misses, .. } = report;
    let its_article =
        |article: u32| articles[article as usize].is_fact() && ids.contains(&articles[article as usize].id);
    let is_its = |mention: &Mention| its_article(claims[mention.claim as usize].article);
    // That its own sentences agree is no meeting.
    let mut met = agreements.iter().any(|agreement| {
        let [left, right] = agreement.sides.each_ref().map(is_its);
        left != right
    });
    for finding in findings {
        if let Some(value) = finding.values.iter().find(|value| value.mentions.iter().any(is_its)) {
            let (owner, reason) = (fact.owner.trim(), fact.reason.trim());
            let held = value.value.trim_matches(['“', '”', '"']).to_owned();
            finding.because.push_str(&format!("; the house holds “{held}”, for which {owner} answers: {reason}"));
            met = true;
        }
    }
    // Said in the very words of the fact.
    let own: BTreeSet<_> =
        claims.iter().filter(|claim| its_article(claim.article)).map(|claim| claim.wording).collect();
    met |= claims.iter().any(|claim| !its_article(claim.article) && own.contains(&claim.wording));
    match met {
        true => Met::Compared,
        false if near_misses.iter().any(|miss| miss.sides.iter().any(is_its)) => Met::NearMiss,
        false => Met::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;
    use crate::read::plain_text;

    const FACT: &str = "[[fact]]\nsubject = \"Larkspur Bridge\"\ntext = \"The Larkspur Bridge is 240 metres long.\"\n\
        owner = \"Bridge desk\"\nreason = \"survey of 2024\"\n";

    fn run(texts: &[&str], rules: &str) -> Report {
        let config: Config = toml::from_str(rules).unwrap();
        let today = "2026-01-15".parse().unwrap();
        let papers = texts.iter().enumerate().map(|(at, text)| plain_text(&format!("paper{at}"), text));
        let mut all: Vec<Article> = papers.collect();
        all.extend(articles(&config, &all, today).unwrap());
        let mut report = check(all, &config);
        apply(&mut report, &config, today, Scope::Whole);
        report
    }

    #[test]
    fn an_article_that_contradicts_a_fact_is_found() {
        let report = run(&["The Larkspur Bridge is 260 metres long. It opened on Friday."], FACT);
        assert_eq!(report.findings.len(), 1, "{:?}", report.near_misses);
        let finding = &report.findings[0];
        assert!(finding.message.contains("Bridge desk (house fact)"), "{}", finding.message);
        assert!(finding.because.ends_with("for which Bridge desk answers: survey of 2024"), "{}", finding.because);
        assert_eq!(finding.settled, None);
        assert!(report.settlement.stale.is_empty());
    }

    #[test]
    fn other_subjects_and_stories_are_left_alone() {
        let other = run(&["The Skarv Bridge is 260 metres long."], FACT);
        assert!(other.findings.is_empty());
        assert!(other.settlement.stale[0].why.contains("met no statement in any article"));
        let agrees = run(&["The Larkspur Bridge is 240 metres long."], FACT);
        assert!(agrees.findings.is_empty() && agrees.settlement.stale.is_empty());
        // Two stories that name one subject stay two.
        let opened = "Thousands came to the harbour when the mayor cut the ribbon. A brass band played on the quay.";
        let stolen = "Police arrested two thieves with copper cable in the harbour. A judge held both without bail.";
        let depth = FACT.replace("Larkspur Bridge", "harbour").replace("240 metres long", "12 metres deep");
        let two = run(&[opened, stolen], &depth);
        assert_eq!(two.stories, [0, 1, 2], "{:?}", two.articles);
    }

    #[test]
    fn a_fact_past_its_date_is_not_held_against_anybody() {
        let past = run(&["The Larkspur Bridge is 260 metres long."], &format!("{FACT}until = 2025-12-31\n"));
        assert!(past.findings.is_empty());
        assert!(past.settlement.stale[0].why.contains("held until 2025-12-31"));
    }

    #[test]
    fn a_fact_that_says_nothing_is_refused() {
        let config: Config = toml::from_str(&FACT.replace("240 metres long", "nice")).unwrap();
        let error = articles(&config, &[], "2026-01-15".parse().unwrap()).unwrap_err().to_string();
        assert!(error.contains("nothing that could be compared was read"), "{error}");
    }
}
