//! What changed on the way from one copy to another: a number, a date or a name in a sentence that is the same otherwise.
//!
//! In the copies of one story two sentences that differ in one place are known to speak of one thing, which the gates for
//! accounts in different words cannot know. So a change there is a finding, whatever stands beside the number.

use super::findings::Compared;
use super::{CHECKS, Outcome, quantity, renamed};
use crate::align::terms::overlap;
use crate::config::Config;
use crate::extract::manual::is_manual;
use crate::lexicon::agencies;
use crate::model::{
    Article, Assertion, Claim, ClaimId, DateFacet, Dimension, Facet, Finding, Gate, Quantity, Reason, Severity, Span,
};
use crate::origin::Copies;
use crate::text::{self, Token, TokenKind};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Words of the shortest sentence in which a change is told from another sentence.
const SHORTEST: usize = 7;
/// Longest sentence that is followed word by word, in words: the work grows with the square.
const LONGEST: usize = 120;
/// Words in the same order that two sentences share, in thousandths of the longer one's, to be one sentence.
const SAME: usize = 700;
/// The same of their content words, which are cheaper to count.
const SAME_TERMS: u16 = 600;
/// Words of a change: a longer one is a sentence written anew.
const CHANGED: usize = 4;
/// Letters in which a misspelled name differs, and those of the shortest that is told from another name.
const LETTERS: usize = 2;
const SPELLED: usize = 4;
/// How sure a change is to be one, in thousandths; set, not fitted.
const CONFIDENCE: u16 = 880;

/// The articles with their claims.
#[derive(Clone, Copy)]
pub(crate) struct Batch<'a> {
    pub(crate) articles: &'a [Article],
    pub(crate) claims: &'a [Claim],
    /// The claims of each article.
    pub(crate) ranges: &'a [Range<usize>],
}

/// A sentence as words in order.
struct Line<'a> {
    claim: usize,
    wording: ClaimId,
    tokens: Vec<Token<'a>>,
}

/// The places that two sentences share, in order: those of the left and of the right one.
type Kept = Vec<(usize, usize)>;

/// What changed between an article and its copy, as far as the configuration asks for it.
pub(crate) fn changes(batch: Batch<'_>, (left, right): (u32, u32), config: &Config) -> Vec<Compared> {
    // Pages of a manual are written to one pattern: what differs is what they are of.
    if [left, right].iter().all(|&at| is_manual(&batch.articles[at as usize])) {
        return Vec::new();
    }
    let [ours, theirs] = [left, right].map(|at| lines(batch, at as usize));
    let known = |lines: &[Line<'_>]| -> BTreeSet<_> { lines.iter().map(|line| line.wording).collect() };
    let (in_left, in_right) = (known(&ours), known(&theirs));
    let ours: Vec<Line<'_>> = ours.into_iter().filter(|line| !in_right.contains(&line.wording)).collect();
    let theirs: Vec<Line<'_>> = theirs.into_iter().filter(|line| !in_left.contains(&line.wording)).collect();
    let mut out = Vec::new();
    for (line, other, kept) in counterparts(batch, &ours, &theirs) {
        for (from, to) in gaps(&kept, line.tokens.len(), other.tokens.len()) {
            let spans = [span(&line.tokens, from), span(&other.tokens, to)];
            out.extend(change(batch, [line.claim, other.claim], spans));
        }
    }
    out.retain(|change| config.wants(CHECKS[change.check].id));
    out
}

fn lines(batch: Batch<'_>, article: usize) -> Vec<Line<'_>> {
    let words = batch.articles[article].words();
    let line = |claim: usize| {
        let mut tokens = text::tokens(words, batch.claims[claim].span);
        tokens.retain(|token| token.kind != TokenKind::Mark || token.is_mark('%'));
        Line { claim, wording: batch.claims[claim].wording, tokens }
    };
    let lines = batch.ranges[article].clone().map(line);
    lines.filter(|line| (SHORTEST..=LONGEST).contains(&line.tokens.len())).collect()
}

/// The sentences of two articles that are one sentence: each keeps more of the other's words than of any else's. Where two
/// are equally near, either may be meant, and so none is.
fn counterparts<'l, 'a>(
    batch: Batch<'_>,
    ours: &'l [Line<'a>],
    theirs: &'l [Line<'a>],
) -> Vec<(&'l Line<'a>, &'l Line<'a>, Kept)> {
    let pairs = ours.iter().flat_map(|line| theirs.iter().map(move |other| (line, other)));
    let mut alike: Vec<_> = pairs.filter_map(|(line, other)| Some((line, other, same(batch, line, other)?))).collect();
    // How much the nearest keeps, and its wording while it is alone.
    let mut nearest: BTreeMap<usize, (usize, Option<ClaimId>)> = BTreeMap::new();
    for (line, other, kept) in &alike {
        for (at, wording) in [(line.claim, other.wording), (other.claim, line.wording)] {
            let (most, alone) = nearest.entry(at).or_insert((0, None));
            match kept.len().cmp(most) {
                Ordering::Less => {}
                Ordering::Equal => *alone = alone.filter(|one| *one == wording),
                Ordering::Greater => (*most, *alone) = (kept.len(), Some(wording)),
            }
        }
    }
    alike.retain(|(line, other, _)| {
        let meant = |at: usize, wording| nearest.get(&at).is_some_and(|(_, alone)| *alone == Some(wording));
        meant(line.claim, other.wording) && meant(other.claim, line.wording)
    });
    alike
}

