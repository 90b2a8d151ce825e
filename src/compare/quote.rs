//! One quotation in two wordings.

use super::{Check, Compare, Events, Outcome, Pair, gates};
use crate::align::story::Kin;
use crate::lexicon;
use crate::model::{Claim, Facet, FacetKind, Gate, Quote, Reason, Severity, Speaker};
use std::ops::Range;

pub(super) const CHECK: Check = Check {
    id: "quote",
    summary: "One quotation is printed in two wordings",
    lead: "One quotation in two wordings",
    help: include_str!("../../tests/checks/quote.md"),
    severity: Severity::Medium,
    asks: Kin::Topic,
    compare: Compare::Facets(FacetKind::Quote, compare),
    events: Events::None,
};

/// Words of the shorter quotation that may be changed, left out or put in, in thousandths of its length, for the two to be
/// one utterance of one speaker. More is another sentence.
const CHANGED: usize = 340;
/// The same where both begin and end with the same words.
const CHANGED_FRAMED: usize = 500;
/// The same where the text does not say that it is one speaker.
const CHANGED_UNKNOWN: usize = 280;
/// The same inside one article, where a speaker says a thing again in like words.
const CHANGED_WITHIN: usize = 200;
/// Words from which hardly changed words are one utterance whoever is said to have spoken them, and what may be changed in
/// them, in thousandths: who spoke is read from the text, and the text or its reading can be wrong about it.
const UTTERANCE: (usize, usize) = (9, 150);
/// Content words that two quotations must share where the text does not say that it is one speaker.
const KEPT: usize = 3;
/// The same where the text names two speakers.
const KEPT_BY_ANOTHER: usize = 6;
/// Share of the shorter one's content words that the other must have, in thousandths.
const KEPT_SHARE: usize = 600;
/// Share of the longer one's words from which an excerpt is the same quotation, in thousandths.
const WHOLE: usize = 500;
/// Content words, nearly all of the shorter quotation's, with which one speaker is quoted twice for the same utterance in whatever
/// order and whatever stands between them: "to own it, not to be loved by it" and "to be loved by it, not to own it".
const KEPT_ANEW: usize = 2;
/// The same where the text does not say that it is one speaker.
const KEPT_ANEW_UNKNOWN: usize = 5;
/// Content words that the longer one may have beyond those, besides half as many as they are.
const LETTING_ANEW: usize = 1;
/// Words from which two quotations are one though one of them lacks a word that the other has inside.
const SHORTEST_DROPPED: usize = 5;
/// Shorter quotations resemble one another by chance, in words.
const SHORTEST: usize = 6;
/// The same inside one article, where a speaker takes up his own words.
const SHORTEST_WITHIN: usize = 10;

/// Whether `other` is told by the office that `claim` gives the one whom it names.
fn described(claim: &Claim, named: &Speaker, other: &Speaker) -> bool {
    let office = |facet: &Facet| match facet {
        Facet::Status(status) => {
            status.subject == named.label
                && other.terms.iter().any(|term| term.hash == lexicon::concept_hash(&status.office))
        }
        _ => false,
    };
    named.named && !other.named && claim.facets.iter().any(office)
}

fn compare(pair: &Pair<'_>, left: &Facet, right: &Facet) -> Outcome {
    let (Facet::Quote(left), Facet::Quote(right)) = (left, right) else { return Outcome::Unrelated };
    let outcome = quotations(pair, left, right);
    if !matches!(outcome, Outcome::Conflict(_)) {
        return outcome;
    }
    // What only the print makes different is no other wording.
    let (a, b) = (fused(&left.words, &right.words), fused(&right.words, &left.words));
    if a == left.words && b == right.words {
        return outcome;
    }
    let [a, b] = [(left, a), (right, b)].map(|(quote, words)| Quote { words, ..quote.clone() });
    quotations(pair, &a, &b)
}

/// The words of a quotation, two of them as one where the other prints them so: "mid term" beside "midterm".
fn fused(words: &[String], other: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::with_capacity(words.len());
    for word in words {
        let whole = out.last().filter(|last| !last.is_empty() && !word.is_empty()).map(|last| format!("{last}{word}"));
        match whole.filter(|whole| other.contains(whole)) {
            Some(whole) => *out.last_mut().expect("it was there") = whole,
            None => out.push(word.clone()),
        }
    }
    out
}

