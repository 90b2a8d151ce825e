//! Groups to findings: one file a kind, all behind the gates.

mod attribution;
pub(crate) mod contrast;
mod date;
mod degree;
mod denial;
pub(crate) mod drift;
pub(crate) mod event;
mod findings;
pub(crate) mod gates;
mod location;
pub(crate) mod measure;
mod modality;
mod name;
mod polarity;
mod polls;
mod quantity;
mod quote;
mod renamed;
pub(crate) mod retold;
mod setting;
mod status;
mod tally;
mod thing;
mod turn;

use crate::align::{score::Scored, story::Kin, terms::Weigh};
use crate::lexicon::language::Extent;
use crate::model::{Assertion, Claim, Facet, FacetKind, Gate, Reason, Severity, Span, Term};

use event::Telling;
use measure::Measures;
use retold::Retold;
use std::cell::OnceCell;

#[cfg(any(feature = "cluster", test))]
pub(crate) use findings::agreement;
#[cfg(feature = "cluster")]
pub(crate) use findings::near_miss;
pub(crate) use findings::{Batch, Collected, Compared, collect};
pub(crate) use polls::{ANSWERS, links as poll_links};

/// A kind of disagreement.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Check {
    /// Kebab-case name: `quantity`.
    pub id: &'static str,
    /// One line without a full stop.
    pub summary: &'static str,
    /// How a message of this kind begins: "Numbers differ".
    pub lead: &'static str,
    /// Markdown: what it is, why it matters, an example, what it does not flag.
    pub help: &'static str,
    /// Severity of its plain case.
    pub severity: Severity,
    /// What two articles must be to one another for a difference to be a conflict.
    pub(crate) asks: Kin,
    /// How it compares.
    pub(crate) compare: Compare,
    /// What it makes of an event that both tell.
    pub(crate) events: Events,
}

/// What a check makes of one telling.
type Ask = fn(&Pair<'_>, &Telling<'_>) -> Option<Comparison>;

/// Of which events a check asks.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Events {
    /// Of none.
    None,
    /// Of those that are one throughout.
    Same(Ask),
    /// Of those, and of those that are one since each article tells of one such, see [`Telling::sole`].
    Sole(Ask),
    /// Of the same as [`Self::Sole`], and by another of those that are one but for a number, see [`Telling::counted`].
    Either { same: Ask, counted: Ask },
}

impl Events {
    /// What to ask of a telling.
    fn ask(self, telling: &Telling<'_>) -> Option<Ask> {
        match self {
            Self::Either { counted, .. } if telling.counted => Some(counted),
            Self::Sole(ask) | Self::Either { same: ask, .. } if !telling.counted => Some(ask),
            Self::Same(ask) if !telling.counted && !telling.sole => Some(ask),
            _ => None,
        }
    }
}

impl Check {
    /// The help without its title, which pages print themselves, and without the table of cases, which is for the tests.
    pub fn prose(&self) -> &'static str {
        let text = self.help.trim_start_matches("# ").trim_start_matches(self.id);
        text.split_once("\n## Cases").map_or(text, |(prose, _)| prose).trim()
    }
}

