//! One person's name in two spellings.

use super::{Check, Compare, Comparison, Events, Outcome, Pair, gates};
use crate::align::story::Kin;
use crate::extract;
use crate::lexicon::frequency::weight;
use crate::model::{Claim, Facet, NameMention, Reason, Severity, Span, Standing, Term};
use crate::text::fold;

pub(super) const CHECK: Check = Check {
    id: "name",
    summary: "One person's name is spelled in two ways",
    lead: "Two spellings of a name",
    help: include_str!("../../tests/checks/name.md"),
    severity: Severity::Low,
    asks: Kin::Topic,
    compare: Compare::Claims(compare),
    events: Events::None,
};

/// Letters by which two spellings of one word of a name may differ.
const LETTERS: usize = 2;
/// Shorter words are different names when a letter differs: Ann and Ian.
const SHORTEST: usize = 4;

/// One spelling of a word must weigh this much, in thousandths of a nat: fewer than 35 times in 37,554 articles.
const RARE: u16 = 7000;

fn compare(pair: &Pair<'_>) -> Vec<Comparison> {
    if pair.same_article() || !pair.kinds.iter().all(|kinds| kinds.names) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for left in pair.left.names.iter().filter(|name| is_full(name)) {
        for right in pair.right.names.iter().filter(|name| is_full(name)) {
            if romanised(&left.full, &right.full) {
                continue;
            }
            let spelled = (persons(left, right) || one_rare_name(left, right)) && variants(&left.full, &right.full);
            let (confidence, because) = if spelled {
                (850, "names of one story that differ by a letter or two")
            } else if other_first(pair, left, right) {
                (700, "two first names of whom the two tell the same")
            } else if pair.kin >= Kin::Event && one_office(pair, left, right) {
                (700, "two names alike for the holder of one office")
            } else if pair.kin >= Kin::Event && one_role(pair, left, right) {
                (650, "two names alike for whom both articles tell in one role")
            } else {
                continue;
            };
            if !two_people(pair, left, right) {
                let outcome =
                    Outcome::Conflict(Reason { severity: Severity::Low, confidence, because: because.to_owned() });
                out.push(Comparison { spans: [left.span, right.span], outcome });
            }
        }
    }
    out
}

/// Whether two names differ in how one Slavic ending is put into Latin letters: "-sky", "-skiy", "-ski".
fn romanised(left: &str, right: &str) -> bool {
    let plain = |name: &str| {
        let folded = fold(name).into_owned();
        let stem = folded.trim_end_matches(['y', 'i', 'j']);
        (stem.len() < folded.len() && stem.ends_with("sk")).then(|| stem.to_owned())
    };
    left != right && plain(left).is_some_and(|stem| plain(right) == Some(stem))
}

/// Whether a name is printed in full, with two words and more.
pub(super) fn is_full(name: &NameMention) -> bool {
    name.terms.len() >= 2 && name.full.len() == name.span.len()
}

/// Both are people; or one is, and the other shares all words of its name but one; or all that they do not share is rare.
fn persons(left: &NameMention, right: &NameMention) -> bool {
    if left.person && right.person {
        return true;
    }
    let (a, b) = (beside(&left.terms, right), beside(&right.terms, left));
    left.person != right.person && a.len() == 1 || a.iter().chain(&b).all(|term| term.weight >= RARE)
}

/// Two words of which one is the same and rare: a bearer's, whatever else is known of him.
fn one_rare_name(left: &NameMention, right: &NameMention) -> bool {
    let same = |term: &&Term| right.terms.iter().any(|other| other.hash == term.hash);
    left.terms.len() == 2
        && right.terms.len() == 2
        && left.terms.last().filter(same).is_some_and(|term| term.weight >= RARE)
}

/// Those of some terms that a name has not.
fn beside(terms: &[Term], name: &NameMention) -> Vec<Term> {
    terms.iter().filter(|term| !name.terms.iter().any(|own| own.hash == term.hash)).copied().collect()
}

/// One rare surname behind two first names that are alike, of somebody of whom two sentences tell the same: "Ilse Lund" and
/// "Elsa Lund" who was the last to leave. A family's members share the name, and are told of in other words.
fn other_first(pair: &Pair<'_>, left: &NameMention, right: &NameMention) -> bool {
    let ([first, last], [other, surname]) = (&left.terms[..], &right.terms[..]) else { return false };
    if last.hash != surname.hash || last.weight < RARE || first.hash == other.hash || !persons(left, right) {
        return false;
    }
    let [a, b] = [left, right].map(|name| words(&name.full).swap_remove(0));
    let alike = a.len().min(b.len()) >= SHORTEST
        && !endings(&a, &b)
        && strsim::osa_distance(&a, &b) <= LETTERS
        && !short_form(&a, &b);
    let rest = gates::around(pair, &beside(&pair.left.terms, left), &beside(&pair.right.terms, right));
    alike && rest.count >= 2 && rest.shared >= SAME_DEEDS && pair.score.reaches(SAME_SENTENCE)
}

