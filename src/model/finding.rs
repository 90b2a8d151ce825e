use super::{Article, Claim, ClaimId, Place, Settlement, Span};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How much a finding matters, mildest first. A `note` is shown and never fails a gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// For the reader's interest.
    Note,
    /// A difference of form.
    Low,
    /// A difference of substance.
    Medium,
    /// One of the two must be wrong in something that matters.
    High,
}

impl Severity {
    /// All severities, mildest first.
    pub const ALL: [Self; 4] = [Self::Note, Self::Low, Self::Medium, Self::High];

    /// The name in reports and on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// The gate that kept two facets from being compared. The names are printed by `--why-not`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gate {
    /// The articles speak of different stories.
    Story,
    /// One side is in a language of which only figures and names are read.
    Language,
    /// The words speak of different times, or a count that grows was read later.
    Time,
    /// What is counted or asked is not the same.
    Measure,
    /// Population, place, version, plan or platform differ.
    Scope,
    /// Different people or things.
    Subject,
    /// One side does not assert it.
    Asserted,
    /// The values can both be true.
    Compatible,
    /// Both sides stand in one sentence, which sets them side by side itself.
    Contrast,
}

impl Gate {
    /// All gates.
    pub const ALL: [Self; 9] = [
        Self::Story,
        Self::Language,
        Self::Time,
        Self::Measure,
        Self::Scope,
        Self::Subject,
        Self::Asserted,
        Self::Compatible,
        Self::Contrast,
    ];

    /// The gate of this name.
    pub fn of(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|gate| gate.id() == id)
    }

    /// The name in reports.
    pub fn id(self) -> &'static str {
        match self {
            Self::Story => "story",
            Self::Language => "language",
            Self::Time => "time",
            Self::Measure => "measure",
            Self::Scope => "scope",
            Self::Subject => "subject",
            Self::Asserted => "asserted",
            Self::Compatible => "compatible",
            Self::Contrast => "contrast",
        }
    }

    /// What stopped the pair, as a clause.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Story => "the articles do not tell the same story",
            Self::Language => "one side is in a language of which only figures and names are read",
            Self::Time => "the two speak of different times",
            Self::Measure => "what is measured is not the same",
            Self::Scope => "the two speak of different places, groups or versions",
            Self::Subject => "the two speak of different people or things",
            Self::Asserted => "one side does not assert it",
            Self::Compatible => "both can be true",
            Self::Contrast => "the sentence itself sets the two side by side",
        }
    }
}

/// A named part of an alignment score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScorePart {
    /// Name: `tokens`, `4-grams`, `rare words`, `names`, `facets`.
    pub name: &'static str,
    /// Thousandths, 0 to 1000.
    pub value: u16,
}

impl ScorePart {
    /// The names of the parts that findings show.
    pub const NAMES: [&'static str; 4] = ["words", "4-grams", "names", "question"];
}

/// Why two facets conflict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// How much it matters.
    pub severity: Severity,
    /// Thousandths, 0 to 1000: how often such a finding is right.
    pub confidence: u16,
    /// Why the two are comparable, as a clause: "both count the dead of the same event".
    pub because: String,
}

/// One disagreement: every value of it with all its mentions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Stable identity: of kind and the fingerprints of its values.
    pub id: ClaimId,
    /// Id of the check that found it.
    pub kind: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Thousandths, 0 to 1000.
    pub confidence: u16,
    /// One line that a journalist would accept.
    pub message: String,
    /// Why the values are comparable.
    pub because: String,
    /// Parts of the alignment score of the strongest conflicting pair.
    pub score: Vec<ScorePart>,
    /// Number of the story in the report, from 0.
    pub story: u32,
    /// Whether all of it stands in one article.
    pub within_article: bool,
    /// Whether two of its values stand in copies of one story, so that one of them was changed on the way.
    pub copy_drift: bool,
    /// Why it fails no gate though it is there; `None` for one that is open.
    pub settled: Option<Settled>,
    /// At least two, in the order in which they were first stated.
    pub values: Vec<Value>,
}

