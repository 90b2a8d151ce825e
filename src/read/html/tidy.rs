//! Blocks that are left of a page and still say nothing of the article's: labels, stamps, credits, repetitions.

use crate::model::{Block, BlockKind, Span};
use crate::read::{day, furniture};
use crate::text::hash;

/// Fewest words of a line above the headline that is read as part of the article, as standfirsts are.
const STANDFIRST_WORDS: usize = 12;
/// Most words of a label and of a line of names ("Piers Lund and Sanna Holt").
const LABEL_WORDS: usize = 3;
const NAMES_WORDS: usize = 7;
/// Most words of a stamp: "August 3, 2024 at 7:20 p.m.", "Updated 4:44 PM GMT, April 18, 2024".
const STAMP_WORDS: usize = 10;
/// Fewest words of a repetition: shorter ones recur by chance.
const REPEATED_WORDS: usize = 5;
/// Most places at which a repetition is looked for.
const PLACES: usize = 16;
/// Longest repetition, in words.
const PULL_QUOTE_WORDS: usize = 60;

/// Marks them as furniture.
pub(super) fn tidy(text: &str, blocks: &mut Vec<Block>) {
    mark_top(text, blocks);
    for block in blocks.iter_mut().filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem)) {
        let line = block.span.of(text);
        if is_stamp(line) || block.kind == BlockKind::Paragraph && is_label(line) {
            block.kind = BlockKind::Furniture;
        }
    }
    mark_repetitions(text, blocks);
    part_credits(text, blocks);
}

/// What stands above the headline, and the names and labels between it and the article.
fn mark_top(text: &str, blocks: &mut [Block]) {
    let Some(title) = blocks.iter().position(|block| block.kind == BlockKind::Title) else { return };
    let count = |block: &Block| block.span.of(text).split_whitespace().count();
    for block in blocks[..title].iter_mut().filter(|block| block.kind.makes_claims()) {
        if count(block) < STANDFIRST_WORDS || !ends_sentence(block.span.of(text)) {
            block.kind = BlockKind::Furniture;
        }
    }
    let top =
        blocks[title + 1..].iter().position(|block| block.kind.makes_claims() && ends_sentence(block.span.of(text)));
    for block in blocks[title + 1..].iter_mut().take(top.unwrap_or(0)) {
        let line = block.span.of(text);
        if matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Heading(_)) && are_names(line) {
            block.kind = BlockKind::Furniture;
        }
    }
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '\'', ')', ']']).ends_with(['.', '!', '?', ':'])
}

/// Short, without an end and without a number: "Tags", "Facebook".
fn is_label(line: &str) -> bool {
    line.split_whitespace().nth(LABEL_WORDS).is_none()
        && !ends_sentence(line)
        && !line.contains(|c: char| c.is_ascii_digit() || matches!(c, ',' | ';' | '"' | '“' | '’'))
        && !line.starts_with(char::is_lowercase)
}

/// "Piers Lund and Sanna Holt", "Nia Corbin | 3 May 2024": capitals, numbers, and what joins them.
fn are_names(line: &str) -> bool {
    let joins = |word: &str| {
        matches!(word, "and" | "&" | "|" | "·" | "•" | "-" | "–" | "/" | "in" | "of" | "for" | "by" | "at")
    };
    let words: Vec<&str> = line.split_whitespace().collect();
    words.len() <= NAMES_WORDS
        && !ends_sentence(line)
        && words.iter().all(|word| joins(word) || word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
        && words.iter().filter(|word| word.starts_with(char::is_uppercase)).count() >= 2
}

/// Words of stamps beside numbers, in lower case.
const STAMPS: &[&str] = &[
    "updated",
    "last",
    "published",
    "posted",
    "am",
    "pm",
    "a.m.",
    "p.m.",
    "gmt",
    "utc",
    "bst",
    "cet",
    "est",
    "edt",
    "et",
    "pt",
    "pst",
    "at",
    "on",
    "of",
    "min",
    "mins",
    "minute",
    "minutes",
    "hour",
    "hours",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "ago",
    "read",
    "shares",
    "share",
    "page",
    "comments",
    "comment",
    "likes",
    "views",
    "images",
    "photos",
    "replies",
    "followers",
    "and",
    "|",
    "·",
    "•",
    "–",
    "-",
    "/",
];

/// A time, a day, a count of pages or readers, and nothing else: "13.05 GMT", "5 min read", "1/7", "1.4k shares".
fn is_stamp(line: &str) -> bool {
    if line.split_whitespace().nth(STAMP_WORDS).is_some() || !line.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    line.split_whitespace().all(|word| {
        let word = word.trim_end_matches([',', ':']).to_lowercase();
        let bare = word.trim_end_matches(['.', 'k', 'm', '+']);
        bare.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | '/' | ',' | '-'))
            || STAMPS.contains(&word.as_str())
            || is_calendar(&word)
    }) && (line.split_whitespace().count() > 1 || line.contains(['/', ':']) || line.ends_with(['k', 'K']))
}

