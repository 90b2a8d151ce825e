//! Standings: who holds an office, held it once, was suspended from it; what is deprecated or released.

mod complement;
mod title;

use super::words::Words;
use crate::lexicon::{Lexicon, Mood, Negation, phrases::Phrases};
use crate::model::{Claim, Facet, NameMention, Span, Standing, Status};
use complement::{anchored, complement, lasting, of_thing};
use std::collections::BTreeSet;
use std::ops::Range;
use title::{modifier, office_ending, titled};

/// Longest office title, in tokens.
const TITLE: usize = 5;
/// How far the verb may stand behind the name, in tokens.
const VERB_REACH: usize = 6;

/// Longest aside between a name and its verb, in tokens: ", the city's planner for ten years,".
const ASIDE: usize = 10;

/// The standings of a sentence. `names` are its names, resolved.
pub(crate) fn statuses(words: &Words<'_>, names: &[NameMention], lexicon: &Lexicon) -> Vec<Status> {
    let mut out: Vec<Status> = Vec::new();
    for name in names {
        let tokens = words.inside(name.span);
        if tokens.is_empty() {
            continue;
        }
        let found = [
            titled(words, &tokens, lexicon),
            apposition(words, &tokens, lexicon),
            verb(words, &tokens, lexicon),
            administration(words, &tokens, lexicon),
            introduced(words, &tokens, lexicon),
            object(words, &tokens, lexicon),
            complement(words, &tokens, name, names, lexicon),
            if name.person { None } else { of_thing(words, &tokens, lexicon) },
        ];
        for (span, office, standing) in found.into_iter().flatten() {
            let office = office.map_or_else(String::new, |office| lexicon.office_ids[usize::from(office)].clone());
            out.push(Status {
                span,
                subject: name.full.clone(),
                subject_terms: name.terms.clone(),
                office,
                standing,
                present: standing != Standing::Sitting
                    || in_so_many_words(words, words.inside(span))
                    || present(words, &tokens, lexicon),
                as_of: None,
                anchored: anchored(words, &tokens),
                lasting: lasting(words, &tokens) || in_so_many_words(words, words.inside(span)),
            });
        }
    }
    out.sort_by_key(|status| status.span);
    out
}

/// "the serving captain": that the office is held is said, and no courtesy.
fn in_so_many_words(words: &Words<'_>, mut span: Range<usize>) -> bool {
    span.any(|at| matches!(words.lower(at), "serving" | "current" | "incumbent" | "still"))
}

/// Leaves out titles that an article gives as a courtesy to somebody whom it has called a former holder before: "former
/// President Ruiz …  President Ruiz signed copies".
pub(crate) fn drop_courtesies(claims: &mut [Claim]) {
    let mut former: BTreeSet<(String, String)> = BTreeSet::new();
    for claim in claims {
        let mut at = 0;
        while let Some(facet) = claim.facets.get(at) {
            if let Facet::Status(status) = facet {
                let key = (status.subject.clone(), status.office.clone());
                if status.standing == Standing::Former {
                    former.insert(key);
                } else if status.standing == Standing::Sitting && !status.office.is_empty() && former.contains(&key) {
                    claim.facets.remove(at);
                    claim.moods.remove(at);
                    continue;
                }
            }
            at += 1;
        }
    }
}

/// Whether the verb of the name's clause is in the present or perfect tense, or a phrase says that the office is held.
fn present(words: &Words<'_>, name: &Range<usize>, lexicon: &Lexicon) -> bool {
    let clause = words.clause(name.start);
    let holds =
        (clause.start..clause.end).any(|at| lexicon.standings.in_office.at(&words.tokens, &words.stems, at).is_some());
    // The administration acts in its own name; behind an apposition the verb follows the comma.
    let verb = (name.end..words.len().min(name.end + TENSE_REACH)).find(|&at| {
        words.tokens[at].is_word()
            && !matches!(words.lower(at), "administration" | "'s" | "’s" | "also" | "now" | "himself" | "herself")
    });
    let tense = verb.is_some_and(|at| {
        matches!(
            words.lower(at),
            "has"
                | "have"
                | "is"
                | "are"
                | "says"
                | "will"
                | "plans"
                | "wants"
                | "remains"
                | "continues"
                | "faces"
                | "seeks"
                | "insists"
                | "leads"
                | "runs"
                | "holds"
                | "hopes"
                | "expects"
                | "opposes"
                | "supports"
                | "meets"
                | "visits"
        )
    });
    holds || tense
}

/// How far behind a name its verb is looked for, in tokens.
const TENSE_REACH: usize = 4;

/// Words, office and standing of a find.
type Found = (Span, Option<u16>, Standing);

