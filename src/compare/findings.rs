//! Outcomes to findings: one disagreement is one finding, with every value and all its mentions.

use super::{CHECKS, Check, Outcome, polls};
use crate::align::cluster::Sets;
use crate::align::score::{Features, score};
use crate::align::story::{FAR_DAYS, days_between};
use crate::gloss::Gloss;
use crate::lexicon::language;
use crate::model::{
    Agreement, Article, Claim, ClaimId, Facet, FacetKind, Finding, Gate, Mention, NearMiss, Reason, Span, Standing,
    Status, Value,
};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A comparison with its place in the batch.
#[derive(Debug, Clone)]
pub(crate) struct Compared {
    /// Index into [`CHECKS`].
    pub(crate) check: usize,
    /// Claim and deciding words of the two sides.
    pub(crate) sides: [(u32, Span); 2],
    /// What it came to.
    pub(crate) outcome: Outcome,
}

/// Findings, near misses and agreements of a batch.
pub(crate) struct Collected {
    pub(crate) findings: Vec<Finding>,
    pub(crate) near_misses: Vec<NearMiss>,
    pub(crate) agreements: Vec<Agreement>,
}

/// The batch as the collector sees it.
#[derive(Clone, Copy)]
pub(crate) struct Batch<'a> {
    pub(crate) articles: &'a [Article],
    pub(crate) claims: &'a [Claim],
    pub(crate) stories: &'a [u32],
}

impl<'a> Batch<'a> {
    /// What the score of a claim needs: only the strongest conflicts are scored here.
    fn features(self, claim: u32) -> Features<'a> {
        let claim = &self.claims[claim as usize];
        let article = &self.articles[claim.article as usize];
        Features::new(claim, Gloss::sentence(article, claim, language::of(article)))
    }
}

/// One end of a comparison.
type Node = (u32, Span);

/// All comparisons of a batch as findings, worst first. `pairs` are the pairs of articles that tell one story.
pub(crate) fn collect(batch: Batch<'_>, pairs: &[(u32, u32)], mut compared: Vec<Compared>) -> Collected {
    compared.sort_by_key(|one| (one.check, one.sides));
    let mut out = Collected { findings: Vec::new(), near_misses: Vec::new(), agreements: Vec::new() };
    for group in compared.chunk_by(|left, right| left.check == right.check) {
        let check = &CHECKS[group[0].check];
        for one in group {
            match one.outcome {
                Outcome::NotComparable(gate) => out.near_misses.push(near_miss(batch, one, gate)),
                Outcome::Agree => out.agreements.push(agreement(batch, one)),
                Outcome::Conflict(_) | Outcome::Unrelated => {}
            }
        }
        out.findings.extend(findings(batch, check, group));
    }
    out.findings.extend(polls::profiles(batch, pairs));
    out.findings.sort_by(|left, right| {
        let first = |finding: &Finding| finding.values[0].mentions[0].claim;
        (left.story, right.severity, right.confidence, first(left), left.id).cmp(&(
            right.story,
            left.severity,
            left.confidence,
            first(right),
            right.id,
        ))
    });
    out
}

/// Two places that a gate keeps apart.
pub(crate) fn near_miss(batch: Batch<'_>, one: &Compared, gate: Gate) -> NearMiss {
    NearMiss { kind: CHECKS[one.check].id, gate, sides: mentions(batch, one) }
}

/// Two places that say the same.
pub(crate) fn agreement(batch: Batch<'_>, one: &Compared) -> Agreement {
    Agreement { kind: CHECKS[one.check].id, sides: mentions(batch, one) }
}

fn mentions(batch: Batch<'_>, one: &Compared) -> [Mention; 2] {
    one.sides.map(|(claim, span)| mention(batch, &CHECKS[one.check], claim, span))
}