/// Why a finding, though there, fails no gate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "by")]
#[non_exhaustive]
pub enum Settled {
    /// It stands in the baseline.
    Known,
    /// A reviewer dismissed it, or took it for a true change over time.
    Dismissed {
        /// The reviewer's note, which may be empty.
        reason: String,
    },
    /// The configuration allows it.
    Allowed {
        /// Why, as given there.
        reason: String,
    },
    /// A comment in an article allows it.
    Ignored {
        /// Why, as given there.
        reason: String,
    },
}

impl Settled {
    /// The name in reports; all that are excepted with a reason are `allowed`.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Known => "known",
            Self::Dismissed { .. } => "dismissed",
            Self::Allowed { .. } | Self::Ignored { .. } => "allowed",
        }
    }

    /// Why, where a reason was given.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Known => None,
            Self::Dismissed { reason } | Self::Allowed { reason } | Self::Ignored { reason } => {
                Some(reason.as_str()).filter(|reason| !reason.is_empty())
            }
        }
    }
}

/// One value of a disagreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value {
    /// As a reader would say it: "112 dead".
    pub value: String,
    /// Where it stands.
    pub mentions: Vec<Mention>,
}

/// A place that states a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Index of the claim in the report.
    pub claim: u32,
    /// The words that carry the fact, in the article's text.
    pub span: Span,
    /// Who says it, where it is not the article itself.
    pub speaker: Option<String>,
}

/// Two places that look alike and are not compared, with the gate that stopped them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NearMiss {
    /// Id of the check.
    pub kind: &'static str,
    /// The gate.
    pub gate: Gate,
    /// The two places.
    pub sides: [Mention; 2],
}

/// Two places that state the same value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// Id of the check.
    pub kind: &'static str,
    /// The two places.
    pub sides: [Mention; 2],
}

/// Something that was given and not checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// Path, or path#record.
    pub what: String,
    /// Why.
    pub why: String,
    /// Whether the run could not do its job on it (exit code 2) or only warns.
    pub fatal: bool,
}

/// The outcome of a run.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// What was read, sorted by id.
    pub articles: Vec<Article>,
    /// Story of each article, by index; numbered in order of the first article.
    pub stories: Vec<u32>,
    /// Origin of each article, by index: the article of which it is a copy or rewrite, itself where it is none.
    pub origins: Vec<u32>,
    /// All claims, by article and place. They are without events and occurrences, for which only comparisons ask.
    pub claims: Vec<Claim>,
    /// Alignment group of each claim, by index; `None` where it stands alone. A group is named by its first claim.
    pub groups: Vec<Option<u32>>,
    /// Worst first.
    pub findings: Vec<Finding>,
    /// In the order of their places.
    pub near_misses: Vec<NearMiss>,
    /// In the order of their places.
    pub agreements: Vec<Agreement>,
    /// What was left out, and why.
    pub skipped: Vec<Skipped>,
    /// What baseline, exceptions and house facts came to.
    pub settlement: Settlement,
}

impl Report {
    /// How many independent origins some mentions have: copies of one story are one.
    pub fn independent<'m>(&self, mentions: impl IntoIterator<Item = &'m Mention>) -> usize {
        let article = |mention: &Mention| self.claims[mention.claim as usize].article;
        let origin = |article: u32| self.origins.get(article as usize).copied().unwrap_or(article);
        let origins: BTreeSet<u32> = mentions.into_iter().map(|mention| origin(article(mention))).collect();
        origins.len()
    }

    /// Where a mention is found.
    pub fn place(&self, mention: &Mention) -> Place {
        self.article(mention).place(mention.span.start)
    }

    /// The article of a mention.
    pub fn article(&self, mention: &Mention) -> &Article {
        &self.articles[self.claims[mention.claim as usize].article as usize]
    }

    /// The words that carry the fact, as printed.
    pub fn quote(&self, mention: &Mention) -> &str {
        mention.span.of(&self.article(mention).text)
    }

    /// Identity by content of a mention: see [`Claim::fingerprint_at`].
    pub fn fingerprint(&self, mention: &Mention) -> ClaimId {
        self.claims[mention.claim as usize].fingerprint_at(self.article(mention).words(), mention.span)
    }

    /// The whole sentence of a mention, as printed.
    pub fn sentence(&self, mention: &Mention) -> &str {
        self.claims[mention.claim as usize].span.of(&self.article(mention).text)
    }
}
