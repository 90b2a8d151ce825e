//! What a manual does not tell: events, quotations and names that its sentences only look to have.

use crate::extract::modality::PLANNED;
use crate::extract::words::Words;
use crate::lexicon::{manuals::Family, verbs};
use crate::model::{BlockKind, Claim, Facet, NameMention, Phase, Quantity, Span, VersionPlace};
use crate::text::TokenKind;

/// Takes away what a sentence of a manual does not tell. `text` is the article's with its marks.
pub(super) fn settle(claim: &mut Claim, words: &Words<'_>, text: &str) {
    if !plans(claim, words) {
        // "The event will be emitted" and "may be emitted" tell what happens whenever it does.
        for event in &mut claim.events {
            if matches!(event.phase, Phase::Planned | Phase::Possible) {
                event.phase = Phase::UnderWay;
            }
        }
        drop_facets(claim, |facet| matches!(facet, Facet::Modality(modality) if modality.stage <= PLANNED));
    }
    let (apart, row) = (claim.block == BlockKind::Quotation, claim.block == BlockKind::TableRow);
    drop_facets(claim, |facet| match facet {
        // What is set apart without quotation marks is a note to the reader.
        Facet::Quote(quote) => apart && !is_marked(quote.span, text) || is_code(quote.span.of(text)),
        // "The first argument", "the second level": places in an order rather than ranks.
        Facet::Degree(degree) => {
            matches!(degree.scale.as_str(), "first" | "last") && !ranks_releases(words, degree.span)
        }
        Facet::Quantity(quantity) => !row && is_ticket(quantity, words),
        _ => false,
    });
    if explains(words) {
        drop_facets(claim, |facet| matches!(facet, Facet::Polarity(_) | Facet::Status(_) | Facet::Modality(_)));
    }
    drop_facets(claim, |facet| matches!(facet, Facet::Polarity(polarity) if excepts(words, polarity.span)));
    // "`none` keeps the folder": the name of a value denies nothing.
    if words.tokens.iter().any(|token| DENYING.contains(&token.lower.as_ref()) && is_coded(token.span, text)) {
        claim.events.clear();
        drop_facets(claim, |facet| matches!(facet, Facet::Polarity(_)));
    }
    claim.names.retain(|name| !is_instruction(name, words) && !name.full.contains('_'));
}

/// Words that deny, and are values of settings too.
const DENYING: [&str; 4] = ["none", "no", "never", "nothing"];

/// Whether the word is set as code by itself.
pub(super) fn is_coded(word: Span, text: &str) -> bool {
    let mark = |at: u32| text.as_bytes().get(at as usize) == Some(&b'`');
    word.start.checked_sub(1).is_some_and(mark) && mark(word.end)
}

/// Whether quotation marks stand around the stretch, or begin it.
fn is_marked(span: Span, text: &str) -> bool {
    let mark = |c: char| matches!(c, '"' | '“' | '«' | '„' | '‘');
    let before = text.get(..span.start as usize).and_then(|before| before.chars().next_back());
    before.is_some_and(mark) || span.of(text).starts_with(mark)
}

/// Whether what stands in quotation marks is a command or an expression rather than what somebody says.
fn is_code(quoted: &str) -> bool {
    quoted.contains(" --") || quoted.starts_with("--") || quoted.contains(['=', '_', '{', '<', '|', '\\'])
}

/// Whether an order is one of releases: "the first version that".
fn ranks_releases(words: &Words<'_>, span: Span) -> bool {
    words.inside(span).any(|at| matches!(words.lower(at), "version" | "release"))
}

/// Digits from which a number that opens a line of a list of changes names an entry of a tracker.
const TICKET: usize = 5;

