//! Sentences of a whole batch that are alike, wherever they stand: a set-similarity join.
//!
//! Two sentences are alike whose words have a TF-IDF cosine or a Jaccard similarity of a half and more. Rare words come
//! first, and only sentences that share one of their first words are held against one another: a pair that shares none
//! cannot be that much alike (R. Bayardo, Y. Ma and R. Srikant, "Scaling up all pairs similarity search", WWW 2007;
//! C. Xiao et al., "Efficient similarity joins for near-duplicate detection", WWW 2008). Where many sentences share a word,
//! they are told apart by the next words that they share, as far into each sentence as such a pair could begin (after
//! J. Wang, G. Li and J. Feng, "Can we beat the prefix filtering?", SIGMOD 2012, which looks further into long lists).

mod index;

use index::{Index, LENGTH, Word, number};
use rayon::prelude::*;
use std::cmp::Reverse;

/// Sentences that share their rarest words, up to which each is held against each: among more, the next word that they share
/// tells them apart. Of 16 to 200, 24 took the least time on 100,000 sentences, made and real.
const FEW: usize = 24;
/// Shared words after which no further one is asked for.
const DEEPEST: usize = 3;
/// Sentences beyond which a group that shares that many words is left: what it holds is one text many times over. What other
/// groups of words find of it is found, the rest is lost and counted.
const MOST: usize = 1_000;
/// Words that one task of a thread takes on.
const BATCH: usize = 256;

/// The product of two lengths, and the half of it that a cosine asks for.
const WHOLE: u32 = LENGTH * LENGTH;
const HALF: u32 = WHOLE / 2;
/// By rounding, a sentence may be longer than its words are by so many hundredths.
const ROUNDED: u32 = 1;

/// What a join came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Joined {
    /// Pairs of places of sentences that are alike and not equal word for word, the smaller first; sorted. Of equal
    /// sentences only the first takes part.
    pub pairs: Vec<(u32, u32)>,
    /// Sentences that differ from all before them.
    pub distinct: usize,
    /// Pairs that share their rarest words and were held against one another, as often as they were.
    pub candidates: usize,
    /// Those whose similarity had to be worked out.
    pub scored: usize,
    /// Groups of sentences with the same rarest words that were too large to be paired.
    pub capped: usize,
}

/// Finds the pairs of `sentences` that are alike.
///
/// Time grows with the sentences and with what they share; memory is some 0.6 kB a sentence. Both sentences of a pair hold
/// at most 400 words that count.
pub fn alike<S: AsRef<str> + Sync>(sentences: &[S]) -> Joined {
    let index = Index::new(sentences);
    let mut entries: Vec<Entry> =
        (0..index.len()).into_par_iter().flat_map_iter(|at| first_words(&index, at)).collect();
    entries.par_sort_unstable_by_key(|entry| (entry.rank, entry.sentence));
    let groups: Vec<&[Entry]> = entries.chunk_by(|a, b| a.rank == b.rank).filter(|group| group.len() > 1).collect();
    let search = |groups: &[&[Entry]]| {
        let mut found = Joined::default();
        groups.iter().for_each(|group| Search { index: &index, first: group[0].rank }.group(group, 1, &mut found));
        found
    };
    let found: Vec<Joined> = groups.par_chunks(BATCH).map(search).collect();
    let mut out = Joined { distinct: index.len(), ..Joined::default() };
    for found in found {
        out.candidates += found.candidates;
        out.scored += found.scored;
        out.capped += found.capped;
        out.pairs.extend(found.pairs);
    }
    out.pairs.par_sort_unstable();
    out.pairs.dedup();
    out
}

/// A sentence in a group that shares words: where in it the last of these stands.
#[derive(Debug, Clone, Copy)]
struct Entry {
    sentence: u32,
    /// The last word shared.
    rank: u32,
    /// How many words stand before it, and how many the sentence has.
    place: u16,
    len: u16,
    /// The length of the words shared, and of those behind them.
    seen: u16,
    behind: u16,
}

