//! Poll profiles: what people answered to the polls on one topic, side by side.
//!
//! Polls that asked different questions cannot contradict one another, yet a reader who meets "just over half" in one
//! article and "a third" in the next is owed both questions. A profile is one note per topic of a story.

mod links;

pub(crate) use links::links;

use super::findings::Batch;
use crate::align::terms::{Overlap, overlap};
use crate::model::{
    Assertion, Claim, ClaimId, Facet, Finding, Mention, Poll, Quantity, ScorePart, Severity, Speaker, Term, Value,
};
use crate::text;
use std::collections::{BTreeMap, BTreeSet};

/// Name of the check whose notes the profiles are.
const KIND: &str = "quantity";
/// Share of the lighter question's weight that two wordings of one question have in common, in thousandths.
const SAME_QUESTION: u16 = 650;
/// Share of the lighter question's weight that must be met in the other's sentence for one topic, in thousandths.
const SAME_TOPIC: u16 = 350;
/// Terms two questions on one topic share, the other's sentence included: the object and the action, or names.
const SHARED_TERMS: u32 = 2;
/// Weight of those terms together, in thousandths of a nat: "pay" and "taxes" alone make no topic. Chosen by reading the
/// profiles of 6,000 news articles.
const SHARED_WEIGHT: u32 = 4000;
/// Lighter words ("people", "country") make no topic; thousandths of a nat.
const SPECIFIC: u16 = 1500;
/// Confidence of a profile, in thousandths.
const CONFIDENCE: u16 = 700;
/// Figures listed in a message.
const LISTED: usize = 4;
/// Longest wording of a question shown in a message, in characters.
const SHOWN: usize = 60;

/// Whether two numbers can be held against one another as far as polls go: neither answers one, or both answer the same
/// question, the same way, put to the same people by the same house.
pub(super) fn comparable(left: &Quantity, right: &Quantity) -> bool {
    match (&left.poll, &right.poll) {
        (Some(left), Some(right)) => {
            left.stance == right.stance
                && left.group == right.group
                && match (&left.pollster, &right.pollster) {
                    (Some(a), Some(b)) => same_house(a, b),
                    (None, None) => true,
                    _ => false,
                }
                && same_question(left, right)
        }
        // What people answered is no figure of what is.
        (Some(_), None) | (None, Some(_)) => false,
        (None, None) => true,
    }
}

/// A figure that answers a poll, with its place.
#[derive(Clone, Copy)]
struct Answer<'a> {
    index: u32,
    claim: &'a Claim,
    quantity: &'a Quantity,
    poll: &'a Poll,
}

/// The profiles of a batch, one per topic; `pairs` are the pairs of articles that tell one story.
pub(super) fn profiles(batch: Batch<'_>, pairs: &[(u32, u32)]) -> Vec<Finding> {
    let answers = answers(batch.claims);
    let of = |article: u32| {
        let start = answers.partition_point(|answer| answer.claim.article < article);
        start..answers.partition_point(|answer| answer.claim.article <= article)
    };
    let mut articles: Vec<u32> = answers.iter().map(|answer| answer.claim.article).collect();
    articles.dedup();
    let alone = articles.iter().map(|&article| (article, article));
    let mut linked: Vec<Vec<usize>> = vec![Vec::new(); answers.len()];
    for (one, other) in alone.chain(pairs.iter().copied()) {
        for left in of(one) {
            for right in of(other).filter(|&right| one != other || right > left) {
                if one_topic(&answers[left], &answers[right]).is_some() {
                    linked[left.max(right)].push(left.min(right));
                }
            }
        }
    }
    topics(&linked)
        .iter()
        .filter_map(|topic| profile(batch, &topic.iter().map(|&at| answers[at]).collect::<Vec<_>>()))
        .collect()
}

/// Answers in sets of one topic; `linked` holds the earlier answers on the topic of each. One joins the first set of
/// whose members at least half are on its topic: mere chains lead from any question to any other.
fn topics(linked: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut topics: Vec<Vec<usize>> = Vec::new();
    let mut topic_of: Vec<usize> = Vec::with_capacity(linked.len());
    for (at, earlier) in linked.iter().enumerate() {
        let mut links: BTreeMap<usize, usize> = BTreeMap::new();
        for &other in earlier {
            *links.entry(topic_of[other]).or_insert(0) += 1;
        }
        let joined = links.iter().find(|&(&topic, &count)| count * 2 >= topics[topic].len());
        let topic = joined.map_or(topics.len(), |(&topic, _)| topic);
        if topic == topics.len() {
            topics.push(Vec::new());
        }
        topics[topic].push(at);
        topic_of.push(topic);
    }
    topics
}

