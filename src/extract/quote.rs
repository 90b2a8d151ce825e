//! Quotations: where the marks open and close, and the words between them.

use crate::model::{Article, Block, BlockKind, Span};
use crate::text::{self, TokenKind, fold};

/// Fewer words than this between marks are a term or a scare quote, not a quotation to compare.
pub(crate) const MIN_WORDS: usize = 4;

/// A stretch between quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Quoted {
    /// The words between the marks.
    pub(crate) inner: Span,
    /// Index of the block.
    pub(crate) block: u32,
    /// Whether the text marks it, rather than the layout.
    pub(crate) marked: bool,
}

/// Whether one of an article's quotations, which stand in order, overlaps a stretch of it.
pub(super) fn covers(quotes: &[Quoted], span: Span) -> bool {
    let near = quotes.partition_point(|quote| quote.inner.end <= span.start);
    quotes[near..].first().is_some_and(|quote| quote.inner.overlaps(span))
}

/// All quotations of an article, in order: stretches between marks, and blocks set apart as quotations.
pub(crate) fn quoted(article: &Article) -> Vec<Quoted> {
    let mut out = Vec::new();
    for (index, block) in (0..).zip(&article.blocks) {
        if !block.kind.makes_claims() {
            continue;
        }
        let before = out.len();
        between_marks(article.words(), *block, index, &mut out);
        if block.kind == BlockKind::Quotation && out.len() == before {
            out.push(Quoted { inner: block.span, block: index, marked: false });
        }
    }
    out
}

/// Stretches between marks in one block. A quotation that is not closed runs to the end of its block, as newspapers print
/// speeches of several paragraphs.
fn between_marks(words: &str, block: Block, index: u32, out: &mut Vec<Quoted>) {
    let base = block.span.start as usize;
    let text = block.span.of(words);
    let mut open: Option<(usize, char)> = None;
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map_or(' ', |&(_, c)| c);
        match open {
            Some((start, mark)) if closes(mark, c) => {
                push(words, base + start, base + at, index, out);
                open = None;
            }
            Some(_) => {}
            None => {
                let opens = match c {
                    '“' | '«' | '„' => true,
                    '"' => !before.is_alphanumeric() && !after.is_whitespace(),
                    _ => false,
                };
                if opens {
                    open = Some((at + c.len_utf8(), c));
                }
            }
        }
        before = c;
    }
    if let Some((start, mark)) = open.filter(|&(_, mark)| mark != '"') {
        debug_assert!(mark != '"');
        push(words, base + start, block.span.end as usize, index, out);
    }
}

fn closes(open: char, c: char) -> bool {
    match open {
        '“' => matches!(c, '”' | '"'),
        '„' => matches!(c, '“' | '”' | '"'),
        '«' => c == '»',
        _ => matches!(c, '"' | '”'),
    }
}

fn push(words: &str, start: usize, end: usize, block: u32, out: &mut Vec<Quoted>) {
    let inner = words[start..end].trim_end();
    if title(inner) {
        return;
    }
    out.push(Quoted { inner: Span::new(start, start + inner.len()), block, marked: true });
}

/// "State of the Union": the marks name a work.
fn title(inner: &str) -> bool {
    let mut long = inner.split_whitespace().filter(|word| word.chars().count() > 3).peekable();
    long.peek().is_some()
        && long.all(|word| word.starts_with(char::is_uppercase))
        && inner.split_whitespace().count() > 1
}

/// The words of a quotation, folded: contractions written out, small numbers in digits, what papers print each in its own
/// way. A gap (`…`, `...`, `[...]`) and a bracketed insertion are an empty word each.
pub(crate) fn quote_words(words: &str, span: Span) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut dots = 0;
    // The insertion that is open, and whether it touches the word before it.
    let mut inserted: Option<(String, bool)> = None;
    // "[T]he": the end of the bracket and the letter in it.
    let mut capital: Option<(u32, String)> = None;
    let mut end = u32::MAX;
    // Whether the token before is a hyphen that touches a prefix.
    let mut joined = false;
    for token in text::tokens(words, span) {
        let touches = token.span.start == end;
        end = token.span.end;
        let hyphen = token.is_mark('-') && touches && out.last().is_some_and(|word| PREFIXES.contains(&word.as_str()));
        if token.is_mark('[') || token.is_mark('(') {
            inserted = Some((String::new(), touches));
        } else if token.is_mark(']') || token.is_mark(')') {
            match inserted.take() {
                // "product[s]"
                Some((inside, true)) => out.last_mut().into_iter().for_each(|word| word.push_str(&inside)),
                Some((inside, false)) if inside.chars().count() == 1 => capital = Some((end, inside)),
                // "Tennesse (sic)": the word before is as it was printed, and may be another elsewhere.
                Some((inside, _)) if inside == "sic" => {
                    out.pop();
                    gap(&mut out);
                }
                // "[the agency]", "(the agency)": an editor's words in the place of the speaker's, or beside them.
                Some(_) => gap(&mut out),
                None => {}
            }
        } else if let Some((inside, _)) = &mut inserted {
            if token.kind != TokenKind::Mark {
                inside.push_str(&fold(&token.lower));
            }
        } else if let Some((_, letter)) = capital.take().filter(|(end, _)| *end == token.span.start) {
            out.push(format!("{letter}{}", fold(&token.lower)));
        } else {
            dots = if token.is_mark('.') { dots + 1 } else { 0 };
            if dots >= 3 || token.is_mark('…') {
                gap(&mut out);
            } else if token.kind != TokenKind::Mark {
                let prefix = out.pop_if(|_| joined && touches).unwrap_or_default();
                written_out(&format!("{prefix}{}", token.lower), &mut out);
            } else if token.is_mark('&') {
                out.push("and".to_owned());
            } else if token.is_mark('*') && touches && out.last().is_some_and(|word| !word.is_empty()) {
                // "h***": which word it is, the paper does not say.
                out.pop();
                gap(&mut out);
            }
        }
        joined = hyphen;
    }
    out.shrink_to_fit();
    out
}