/// Whether a number names an entry of a tracker: "294617 crash when the file is empty".
fn is_ticket(quantity: &Quantity, words: &Words<'_>) -> bool {
    let first = (0..words.len()).find(|&at| words.tokens[at].kind != TokenKind::Mark);
    first.is_some_and(|at| {
        let token = &words.tokens[at];
        token.span == quantity.span && token.raw.len() >= TICKET && token.raw.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Whether a sentence tells of what is to come: by a day, a release, or words for a plan.
fn plans(claim: &Claim, words: &Words<'_>) -> bool {
    let told = |facet: &Facet| matches!(facet, Facet::Date(_));
    claim.versions.as_ref().is_some_and(|versions| versions.place == VersionPlace::Sentence)
        || claim.facets.iter().any(told)
        || words.tokens.iter().any(|token| Family::Coming.has(token.lower.as_ref()))
}

/// Whether a sentence tells what a value or an error stands for: "Indicates that the socket is not supported."
fn explains(words: &Words<'_>) -> bool {
    let first = (0..words.len()).find(|&at| words.tokens[at].is_word());
    let verb = first.filter(|&at| Family::Meaning.has(words.lower(at)));
    verb.is_some_and(|verb| words.soon(verb, CLAUSE, &["that", "when", "if", "whether"]))
}

/// Tokens behind a verb among which the clause begins that says what is meant.
const CLAUSE: usize = 4;

/// Whether what a sentence tells at `span` is told of some: "schemes other than `file` are not supported", "not all are on".
fn excepts(words: &Words<'_>, span: Span) -> bool {
    let end = words.inside(span).end;
    let clause = words.clause(end.saturating_sub(1));
    (clause.start..end).any(|at| match words.lower(at) {
        "other" => words.lower(at + 1) == "than",
        "except" | "excluding" => true,
        "apart" => words.lower(at + 1) == "from",
        "not" => matches!(words.lower(at + 1), "all" | "every" | "each" | "only"),
        _ => false,
    })
}

/// Whether a name of two words begins its sentence with a verb: "Installing Tarn", "Starts Tarn".
fn is_instruction(name: &NameMention, words: &Words<'_>) -> bool {
    let tokens = words.inside(name.span);
    let leads = tokens.len() > 1 && (0..tokens.start).all(|at| !words.tokens[at].is_word());
    let found = || verbs::get().find(words.lower(tokens.start), |_| "");
    leads && found().is_some_and(|found| found.inflection.base || found.inflection.third || found.inflection.gerund)
}

fn drop_facets(claim: &mut Claim, told: impl Fn(&Facet) -> bool) {
    for at in (0..claim.facets.len()).rev().filter(|&at| told(&claim.facets[at])).collect::<Vec<_>>() {
        claim.facets.remove(at);
        claim.moods.remove(at);
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::claims;
    use crate::lexicon;
    use crate::model::{Claim, Facet, Register};
    use crate::read;

    /// The claims of a page of a manual.
    fn page(text: &str) -> Vec<Claim> {
        let mut articles = read::article("page.md", "md", text.as_bytes()).unwrap();
        articles[0].meta.register = Some(Register::Docs);
        claims(0, &articles[0], &lexicon::english())
    }

    fn quantities(text: &str) -> usize {
        let count = |claim: &Claim| claim.facets.iter().filter(|facet| matches!(facet, Facet::Quantity(_))).count();
        page(text).iter().map(count).sum()
    }

    #[test]
    fn entries_of_a_tracker_are_no_amounts() {
        assert_eq!(quantities("- 294617 crash when the file is empty\n"), 0);
        assert_eq!(quantities("- 29461 bytes are free\n\n- Up to 294617 files\n"), 2);
        assert_eq!(quantities("| Port | Use |\n|---|---|\n| 10500 | Audio and video |\n"), 1);
    }

    #[test]
    fn a_verb_in_front_of_a_name_is_no_part_of_it() {
        let names =
            |text: &str| page(text).into_iter().flat_map(|claim| claim.names).map(|name| name.full).collect::<Vec<_>>();
        assert!(!names("Installing Vellum Server takes a minute.\n").iter().any(|name| name.starts_with("Installing")));
        assert_eq!(names("We run Vellum Server here.\n"), ["Vellum Server"]);
    }
}