/// The words with which a sentence can begin to share what makes it alike to another: before a cosine of a half there lies
/// at least half of its length, before a Jaccard similarity of a half half of its words.
fn first_words(index: &Index, at: usize) -> impl Iterator<Item = Entry> {
    let words = index.words(at);
    let begins = move |(place, word): &(usize, &Word)| reaches(word.remaining()) || *place <= words.len() / 2;
    words.iter().enumerate().take_while(begins).map(move |(place, word)| Entry {
        sentence: number(at),
        rank: word.rank,
        place: short(place),
        len: short(words.len()),
        seen: word.own,
        behind: word.behind,
    })
}

/// Whether words of which the squares of the lengths sum up so are enough for a cosine of a half with some other sentence.
fn reaches(square: u32) -> bool {
    square >= (WHOLE / 4) / 100 * (100 - ROUNDED)
}

/// The search for pairs whose rarest shared word is one.
struct Search<'a> {
    index: &'a Index,
    first: u32,
}

impl Search<'_> {
    /// Pairs the sentences of a group that share so many words.
    fn group(&self, group: &[Entry], shared: usize, out: &mut Joined) {
        if group.len() <= FEW || shared == DEEPEST && group.len() <= MOST {
            return self.each_with_each(group, shared, out);
        }
        if shared == DEEPEST {
            out.capped += 1;
            return;
        }
        self.alike_already(group, shared, out);
        let mut next: Vec<Entry> = group.iter().flat_map(|entry| self.next_words(entry, shared)).collect();
        next.sort_unstable_by_key(|entry| (entry.rank, entry.sentence));
        for group in next.chunk_by(|a, b| a.rank == b.rank).filter(|group| group.len() > 1) {
            self.group(group, shared + 1, out);
        }
    }

    /// The words that may be the next that a sentence shares.
    fn next_words(&self, entry: &Entry, shared: usize) -> impl Iterator<Item = Entry> {
        let (entry, words) = (*entry, self.index.words(entry.sentence as usize));
        let seen = u32::from(entry.seen).pow(2);
        let begins = move |(place, word): &(usize, &Word)| {
            reaches(seen + word.remaining()) || (shared + words.len() - place) * 2 >= words.len()
        };
        let later = words.iter().enumerate().skip(usize::from(entry.place) + 1);
        later.take_while(begins).map(move |(place, word)| Entry {
            rank: word.rank,
            place: short(place),
            seen: index::root(seen + u32::from(word.own).pow(2)),
            behind: word.behind,
            ..entry
        })
    }

    /// Pairs that need share nothing more.
    fn alike_already(&self, group: &[Entry], shared: usize, out: &mut Joined) {
        let shared = short(shared);
        let heaviest = group.iter().map(|entry| u32::from(entry.seen)).max().unwrap_or(0);
        let mut heavy: Vec<&Entry> = group.iter().filter(|entry| u32::from(entry.seen) * heaviest >= HALF).collect();
        heavy.sort_unstable_by_key(|entry| (Reverse(entry.seen), entry.sentence));
        self.run(&heavy, |left, right| u32::from(left.seen) * u32::from(right.seen) >= HALF, out);
        let shortest = group.iter().map(|entry| entry.len).min().unwrap_or(0);
        let mut brief: Vec<&Entry> = group.iter().filter(|entry| entry.len + shortest <= shared * 3).collect();
        brief.sort_unstable_by_key(|entry| (entry.len, entry.sentence));
        self.run(&brief, |left, right| left.len + right.len <= shared * 3, out);
    }

    /// Pairs each sentence with those after it of which `alike` holds: the first so many.
    fn run(&self, sorted: &[&Entry], alike: impl Fn(&Entry, &Entry) -> bool, out: &mut Joined) {
        for (at, left) in sorted.iter().enumerate() {
            let mut others = sorted[at + 1..].iter().take_while(|right| alike(left, right));
            others.by_ref().take(MOST).for_each(|right| self.pair(left, right, out));
            out.capped += usize::from(others.next().is_some());
        }
    }

    fn each_with_each(&self, group: &[Entry], shared: usize, out: &mut Joined) {
        for (at, left) in group.iter().enumerate() {
            for right in &group[at + 1..] {
                if may_be_alike(left, right, shared) {
                    self.pair(left, right, out);
                } else {
                    out.candidates += 1;
                }
            }
        }
    }

    fn pair(&self, left: &Entry, right: &Entry, out: &mut Joined) {
        out.candidates += 1;
        out.scored += 1;
        let [left, right] = [left, right].map(|entry| entry.sentence as usize);
        if are_alike(self.index.words(left), self.index.words(right), Some(self.first)) {
            let [left, right] = [left, right].map(|at| self.index.places[at]);
            out.pairs.push((left.min(right), left.max(right)));
        }
    }
}

