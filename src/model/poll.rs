use super::{Span, Speaker, Term};
use serde::{Deserialize, Serialize};

/// What a share of people answered when they were asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Poll {
    /// Who asked, where the text names one.
    pub pollster: Option<Speaker>,
    /// Terms that set the people asked apart from all ("Republicans", "young"), sorted; empty where they do not.
    pub group: Vec<Term>,
    /// Which way they answered.
    pub stance: Stance,
    /// Content terms of what they were asked about, sorted.
    pub question: Vec<Term>,
    /// The answer as printed: "would welcome such a force".
    pub asked: Span,
}

/// Which way an answer goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// For what was put to them.
    Favour,
    /// Against it.
    Oppose,
    /// A good mark for somebody's work.
    Approve,
    /// A bad one.
    Disapprove,
    /// Takes something to be so.
    Hold,
    /// Takes it not to be so.
    Doubt,
}

impl Stance {
    /// The answer under a negation.
    pub fn negated(self) -> Self {
        match self {
            Self::Favour => Self::Oppose,
            Self::Oppose => Self::Favour,
            Self::Approve => Self::Disapprove,
            Self::Disapprove => Self::Approve,
            Self::Hold => Self::Doubt,
            Self::Doubt => Self::Hold,
        }
    }

    /// Whether it marks somebody's work rather than answering to a plan or a statement.
    pub fn marks(self) -> bool {
        matches!(self, Self::Approve | Self::Disapprove)
    }
}