/// The findings of one check: connected sets of comparisons that hold a conflict.
fn findings(batch: Batch<'_>, check: &Check, group: &[Compared]) -> Vec<Finding> {
    let edges: Vec<&Compared> =
        group.iter().filter(|one| matches!(one.outcome, Outcome::Agree | Outcome::Conflict(_))).collect();
    let nodes: Vec<Node> = edges.iter().flat_map(|one| one.sides).collect::<BTreeSet<_>>().into_iter().collect();
    let index = |node: &Node| u32::try_from(nodes.partition_point(|other| other < node)).unwrap_or(u32::MAX);
    let mut disputed = vec![false; nodes.len()];
    let mut sets = Sets::new(nodes.len());
    for edge in edges.iter().filter(|edge| edge.outcome != Outcome::Agree) {
        let [left, right] = edge.sides.map(|side| index(&side));
        (disputed[left as usize], disputed[right as usize]) = (true, true);
        sets.join(left, right);
    }
    // Agreement joins disputes only between places that are disputed themselves: it would chain whole archives.
    for edge in edges.iter().filter(|edge| edge.outcome == Outcome::Agree) {
        let [left, right] = edge.sides.map(|side| index(&side));
        if disputed[left as usize] && disputed[right as usize] {
            sets.join(left, right);
        }
    }
    let mut components: BTreeMap<u32, Vec<&Compared>> = BTreeMap::new();
    for edge in &edges {
        let side = edge.sides.map(|side| index(&side)).into_iter().find(|&node| disputed[node as usize]);
        if let Some(node) = side {
            components.entry(sets.find(node)).or_default().push(edge);
        }
    }
    let kept_apart: BTreeSet<[Node; 2]> = group
        .iter()
        .filter(|one| matches!(one.outcome, Outcome::NotComparable(_)))
        .flat_map(|one| [one.sides, [one.sides[1], one.sides[0]]])
        .collect();
    components.values().filter_map(|edges| finding(batch, check, edges, &kept_apart)).collect()
}

fn finding(batch: Batch<'_>, check: &Check, edges: &[&Compared], kept_apart: &BTreeSet<[Node; 2]>) -> Option<Finding> {
    let (strongest, reason) = strongest(batch, edges)?;
    let near: Vec<&Compared> = edges.iter().copied().filter(|edge| one_time(batch, strongest, edge)).collect();
    let values = values(&near, kept_apart, |left, right| one_number(batch, check, left, right));
    if values.len() < 2 {
        return None;
    }
    let mut articles: Vec<u32> = values.iter().flatten().map(|node| batch.claims[node.0 as usize].article).collect();
    articles.sort_unstable();
    articles.dedup();
    let fingerprints = fingerprints(batch, strongest);
    let [left, right] = strongest.sides.map(|(claim, _)| batch.features(claim));
    let score = score(&left, &right);
    let id = ClaimId::of([check.id.as_bytes(), &fingerprints[0].0.to_be_bytes(), &fingerprints[1].0.to_be_bytes()]);
    let mut values = labelled(batch, check, &values);
    if values.len() < 2 {
        return None;
    }
    // What the house holds comes last: reports point at the first mention, and that is where something is to be done.
    let of_fact = |mention: &Mention| batch.articles[batch.claims[mention.claim as usize].article as usize].is_fact();
    values.sort_by_key(|value| value.mentions.iter().any(of_fact));
    Some(Finding {
        id,
        kind: check.id,
        severity: reason.severity,
        confidence: reason.confidence,
        message: message(batch, check, &values),
        because: reason.because.clone(),
        score: score.parts(),
        story: batch.stories[articles[0] as usize],
        within_article: articles.len() == 1,
        copy_drift: false,
        settled: None,
        values,
    })
}

/// Whether `edge` can belong to the dispute of `strongest` as to its articles' days: an article without a day is told with
/// articles of many years, which are not told with one another.
fn one_time(batch: Batch<'_>, strongest: &Compared, edge: &Compared) -> bool {
    let day = |claim: u32| batch.claims[claim as usize].published;
    let days = strongest.sides.map(|(claim, _)| day(claim));
    let far = |day, other: &Option<_>| other.is_some_and(|other| days_between(day, other) > FAR_DAYS);
    // A manual has no time.
    if matches!(days, [Some(a), Some(b)] if days_between(a, b) > FAR_DAYS) {
        return true;
    }
    edge.sides.iter().filter_map(|&(claim, _)| day(claim)).all(|day| !days.iter().any(|other| far(day, other)))
}

/// The values by what a reader would call them; places that print the same are one value.
fn labelled(batch: Batch<'_>, check: &Check, values: &[Vec<Node>]) -> Vec<Value> {
    let mut out: Vec<Value> = Vec::with_capacity(values.len());
    for nodes in values {
        let value = label(batch, check, nodes[0]);
        let mentions = nodes.iter().map(|&(claim, span)| mention(batch, check, claim, span));
        match out.iter_mut().find(|other| other.value == value) {
            Some(same) => same.mentions.extend(mentions),
            None => out.push(Value { mentions: mentions.collect(), value }),
        }
    }
    out
}

