//! Manuals: what changelogs, references, questions and answers and product pages state of settings and features.
//!
//! A news article tells what happened, a manual what holds: a fragment answers the question above it, a heading is the
//! subject of what stands under it, and a cell takes its row and its column. Only articles in the words of manuals are read
//! in this way.

mod allowed;
mod aspect;
mod cell;
mod change;
mod code;
mod duration;
mod everywhere;
mod fault;
mod flag;
mod given;
mod habit;
mod history;
pub(crate) mod identifier;
mod identity;
mod label;
mod lifetime;
mod name;
mod need;
mod part;
mod phrase;
mod precedence;
mod price;
mod question;
mod removed;
mod scene;
mod setting;
mod standing;
pub(crate) mod support;
pub(crate) mod switch;
mod table;
mod thing;
mod unit;
mod unset;
mod usual;
mod version;

pub(crate) use setting::{is_cost, is_period};

use super::words::Words;
use crate::lexicon::{Lexicon, manuals::Family};
use crate::model::{
    Article, Assertion, BlockKind, Claim, Facet, Polarity, Quantity, Range, Register, Setting, Standing, Status, Term,
    VersionPlace, Versions,
};
use crate::segment::Sentence;
use crate::text;
use history::History;
use part::Parts;
use scene::Scene;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};

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
        if Family::Vocabulary.has(&lower) {
            found.push(lower);
        }
    }
    let times = found.len();
    found.sort_unstable();
    found.dedup();
    found.len() >= DIFFERENT && times * 1000 >= all * DENSITY
}