/// "NAME, the authority's director", "NAME, a former attaché", "NAME, who was dismissed as director".
fn apposition(words: &Words<'_>, name: &Range<usize>, lexicon: &Lexicon) -> Option<Found> {
    let mut at = name.end;
    if !words.tokens.get(at)?.is_mark(',') {
        return None;
    }
    at += 1;
    // An age may stand between name and office.
    if words.tokens.get(at)?.kind == crate::text::TokenKind::Number && words.tokens.get(at + 1)?.is_mark(',') {
        at += 2;
    }
    if words.lower(at) == "who" || words.lower(at) == "whom" {
        return predicate(words, name.start, at + 1, lexicon);
    }
    let start = at;
    let mut standing = None;
    while at < words.len() && at - start < 6 {
        let token = &words.tokens[at];
        if let Some(found) = lexicon.offices.at(&words.tokens, &words.stems, at) {
            let end = at + found.len;
            let after = words.tokens.get(end).is_none_or(|next| {
                !next.is_word()
                    || matches!(
                        next.lower.as_ref(),
                        "of" | "for" | "at" | "in" | "and" | "who" | "said" | "says" | "told" | "on"
                    )
            });
            return after
                .then(|| (words.span(name.start..end), Some(found.value), standing.unwrap_or(Standing::Sitting)));
        }
        if words.lower(at) == "then" {
            return None;
        }
        if let Some(found) = lexicon.standings.before.word(&token.lower, &words.stems[at]) {
            standing = Some(found);
        } else if !(token.is_word() || token.is_mark('-'))
            || matches!(
                token.lower.as_ref(),
                "and" | "was" | "is" | "has" | "had" | "to" | "of" | "in" | "said" | "says"
            )
        {
            return None;
        }
        at += 1;
    }
    None
}

/// "The former prime minister, NAME, …": the title in front, parted by a comma.
fn introduced(words: &Words<'_>, name: &Range<usize>, lexicon: &Lexicon) -> Option<Found> {
    let comma = name.start.checked_sub(1).filter(|&at| words.tokens[at].is_mark(','))?;
    if !words.tokens.get(name.end)?.is_mark(',') {
        return None;
    }
    let (office, start) = office_ending(words, comma, lexicon)?;
    let (standing, start) = modifier(words, start, lexicon)?;
    // Without an article the words before the comma may end another phrase: "she wrote to the mayor, NAME, …" has one too,
    // and speaks of the same person.
    let article =
        start.checked_sub(1).is_some_and(|at| matches!(words.lower(at), "the" | "its" | "their" | "his" | "her"));
    article.then(|| (words.span(start..name.end), Some(office), standing.unwrap_or(Standing::Sitting)))
}

/// "NAME was suspended", "NAME, 34, has resigned", "NAME, the city's planner, has resigned", "NAME back in office".
fn verb(words: &Words<'_>, name: &Range<usize>, lexicon: &Lexicon) -> Option<Found> {
    // "The Brix campaign was dismissed": the campaign.
    let modifier = name.start > 0
        && words.lower(name.start - 1) == "the"
        && name.len() == 1
        && words.tokens.get(name.end).is_some_and(|next| next.is_word() && !next.is_capital())
        && words.terms[name.end].is_some();
    if modifier {
        return None;
    }
    predicate(words, name.start, past_aside(words, name), lexicon)
}

/// The token behind the aside that follows a name, or that is the name itself ("the editor, NAME, resigned"); the end of
/// the name where there is none. An aside with a relative pronoun has a predicate of its own.
fn past_aside(words: &Words<'_>, name: &Range<usize>) -> usize {
    let at = name.end;
    let opens = words.tokens.get(at).is_some_and(|token| token.is_mark(','));
    if !opens || words.lower(at + 1) == "and" {
        return at;
    }
    let close = || (at + 1..words.len().min(at + ASIDE)).find(|&end| words.tokens[end].is_mark(','));
    if matches!(words.lower(at + 1), "who" | "whom" | "whose" | "which") {
        // "NAME, who heads the agency, was suspended"
        let goes_on = |&end: &usize| matches!(words.lower(end + 1), "was" | "is" | "has" | "were");
        return close().filter(goes_on).map_or(at, |end| end + 1);
    }
    // "the driver, Dr. NAME, was suspended"
    let titled = (name.start.saturating_sub(TITLE_TOKENS)..name.start)
        .rev()
        .find(|&before| !words.tokens[before].is_capital() && !words.tokens[before].is_mark('.'));
    if titled.is_some_and(|before| words.tokens[before].is_mark(',')) {
        // "the driver, NAME, 34, was suspended"
        let age = words.tokens.get(at + 1).is_some_and(|token| token.kind == crate::text::TokenKind::Number)
            && words.tokens.get(at + 2).is_some_and(|token| token.is_mark(','));
        return if age { at + 3 } else { at + 1 };
    }
    close().map_or(at, |end| end + 1)
}

/// Most tokens of a courtesy title between a comma and a name, the comma included: ", Dr. NAME".
const TITLE_TOKENS: usize = 3;