/// Answers of an article that are set side by side: reports on polls have some dozens, and each is held against each.
pub(crate) const ANSWERS: usize = 200;

/// The answers of a batch in order, the first of each article. What is asked or put right is none.
fn answers(claims: &[Claim]) -> Vec<Answer<'_>> {
    let mut out: Vec<Answer<'_>> = Vec::new();
    for (index, claim) in (0..).zip(claims) {
        let first = out.len().checked_sub(ANSWERS).map(|at| &out[at]);
        if first.is_some_and(|first| first.claim.article == claim.article) {
            continue;
        }
        for (facet, mood) in claim.facets.iter().zip(&claim.moods) {
            if let Facet::Quantity(quantity) = facet
                && let Some(poll) = quantity.poll.as_deref()
                && !matches!(mood, Assertion::Question | Assertion::Correction)
            {
                out.push(Answer { index, claim, quantity, poll });
            }
        }
    }
    out
}

fn weight(term: Term) -> u32 {
    u32::from(term.weight)
}

fn same_question(left: &Poll, right: &Poll) -> bool {
    let shared = overlap(&left.question, &right.question, weight);
    shared.count >= SHARED_TERMS.min(index(left.question.len().min(right.question.len())))
        && shared.containment() >= SAME_QUESTION
}

/// How much of the lighter question the other's sentence holds, where the two are on one topic.
fn one_topic(left: &Answer<'_>, right: &Answer<'_>) -> Option<u16> {
    // A mark for a person's work and a vote on a plan are two topics, however many words they share.
    if left.poll.stance.marks() != right.poll.stance.marks() {
        return None;
    }
    let own = overlap(&left.poll.question, &right.poll.question, weight);
    let specific = |terms: &[Term], others: &[Term]| {
        terms.iter().any(|term| term.weight >= SPECIFIC && others.iter().any(|other| other.hash == term.hash))
    };
    if !specific(&left.poll.question, &right.poll.question) {
        return None;
    }
    let there = overlap(&left.poll.question, &right.claim.terms, weight);
    let back = overlap(&right.poll.question, &left.claim.terms, weight);
    let met = |overlap: Overlap| (overlap.shared * 1000).checked_div(overlap.left).unwrap_or(0);
    let alike = u16::try_from(met(there).max(met(back))).unwrap_or(1000);
    let terms = there.count.max(back.count).max(own.count);
    let weighty = there.shared.max(back.shared) >= SHARED_WEIGHT;
    (terms >= SHARED_TERMS && weighty && alike >= SAME_TOPIC).then_some(alike)
}

/// Whether two figures are one answer told twice.
fn same_answer(left: &Answer<'_>, right: &Answer<'_>) -> bool {
    !left.quantity.range.disjoint(right.quantity.range)
        && left.poll.stance == right.poll.stance
        && left.poll.group == right.poll.group
        && !houses_differ(left.poll, right.poll)
        && same_question(left.poll, right.poll)
}

fn houses_differ(left: &Poll, right: &Poll) -> bool {
    matches!((&left.pollster, &right.pollster), (Some(a), Some(b)) if !same_house(a, b))
}

/// Whether two names can be one house's: the telling word of one stands in the other ("Ostmark", "Ostmark Research").
fn same_house(left: &Speaker, right: &Speaker) -> bool {
    let holds = |outer: &Speaker, inner: &Speaker| {
        let telling = inner.terms.iter().max_by_key(|term| (term.weight, term.hash));
        telling.is_some_and(|term| outer.terms.iter().any(|other| other.hash == term.hash))
    };
    holds(left, right) || holds(right, left)
}

/// Whether two figures may come from one poll: nothing tells them apart.
fn same_poll(left: &Answer<'_>, right: &Answer<'_>) -> bool {
    if houses_differ(left.poll, right.poll) {
        return false;
    }
    let named = left.poll.pollster.is_some() && right.poll.pollster.is_some();
    named || left.claim.article == right.claim.article || same_answer(left, right)
}