/// Two names of one office, of which one word is the same and the other begins like the other's: "Superintendent Ilse
/// Kettering" and "Superintendent Ilse Kettridge".
fn one_office(pair: &Pair<'_>, left: &NameMention, right: &NameMention) -> bool {
    let offices = |claim: &Claim, name: &NameMention| -> Vec<String> {
        let of_name = |facet: &Facet| match facet {
            Facet::Status(status) if status.subject == name.full && status.standing == Standing::Sitting => {
                Some(status.office.clone()).filter(|office| !office.is_empty())
            }
            _ => None,
        };
        claim.facets.iter().filter_map(of_name).collect()
    };
    let (a, b) = (words(&left.full), words(&right.full));
    let changed: Vec<usize> = (0..a.len().min(b.len())).filter(|&at| a[at] != b[at]).collect();
    let ([at], 2, 2) = (&changed[..], a.len(), b.len()) else { return false };
    let (x, y) = (&a[*at], &b[*at]);
    // "Danny" is Daniel.
    let pet = [x, y].iter().any(|word| word.len() < LONG || word.ends_with('y') || word.ends_with("ie"));
    // One letter of a surname, if it is the first: "Chief Inspector Maren Tolk", "Chief Inspector Maren Volk".
    let slip = *at == 1
        && x.len() == y.len()
        && x.len() >= SHORTEST
        && strsim::osa_distance(x, y) == 1
        && !endings(x, y)
        && extract::skeleton(x) != extract::skeleton(y);
    (!pet && initial(x) == initial(y) || slip)
        && !short_form(x, y)
        && offices(pair.left, left).iter().any(|office| offices(pair.right, right).contains(office))
}

/// Two names of which one word is the same and the other alike, beside which both sentences have the same word: "the
/// agent, Nadia Lundvik" and "his agent Nadine Lundvik". Two bearers of one rare first name need no role.
fn one_role(pair: &Pair<'_>, left: &NameMention, right: &NameMention) -> bool {
    let (a, b) = (words(&left.full), words(&right.full));
    let ([first, last], [other, surname]) = (&a[..], &b[..]) else { return false };
    let (x, y, same) = match (first == other, last == surname) {
        (false, true) => (first, other, last),
        (true, false) => (last, surname, first),
        _ => return false,
    };
    let begins = x.bytes().zip(y.bytes()).take_while(|(a, b)| a == b).count();
    // Behind one rare first name a short surname may be spelled in two ways as well.
    let first_rare = first == other && weight(first) >= RARE && (left.person || right.person) && !plural(x, y);
    let alike = x.len().min(y.len()) + usize::from(first_rare) > SHORTEST
        && initial(x) == initial(y)
        && !endings(x, y)
        && !short_form(x, y)
        && (begins >= BEGINNING || strsim::osa_distance(x, y) <= LETTERS);
    let rare = weight(x).max(weight(y)).max(weight(same)) >= RARE;
    let beside = |claim: &Claim, name: &NameMention| -> Vec<Term> {
        let near = |word: &Span| {
            word.start.saturating_sub(name.span.end).max(name.span.start.saturating_sub(word.end)) <= ROLE
        };
        let around = claim.occurrences.iter().filter(|word| near(&word.span) && !name.span.overlaps(word.span));
        around.map(|word| word.term()).collect()
    };
    let roles = [beside(pair.left, left), beside(pair.right, right)];
    let shared = |term: &Term| term.weight >= ROLE_WEIGHT && roles[1].iter().any(|other| other.hash == term.hash);
    alike && rare && (first_rare || roles[0].iter().any(shared))
}

/// Letters with which two names begin that may be one, slipped.
const BEGINNING: usize = 4;
/// A word this near to a name tells the bearer's role, in bytes.
const ROLE: u32 = 16;
/// A lighter word tells no role, in thousandths of a nat.
const ROLE_WEIGHT: u16 = 2500;

/// Letters of a name that is no short form of another.
const LONG: usize = 6;

/// Weight of what is told of both, their names left out, in thousandths of a nat.
const SAME_DEEDS: u32 = 8000;
/// Score of two sentences that tell of one person, in thousandths.
const SAME_SENTENCE: u16 = 330;

