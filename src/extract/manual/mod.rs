//! Manuals: what changelogs, references, questions and answers and product pages state of settings and features.
//!
//! A news article tells what happened, a manual what holds: a fragment answers the question above it, a heading is the
//! subject of what stands under it, and a cell takes its row and its column. Only articles in the words of manuals are read
//! in this way.

mod lifetime;
mod scene;
mod setting;
mod standing;
pub(crate) mod switch;
mod table;
mod thing;

use super::words::Words;
use crate::lexicon::{Lexicon, manuals};
use crate::model::{Article, Assertion, BlockKind, Claim, Facet, Polarity, Register, Term};
use crate::segment::Sentence;
use crate::text;
use scene::Scene;
use std::borrow::Cow;

/// Different words of manuals from which an article is one.
const DIFFERENT: usize = 6;
/// Share of such words among all, in thousandths.
const DENSITY: usize = 25;

/// Whether an article is read as a manual: where the configuration says so, else where it is written in the words of manuals
/// of software.
pub(crate) fn is_manual(article: &Article) -> bool {
    if let Some(register) = article.meta.register {
        return register == Register::Docs;
    }
    let mut all = 0;
    let mut found: Vec<Cow<'_, str>> = Vec::new();
    for word in article.words().split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1) {
        all += 1;
        let capital = word.bytes().any(|b| b.is_ascii_uppercase());
        let lower = if capital { Cow::Owned(word.to_ascii_lowercase()) } else { Cow::Borrowed(word) };
        if manuals::get().vocabulary.has(&lower) {
            found.push(lower);
        }
    }
    let times = found.len();
    found.sort_unstable();
    found.dedup();
    found.len() >= DIFFERENT && times * 1000 >= all * DENSITY
}

/// Adds to the claims of a manual what it states of settings and features. `sentences` and `words` are the article's, and
/// `claims` those of them that make one, in order.
pub(super) fn annotate(claims: &mut [Claim], sentences: &[Sentence], words: &[Words<'_>], lexicon: &Lexicon) {
    let scenes = scene::scenes(sentences, words, lexicon);
    let mut at = 0;
    for claim in claims {
        while sentences[at].span != claim.span {
            at += 1;
        }
        let (words, scene) = (&words[at], &scenes[at]);
        setting::mark(claim, words, scene);
        lifetime::mark(claim, words, scene);
        if claim.assertion != Assertion::Question && !scene.history {
            let heads = matches!(claim.block, BlockKind::Heading(_) | BlockKind::Title | BlockKind::TableHead);
            for status in standing::statuses(words, scene, lexicon).into_iter().filter(|_| !heads) {
                claim.facets.push(Facet::Status(status));
                claim.moods.push(claim.assertion);
            }
            for (switch, mood) in switch::switches(words, scene, lexicon) {
                push_switch(claim, switch, mood.unwrap_or(claim.assertion));
            }
        }
        claim.context = text::sorted(claim.context.iter().copied().chain(keys(claim, scene)).collect());
    }
}

/// Adds a switch in the place of the plain opposites that its words hold.
fn push_switch(claim: &mut Claim, switch: Polarity, mood: Assertion) {
    let plain = |facet: &Facet| matches!(facet, Facet::Polarity(other) if other.span.overlaps(switch.span));
    while let Some(at) = claim.facets.iter().position(plain) {
        claim.facets.remove(at);
        claim.moods.remove(at);
    }
    claim.facets.push(Facet::Polarity(switch));
    claim.moods.push(mood);
}

/// Terms under which a claim is to be found: those of the thing that it speaks of without naming it.
fn keys(claim: &Claim, scene: &Scene) -> Vec<Term> {
    let of_facets = claim.facets.iter().flat_map(|facet| match facet {
        Facet::Status(status) => status.subject_terms.clone(),
        Facet::Date(date) => date.lifetime.as_deref().map(lifetime::keys).unwrap_or_default(),
        Facet::Quantity(quantity) => {
            quantity.counted.setting.iter().flat_map(|setting| setting.thing.clone()).collect()
        }
        _ => Vec::new(),
    });
    of_facets.chain(scene.lent.iter().copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::is_manual;
    use crate::config::Config;
    use crate::pipeline::check_as_one_story;
    use crate::read::plain_text;

    const LEFT: &str = "The server stores files for its clients. Uploads, queries and backups have limits and settings. \
        The console and the API need a key.\n\n";
    const RIGHT: &str = "Every request to the endpoint carries a token. The server logs its queries, and users of the cloud \
        may restore a database from the backups.\n\n";

    /// Kinds of the findings between two manuals that end in these sentences.
    fn kinds(left: &str, right: &str) -> Vec<&'static str> {
        let articles = vec![plain_text("a", &format!("{LEFT}{left}")), plain_text("b", &format!("{RIGHT}{right}"))];
        assert!(articles.iter().all(is_manual));
        check_as_one_story(articles, &Config::default()).findings.iter().map(|finding| finding.kind).collect()
    }

    #[test]
    fn values_of_one_setting_are_compared() {
        assert_eq!(kinds("A bucket can hold up to 16 MiB.", "How large can a bucket be? 8 MiB at most."), ["quantity"]);
        assert_eq!(
            kinds("Clients connect to port 4600.", "The server listens on port 4700 for clients."),
            ["quantity"]
        );
        assert_eq!(
            kinds("Clients need TLS 1.2 or later.", "TLS 1.3 is the lowest version of the server."),
            ["quantity"]
        );
        // One megabyte in other words, another plan, another port, an older version.
        assert!(kinds("A bucket can hold up to 8 MiB.", "A bucket can hold up to 8,388,608 bytes.").is_empty());
        assert!(
            kinds("A bucket can hold up to 8 MiB.", "A bucket can hold up to 64 MiB on the Orchid plan.").is_empty()
        );
        assert!(kinds("Clients connect to port 4600.", "The metrics page listens on port 4700.").is_empty());
        assert!(kinds("A bucket can hold up to 8 MiB.", "In 2.1 a bucket can hold up to 4 MiB.").is_empty());
    }

    #[test]
    fn standings_and_switches_are_compared() {
        assert_eq!(kinds("The mirror index is in preview.", "The mirror index is generally available."), ["status"]);
        assert_eq!(
            kinds("Telemetry is on by default.", "We do not collect telemetry unless you ask for it."),
            ["polarity"]
        );
        assert_eq!(kinds("Windows is not supported.", "The server runs on Linux and Windows."), ["polarity"]);
        assert!(kinds("The mirror index is in preview.", "The search index is generally available.").is_empty());
        assert!(kinds("Telemetry is on by default.", "Compression is off by default.").is_empty());
    }

    #[test]
    fn ends_of_support_are_compared() {
        let right = "Version 3 is supported until 31 May 2031.";
        assert_eq!(kinds("Support for version 3 ends on 30 April 2031.", right), ["date"]);
        assert!(kinds("Support for version 2 ends on 30 April 2031.", right).is_empty());
        assert!(kinds("Version 3 will be shut down on 30 April 2032.", right).is_empty());
    }
}