/// A word with its contraction resolved: "we're" and "we are" are one wording.
fn written_out(lower: &str, out: &mut Vec<String>) {
    // "U.K." and "UK"
    let word = fold(lower).replace('.', "");
    if let Some(base) = word.strip_suffix("n't") {
        out.push(match base {
            "ca" => "can".to_owned(),
            "wo" => "will".to_owned(),
            base => base.to_owned(),
        });
        out.push("not".to_owned());
        return;
    }
    if word == "cannot" {
        out.extend(["can".to_owned(), "not".to_owned()]);
        return;
    }
    let (base, ending) = CONTRACTIONS
        .iter()
        .find_map(|(short, long)| word.strip_suffix(short).map(|base| (base, Some(*long))))
        .unwrap_or((&word, None));
    let digit = NUMBERS.iter().position(|number| *number == base);
    let ten = TENS.iter().position(|number| *number == base).map(|at| (at + 2) * 10);
    let month = MONTHS.iter().find_map(|(short, long)| (*short == base).then_some(*long));
    if !base.is_empty() {
        let number = digit.or(ten).map(|number| number.to_string());
        out.push(number.unwrap_or_else(|| month.unwrap_or(base).to_owned()));
    }
    out.extend(ending.map(str::to_owned));
}

/// Endings with the words for which they stand; "nation's" becomes two words on both sides alike.
const CONTRACTIONS: [(&str, &str); 5] = [("'re", "are"), ("'ll", "will"), ("'ve", "have"), ("'m", "am"), ("'s", "is")];

/// Small numbers, which one paper spells out and another does not.
const NUMBERS: [&str; 13] =
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// The tens, from twenty.
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// Short forms of months that papers print with a day.
const MONTHS: [(&str, &str); 9] = [
    ("jan", "january"),
    ("feb", "february"),
    ("aug", "august"),
    ("sept", "september"),
    ("sep", "september"),
    ("oct", "october"),
    ("nov", "november"),
    ("dec", "december"),
    ("apr", "april"),
];

/// First parts that one paper joins with a hyphen and another without: "re-read", "co-operate".
const PREFIXES: [&str; 5] = ["re", "co", "pre", "anti", "non"];

fn gap(out: &mut Vec<String>) {
    if out.last().is_none_or(|word| !word.is_empty()) {
        out.push(String::new());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let block = Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) };
        let mut out = Vec::new();
        between_marks(text, block, 0, &mut out);
        out.iter().map(|quoted| quoted.inner.of(text).to_owned()).collect()
    }

    #[test]
    fn marks_of_all_shapes() {
        assert_eq!(found("He said: \"We go,\" then “we stay.”"), ["We go,", "we stay."]);
        assert_eq!(found("a 5\" pipe"), Vec::<String>::new());
        assert_eq!(found("“It runs on"), ["It runs on"]);
    }

    #[test]
    fn words_without_marks() {
        let words = |text: &str| quote_words(text, Span::new(0, text.len())).join(" ");
        assert_eq!(words("We don’t know… yet"), "we do not know  yet");
        assert_eq!(words("product[s] & re-use"), "products and reuse");
        assert_eq!(words("the U.K. & thirty of Oct. 5"), words("the UK and 30 of October 5"));
        assert_eq!(words("it [the bridge] fell"), "it  fell");
        assert_eq!(words("[T]he road [north] is"), "the road  is");
        assert_eq!(words("There's no U.S. plan."), "there is no us plan");
        assert_eq!(words("give it h***, John"), "give it  john");
    }
}