fn quotations(pair: &Pair<'_>, left: &Quote, right: &Quote) -> Outcome {
    let same = match (&left.speaker, &right.speaker) {
        (Some(a), Some(b)) if !a.terms.is_empty() && !b.terms.is_empty() => Some(gates::same_speaker(a, b)),
        _ => None,
    };
    // "Aldo Renn, chief executive, said", "the company's chief executive said"
    let described = match (&left.speaker, &right.speaker) {
        (Some(a), Some(b)) => described(pair.left, a, b) || described(pair.right, b, a),
        _ => false,
    };
    let same = same.filter(|&same| same || !described);
    // "several airlines" and "the airline" need not be one speaker.
    let named = |quote: &Quote| quote.speaker.as_ref().is_some_and(|speaker| speaker.named);
    let same = same.filter(|&same| !same || named(left) || named(right));
    // Of two of one length always the same one is looked for in the other.
    let first = (spoken(left), &left.words) <= (spoken(right), &right.words);
    let (short, long) = if first { (left, right) } else { (right, left) };
    let length = spoken(short);
    let allowed = match same {
        _ if pair.same_article() => CHANGED_WITHIN,
        Some(true) => CHANGED,
        _ => CHANGED_UNKNOWN,
    };
    let shortest = if pair.same_article() { SHORTEST_WITHIN } else { SHORTEST };
    let dropped = !pair.same_article() && length >= SHORTEST_DROPPED && drops_inside(&short.words, &long.words);
    // What the other lacks must be changed at the least.
    if same == Some(true) && length < SHORTEST && in_like_words(pair, left, right) {
        return Outcome::Conflict(Reason {
            severity: Severity::Low,
            confidence: 700,
            because: "one speaker, quoted on one thing in other words".to_owned(),
        });
    }
    if !dropped && (length < shortest || lacking(&short.words, &long.words) * 1000 > length * allowed) {
        return Outcome::Unrelated;
    }
    let (changed, found) = changes(&short.words, &long.words);
    let changed = changed * 1000;
    let (kept, turned) = content(&short.words, &long.words[found.clone()]);
    let of_short = content(&short.words, &short.words).0;
    // "to deliver for the … people": grammar words and a name are shared by any two sentences.
    // A run of words that begins both and one that ends both are one utterance's frame.
    let framed = framed(&short.words, &long.words);
    let too_few = same != Some(true) && kept < KEPT && !(framed && kept >= KEPT_FRAMED)
        || kept * 1000 < of_short * if framed { KEPT_SHARE_FRAMED } else { KEPT_SHARE };
    let framed_anew = framed && same == Some(true) && changed <= length * CHANGED_FRAMED;
    let hardly_changed = dropped || framed_anew || changed <= length * allowed;
    let anew = || !pair.same_article() && said_anew(same, &short.words, &long.words, of_short);
    if (too_few || !hardly_changed) && !anew() {
        return Outcome::Unrelated;
    }
    let excerpts = overlapping(&left.words, &right.words) || overlapping(&right.words, &left.words);
    if excerpts || part_of(&left.words, &right.words) || part_of(&right.words, &left.words) {
        // What is cut short says nothing of what it leaves out.
        let whole = spoken(short) * 1000 >= spoken(long) * WHOLE;
        // "We have lost friends …" goes on as either of two wordings does.
        let open = short.words.last().is_some_and(String::is_empty);
        return match same {
            Some(false) => Outcome::NotComparable(Gate::Subject),
            _ if whole && !open => Outcome::Agree,
            _ => Outcome::Unrelated,
        };
    }
    // Two people may well say much the same, but not in many words.
    let utterance = !pair.same_article() && length >= UTTERANCE.0 && changed <= length * UTTERANCE.1;
    if same == Some(false) && (!utterance || kept < KEPT_BY_ANOTHER) {
        return Outcome::NotComparable(Gate::Subject);
    }
    let shut = gates::first_shut(&[(Gate::Contrast, gates::one_sentence(pair.left, pair.right))]);
    if let Some(gate) = shut {
        return Outcome::NotComparable(gate);
    }
    let denies_apart = negators(&short.words) != negators(&long.words[found]);
    Outcome::Conflict(Reason {
        // "somebody" for "someone", a "the" more or less: a slip of the transcript.
        severity: if turned == 0 && !denies_apart { Severity::Low } else { Severity::Medium },
        confidence: if same == Some(true) && hardly_changed { 920 } else { 820 },
        because: match same {
            Some(true) => "one speaker, and nearly the same words inside quotation marks".to_owned(),
            _ => "nearly the same words inside quotation marks".to_owned(),
        },
    })
}