/// Whether two sentences can be alike that share these words and what may stand behind them.
fn may_be_alike(left: &Entry, right: &Entry, shared: usize) -> bool {
    let most = u32::from(left.seen) * u32::from(right.seen) + u32::from(left.behind) * u32::from(right.behind);
    let behind = (left.len - left.place).min(right.len - right.place) - 1;
    most >= HALF || (shared + usize::from(behind)) * 3 >= usize::from(left.len + right.len)
}

/// Whether two sentences are alike; where a word is given, whether they are and it is the rarest that they share.
fn are_alike(left: &[Word], right: &[Word], first: Option<u32>) -> bool {
    let (mut dot, mut both) = (0_u32, 0_usize);
    let (mut l, mut r) = (0, 0);
    while l < left.len() && r < right.len() {
        let (a, b) = (left[l], right[r]);
        if a.rank == b.rank {
            if both == 0 && first.is_some_and(|first| first != a.rank) {
                return false;
            }
            dot += u32::from(a.own) * u32::from(b.own);
            both += 1;
        }
        l += usize::from(a.rank <= b.rank);
        r += usize::from(b.rank <= a.rank);
    }
    dot >= HALF || both * 3 >= left.len() + right.len()
}

fn short(value: usize) -> u16 {
    u16::try_from(value).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences over a small vocabulary, always the same.
    fn made(count: u32) -> Vec<String> {
        let mut state = 7_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 16
        };
        let sentence = |next: &mut dyn FnMut() -> u32| {
            let words = (0..2 + next() % 14).map(|_| {
                // Squares make low numbers frequent.
                let word = (next() % 12) * (next() % 12);
                format!("w{word}")
            });
            words.collect::<Vec<_>>().join(" ")
        };
        (0..count).map(|_| sentence(&mut next)).collect()
    }

    #[test]
    fn the_pairs_are_those_of_an_exact_join() {
        // So many that the common words split their sentences.
        let sentences = made(600);
        let index = Index::new(&sentences);
        let all = (0..index.len()).flat_map(|left| (left + 1..index.len()).map(move |right| (left, right)));
        let exact: Vec<(u32, u32)> = all
            .filter(|&(left, right)| are_alike(index.words(left), index.words(right), None))
            .map(|(left, right)| (index.places[left], index.places[right]))
            .collect();
        let found = alike(&sentences);
        assert!(exact.len() > 20, "{}", exact.len());
        assert_eq!(found.pairs, exact);
        assert_eq!(found.capped, 0);
    }

    #[test]
    fn copies_collapse_to_their_first() {
        let mut sentences = vec!["The mill at Orsted burned down on Tuesday night."; 2_001];
        sentences.push("The mill at Orsted burned down on Tuesday.");
        let found = alike(&sentences);
        assert_eq!((found.distinct, found.pairs), (2, vec![(0, 2_001)]));
    }

    #[test]
    fn short_sentences_need_share_nothing_more() {
        let mut sentences: Vec<String> = (0..2 * FEW).map(|at| format!("Alder {at}")).collect();
        sentences.push("It is the Alder".to_owned());
        let found = alike(&sentences);
        // "Alder" weighs too little, and is one of three words.
        assert_eq!((found.pairs.len(), found.capped), (0, 0));
        let of_three: Vec<String> = (0..2 * FEW).map(|at| format!("the Alder {at}")).collect();
        assert_eq!(alike(&of_three).pairs.len(), 2 * FEW * (2 * FEW - 1) / 2);
    }

    #[test]
    fn a_text_many_times_over_is_counted() {
        let story = "The mill at Orsted burned down on Tuesday night, the third in the valley this year";
        let sentences: Vec<String> = (0..MOST + 10).map(|at| format!("{story} {at}")).collect();
        let found = alike(&sentences);
        assert!(found.capped > 0, "{found:?}");
        assert_eq!(alike::<&str>(&[]), Joined::default());
    }
}