/// How a check compares two claims.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Compare {
    /// Facet by facet, each of this kind.
    Facets(FacetKind, fn(&Pair<'_>, &Facet, &Facet) -> Outcome),
    /// The claims as a whole.
    Claims(fn(&Pair<'_>) -> Vec<Comparison>),
}

/// All checks; reports list kinds in this order.
pub const CHECKS: &[Check] = &[
    status::CHECK,
    quantity::CHECK,
    date::CHECK,
    polarity::CHECK,
    quote::CHECK,
    attribution::CHECK,
    degree::CHECK,
    modality::CHECK,
    location::CHECK,
    name::CHECK,
];

/// Two claims of one story, with what their articles are to one another.
pub(crate) struct Pair<'a> {
    /// The claim that comes first in the order of articles and places.
    pub(crate) left: &'a Claim,
    /// The other.
    pub(crate) right: &'a Claim,
    /// How alike they are.
    pub(crate) score: Scored<'a>,
    /// Kinds of facets of the left and of the right claim.
    pub(crate) kinds: [Kinds; 2],
    /// Weights of terms for these two articles.
    pub(crate) weigh: Weigh<'a>,
    /// What their articles are to one another.
    pub(crate) kin: Kin,
    /// The measures of the left and of the right article.
    pub(crate) measures: [&'a Measures; 2],
    /// How far the languages of both let them be compared.
    pub(crate) extent: Extent,
    /// The events that both tell, see [`event::tellings`].
    pub(crate) tellings: Vec<Telling<'a>>,
    /// How far they say the same but for their values, once it has been asked.
    pub(crate) retelling: OnceCell<Retold>,
}

impl<'a> Pair<'a> {
    /// The pair with the events that both tell.
    pub(crate) fn with_tellings(mut self) -> Self {
        if self.kinds[0].predicates & self.kinds[1].predicates != 0 {
            self.tellings = event::tellings(&self);
        }
        self
    }

    /// How far both say the same but for their values, see [`retold::retold`].
    fn retold(&self) -> Retold {
        // Of other languages figures alone are read.
        if self.kin == Kin::Event && self.extent > Extent::Figures {
            *self.retelling.get_or_init(|| retold::retold(self))
        } else {
            Retold::No
        }
    }

    /// Whether both stand in one article.
    pub(crate) fn same_article(&self) -> bool {
        self.left.article == self.right.article
    }

    /// Whether both have a facet of this kind.
    fn both_have(&self, kind: FacetKind) -> bool {
        self.kinds.iter().all(|kinds| kinds.has(kind))
    }
}

/// The kinds of a claim's facets, and what it negates: most pairs need no closer look.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kinds {
    facets: u16,
    /// Its content words, those that are negated, and the first of what it denies, each set as bits by their hashes.
    words: u64,
    negated: u64,
    denied: u64,
    /// The verbs of its events.
    predicates: u64,
    /// The sets of the lexicon of which it has a word, see [`retold::siblings`].
    siblings: u64,
    /// Whether it prints a name of two words and more.
    names: bool,
}

impl Kinds {
    /// The kinds of a claim's facets.
    pub(crate) fn of(claim: &Claim) -> Self {
        let negated = claim.occurrences.iter().filter(|word| word.negated == Some(true));
        Self {
            facets: claim.facets.iter().fold(0, |set, facet| set | Self::bit(facet.kind())),
            words: bits(claim.occurrences.iter().map(|word| word.term())),
            negated: bits(negated.map(|word| word.term())),
            denied: bits(denial::denials(claim).filter_map(|(denial, _)| denial.heads.first().copied())),
            predicates: event::predicates(claim),
            siblings: retold::bits(claim),
            names: claim.names.iter().any(name::is_full),
        }
    }

    /// Whether it denies what the other can hold.
    fn denies(self, other: Self) -> bool {
        self.denied & other.words != 0
    }

    /// Whether only one of the two negates, and what the other can hold.
    fn negates_apart(self, other: Self) -> bool {
        (self.negated == 0) != (other.negated == 0) && (self.negated & other.words | other.negated & self.words) != 0
    }

    fn has(self, kind: FacetKind) -> bool {
        self.facets & Self::bit(kind) != 0
    }

    fn bit(kind: FacetKind) -> u16 {
        1 << kind as u16
    }
}

/// The bits of these terms: two sets without a common bit share no term.
fn bits(terms: impl Iterator<Item = Term>) -> u64 {
    terms.fold(0, |bits, term| bits | 1 << (term.hash % 64))
}

/// What a comparison of two facets came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// They say the same.
    Agree,
    /// They cannot both be true.
    Conflict(Reason),
    /// They look alike, and this gate kept them apart.
    NotComparable(Gate),
    /// They do not even look alike.
    Unrelated,
}

/// A comparison of two stretches of a pair.
pub(crate) struct Comparison {
    /// The deciding words of the left and of the right claim.
    pub(crate) spans: [Span; 2],
    /// What it came to.
    pub(crate) outcome: Outcome,
}

/// Whether a check can tell anything of a pair: most checks of most pairs end here.
pub(crate) fn may_tell(check: &Check, pair: &Pair<'_>) -> bool {
    let told = pair.tellings.iter().any(|telling| check.events.ask(telling).is_some());
    match check.compare {
        Compare::Facets(kind, _) => told || pair.both_have(kind),
        Compare::Claims(_) => true,
    }
}

/// All comparisons of a pair by one check.
pub(crate) fn compare(check: &Check, pair: &Pair<'_>) -> Vec<Comparison> {
    let mut out = match check.compare {
        Compare::Claims(compare) => compare(pair),
        Compare::Facets(kind, compare) => facet_by_facet(pair, kind, compare),
    };
    let conflicts = |found: &Comparison| matches!(found.outcome, Outcome::Conflict(_));
    let whole = matches!(check.compare, Compare::Claims(_));
    if whole || !out.iter().any(conflicts) {
        let told = pair.tellings.iter().filter_map(|telling| check.events.ask(telling)?(pair, telling));
        let told: Vec<Comparison> = told.collect();
        // Who did what to whom tells more than which words go together: "paid no ransom" is no agreement with "paid".
        if told.iter().any(conflicts) {
            out.retain(|found| found.outcome != Outcome::Agree && !conflicts(found));
        }
        if !out.iter().any(conflicts) {
            out.extend(told);
        }
    }
    // What a live page said at noon is brought up to date by what it says at two.
    let updated = pair.same_article() && pair.left.at_moment() != pair.right.at_moment() && check.asks > Kin::Topic;
    let manual = pair.kin == Kin::Product;
    // What a section sets bears the name of its heading.
    let pointed = !matches!(check.id, "quantity" | "date") && gates::points_elsewhere(pair.left, pair.right);
    let shut = gates::first_shut(&[
        (Gate::Language, pair.extent == Extent::Figures),
        (Gate::Story, pair.kin < check.asks),
        (Gate::Time, updated),
        (Gate::Scope, gates::different_versions(pair.left, pair.right)),
        (Gate::Subject, manual && (gates::different_parts(pair.left, pair.right) || pointed)),
    ]);
    if let Some(gate) = shut {
        for comparison in out.iter_mut().filter(|found| matches!(found.outcome, Outcome::Conflict(_))) {
            // There the version is compared already.
            if gate != Gate::Scope || !gates::tells_version(pair.left, comparison.spans[0]) {
                comparison.outcome = Outcome::NotComparable(gate);
            }
        }
    }
    out
}

fn facet_by_facet(
    pair: &Pair<'_>,
    kind: FacetKind,
    compare: fn(&Pair<'_>, &Facet, &Facet) -> Outcome,
) -> Vec<Comparison> {
    let of_kind =
        |claim: &'_ Claim| (0..claim.facets.len()).filter(|&at| claim.facets[at].kind() == kind).collect::<Vec<_>>();
    let rights = of_kind(pair.right);
    let mut out = Vec::new();
    for left in of_kind(pair.left) {
        for &right in &rights {
            let facets = [&pair.left.facets[left], &pair.right.facets[right]];
            let moods = [pair.left.moods[left], pair.right.moods[right]];
            let withheld = match kind {
                // That the words were said is asserted, whatever they wish or suppose.
                FacetKind::Quote => moods.contains(&Assertion::Correction),
                _ => gates::unasserted(moods),
            };
            let outcome = match compare(pair, facets[0], facets[1]) {
                Outcome::Conflict(_) if withheld => Outcome::NotComparable(Gate::Asserted),
                outcome => outcome,
            };
            if outcome != Outcome::Unrelated {
                out.push(Comparison { spans: [facets[0].span(), facets[1].span()], outcome });
            }
        }
    }
    out
}
