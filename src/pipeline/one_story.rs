//! Articles that are known to tell one story, whatever they are about.

use super::kept::Gathered;
use super::{align_and_compare, index};
use crate::align::likeness::Likeness;
use crate::align::score::Features;
use crate::align::story::Kin;
use crate::config::Config;
use crate::lexicon::Lexicon;
use crate::model::{Article, Claim, Report, ScorePart};
use crate::pipeline::Timings;
use crate::read;

/// What a pair of texts came to.
#[derive(Debug, Clone)]
pub struct PairOutcome {
    /// How alike the two are as a reader would grade them, in thousandths.
    pub similarity: u16,
    /// What the similarity is made of, each part 0 to 1000.
    pub parts: Vec<ScorePart>,
    /// Whether they make one claim, as far as their words tell.
    pub aligned: bool,
    /// The findings between them.
    pub report: Report,
}

/// Reads the claims of `articles` as of one story, whatever they are about, and reports where they disagree.
///
/// For articles that are known to belong together: a text and its translation, a draft and its sources.
pub fn check_as_one_story(articles: Vec<Article>, config: &Config) -> Report {
    one_story(articles, config)
}

/// Compares two texts as one story, whatever they are about.
pub fn check_pair(left: &str, right: &str, config: &Config) -> PairOutcome {
    let mut sides = vec![read::plain_text("left", left), read::plain_text("right", right)];
    sides.iter_mut().for_each(|side| side.meta.register = config.profile.defaults().register);
    let report = one_story(sides, config);
    let text = |at: u32| {
        let claims: Vec<Claim> = report.claims.iter().filter(|claim| claim.article == at).cloned().collect();
        Features::of_text(&claims, report.articles[at as usize].words())
    };
    let likeness = Likeness::of(&text(0), &text(1));
    PairOutcome {
        similarity: likeness.similarity(),
        parts: likeness.parts(),
        aligned: likeness.evidence() >= 0,
        report,
    }
}

/// The report on articles of which each is told with each.
fn one_story(mut articles: Vec<Article>, config: &Config) -> Report {
    articles.sort_by(|left, right| left.id.cmp(&right.id));
    let lexicon = Lexicon::of(config);
    let Gathered { packed, runs, wordings, faults, .. } = Gathered::of(&articles, &lexicon);
    let last = index(articles.len());
    let pairs: Vec<(u32, u32)> = (0..last).flat_map(|left| (left + 1..last).map(move |right| (left, right))).collect();
    let kins = vec![Kin::Event; pairs.len()];
    let told = (pairs.as_slice(), kins.as_slice());
    let mut report = align_and_compare(articles, (packed, runs, wordings), told, config, &mut Timings::default());
    report.skipped.extend(faults);
    report
}
