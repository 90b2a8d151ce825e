use super::{BlockKind, Event, Facet, Span};
use jiff::civil::Date;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A sentence of an article with what it asserts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Identity by place: article id and span.
    pub id: ClaimId,
    /// Identity by content: normalised text and its ordinal among equals in the article. Survives moving and renaming. See
    /// [`Claim::fingerprint_at`] for that of a fact in it.
    pub fingerprint: ClaimId,
    /// Hash of the normalised text alone: equal for copies, wherever they stand.
    pub wording: ClaimId,
    /// Index of the article in the batch.
    pub article: u32,
    /// Where the sentence lies in the article's text.
    pub span: Span,
    /// The kind of block it stands in.
    pub block: BlockKind,
    /// The day of publication of the article, or of the entry of a live page.
    pub published: Option<Date>,
    /// The time of that entry, in minutes after midnight.
    pub moment: Option<u16>,
    /// That of the entry, or of publication where it is told and nothing was changed since; in minutes after midnight.
    pub minute: Option<u16>,
    /// How the sentence is meant.
    pub assertion: Assertion,
    /// How each of its clauses is meant, by the clause's number.
    pub clauses: Vec<Assertion>,
    /// Whether a negation stands anywhere in it.
    pub negates: bool,
    /// Whose words it is: the speaker of the quotation or of the report; `None` is the article's own voice.
    pub speaker: Option<Speaker>,
    /// Content terms of the sentence, sorted by hash, each once.
    pub terms: Vec<Term>,
    /// Terms lent by the heading or question above, for sentences that lean on it; sorted by hash.
    pub context: Vec<Term>,
    /// People, organisations and places named.
    pub names: Vec<NameMention>,
    /// The content words in order, with their places.
    pub occurrences: Vec<Occurrence>,
    /// What can be compared.
    pub facets: Vec<Facet>,
    /// How the clause of each facet is meant; parallel to `facets`.
    pub moods: Vec<Assertion>,
    /// What its clauses tell by their verbs, in order.
    pub events: Vec<Event>,
    /// The versions of which a manual speaks here; they take the place that time has in news.
    pub versions: Option<Versions>,
    /// What a manual names here as code; `None` where it names nothing so, and of which nothing else is to be said.
    pub reference: Option<Box<Reference>>,
}

/// Names set as code that say of what a sentence of a manual speaks.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Reference {
    /// Those of which the heading above is made: what the section describes; empty below a heading in words.
    pub heads: Vec<CodeName>,
    /// Those in the sentence.
    pub names: Vec<CodeName>,
    /// Whether the sentence points to what it speaks of: "This method is deprecated."
    pub points: bool,
}

/// A name set as code, by the hashes of its letters and digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CodeName {
    /// Of all its parts.
    pub whole: u64,
    /// Of the last one: "port" of "server.port".
    pub last: u64,
}

impl CodeName {
    /// Whether both name one thing, where one of them may leave out to what it belongs.
    pub fn is(self, other: Self) -> bool {
        let short = |name: Self| name.whole == name.last;
        self.whole == other.whole || self.last == other.last && (short(self) || short(other))
    }
}

impl Reference {
    /// Whether what the section describes is named by or around the other sentence.
    pub fn is_known(&self, other: &Self) -> bool {
        self.heads.iter().any(|head| other.heads.iter().chain(&other.names).any(|name| head.is(*name)))
    }
}

/// Versions of a product to which something is confined.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Versions {
    /// Each by its parts ("4.2" is 4 and 2), sorted; at least one.
    pub numbers: Vec<Vec<u32>>,
    /// Where they are named.
    pub place: VersionPlace,
}

/// Where the versions are named of which something speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VersionPlace {
    /// In the sentence, as those since which something holds.
    Since,
    /// In the title: the page is of that version, as a page without one may be.
    Page,
    /// In the heading above, which sets the section apart from others.
    Section,
    /// In the sentence.
    Sentence,
}

impl Claim {
    /// Identity by content of the words at `span`: the sentence's, with these words and their number among equals in it, so
    /// that two facts of one sentence are two. `words` is the article's text without markup.
    pub fn fingerprint_at(&self, words: &str, span: Span) -> ClaimId {
        let fact = folded(span.of(words));
        let before = folded(words.get(self.span.start as usize..span.start as usize).unwrap_or_default());
        let equals = before.windows(fact.len().max(1)).filter(|window| *window == fact).count() as u64;
        ClaimId::of([&self.fingerprint.0.to_be_bytes()[..], fact.join(" ").as_bytes(), &equals.to_be_bytes()])
    }
}

/// The words in lower case, without marks.
fn folded(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

impl Claim {
    /// The day and time of the entry of a live page in which it stands.
    pub(crate) fn at_moment(&self) -> Option<(Option<Date>, u16)> {
        Some((self.published, self.moment?))
    }
}

/// A 128-bit hash, printed as 32 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ClaimId(pub u128);

impl ClaimId {
    /// The hash of `parts`, kept apart from one another by their lengths.
    pub fn of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        Self(u128::from_be_bytes(bytes))
    }
}

impl fmt::Display for ClaimId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Debug for ClaimId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl TryFrom<String> for ClaimId {
    type Error = std::num::ParseIntError;

    fn try_from(printed: String) -> Result<Self, Self::Error> {
        u128::from_str_radix(&printed, 16).map(Self)
    }
}

/// Digits for people, 16 bytes for programs.
impl Serialize for ClaimId {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if to.is_human_readable() { to.collect_str(self) } else { self.0.to_be_bytes().serialize(to) }
    }
}

impl<'de> Deserialize<'de> for ClaimId {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        if !from.is_human_readable() {
            return <[u8; 16]>::deserialize(from).map(u128::from_be_bytes).map(Self);
        }
        Self::try_from(String::deserialize(from)?).map_err(D::Error::custom)
    }
}

/// A content word, folded to its concept or stem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Term {
    /// 64-bit hash of the concept id or stem: the same in every run and on every machine.
    pub hash: u64,
    /// Inverse document frequency in thousandths of a nat, from the built-in table of word counts.
    pub weight: u16,
}

/// A content word at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occurrence {
    /// That of the word's [`Term`].
    pub hash: u64,
    /// That of the word's [`Term`].
    pub weight: u16,
    /// Where it stands.
    pub span: Span,
    /// Number of its clause in the sentence, from 0.
    pub clause: u16,
    /// Whether it stands under a negation; `None` where two negations make the sign unsafe.
    pub negated: Option<bool>,
}

impl Occurrence {
    /// The word's term. Its parts are fields of their own: there are more occurrences than of anything else, and so each
    /// takes 24 bytes and not 32.
    pub fn term(&self) -> Term {
        Term { hash: self.hash, weight: self.weight }
    }
}

/// Somebody or something called by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameMention {
    /// Where the name stands.
    pub span: Span,
    /// The name as the article has it in full, resolved within the article: "Torp" gives "Mia Torp".
    pub full: String,
    /// Terms of the full name, one a word, in order.
    pub terms: Vec<Term>,
    /// Whether a title, a verb of saying or the article's other mentions show that it is a person.
    pub person: bool,
}

/// Whose words a claim is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// The name in full, or the description as printed ("officials", "the ministry").
    pub label: String,
    /// Terms of the label, in order.
    pub terms: Vec<Term>,
    /// Whether the label is a name rather than a description.
    pub named: bool,
}

/// How a sentence is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Assertion {
    /// It says that something is so.
    Stated,
    /// It asks.
    Question,
    /// It holds only under a condition, or is imagined.
    Hypothetical,
    /// It puts an earlier statement right, or repeats one in order to put it right.
    Correction,
}