/// The conflict of highest severity and confidence; of equals the one whose words come first, whatever the files are called.
fn strongest<'e>(batch: Batch<'_>, edges: &[&'e Compared]) -> Option<(&'e Compared, &'e Reason)> {
    let conflicts = edges.iter().filter_map(|&edge| match &edge.outcome {
        Outcome::Conflict(reason) => Some((edge, reason)),
        _ => None,
    });
    conflicts.min_by_key(|(edge, reason)| (Reverse((reason.severity, reason.confidence)), fingerprints(batch, edge)))
}

/// The fingerprints of the two sides, sorted.
fn fingerprints(batch: Batch<'_>, edge: &Compared) -> [ClaimId; 2] {
    let mut fingerprints = edge.sides.map(|(claim, span)| {
        let owner = &batch.claims[claim as usize];
        owner.fingerprint_at(batch.articles[owner.article as usize].words(), span)
    });
    fingerprints.sort_unstable();
    fingerprints
}

/// The values of a disagreement, each with its nodes, in order of their first mention. A node joins the value with which
/// it agrees and conflicts with no member of; nodes that conflict with nothing are left out unless they agree with the
/// members of one value only.
fn values(
    edges: &[&Compared],
    kept_apart: &BTreeSet<[Node; 2]>,
    equal: impl Fn(&Node, &Node) -> bool,
) -> Vec<Vec<Node>> {
    let mut conflicts: BTreeMap<Node, BTreeSet<Node>> = BTreeMap::new();
    let mut agrees: BTreeMap<Node, BTreeSet<Node>> = BTreeMap::new();
    for edge in edges {
        let [left, right] = edge.sides;
        let table = if edge.outcome == Outcome::Agree { &mut agrees } else { &mut conflicts };
        table.entry(left).or_default().insert(right);
        table.entry(right).or_default().insert(left);
    }
    let none = BTreeSet::new();
    let of = |table: &'_ BTreeMap<Node, BTreeSet<Node>>, node: &Node| table.get(node).unwrap_or(&none).clone();
    let mut values: Vec<Vec<Node>> = Vec::new();
    let place = |node: Node, values: &mut Vec<Vec<Node>>, open: bool| {
        let (against, with) = (of(&conflicts, &node), of(&agrees, &node));
        let fitting: Vec<usize> = (0..values.len())
            .filter(|&at| {
                values[at].iter().any(|other| with.contains(other) || equal(other, &node))
                    && !values[at].iter().any(|other| against.contains(other))
            })
            .collect();
        match fitting.as_slice() {
            [only] => values[*only].push(node),
            [first, ..] if open => values[*first].push(node),
            [] if open => values.push(vec![node]),
            _ => {}
        }
    };
    for node in conflicts.keys() {
        place(*node, &mut values, true);
    }
    // A place that a gate keeps apart from a disputed one is no witness in the dispute.
    let apart = |node: &Node| conflicts.keys().any(|other| kept_apart.contains(&[*node, *other]));
    for node in agrees.keys().filter(|node| !conflicts.contains_key(node) && !apart(node)) {
        place(*node, &mut values, false);
    }
    // What is in dispute stands before what only says the same: it names the value.
    for value in &mut values {
        value.sort_unstable_by_key(|node| (!conflicts.contains_key(node), *node));
    }
    values.sort_unstable();
    values
}

/// Whether two places give one number in one unit.
fn one_number(batch: Batch<'_>, check: &Check, left: &Node, right: &Node) -> bool {
    let number = |&(claim, span): &Node| match facet(&batch.claims[claim as usize], check, span) {
        Some(Facet::Quantity(quantity)) => Some((quantity.range, &quantity.dimension, &quantity.unit)),
        _ => None,
    };
    let value = number(left);
    value.is_some() && value == number(right)
}

fn mention(batch: Batch<'_>, check: &Check, claim: u32, span: Span) -> Mention {
    let owner = &batch.claims[claim as usize];
    let quoted = facet(owner, check, span).and_then(|facet| match facet {
        Facet::Quote(quote) => quote.speaker.as_ref(),
        _ => None,
    });
    let speaker =
        quoted.or(owner.speaker.as_ref()).map(|speaker| speaker.label.clone()).filter(|label| !label.is_empty());
    Mention { claim, span, speaker }
}