/// Whether two short quotations that share some of their words stand in sentences which are otherwise much the same: "the
/// losses were “painful but manageable”", "the losses are “painful and hard to manage”".
fn in_like_words(pair: &Pair<'_>, left: &Quote, right: &Quote) -> bool {
    if pair.same_article()
        || pair.kin != Kin::Event
        || part_of(&left.words, &right.words)
        || part_of(&right.words, &left.words)
    {
        return false;
    }
    let outside = |claim: &Claim, quote: &Quote| {
        let speaker = quote.speaker.as_ref().map_or(&[][..], |speaker| &speaker.terms);
        let plain = claim.occurrences.iter().filter(|word| !quote.span.contains(word.span)).map(|word| word.term());
        crate::text::sorted(plain.filter(|term| !speaker.iter().any(|name| name.hash == term.hash)).collect())
    };
    let words = gates::around(pair, &outside(pair.left, left), &outside(pair.right, right));
    let (kept, _) = content(&left.words, &right.words);
    let of_long = content(&left.words, &left.words).0.max(content(&right.words, &right.words).0);
    words.count >= LIKE_COUNT && words.containment() >= LIKE && kept * 2 >= of_long.max(1)
}

/// Content words beside two short quotations that both sentences hold, and their share of the lighter side's, in thousandths.
const LIKE_COUNT: u32 = 2;
/// See [`LIKE_COUNT`].
const LIKE: u16 = 500;

/// Whether `long` has all content words of `short` but one in four, in whatever order and whatever stands between them,
/// and little beyond. `of_short` is how many content words `short` has.
fn said_anew(same: Option<bool>, short: &[String], long: &[String], of_short: usize) -> bool {
    let least = match same {
        Some(true) => KEPT_ANEW,
        Some(false) => return false,
        None => KEPT_ANEW_UNKNOWN,
    };
    let (kept, turned) = content(short, long);
    let lost = of_short - kept;
    kept >= least && lost * 3 <= kept && turned <= LETTING_ANEW + lost + kept / 2
}

/// Whether two quotations begin and end with the same words, with a few that differ between.
fn framed(short: &[String], long: &[String]) -> bool {
    let lead = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let rest = short.len() - lead;
    let tail = short.iter().rev().zip(long.iter().rev()).take_while(|(a, b)| a == b).count().min(rest);
    lead >= LEAD && lead + tail >= FRAME && long.len().abs_diff(short.len()) <= LETTING
}

/// Words with which both must begin, and words of beginning and end together, for two quotations to have one frame.
const LEAD: usize = 4;
/// See [`LEAD`].
const FRAME: usize = 5;
/// Words by which the lengths of the two may differ then.
const LETTING: usize = 2;
/// Content words that two quotations of one frame must share where the text does not say that it is one speaker.
const KEPT_FRAMED: usize = 2;
/// Share of the shorter one's content words that the other must have then, in thousandths.
const KEPT_SHARE_FRAMED: usize = 500;

