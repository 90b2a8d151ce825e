//! How much a word tells: the built-in table of word counts.
//!
//! `en/frequency.tsv` holds 30,000 words with their counts in 37,554 news articles of 2012-2020, sorted by word. A fixed,
//! versioned table rather than counts of the batch at hand: the outcome for two claims must not depend on what else is
//! in the folder.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Articles over which the table was counted.
const ARTICLES: f64 = 37_554.0;
/// Count given to words that the table does not hold: below its rarest.
const UNSEEN: u32 = 5;

/// Weight from which a word is a name that the table does not know, in thousandths of a nat.
pub(crate) const NAME: u16 = 8500;

const TABLE: &str = include_str!("en/frequency.tsv");

/// Weight of a folded, lower-case word in thousandths of a nat: `ln(1 + articles / count)`, a smoothed inverse document
/// frequency.
pub(crate) fn weight(word: &str) -> u16 {
    static WEIGHTS: LazyLock<FxHashMap<&str, u16>> =
        LazyLock::new(|| entries().map(|(word, count)| (word, of_count(count))).collect());
    static UNKNOWN: LazyLock<u16> = LazyLock::new(|| of_count(UNSEEN));
    WEIGHTS.get(word).copied().unwrap_or(*UNKNOWN)
}

fn of_count(count: u32) -> u16 {
    let thousandths = (1000.0 * (1.0 + ARTICLES / f64::from(count)).ln()).round();
    // Bounded by ln(1 + 37554 / 5) = 8.9 nats.
    thousandths as u16
}

/// The words of the table with their counts.
fn entries() -> impl Iterator<Item = (&'static str, u32)> {
    TABLE.lines().filter_map(|line| {
        let (word, count) = line.split_once('\t')?;
        Some((word, count.trim_end().parse().ok()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_table_is_found() {
        assert_eq!(entries().count(), TABLE.lines().count());
        for (word, count) in entries() {
            assert_eq!(weight(word), of_count(count), "{word}");
        }
        assert_eq!(weight("zzzzzzzz"), of_count(UNSEEN));
        assert_eq!(weight(""), of_count(UNSEEN));
    }

    #[test]
    fn rare_words_weigh_more() {
        assert!(weight("the") < 100);
        assert!(weight("troops") > weight("said"));
        assert!(weight("unheardof") > weight("troops"));
    }
}
