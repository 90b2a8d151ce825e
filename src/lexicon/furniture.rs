//! What heads the parts of a page that are not the article.

use super::data::{self, Families};
use std::sync::LazyLock;

/// What a line of a page heads, where it is not the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Heads {
    /// Links to other articles.
    Related,
    /// Links to other articles, if the links say so too.
    MaybeRelated,
    /// The article's own headings.
    Contents,
    /// What readers wrote.
    Comments,
    /// What readers wrote, if they can answer one another there.
    MaybeComments,
    /// A request to subscribe.
    Prompt,
    /// The end of what may be read without paying.
    Wall,
    /// Buttons.
    Share,
    /// Who wrote or sent it.
    About,
    /// Other works.
    Sources,
    /// What somebody paid for.
    Ad,
}

/// By the id of their family.
const FAMILIES: &[(&str, Heads)] = &[
    ("related", Heads::Related),
    ("maybe-related", Heads::MaybeRelated),
    ("contents", Heads::Contents),
    ("comments", Heads::Comments),
    ("prompt", Heads::Prompt),
    ("maybe-comments", Heads::MaybeComments),
    ("wall", Heads::Wall),
    ("share", Heads::Share),
    ("about", Heads::About),
    ("sources", Heads::Sources),
    ("ad", Heads::Ad),
];

/// Whole lines, openings and endings, each with what it heads; the first that fits is it.
struct Lines {
    whole: Vec<(String, Heads)>,
    openings: Vec<(String, Heads)>,
    endings: Vec<(String, Heads)>,
}

static LINES: LazyLock<Lines> = LazyLock::new(|| {
    let file: Families = data::load("furniture.toml", include_str!("en/furniture.toml"));
    let mut lines = Lines { whole: Vec::new(), openings: Vec::new(), endings: Vec::new() };
    for family in file.family {
        let heads = FAMILIES.iter().find(|(id, _)| *id == family.id).map(|&(_, heads)| heads);
        let heads = heads.expect("every family of the built-in file has its meaning here");
        lines.whole.extend(family.words.into_iter().map(|words| (words, heads)));
        for phrase in family.phrases {
            match phrase.strip_prefix('*') {
                Some(ending) => lines.endings.push((ending.to_owned(), heads)),
                None => lines.openings.push((phrase, heads)),
            }
        }
    }
    lines.whole.sort_unstable();
    lines
});

/// What a short line heads.
pub(crate) fn heads(line: &str) -> Option<Heads> {
    let line = folded(line);
    let lines = &*LINES;
    match lines.whole.binary_search_by(|(words, _)| words.as_str().cmp(&line)) {
        Ok(at) => Some(lines.whole[at].1),
        Err(_) => {
            let opening = lines.openings.iter().find(|(words, _)| line.starts_with(words));
            opening.or_else(|| lines.endings.iter().find(|(words, _)| line.ends_with(words))).map(|&(_, heads)| heads)
        }
    }
}

/// In lower case, with single blanks, plain apostrophes, and "#" for each number.
fn folded(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for word in line.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for c in word.chars().flat_map(char::to_lowercase) {
            match c {
                '’' => out.push('\''),
                c if c.is_ascii_digit() && out.ends_with('#') => {}
                c if c.is_ascii_digit() => out.push('#'),
                c => out.push(c),
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_head_a_part_of_the_article() {
        for line in
            ["Moreover", "Related deaths rise", "Commentary", "Contents of the ship", "Reference", "A subscription"]
        {
            assert_eq!(heads(line), None, "{line}");
        }
        assert_eq!(heads("More deaths feared"), Some(Heads::MaybeRelated));
    }

    #[test]
    fn lines_that_head_what_stands_around() {
        for (line, what) in [
            ("RELATED  ARTICLES", Heads::Related),
            ("Don’t miss", Heads::Related),
            ("64 replies", Heads::Comments),
            ("You have read 3 of 5 free articles this month", Heads::Prompt),
            ("Subscribe to continue reading", Heads::Wall),
        ] {
            assert_eq!(heads(line), Some(what), "{line}");
        }
        assert!(LINES.whole.windows(2).all(|pair| pair[0].0 != pair[1].0), "a line stands in two families");
    }
}