/// The places that two sentences share, where they are one sentence: the same ones, whichever is the left.
fn same(batch: Batch<'_>, left: &Line<'_>, right: &Line<'_>) -> Option<Kept> {
    let terms = [left, right].map(|line| &batch.claims[line.claim].terms);
    let shared = overlap(terms[0], terms[1], |_| 1);
    if shared.containment() < SAME_TERMS {
        return None;
    }
    let kept = if left.wording <= right.wording {
        common(&left.tokens, &right.tokens)
    } else {
        common(&right.tokens, &left.tokens).into_iter().map(|(r, l)| (l, r)).collect()
    };
    (kept.len() * 1000 >= left.tokens.len().max(right.tokens.len()) * SAME).then_some(kept)
}

/// A longest common subsequence of two lists of words, as pairs of places.
fn common(left: &[Token<'_>], right: &[Token<'_>]) -> Kept {
    let width = right.len() + 1;
    let mut best = vec![0_u16; (left.len() + 1) * width];
    for l in (0..left.len()).rev() {
        for r in (0..right.len()).rev() {
            best[l * width + r] = if left[l].lower == right[r].lower {
                best[(l + 1) * width + r + 1] + 1
            } else {
                best[(l + 1) * width + r].max(best[l * width + r + 1])
            };
        }
    }
    let (mut l, mut r, mut out) = (0, 0, Vec::new());
    while l < left.len() && r < right.len() {
        if left[l].lower == right[r].lower {
            out.push((l, r));
            (l, r) = (l + 1, r + 1);
        } else if best[(l + 1) * width + r] >= best[l * width + r + 1] {
            l += 1;
        } else {
            r += 1;
        }
    }
    out
}

/// The stretches between shared words where each side has words of its own.
fn gaps(kept: &[(usize, usize)], left: usize, right: usize) -> Vec<(Range<usize>, Range<usize>)> {
    let ends = kept.iter().copied().chain([(left, right)]);
    let starts = [(0, 0)].into_iter().chain(kept.iter().map(|&(l, r)| (l + 1, r + 1)));
    let gaps = starts.zip(ends).map(|((l, r), (l_end, r_end))| (l..l_end, r..r_end));
    gaps.filter(|(l, r)| [l, r].iter().all(|side| (1..=CHANGED).contains(&side.len()))).collect()
}

