//! Sentences made from the built-in table of word counts: as many as wanted, always the same, with words as frequent as in
//! news.

use crate::process;
use std::fs;
use std::io;

/// Every so many sentences one retells a sentence of not long before.
const RETOLD: u64 = 4;
/// From how many sentences before it.
const REACH: u64 = 2_000;
/// Words of a sentence.
const SHORTEST: u64 = 8;
const LONGEST: u64 = 28;

/// So many sentences.
pub(super) fn sentences(count: usize) -> io::Result<Vec<String>> {
    let table = fs::read_to_string(process::root().join("src/lexicon/en/frequency.tsv"))?;
    let mut words: Vec<&str> = Vec::new();
    let mut up_to: Vec<u64> = Vec::new();
    let mut all = 0;
    for (word, times) in table.lines().filter_map(|line| line.split_once('\t')) {
        all += times.trim().parse::<u64>().unwrap_or(1);
        words.push(word);
        up_to.push(all);
    }
    assert!(all > 0, "the table of word counts is empty");
    let mut dice = Dice(1);
    let mut out: Vec<Vec<usize>> = Vec::with_capacity(count);
    while out.len() < count {
        let reach = REACH.min(out.len() as u64);
        let mut sentence = match reach > 0 && dice.below(RETOLD) == 0 {
            true => out[out.len() - 1 - dice.below(reach) as usize].clone(),
            false => Vec::new(),
        };
        let new = sentence.is_empty();
        if new {
            sentence.resize((SHORTEST + dice.below(LONGEST - SHORTEST)) as usize, 0);
        }
        for word in &mut sentence {
            // Of a retold sentence one word in four is another.
            if new || dice.below(4) == 0 {
                let at = dice.below(all);
                *word = up_to.partition_point(|&up_to| up_to <= at);
            }
        }
        out.push(sentence);
    }
    let printed = |sentence: &Vec<usize>| sentence.iter().map(|&at| words[at]).collect::<Vec<_>>().join(" ");
    Ok(out.iter().map(printed).collect())
}

/// Numbers that are always the same: a linear congruential generator (D. Knuth's MMIX), of which the upper bits are used.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_sentences_only_follow() -> io::Result<()> {
        let few = sentences(300)?;
        assert_eq!(few[..], sentences(500)?[..300]);
        assert!(few.iter().all(|sentence| sentence.split(' ').count() >= SHORTEST as usize));
        Ok(())
    }
}