/// "the assembly ousted Aldo Brix", "the board voted to sack Governor Torp": what is done to the person named behind the
/// verb.
fn object(words: &Words<'_>, name: &Range<usize>, lexicon: &Lexicon) -> Option<Found> {
    let (office, start) =
        office_ending(words, name.start, lexicon).map_or((None, name.start), |(office, start)| (Some(office), start));
    let verb = start.checked_sub(1)?;
    // "dismissed Governor Torp's claims": it befalls the claims.
    if matches!(words.lower(name.end), "'s" | "’s" | "'" | "’") {
        return None;
    }
    let found = lexicon.standings.passive.at(&words.tokens, &words.stems, verb).filter(|found| found.len == 1)?;
    let past = words.lower(verb).ends_with("ed");
    let before = verb.checked_sub(1).map_or("", |before| words.lower(before));
    let decided =
        before == "to" && verb >= 2 && matches!(words.lower(verb - 2), "voted" | "votes" | "decided" | "decides");
    let open = before == "to" && !decided;
    let clause = words.clause(verb);
    let imagined = (clause.start..verb).any(|at| {
        lexicon.negation.at(&words.tokens, &words.stems, at).is_some_and(|found| found.value != Negation::Neutral)
            || lexicon.mood.at(&words.tokens, &words.stems, at).is_some_and(|found| found.value != Mood::PastFrame)
            || matches!(words.lower(at), "will" | "to") && at + 1 != verb
    });
    let adjective =
        matches!(before, "the" | "a" | "an" | "was" | "is" | "been" | "were" | "now" | "recently" | "newly")
            || verb == 0;
    ((past || decided) && !open && !imagined && !adjective).then(|| (words.span(verb..name.end), office, found.value))
}

/// What the predicate that begins at or soon after `from` says of the standing of the name at `name`.
fn predicate(words: &Words<'_>, name: usize, from: usize, lexicon: &Lexicon) -> Option<Found> {
    let clause = words.clauses.get(from)?;
    // "Wilson's resignation" does not say that it came about, nor what "the Jones' dog was" that the Joneses were.
    if matches!(words.lower(from), "'s" | "’s" | "'" | "’") {
        return None;
    }
    let (mut passive, mut past) = (false, false);
    for at in from..words.len().min(from + VERB_REACH) {
        if words.clauses[at] != *clause || words.tokens[at].is_mark(',') || words.tokens[at].is_capital() {
            return None;
        }
        if lexicon.negation.at(&words.tokens, &words.stems, at).is_some_and(|found| found.value != Negation::Neutral)
            || lexicon.mood.at(&words.tokens, &words.stems, at).is_some_and(|found| found.value != Mood::PastFrame)
            // "The Brix campaign chairman who was ousted" is not Brix.
            || matches!(words.lower(at), "to" | "offered" | "will" | "that" | "and" | "who" | "which" | "whose" | "by" | "had")
        {
            return None;
        }
        let standings = &lexicon.standings;
        let hit = |table: &Phrases<Standing>| table.at(&words.tokens, &words.stems, at);
        // "sought his resignation" names what another is to do.
        if words.lower(at).ends_with("ation") {
            return None;
        }
        // "while she was still in office", "he was dismissive".
        let held = hit(&standings.in_office).filter(|_| !past);
        let participle = passive && !["ive", "al", "ing"].iter().any(|ending| words.lower(at).ends_with(ending));
        let found =
            held.or_else(|| hit(&standings.verbs)).or_else(|| if participle { hit(&standings.passive) } else { None });
        if let Some(found) = found {
            let end = at + found.len;
            let office = as_office(words, end, lexicon);
            return Some((words.span(name..end), office, found.value));
        }
        past |= matches!(words.lower(at), "was" | "were");
        passive |= matches!(words.lower(at), "was" | "is" | "been" | "were" | "being" | "are" | "got");
    }
    None
}

/// "… as director of the agency", "… as its chief".
fn as_office(words: &Words<'_>, at: usize, lexicon: &Lexicon) -> Option<u16> {
    if words.lower(at) != "as" {
        return None;
    }
    (at + 1..words.len().min(at + 5))
        .find_map(|at| lexicon.offices.at(&words.tokens, &words.stems, at).map(|found| found.value))
}

/// "the Lund administration's measures": somebody whose administration acts holds office. "under the Brix
/// administration" may be history and tells nothing.
fn administration(words: &Words<'_>, name: &Range<usize>, _lexicon: &Lexicon) -> Option<Found> {
    let next = words.tokens.get(name.end)?;
    if next.lower != "administration" || name.start == 0 {
        return None;
    }
    let determiner = words.lower(name.start - 1) == "the";
    let preposition = if name.start >= 2 { words.lower(name.start - 2) } else { "" };
    let history = matches!(preposition, "under" | "during" | "since" | "in" | "of" | "from");
    (determiner && !history).then(|| (words.span(name.start - 1..name.end + 1), None, Standing::Sitting))
}