/// A month, the beginning of its name, a weekday, or a day with its ending ("28th").
fn is_calendar(word: &str) -> bool {
    let name = word.trim_end_matches('.');
    let ending = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let month = name.len() >= 3 && day::LONG_MONTHS.iter().any(|month| month.starts_with(name));
    let numbered = ending.len() < word.len() && matches!(ending, "st" | "nd" | "rd" | "th" | "am" | "pm" | "h");
    month || day::is_weekday(name) || numbered
}

/// A pull quote and the like: words that the article has in its own text, too, are said once.
fn mark_repetitions(text: &str, blocks: &mut [Block]) {
    let hashes = |block: &Block| -> Vec<u64> {
        let words = block.span.of(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(|word| hash(&word.to_lowercase())).collect()
    };
    let repeatable = |block: &Block| {
        matches!(block.kind, BlockKind::Quotation | BlockKind::Paragraph | BlockKind::Caption)
            && block.span.of(text).split_whitespace().nth(PULL_QUOTE_WORDS).is_none()
    };
    let words: Vec<Vec<u64>> = blocks.iter().map(hashes).collect();
    // Where each run of as many words as the shortest repetition has stands in running text.
    let key = |run: &[u64]| run.iter().fold(0_u64, |key, word| key.rotate_left(7) ^ word);
    let mut runs: Vec<(u64, usize, usize)> = Vec::new();
    for (block, words) in words.iter().enumerate().filter(|(at, _)| blocks[*at].kind == BlockKind::Paragraph) {
        runs.extend(words.windows(REPEATED_WORDS).enumerate().map(|(at, run)| (key(run), block, at)));
    }
    runs.sort_unstable();
    for at in 0..blocks.len() {
        let own = &words[at];
        if own.len() < REPEATED_WORDS || !repeatable(&blocks[at]) {
            continue;
        }
        let first = key(&own[..REPEATED_WORDS]);
        let from = runs.partition_point(|run| run.0 < first);
        let same = runs[from..].iter().take_while(|run| run.0 == first).take(PLACES);
        let paragraph = blocks[at].kind == BlockKind::Paragraph;
        let said = same.filter(|(_, block, _)| *block != at).any(|&(_, block, start)| {
            let longer = words[block].len() > own.len();
            words[block][start..].starts_with(own) && (longer || !paragraph && block < at)
        });
        if said {
            blocks[at].kind = BlockKind::Furniture;
        }
    }
}

/// The credit at the end of a caption becomes a block of its own.
fn part_credits(text: &str, blocks: &mut Vec<Block>) {
    let mut at = 0;
    while at < blocks.len() {
        let block = blocks[at];
        at += 1;
        if block.kind != BlockKind::Caption {
            continue;
        }
        let caption = block.span.of(text);
        let Some(cut) = furniture::credit(caption) else { continue };
        let [start, end] = [block.span.start as usize, block.span.end as usize];
        let kept = caption[..cut].trim_end();
        let credit = Block { kind: BlockKind::Furniture, span: Span::new(start + cut, end) };
        if kept.is_empty() {
            blocks[at - 1] = credit;
        } else {
            blocks[at - 1].span = Span::new(start, start + kept.len());
            blocks.insert(at, credit);
            at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_article() {
        for line in
            ["Nobody died.", "A town of 40", "3,200 square metres", "No survivors", "40 dead", "June was dry", "2,300"]
        {
            assert!(!is_stamp(line), "{line}");
        }
        assert!(!is_label("The sea rose."));
        assert!(!is_label("81 injured"));
        assert!(!are_names("Vote passes 29 to 18 after seven hours"));
    }

    #[test]
    fn stamps_and_names() {
        for line in
            ["13.05 GMT", "5 min read", "1/7", "1.4k shares", "August 3, 2024 at 7:20 p.m.", "1 of 3", "18 March 2024"]
        {
            assert!(is_stamp(line), "{line}");
        }
        assert!(are_names("Piers Lund and Sanna Holt"));
    }

    fn kinds(lines: &[(BlockKind, &str)]) -> Vec<BlockKind> {
        let mut text = String::new();
        let mut blocks: Vec<Block> = Vec::new();
        for (kind, line) in lines {
            blocks.push(Block { kind: *kind, span: Span::new(text.len(), text.len() + line.len()) });
            text.push_str(line);
            text.push_str("\n\n");
        }
        tidy(&text, &mut blocks);
        blocks.iter().map(|block| block.kind).collect()
    }

    #[test]
    fn what_is_pulled_out_of_the_text_is_said_once() {
        use BlockKind::{Furniture, Paragraph, Quotation};
        let text = "“The night is not a market. It is a neighbourhood,” says Shaw.";
        let lines = [
            (Paragraph, text),
            (Quotation, "The night is not a market."),
            (Quotation, "Nobody asked us at all, ever."),
        ];
        assert_eq!(kinds(&lines), [Paragraph, Furniture, Quotation]);
    }

    #[test]
    fn credits_are_parted_from_captions() {
        use BlockKind::{Caption, Furniture};
        assert_eq!(kinds(&[(Caption, "The quay. Photograph: Vera Stamm")]), [Caption, Furniture]);
        assert_eq!(kinds(&[(Caption, "The quay, which has a photograph of the king.")]), [Caption]);
    }
}