fn span(tokens: &[Token<'_>], range: Range<usize>) -> Span {
    tokens[range.start].span.join(tokens[range.end - 1].span)
}

/// What a change comes to, where it is one of a number, a date or a name.
fn change(batch: Batch<'_>, sides: [usize; 2], spans: [Span; 2]) -> Option<Compared> {
    let claims = sides.map(|at| &batch.claims[at]);
    let corrected = claims.iter().any(|claim| claim.assertion == Assertion::Correction);
    if corrected {
        return None;
    }
    let found = numbers(claims, spans).or_else(|| dates(claims, spans)).or_else(|| names(batch, claims, spans));
    let (kind, spans, severity) = found?;
    let check = CHECKS.iter().position(|check| check.id == kind)?;
    let side = |at: usize| (u32::try_from(sides[at]).unwrap_or(u32::MAX), spans[at]);
    let because = "one is a copy of the other but for this".to_owned();
    let outcome = Outcome::Conflict(Reason { severity, confidence: CONFIDENCE, because });
    Some(Compared { check, sides: [side(0), side(1)], outcome })
}

type Change = (&'static str, [Span; 2], Severity);

/// The one facet that overlaps a stretch.
fn only<'c, T>(claim: &'c Claim, span: Span, pick: fn(&'c Facet) -> Option<&'c T>) -> Option<&'c T> {
    let mut found = claim.facets.iter().filter(|facet| facet.span().overlaps(span)).filter_map(pick);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

fn numbers(claims: [&Claim; 2], spans: [Span; 2]) -> Option<Change> {
    fn quantity(facet: &Facet) -> Option<&Quantity> {
        if let Facet::Quantity(quantity) = facet { Some(quantity) } else { None }
    }
    let (left, right) = (only(claims[0], spans[0], quantity)?, only(claims[1], spans[1], quantity)?);
    // On another day the number may be a newer one.
    let updated = matches!(claims.map(|claim| claim.published), [Some(a), Some(b)] if a != b);
    let comparable = left.dimension == right.dimension
        && left.role == right.role
        && !matches!(left.dimension, Dimension::Label | Dimension::Ordinal);
    let changed = comparable && !updated && quantity::conflict(left, right);
    changed.then_some(("quantity", [left.span, right.span], Severity::High))
}

fn dates(claims: [&Claim; 2], spans: [Span; 2]) -> Option<Change> {
    fn date(facet: &Facet) -> Option<&DateFacet> {
        if let Facet::Date(date) = facet { Some(date) } else { None }
    }
    let (left, right) = (only(claims[0], spans[0], date)?, only(claims[1], spans[1], date)?);
    let apart = left.interval.zip(right.interval).is_some_and(|(left, right)| left.disjoint(right));
    // "today" and "Tuesday" depend on the day of the paper, and so does the year of a bare month.
    let told = |date: &DateFacet| !date.relative && (date.stated.year.is_some() || date.stated.day.is_some());
    (apart && told(left) && told(right)).then_some(("date", [left.span, right.span], Severity::High))
}

fn names(batch: Batch<'_>, claims: [&Claim; 2], spans: [Span; 2]) -> Option<Change> {
    let words = [0, 1].map(|at| renamed::bare(spans[at].of(batch.articles[claims[at].article as usize].words())));
    // Initials and words in capitals are abbreviated in as many ways as there are house styles.
    let spelled = |words: &str| {
        words.split([' ', '-']).all(|word| {
            let mut letters = word.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.clone().any(char::is_lowercase)
        }) && !words.contains(['.', '\'', '’'])
    };
    let found = [0, 1].map(|at| renamed::named(claims[at], spans[at]));
    let people = found.iter().flatten().any(|name| name.person);
    let credits = words.iter().any(|words| agencies::credited(words).is_some());
    if !people || credits || !words.iter().all(|words| spelled(words)) {
        return None;
    }
    // A name that both articles hold stands there for somebody else, but for a slip in one of several places.
    let holds = |at: usize, words: &str| {
        batch.ranges[claims[at].article as usize].clone().any(|claim| {
            let claim = &batch.claims[claim];
            agencies::holds(claim.span.of(batch.articles[claim.article as usize].words()), words)
        })
    };
    let misspelled =
        strsim::osa_distance(words[0], words[1]) <= LETTERS && words.iter().all(|word| word.len() >= SPELLED);
    // At the start of a clause a misspelled name is known for one by the other side alone.
    let unknown = found.iter().any(Option::is_none);
    match (holds(0, words[1]), holds(1, words[0])) {
        (true, true) => return None,
        (left, right) if (left || right || unknown) && !misspelled => return None,
        _ => {}
    }
    // The whole name, as the check of names has it, so that one mention is one place.
    Some(("name", [0, 1].map(|at| found[at].map_or(spans[at], |name| name.span)), Severity::Medium))
}

/// Adds what changed to what the checks found: what they settled themselves stays as it is.
pub(crate) fn settle(compared: &mut Vec<Compared>, changes: Vec<Compared>) {
    let mut changes: BTreeMap<_, Compared> = changes.into_iter().map(|one| ((one.check, one.sides), one)).collect();
    compared.retain(|one| {
        let settled = match one.outcome {
            Outcome::Unrelated => false,
            // Between copies these are no question: what is foreseen or denied is so in both.
            Outcome::NotComparable(gate) => !matches!(gate, Gate::Asserted | Gate::Measure | Gate::Scope | Gate::Story),
            Outcome::Agree | Outcome::Conflict(_) => true,
        };
        let key = (one.check, one.sides);
        if settled {
            changes.remove(&key);
        }
        settled || !changes.contains_key(&key)
    });
    compared.extend(changes.into_values());
}

/// Ties the changes of one name in the copies of one story. `origins` gives the origin of each article.
pub(crate) fn tie(batch: Batch<'_>, origins: &[u32], compared: &mut Vec<Compared>) {
    renamed::tie(batch, origins, compared);
}

/// Marks findings of which two values stand in copies of one story, and says so in their messages.
pub(crate) fn mark(findings: &mut [Finding], claims: &[Claim], copies: &Copies) {
    for finding in findings.iter_mut().filter(|finding| !finding.within_article) {
        let mut tellers: Vec<(u32, usize, u32)> = Vec::new();
        for (value, told) in finding.values.iter().enumerate() {
            let articles = told.mentions.iter().map(|mention| claims[mention.claim as usize].article);
            tellers.extend(articles.map(|article| (copies.origins[article as usize], value, article)));
        }
        finding.copy_drift = tellers.iter().enumerate().any(|(at, one)| {
            tellers[..at].iter().any(|other| one.0 == other.0 && one.1 != other.1 && one.2 != other.2)
        });
        if finding.copy_drift {
            finding.message.push_str(", changed in a copy");
        }
    }
}