fn profile(batch: Batch<'_>, members: &[Answer<'_>]) -> Option<Finding> {
    let values = grouped(members, same_answer);
    let polls = grouped(members, same_poll);
    let articles: BTreeSet<u32> = members.iter().map(|answer| answer.claim.article).collect();
    let first = articles.first()?;
    // One poll that every article reports in full sets nothing side by side.
    let told_alike =
        values.iter().all(|value| value.iter().map(|answer| answer.claim.article).collect::<BTreeSet<_>>() == articles);
    if values.len() < 2 || polls.len() < 2 && (articles.len() < 2 || told_alike) {
        return None;
    }
    // One question asked of the same people by one house has one answer: whether the figures differ is the check's to say.
    let one_question = values.iter().all(|value| comparable(values[0][0].quantity, value[0].quantity));
    if one_question {
        return None;
    }
    let pairs = (1..members.len()).flat_map(|at| members[..at].iter().map(move |other| (other, &members[at])));
    let alike = pairs.filter_map(|(left, right)| one_topic(left, right)).max().unwrap_or(0);
    let mut shown: Vec<String> = values.iter().take(LISTED).map(|value| asked(batch, &value[0])).collect();
    if values.len() > LISTED {
        shown.push(format!("and {} more", values.len() - LISTED));
    }
    // By the answers themselves: which article comes first is chance.
    let mut fingerprints: Vec<ClaimId> = members.iter().map(|answer| answer.claim.fingerprint).collect();
    fingerprints.sort_unstable();
    Some(Finding {
        id: ClaimId::of([
            KIND.as_bytes(),
            b"profile",
            &fingerprints[0].0.to_be_bytes(),
            &fingerprints[1].0.to_be_bytes(),
        ]),
        kind: KIND,
        severity: Severity::Note,
        confidence: CONFIDENCE + alike / 10,
        message: format!("Polls asked different questions: {}", shown.join("; ")),
        because: "the polls share a topic and asked different questions, so their figures stand side by side"
            .to_owned(),
        score: vec![ScorePart { name: "question", value: alike }],
        story: batch.stories[*first as usize],
        within_article: articles.len() == 1,
        copy_drift: false,
        settled: None,
        values: values.iter().map(|value| of_value(batch, value)).collect(),
    })
}

/// Members in sets of those for which `same` holds, in order of the first of each.
fn grouped<'a>(members: &[Answer<'a>], same: fn(&Answer<'_>, &Answer<'_>) -> bool) -> Vec<Vec<Answer<'a>>> {
    let mut out: Vec<Vec<Answer<'a>>> = Vec::new();
    for &member in members {
        match out.iter_mut().find(|group| group.iter().all(|other| same(other, &member))) {
            Some(group) => group.push(member),
            None => out.push(vec![member]),
        }
    }
    out
}

fn of_value(batch: Batch<'_>, value: &[Answer<'_>]) -> Value {
    let mention = |answer: &Answer<'_>| Mention {
        claim: answer.index,
        span: answer.quantity.span,
        speaker: answer.claim.speaker.as_ref().map(|speaker| speaker.label.clone()).filter(|label| !label.is_empty()),
    };
    Value { value: figure(batch, &value[0]), mentions: value.iter().map(mention).collect() }
}

fn words<'a>(batch: Batch<'a>, answer: &Answer<'_>) -> &'a str {
    batch.articles[answer.claim.article as usize].words()
}

/// The figure with the people it counts, where they stand next to it.
fn figure(batch: Batch<'_>, answer: &Answer<'_>) -> String {
    let span = answer.quantity.span;
    let shown = match answer.quantity.counted.span {
        Some(head)
            if head.start >= span.end
                && head.end <= answer.poll.asked.start
                && !answer.quantity.counted.head.ends_with("ing") =>
        {
            span.join(head)
        }
        _ => span,
    };
    text::collapsed(shown.of(words(batch, answer)))
}

/// "“a third of residents” oppose a new dam (Ostmark, in the Herald)".
fn asked(batch: Batch<'_>, answer: &Answer<'_>) -> String {
    let wording = text::collapsed(answer.poll.asked.of(words(batch, answer)));
    let source = batch.articles[answer.claim.article as usize].label();
    let house = match &answer.poll.pollster {
        Some(house) => format!("{}, in {source}", house.label),
        None => format!("unnamed poll, in {source}"),
    };
    format!("“{}”: {} ({house})", figure(batch, answer), shortened(&wording))
}

