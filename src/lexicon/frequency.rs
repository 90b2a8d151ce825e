//! How much a word tells: the built-in table of word counts.
//!
//! `en/frequency.tsv` holds 30,000 words with their counts in 37,554 news articles of 2012-2020, sorted by word. A fixed,
//! versioned table rather than counts of the batch at hand: the outcome for two claims must not depend on what else is
//! in the folder.

/// Articles over which the table was counted.
const ARTICLES: f64 = 37_554.0;
/// Count given to words that the table does not hold: below its rarest.
const UNSEEN: u32 = 5;

const TABLE: &str = include_str!("en/frequency.tsv");

/// Weight of a folded, lower-case word in thousandths of a nat: `ln(1 + articles / count)`, a smoothed inverse document
/// frequency.
pub(crate) fn weight(word: &str) -> u16 {
    let count = f64::from(count(word).unwrap_or(UNSEEN));
    let thousandths = (1000.0 * (1.0 + ARTICLES / count).ln()).round();
    // Bounded by ln(1 + 37554 / 5) = 8.9 nats.
    thousandths as u16
}

/// Count of a word; binary search over the lines of the table, so that nothing is built at the start.
fn count(word: &str) -> Option<u32> {
    let bytes = TABLE.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = low.midpoint(high);
        let start = bytes[..middle].iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
        let end = bytes[middle..].iter().position(|&b| b == b'\n').map_or(bytes.len(), |at| middle + at);
        let (entry, printed) = TABLE[start..end].split_once('\t')?;
        match word.cmp(entry) {
            std::cmp::Ordering::Equal => return printed.trim_end().parse().ok(),
            std::cmp::Ordering::Less => high = start,
            std::cmp::Ordering::Greater => low = end + 1,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_table_is_found() {
        for line in TABLE.lines() {
            let (word, printed) = line.split_once('\t').unwrap();
            assert_eq!(count(word), printed.parse().ok(), "{word}");
        }
        assert_eq!(count("zzzzzzzz"), None);
        assert_eq!(count(""), None);
    }

    #[test]
    fn rare_words_weigh_more() {
        assert!(weight("the") < 100);
        assert!(weight("troops") > weight("said"));
        assert!(weight("unheardof") > weight("troops"));
    }
}