fn facet<'c>(claim: &'c Claim, check: &Check, span: Span) -> Option<&'c Facet> {
    let kind = match check.compare {
        super::Compare::Facets(kind, _) => kind,
        super::Compare::Claims(_) => FacetKind::Polarity,
    };
    claim.facets.iter().find(|facet| facet.kind() == kind && facet.span() == span)
}

/// A standing in words: "former president", "in office".
fn standing(status: &Status) -> String {
    let office = status.office.replace('-', " ");
    let with = |word: &str| if office.is_empty() { word.to_owned() } else { format!("{word} {office}") };
    match status.standing {
        Standing::Sitting => "in office".to_owned(),
        Standing::Former => with("former"),
        Standing::Acting => with("acting"),
        Standing::Elect => format!("{office} elect").trim_start().to_owned(),
        Standing::Nominee => "nominee".to_owned(),
        Standing::Suspended => "suspended".to_owned(),
        Standing::Dismissed => "dismissed".to_owned(),
        Standing::Resigned => "resigned".to_owned(),
        Standing::Ousted => "ousted".to_owned(),
        Standing::Retired => "retired".to_owned(),
        Standing::Dead => "dead".to_owned(),
        Standing::InForce => "in force".to_owned(),
        Standing::Deprecated => "deprecated".to_owned(),
        Standing::Ended => "ended".to_owned(),
        Standing::Preview => "in preview".to_owned(),
        Standing::Released => "released".to_owned(),
        Standing::Banned => "banned".to_owned(),
        Standing::Given => status.office.clone(),
    }
}

/// A value as a reader would say it.
fn label(batch: Batch<'_>, check: &Check, (claim, span): Node) -> String {
    let owner = &batch.claims[claim as usize];
    let words = batch.articles[owner.article as usize].words();
    let shown = match facet(owner, check, span) {
        Some(Facet::Quote(quote)) if check.id == "attribution" => {
            return quote.speaker.as_ref().map_or_else(String::new, |speaker| speaker.label.clone());
        }
        // What a thing is said to be has as many names as there are things: "open", "airworthy", "was renamed".
        Some(Facet::Status(Status {
            standing: Standing::InForce | Standing::Banned | Standing::Ended | Standing::Given,
            ..
        })) => span,
        Some(Facet::Status(status)) => return standing(status),
        Some(Facet::Quantity(quantity)) => match quantity.counted.span {
            Some(head) if head.start >= span.end && head.start - span.end < 25 => span.join(head),
            _ => span,
        },
        _ => span,
    };
    crate::text::collapsed(shown.of(words))
}

/// Characters of a value told in a message, and values told there: two of them with their sources fill two lines. The
/// mentions have them whole.
const TOLD: (usize, usize) = (50, 3);

fn message(batch: Batch<'_>, check: &Check, values: &[Value]) -> String {
    let mut sides: Vec<String> = values
        .iter()
        .take(TOLD.1)
        .map(|value| {
            let mut sources: Vec<&str> = Vec::new();
            for mention in &value.mentions {
                let label = batch.articles[batch.claims[mention.claim as usize].article as usize].label();
                if !sources.contains(&label) {
                    sources.push(label);
                }
            }
            let shown = match sources.as_slice() {
                [a] => (*a).to_owned(),
                [a, b] => format!("{a} and {b}"),
                [a, rest @ ..] => format!("{a} and {} more", rest.len()),
                [] => String::new(),
            };
            let told = value.value.trim_matches(['“', '”', '"']).trim_end_matches([',', '.']);
            format!("“{}” ({shown})", crate::text::shortened(told, TOLD.0))
        })
        .collect();
    if let Some(more) = values.len().checked_sub(TOLD.1).filter(|more| *more > 0) {
        sides.push(format!("{more} more"));
    }
    format!("{}: {}", lead(batch, check, values), sides.join(" against "))
}

/// How the message begins: with the name of the person or thing where the kind speaks of one.
fn lead(batch: Batch<'_>, check: &Check, values: &[Value]) -> String {
    let subject = values.first().and_then(|value| value.mentions.first()).and_then(|mention| {
        match facet(&batch.claims[mention.claim as usize], check, mention.span) {
            Some(Facet::Status(status)) => Some(status.subject.as_str()),
            _ => None,
        }
    });
    subject.map_or_else(
        || check.lead.to_owned(),
        |subject| format!("{} for {}", check.lead, crate::text::collapsed(subject)),
    )
}