/// Whether `short` is `long` but for one word left out between others.
fn drops_inside(short: &[String], long: &[String]) -> bool {
    let plain = |words: &[String]| words.iter().all(|word| !word.is_empty());
    if short.len() + 1 != long.len() || !plain(short) || !plain(long) {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    0 < same && same < short.len() && short[same..] == long[same + 1..]
}

fn spoken(quote: &Quote) -> usize {
    quote.words.iter().filter(|word| !word.is_empty()).count()
}

/// How many words of `part` stand nowhere in `whole`.
fn lacking(part: &[String], whole: &[String]) -> usize {
    part.iter().filter(|word| !word.is_empty() && !whole.contains(word)).count()
}

/// Least number of words to change, drop or add so that `part` stands in `whole` somewhere (Sellers' approximate matching
/// over words), gaps left out, and where in `whole` that is.
fn changes(part: &[String], whole: &[String]) -> (usize, Range<usize>) {
    let words = || whole.iter().enumerate().filter(|(_, word)| !word.is_empty());
    // Of each cell the changes so far and the place at which its match begins.
    let mut row: Vec<(usize, usize)> = words().map(|(at, _)| (0, at)).chain([(0, whole.len())]).collect();
    for (index, word) in part.iter().filter(|word| !word.is_empty()).enumerate() {
        let mut diagonal = row[0];
        row[0].0 = index + 1;
        for (at, (_, other)) in words().enumerate() {
            let above = row[at + 1];
            let turned = (diagonal.0 + usize::from(word != other), diagonal.1);
            row[at + 1] = turned.min((above.0 + 1, above.1)).min((row[at].0 + 1, row[at].1));
            diagonal = above;
        }
    }
    let ends = [0].into_iter().chain(words().map(|(at, _)| at + 1));
    let best = row.into_iter().zip(ends).min_by_key(|&((changes, _), end)| (changes, end));
    best.map_or((0, 0..0), |((changes, start), end)| (changes, start.min(end)..end))
}

/// How many content words two stretches share, and how many only one of them has.
fn content(left: &[String], right: &[String]) -> (usize, usize) {
    let lexicon = lexicon::english();
    let sorted = |words: &[String]| {
        let plain = words.iter().filter(|word| !word.is_empty() && !lexicon.is_function(word));
        let mut stems: Vec<String> = plain.map(|word| crate::text::stem(word).into_owned()).collect();
        stems.sort_unstable();
        stems
    };
    let (left, right) = (sorted(left), sorted(right));
    let mut rest = right.clone();
    let kept = left.iter().filter(|word| rest.binary_search(word).map(|at| rest.remove(at)).is_ok()).count();
    (kept, left.len() + right.len() - 2 * kept)
}

/// How often a stretch of a quotation says no.
fn negators(words: &[String]) -> usize {
    words.iter().filter(|word| matches!(word.as_str(), "not" | "no" | "never" | "nobody" | "nothing" | "none")).count()
}

/// Words from which the end of one excerpt and the beginning of another are one stretch of speech.
const STRETCH: usize = 6;

/// Whether `first` ends with the words with which `second` begins, word for word: two excerpts of one speech.
fn overlapping(first: &[String], second: &[String]) -> bool {
    let longest = first.len().min(second.len());
    (STRETCH..=longest).any(|len| first[first.len() - len..] == second[..len])
}

/// Whether `part` stands in `whole` word for word, with leaps only where `part` has a gap.
pub(super) fn part_of(part: &[String], whole: &[String]) -> bool {
    if whole.iter().any(String::is_empty) {
        return fits(part, whole);
    }
    let mut from = 0;
    part.split(|word| word.is_empty()).filter(|run| !run.is_empty()).all(|run| {
        let found = whole[from.min(whole.len())..].windows(run.len()).position(|window| window == run);
        found.is_some_and(|at| {
            from += at + run.len();
            true
        })
    })
}

/// Words of the other quotation for which a gap stands at most: "a (expletive) liar" is "a damned liar".
const STANDS_FOR: usize = 4;

/// The same where `whole` has gaps, too: each stands for some words of `part`, or for none. Most words must stand in both.
fn fits(part: &[String], whole: &[String]) -> bool {
    // By place in `whole`: how many words of `part` were found on the way there, and how many the gap before it stands for.
    let mut ways: Vec<Option<(usize, usize)>> = vec![Some((0, 0)); whole.len() + 1];
    for word in part {
        for at in 0..whole.len() {
            if whole[at].is_empty() {
                ways[at + 1] = ways[at + 1].max(ways[at].map(|(found, _)| (found, 0)));
            }
        }
        let mut next: Vec<Option<(usize, usize)>> = vec![None; whole.len() + 1];
        let mut best = None;
        for at in 0..=whole.len() {
            if word.is_empty() {
                best = best.max(ways[at]);
                next[at] = best.map(|(found, _)| (found, 0));
                continue;
            }
            let before = at.checked_sub(1);
            if let Some(before) = before.filter(|&before| whole[before] == *word) {
                next[at] = ways[before].map(|(found, _)| (found + 1, 0));
            } else if before.is_some_and(|before| whole[before].is_empty()) {
                next[at] = ways[at].filter(|(_, held)| *held < STANDS_FOR).map(|(found, held)| (found, held + 1));
            }
        }
        ways = next;
    }
    let words = part.iter().filter(|word| !word.is_empty()).count();
    ways.into_iter().flatten().any(|(found, _)| found * 3 >= words * 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(|word| if word == "…" { String::new() } else { word.to_owned() }).collect()
    }

    #[test]
    fn a_cut_is_no_drift() {
        let whole = words("we heard the hill roar and then the bridge was down");
        assert!(part_of(&words("we heard the hill roar …"), &whole));
        assert!(part_of(&words("we heard … the bridge was down"), &whole));
        assert!(!part_of(&words("we heard the bridge"), &whole));
        assert!(part_of(&words("a damned liar and a thief"), &words("he is a … liar and a thief")));
        assert!(part_of(&words("stage for the fair"), &words("it set the stage for … the fair")));
        assert!(!part_of(&words("a liar and a cheat"), &words("he is a … liar and a thief")));
    }

    #[test]
    fn changes_are_counted_where_the_part_fits_best() {
        let whole = words("he said that the old bridge is shut for good");
        assert_eq!(changes(&words("the old road is shut"), &whole), (1, 3..8));
        assert_eq!(changes(&words("a b c"), &words("x y z")).0, 3);
    }
}