/// Whether one of the articles knows both spellings, as of two people.
fn two_people(pair: &Pair<'_>, left: &NameMention, right: &NameMention) -> bool {
    let own = |name: &NameMention, other: &NameMention| {
        let own = beside(&name.terms, other);
        !own.is_empty() && own.iter().all(|term| pair.weigh.both(term.hash))
    };
    own(left, right) || own(right, left)
}

/// The words of a full name, folded; one at the least.
fn words(name: &str) -> Vec<String> {
    name.split(' ').map(|word| fold(word).into_owned()).collect()
}

/// Whether two full names are alike in every word, so that two readers may mean one by them.
pub(super) fn alike(left: &str, right: &str) -> bool {
    let (a, b) = (words(left), words(right));
    a.len() == b.len() && a.len() > 1 && a.iter().zip(&b).all(|(x, y)| strsim::osa_distance(x, y) <= LETTERS)
}

/// Full names of as many words, alike in all and spelled apart in one or two.
pub(super) fn variants(left: &str, right: &str) -> bool {
    if !resemble(left, right) {
        return false;
    }
    let (a, b) = (words(left), words(right));
    if a == b || a.len() != b.len() || a.len() < 2 {
        return false;
    }
    // "Oskar Lund" and "Oscar Lunde" are two spellings of one name, "Ivan Petrov" and "Anna Petrova" two people.
    let one_first = a[0] == b[0] || extract::skeleton(&a[0]) == extract::skeleton(&b[0]) && !endings(&a[0], &b[0]);
    // "Lene Lundsson" and "Lena Lundson": two slips rather than two sisters, whose surname is one.
    let slips =
        a.len() == 2 && a[1] != b[1] && !endings(&a[1], &b[1]) && extract::skeleton(&a[1]) == extract::skeleton(&b[1]);
    let near = |x: &String, y: &String| {
        x == y
            || x.len().min(y.len()) >= SHORTEST
                && strsim::osa_distance(x, y) <= LETTERS.min(x.len().min(y.len()) / 2 - 1)
                && initial(x) == initial(y)
                && !plural(x, y)
                && !(endings(x, y) && x != y && !(one_first && x != &a[0]) && !(slips && x == &a[0]))
    };
    let last = a.len() - 1;
    // "China-U.S." and "China-U.K." are two letters apart in what they name.
    let initials = |word: &String| word.contains('.');
    if a.iter().chain(&b).any(initials) {
        return false;
    }
    let differ = |at: &usize| a[*at] != b[*at];
    let only: Vec<usize> = (0..a.len()).filter(differ).collect();
    // "Steve" is "Steven".
    let shortened = only.iter().any(|&at| at < last && short_form(&a[at], &b[at]));
    // Everyday words are no names, and two of them that differ by a letter are two words.
    let bearer = only.iter().all(|&at| at < last) && weight(&a[last]) >= RARE;
    let rare = bearer || only.iter().all(|&at| weight(&a[at]).max(weight(&b[at])) >= RARE);
    a.iter().zip(&b).all(|(x, y)| near(x, y)) && !shortened && rare
}

/// Whether two names have as many words, and none that nothing of the other's can be a spelling of: told without folding
/// them, where there is nothing to fold.
fn resemble(left: &str, right: &str) -> bool {
    if !left.is_ascii() || !right.is_ascii() {
        return true;
    }
    let near = |(x, y): (&str, &str)| {
        x.eq_ignore_ascii_case(y) || x.len().min(y.len()) >= SHORTEST && x.len().abs_diff(y.len()) <= LETTERS
    };
    left.split(' ').count() == right.split(' ').count() && left.split(' ').zip(right.split(' ')).all(near)
}

/// The first sound of a name as spellings of one name share it: "Ilena" and "Elena", "Wostrak" and "Vostrak", but not
/// "Forbes" and "Cortes".
fn initial(word: &str) -> Option<char> {
    extract::skeleton(word).chars().next()
}

/// Whether one is the beginning of the other: Alexander and Alex.
fn short_form(left: &str, right: &str) -> bool {
    left.starts_with(right) || right.starts_with(left)
}

/// Whether two words differ in a final vowel alone: Maria and Mario, Erik and Erika, Petrov and Petrova are six people.
fn endings(left: &str, right: &str) -> bool {
    let vowels = ['a', 'e', 'i', 'o', 'y'];
    let bare = |word: &str| word.strip_suffix(vowels).unwrap_or(word).to_owned();
    plural(left, right) || bare(left) == bare(right)
}

/// "the Lunds"
fn plural(left: &str, right: &str) -> bool {
    let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    long.strip_suffix('s') == Some(short) && !short.ends_with('s')
}