/// Adds to the claims of a manual what it states of settings and features. `text` is the article's with its marks, `sentences`
/// and `words` are the article's, and `claims` those of them that make one, in order.
pub(super) fn annotate(
    claims: &mut [Claim],
    text: &str,
    (sentences, words): (&[Sentence], &[Words<'_>]),
    lexicon: &Lexicon,
) {
    let scenes = scene::scenes(sentences, words, text, lexicon);
    let history = History::new(&scenes, words);
    let mut parts = Parts::default();
    let mut parts: Vec<_> =
        sentences.iter().zip(words).map(|(sentence, words)| parts.pass(sentence.kind, words, text)).collect();
    let mut at = 0;
    // What the section is about, in words.
    let mut heading = String::new();
    for claim in &mut *claims {
        while sentences[at].span != claim.span {
            at += 1;
        }
        let (words, scene) = (&words[at], &scenes[at]);
        claim.reference = parts[at].take();
        duration::read(claim, words, lexicon);
        setting::mark(claim, words, scene, lexicon);
        lifetime::mark(claim, words, scene);
        version::mark(claim, words, &scene.sections);
        if let BlockKind::Title | BlockKind::Heading(_) = claim.block {
            heading = words.tokens.iter().map(|token| token.lower.as_ref()).collect::<Vec<_>>().join(" ");
        }
        if claim.assertion != Assertion::Question {
            statements(claim, words, scene, &heading, lexicon);
        }
        history.settle(claim, words, scene);
        lifetime::mark_row(claim, words, scene);
        habit::settle(claim, words, text);
        claim.context = text::sorted(claim.context.iter().copied().chain(keys(claim, scene)).collect());
    }
    divide(claims);
    disown(claims);
    unroll(claims);
}

/// Adds what a sentence says of the things of the manual: their changes, values, standings and switches.
fn statements(claim: &mut Claim, words: &Words<'_>, scene: &Scene, heading: &str, lexicon: &Lexicon) {
    let row = claim.block == BlockKind::TableRow;
    if !matches!(claim.block, BlockKind::Heading(_) | BlockKind::Title | BlockKind::TableHead) {
        for number in change::changes(words, scene, claim.block).into_iter().chain(label::opened(words)) {
            push_number(claim, number);
        }
        let given = if row { given::row(words, scene, lexicon) } else { given::given(words, scene, lexicon) };
        push_statuses(claim, given, Assertion::Stated);
        push_statuses(claim, identifier::identifiers(words, claim.block), Assertion::Stated);
        let flags = flag::statuses(words, heading);
        if flags.iter().any(|status| status.standing == Standing::Ended) {
            // What was removed in 3.0 is gone from then on, not in 3.0 alone.
            claim.versions = scene.sections.current();
        }
        // "Experimental, off unless you enable it": so it is where nobody does anything.
        let mut conditions =
            (0..words.len()).map(|at| words.lower(at)).filter(|word| setting::conditional(word)).peekable();
        let unless = conditions.peek().is_some() && conditions.all(|word| word == "unless");
        let mood = if unless { Assertion::Stated } else { claim.assertion };
        push_statuses(claim, standing::statuses(words, scene, lexicon), mood);
        push_statuses(claim, flags, claim.assertion);
    }
    if let Some(found) = removed::there(words, scene, claim.block) {
        let unsupported = removed::unsupported(&found);
        push_switch(claim, found, Assertion::Stated);
        if let Some(found) = unsupported {
            push_switch(claim, found, Assertion::Stated);
        }
    }
    for (switch, mood) in switch::switches(words, scene, lexicon) {
        push_switch(claim, switch, mood.unwrap_or(claim.assertion));
    }
    if row {
        for switch in switch::row(words, scene)
            .into_iter()
            .chain(need::row(words, scene))
            .chain(everywhere::row(words, scene))
            .chain(removed::listed(words, scene))
        {
            push_switch(claim, switch, Assertion::Stated);
        }
    }
    let listed = scene.releases && claim.block == BlockKind::ListItem && supports(&claim.facets);
    if listed || !support::changed(words, scene).is_empty() {
        // What was added in 2.1 is supported from then on.
        claim.versions = None;
    }
    if since(&claim.facets, words) {
        // What has been supported since 4.2 is supported from then on.
        claim.versions = first(words);
    }
}

/// Drops what fragments of one section set that name nothing themselves, where they differ: they are of several things, and
/// of which the words do not tell.
fn disown(claims: &mut [Claim]) {
    drop_settings(claims, 2, |_, setting| {
        let key = (setting.aspect, hashes(&setting.lent), hashes(&setting.scope));
        setting.thing.is_empty().then_some(key)
    });
}

/// Values of one setting in one page from which they are a series: what each of its releases needed.
const SERIES: usize = 3;

/// Drops what a page sets of one thing again and again, each time to something else.
fn unroll(claims: &mut [Claim]) {
    drop_settings(claims, SERIES, |quantity, setting| {
        // Under several headings one name is several settings.
        let terms = [&setting.thing, &setting.name, &setting.scope, &setting.owner].map(|terms| hashes(terms));
        Some((setting.aspect, quantity.counted.head.to_lowercase(), terms))
    });
}

/// Drops the settings of one `key` that have at least so many different values.
fn drop_settings<K: Ord>(claims: &mut [Claim], least: usize, key: impl Fn(&Quantity, &Setting) -> Option<K>) {
    let key = |quantity: &Quantity| key(quantity, quantity.counted.setting.as_deref()?);
    let mut values: BTreeMap<K, HashSet<Range>> = BTreeMap::new();
    for facet in claims.iter().flat_map(|claim| &claim.facets) {
        if let Facet::Quantity(quantity) = facet
            && let Some(key) = key(quantity)
        {
            values.entry(key).or_default().insert(quantity.range);
        }
    }
    for facet in claims.iter_mut().flat_map(|claim| &mut claim.facets) {
        if let Facet::Quantity(quantity) = facet
            && key(quantity).is_some_and(|key| values[&key].len() >= least)
        {
            quantity.counted.setting = None;
        }
    }
}

fn hashes(terms: &[Term]) -> Vec<u64> {
    terms.iter().map(|term| term.hash).collect()
}

/// Marks names that the article lists under several headings with different values: each is that of its own section.
fn divide(claims: &mut [Claim]) {
    let mut values: Vec<(Vec<u64>, Vec<u64>, String)> = Vec::new();
    // A name that says little by itself has taken the heading in.
    let label = |setting: &Setting| {
        let own: Vec<u64> = hashes(&setting.name)
            .into_iter()
            .filter(|hash| !setting.lent.iter().any(|term| term.hash == *hash))
            .collect();
        let itself = setting.name.iter().any(|part| setting.thing.iter().any(|term| term.hash == part.hash));
        if own.is_empty() || itself { hashes(&setting.name) } else { own }
    };
    for quantity in claims.iter().flat_map(|claim| &claim.facets) {
        if let Facet::Quantity(quantity) = quantity
            && let Some(setting) = quantity.counted.setting.as_deref().filter(|setting| !setting.name.is_empty())
        {
            values.push((label(setting), hashes(&setting.lent), format!("{:?}{:?}", setting.aspect, quantity.range)));
        }
    }
    for claim in claims {
        for facet in &mut claim.facets {
            let Facet::Quantity(quantity) = facet else { continue };
            let told = format!("{:?}", quantity.range);
            let Some(setting) = quantity.counted.setting.as_deref_mut().filter(|setting| !setting.name.is_empty())
            else {
                continue;
            };
            let (name, lent, aspect) = (label(setting), hashes(&setting.lent), format!("{:?}", setting.aspect));
            let other = |(other, section, value): &(Vec<u64>, Vec<u64>, String)| {
                *other == name && *section != lent && value.strip_prefix(&aspect).is_some_and(|value| value != told)
            };
            if values.iter().any(other) {
                setting.owner.extend(setting.lent.iter().filter(|term| !name.contains(&term.hash)));
                setting.owner = text::sorted(std::mem::take(&mut setting.owner));
            }
        }
    }
}

/// Whether a claim names no version but that since which something is supported.
fn since(facets: &[Facet], words: &Words<'_>) -> bool {
    let named: Vec<usize> = (0..words.len()).filter(|&at| thing::version(words, at).is_some()).collect();
    let dated = |at: &usize| *at > 0 && words.lower(at - 1) == "since";
    supports(facets) && !named.is_empty() && named.iter().all(dated)
}

/// The versions that a sentence names, as those since which something is supported.
fn first(words: &Words<'_>) -> Option<Versions> {
    let named = (0..words.len()).filter_map(|at| version::parts(&thing::version(words, at)?.0));
    let numbers: Vec<Vec<u32>> = named.collect::<BTreeSet<_>>().into_iter().collect();
    (!numbers.is_empty()).then_some(Versions { numbers, place: VersionPlace::Since })
}

/// Whether something is said to be supported or not.
fn supports(facets: &[Facet]) -> bool {
    facets.iter().any(|facet| matches!(facet, Facet::Polarity(polarity) if switch::is_support(&polarity.axis)))
}

fn push_statuses(claim: &mut Claim, statuses: Vec<Status>, mood: Assertion) {
    for status in statuses {
        claim.facets.push(Facet::Status(status));
        claim.moods.push(mood);
    }
}

/// Adds a switch in the place of the plain opposites that its words hold.
fn push_switch(claim: &mut Claim, switch: Polarity, mood: Assertion) {
    let span = switch.span;
    let plain = |facet: &Facet| matches!(facet, Facet::Polarity(other) if other.span.overlaps(span) && !switch::is_switch(&other.axis));
    supplant(claim, plain, Facet::Polarity(switch), mood);
}

/// Adds the version of a change, or a port, in the place of a number that was read of it.
fn push_number(claim: &mut Claim, found: Quantity) {
    let span = found.span;
    let number = |facet: &Facet| matches!(facet, Facet::Quantity(other) if other.span.overlaps(span));
    supplant(claim, number, Facet::Quantity(Box::new(found)), Assertion::Stated);
}

/// Adds a facet in the place of those that are `old`.
fn supplant(claim: &mut Claim, old: impl Fn(&Facet) -> bool, new: Facet, mood: Assertion) {
    while let Some(at) = claim.facets.iter().position(&old) {
        claim.facets.remove(at);
        claim.moods.remove(at);
    }
    claim.facets.push(new);
    claim.moods.push(mood);
}

/// Terms under which a claim is to be found: those of the thing that it speaks of without naming it.
fn keys(claim: &Claim, scene: &Scene) -> Vec<Term> {
    let of_facets = claim.facets.iter().flat_map(|facet| match facet {
        Facet::Status(status) => status.subject_terms.clone(),
        Facet::Polarity(polarity) if switch::is_switch(&polarity.axis) => polarity.subject.clone(),
        Facet::Date(date) => date.lifetime.as_deref().map(lifetime::keys).unwrap_or_default(),
        Facet::Quantity(quantity) => {
            quantity.counted.setting.iter().flat_map(|setting| setting::keys(setting)).collect()
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