/// Cut after a word where it is long.
fn shortened(wording: &str) -> String {
    if text::graphemes(wording).count() <= SHOWN {
        return wording.to_owned();
    }
    let cut: String = text::graphemes(wording).take(SHOWN).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{whole} …")
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use crate::config::Config;
    use crate::model::{Finding, Severity};
    use crate::{check, read};

    /// The profiles of articles that are long enough to be one story.
    fn profiles(texts: &[&str]) -> Vec<Finding> {
        let story =
            "The island council of Fjordvik meets on Monday about the bridge to Nordby and the toll for commuters.";
        let articles = texts
            .iter()
            .zip(["a", "b", "c"])
            .map(|(text, name)| read::plain_text(name, &format!("{story}\n\n{text}\n")))
            .collect();
        let report = check(articles, &Config::default());
        report.findings.into_iter().filter(|finding| finding.message.starts_with("Polls asked")).collect()
    }

    #[test]
    fn one_poll_in_one_article_is_no_finding() {
        for texts in [
            &["In an Ostmark poll 60 percent of residents oppose the bridge toll, while 31 percent support the toll."]
                [..],
            &[
                "About 60 percent of residents oppose the bridge toll. Some 31 percent of residents support the bridge toll.",
            ],
        ] {
            assert_eq!(profiles(texts), [], "{texts:?}");
        }
    }

    #[test]
    fn one_poll_told_alike_is_no_finding() {
        let text =
            "In an Ostmark poll 60 percent of residents oppose the bridge toll, while 31 percent support the toll.";
        assert_eq!(profiles(&[text, &text.replace("In an", "According to an")]), []);
    }

    #[test]
    fn one_question_with_two_figures_is_the_checks_to_judge() {
        let text = "In an Ostmark poll 60 percent of residents oppose the bridge toll.";
        assert_eq!(profiles(&[text, &text.replace("60", "52")]), []);
    }

    #[test]
    fn other_topics_and_marks_for_a_person_stay_apart() {
        for texts in [
            [
                "A third of residents support a toll on the bridge.",
                "About 75 percent of residents feel unsafe at night.",
            ],
            [
                "About 75 percent of residents approve of Mayor Ida Lund and her bridge toll.",
                "A third of residents support the bridge toll of Mayor Ida Lund.",
            ],
            [
                "A third of residents support a toll on the bridge.",
                "Turnout in the vote on the bridge toll was 61 percent.",
            ],
        ] {
            assert_eq!(profiles(&texts), [], "{texts:?}");
        }
    }

    #[test]
    fn two_polls_on_one_topic_are_one_note() {
        let found = profiles(&[
            "In an Ostmark poll 60 percent of residents oppose any bridge toll, while 31 percent would welcome such a toll.",
            "A Nordwind survey found that just over half of residents want a toll on trucks that cross the bridge.",
        ]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].severity, Severity::Note);
        let values: Vec<&str> = found[0].values.iter().map(|value| value.value.as_str()).collect();
        assert_eq!(values, ["60 percent of residents", "31 percent", "just over half of residents"]);
        assert!(
            found[0].message.contains("want a toll on trucks that cross the bridge (Nordwind, in b)"),
            "{}",
            found[0].message
        );
    }

    #[test]
    fn two_houses_in_one_article_are_two_polls() {
        let found = profiles(&[
            "Half of residents surveyed by Ostmark said they support the bridge toll. A third of residents in a Nordwind poll oppose the bridge toll.",
        ]);
        assert_eq!(found.len(), 1);
        assert!(found[0].within_article);
    }

    #[test]
    fn the_same_figure_in_two_articles_is_one_value() {
        let found = profiles(&[
            "In an Ostmark poll 60 percent of residents oppose the bridge toll.",
            "Ostmark asked too: in its survey 60 percent of residents oppose the bridge toll. In a Nordwind poll, 48 percent of residents oppose the bridge toll for commuters.",
        ]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].values.len(), 2);
        assert_eq!(found[0].values[0].mentions.len(), 2);
    }
}
