//! Sentence boundaries on original text: each file holds one sentence a line and a blank line between paragraphs; a
//! paragraph is joined with spaces, cut again, and the boundaries compared.
//!
//! A quotation of several sentences is cut inside, so its parts stand on lines of their own.

use crosscheck::model::Span;
use crosscheck::segment::split;
use std::collections::BTreeSet;

/// The least boundary F1, in thousandths.
const FLOOR: usize = 990;

/// The least number of sentences for the figure to mean something.
const ENOUGH: usize = 300;

#[test]
fn boundaries_on_news_and_documentation() {
    let files = [
        include_str!("segmentation/news.txt"),
        include_str!("segmentation/wire.txt"),
        include_str!("segmentation/docs.txt"),
        include_str!("segmentation/feature.txt"),
    ];
    let (mut hits, mut found, mut wanted) = (0, 0, 0);
    let mut faults = Vec::new();
    for paragraph in files.iter().flat_map(|file| file.split("\n\n")) {
        let lines: Vec<_> = paragraph.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let text = lines.join(" ");
        let expected: BTreeSet<usize> = lines
            .iter()
            .scan(0, |end, line| {
                *end += line.len() + 1;
                Some(*end - 1)
            })
            .collect();
        let spans = split(&text, Span::new(0, text.len()));
        let ends: BTreeSet<usize> = spans.iter().map(|span| span.range().end).collect();
        if ends != expected {
            faults.extend(spans.iter().map(|span| span.of(&text).to_owned()));
            faults.push(String::new());
        }
        hits += ends.intersection(&expected).count();
        found += ends.len();
        wanted += expected.len();
    }
    assert!(wanted >= ENOUGH, "only {wanted} sentences");
    let f1 = 2000 * hits / (found + wanted);
    assert!(f1 >= FLOOR, "F1 {f1} of 1000, {hits} of {wanted} boundaries; cut as:\n{}", faults.join("\n"));
}

fn cut(text: &str) -> Vec<&str> {
    split(text, Span::new(0, text.len())).into_iter().map(|span| span.of(text)).collect()
}

#[test]
fn abbreviations_that_do_not_end_a_sentence() {
    for text in [
        "The U.S. Army and Sen. Lilly Arden met J. R. Smith of Oak Inc. Chief among them was No. 3.",
        "At 5 a.m. Mr. Hale left for St. Anne's by the 10 p.m. Eastern train.",
        "Yahoo! in its day was big, and so was Pell Corp. Chairman Ott.",
        "“Will it rain?” she asked. ",
        "“Is it over?” Mayor Ann Lund asked the room.",
        "The word “[...] Stop” was cut.",
        "Call lib.Load or www.example.com/a.Page today.",
    ] {
        assert_eq!(cut(text), [text.trim()]);
    }
}

#[test]
fn quotations_are_cut_inside_and_keep_their_attribution() {
    assert_eq!(cut("“We came. We saw,” she said."), ["“We came.", "We saw,” she said."]);
    assert_eq!(cut("“It will rain,” he said. “Take care.”"), ["“It will rain,” he said.", "“Take care.”"]);
    assert_eq!(cut("\"It is late.\" She left."), ["\"It is late.\"", "She left."]);
}

#[test]
fn glued_sentences_come_apart_and_names_do_not() {
    assert_eq!(cut("They did not interfere.”But others did."), ["They did not interfere.”", "But others did."]);
    assert_eq!(cut("It brought peace.The war was over."), ["It brought peace.", "The war was over."]);
    assert_eq!(cut("Ask Node.Js users at a.Hale@example.org."), ["Ask Node.Js users at a.Hale@example.org."]);
}

#[test]
fn broken_lines_are_headings_only_where_the_next_word_had_room() {
    let heading = "What comes next\nThe council meets on Monday to vote on the plan.\nIt may fail.";
    assert_eq!(cut(heading), ["What comes next", "The council meets on Monday to vote on the plan.", "It may fail."]);
    let wrapped = "The council of the old town\nof Varn met the engineer\nBartholomew Lindqvist on the quay.";
    assert_eq!(cut(wrapped).len(), 1);
    assert_eq!(cut("First line\r\n\r\nsecond part"), ["First line", "second part"]);
}

#[test]
fn spans_are_trimmed_ordered_and_inside() {
    let text = "  “One.  Two!”\r\n* * *\r\n 3. Three… Four?  ";
    let mut last = 0;
    for span in split(text, Span::new(2, text.len())) {
        assert!(span.range().start >= last && !span.is_empty());
        assert_eq!(span.of(text), span.of(text).trim());
        last = span.range().end;
    }
}
